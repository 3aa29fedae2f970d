import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readFhirAppointments } from './rules/fhir.ts'
import { readAppointment } from './rules/import-appointment.ts'

// Whatever an EHR sends as FHIR is read to its end: nothing throws, every appointment in it is a row or is told with its
// place, and a row is either a whole appointment or says which column is wrong.

const runs = process.env.BALLAST_TEST_COUNTS === 'long' ? 20_000 : 2_000

const odd = fc.oneof(
  fc.constantFrom<unknown>('', null, 7, true, [], {}, 'x'.repeat(300), '../..', 'Patient/', 'ǆ\u0000', 1e300, -1),
  fc.string({ maxLength: 12 }),
)
const orOdd = (usual: fc.Arbitrary<unknown>) => fc.oneof({ weight: 5, arbitrary: usual }, { weight: 1, arbitrary: odd })
const instant = orOdd(
  fc.constantFrom(
    '2026-03-10T09:00:00-05:00',
    '2026-03-10T14:00:00Z',
    '2026-02-30T09:00:00Z',
    '2026-03-10',
    '9999-99-99T99:99',
  ),
)
const participant = orOdd(
  fc.record(
    {
      actor: orOdd(
        fc.record(
          {
            reference: orOdd(fc.constantFrom('Patient/P1', 'Practitioner/1245319599', 'Location/L1', 'Patient')),
            type: orOdd(fc.constantFrom('Patient', 'Practitioner', 'Location')),
            identifier: orOdd(
              fc.record({
                system: orOdd(fc.constant('http://hl7.org/fhir/sid/us-npi')),
                value: orOdd(fc.constant('1245319599')),
              }),
            ),
          },
          { requiredKeys: [] },
        ),
      ),
    },
    { requiredKeys: [] },
  ),
)
const appointment = fc.record(
  {
    resourceType: fc.constant('Appointment'),
    id: orOdd(fc.constantFrom('E1', 'E2')),
    status: orOdd(fc.constantFrom('booked', 'cancelled', 'noshow', 'entered-in-error', 'fulfilled')),
    start: instant,
    end: instant,
    minutesDuration: orOdd(fc.constantFrom(45, 0, -5, 1.5, 100_000)),
    participant: orOdd(fc.array(participant, { maxLength: 4 })),
    serviceType: orOdd(fc.array(odd, { maxLength: 2 })),
    extension: orOdd(fc.array(odd, { maxLength: 2 })),
  },
  { requiredKeys: ['resourceType'] },
)
const resource = orOdd(appointment)
const isAppointment = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && (value as { resourceType?: unknown }).resourceType === 'Appointment'

const file = fc.oneof(
  fc.array(resource, { maxLength: 4 }).map((resources) => ({
    text: JSON.stringify({ resourceType: 'Bundle', entry: resources.map((each) => ({ resource: each })) }),
    count: resources.filter(isAppointment).length,
  })),
  fc.array(resource, { maxLength: 4 }).map((resources) => ({
    text: JSON.stringify(resources),
    count: resources.filter(isAppointment).length,
  })),
  fc.array(appointment, { minLength: 2, maxLength: 4 }).map((resources) => ({
    text: resources.map((each) => JSON.stringify(each)).join('\n'),
    count: resources.length,
  })),
)

test('any FHIR file is read to its end: each appointment is a row, and a row is whole or says what is wrong', () => {
  fc.assert(
    fc.property(file, ({ text, count }) => {
      const read = readFhirAppointments(new TextEncoder().encode(text), 'America/New_York')
      if ('kind' in read) {
        expect(read.message.length).toBeGreaterThan(0)
        return
      }
      expect(read.rows).toHaveLength(count)
      for (const broken of read.broken) expect(typeof broken.raw).toBe('string')
      for (const row of read.rows) {
        expect(row.cells).toHaveLength(read.headers.length)
        for (const cell of row.cells) expect(typeof cell).toBe('string')
        const cells = Object.fromEntries(read.headers.map((name, i) => [name, row.cells[i] ?? '']))
        const record = readAppointment({ line: row.line, raw: row.raw, cells })
        if ('message' in record) expect(record).toMatchObject({ line: row.line, message: expect.stringMatching(/./) })
        else {
          expect(record.on).toMatch(/^\d{4}-\d{2}-\d{2}$/)
          expect(record.start < record.stop).toBe(true)
          expect(record.minutes).toBeGreaterThan(0)
        }
      }
    }),
    { numRuns: runs },
  )
})

test('a bundle cut off anywhere says so and is not half read', () => {
  fc.assert(
    fc.property(
      fc.array(appointment, { minLength: 1, maxLength: 3 }),
      fc.double({ min: 0.05, max: 0.95, noNaN: true }),
      (all, share) => {
        const text = JSON.stringify({ resourceType: 'Bundle', entry: all.map((each) => ({ resource: each })) })
        const read = readFhirAppointments(
          new TextEncoder().encode(text.slice(0, Math.floor(text.length * share))),
          'America/New_York',
        )
        if (!('kind' in read)) expect(read.rows).toEqual([])
      },
    ),
    { numRuns: runs },
  )
})

test('bytes that are no FHIR at all make no row and no error', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const read = readFhirAppointments(bytes, 'America/New_York')
      if (!('kind' in read)) expect(read.rows).toEqual([])
    }),
    { numRuns: runs },
  )
})
