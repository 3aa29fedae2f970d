import { date, type PlainDate } from '@ballast/kernel'
import { guide837P, parse, transactionsOf, writeInterchange } from '@ballast/x12'
import { describe, expect, test } from 'vitest'
import { claimToWire, parseEditInput } from '../types.ts'
import { editClaim } from './edit-claim.ts'
import { edits } from './index.ts'
import { claimsOfFile } from './read-837p.ts'
import { to837p } from './to-837p.ts'

type Json = Record<string, unknown>
const today = date('2026-03-10')

const address = { line: '12 Quay Street', city: 'Ellery Point', state: 'VA', zip: '239010012' }
const person = { lastName: 'Rowe', firstName: 'Alma', birthOn: '1988-05-04', sex: 'F', address }
const baseLine = {
  code: '90837',
  modifiers: ['95'],
  units: 1,
  charge: '180.00',
  on: '2026-03-02',
  placeOfService: '10',
  pointers: [1],
}
const baseClaim: Json = {
  id: 'B0001',
  frequency: '1',
  charge: '180.00',
  billing: { npi: '1234567893', taxId: '990000017', taxonomy: '261QM0801X', name: 'Tidewater', address },
  rendering: { npi: '1245319599', lastName: 'Hale', firstName: 'Ida', credential: 'LCSW', taxonomy: '1041C0700X' },
  payer: { id: 'NWND1', name: 'Northwind', kind: 'commercial' },
  subscriber: { ...person, memberId: 'W123456789' },
  patient: person,
  relationship: 'self',
  diagnoses: ['F41.1'],
  lines: [baseLine],
}
const baseFacts: Json = {
  minutes: 55,
  note: {
    on: '2026-03-02',
    signed: true,
    signedOn: '2026-03-03',
    elements: ['STARTSTOP', 'MEDNEC', 'LONGJUST', 'TH_CONSENT', 'TH_PTLOC', 'TH_TECH'],
  },
  eligibility: { checkedOn: '2026-03-01', active: true, from: '2026-01-01' },
  authorization: { required: false },
  session: { status: 'kept', modality: 'video', patientAt: 'home', on: '2026-03-02' },
}

function merge(base: Json, change: Json): Json {
  const out = { ...base }
  for (const [key, value] of Object.entries(change)) {
    const old = out[key]
    const isNested = typeof value === 'object' && value !== null && !Array.isArray(value)
    out[key] = isNested && typeof old === 'object' && old !== null ? merge(old as Json, value as Json) : value
  }
  return out
}

function judge(claim: Json, facts: Json, on: PlainDate = today) {
  const read = parseEditInput({ claim: merge(baseClaim, claim), facts: merge(baseFacts, facts) })
  if (!read.ok) throw new Error(read.problems.join('; '))
  const [input] = read.value
  if (!input) throw new Error('no input')
  return editClaim(input.claim, input.facts ?? {}, {}, on)
}
const rules = (claim: Json, facts: Json, on?: PlainDate): string[] =>
  judge(claim, facts, on).findings.map((finding) => finding.rule)
const line = (change: Json): Json => ({ lines: [{ ...baseLine, ...change }], charge: change.charge ?? '180.00' })
const lines = (...changes: Json[]): Json => ({
  lines: changes.map((change) => ({ ...baseLine, ...change })),
  charge: `${180 * changes.length}.00`,
})
const params = (own: Json, kind = 'commercial'): Json => ({ payer: { kind, params: own } })

