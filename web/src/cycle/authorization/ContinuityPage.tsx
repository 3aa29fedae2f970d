import './authorization.css'
import { Group, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type Column, DataTable } from '../../ground/DataTable.tsx'
import { Day } from '../../ground/Day.tsx'
import { Answer, Empty } from '../../ground/states.tsx'
import { Back } from './AuthorizationsPage.tsx'
import { type Continuity, causeWords, continuityQuery } from './authorizations.ts'

type Gap = Continuity['gaps'][number]

const columns: readonly Column<Gap>[] = [
  { id: 'on', title: 'Visit', value: (row) => row.on, show: (row) => <Day on={row.on} /> },
  {
    id: 'patient',
    title: 'Patient',
    value: (row) => row.patient,
    show: (row) => (
      <Link to="/authorizations/patients/$id" params={{ id: row.patientId }}>
        {row.patient}
      </Link>
    ),
  },
  { id: 'payer', title: 'Payer', value: (row) => row.payer, show: (row) => row.payer },
  {
    id: 'cause',
    title: 'Cause',
    value: (row) => causeWords[row.cause] ?? row.cause,
    show: (row) => causeWords[row.cause],
  },
  { id: 'owner', title: 'Whose step', value: (row) => row.owner, show: (row) => row.owner },
  {
    id: 'recovered',
    title: 'Covered afterwards',
    value: (row) => (row.isRecovered ? 'yes' : 'no'),
    show: (row) => (row.isRecovered ? 'Yes' : 'No'),
  },
]

const percent = (value: number | null): string => (value === null ? 'no episodes' : `${value.toFixed(1)} %`)

export function ContinuityPage() {
  const search = useSearch({ strict: false }) as Record<string, string | undefined>
  const { cause, ...filter } = search
  const navigate = useNavigate()
  const page = useQuery(continuityQuery(filter))
  const set = (change: Record<string, string | undefined>) =>
    void navigate({ to: '/authorizations/continuity', search: { ...search, ...change } as never })
  return (
    <Stack>
      <Back />
      <Title order={1}>Continuity of authorized care</Title>
      <Answer of={page}>
        {(it) => (
          <Stack>
            <Group>
              <TextInput
                size="xs"
                type="date"
                label="From"
                value={it.from}
                onChange={(event) => event.currentTarget.value && set({ from: event.currentTarget.value })}
              />
              <TextInput
                size="xs"
                type="date"
                label="Until"
                value={it.until}
                onChange={(event) => event.currentTarget.value && set({ until: event.currentTarget.value })}
              />
            </Group>
            <SimpleGrid cols={{ base: 1, sm: 3 }}>
              <Figure
                title="Never interrupted"
                value={percent(it.strict)}
                note={`${it.uninterrupted} of ${it.episodes} episodes; target ${it.target} % or more`}
                isMet={it.strict === null ? null : it.strict >= it.target}
              />
              <Figure
                title="With those covered afterwards"
                value={percent(it.withRecovered)}
                note={`${it.recovered} more were recovered`}
                isMet={null}
              />
              <div className="panel" style={{ padding: 12 }}>
                <Text fw={600}>Why</Text>
                {it.causes.length === 0 && <Text className="quiet">No gap.</Text>}
                {it.causes.map((row) => (
                  <button
                    key={row.cause}
                    type="button"
                    className="plain-link"
                    aria-pressed={cause === row.cause}
                    onClick={() => set({ cause: cause === row.cause ? undefined : row.cause })}
                  >
                    {causeWords[row.cause]}: {row.visits} visits, {row.owner}
                  </button>
                ))}
              </div>
            </SimpleGrid>
            <Text size="sm" className="quiet">
              {it.formula} An episode is a patient with a payer in a program; 60 days without a visit end it.{' '}
              {it.episodes < 30 && it.episodes > 0 && 'Fewer than 30 episodes: read the counts, not the percentage.'}
            </Text>
            <DataTable
              caption="Gaps"
              fileName="authorization-gaps"
              columns={columns}
              rows={it.gaps.filter((gap) => cause === undefined || gap.cause === cause)}
              idOf={(row) => row.sessionId}
              empty={<Empty>No visit went uncovered.</Empty>}
            />
          </Stack>
        )}
      </Answer>
    </Stack>
  )
}

function Figure({ title, value, note, isMet }: { title: string; value: string; note: string; isMet: boolean | null }) {
  return (
    <div className="panel" style={{ padding: 12 }}>
      <Text fw={600}>{title}</Text>
      <div
        style={{ fontSize: 20, fontWeight: 600, fontVariantNumeric: 'tabular-nums' }}
        className={isMet === null ? '' : isMet ? 'received' : 'needs-you'}
      >
        {value}
      </div>
      <Text size="sm" className="quiet">
        {note}
      </Text>
    </div>
  )
}
