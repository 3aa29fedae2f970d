import type { payerTerms } from '@ballast/server/cycle/claim/actions/payer-terms.ts'
import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ask, post } from '../../ground/api.ts'
import type { Of } from '../../ground/api-types.ts'
import { Part } from '../../ground/Page.tsx'
import { Answer, Failure } from '../../ground/states.tsx'
import { done } from '../../ground/toast.ts'

type It = Of<typeof payerTerms>
type Term = It['terms'][number]

const sourceWords: Readonly<Record<Term['source'], string>> = {
  practice: 'your practice says it for every payer',
  payer: 'said for this payer',
  'plan type': 'usual for its kind: confirm',
  default: 'default, unverified: confirm',
}
const hints: Readonly<Record<string, string>> = {
  list: 'Codes with commas between them, or * for all',
  map: 'Pairs such as CSW=AJ, PSY=AH',
  count: 'A whole number',
}

/** What the edits go by for a payer, and who says each term. */
export function Terms({ payerId }: { payerId: string }) {
  const page = useQuery({
    queryKey: ['settings', 'terms', payerId],
    queryFn: () => ask<It>(`/claims/payers/${payerId}/terms`),
  })
  const [open, setOpen] = useState<Term | null>(null)
  return (
    <Part title="Its terms, as the edits read them" isFlush>
      <Answer of={page}>
        {(it) => (
          <>
            {it.terms.map((term) => (
              <div key={term.name} className="queue">
                <div className="grow">
                  <div className="title">{term.title}</div>
                  <div className={term.source === 'payer' || term.source === 'practice' ? 'quiet' : 'needs-you'}>
                    {sourceWords[term.source]}
                  </div>
                </div>
                <div>{term.text === '*' ? 'all codes' : term.text.replaceAll('_', ' ') || 'not said'}</div>
                {term.source !== 'practice' && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={`Say: ${term.title}`}
                    onClick={() => setOpen(term)}
                  >
                    Say
                  </Button>
                )}
              </div>
            ))}
            {open && <OneTerm payerId={payerId} term={open} hasClaims={it.hasClaims} onClose={() => setOpen(null)} />}
          </>
        )}
      </Answer>
    </Part>
  )
}

type OneProps = { payerId: string; term: Term; hasClaims: boolean; onClose: () => void }

function OneTerm({ payerId, term, hasClaims, onClose }: OneProps) {
  const client = useQueryClient()
  const [text, setText] = useState(term.text)
  const [source, setSource] = useState('')
  const keep = useMutation({
    mutationFn: (value: string) =>
      post<{ state: 'stands' | 'trying' }>(`/claims/payers/${payerId}/terms`, { name: term.name, text: value, source }),
    onSuccess: ({ state }) => {
      onClose()
      done(state === 'stands' ? 'Kept' : 'It is being tried on the last 90 days. Decide on the Edits page.')
      return client.invalidateQueries({ queryKey: ['settings'] })
    },
  })
  const choices = typeof term.shape === 'object' ? term.shape : term.shape === 'yes-no' ? ['yes', 'no'] : null
  return (
    <Modal opened onClose={onClose} title={term.title}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          keep.mutate(text)
        }}
      >
        <Stack gap="xs">
          {choices ? (
            <NativeSelect
              label="It says"
              required
              data-autofocus
              value={text}
              data={choices.map((value) => ({ value, label: value.replaceAll('_', ' ') }))}
              onChange={(event) => setText(event.currentTarget.value)}
            />
          ) : (
            <TextInput
              label="It says"
              description={hints[String(term.shape)]}
              required
              data-autofocus
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
          )}
          <TextInput
            label="Where it is written"
            description="A contract, a page of the manual, a call with its reference"
            required
            minLength={5}
            maxLength={300}
            value={source}
            onChange={(event) => setSource(event.currentTarget.value)}
          />
          {hasClaims && (
            <Text size="sm" className="quiet">
              Claims went to this payer: another value is tried on the last 90 days first, and stands once somebody
              decides it on the{' '}
              <Link to="/edits" className="link">
                Edits
              </Link>{' '}
              page. The same value again is confirmed at once.
            </Text>
          )}
          {keep.error && <Failure error={keep.error} />}
          <Group gap="xs">
            <Button type="submit" loading={keep.isPending}>
              Keep
            </Button>
            {term.source === 'payer' && (
              <Button variant="default" disabled={source.length < 5} onClick={() => keep.mutate('')}>
                Nobody says it after all
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
