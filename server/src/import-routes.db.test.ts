import { date } from '@ballast/kernel'
import { afterAll, describe, expect, test } from 'vitest'
import { freshDb, practiceId } from '../test/harness.ts'
import { buildApi } from './api.ts'
import { openIdentity } from './ground/auth.ts'
import { openLog } from './ground/log.ts'
import { kindOfName } from './imports.ts'

const fresh = await freshDb({ today: date('2026-03-03') })
afterAll(fresh.drop)

const identity = await openIdentity(fresh.machine.db)
const { app } = await buildApi(fresh.machine, { identity, log: openLog('silent') })
const password = 'a long enough passphrase'

async function cookieOf(email: string, role: string): Promise<string> {
  const personId = await identity.addPerson({ email, name: email, password })
  await identity.setMembership(personId, { practiceId, practiceName: 'Harbor', roles: [role], clinicianId: null })
  const headers = { 'x-ballast': '1', 'content-type': 'application/json' }
  const body = JSON.stringify({ email, password })
  const response = await app.request('/api/auth/sign-in/email', { method: 'POST', headers, body })
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

async function drop(
  cookie: string,
  files: Readonly<Record<string, string>>,
  choices: Readonly<Record<string, string>> = {},
) {
  const form = new FormData()
  for (const [name, text] of Object.entries(files)) form.append('files', new File([text], name))
  for (const [name, text] of Object.entries(choices)) form.append(name, text)
  return app.request('/api/import', { method: 'POST', headers: { 'x-ballast': '1', cookie }, body: form })
}

test('each dropped file says what was taken of it, row by row', async () => {
  const cookie = await cookieOf('biller@harbor.test', 'biller')
  const remittance =
    'ISA*00*          *00*          *ZZ*PAYER          *ZZ*PRACTICE       *260303*0800*^*00501*000000001*0*T*:~IEA*0*000000001~'
  const files = { 'march-patients.csv': 'colour,shape\nred,round\n', 'holiday.txt': 'hello', 'era.edi': remittance }
  const response = await drop(cookie, files)
  expect(response.status).toBe(200)
  expect(await response.json()).toMatchObject({
    files: [
      { name: 'march-patients.csv', kind: 'patients', taken: 0, errors: [{ row: 0 }] },
      { name: 'holiday.txt', kind: 'unknown', errors: [{ row: 0 }] },
      { name: 'era.edi', kind: 'X12', taken: 1, errors: [] },
    ],
  })
  expect(await (await drop(cookie, { 'again.edi': remittance })).json()).toMatchObject({ files: [{ taken: 0 }] })
})

describe('columns that nobody recognizes', () => {
  const visits = (column: string) =>
    `client number,first name,last name,${column}\n77,Ana,Rivera,3/2/1990\n78,Tomás,Ortega,12/31/1985\n`

  test('are asked for once, and known ever after', async () => {
    const cookie = await cookieOf('mapper@harbor.test', 'biller')
    const asked = (await (await drop(cookie, { 'patients.csv': visits('born') })).json()) as {
      files: { unmapped: { missing: string[]; headers: string[] } }[]
    }
    expect(asked.files[0]?.unmapped).toMatchObject({
      missing: ['patient_id', 'birth_date'],
      headers: ['client number', 'first name', 'last name', 'born'],
    })
    const columns = JSON.stringify({ patient_id: 'client number', birth_date: 'born' })
    const told = await drop(cookie, { 'patients.csv': visits('born') }, { kind: 'patients', columns })
    expect(await told.json()).toMatchObject({ files: [{ kind: 'patients', rows: 2, taken: 2, errors: [] }] })
    expect(await (await drop(cookie, { 'march patients.csv': visits('born') })).json()).toMatchObject({
      files: [{ taken: 2, errors: [] }],
    })
  })

  test('an answer that is no answer is refused', async () => {
    const cookie = await cookieOf('mapper2@harbor.test', 'biller')
    for (const choice of [{ kind: 'colours' }, { kind: 'patients', columns: '{' }, { columns: '[1]' }])
      expect((await drop(cookie, { 'a.csv': 'a,b\n' }, choice)).status).toBe(422)
  })
})

test('forty thousand bad rows are all named', async () => {
  const cookie = await cookieOf('many@harbor.test', 'biller')
  const rows = Array.from({ length: 40_000 }, (_, i) => `${i},Ana,Rivera,31/31/1990`).join('\n')
  const answer = (await (
    await drop(cookie, { 'patients.csv': `patient_id,first_name,last_name,birth_date\n${rows}\n` })
  ).json()) as { files: { rows: number; taken: number; errors: unknown[] }[] }
  expect(answer.files[0]).toMatchObject({ rows: 40_000, taken: 0 })
  expect(answer.files[0]?.errors).toHaveLength(40_000)
})

test('the front desk may not feed the poster', async () => {
  expect((await drop(await cookieOf('front@harbor.test', 'front_desk'), { 'a.edi': 'ISA' })).status).toBe(403)
})

test('no files is said, not guessed', async () => {
  expect((await drop(await cookieOf('owner@harbor.test', 'owner'), {})).status).toBe(422)
})

test('a FHIR bundle goes the way of a session export: taken row by row, or said why not', async () => {
  const cookie = await cookieOf('biller@harbor.test', 'biller')
  const encounter = {
    resourceType: 'Encounter',
    id: 'e1',
    status: 'finished',
    subject: { reference: 'Patient/nobody' },
    participant: [{ individual: { identifier: { system: 'http://hl7.org/fhir/sid/us-npi', value: '1245319599' } } }],
    period: { start: '2026-03-02T14:02:00-05:00', end: '2026-03-02T14:49:00-05:00' },
    type: [{ coding: [{ code: 'individual_therapy' }] }],
  }
  const bundle = {
    resourceType: 'Bundle',
    entry: [{ resource: encounter }, { resource: { ...encounter, status: 'done' } }],
  }
  const response = await drop(cookie, {
    'visits.json': JSON.stringify(bundle),
    'other.json': '{"resourceType":"Patient"}',
  })
  const { files } = (await response.json()) as {
    files: { kind: string; rows: number; errors: { message: string }[] }[]
  }
  expect(files).toMatchObject([
    { kind: 'FHIR', rows: 2, taken: 0 },
    { kind: 'FHIR', taken: 0 },
  ])
  expect(files[0]?.errors.map(({ message }) => message)).toEqual([
    'No patient has the id nobody. Import patients first.',
    expect.stringContaining('Encounter.status is "done"'),
  ])
  expect(files[1]?.errors[0]?.message).toContain('not a FHIR Bundle')
})

test('a fee schedule by file is the owner’s to bring, as it is theirs to set; a file of discharges is none', async () => {
  const charges = 'code,charge,from\n90834,1.00,2026-01-01\n'
  const biller = await cookieOf('pricer@harbor.test', 'biller')
  expect((await drop(biller, { 'charges.csv': charges })).status).toBe(403)
  expect((await drop(biller, { 'fees.csv': charges }, { kind: 'charges' })).status).toBe(403)
  expect((await drop(await cookieOf('boss@harbor.test', 'owner'), { 'charges.csv': charges })).status).toBe(200)
  expect(kindOfName('discharges-patients.csv')).toBe('patients')
  expect(kindOfName('2026-03-02-sessions.csv')).toBe('sessions')
})
