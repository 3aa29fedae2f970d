import { daysBetween, type PlainDate } from '@ballast/kernel'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

export const dayText = (on: string): string => {
  const [year, month, day] = on.slice(0, 10).split('-')
  return `${months[Number(month) - 1] ?? month} ${Number(day)}, ${year}`
}

/** A sentence of the server with its days as people read them. */
export const withDays = (text: string): string => text.replace(/\b\d{4}-\d{2}-\d{2}\b/g, dayText)

/** How long ago or ahead, in words; today is the practice's. */
export const relative = (on: string, today: string): string => {
  const days = daysBetween(on as PlainDate, today as PlainDate)
  if (days === 0) return 'today'
  const words = Math.abs(days) === 1 ? '1 day' : `${Math.abs(days)} days`
  return days > 0 ? `${words} ago` : `in ${words}`
}

export function Day({ on, today }: { on: string | null; today?: string | null | undefined }) {
  if (on === null) return null
  return (
    <time dateTime={on} title={today ? relative(on, today) : undefined}>
      {dayText(on)}
    </time>
  )
}

const soonDays = 14

/** A day by which something must be done: how near it is stands in words, and shows itself when it is near. */
export function Deadline({ on, today }: { on: string | null; today: string | null | undefined }) {
  if (on === null) return <span className="quiet">no deadline</span>
  const left = today ? daysBetween(today as PlainDate, on as PlainDate) : null
  const tone = left === null || left > soonDays ? '' : left < 0 ? 'losing' : 'needs-you'
  return (
    <time dateTime={on} className={tone} title={dayText(on)}>
      {dayText(on)}
      {today && left !== null && left <= soonDays && `, ${left < 0 ? 'passed' : relative(on, today)}`}
    </time>
  )
}
