import './note.css'
import { Button, Group, Kbd, Stack, Text, Title } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Day } from '../../ground/Day.tsx'
import { Answer, Failure } from '../../ground/states.tsx'
import { dayQuery, type Note, noteQuery, signNote } from './notes.ts'
import { Question } from './Question.tsx'
import { Signed } from './Signed.tsx'
import { useNote } from './use-note.ts'

export function NotePage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const note = useQuery(noteQuery(id))
  return (
    <Answer of={note}>
      {(it) =>
        it.state === 'open' && it.isAuthor ? <Writing key={it.id} note={it} /> : <Signed key={it.id} note={it} />
      }
    </Answer>
  )
}

export function Heading({ note }: { note: Note }) {
  const isOwn = note.isAuthor || note.isSupervisor
  return (
    <div>
      <Link to={isOwn ? '/day' : '/notes'} style={{ color: 'var(--accent)' }}>
        {isOwn ? 'Your day' : 'Notes not signed'}
      </Link>
      <Title order={1} mt={4}>
        {note.patient}
      </Title>
      <Text>
        {note.service}, <Day on={note.on} />
        {note.bookedStart && (
          <span className="quiet">
            ; booked for {note.bookedStart.slice(0, 5)}
            {note.bookedMinutes !== null && `, ${note.bookedMinutes} minutes`}
          </span>
        )}
      </Text>
    </div>
  )
}

function Writing({ note }: { note: Note }) {
  const { content, check, failure, change, settled } = useNote(note)
  const [refused, setRefused] = useState<Error | null>(null)
  const [current, setCurrent] = useState<string | null>(null)
  const list = useRef<HTMLDivElement>(null)
  const client = useQueryClient()
  const navigate = useNavigate()
  const required = check.asked.filter(({ isRequired }) => isRequired)
  const more = check.asked.filter(({ isRequired }) => !isRequired)

  const focus = (element: string | undefined) => {
    const row = list.current?.querySelector<HTMLElement>(`[data-element="${element}"]`)
    const field = row?.querySelector<HTMLElement>('[data-first]')
    field?.focus()
    row?.scrollIntoView({ block: 'nearest' })
  }
  const next = (from: string) => {
    const at = required.findIndex(({ element }) => element === from)
    const open = [...required.slice(at + 1), ...required.slice(0, at)].find(({ isAnswered }) => !isAnswered)
    if (open) focus(open.element)
    else document.getElementById('sign')?.focus()
  }
  // The page opens with the cursor in the first open question, so that writing begins with a key.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once a note.
  useEffect(() => {
    focus(required.find(({ isAnswered }) => !isAnswered)?.element)
  }, [note.id])

  // A second press while the first is under way is the same signature.
  const isSigning = useRef(false)
  const sign = async () => {
    if (isSigning.current) return
    isSigning.current = true
    try {
      await signNote(note.id, await settled())
      await client.invalidateQueries({ queryKey: ['notes'] })
      const { open } = await client.fetchQuery({ ...dayQuery, staleTime: 0 })
      const following = open[0]
      if (following) await navigate({ to: '/notes/$id', params: { id: following.id } })
      else await navigate({ to: '/day' })
    } catch (error) {
      setRefused(error as Error)
    } finally {
      isSigning.current = false
    }
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void sign()
      return
    }
    if ((event.key !== 'ArrowDown' && event.key !== 'ArrowUp') || event.target instanceof HTMLInputElement) return
    const at = check.asked.findIndex(({ element }) => element === current)
    focus(check.asked[at + (event.key === 'ArrowDown' ? 1 : -1)]?.element)
    event.preventDefault()
  }
  const needsMinutes = check.remarks.some(({ id }) => id === 'times.twice')
  const rows = (asked: typeof required) =>
    asked.map((each) => (
      <Question
        key={each.element}
        asked={each}
        content={content}
        isCurrent={current === each.element}
        needsMinutes={needsMinutes}
        onChange={change}
        onDone={() => next(each.element)}
      />
    ))

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the page, beside the buttons that do the same.
    <div onKeyDown={onKey}>
      <Stack>
        <Heading note={note} />
        <Asked note={note} />
        <div className="note-split">
          <Stack>
            {/* biome-ignore lint/a11y/noStaticElementInteractions: it only notes where the cursor is. */}
            <div
              className="panel"
              ref={list}
              onFocus={(event) =>
                setCurrent(
                  (event.target as HTMLElement).closest<HTMLElement>('[data-element]')?.dataset.element ?? null,
                )
              }
            >
              {rows(required)}
              {more.length > 0 && (
                <details>
                  <summary style={{ padding: '10px 16px' }}>More, if it applies</summary>
                  {rows(more)}
                </details>
              )}
            </div>
            <Text size="sm" className="quiet">
              {note.whyNoProcess}
            </Text>
          </Stack>
          <div className="panel note-side">
            <Stack p="md" gap="sm">
              <Text fw={600} role="status" aria-live="polite" className={check.maySign ? 'received' : ''}>
                {check.missing.length === 0
                  ? check.says
                  : `${check.missing.length} ${check.missing.length === 1 ? 'answer' : 'answers'} left`}
              </Text>
              {check.missing.length > 0 && (
                <ul className="note-missing quiet" aria-label="This note still needs">
                  {check.missing.map(({ element, words }) => (
                    <li key={element}>
                      <button type="button" onClick={() => focus(element)}>
                        {words}
                      </button>
                    </li>
                  ))}
                </ul>
              )}
              {check.minutes !== null && (
                <Text>
                  {check.minutes} minutes{' '}
                  {check.asked.some(({ element }) => element === 'CMLOG') ? 'in the log' : 'with the patient'}
                </Text>
              )}
              {check.remarks.map((remark) => (
                <Text
                  key={`${remark.id}-${remark.words}`}
                  className={remark.severity === 'stop' ? 'needs-you' : 'quiet'}
                >
                  {remark.words}
                </Text>
              ))}
              <Group gap="xs">
                {check.remarks.some(({ id }) => id === 'times.backwards') && (
                  <Button variant="default" onClick={() => change({ endsNextDay: true })}>
                    It ended the next day
                  </Button>
                )}
                {check.remarks.some(({ at }) => at === 'FIT') && (
                  <Button variant="default" onClick={() => change({ answers: { FIT: { chosen: ['fits'] } } })}>
                    The session was as written here
                  </Button>
                )}
              </Group>
              {(failure ?? refused) && <Failure error={(failure ?? refused) as Error} />}
              <Button id="sign" disabled={!check.maySign} onClick={() => void sign()}>
                Sign
              </Button>
              <Text size="sm" className="quiet" visibleFrom="sm">
                Number keys choose, <Kbd>Enter</Kbd> goes on, <Kbd>Ctrl Enter</Kbd> signs and opens the next one.
                Everything is kept as you write.
              </Text>
            </Stack>
          </div>
        </div>
      </Stack>
    </div>
  )
}

/** What the office asked, above the note it asks about. */
export function Asked({ note }: { note: Note }) {
  const open = note.questions.filter(({ answer }) => answer === null)
  const back = note.history.at(-1)
  if (open.length === 0 && back?.kind !== 'sent_back') return null
  return (
    <ul className="panel needs-you" style={{ margin: 0, padding: '12px 32px' }}>
      {back?.kind === 'sent_back' && (
        <li>
          {back.author} sent it back: {back.reason}
        </li>
      )}
      {open.map((question) => (
        <li key={question.id}>
          {question.asked_by} asks: {question.question}
        </li>
      ))}
    </ul>
  )
}
