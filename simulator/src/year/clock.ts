/** Minutes after midnight of a time such as `09:30`. */
export const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))

/** The time so many minutes after another, on the same day. */
export const clockAfter = (start: string, minutes: number): string => {
  const total = minutesOf(start) + minutes
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`
}
