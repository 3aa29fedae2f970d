import {
  amount,
  anyOf,
  composite,
  day,
  from,
  ifThen,
  listed,
  narrow,
  number,
  oneOf,
  pair,
  required,
  type SegmentGuide,
  segment,
  situational,
  text,
  time,
  unused,
} from '../guide.ts'

// Segments that several guides share. Names are ours; the comment gives the segment's own.

/** What may say which kind of id a name carries. */
const nameIds = listed(
  'XX',
  'PI',
  'XV',
  'MI',
  'II',
  '46',
  '24',
  '34',
  'FI',
  'EI',
  'EQ',
  'MR',
  'HN',
  'BS',
  'BD',
  'BG',
  'MC',
  'PC',
  'SL',
  'UP',
  'C',
  'AD',
  'CC',
  'FA',
  'FS',
  'NI',
  'PP',
  'SV',
  'ZZ',
  '1',
  '2',
  'SY',
  'XE',
)
const nameTail = { relationship: unused, entityIdentifier: unused, organizationName: unused }

/** NM1: a person or organization whose name may be left out. */
const nM1Shape = segment(
  'NM1',
  'Name',
  {
    entity: required(text(3)),
    type: required(oneOf('1', '2')),
    lastName: situational(text(60)),
    firstName: situational(text(35)),
    middleName: situational(text(25)),
    prefix: unused,
    suffix: situational(text(10)),
    idQualifier: situational(nameIds),
    id: situational(text(80, 2)),
    relationship: situational(text(2)),
    entityIdentifier: unused,
    organizationName: situational(text(60)),
  },
  [pair(8, 9)],
)
export interface NM1Guide extends SegmentGuide<(typeof nM1Shape)['fields']> {}
export const NM1: NM1Guide = nM1Shape

/** NM1 with a prefix, as the 278 has it. */
const prefixedNM1Shape = segment(
  'NM1',
  'Name',
  {
    entity: required(text(3)),
    type: required(oneOf('1', '2')),
    lastName: situational(text(60)),
    firstName: situational(text(35)),
    middleName: situational(text(25)),
    prefix: situational(text(10)),
    suffix: situational(text(10)),
    idQualifier: situational(nameIds),
    id: situational(text(80, 2)),
    relationship: situational(text(2)),
    entityIdentifier: unused,
    organizationName: situational(text(60)),
  },
  [pair(8, 9)],
)
export interface PrefixedNM1Guide extends SegmentGuide<(typeof prefixedNM1Shape)['fields']> {}
export const prefixedNM1: PrefixedNM1Guide = prefixedNM1Shape

/** NM1 where the name must stand. */
const namedNM1Shape = segment(
  'NM1',
  'Name',
  {
    entity: required(text(3)),
    type: required(oneOf('1', '2')),
    lastName: required(text(60)),
    firstName: situational(text(35)),
    middleName: situational(text(25)),
    prefix: unused,
    suffix: situational(text(10)),
    idQualifier: situational(nameIds),
    id: situational(text(80, 2)),
    ...nameTail,
  },
  [pair(8, 9)],
)
export interface NamedNM1Guide extends SegmentGuide<(typeof namedNM1Shape)['fields']> {}
export const namedNM1: NamedNM1Guide = namedNM1Shape

/** NM1 where name and id must stand. */
const identifiedNM1Shape = segment('NM1', 'Name', {
  entity: required(text(3)),
  type: required(oneOf('1', '2')),
  lastName: required(text(60)),
  firstName: situational(text(35)),
  middleName: situational(text(25)),
  prefix: unused,
  suffix: situational(text(10)),
  idQualifier: required(nameIds),
  id: required(text(80, 2)),
  ...nameTail,
})
export interface IdentifiedNM1Guide extends SegmentGuide<(typeof identifiedNM1Shape)['fields']> {}
export const identifiedNM1: IdentifiedNM1Guide = identifiedNM1Shape

/** NM1 of an organization: no part of a person's name. */
const organizationNM1Shape = segment('NM1', 'Name', {
  entity: required(text(3)),
  type: required(oneOf('2')),
  lastName: required(text(60)),
  firstName: unused,
  middleName: unused,
  prefix: unused,
  suffix: unused,
  idQualifier: required(nameIds),
  id: required(text(80, 2)),
  ...nameTail,
})
export interface OrganizationNM1Guide extends SegmentGuide<(typeof organizationNM1Shape)['fields']> {}
export const organizationNM1: OrganizationNM1Guide = organizationNM1Shape

