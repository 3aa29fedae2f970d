import { date, type PlainDate } from '@ballast/kernel'
import { guide837P, parse, transactionsOf, writeInterchange } from '@ballast/x12'
import { describe, expect, test } from 'vitest'
import { bookingEdits } from '../../session/rules/booking.ts'
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

test('what the booking screen asks is asked by an edit that names booking among its stages', () => {
  for (const id of bookingEdits) expect(edits.find((edit) => edit.id === id)?.stages, id).toContain('booking')
})

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

/** What each edit says of these: one letter for each remark, s(top) w(arn) i(nfo); nothing when it is silent. */
// biome-ignore format: one row per line
const further: readonly (readonly [id: string, says: string, claim: Json, facts?: Json, on?: string])[] = [
  // Who the patient is.
  ['S001', 's', { relationship: 'child', patient: { sex: null } }],
  ['S001', '', { patient: { sex: null } }],
  ['S002', 's', params({ member_id_regex: '^W\\d{8}$' })],
  ['S002', '', params({ member_id_regex: '(W|X).*' })],
  ['S003', '', { relationship: 'self', subscriber: { firstName: null } }],
  ['S004', 's', { relationship: 'child' }],
  ['S004', '', { relationship: 'child', patient: { birthOn: null } }],
  ['S004', '', { relationship: 'child', subscriber: { birthOn: null } }],
  ['S004', '', { relationship: 'child', patient: { firstName: null } }],
  ['S004', '', { relationship: 'child', subscriber: { firstName: null } }],
  ['S005', '', { relationship: 'spouse', patient: { birthOn: '1970-03-02' } }],
  ['S005', '', { relationship: 'child', patient: { birthOn: null } }],
  ['S107', 's', { diagnoses: ['F41.1', 'F10.20'] }, { consent: { part2Payment: false } }],
  ['S107', 's', {}, { consent: { isPart2Program: true, part2Payment: false } }],
  ['S107', '', { diagnoses: ['F10.20'] }, { consent: { isPart2Program: false, part2Payment: false } }],
  ['S107', '', {}, { consent: { part2Payment: false } }],
  ['S108', 's', {}, { consent: { release: false } }],
  ['S108', 's', {}, { consent: { assignment: false } }],
  ['S108', 's', { assignmentOfBenefits: false }],
  ['S108', '', { assignmentOfBenefits: false }, { consent: { paysPatient: true } }],
  ['S114', 's', { patient: { lastName: 'Rowe~' } }],
  ['S114', 's', { patient: { lastName: 'Ro:we' } }],
  ['S114', 's', { patient: { lastName: 'Ro^we' } }],
  ['S114', 's', { patient: { lastName: 'Ro|we' } }],
  ['S114', 's', { patient: { lastName: 'Ro\u007Fwe' } }],
  ['S114', 's', { patient: { lastName: 'Ro\u001Fwe' } }],
  ['S114', '', { patient: { lastName: "O'Ro-we Jr" } }],

  // The plan.
  ['S007', 's', {}, { eligibility: { from: '2026-03-03' } }],
  ['S007', '', {}, { eligibility: { from: '2026-03-02' } }],
  ['S010', 's', params({}, 'medicare'), { eligibility: { medicareSecondaryAnswered: false } }],
  ['S010', '', {}, { eligibility: { medicareSecondaryAnswered: false } }],
  ['S010', '', params({}, 'medicare'), { eligibility: { medicareSecondaryAnswered: true } }],
  ['S010', 's', {}, { eligibility: { activeCoverages: 2 } }],
  ['S010', '', {}, { eligibility: { activeCoverages: 1 } }],
  ['S011', 's', { payer: { rank: 'T' }, otherPayers: [{ rank: 'P', paid: '80.00' }] }],
  ['S011', '', { payer: { rank: 'T' }, otherPayers: [{ rank: 'P', paid: '80.00' }, { rank: 'S', paid: '0.00' }] }],
  ['S011', 's', { payer: { rank: 'S' }, otherPayers: [{ rank: 'P' }] }],
  ['S013', 's', { payer: { rank: 'T' }, otherPayers: [{ rank: 'P', paid: '80.00', claimStatus: '1' }, { rank: 'S', paid: '0.00', claimStatus: '19' }] }],
  ['S014', '', {}, { limits: { limit: 30, used: 28 } }],
  ['S014', 'w', {}, { limits: { limit: 30, used: 29 } }],
  ['S014', 'w', {}, { limits: { limit: 30, used: 30 } }],
  ['S014', 's', {}, { limits: { remaining: 0, isNonCovered: true } }],
  ['S014', 's', params({ visit_limit_action: 'block' }), { limits: { remaining: 0 } }],
  ['S014', '', {}, { limits: { limit: 30 } }],
  ['S015', '', {}, { limits: { remaining: 1 } }],
  ['S015', 'i', {}, { limits: { remaining: 2 } }],
  ['S015', 'i', {}, { limits: { remaining: 4 } }],
  ['S015', '', {}, { limits: { remaining: 5 } }],
  ['S015', '', {}, { limits: { remaining: 50 } }],
  ['S015', 'i', {}, { limits: { limit: 100, used: 74 } }],
  ['S015', '', {}, { limits: { limit: 100, used: 73 } }],

  // The authorization.
  ['S016', 's', params({ prior_auth_required_codes: ['90837'] }), { authorization: { required: null, onFile: false } }],
  ['S016', 's', params({ prior_auth_required_codes: '90834; 90837' }), { authorization: { required: null } }],
  ['S016', '', params({ prior_auth_required_codes: ['90834'] }), { authorization: { required: null, onFile: false } }],
  ['S016', '', params({ prior_auth_required_codes: ['90837'] }), { authorization: { required: false, onFile: false } }],
  ['S016', '', params({ prior_auth_required_codes: ['90837'] }), { authorization: { required: null, number: 'A1' } }],
  ['S016', '', {}, { authorization: { required: true, until: '2026-12-31' } }],
  ['S016', '', { authorization: 'A1' }, { authorization: { required: true } }],
  ['S016', 's', {}, { authorization: { required: true } }],
  ['S016', 's', { ...line({ code: '96130' }), ...params({ prior_auth_required_codes: ['testing'] }) }, { authorization: { required: null } }],
  ['S016', '', { ...line({ code: '90791' }), ...params({ prior_auth_required_codes: ['testing', 'TMS'] }) }, { authorization: { required: null } }],
  ['S016', 's', { ...line({ code: 'S9480' }), ...params({ prior_auth_required_codes: ['TMS', 'IOP'] }) }, { authorization: { required: null } }],
  ['S019', '', {}, { authorization: { unitsApproved: 12 } }],
  ['S019', 's', lines({}, { modifiers: ['XE', '95'] }), { authorization: { unitsApproved: 12, unitsUsed: 11 } }],
  ['S019', '', lines({}, { code: '90785' }), { authorization: { unitsApproved: 12, unitsUsed: 11 } }],
  ['S020', '', params({ auth_code_family: true }), { authorization: { codes: ['97151', '90834'] } }],
  ['S020', 's', params({ auth_code_family: true }), { authorization: { codes: ['90791'] } }],
  ['S020', 's', { ...line({ code: 'ZZZZZ' }), ...params({ auth_code_family: true }) }, { authorization: { codes: ['YYYYY'] } }],
  ['S020', '', lines({}, { code: '90785' }), { authorization: { codes: ['90837'] } }],
  ['S020', 'ss', lines({}, { code: '90785' }), { authorization: { codes: ['90791'] } }],
  ['S021', '', {}, { authorization: { renderingNpis: [] } }],
  ['S021', 's', {}, { authorization: { taxId: '99-0000018' } }],
  ['S021', '', {}, { authorization: { taxId: '99-0000017' } }],
  ['S021', '', { billing: { taxId: null } }, { authorization: { taxId: '99-0000018' } }],
  ['S023', 's', { authorization: 'A2' }, { authorization: { number: 'A1' } }],
  ['S023', '', { authorization: 'A2' }, { authorization: { onFile: true } }],
  ['S023', '', {}, { authorization: { number: 'A1', onFile: false } }],
  ['S023', 's', params({ auth_number_on_claim: 'line' }), { authorization: { number: 'A1' } }],
  ['S023', '', { ...line({ authorization: 'A1' }), ...params({ auth_number_on_claim: 'line' }) }, { authorization: { number: 'A1' } }],
  ['S023', '', params({ auth_number_on_claim: 'none' }), { authorization: { number: 'A1' } }],
  ['S025', 's', { referral: 'R1' }, { eligibility: { referralRequired: true, referralUntil: '2026-03-01' } }],
  ['S025', '', { referral: 'R1' }, { eligibility: { referralRequired: true, referralUntil: '2026-03-02' } }],

  // Who treated.
  ['S026', 's', {}, { clinician: { enrolledUntil: '2026-03-01' } }],
  ['S026', '', {}, { clinician: { enrolledUntil: '2026-03-02' } }],
  ['S026', 's', {}, { clinician: { isEnrolled: false } }],
  ['S028', 's', params({ rendering_type_matrix: { '90837': ['PsyD', 'PhD'] } })],
  ['S028', '', params({ rendering_type_matrix: { '90837': ['PhD', 'LCSW'] } })],
  ['S028', '', params({ rendering_type_matrix: { '90837': ['PhD', 'CSW'] } })],
  ['S028', '', { ...line({ code: '90792' }), rendering: { credential: 'associate' } }],
  ['S028', 's', { ...line({ on: '2023-12-31' }), rendering: { credential: 'LPC' }, ...params({}, 'medicare') }],
  ['S028', '', { ...line({ on: '2024-01-01' }), rendering: { credential: 'LPC' }, ...params({}, 'medicare') }],
  ['S028', '', { ...line({ on: '2023-12-31' }), rendering: { credential: 'LPC' } }],
  ['S028', '', { ...line({ on: '2023-12-31' }), ...params({}, 'medicare') }],
  ['S030', 's', params({ supervised_billing_mode: 'incident_to' }), { clinician: { isSupervised: true } }],
  ['S030', '', params({ supervised_billing_mode: 'incident_to' }), { clinician: { isSupervised: false } }],
  ['S030', '', params({ supervised_billing_mode: 'own_npi_with_modifier' }), { clinician: { isSupervised: true } }],
  ['S030', 's', { supervising: { npi: '1234567893' }, ...params({ supervised_billing_mode: 'under_supervisor_npi' }) }, { clinician: { isSupervised: true }, note: { coSigned: false } }],
  ['S030', '', { supervising: { npi: '1234567893' }, ...params({ supervised_billing_mode: 'under_supervisor_npi' }) }, { clinician: { isSupervised: true }, note: { coSigned: true } }],
  ['S032', 's', { billing: { taxonomy: '' } }],
  ['S032', 's', {}, { contract: { billingTaxonomy: '251S00000X' } }],
  ['S032', '', {}, { contract: { billingTaxonomy: '261QM0801X' } }],
  ['S032', 's', {}, { clinician: { taxonomy: '103TC0700X' } }],
  ['S032', '', {}, { clinician: { taxonomy: '1041C0700X' } }],
  ['S032', '', { rendering: { npi: '1234567893', taxonomy: '' } }, { clinician: { taxonomy: '' } }],
  ['S032', '', { rendering: { npi: null, taxonomy: null } }, { clinician: { taxonomy: '103TC0700X' } }],
  ['S033', 's', {}, { contract: { taxId: '99-0000018' } }],
  ['S033', '', {}, { contract: { taxId: '99-0000017' } }],

  // At a distance.
  ['S036', 's', line({ placeOfService: '11' })],
  ['S036', 's', line({ placeOfService: '02' }), { session: { modality: 'in_person', patientAt: 'clinic' } }],
  ['S037', 's', line({ placeOfService: '10' }), { session: { patientAt: 'elsewhere' } }],
  ['S037', '', line({ placeOfService: '11' }), { session: { patientAt: 'clinic' } }],
  ['S037', '', line({ placeOfService: '11' }), { session: { modality: 'in_person', patientAt: 'home' } }],
  ['S037', '', line({ placeOfService: '11' }), { session: { patientAt: null } }],
  ['S038', 's', params({ av_modifier: 'none' })],
  ['S038', '', { ...line({ modifiers: [] }), ...params({ av_modifier: 'none' }) }],
  ['S038', 's', params({ av_modifier: 'GT' })],
  ['S038', 's', {}, { session: { modality: 'in_person', patientAt: 'clinic' } }],
  ['S039', 's', line({ modifiers: [] }), { session: { modality: 'audio' } }],
  ['S039', '', { ...line({ modifiers: [] }), ...params({ audio_modifier: 'none' }) }, { session: { modality: 'audio' } }],
  ['S039', '', line({ code: '98014', modifiers: [] }), { session: { modality: 'audio' } }],
  ['S039', 's', { ...line({ modifiers: ['FQ'] }) }, { session: { modality: 'audio' } }],
  ['S041', 's', line({ code: '90870' })],
  ['S041', '', line({ code: '90870' }), { session: { modality: 'in_person' } }],
  ['S041', 's', { ...line({ modifiers: [] }), ...params({ telehealth_code_allowlist: '90834;90847' }) }, { session: { modality: null } }],
  ['S041', '', { ...line({ modifiers: [] }), ...params({ telehealth_code_allowlist: '90834, 90837' }) }, { session: { modality: null } }],
  ['S041', '', params({ telehealth_code_allowlist: ['*'] })],
  ['S042', 's', { ...lines({}, { placeOfService: '11', modifiers: [] }), ...params({ telehealth_provider_types: 'MD;PsyD' }) }, { session: { modality: null } }],
  ['S042', '', { ...line({ placeOfService: '11', modifiers: [] }), ...params({ telehealth_provider_types: 'MD;PsyD' }) }, { session: { modality: null } }],
  ['S043', '', {}, { session: { patientState: null }, clinician: { licenceStates: ['VA'] } }],
  ['S043', 's', {}, { session: { patientState: 'NC' }, clinician: { licenceStates: [] } }],
  ['S043', '', params({ telehealth_requires_state_licence: false }), { session: { patientState: 'NC' }, clinician: { licenceStates: ['VA'] } }],
  ['S086', 's', lines({}, { placeOfService: '11', modifiers: [] }), { session: { modality: null }, note: { elements: ['TH_TECH'] } }],
  ['S086', '', line({ placeOfService: '11', modifiers: [] }), { session: { modality: null }, note: { elements: [] } }],

  // The code.
  ['S047', '', line({ code: '99221' })],
  ['S047', '', line({ code: '99239' })],
  ['S047', 's', line({ code: '99240' })],
  ['S047', 's', line({ code: '99220' })],
  ['S047', 's', line({ code: '98006', on: '2024-12-31' })],
  ['S047', '', line({ code: '98006', on: '2025-01-01' })],
  ['S047', 's', line({ code: '' })],
  ['S048', 's', line({ modifiers: ['U1'] })],
  ['S048', '', { ...line({ modifiers: ['U1'] }), ...params({}, 'medicaid') }],
  ['S048', '', { ...line({ modifiers: ['U1'] }), ...params({ license_modifier_map: { LCSW: 'U1' } }) }],
  ['S049', 'w', line({ modifiers: ['25', '59', 'AJ', 'HO', '95'] })],
  ['S049', '', line({ modifiers: ['25', '59', 'AJ', '95'] })],
  ['S049', 'w', line({ modifiers: ['95', '95'] })],
  ['S050', 's', { diagnoses: [''] }],
  ['S050', 's', { diagnoses: ['F41.15'] }],
  ['S050', '', { diagnoses: ['M54.50'] }],
  ['S051', 's', { ...params({ unpayable_diagnosis_action: 'block' }), diagnoses: ['Z63.0'] }],
  ['S051', 'w', { diagnoses: ['Z63.0', 'F41.1'], ...line({ code: '90847' }) }],
  ['S051', 's', { diagnoses: ['Z63.0'], ...lines({ code: '90847' }, { code: '90785' }) }],
  ['S051', '', { diagnoses: ['Z63.0'], ...lines({ code: '90791' }, { code: '90785' }) }],
  ['S051', '', { ...params({}, 'eap'), diagnoses: ['Z63.0'] }],
  ['S051', '', { ...params({ unpayable_diagnosis_action: 'none' }), diagnoses: ['F70'] }],
  ['S051', 'w', { diagnoses: ['F70'] }],
  ['S053', '', { diagnoses: ['F41.1', 'F32.1', 'F43.10', 'F10.20'], ...line({ pointers: [1, 2, 3, 4] }) }],
  ['S053', 's', { diagnoses: ['F41.1', 'F32.1', 'F43.10', 'F10.20', 'F40.10'], ...line({ pointers: [1, 2, 3, 4, 5] }) }],
  ['S053', 's', line({ pointers: [0] })],
  ['S053', 's', line({ pointers: [] })],
  ['S053', '', { diagnoses: ['R45.851'] }],
  ['S053', 'w', { diagnoses: ['M54.50'] }],
  ['S053', 'w', { diagnoses: ['Z63.0'] }],
  ['S053', '', { diagnoses: ['Z63.0'], ...params({}, 'eap') }],
  ['S053', '', { diagnoses: ['Z63.0'], ...line({ code: '90791' }) }],
  ['S054', '', line({ code: '90834' }), { minutes: 38 }],
  ['S054', 's', line({ code: '90834' }), { minutes: 37 }],
  ['S054', '', line({ code: '90834' }), { minutes: 52 }],
  ['S054', 's', line({ code: '90834' }), { minutes: 53 }],
  ['S054', '', line({ code: '90791' }), { minutes: 5 }],
  ['S055', '', line({ code: '90791' }), { minutes: 5 }],
  ['S060', 's', line({ code: 'G2212' })],
  ['S060', '', { ...line({ code: 'G2212' }), ...params({}, 'medicare') }],
  ['S061', 's', lines({ code: '90837' }, { code: '90785', on: '2026-03-01' })],
  ['S061', 's', lines({ code: '90837' }, { code: '90785', renderingNpi: '1234567893' })],
  ['S061', 's', lines({ code: '90837' }, { code: '90838' })],
  ['S062', '', lines({ code: '90837' }, { code: '90785' })],
  ['S062', '', lines({ code: '90785' }, { code: '90791', on: '2026-03-01' })],
  ['S066', '', lines({ code: '90839' }, { code: '90837', renderingNpi: '1234567893' })],
  ['S066', '', lines({ code: '90839' }, { code: '90837', on: '2026-03-01' })],
  ['S067', 's', lines({ code: '90853' }, { code: '90837' })],
  ['S068', 's', line({ modifiers: ['59', '95'] }), { session: { times: [] } }],
  ['S068', '', line({ modifiers: ['95'] }), { session: { times: [] } }],
  ['S068', '', line({ modifiers: ['59', '95'] }), { session: { times: [{ code: '90837', start: '09:00', stop: '09:55' }, { code: '90853', start: '08:00', stop: '09:00' }] } }],
  ['S068', '', line({ modifiers: ['59', '95'] }), { session: { times: [{ code: '90837', start: '09:00', stop: '09:55' }, { code: '90853', start: 'noon', stop: '09:30' }] } }],
  ['S070', 's', line({ code: '90846' }), { note: { patientPresent: true } }],
  ['S070', '', line({ code: '90846' }), { note: { patientPresent: false } }],
  ['S074', '', lines({}, { on: '2026-03-01' })],
  ['S074', '', lines({}, { renderingNpi: '1234567893' })],
  ['S074', '', lines({}, { modifiers: ['76', '95'] })],
  ['S074', 's', lines({ code: '90834' }, {}, {})],
  ['S075', '', line({ code: 'H0004', units: 0 }), { minutes: 7 }],
  ['S075', 's', line({ code: 'H0004', units: 0 }), { minutes: 8 }],
  ['S075', '', line({ code: 'H0004', units: 2 }), { minutes: 23 }],
  ['S075', '', { ...line({ code: 'H0004', units: 1 }), ...params({ unit_rule_15: 'full15' }) }, { minutes: 29 }],
  ['S075', '', { ...line({ code: 'H0004', units: 2 }), ...params({ unit_rule_15: 'full15' }) }, { minutes: 30 }],
  ['S075', '', { ...line({ code: 'H0004', units: 4 }), ...params({ unit_rule_15: 'full15' }) }, { minutes: 60 }],
  ['S075', '', { ...line({ code: 'H0004', units: 3 }), ...params({ unit_rule_15: 'half' }) }, { minutes: 38 }],
  ['S075', '', { ...line({ code: 'H0004', units: 2 }), ...params({ unit_rule_15: 'half' }) }, { minutes: 37 }],
  ['S075', '', line({ code: '96130', units: 1 }), { minutes: 90 }],
  ['S075', '', line({ code: 'H2012', units: 1 }), { minutes: 90 }],
  ['S075', '', line({ code: 'H2012', units: 2 }), { minutes: 91 }],
  ['S076', 's', lines({ code: '90791' }, { code: '90791' })],
  ['S076', '', lines({ code: '90791' }, { code: '90791', on: '2026-03-01' })],
  ['S076', '', line({ code: '90791', units: 2 }), { contract: { unitCaps: { '90791': 2 } } }],
  ['S077', '', lines({ code: '90839' }, { code: '90840', units: 2 }), { minutes: 105 }],
  ['S077', '', { ...lines({ code: '90839' }, { code: '90840', units: 1 }), ...params({ crisis_addon_rule: 'midpoint' }) }, { minutes: 105 }],
  ['S077', 's', { ...lines({ code: '90839' }, { code: '90840', units: 1 }), ...params({ crisis_addon_rule: 'midpoint' }) }, { minutes: 106 }],
  ['S077', '', lines({ code: '90839' }, { code: '90840', units: 1 }), { minutes: 75 }],
  ['S077', 's', lines({ code: '90839' }, { code: '90840', units: 1 }), { minutes: 74 }],
  ['S078', '', line({ code: '90791' }), { history: { lastEvaluationOn: '2026-03-02' } }],
  ['S079', '', line({ code: '99203' }), { history: { lastSeenOn: '2026-03-02' } }],
  ['S079', 's', line({ code: '99203' }), { history: { lastSeenOn: '2026-03-01' } }],
  ['S112', '', { ...lines({ modifiers: ['AJ', '95'] }, { code: '90785', modifiers: ['AJ', '95'] }), ...params({ license_modifier_map: { LCSW: 'AJ' } }) }],
  ['S113', 's', line({ modifiers: ['HP', '95'] })],
  ['S113', '', { ...line({ modifiers: ['HP', '95'] }), rendering: { credential: 'PsyD' } }],
  ['S113', '', { ...line({ modifiers: ['HP', '95'] }), rendering: { credential: 'MD' } }],
  ['S113', '', { ...line({ modifiers: ['HO', '95'] }), rendering: { credential: 'LPC' } }],
  ['S113', 's', { ...line({ modifiers: ['HO', '95'] }), rendering: { credential: 'PhD' } }],
  ['S116', 'w', lines({ code: '96136' }, { code: '96138' })],
  ['S116', 's', lines({ code: '90791' }, { code: '90792' })],
  ['S117', '', lines({}, { modifiers: ['XP', '95'] }), { patientDay: { otherDisciplines: true } }],

  // The note.
  ['S056', '', {}, { note: { elements: null } }],
  ['S056', 's', {}, { minutes: null, note: { elements: null } }],
  ['S056', '', {}, { minutes: 50, note: { start: '09:00', stop: '09:50', psychotherapyMinutes: null } }],
  ['S056', 's', {}, { minutes: 51, note: { start: '09:00', stop: '09:50', psychotherapyMinutes: null } }],
  ['S056', '', {}, { minutes: 50, note: { start: '23:30', stop: '00:20', psychotherapyMinutes: null } }],
  ['S056', '', {}, { minutes: 50, note: { start: '20:00', stop: '04:00', psychotherapyMinutes: null } }],
  ['S056', 's', {}, { minutes: 50, note: { start: '20:00', stop: '04:01', psychotherapyMinutes: null } }],
  ['S056', '', lines({ code: '90791' }), { minutes: 50, note: { start: '20:00', stop: '04:01', psychotherapyMinutes: null } }],
  ['S056', '', {}, { minutes: null, note: { elements: null, totalMinutes: 55 } }],
  ['S056', '', {}, { minutes: null, note: { elements: null, psychotherapyMinutes: 55 } }],
  ['S056', '', {}, { minutes: null, note: { elements: null, start: '09:00', stop: '09:55' } }],
  ['S056', 's', {}, { minutes: null, note: { elements: null, start: '09:00' } }],
  ['S056', 's', {}, { minutes: null, note: { elements: null, stop: '09:55' } }],
  ['S056', '', {}, { note: { elements: ['PSYMIN'] } }],
  ['S056', '', {}, { note: { elements: ['MEDNEC'], start: '09:00', stop: '09:55' } }],
  ['S056', 's', {}, { note: { elements: ['MEDNEC'], start: '09:00' } }],
  ['S056', 's', {}, { note: { elements: ['MEDNEC'], stop: '09:55' } }],
  ['S056', '', line({ code: '90791' }), { note: { elements: ['MEDNEC'] } }],
  ['S057', '', lines({ code: '99214' }, { code: '90838' }), { note: { elements: ['PSYMIN'] } }],
  ['S057', 's', lines({ code: '99214' }, { code: '90838' }), { note: { elements: ['STARTSTOP'] } }],
  ['S057', '', lines({ code: '99214' }, { code: '90838' }), { note: { elements: null } }],
  ['S057', 's', lines({ code: '99214' }, { code: '90838' }), { minutes: null, note: { elements: null } }],
  ['S072', 's', line({ code: '90853' }), { note: { attendees: 1 } }],
  ['S072', '', line({ code: '90853' }), { note: { attendees: 2 } }],
  ['S072', 's', line({ code: 'H0005' }), { note: { attendees: 1 } }],
  ['S072', '', line({ code: '90837' }), { note: { attendees: 1 } }],
  ['S073', 'w', lines({ code: '90853' }, { code: '90785' }), { note: { patientPart: false } }],
  ['S081', 'w', lines({ code: '99214' }, { code: '90838' }), { note: { elements: ['PSYMIN'] } }],
  ['S081', 's', params({ long_session_justification: 'block' }), { note: { elements: [] } }],
  ['S081', '', line({ code: '90834' }), { note: { elements: [] } }],
  ['S081', '', params({ long_session_justification: false }), { note: { elements: [] } }],
  ['S082', 'w', {}, { note: { planOn: '2026-03-01', planSigned: false } }],
  ['S082', 's', params({ plan_stale_action: 'block' }), { note: { planOn: '2026-03-01', planSigned: false } }],
  ['S082', 's', lines({ code: 'H0015' }, { code: '90837' }), { note: { planOn: '2026-03-01', planSigned: false } }],
  ['S082', '', {}, { note: { planOn: '2026-03-01', planSigned: true } }],
  ['S083', 'w', lines({}, { code: '99214' }), { note: { necessity: ' ' } }],
  ['S083', '', line({ code: '99214' }), { note: { elements: [] } }],
  ['S083', 'w', {}, { note: { elements: [] } }],
  ['S085', 'i', {}, { note: { signedOn: '2026-03-09' } }],
  ['S085', 'w', {}, { note: { signedOn: '2026-03-10' } }],
  ['S088', 's', {}, { session: { status: 'cancelled' } }],
  ['S088', 's', {}, { session: { status: 'late_cancel' } }],
  ['S088', '', {}, { session: { status: 'kept' } }],

  // Money, days and times.
  ['S090', '', params({}, 'medicaid'), { session: { noShowFee: '0.00' } }],
  ['S090', 's', {}, { eligibility: { hasMedicaid: true }, session: { noShowFee: '0.01' } }],
  ['S091', '', {}, { history: { lines: [{ code: '90837', on: '2026-03-01', modifiers: ['95'] }] } }],
  ['S091', '', {}, { history: { lines: [{ code: '90837', on: '2026-03-02', modifiers: [] }] } }],
  ['S091', '', {}, { history: { lines: [{ code: '90837', on: '2026-03-02', modifiers: ['95'], renderingNpi: '1234567893' }] } }],
  ['S091', 's', lines({ code: '90791' }, {}, {}), { history: { lines: [] } }],
  ['S091', '', lines({}, { on: '2026-03-01' }), { history: { lines: [] } }],
  ['S091', '', lines({}, { modifiers: ['76', '95'] }), { history: { lines: [] } }],
  ['S091', '', lines({}, { renderingNpi: '1234567893' }), { history: { lines: [] } }],
  ['S092', '', {}, { note: { start: '09:00', stop: '09:55' }, clinician: { times: [{ start: '08:00', stop: '09:00' }] } }],
  ['S092', '', {}, { note: { start: '09:00' }, clinician: { times: [{ start: '09:30', stop: '10:00' }] } }],
  ['S092', '', {}, { note: { stop: '09:55' }, clinician: { times: [{ start: '09:30', stop: '10:00' }] } }],
  ['S092', '', lines({ code: '90853' }, { code: '90785' }), { note: { start: '09:00', stop: '09:55' }, clinician: { times: [{ start: '09:30', stop: '10:00' }] } }],
  ['S092', '', {}, { note: { start: 'nine', stop: '09:55' }, clinician: { times: [{ start: '09:30', stop: '10:00' }] } }],
  ['S092', '', {}, { note: { start: '09:00', stop: 'ten' }, clinician: { times: [{ start: '09:30', stop: '10:00' }] } }],
  ['S092', '', {}, { note: { start: '09:00', stop: '09:55' }, clinician: { times: [{ start: 'half past', stop: '10:00' }] } }],
  ['S092', '', {}, { note: { start: '09:00', stop: '09:55' }, clinician: { times: [{ start: '09:30', stop: 'later' }] } }],
  ['S092', 'w', {}, { minutes: 50, note: { start: '23:30', stop: '00:20' }, clinician: { times: [{ start: '23:50', stop: '00:40' }] } }],
  ['S092', '', {}, { minutes: 50, note: { start: '23:30', stop: '00:20' }, clinician: { times: [{ start: '22:40', stop: '23:30' }] } }],
  ['S093', '', {}, { note: { start: '09:00' }, patientDay: { times: [{ start: '09:30', stop: '10:00', npi: '1' }] } }],
  ['S093', '', {}, { note: { start: '09:00', stop: '09:55' }, patientDay: { times: [{ start: '09:30', stop: '10:00', npi: '1245319599' }] } }],
  ['S095', '', params({}, 'self_pay'), {}, '2026-09-01'],
  ['S095', '', { frequency: '7', originalClaim: 'P1' }, {}, '2026-09-01'],
  ['S095', 'w', {}, {}, '2026-05-31'],
  ['S095', 's', {}, {}, '2026-06-01'],
  ['S097', 's', { frequency: '7', originalClaim: 'P1' }, { history: { lastRemarks: ['N142'] } }],
  ['S097', '', { frequency: '7', originalClaim: 'P1' }, { history: { lastRemarks: ['N1'] } }],
  ['S098', 'w', line({ charge: '0.00' })],
  ['S098', '', line({ charge: '0.01' })],
  ['S100', '', {}, {}, '2027-03-02'],
  ['S100', 's', {}, {}, '2027-03-03'],
  ['S101', 's', line({ code: 'H0015', on: '2026-02-28', until: '2026-03-01' })],
  ['S101', '', line({ code: 'H0015', on: '2026-03-01', until: '2026-03-31' })],
  ['S101', 's', lines({ on: '2025-12-31' }, { on: '2026-01-01' })],
  ['S106', '', line({ code: '99493' }), { session: { monthMinutes: 31 } }],
  ['S106', 's', line({ code: '99493' }), { session: { monthMinutes: 30 } }],
  ['S106', '', line({ code: '99484' }), { session: { monthMinutes: 20 } }],
  ['S106', 's', line({ code: '99484' }), { session: { monthMinutes: 19 } }],
  ['S106', '', line({ code: 'G0323' }), { session: { monthMinutes: 20 } }],
  ['S106', '', line({ code: 'G2214' }), { session: { monthMinutes: 16 } }],
  ['S106', 's', line({ code: '99484' }), { history: { lines: [{ code: '99484', on: '2026-03-31', renderingNpi: '1245319599' }] } }],
  ['S106', 's', line({ code: '99484' }), { history: { lines: [{ code: '99492', on: '2026-03-31', renderingNpi: '1245319599' }] } }],
  ['S106', '', line({ code: '99484' }), { history: { lines: [{ code: '99484', on: '2026-02-28', renderingNpi: '1245319599' }] } }],
  ['S106', '', line({ code: '99484' }), { history: { lines: [{ code: '99484', on: '2026-03-31', renderingNpi: '1234567893' }] } }],
  ['S106', '', line({ code: '99484' }), { history: { lines: [{ code: '90834', on: '2026-03-31', renderingNpi: '1245319599' }] } }],
  ['S106', '', line({ code: '90834' }), { history: { lines: [{ code: '99484', on: '2026-03-31', renderingNpi: '1245319599' }] } }],
  ['S106', '', line({ code: '99494' }), { session: { monthMinutes: 16 } }],
  ['S110', '', {}, { session: { modality: 'in_person', copayDue: '0.00' } }],
  ['S111', '', params({}, 'self_pay'), { session: { scheduledOn: '2026-02-26' } }],
  ['S111', 'w', params({}, 'self_pay'), { session: { scheduledOn: '2026-02-25' } }],
  ['S111', '', {}, { session: { scheduledOn: '2026-02-20' } }],
  ['S111', 'w', params({}, 'self_pay'), { session: { scheduledOn: '2026-02-17', estimateSentOn: '2026-02-19' } }],
  ['S111', '', params({}, 'self_pay'), { session: { scheduledOn: '2026-02-16', estimateSentOn: '2026-02-19' } }],
  ['S111', 'w', params({}, 'self_pay'), { session: { scheduledOn: '2026-02-16', estimateSentOn: '2026-02-20' } }],
  ['S119', '', {}, { session: { isSampled: null } }],
  ['S120', '', {}, { eligibility: { isQmb: true } }],
]

