import { Button, Group, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconCircle, IconMinus } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { meQuery } from '../../ground/api.ts'
import { dayText, withDays } from '../../ground/Day.tsx'
import { Page, Part } from '../../ground/Page.tsx'
import { Answer } from '../../ground/states.tsx'
import { done, notDone } from '../../ground/toast.ts'
import { checklistQuery, type Line, markStep, stageWords } from './checklist.ts'

const states = {
  open: ['needs-you', IconCircle, 'Open'],
  done: ['received', IconCheck, 'Done'],
  not_needed: ['quiet', IconMinus, 'Not needed'],
  failed: ['losing', IconAlertTriangle, 'Not in order'],
} as const

/** A patient's checklist for the next visit: what the payer answered has ticked itself. */
export function ChecklistPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const checklist = useQuery(checklistQuery(id))
  const open = checklist.data?.lines.filter((line) => line.state === 'open' || line.state === 'failed').length
  return (
    <Page
      title="Checklist"
      about={checklist.data && `for the visit on ${dayText(checklist.data.on)}, ${open} to do`}
      actions={
        <>
          {checklist.data?.coverageId && (
            <Button
              size="compact-sm"
              variant="default"
              component={Link}
              to={`/eligibility/${checklist.data.coverageId}`}
            >
              The coverage
            </Button>
          )}
          <Button size="compact-sm" variant="default" component={Link} to="/checklist">
            Steps and job aids
          </Button>
        </>
      }
    >
      <Answer of={checklist}>
        {({ lines, on }) => (
          <Stack gap="sm">
            {(['booking', 'before_visit', 'check_in'] as const).map((stage) => (
              <Part key={stage} title={stageWords[stage]}>
                <ul className="sign-list">
                  {lines
                    .filter((line) => line.stage === stage)
                    .map((line) => (
                      <Item key={line.id} line={line} patientId={id} on={on} />
                    ))}
                </ul>
              </Part>
            ))}
          </Stack>
        )}
      </Answer>
    </Page>
  )
}

function Item({ line, patientId, on }: { line: Line; patientId: string; on: string }) {
  const client = useQueryClient()
  const { data: me } = useQuery(meQuery)
  const mark = useMutation({
    mutationFn: (state: 'done' | 'undone') => markStep({ stepId: line.id, patientId, visitOn: on, state, note: null }),
    onSuccess: async (_, state) => {
      await client.invalidateQueries({ queryKey: ['checklist', patientId] })
      if (state === 'done') done(`${line.title}: done.`, () => mark.mutateAsync('undone'))
    },
    onError: notDone,
  })
  const [color, Icon, word] = states[line.state]
  return (
    <li>
      <Group gap="xs" wrap="nowrap" align="flex-start" py={4}>
        <Icon size={18} className={color} aria-label={word} style={{ flex: 'none', marginTop: 2 }} />
        <div style={{ flex: 1, minWidth: 0 }}>
          <Text size="sm" fw={600}>
            {line.title}
          </Text>
          <Text size="sm" className="quiet">
            {withDays(line.why ?? line.aid)}
          </Text>
        </div>
        {line.state === 'open' && me?.permissions.includes('intake.work') && (
          <Button
            size="compact-sm"
            variant="default"
            loading={mark.isPending}
            onClick={() => mark.mutate('done')}
            aria-label={`Done: ${line.title}`}
          >
            Done
          </Button>
        )}
      </Group>
    </li>
  )
}
