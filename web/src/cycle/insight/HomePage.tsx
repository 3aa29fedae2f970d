import type { beginning } from '@ballast/server/cycle/practice/actions/settings.ts'
import { SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { ask, homeQuery, meQuery } from '../../ground/api.ts'
import type { Home, Me, Of, Queue } from '../../ground/api-types.ts'
import { Deadline, dayText, relative } from '../../ground/Day.tsx'
import { FlowStrip } from '../../ground/FlowStrip.tsx'
import { MeasureCard } from '../../ground/MeasureCard.tsx'
import { dollars, moneyText } from '../../ground/Money.tsx'
import { Page, Part } from '../../ground/Page.tsx'
import { Answer, Empty } from '../../ground/states.tsx'
import { DayPage } from '../note/DayPage.tsx'

/** Work first, then the cycle at a glance, then the money, then what changed. */
export function HomePage() {
  const me = useQuery(meQuery)
  return (
    <Answer of={me}>
      {(person) =>
        person.permissions.includes('insight.read') ? (
          <Desk />
        ) : person.permissions.includes('note.write') ? (
          <DayPage />
        ) : (
          <Rooms me={person} />
        )
      }
    </Answer>
  )
}

function Desk() {
  const home = useQuery(homeQuery)
  return (
    <Answer of={home}>
      {(it) => (
        <Page
          title="What needs you now"
          about={`${it.queues.reduce((sum, queue) => sum + queue.count, 0).toLocaleString('en-US')} things, ${dollars(
            it.queues.reduce((sum, queue) => sum + queue.atStakeCents, 0),
          )} at stake`}
        >
          <Beginning />
          <Queues queues={it.queues} today={it.today} />
          <section aria-labelledby="cycle">
            <Title order={2} id="cycle" mb="xs">
              The last 90 days of visits
            </Title>
            <FlowStrip stages={it.stages} />
          </section>
          <SimpleGrid cols={{ base: 1, md: 2 }} spacing="sm">
            <Money home={it} />
            <News home={it} />
          </SimpleGrid>
          <section aria-labelledby="measures">
            <Title order={2} id="measures" mb="xs">
              Measures
            </Title>
            <SimpleGrid cols={{ base: 1, sm: 2, lg: 5 }} spacing="sm">
              {it.measures.map((measure) => (
                <MeasureCard key={measure.id} measure={measure} />
              ))}
            </SimpleGrid>
          </section>
        </Page>
      )}
    </Answer>
  )
}

const firstSteps = [
  { of: 'payers', to: '/settings/payers', title: 'Add your payers', about: 'Whom claims go to' },
  { of: 'charges', to: '/settings/charges', title: 'Enter your charges', about: 'What each code costs' },
  { of: 'clinicians', to: '/settings/clinicians', title: 'Add your clinicians', about: 'Whose work is billed' },
  { of: 'imports', to: '/import', title: 'Import from your EHR', about: 'Patients, then coverages, then sessions' },
] as const

/** What comes next in a practice that begins; gone once each step is done. */
function Beginning() {
  const me = useQuery(meQuery)
  const maySet = me.data?.permissions.includes('practice.set') ?? false
  const { data } = useQuery({
    queryKey: ['beginning'],
    queryFn: () => ask<Of<typeof beginning>>('/practices/beginning'),
    enabled: maySet,
  })
  if (!data || firstSteps.every(({ of }) => data[of] > 0)) return null
  return (
    <Part title="Your first steps" isFlush>
      {firstSteps.map(({ of, to, title, about }) => (
        <div key={of} className="queue">
          <div className="grow">
            <div className="title">
              <Link to={to} className="link">
                {title}
              </Link>
            </div>
            <div className="quiet">{about}</div>
          </div>
          <div className={data[of] > 0 ? 'received' : 'needs-you'}>
            {data[of] > 0 ? `Done: ${data[of].toLocaleString('en-US')}` : 'Next'}
          </div>
        </div>
      ))}
    </Part>
  )
}

function Queues({ queues, today }: { queues: readonly Queue[]; today: string }) {
  const navigate = useNavigate()
  if (queues.length === 0)
    return (
      <div className="panel">
        <Empty>Nothing waits for anyone. New work comes with visits and payers&apos; answers.</Empty>
      </div>
    )
  return (
    <div className="panel table-scroll fits">
      <table className="data-table queues">
        <thead>
          <tr>
            <th scope="col">Queue</th>
            <th scope="col" className="wide">
              What to do
            </th>
            <th scope="col" className="number">
              Count
            </th>
            <th scope="col" className="number">
              At stake
            </th>
            <th scope="col" className="medium">
              Oldest
            </th>
            <th scope="col" className="medium">
              Next deadline
            </th>
          </tr>
        </thead>
        <tbody>
          {queues.map((queue) => (
            <tr key={queue.id} onClick={() => void navigate({ href: queue.link })}>
              <td className="title">
                <Link to={queue.link}>{queue.title}</Link>
              </td>
              <td className="wide quiet grows" title={queue.hint}>
                {queue.hint}
              </td>
              <td className="number">{queue.count.toLocaleString('en-US')}</td>
              <td className="number">{queue.atStakeCents > 0 && dollars(queue.atStakeCents)}</td>
              <td className="medium quiet">
                {queue.oldestOn && <span title={dayText(queue.oldestOn)}>{relative(queue.oldestOn, today)}</span>}
              </td>
              <td className="medium">{queue.nextDeadlineOn && <Deadline on={queue.nextDeadlineOn} today={today} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const monthText = (month: string): string => {
  const [name, , year] = dayText(`${month}-01`).split(' ')
  return `${name} ${year}`
}

function Money({ home }: { home: Home }) {
  const { cash, receivableCents } = home
  const soFar = cash.payers + cash.patients
  const change = soFar - cash.monthBeforeSoFar
  return (
    <Part title="Money" isFlush>
      <table className="data-table">
        <tbody>
          <tr>
            <th scope="row">
              <Link to="/remittances">Cash in {monthText(cash.month)}, so far</Link>
            </th>
            <td className="number">{moneyText(soFar)}</td>
          </tr>
          <tr>
            <th scope="row" className="indented">
              from payers
            </th>
            <td className="number">{moneyText(cash.payers)}</td>
          </tr>
          <tr>
            <th scope="row" className="indented">
              from patients
            </th>
            <td className="number">{moneyText(cash.patients)}</td>
          </tr>
          <tr>
            <th scope="row">The month before, by the same day</th>
            <td className="number">
              {moneyText(cash.monthBeforeSoFar)}{' '}
              <span className={change < 0 ? 'losing' : 'received'}>
                {change < 0 ? 'down' : 'up'} {moneyText(Math.abs(change))}
              </span>
            </td>
          </tr>
          <tr>
            <th scope="row">The month before, in all</th>
            <td className="number">{moneyText(cash.monthBefore)}</td>
          </tr>
          <tr>
            <th scope="row">
              <Link to="/receivable">Owed to the practice</Link>
            </th>
            <td className="number">{moneyText(receivableCents)}</td>
          </tr>
        </tbody>
      </table>
    </Part>
  )
}

function News({ home }: { home: Home }) {
  return (
    <Part title="Since yesterday" isFlush>
      <table className="data-table">
        <tbody>
          {home.news.map((line) => (
            <tr key={line.id}>
              <th scope="row">
                <Link to={line.link}>{line.title}</Link>
              </th>
              <td className="number">{line.count.toLocaleString('en-US')}</td>
              <td className="number">{line.cents > 0 && moneyText(line.cents)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  )
}

// Whose work is not billing finds the rooms of their own.
function Rooms({ me }: { me: Me }) {
  return (
    <Page title={`Hello ${me.person.name.split(' ')[0]}`}>
      <Stack className="panel" p="md" gap="xs">
        <Text>Your rooms are on the left. Nothing here needs you that is not in them.</Text>
      </Stack>
    </Page>
  )
}
