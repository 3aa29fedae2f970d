import type {
  BaselineClaim,
  BaselineDenial,
  BaselineFile,
  BaselineLeak,
  BaselineRate,
  BaselineReport,
  DeniedClaim,
} from '@ballast/server/cycle/insight/types/baseline.ts'
import type { ReactNode } from 'react'
import type { Column } from '../../../ground/DataTable.tsx'
import { Day, Deadline, dayText } from '../../../ground/Day.tsx'
import { centsOf, Money } from '../../../ground/Money.tsx'

// What each table of the audit shows. Money is dollars as text in the report and cents in a table.

const text = <Row,>(
  id: string,
  title: string,
  of: (row: Row) => string | null,
  more: Partial<Column<Row>> = {},
): Column<Row> => ({
  id,
  title,
  value: of,
  show: (row) => of(row) ?? '',
  ...more,
})
const money = <Row,>(
  id: string,
  title: string,
  of: (row: Row) => string | null,
  more: Partial<Column<Row>> = {},
): Column<Row> => ({
  id,
  title,
  isMoney: true,
  value: (row) => centsOf(of(row)),
  show: (row) => <Money amount={centsOf(of(row))} />,
  ...more,
})
const count = <Row,>(
  id: string,
  title: string,
  of: (row: Row) => number | null,
  more: Partial<Column<Row>> = {},
): Column<Row> => ({
  id,
  title,
  isNumber: true,
  value: of,
  show: (row) => of(row)?.toLocaleString('en-US') ?? '',
  ...more,
})
const percent = <Row,>(
  id: string,
  title: string,
  of: (row: Row) => number | null,
  more: Partial<Column<Row>> = {},
): Column<Row> => ({
  ...count(id, title, of, more),
  show: (row) => (of(row) === null ? '' : `${of(row)?.toFixed(1)} %`),
})
const day = <Row,>(
  id: string,
  title: string,
  of: (row: Row) => string | null,
  more: Partial<Column<Row>> = {},
): Column<Row> => ({
  id,
  title,
  value: of,
  show: (row) => <Day on={of(row)} />,
  ...more,
})

/** Apr 2026; what is no month stays as it is. */
export const monthText = (month: string): string =>
  /^\d{4}-\d{2}$/.test(month) ? dayText(`${month}-01`).replace(' 1,', '') : month

const wide = { needs: 'wide' } as const
const medium = { needs: 'medium' } as const
const extra = { isExtra: true } as const

export const deniedColumns = (asOf: string, isWindow: boolean): readonly Column<DeniedClaim>[] => [
  {
    id: 'deadline',
    title: 'Deadline',
    value: (row) => row.deadlineOn,
    show: (row) => <Deadline on={row.deadlineOn} today={asOf} />,
  },
  money('dollars', 'Billed', (row) => row.dollars),
  money('expected', 'Expected', (row) => row.expected, medium),
  text('cause', 'Root cause', (row) => row.name, { grows: true }),
  text('payer', 'Payer', (row) => row.payer, medium),
  text('claim', 'Claim', (row) => row.claim, medium),
  day('serviceOn', 'Visit', (row) => row.serviceOn, wide),
  text('codes', 'Codes', (row) => row.codes.join(' '), wide),
  text('action', 'To do', (row) => row.action, wide),
  text('state', 'State', (row) => row.state, isWindow ? extra : wide),
  text('payerClaim', "Payer's number", (row) => row.payerClaim, extra),
  text('clinician', 'Clinician', (row) => row.clinician, extra),
  text('procedures', 'Procedures', (row) => row.procedures, extra),
  day('deniedOn', 'Denied', (row) => row.deniedOn, extra),
  count('daysLeft', 'Days left', (row) => row.daysLeft, extra),
  text('owner', 'Desk', (row) => row.owner, extra),
  text('path', 'File', (row) => row.path, extra),
]

export const claimColumns: readonly Column<BaselineClaim>[] = [
  text('claim', 'Claim', (row) => row.claim),
  day('serviceOn', 'Visit', (row) => row.serviceOn, medium),
  text('payer', 'Payer', (row) => row.payer, { ...medium, grows: true }),
  text('procedures', 'Procedures', (row) => row.procedures, wide),
  money('charged', 'Charged', (row) => row.charged),
  money('allowed', 'Allowed', (row) => row.allowed, wide),
  money('paid', 'Paid', (row) => row.paid),
  money('patient', 'Patient', (row) => row.patientResponsibility, wide),
  money('denied', 'Denied', (row) => row.denied, medium),
  text('stands', 'Stands', (row) => row.stands, medium),
  day('paidOn', 'Decided', (row) => row.paidOn, wide),
  text('payerClaim', "Payer's number", (row) => row.payerClaim, extra),
  text('clinician', 'Clinician', (row) => row.clinician, extra),
  count('decisions', 'Decisions', (row) => row.decisions, extra),
  text('path', 'File', (row) => row.path, extra),
]

