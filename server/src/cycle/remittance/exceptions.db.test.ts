import { date } from '@ballast/kernel'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { freshDb } from '../../../test/harness.ts'
import { type EraClaim, type EraPayment, eraFile, plantPractice } from '../../../test/planted.ts'
import { verify } from '../../ground/verify.ts'
import { sendReady } from '../claim/actions/send.ts'
import { adjustmentPage, claimPaymentPage, exceptionList, heldPaymentPage } from './actions/exceptions.ts'
import { receiveFile, resumeFiles } from './actions/receive-file.ts'
import {
  assignAdjustment,
  matchClaimPayment,
  setAdjustmentAside,
  setClaimPaymentAside,
  setPaymentAside,
  undoAdjustment,
  undoClaimPayment,
  undoPayment,
} from './actions/work-exceptions.ts'

// A payment that found no place is a biller's morning. Whatever they decide, the books are whole, say the same as if the
// payer had been right at once, and can be taken back.

const today = date('2026-03-20')
const paidOn = date('2026-03-18')
const fresh = await freshDb({ today })
afterAll(fresh.drop)
const ground = fresh.ground()
const ask = async <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await fresh.ownerPool.query<T>(text, values)).rows

type Own = { id: string; number: string; status: string; patient: string }
let own: Own[] = []
let next = 0
/** A claim of ours that no test has touched yet. */
const fresherClaim = (): Own => {
  const claim = own[next]
  next += 1
  if (!claim) throw new Error('plant more claims')
  return claim
}
let files = 0
const take = async (payment: Omit<EraPayment, 'trace' | 'on'> & { trace?: string }) => {
  files += 1
  const full = { on: paidOn, ...payment, trace: payment.trace ?? `T${files}` }
  await receiveFile(ground, `${files}.835`, eraFile(files, [full]))
  await fresh.machine.jobs.drain()
  const [row] = await ask<{ id: string; state: string }>(
    `SELECT r.id, r.state FROM app.remittance r JOIN app.inbound_file f ON f.practice_id = r.practice_id AND f.id = r.file_id WHERE f.name = $1`,
    [`${files}.835`],
  )
  return { id: row?.id ?? '', state: row?.state ?? '', trace: full.trace }
}
const paid = (number: string, rest: Partial<EraClaim> = {}): EraClaim => ({
  number,
  charge: 15_000,
  paid: 9_000,
  patient: 2_000,
  ...rest,
})
/** The claim payment of a payment that came for a number nobody knows. */
const stranger = async (rest: Partial<EraClaim> = {}): Promise<string> => {
  const { id } = await take({ claims: [paid(`LOST${files}`, rest)] })
  const [row] = await ask<{ id: string; state: string }>(
    'SELECT id, state FROM app.remittance_claim WHERE remittance_id = $1',
    [id],
  )
  expect(row?.state).toBe('exception')
  return row?.id ?? ''
}
const accountsOf = async (claimId: string) =>
  Object.fromEntries(
    (
      await ask<{ account: string; cents: number }>(
        `SELECT account, sum(amount_cents)::int AS cents FROM app.posting WHERE claim_id = $1 GROUP BY account HAVING sum(amount_cents) <> 0`,
        [claimId],
      )
    ).map(({ account, cents }) => [account, cents]),
  )
const account = async (name: string): Promise<number> =>
  (
    await ask<{ cents: number }>(
      'SELECT coalesce(sum(amount_cents), 0)::int AS cents FROM app.posting WHERE account = $1',
      [name],
    )
  )[0]?.cents ?? 0
const claimNow = async (id: string) =>
  (
    await ask<{ status: string; payerClaimNumber: string | null; on: string | null }>(
      `SELECT status, payer_claim_number AS "payerClaimNumber", adjudicated_on AS on FROM app.claim WHERE id = $1`,
      [id],
    )
  )[0]
const denials = (claimId: string) =>
  ask<{ state: string; outcome: string | null }>('SELECT state, outcome FROM app.denial WHERE claim_id = $1', [claimId])
