import { expect, test } from 'vitest'
import { readFhirAppointments } from './fhir.ts'

test.each(['__proto__', 'constructor', 'toString'])('a status nobody knows stays the word it came as: %s', (status) => {
  const bundle = { resourceType: 'Bundle', entry: [{ resource: { resourceType: 'Appointment', status } }] }
  const read = readFhirAppointments(new TextEncoder().encode(JSON.stringify(bundle)), 'America/New_York')
  if ('kind' in read) throw new Error(read.message)
  expect(read.rows[0]?.cells).toContain(status)
})
