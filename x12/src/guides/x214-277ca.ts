import {
  amount,
  composite,
  day,
  loop,
  many,
  manyLoops,
  maybe,
  maybeLoop,
  narrow,
  number,
  one,
  oneLoop,
  oneOf,
  required,
  segment,
  situational,
  some,
  someLoops,
  text,
  unused,
} from '../guide.ts'
import {
  AMT,
  beginning,
  called,
  dayDTP,
  daysDTP,
  identifiedNM1,
  levelHL,
  memberIds,
  namedNM1,
  procedureOf,
  QTY,
  REF,
  status,
  TRN,
} from './common.ts'

// 005010X214, the 277CA: which claims the next system took in, and which it sent back before any payer judged them.

const STC = segment('STC', 'Status', {
  status: required(status),
  day: situational(day),
  action: required(oneOf('U', 'WQ')),
  charge: situational(amount),
  paid: unused,
  paidDay: unused,
  method: unused,
  checkDay: unused,
  check: unused,
  status2: situational(status),
  status3: situational(status),
  message: situational(text(264)),
})
/** STC where the day and the action must stand. */
const datedSTC = segment('STC', 'Status', {
  status: required(status),
  day: required(day),
  action: required(oneOf('U', 'WQ')),
  charge: required(amount),
  paid: unused,
  paidDay: unused,
  method: unused,
  checkDay: unused,
  check: unused,
  status2: situational(status),
  status3: situational(status),
  message: situational(text(264)),
})
const SVC = segment('SVC', 'Service line', {
  procedure: required(procedureOf('AD', 'ER', 'HC', 'HP', 'IV', 'N4', 'NU', 'WK')),
  charge: required(amount),
  paid: situational(amount),
  revenueCode: situational(text(48)),
  u5: situational(number()),
  submitted: situational(composite({ qualifier: required(text(2)), code: required(text(48)) })),
  units: situational(number()),
})

const traced = (...types: readonly string[]) => narrow(TRN, { codes: { 1: types }, without: [3, 4] })

const lineLoop = loop('2220D', 'Service line', {
  line: one(SVC),
  statuses: some(STC, 99),
  lineReference: maybe(REF, [1, 'FJ']),
  prescription: maybe(REF, [1, 'XZ']),
  date: maybe(daysDTP, [1, '472']),
})
const claimLoop = loop('2200D', 'Claim', {
  trace: one(traced('2')),
  statuses: some(datedSTC, 99),
  payerControlNumber: maybe(REF, [1, '1K']),
  clearinghouseTrace: maybe(REF, [1, 'D9']),
  billType: maybe(REF, [1, 'BLT']),
  serviceDate: maybe(daysDTP, [1, '472']),
  lines: manyLoops(lineLoop, 999),
})
const patientLoop = loop(
  '2000D',
  'Patient',
  {
    level: one(levelHL('leaf'), [3, 'PT']),
    name: one(called(identifiedNM1, ['1'], memberIds), [1, 'QC']),
    claims: someLoops(claimLoop),
  },
  { code: 'PT', under: ['19'] },
)
const providerTotalsLoop = loop('2200C', 'Billing provider status', {
  trace: one(traced('1', '2')),
  statuses: many(STC, 99),
  references: many(REF, 3, [1, '0B', '1G', 'G2', 'LU', 'SY', 'TJ']),
  accepted: maybe(QTY, [1, 'QA']),
  rejected: maybe(QTY, [1, 'QC']),
  acceptedAmount: maybe(AMT, [1, 'YU']),
  rejectedAmount: maybe(AMT, [1, 'YY']),
})
const providerLoop = loop(
  '2000C',
  'Billing provider',
  {
    level: one(levelHL('either'), [3, '19']),
    name: one(called(namedNM1, ['1', '2'], ['FI', 'XX'], [8, 9]), [1, '85']),
    totals: maybeLoop(providerTotalsLoop),
    patients: manyLoops(patientLoop),
  },
  { code: '19', under: ['21'] },
)
const receiverStatusLoop = loop('2200B', 'Submitter status', {
  trace: one(traced('2')),
  statuses: some(STC, 99),
  accepted: maybe(QTY, [1, '90']),
  rejected: maybe(QTY, [1, 'AA']),
  acceptedAmount: maybe(AMT, [1, 'YU']),
  rejectedAmount: maybe(AMT, [1, 'YY']),
})
const receiverLoop = loop(
  '2000B',
  'Submitter',
  {
    level: one(levelHL('either'), [3, '21']),
    name: one(called(identifiedNM1, ['1', '2'], ['46']), [1, '41']),
    batch: oneLoop(receiverStatusLoop),
    providers: manyLoops(providerLoop),
  },
  { code: '21', under: ['20'] },
)
const sourceStatusLoop = loop('2200A', 'When it was received and processed', {
  trace: one(traced('1')),
  received: one(dayDTP, [1, '050']),
  processed: one(dayDTP, [1, '009']),
})
const sourceLoop = loop(
  '2000A',
  'Who answers',
  {
    level: one(levelHL('top'), [3, '20']),
    name: one(called(identifiedNM1, ['2'], ['46', 'FI', 'PI', 'XV']), [1, 'PR', 'AY']),
    report: oneLoop(sourceStatusLoop),
    receivers: someLoops(receiverLoop),
  },
  { code: '20', under: [''] },
)

export const guide277CA = {
  kind: '277CA',
  set: '277',
  versions: ['005010X214'],
  group: 'HN',
  title: 'Claim acknowledgment',
  body: loop('277CA', 'Claim acknowledgment', {
    beginning: one(narrow(beginning('0085', ['08'], ['TH']), { needs: [6] })),
    sources: someLoops(sourceLoop),
  }),
} as const