const kinds = async () =>
  Object.fromEntries(
    (await exceptionList(ground, { sort: 'paidOn', limit: 500, offset: 0 })).kinds.map(({ id, count }) => [id, count]),
  )
const isDone = { ok: true }

beforeAll(async () => {
  await plantPractice(fresh, ground, 40)
  await sendReady(ground)
  await fresh.machine.jobs.drain()
  own = await ask<Own>(
    `SELECT c.id, c.control_number AS number, c.status, p.last_name AS patient FROM app.claim c
      JOIN app.patient p ON p.practice_id = c.practice_id AND p.id = c.patient_id ORDER BY p.external_id`,
  )
}, 120_000)

afterEach(async () => {
  await fresh.machine.jobs.drain()
  expect((await verify(fresh.machine, [fresh.practiceId])).filter((check) => !check.ok)).toEqual([])
})

describe('a claim payment that names no claim of ours', () => {
  test('matched by a person stands in the books as one that matched by itself, to the cent and to the line', async () => {
    const byItself = fresherClaim()
    const byHand = fresherClaim()
    await take({ claims: [paid(byItself.number)] })
    const waiting = await account('unapplied')
    const id = await stranger()
    expect(await account('unapplied')).toBe(waiting - 9_000)
    const cash = await account('cash')
    expect(await matchClaimPayment(ground, id, byHand.id)).toMatchObject(isDone)
    expect(await accountsOf(byHand.id)).toEqual(await accountsOf(byItself.id))
    expect(await account('unapplied')).toBe(waiting)
    expect(await account('cash')).toBe(cash)
    expect(await claimNow(byHand.id)).toMatchObject({ status: 'paid', on: today })
    const words = (claimId: string) =>
      ask(`SELECT kind, summary, on_day FROM app.claim_event WHERE claim_id = $1 AND kind = 'remitted'`, [claimId])
    expect(await words(byHand.id)).toEqual(await words(byItself.id))
    expect(
      await ask(`SELECT claim_line_number AS line FROM app.remittance_line WHERE remittance_claim_id = $1`, [id]),
    ).toEqual([{ line: 1 }])
    // The money came on the day the payer paid, not on the day somebody found out.
    expect(
      await ask(`SELECT DISTINCT effective_on AS on FROM app.posting WHERE claim_id = $1 AND account = 'cash'`, [
        byHand.id,
      ]),
    ).toEqual([{ on: paidOn }])
  })

  test('is offered the claim whose number lost a letter, and the patient’s of that day, each with why', async () => {
    const claim = fresherClaim()
    const { id } = await take({
      claims: [paid(claim.number.slice(0, -1), { charge: 12_345, visitOn: date('2025-06-01'), lastName: 'NOBODY' })],
    })
    const [row] = await ask<{ id: string }>('SELECT id FROM app.remittance_claim WHERE remittance_id = $1', [id])
    const near = await claimPaymentPage(ground, row?.id ?? '')
    expect(near?.suggestions[0]).toMatchObject({ id: claim.id })
    expect(near?.suggestions[0]?.why[0]).toBe(`nearly our number: ${claim.number}`)
    await matchClaimPayment(ground, row?.id ?? '', claim.id)

    const other = fresherClaim()
    await ask(`UPDATE app.patient SET last_name = 'Quimby' WHERE last_name = $1`, [other.patient])
    const lost = await stranger({ lastName: 'QUIMBY', visitOn: date('2026-03-03') })
    const page = await claimPaymentPage(ground, lost)
    expect(page?.suggestions[0]).toMatchObject({
      id: other.id,
      why: ['same patient', '1 day apart', 'same charge', 'same payer', 'not paid yet'],
    })
    expect(
      page?.source?.lines.some((line) => line.kind === 'segment' && line.isOurs && line.text.startsWith('CLP*LOST')),
    ).toBe(true)
    expect(await matchClaimPayment(ground, lost, other.id)).toMatchObject(isDone)
    expect((await claimPaymentPage(ground, lost))?.decision).toMatchObject({ kind: 'matched', by: 'Robin Biller' })
  })

  test('a denial found by hand opens a denial; undone, it closes, the claim stands as before, and the right claim gets it', async () => {
    const wrong = fresherClaim()
    const right = fresherClaim()
    const before = await claimNow(wrong.id)
    const id = await stranger({ paid: 0, patient: 0, status: '4', reason: '197' })
    expect(await matchClaimPayment(ground, id, wrong.id)).toMatchObject(isDone)
    await fresh.machine.jobs.drain()
    expect(await denials(wrong.id)).toEqual([{ state: 'open', outcome: null }])
    expect(await claimNow(wrong.id)).toMatchObject({ status: 'denied' })

    expect(await undoClaimPayment(ground, id, 'another patient')).toMatchObject(isDone)
    await fresh.machine.jobs.drain()
    expect(await denials(wrong.id)).toEqual([{ state: 'closed', outcome: 'the match was undone' }])
    expect(await claimNow(wrong.id)).toEqual(before)

    expect(await matchClaimPayment(ground, id, right.id)).toMatchObject(isDone)
    await fresh.machine.jobs.drain()
    expect(await denials(right.id)).toEqual([{ state: 'open', outcome: null }])
    expect(await denials(wrong.id)).toEqual([{ state: 'closed', outcome: 'the match was undone' }])
  })

  test('a match undone and made again on the same claim has its denial open again', async () => {
    const claim = fresherClaim()
    const id = await stranger({ paid: 0, patient: 0, status: '4', reason: '197' })
    await matchClaimPayment(ground, id, claim.id)
    await fresh.machine.jobs.drain()
    await undoClaimPayment(ground, id, 'not sure')
    await fresh.machine.jobs.drain()
    await matchClaimPayment(ground, id, claim.id)
    await fresh.machine.jobs.drain()
    expect(await denials(claim.id)).toEqual([{ state: 'open', outcome: null }])
  })

  test('an old payment matched late does not close what the payer denied after it', async () => {
    const claim = fresherClaim()
    const id = await stranger()
    await take({ claims: [paid(claim.number, { paid: 0, patient: 0, status: '4', reason: '197' })] })
    await ask(`UPDATE app.remittance SET paid_on = '2026-03-19' WHERE trace_number = 'T${files}'`)
    await matchClaimPayment(ground, id, claim.id)
    await fresh.machine.jobs.drain()
    expect(await denials(claim.id)).toEqual([{ state: 'open', outcome: null }])
  })

  test('a match undone leaves nothing on the claim, and the money waits where it waited; twice there is nothing to undo', async () => {
    const claim = fresherClaim()
    const before = await accountsOf(claim.id)
    const waiting = await account('unapplied')
    const id = await stranger()
    for (const round of [1, 2]) {
      expect(await matchClaimPayment(ground, id, claim.id), `round ${round}`).toMatchObject(isDone)
      expect(await undoClaimPayment(ground, id, 'another patient'), `round ${round}`).toMatchObject(isDone)
      expect(await accountsOf(claim.id)).toEqual(before)
      expect(await account('unapplied')).toBe(waiting - 9_000)
    }
    expect(await claimNow(claim.id)).toMatchObject({ status: 'sent', payerClaimNumber: null, on: null })
    expect(await undoClaimPayment(ground, id, 'again')).toMatchObject({
      refusal: { kind: 'remittance.nothing_to_undo' },
    })
    await matchClaimPayment(ground, id, claim.id)
  })

  test('a claim somebody worked since keeps how it stands when the match is undone, and its timeline says so', async () => {
    const claim = fresherClaim()
    const id = await stranger()
    await matchClaimPayment(ground, id, claim.id)
    await ask(`UPDATE app.claim SET status = 'closed', version = version + 1 WHERE id = $1`, [claim.id])
    expect(await undoClaimPayment(ground, id, 'another patient')).toMatchObject(isDone)
    expect(await claimNow(claim.id)).toMatchObject({ status: 'closed' })
    expect(
      await ask(`SELECT summary FROM app.claim_event WHERE claim_id = $1 AND kind = 'match-undone'`, [claim.id]),
    ).toEqual([{ summary: expect.stringContaining('keeps how it stands') }])
    await matchClaimPayment(ground, id, claim.id)
  })

  test('a match whose claim has gone on to be sent again is not undone under it', async () => {
    const claim = fresherClaim()
    const id = await stranger()
    await matchClaimPayment(ground, id, claim.id)
    await ask(`UPDATE app.claim SET status = 'ready', version = version + 1 WHERE id = $1`, [claim.id])
    expect(await undoClaimPayment(ground, id, 'another patient')).toMatchObject({
      refusal: { kind: 'remittance.invalid' },
    })
    await ask(`UPDATE app.claim SET status = 'paid' WHERE id = $1`, [claim.id])
  })

  test('what a file matched by itself, and a claim nobody has sent, are refused with why', async () => {
    const claim = fresherClaim()
    const { id } = await take({ claims: [paid(claim.number)] })
    const [row] = await ask<{ id: string }>('SELECT id FROM app.remittance_claim WHERE remittance_id = $1', [id])
    expect(await undoClaimPayment(ground, row?.id ?? '', 'just so')).toMatchObject({
      refusal: { kind: 'remittance.nothing_to_undo' },
    })
    expect(await matchClaimPayment(ground, row?.id ?? '', claim.id)).toMatchObject({
      refusal: { kind: 'remittance.not_waiting' },
    })
    const lost = await stranger()
    const unsent = fresherClaim()
    await ask('UPDATE app.claim SET sent_on = NULL WHERE id = $1', [unsent.id])
    expect(await matchClaimPayment(ground, lost, unsent.id)).toMatchObject({
      refusal: { kind: 'remittance.invalid', message: expect.stringContaining('has not been sent') },
    })
    await setClaimPaymentAside(ground, lost, { reason: 'not ours', money: 'unapplied' })
  })

  test('set aside as not ours, its money is due back to the payer; kept in other books, it stays unapplied; undone, it waits', async () => {
    const [due, waiting] = [await account('refund-due'), await account('unapplied')]
    const id = await stranger()
    expect(await setClaimPaymentAside(ground, id, { reason: 'another practice', money: 'refund_due' })).toMatchObject(
      isDone,
    )
    expect([await account('refund-due'), await account('unapplied')]).toEqual([due - 9_000, waiting])
    expect(await undoClaimPayment(ground, id, 'it is ours')).toMatchObject(isDone)
    expect([await account('refund-due'), await account('unapplied')]).toEqual([due, waiting - 9_000])
    expect(
      await setClaimPaymentAside(ground, id, { reason: 'billed in the old system', money: 'unapplied' }),
    ).toMatchObject(isDone)
    expect([await account('refund-due'), await account('unapplied')]).toEqual([due, waiting - 9_000])
    expect(await kinds()).toEqual({})
  })

  test('a payment taken back of a claim we do not know is owed to us when it is set aside', async () => {
    const due = await account('refund-due')
    const { id } = await take({
      claims: [paid('GONE', { status: '22', charge: -15_000, paid: -9_000, patient: -2_000 })],
      amount: -9_000,
    })
    const [row] = await ask<{ id: string; state: string }>(
      'SELECT id, state FROM app.remittance_claim WHERE remittance_id = $1',
      [id],
    )
    expect(row?.state).toBe('exception')
    await setClaimPaymentAside(ground, row?.id ?? '', { reason: 'not ours', money: 'refund_due' })
    expect(await account('refund-due')).toBe(due + 9_000)
  })

  test('eight at once match one payment to two claims: one does, the others are told who was first', async () => {
    const [one, two] = [fresherClaim(), fresherClaim()]
    const id = await stranger()
    const ends = await Promise.all(
      Array.from({ length: 8 }, (_, i) => matchClaimPayment(ground, id, (i % 2 === 0 ? one : two).id)),
    )
    expect(ends.filter((end) => end.ok)).toHaveLength(1)
    for (const end of ends)
      if (!end.ok)
        expect(end.refusal).toMatchObject({
          kind: 'remittance.not_waiting',
          message: expect.stringContaining('Robin Biller was first'),
        })
    const undone = await Promise.all(Array.from({ length: 8 }, () => undoClaimPayment(ground, id, 'tried')))
    expect(undone.filter((end) => end.ok)).toHaveLength(1)
    await matchClaimPayment(ground, id, one.id)
  })
})

