import type { LookedAt } from '@ballast/server/people.ts'
import { Button, Group, NativeSelect, PasswordInput, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { ApiFailure, post } from '../../ground/api.ts'
import { Part } from '../../ground/Page.tsx'
import { Failure, Loading } from '../../ground/states.tsx'
import { timeZones } from './settings.ts'

/** Where somebody comes in who has a link that opens once, and no password yet. */
export function WelcomePage({ token }: { token: string }) {
  useDocumentTitle('Welcome - Ballast')
  const link = useQuery({
    queryKey: ['link', token],
    queryFn: () => post<LookedAt>('/link/look', { token }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const refused = link.error instanceof ApiFailure && link.error.status >= 400 && link.error.status < 500
  return (
    <main style={{ maxWidth: 720, margin: '0 auto', padding: '32px 16px' }}>
      {link.isPending && <Loading />}
      {link.error && !refused && <Failure error={link.error} retry={() => void link.refetch()} />}
      {link.error && refused && (
        <Stack>
          <Title order={1}>This link does not open</Title>
          <Text>{link.error.message}</Text>
          <Text className="quiet">
            The link of a first start is printed each time Ballast starts without a practice. An invitation comes from
            whoever runs your practice.
          </Text>
          <div>
            <Button component="a" href="/" variant="default">
              Sign in
            </Button>
          </div>
        </Stack>
      )}
      {link.data?.kind === 'set-up' && <SetUp token={token} />}
      {link.data && link.data.kind !== 'set-up' && <ComeIn token={token} it={link.data} />}
    </main>
  )
}

const words = (form: FormData, name: string): string => String(form.get(name) ?? '').trim()

function SetUp({ token }: { token: string }) {
  const form = useRef<HTMLFormElement>(null)
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone
  const done = useMutation({
    mutationFn: (given: FormData) =>
      post('/link/set-up', {
        token,
        practice: Object.fromEntries(
          ['name', 'npi', 'taxId', 'taxonomy', 'address', 'city', 'state', 'zip', 'phone', 'timeZone'].map((name) => [
            name,
            words(given, `practice.${name}`),
          ]),
        ),
        owner: {
          name: words(given, 'owner.name'),
          email: words(given, 'owner.email'),
          password: String(given.get('owner.password') ?? ''),
        },
      }),
    // Without the link in the address: a reload would only say that it was used.
    onSuccess: () => location.replace('/'),
  })
  const fields = done.error instanceof ApiFailure ? done.error.fields : []
  const flaw = (at: string) => fields.find((each) => each.at === at)?.message
  useEffect(() => {
    if (fields.length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [fields])
  const of = (at: string) => ({ name: at, error: flaw(at), required: true })
  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault()
        done.mutate(new FormData(event.currentTarget))
      }}
    >
      <Stack>
        <div>
          <Title order={1}>Set up your practice</Title>
          <Text className="quiet">
            Five minutes. What you enter here is what your claims say, and stays on this machine. All of it can be
            changed later, in Settings.
          </Text>
        </div>
        <Part title="The practice">
          <Stack gap="xs">
            <TextInput label="Name" description="As your payers know it" autoFocus {...of('practice.name')} />
            <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs">
              <TextInput
                label="NPI"
                description="Of the practice: ten digits"
                inputMode="numeric"
                maxLength={10}
                {...of('practice.npi')}
              />
              <TextInput
                label="Tax id"
                description="Nine digits"
                inputMode="numeric"
                maxLength={11}
                {...of('practice.taxId')}
              />
              <TextInput
                label="Taxonomy"
                description="A mental health clinic is 261QM0801X"
                maxLength={10}
                {...of('practice.taxonomy')}
              />
              <TextInput label="Phone" description="Patients are told it" type="tel" {...of('practice.phone')} />
            </SimpleGrid>
            <TextInput
              label="Street"
              description="No post office box: payers return it"
              autoComplete="street-address"
              maxLength={55}
              {...of('practice.address')}
            />
            <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="xs">
              <TextInput label="City" autoComplete="address-level2" maxLength={30} {...of('practice.city')} />
              <TextInput label="State" autoComplete="address-level1" maxLength={2} {...of('practice.state')} />
              <TextInput label="ZIP, nine digits" autoComplete="postal-code" maxLength={10} {...of('practice.zip')} />
            </SimpleGrid>
            <NativeSelect
              label="Time zone"
              description="Whose day your deadlines go by"
              defaultValue={timeZones.some(({ value }) => value === own) ? own : 'America/New_York'}
              data={timeZones}
              {...of('practice.timeZone')}
            />
          </Stack>
        </Part>
        <Part title="You, its first owner">
          <Stack gap="xs">
            <TextInput label="Your name" autoComplete="name" {...of('owner.name')} />
            <TextInput label="Your email" type="email" autoComplete="username" {...of('owner.email')} />
            <PasswordInput
              label="A password"
              description="At least 15 characters; a sentence is fine."
              autoComplete="new-password"
              minLength={15}
              {...of('owner.password')}
            />
          </Stack>
        </Part>
        {done.error && (fields.length === 0 || fields.some(({ at }) => !at.includes('.'))) && (
          <Failure error={done.error} />
        )}
        {fields.length > 0 && (
          <Text role="alert" c="var(--losing)">
            {fields.length === 1 ? 'One thing' : `${fields.length} things`} above cannot be right yet.
          </Text>
        )}
        <Group>
          <Button type="submit" loading={done.isPending}>
            Open the practice
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** An invitation, or a forgotten password: a name and a password, and in. */
function ComeIn({ token, it }: { token: string; it: LookedAt }) {
  const isJoining = it.kind === 'join'
  const done = useMutation({
    mutationFn: (given: FormData) =>
      post(isJoining ? '/link/join' : '/link/reset', {
        token,
        password: String(given.get('password') ?? ''),
        ...(isJoining ? { name: words(given, 'name') || (it.name ?? '') } : {}),
      }),
    onSuccess: () => location.replace('/'),
  })
  const flaw = done.error instanceof ApiFailure ? done.error.fields.find(({ at }) => at === 'password') : undefined
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        done.mutate(new FormData(event.currentTarget))
      }}
    >
      <Stack maw={420}>
        <div>
          <Title order={1}>{isJoining ? `Welcome to ${it.practice}` : 'Choose a new password'}</Title>
          <Text className="quiet">
            {isJoining && it.isKnown
              ? 'You have a login here already: give its password, and this practice is added to it.'
              : `You sign in as ${it.email}.`}
          </Text>
        </div>
        {isJoining && !it.isKnown && (
          <TextInput label="Your name" name="name" defaultValue={it.name ?? ''} autoComplete="name" required />
        )}
        <input type="hidden" name="email" autoComplete="username" value={it.email ?? ''} />
        <PasswordInput
          label={isJoining && it.isKnown ? 'Your password' : 'A password'}
          description={isJoining && it.isKnown ? it.email : 'At least 15 characters; a sentence is fine.'}
          name="password"
          autoComplete={isJoining && it.isKnown ? 'current-password' : 'new-password'}
          minLength={isJoining && it.isKnown ? undefined : 15}
          error={flaw?.message}
          required
          autoFocus
        />
        {done.error && !flaw && <Failure error={done.error} />}
        <Group>
          <Button type="submit" loading={done.isPending}>
            Come in
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
