import { Button, Group, Select, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { meQuery } from '../../ground/api.ts'
import { Day } from '../../ground/Day.tsx'
import { Answer, Empty, Failure } from '../../ground/states.tsx'
import { drawRound, type Review, reviewQuery } from './review.ts'

const risks: Readonly<Record<string, string>> = {
  prolonged: 'Prolonged sessions',
  add_on: 'Add-ons',
  high_acuity: 'Crisis and grave diagnoses',
  long_share: 'A share of long sessions that stands out',
  identical_times: 'Minutes always the same',
}
const outcomeWords: Readonly<Record<string, string>> = {
  agreed: 'Agreed',
  too_high: 'Billed too high',
  too_low: 'Billed too low',
  modifier: 'Modifier',
  diagnosis: 'Diagnosis',
  documentation: 'Documentation',
  open: 'Not settled yet',
}
export const riskWords = (risk: string): string => risks[risk] ?? risk
export const outcomeOptions = Object.entries(outcomeWords)
  .filter(([value]) => value !== 'open')
  .map(([value, label]) => ({ value, label }))

type Share = Review['agreement']

/** "90 % (79 to 96)"; nothing to divide by reads as nothing. */
const shareText = ({ percent, low, high }: Share): string =>
  percent === null ? 'no claims' : `${percent} % (${Math.round(low ?? 0)} to ${Math.round(high ?? 0)})`

export function ReviewPage() {
  const review = useQuery(reviewQuery)
  return (
    <Stack>
      <div>
        <Title order={1}>Coding review</Title>
        <Text className="quiet">
          Support, not policing: a second person codes without seeing the first. Clinicians see their own cards first;
          here are totals.
        </Text>
      </div>
      <Answer of={review}>
        {(it) => (
          <>
            <SimpleGrid cols={{ base: 1, md: 2 }}>
              <Agreement review={it} />
              <Patterns review={it} />
            </SimpleGrid>
            <Rounds review={it} />
          </>
        )}
      </Answer>
    </Stack>
  )
}

function Agreement({ review }: { review: Review }) {
  const rows: readonly (readonly [string, Share])[] = [
    ...review.byKind.map((row) => [row.kind === 'prospective' ? 'New clinicians' : 'By risk', row] as const),
    ...review.byReason.map((row) => [riskWords(row.risk), row] as const),
  ]
  return (
    <section className="panel" aria-labelledby="agreement">
      <Stack p="md" gap={4}>
        <Title order={2} id="agreement">
          Two codings agree
        </Title>
        <Text fz={28} fw={600} className="number" ta="left">
          {review.agreement.percent === null ? 'Nothing coded twice yet' : `${review.agreement.percent} %`}
        </Text>
        {review.agreement.percent !== null && (
          <Text className="quiet">
            of {review.agreement.of}; the true share lies between {Math.round(review.agreement.low ?? 0)} and{' '}
            {Math.round(review.agreement.high ?? 0)} % (95 %, Wilson). Same codes and units; last year.
          </Text>
        )}
      </Stack>
      <table className="data-table">
        <tbody>
          {rows.map(([title, row]) => (
            <tr key={title}>
              <td>{title}</td>
              <td className="number">{row.of === 0 ? '' : `${row.in} of ${row.of}`}</td>
              <td className="number">{shareText(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {review.outcomes.length > 0 && (
        <Text p="sm" size="sm" className="quiet">
          {review.outcomes.map(({ outcome, times }) => `${outcomeWords[outcome] ?? outcome}: ${times}`).join('; ')}
        </Text>
      )}
    </section>
  )
}

function Patterns({ review }: { review: Review }) {
  return (
    <section className="panel" aria-labelledby="patterns">
      <Title order={2} id="patterns" p="md" pb={4}>
        Patterns, and whether they stopped
      </Title>
      {review.patterns.length === 0 ? (
        <Empty>No pattern was seen three times within a month.</Empty>
      ) : (
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">Pattern</th>
              <th scope="col" className="number">
                Cards
              </th>
              <th scope="col" className="number">
                Read
              </th>
              <th scope="col" className="number">
                Stopped
              </th>
            </tr>
          </thead>
          <tbody>
            {review.patterns.map((row) => (
              <tr key={row.pattern}>
                <td>{row.title}</td>
                <td className="number">{row.cards}</td>
                <td className="number">{row.seen}</td>
                <td className="number">{row.checked === 0 ? 'too early' : `${row.stopped} of ${row.checked}`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

const monthBefore = (today: string): { from: string; until: string } => {
  const [year = 2000, month = 1] = today.split('-').map(Number)
  const [y, m] = month === 1 ? [year - 1, 12] : [year, month - 1]
  const last = new Date(Date.UTC(y, m, 0)).getUTCDate()
  const pad = (n: number) => String(n).padStart(2, '0')
  return { from: `${y}-${pad(m)}-01`, until: `${y}-${pad(m)}-${pad(last)}` }
}

function Rounds({ review }: { review: Review }) {
  const me = useQuery(meQuery)
  const client = useQueryClient()
  const navigate = useNavigate()
  const [kind, setKind] = useState('retrospective')
  const [{ from, until }, setPeriod] = useState(() => monthBefore(review.today))
  const draw = useMutation({
    mutationFn: () => drawRound(kind, from, until),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['review'] })
      await navigate({ to: '/review/$id', params: { id } })
    },
  })
  return (
    <section aria-labelledby="rounds">
      <Title order={2} id="rounds" mb="xs">
        Samples
      </Title>
      {(me.data?.permissions ?? []).includes('review.work') && (
        <Group align="end" mb="sm">
          <Select
            label="Sample"
            allowDeselect={false}
            data={[
              { value: 'retrospective', label: 'By risk, from what was sent' },
              { value: 'prospective', label: 'New clinicians, first days here' },
            ]}
            value={kind}
            onChange={(value) => setKind(value ?? 'retrospective')}
            w={240}
          />
          <TextInput
            label="Visits from"
            type="date"
            value={from}
            onChange={(e) => setPeriod({ from: e.currentTarget.value, until })}
          />
          <TextInput
            label="until"
            type="date"
            value={until}
            onChange={(e) => setPeriod({ from, until: e.currentTarget.value })}
          />
          <Button loading={draw.isPending} onClick={() => draw.mutate()}>
            Draw
          </Button>
          <Text size="sm" className="quiet">
            The same period gives the same claims to whoever draws it.
          </Text>
        </Group>
      )}
      {draw.error && <Failure error={draw.error} />}
      <div className="panel table-scroll">
        {review.rounds.length === 0 ? (
          <Empty>No sample was drawn yet.</Empty>
        ) : (
          <table className="data-table">
            <thead>
              <tr>
                <th scope="col">Visits</th>
                <th scope="col">Sample</th>
                <th scope="col" className="number">
                  Drawn
                </th>
                <th scope="col" className="number">
                  Of
                </th>
                <th scope="col" className="number">
                  Coded twice
                </th>
                <th scope="col" className="number">
                  Agreed
                </th>
                <th scope="col">Drawn by</th>
              </tr>
            </thead>
            <tbody>
              {review.rounds.map((round) => (
                <tr key={round.id}>
                  <td>
                    <Link to="/review/$id" params={{ id: round.id }}>
                      <Day on={round.from} /> to <Day on={round.until} />
                    </Link>
                  </td>
                  <td>{round.kind === 'prospective' ? 'New clinicians' : 'By risk'}</td>
                  <td className="number">{round.size}</td>
                  <td className="number">{round.population.toLocaleString('en-US')}</td>
                  <td className="number">{round.coded}</td>
                  <td className="number">{round.agreed}</td>
                  <td>
                    {round.drawnBy}, <Day on={round.drawnOn} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </section>
  )
}