/** N1: an organization, in the 835. */
const n1Shape = segment(
  'N1',
  'Party',
  {
    entity: required(text(3)),
    name: situational(text(60)),
    idQualifier: situational(listed('FI', 'XV', 'XX')),
    id: situational(text(80, 2)),
  },
  [anyOf(2, 3), pair(3, 4)],
)
export interface N1Guide extends SegmentGuide<(typeof n1Shape)['fields']> {}
export const N1: N1Guide = n1Shape

/** N2: more of a name. */
const n2Shape = segment('N2', 'More of the name', { name: required(text(60)), more: situational(text(60)) })
export interface N2Guide extends SegmentGuide<(typeof n2Shape)['fields']> {}
export const N2: N2Guide = n2Shape

/** N3: street. */
const n3Shape = segment('N3', 'Street', { line: required(text(55)), line2: situational(text(55)) })
export interface N3Guide extends SegmentGuide<(typeof n3Shape)['fields']> {}
export const N3: N3Guide = n3Shape

/** N4: city, state, postal code. */
const n4Shape = segment('N4', 'City', {
  city: required(text(30, 2)),
  state: situational(text(2, 2)),
  zip: situational(text(15, 3)),
  country: situational(text(3, 2)),
  locationQualifier: unused,
  location: unused,
  subdivision: situational(text(3)),
})
export interface N4Guide extends SegmentGuide<(typeof n4Shape)['fields']> {}
export const N4: N4Guide = n4Shape

const contactNumbers = listed('TE', 'EM', 'FX', 'EX', 'UR', 'WP', 'HP', 'ED', 'AP', 'CP', 'BN', 'IT')

/** PER: whom to call. */
const pERShape = segment(
  'PER',
  'Contact',
  {
    function: required(listed('IC', 'CX', 'BL')),
    name: situational(text(60)),
    qualifier1: situational(contactNumbers),
    number1: situational(text(256)),
    qualifier2: situational(contactNumbers),
    number2: situational(text(256)),
    qualifier3: situational(contactNumbers),
    number3: situational(text(256)),
  },
  [pair(3, 4), pair(5, 6), pair(7, 8)],
)
export interface PERGuide extends SegmentGuide<(typeof pERShape)['fields']> {}
export const PER: PERGuide = pERShape

/** REF: a reference number. */
const rEFShape = segment('REF', 'Reference', {
  qualifier: required(text(3, 2)),
  id: required(text(50)),
  description: situational(text(80)),
  more: situational(composite({ qualifier: situational(text(3)), id: situational(text(50)) })),
})
export interface REFGuide extends SegmentGuide<(typeof rEFShape)['fields']> {}
export const REF: REFGuide = rEFShape

/** DTP: a date with its format. */
const dTPShape = segment('DTP', 'Date', {
  qualifier: required(text(3, 3)),
  format: required(oneOf('D8', 'RD8', 'DT', 'TM')),
  value: required(text(35)),
})
export interface DTPGuide extends SegmentGuide<(typeof dTPShape)['fields']> {}
export const DTP: DTPGuide = dTPShape

/** DTM: a date, in the 835. */
const dTMShape = segment('DTM', 'Date', { qualifier: required(text(3, 3)), day: required(day) })
export interface DTMGuide extends SegmentGuide<(typeof dTMShape)['fields']> {}
export const DTM: DTMGuide = dTMShape

/** DMG: birth date and sex. */
const dMGShape = segment('DMG', 'Birth date and sex', {
  format: required(oneOf('D8')),
  birthDay: required(day),
  sex: situational(oneOf('F', 'M', 'U')),
})
export interface DMGGuide extends SegmentGuide<(typeof dMGShape)['fields']> {}
export const DMG: DMGGuide = dMGShape

/** AMT: an amount. */
const aMTShape = segment('AMT', 'Amount', { qualifier: required(text(3)), amount: required(amount) })
export interface AMTGuide extends SegmentGuide<(typeof aMTShape)['fields']> {}
export const AMT: AMTGuide = aMTShape

