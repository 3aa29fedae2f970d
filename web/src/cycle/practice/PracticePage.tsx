import type { practicePage } from '@ballast/server/cycle/practice/actions/settings.ts'
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, post } from '../../ground/api.ts'
import type { Of } from '../../ground/api-types.ts'
import { phoneText, zipText } from '../../ground/contact.ts'
import { Part } from '../../ground/Page.tsx'
import { Answer, Failure } from '../../ground/states.tsx'
import { done } from '../../ground/toast.ts'
import { EntryForm, type Field } from './EntryForm.tsx'
import { Settings } from './Settings.tsx'
import { placeFields, timeZones } from './settings.ts'

type It = Of<typeof practicePage>

const practiceFields: readonly Field[] = [
  { at: 'name', label: 'Name', about: 'As your payers know it', most: 60 },
  { at: 'npi', label: 'NPI', about: 'Of the practice: ten digits', most: 10 },
  { at: 'taxId', label: 'Tax id', about: 'Nine digits', most: 11 },
  { at: 'taxonomy', label: 'Taxonomy', about: 'A mental health clinic is 261QM0801X', most: 10 },
  { at: 'phone', label: 'Phone', about: 'Patients are told it', type: 'tel' },
  { at: 'timeZone', label: 'Time zone', about: 'Whose day your deadlines go by', choices: timeZones },
  ...placeFields,
]
const partnerFields: readonly Field[] = [
  { at: 'submitterId', label: 'Your submitter id', about: 'Your clearinghouse gives it; often the tax id', most: 15 },
  { at: 'partner.id', label: 'Its receiver id', about: 'ISA08, as its companion guide says', most: 15 },
  { at: 'partner.name', label: 'Its name', about: 'Your clearinghouse', most: 60 },
  { at: 'partner.qualifier', label: 'Kind of its id', about: 'ISA07: ZZ unless it says else', most: 2 },
  {
    at: 'partner.usage',
    label: 'Files are',
    about: 'In earnest once it has taken your test files',
    choices: [
      { value: 'T', label: 'Tests' },
      { value: 'P', label: 'In earnest' },
    ],
  },
]

function useAgain() {
  const client = useQueryClient()
  return () =>
    Promise.all(
      [['settings'], ['me'], ['home'], ['beginning']].map((queryKey) => client.invalidateQueries({ queryKey })),
    )
}

/** The practice itself, its places and programs, and its guards. */
export function PracticePage() {
  const page = useQuery({ queryKey: ['settings', 'practice'], queryFn: () => ask<It>('/practices/settings') })
  return (
    <Settings title="Practice" about="What every claim says of you">
      <Answer of={page}>
        {(it) => (
          <Stack gap="sm">
            <Itself key={JSON.stringify([it.practice, it.partner])} it={it} />
            <Places it={it} />
            <Programs it={it} />
            <Guards it={it} />
          </Stack>
        )}
      </Answer>
    </Settings>
  )
}

function Itself({ it }: { it: It }) {
  const again = useAgain()
  const { submitterId, ...practice } = it.practice
  const values = {
    ...practice,
    phone: phoneText(practice.phone),
    zip: zipText(practice.zip),
    submitterId,
    ...Object.fromEntries(Object.entries(it.partner).map(([name, value]) => [`partner.${name}`, value])),
  }
  const zone = timeZones.some(({ value }) => value === practice.timeZone)
  const fields = practiceFields.map((field) =>
    field.at === 'timeZone' && !zone
      ? { ...field, choices: [...timeZones, { value: practice.timeZone, label: practice.timeZone }] }
      : field,
  )
  return (
    <Part title="The practice and its clearinghouse">
      {!it.isPartnerSaid && (
        <Text className="needs-you" size="sm" mb="xs">
          Nobody has said where your claims go: the clearinghouse below is a default, unverified: confirm. Files are
          tests until you say they are in earnest.
        </Text>
      )}
      <EntryForm
        fields={[...fields, ...partnerFields]}
        values={values}
        onKeep={(given) =>
          post('/practices/settings', {
            practice: Object.fromEntries(practiceFields.map(({ at }) => [at, given[at] ?? ''])),
            submitterId: given.submitterId,
            partner: Object.fromEntries(
              ['id', 'name', 'qualifier', 'usage'].map((name) => [name, given[`partner.${name}`] ?? '']),
            ),
          })
        }
        onDone={() => {
          done('Kept. Claims drafted from now on say it.')
          void again()
        }}
      />
    </Part>
  )
}

