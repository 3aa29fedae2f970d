import {
  amount,
  day,
  each,
  type LoopGuide,
  loop,
  manyLoops,
  maybe,
  maybeLoop,
  narrow,
  number,
  one,
  oneLoop,
  required,
  ruled,
  segment,
  situational,
  some,
  someLoops,
  text,
  unused,
} from '../guide.ts'
import {
  beginning,
  called,
  daysDTP,
  identifiedNM1,
  levelHL,
  memberIds,
  NM1,
  namedNM1,
  numbersPER,
  organizationNM1,
  planIds,
  procedureOf,
  REF,
  status,
  TRN,
} from './common.ts'
import { providerNM1, statusProcedures } from './x212-276.ts'

// 005010X212, the 277 that answers a 276: where each claim stands.

const STC = segment('STC', 'Status', {
  status: required(status),
  day: required(day),
  action: unused,
  charge: situational(amount),
  paid: situational(amount),
  paidDay: situational(day),
  method: unused,
  checkDay: situational(day),
  check: situational(text(16)),
  status2: situational(status),
  status3: situational(status),
  message: unused,
})
const SVC = segment('SVC', 'Service line', {
  procedure: required(procedureOf(...statusProcedures)),
  charge: required(amount),
  paid: situational(amount),
  revenueCode: situational(text(48)),
  u5: unused,
  u6: unused,
  units: situational(number()),
})

const line = loop('2220', 'Service line', {
  line: one(SVC),
  statuses: some(STC, 99),
  lineReference: maybe(REF, [1, 'FJ']),
  date: maybe(daysDTP, [1, '472']),
})
const claimShape = loop('2200', 'Claim', {
  trace: one(narrow(TRN, { codes: { 1: ['2'] }, without: [3, 4] })),
  statuses: some(STC, 99),
  references: each(REF, 8, [1, '1K', 'BLT', 'LU', 'EA', 'EJ', 'XZ', 'VV', 'D9']),
  serviceDate: maybe(daysDTP, [1, '472']),
  lines: manyLoops(line),
})
export interface Claim277 extends LoopGuide<(typeof claimShape)['children']> {}
const claim: Claim277 = claimShape

const summary = loop('2200', 'Status', { trace: one(narrow(TRN, { without: [3, 4] })), statuses: some(STC, 99) })

const patientNM1 = narrow(namedNM1, { codes: { 2: ['1'] }, without: [8, 9] })

const dependent = loop(
  '2000E',
  'Dependent',
  { level: one(levelHL('leaf'), [3, '23']), name: one(patientNM1, [1, 'QC']), claims: someLoops(claim) },
  { code: '23', under: ['22'] },
)
const subscriber = ruled(
  loop(
    '2000D',
    'Subscriber',
    {
      level: one(levelHL('either'), [3, '22']),
      name: one(called(identifiedNM1, ['1', '2'], ['24', ...memberIds]), [1, 'IL']),
      claims: manyLoops(claim),
      dependents: manyLoops(dependent),
    },
    { code: '22', under: ['19'] },
  ),
  { either: ['claims', 'dependents'] },
)
const provider = loop(
  '2000C',
  'Provider',
  {
    level: one(levelHL('either'), [3, '19']),
    names: some(providerNM1, 2, [1, '1P']),
    summary: maybeLoop(summary),
    subscribers: manyLoops(subscriber),
  },
  { code: '19', under: ['21'] },
)
const receiver = loop(
  '2000B',
  'Who asked',
  {
    level: one(levelHL('either'), [3, '21']),
    name: oneLoop(
      loop('2100B', 'Name of who asked', { name: one(called(NM1, ['1', '2'], ['46'], [8, 9]), [1, '41']) }),
    ),
    summary: maybeLoop(summary),
    providers: manyLoops(provider),
  },
  { code: '21', under: ['20'] },
)
const source = loop(
  '2000A',
  'Who answers',
  {
    level: one(levelHL('top'), [3, '20']),
    name: oneLoop(
      loop('2100A', 'Name of who answers', {
        name: one(called(organizationNM1, ['2'], planIds), [1, 'PR']),
        contact: maybe(numbersPER(['IC'], 'ED', 'EM', 'FX', 'TE'), [1, 'IC']),
      }),
    ),
    receivers: someLoops(receiver),
  },
  { code: '20', under: [''] },
)

export const guide277 = {
  kind: '277',
  set: '277',
  versions: ['005010X212'],
  group: 'HN',
  title: 'Claim status answer',
  body: loop('277', 'Claim status answer', {
    beginning: one(narrow(beginning('0010', ['08'], ['DG']), { needs: [6] })),
    sources: someLoops(source),
  }),
} as const
