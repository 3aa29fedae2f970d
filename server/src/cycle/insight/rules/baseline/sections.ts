import type { BaselineRate, BaselineReport } from '../../types/baseline.ts'
import { grouped } from './denied-claims.ts'
import { byAmount, centsOf } from './figures.ts'

// The report as a reader meets it, once for the terminal and the page: what can still be won first, then where money
// leaks and why, then who and when, then what to know about the files. Every chart is of a table that stands behind it.

export type Cell = string | number | null
export type Column = { readonly title: string; readonly isNumber?: boolean; readonly isWide?: boolean }
export type Mark = { readonly label: string; readonly value: number; readonly says: string }
export type Section = {
  readonly id: string
  readonly title: string
  readonly lead: readonly string[]
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Cell[])[]
  /** Bars lie for causes, columns stand for time. */
  readonly chart: { readonly as: 'bars' | 'columns'; readonly title: string; readonly marks: readonly Mark[] } | null
  readonly empty: string
  /** Rows to work through, which may be many; a terminal shows how they begin. */
  readonly isList?: boolean
}

export const money = (amount: string | null): string => (amount === null ? '' : grouped(amount))
export const dollars = (amount: string): string =>
  amount.startsWith('-') ? `-$${grouped(amount.slice(1))}` : `$${grouped(amount)}`
const count = (value: number): string => value.toLocaleString('en-US')
const rate = (value: number | null): string => (value === null ? '' : `${value.toFixed(1)} %`)
const num = (title: string): Column => ({ title, isNumber: true })
const text = (title: string, isWide = false): Column => ({ title, isWide })
const whole = (amount: string): string => dollars(amount).replace(/\.\d\d$/, '')
const bar = (label: string, amount: string): Mark => ({ label, value: Math.abs(centsOf(amount)), says: whole(amount) })

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
/** Nov 30, 2026 for people; what is no day stays as it is. */
export const dayText = (day: string | null): string => {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day ?? '') ?? []
  return year === undefined ? (day ?? '') : `${months[Number(month) - 1]} ${Number(date)}, ${year}`
}
const monthText = (month: string): string => {
  const [, year, number] = /^(\d{4})-(\d{2})$/.exec(month) ?? []
  return year === undefined ? month : `${months[Number(number) - 1]} ${year}`
}

export const rateValue = (one: BaselineRate): string => {
  if (one.value === null) return one.needs === null ? 'nothing to divide' : 'not knowable'
  return one.unit === 'days' ? `${one.value.toFixed(1)} days` : `${one.value.toFixed(1)} %`
}
const share = (one: BaselineRate): string => {
  if (one.numerator === null || one.denominator === null || one.value === null) return ''
  const [above, below] = [one.numerator, one.denominator].map((part) =>
    typeof part === 'string' ? dollars(part) : count(part),
  )
  return `${above} / ${below}`
}

function windowSection({ window, deniedClaims }: BaselineReport): Section {
  const inside = deniedClaims.filter((row) => row.state === 'in window')
  const said = (of: { claims: number; dollars: string }, what: string): string[] =>
    of.claims === 0
      ? []
      : [`${count(of.claims)} denied ${of.claims === 1 ? 'claim' : 'claims'}, ${dollars(of.dollars)}: ${what}.`]
  return {
    id: 'window',
    isList: true,
    title: 'Denied, and still inside the window',
    lead: [
      daysIn(window.sentence),
      ...(window.expected.claims > 0
        ? [
            `About ${dollars(window.expected.amount)} of it can be expected back (${count(window.expected.claims)} ${window.expected.claims === 1 ? 'claim' : 'claims'}, at what the payer usually allows).`,
          ]
        : []),
      'Windows are defaults, unverified: confirm them against the contract.',
      ...said(window.sentAgain, 'sent again since, no answer in these files'),
      ...said(window.withoutDeadline, 'without a deadline, since the file gives no day'),
      ...said(window.past, 'window closed by the default days; look before giving up'),
    ],
    columns: [
      text('Deadline'),
      num('Days'),
      text('Claim'),
      text('Visit'),
      text('Payer'),
      text('Root cause', true),
      text('Codes'),
      num('Billed'),
      num('Expected'),
      text('To do'),
    ],
    rows: inside.map((row) => [
      dayText(row.deadlineOn),
      row.daysLeft,
      row.claim,
      dayText(row.serviceOn),
      row.payer,
      row.name,
      row.codes.join(' '),
      money(row.dollars),
      money(row.expected),
      row.action,
    ]),
    chart: {
      as: 'columns',
      title: 'Billed dollars by week of deadline',
      marks: window.byWeek.map((week) => ({
        ...bar(dayText(week.until).replace(/, \d+$/, ''), week.dollars),
        says: `${whole(week.dollars)} (${week.claims})`,
      })),
    },
    empty: '',
  }
}

