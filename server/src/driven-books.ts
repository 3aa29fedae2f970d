import { type Cents, cents, formatDecimal } from '@ballast/kernel'
import { sql } from 'kysely'
import { reading, type Tx } from './ground/db.ts'
import type { Ground } from './ground/ground.ts'
import { balances } from './ground/ledger.ts'

// What the ledger says at the end of a driven year, cut so that somebody else's books can be laid beside it: by claim, by
// patient, by payer and by account.

const money = (amount: number | string | null): string => formatDecimal(cents(Number(amount ?? 0)) as Cents)

/** Every journal's part by claim, patient or payer, in decimals. */
export async function drivenBooks(ground: Ground) {
  return reading(ground, async (tx) => {
    const accounts = await balances(tx, ground.practiceId)
    const claims = await byClaim(tx, ground.practiceId)
    const patients = await byPatient(tx, ground.practiceId)
    const payers = await byPayer(tx, ground.practiceId)
    return {
      accounts: Object.fromEntries([...accounts].map(([name, amount]) => [name, money(amount)])),
      claims: Object.fromEntries(
        claims.map((row) => [
          row.control_number,
          {
            paid: money(row.paid),
            contractual: money(row.contractual),
            patientResponsibility: money(row.patient),
          },
        ]),
      ),
      patients: Object.fromEntries(patients.map((row) => [row.external_id, money(row.cash)])),
      payers: Object.fromEntries(
        payers.map((row) => [
          row.edi_id,
          { payments: money(row.cash), interest: money(-row.interest), adjusted: money(row.adjusted) },
        ]),
      ),
    }
  })
}

const byClaim = async (tx: Tx, practiceId: string) =>
  (
    await sql<{ control_number: string; paid: number; contractual: number; patient: number }>`
    SELECT c.control_number, sum(p.amount_cents) FILTER (WHERE p.account = 'cash')::bigint AS paid,
      sum(p.amount_cents) FILTER (WHERE p.account = 'contractual')::bigint AS contractual,
      sum(p.amount_cents) FILTER (WHERE p.account = 'patient')::bigint AS patient
    FROM app.posting p
    JOIN app.journal j ON j.practice_id = p.practice_id AND j.id = p.journal_id
    JOIN app.claim c ON c.practice_id = p.practice_id AND c.id = p.claim_id
    WHERE p.practice_id = ${practiceId} AND j.practice_id = ${practiceId} AND c.practice_id = ${practiceId} AND j.kind = 'remittance'
    GROUP BY c.control_number`.execute(tx)
  ).rows

const byPatient = async (tx: Tx, practiceId: string) =>
  (
    await sql<{ external_id: string; cash: number }>`
    SELECT t.external_id, sum(p.amount_cents)::bigint AS cash
    FROM app.posting p
    JOIN app.journal j ON j.practice_id = p.practice_id AND j.id = p.journal_id
    JOIN app.patient t ON t.practice_id = p.practice_id AND t.id = p.patient_id
    WHERE p.practice_id = ${practiceId} AND j.practice_id = ${practiceId} AND t.practice_id = ${practiceId}
      AND p.account = 'cash' AND j.kind LIKE 'patient-%'
    GROUP BY t.external_id`.execute(tx)
  ).rows

const byPayer = async (tx: Tx, practiceId: string) =>
  (
    await sql<{ edi_id: string; cash: number; interest: number; adjusted: number }>`
    SELECT y.edi_id, coalesce(sum(p.amount_cents) FILTER (WHERE p.account = 'cash'), 0)::bigint AS cash,
      coalesce(sum(p.amount_cents) FILTER (WHERE p.account = 'other-income'), 0)::bigint AS interest,
      coalesce(sum(p.amount_cents) FILTER (WHERE p.account = 'payer-adjustment'), 0)::bigint AS adjusted
    FROM app.posting p
    JOIN app.journal j ON j.practice_id = p.practice_id AND j.id = p.journal_id
    JOIN app.payer y ON y.practice_id = p.practice_id AND y.id = p.payer_id
    WHERE p.practice_id = ${practiceId} AND j.practice_id = ${practiceId} AND y.practice_id = ${practiceId}
      AND j.kind IN ('remittance', 'provider-adjustment', 'unmatched')
    GROUP BY y.edi_id`.execute(tx)
  ).rows
