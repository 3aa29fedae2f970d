import type { HandedLink, peoplePage } from '@ballast/server/people.ts'
import { Button, Checkbox, CopyButton, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { ask, post } from '../../ground/api.ts'
import type { Of } from '../../ground/api-types.ts'
import { dayText } from '../../ground/Day.tsx'
import { Part } from '../../ground/Page.tsx'
import { Answer, Failure } from '../../ground/states.tsx'
import { done, notDone } from '../../ground/toast.ts'
import { Settings } from './Settings.tsx'
import { roleText, roleWords } from './settings.ts'

type People = Of<typeof peoplePage>
type Person = People['people'][number]

const day = (instant: string): string => dayText(instant.slice(0, 10))

/** Does something about people and reads them again. */
function useChange<T>(onDone: (value: T) => void) {
  const client = useQueryClient()
  // A second press while the first is under way is the first.
  const underWay = useRef<Promise<T> | null>(null)
  return useMutation({
    mutationFn: (work: () => Promise<T>) => {
      underWay.current ??= work().finally(() => {
        underWay.current = null
      })
      return underWay.current
    },
    onSuccess: async (value) => {
      await client.invalidateQueries({ queryKey: ['people'] })
      onDone(value)
    },
  })
}

/** Who may come in, and as what. */
export function PeoplePage() {
  const page = useQuery({ queryKey: ['people'], queryFn: () => ask<People>('/people') })
  const [open, setOpen] = useState<'invite' | Person | null>(null)
  const [handed, setHanded] = useState<{ to: string; link: HandedLink } | null>(null)
  const close = () => setOpen(null)
  const hand = (to: string) => (link: HandedLink) => {
    close()
    setHanded({ to, link })
  }
  return (
    <Settings
      title="People"
      about="Who may come in, and as what"
      actions={<Button onClick={() => setOpen('invite')}>Invite somebody</Button>}
    >
      <Answer of={page}>
        {(it) => (
          <Stack gap="sm">
            <Members people={it.people.filter(({ endedAt }) => endedAt === null)} onOpen={setOpen} />
            <Invitations it={it} />
            <Former people={it.people.filter(({ endedAt }) => endedAt !== null)} />
            {open === 'invite' && <Invite it={it} onClose={close} onDone={hand} />}
            {open !== null && open !== 'invite' && (
              <OnePerson key={open.id} it={it} person={open} onClose={close} onLink={hand(open.name)} />
            )}
            {handed && <Handed {...handed} onClose={() => setHanded(null)} />}
          </Stack>
        )}
      </Answer>
    </Settings>
  )
}

function Members({ people, onOpen }: { people: readonly Person[]; onOpen: (person: Person) => void }) {
  return (
    <Part title="Working here" isFlush>
      {people.map((person) => (
        <div key={person.id} className="queue">
          <div className="grow">
            <div className="title">
              {person.name} {person.isYou && <span className="quiet">(you)</span>}
            </div>
            <div className="quiet">{person.email}</div>
          </div>
          <div>{roleText(person.roles)}</div>
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => onOpen(person)}
            aria-label={`Change ${person.name}`}
          >
            Change
          </Button>
        </div>
      ))}
    </Part>
  )
}

function Invitations({ it }: { it: People }) {
  const withdraw = useChange<unknown>(() => done('Taken back. Its link opens nothing any more.'))
  if (it.invitations.length === 0) return null
  return (
    <Part title="Invited" isFlush>
      {it.invitations.map(({ name, email, roles, expiresAt, isOver }) => (
        <div key={email} className="queue">
          <div className="grow">
            <div className="title">{name}</div>
            <div className="quiet">
              {email}, {roleText(roles)}
            </div>
          </div>
          <div className={isOver ? 'needs-you' : 'quiet'}>
            {isOver ? 'Too old: invite again' : `Opens until ${day(expiresAt)}`}
          </div>
          <Button
            variant="default"
            size="compact-sm"
            aria-label={`Take back the invitation of ${name}`}
            onClick={() => withdraw.mutate(() => post('/people/invitations/withdraw', { email }), { onError: notDone })}
          >
            Take back
          </Button>
        </div>
      ))}
    </Part>
  )
}

function Former({ people }: { people: readonly Person[] }) {
  const back = useChange<unknown>(() => done('They may come in again, as what they were.'))
  if (people.length === 0) return null
  return (
    <Part title="No longer here" isFlush>
      {people.map((person) => (
        <div key={person.id} className="queue">
          <div className="grow">
            <div className="title">{person.name}</div>
            <div className="quiet">
              {roleText(person.roles)}
              {person.endedAt && `, until ${day(person.endedAt)}`}
            </div>
          </div>
          <Button
            variant="default"
            size="compact-sm"
            aria-label={`Bring back ${person.name}`}
            onClick={() => back.mutate(() => post(`/people/${person.id}/bring-back`, {}), { onError: notDone })}
          >
            Bring back
          </Button>
        </div>
      ))}
    </Part>
  )
}

type StandingProps = {
  it: People
  roles: string[]
  clinicianId: string | null
  onRoles: (roles: string[]) => void
  onClinician: (id: string | null) => void
}

