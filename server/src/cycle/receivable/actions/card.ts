import { type Cents, cents, date, formatDecimal, lastOfMonth, ok, type Result, refuse } from '@ballast/kernel'
import { audit } from '../../../ground/audit.ts'
import { isStepped } from '../../../ground/clock.ts'
import { changing, inTransaction, reading } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { deterministicId } from '../../../ground/ledger.ts'
import { agreementsPage, signAgreement } from '../../intake/actions/checkin.ts'
import { recordsOf } from '../../intake/actions/merge.ts'
import type { Signature } from '../../intake/types.ts'
import { holdsCardNumber, whyNotCharged } from '../rules.ts'
import * as store from '../store/cards.ts'
import { findDeskVisit } from '../store/desk.ts'
import { visitsOf } from '../store/payments.ts'
import { postAtDesk } from './collect.ts'

// A card on file is the processor's token and the consent to keep it. One press charges it and posts the payment: what is
// asked is written down first, under the key the processor is asked with. Whoever is killed between the charge and the
// posting, the errand asks again by that key, which charges nothing more, and posts what was charged.

export type CardRefusal =
  | { kind: 'not_found' }
  | {
      kind:
        | 'receivable.invalid'
        | 'receivable.no_processor'
        | 'receivable.card_stands_not'
        | 'receivable.card_declined'
        | 'receivable.charge_open'
        | 'receivable.charged_today'
      message: string
    }

const firstTrySeconds = 60
const nextTrySeconds = 600

/** A patient's cards, and the words that are signed for one; null when there is no such patient. */
export async function cardsPage(ground: Ground, patientId: string) {
  const page = await agreementsPage(ground, patientId)
  if (!page) return null
  return reading(ground, async (tx) => {
    const records = [...(await recordsOf(tx, ground.practiceId, [patientId])).keys()]
    const cards = await store.listCards(tx, ground.practiceId, records)
    return {
      cards: cards.map((card) => ({ ...card, whyNot: whyNotCharged(card, ground.today()) })),
      consent: page.agreements.find((each) => each.kind === 'card_on_file') ?? null,
      processor: ground.machine.cards.name,
    }
  })
}

/** Keeps a card by its token, and signs the consent for it. */
export function addCard(
  ground: Ground,
  patientId: string,
  input: {
    readonly token: string
    readonly brand: string
    readonly lastFour: string
    /** The month printed on the card, such as 2027-09. */
    readonly expires: string
    readonly holder: string
    readonly signedBy: string
    readonly signedAs: Signature['signedAs']
    readonly method: 'screen' | 'paper' | 'spoken'
  },
): Promise<Result<{ id: string }, CardRefusal>> {
  return inTransaction<{ id: string }, CardRefusal>(ground, async (tx) => {
    const invalid = (message: string) => refuse({ kind: 'receivable.invalid' as const, message })
    if ([input.token, input.brand, input.holder, input.signedBy].some(holdsCardNumber))
      return invalid(
        'This looks like a card’s number. Ballast keeps no card numbers: enter the card at your payment processor, and bring the token it gives you. Nothing was kept.',
      )
    const expiresOn = lastOfMonth(date(`${input.expires}-01`))
    if (expiresOn < ground.today()) return invalid(`The card expired with ${input.expires}. Ask for the new card.`)
    const signed = await signAgreement({ ...ground, within: tx }, patientId, { ...input, kind: 'card_on_file' })
    if (!signed.ok) return refuse({ kind: 'not_found' })
    const id = ground.newId()
    const isNew = await store.saveCard(tx, ground, {
      id,
      patientId,
      token: input.token,
      brand: input.brand,
      lastFour: input.lastFour,
      expiresOn,
      holder: input.holder,
      signatureId: signed.value.id,
    })
    if (!isNew) return invalid('This card is on file already. Take it off file first to sign for it anew.')
    await audit(tx, ground, { action: 'card.added', subject: patientId, detail: { cardId: id } })
    return ok({ id })
  })
}

