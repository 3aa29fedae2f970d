import { readFile, receiveFile } from '../src/cycle/remittance/actions/receive-file.ts'
import { type EraPayment, eraFile, numberOf, plantClaims } from '../test/planted.ts'
import { figure } from './figure.ts'
import { countGiven, plainInsert, rowsOf, today, withPractice } from './practice.ts'

// Posting an 835, from its bytes to the ledger, the open items and the claims' timelines, against plain multi-row INSERTs of
// the same rows into tables of the same shape in the same database, committed as often. `--claims 1000` for a quick look.

const claims = countGiven('claims', 100_000)
const inPayment = Math.min(claims, 5_000)

await withPractice(async (benched) => {
  const { ground, ownerPool } = benched
  await plantClaims(benched, ground.practiceId, claims)
  const payments: EraPayment[] = Array.from({ length: Math.ceil(claims / inPayment) }, (_, p) => ({
    trace: `EFT${p}`,
    on: today,
    claims: Array.from({ length: Math.min(inPayment, claims - p * inPayment) }, (_, i) => ({
      number: numberOf(1 + p * inPayment + i),
      charge: 15_000,
      paid: 9_000,
      patient: 2_000,
    })),
  }))
  const { fileId } = await receiveFile(ground, 'bench.835', eraFile(1, payments))
  const start = performance.now()
  await readFile(ground, fileId ?? '')
  const ours = performance.now() - start

  const posted = await ownerPool.query(`SELECT count(*)::int AS n FROM app.remittance_claim WHERE state = 'posted'`)
  if (posted.rows[0]?.n !== claims) throw new Error(`${posted.rows[0]?.n} of ${claims} claims were posted`)
  const tables = [
    await rowsOf(benched, 'remittance_claim', 'true'),
    await rowsOf(benched, 'remittance_line', 'true'),
    await rowsOf(benched, 'remittance_adjustment', 'true'),
    await rowsOf(benched, 'journal', `kind = 'remittance'`),
    await rowsOf(benched, 'posting', `effective_on = '${today}'`),
    await rowsOf(benched, 'open_item', 'true'),
    await rowsOf(benched, 'claim_event', `kind = 'remitted'`),
  ]
  const floor = await plainInsert(benched, tables, Math.ceil(claims / 500))
  const rate = (milliseconds: number) => `${Math.round(claims / (milliseconds / 1000)).toLocaleString('en')} claims/s`
  figure(`posting an 835 of ${claims.toLocaleString('en')} claims`, rate(ours), rate(floor), ours / floor, 3)
})
