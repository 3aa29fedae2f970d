import {
  amount,
  ifThen,
  type LoopGuide,
  listed,
  loop,
  many,
  manyLoops,
  maybe,
  narrow,
  number,
  one,
  oneLoop,
  oneOf,
  pair,
  repeated,
  required,
  ruled,
  segment,
  situational,
  text,
  unused,
} from '../guide.ts'
import {
  called,
  daysDTP,
  levelHL,
  looseBeginning,
  loosePRV,
  N3,
  N4,
  NM1,
  namedNM1,
  numbersPER,
  procedureOf,
  REF,
  TRN,
} from './common.ts'
import {
  benefitProcedures,
  eligibilityHI,
  INS,
  looseDMG,
  personReferences,
  pointers,
  providerReferences,
  receiverIds,
  serviceTypes,
  sourceIds,
} from './x279-270.ts'

// 005010X279A1, the 271: what a plan says about a person's cover, or why it cannot say (AAA).

/** AAA: why a request was turned away, and what to do. */
export const AAA = segment('AAA', 'Request refused', {
  isValid: required(oneOf('N', 'Y')),
  agency: unused,
  reason: required(text(2, 2)),
  followUp: required(oneOf('C', 'N', 'P', 'R', 'S', 'W', 'X', 'Y')),
})

// biome-ignore format: a list
const periods = [
  '6', '7', '13', '21', '22', '23', '24', '25', '26', '27', '28', '29', '30', '31', '32', '33', '34', '35', '36',
] as const

/** HSD: how often and how long care is covered. */
export const HSD = segment(
  'HSD',
  'Pattern of care',
  {
    quantityQualifier: situational(listed('DY', 'FL', 'HS', 'MN', 'VS')),
    quantity: situational(number()),
    unit: situational(listed('DA', 'MO', 'VS', 'WK', 'YR')),
    sample: situational(number()),
    periodQualifier: situational(listed(...periods)),
    periods: situational(number()),
    calendar: situational(text(2)),
    time: situational(text(1)),
  },
  [pair(1, 2), ifThen(6, 5)],
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
    serviceTypes: repeated(listed(...serviceTypes)),
    insuranceType: situational(
      // biome-ignore format: a list
      listed(
        '12', '13', '14', '15', '16', '41', '42', '43', '47', 'AP', 'C1', 'CO', 'CP', 'D', 'DB', 'EP', 'FF', 'GP', 'HM', 'HN', 'HS', 'IN',
        'IP', 'LC', 'LD', 'LI', 'LT', 'MA', 'MB', 'MC', 'MH', 'MI', 'MP', 'OT', 'PE', 'PL', 'PP', 'PR', 'PS', 'QM', 'RP', 'SP', 'TF', 'WC',
        'WU',
      ),
    ),
    plan: situational(text(50)),
    period: situational(listed(...periods)),
    amount: situational(amount),
    percent: situational(number()),
    quantityQualifier: situational(
      // biome-ignore format: a list
      listed('8H', '99', 'CA', 'CE', 'D3', 'DB', 'DY', 'HS', 'LA', 'LE', 'M2', 'MN', 'P6', 'QA', 'S7', 'S8', 'VS', 'YY'),
    ),
    quantity: situational(number()),
    needsAuthorization: situational(oneOf('N', 'U', 'Y')),
    inNetwork: situational(oneOf('N', 'U', 'W', 'Y')),
    procedure: situational(procedureOf(...benefitProcedures)),
    pointers: situational(pointers),
  },
  [pair(9, 10)],
)
const III = segment(
  'III',
  'More about the benefit',
  {
    list: situational(listed('BF', 'BK', 'GR', 'NI', 'ZZ')),
    code: situational(text(30)),
    category: situational(text(2)),
    message: situational(text(264)),
  },
  [pair(1, 2)],
)
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

const answerPER = numbersPER(['IC'], 'ED', 'EM', 'FX', 'TE', 'UR', 'WP', 'HP')

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
  contacts: many(answerPER, 3),
  specialty: maybe(loosePRV),
})
const refused = (...reasons: readonly string[]) => narrow(AAA, { codes: { 3: reasons } })
// biome-ignore format: a list
const personRefusals = [
  '15', '33', '35', '42', '43', '45', '47', '48', '49', '51', '52', '56', '57', '58', '60', '61', '62', '63', '64', '65', '66', '67',
  '68', '71', '72', '73', '74', '75', '76', '77', '78',
]
// biome-ignore format: a list
const benefitRefusals = [
  '15', '33', '52', '53', '54', '55', '56', '57', '60', '61', '62', '63', '69', '70', '98', 'AA', 'AE', 'AF', 'AG', 'AO', 'CI', 'E8',
  'IA', 'MA',
]
// biome-ignore format: a list
const benefitDates = [
  '096', '193', '194', '198', '290', '291', '292', '295', '304', '307', '318', '346', '347', '348', '349', '356', '357', '435', '472', '636', '771',
]
// biome-ignore format: a list
const personDates = [
  '096', '102', '152', '291', '307', '318', '340', '341', '342', '343', '346', '347', '356', '357', '382', '435', '442', '458', '472',
  '539', '540', '636', '771',
]

