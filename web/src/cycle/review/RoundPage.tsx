import '../note/note.css'
import { Button, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { meQuery } from '../../ground/api.ts'
import { Day } from '../../ground/Day.tsx'
import { Answer, Failure } from '../../ground/states.tsx'
import { outcomeOptions, riskWords } from './ReviewPage.tsx'
import { codeItem, type Round, roundQuery, settleItem } from './review.ts'

type Item = Round['items'][number]

export function RoundPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { open } = useSearch({ strict: false }) as { open?: string }
  const navigate = useNavigate()
  const round = useQuery(roundQuery(id))
  return (
    <Answer of={round}>
      {({ round: it, items }) => {
        const opened = items.find((item) => item.id === open) ?? items.find(({ settledOn }) => settledOn === null)
        return (
          <Stack>
            <div>
              <Link to="/review" style={{ color: 'var(--accent)' }}>
                Coding review
              </Link>
              <Title order={1} mt={4}>
                {it.kind === 'prospective' ? 'New clinicians' : 'By risk'}, <Day on={it.from} /> to{' '}
                <Day on={it.until} />
              </Title>
              <Text className="quiet">
                {it.size} of {it.population.toLocaleString('en-US')} claims; {it.open} left. The first coding and the
                name are shown once yours is given.
              </Text>
            </div>
            <div className="note-split wide">
              <div className="panel table-scroll">
                <table className="data-table">
                  <thead>
                    <tr>
                      <th scope="col">Visit</th>
                      <th scope="col">Service</th>
                      <th scope="col" className="number">
                        Minutes
                      </th>
                      <th scope="col">Drawn for</th>
                      <th scope="col">Came to</th>
                    </tr>
                  </thead>
                  <tbody>
                    {items.map((item) => (
                      <tr
                        key={item.id}
                        tabIndex={0}
                        aria-current={item.id === opened?.id ? 'true' : undefined}
                        style={{ cursor: 'pointer' }}
                        onClick={() =>
                          void navigate({ to: '/review/$id', params: { id }, search: { open: item.id } as never })
                        }
                        onKeyDown={(event) =>
                          event.key === 'Enter' &&
                          void navigate({ to: '/review/$id', params: { id }, search: { open: item.id } as never })
                        }
                      >
                        <td>
                          <Day on={item.on} />
                        </td>
                        <td>{item.service.replaceAll('_', ' ')}</td>
                        <td className="number">{item.minutes}</td>
                        <td>{item.second === null ? '' : item.reasons.map(riskWords).join(', ') || 'chance'}</td>
                        <td>{wordsOf(item)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
              {opened && <One key={`${opened.id}-${opened.second === null}`} item={opened} />}
            </div>
          </Stack>
        )
      }}
    </Answer>
  )
}

const wordsOf = (item: Item): string => {
  if (item.outcome) return outcomeOptions.find(({ value }) => value === item.outcome)?.label ?? item.outcome
  return item.second === null ? '' : 'differs'
}

const linesText = (lines: Item['first']): string =>
  (lines ?? [])
    .map(({ code, modifiers, units }) => [code, ...modifiers].join(' ') + (units > 1 ? ` x${units}` : ''))
    .join(', ')

/** "99214 95, 90833" or "90840 x2": codes apart by commas, modifiers behind them. */
const read = (text: string) =>
  text
    .toUpperCase()
    .split(/[,;]/)
    .map((part) => part.trim().split(/\s+/))
    .filter(([code]) => code)
    .map(([code = '', ...rest]) => ({
      code,
      modifiers: rest.filter((word) => !/^X\d+$/.test(word)),
      units: Number(rest.find((word) => /^X\d+$/.test(word))?.slice(1) ?? 1),
    }))

function One({ item }: { item: Item }) {
  const client = useQueryClient()
  const me = useQuery(meQuery)
  const mayWork = (me.data?.permissions ?? []).includes('review.work')
  const [text, setText] = useState('')
  const [outcome, setOutcome] = useState<string | null>(item.suggested)
  const [remark, setRemark] = useState('')
  const refresh = () => client.invalidateQueries({ queryKey: ['review'] })
  const code = useMutation({ mutationFn: () => codeItem(item.id, read(text)), onSuccess: refresh })
  const settle = useMutation({ mutationFn: () => settleItem(item.id, outcome ?? 'agreed', remark), onSuccess: refresh })
  const facts: readonly (readonly [string, string])[] = [
    ['Service', item.service.replaceAll('_', ' ')],
    ['Minutes', item.minutes === null ? 'not known' : String(item.minutes)],
    ['Met', `${item.modality.replaceAll('_', ' ')}, patient at ${item.patientAt}`],
    ['Licence', item.credential],
    ['Payer', item.payerKind],
    ['Diagnoses', item.diagnoses.join(', ')],
    ['Note holds', item.elements.join('; ') || 'nothing told'],
  ]
  return (
    <Stack className="panel" p="md" gap="sm">
      <Title order={2}>
        <Day on={item.on} />
        {item.clinician && `, ${item.clinician}`}
      </Title>
      <table className="data-table">
        <tbody>
          {facts.map(([title, words]) => (
            <tr key={title}>
              <th scope="row">{title}</th>
              <td style={{ whiteSpace: 'normal' }}>{words}</td>
            </tr>
          ))}
          {item.second && (
            <>
              <tr>
                <th scope="row">Billed as</th>
                <td>{linesText(item.first)}</td>
              </tr>
              <tr>
                <th scope="row">Second coding</th>
                <td>
                  {linesText(item.second)} <span className="quiet">by {item.codedBy}</span>
                </td>
              </tr>
            </>
          )}
        </tbody>
      </table>
      {item.second === null && mayWork && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            code.mutate()
          }}
        >
          <Group align="end">
            <TextInput
              label="Your coding"
              description="Codes apart by commas, modifiers behind, units as x2"
              placeholder="99214 95, 90833"
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              style={{ flex: 1 }}
              autoFocus
            />
            <Button type="submit" disabled={text.trim() === ''} loading={code.isPending}>
              Give it
            </Button>
          </Group>
        </form>
      )}
      {item.second !== null && item.outcome === null && mayWork && (
        <Group align="end">
          <Select label="It came to" data={outcomeOptions} value={outcome} onChange={setOutcome} />
          <TextInput
            label="What was the difference?"
            value={remark}
            onChange={(event) => setRemark(event.currentTarget.value)}
            style={{ flex: 1 }}
          />
          <Button disabled={outcome === null} loading={settle.isPending} onClick={() => settle.mutate()}>
            Settle
          </Button>
        </Group>
      )}
      {item.remark && <Text>{item.remark}</Text>}
      {(code.error ?? settle.error) && <Failure error={(code.error ?? settle.error) as Error} />}
      {item.second !== null && (
        <Link to="/claims/$id" params={{ id: item.claimId }} style={{ color: 'var(--accent)' }}>
          The claim
        </Link>
      )}
    </Stack>
  )
}
