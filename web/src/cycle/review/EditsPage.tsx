import '../note/note.css'
import { Group, Stack, Text, TextInput, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type Column, DataTable } from '../../ground/DataTable.tsx'
import { Day } from '../../ground/Day.tsx'
import { Status } from '../../ground/Status.tsx'
import { Answer, Empty } from '../../ground/states.tsx'
import { EditChanges } from './EditChanges.tsx'
import { type EditClaims, type Edits, editClaimsQuery, editsQuery } from './review.ts'

type Edit = Edits['edits'][number]

const severities: Readonly<Record<string, string>> = { stop: 'Stops', warn: 'Warns', info: 'Notes' }

export function EditsPage() {
  const edits = useQuery(editsQuery)
  const { open, find } = useSearch({ strict: false }) as { open?: string; find?: string }
  const navigate = useNavigate()
  const go = (search: { open?: string | undefined; find?: string | undefined }) =>
    void navigate({ to: '/edits', search: search as never, replace: search.find !== undefined })
  return (
    <Stack>
      <Group justify="space-between" align="end">
        <div>
          <Title order={1}>Edits</Title>
          <Text className="quiet">
            What would come back, asked before it goes; and what each of them did in the last year.
          </Text>
        </div>
        <TextInput
          aria-label="Find an edit"
          placeholder="Find: group, S081, CARC 150"
          defaultValue={find ?? ''}
          onChange={(event) => go({ open, find: event.currentTarget.value || undefined })}
          w={240}
        />
      </Group>
      <Answer of={edits}>
        {(it) => {
          const words = (find ?? '').toLowerCase()
          const rows = it.edits.filter(
            (edit) =>
              words === '' ||
              [edit.id, edit.title, edit.origin, edit.source, ...edit.prevents].some((text) =>
                text.toLowerCase().includes(words),
              ),
          )
          const opened = it.edits.find(({ id }) => id === open)
          return (
            <>
              <EditChanges edits={it} />
              <div className={opened ? 'note-split wide' : ''}>
                <DataTable
                  caption={`${rows.length} of ${it.edits.length} edits, since ${it.since}`}
                  fileName="edits"
                  columns={columns}
                  rows={rows}
                  idOf={(row) => row.id}
                  openId={opened?.id}
                  onOpen={(row) => go({ find, open: row.id })}
                  empty={<Empty>No edit goes by these words.</Empty>}
                />
                {opened && <One edit={opened} />}
              </div>
            </>
          )
        }}
      </Answer>
    </Stack>
  )
}

const count = (id: string, title: string, of: (record: Edit['record']) => number): Column<Edit> => ({
  id,
  title,
  isNumber: true,
  value: (row) => of(row.record),
  show: (row) => (of(row.record) === 0 ? <span className="quiet">0</span> : of(row.record)),
})

const columns: readonly Column<Edit>[] = [
  { id: 'id', title: 'Edit', value: (row) => row.id, show: (row) => row.id },
  { id: 'title', title: 'What it asks', value: (row) => row.title, show: (row) => row.title },
  {
    id: 'severity',
    title: 'Does',
    value: (row) => row.severity,
    show: (row) => (
      <>
        {severities[row.severity] ?? row.severity}
        {row.isOwnSeverity && <span className="quiet"> (own)</span>}
      </>
    ),
  },
  { id: 'origin', title: 'Born at', value: (row) => row.origin, show: (row) => row.origin.replaceAll('_', ' ') },
  count('hits', 'Hits', (record) => record.hits),
  count('fixed', 'Fixed', (record) => record.fixed),
  count('released', 'Let go', (record) => record.released),
  count('prevented', 'Prevented', (record) => record.prevented),
  count('missed', 'Missed', (record) => record.missed),
  count('falseAlarms', 'False alarms', (record) => record.falseAlarms),
  {
    id: 'verified',
    title: 'Confidence',
    value: (row) => row.verified,
    show: (row) => <Confidence verified={row.verified} />,
  },
]

function Confidence({ verified }: { verified: string }) {
  if (verified === 'V') return <span className="quiet">verified</span>
  return (
    <span className="needs-you" title={verified === 'P' ? 'Partly verified' : 'Our own knowledge'}>
      default, unverified: confirm
    </span>
  )
}

const meanings = [
  ['Hits', 'claims it spoke about', 'hits'],
  ['Stopped', 'of these it stopped', 'stopped'],
  ['Fixed', 'put right before they went', 'fixed'],
  ['Let go', 'released by a person with a reason', 'released'],
  ['Waiting', 'still held', 'waiting'],
  ['Prevented', 'fixed, then decided by the payer without a denial', 'prevented'],
  ['False alarms', 'went as they were, and were not denied for what it prevents', 'falseAlarms'],
  ['True alarms', 'went as they were, and were denied for just that', 'trueAlarms'],
  ['Missed', 'denied for what it prevents, born where it looks, and it was silent', 'missed'],
] as const

function One({ edit }: { edit: Edit }) {
  const claims = useQuery(editClaimsQuery(edit.id))
  return (
    <Stack className="panel" p="md" gap="sm">
      <Title order={2}>
        {edit.id} {edit.title}
      </Title>
      <Text>
        {severities[edit.severity] ?? edit.severity} a claim at {edit.stages.join(', ')}
        {edit.severity === 'stop' && (edit.isReleasable ? '; a person may let it go' : '; it has to be put right')}. The
        mistake is made at {edit.origin.replaceAll('_', ' ')}.
      </Text>
      <Text>Prevents {edit.prevents.length === 0 ? 'no denial code we know' : edit.prevents.join(', ')}.</Text>
      <Group gap="xs">
        <Text className="quiet">{edit.source}</Text>
        <Confidence verified={edit.verified} />
      </Group>
      <table className="data-table">
        <tbody>
          {meanings.map(([title, meaning, key]) => (
            <tr key={key}>
              <th scope="row">{title}</th>
              <td style={{ whiteSpace: 'normal' }} className="quiet">
                {meaning}
              </td>
              <td className="number">{edit.record[key]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {edit.record.overrides.length > 0 && (
        <div>
          <Title order={3}>Why it was let go</Title>
          {edit.record.overrides.map((override) => (
            <Text key={`${override.reason}-${override.role}`} size="sm">
              {override.reason}{' '}
              <span className="quiet">
                ({override.role.replaceAll('_', ' ')}, {override.times})
              </span>
            </Text>
          ))}
        </div>
      )}
      <Answer of={claims}>{(it) => <Claims of={it} />}</Answer>
    </Stack>
  )
}

const states: Readonly<Record<string, string>> = { open: 'stands', fixed: 'fixed', released: 'let go' }

function Claims({ of }: { of: EditClaims }) {
  if (of.claims.length === 0) return <Empty>It has not spoken about any claim in the last year.</Empty>
  return (
    <div className="table-scroll" style={{ maxHeight: 420 }}>
      <table className="data-table compact">
        <thead>
          <tr>
            <th scope="col">Claim</th>
            <th scope="col">Visit</th>
            <th scope="col">Finding</th>
            <th scope="col">Claim is</th>
          </tr>
        </thead>
        <tbody>
          {of.claims.map((claim) => (
            <tr key={claim.claimId}>
              <td>
                <Link to="/claims/$id" params={{ id: claim.claimId }}>
                  {claim.patient}
                </Link>
              </td>
              <td>
                <Day on={claim.on} />
              </td>
              <td title={claim.message}>{states[claim.state] ?? claim.state}</td>
              <td>
                <Status status={claim.status} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
