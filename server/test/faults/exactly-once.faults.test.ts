import { date } from '@ballast/kernel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { confirmPayment, readFile, receiveFile } from '../../src/cycle/remittance/actions/receive-file.ts'
import { type Fresh, freshDb } from '../harness.ts'
import { type EraPayment, eraFile, numberOf, plantClaims, plantPractice } from '../planted.ts'
import { chance, seedOf, times } from './worker.ts'

// The same payment comes again in every way a payer or a clearinghouse sends it again. What is a true duplicate is set
// aside, what may be another payment waits for a person, what is another payment posts.

const today = date('2026-03-10')
const claims = 400
let fresh: Fresh
let control = 0
const nextControl = (): number => {
  control += 1
  return control
}

beforeAll(async () => {
  fresh = await freshDb({ today })
  await plantPractice(fresh, fresh.ground(), 1)
  await plantClaims(fresh, fresh.practiceId, claims)
}, 120_000)
afterAll(() => fresh.drop())

const ask = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await fresh.ownerPool.query(text, values)).rows as T[]

/** Takes a file in and reads it to its end; what became of its payments, in their order. */
async function take(payments: readonly EraPayment[], envelope = nextControl()): Promise<string[] | 'known'> {
  const { fileId } = await receiveFile(fresh.ground(), `era-${envelope}.835`, eraFile(envelope, payments))
  if (!fileId) return 'known'
  await readFile(fresh.ground(), fileId)
  return endsOf(fileId)
}

const endsOf = async (fileId: string): Promise<string[]> =>
  (await ask<{ state: string }>('SELECT state FROM app.remittance WHERE file_id = $1 ORDER BY position', [fileId])).map(
    (row) => row.state,
  )

const cash = async (): Promise<number> =>
  (
    await ask<{ cash: number }>(
      `SELECT coalesce(sum(amount_cents), 0)::bigint AS cash FROM app.posting WHERE account = 'cash'`,
    )
  )[0]?.cash ?? 0

const claim = (i: number, paid = 9000) => ({ number: numberOf(i), charge: 15_000, paid, patient: 2000 })

describe('a payment that comes again', () => {
  test('as the same bytes is known, and nothing runs', async () => {
    const payment = { trace: 'SAME1', on: today, claims: [claim(1)] }
    expect(await take([payment], 900_001)).toEqual(['posted'])
    const before = await cash()
    expect(await take([payment], 900_001)).toBe('known')
    expect(await cash()).toBe(before)
  })

  test('in another envelope is set aside, and says which file had it', async () => {
    const payment = { trace: 'SAME2', on: today, claims: [claim(2)] }
    expect(await take([payment])).toEqual(['posted'])
    const before = await cash()
    expect(await take([payment])).toEqual(['set_aside'])
    expect(await cash()).toBe(before)
    const [row] = await ask<{ reason: string }>(
      `SELECT reason FROM app.remittance WHERE trace_number = 'SAME2' AND state = 'set_aside'`,
    )
    expect(row?.reason).toContain('was posted from era-')
  })

  test('twice in one file posts once', async () => {
    const payment = { trace: 'SAME3', on: today, claims: [claim(3)] }
    expect(await take([payment, payment])).toEqual(['posted', 'set_aside'])
  })

  test('beside a new one in one file: only the new one posts', async () => {
    const first = { trace: 'SAME4', on: today, claims: [claim(4)] }
    expect(await take([first])).toEqual(['posted'])
    expect(await take([first, { trace: 'NEW4', on: today, claims: [claim(5)] }])).toEqual(['set_aside', 'posted'])
  })
})

