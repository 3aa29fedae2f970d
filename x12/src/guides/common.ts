import {
  amount,
  composite,
  day,
  number,
  oneOf,
  pair,
  repeated,
  required,
  segment,
  situational,
  text,
  time,
  unused,
} from '../guide.ts'

// Segments that several guides share. Names are ours; the comment gives the segment's own.

/** NM1: a person or organization. */
export const NM1 = segment(
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
    idQualifier: situational(text(2)),
    id: situational(text(80)),
    relationship: situational(text(2)),
    entityIdentifier: unused,
    organizationName: situational(text(60)),
  },
  [pair(8, 9)],
)

/** N1: an organization, in the 835. */
export const N1 = segment(
  'N1',
  'Party',
  {
    entity: required(text(3)),
    name: situational(text(60)),
    idQualifier: situational(text(2)),
    id: situational(text(80)),
  },
  [pair(3, 4)],
)

/** N2: more of a name. */
export const N2 = segment('N2', 'More of the name', { name: required(text(60)), more: situational(text(60)) })

/** N3: street. */
export const N3 = segment('N3', 'Street', { line: required(text(55)), line2: situational(text(55)) })

/** N4: city, state, postal code. */
export const N4 = segment('N4', 'City', {
  city: required(text(30, 2)),
  state: situational(text(2, 2)),
  zip: situational(text(15, 3)),
  country: situational(text(3, 2)),
  locationQualifier: unused,
  location: unused,
  subdivision: situational(text(3)),
})

/** PER: whom to call. */
export const PER = segment(
  'PER',
  'Contact',
  {
    function: required(text(2)),
    name: situational(text(60)),
    qualifier1: situational(text(2)),
    number1: situational(text(256)),
    qualifier2: situational(text(2)),
    number2: situational(text(256)),
    qualifier3: situational(text(2)),
    number3: situational(text(256)),
  },
  [pair(3, 4), pair(5, 6), pair(7, 8)],
)

/** REF: a reference number. */
export const REF = segment('REF', 'Reference', {
  qualifier: required(text(3, 2)),
  id: situational(text(50)),
  description: situational(text(80)),
  more: situational(composite({ qualifier: situational(text(3)), id: situational(text(50)) })),
})

/** DTP: a date with its format. */
export const DTP = segment('DTP', 'Date', {
  qualifier: required(text(3, 3)),
  format: required(oneOf('D8', 'RD8', 'DT', 'TM')),
  value: required(text(35)),
})

/** DTM: a date, in the 835. */
export const DTM = segment('DTM', 'Date', { qualifier: required(text(3, 3)), day: required(day) })

/** DMG: birth date and sex. */
export const DMG = segment('DMG', 'Birth date and sex', {
  format: required(oneOf('D8')),
  birthDay: required(day),
  sex: situational(oneOf('F', 'M', 'U')),
})

/** AMT: an amount. */
export const AMT = segment('AMT', 'Amount', { qualifier: required(text(3)), amount: required(amount) })

/** QTY: a quantity. */
export const QTY = segment('QTY', 'Quantity', { qualifier: required(text(2)), quantity: required(number()) })

/** HL: one node of the hierarchy. */
export const HL = segment('HL', 'Hierarchical level', {
  id: required(text(12)),
  parent: situational(text(12)),
  level: required(text(2)),
  hasChildren: situational(oneOf('0', '1')),
})

/** TRN: a trace number. */
export const TRN = segment('TRN', 'Trace', {
  type: required(oneOf('1', '2')),
  id: required(text(50)),
  originator: situational(text(10, 10)),
  more: situational(text(50)),
})

/** BHT: what kind of transaction this is, and when it was made. */
export const BHT = segment('BHT', 'Beginning of the transaction', {
  structure: required(text(4, 4)),
  purpose: required(text(2, 2)),
  reference: situational(text(50)),
  day: required(day),
  time: required(time),
  type: situational(text(2, 2)),
})

/** CAS: up to six adjustments of one group. */
export const CAS = segment('CAS', 'Adjustments', {
  group: required(oneOf('CO', 'OA', 'PI', 'PR')),
  reason1: required(text(5)),
  amount1: required(amount),
  quantity1: situational(number()),
  reason2: situational(text(5)),
  amount2: situational(amount),
  quantity2: situational(number()),
  reason3: situational(text(5)),
  amount3: situational(amount),
  quantity3: situational(number()),
  reason4: situational(text(5)),
  amount4: situational(amount),
  quantity4: situational(number()),
  reason5: situational(text(5)),
  amount5: situational(amount),
  quantity5: situational(number()),
  reason6: situational(text(5)),
  amount6: situational(amount),
  quantity6: situational(number()),
})

/** MOA: what the payer remarks on an outpatient claim. */
export const MOA = segment('MOA', 'Outpatient remarks', {
  rate: situational(number()),
  amount: situational(amount),
  remark1: situational(text(50)),
  remark2: situational(text(50)),
  remark3: situational(text(50)),
  remark4: situational(text(50)),
  remark5: situational(text(50)),
  esrdAmount: situational(amount),
  nonpayable: situational(amount),
})

/** PRV: a provider's taxonomy. */
export const PRV = segment('PRV', 'Specialty', {
  role: required(text(3)),
  qualifier: situational(text(3)),
  taxonomy: situational(text(50)),
})

/** A procedure with its modifiers (the composite of SV101 and SVC01). */
export const procedure = composite({
  qualifier: required(text(2, 2)),
  code: required(text(48)),
  modifier1: situational(text(2, 2)),
  modifier2: situational(text(2, 2)),
  modifier3: situational(text(2, 2)),
  modifier4: situational(text(2, 2)),
  description: situational(text(80)),
  lastCode: situational(text(48)),
})

/** A status as 277 and 277CA give it. */
export const status = composite({
  category: required(text(30)),
  code: required(text(30)),
  entity: situational(text(3)),
  list: situational(text(3)),
})

export const repeatedText = repeated(text(3))
