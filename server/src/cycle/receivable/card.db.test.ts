import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { addDays, date } from '@ballast/kernel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDb } from '../../../test/harness.ts'
import { plantPractice } from '../../../test/planted.ts'
import { type CardProcessor, StandInProcessor } from '../../ground/cards.ts'
import { setToday } from '../../ground/clock.ts'
import type { Ground } from '../../ground/ground.ts'
import { verify } from '../../ground/verify.ts'
import { importCsv } from '../../imports.ts'
import { withdrawAgreement } from '../intake/actions/checkin.ts'
import { addCard, cardsPage, collectByCard, finishCharges, withdrawCard } from './actions/card.ts'
import { deskBalances } from './actions/collect.ts'

// A card on file is charged once for each press, however often it is pressed and whoever is killed in between; what cannot be
// charged says why, and nothing is posted for it.

const today = date('2026-03-10')
const fresh = await freshDb({ today })
afterAll(fresh.drop)
const ground = fresh.ground()
const ask = async <T extends object>(text: string): Promise<T[]> =>
  (await fresh.ownerPool.query<T>(text, [fresh.practiceId])).rows
const idOf = async (table: 'patient' | 'session', externalId: string): Promise<string> =>
  (await ask<{ id: string }>(`SELECT id FROM app.${table} WHERE practice_id = $1 AND external_id = '${externalId}'`))[0]
    ?.id ?? ''
const visits = 24
let patient = ''
let nth = 0
/** The next visit that nothing was taken for. */
const aVisit = () => {
  nth += 1
  return idOf('session', `K${nth}`)
}
const words = {
  token: 'tok_alma',
  brand: 'Visa',
  lastFour: '4242',
  expires: '2027-09',
  holder: 'Alma Rowe',
  signedBy: 'Alma Rowe',
  signedAs: 'patient',
  method: 'screen',
} as const
const aCard = async (change: Partial<Record<keyof typeof words, string>> = {}, whose = patient): Promise<string> => {
  const kept = await addCard(ground, whose, {
    ...words,
    token: `tok_${crypto.randomUUID()}`,
    ...change,
  } as typeof words)
  if (!kept.ok) throw new Error(JSON.stringify(kept.refusal))
  return kept.value.id
}
const press = (sessionId: string, cardId: string, key: string = crypto.randomUUID(), amount = 2_500, on = ground) =>
  collectByCard(on, { key, sessionId, cardId, amount })
const paid = async (sessionId: string) => (await deskBalances(ground, [], [sessionId])).paid[0]?.paidCents ?? 0
const atProcessor = async () =>
  (await readdir(join(fresh.machine.folder, 'cards')).catch(() => [])).filter((name) => name.endsWith('.json')).length
const on = (cards: CardProcessor): Ground => ({ ...ground, machine: { ...ground.machine, cards } })

beforeAll(async () => {
  await plantPractice(fresh, ground, 4, false)
  const lines = Array.from(
    { length: visits },
    (_, i) =>
      `K${i + 1},P1,1245319599,L1,OP,${addDays(date('2026-01-15'), i)},45,kept,individual_therapy,in_person,clinic,F41.1,STARTSTOP;MEDNEC,${addDays(date('2026-01-15'), i)}`,
  )
  const report = await importCsv(ground, 'sessions', {
    name: 'sessions.csv',
    bytes: new TextEncoder().encode(
      [
        'session_id,patient_id,clinician_npi,location_id,program_id,date,minutes,status,service,modality,patient_location,diagnoses,note_elements,signed_at',
        ...lines,
      ].join('\n'),
    ),
  })
  expect(report.refused).toEqual([])
  await fresh.machine.jobs.drain()
  patient = await idOf('patient', 'P1')
}, 60_000)

describe('a practice without a processor', () => {
  test('charges nothing by the stand-in where the days are real', async () => {
    await ask('DELETE FROM app.stepped_clock WHERE practice_id = $1')
    const visit = await aVisit()
    expect(await press(visit, await aCard())).toMatchObject({ refusal: { kind: 'receivable.no_processor' } })
    expect([await paid(visit), await atProcessor()]).toEqual([0, 0])
    await setToday(ground, today)
  })
})