// biome-ignore format: one row per line
const cases: readonly (readonly [id: string, fires: readonly [Json, Json?, string?], passes: readonly [Json, Json?, string?]])[] = [
  ['S001', [{ patient: { sex: null }, subscriber: { sex: null } }], [{}]],
  ['S002', [{ subscriber: { memberId: 'W12 345' } }], [params({ member_id_regex: '^W\\d{9}$' })]],
  ['S003', [{ relationship: 'child', subscriber: { firstName: null } }], [{ relationship: 'child', subscriber: { firstName: 'Otto' } }]],
  ['S004', [{ subscriber: { birthOn: '1990-01-01' } }], [{ relationship: 'child', subscriber: { firstName: 'Otto' } }]],
  ['S005', [{ relationship: 'child', patient: { birthOn: '2000-03-02' } }], [{ relationship: 'child', patient: { birthOn: '2000-03-03' } }]],
  ['S006', [{}, { eligibility: { checkedOn: '2026-02-26' } }], [{}, { eligibility: { checkedOn: '2026-02-27' } }]],
  ['S007', [{}, { eligibility: { until: '2026-03-01' } }], [{}, { eligibility: { until: '2026-03-02' } }]],
  ['S008', [{}, { eligibility: { carveOutPayer: 'ARBR1' } }], [{}, { eligibility: { carveOutPayer: 'NWND1' } }]],
  ['S009', [{ payer: { id: '' } }], [{}, { eligibility: { payerIds: ['NWND1'] } }]],
  ['S010', [{}, { eligibility: { activeCoverages: 2, orderConfirmedOn: '2025-03-01' } }], [{}, { eligibility: { activeCoverages: 2, orderConfirmedOn: '2025-03-02' } }]],
  ['S011', [{ payer: { rank: 'S' } }], [{ payer: { rank: 'S' }, otherPayers: [{ rank: 'P', paid: '80.00' }] }]],
  ['S012', [{ payer: { rank: 'S' }, otherPayers: [{ rank: 'P', lines: [{ number: 1, paid: '80.00', adjustments: [{ group: 'CO', reason: '45', amount: '99.99' }] }] }] }], [{ payer: { rank: 'S' }, otherPayers: [{ rank: 'P', lines: [{ number: 1, paid: '80.00', adjustments: [{ group: 'CO', reason: '45', amount: '100.00' }] }] }] }]],
  ['S013', [{ payer: { rank: 'S' }, otherPayers: [{ rank: 'P', paid: '80.00', claimStatus: '19' }] }], [{ payer: { rank: 'S' }, otherPayers: [{ rank: 'P', paid: '80.00', claimStatus: '1' }] }]],
  ['S014', [{}, { limits: { limit: 30, used: 30 } }], [{}, { limits: { limit: 30, used: 28 } }]],
  ['S015', [{}, { limits: { limit: 10, used: 6 } }], [{}, { limits: { limit: 100, used: 70 } }]],
  ['S016', [{}, { authorization: { required: true, onFile: false } }], [{}, { authorization: { required: true, onFile: true } }]],
  ['S017', [{}, { authorization: { until: '2026-03-01' } }], [{}, { authorization: { until: '2026-03-02' } }]],
  ['S018', [{}, { authorization: { from: '2026-03-03' } }], [{}, { authorization: { from: '2026-03-02' } }]],
  ['S019', [{}, { authorization: { unitsApproved: 12, unitsUsed: 12 } }], [{}, { authorization: { unitsApproved: 12, unitsUsed: 11 } }]],
  ['S020', [{}, { authorization: { codes: ['90834'] } }], [{}, { authorization: { codes: ['90834', '90837'] } }]],
  ['S021', [{}, { authorization: { renderingNpis: ['1234567893'] } }], [{}, { authorization: { renderingNpis: ['1245319599'] } }]],
  ['S022', [{}, { authorization: { diagnosis: 'F33.1' } }], [{}, { authorization: { diagnosis: 'F41.9' } }]],
  ['S023', [{}, { authorization: { number: 'A1' } }], [{ authorization: 'A1' }, { authorization: { number: 'A1' } }]],
  ['S024', [lines({ authorization: 'A1' }, { authorization: 'A2' })], [lines({ authorization: 'A1' }, { authorization: 'A1' })]],
  ['S025', [{}, { eligibility: { referralRequired: true } }], [{ referral: 'R1' }, { eligibility: { referralRequired: true } }]],
  ['S026', [{}, { clinician: { enrolledFrom: '2026-03-03' } }], [{}, { clinician: { enrolledFrom: '2026-03-02' } }]],
  ['S027', [{}, { clinician: { isLinkedToGroup: false } }], [{}, { clinician: { isLinkedToGroup: true } }]],
  ['S028', [line({ code: '90792' })], [line({ code: '90791' })]],
  ['S029', [{ rendering: { credential: 'associate' } }], [{ rendering: { credential: 'associate' }, ...params({ supervised_billing_mode: 'incident_to' }) }]],
  ['S030', [{ rendering: { credential: 'associate' }, ...params({ supervised_billing_mode: 'incident_to' }) }], [{ rendering: { credential: 'associate' }, supervising: { npi: '1234567893' }, ...params({ supervised_billing_mode: 'incident_to' }) }]],
  ['S031', [{ rendering: { npi: '1245319598' } }], [{}]],
  ['S032', [{ rendering: { taxonomy: '' } }], [{}]],
  ['S033', [{ billing: { taxId: '9900' } }], [{ billing: { taxId: '99-0000017' } }]],
  ['S034', [{ billing: { address: { line: 'PO Box 12' } } }], [{}]],
  ['S035', [line({ placeOfService: '12' })], [line({ placeOfService: '11', modifiers: [] }), { session: { modality: 'in_person', patientAt: 'clinic' } }]],
  ['S036', [line({ placeOfService: '11' })], [{}]],
  ['S037', [line({ placeOfService: '02' })], [line({ placeOfService: '02' }), { session: { patientAt: 'elsewhere' } }]],
  ['S038', [line({ modifiers: [] })], [line({ modifiers: [] }), { session: { modality: 'in_person' } }]],
  ['S039', [line({ modifiers: ['93', '95'] })], [line({ modifiers: ['93'] }), { session: { modality: 'audio' } }]],
  ['S040', [{ ...line({ modifiers: ['93'] }), ...params({ audio_modifier: 'not_paid' }) }, { session: { modality: 'audio' } }], [line({ modifiers: ['93'] }), { session: { modality: 'audio' } }]],
  ['S041', [params({ telehealth_code_allowlist: ['90834'] })], [params({ telehealth_code_allowlist: ['90834', '90837'] })]],
  ['S042', [params({ telehealth_provider_types: ['MD'] })], [params({ telehealth_provider_types: ['LCSW'] })]],
  ['S043', [{}, { session: { patientState: 'NC' }, clinician: { licenceStates: ['VA'] } }], [{}, { session: { patientState: 'VA' }, clinician: { licenceStates: ['VA'] } }]],
  ['S044', [{ ...line({ code: '98005' }), ...params({}, 'medicare') }], [line({ code: '98005' })]],
  ['S045', [line({ code: '99442', on: '2025-01-01' })], [line({ code: '99442', on: '2024-12-31' })]],
  ['S046', [line({ code: 'G0552' })], [line({ code: 'G0552', placeOfService: '11' })]],
  ['S047', [line({ code: '90836X' })], [{}]],
  ['S048', [line({ modifiers: ['ZZ'] })], [line({ modifiers: ['95'] })]],
  ['S049', [line({ modifiers: ['95', 'HO'] })], [line({ modifiers: ['HO', '95'] })]],
  ['S050', [{ diagnoses: ['F43.8'] }], [{ diagnoses: ['F43.81'] }]],
  ['S051', [{ diagnoses: ['Z63.0'] }], [{ diagnoses: ['Z63.0'], ...line({ code: '90791' }) }]],
  ['S052', [{ diagnoses: ['F06.31', 'F41.1'] }], [{ diagnoses: ['F41.1', 'F06.31'] }]],
  ['S053', [line({ pointers: [2] })], [line({ pointers: [1] })]],
  ['S054', [{}, { minutes: 52 }], [{}, { minutes: 53 }]],
  ['S055', [line({ code: '90832' }), { minutes: 15 }], [line({ code: '90832' }), { minutes: 16 }]],
  ['S056', [{}, { note: { elements: ['MEDNEC', 'LONGJUST', 'TH_CONSENT', 'TH_PTLOC', 'TH_TECH'] } }], [{}]],
  ['S057', [lines({ code: '99214' }, { code: '90838' }), { note: { psychotherapyMinutes: 55, totalMinutes: 55 } }], [lines({ code: '99214' }, { code: '90838' }), { note: { psychotherapyMinutes: 55, totalMinutes: 80 } }]],
  ['S058', [lines({ code: '99214' }, { code: '90838' }), { note: { emBasis: 'time' } }], [lines({ code: '99214' }, { code: '90838' }), { note: { emBasis: 'mdm' } }]],
  ['S059', [lines({ code: '99215' }, { code: '90838' }, { code: '99417' })], [lines({ code: '99215' }, { code: '99417' })]],
  ['S060', [{ ...lines({ code: '99215' }, { code: '99417' }), ...params({}, 'medicare') }], [lines({ code: '99215' }, { code: '99417' })]],
  ['S061', [line({ code: '90785' })], [lines({ code: '90837' }, { code: '90785' })]],
  ['S062', [lines({ code: '90785' }, { code: '90837' })], [lines({ code: '90837' }, { code: '90785' })]],
  ['S063', [lines({ code: '99213' }, { code: '90837' })], [lines({ code: '99213' }, { code: '90838' })]],
  ['S064', [lines({ code: '90792' }, { code: '99213' })], [line({ code: '99213' })]],
  ['S065', [lines({ code: '90791' }, { code: '90837' })], [line({ code: '90791' })]],
  ['S066', [lines({ code: '90839' }, { code: '90837' })], [lines({ code: '90839' }, { code: '90840' })]],
  ['S067', [lines({ code: '90853' }, { code: '90837' })], [lines({ code: '90853' }, { code: '90837', modifiers: ['XE', '95'] })]],
  ['S068', [line({ modifiers: ['XE', '95'] }), { session: { times: [{ code: '90837', start: '09:00', stop: '09:55' }, { code: '90853', start: '09:30', stop: '10:30' }] } }], [line({ modifiers: ['XE', '95'] }), { session: { times: [{ code: '90837', start: '09:00', stop: '09:55' }, { code: '90853', start: '09:55', stop: '10:30' }] } }]],
  ['S069', [lines({ code: '90837' }, { code: '90785' })], [lines({ code: '90837' }, { code: '90785' }), { note: { elements: ['STARTSTOP', 'MEDNEC', 'LONGJUST', 'ICFACTOR', 'TH_CONSENT', 'TH_PTLOC', 'TH_TECH'] } }]],
  ['S070', [line({ code: '90847' }), { note: { patientPresent: false } }], [line({ code: '90847' }), { note: { patientPresent: true } }]],
  ['S071', [line({ code: '90847' }), { minutes: 25 }], [line({ code: '90847' }), { minutes: 26 }]],
  ['S072', [line({ code: '90853' }), { note: { attendees: 13 } }], [line({ code: '90853' }), { note: { attendees: 12 } }]],
  ['S073', [line({ code: '90853' }), { note: { patientPart: false } }], [line({ code: '90853' }), { note: { patientPart: true } }]],
  ['S074', [line({ units: 2 })], [lines({}, { modifiers: ['XE', '95'] })]],
  ['S075', [line({ code: 'H0004', units: 1 }), { minutes: 23 }], [line({ code: 'H0004', units: 1 }), { minutes: 22 }]],
  ['S076', [line({ code: '90791', units: 2 })], [line({ code: '90791', units: 1 })]],
  ['S077', [lines({ code: '90839' }, { code: '90840', units: 1 }), { minutes: 105 }], [lines({ code: '90839' }, { code: '90840', units: 1 }), { minutes: 104 }]],
  ['S078', [line({ code: '90791' }), { history: { lastEvaluationOn: '2025-09-04' } }], [line({ code: '90791' }), { history: { lastEvaluationOn: '2025-09-03' } }]],
  ['S079', [line({ code: '99203' }), { history: { lastSeenOn: '2023-03-03' } }], [line({ code: '99203' }), { history: { lastSeenOn: '2023-03-02' } }]],
  ['S080', [params({ max_sessions_per_week: 2 }), { history: { sessionsInWeek: 3 } }], [params({ max_sessions_per_week: 2 }), { history: { sessionsInWeek: 2 } }]],
  ['S081', [{}, { note: { elements: ['STARTSTOP', 'MEDNEC', 'TH_CONSENT', 'TH_PTLOC', 'TH_TECH'] } }], [{}]],
  ['S082', [{}, { note: { planOn: '2025-09-02' } }], [{}, { note: { planOn: '2025-09-03' } }]],
  ['S083', [{}, { note: { sameNecessityNotes: 3 } }], [{}, { note: { sameNecessityNotes: 2 } }]],
  ['S084', [{}, { note: { signed: false } }], [{}]],
  ['S085', [{}, { note: { signedOn: '2026-03-05' } }], [{}, { note: { signedOn: '2026-03-04' } }]],
  ['S086', [{}, { note: { elements: ['STARTSTOP', 'MEDNEC', 'LONGJUST', 'TH_PTLOC', 'TH_TECH'] } }], [{}]],
  ['S087', [{}, { note: { on: '2026-03-03' } }], [{}]],
  ['S088', [{}, { session: { status: 'no_show' } }], [{}]],
  ['S089', [line({ code: '99199' })], [{}]],
  ['S090', [params({}, 'medicaid'), { session: { noShowFee: '50.00' } }], [{}, { session: { noShowFee: '50.00' } }]],
  ['S091', [{}, { history: { lines: [{ code: '90837', on: '2026-03-02', modifiers: ['95'] }] } }], [{}, { history: { lines: [{ code: '90837', on: '2026-03-02', modifiers: ['95'], outcome: 'rejected' }] } }]],
  ['S092', [{}, { note: { start: '09:00', stop: '09:55' }, clinician: { times: [{ start: '09:30', stop: '10:00' }] } }], [{}, { note: { start: '09:00', stop: '09:55' }, clinician: { times: [{ start: '09:55', stop: '10:30' }] } }]],
  ['S093', [{}, { note: { start: '09:00', stop: '09:55' }, patientDay: { times: [{ start: '09:30', stop: '10:00', npi: '1' }] } }], [{}, { note: { start: '09:00', stop: '09:55' }, patientDay: { times: [{ start: '10:00', stop: '10:30', npi: '1' }] } }]],
  ['S094', [{}, { clinician: { dayMinutes: 721 } }], [{}, { clinician: { dayMinutes: 720 } }]],
  ['S095', [{}, {}, '2026-05-25'], [{}, {}, '2026-05-24']],
  ['S096', [{ frequency: '7' }], [{ frequency: '7', originalClaim: 'P1' }]],
  ['S097', [{ frequency: '7', originalClaim: 'P1' }, { history: { lastRemarks: ['MA130'] } }], [{}, { history: { lastRemarks: ['MA130'] } }]],
  ['S098', [{}, { contract: { expected: ['180.01'] } }], [{}, { contract: { expected: ['180.00'] } }]],
  ['S099', [{ charge: '180.01' }], [{ charge: '180.00' }]],
  ['S100', [{}, {}, '2026-03-01'], [{}, {}, '2026-03-02']],
  ['S101', [line({ until: '2026-03-03' })], [line({ until: '2026-03-02' })]],
  ['S102', [line({ code: 'S9480' }), { session: { attendedMinutes: 179 } }], [line({ code: 'S9480' }), { session: { attendedMinutes: 180 } }]],
  ['S103', [lines({ code: 'S9480' }, { code: '90853' })], [{ ...lines({ code: 'S9480' }, { code: '90853' }), ...params({ per_diem_inclusive: false }) }]],
  ['S104', [{ ...line({ code: 'H0015' }), ...params({}, 'medicare') }], [line({ code: 'H0015' })]],
  ['S105', [{ ...line({ code: 'H0004' }), ...params({}, 'medicare') }], [line({ code: 'H0004' })]],
  ['S106', [line({ code: '99492' }), { session: { monthMinutes: 35 } }], [line({ code: '99492' }), { session: { monthMinutes: 36 } }]],
  ['S107', [{ diagnoses: ['F10.20'] }, { consent: { part2Payment: false } }], [{ diagnoses: ['F10.20'] }, { consent: { part2Payment: true } }]],
  ['S108', [{ signatureOnFile: false }], [{ signatureOnFile: true }]],
  ['S109', [{ diagnoses: ['F41.1', 'S06.0X0A'] }], [{ diagnoses: ['F41.1', 'S06.0X0A'], relatedTo: [] }]],
  ['S110', [{}, { session: { modality: 'in_person', copayDue: '25.00' } }], [{}, { session: { modality: 'in_person', copayDue: '25.00', copayPaid: '25.00' } }]],
  ['S111', [params({}, 'self_pay'), { session: { scheduledOn: '2026-02-20' } }], [params({}, 'self_pay'), { session: { scheduledOn: '2026-02-20', estimateSentOn: '2026-02-23' } }]],
  ['S112', [params({ license_modifier_map: { LCSW: 'AJ' } })], [{ ...line({ modifiers: ['AJ', '95'] }), ...params({ license_modifier_map: { LCSW: 'AJ' } }) }]],
  ['S113', [line({ modifiers: ['HN', '95'] })], [line({ modifiers: ['HO', '95'] })]],
  ['S114', [{ patient: { lastName: 'Rowe*' }, subscriber: { lastName: 'Rowe*' } }], [{}]],
  ['S115', [{ attachments: [{ type: '77' }] }], [{ attachments: [{ type: '77', isQueued: true }] }]],
  ['S116', [lines({ code: '90846' }, { code: '90847' })], [line({ code: '90847' })]],
  ['S117', [{}, { patientDay: { otherDisciplines: true } }], [line({ modifiers: ['XP', '95'] }), { patientDay: { otherDisciplines: true } }]],
  ['S118', [{}, { clinician: { hiredOn: '2025-12-02' }, session: { isSampled: true } }], [{}, { clinician: { hiredOn: '2025-12-01' }, session: { isSampled: true } }]],
  ['S119', [{}, { session: { isSampled: true } }], [{}, { session: { isSampled: false } }]],
  ['S120', [{}, { eligibility: { isQmb: true }, patientBalance: '10.00' }], [{}, { eligibility: { isQmb: true }, patientBalance: '0.00' }]],
]

