import { date } from '@ballast/kernel'
import { afterAll, expect, test } from 'vitest'
import { freshDb, practiceId } from '../test/harness.ts'
import { buildApi } from './api.ts'
import { openIdentity } from './ground/auth.ts'
import { openLog } from './ground/log.ts'

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

async function drop(cookie: string, files: Readonly<Record<string, string>>) {
  const form = new FormData()
  for (const [name, text] of Object.entries(files)) form.append('files', new File([text], name))
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

test('the front desk may not feed the poster', async () => {
  expect((await drop(await cookieOf('front@harbor.test', 'front_desk'), { 'a.edi': 'ISA' })).status).toBe(403)
})

test('no files is said, not guessed', async () => {
  expect((await drop(await cookieOf('owner@harbor.test', 'owner'), {})).status).toBe(422)
})
