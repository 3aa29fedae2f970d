import { readdir } from 'node:fs/promises'
import { date } from '@ballast/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Fresh, freshDb, practiceId } from '../../../test/harness.ts'
import { buildApi } from '../../api.ts'
import { openIdentity } from '../../ground/auth.ts'
import { setToday } from '../../ground/clock.ts'
import { openLog } from '../../ground/log.ts'
import { august, era, september } from './rules/baseline/made-files.ts'
import type { BaselineWithClaims } from './types/baseline.ts'

let fresh: Fresh
let post: (person: string, path: string, files: Readonly<Record<string, string>>) => Promise<Response>
const password = 'a long enough passphrase'

beforeAll(async () => {
  fresh = await freshDb({ today: date('2026-10-01') })
  await setToday(fresh.ground(), fresh.today)
  const identity = await openIdentity(fresh.machine.db)
  const cookies: Record<string, string> = {}
  const { app } = await buildApi(fresh.machine, { identity, log: openLog('silent') })
  for (const [person, role] of [
    ['biller', 'biller'],
    ['desk', 'front_desk'],
  ] as const) {
    const email = `${person}@audit.test`
    const personId = await identity.addPerson({ email, name: person, password })
    await identity.setMembership(personId, { practiceId, practiceName: 'Harbor', roles: [role], clinicianId: null })
    const signedIn = await app.request('/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-ballast': '1' },
      body: JSON.stringify({ email, password }),
    })
    cookies[person] = signedIn.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ')
  }
  post = async (person, path, files) => {
    const body = new FormData()
    for (const [name, text] of Object.entries(files)) body.append('files', new File([text], name))
    return app.request(`/api${path}`, {
      method: 'POST',
      headers: { 'x-ballast': '1', cookie: cookies[person] ?? '' },
      body,
    })
  }
})
afterAll(() => fresh.drop())

const two = { 'a/aug.835': era([august]), 'b/sep.835': era([september], '000000002') }

test('files come in, progress and report go out, and every figure opens to its claims', async () => {
  const response = await post('biller', '/audit', two)
  expect(response.status).toBe(200)
  const lines = (await response.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { result?: BaselineWithClaims; progress?: object })
  expect(lines.some(({ progress }) => progress !== undefined)).toBe(true)
  const { report, claims } = lines.at(-1)?.result ?? {}
  expect(report?.totals).toMatchObject({ claims: 6, paid: '300.00', denied: '440.00' })
  expect(report?.files.map(({ path }) => path)).toEqual(['a/aug.835', 'b/sep.835'])
  expect(claims?.map(({ claim, paid, stands }) => [claim, paid, stands]).toSorted()).toEqual([
    ['C1', '90.00', 'paid'],
    ['C2', '0.00', 'to the patient'],
    ['C3', '0.00', 'denied'],
    ['C3B', '100.00', 'paid'],
    ['C4', '110.00', 'denied'],
    ['C5', '0.00', 'denied'],
  ])
})

test("deadlines are counted from the practice's day, or from the day that is asked for", async () => {
  const inWindow = async (query: string) => {
    const lines = (await (await post('biller', `/audit${query}`, two)).text()).trim().split('\n')
    const { result } = JSON.parse(lines.at(-1) ?? '{}') as { result: BaselineWithClaims }
    return [result.report.asOf, result.report.window.claims]
  }
  expect(await inWindow('')).toEqual(['2026-10-01', 2])
  expect(await inWindow('?asOf=2027-02-07')).toEqual(['2027-02-07', 1])
})

test('the page to keep holds the same figures', async () => {
  const response = await post('biller', '/audit/page', two)
  expect(response.headers.get('content-disposition')).toContain('ballast-audit-2026-10-01.html')
  expect(await response.text()).toContain('$290.00')
})

test('nothing is kept: no file, no row', async () => {
  const before = await kept()
  await post('biller', '/audit', two)
  expect(await kept()).toEqual(before)
})

const kept = async () => ({
  files: (await readdir(fresh.machine.files.folder, { recursive: true }).catch(() => [])).length,
  rows: (await fresh.ownerPool.query('SELECT count(*)::int AS n FROM app.remittance')).rows,
})

test.each<[string, string, string, Record<string, string>, number]>([
  ['a front desk may not', 'desk', '/audit', two, 403],
  ['nobody may not', 'nobody', '/audit', two, 401],
  ['no file is refused', 'biller', '/audit', {}, 422],
  ['a day that is none is refused', 'biller', '/audit?asOf=tomorrow', two, 422],
])('%s', async (_, person, path, files, status) => expect((await post(person, path, files)).status).toBe(status))