/** Takes a card off file: it is charged no more. */
export function withdrawCard(ground: Ground, cardId: string): Promise<Result<{ id: string }, CardRefusal>> {
  return inTransaction<{ id: string }, CardRefusal>(ground, async (tx) => {
    if (!(await store.findCard(tx, ground.practiceId, cardId))) return refuse({ kind: 'not_found' })
    // A second time is as good as the first.
    const withdrawn = await store.setCardWithdrawn(tx, ground, cardId)
    if (withdrawn)
      await audit(tx, ground, { action: 'card.withdrawn', subject: withdrawn.patientId, detail: { cardId } })
    return ok({ id: cardId })
  })
}

type Charged = { readonly paymentId: string; readonly amountCents: Cents; readonly reference: string }

/** Charges a card on file for a visit and posts the payment, once for each key. */
export async function collectByCard(
  ground: Ground,
  input: {
    readonly key: string
    readonly sessionId: string
    readonly cardId: string
    /** In cents. */
    readonly amount: number
  },
): Promise<Result<Charged, CardRefusal>> {
  const { practiceId } = ground
  const { sessionId, cardId } = input
  const id = deterministicId(practiceId, 'card-charge', input.key)
  const asked = await inTransaction<{ id: string }, CardRefusal>(ground, async (tx) => {
    if (input.amount <= 0) return refuse({ kind: 'receivable.invalid', message: 'An amount above zero is needed.' })
    const amount = cents(input.amount)
    const desk = await findDeskVisit(tx, practiceId, sessionId)
    const card = await store.findCard(tx, practiceId, cardId)
    if (!desk || !card) return refuse({ kind: 'not_found' })
    // Holds the visit: two who press at once are seen one after the other, whatever their keys.
    await visitsOf(tx, practiceId, [desk.externalId])
    const known = await store.findCharge(tx, practiceId, id)
    if (known)
      return known.sessionId === sessionId && known.cardId === cardId && known.amount === amount
        ? ok({ id })
        : refuse({ kind: 'receivable.invalid', message: 'This Idempotency-Key came with another request before.' })
    const records = await recordsOf(tx, practiceId, [desk.patientId])
    if (!records.has(card.patientId))
      return refuse({ kind: 'receivable.invalid', message: 'This card is not on file for the patient of this visit.' })
    // A stand-in's approval is no money: what it says is posted only where the day itself is made up.
    if (!ground.machine.cards.movesMoney && !(await isStepped(tx, practiceId)))
      return refuse({
        kind: 'receivable.no_processor',
        message:
          'No payment processor is connected here, so nothing was charged. Charge the card at your processor, and take the payment as “card”.',
      })
    const shown = (await store.listCards(tx, practiceId, [card.patientId])).find((each) => each.id === cardId)
    const whyNot = shown ? whyNotCharged(shown, ground.today()) : null
    if (whyNot !== null)
      return refuse({ kind: 'receivable.card_stands_not', message: `${whyNot} Nothing was charged.` })
    for (const charge of await store.chargesOfVisit(tx, practiceId, sessionId)) {
      if (charge.state === 'asked') return refuse(stillOpen(charge.amount))
      if (charge.state === 'approved' && charge.amount === amount && charge.askedOn === ground.today())
        return refuse({
          kind: 'receivable.charged_today',
          message: `$${formatDecimal(amount)} was charged to a card for this visit today already. Nothing more was charged.`,
        })
    }
    await store.saveCharge(tx, ground, { id, cardId, sessionId, amount })
    await ground.machine.jobs.enqueue(tx, ground, 'receivable.finish-charge', { chargeId: id }, firstTrySeconds)
    return ok({ id })
  })
  return asked.ok ? finishCharge(ground, id) : asked
}

