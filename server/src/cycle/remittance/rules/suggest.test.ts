import { cents, date } from '@ballast/kernel'
import { describe, expect, test } from 'vitest'
import type { Candidate, Lost, RemittedPayment } from '../types.ts'
import { askForCorrection } from './ask-payer.ts'
import { imbalances } from './balance.ts'
import { numbersIn, suggestClaims, suggestForAdjustment } from './suggest.ts'

const lost: Lost = {
  controlNumber: 'LOST01',
  payerClaimNumber: 'P100001',
  patientName: 'RIVERA, ANA',
  serviceOn: date('2026-03-10'),
  charge: cents(16_000),
  payerId: 'harbor',
}
const own: Candidate = {
  id: 'c1',
  controlNumber: 'B0000000000000017',
  payerClaimNumber: null,
  patientName: 'Okafor, Ben',
  serviceOn: date('2026-01-05'),
  charge: cents(9_000),
  payerId: 'cedar',
  payerName: 'Cedar',
  status: 'sent',
  payerOwes: cents(0),
}
const whyOf = (candidate: Partial<Candidate>, of: Partial<Lost> = {}) =>
  suggestClaims({ ...lost, ...of }, [{ ...own, ...candidate }])[0]?.why ?? null

describe('a claim is offered', () => {
  test.each<[string, Partial<Candidate>, Partial<Lost>, string[] | null]>([
    ['not by a number that is short and only looks like ours', {}, { controlNumber: 'b-17' }, null],
    [
      'by our own number without its dashes',
      { controlNumber: 'AB-0017' },
      { controlNumber: 'ab0017' },
      ['our own number'],
    ],
    [
      'by a number that lost its end',
      {},
      { controlNumber: 'B00000000000000' },
      ['nearly our number: B0000000000000017'],
    ],
    ['not by a number with two wrong digits', {}, { controlNumber: 'B0000000000000071' }, null],
    [
      'by a number with one wrong digit',
      {},
      { controlNumber: 'B0000000000000018' },
      ['nearly our number: B0000000000000017'],
    ],
    ['by the payer’s number', { payerClaimNumber: 'P100001' }, {}, ['the payer’s own number']],
    ['not by a day alone', { serviceOn: date('2026-03-10') }, {}, null],
    ['not by a charge alone', { charge: cents(16_000) }, {}, null],
    [
      'by patient and day',
      { patientName: 'Rivera, Ana', serviceOn: date('2026-03-10') },
      {},
      ['same patient', 'same day'],
    ],
    [
      'by patient and a day a week away',
      { patientName: 'Rivera, Ana', serviceOn: date('2026-03-17') },
      {},
      ['same patient', '7 days apart'],
    ],
    [
      'not by patient and a day eight days away',
      { patientName: 'Rivera, Ana', serviceOn: date('2026-03-18') },
      {},
      null,
    ],
    [
      'by last name, day and charge',
      { patientName: 'Rivera, Anna', serviceOn: date('2026-03-10'), charge: cents(16_000) },
      {},
      ['same last name', 'same day', 'same charge'],
    ],
    [
      'taken back: by what was paid, whatever its sign',
      { patientName: 'Rivera, Ana', charge: cents(16_000), payerId: 'harbor', payerOwes: cents(1) },
      { charge: cents(-16_000) },
      ['same patient', 'same charge', 'same payer', 'not paid yet'],
    ],
  ])('%s', (_, candidate, of, why) => expect(whyOf(candidate, of)).toEqual(why))

  test('the likelier one first', () =>
    expect(
      suggestClaims(lost, [
        { ...own, id: 'near', patientName: 'Rivera, Ana', serviceOn: date('2026-03-11') },
        { ...own, id: 'day', patientName: 'Rivera, Ana', serviceOn: date('2026-03-10') },
      ]).map(({ id }) => id),
    ).toEqual(['day', 'near']))
})

describe('money outside any claim', () => {
  test('a reference may name several numbers, and a short word is none', () =>
    expect(numbersIn('B0000000000000017 P100001/AB')).toEqual(['B0000000000000017', 'P100001']))

  test.each([
    ['what its reference names', 'B0000000000000017', 500, 0, ['its reference names our number']],
    ['what was paid over by exactly that', null, 500, -500, ['paid over by exactly this']],
    ['nothing for a cent less', null, 500, -499, null],
    ['nothing where the payer gave', null, -500, 500, null],
  ])('is offered %s', (_, reference, amount, payerOwes, why) =>
    expect(
      suggestForAdjustment({ reference, amount: cents(amount) }, [{ ...own, payerOwes: cents(payerOwes) }])[0]?.why ??
        null,
    ).toEqual(why),
  )
})

test('the payer is told what does not add up, without any name, and nothing where it does', () => {
  const payment: RemittedPayment = {
    position: 1,
    payerName: 'Harbor Health',
    payerEdiId: null,
    originator: '1999999999',
    trace: 'EFT1',
    method: 'ACH',
    paidOn: date('2026-04-02'),
    amount: cents(101),
    payee: '1234567893',
    claims: [],
    providerAdjustments: [{ number: 1, reason: 'L6', reference: null, amount: cents(-100) }],
    source: { from: 0, until: 1 },
  }
  expect(askForCorrection(payment, imbalances(payment))).toContain('payment EFT1 of 2026-04-02, 1.01, does not add up')
  const right = { ...payment, amount: cents(100) }
  expect(askForCorrection(right, imbalances(right))).toBe(null)
})