test('a payer that wants HN of every social worker gets it, unless their schooling is known to be another', () => {
  const claim = { ...line({ modifiers: ['HN', '95'] }), ...params({ license_modifier_map: { LCSW: 'HN' } }) }
  expect(rules(claim, {})).not.toContain('S113')
  expect(rules(claim, { clinician: { education: 'master' } })).toContain('S113')
})

describe('each edit speaks on one side of its boundary and is silent on the other', () => {
  test.each(cases)('%s', (id, [claim, facts, on], [otherClaim, otherFacts, otherOn]) => {
    expect(rules(claim, facts ?? {}, on ? date(on) : undefined)).toContain(id)
    expect(rules(otherClaim, otherFacts ?? {}, otherOn ? date(otherOn) : undefined)).not.toContain(id)
  })

  test('every edit has its row', () => {
    expect(cases.map(([id]) => id)).toEqual(edits.map((edit) => edit.id).sort())
  })
})

test('a right claim comes back with nothing at all', () => {
  expect(judge({}, {})).toMatchObject({ claim: 'B0001', clean: true, findings: [] })
})

test('what was not asked is said: without facts only the claim itself is judged', () => {
  const read = parseEditInput({ claim: baseClaim })
  if (!read.ok || !read.value[0]) throw new Error('unreadable')
  const result = editClaim(read.value[0].claim, {}, {}, today)
  expect(result.clean).toBe(true)
  expect(result.notChecked).toEqual(expect.arrayContaining(['S016', 'S054', 'S084']))
})

