import {
  amount,
  each,
  type LoopGuide,
  loop,
  manyLoops,
  maybe,
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
  AMT,
  beginning,
  called,
  daysDTP,
  identifiedNM1,
  levelHL,
  memberIds,
  NM1,
  namedNM1,
  organizationNM1,
  planIds,
  procedureOf,
  REF,
  TRN,
} from './common.ts'
import { looseDMG } from './x279-270.ts'

// 005010X212, the 276: what has become of this claim.

/** The lists that a claim status takes procedures from. */
export const statusProcedures = ['AD', 'ER', 'HC', 'HP', 'IV', 'N4', 'NU', 'WK'] as const

const SVC = segment('SVC', 'Service line', {
  procedure: required(procedureOf(...statusProcedures)),
  charge: required(amount),
  paid: unused,
  revenueCode: situational(text(48)),
  u5: unused,
  u6: unused,
  units: required(number()),
})

const line = loop('2210', 'Service line', {
  line: one(SVC),
  lineReference: maybe(REF, [1, 'FJ']),
  date: one(daysDTP, [1, '472']),
})
const claimShape = loop('2200', 'Claim', {
  trace: one(narrow(TRN, { codes: { 1: ['1'] }, without: [3, 4] })),
  references: each(REF, 7, [1, '1K', 'BLT', 'LU', 'EA', 'EJ', 'XZ', 'D9', '6P']),
  charge: maybe(AMT, [1, 'T3']),
  serviceDate: maybe(daysDTP, [1, '472']),
  lines: manyLoops(line),
})
export interface Claim276 extends LoopGuide<(typeof claimShape)['children']> {}
const claim: Claim276 = claimShape

const statusDMG = narrow(looseDMG, { codes: { 3: ['F', 'M'] }, needs: [1, 2] })

const dependent = loop(
  '2000E',
  'Dependent',
  {
    level: one(levelHL('leaf'), [3, '23']),
    demographics: maybe(statusDMG),
    name: one(narrow(namedNM1, { codes: { 2: ['1'] }, without: [8, 9] }), [1, 'QC']),
    claims: someLoops(claim),
  },
  { code: '23', under: ['22'] },
)
const subscriber = ruled(
  loop(
    '2000D',
    'Subscriber',
    {
      level: one(levelHL('either'), [3, '22']),
      demographics: maybe(statusDMG),
      name: one(called(identifiedNM1, ['1', '2'], ['24', ...memberIds]), [1, 'IL']),
      claims: manyLoops(claim),
      dependents: manyLoops(dependent),
    },
    { code: '22', under: ['19'] },
  ),
  { either: ['claims', 'dependents'] },
)
/** The provider of a claim status: by NPI, tax id or the payer's number, the name if it is known. */
export const providerNM1 = called(NM1, ['1', '2'], ['FI', 'SV', 'XX'], [8, 9])

const provider = loop(
  '2000C',
  'Provider',
  {
    level: one(levelHL('middle'), [3, '19']),
    names: some(providerNM1, 2, [1, '1P']),
    subscribers: someLoops(subscriber),
  },
  { code: '19', under: ['21'] },
)
const receiver = loop(
  '2000B',
  'Who asks',
  {
    level: one(levelHL('middle'), [3, '21']),
    name: oneLoop(loop('2100B', 'Name of who asks', { name: one(called(NM1, ['1', '2'], ['46'], [8, 9]), [1, '41']) })),
    providers: someLoops(provider),
  },
  { code: '21', under: ['20'] },
)
const source = loop(
  '2000A',
  'Who answers',
  {
    level: one(levelHL('top'), [3, '20']),
    name: oneLoop(
      loop('2100A', 'Name of who answers', { name: one(called(organizationNM1, ['2'], planIds), [1, 'PR']) }),
    ),
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
  body: loop('276', 'Claim status question', {
    beginning: one(narrow(beginning('0010', ['13']), { without: [6] })),
    sources: someLoops(source),
  }),
} as const
