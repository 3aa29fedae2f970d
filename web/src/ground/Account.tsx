import { ActionIcon, Button, Menu, Modal, PasswordInput, Stack, Text } from '@mantine/core'
import { IconUser } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { changePassword, signOut } from './api.ts'
import type { Me } from './api-types.ts'
import { done } from './toast.ts'

/** Who is signed in, and what they may do about that. */
export function Account({ me }: { me: Me }) {
  const client = useQueryClient()
  const [isChanging, setChanging] = useState(false)
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`Signed in as ${me.person.name}`}>
            <IconUser size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            {me.person.name}, {me.roles.join(', ').replaceAll('_', ' ')}
          </Menu.Label>
          <Menu.Item onClick={() => setChanging(true)}>Change password</Menu.Item>
          <Menu.Item onClick={() => void signOut().then(() => client.resetQueries())}>Sign out</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal opened={isChanging} onClose={() => setChanging(false)} title="Change password">
        <ChangePassword
          onDone={() => {
            setChanging(false)
            done('Your password is changed. Other sessions of yours were signed out.')
          }}
        />
      </Modal>
    </>
  )
}

function ChangePassword({ onDone }: { onDone: () => void }) {
  const change = useMutation({
    mutationFn: (form: FormData) => changePassword(String(form.get('current')), String(form.get('next'))),
    onSuccess: onDone,
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        change.mutate(new FormData(event.currentTarget))
      }}
    >
      <Stack>
        <PasswordInput label="Password now" name="current" autoComplete="current-password" required data-autofocus />
        <PasswordInput
          label="New password"
          description="At least 15 characters; a sentence is fine."
          name="next"
          autoComplete="new-password"
          minLength={15}
          required
        />
        {change.error && (
          <Text role="alert" c="var(--losing)" size="sm">
            {change.error.message}
          </Text>
        )}
        <Button type="submit" loading={change.isPending}>
          Change password
        </Button>
      </Stack>
    </form>
  )
}