function Places({ it }: { it: It }) {
  const again = useAgain()
  const [open, setOpen] = useState<It['locations'][number] | 'new' | null>(null)
  const known = open === 'new' || open === null ? null : open
  return (
    <Part
      title="Places"
      isFlush
      actions={
        <Button size="compact-sm" variant="default" onClick={() => setOpen('new')}>
          Add a place
        </Button>
      }
    >
      {it.locations.map((place) => (
        <div key={place.id} className="queue">
          <div className="grow">
            <div className="title">{place.name}</div>
            <div className="quiet">
              {place.address}, {place.city}, {place.state} {zipText(place.zip)}
            </div>
          </div>
          <div className="quiet">{place.code}</div>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`Change ${place.name}`}
            onClick={() => setOpen(place)}
          >
            Change
          </Button>
        </div>
      ))}
      {open !== null && (
        <Modal opened onClose={() => setOpen(null)} title={known?.name ?? 'Add a place'} size="lg">
          <EntryForm
            fields={[
              { at: 'name', label: 'Name', most: 60 },
              { at: 'code', label: 'Code', about: 'What your EHR calls it in its files', most: 40 },
              { at: 'placeOfService', label: 'Place of service', about: '11 is an office', most: 2 },
              ...placeFields,
            ]}
            values={known ? { ...known, zip: zipText(known.zip) } : { placeOfService: '11' }}
            onKeep={({ id: _, ...entry }) => post(`/practices/locations${known ? `/${known.id}` : ''}`, entry)}
            onDone={() => {
              setOpen(null)
              done('Kept')
              void again()
            }}
          />
        </Modal>
      )}
    </Part>
  )
}

function Programs({ it }: { it: It }) {
  const again = useAgain()
  const [open, setOpen] = useState<It['programs'][number] | 'new' | null>(null)
  const known = open === 'new' || open === null ? null : open
  return (
    <Part
      title="Programs"
      isFlush
      actions={
        <Button size="compact-sm" variant="default" onClick={() => setOpen('new')}>
          Add a program
        </Button>
      }
    >
      {it.programs.map((program) => (
        <div key={program.id} className="queue">
          <div className="grow title">{program.name}</div>
          <div className="quiet">{program.code}</div>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`Change ${program.name}`}
            onClick={() => setOpen(program)}
          >
            Change
          </Button>
        </div>
      ))}
      {open !== null && (
        <Modal opened onClose={() => setOpen(null)} title={known?.name ?? 'Add a program'}>
          <EntryForm
            fields={[
              { at: 'name', label: 'Name', most: 60 },
              { at: 'code', label: 'Code', about: 'What your EHR calls it in its files', most: 40 },
            ]}
            values={known ?? {}}
            onKeep={({ id: _, ...entry }) => post(`/practices/programs${known ? `/${known.id}` : ''}`, entry)}
            onDone={() => {
              setOpen(null)
              done('Kept')
              void again()
            }}
          />
        </Modal>
      )}
    </Part>
  )
}

function Guards({ it }: { it: It }) {
  const [open, setOpen] = useState<It['guards'][number] | null>(null)
  return (
    <Part title="What watches over your claims" isFlush>
      {it.guards.map((guard) => (
        <div key={guard.name} className="queue">
          <div className="grow">
            <div className="title">{guard.title}</div>
            <div className="quiet">{guard.about}</div>
          </div>
          <div className={guard.isOn ? '' : 'needs-you'}>{guard.isOn ? 'On' : 'Off'}</div>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`Turn ${guard.isOn ? 'off' : 'on'}: ${guard.title}`}
            onClick={() => setOpen(guard)}
          >
            Turn {guard.isOn ? 'off' : 'on'}
          </Button>
        </div>
      ))}
      {open && <Reason guard={open} onClose={() => setOpen(null)} />}
    </Part>
  )
}

function Reason({ guard, onClose }: { guard: It['guards'][number]; onClose: () => void }) {
  const again = useAgain()
  const [reason, setReason] = useState('')
  const set = (isOn: boolean, why: string) => post('/practices/guards', { guard: guard.name, isOn, reason: why })
  const keep = useMutation({
    mutationFn: () => set(!guard.isOn, reason),
    onSuccess: () => {
      onClose()
      done(`${guard.title}: ${guard.isOn ? 'off' : 'on'}`, () => set(guard.isOn, 'Taken back at once').then(again))
      return again()
    },
  })
  return (
    <Modal opened onClose={onClose} title={`Turn ${guard.isOn ? 'off' : 'on'}: ${guard.title}`}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          keep.mutate()
        }}
      >
        <Stack gap="xs">
          {guard.isOn && <Text>{guard.about}</Text>}
          <TextInput
            label="Why"
            description="Stands in the history with your name"
            required
            minLength={5}
            maxLength={300}
            data-autofocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {keep.error && <Failure error={keep.error} />}
          <Group>
            <Button type="submit" loading={keep.isPending}>
              Turn {guard.isOn ? 'off' : 'on'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