describe('money taken or given outside any claim', () => {
  const outside = async (amount: number, reference?: string, reason = 'WO') => {
    const claim = fresherClaim()
    const { id } = await take({
      claims: [paid(claim.number)],
      plb: [{ reason, amount, ...(reference ? { reference } : {}) }],
    })
    return { id, claim }
  }

  test('taken back for a claim: the payer owes it again there, and what waited is explained', async () => {
    const waiting = await account('payer-adjustment')
    const overpaid = fresherClaim()
    await take({ claims: [paid(overpaid.number)] })
    await take({ claims: [paid(overpaid.number, { paid: 5_000, patient: 0, charge: 5_000 })] })
    expect((await accountsOf(overpaid.id)).payer).toBe(-5_000)
    const { id } = await outside(5_000, overpaid.number)
    expect(await account('payer-adjustment')).toBe(waiting + 5_000)
    expect((await adjustmentPage(ground, id, 1))?.suggestions).toMatchObject([
      { id: overpaid.id, why: ['its reference names our number', 'paid over by exactly this'] },
    ])
    const parts = [{ to: 'claim' as const, claimId: overpaid.id, amountCents: 5_000 }]
    expect(await assignAdjustment(ground, id, 1, parts)).toMatchObject(isDone)
    expect(await account('payer-adjustment')).toBe(waiting)
    expect((await accountsOf(overpaid.id)).payer ?? 0).toBe(0)
    expect(
      await ask(`SELECT summary FROM app.claim_event WHERE claim_id = $1 AND kind = 'taken-back'`, [overpaid.id]),
    ).toEqual([{ summary: expect.stringContaining('The payer took back 50.00 of this claim') }])
    expect(await undoAdjustment(ground, id, 1, 'another claim')).toMatchObject(isDone)
    expect((await accountsOf(overpaid.id)).payer).toBe(-5_000)
    expect(await account('payer-adjustment')).toBe(waiting + 5_000)
    expect(await assignAdjustment(ground, id, 1, parts)).toMatchObject(isDone)
    expect(await account('payer-adjustment')).toBe(waiting)
  })

  test('split over two claims, income and a balance carried forward: its parts are it to the cent, or it is refused', async () => {
    const [income, waiting] = [await account('other-income'), await account('payer-adjustment')]
    const [one, two] = [fresherClaim(), fresherClaim()]
    const { id } = await outside(10_000)
    const parts = (last: number) => [
      { to: 'claim' as const, claimId: one.id, amountCents: 4_000 },
      { to: 'claim' as const, claimId: two.id, amountCents: 3_000 },
      { to: 'income' as const, amountCents: 1_000 },
      { to: 'forward' as const, amountCents: last },
    ]
    for (const off of [1_999, 2_001])
      expect(await assignAdjustment(ground, id, 1, parts(off))).toMatchObject({
        refusal: { kind: 'remittance.invalid', message: expect.stringContaining('off by') },
      })
    expect(await assignAdjustment(ground, id, 1, parts(2_000))).toMatchObject(isDone)
    expect((await accountsOf(one.id)).payer).toBe(19_000)
    expect((await accountsOf(two.id)).payer).toBe(18_000)
    expect(await account('other-income')).toBe(income + 1_000)
    expect(await account('payer-adjustment')).toBe(waiting + 2_000)
    expect(await undoAdjustment(ground, id, 1, 'to be asked')).toMatchObject(isDone)
    expect(await account('other-income')).toBe(income)
    expect(await setAdjustmentAside(ground, id, 1, 'the payer explains it next month')).toMatchObject(isDone)
    expect(await account('payer-adjustment')).toBe(waiting + 10_000)
  })

  test('given, not taken: a part that is taken, one that is nothing, and a claim twice are refused', async () => {
    const claim = fresherClaim()
    const { id } = await outside(-2_000, undefined, 'CS')
    const to = { to: 'claim' as const, claimId: claim.id }
    for (const parts of [
      [{ to: 'income' as const, amountCents: 2_000 }],
      [
        { to: 'income' as const, amountCents: -2_000 },
        { to: 'forward' as const, amountCents: 0 },
      ],
      [
        { ...to, amountCents: -1_000 },
        { ...to, amountCents: -1_000 },
      ],
    ])
      expect(await assignAdjustment(ground, id, 1, parts)).toMatchObject({ refusal: { kind: 'remittance.invalid' } })
    expect(await assignAdjustment(ground, id, 1, [{ ...to, amountCents: -2_000 }])).toMatchObject(isDone)
    expect((await accountsOf(claim.id)).payer).toBe(13_000)
  })

  test('takes back what waited as due to the payer', async () => {
    const due = await account('refund-due')
    const lost = await stranger()
    await setClaimPaymentAside(ground, lost, { reason: 'another practice', money: 'refund_due' })
    const { id } = await outside(9_000)
    expect(await assignAdjustment(ground, id, 1, [{ to: 'refund_due', amountCents: 9_000 }])).toMatchObject(isDone)
    expect(await account('refund-due')).toBe(due)
  })

  test('interest explains itself, and eight at once assign one adjustment once', async () => {
    const { id } = await outside(-300, undefined, 'L6')
    expect(await setAdjustmentAside(ground, id, 1, 'no reason')).toMatchObject({
      refusal: { kind: 'remittance.not_waiting' },
    })
    const wo = await outside(1_000)
    const ends = await Promise.all(
      Array.from({ length: 8 }, () => assignAdjustment(ground, wo.id, 1, [{ to: 'income', amountCents: 1_000 }])),
    )
    expect(ends.filter((end) => end.ok)).toHaveLength(1)
  })
})

