import './authorization.css'
import { addDays, addMonths, daysBetween, firstOfMonth, type PlainDate } from '@ballast/kernel'
import { Button, CopyButton, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Day, dayText } from '../../ground/Day.tsx'
import { Answer, Empty, Failure } from '../../ground/states.tsx'
import { type Calendar, type CalendarRow, calendarQuery, newFeed, stateWords } from './authorizations.ts'

const shown: Readonly<Record<string, readonly string[]>> = {
  act: ['lapsed', 'overdue', 'due'],
  asked: ['asked'],
  all: Object.keys(stateWords),
}

export function AuthorizationsPage() {
  const { show = 'all', search = '' } = useSearch({ strict: false }) as Record<string, string | undefined>
  const navigate = useNavigate()
  const calendar = useQuery(calendarQuery({}))
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={1}>Authorizations</Title>
        <Group gap="xs" className="no-print">
          <Button component={Link} to="/authorizations/requests" variant="default" size="xs">
            Requests
          </Button>
          <Button component={Link} to="/authorizations/continuity" variant="default" size="xs">
            Continuity
          </Button>
          <Feed />
        </Group>
      </Group>
      <Answer of={calendar}>
        {({ rows, today }) => {
          const count = (of: string) => rows.filter((row) => shown[of]?.includes(row.state)).length
          const word = search.toLowerCase()
          const seen = rows.filter(
            (row) =>
              shown[show]?.includes(row.state) &&
              (word === '' ||
                `${row.patient} ${row.payer} ${row.number} ${row.clinician}`.toLowerCase().includes(word)),
          )
          return (
            <Stack gap="sm">
              <Group gap="sm" className="no-print">
                <SegmentedControl
                  size="xs"
                  aria-label="Which authorizations"
                  value={show}
                  onChange={(value) =>
                    void navigate({ to: '/authorizations', search: { show: value, search } as never })
                  }
                  data={[
                    { value: 'all', label: `All ${count('all')}` },
                    { value: 'act', label: `Need you ${count('act')}` },
                    { value: 'asked', label: `With the payer ${count('asked')}` },
                  ]}
                />
                <input
                  className="find"
                  type="search"
                  placeholder="Patient, payer, clinician or number"
                  aria-label="Find an authorization"
                  defaultValue={search}
                  onChange={(event) =>
                    void navigate({
                      to: '/authorizations',
                      search: { show, search: event.target.value || undefined } as never,
                      replace: true,
                    })
                  }
                />
              </Group>
              {seen.length === 0 ? (
                <div className="panel">
                  <Empty>
                    {rows.length === 0
                      ? 'No patient in treatment needs an authorization. They come with the import, or from a request.'
                      : 'Nothing here. Choose All to see every authorization.'}
                  </Empty>
                </div>
              ) : (
                <Bars rows={seen} today={today} />
              )}
            </Stack>
          )
        }}
      </Answer>
    </Stack>
  )
}

const past = 60
const ahead = 210

function Bars({ rows, today }: { rows: Calendar['rows']; today: PlainDate }) {
  const from = addDays(today, -past)
  const place = (day: string): number =>
    Math.min(100, Math.max(0, (daysBetween(from, day as PlainDate) * 100) / (past + ahead)))
  const months = Array.from({ length: 10 }, (_, i) => addMonths(firstOfMonth(from), i)).filter(
    (month) => month > from && month < addDays(from, past + ahead - 15),
  )
  return (
    <section className="panel auth-calendar" aria-label="Authorizations as bars">
      <div className="auth-grid">
        <div className="auth-row head" aria-hidden>
          <span>Patient</span>
          <span>Left of approved</span>
          <span>State</span>
          <div className="auth-months">
            {months.map((month) => (
              <span key={month} style={{ left: `${place(month)}%` }}>
                {dayText(month).slice(0, 3)}
              </span>
            ))}
          </div>
        </div>
        {rows.map((row) => (
          <BarRow key={row.grantId} row={row} place={place} today={today} />
        ))}
      </div>
    </section>
  )
}

function BarRow({ row, place, today }: { row: CalendarRow; place: (day: string) => number; today: PlainDate }) {
  const [word, tone, meaning] = stateWords[row.state] ?? [row.state, '', '']
  const width = (a: string, b: string): string => `${Math.max(0.4, place(b) - place(a))}%`
  return (
    <Link to="/authorizations/patients/$id" params={{ id: row.patientId }} className="auth-row">
      <span>
        {row.patient}
        <br />
        <span className="quiet" title={`Authorization ${row.number}`}>
          {row.payer}
        </span>
      </span>
      <span title={`${row.approved} approved, ${row.reserved} booked, ${row.used} used`}>
        <strong className={row.left <= 0 ? 'losing' : ''}>{row.left}</strong> of {row.approved}
        <br />
        <span className="quiet">
          {row.used} used, {row.reserved} booked
        </span>
      </span>
      <span className={tone} title={meaning}>
        {word}
        <br />
        <span className="quiet">
          {row.state === 'running' || row.state === 'continued'
            ? 'until '
            : row.state === 'asked'
              ? 'lapses '
              : row.state === 'lapsed'
                ? 'since '
                : 'due '}
          <Day on={row.state === 'due' || row.state === 'overdue' ? row.dueOn : row.lapsesOn} today={today} />
        </span>
      </span>
      <div className="auth-track" aria-hidden>
        <div className="beyond" style={{ left: `${place(row.from)}%`, width: width(row.from, row.until) }} />
        <div className="covered" style={{ left: `${place(row.from)}%`, width: width(row.from, row.lapsesOn) }} />
        {!row.isSucceeded && (
          <div className="window" style={{ left: `${place(row.promptOn)}%`, width: width(row.promptOn, row.dueOn) }} />
        )}
        <div className="now" style={{ left: `${place(today)}%` }} />
      </div>
    </Link>
  )
}

/** A private address for a calendar program, shown once. */
function Feed() {
  const feed = useMutation({ mutationFn: newFeed })
  if (feed.data) {
    const address = `${location.origin}${feed.data.path}`
    return (
      <CopyButton value={address}>
        {({ copied, copy }) => (
          <Button size="xs" onClick={copy} title="Whoever has this address sees due days. A new one ends it.">
            {copied ? 'Copied' : 'Copy the calendar address'}
          </Button>
        )}
      </CopyButton>
    )
  }
  return (
    <>
      <Button size="xs" variant="default" loading={feed.isPending} onClick={() => feed.mutate()}>
        Calendar feed
      </Button>
      {feed.error && <Failure error={feed.error} />}
    </>
  )
}

/** The four numbers, always together. */
export function FourNumbers({ of }: { of: { approved: number; reserved: number; used: number; left: number } }) {
  return (
    <dl className="four" style={{ margin: 0 }}>
      {(['approved', 'reserved', 'used', 'left'] as const).map((name) => (
        <div key={name}>
          <dt>{name === 'reserved' ? 'booked' : name}</dt>
          <dd className={name === 'left' && of.left <= 0 ? 'losing' : ''}>{of[name]}</dd>
        </div>
      ))}
    </dl>
  )
}

export const Back = () => (
  <Text size="sm" className="no-print">
    <Link to="/authorizations" style={{ color: 'var(--accent)' }}>
      All authorizations
    </Link>
  </Text>
)
