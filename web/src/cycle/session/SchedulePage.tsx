import './session.css'
import { addDays, isWeekend, type PlainDate, weekday } from '@ballast/kernel'
import { ActionIcon, Button, Group, SegmentedControl, Select, Stack, Text, Title } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { meQuery } from '../../ground/api.ts'
import { dayText } from '../../ground/Day.tsx'
import { Answer } from '../../ground/states.tsx'
import { BookingForm } from './BookingForm.tsx'
import { type Schedule, scheduleQuery, type Visit, visitWords } from './sessions.ts'
import { VisitPanel } from './VisitPanel.tsx'

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

export function SchedulePage() {
  const search = useSearch({ strict: false }) as Record<string, string | undefined>
  const navigate = useNavigate()
  const me = useQuery(meQuery)
  const today = (search.day ?? me.data?.today ?? '') as PlainDate
  // A week of ten people on one screen is no calendar: everybody is shown by the day, one person by the week.
  const isWeek = search.view === undefined ? search.clinician !== undefined : search.view === 'week'
  const from = today === '' ? today : isWeek ? addDays(today, -((weekday(today) + 6) % 7)) : today
  const until = today === '' ? today : isWeek ? addDays(from, 6) : today
  const schedule = useQuery({ ...scheduleQuery({ from, until, clinician: search.clinician }), enabled: today !== '' })
  const mayBook = me.data?.permissions.includes('session.work') ?? false
  const go = (change: Record<string, string | undefined>) =>
    void navigate({ to: '/schedule', search: { ...search, ...change } as never })
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Title order={1}>Schedule</Title>
        {mayBook && (
          <Button size="xs" onClick={() => go({ book: 'new', visit: undefined })}>
            Book a visit
          </Button>
        )}
      </Group>
      <Answer of={schedule}>
        {(it) => {
          const opened = it.visits.find((visit) => visit.id === search.visit)
          return (
            <>
              <Group gap="xs">
                <ActionIcon
                  variant="default"
                  size="md"
                  aria-label="Earlier"
                  onClick={() => go({ day: addDays(today, isWeek ? -7 : -1) })}
                >
                  <IconChevronLeft size={16} />
                </ActionIcon>
                <Text fw={600}>
                  {dayText(from)}
                  {isWeek && ` to ${dayText(until)}`}
                </Text>
                <ActionIcon
                  variant="default"
                  size="md"
                  aria-label="Later"
                  onClick={() => go({ day: addDays(today, isWeek ? 7 : 1) })}
                >
                  <IconChevronRight size={16} />
                </ActionIcon>
                <Button size="xs" variant="default" onClick={() => go({ day: undefined })}>
                  Today
                </Button>
                <SegmentedControl
                  size="xs"
                  aria-label="Day or week"
                  value={isWeek ? 'week' : 'day'}
                  onChange={(view) => go({ view })}
                  data={[
                    { value: 'week', label: 'Week' },
                    { value: 'day', label: 'Day' },
                  ]}
                />
                <Select
                  size="xs"
                  aria-label="Clinician"
                  placeholder="Every clinician"
                  clearable
                  searchable
                  value={search.clinician ?? null}
                  onChange={(clinician) => go({ clinician: clinician ?? undefined })}
                  data={it.clinicians.map(({ id, name }) => ({ value: id, label: name }))}
                />
              </Group>
              <div className={opened || search.book ? 'split open' : ''}>
                <Grid
                  it={it}
                  isWeek={isWeek}
                  clinician={search.clinician}
                  openId={opened?.id}
                  onOpen={(id) => go({ visit: id, book: undefined })}
                />
                {opened ? (
                  <VisitPanel
                    key={opened.id}
                    visit={opened}
                    clinicians={it.clinicians}
                    mayBook={mayBook}
                    onClose={() => go({ visit: undefined })}
                  />
                ) : (
                  search.book && (
                    <BookingForm
                      clinicians={it.clinicians}
                      day={from < it.today && it.today <= until ? it.today : from}
                      clinicianId={search.clinician ?? null}
                      onDone={(on) => go({ book: undefined, day: on })}
                      onClose={() => go({ book: undefined })}
                    />
                  )
                )}
              </div>
            </>
          )
        }}
      </Answer>
    </Stack>
  )
}

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

// What is pressed is 24 pixels at least, however short the visit was; 56 pixels are an hour.
const leastPixels = 24
const endOf = (visit: Visit): number =>
  Math.max(minutes(visit.stop), minutes(visit.start) + Math.ceil((leastPixels * 60) / 56))