describe('a payment that does not add up', () => {
  test('says where and by how much, and what to write to the payer; the same payment corrected closes it', async () => {
    const claim = fresherClaim()
    const off = await take({
      trace: 'OFF1',
      claims: [paid(claim.number, { charge: 15_001 }), paid('X1')],
      amount: 18_000,
    })
    expect(off.state).toBe('posted')
    const other = fresherClaim()
    const held = await take({ trace: 'OFF2', claims: [paid(other.number)], amount: 9_001 })
    expect(held.state).toBe('exception')
    const page = await heldPaymentPage(ground, held.id)
    expect(page?.off).toMatchObject([{ level: 'payment', offByCents: 1 }])
    expect(page?.letter).toContain('The payment of 90.01 is not its claims 90.00')
    // The payer sends it again with the amount as it was, and the claims as they should have been.
    const right = await take({ trace: 'OFF2', claims: [paid(other.number, { paid: 9_001 })] })
    expect(right.state).toBe('posted')
    expect(await ask('SELECT state, reason FROM app.remittance WHERE id = $1', [held.id])).toEqual([
      { state: 'set_aside', reason: expect.stringContaining('Corrected by the payment in') },
    ])
    const [lost] = await ask<{ id: string }>(
      'SELECT id FROM app.remittance_claim WHERE remittance_id = $1 AND state = $2',
      [off.id, 'exception'],
    )
    await setClaimPaymentAside(ground, lost?.id ?? '', { reason: 'not ours', money: 'unapplied' })
  })

  test('corrected under another amount it is offered, and a person closes it by that; another payer’s payment is refused', async () => {
    const claim = fresherClaim()
    const held = await take({ trace: 'OFF3', claims: [paid(claim.number)], amount: 9_500 })
    const right = await take({ trace: 'OFF3', claims: [paid(claim.number)] })
    expect(right.state).toBe('posted')
    expect((await heldPaymentPage(ground, held.id))?.corrected).toMatchObject([{ id: right.id, amountCents: 9_000 }])
    const elsewhere = await take({ claims: [paid(fresherClaim().number)] })
    expect(await setPaymentAside(ground, held.id, { reason: 'corrected', correctedBy: elsewhere.id })).toMatchObject({
      refusal: { kind: 'remittance.invalid' },
    })
    expect(await setPaymentAside(ground, held.id, { reason: 'corrected', correctedBy: right.id })).toMatchObject(isDone)
    expect(await setPaymentAside(ground, held.id, { reason: 'corrected' })).toMatchObject({
      refusal: { kind: 'remittance.not_waiting' },
    })
    expect(await undoPayment(ground, held.id, 'looked again')).toMatchObject(isDone)
    expect(await ask('SELECT state, reason FROM app.remittance WHERE id = $1', [held.id])).toEqual([
      { state: 'exception', reason: expect.stringContaining('is not its claims') },
    ])
    expect(await setPaymentAside(ground, held.id, { reason: 'corrected', correctedBy: right.id })).toMatchObject(isDone)
  })
})

