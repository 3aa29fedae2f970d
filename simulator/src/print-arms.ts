import { type Cents, cents, formatDecimal } from '@ballast/kernel'
import { type FrontEndCause, frontEndCauses } from './causes.ts'
import { type Arm, attendanceShares } from './measure.ts'

const rates = [
  'firstPassClean',
  'codedRight',
  'heldInError',
  'authorizationContinuity',
  'over60',
  'netCollection',
] as const
const counts = ['sessions', 'claims', 'denied', 'preventableDenied'] as const

const rounded = (value: number, places: number) => Number(value.toFixed(places))

type Printed = Readonly<Record<string, unknown>>

const printShares = ({ attendance }: Arm) => {
  const shares = Object.entries(attendanceShares(attendance))
  return {
    shares: Object.fromEntries(shares.map(([name, value]) => [name, value === null ? null : rounded(value, 4)])),
  }
}

/** An arm as the command prints it: amounts as decimals, rates to four places. */
export const printArm = (arm: Arm): Printed => ({
  ...Object.fromEntries(counts.map((name) => [name, arm[name]])),
  ...Object.fromEntries(rates.map((name) => [name, rounded(arm[name], 4)])),
  frontEndDenied: arm.frontEndDenied,
  episodes: arm.episodes,
  gaps: arm.gaps,
  beyondLimit: arm.beyond,
  attendance: { ...arm.attendance, ...printShares(arm) },
  bookings: arm.bookings,
  daysInAR: rounded(arm.daysInAR, 1),
  leakage: formatDecimal(arm.leakage),
  leakageByCause: Object.fromEntries(
    Object.entries(arm.leakageByCause).map(([kind, amount]) => [kind, formatDecimal(amount)]),
  ),
  lost: formatDecimal(arm.lost),
  ledgerDifference: arm.ledgerDifference === null ? null : formatDecimal(arm.ledgerDifference),
  ...(arm.ledger ? { ledgerCompared: arm.ledger.compared } : {}),
})

/** What changed from guards off to guards on. */
export function printChange(off: Arm, on: Arm): Printed {
  const less = (name: 'denied' | 'preventableDenied') =>
    off[name] === 0 ? 0 : rounded((off[name] - on[name]) / off[name], 4)
  const all = (arm: Arm, cause?: FrontEndCause) =>
    frontEndCauses.reduce(
      (sum, each) => sum + (cause === undefined || cause === each ? arm.frontEndDenied[each] : 0),
      0,
    )
  const fewer = (cause?: FrontEndCause) =>
    all(off, cause) === 0 ? null : rounded((all(off, cause) - all(on, cause)) / all(off, cause), 4)
  const difference = (a: Cents, b: Cents) => formatDecimal(cents(a - b))
  return {
    firstPassClean: rounded(on.firstPassClean - off.firstPassClean, 4),
    deniedReduction: less('denied'),
    preventableDeniedReduction: less('preventableDenied'),
    frontEndReduction: fewer(),
    frontEndReductionByCause: Object.fromEntries(frontEndCauses.map((cause) => [cause, fewer(cause)])),
    leakageReduction: off.leakage === 0 ? 0 : rounded((off.leakage - on.leakage) / off.leakage, 4),
    over60: rounded(on.over60 - off.over60, 4),
    heldInError: rounded(on.heldInError - off.heldInError, 4),
    authorizationContinuity: rounded(on.authorizationContinuity - off.authorizationContinuity, 4),
    missedVisits: rounded(attendanceShares(on.attendance).missed - attendanceShares(off.attendance).missed, 4),
    daysInAR: rounded(on.daysInAR - off.daysInAR, 1),
    netCollection: rounded(on.netCollection - off.netCollection, 4),
    leakagePerMonth: difference(on.leakage, off.leakage),
  }
}

