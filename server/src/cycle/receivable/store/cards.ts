import type { Cents, PlainDate } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import type { CardOnFile } from '../types.ts'

/** The cards of these patients, the newest first, taken off file or not. */
export async function listCards(tx: Tx, practiceId: string, patientIds: readonly string[]): Promise<CardOnFile[]> {
  const { rows } = await sql<CardOnFile>`
    SELECT c.id, c.patient_id AS "patientId", c.brand, c.last_four AS "lastFour", c.expires_on AS "expiresOn", c.holder,
      c.added_on AS "addedOn", c.added_by AS "addedBy", c.withdrawn_on AS "withdrawnOn",
      jsonb_build_object('version', g.version, 'signedOn', g.signed_on, 'signedBy', g.signed_by, 'withdrawnOn', g.withdrawn_on) AS consent
    FROM app.card_on_file c
    JOIN app.agreement_signature g ON g.practice_id = c.practice_id AND g.id = c.signature_id AND g.practice_id = ${practiceId}
    WHERE c.practice_id = ${practiceId} AND c.patient_id = ANY (${[...patientIds]}::uuid[])
    ORDER BY c.id DESC`.execute(tx)
  return rows
}

/** Whose a card is, and its token. */
export const findCard = (tx: Tx, practiceId: string, id: string) =>
  tx
    .selectFrom('card_on_file')
    .select(['patient_id as patientId', 'token', 'withdrawn_on as withdrawnOn'])
    .where('practice_id', '=', practiceId)
    .where('id', '=', id)
    .executeTakeFirst()

/** Keeps a card; false when the patient has it on file already. */
export async function saveCard(
  tx: Tx,
  ground: Ground,
  card: {
    readonly id: string
    readonly patientId: string
    readonly token: string
    readonly brand: string
    readonly lastFour: string
    readonly expiresOn: PlainDate
    readonly holder: string
    readonly signatureId: string
  },
): Promise<boolean> {
  const kept = await tx
    .insertInto('card_on_file')
    .values({
      practice_id: ground.practiceId,
      id: card.id,
      patient_id: card.patientId,
      token: card.token,
      brand: card.brand,
      last_four: card.lastFour,
      expires_on: card.expiresOn,
      holder: card.holder,
      signature_id: card.signatureId,
      added_on: ground.today(),
      added_by: ground.actor.name,
    })
    .onConflict((oc) =>
      oc.columns(['practice_id', 'patient_id', 'token']).where('withdrawn_on', 'is', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst()
  return kept !== undefined
}

export const setCardWithdrawn = (tx: Tx, ground: Ground, id: string) =>
  tx
    .updateTable('card_on_file')
    .set({ withdrawn_on: ground.today(), withdrawn_by: ground.actor.name })
    .where('practice_id', '=', ground.practiceId)
    .where('id', '=', id)
    .where('withdrawn_on', 'is', null)
    .returning('patient_id as patientId')
    .executeTakeFirst()

const charges = (tx: Tx, practiceId: string) =>
  tx
    .selectFrom('card_charge')
    .select([
      'id',
      'card_id as cardId',
      'session_id as sessionId',
      'amount_cents as amount',
      'state',
      'reference',
      'words',
      'asked_on as askedOn',
    ])
    .where('practice_id', '=', practiceId)

export const findCharge = (tx: Tx, practiceId: string, id: string) =>
  charges(tx, practiceId).where('id', '=', id).executeTakeFirst()

/** A charge, held until the end of the transaction: two who finish it do so one after the other. */
export const holdCharge = (tx: Tx, practiceId: string, id: string) =>
  charges(tx, practiceId).where('id', '=', id).forUpdate().executeTakeFirstOrThrow()

export const chargesOfVisit = (tx: Tx, practiceId: string, sessionId: string) =>
  charges(tx, practiceId).where('session_id', '=', sessionId).execute()

/** Charges the processor has not answered. */
export const openCharges = (tx: Tx, practiceId: string) =>
  charges(tx, practiceId).where('state', '=', 'asked').orderBy('id').execute()

export async function saveCharge(
  tx: Tx,
  ground: Ground,
  charge: { readonly id: string; readonly cardId: string; readonly sessionId: string; readonly amount: Cents },
): Promise<void> {
  await tx
    .insertInto('card_charge')
    .values({
      practice_id: ground.practiceId,
      id: charge.id,
      card_id: charge.cardId,
      session_id: charge.sessionId,
      amount_cents: charge.amount,
      state: 'asked',
      asked_on: ground.today(),
      asked_by: ground.actor.name,
    })
    .execute()
}

export async function setChargeAnswer(
  tx: Tx,
  ground: Ground,
  id: string,
  answer: {
    readonly state: 'approved' | 'declined'
    readonly reference: string | null
    readonly words: string | null
  },
): Promise<void> {
  await tx
    .updateTable('card_charge')
    .set({ ...answer, answered_on: ground.today() })
    .where('practice_id', '=', ground.practiceId)
    .where('id', '=', id)
    .execute()
}
