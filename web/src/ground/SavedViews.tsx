import { ActionIcon, Button, Checkbox, Group, Menu, Modal, Stack, TextInput } from '@mantine/core'
import { IconBookmark, IconTrash } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouterState } from '@tanstack/react-router'
import { useState } from 'react'
import { dropView, saveView, viewsQuery } from './api.ts'
import { done, notDone } from './toast.ts'

/** The saved views of a list. What is saved is the address, so the list must keep everything that matters in it. */
export function SavedViews({ list }: { list: string }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { pathname, searchStr } = useRouterState({ select: (state) => state.location })
  const { data } = useQuery(viewsQuery(list))
  const [isSaving, setSaving] = useState(false)
  const refresh = () => client.invalidateQueries({ queryKey: ['views', list] })
  const save = useMutation({
    mutationFn: ({ name, isShared }: { name: string; isShared: boolean }) =>
      saveView({ list, name, address: `${pathname}${searchStr}`, isShared }),
    onSuccess: async (_, { name }) => {
      await refresh()
      setSaving(false)
      done(`Saved as “${name}”.`)
    },
  })
  const drop = useMutation({ mutationFn: dropView, onSuccess: refresh, onError: notDone })
  const views = data?.views ?? []
  const here = views.find((view) => view.address === `${pathname}${searchStr}`)
  return (
    <>
      <Menu position="bottom-end" width={260}>
        <Menu.Target>
          <Button size="compact-sm" variant="default" leftSection={<IconBookmark size={14} />}>
            {here?.name ?? 'Views'}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {views.length === 0 && <Menu.Label>Filter and sort, then save it under a name.</Menu.Label>}
          {views.map((view) => (
            <Group key={view.id} gap={0} wrap="nowrap">
              <Menu.Item onClick={() => void navigate({ href: view.address })}>
                {view.name}
                {view.isShared && <span className="quiet"> shared{view.isMine ? '' : `, by ${view.owner}`}</span>}
              </Menu.Item>
              {view.isMine && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`Take away the view ${view.name}`}
                  onClick={() => drop.mutate(view.id)}
                >
                  <IconTrash size={14} />
                </ActionIcon>
              )}
            </Group>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => setSaving(true)}>Save this view…</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal opened={isSaving} onClose={() => setSaving(false)} title="Save this view">
        <form
          onSubmit={(event) => {
            event.preventDefault()
            const form = new FormData(event.currentTarget)
            save.mutate({ name: String(form.get('name')), isShared: form.get('isShared') !== null })
          }}
        >
          <Stack>
            <TextInput label="Name" name="name" required maxLength={60} data-autofocus />
            <Checkbox label="Everybody in the practice may use it" name="isShared" />
            <Button type="submit" loading={save.isPending}>
              Save
            </Button>
          </Stack>
        </form>
      </Modal>
    </>
  )
}