const titles: readonly (readonly [keyof Arm, string, 'share' | 'count' | 'days' | 'money'])[] = [
  ['sessions', 'Sessions kept', 'count'],
  ['claims', 'Claims sent', 'count'],
  ['firstPassClean', 'First-pass clean', 'share'],
  ['codedRight', 'Coded right', 'share'],
  ['denied', 'Denied or rejected', 'count'],
  ['preventableDenied', '  of them preventable', 'count'],
  ['heldInError', 'Good claims held in error', 'share'],
  ['authorizationContinuity', 'Episodes without a gap', 'share'],
  ['daysInAR', 'Days from visit to payment', 'days'],
  ['over60', 'A/R over 60 days', 'share'],
  ['netCollection', 'Net collection', 'share'],
  ['leakage', 'Avoidable leakage a month', 'money'],
  ['lost', '  of it lost in the end', 'money'],
  ['ledgerDifference', 'Ledger against the books', 'money'],
] // biome-ignore format: one row per line

function shown(value: unknown, as: 'share' | 'count' | 'days' | 'money'): string {
  if (typeof value !== 'number') return '-'
  if (as === 'share') return `${(value * 100).toFixed(1)} %`
  if (as === 'money') return formatDecimal(cents(value))
  return as === 'days' ? value.toFixed(1) : String(value)
}

/** The arms side by side, for a person. */
export function tableOf(arms: readonly (readonly [name: string, arm: Arm])[]): string {
  const width = 28
  const row = (title: string, cells: readonly string[]) =>
    `${title.padEnd(width)}${cells.map((cell) => cell.padStart(14)).join('')}`.trimEnd()
  const causes = [...new Set(arms.flatMap(([, { leakageByCause }]) => Object.keys(leakageByCause)))]
  const leaks = causes.map((cause) =>
    row(
      `  ${cause.replaceAll('_', ' ')}`,
      arms.map(([, arm]) => formatDecimal(arm.leakageByCause[cause] ?? cents(0))),
    ),
  )
  const counted = (title: string, count: (arm: Arm) => string) =>
    row(
      title,
      arms.map(([, arm]) => count(arm)),
    )
  return [
    'Simulated: invented patients, payers and amounts.',
    row(
      '',
      arms.map(([name]) => name),
    ),
    ...titles.map(([key, title, as]) =>
      row(
        title,
        arms.map(([, arm]) => shown(arm[key], as)),
      ),
    ),
    counted('Episodes under approval', ({ episodes }) => String(episodes)),
    counted('No-shows', ({ attendance }) => String(attendance.noShow)),
    counted('Called off late', ({ attendance }) => String(attendance.lateCancel)),
    counted('  missed, of those promised', ({ attendance }) => shown(attendanceShares(attendance).missed, 'share')),
    counted('Kept after a reminder', ({ attendance }) => String(attendance.came)),
    counted('Called off days before', ({ attendance }) => String(attendance.calledOff)),
    counted('  hours refilled', ({ attendance }) => String(attendance.refilled)),
    counted('  prevented, of those empty', ({ attendance }) => shown(attendanceShares(attendance).prevented, 'share')),
    counted("Kept beyond a plan's limit", ({ beyond }) => String(beyond.visits)),
    counted('  paid alone by agreement', ({ beyond }) => String(beyond.paidAlone)),
    counted('  called off before', ({ beyond }) => String(beyond.calledOff)),
    counted('Visits asked at booking', ({ bookings }) => String(bookings?.checked ?? '-')),
    counted('  stopped', ({ bookings }) => String(bookings?.stopped ?? '-')),
    counted('  of them in error', ({ bookings }) =>
      bookings === null ? '-' : shown(bookings.checked === 0 ? 0 : bookings.stoppedInError / bookings.checked, 'share'),
    ),
    'Denied or rejected, by what a front desk can prevent',
    ...frontEndCauses.map((cause) =>
      counted(`  ${cause.replaceAll('_', ' ')}`, ({ frontEndDenied }) => String(frontEndDenied[cause])),
    ),
    'Leakage a month, by the mistake behind it',
    ...leaks,
    '',
  ].join('\n')
}
