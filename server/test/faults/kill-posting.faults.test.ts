import { date } from '@ballast/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { receiveFile } from '../../src/cycle/remittance/actions/receive-file.ts'
import { type Fresh, freshDb } from '../harness.ts'
import { type EraClaim, eraFile, numberOf, plantClaims, plantPractice } from '../planted.ts'
import { chance, pause, seedOf, times, until, Worker } from './worker.ts'

// A worker is killed at any moment while it posts a payment. After the next start every claim of the payment is posted
// once: the rows, the journals and the money are held against what the files say.

const today = date('2026-03-10')
const claims = 1500
let fresh: Fresh

beforeAll(async () => {
  fresh = await freshDb({ today })
  await plantPractice(fresh, fresh.ground(), 1)
  await plantClaims(fresh, fresh.practiceId, claims)
}, 120_000)
afterAll(() => fresh.drop())

const ask = async (text: string, values: unknown[] = []): Promise<Record<string, number | string | null>> =>
  (await fresh.ownerPool.query(text, values)).rows[0] as never

type Sent = { fileId: string; cash: number; claims: number }

/** A file of two payments, some of whose claims are none of ours; what it pays in all. */
async function deliver(cycle: number, random: () => number): Promise<Sent> {
  const rows = (count: number): EraClaim[] =>
    Array.from({ length: count }, (_, i) => {
      const paid = 5000 + Math.floor(random() * 6000)
      const number = random() < 0.02 ? `STRANGER${cycle}X${i}` : numberOf(1 + Math.floor(random() * claims))
      return { number, charge: 15_000, paid, patient: random() < 0.5 ? 2000 : 0, payerNumber: `N${cycle}-${i}` }
    })
  const first = rows(900 + Math.floor(random() * 600))
  const second = rows(1 + Math.floor(random() * 50))
  const bytes = eraFile(1000 + cycle, [
    { trace: `EFT${cycle}A`, on: today, claims: first },
    { trace: `EFT${cycle}B`, on: today, claims: second },
  ])
  const { fileId } = await receiveFile(fresh.ground(), `era-${cycle}.835`, bytes)
  if (!fileId) throw new Error('the file was known')
  const all = [...first, ...second]
  return { fileId, claims: all.length, cash: all.reduce((sum, claim) => sum + claim.paid, 0) }
}

test('kill -9 in the middle of posting: nothing lost, nothing twice, the books balance', async () => {
  const random = chance(seedOf('kill -9 while posting'))
  const cycles = times(60, 500)
  let slowest = 0
  let interrupted = 0
  let cash = 0
  let worker = new Worker(fresh)
  await worker.says('ready')
  worker.tell({ do: 'work' })
  await worker.says('done')
  try {
    for (let cycle = 1; cycle <= cycles; cycle += 1) {
      const sent = await deliver(cycle, random)
      cash += sent.cash
      await worker.says('begun')
      await pause(5 + random() * 495)
      await worker.end('SIGKILL')
      const { state } = await ask('SELECT state FROM app.inbound_file WHERE id = $1', [sent.fileId])
      if (state === 'working') interrupted += 1

      worker = new Worker(fresh)
      await worker.says('ready')
      const restarted = performance.now()
      worker.tell({ do: 'work' })
      await worker.says('done')
      await until(`file ${cycle} is at its end`, 30, async () => {
        const now = await ask('SELECT state FROM app.inbound_file WHERE id = $1', [sent.fileId])
        return now.state === 'done'
      })
      slowest = Math.max(slowest, performance.now() - restarted)

      const posted = await ask(
        `SELECT count(*)::int AS claims, count(DISTINCT rc.journal_id)::int AS journals,
            (SELECT count(*)::int FROM app.remittance WHERE file_id = $1 AND state = 'posted') AS payments
          FROM app.remittance_claim rc JOIN app.remittance r ON r.practice_id = rc.practice_id AND r.id = rc.remittance_id
          WHERE r.file_id = $1`,
        [sent.fileId],
      )
      expect(posted).toEqual({ claims: sent.claims, journals: sent.claims, payments: 2 })
      const books = await ask(
        `SELECT sum(amount_cents)::bigint AS sum, (sum(amount_cents) FILTER (WHERE account = 'cash'))::bigint AS cash FROM app.posting`,
      )
      expect(books).toEqual({ sum: 0, cash })
    }
    const items = await ask(
      `SELECT count(*)::int AS wrong FROM app.open_item o JOIN (
          SELECT practice_id, claim_id, sum(amount_cents) FILTER (WHERE account = 'payer') AS payer,
            sum(amount_cents) FILTER (WHERE account = 'patient') AS patient,
            -sum(amount_cents) FILTER (WHERE account = 'contractual') AS contractual
          FROM app.posting WHERE claim_id IS NOT NULL GROUP BY 1, 2) p USING (practice_id, claim_id)
        WHERE o.payer_cents <> coalesce(p.payer, 0) OR o.patient_cents <> coalesce(p.patient, 0)`,
    )
    expect(items).toEqual({ wrong: 0 })
    process.stdout.write(
      `kill -9 while posting: ${cycles} cycles, ${interrupted} of them in the middle, slowest restart to final ${Math.round(slowest)} ms\n`,
    )
    expect(interrupted).toBeGreaterThan(cycles / 4)
  } finally {
    await worker.end('SIGKILL')
  }
})
