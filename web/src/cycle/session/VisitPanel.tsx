import { Button, Checkbox, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Day } from '../../ground/Day.tsx'
import { Failure } from '../../ground/states.tsx'
import {
  cancelVisit,
  modalityWords,
  moveVisit,
  restoreVisit,
  type Schedule,
  serviceWords,
  type Visit,
  visitQuery,
  visitWords,
} from './sessions.ts'

type Props = { visit: Visit; clinicians: Schedule['clinicians']; mayBook: boolean; onClose: () => void }

/** One visit: what stands, moving it, calling it off, and what happened to it. */
export function VisitPanel({ visit, clinicians, mayBook, onClose }: Props) {
  const client = useQueryClient()
  const detail = useQuery({ ...visitQuery(visit.id), enabled: mayBook })
  const act = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSuccess: () => client.invalidateQueries({ queryKey: ['sessions'] }),
  })
  const [word, tone] = visitWords[visit.status] ?? [visit.status, '']
  return (
    <Stack className="panel" p="md" gap="sm">
      <Group justify="space-between">
        <Title order={2}>
          <Link to="/patients/$id" params={{ id: visit.patientId }} style={{ color: 'inherit' }}>
            {visit.patient}
          </Link>
        </Title>
        <Button size="compact-xs" variant="subtle" onClick={onClose}>
          Close
        </Button>
      </Group>
      <Text>
        <Day on={visit.on} />, {visit.start} to {visit.stop}; {serviceWords[visit.service] ?? visit.service},{' '}
        {modalityWords[visit.modality]?.toLowerCase()}
      </Text>
      <Text className={tone}>
        {word}
        {visit.cancelReason && `: ${visit.cancelReason}`}
      </Text>
      <Text size="sm">
        {visit.payer ?? 'No coverage on file'}.{' '}
        {visit.authorization ? (
          `Uses authorization ${visit.authorization}.`
        ) : visit.isUncovered ? (
          <span className="losing">No authorization covers it.</span>
        ) : (
          'None is needed.'
        )}{' '}
        <Link to="/authorizations/patients/$id" params={{ id: visit.patientId }} style={{ color: 'var(--accent)' }}>
          Authorizations
        </Link>
      </Text>
      {act.error && <Failure error={act.error} />}
      {mayBook && visit.status === 'booked' && (
        <>
          <Move
            key={visit.version}
            visit={visit}
            clinicians={clinicians}
            isBusy={act.isPending}
            onMove={(to) => act.mutate(() => moveVisit(visit.id, to))}
          />
          <CallOff
            visit={visit}
            isBusy={act.isPending}
            onCancel={(input) => act.mutate(() => cancelVisit(visit.id, input))}
          />
        </>
      )}
      {mayBook && ['cancelled', 'late_cancel', 'no_show'].includes(visit.status) && (
        <Button
          variant="default"
          loading={act.isPending}
          onClick={() => act.mutate(() => restoreVisit(visit.id, visit.version))}
        >
          It stands after all
        </Button>
      )}
      {detail.data && detail.data.events.length > 0 && (
        <ol className="timeline">
          {detail.data.events.map((event) => (
            <li key={`${event.on} ${event.kind} ${event.summary}`}>
              <Text size="sm" className="quiet">
                <Day on={event.on} />, {event.actor}
              </Text>
              <Text>{event.summary}</Text>
            </li>
          ))}
        </ol>
      )}
    </Stack>
  )
}

function Move({
  visit,
  clinicians,
  isBusy,
  onMove,
}: {
  visit: Visit
  clinicians: Schedule['clinicians']
  isBusy: boolean
  onMove: (to: object) => void
}) {
  const [on, setOn] = useState<string>(visit.on)
  const [start, setStart] = useState(visit.start)
  const [clinicianId, setClinicianId] = useState(visit.clinicianId)
  const [modality, setModality] = useState<string>(visit.modality)
  const [reason, setReason] = useState('')
  return (
    <details>
      <summary>Move it, or hold it another way</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          onMove({
            version: visit.version,
            on,
            start,
            minutes: visit.minutes,
            clinicianId,
            modality,
            reason: reason.trim() || null,
          })
        }}
      >
        <Stack gap="xs" mt="xs">
          <Group grow>
            <TextInput label="Day" type="date" value={on} onChange={(event) => setOn(event.currentTarget.value)} />
            <TextInput
              label="Starts"
              type="time"
              value={start}
              onChange={(event) => setStart(event.currentTarget.value)}
            />
          </Group>
          <Select
            label="Clinician"
            allowDeselect={false}
            value={clinicianId}
            onChange={(value) => value && setClinicianId(value)}
            data={clinicians.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <Select
            label="Held"
            allowDeselect={false}
            value={modality}
            onChange={(value) => value && setModality(value)}
            data={Object.entries(modalityWords).map(([value, label]) => ({ value, label }))}
          />
          <TextInput
            label="Reason, when something stands against it"
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Group>
            <Button type="submit" loading={isBusy}>
              Move
            </Button>
          </Group>
        </Stack>
      </form>
    </details>
  )
}

function CallOff({ visit, isBusy, onCancel }: { visit: Visit; isBusy: boolean; onCancel: (input: object) => void }) {
  const [by, setBy] = useState('patient')
  const [reason, setReason] = useState('')
  const [isLate, setLate] = useState(false)
  const [wholeSeries, setSeries] = useState(false)
  const [forWant, setForWant] = useState(false)
  return (
    <details>
      <summary>Call it off</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          onCancel({ version: visit.version, by, reason, isLate, forWantOfAuthorization: forWant, wholeSeries })
        }}
      >
        <Stack gap="xs" mt="xs">
          <Select
            label="By whom"
            allowDeselect={false}
            value={by}
            onChange={(value) => value && setBy(value)}
            data={['patient', 'clinician', 'practice']}
          />
          <TextInput
            label="Reason"
            required
            minLength={3}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {by === 'patient' && (
            <Checkbox
              label="Later than the policy allows"
              checked={isLate}
              onChange={(event) => setLate(event.currentTarget.checked)}
            />
          )}
          <Checkbox
            label="Because no authorization covers it"
            checked={forWant}
            onChange={(event) => setForWant(event.currentTarget.checked)}
          />
          {visit.seriesId && (
            <Checkbox
              label="And all later ones of the series"
              checked={wholeSeries}
              onChange={(event) => setSeries(event.currentTarget.checked)}
            />
          )}
          <Group>
            <Button type="submit" color="red" variant="light" loading={isBusy}>
              Call off
            </Button>
          </Group>
        </Stack>
      </form>
    </details>
  )
}
