import { SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { homeQuery, meQuery } from '../../ground/api.ts'
import type { Queue } from '../../ground/api-types.ts'
import { relative } from '../../ground/Day.tsx'
import { FlowStrip } from '../../ground/FlowStrip.tsx'
import { MeasureCard } from '../../ground/MeasureCard.tsx'
import { dollars } from '../../ground/Money.tsx'
import { Answer, Empty } from '../../ground/states.tsx'
import { DayPage } from '../note/DayPage.tsx'

export function HomePage() {
  const me = useQuery(meQuery)
  return <Answer of={me}>{({ permissions }) => (permissions.includes('insight.read') ? <Desk /> : <DayPage />)}</Answer>
}

function Desk() {
  const home = useQuery(homeQuery)
  return (
    <Answer of={home}>
      {({ queues, stages, measures, receivableCents, today }) => (
        <Stack gap="lg">
          <section aria-labelledby="needs-you">
            <Title order={1} id="needs-you" mb="xs">
              What needs you now
            </Title>
            <div className="panel">
              {queues.length === 0 && <Empty>Nothing waits for anyone.</Empty>}
              {queues.map((queue) => (
                <QueueRow key={queue.id} queue={queue} today={today} />
              ))}
            </div>
          </section>
          <section aria-labelledby="cycle">
            <Title order={2} id="cycle" mb="xs">
              The last 90 days of visits
            </Title>
            <FlowStrip stages={stages} />
          </section>
          <section aria-labelledby="money">
            <Title order={2} id="money" mb="xs">
              Money: {dollars(receivableCents)} owed to the practice
            </Title>
            <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
              {measures.map((measure) => (
                <MeasureCard key={measure.id} measure={measure} />
              ))}
            </SimpleGrid>
          </section>
        </Stack>
      )}
    </Answer>
  )
}

function QueueRow({ queue, today }: { queue: Queue; today: string }) {
  return (
    <Link to={queue.link} className="queue">
      <div className="grow">
        <div className="title">{queue.title}</div>
        <div className="quiet">{queue.hint}</div>
      </div>
      <div className="number">
        <Text fw={600}>{queue.count.toLocaleString('en-US')}</Text>
        {queue.atStakeCents > 0 && <div>{dollars(queue.atStakeCents)}</div>}
        {queue.nextDeadlineOn ? (
          <div className="needs-you">next deadline {relative(queue.nextDeadlineOn, today)}</div>
        ) : (
          queue.oldestOn && <div className="quiet">oldest {relative(queue.oldestOn, today)}</div>
        )}
      </div>
    </Link>
  )
}
