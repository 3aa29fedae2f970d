import { lookup, parseDecimal } from '@ballast/kernel'
import { mapHeaders, readDay } from '../../../practice/rules/import-fields.ts'
import type { ImportField } from '../../../practice/types.ts'
import type { VisitFact } from '../../types/baseline-facts.ts'

// Every EHR exports its appointments in columns of its own naming. What is read is what a column's name tells for sure:
// day and status always, fee, note and billing where they stand. A report without a status column is not guessed at.

// biome-ignore format: one row per line
const fields: readonly ImportField[] = [
  { name: 'id',        aliases: ['appointment id', 'session id', 'visit id', 'event id', 'external id'], required: false },
  { name: 'date',      aliases: ['date of service', 'dos', 'service date', 'appointment date', 'session date', 'appointment start', 'start', 'start time', 'visit date'], required: true },
  { name: 'status',    aliases: ['attendance', 'attendance status', 'appointment status', 'session status', 'visit status', 'show status', 'outcome'], required: true },
  { name: 'note',      aliases: ['progress note status', 'note status', 'progress note', 'documentation status', 'signed at', 'note signed', 'signed on'], required: false },
  { name: 'billed',    aliases: ['insurance billing status', 'billing status', 'claim status', 'insurance payment status', 'claim', 'billed status'], required: false },
  { name: 'fee',       aliases: ['total fee', 'rate', 'rate per unit', 'charge', 'amount charged', 'total charge', 'billed amount', 'service fee', 'amount'], required: false },
  { name: 'clinician', aliases: ['provider', 'therapist', 'rendering provider', 'clinician name', 'clinician npi', 'staff'], required: false },
]

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, '')

const statuses = lookup<VisitFact['status']>({
  show: 'kept',
  shown: 'kept',
  kept: 'kept',
  completed: 'kept',
  complete: 'kept',
  attended: 'kept',
  seen: 'kept',
  present: 'kept',
  checkedout: 'kept',
  noshow: 'no_show',
  missed: 'no_show',
  didnotattend: 'no_show',
  latecancel: 'late_cancel',
  latecanceled: 'late_cancel',
  latecancelled: 'late_cancel',
  latecancellation: 'late_cancel',
  cancelledlate: 'late_cancel',
  canceledlate: 'late_cancel',
  cancel: 'cancelled',
  canceled: 'cancelled',
  cancelled: 'cancelled',
  cliniciancanceled: 'cancelled',
  cliniciancancelled: 'cancelled',
  rescheduled: 'cancelled',
  scheduled: 'booked',
  booked: 'booked',
  confirmed: 'booked',
  upcoming: 'booked',
  pending: 'booked',
})

const signed = new Set([
  'signed',
  'locked',
  'signedandlocked',
  'complete',
  'completed',
  'final',
  'finalized',
  'yes',
  'cosigned',
])
const unsigned = new Set([
  '',
  'unsigned',
  'unlocked',
  'nonote',
  'none',
  'no',
  'draft',
  'notstarted',
  'incomplete',
  'missing',
  'pending',
  'overdue',
  'tobewritten',
  'duenow',
])
const unbilled = new Set([
  '',
  'unbilled',
  'notbilled',
  'nosubmission',
  'uninvoiced',
  'notsubmitted',
  'unsubmitted',
  'none',
  'no',
  'ready',
  'readytobill',
  'prepared',
])

const flag = (text: string, yes: (plain: string) => boolean, no: ReadonlySet<string>): boolean | null => {
  const key = plain(text)
  if (no.has(key) && !/\d/.test(text)) return false
  return yes(key) || /\d/.test(text) ? true : null
}

export type VisitReport = {
  readonly visits: readonly VisitFact[]
  readonly problems: readonly { readonly line: number; readonly message: string }[]
  /** Why the table as a whole could not be used. */
  readonly unusable: string | null
}

type Table = {
  readonly headers: readonly string[]
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[]
}

export function readVisits(table: Table, path: string, intern: (text: string) => string): VisitReport {
  const { columns, missing } = mapHeaders(table.headers, fields)
  if (missing.length > 0)
    return {
      visits: [],
      problems: [],
      unusable: `A table whose columns do not say what it holds (${table.headers.slice(0, 8).join(', ')}). A report of appointments needs a date and a status column; missing: ${missing.join(', ')}.`,
    }
  const visits: VisitFact[] = []
  const problems: { line: number; message: string }[] = []
  const has = (name: string): boolean => columns.has(name)
  for (const { line, cells } of table.rows) {
    const cell = (name: string): string => (cells[columns.get(name) ?? -1] ?? '').trim()
    // A report ends in a row of totals.
    if (cell('date') === '' && cell('status') === '') continue
    const on = readDay(cell('date').split(' ')[0] ?? '')
    const status = statuses[plain(cell('status'))]
    if (on === null) {
      problems.push({ line, message: `Line ${line}: "${cell('date')}" is no day; expected 2026-03-02 or 3/2/2026.` })
      continue
    }
    if (status === undefined) {
      problems.push({
        line,
        message: `Line ${line}: "${cell('status')}" is no status we know (show, no show, late cancel, canceled, scheduled).`,
      })
      continue
    }
    visits.push({
      path,
      id: cell('id'),
      on,
      status,
      isNoteSigned: has('note') ? flag(cell('note'), (key) => signed.has(key), unsigned) : null,
      isBilled: has('billed') ? flag(cell('billed'), (key) => !unbilled.has(key), unbilled) : null,
      fee: has('fee') ? parseDecimal(cell('fee').replace(/[$,\s]/g, '')) : null,
      clinician: intern(cell('clinician')),
    })
  }
  return { visits, problems, unusable: null }
}
