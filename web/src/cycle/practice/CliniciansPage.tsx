import type { cliniciansPage } from '@ballast/server/cycle/practice/actions/settings.ts'
import { Button, Modal, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ask, post } from '../../ground/api.ts'
import type { Of } from '../../ground/api-types.ts'
import { Part } from '../../ground/Page.tsx'
import { Answer, Empty } from '../../ground/states.tsx'
import { done } from '../../ground/toast.ts'
import { EntryForm, type Field, orNull, type Values } from './EntryForm.tsx'
import { Settings } from './Settings.tsx'
import { titleChoices } from './settings.ts'

type It = Of<typeof cliniciansPage>
type Clinician = It['clinicians'][number]

const nameOf = ({ firstName, lastName }: Pick<Clinician, 'firstName' | 'lastName'>) => `${firstName} ${lastName}`

/** Everyone whose work is billed. */
export function CliniciansPage() {
  const page = useQuery({ queryKey: ['settings', 'clinicians'], queryFn: () => ask<It>('/practices/clinicians') })
  const [open, setOpen] = useState<Clinician | 'new' | null>(null)
  return (
    <Settings
      title="Clinicians"
      about="Everyone whose work is billed"
      actions={<Button onClick={() => setOpen('new')}>Add a clinician</Button>}
    >
      <Answer of={page}>
        {(it) => (
          <Part title="Clinicians" isFlush>
            {it.clinicians.length === 0 && (
              <Empty>Nobody yet. Your EHR&apos;s files name clinicians by their NPI.</Empty>
            )}
            {it.clinicians.map((one) => {
              const supervisor = it.clinicians.find(({ id }) => id === one.supervisorId)
              return (
                <div key={one.id} className="queue">
                  <div className="grow">
                    <div className="title">{nameOf(one)}</div>
                    <div className="quiet">
                      {one.credential}
                      {one.licenceState && `, ${one.licenceState}`}
                      {supervisor && `, supervised by ${nameOf(supervisor)}`}
                    </div>
                  </div>
                  <div className="quiet">{one.npi}</div>
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={`Change ${nameOf(one)}`}
                    onClick={() => setOpen(one)}
                  >
                    Change
                  </Button>
                </div>
              )
            })}
            {open !== null && <OneClinician it={it} open={open} onClose={() => setOpen(null)} />}
          </Part>
        )}
      </Answer>
      <Text size="sm" className="quiet">
        Which payer knows whom, licences and supervision by day are in{' '}
        <Link to="/credentialing" className="link">
          Credentialing
        </Link>
        .
      </Text>
    </Settings>
  )
}

function OneClinician({ it, open, onClose }: { it: It; open: Clinician | 'new'; onClose: () => void }) {
  const client = useQueryClient()
  const known = open === 'new' ? null : open
  const choicesOf = (rows: readonly { id: string; name: string }[]) =>
    rows.map(({ id, name }) => ({ value: id, label: name }))
  const fields: readonly Field[] = [
    { at: 'firstName', label: 'First name', most: 35 },
    { at: 'lastName', label: 'Last name', most: 60 },
    { at: 'npi', label: 'NPI', about: 'Their own: ten digits', most: 10 },
    { at: 'taxonomy', label: 'Taxonomy', about: 'A clinical social worker is 1041C0700X', most: 10 },
    { at: 'credential', label: 'Licence', about: 'Its independent level', choices: titleChoices },
    { at: 'licenceState', label: 'Licensed in', about: 'Two letters', most: 2, isOptional: true },
    { at: 'locationId', label: 'Place', choices: choicesOf(it.locations), isOptional: true },
    { at: 'programId', label: 'Program', choices: choicesOf(it.programs), isOptional: true },
    {
      at: 'supervisorId',
      label: 'Usual supervisor',
      about: 'For an associate',
      isOptional: true,
      choices: it.clinicians
        .filter(({ id }) => id !== known?.id)
        .map((each) => ({ value: each.id, label: nameOf(each) })),
    },
    { at: 'startedOn', label: 'Started on', type: 'date', isOptional: true },
  ]
  const values: Values = known
    ? Object.fromEntries(fields.map(({ at }) => [at, String(known[at as keyof Clinician] ?? '')]))
    : { locationId: it.locations[0]?.id ?? '', programId: it.programs[0]?.id ?? '' }
  return (
    <Modal opened onClose={onClose} title={known ? nameOf(known) : 'Add a clinician'} size="lg">
      <EntryForm
        fields={fields}
        values={values}
        onKeep={(given) =>
          post(`/practices/clinicians${known ? `/${known.id}` : ''}`, {
            ...Object.fromEntries(
              fields.map(({ at, isOptional }) => [at, isOptional ? orNull(given[at]) : (given[at] ?? '')]),
            ),
          })
        }
        onDone={() => {
          onClose()
          done('Kept')
          for (const key of ['settings', 'credentialing', 'people', 'beginning'])
            void client.invalidateQueries({ queryKey: [key] })
        }}
      />
    </Modal>
  )
}