/** QTY: a quantity. */
const qTYShape = segment('QTY', 'Quantity', { qualifier: required(text(2)), quantity: required(number()) })
export interface QTYGuide extends SegmentGuide<(typeof qTYShape)['fields']> {}
export const QTY: QTYGuide = qTYShape

/** HL: one node of the hierarchy. */
const hLShape = segment('HL', 'Hierarchical level', {
  id: required(text(12)),
  parent: situational(text(12)),
  level: required(text(2)),
  hasChildren: situational(oneOf('0', '1')),
})
export interface HLGuide extends SegmentGuide<(typeof hLShape)['fields']> {}
export const HL: HLGuide = hLShape

/** TRN: a trace number. */
const tRNShape = segment('TRN', 'Trace', {
  type: required(oneOf('1', '2')),
  id: required(text(50)),
  originator: situational(text(10, 10)),
  more: situational(text(50)),
})
export interface TRNGuide extends SegmentGuide<(typeof tRNShape)['fields']> {}
export const TRN: TRNGuide = tRNShape

/** BHT: what kind of transaction this is, and when it was made. */
export const beginning = (structure: string, purposes: readonly string[], types: readonly string[] = []) =>
  segment('BHT', 'Beginning of the transaction', {
    structure: required(listed(structure)),
    purpose: required(listed(...purposes)),
    reference: required(text(50)),
    day: required(day),
    time: required(time),
    type: situational(types.length > 0 ? listed(...types) : text(2, 2)),
  })

/** BHT of the eligibility guides, where the reference may be left out. */
export const looseBeginning = (structure: string, purposes: readonly string[], types: readonly string[] = []) =>
  segment('BHT', 'Beginning of the transaction', {
    structure: required(listed(structure)),
    purpose: required(listed(...purposes)),
    reference: situational(text(50)),
    day: required(day),
    time: required(time),
    type: situational(types.length > 0 ? listed(...types) : text(2, 2)),
  })

/** CAS: up to six adjustments of one group. */
const cASShape = segment(
  'CAS',
  'Adjustments',
  {
    group: required(oneOf('CO', 'OA', 'PI', 'PR')),
    reason1: required(from('adjustment', 5)),
    amount1: required(amount),
    quantity1: situational(number()),
    reason2: situational(from('adjustment', 5)),
    amount2: situational(amount),
    quantity2: situational(number()),
    reason3: situational(from('adjustment', 5)),
    amount3: situational(amount),
    quantity3: situational(number()),
    reason4: situational(from('adjustment', 5)),
    amount4: situational(amount),
    quantity4: situational(number()),
    reason5: situational(from('adjustment', 5)),
    amount5: situational(amount),
    quantity5: situational(number()),
    reason6: situational(from('adjustment', 5)),
    amount6: situational(amount),
    quantity6: situational(number()),
  },
  [
    pair(5, 6),
    ifThen(7, 5),
    pair(8, 9),
    ifThen(10, 8),
    pair(11, 12),
    ifThen(13, 11),
    pair(14, 15),
    ifThen(16, 14),
    pair(17, 18),
    ifThen(19, 17),
  ],
)
export interface CASGuide extends SegmentGuide<(typeof cASShape)['fields']> {}
export const CAS: CASGuide = cASShape

/** MOA: what the payer remarks on an outpatient claim. */
const mOAShape = segment('MOA', 'Outpatient remarks', {
  rate: situational(number()),
  amount: situational(amount),
  remark1: situational(from('remark', 50)),
  remark2: situational(from('remark', 50)),
  remark3: situational(from('remark', 50)),
  remark4: situational(from('remark', 50)),
  remark5: situational(from('remark', 50)),
  esrdAmount: situational(amount),
  nonpayable: situational(amount),
})
export interface MOAGuide extends SegmentGuide<(typeof mOAShape)['fields']> {}
export const MOA: MOAGuide = mOAShape

/** PRV: a provider's taxonomy. */
const pRVShape = segment('PRV', 'Specialty', {
  role: required(
    listed(
      'BI',
      'PE',
      'PT',
      'AD',
      'AS',
      'AT',
      'CO',
      'CV',
      'H',
      'HH',
      'LA',
      'OT',
      'P1',
      'P2',
      'PC',
      'R',
      'RF',
      'SB',
      'SK',
      'SU',
      'OP',
      'OR',
    ),
  ),
  qualifier: required(listed('PXC', '9K')),
  taxonomy: required(text(50)),
})
export interface PRVGuide extends SegmentGuide<(typeof pRVShape)['fields']> {}
export const PRV: PRVGuide = pRVShape

