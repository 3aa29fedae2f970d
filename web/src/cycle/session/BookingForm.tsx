import { Button, Group, NumberInput, Select, Stack, Text, TextInput, Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Day } from '../../ground/Day.tsx'
import { Failure } from '../../ground/states.tsx'
import {
  type Booking,
  type BookingWarning,
  bookVisit,
  checkBooking,
  modalityWords,
  patientsQuery,
  type Schedule,
  serviceWords,
} from './sessions.ts'

type Props = {
  clinicians: Schedule['clinicians']
  day: string
  clinicianId: string | null
  onDone: (on: string) => void
  onClose: () => void
}

/** Books an hour, and says what is missing before it is promised. */
export function BookingForm({ clinicians, day, clinicianId, onDone, onClose }: Props) {
  const [text, setText] = useState('')
  const [patientId, setPatientId] = useState<string | null>(null)
  const [who, setWho] = useState<string | null>(clinicianId)
  const [on, setOn] = useState(day)
  const [start, setStart] = useState('09:00')
  const [minutes, setMinutes] = useState(50)
  const [service, setService] = useState('individual_therapy')
  const [modality, setModality] = useState('in_person')
  const [times, setTimes] = useState(1)
  const [everyWeeks, setEveryWeeks] = useState(1)
  const [reason, setReason] = useState('')
  const [asked] = useDebouncedValue(text, 200)
  const hits = useQuery(patientsQuery(asked))
  const client = useQueryClient()
  const isWhole = patientId !== null && who !== null && on !== '' && /^\d?\d:\d\d$/.test(start)
  const booking: Booking = {
    patientId: patientId ?? '',
    clinicianId: who ?? '',
    on,
    start,
    minutes,
    service,
    modality,
    times,
    everyWeeks,
    reason: reason.trim() || null,
  }
  const [settled] = useDebouncedValue(JSON.stringify({ ...booking, reason: null }), 300)
  const checked = useQuery({
    queryKey: ['sessions', 'check', settled],
    queryFn: () => checkBooking(JSON.parse(settled) as Booking),
    enabled: isWhole && settled === JSON.stringify({ ...booking, reason: null }),
  })
  const book = useMutation({
    mutationFn: () => bookVisit(booking),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['sessions'] })
      onDone(on)
    },
  })
  const warnings = isWhole ? (checked.data?.warnings ?? []) : []
  const needsReason = warnings.some((warning) => warning.needsReason)
  const found = hits.data?.patients ?? []
  return (
    <form
      className="panel"
      aria-label="Book a visit"
      style={{ padding: 16 }}
      onSubmit={(event) => {
        event.preventDefault()
        book.mutate()
      }}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <Stack gap="xs">
        <Title order={2}>Book a visit</Title>
        <Select
          data-autofocus
          autoFocus
          label="Patient"
          placeholder="Beginning of a name"
          searchable
          required
          searchValue={text}
          onSearchChange={setText}
          value={patientId}
          onChange={setPatientId}
          filter={({ options }) => options}
          nothingFoundMessage={text.length > 1 ? 'Nobody by that name' : 'Type two letters'}
          data={found.map((hit) => ({
            value: hit.id,
            label: `${hit.name}, ${hit.birthOn}${hit.payer ? `, ${hit.payer}` : ''}`,
          }))}
        />
        <Select
          label="Clinician"
          searchable
          required
          value={who}
          onChange={setWho}
          data={clinicians.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Group grow>
          <TextInput
            label="Day"
            type="date"
            required
            value={on}
            onChange={(event) => setOn(event.currentTarget.value)}
          />
          <TextInput
            label="Starts"
            type="time"
            required
            value={start}
            onChange={(event) => setStart(event.currentTarget.value)}
          />
          <NumberInput
            label="Minutes"
            min={5}
            max={480}
            value={minutes}
            onChange={(value) => setMinutes(Number(value) || 0)}
          />
        </Group>
        <Group grow>
          <Select
            label="Kind"
            allowDeselect={false}
            value={service}
            onChange={(value) => value && setService(value)}
            data={Object.entries(serviceWords).map(([value, label]) => ({ value, label }))}
          />
          <Select
            label="Held"
            allowDeselect={false}
            value={modality}
            onChange={(value) => value && setModality(value)}
            data={Object.entries(modalityWords).map(([value, label]) => ({ value, label }))}
          />
        </Group>
        <Group grow>
          <NumberInput
            label="How many times"
            min={1}
            max={52}
            value={times}
            onChange={(value) => setTimes(Number(value) || 1)}
          />
          <NumberInput
            label="Every so many weeks"
            min={1}
            max={8}
            disabled={times === 1}
            value={everyWeeks}
            onChange={(value) => setEveryWeeks(Number(value) || 1)}
          />
        </Group>
        <Warnings warnings={warnings} isSeries={times > 1} />
        {isWhole && checked.data && warnings.length === 0 && (
          <Text size="sm" className="received">
            {checked.data.authorization[0]?.grant ? checked.data.authorization[0].why : 'Nothing stands against it.'}
          </Text>
        )}
        {needsReason && (
          <TextInput
            label="Why book it anyway"
            required
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            description="Kept with the visit, with your name."
          />
        )}
        {book.error && <Failure error={book.error} />}
        <Group>
          <Button
            type="submit"
            loading={book.isPending}
            disabled={!isWhole || (needsReason && reason.trim().length < 3)}
          >
            {times > 1 ? `Book ${times} visits` : 'Book'}
          </Button>
          <Button variant="default" onClick={onClose}>
            Close
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

export function Warnings({ warnings, isSeries }: { warnings: readonly BookingWarning[]; isSeries: boolean }) {
  if (warnings.length === 0) return null
  return (
    <ul role="status" style={{ margin: 0, paddingLeft: 20 }}>
      {warnings.map((warning) => (
        <li
          key={`${warning.kind} ${warning.on} ${warning.message}`}
          className={warning.needsReason ? 'losing' : 'needs-you'}
        >
          {isSeries && (
            <>
              <Day on={warning.on} />:{' '}
            </>
          )}
          {warning.message}
        </li>
      ))}
    </ul>
  )
}
