import { date } from '@ballast/kernel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDb } from '../../../test/harness.ts'
import { csvOf, eraFile, plantPractice } from '../../../test/planted.ts'
import { type ImportKindName, importCsv } from '../../imports.ts'
import { sendReady } from '../claim/actions/send.ts'
import { receiveFile } from '../remittance/actions/receive-file.ts'

// The payer's code says little; what the practice itself knows of the visit says which desk has to work the denial.

const fresh = await freshDb({ today: date('2026-03-10') })
afterAll(fresh.drop)
const ground = fresh.ground()
const ask = async <T extends object>(text: string, values: readonly unknown[] = []): Promise<T[]> =>
  (await fresh.ownerPool.query<T>(text, [fresh.practiceId, ...values])).rows
const bring = async (kind: ImportKindName, text: string) => {
  const report = await importCsv(ground, kind, { name: `${kind}.csv`, bytes: new TextEncoder().encode(text) })
  expect(report.refused).toEqual([])
  await fresh.machine.jobs.drain()
}
const sessions = new TextDecoder().decode(csvOf('sessions', 1, 9)).split('\n')
const [head = ''] = sessions
const row = (i: number) => sessions[i] ?? ''

let eras = 0
/** The payer denies a visit; the root cause it is queued under, and why. */
const deny = async (visit: string, reason: string) => {
  eras += 1
  const [claim] = await ask<{ id: string; number: string }>(
    `SELECT c.id, c.control_number AS number FROM app.claim c JOIN app.session s ON s.practice_id = c.practice_id AND s.id = c.session_id
      WHERE c.practice_id = $1 AND s.external_id = $2 AND c.status = 'sent'`,
    [visit],
  )
  const claims = [{ number: claim?.number ?? '', status: '4', charge: 15_000, paid: 0, reason }]
  await receiveFile(ground, `${eras}.835`, eraFile(eras, [{ trace: `T${eras}`, on: ground.today(), claims }]))
  await fresh.machine.jobs.drain()
  const [denial] = await ask<{ category: string; advice: { why: string[] } }>(
    'SELECT category, advice FROM app.denial WHERE practice_id = $1 AND claim_id = $2',
    [claim?.id],
  )
  return { category: denial?.category, why: denial?.advice.why[0] }
}

beforeAll(async () => {
  await plantPractice(fresh, ground, 9, false)
  await bring(
    'authorizations',
    `authorization_id,patient_id,payer_id,number,codes,effective_from,effective_until,units
A2,P2,NWND1,AUTH2,90834,2026-01-01,2026-12-31,10
A3,P3,NWND1,AUTH3,90834,2026-01-01,2026-12-31,1
A4,P4,NWND1,AUTH4,90834,2026-01-01,2026-02-15,10`,
  )
  const earlier = (i: number) => row(i).replace(`S${i},`, `S${i}a,`).replaceAll('2026-03-02', '2026-02-23')
  const atTen = (i: number) => `${row(i).replace(`S${i},`, `S${i}b,`)},10:00,10:45`
  await bring('sessions', [head, ...[1, 2, 3, 4, 5, 7].map(row), earlier(3)].join('\n'))
  // The same patient and clinician twice on one day, at other times.
  await bring('sessions', [`${head},start,stop`, `${row(6)},09:00,09:45`, atTen(6)].join('\n'))
  await ask(`UPDATE app.claim SET status = 'ready' WHERE practice_id = $1 AND status = 'held'`)
  await sendReady(ground)
  await fresh.machine.jobs.drain()
}, 60_000)

describe('a visit denied for want of an approval', () => {
  test('there is none: it was missing', async () => {
    expect(await deny('S1', '197')).toMatchObject({ category: 'AUTH_MISSING' })
  })
  test('ours covers the day and has visits left: the number was not sent, or is wrong', async () => {
    expect(await deny('S2', '197')).toMatchObject({ category: 'AUTH_MISMATCH' })
  })
  test('another visit took its last unit: it was used up', async () => {
    expect(await deny('S3', '197')).toMatchObject({ category: 'AUTH_EXHAUSTED' })
  })
  test('it had ended: it was not renewed', async () => {
    expect(await deny('S4', '197')).toMatchObject({ category: 'AUTH_NOT_RENEWED' })
  })
})

describe('a duplicate, says the payer', () => {
  test('and there were two visits that day: they need to be told apart', async () => {
    expect(await deny('S6', '18')).toMatchObject({ category: 'CODING_BUNDLED' })
  })
  test('and there was one: a copy went', async () => {
    expect(await deny('S5', '18')).toMatchObject({ category: 'DUPLICATE' })
  })
})

test('not covered, of a visit by video whose code this payer pays in person: it is the video', async () => {
  await ask(
    `UPDATE app.claim c SET status = 'paid' FROM app.session s
      WHERE c.practice_id = $1 AND s.practice_id = $1 AND s.id = c.session_id AND s.external_id = 'S3a'`,
  )
  await ask(
    `UPDATE app.claim_line l SET place_of_service = '11' FROM app.claim c JOIN app.session s ON s.practice_id = c.practice_id AND s.id = c.session_id
      WHERE l.practice_id = $1 AND c.practice_id = $1 AND c.id = l.claim_id AND s.external_id = 'S3a'`,
  )
  expect(await deny('S7', '96')).toMatchObject({
    category: 'TELEHEALTH',
    why: 'This payer paid the same code in person within 90 days.',
  })
})
