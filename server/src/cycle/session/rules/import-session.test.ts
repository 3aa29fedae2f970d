import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readSession, sessionFields } from './import-session.ts'

const cells = {
  session_id: 'v1',
  patient_id: 'p1',
  clinician_npi: '1245319599',
  date: '3/2/2026',
  status: 'kept',
  service: 'individual_therapy',
}
const read = (change: Readonly<Record<string, string>>) =>
  readSession({ line: 2, cells: { ...cells, ...change }, raw: '' })

describe('a visit as EHRs export it', () => {
  test.each([
    ['9:05', '10:00', '09:05', '10:00'],
    ['2:05 PM', '2:58 pm', '14:05', '14:58'],
    ['12:00 AM', '12:45 a.m.', '00:00', '00:45'],
    ['11:30', '12:15 PM', '11:30', '12:15'],
  ])('%s to %s', (start, stop, from, until) =>
    expect(read({ start, stop })).toMatchObject({ start: from, stop: until }),
  )

  test.each([
    ['23:30', '0:20', '00:20'],
    ['10:00', '9:59', '09:59'],
    ['10:00', '10:00', '10:00'],
  ])('a visit from %s to %s is taken as it is; its clinician says what it was', (start, stop, kept) =>
    expect(read({ start, stop })).toMatchObject({ start, stop: kept }),
  )

  test.each(['24:00', '9.05', '13:00 PM', '0:30 PM', 'noon'])('%s is no time', (start) =>
    expect(read({ start })).toMatchObject({ field: 'start', line: 2 }),
  )

  test.each([
    ['Show', 'kept'],
    ['No Show', 'no_show'],
    ['Late Cancelled', 'late_cancel'],
    ['Canceled', 'cancelled'],
    ['KEPT', 'kept'],
  ])('%s is %s', (status, meant) => expect(read({ status })).toMatchObject({ status: meant }))

  test('an unknown word is refused with what was expected', () =>
    expect(read({ status: 'purple' })).toMatchObject({ field: 'status', message: expect.stringContaining('no_show') }))

  test.each([
    ['90837', 'individual_therapy'],
    ['99214;90833', 'medication_management'],
    ['90791', 'diagnostic_evaluation'],
    ['90847', 'family_with_patient'],
    ['90853', 'group_therapy'],
    ['90839;90840', 'crisis'],
    ['90836', 'medication_management'],
    ['99201', 'medication_management'],
    ['99442', 'medication_management'],
  ])('without a service, %s tells it', (codes, service) =>
    expect(read({ service: '', codes_picked: codes })).toMatchObject({ service }),
  )

  test('without service and code nobody can tell', () =>
    expect(read({ service: '' })).toMatchObject({ field: 'service' }))

  test('a signature with its time counts by its day', () =>
    expect(read({ signed_at: '3/4/2026 5:12 PM' })).toMatchObject({ signedOn: '2026-03-04' }))

  test('a note signed before the visit is refused', () =>
    expect(read({ signed_at: '2026-03-01' })).toMatchObject({ field: 'signed_at' }))
})

test('whatever stands in a row, it is a visit or a refusal with its line', () => {
  const cell = fc.oneof(
    fc.string(),
    fc.constantFrom('', '3/2/2026', '2026-02-30', '-1', '9:99', '90837', 'yes', '=1+1'),
  )
  const row = fc.record(Object.fromEntries(sessionFields.map((field) => [field.name, cell])))
  fc.assert(
    fc.property(row, (given) => {
      const record = readSession({ line: 7, cells: given, raw: 'raw' })
      if ('message' in record) expect(record).toMatchObject({ line: 7, raw: 'raw' })
      else expect(record.on).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    }),
    { numRuns: 2_000 },
  )
})