const daysIn = (text: string): string => text.replace(/\d{4}-\d\d-\d\d/g, (day) => dayText(day))

const denialSection = ({ denials, patterns }: BaselineReport): Section => ({
  id: 'denials',
  title: 'Denials by root cause',
  lead: patterns.slice(0, 5).map((pattern) => `It repeats: ${daysIn(pattern.sentence)}`),
  columns: [
    text('Root cause', true),
    num('Claims'),
    num('Billed'),
    num('Still open'),
    num('Open, billed'),
    text('Born in'),
    text('Desk'),
    text('Codes'),
    text('First step', true),
  ],
  rows: denials.map((row) => [
    row.name,
    row.count,
    money(row.dollars),
    row.open.count,
    money(row.open.dollars),
    row.origin.replaceAll('_', ' '),
    row.owner,
    row.topCodes
      .slice(0, 3)
      .map((code) => `${code.code} (${code.count})`)
      .join(', '),
    row.first,
  ]),
  chart: {
    as: 'bars',
    title: 'Denied, as billed',
    marks: denials.slice(0, 12).map((row) => bar(row.name, row.dollars)),
  },
  empty: 'No denial in these files.',
})

const leakSection = ({ leakage }: BaselineReport): Section => ({
  id: 'leakage',
  title: 'Where money leaks',
  lead: ['As billed, by month. Rows marked as a part of another are not added a second time.'],
  columns: [
    text('Cause', true),
    num('Count'),
    num('Dollars'),
    num('A month'),
    text('Arithmetic, or what would tell it', true),
  ],
  rows: leakage.map((row) => [
    row.within === null ? row.title : `  of these: ${row.title.toLowerCase()}`,
    row.count,
    money(row.dollars),
    money(row.perMonth),
    row.needs ?? row.arithmetic,
  ]),
  chart: {
    as: 'bars',
    title: 'Dollars a month',
    marks: leakage
      .filter((row) => row.perMonth !== null && row.within === null && centsOf(row.perMonth) > 0)
      .toSorted(
        byAmount(
          (row) => centsOf(row.perMonth ?? '0'),
          (row) => row.title,
        ),
      )
      .map((row) => bar(row.title, row.perMonth ?? '0')),
  },
  empty: '',
})

const rateSection = ({ rates }: BaselineReport): Section => ({
  id: 'rates',
  title: 'Rates',
  lead: ['Each variant under its own name. Compare with your own trend and targets first.'],
  columns: [
    text('Measure', true),
    num('Value'),
    num('From'),
    text('Target'),
    text('Formula, or what would tell it', true),
  ],
  rows: Object.values(rates).map((one) => [
    one.title,
    rateValue(one),
    share(one),
    one.target ?? '',
    one.needs ?? one.formula,
  ]),
  chart: null,
  empty: '',
})

const groupColumns = [
  num('Claims'),
  num('Charged'),
  num('Allowed'),
  num('Paid'),
  num('Patient'),
  num('Denied'),
  num('Denied claims'),
  num('Initial denials'),
]
type Group = BaselineReport['payers'][number] | BaselineReport['clinicians'][number] | BaselineReport['months'][number]
const groupCells = (row: Group): Cell[] => [
  row.claims,
  money(row.charged),
  money(row.allowed),
  money(row.paid),
  money(row.patientResponsibility),
  money(row.denied),
  row.deniedClaims,
  rate(row.denialByCount),
]

const payerSection = ({ payers }: BaselineReport): Section => ({
  id: 'payers',
  title: 'Payers',
  lead: [],
  columns: [text('Payer', true), ...groupColumns, num('Days to pay')],
  rows: payers.map((row) => [row.payer, ...groupCells(row), row.medianDaysToPayment]),
  chart: {
    as: 'bars',
    title: 'Initial denials, share of claims',
    marks: payers
      .filter((row) => (row.denialByCount ?? 0) > 0)
      .slice(0, 12)
      .map((row) => ({ label: row.payer, value: row.denialByCount ?? 0, says: rate(row.denialByCount) })),
  },
  empty: 'No payment in these files.',
})

const clinicianSection = ({ clinicians }: BaselineReport): Section => ({
  id: 'clinicians',
  title: 'Clinicians',
  lead: [],
  columns: [text('Clinician', true), ...groupColumns],
  rows: clinicians.map((row) => [row.clinician, ...groupCells(row)]),
  chart: null,
  empty: 'No payment in these files.',
})