function Standing({ it, roles, clinicianId, onRoles, onClinician }: StandingProps) {
  return (
    <>
      <Checkbox.Group label="What they do" value={roles} onChange={onRoles}>
        <Stack gap={6} mt={4}>
          {roleWords.map(({ value, label, about }) => (
            <Checkbox
              key={value}
              value={value}
              label={label}
              description={about}
              disabled={value === 'owner' && !it.mayMakeOwners}
            />
          ))}
        </Stack>
      </Checkbox.Group>
      {roles.includes('clinician') && (
        <Select
          label="Which clinician they are"
          placeholder={it.clinicians.length === 0 ? 'No clinician is entered yet' : 'Choose'}
          searchable
          required
          value={clinicianId}
          onChange={onClinician}
          data={it.clinicians.map((each) => ({ value: each.id, label: `${each.firstName} ${each.lastName}` }))}
        />
      )}
    </>
  )
}

function Invite({
  it,
  onClose,
  onDone,
}: {
  it: People
  onClose: () => void
  onDone: (to: string) => (link: HandedLink) => void
}) {
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [roles, setRoles] = useState<string[]>(['biller'])
  const [clinicianId, setClinician] = useState<string | null>(null)
  const [byMail, setByMail] = useState(false)
  const change = useChange<HandedLink>(onDone(name))
  const clinician = roles.includes('clinician') ? clinicianId : null
  return (
    <Modal opened onClose={onClose} title="Invite somebody">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          change.mutate(() => post('/people/invitations', { name, email, roles, clinicianId: clinician, byMail }))
        }}
      >
        <Stack gap="xs">
          <TextInput
            label="Name"
            required
            maxLength={80}
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label="Email"
            type="email"
            required
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Standing it={it} roles={roles} clinicianId={clinicianId} onRoles={setRoles} onClinician={setClinician} />
          <Checkbox
            label="Also send the link by mail"
            description="Mail leaves this machine only where a mail server is set"
            checked={byMail}
            onChange={(event) => setByMail(event.currentTarget.checked)}
          />
          {change.error && <Failure error={change.error} />}
          <Button type="submit" loading={change.isPending} disabled={roles.length === 0}>
            Make the invitation
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}

function OnePerson({
  it,
  person,
  onClose,
  onLink,
}: {
  it: People
  person: Person
  onClose: () => void
  onLink: (link: HandedLink) => void
}) {
  const [roles, setRoles] = useState<string[]>([...person.roles])
  const [clinicianId, setClinician] = useState(person.clinicianId)
  const client = useQueryClient()
  const again = () => client.invalidateQueries({ queryKey: ['people'] })
  const at = `/people/${person.id}`
  const keep = useChange<{ was: { roles: readonly string[]; clinicianId: string | null } }>(({ was }) => {
    onClose()
    done(`${person.name} is now: ${roleText(roles)}`, () => post(`${at}/standing`, was).then(again))
  })
  const letGo = useChange<unknown>(() => {
    onClose()
    done(`${person.name} can no longer come in`, () => post(`${at}/bring-back`, {}).then(again))
  })
  const reset = useChange<HandedLink>(onLink)
  const error = keep.error ?? letGo.error ?? reset.error
  return (
    <Modal opened onClose={onClose} title={person.name}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const clinician = roles.includes('clinician') ? clinicianId : null
          keep.mutate(() => post(`${at}/standing`, { roles, clinicianId: clinician }))
        }}
      >
        <Stack gap="sm">
          <Standing it={it} roles={roles} clinicianId={clinicianId} onRoles={setRoles} onClinician={setClinician} />
          {error && <Failure error={error} />}
          <Group gap="xs">
            <Button type="submit" loading={keep.isPending} disabled={roles.length === 0}>
              Keep
            </Button>
            <Button
              variant="default"
              loading={reset.isPending}
              onClick={() => reset.mutate(() => post(`${at}/reset`, { byMail: false }))}
            >
              New password link
            </Button>
            <Button
              variant="default"
              c="var(--losing)"
              loading={letGo.isPending}
              onClick={() => letGo.mutate(() => post(`${at}/let-go`, {}))}
            >
              Works here no longer
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

/** A link that is shown once, here: it is kept nowhere. */
function Handed({
  to,
  link: { link, mailed, problem },
  onClose,
}: {
  to: string
  link: HandedLink
  onClose: () => void
}) {
  return (
    <Modal opened onClose={onClose} title={`The link for ${to}`}>
      <Stack gap="xs">
        {mailed === 'sent' && <Text>A letter with the link is on its way.</Text>}
        {mailed === 'failed' && (
          <Text role="alert" c="var(--losing)">
            The letter could not be sent: {problem}
          </Text>
        )}
        {link === null ? (
          <Text>{to} works for another practice too, so the link goes to them by mail alone.</Text>
        ) : (
          <>
            <Text>Hand it over yourself: it opens once, and is shown only now.</Text>
            <TextInput
              aria-label="The link"
              readOnly
              value={link}
              onFocus={(event) => event.currentTarget.select()}
              data-autofocus
            />
            <CopyButton value={link}>
              {({ copied, copy }) => <Button onClick={copy}>{copied ? 'Copied' : 'Copy the link'}</Button>}
            </CopyButton>
          </>
        )}
      </Stack>
    </Modal>
  )
}