/** PRV where the taxonomy may be left out. */
const loosePRVShape = segment(
  'PRV',
  'Specialty',
  {
    role: required(
      listed(
        'BI',
        'PE',
        'PT',
        'AD',
        'AS',
        'AT',
        'CO',
        'CV',
        'H',
        'HH',
        'LA',
        'OT',
        'P1',
        'P2',
        'PC',
        'R',
        'RF',
        'SB',
        'SK',
        'SU',
        'OP',
        'OR',
      ),
    ),
    qualifier: situational(listed('9K', 'D3', 'EI', 'HPI', 'PXC', 'SY', 'TJ')),
    taxonomy: situational(text(50)),
  },
  [pair(2, 3)],
)
export interface LoosePRVGuide extends SegmentGuide<(typeof loosePRVShape)['fields']> {}
export const loosePRV: LoosePRVGuide = loosePRVShape

/** A procedure with its modifiers (the composite of SV101, SVC01 and their like), by the lists a guide takes it from. */
const procedureShape = (...lists: readonly string[]) =>
  composite({
    qualifier: required(listed(...lists)),
    code: required(text(48)),
    modifier1: situational(text(2, 2)),
    modifier2: situational(text(2, 2)),
    modifier3: situational(text(2, 2)),
    modifier4: situational(text(2, 2)),
    description: situational(text(80)),
    lastCode: situational(text(48)),
  })
type ProcedureShape = ReturnType<typeof procedureShape>
export interface Procedure extends ProcedureShape {}
export const procedureOf: (...lists: readonly string[]) => Procedure = procedureShape

/** A status as 277 and 277CA give it. */
export const status = composite({
  category: required(from('category', 30)),
  code: required(from('status', 30)),
  entity: situational(text(3, 2)),
  list: situational(text(3)),
})

/** Which ids a loop's NM1 may carry: NM102 and NM108. */
export const called = <G extends SegmentGuide>(
  guide: G,
  types: readonly ('1' | '2')[],
  ids: readonly string[],
  needs: readonly number[] = [],
): G => narrow(guide, { codes: { 2: types, 8: ids }, needs })

/** NM1 that names nobody: who it is about stands in the REF beside it, or nowhere. */
export const namelessNM1 = (types: readonly ('1' | '2')[]): typeof NM1 =>
  narrow(NM1, { codes: { 2: types }, without: [3, 4, 5, 6, 7, 8, 9, 10, 11, 12] })

export const npiOnly = ['XX'] as const
export const planIds = ['PI', 'XV'] as const
export const memberIds = ['II', 'MI'] as const

/** HL with the codes HL04 may have; the topmost level has no parent, a leaf need not say that it has no children. */
export const levelHL = (level: 'top' | 'middle' | 'bottom' | 'either' | 'leaf'): typeof HL =>
  narrow(HL, {
    codes: { 4: level === 'either' ? ['0', '1'] : [level === 'bottom' || level === 'leaf' ? '0' : '1'] },
    needs: level === 'top' ? [4] : level === 'leaf' ? [2] : [2, 4],
    without: level === 'top' ? [2] : [],
  })

/** DTP in the formats a loop takes. */
export const dayDTP: typeof DTP = narrow(DTP, { codes: { 2: ['D8'] } })
export const daysDTP: typeof DTP = narrow(DTP, { codes: { 2: ['D8', 'RD8'] } })

/** PER with the numbers a loop takes; an extension never stands first. */
export const numbersPER = (functions: readonly string[], ...numbers: readonly string[]): typeof PER =>
  narrow(PER, {
    codes: { 1: functions, 3: numbers, 5: [...numbers, 'EX'], 7: [...numbers, 'EX'] },
    needs: [3, 4],
  })

/** PER that is a telephone, perhaps with an extension. */
export const phonePER: typeof PER = narrow(PER, {
  codes: { 1: ['IC'], 3: ['TE'], 5: ['EX'] },
  needs: [3, 4],
  without: [7, 8],
})