test('an unknown field is named, a wrong value says where', () => {
  const read = parseEditInput([{ claim: { ...baseClaim, lines: [{ ...baseLine, charge: '1.234', colour: 1 }] } }])
  expect(read).toMatchObject({ ok: false })
  expect(read.ok ? [] : read.problems).toEqual(
    expect.arrayContaining([
      '[0].claim.lines[0].charge: expected an amount such as 150.00',
      'unknown field [0].claim.lines[0].colour',
    ]),
  )
})

describe('a claim goes out as an 837P and reads back the same', () => {
  const read = parseEditInput([
    { claim: baseClaim },
    {
      claim: merge(baseClaim, {
        id: 'B0002',
        relationship: 'child',
        subscriber: { firstName: 'Otto' },
        authorization: 'A77',
        frequency: '7',
        originalClaim: 'PAY9',
      }),
    },
  ])
  if (!read.ok) throw new Error(read.problems.join('; '))
  const claims = read.value.map((input) => input.claim)
  const party = { qualifier: 'ZZ', id: 'TIDEWATER01', code: 'TIDEWATER01' }
  const bytes = writeInterchange(
    { sender: party, receiver: party, control: 7, groupControl: 7, usage: 'T', on: today, at: '12:00' },
    guide837P,
    [
      to837p(claims, {
        reference: '7',
        on: today,
        at: '12:00',
        submitter: { name: 'TIDEWATER', id: 'TIDEWATER01', phone: '804 555 0100' },
        receiver: { name: 'HOUSE', id: 'H1' },
      }),
    ],
  )
  const file = parse(bytes)

  test('the codec finds no flaw in it', () => {
    expect([...file.flaws, ...transactionsOf(file).flatMap((transaction) => transaction.flaws)]).toEqual([])
  })

  test('what mattered is still there', () => {
    const back = claimsOfFile(file)
    expect(
      back.map((claim) => [claim.id, claim.frequency, claim.relationship, claim.originalClaim, claim.authorization]),
    ).toEqual([
      ['B0001', '1', 'self', undefined, undefined],
      ['B0002', '7', 'child', 'PAY9', 'A77'],
    ])
    expect(back[1]).toMatchObject({
      subscriber: { firstName: 'Otto', memberId: 'W123456789' },
      patient: { firstName: 'Alma', birthOn: '1988-05-04' },
      rendering: { npi: '1245319599' },
      diagnoses: ['F41.1'],
      lines: [
        {
          code: '90837',
          modifiers: ['95'],
          charge: 18000,
          on: '2026-03-02',
          placeOfService: '10',
          pointers: [1],
          reference: 'B0002-1',
        },
      ],
    })
    expect(claimToWire(back[0] as never)).toMatchObject({ charge: '180.00', lines: [{ charge: '180.00' }] })
  })
})
