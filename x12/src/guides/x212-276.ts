import {
  amount,
  loop,
  many,
  manyLoops,
  maybe,
  number,
  one,
  oneLoop,
  required,
  segment,
  situational,
  some,
  someLoops,
  text,
} from '../guide.ts'
import { AMT, beginning, DTP, HL, identifiedNM1, namedNM1, organizationNM1, procedure, REF, TRN } from './common.ts'
import { looseDMG } from './x279-270.ts'

// 005010X212, the 276: what has become of this claim.

const SVC = segment('SVC', 'Service line', {
  procedure: required(procedure),
  charge: required(amount),
  paid: situational(amount),
  revenueCode: situational(text(48)),
  u5: situational(number()),
  u6: situational(procedure),
  units: situational(number()),
})

const line = loop('2210', 'Service line', {
  line: one(SVC),
  lineReference: maybe(REF, [1, 'FJ']),
  date: maybe(DTP, [1, '472']),
})
const claim = loop('2200', 'Claim', {
  trace: one(TRN),
  references: many(REF, 7, [1, '1K', 'BLT', 'LU', 'EA', 'EJ', 'XZ', 'D9', '6P']),
  charge: maybe(AMT, [1, 'T3']),
  serviceDate: maybe(DTP, [1, '472']),
  lines: manyLoops(line),
})

const dependent = loop(
  '2000E',
  'Dependent',
  {
    level: one(HL, [3, '23']),
    demographics: maybe(looseDMG),
    name: one(namedNM1, [1, 'QC']),
    claims: someLoops(claim),
  },
  { code: '23', under: ['22'] },
)
const subscriber = loop(
  '2000D',
  'Subscriber',
  {
    level: one(HL, [3, '22']),
    demographics: maybe(looseDMG),
    name: one(identifiedNM1, [1, 'IL']),
    claims: manyLoops(claim),
    dependents: manyLoops(dependent),
  },
  { code: '22', under: ['19'] },
)
const provider = loop(
  '2000C',
  'Provider',
  { level: one(HL, [3, '19']), names: some(identifiedNM1, 2, [1, '1P']), subscribers: someLoops(subscriber) },
  { code: '19', under: ['21'] },
)
const receiver = loop(
  '2000B',
  'Who asks',
  {
    level: one(HL, [3, '21']),
    name: oneLoop(loop('2100B', 'Name of who asks', { name: one(identifiedNM1, [1, '41']) })),
    providers: someLoops(provider),
  },
  { code: '21', under: ['20'] },
)
const source = loop(
  '2000A',
  'Who answers',
  {
    level: one(HL, [3, '20']),
    name: oneLoop(loop('2100A', 'Name of who answers', { name: one(organizationNM1, [1, 'PR']) })),
    receivers: someLoops(receiver),
  },
  { code: '20', under: [''] },
)

export const guide276 = {
  kind: '276',
  set: '276',
  versions: ['005010X212'],
  group: 'HR',
  title: 'Claim status question',
  body: loop('276', 'Claim status question', { beginning: one(beginning('0010', ['13'])), sources: someLoops(source) }),
} as const
