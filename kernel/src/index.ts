export type { Finding, Severity } from './finding.ts'
export { type Account, accounts, type Transfer } from './ledger.ts'
export { lookup } from './lookup.ts'
export {
  add,
  allocate,
  type Cents,
  cents,
  formatDecimal,
  formatShortest,
  negate,
  parseDecimal,
  percentOf,
  subtract,
  sum,
  times,
  zero,
} from './money.ts'
export {
  addDays,
  addMonths,
  ageOn,
  date,
  daysBetween,
  earliest,
  firstOfMonth,
  isWeekend,
  lastOfMonth,
  latest,
  monthOf,
  type PlainDate,
  parseDate,
  weekday,
} from './plain-date.ts'
export { never, ok, type Result, refuse } from './result.ts'
export { wallClock } from './wall-clock.ts'