describe('another payment that looks alike', () => {
  test('one claim paid again under another trace is money that came: it posts', async () => {
    expect(await take([{ trace: 'AGAIN1', on: today, claims: [claim(6)] }])).toEqual(['posted'])
    const before = await cash()
    expect(await take([{ trace: 'AGAIN2', on: today, claims: [claim(6)] }])).toEqual(['posted'])
    expect((await cash()) - before).toBe(9000)
  })

  test('a reissued check, the same trace for another amount, waits for a person, and posts when confirmed, once', async () => {
    expect(await take([{ trace: 'CHECK7', on: today, claims: [claim(7)] }])).toEqual(['posted'])
    const before = await cash()
    expect(await take([{ trace: 'CHECK7', on: today, claims: [claim(7, 8000)] }])).toEqual(['exception'])
    expect(await cash()).toBe(before)
    const [held] = await ask<{ id: string }>(
      `SELECT id FROM app.remittance WHERE trace_number = 'CHECK7' AND state = 'exception'`,
    )
    await Promise.all([1, 2, 3].map(() => confirmPayment(fresh.ground(), held?.id ?? '')))
    expect((await cash()) - before).toBe(8000)
  })

  test('the same check number from the payer on another day waits for a person', async () => {
    expect(await take([{ trace: 'CHECK8', on: today, claims: [claim(8)] }])).toEqual(['posted'])
    expect(await take([{ trace: 'CHECK8', on: date('2026-03-11'), claims: [claim(8)] }])).toEqual(['exception'])
  })

  test('two payments without money under one trace both count when they decide other claims', async () => {
    const nothing = (i: number) => ({ number: numberOf(i), charge: 15_000, paid: 0, patient: 15_000 })
    expect(await take([{ trace: 'ZERO9', on: today, claims: [nothing(9)] }])).toEqual(['posted'])
    expect(await take([{ trace: 'ZERO9', on: today, claims: [nothing(9)] }])).toEqual(['set_aside'])
    expect(await take([{ trace: 'ZERO9', on: today, claims: [nothing(10)] }])).toEqual(['posted'])
  })

  test('a payment that does not add up posts nothing and says by how much', async () => {
    const before = await cash()
    expect(await take([{ trace: 'OFF11', on: today, claims: [claim(11)], amount: 9001 }])).toEqual(['exception'])
    expect(await cash()).toBe(before)
  })
})

test('thousands of random deliveries: every payment posts once, none is lost', async () => {
  const random = chance(seedOf('random deliveries'))
  const payments: EraPayment[] = Array.from({ length: 60 }, (_, i) => ({
    trace: `RANDOM${i}`,
    on: today,
    claims: Array.from({ length: 1 + Math.floor(random() * 4) }, () =>
      claim(20 + Math.floor(random() * 300), 1000 + Math.floor(random() * 9000)),
    ),
  }))
  const seen = new Set<number>()
  const before = await cash()
  for (let delivery = times(250, 5000); delivery > 0; delivery -= 1) {
    const chosen = Array.from({ length: 1 + Math.floor(random() * 3) }, () => Math.floor(random() * payments.length))
    const ends = await take(chosen.map((i) => payments[i] as EraPayment))
    const expected = chosen.map((i) => {
      const isNew = !seen.has(i)
      seen.add(i)
      return isNew ? 'posted' : 'set_aside'
    })
    expect(ends).toEqual(expected)
  }
  const paid = [...seen].flatMap((i) => payments[i]?.claims ?? []).reduce((sum, one) => sum + one.paid, 0)
  expect((await cash()) - before).toBe(paid)
})

test('sixteen at once: the same payment in sixteen files, and one file read by sixteen workers, posts once', async () => {
  const rounds = times(100, 1000)
  for (let round = 1; round <= rounds; round += 1) {
    const before = await cash()
    const payment = { trace: `RACE${round}`, on: today, claims: [claim(350), claim(351)] }
    const files = await Promise.all(
      Array.from({ length: 16 }, (_, i) =>
        receiveFile(fresh.ground(), `race-${round}-${i}.835`, eraFile(nextControl(), [payment])),
      ),
    )
    const ids = files.map(({ fileId }) => fileId ?? '')
    await Promise.all(ids.map((id) => readFile(fresh.ground(), id)))
    const ends = (await Promise.all(ids.map(endsOf))).flat()
    expect(ends.filter((end) => end === 'posted')).toHaveLength(1)
    expect(ends.filter((end) => end === 'set_aside')).toHaveLength(15)

    const bytes = eraFile(nextControl(), [{ trace: `ZOMBIE${round}`, on: today, claims: [claim(352), claim(353)] }])
    const received = await Promise.all(
      Array.from({ length: 16 }, () => receiveFile(fresh.ground(), 'zombie.835', bytes)),
    )
    const known = received.flatMap(({ fileId }) => (fileId ? [fileId] : []))
    expect(known).toHaveLength(1)
    await Promise.all(Array.from({ length: 16 }, () => readFile(fresh.ground(), known[0] ?? '')))
    expect(await endsOf(known[0] ?? '')).toEqual(['posted'])
    expect((await cash()) - before).toBe(36_000)
  }
})
