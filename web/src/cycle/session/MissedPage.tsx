import './session.css'
import type { missedPage } from '@ballast/server/cycle/session/actions/missed.ts'
import { Button, Checkbox, Group, Select, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { ask, post, search } from '../../ground/api.ts'
import type { Of } from '../../ground/api-types.ts'
import { type Column, DataTable } from '../../ground/DataTable.tsx'
import { Day } from '../../ground/Day.tsx'
import { Money, moneyText } from '../../ground/Money.tsx'
import { Answer, Empty, Failure } from '../../ground/states.tsx'
import { patientsQuery, scheduleQuery, serviceWords, visitWords } from './sessions.ts'

type Missed = Of<typeof missedPage>
type Row = Missed['visits'][number]

const outcomeWords: Readonly<Record<string, string>> = {
  charged: 'Charged',
  waived: 'Waived',
  not_allowed: 'Not allowed',
}
const percent = (value: number | null): string => (value === null ? 'none' : `${value.toFixed(1)} %`)

const columns: readonly Column<Row>[] = [
  { id: 'on', title: 'Visit', value: (row) => row.on, show: (row) => <Day on={row.on} /> },
  { id: 'patient', title: 'Patient', value: (row) => row.patient, show: (row) => row.patient },
  { id: 'clinician', title: 'Clinician', value: (row) => row.clinician, show: (row) => row.clinician },
  { id: 'status', title: 'What happened', value: (row) => row.status, show: (row) => visitWords[row.status]?.[0] },
  {
    id: 'fee',
    title: 'Fee',
    isMoney: true,
    value: (row) => row.amountCents ?? (row.advice.mayCharge ? row.advice.amountCents : 0),
    show: (row) => <Money amount={row.amountCents ?? (row.advice.mayCharge ? row.advice.amountCents : 0)} />,
  },
  {
    id: 'decision',
    title: 'Decision',
    value: (row) => row.outcome ?? (row.advice.mayCharge ? 'open' : 'may not be charged'),
    show: (row) =>
      row.outcome ? (
        outcomeWords[row.outcome]
      ) : row.advice.mayCharge ? (
        <span className="needs-you">Open</span>
      ) : (
        <span className="quiet">May not be charged</span>
      ),
  },
  {
    id: 'why',
    title: 'Why',
    value: (row) => row.reason ?? row.advice.why.join(' '),
    show: (row) => row.reason ?? row.advice.why.join(' '),
  },
]

/** Missed visits: prevented first, then decided on, evenly. */
export function MissedPage() {
  const { open, ...filter } = useSearch({ strict: false }) as Record<string, string | undefined>
  const navigate = useNavigate()
  const page = useQuery({
    queryKey: ['sessions', 'missed', filter],
    queryFn: () => ask<Missed>(`/sessions/missed${search(filter)}`),
  })
  return (
    <Stack>
      <Title order={1}>Missed visits</Title>
      <Answer of={page}>
        {(it) => {
          const opened = it.visits.find((visit) => visit.id === open)
          return (
            <Stack>
              <SimpleGrid cols={{ base: 2, md: 4 }}>
                <Figure
                  title="Missed"
                  value={percent(it.counts.missedShare)}
                  note={`${it.counts.noShow} did not come, ${it.counts.lateCancel} called off late, of ${it.counts.scheduled - it.counts.cancelled} that stood`}
                />
                <Figure
                  title="Prevented"
                  value={percent(it.counts.preventedShare)}
                  note={`${it.counts.switched} held by video instead, ${it.counts.refilled} hours given to somebody else`}
                />
                <Figure title="Refilled" value={percent(it.counts.refilledShare)} note="of the hours that came free" />
                <Figure
                  title="Confirmed"
                  value={String(it.counts.confirmed)}
                  note={`${it.counts.reminded} were reminded`}
                />
              </SimpleGrid>
              <div className={opened ? 'split open' : ''}>
                <DataTable
                  caption="Missed visits"
                  fileName="missed-visits"
                  columns={columns}
                  rows={it.visits}
                  idOf={(row) => row.id}
                  openId={opened?.id}
                  onOpen={(row) => void navigate({ to: '/missed', search: { ...filter, open: row.id } as never })}
                  empty={<Empty>No visit was missed.</Empty>}
                />
                {opened && <Decide key={opened.id} row={opened} />}
              </div>
              <Evenness it={it} />
              <Waitlist it={it} />
            </Stack>
          )
        }}
      </Answer>
    </Stack>
  )
}

function Figure({ title, value, note }: { title: string; value: string; note: string }) {
  return (
    <div className="panel" style={{ padding: 12 }}>
      <Text fw={600}>{title}</Text>
      <div style={{ fontSize: 20, fontWeight: 600, fontVariantNumeric: 'tabular-nums' }}>{value}</div>
      <Text size="sm" className="quiet">
        {note}
      </Text>
    </div>
  )
}

function Decide({ row }: { row: Row }) {
  const [reason, setReason] = useState('')
  const client = useQueryClient()
  const act = useMutation({
    mutationFn: (outcome: string) =>
      post(`/sessions/${row.id}/fee`, { outcome, reason: outcome === 'charged' ? 'as the policy says' : reason }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['sessions'] }),
  })
  return (
    <Stack className="panel" p="md" gap="sm">
      <Title order={2}>{row.patient}</Title>
      <Text>
        <Day on={row.on} />, {row.clinician}
      </Text>
      <Text>{row.advice.why.join(' ')}</Text>
      {row.outcome ? (
        <Text className="quiet">
          {outcomeWords[row.outcome]} by {row.decidedBy}: {row.reason}
        </Text>
      ) : (
        <>
          {row.advice.mayCharge && (
            <Button loading={act.isPending} onClick={() => act.mutate('charged')}>
              Charge ${moneyText(row.advice.amountCents)}
            </Button>
          )}
          <TextInput label="Why no fee" value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
          <Button
            variant="default"
            loading={act.isPending}
            disabled={reason.trim().length < 3}
            onClick={() => act.mutate('waived')}
          >
            No fee
          </Button>
        </>
      )}
      {act.error && <Failure error={act.error} />}
    </Stack>
  )
}