describe('a card on file', () => {
  test('is a token, with the consent that was signed for it: version, day and who', async () => {
    const id = await aCard()
    const page = await cardsPage(ground, patient)
    expect(page?.cards.find((card) => card.id === id)).toMatchObject({
      lastFour: '4242',
      expiresOn: '2027-09-30',
      whyNot: null,
      consent: { version: 1, signedOn: today, signedBy: 'Alma Rowe', withdrawnOn: null },
    })
    expect(page?.processor).toContain('not a real processor')
    expect(JSON.stringify(page)).not.toContain('tok_')
  })

  test.each(['4242424242424242', 'tok_4242424242424242', '4242 4242 4242 4242', '4242-4242-4242-4242 09/27'])(
    '%s is refused where a token belongs, and nothing is kept',
    async (token) => {
      const before = await ask('SELECT id FROM app.card_on_file WHERE practice_id = $1')
      expect(await addCard(ground, patient, { ...words, token })).toMatchObject({
        refusal: { kind: 'receivable.invalid', message: expect.stringContaining('card’s number') },
      })
      expect(await ask('SELECT id FROM app.card_on_file WHERE practice_id = $1')).toEqual(before)
    },
  )

  test('the same card twice, an expired one and another practice’s patient are refused', async () => {
    await aCard({ token: 'tok_twice' })
    expect(await addCard(ground, patient, { ...words, token: 'tok_twice' })).toMatchObject({ ok: false })
    expect(await addCard(ground, patient, { ...words, expires: '2026-02' })).toMatchObject({ ok: false })
    expect(await addCard(ground, patient, { ...words, expires: '2026-03' })).toMatchObject({ ok: true })
    expect(await addCard(fresh.ground(fresh.otherPracticeId), patient, words)).toMatchObject({
      refusal: { kind: 'not_found' },
    })
  })
})

describe('one press', () => {
  test('charges and posts the payment; the desk shows the card and what was taken', async () => {
    const [visit, card, before] = [await aVisit(), await aCard(), await atProcessor()]
    expect(await press(visit, card)).toMatchObject({ value: { amountCents: 2_500 } })
    expect([await paid(visit), (await atProcessor()) - before]).toEqual([2_500, 1])
    expect((await deskBalances(ground, [patient], [])).cards).toContainEqual({
      patientId: patient,
      id: card,
      lastFour: '4242',
      expiresOn: '2027-09-30',
      whyNot: null,
    })
  })

  test('pressed eight times at once under one key it is charged and posted once, and all hear the same', async () => {
    const [visit, card, before, key] = [await aVisit(), await aCard(), await atProcessor(), crypto.randomUUID()]
    const heard = await Promise.all(Array.from({ length: 8 }, () => press(visit, card, key)))
    expect(new Set(heard.map((each) => JSON.stringify(each))).size).toBe(1)
    expect(heard[0]).toMatchObject({ ok: true })
    expect([await paid(visit), (await atProcessor()) - before]).toEqual([2_500, 1])
    expect(await press(visit, card, key, 2_600)).toMatchObject({ refusal: { kind: 'receivable.invalid' } })
  })

  test('eight people with keys of their own take the same amount once; another amount is another payment', async () => {
    const [visit, card, before] = [await aVisit(), await aCard(), await atProcessor()]
    const heard = await Promise.all(Array.from({ length: 8 }, () => press(visit, card)))
    expect(heard.filter((each) => each.ok)).toHaveLength(1)
    expect([await paid(visit), (await atProcessor()) - before]).toEqual([2_500, 1])
    expect(await press(visit, card, crypto.randomUUID(), 1_000)).toMatchObject({ ok: true })
    expect(await paid(visit)).toBe(3_500)
  })
})

describe('what cannot be charged says why, and nothing is posted', () => {
  test('declined at the bank: heard again under the same key, and free to be tried with another card', async () => {
    const [visit, card, key] = [await aVisit(), await aCard({ token: 'tok_declined_1' }), crypto.randomUUID()]
    const no = { refusal: { kind: 'receivable.card_declined', message: expect.stringContaining('not enough funds') } }
    expect(await press(visit, card, key)).toMatchObject(no)
    expect(await press(visit, card, key)).toMatchObject(no)
    expect(await paid(visit)).toBe(0)
    expect(await press(visit, await aCard())).toMatchObject({ ok: true })
  })

  test('expired: charged on the last day of its month, not on the day after', async () => {
    const [visit, card, before] = [await aVisit(), await aCard({ expires: '2026-03' }), await atProcessor()]
    const later = (day: string) => fresh.ground(fresh.practiceId, date(day))
    expect(await press(visit, card, crypto.randomUUID(), 2_500, later('2026-04-01'))).toMatchObject({
      refusal: { kind: 'receivable.card_stands_not', message: expect.stringContaining('expired with 2026-03') },
    })
    expect([await paid(visit), (await atProcessor()) - before]).toEqual([0, 0])
    expect(await press(visit, card, crypto.randomUUID(), 2_500, later('2026-03-31'))).toMatchObject({ ok: true })
  })

  test('taken off file; consent withdrawn; somebody else’s visit; another practice', async () => {
    const [visit, gone, before] = [await aVisit(), await aCard(), await atProcessor()]
    expect(await withdrawCard(ground, gone)).toMatchObject({ ok: true })
    expect(await withdrawCard(ground, gone)).toMatchObject({ ok: true })
    expect(await press(visit, gone)).toMatchObject({
      refusal: { message: expect.stringContaining('taken off file on 2026-03-10') },
    })
    const other = await aCard({}, await idOf('patient', 'P2'))
    expect(await press(visit, other)).toMatchObject({ refusal: { message: expect.stringContaining('not on file') } })
    const card = await aCard()
    const elsewhere = fresh.ground(fresh.otherPracticeId)
    expect(await withdrawCard(elsewhere, card)).toMatchObject({ refusal: { kind: 'not_found' } })
    expect(await press(visit, card, crypto.randomUUID(), 2_500, elsewhere)).toMatchObject({
      refusal: { kind: 'not_found' },
    })
    await withdrawAgreement(ground, patient, 'card_on_file')
    expect(await press(visit, card)).toMatchObject({
      refusal: { message: expect.stringContaining('consent to keep card 4242 was withdrawn on 2026-03-10') },
    })
    expect([await paid(visit), (await atProcessor()) - before]).toEqual([0, 0])
  })
})