/** Visits that lie over each other, as they are drawn, stand side by side. */
function lanes(visits: readonly Visit[]): { visit: Visit; lane: number; of: number }[] {
  const placed: { visit: Visit; lane: number; group: number }[] = []
  let group = 0
  let groupEnd = -1
  let ends: number[] = []
  for (const visit of visits.toSorted((a, b) => (a.start < b.start ? -1 : 1))) {
    if (minutes(visit.start) >= groupEnd) {
      group += 1
      ends = []
    }
    const free = ends.findIndex((end) => end <= minutes(visit.start))
    const lane = free === -1 ? ends.length : free
    ends[lane] = endOf(visit)
    groupEnd = Math.max(groupEnd, endOf(visit))
    placed.push({ visit, lane, group })
  }
  return placed.map(({ visit, lane, group: of }) => ({
    visit,
    lane,
    of: 1 + Math.max(...placed.filter((each) => each.group === of).map((each) => each.lane)),
  }))
}

type GridProps = {
  it: Schedule
  isWeek: boolean
  clinician: string | undefined
  openId: string | undefined
  onOpen: (id: string) => void
}

function Grid({ it, isWeek, clinician, openId, onOpen }: GridProps) {
  const byClinician = !isWeek && clinician === undefined
  const timed = it.visits.filter((visit) => visit.start !== '00:00' || visit.stop !== '00:00')
  const untimed = it.visits.filter((visit) => !timed.includes(visit))
  const busy = it.clinicians.filter(({ id }) => it.visits.some((visit) => visit.clinicianId === id))
  const columns = byClinician
    ? (busy.length > 0 ? busy : it.clinicians.slice(0, 5)).map(({ id, name }) => ({
        key: id,
        title: name,
        isToday: false,
        visits: timed.filter((visit) => visit.clinicianId === id),
      }))
    : Array.from({ length: isWeek ? 7 : 1 }, (_, i) => addDays(it.from, i))
        .filter((day) => !isWeekend(day) || it.visits.some((visit) => visit.on === day))
        .map((day) => ({
          key: day as string,
          title: `${days[weekday(day)]} ${dayText(day).slice(0, -6)}`,
          isToday: day === it.today,
          visits: timed.filter((visit) => visit.on === day),
        }))
  const first = Math.min(8, ...timed.map((visit) => Math.floor(minutes(visit.start) / 60)))
  const last = Math.max(18, ...timed.map((visit) => Math.ceil(minutes(visit.stop) / 60)))
  const drawn = columns.map((column) => ({ ...column, visits: lanes(column.visits) }))
  // A group's people lie side by side: each wide enough to be read and pressed, and the calendar scrolls in itself.
  const widths = drawn.map(({ visits }) => Math.max(120, ...visits.map(({ of }) => of * 64)))
  const style = {
    gridTemplateColumns: `52px ${widths.map((width) => `minmax(${width}px, 1fr)`).join(' ')}`,
    '--hours': last - first,
  } as React.CSSProperties
  return (
    <section className="panel" aria-label="Calendar" style={{ overflowX: 'auto' }}>
      <div className="week" style={style}>
        <div />
        {drawn.map((column) => (
          <div key={column.key} className={`day-head ${column.isToday ? 'is-today' : ''}`}>
            {column.title}
          </div>
        ))}
        <div className="hours" aria-hidden>
          {Array.from({ length: last - first }, (_, i) => first + i).map((hour) => (
            <span key={hour} style={{ top: (hour - first) * 56 }}>
              {hour}:00
            </span>
          ))}
        </div>
        {drawn.map((column) => (
          <div key={column.key} className="column">
            {column.visits.map(({ visit, lane, of }) => (
              <button
                key={visit.id}
                type="button"
                className="visit"
                data-status={visit.status}
                data-uncovered={visit.isUncovered}
                aria-pressed={visit.id === openId}
                onClick={() => onOpen(visit.id)}
                style={{
                  top: ((minutes(visit.start) - first * 60) * 56) / 60,
                  height: Math.max(leastPixels, ((minutes(visit.stop) - minutes(visit.start)) * 56) / 60 - 1),
                  left: `${(lane * 100) / of}%`,
                  width: `calc(${100 / of}% - 2px)`,
                }}
              >
                {visit.start} {visit.patient}
                {visit.isUncovered && <div className="losing">no authorization</div>}
                <span className="sr-only">, {visitWords[visit.status]?.[0]}</span>
              </button>
            ))}
          </div>
        ))}
      </div>
      {untimed.length > 0 && (
        <Text size="sm" className="quiet" p="sm">
          {untimed.length} {untimed.length === 1 ? 'visit has' : 'visits have'} no hour:{' '}
          {untimed
            .slice(0, 6)
            .map((visit) => visit.patient)
            .join(', ')}
          {untimed.length > 6 && ' and more'}.
        </Text>
      )}
      {it.visits.length === 0 && (
        <Text className="quiet" p="sm">
          Nothing is booked here. Book a visit, or import the calendar of your EHR (CSV or FHIR, named appointments).
        </Text>
      )}
    </section>
  )
}
