import { Button, Center, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { signIn } from './api.ts'

export function LoginPage() {
  const client = useQueryClient()
  const entry = useMutation({
    mutationFn: (form: FormData) => signIn(String(form.get('email')), String(form.get('password'))),
    onSuccess: () => client.resetQueries(),
  })
  return (
    <Center component="main" mih="100vh" p="md">
      <Paper withBorder p="xl" w={360} bg="var(--panel)">
        <form
          onSubmit={(event) => {
            event.preventDefault()
            entry.mutate(new FormData(event.currentTarget))
          }}
        >
          <Stack>
            <Title order={1}>Sign in to Ballast</Title>
            <TextInput label="Email" name="email" type="email" autoComplete="username" required />
            <PasswordInput label="Password" name="password" autoComplete="current-password" required />
            {entry.error && (
              <Text role="alert" c="var(--losing)" size="sm">
                {entry.error.message === 'Please sign in.'
                  ? 'That email and password do not go together.'
                  : entry.error.message}
              </Text>
            )}
            <Button type="submit" loading={entry.isPending}>
              Sign in
            </Button>
          </Stack>
        </form>
      </Paper>
    </Center>
  )
}