export const causeColumns: readonly Column<BaselineDenial>[] = [
  text('name', 'Root cause', (row) => row.name, { grows: true }),
  count('count', 'Claims', (row) => row.count),
  money('dollars', 'Billed', (row) => row.dollars),
  count('open', 'Still open', (row) => row.open.count, medium),
  money('openDollars', 'Open, billed', (row) => row.open.dollars, medium),
  count('overturned', 'Turned around', (row) => row.overturned.count, wide),
  text('origin', 'Born in', (row) => row.origin.replaceAll('_', ' '), wide),
  text('owner', 'Desk', (row) => row.owner, wide),
  text('codes', 'Codes', (row) => row.topCodes.map(({ code, count: times }) => `${code} (${times})`).join(', '), wide),
  text('first', 'First step', (row) => row.first, extra),
]

type Group = BaselineReport['payers'][number] | BaselineReport['clinicians'][number] | BaselineReport['months'][number]
const groupColumns = <Row extends Group>(): Column<Row>[] => [
  count('claims', 'Claims', (row) => row.claims),
  money('charged', 'Charged', (row) => row.charged, medium),
  money('allowed', 'Allowed', (row) => row.allowed, wide),
  money('paid', 'Paid', (row) => row.paid),
  money('patient', 'Patient', (row) => row.patientResponsibility, wide),
  money('denied', 'Denied', (row) => row.denied, medium),
  count('deniedClaims', 'Denied claims', (row) => row.deniedClaims, wide),
  percent('denialByCount', 'Initial denials', (row) => row.denialByCount),
]
export const payerColumns: readonly Column<BaselineReport['payers'][number]>[] = [
  text('payer', 'Payer', (row) => row.payer, { grows: true }),
  ...groupColumns<BaselineReport['payers'][number]>(),
  count('days', 'Days to pay', (row) => row.medianDaysToPayment, wide),
]
export const clinicianColumns: readonly Column<BaselineReport['clinicians'][number]>[] = [
  text('clinician', 'Clinician', (row) => row.clinician, { grows: true }),
  ...groupColumns<BaselineReport['clinicians'][number]>(),
]
export const monthColumns: readonly Column<BaselineReport['months'][number]>[] = [
  text('month', 'Month of payment', (row) => row.month, { grows: true, show: (row) => monthText(row.month) }),
  ...groupColumns<BaselineReport['months'][number]>(),
]

export type RateRow = BaselineRate & { readonly id: string }
export const rateText = (rate: BaselineRate): string => {
  if (rate.value === null) return rate.needs === null ? 'nothing to divide' : 'not knowable'
  return rate.unit === 'days' ? `${rate.value.toFixed(1)} days` : `${rate.value.toFixed(1)} %`
}
const part = (of: string | number): ReactNode =>
  typeof of === 'number' ? of.toLocaleString('en-US') : <Money amount={centsOf(of)} />

export const leakColumns: readonly Column<BaselineLeak>[] = [
  text('title', 'Cause', (row) => (row.within === null ? row.title : `of these: ${row.title.toLowerCase()}`)),
  count('count', 'Count', (row) => row.count),
  money('dollars', 'Dollars', (row) => row.dollars, medium),
  money('perMonth', 'A month', (row) => row.perMonth),
  text('arithmetic', 'Arithmetic, or what would tell it', (row) => row.needs ?? row.arithmetic, {
    ...medium,
    grows: true,
  }),
]