function Evenness({ it }: { it: Missed }) {
  const rows = [
    ...it.evenness.byPayer.map((row) => ({ ...row, by: 'Payer' })),
    ...it.evenness.byClinician.map((row) => ({ ...row, by: 'Clinician' })),
  ]
  if (rows.length === 0) return null
  return (
    <section aria-labelledby="evenness">
      <Title order={2} id="evenness" mb="xs">
        The same for everyone?
      </Title>
      <div className="panel table-scroll">
        <table className="data-table">
          <thead>
            <tr>
              {[
                'By',
                'Group',
                'Decided',
                'Charged',
                'Waived',
                'Not allowed',
                'Waived of those who could be charged',
              ].map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.by} ${row.group}`}>
                <td>{row.by}</td>
                <td>{row.group}</td>
                <td>{row.missed}</td>
                <td>
                  {row.charged} (${moneyText(row.chargedCents)})
                </td>
                <td>{row.waived}</td>
                <td>{row.notAllowed}</td>
                <td>{percent(row.waivedShare)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Waitlist({ it }: { it: Missed }) {
  const client = useQueryClient()
  const { hour } = useSearch({ strict: false }) as Record<string, string | undefined>
  const act = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSuccess: () => client.invalidateQueries({ queryKey: ['sessions'] }),
  })
  return (
    <section aria-labelledby="waits">
      <Title order={2} id="waits" mb="xs">
        Who would come at short notice
      </Title>
      {act.error && <Failure error={act.error} />}
      <Join onDone={() => void client.invalidateQueries({ queryKey: ['sessions'] })} />
      <div className="panel">
        {it.waitlist.length === 0 && <Empty>Nobody waits for a free hour.</Empty>}
        {it.waitlist.map((entry) => (
          <div key={entry.id} className="queue">
            <div className="grow">
              <div className="title">{entry.patient}</div>
              <div className="quiet">
                {entry.phone ?? 'no phone'}; since <Day on={entry.addedOn} />; {entry.fromTime} to {entry.untilTime}
                {entry.telehealthOnly && ', by video only'}
              </div>
            </div>
            <Group gap="xs">
              {hour && (
                <Button
                  size="xs"
                  onClick={() => act.mutate(() => post(`/sessions/${hour}/refill`, { entryId: entry.id }))}
                >
                  Give the free hour
                </Button>
              )}
              <Button
                size="xs"
                variant="default"
                onClick={() => act.mutate(() => post(`/sessions/waitlist/${entry.id}/leave`, {}))}
              >
                Take off
              </Button>
            </Group>
          </div>
        ))}
      </div>
    </section>
  )
}

/** Puts somebody on the list: who, for what, with whom, and when they could come. */
function Join({ onDone }: { onDone: () => void }) {
  const [isOpen, setOpen] = useState(false)
  const [words, setWords] = useState('')
  const [patientId, setPatient] = useState<string | null>(null)
  const [service, setService] = useState('individual_therapy')
  const [clinicianId, setClinician] = useState('')
  const [times, setTimes] = useState({ from: '08:00', until: '18:00' })
  const [telehealthOnly, setTelehealthOnly] = useState(false)
  const found = useQuery(patientsQuery(words))
  const choices = useQuery({ ...scheduleQuery({}), enabled: isOpen })
  const act = useMutation({
    mutationFn: () =>
      post('/sessions/waitlist', {
        patientId,
        clinicianId: clinicianId || null,
        service,
        fromTime: times.from,
        untilTime: times.until,
        telehealthOnly,
      }),
    onSuccess: () => {
      setOpen(false)
      setPatient(null)
      setWords('')
      onDone()
    },
  })
  if (!isOpen)
    return (
      <Button mb="xs" size="xs" variant="default" onClick={() => setOpen(true)}>
        Add somebody
      </Button>
    )
  return (
    <form
      className="panel"
      style={{ padding: 12, marginBottom: 8 }}
      onSubmit={(event) => {
        event.preventDefault()
        act.mutate()
      }}
    >
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="xs">
        <Select
          label="Patient"
          placeholder="Name or number"
          searchable
          required
          data={(found.data?.patients ?? []).map((hit) => ({ value: hit.id, label: `${hit.name}, ${hit.externalId}` }))}
          value={patientId}
          onChange={setPatient}
          onSearchChange={setWords}
          filter={({ options }) => options}
          nothingFoundMessage={words.length > 1 ? 'Nobody goes by that' : 'Type two letters'}
        />
        <Select
          label="For"
          data={Object.entries(serviceWords).map(([value, label]) => ({ value, label }))}
          value={service}
          allowDeselect={false}
          onChange={(value) => setService(value ?? service)}
        />
        <Select
          label="With"
          data={[
            { value: '', label: 'Anybody' },
            ...(choices.data?.clinicians ?? []).map((each) => ({ value: each.id, label: each.name })),
          ]}
          value={clinicianId}
          allowDeselect={false}
          onChange={(value) => setClinician(value ?? '')}
        />
        <TextInput
          label="From"
          type="time"
          required
          value={times.from}
          onChange={(event) => setTimes({ ...times, from: event.currentTarget.value })}
        />
        <TextInput
          label="Until"
          type="time"
          required
          value={times.until}
          onChange={(event) => setTimes({ ...times, until: event.currentTarget.value })}
        />
        <Checkbox
          mt={{ base: 4, sm: 28 }}
          label="By video only"
          checked={telehealthOnly}
          onChange={(event) => setTelehealthOnly(event.currentTarget.checked)}
        />
      </SimpleGrid>
      {act.error && <Failure error={act.error} />}
      <Group mt="sm">
        <Button type="submit" size="xs" loading={act.isPending} disabled={patientId === null}>
          Put on the list
        </Button>
        <Button size="xs" variant="default" onClick={() => setOpen(false)}>
          Leave it
        </Button>
      </Group>
    </form>
  )
}
