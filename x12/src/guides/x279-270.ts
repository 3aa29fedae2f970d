import {
  composite,
  listed,
  loop,
  many,
  manyLoops,
  maybe,
  number,
  one,
  oneLoop,
  oneOf,
  pair,
  repeated,
  required,
  segment,
  situational,
  someLoops,
  text,
  unused,
} from '../guide.ts'
import { AMT, DTP, HL, looseBeginning, loosePRV, N3, N4, NM1, namedNM1, procedure, REF, TRN } from './common.ts'

// 005010X279A1, the 270: is this person covered, and for what. Source > receiver > subscriber > dependent.

/** DMG where even the birth date may be left out. */
export const looseDMG = segment(
  'DMG',
  'Birth date and sex',
  { format: situational(oneOf('D8')), birthDay: situational(text(35)), sex: situational(oneOf('F', 'M', 'U')) },
  [pair(1, 2)],
)

/** INS: how a person stands to the insured. */
export const INS = segment('INS', 'Relationship', {
  isSubscriber: required(oneOf('N', 'Y')),
  relationship: required(text(2, 2)),
  maintenance: situational(listed('001')),
  reason: situational(listed('25')),
  u5: unused,
  u6: unused,
  u7: unused,
  u8: unused,
  student: situational(oneOf('F', 'N', 'P')),
  handicapped: situational(oneOf('N', 'Y')),
  u11: unused,
  u12: unused,
  u13: unused,
  u14: unused,
  u15: unused,
  u16: unused,
  birthOrder: situational(number(9)),
})

const diagnosis = composite({ qualifier: required(listed('ABK', 'BK', 'ABF', 'BF')), code: required(text(30)) })

/** HI: diagnoses, up to eight. */
export const eligibilityHI = segment('HI', 'Diagnoses', {
  code1: required(diagnosis),
  code2: situational(diagnosis),
  code3: situational(diagnosis),
  code4: situational(diagnosis),
  code5: situational(diagnosis),
  code6: situational(diagnosis),
  code7: situational(diagnosis),
  code8: situational(diagnosis),
})

/** Which of the diagnoses a question or an answer is about. */
export const pointers = composite({
  first: required(text(2)),
  second: situational(text(2)),
  third: situational(text(2)),
  fourth: situational(text(2)),
})

const EQ = segment('EQ', 'Question', {
  serviceTypes: repeated(text(2)),
  procedure: situational(procedure),
  coverage: situational(oneOf('FAM')),
  u4: unused,
  pointers: situational(pointers),
})
const III = segment('III', 'More about the question', {
  list: required(listed('ZZ', 'GR', 'NI')),
  code: required(text(30)),
})

const question = loop('2110', 'Question', {
  question: one(EQ),
  amounts: many(AMT, 2, [1, 'R', 'PB']),
  more: many(III, 10),
  reference: maybe(REF, [1, '9F', 'G1']),
  date: maybe(DTP, [1, '291']),
})

/** What may identify a person beside the name. */
// biome-ignore format: a list
export const personReferences = [
  '0F', '18', '1L', '1W', '3H', '49', '6P', 'CE', 'CT', 'EA', 'EJ', 'F6', 'GH', 'HJ', 'IF', 'IG', 'ML', 'N6', 'NQ', 'Q4', 'SY', 'Y4',
] as const
// biome-ignore format: a list
export const providerReferences = [
  '0B', '1C', '1D', '1J', '4A', 'CT', 'EI', 'EL', 'EO', 'HPI', 'JD', 'N5', 'N7', 'Q4', 'SY', 'TJ',
] as const

const dependent = loop(
  '2000D',
  'Dependent',
  {
    level: one(HL, [3, '23']),
    traces: many(TRN, 2),
    name: oneLoop(
      loop('2100D', 'Dependent name', {
        name: one(NM1, [1, '03']),
        references: many(REF, 9, [1, ...personReferences]),
        street: maybe(N3),
        city: maybe(N4),
        specialty: maybe(loosePRV),
        demographics: maybe(looseDMG),
        relationship: maybe(INS),
        diagnoses: maybe(eligibilityHI),
        dates: many(DTP, 2, [1, '102', '291']),
      }),
    ),
    questions: someLoops(question, 99),
  },
  { code: '23', under: ['22'] },
)
const subscriber = loop(
  '2000C',
  'Subscriber',
  {
    level: one(HL, [3, '22']),
    traces: many(TRN, 2),
    name: oneLoop(
      loop('2100C', 'Subscriber name', {
        name: one(NM1, [1, 'IL']),
        references: many(REF, 9, [1, ...personReferences]),
        street: maybe(N3),
        city: maybe(N4),
        specialty: maybe(loosePRV),
        demographics: maybe(looseDMG),
        relationship: maybe(INS),
        diagnoses: maybe(eligibilityHI),
        dates: many(DTP, 2, [1, '102', '291']),
      }),
    ),
    questions: manyLoops(question, 99),
    dependents: manyLoops(dependent),
  },
  { code: '22', under: ['21'] },
)
const receiver = loop(
  '2000B',
  'Who asks',
  {
    level: one(HL, [3, '21']),
    name: oneLoop(
      loop('2100B', 'Name of who asks', {
        name: one(namedNM1, [1, '1P', '2B', '36', '80', 'FA', 'GP', 'P5', 'PR']),
        references: many(REF, 9, [1, ...providerReferences]),
        street: maybe(N3),
        city: maybe(N4),
        specialty: maybe(loosePRV),
      }),
    ),
    subscribers: someLoops(subscriber),
  },
  { code: '21', under: ['20'] },
)
const source = loop(
  '2000A',
  'Who answers',
  {
    level: one(HL, [3, '20']),
    name: oneLoop(loop('2100A', 'Name of who answers', { name: one(namedNM1, [1, '2B', '36', 'GP', 'P5', 'PR']) })),
    receivers: someLoops(receiver),
  },
  { code: '20', under: [''] },
)

export const guide270 = {
  kind: '270',
  set: '270',
  versions: ['005010X279A1', '005010X279'],
  group: 'HS',
  title: 'Eligibility question',
  body: loop('270', 'Eligibility question', {
    beginning: one(looseBeginning('0022', ['01', '13', '36'], ['RT', 'RU'])),
    sources: someLoops(source),
  }),
} as const
