import { Button, Progress, Stack, Text } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { meQuery } from '../../ground/api.ts'
import { type Column, DataTable } from '../../ground/DataTable.tsx'
import { Day, dayText } from '../../ground/Day.tsx'
import { Page, Part } from '../../ground/Page.tsx'
import { Answer, Empty } from '../../ground/states.tsx'
import { done, notDone } from '../../ground/toast.ts'
import { type Sweep, sweepNow, sweepsQuery, type Unused, unusedQuery } from './eligibility.ts'

const over = (sweep: Sweep): number => sweep.answered + sweep.refused + sweep.setAside + sweep.silent

const unusedColumns: readonly Column<Unused>[] = [
  { id: 'on', title: 'Received', value: (row) => row.on, show: (row) => <Day on={row.on} /> },
  { id: 'payer', title: 'From', value: (row) => row.payer, show: (row) => row.payer },
  { id: 'person', title: 'About', value: (row) => row.patient ?? row.person, show: (row) => row.patient ?? row.person },
  {
    id: 'state',
    title: 'Stands',
    needs: 'medium',
    value: (row) => row.state,
    show: (row) => (row.state === 'queued' ? 'waits for a person' : 'set aside'),
  },
  {
    id: 'reason',
    title: 'Why',
    grows: true,
    value: (row) => row.reason,
    show: (row) => <Link to={`/eligibility/answers/${row.id}`}>{row.reason}</Link>,
  },
]

/** The nightly questions: how far each night's have come, and the answers that could not be used. */
export function SweepsPage() {
  const sweeps = useQuery(sweepsQuery)
  const unused = useQuery(unusedQuery)
  const { data: me } = useQuery(meQuery)
  const client = useQueryClient()
  const now = useMutation({
    mutationFn: sweepNow,
    onSuccess: async ({ sweep }) => {
      await client.invalidateQueries()
      done(
        sweep ? `${sweep.wanted} questions are on their way.` : 'Nobody is due: every coming visit has a fresh answer.',
      )
    },
    onError: notDone,
  })
  return (
    <Page
      title="Nightly questions"
      about="Plans of coming visits are asked each night"
      actions={
        me?.permissions.includes('intake.work') && (
          <Button size="compact-sm" loading={now.isPending} onClick={() => now.mutate()}>
            Ask everybody who is due
          </Button>
        )
      }
    >
      <Answer of={sweeps}>
        {({ sweeps: all }) =>
          all.length === 0 ? (
            <Empty>No plan has been asked yet. The first night with booked visits asks by itself.</Empty>
          ) : (
            <Stack gap="xs">
              {all.slice(0, 8).map((sweep) => (
                <SweepRow key={sweep.id} sweep={sweep} />
              ))}
            </Stack>
          )
        }
      </Answer>
      <Part title="Answers that could not be used" isFlush>
        <Answer of={unused}>
          {({ answers }) => (
            <DataTable
              caption="Answers that could not be used"
              fileName="answers-not-used"
              columns={unusedColumns}
              rows={answers}
              idOf={(row) => row.id}
              empty={<Empty>Every answer could be used.</Empty>}
            />
          )}
        </Answer>
      </Part>
    </Page>
  )
}

function SweepRow({ sweep }: { sweep: Sweep }) {
  const ended = over(sweep)
  const words = [
    `${ended.toLocaleString('en-US')} of ${sweep.asked.toLocaleString('en-US')} answered`,
    sweep.changed > 0 && `${sweep.changed} changed`,
    sweep.refused > 0 && `${sweep.refused} turned away`,
    sweep.setAside > 0 && `${sweep.setAside} for somebody else`,
    sweep.silent > 0 && `${sweep.silent} without an answer`,
  ]
  return (
    <div className="panel" style={{ padding: '8px 12px' }}>
      <Text size="sm" fw={600}>
        {dayText(sweep.startedOn)}
        <span className="quiet"> for visits until {dayText(sweep.untilOn)}</span>
      </Text>
      <Progress
        value={(ended * 100) / Math.max(1, sweep.asked)}
        my={6}
        aria-label={`Answers of ${dayText(sweep.startedOn)}`}
      />
      <Text size="sm">{words.filter(Boolean).join(', ')}</Text>
    </div>
  )
}
