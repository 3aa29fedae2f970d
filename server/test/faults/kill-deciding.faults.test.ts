import { date } from '@ballast/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendReady } from '../../src/cycle/claim/actions/send.ts'
import { receiveFile } from '../../src/cycle/remittance/actions/receive-file.ts'
import { verify } from '../../src/ground/verify.ts'
import { type Fresh, freshDb } from '../harness.ts'
import { eraFile, plantPractice } from '../planted.ts'
import { chance, pause, seedOf, times, Worker } from './worker.ts'

// A person says which claim a payment is for, takes it back, says it again, and says what was taken outside any claim; the
// process is killed in the middle of any of these and the person asks again. Each is there once and whole, or not at all.

const today = date('2026-03-20')
const cycles = times(3, 60)
let fresh: Fresh

beforeAll(async () => {
  fresh = await freshDb({ today })
  await plantPractice(fresh, fresh.ground(), cycles)
  await sendReady(fresh.ground())
  await fresh.machine.jobs.drain()
}, 120_000)
afterAll(() => fresh.drop())

const ask = async <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await fresh.ownerPool.query<T>(text, values)).rows

test('kill -9 while a person decides of money that waits: decided once, and the books are whole', async () => {
  const random = chance(seedOf('kill -9 while deciding'))
  const claims = await ask<{ id: string }>('SELECT id FROM app.claim ORDER BY id')
  let worker = new Worker(fresh)
  let kills = 0
  /** Told, perhaps killed in the middle, and then told again: a second telling finds it done. */
  const tell = async (told: Parameters<Worker['tell']>[0]) => {
    worker.tell(told)
    await worker.says('begun')
    if (random() < 0.7) {
      await pause(random() * 120)
      await worker.end('SIGKILL')
      kills += 1
      worker = new Worker(fresh)
      await worker.says('ready')
      worker.tell(told)
      await worker.says('begun')
    }
    await worker.says('done')
  }
  try {
    await worker.says('ready')
    for (let cycle = 0; cycle < cycles; cycle += 1) {
      const claimId = claims[cycle]?.id ?? ''
      const stranger = { number: `LOST${cycle}`, charge: 15_000, paid: 9_000, patient: 2_000 }
      const plb = [{ reason: 'WO', amount: 1_000 }]
      await receiveFile(
        fresh.ground(),
        `${cycle}.835`,
        eraFile(cycle + 1, [{ trace: `K${cycle}`, on: today, claims: [stranger], plb }]),
      )
      await fresh.machine.jobs.drain()
      const [row] = await ask<{ id: string; remittance: string }>(
        'SELECT id, remittance_id AS remittance FROM app.remittance_claim WHERE control_number = $1',
        [stranger.number],
      )
      const id = row?.id ?? ''
      await tell({ do: 'match', id, claimId })
      // Killed after the match was undone and told again, there is nothing left to undo: it is undone once.
      await tell({ do: 'unmatch', id })
      await tell({ do: 'match', id, claimId })
      await tell({ do: 'assign', id: row?.remittance ?? '', claimId, amount: 1_000 })
      await fresh.machine.jobs.drain()

      const accounts = await ask<{ account: string; cents: number }>(
        `SELECT account, sum(amount_cents)::int AS cents FROM app.posting WHERE claim_id = $1 GROUP BY account HAVING sum(amount_cents) <> 0 ORDER BY account`,
        [claimId],
      )
      expect(accounts, `cycle ${cycle}`).toEqual([
        { account: 'cash', cents: 8_000 },
        { account: 'contractual', cents: 4_000 },
        { account: 'income', cents: -15_000 },
        { account: 'patient', cents: 2_000 },
        { account: 'payer', cents: 1_000 },
      ])
      expect(
        await ask(
          `SELECT kind, count(*) FILTER (WHERE undone_on IS NULL)::int AS standing, count(*)::int AS made FROM app.remittance_decision
            WHERE remittance_id = $1 GROUP BY kind ORDER BY kind`,
          [row?.remittance],
        ),
        `cycle ${cycle}`,
      ).toEqual([
        { kind: 'assigned', standing: 1, made: 1 },
        { kind: 'matched', standing: 1, made: 2 },
      ])
    }
    const waits = await ask(
      `SELECT account FROM app.posting WHERE account IN ('unapplied', 'payer-adjustment') GROUP BY account HAVING sum(amount_cents) <> 0`,
    )
    expect(waits).toEqual([])
    expect((await verify(fresh.machine, [fresh.practiceId])).filter((check) => !check.ok)).toEqual([])
    process.stdout.write(`kill -9 while deciding: ${cycles} cycles, ${kills} kills\n`)
  } finally {
    await worker.end('SIGKILL')
  }
})