describe('killed in between', () => {
  /** A processor whose caller dies as soon as it has charged, or before. */
  class Dying extends StandInProcessor {
    readonly charges: boolean
    constructor(charges: boolean) {
      super(join(fresh.machine.folder, 'cards'))
      this.charges = charges
    }
    override async charge(...given: Parameters<StandInProcessor['charge']>): Promise<never> {
      if (this.charges) await super.charge(...given)
      throw new Error('killed')
    }
  }

  test.each([
    ['after the charge', true],
    ['before it', false],
  ])('%s: the next run finishes it, charged once and posted once', async (_, charges) => {
    const [visit, card, before, key] = [await aVisit(), await aCard(), await atProcessor(), crypto.randomUUID()]
    await expect(press(visit, card, key, 2_500, on(new Dying(charges)))).rejects.toThrow('killed')
    expect(await paid(visit)).toBe(0)
    // Until it is known, nobody else charges this visit.
    expect(await press(visit, card)).toMatchObject({ refusal: { kind: 'receivable.charge_open' } })
    await Promise.all([finishCharges(ground), finishCharges(ground), press(visit, card, key)])
    expect([await paid(visit), (await atProcessor()) - before]).toEqual([2_500, 1])
    expect(await press(visit, card, key)).toMatchObject({ ok: true })
    expect([await paid(visit), (await atProcessor()) - before]).toEqual([2_500, 1])
  })

  test('taken off file meanwhile: what was charged is posted, what never arrived is not charged', async () => {
    const [first, card, key] = [await aVisit(), await aCard(), crypto.randomUUID()]
    await expect(press(first, card, key, 2_500, on(new Dying(true)))).rejects.toThrow('killed')
    await withdrawCard(ground, card)
    await finishCharges(ground)
    expect(await paid(first)).toBe(2_500)
    const [second, other, before] = [await aVisit(), await aCard(), await atProcessor()]
    await expect(press(second, other, key.replace(/^./, 'x'), 2_500, on(new Dying(false)))).rejects.toThrow('killed')
    await withdrawCard(ground, other)
    await finishCharges(ground)
    expect([await paid(second), (await atProcessor()) - before]).toEqual([0, 0])
    expect(await press(second, await aCard())).toMatchObject({ ok: true })
  })

  test('taken off file while the processor is charging: what it took is posted all the same', async () => {
    const [visit, card, before] = [await aVisit(), await aCard(), await atProcessor()]
    /** While it charges, the card is taken off file and another run, which finds no charge yet, gives the charge up. */
    class Slow extends StandInProcessor {
      override async charge(...given: Parameters<StandInProcessor['charge']>) {
        await withdrawCard(ground, card)
        await finishCharges(ground)
        return super.charge(...given)
      }
    }
    const slow = new Slow(join(fresh.machine.folder, 'cards'))
    expect(await press(visit, card, crypto.randomUUID(), 2_500, on(slow))).toMatchObject({ ok: true })
    expect([await paid(visit), (await atProcessor()) - before]).toEqual([2_500, 1])
  })

  test('an unreachable processor leaves it open, and it is asked again', async () => {
    const [visit, card] = [await aVisit(), await aCard({ token: 'tok_unreachable_1' })]
    expect(await press(visit, card)).toMatchObject({ refusal: { kind: 'receivable.charge_open' } })
    await finishCharges(ground)
    expect(await paid(visit)).toBe(0)
    await ask(`UPDATE app.card_on_file SET token = 'tok_again' WHERE practice_id = $1 AND token = 'tok_unreachable_1'`)
    await finishCharges(ground)
    expect(await paid(visit)).toBe(2_500)
  })

  test('the books hold together after all of it', async () => {
    expect((await verify(fresh.machine, [fresh.practiceId])).filter((check) => !check.ok)).toEqual([])
  })
})