const benefitShape = ruled(
  loop('2110', 'Benefit', {
    benefit: one(EB),
    patterns: many(HSD, 9),
    references: many(REF, 9, [
      1,
      ...['18', '1L', '1W', '49', '6P', '9F', 'ALS', 'CLI', 'F6', 'FO', 'G1', 'IG', 'M7', 'N6', 'NQ'],
    ]),
    dates: many(narrow(daysDTP, { codes: { 1: benefitDates } }), 20),
    refusals: many(refused(...benefitRefusals), 9),
    messages: many(MSG, 10),
    more: many(III, 10),
    begin: maybe(LS),
    others: manyLoops(other, 23),
    end: maybe(LE),
  }),
  { together: ['begin', 'others', 'end'] },
)
export interface Benefit271 extends LoopGuide<(typeof benefitShape)['children']> {}
const benefit: Benefit271 = benefitShape

const answeredTRN = narrow(TRN, { needs: [3] })

const dependent = loop(
  '2000D',
  'Dependent',
  {
    level: one(levelHL('bottom'), [3, '23']),
    traces: many(answeredTRN, 3),
    name: oneLoop(
      loop('2100D', 'Dependent name', {
        name: one(narrow(NM1, { codes: { 2: ['1'] } }), [1, '03']),
        references: many(REF, 9, [1, ...personReferences]),
        street: maybe(N3),
        city: maybe(N4),
        refusals: many(refused(...personRefusals), 9),
        specialty: maybe(loosePRV),
        demographics: maybe(looseDMG),
        relationship: maybe(INS),
        diagnoses: maybe(eligibilityHI),
        dates: many(narrow(daysDTP, { codes: { 1: personDates } }), 9),
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
    level: one(levelHL('either'), [3, '22']),
    traces: many(answeredTRN, 3),
    name: oneLoop(
      loop('2100C', 'Subscriber name', {
        name: one(called(NM1, ['1', '2'], ['24', 'II', 'MI']), [1, 'IL']),
        references: many(REF, 9, [1, ...personReferences]),
        street: maybe(N3),
        city: maybe(N4),
        refusals: many(refused(...personRefusals), 9),
        specialty: maybe(loosePRV),
        demographics: maybe(looseDMG),
        relationship: maybe(INS),
        diagnoses: maybe(eligibilityHI),
        dates: many(narrow(daysDTP, { codes: { 1: personDates } }), 9),
        military: maybe(MPI),
      }),
    ),
    benefits: manyLoops(benefit),
    dependents: manyLoops(dependent),
  },
  { code: '22', under: ['21'] },
)
// biome-ignore format: a list
const receiverRefusals = ['15', '41', '43', '44', '45', '46', '47', '48', '50', '51', '79', '97', 'T4']
const receiver = loop(
  '2000B',
  'Who asked',
  {
    level: one(levelHL('either'), [3, '21']),
    name: oneLoop(
      loop('2100B', 'Name of who asked', {
        name: one(called(namedNM1, ['1', '2'], receiverIds, [8, 9]), [
          1,
          ...['1P', '2B', '36', '80', 'FA', 'GP', 'P5', 'PR'],
        ]),
        references: many(REF, 9, [1, ...providerReferences]),
        street: maybe(N3),
        city: maybe(N4),
        refusals: many(refused(...receiverRefusals), 9),
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
    level: one(narrow(levelHL('top'), { codes: { 4: ['0', '1'] } }), [3, '20']),
    refusals: many(refused('04', '41', '42', '79'), 9),
    name: oneLoop(
      loop('2100A', 'Name of who answers', {
        name: one(called(namedNM1, ['1', '2'], sourceIds, [8, 9]), [1, '2B', '36', 'GP', 'P5', 'PR']),
        contacts: many(answerPER, 3),
        refusals: many(refused('04', '41', '42', '79', '80', 'T4'), 9),
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