const monthSection = (report: BaselineReport): Section => ({
  id: 'months',
  title: 'Months of payment',
  lead: [],
  columns: [text('Month'), ...groupColumns],
  rows: report.months.map((row) => [monthText(row.month), ...groupCells(row)]),
  chart: {
    as: 'columns',
    title: 'Initial denials, share of claims decided in the month',
    marks: report.months.slice(-18).map((row) => ({
      label: monthText(row.month).replace(/ \d\d(\d\d)$/, ' $1'),
      value: row.denialByCount ?? 0,
      says: row.denialByCount === null ? '' : String(row.denialByCount),
    })),
  },
  empty: 'No payment in these files.',
})

const waitingSections = ({ rejections, unanswered }: BaselineReport): Section[] => {
  const open = rejections.filter((row) => row.isOpen)
  return [
    ...(rejections.length === 0
      ? []
      : [
          {
            id: 'rejections',
            isList: true,
            title: 'Rejected before a payer judged them',
            lead: [
              `${count(open.length)} of ${count(rejections.length)} have nothing after them in these files. Correct and send again as originals; the filing clock runs on.`,
            ],
            columns: [
              text('Claim'),
              text('Payer'),
              text('Visit'),
              num('Billed'),
              text('File by'),
              text('Why', true),
              text('Desk'),
            ],
            rows: open.map((row) => [
              row.claim,
              row.payer,
              dayText(row.serviceOn),
              money(row.dollars),
              dayText(row.fileBy),
              row.summary,
              row.owner,
            ]),
            chart: null,
            empty: 'Every rejected claim was sent again or decided.',
          },
        ]),
    ...(unanswered.length === 0
      ? []
      : [
          {
            id: 'unanswered',
            isList: true,
            title: 'Sent, and no decision in these files',
            lead: [
              'Complete only when all remittances of these months are here. Ask the payer for the status of the oldest.',
            ],
            columns: [text('Claim'), text('Payer'), text('Visit'), text('Sent'), num('Days'), num('Billed')],
            rows: unanswered.map((row) => [
              row.claim,
              row.payer,
              dayText(row.serviceOn),
              dayText(row.sentOn),
              row.days,
              money(row.dollars),
            ]),
            chart: null,
            empty: '',
          },
        ]),
  ]
}

const oddSections = (report: BaselineReport): Section[] => {
  const sections: Section[] = [
    {
      id: 'plb',
      isList: true,
      title: 'Money outside any claim (PLB)',
      lead: ['Positive takes from a payment, negative adds to it.'],
      columns: [
        text('Code'),
        text('What it is', true),
        text('Reference'),
        text('Payer'),
        text('Payment'),
        text('Day'),
        num('Amount'),
      ],
      rows: report.plb.map((row) => [
        row.code,
        row.says,
        row.reference,
        row.payer,
        row.trace,
        dayText(row.on),
        money(row.amount),
      ]),
      chart: null,
      empty: '',
    },
    {
      id: 'unbalanced',
      isList: true,
      title: 'What does not add up',
      lead: ['Ask the payer for a corrected file before posting these.'],
      columns: [
        text('Where'),
        text('Payment'),
        text('Claim'),
        num('Off by'),
        text('In words', true),
        text('File', true),
      ],
      rows: report.unbalanced.map((row) => [row.level, row.trace, row.claim, money(row.offBy), row.message, row.path]),
      chart: null,
      empty: '',
    },
    {
      id: 'duplicates',
      isList: true,
      title: 'Twice',
      lead: [],
      columns: [
        text('Kind'),
        text('What', true),
        num('Amount'),
        text('In the totals'),
        text('File', true),
        text('First in', true),
      ],
      rows: report.duplicates.map((row) => [
        row.kind,
        row.what,
        money(row.dollars),
        row.counted ? 'yes, really paid' : 'no',
        row.path,
        row.first,
      ]),
      chart: null,
      empty: '',
    },
    {
      id: 'reversals',
      isList: true,
      title: 'Reversals',
      lead: ['A reversal is never a denial; it is paired with the payment it takes back.'],
      columns: [text('Claim'), text('Payer'), text('Taken back'), num('Amount'), text('Was paid')],
      rows: report.reversals.map((row) => [
        row.claim,
        row.payer,
        dayText(row.on),
        money(row.amount),
        row.of === null ? 'not in these files' : dayText(row.of),
      ]),
      chart: null,
      empty: '',
    },
  ]
  return sections.filter((section) => section.rows.length > 0)
}

