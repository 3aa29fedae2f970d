import { Button, Checkbox, Group, Modal, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { meQuery } from '../../ground/api.ts'
import { type Column, DataTable } from '../../ground/DataTable.tsx'
import { dayText } from '../../ground/Day.tsx'
import { Page } from '../../ground/Page.tsx'
import { Answer, Failure } from '../../ground/states.tsx'
import { done } from '../../ground/toast.ts'
import { type Step, type StepsPage as Steps, stageWords, stepsQuery, wordStep } from './checklist.ts'

const marked = (step: Step): number => step.marks.reduce((all, mark) => all + mark.count, 0)

const columns: readonly Column<Step>[] = [
  { id: 'stage', title: 'When', needs: 'medium', value: (row) => row.stage, show: (row) => stageWords[row.stage] },
  { id: 'title', title: 'Step', grows: true, value: (row) => row.now.title, show: (row) => row.now.title },
  {
    id: 'person',
    title: 'Who',
    value: (row) => row.person ?? row.team,
    show: (row) => row.person ?? <span className="quiet">{row.team.replaceAll('_', ' ')}</span>,
  },
  {
    id: 'version',
    title: 'Version',
    needs: 'medium',
    isNumber: true,
    value: (row) => row.now.version,
    show: (row) => row.now.version || 'ours',
  },
  {
    id: 'marks',
    title: 'Marked in 90 days',
    isNumber: true,
    value: marked,
    show: (row) => marked(row).toLocaleString('en-US'),
  },
  {
    id: 'used',
    title: 'Used',
    needs: 'wide',
    value: (row) => (row.now.isUsed ? 'yes' : 'no'),
    show: (row) => (row.now.isUsed ? 'yes' : 'no'),
  },
  {
    id: 'verified',
    title: 'Rests on',
    needs: 'wide',
    value: (row) => row.verified,
    show: (row) => (row.verified === 'V' ? 'a source' : 'default, unverified: confirm'),
  },
]

/** Every step of the front desk with its job aid and its person; a change begins a version. */
export function StepsPage() {
  const steps = useQuery(stepsQuery)
  const { data: me } = useQuery(meQuery)
  const [open, setOpen] = useState<Step | null>(null)
  return (
    <Page title="Front desk checklist" about="Steps, job aids, and who does them">
      <Answer of={steps}>
        {(page) => (
          <>
            <DataTable
              caption="Steps"
              fileName="checklist-steps"
              columns={columns}
              rows={page.steps}
              idOf={(row) => row.id}
              onOpen={setOpen}
              empty={null}
            />
            {open && (
              <Wording
                step={open}
                page={page}
                mayChange={me?.permissions.includes('practice.set') ?? false}
                onClose={() => setOpen(null)}
              />
            )}
          </>
        )}
      </Answer>
    </Page>
  )
}

function Wording({
  step,
  page,
  mayChange,
  onClose,
}: {
  step: Step
  page: Steps
  mayChange: boolean
  onClose: () => void
}) {
  const client = useQueryClient()
  const [title, setTitle] = useState(step.now.title)
  const [jobAid, setJobAid] = useState(step.now.jobAid)
  const [personId, setPersonId] = useState(step.now.personId)
  const [isUsed, setUsed] = useState(step.now.isUsed)
  const save = useMutation({
    mutationFn: () => wordStep(step.id, { title, jobAid, personId, isUsed }),
    onSuccess: async ({ version }) => {
      await client.invalidateQueries()
      done(`Version ${version} counts from today.`)
      onClose()
    },
  })
  return (
    <Modal opened onClose={onClose} title={step.now.title} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <Stack gap="sm">
          <TextInput
            label="Step"
            required
            disabled={!mayChange}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <Textarea
            label="Job aid: how it is done here"
            autosize
            minRows={3}
            disabled={!mayChange}
            value={jobAid}
            onChange={(event) => setJobAid(event.currentTarget.value)}
          />
          <Select
            label="Who does it"
            placeholder={step.team.replaceAll('_', ' ')}
            clearable
            disabled={!mayChange}
            data={page.people.map(({ id, name }) => ({ value: id, label: name }))}
            value={personId}
            onChange={setPersonId}
          />
          <Checkbox
            label="This practice does this step"
            disabled={!mayChange}
            checked={isUsed}
            onChange={(event) => setUsed(event.currentTarget.checked)}
          />
          {step.versions.length > 0 && (
            <ul className="plain-list">
              {step.versions.map((version) => (
                <li key={version.version}>
                  <Text size="sm" className="quiet">
                    Version {version.version} since {dayText(version.from)}, {version.changedBy}: {version.title}
                  </Text>
                </li>
              ))}
            </ul>
          )}
          {save.error && <Failure error={save.error} />}
          {mayChange && (
            <Group justify="flex-end">
              <Button type="submit" loading={save.isPending}>
                Save as a new version
              </Button>
            </Group>
          )}
        </Stack>
      </form>
    </Modal>
  )
}
