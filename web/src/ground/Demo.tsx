import { daysBetween, type PlainDate } from '@ballast/kernel'
import { Button, Popover, Progress, Text, UnstyledButton } from '@mantine/core'
import { IconPlayerTrackNext } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { nextDay } from './api.ts'
import type { Me } from './api-types.ts'
import { dayText } from './Day.tsx'
import { done, notDone } from './toast.ts'

/** Says that this practice is invented, to whoever asks. */
export function DemoTag() {
  return (
    <Popover width={320} withArrow shadow="md">
      <Popover.Target>
        <UnstyledButton className="demo-tag">Demo</UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm">
          An invented practice with invented people. Its payers are simulated on this machine and answer in X12; nothing
          is sent anywhere. Its calendar stands still until you live the next day.
        </Text>
      </Popover.Dropdown>
    </Popover>
  )
}

/** Lives the demo's next day: its visits, its files, its payers' answers. */
export function NextDay() {
  const client = useQueryClient()
  const step = useMutation({
    mutationFn: nextDay,
    onSuccess: async ({ today }) => {
      await client.invalidateQueries()
      done(`It is now ${dayText(today)} in the demo.`)
    },
    onError: notDone,
  })
  return (
    <Button
      size="compact-sm"
      variant="default"
      visibleFrom="sm"
      loading={step.isPending}
      leftSection={<IconPlayerTrackNext size={14} />}
      onClick={() => step.mutate()}
    >
      Next day
    </Button>
  )
}

/** While a demo fills: how far it is, and that one can already look around. */
export function Filling({ demo }: { demo: NonNullable<Me['demo']> }) {
  if (!demo.isFilling) return null
  const all = daysBetween(demo.from as PlainDate, demo.until as PlainDate) + 1
  const lived = demo.lived ? daysBetween(demo.from as PlainDate, demo.lived as PlainDate) + 1 : 0
  return (
    <div className="filling no-print" role="status">
      <Text size="sm">
        The demo practice is living its year: {demo.lived ? dayText(demo.lived) : 'beginning'}. You can look around
        meanwhile; figures grow as it goes.
      </Text>
      <Progress value={(lived * 100) / all} aria-label="How much of the year is filled" />
    </div>
  )
}
