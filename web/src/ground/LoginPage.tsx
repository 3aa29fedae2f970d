import { Button, Center, Paper, PasswordInput, Stack, Text, TextInput, Title, UnstyledButton } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { doorQuery, signIn } from './api.ts'
import type { Door } from './api-types.ts'

/** Asks who is there, at whatever address somebody came to; after it, that address opens. */
export function LoginPage() {
  useDocumentTitle('Sign in - Ballast')
  const client = useQueryClient()
  const { data: door } = useQuery(doorQuery)
  const form = useRef<HTMLFormElement>(null)
  const entry = useMutation({
    mutationFn: ({ email, password }: { email: string; password: string }) => signIn(email, password),
    onSuccess: () => client.resetQueries(),
  })
  return (
    <Center component="main" mih="100vh" p="md">
      <Stack w={380} maw="100%">
        <Paper withBorder p="xl" bg="var(--panel)">
          <form
            ref={form}
            onSubmit={(event) => {
              event.preventDefault()
              const given = new FormData(event.currentTarget)
              entry.mutate({ email: String(given.get('email')), password: String(given.get('password')) })
            }}
          >
            <Stack>
              <Title order={1}>Sign in to Ballast</Title>
              <TextInput label="Email" name="email" type="email" autoComplete="username" required autoFocus />
              <PasswordInput label="Password" name="password" autoComplete="current-password" required />
              {entry.error && (
                <Text role="alert" c="var(--losing)" size="sm">
                  {entry.error.message}
                </Text>
              )}
              <Button type="submit" loading={entry.isPending}>
                Sign in
              </Button>
            </Stack>
          </form>
        </Paper>
        {door?.demo && <DemoLogins demo={door.demo} isBusy={entry.isPending} onChoose={(who) => entry.mutate(who)} />}
      </Stack>
    </Center>
  )
}

function DemoLogins({
  demo,
  isBusy,
  onChoose,
}: {
  demo: NonNullable<Door['demo']>
  isBusy: boolean
  onChoose: (who: { email: string; password: string }) => void
}) {
  return (
    <section className="panel part" aria-label="Demo logins">
      <div className="part-body">
        <Text size="sm">
          This machine holds a demo practice of invented people. Come in as any of them; the password is{' '}
          <code>{demo.password}</code>
        </Text>
        <ul className="logins">
          {demo.logins.map(({ email, role }) => (
            <li key={email}>
              <UnstyledButton disabled={isBusy} onClick={() => onChoose({ email, password: demo.password })}>
                <span>{role.replaceAll('_', ' ')}</span>
                <span className="quiet">{email}</span>
              </UnstyledButton>
            </li>
          ))}
        </ul>
      </div>
    </section>
  )
}
