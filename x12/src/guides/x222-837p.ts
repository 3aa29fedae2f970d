import {
  amount,
  composite,
  day,
  each,
  type LoopGuide,
  listed,
  loop,
  many,
  manyLoops,
  maybe,
  maybeLoop,
  narrow,
  number,
  one,
  oneLoop,
  oneOf,
  pair,
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
  CAS,
  called,
  DMG,
  DTP,
  dayDTP,
  daysDTP,
  identifiedNM1,
  levelHL,
  MOA,
  memberIds,
  N3,
  N4,
  NM1,
  namedNM1,
  namelessNM1,
  npiOnly,
  numbersPER,
  organizationNM1,
  PRV,
  phonePER,
  planIds,
  procedureOf,
  REF,
} from './common.ts'

// 005010X222A1, the 837P: professional claims. Submitter, receiver, then billing provider > subscriber > patient > claim >
// line. Names are ours; comments cite loop and segment.

const CUR = segment('CUR', 'Currency', { entity: required(oneOf('85')), currency: required(text(3, 3)) })
const SBR = segment('SBR', 'Subscriber and plan', {
  rank: required(oneOf('A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'P', 'S', 'T', 'U')),
  relationship: situational(oneOf('01', '18', '19', '20', '21', '39', '40', '53', 'G8')),
  groupNumber: situational(text(50)),
  groupName: situational(text(60)),
  insuranceType: situational(listed('12', '13', '14', '15', '16', '41', '42', '43', '47')),
  coordination: unused,
  response: unused,
  employment: unused,
  filingIndicator: situational(
    listed(
      '11',
      '12',
      '13',
      '14',
      '15',
      '16',
      '17',
      'AM',
      'BL',
      'CH',
      'CI',
      'DS',
      'FI',
      'HM',
      'LM',
      'MA',
      'MB',
      'MC',
      'OF',
      'TV',
      'VA',
      'WC',
      'ZZ',
    ),
  ),
})
const PAT = segment(
  'PAT',
  'Patient',
  {
    relationship: situational(oneOf('01', '19', '20', '21', '39', '40', '53', 'G8')),
    location: unused,
    employment: unused,
    student: unused,
    dateFormat: situational(oneOf('D8')),
    deathDay: situational(day),
    weightUnit: situational(oneOf('01')),
    weight: situational(number()),
    pregnant: situational(oneOf('Y')),
  },
  [pair(5, 6), pair(7, 8)],
)

/** Loop 2300, the claim. */
const CLM = segment('CLM', 'Claim', {
  controlNumber: required(text(38)),
  charge: required(amount),
  filing: unused,
  nonInstitutional: unused,
  place: required(
    composite({
      code: required(text(2)),
      qualifier: required(oneOf('B')),
      frequency: required(listed('1', '2', '3', '4', '5', '6', '7', '8', '9')),
    }),
  ),
  signature: required(oneOf('Y', 'N')),
  assignment: required(oneOf('A', 'B', 'C')),
  benefits: required(oneOf('N', 'W', 'Y')),
  release: required(oneOf('I', 'Y')),
  signatureSource: situational(oneOf('P')),
  relatedCauses: situational(
    composite({
      cause1: required(listed('AA', 'EM', 'OA')),
      cause2: situational(listed('AA', 'EM', 'OA')),
      cause3: unused,
      state: situational(text(2)),
      country: situational(text(3)),
    }),
  ),
  specialProgram: situational(listed('02', '03', '05', '09')),
  u13: unused,
  u14: unused,
  u15: unused,
  u16: unused,
  u17: unused,
  u18: unused,
  u19: unused,
  delayReason: situational(listed('1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '15')),
})
const PWK = segment(
  'PWK',
  'Paperwork',
  {
    type: required(
      // biome-ignore format: a list
      listed(
        '03', '04', '05', '06', '07', '08', '09', '10', '11', '13', '15', '21', 'A3', 'A4', 'AM', 'AS', 'B2', 'B3', 'B4', 'BR', 'BS',
        'BT', 'CB', 'CK', 'CT', 'D2', 'DA', 'DB', 'DG', 'DJ', 'DS', 'EB', 'HC', 'HR', 'I5', 'IR', 'LA', 'M1', 'MT', 'NN', 'OB', 'OC',
        'OD', 'OE', 'OX', 'OZ', 'P4', 'P5', 'PE', 'PN', 'PO', 'PQ', 'PY', 'PZ', 'RB', 'RR', 'RT', 'RX', 'SG', 'V5', 'XP',
      ),
    ),
    transmission: required(listed('AA', 'AB', 'AD', 'AF', 'AG', 'BM', 'EL', 'EM', 'FT', 'FX', 'NS')),
    u3: unused,
    u4: unused,
    qualifier: situational(oneOf('AC')),
    control: situational(text(50)),
  },
  [pair(5, 6)],
)
const claimPWK = narrow(PWK, { codes: { 2: ['AA', 'BM', 'EL', 'EM', 'FT', 'FX'] } })
const CN1 = segment('CN1', 'Contract', {
  type: required(listed('01', '02', '03', '04', '05', '06', '09')),
  amount: situational(amount),
  percent: situational(number()),
  code: situational(text(50)),
  discount: situational(number()),
  version: situational(text(30)),
})
const K3 = segment('K3', 'Fixed format text', { text: required(text(80)) })
const NTE = segment('NTE', 'Note', {
  code: required(listed('ADD', 'CER', 'DCP', 'DGN', 'TPO')),
  text: required(text(80)),
})
// biome-ignore format: a list
const conditionCode = listed(
  '01', '04', '05', '06', '07', '08', '09', '12', '38', '65', 'AV', 'IH', 'L1', 'L2', 'L3', 'L4', 'L5', 'NU', 'S2', 'ST', 'ZV',
)
const CRC = segment('CRC', 'Conditions', {
  category: required(listed('07', '09', '70', '75', 'E1', 'E2', 'E3', 'ZZ')),
  applies: required(oneOf('N', 'Y')),
  code1: required(conditionCode),
  code2: situational(conditionCode),
  code3: situational(conditionCode),
  code4: situational(conditionCode),
  code5: situational(conditionCode),
})
const claimCRC = narrow(CRC, { codes: { 1: ['07', '75', 'E1', 'E2', 'E3', 'ZZ'] } })
const lineCRC = narrow(CRC, { codes: { 1: ['07', '09', '70'] } })
const codeOf = (...qualifiers: readonly string[]) =>
  composite({ qualifier: required(listed(...qualifiers)), code: required(text(30)) })
const diagnosis = codeOf('ABF', 'BF')
const condition = codeOf('BG')
const HI = segment('HI', 'Diagnoses', {
  code1: required(codeOf('ABK', 'BK')),
  code2: situational(diagnosis),
  code3: situational(diagnosis),
  code4: situational(diagnosis),
  code5: situational(diagnosis),
  code6: situational(diagnosis),
  code7: situational(diagnosis),
  code8: situational(diagnosis),
  code9: situational(diagnosis),
  code10: situational(diagnosis),
  code11: situational(diagnosis),
  code12: situational(diagnosis),
})
/** HI of an anesthesia's surgery: BP, and BO beside it. */
const surgeryHI = segment('HI', 'Surgery under anesthesia', {
  code1: required(codeOf('BP')),
  code2: situational(codeOf('BO')),
})
/** HI of the claim's condition codes. */
const conditionHI = segment('HI', 'Condition codes', {
  code1: required(condition),
  code2: situational(condition),
  code3: situational(condition),
  code4: situational(condition),
  code5: situational(condition),
  code6: situational(condition),
  code7: situational(condition),
  code8: situational(condition),
  code9: situational(condition),
  code10: situational(condition),
  code11: situational(condition),
  code12: situational(condition),
})
const HCP = segment('HCP', 'Repricing', {
  method: required(listed('00', '01', '02', '03', '04', '05', '07', '08', '09', '10', '11', '12', '13', '14')),
  allowed: required(amount),
  saved: situational(amount),
  organization: situational(text(50)),
  rate: situational(number()),
  group: situational(text(50)),
  groupAmount: situational(amount),
  revenue: unused,
  qualifier: situational(text(2)),
  code: situational(text(48)),
  unit: situational(text(2)),
  quantity: situational(number()),
  rejection: situational(text(2)),
  compliance: situational(text(2)),
  exception: situational(text(2)),
})
const OI = segment('OI', 'Other insurance', {
  filing: unused,
  nonInstitutional: unused,
  benefits: required(oneOf('N', 'W', 'Y')),
  signatureSource: situational(oneOf('P')),
  assignment: unused,
  release: required(oneOf('I', 'Y')),
})

const procedure = procedureOf('ER', 'HC', 'IV', 'WK')

// Ambulance, spine and oxygen: not our trade, but a file that holds them is whole.
const CR1 = segment('CR1', 'Ambulance', {
  unit: situational(listed('LB')),
  weight: situational(number()),
  u3: unused,
  reason: required(listed('A', 'B', 'C', 'D', 'E')),
  distanceUnit: required(listed('DH')),
  distance: required(number()),
  u7: unused,
  u8: unused,
  roundTrip: situational(text(80)),
  stretcher: situational(text(80)),
})
const CR2 = segment('CR2', 'Spinal manipulation', {
  u1: unused,
  u2: unused,
  u3: unused,
  u4: unused,
  u5: unused,
  u6: unused,
  u7: unused,
  condition: required(listed('A', 'C', 'D', 'E', 'F', 'G', 'M')),
  u9: unused,
  description: situational(text(80)),
  description2: situational(text(80)),
})
const CR3 = segment('CR3', 'Equipment certification', {
  type: required(listed('I', 'R', 'S')),
  unit: required(listed('MO')),
  months: required(number()),
})
const MEA = segment('MEA', 'Measurement', {
  reference: required(listed('OG', 'TR')),
  qualifier: required(listed('HT', 'R1', 'R2', 'R3', 'R4')),
  result: required(number()),
})
const PS1 = segment('PS1', 'Purchased service', { provider: required(text(50)), charge: required(amount) })
const SV5 = segment('SV5', 'Equipment', {
  procedure: required(procedure),
  unit: required(listed('DA')),
  days: required(number()),
  rental: required(amount),
  purchase: required(amount),
  frequency: required(listed('1', '4', '6')),
})

// biome-ignore format: a list
const pointer = listed('1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12')

/** Loop 2400, the line. */
const LX = segment('LX', 'Line number', { number: required(number(6)) })
const SV1 = segment('SV1', 'Professional service', {
  procedure: required(procedure),
  charge: required(amount),
  unit: required(oneOf('MJ', 'UN')),
  units: required(number()),
  place: situational(text(2)),
  serviceType: unused,
  pointers: required(
    composite({
      first: required(pointer),
      second: situational(pointer),
      third: situational(pointer),
      fourth: situational(pointer),
    }),
  ),
  u8: unused,
  emergency: situational(oneOf('Y')),
  u10: unused,
  epsdt: situational(oneOf('Y')),
  familyPlanning: situational(oneOf('Y')),
  u13: unused,
  u14: unused,
  copayStatus: situational(oneOf('0')),
})
const QTY = segment('QTY', 'Quantity', { qualifier: required(listed('PT', 'FL')), quantity: required(number()) })
const LIN = segment(
  'LIN',
  'Drug',
  { u1: unused, qualifier: required(listed('N4', 'EN', 'EO', 'HI', 'ON', 'UK', 'UP')), code: required(text(48)) },
  [pair(2, 3)],
)
const CTP = segment('CTP', 'Drug quantity', {
  u1: unused,
  u2: unused,
  u3: unused,
  quantity: required(number()),
  unit: required(composite({ code: required(listed('F2', 'GR', 'ME', 'ML', 'UN')) })),
})
const SVD = segment('SVD', 'Line as another payer decided it', {
  payer: required(text(80)),
  paid: required(amount),
  procedure: required(procedureOf('ER', 'HC', 'HP', 'IV', 'WK')),
  revenue: unused,
  units: required(number()),
  bundledLine: situational(number()),
})
const LQ = segment('LQ', 'Form', { list: required(listed('AS', 'UT')), code: required(text(30)) })
const FRM = segment('FRM', 'Form answer', {
  number: required(text(20)),
  answer: situational(text(1)),
  text: situational(text(50)),
  day: situational(day),
  percent: situational(number()),
})

const contactPER = numbersPER(['IC'], 'EM', 'FX', 'TE')
const providerReferences = ['0B', '1G', 'G2', 'LU'] as const

/** A clinician: a person, or for rendering and purchased services perhaps an organization. */
const clinician = <const C extends string>(id: string, title: string, types: readonly ('1' | '2')[], ...codes: C[]) =>
  loop(id, title, {
    name: one(called(namedNM1, types, npiOnly), [1, ...codes]),
    references: many(REF, 20, [1, ...providerReferences]),
  })

const renderer = <const C extends string>(id: string, title: string, ...codes: C[]) =>
  loop(id, title, {
    name: one(called(namedNM1, ['1', '2'], npiOnly), [1, ...codes]),
    specialty: maybe(narrow(PRV, { codes: { 2: ['PXC'] } }), [1, 'PE']),
    references: many(REF, 20, [1, ...providerReferences]),
  })

const facility = <const C extends string>(id: string, title: string, references: readonly string[], ...codes: C[]) =>
  loop(id, title, {
    name: one(called(namedNM1, ['2'], npiOnly), [1, ...codes]),
    street: one(N3),
    city: one(N4),
    references: many(REF, 3, [1, ...references]),
    contact: maybe(phonePER),
  })

const stop = <const C extends string>(id: string, title: string, ...codes: C[]) =>
  loop(id, title, {
    name: one(called(NM1, ['2'], npiOnly), [1, ...codes]),
    street: one(N3),
    city: one(N4),
  })

const orderer = <const C extends string>(id: string, title: string, ...codes: C[]) =>
  loop(id, title, {
    name: one(called(namedNM1, ['1'], npiOnly), [1, ...codes]),
    street: maybe(N3),
    city: maybe(N4),
    references: many(REF, 20, [1, '0B', '1G', 'G2']),
    contact: maybe(contactPER),
  })

/** A party as another payer knows it: by that payer's number alone. */
const otherPayerParty = <const C extends string>(
  id: string,
  title: string,
  types: readonly ('1' | '2')[],
  ...codes: C[]
) =>
  loop(id, title, {
    name: one(namelessNM1(types), [1, ...codes]),
    references: { ...some(REF, 3, [1, ...providerReferences]), distinct: true },
  })

const drugLoop = loop('2410', 'Drug', { drug: one(LIN), quantity: one(CTP), reference: maybe(REF, [1, 'VY', 'XZ']) })
const lineDecisionLoop = loop('2430', 'Line as another payer decided it', {
  decision: one(SVD),
  adjustments: many(CAS, 5),
  checkDate: one(dayDTP, [1, '573']),
  remaining: maybe(AMT, [1, 'EAF']),
})
const formLoop = loop('2440', 'Form', { form: one(LQ), answers: some(FRM, 99) })

const lineLoopShape = loop('2400', 'Service line', {
  number: one(LX),
  service: one(SV1),
  equipment: maybe(SV5),
  paperwork: many(PWK, 10),
  ambulance: maybe(CR1),
  certification: maybe(CR3),
  conditions: many(lineCRC, 5),
  serviceDate: one(daysDTP, [1, '472']),
  dates: each(dayDTP, 12, [1, '471', '607', '463', '461', '304', '738', '739', '011', '455', '454']),
  quantities: each(QTY, 2),
  measurements: many(MEA, 5),
  contract: maybe(CN1),
  lineReference: maybe(REF, [1, '6R']),
  references: many(REF, 20, [1, '9B', '9D', 'G1', 'X4', 'F4', 'BT', '9F', 'EW', 'G3', 'LX', 'G4']),
  amounts: each(AMT, 2, [1, 'T', 'F4']),
  fixedText: many(K3, 10),
  notes: many(narrow(NTE, { codes: { 1: ['ADD', 'DCP', 'TPO'] } }), 2),
  purchasedService: maybe(PS1),
  repricing: maybe(HCP),
  drug: maybeLoop(drugLoop),
  rendering: maybeLoop(renderer('2420A', 'Rendering clinician of the line', '82')),
  purchased: maybeLoop(
    loop('2420B', 'Purchased service', {
      name: one(called(NM1, ['1', '2'], npiOnly), [1, 'QB']),
      references: many(REF, 20, [1, '0B', '1G', 'G2']),
    }),
  ),
  facility: maybeLoop(facility('2420C', 'Service facility of the line', ['G2', 'LU'], '77')),
  supervising: maybeLoop(clinician('2420D', 'Supervising clinician of the line', ['1'], 'DQ')),
  ordering: maybeLoop(orderer('2420E', 'Ordering clinician', 'DK')),
  referring: manyLoops(clinician('2420F', 'Referring clinician of the line', ['1'], 'DN', 'P3'), 2),
  pickUp: maybeLoop(stop('2420G', 'Pick-up', 'PW')),
  dropOff: maybeLoop(stop('2420H', 'Drop-off', '45')),
  decisions: manyLoops(lineDecisionLoop, 15),
  forms: manyLoops(formLoop),
})
export interface Line837P extends LoopGuide<(typeof lineLoopShape)['children']> {}
const lineLoop: Line837P = lineLoopShape

const otherPayerLoop = loop('2330B', 'Other payer', {
  name: one(called(organizationNM1, ['2'], planIds), [1, 'PR']),
  street: maybe(N3),
  city: maybe(N4),
  paidDate: maybe(dayDTP, [1, '573']),
  references: each(REF, 8, [1, '2U', 'EI', 'FY', 'NF', 'G1', '9F', 'T4', 'F8']),
})
const otherSubscriberLoopShape = loop('2320', 'Other subscriber', {
  subscriber: one(narrow(SBR, { codes: { 2: ['01', '18', '19', '20', '21', '39', '40', '53', 'G8'] }, needs: [2] })),
  adjustments: many(CAS, 5),
  amounts: each(AMT, 3, [1, 'D', 'A8', 'EAF']),
  insurance: one(OI),
  outpatient: maybe(MOA),
  name: oneLoop(
    loop('2330A', 'Other subscriber name', {
      name: one(called(namedNM1, ['1', '2'], memberIds, [8, 9]), [1, 'IL']),
      street: maybe(N3),
      city: maybe(N4),
      references: many(REF, 2, [1, 'SY']),
    }),
  ),
  payer: oneLoop(otherPayerLoop),
  referring: manyLoops(otherPayerParty('2330C', 'Other payer: referring', ['1'], 'DN', 'P3'), 2),
  rendering: maybeLoop(otherPayerParty('2330D', 'Other payer: rendering', ['1', '2'], '82')),
  facility: maybeLoop(otherPayerParty('2330E', 'Other payer: facility', ['2'], '77')),
  supervising: maybeLoop(otherPayerParty('2330F', 'Other payer: supervising', ['1'], 'DQ')),
  billing: maybeLoop(otherPayerParty('2330G', 'Other payer: billing', ['1', '2'], '85')),
})
export interface OtherSubscriber837P extends LoopGuide<(typeof otherSubscriberLoopShape)['children']> {}
const otherSubscriberLoop: OtherSubscriber837P = otherSubscriberLoopShape

const claimDTP = narrow(DTP, { codes: { 2: ['D8', 'RD8'] } })
const claimLoopShape = loop('2300', 'Claim', {
  claim: one(CLM),
  dates: each(claimDTP, 20, [
    1,
    '431',
    '454',
    '304',
    '453',
    '439',
    '484',
    '455',
    '471',
    '314',
    '360',
    '361',
    '297',
    '296',
    '435',
    '096',
    '090',
    '091',
    '444',
    '050',
  ]),
  paperwork: many(claimPWK, 10),
  contract: maybe(CN1),
  patientPaid: maybe(AMT, [1, 'F5']),
  originalNumber: maybe(REF, [1, 'F8']),
  authorization: maybe(REF, [1, 'G1']),
  referral: maybe(REF, [1, '9F']),
  references: each(REF, 12, [1, '4N', 'F5', 'EW', 'X4', '9A', '9C', 'LX', 'D9', 'EA', '1J', 'P4']),
  fixedText: many(K3, 10),
  note: maybe(NTE),
  ambulance: maybe(CR1),
  spine: maybe(CR2),
  conditions: many(claimCRC, 8),
  diagnoses: one(HI, [1, 'ABK', 'BK']),
  surgery: maybe(surgeryHI, [1, 'BP']),
  conditionCodes: many(conditionHI, 2, [1, 'BG']),
  repricing: maybe(HCP),
  referring: manyLoops(clinician('2310A', 'Referring clinician', ['1'], 'DN', 'P3'), 2),
  rendering: maybeLoop(renderer('2310B', 'Rendering clinician', '82')),
  facility: maybeLoop(facility('2310C', 'Service facility', ['0B', 'G2', 'LU'], '77')),
  supervising: maybeLoop(clinician('2310D', 'Supervising clinician', ['1'], 'DQ')),
  pickUp: maybeLoop(stop('2310E', 'Pick-up', 'PW')),
  dropOff: maybeLoop(stop('2310F', 'Drop-off', '45')),
  otherSubscribers: manyLoops(otherSubscriberLoop, 10),
  lines: someLoops(lineLoop, 50),
})
export interface Claim837P extends LoopGuide<(typeof claimLoopShape)['children']> {}
const claimLoop: Claim837P = claimLoopShape

const fullDMG = narrow(DMG, { needs: [3] })

const patientLoop = loop(
  '2000C',
  'Patient',
  {
    level: one(levelHL('bottom'), [3, '23']),
    patient: one(narrow(PAT, { needs: [1] })),
    name: oneLoop(
      loop('2010CA', 'Patient name', {
        name: one(narrow(namedNM1, { codes: { 2: ['1'] }, without: [8, 9] }), [1, 'QC']),
        street: one(N3),
        city: one(N4),
        demographics: one(fullDMG),
        references: each(REF, 3, [1, 'Y4', '1W', 'SY']),
        contact: maybe(phonePER),
      }),
    ),
    claims: manyLoops(claimLoop, 100),
  },
  { code: '23', under: ['22'] },
)
const subscriberLoop = ruled(
  loop(
    '2000B',
    'Subscriber',
    {
      level: one(levelHL('either'), [3, '22']),
      subscriber: one(narrow(SBR, { codes: { 2: ['18'] } })),
      patient: maybe(narrow(PAT, { without: [1] })),
      name: oneLoop(
        loop('2010BA', 'Subscriber name', {
          name: one(called(namedNM1, ['1', '2'], memberIds), [1, 'IL']),
          street: maybe(N3),
          city: maybe(N4),
          demographics: maybe(fullDMG),
          references: each(REF, 2, [1, 'SY', 'Y4']),
          contact: maybe(phonePER),
        }),
      ),
      payer: oneLoop(
        loop('2010BB', 'Payer', {
          name: one(called(organizationNM1, ['2'], planIds), [1, 'PR']),
          street: maybe(N3),
          city: maybe(N4),
          references: each(REF, 5, [1, '2U', 'EI', 'FY', 'NF', 'G2', 'LU']),
        }),
      ),
      claims: manyLoops(claimLoop, 100),
      patients: manyLoops(patientLoop),
    },
    { code: '22', under: ['20'] },
  ),
  { either: ['claims', 'patients'] },
)
const billingLoop = loop(
  '2000A',
  'Billing provider',
  {
    level: one(levelHL('top'), [3, '20']),
    specialty: maybe(narrow(PRV, { codes: { 2: ['PXC'] } }), [1, 'BI']),
    currency: maybe(CUR),
    provider: oneLoop(
      loop('2010AA', 'Billing provider name', {
        name: one(called(namedNM1, ['1', '2'], npiOnly), [1, '85']),
        street: one(N3),
        city: one(N4),
        references: some(REF, 1, [1, 'EI', 'SY']),
        licenses: many(REF, 3, [1, '0B', '1G']),
        contacts: many(contactPER, 2),
      }),
    ),
    payTo: maybeLoop(
      loop('2010AB', 'Pay-to address', {
        name: one(namelessNM1(['1', '2']), [1, '87']),
        street: one(N3),
        city: one(N4),
      }),
    ),
    payToPlan: maybeLoop(
      loop('2010AC', 'Pay-to plan', {
        name: one(called(organizationNM1, ['2'], planIds), [1, 'PE']),
        street: one(N3),
        city: one(N4),
        references: each(REF, 2, [1, '2U', 'FY', 'NF']),
        taxId: one(REF, [1, 'EI']),
      }),
    ),
    subscribers: someLoops(subscriberLoop),
  },
  { code: '20', under: [''] },
)

export const guide837P = {
  kind: '837P',
  set: '837',
  versions: ['005010X222A1', '005010X222A2', '005010X222'],
  group: 'HC',
  title: 'Professional claims',
  body: loop('837P', 'Professional claims', {
    beginning: one(narrow(beginning('0019', ['00', '18'], ['31', 'CH', 'RP']), { needs: [6] })),
    submitter: oneLoop(
      loop('1000A', 'Submitter', {
        name: one(called(identifiedNM1, ['1', '2'], ['46']), [1, '41']),
        contacts: some(contactPER, 2),
      }),
    ),
    receiver: oneLoop(loop('1000B', 'Receiver', { name: one(called(organizationNM1, ['2'], ['46']), [1, '40']) })),
    billings: someLoops(billingLoop),
  }),
} as const
