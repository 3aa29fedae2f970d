import {
  anyOf,
  composite,
  each,
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
  someLoops,
  text,
  unused,
} from '../guide.ts'
import {
  AMT,
  called,
  daysDTP,
  levelHL,
  looseBeginning,
  loosePRV,
  memberIds,
  N3,
  N4,
  NM1,
  namedNM1,
  procedureOf,
  REF,
  TRN,
} from './common.ts'

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

/** What EQ01 and EB03 may ask and answer about. */
// biome-ignore format: a list
export const serviceTypes = [
  '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12', '13', '14', '15', '16', '17', '18', '19', '20', '21', '22', '23', '24',
  '25', '26', '27', '28', '30', '32', '33', '34', '35', '36', '37', '38', '39', '40', '41', '42', '43', '44', '45', '46', '47', '48',
  '49', '50', '51', '52', '53', '54', '55', '56', '57', '58', '59', '60', '61', '62', '63', '64', '65', '66', '67', '68', '69', '70',
  '71', '72', '73', '74', '75', '76', '77', '78', '79', '80', '81', '82', '83', '84', '85', '86', '87', '88', '89', '90', '91', '92',
  '93', '94', '95', '96', '97', '98', '99', 'A0', 'A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'A8', 'A9', 'AA', 'AB', 'AC', 'AD', 'AE',
  'AF', 'AG', 'AH', 'AI', 'AJ', 'AK', 'AL', 'AM', 'AN', 'AO', 'AQ', 'AR', 'B1', 'B2', 'B3', 'BA', 'BB', 'BC', 'BD', 'BE', 'BF', 'BG',
  'BH', 'BI', 'BJ', 'BK', 'BL', 'BM', 'BN', 'BP', 'BQ', 'BR', 'BS', 'BT', 'BU', 'BV', 'BW', 'BX', 'BY', 'BZ', 'C1', 'CA', 'CB', 'CC',
  'CD', 'CE', 'CF', 'CG', 'CH', 'CI', 'CJ', 'CK', 'CL', 'CM', 'CN', 'CO', 'CP', 'CQ', 'DG', 'DM', 'DS', 'GF', 'GN', 'GY', 'IC', 'MH',
  'NI', 'ON', 'PT', 'PU', 'RN', 'RT', 'TC', 'TN', 'UC',
] as const

/** The lists that eligibility takes procedures from. */
export const benefitProcedures = ['AD', 'CJ', 'HC', 'ID', 'IV', 'N4', 'ZZ'] as const

const EQ = segment(
  'EQ',
  'Question',
  {
    serviceTypes: repeated(listed(...serviceTypes)),
    procedure: situational(procedureOf(...benefitProcedures)),
    coverage: situational(oneOf('FAM')),
    u4: unused,
    pointers: situational(pointers),
  },
  [anyOf(1, 2)],
)
const III = segment('III', 'More about the question', {
  list: required(listed('ZZ', 'GR', 'NI')),
  code: required(text(30)),
})

const questionShape = loop('2110', 'Question', {
  question: one(EQ),
  amounts: each(AMT, 2, [1, 'R', 'PB']),
  more: many(III, 10),
  reference: maybe(REF, [1, '9F', 'G1']),
  date: maybe(daysDTP, [1, '291']),
})
export interface Question270 extends LoopGuide<(typeof questionShape)['children']> {}
const question: Question270 = questionShape

/** What may identify a person beside the name. */
// biome-ignore format: a list
export const personReferences = [
  '0F', '18', '1L', '1W', '3H', '49', '6P', 'CE', 'CT', 'EA', 'EJ', 'F6', 'GH', 'HJ', 'IF', 'IG', 'ML', 'N6', 'NQ', 'Q4', 'SY', 'Y4',
] as const
// biome-ignore format: a list
export const providerReferences = [
  '0B', '1C', '1D', '1J', '4A', 'CT', 'EI', 'EL', 'EO', 'HPI', 'JD', 'N5', 'N7', 'Q4', 'SY', 'TJ',
] as const

/** What may identify who answers, and who asks. */
export const sourceIds = ['24', '46', 'FI', 'NI', 'PI', 'XV', 'XX'] as const
export const receiverIds = ['24', '34', 'FI', 'PI', 'PP', 'SV', 'XV', 'XX'] as const

const askedTRN = narrow(TRN, { codes: { 1: ['1'] }, needs: [3] })

const dependent = loop(
  '2000D',
  'Dependent',
  {
    level: one(levelHL('bottom'), [3, '23']),
    traces: many(askedTRN, 2),
    name: oneLoop(
      loop('2100D', 'Dependent name', {
        name: one(narrow(NM1, { codes: { 2: ['1'] }, without: [8, 9] }), [1, '03']),
        references: each(REF, 9, [1, ...personReferences]),
        street: maybe(N3),
        city: maybe(N4),
        specialty: maybe(loosePRV),
        demographics: maybe(looseDMG),
        relationship: maybe(
          narrow(INS, { codes: { 1: ['N'], 2: ['01', '19', '34', '20', '21', '39', '40', '53', 'G8'] } }),
        ),
        diagnoses: maybe(eligibilityHI),
        dates: each(daysDTP, 2, [1, '102', '291']),
      }),
    ),
    questions: someLoops(question, 99),
  },
  { code: '23', under: ['22'] },
)
const subscriber = ruled(
  loop(
    '2000C',
    'Subscriber',
    {
      level: one(levelHL('either'), [3, '22']),
      traces: many(askedTRN, 2),
      name: oneLoop(
        loop('2100C', 'Subscriber name', {
          name: one(called(NM1, ['1', '2'], memberIds), [1, 'IL']),
          references: each(REF, 9, [1, ...personReferences]),
          street: maybe(N3),
          city: maybe(N4),
          specialty: maybe(loosePRV),
          demographics: maybe(looseDMG),
          relationship: maybe(narrow(INS, { codes: { 1: ['Y'], 2: ['18'] } })),
          diagnoses: maybe(eligibilityHI),
          dates: each(daysDTP, 2, [1, '102', '291']),
        }),
      ),
      questions: manyLoops(question, 99),
      dependents: manyLoops(dependent),
    },
    { code: '22', under: ['21'] },
  ),
  { either: ['questions', 'dependents'] },
)
const receiver = loop(
  '2000B',
  'Who asks',
  {
    level: one(levelHL('middle'), [3, '21']),
    name: oneLoop(
      loop('2100B', 'Name of who asks', {
        name: one(called(namedNM1, ['1', '2'], receiverIds, [8, 9]), [
          1,
          ...['1P', '2B', '36', '80', 'FA', 'GP', 'P5', 'PR'],
        ]),
        references: each(REF, 9, [1, ...providerReferences]),
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
    level: one(levelHL('top'), [3, '20']),
    name: oneLoop(
      loop('2100A', 'Name of who answers', {
        name: one(called(namedNM1, ['1', '2'], sourceIds, [8, 9]), [1, '2B', '36', 'GP', 'P5', 'PR']),
      }),
    ),
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