export const rejectionColumns = (asOf: string): readonly Column<BaselineReport['rejections'][number]>[] => [
  {
    id: 'fileBy',
    title: 'File by',
    value: (row) => row.fileBy,
    show: (row) => <Deadline on={row.fileBy} today={asOf} />,
  },
  text('claim', 'Claim', (row) => row.claim),
  text('payer', 'Payer', (row) => row.payer, medium),
  day('serviceOn', 'Visit', (row) => row.serviceOn, wide),
  money('dollars', 'Billed', (row) => row.dollars),
  text('open', 'Stands', (row) => (row.isOpen ? 'nothing after it' : 'sent again or decided'), medium),
  text('summary', 'Why', (row) => row.summary, { ...wide, grows: true }),
  text('owner', 'Desk', (row) => row.owner, extra),
  text('path', 'File', (row) => row.path, extra),
]
export const unansweredColumns: readonly Column<BaselineReport['unanswered'][number]>[] = [
  text('claim', 'Claim', (row) => row.claim),
  text('payer', 'Payer', (row) => row.payer, { ...medium, grows: true }),
  day('serviceOn', 'Visit', (row) => row.serviceOn, wide),
  day('sentOn', 'Sent', (row) => row.sentOn, medium),
  count('days', 'Days', (row) => row.days),
  money('dollars', 'Billed', (row) => row.dollars),
  text('path', 'File', (row) => row.path, extra),
]
export const plbColumns: readonly Column<BaselineReport['plb'][number]>[] = [
  text('code', 'Code', (row) => row.code),
  text('says', 'What it is', (row) => row.says, { grows: true }),
  text('reference', 'Reference', (row) => row.reference, wide),
  text('payer', 'Payer', (row) => row.payer, medium),
  text('trace', 'Payment', (row) => row.trace, wide),
  day('on', 'Day', (row) => row.on, medium),
  money('amount', 'Amount', (row) => row.amount.replace('-', '')),
  text(
    'way',
    'Which way',
    (row) => (row.amount.startsWith('-') ? 'added to the payment' : 'taken from the payment'),
    medium,
  ),
]
export const reversalColumns: readonly Column<BaselineReport['reversals'][number]>[] = [
  text('claim', 'Claim', (row) => row.claim),
  text('payer', 'Payer', (row) => row.payer, { ...medium, grows: true }),
  day('on', 'Taken back', (row) => row.on),
  money('amount', 'Amount', (row) => row.amount),
  {
    id: 'of',
    title: 'Was paid',
    needs: 'medium',
    value: (row) => row.of,
    show: (row) => (row.of === null ? 'not in these files' : <Day on={row.of} />),
  },
]
export const reconciliationColumns: readonly Column<BaselineReport['reconciliation'][number]>[] = [
  text('what', 'What', (row) => row.what, { grows: true }),
  money('files', 'In the files', (row) => row.files, medium),
  money('totals', 'In the totals', (row) => row.totals, medium),
  money('difference', 'Difference', (row) => row.difference),
  text('because', 'Because', (row) => row.because.map(({ reason, amount }) => `${reason}: ${amount}`).join('; '), wide),
]
export const unbalancedColumns: readonly Column<BaselineReport['unbalanced'][number]>[] = [
  text('level', 'Where', (row) => row.level),
  text('claim', 'Claim', (row) => row.claim, medium),
  text('trace', 'Payment', (row) => row.trace, wide),
  money('offBy', 'Off by', (row) => row.offBy),
  text('message', 'In words', (row) => row.message, { ...medium, grows: true }),
  text('path', 'File', (row) => row.path, extra),
]
export const duplicateColumns: readonly Column<BaselineReport['duplicates'][number]>[] = [
  text('kind', 'Kind', (row) => row.kind),
  text('what', 'What', (row) => row.what, { grows: true }),
  money('dollars', 'Amount', (row) => row.dollars),
  text('counted', 'In the totals', (row) => (row.counted ? 'yes, really paid' : 'no'), medium),
  text('path', 'File', (row) => row.path, wide),
  text('first', 'First in', (row) => row.first, extra),
]

/** What is wrong with a file, in one line; empty when nothing is. */
export const wrongWith = (file: BaselineFile): string => {
  if (file.sameAs !== null) return `The same bytes as ${file.sameAs}: read once.`
  const first = file.flaws.find(({ severity }) => severity === 'error')
  if (first) {
    const place = first.segment > 0 ? ` (segment ${first.segment})` : ''
    const more = file.flawCount > 1 ? ` And ${(file.flawCount - 1).toLocaleString('en-US')} more.` : ''
    return `${first.message}${place}${more}${file.used ? ' What is sound beside it counts.' : ''}`
  }
  return file.used ? '' : 'Nothing in it that a figure is made of.'
}
export const fileColumns: readonly Column<BaselineFile>[] = [
  text('path', 'File', (row) => row.path, { grows: true }),
  text('kind', 'Kind', (row) => row.kind),
  count('transactions', 'Transactions', (row) => row.transactions, wide),
  text('used', 'Counted', (row) => (row.used ? 'yes' : 'no'), medium),
  text('wrong', 'What is wrong', wrongWith, { ...medium, grows: true }),
  text('sha256', 'SHA-256', (row) => row.sha256, extra),
]
export { part }