const reconciliationSection = ({ reconciliation }: BaselineReport): Section => ({
  id: 'reconciliation',
  title: 'To the cent',
  lead: [],
  columns: [text('What', true), num('In the files'), num('In the totals'), num('Difference'), text('Because', true)],
  rows: reconciliation.map((row) => [
    row.what,
    money(row.files),
    money(row.totals),
    money(row.difference),
    row.because.map((one) => `${one.reason}: ${money(one.amount)}`).join('; '),
  ]),
  chart: null,
  empty: '',
})

const fileSection = ({ files }: BaselineReport): Section => {
  const troubled = files.filter((file) => file.flawCount > 0 || !file.used)
  return {
    id: 'files',
    isList: true,
    title: 'Files',
    lead: [fileLine(files)],
    columns: [text('File', true), text('Kind'), num('Transactions'), text('What is wrong', true)],
    rows: troubled.map((file) => [file.path, file.kind, file.transactions, wrongWith(file)]),
    chart: null,
    empty: 'Every file could be used, and none has a flaw.',
  }
}

function wrongWith(file: BaselineReport['files'][number]): string {
  if (file.sameAs !== null) return `The same bytes as ${file.sameAs}: read once.`
  const first = file.flaws.find((flaw) => flaw.severity === 'error')
  if (!first) return 'Nothing in it that a figure is made of.'
  const place = first.segment > 0 ? ` (segment ${first.segment})` : ''
  const more = file.flawCount > 1 ? ` And ${count(file.flawCount - 1)} more.` : ''
  return `${first.message}${place}${more}${file.used ? ' What is sound beside it counts.' : ''}`
}

export function fileLine(files: BaselineReport['files']): string {
  const kinds = new Map<string, number>()
  for (const file of files) kinds.set(file.kind, (kinds.get(file.kind) ?? 0) + 1)
  const each = [...kinds].toSorted(([, a], [, b]) => b - a).map(([kind, number]) => `${count(number)} ${kind}`)
  const unused = files.filter((file) => !file.used).length
  return `${count(files.length)} ${files.length === 1 ? 'file' : 'files'}: ${each.join(', ')}${unused > 0 ? `; ${count(unused)} not used` : ''}.`
}

const needSection = ({ needs }: BaselineReport): Section => ({
  id: 'needs',
  title: 'Not knowable from these files',
  lead: [],
  columns: [text('Add', true), text('And see', true)],
  rows: needs.map((row) => [row.file, row.gives]),
  chart: null,
  empty: 'Nothing is missing.',
})

/** The figures at the top: name, value, and what it is of. */
export function headline(report: BaselineReport): { title: string; value: string; says: string }[] {
  const { totals, rates, window } = report
  const denial = rates.denialByCount
  const first = rates.firstPass
  return [
    {
      title: 'Still winnable',
      value: dollars(window.dollars),
      says: `${count(window.claims)} denied claims inside their window`,
    },
    {
      title: 'Paid',
      value: dollars(totals.paid),
      says: `of ${dollars(totals.charged)} charged, ${dollars(totals.allowed)} allowed`,
    },
    {
      title: 'Denied',
      value: dollars(totals.denied),
      says: `${count(totals.deniedClaims)} of ${count(totals.claims)} claims`,
    },
    ...(denial ? [{ title: 'Initial denial rate', value: rateValue(denial), says: share(denial) }] : []),
    ...(first
      ? [{ title: 'First-pass resolution', value: rateValue(first), says: `${share(first)}, target 92 %` }]
      : []),
    { title: 'To the patient', value: dollars(totals.patientResponsibility), says: 'copays, coinsurance, deductibles' },
  ]
}

export const periodLine = ({ totals, submitted }: BaselineReport): string => {
  if (totals.from !== null)
    return `${count(totals.claims)} claims in ${count(totals.payments)} payments from ${dayText(totals.from)} to ${dayText(totals.until)}.`
  return submitted.from === null
    ? 'No payment and no claim in these files.'
    : `${count(submitted.claims)} claims sent from ${dayText(submitted.from)} to ${dayText(submitted.until)}; no payments.`
}

export const sectionsOf = (report: BaselineReport): Section[] => [
  windowSection(report),
  leakSection(report),
  denialSection(report),
  rateSection(report),
  payerSection(report),
  monthSection(report),
  clinicianSection(report),
  ...waitingSections(report),
  ...oddSections(report),
  reconciliationSection(report),
  needSection(report),
  fileSection(report),
]