test.for(further)('%s says "%s" of %j with %j', ([id, says, claim, facts, on]) => {
  const found = judge(claim, facts ?? {}, on ? date(on) : undefined).findings.filter(({ rule }) => rule === id)
  expect(found.map(({ severity }) => severity[0]).join('')).toBe(says)
})

describe('a severity that the practice set after trying it', () => {
  const short = parseEditInput({
    claim: baseClaim,
    facts: merge(baseFacts, { minutes: 52, note: { signedOn: '2026-03-05' } }),
  })
  const input = short.ok ? short.value[0] : undefined
  const said = (practice: Json, id: string) => {
    if (!input) throw new Error('unreadable')
    const { findings, clean } = editClaim(input.claim, input.facts ?? {}, practice, today)
    const found = findings.find(({ rule }) => rule === id)
    return [found?.severity, found?.isReleasable, clean]
  }

  test('stops what only spoke before, and a person may release it', () => {
    expect(said({}, 'S085')).toEqual(['info', false, false])
    expect(said({ edit_severity: { S054: 'warn', S085: 'stop' } }, 'S085')).toEqual(['stop', true, false])
  })

  test('lets go what stopped before', () => {
    expect(said({}, 'S054')).toEqual(['stop', false, false])
    expect(said({ edit_severity: { S054: 'warn' } }, 'S054')).toEqual(['warn', false, true])
  })

  test('a stop that was one before is no more releasable than it was', () => {
    expect(said({ edit_severity: { S054: 'stop' } }, 'S054')).toEqual(['stop', false, false])
  })

  test.each([null, 'stop', 7])('%j sets nothing', (edit_severity) => {
    expect(said({ edit_severity }, 'S054')).toEqual(['stop', false, false])
  })
})

test('an edit that sees the claim alone speaks without its facts; silent, it was not checked', () => {
  const judged = (change: Json) => {
    const read = parseEditInput({ claim: merge(baseClaim, change) })
    if (!read.ok || !read.value[0]) throw new Error('unreadable')
    return editClaim(read.value[0].claim, {}, {}, today)
  }
  const alone = edits.filter((edit) => edit.seesClaimAlone && edit.needs.length > 0).map(({ id }) => id)
  expect(alone.length).toBeGreaterThan(0)
  expect(judged({}).notChecked).toEqual(expect.arrayContaining(alone))
  const spoken = judged(lines({ code: '90785' }, { code: '90834' }, { code: '90834' }))
  expect(spoken.findings.filter(({ rule }) => spoken.notChecked.includes(rule))).toEqual([])
})

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