const stillOpen = (amount: number) =>
  ({
    kind: 'receivable.charge_open',
    message: `The processor has not answered yet whether $${formatDecimal(cents(amount))} was charged. Ballast asks again by itself and posts it once if it was; do not take it another way meanwhile.`,
  }) as const

/** Finds out at the processor what became of a charge, charging it where it never arrived, and posts what was charged. */
export async function finishCharge(ground: Ground, id: string): Promise<Result<Charged, CardRefusal>> {
  const { practiceId } = ground
  const { cards } = ground.machine
  const found = await reading(ground, async (tx) => {
    const charge = await store.findCharge(tx, practiceId, id)
    const card = charge && (await store.findCard(tx, practiceId, charge.cardId))
    if (!charge || !card) return null
    const shown = (await store.listCards(tx, practiceId, [card.patientId])).find((each) => each.id === charge.cardId)
    return { charge, card, whyNot: shown ? whyNotCharged(shown, ground.today()) : null }
  })
  if (!found) return refuse({ kind: 'not_found' })
  const { charge, card, whyNot } = found
  const amount = cents(charge.amount)
  const settled = answerOf(charge)
  if (settled) return settled
  const before = await cards.find(id)
  // What never arrived is charged only while it may be: the consent may have been withdrawn since.
  const answer =
    before ??
    (whyNot === null
      ? await cards.charge(card.token, amount, id)
      : ({ is: 'declined', why: `It never reached the processor. ${whyNot}` } as const))
  return changing(ground, async (tx) => {
    const held = await store.holdCharge(tx, practiceId, id)
    // Two may finish at once, and one of them no longer let it be charged: what the processor took is taken.
    const isTaken = answer.is === 'approved' && held.state === 'declined'
    const meanwhile = isTaken ? null : answerOf(held)
    if (meanwhile) return meanwhile
    if (answer.is === 'unreachable') return refuse(stillOpen(amount))
    const state = answer.is
    const told =
      answer.is === 'approved'
        ? { state, reference: answer.reference, words: null }
        : { state, reference: null, words: answer.why }
    await store.setChargeAnswer(tx, ground, id, told)
    if (answer.is === 'approved') {
      const isPosted = await postAtDesk(tx, ground, {
        sessionId: charge.sessionId,
        paymentId: id,
        amount,
        method: 'card',
      })
      // Rolled back, so that it stays open and is asked again.
      if (!isPosted) throw new Error('the visit of a charge is gone')
    }
    await audit(tx, ground, {
      action: `card.${answer.is}`,
      subject: charge.sessionId,
      detail: { cardId: charge.cardId, cents: amount },
    })
    return answerOf({ ...held, ...told }) ?? refuse(stillOpen(amount))
  })
}

/** What the processor answered, as it was kept; null while it has not. */
function answerOf(charge: {
  readonly id: string
  readonly state: string
  readonly amount: number
  readonly reference: string | null
  readonly words: string | null
}): Result<Charged, CardRefusal> | null {
  if (charge.state === 'approved')
    return ok({ paymentId: charge.id, amountCents: cents(charge.amount), reference: charge.reference ?? '' })
  if (charge.state === 'declined')
    return refuse({ kind: 'receivable.card_declined', message: `Declined: ${charge.words} Nothing was charged.` })
  return null
}

/** The errand of a charge: while the processor does not answer it is asked again later, for as long as that takes. */
export async function finishOrAskAgain(ground: Ground, id: string): Promise<void> {
  const finished = await finishCharge(ground, id)
  if (!finished.ok && finished.refusal.kind === 'receivable.charge_open')
    await changing(ground, (tx) =>
      ground.machine.jobs.enqueue(tx, ground, 'receivable.finish-charge', { chargeId: id }, nextTrySeconds),
    )
}

/** Finishes every charge that was left open. */
export async function finishCharges(ground: Ground): Promise<void> {
  const open = await reading(ground, (tx) => store.openCharges(tx, ground.practiceId))
  for (const { id } of open) await finishCharge(ground, id)
}
