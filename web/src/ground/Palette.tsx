import { useDebouncedValue } from '@mantine/hooks'
import { Spotlight, type SpotlightActionData } from '@mantine/spotlight'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { searchQuery } from './api.ts'
import type { Me, Queue } from './api-types.ts'

type Room = { readonly to: string; readonly title: string; readonly key: string }

const matches = (text: string, words: string): boolean => text.toLowerCase().includes(words.trim().toLowerCase())

/**
 * Ctrl K: rooms, queues and commands by name; claims, payments and patients by whatever somebody has at hand. `G` and a letter
 * goes to a room.
 */
export function Palette({ rooms, queues, me }: { rooms: readonly Room[]; queues: readonly Queue[]; me: Me }) {
  const navigate = useNavigate()
  const [words, setWords] = useState('')
  const [asked] = useDebouncedValue(words.trim(), 150)
  const { data: found } = useQuery({ ...searchQuery(asked), enabled: asked.length > 1 })
  useGoKeys(rooms, (to) => void navigate({ href: to }))

  const hits: SpotlightActionData[] = (asked.length > 1 ? (found?.hits ?? []) : []).map((hit) => ({
    id: `hit-${hit.kind}-${hit.id}`,
    label: hit.title,
    description: hit.about,
    onClick: () => void navigate({ href: hit.link }),
  }))
  const places: SpotlightActionData[] = [
    ...rooms
      .filter(({ title }) => matches(title, words))
      .map(({ to, title, key }) => ({
        id: to,
        label: title,
        rightSection: <kbd>G {key.toUpperCase()}</kbd>,
        onClick: () => void navigate({ href: to }),
      })),
    ...queues
      .filter(({ title }) => matches(title, words))
      .map(({ id, title, count, hint, link }) => ({
        id,
        label: `${title} (${count.toLocaleString('en-US')})`,
        description: hint,
        onClick: () => void navigate({ href: link }),
      })),
  ]
  const groups = [
    ...(hits.length > 0 ? [{ group: 'Found', actions: hits }] : []),
    ...(places.length > 0 ? [{ group: `In ${me.practice?.name ?? 'Ballast'}`, actions: places }] : []),
  ]

  return (
    <Spotlight
      shortcut={['mod + K', '/']}
      query={words}
      onQueryChange={setWords}
      // The server has chosen and ordered already.
      filter={(_, actions) => actions}
      nothingFound={asked.length > 1 && !found ? 'Looking…' : 'Nothing goes by that'}
      limit={30}
      scrollable
      maxHeight={480}
      searchProps={{
        // Who does not bill is not asked in the words of billing.
        placeholder: me.permissions.includes('claim.read')
          ? 'Patient, claim number, check number, amount, or where to go'
          : 'Who, or where to go',
        'aria-label': 'Search and commands',
        // Enter takes the first answer; nobody has to walk to it.
        onKeyDown: ({ key }) => {
          const first = document.querySelector('.mantine-Spotlight-action')
          if (key === 'Enter' && !document.querySelector('[data-selected]') && first instanceof HTMLElement)
            first.click()
        },
      }}
      actions={groups}
    />
  )
}

/** `G`, then a letter within a second. */
function useGoKeys(rooms: readonly Room[], go: (to: string) => void) {
  // Keys of the whole page have no element to hang on.
  useEffect(() => {
    // Time counts from the page's own beginning: its first second is no G.
    let begun = Number.NEGATIVE_INFINITY
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const at = event.target instanceof Element ? event.target : document.body
      if (at.closest('input, textarea, select, [role="dialog"], [contenteditable]')) return
      if (event.key === 'g') {
        begun = event.timeStamp
        return
      }
      const room = event.timeStamp - begun < 1000 ? rooms.find(({ key }) => key === event.key) : undefined
      begun = Number.NEGATIVE_INFINITY
      if (!room) return
      event.preventDefault()
      // No key of the page may take the same letter.
      event.stopImmediatePropagation()
      go(room.to)
    }
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  })
}
