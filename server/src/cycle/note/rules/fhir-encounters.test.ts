import { wallClock } from '@ballast/kernel'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encounterTable } from './fhir-encounters.ts'

const zone = 'America/New_York'
const npi = 'http://hl7.org/fhir/sid/us-npi'
const icd = 'http://hl7.org/fhir/sid/icd-10-cm'
const encounter = {
  resourceType: 'Encounter',
  id: 'e1',
  status: 'finished',
  class: { code: 'VR' },
  type: [{ coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '90834' }, { code: 'individual_therapy' }] }],
  subject: { reference: 'Patient/p1' },
  participant: [{ individual: { reference: 'Practitioner/d1' } }],
  period: { start: '2026-03-02T14:02:00-05:00', end: '2026-03-02T14:49:00-05:00' },
  diagnosis: [{ condition: { reference: 'Condition/c1' } }],
  extension: [{ url: 'urn:ballast:note-element', valueCode: 'RISK' }],
}
const others = [
  { resourceType: 'Patient', id: 'p1', identifier: [{ value: 'P1' }] },
  { resourceType: 'Practitioner', id: 'd1', identifier: [{ system: npi, value: '1245319599' }] },
  { resourceType: 'Condition', id: 'c1', code: { coding: [{ system: icd, code: 'F41.1' }] } },
  {
    resourceType: 'Composition',
    status: 'final',
    date: '2026-03-02T19:00:00-05:00',
    encounter: { reference: 'Encounter/e1' },
  },
]
const bundle = (change: object = {}, rest: readonly object[] = others) => ({
  resourceType: 'Bundle',
  entry: [{ ...encounter, ...change }, ...rest].map((resource) => ({ resource })),
})
const row = (change: object = {}, rest: readonly object[] = others) => {
  const table = encounterTable(bundle(change, rest), zone)
  if ('kind' in table) throw new Error(table.message)
  const [first] = table.rows
  return first
    ? Object.fromEntries(table.headers.map((name, i) => [name, first.cells[i]]))
    : (table.broken[0]?.message ?? '')
}

test('an Encounter is a session with the elements it says, and no other', () => {
  expect(row()).toEqual({
    session_id: 'e1',
    patient_id: 'P1',
    clinician_npi: '1245319599',
    location_id: '',
    date: '2026-03-02',
    start: '14:02',
    stop: '14:49',
    minutes: '47',
    status: 'kept',
    service: 'individual_therapy',
    modality: 'video',
    patient_location: 'home',
    codes_picked: '90834',
    diagnoses: 'F41.1',
    note_elements: 'DOS;STARTSTOP;DX;TH_TECH;SIG;RISK',
    signed_at: '2026-03-02',
  })
})

test.each([
  [
    'no composition signed it',
    {},
    others.slice(0, 3),
    { signed_at: '', note_elements: 'DOS;STARTSTOP;DX;TH_TECH;RISK' },
  ],
  [
    'UTC is brought home, over midnight too',
    { period: { start: '2026-03-03T03:30:00Z' } },
    others,
    { date: '2026-03-02', start: '22:30', stop: '', minutes: '' },
  ],
  ['it was planned', { status: 'planned' }, others, { status: 'booked', minutes: '' }],
  ['in person', { class: { code: 'AMB' } }, others, { modality: 'in_person', patient_location: 'clinic' }],
  [
    'past midnight',
    { period: { start: '2026-03-02T23:30:00-05:00', end: '2026-03-03T00:20:00-05:00' } },
    others,
    { stop: '00:20', minutes: '50' },
  ],
  [
    'past the next day',
    { period: { start: '2026-03-02T23:30:00-05:00', end: '2026-03-04T00:20:00-05:00' } },
    others,
    { stop: '', minutes: '' },
  ],
  [
    'over the night the clocks go forward',
    { period: { start: '2026-03-08T01:30:00-05:00', end: '2026-03-08T03:20:00-04:00' } },
    others,
    { stop: '03:20', minutes: '50' },
  ],
  [
    'over the night the clocks go back',
    { period: { start: '2026-11-01T01:30:00-04:00', end: '2026-11-01T01:20:00-05:00' } },
    others,
    { stop: '01:20', minutes: '50' },
  ],
] as const)('%s', (_, change, rest, expected) => expect(row(change, rest)).toMatchObject(expected))

test.each([
  ['entered in error', { status: 'entered-in-error' }, 'entered in error'],
  ['a status of its own', { status: 'done' }, 'Encounter.status is "done"'],
  ['no start', { period: {} }, 'Encounter.period.start is ""'],
  ['an end that is no moment', { period: { ...encounter.period, end: 'noon' } }, 'Encounter.period.end is "noon"'],
  ['nobody with an NPI', { participant: [] }, 'No participant of the Encounter has an NPI'],
])('%s is said, with where and what was expected', (_, change, words) => expect(row(change)).toContain(words))

test.each([
  ['no JSON', undefined, 'no JSON object'],
  ['a list', [], 'no JSON object'],
  ['a Patient', { resourceType: 'Patient' }, 'a Patient, not a FHIR Bundle'],
  ['a Bundle of others', { resourceType: 'Bundle', entry: [{ resource: others[0] }] }, 'no Encounter'],
])('%s is unusable, in words', (_, input, words) =>
  expect(encounterTable(input, zone)).toMatchObject({ message: expect.stringContaining(words) as string }),
)

test('a day without a clock stays a day', () => {
  expect(wallClock('2026-03-02', zone)).toEqual({ on: '2026-03-02', at: '' })
  expect(wallClock('yesterday', zone)).toBeNull()
})

test('whatever a file holds, it is read or said why not', () => {
  const values = fc.oneof(fc.jsonValue(), fc.constant('2026-13-45T99:99:00Z'), fc.constant('9999-99-99T00:00Z'))
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...Object.keys(encounter)), values), (change) => {
      const table = encounterTable(bundle(change), zone)
      return 'kind' in table || table.rows.length + table.broken.length <= 1
    }),
  )
  fc.assert(fc.property(fc.jsonValue(), (input) => encounterTable(input, zone) !== null))
})
