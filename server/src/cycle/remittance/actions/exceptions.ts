import { reading, type Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { linesOf } from '../../claim/actions/source.ts'
import { askForCorrection } from '../rules/ask-payer.ts'
import { imbalances } from '../rules/balance.ts'
import { numbersIn, suggestClaims, suggestForAdjustment } from '../rules/suggest.ts'
import * as store from '../store/exceptions.ts'
import { findHeld, findInbound } from '../store/payments.ts'
import { providerAdjustmentWords } from '../tables/provider-adjustments.ts'
import { keptPayment } from './receive-file.ts'

// What a person needs to see to decide: what waits, what it may be, and the payer's own words for it.

export const exceptionList = (ground: Ground, filter: store.ExceptionFilter) =>
  reading(ground, (tx) => store.listExceptions(tx, ground.practiceId, filter))

/** A claim payment with what it may be for, what was decided of it, and its segments. */
export const claimPaymentPage = (ground: Ground, id: string) =>
  reading(ground, async (tx) => {
    const row = await store.findClaimPayment(tx, ground.practiceId, id)
    if (!row) return null
    const found = row.state === 'exception' ? await store.gatherSuggested(tx, ground.practiceId, row) : []
    const about = { remittanceId: row.remittanceId, claimPaymentId: id, number: null }
    return {
      id,
      remittanceId: row.remittanceId,
      controlNumber: row.controlNumber,
      payerClaimNumber: row.payerClaimNumber,
      patient: row.patientName,
      serviceOn: row.serviceOn,
      chargeCents: row.charge,
      paidCents: row.paid,
      state: row.state,
      suggestions: suggestClaims(row, found),
      decision: told(await store.findDecision(tx, ground.practiceId, about)),
      source: await segmentsOf(tx, ground, row),
    }
  })

/** A provider adjustment with what it may be for, what was decided of it, and its segments. */
export const adjustmentPage = (ground: Ground, remittanceId: string, number: number) =>
  reading(ground, async (tx) => {
    const row = await store.findAdjustment(tx, ground.practiceId, remittanceId, number)
    if (!row) return null
    const found = await store.gatherForAdjustment(tx, ground.practiceId, row, numbersIn(row.reference))
    return {
      remittanceId,
      number,
      reason: row.reason,
      words: providerAdjustmentWords[row.reason] ?? null,
      reference: row.reference,
      amountCents: row.amount,
      state: row.state,
      note: row.note,
      suggestions: row.state === 'exception' ? suggestForAdjustment(row, found) : [],
      decision: told(await store.findDecision(tx, ground.practiceId, { remittanceId, claimPaymentId: null, number })),
      source: await segmentsOf(tx, ground, row, 'PLB'),
    }
  })

/** A payment that waits as a whole: where it is off and by how much, what to ask the payer, and what may have come in its place. */
export const heldPaymentPage = (ground: Ground, id: string) =>
  reading(ground, async (tx) => {
    const held = await findHeld(tx, ground.practiceId, id)
    if (!held) return null
    const payment = await keptPayment(ground, held.file, held.position)
    const wrong = imbalances(payment)
    const [first] = wrong
    const range = payment.claims.find(({ ordinal }) => ordinal === first?.claim)?.source ?? payment.source
    return {
      id,
      state: held.state,
      off: wrong.map(({ level, claim, line, offBy, message }) => ({ level, claim, line, offByCents: offBy, message })),
      letter: askForCorrection(payment, wrong),
      corrected: await store.postedUnderTrace(tx, ground.practiceId, id),
      decision: told(
        await store.findDecision(tx, ground.practiceId, { remittanceId: id, claimPaymentId: null, number: null }),
      ),
      source: await segmentsOf(tx, ground, { fileId: held.file.id, ...range }),
    }
  })

/** A kept file as far as it can be shown: its name, why it waits, and its beginning. */
export const filePage = (ground: Ground, id: string) =>
  reading(ground, async (tx) => {
    const file = await findInbound(tx, ground.practiceId, id)
    if (!file) return null
    const source = await segmentsOf(tx, ground, { fileId: id, from: 0, until: shownOfFile })
    return { id, name: file.name, state: file.state, receivedOn: file.receivedOn, source }
  })

const shownOfFile = 4_000

const told = (decision: store.Decision | null) =>
  decision && { kind: decision.kind, reason: decision.reason, on: decision.on, by: decision.by }

const mostLines = 120

/** The payer's own segments; of a payment only those that begin so, when a name is given. */
async function segmentsOf(
  tx: Tx,
  ground: Ground,
  place: { readonly fileId: string; readonly from: number; readonly until: number },
  only?: 'PLB',
) {
  const file = await findInbound(tx, ground.practiceId, place.fileId)
  const bytes = file && (await ground.files.read(file.sha256))
  if (!(file && bytes)) return null
  const text = Buffer.from(bytes).toString('latin1')
  let { from, until } = place
  if (only) {
    const at = text.slice(from, until).search(/(?<=[^A-Za-z0-9])PLB[^A-Za-z0-9]/)
    if (at >= 0) {
      from += at
      const end = text.slice(from, until).search(/(?<=[^A-Za-z0-9])SE[^A-Za-z0-9]/)
      if (end >= 0) until = from + end
    }
  }
  return { name: file.name, lines: linesOf(text, { from, until }, '').slice(0, mostLines) }
}
