import {
  amount,
  listed,
  loop,
  many,
  manyLoops,
  maybe,
  maybeLoop,
  number,
  one,
  oneLoop,
  oneOf,
  pair,
  repeated,
  required,
  segment,
  situational,
  text,
  unused,
} from '../guide.ts'
import { DTP, HL, looseBeginning, loosePRV, N3, N4, NM1, namedNM1, PER, procedure, REF, TRN } from './common.ts'
import { eligibilityHI, INS, looseDMG, personReferences, pointers, providerReferences } from './x279-270.ts'

// 005010X279A1, the 271: what a plan says about a person's cover, or why it cannot say (AAA).

/** AAA: why a request was turned away, and what to do. */
export const AAA = segment('AAA', 'Request refused', {
  isValid: required(oneOf('N', 'Y')),
  agency: unused,
  reason: required(text(2, 2)),
  followUp: required(oneOf('C', 'N', 'P', 'R', 'S', 'W', 'X', 'Y')),
})

/** HSD: how often and how long care is covered. */
export const HSD = segment(
  'HSD',
  'Pattern of care',
  {
    quantityQualifier: situational(text(2, 2)),
    quantity: situational(number()),
    unit: situational(text(2, 2)),
    sample: situational(number()),
    periodQualifier: situational(text(2)),
    periods: situational(number()),
    calendar: situational(text(2)),
    time: situational(text(1)),
  },
  [pair(1, 2)],
)

/** MSG: free text. */
export const MSG = segment('MSG', 'Message', { text: required(text(264)) })

const EB = segment(
  'EB',
  'Benefit',
  {
    information: required(
      // biome-ignore format: a list
      listed(
      '1', '2', '3', '4', '5', '6', '7', '8', 'A', 'B', 'C', 'CB', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M', 'MC', 'N', 'O', 'P',
      'Q', 'R', 'S', 'T', 'U', 'V', 'W', 'X', 'Y',
    ),
    ),
    coverage: situational(listed('CHD', 'DEP', 'ECH', 'EMP', 'ESP', 'FAM', 'IND', 'SPC', 'SPO')),
    serviceTypes: repeated(text(2)),
    insuranceType: situational(text(3)),
    plan: situational(text(50)),
    period: situational(text(2)),
    amount: situational(amount),
    percent: situational(number()),
    quantityQualifier: situational(text(2, 2)),
    quantity: situational(number()),
    needsAuthorization: situational(oneOf('N', 'U', 'Y')),
    inNetwork: situational(oneOf('N', 'U', 'W', 'Y')),
    procedure: situational(procedure),
    pointers: situational(pointers),
  },
  [pair(9, 10)],
)
const III = segment('III', 'More about the benefit', {
  list: situational(listed('BF', 'BK', 'GR', 'NI', 'ZZ')),
  code: situational(text(30)),
  category: situational(text(2)),
  message: situational(text(264)),
})
const LS = segment('LS', 'Others begin', { loop: required(listed('2120')) })
const LE = segment('LE', 'Others end', { loop: required(listed('2120')) })
const MPI = segment('MPI', 'Military service', {
  status: required(text(1)),
  employment: required(text(2, 2)),
  branch: required(text(1)),
  description: situational(text(80)),
  rank: situational(text(2, 2)),
  format: situational(text(3, 2)),
  period: situational(text(35)),
})

const other = loop('2120', 'Other party', {
  name: one(NM1, [
    1,
    ...[
      '13',
      '1I',
      '1P',
      '2B',
      '36',
      '73',
      'FA',
      'GP',
      'GW',
      'I3',
      'IL',
      'LR',
      'OC',
      'P3',
      'P4',
      'P5',
      'PR',
      'PRP',
      'SEP',
      'TTP',
      'VER',
      'VN',
      'VY',
      'X3',
      'Y2',
    ],
  ]),
  street: maybe(N3),
  city: maybe(N4),
  contacts: many(PER, 3),
  specialty: maybe(loosePRV),
})
const benefit = loop('2110', 'Benefit', {
  benefit: one(EB),
  patterns: many(HSD, 9),
  references: many(REF, 9, [
    1,
    ...['18', '1L', '1W', '49', '6P', '9F', 'ALS', 'CLI', 'F6', 'FO', 'G1', 'IG', 'M7', 'N6', 'NQ'],
  ]),
  dates: many(DTP, 20),
  refusals: many(AAA, 9),
  messages: many(MSG, 10),
  more: many(III, 10),
  begin: maybe(LS),
  others: manyLoops(other, 23),
  end: maybe(LE),
})

const dependent = loop(
  '2000D',
  'Dependent',
  {
    level: one(HL, [3, '23']),
    traces: many(TRN, 3),
    name: oneLoop(
      loop('2100D', 'Dependent name', {
        name: one(NM1, [1, '03']),
        references: many(REF, 9, [1, ...personReferences]),
        street: maybe(N3),
        city: maybe(N4),
        refusals: many(AAA, 9),
        specialty: maybe(loosePRV),
        demographics: maybe(looseDMG),
        relationship: maybe(INS),
        diagnoses: maybe(eligibilityHI),
        dates: many(DTP, 9),
        military: maybe(MPI),
      }),
    ),
    benefits: manyLoops(benefit),
  },
  { code: '23', under: ['22'] },
)
const subscriber = loop(
  '2000C',
  'Subscriber',
  {
    level: one(HL, [3, '22']),
    traces: many(TRN, 3),
    name: oneLoop(
      loop('2100C', 'Subscriber name', {
        name: one(NM1, [1, 'IL']),
        references: many(REF, 9, [1, ...personReferences]),
        street: maybe(N3),
        city: maybe(N4),
        refusals: many(AAA, 9),
        specialty: maybe(loosePRV),
        demographics: maybe(looseDMG),
        relationship: maybe(INS),
        diagnoses: maybe(eligibilityHI),
        dates: many(DTP, 9),
        military: maybe(MPI),
      }),
    ),
    benefits: manyLoops(benefit),
    dependents: manyLoops(dependent),
  },
  { code: '22', under: ['21'] },
)
const receiver = loop(
  '2000B',
  'Who asked',
  {
    level: one(HL, [3, '21']),
    name: maybeLoop(
      loop('2100B', 'Name of who asked', {
        name: one(namedNM1, [1, '1P', '2B', '36', '80', 'FA', 'GP', 'P5', 'PR']),
        references: many(REF, 9, [1, ...providerReferences]),
        street: maybe(N3),
        city: maybe(N4),
        refusals: many(AAA, 9),
        specialty: maybe(loosePRV),
      }),
    ),
    subscribers: manyLoops(subscriber),
  },
  { code: '21', under: ['20'] },
)
const source = loop(
  '2000A',
  'Who answers',
  {
    level: one(HL, [3, '20']),
    refusals: many(AAA, 9),
    name: oneLoop(
      loop('2100A', 'Name of who answers', {
        name: one(namedNM1, [1, '2B', '36', 'GP', 'P5', 'PR']),
        contacts: many(PER, 3),
        refusals: many(AAA, 9),
      }),
    ),
    receivers: manyLoops(receiver),
  },
  { code: '20', under: [''] },
)

export const guide271 = {
  kind: '271',
  set: '271',
  versions: ['005010X279A1', '005010X279'],
  group: 'HB',
  title: 'Eligibility answer',
  body: loop('271', 'Eligibility answer', {
    beginning: one(looseBeginning('0022', ['06', '11'])),
    sources: manyLoops(source),
  }),
} as const
