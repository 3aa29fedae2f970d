import {
  amount,
  day,
  loop,
  many,
  manyLoops,
  maybe,
  maybeLoop,
  number,
  one,
  oneLoop,
  required,
  segment,
  situational,
  some,
  someLoops,
  text,
  unused,
} from '../guide.ts'
import {
  beginning,
  DTP,
  HL,
  identifiedNM1,
  namedNM1,
  organizationNM1,
  PER,
  procedure,
  REF,
  status,
  TRN,
} from './common.ts'

// 005010X212, the 277 that answers a 276: where each claim stands.

const STC = segment('STC', 'Status', {
  status: required(status),
  day: required(day),
  action: situational(text(2)),
  charge: situational(amount),
  paid: situational(amount),
  paidDay: situational(day),
  method: situational(text(3)),
  checkDay: situational(day),
  check: situational(text(16)),
  status2: situational(status),
  status3: situational(status),
  message: unused,
})
const SVC = segment('SVC', 'Service line', {
  procedure: required(procedure),
  charge: required(amount),
  paid: situational(amount),
  revenueCode: situational(text(48)),
  u5: situational(number()),
  u6: situational(procedure),
  units: situational(number()),
})

const line = loop('2220', 'Service line', {
  line: one(SVC),
  statuses: some(STC, 99),
  lineReference: maybe(REF, [1, 'FJ']),
  date: maybe(DTP, [1, '472']),
})
const claim = loop('2200', 'Claim', {
  trace: one(TRN),
  statuses: some(STC, 99),
  references: many(REF, 8, [1, '1K', 'BLT', 'LU', 'EA', 'EJ', 'XZ', 'VV', 'D9']),
  serviceDate: maybe(DTP, [1, '472']),
  lines: manyLoops(line),
})
const summary = loop('2200', 'Status', { trace: one(TRN), statuses: some(STC, 99) })

const dependent = loop(
  '2000E',
  'Dependent',
  { level: one(HL, [3, '23']), name: one(namedNM1, [1, 'QC']), claims: someLoops(claim) },
  { code: '23', under: ['22'] },
)
const subscriber = loop(
  '2000D',
  'Subscriber',
  {
    level: one(HL, [3, '22']),
    name: one(identifiedNM1, [1, 'IL']),
    claims: manyLoops(claim),
    dependents: manyLoops(dependent),
  },
  { code: '22', under: ['19'] },
)
const provider = loop(
  '2000C',
  'Provider',
  {
    level: one(HL, [3, '19']),
    names: some(identifiedNM1, 2, [1, '1P']),
    summary: maybeLoop(summary),
    subscribers: manyLoops(subscriber),
  },
  { code: '19', under: ['21'] },
)
const receiver = loop(
  '2000B',
  'Who asked',
  {
    level: one(HL, [3, '21']),
    name: oneLoop(loop('2100B', 'Name of who asked', { name: one(identifiedNM1, [1, '41']) })),
    summary: maybeLoop(summary),
    providers: manyLoops(provider),
  },
  { code: '21', under: ['20'] },
)
const source = loop(
  '2000A',
  'Who answers',
  {
    level: one(HL, [3, '20']),
    name: oneLoop(
      loop('2100A', 'Name of who answers', { name: one(organizationNM1, [1, 'PR']), contact: maybe(PER, [1, 'IC']) }),
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
    beginning: one(beginning('0010', ['08'], ['DG'])),
    sources: someLoops(source),
  }),
} as const
