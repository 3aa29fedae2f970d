import { daysBetween, type PlainDate } from '@ballast/kernel'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

export const dayText = (on: string): string => {
  const [year, month, day] = on.slice(0, 10).split('-')
  return `${months[Number(month) - 1] ?? month} ${Number(day)}, ${year}`
}

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