test('the queue shows the oldest money first, can be cut by kind and by number, and empties as it is worked', async () => {
  expect(await kinds()).toEqual({})
  const id = await stranger({ lastName: 'QUEUED' })
  const held = await take({ trace: 'OFF9', claims: [paid('Q')], amount: 1 })
  await ask(`UPDATE app.remittance SET paid_on = '2026-01-05' WHERE id = $1`, [held.id])
  const all = await exceptionList(ground, { sort: 'paidOn', limit: 10, offset: 0 })
  expect(all.exceptions.map(({ kind }) => kind)).toEqual(['payment', 'claim'])
  const dearest = await exceptionList(ground, { sort: 'amount', limit: 10, offset: 0 })
  expect(dearest.exceptions.map(({ kind }) => kind)).toEqual(['claim', 'payment'])
  expect(all).toMatchObject({ total: 2, amountCents: 9_001 })
  expect(await exceptionList(ground, { kind: 'claim', sort: 'paidOn', limit: 10, offset: 0 })).toMatchObject({
    total: 1,
    exceptions: [{ subjectId: id, amountCents: 9_000 }],
    kinds: [
      { id: 'claim', count: 1 },
      { id: 'payment', count: 1 },
    ],
  })
  expect((await exceptionList(ground, { search: 'queued', sort: 'paidOn', limit: 10, offset: 0 })).total).toBe(1)
  expect((await exceptionList(ground, { search: 'OFF9', sort: 'paidOn', limit: 10, offset: 0 })).total).toBe(1)
  await setPaymentAside(ground, held.id, { reason: 'the payer sends another' })
  await setClaimPaymentAside(ground, id, { reason: 'not ours', money: 'unapplied' })
  expect(await kinds()).toEqual({})
})

test('a payment whose posting was cut off is gone on with the next morning, once', async () => {
  const claim = fresherClaim()
  const { id } = await take({ claims: [paid(claim.number)] })
  // As a process leaves it that was killed between taking the payment's identity and its first claims.
  const posted = await ask<{ journal: string }>(
    'SELECT journal_id AS journal FROM app.remittance_claim WHERE remittance_id = $1',
    [id],
  )
  expect(posted).toHaveLength(1)
  await ask(`UPDATE app.remittance SET state = 'working' WHERE id = $1`, [id])
  await resumeFiles(fresh.ground(undefined, date('2026-03-21')))
  await fresh.machine.jobs.drain()
  expect(await ask('SELECT state FROM app.remittance WHERE id = $1', [id])).toEqual([{ state: 'posted' }])
  expect(await ask('SELECT journal_id AS journal FROM app.remittance_claim WHERE remittance_id = $1', [id])).toEqual(
    posted,
  )
})
