import { cents, date, type Transfer } from '@ballast/kernel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { OwnClaim, RemittedClaim, RemittedPayment } from '../types.ts'
import { imbalances } from './balance.ts'
import { paymentKey } from './identity.ts'
import { matchClaim, matchLines } from './match.ts'
import { applyWaiting, post, postProviderAdjustment } from './post.ts'

const adjustment = (group: string, reason: string, amount: number) => ({ group, reason, amount: cents(amount) })

const line = {
  number: 1,
  reference: 'L1',
  code: '90837',
  modifiers: ['95'],
  units: '1',
  serviceOn: date('2026-03-02'),
  charge: cents(16000),
  paid: cents(9800),
  allowed: null,
  adjustments: [adjustment('CO', '45', 4200), adjustment('PR', '3', 2000)],
  remarks: [],
}
const claim: RemittedClaim = {
  ordinal: 1,
  controlNumber: 'C1',
  payerClaimNumber: 'P1',
  status: '1',
  patientName: 'Rivera, Ana',
  serviceOn: date('2026-03-02'),
  charge: cents(16000),
  paid: cents(9800),
  patientResponsibility: cents(2000),
  adjustments: [],
  remarks: [],
  lines: [line],
  source: { from: 0, until: 1 },
}
const payment: RemittedPayment = {
  position: 1,
  payerName: 'Harbor Health',
  payerEdiId: 'HARB1',
  originator: '1999999999',
  trace: 'EFT1',
  method: 'ACH',
  paidOn: date('2026-04-02'),
  amount: cents(9800),
  payee: '1234567893',
  claims: [claim],
  providerAdjustments: [],
  source: { from: 0, until: 1 },
}
const flow = (transfers: readonly Transfer[]): string[] =>
  transfers.map((t) => `${t.from} > ${t.into} ${t.amount} ${t.why}`)

describe('balance', () => {
  test('a payment that adds up at every level may be posted', () => expect(imbalances(payment)).toEqual([]))

  test.each([
    ['a cent missing from the payment', { ...payment, amount: cents(9799) }, ['payment']],
    [
      'a takeback the payment does not show',
      { ...payment, providerAdjustments: [{ number: 1, reason: 'WO', reference: null, amount: cents(100) }] },
      ['payment'],
    ],
    [
      'an adjustment too small',
      { ...payment, claims: [{ ...claim, lines: [{ ...line, adjustments: [] }] }] },
      ['claim', 'line'],
    ],
    [
      'a line charge that is not the claim charge',
      {
        ...payment,
        claims: [
          {
            ...claim,
            lines: [
              {
                ...line,
                charge: cents(15999),
                adjustments: [adjustment('CO', '45', 4199), adjustment('PR', '3', 2000)],
              },
            ],
            adjustments: [adjustment('CO', '45', 1)],
          },
        ],
      },
      ['charge'],
    ],
  ])('%s is found', (_, broken, levels) => expect(imbalances(broken).map((i) => i.level)).toEqual(levels))

  test('a takeback that the payment shows balances', () =>
    expect(
      imbalances({
        ...payment,
        amount: cents(9700),
        providerAdjustments: [{ number: 1, reason: 'WO', reference: null, amount: cents(100) }],
      }),
    ).toEqual([]))
})

describe('identity', () => {
  test('another envelope is the same payment', () =>
    expect(paymentKey({ ...payment, position: 7, source: { from: 90, until: 99 } })).toBe(paymentKey(payment)))
  test('a check number used again with another amount or day is another payment', () => {
    expect(paymentKey({ ...payment, amount: cents(1) })).not.toBe(paymentKey(payment))
    expect(paymentKey({ ...payment, paidOn: date('2026-04-03') })).not.toBe(paymentKey(payment))
  })
  test('without money the claims tell two notices apart', () => {
    const notice = { ...payment, amount: cents(0), method: 'NON', claims: [{ ...claim, paid: cents(0) }] }
    const other = { ...notice, claims: [{ ...claim, controlNumber: 'C2', paid: cents(0) }] }
    expect(paymentKey(notice)).not.toBe(paymentKey(other))
  })
})

describe('match', () => {
  const own: OwnClaim = {
    id: 'a',
    controlNumber: 'C1',
    payerClaimNumber: null,
    patientName: 'RIVERA ANA',
    serviceOn: date('2026-03-02'),
    charge: cents(16000),
    lines: [{ number: 1, reference: 'L1', code: '90837', charge: cents(16000) }],
  }
  test('our number finds the claim', () =>
    expect(matchClaim(claim, [own])).toEqual({ claimId: 'a', by: 'control number' }))
  test('patient, day and charge find it when our number is lost', () =>
    expect(matchClaim({ ...claim, controlNumber: '0' }, [own])?.by).toBe('patient, day and charge'))
  test('two that fit equally well are for a person', () =>
    expect(matchClaim({ ...claim, controlNumber: '0' }, [own, { ...own, id: 'b', controlNumber: 'C9' }])).toBeNull())
  test('a line is found by its reference, else by its code', () => {
    expect(matchLines(claim, own).get(1)).toBe(1)
    expect(matchLines({ ...claim, lines: [{ ...line, reference: null }] }, own).get(1)).toBe(1)
    expect(matchLines({ ...claim, lines: [{ ...line, reference: null, code: '90791' }] }, own).get(1)).toBeNull()
  })
})

describe('post', () => {
  test('paid, contract and copay', () =>
    expect(flow(post(claim).transfers)).toEqual([
      'payer > cash 9800 payment',
      'payer > contractual 4200 CO-45',
      'payer > patient 2000 PR-3',
    ]))

  test('a denial moves no money: the payer still owes', () => {
    const denied = {
      ...claim,
      paid: cents(0),
      lines: [{ ...line, paid: cents(0), adjustments: [adjustment('CO', '197', 16000)] }],
    }
    expect(post(denied)).toEqual({ transfers: [], denied: 16000, outcome: 'denied' })
  })

  test('a patient share that is not cost sharing waits for review', () =>
    expect(
      post({
        ...claim,
        paid: cents(0),
        lines: [{ ...line, paid: cents(0), adjustments: [adjustment('PR', '96', 16000)] }],
      }).denied,
    ).toBe(16000))

  test('all to the deductible is no denial', () =>
    expect(
      post({
        ...claim,
        paid: cents(0),
        lines: [{ ...line, paid: cents(0), adjustments: [adjustment('PR', '1', 16000)] }],
      }).outcome,
    ).toBe('paid'))

  test('a reversal runs the posting backwards, to nothing left', () => {
    const reversal: RemittedClaim = {
      ...claim,
      status: '22',
      charge: cents(-16000),
      paid: cents(-9800),
      lines: [
        {
          ...line,
          charge: cents(-16000),
          paid: cents(-9800),
          adjustments: [adjustment('CO', '45', -4200), adjustment('PR', '3', -2000)],
        },
      ],
    }
    const balance = new Map<string, number>()
    for (const t of [...post(claim).transfers, ...post(reversal).transfers]) {
      balance.set(t.from, (balance.get(t.from) ?? 0) - t.amount)
      balance.set(t.into, (balance.get(t.into) ?? 0) + t.amount)
    }
    expect([...balance.values()].every((amount) => amount === 0)).toBe(true)
    expect(post(reversal).outcome).toBe('reversed')
  })

  test('of a claim the patient owes nothing moves but what came to the practice all the same', () => {
    const decided = {
      ...claim,
      paid: cents(0),
      adjustments: [adjustment('PR', '100', 9000), adjustment('CO', '45', 7000)],
      lines: [],
    }
    expect(post(decided, 'patient')).toEqual({ transfers: [], denied: 0, outcome: 'informational' })
    expect(post({ ...decided, adjustments: [adjustment('CO', '197', 16000)] }, 'patient').denied).toBe(0)
    expect(post({ ...decided, paid: cents(9000) }, 'patient').transfers).toMatchObject([
      { from: 'unapplied', into: 'cash', amount: 9000 },
    ])
  })

  test('interest is income, a takeback waits to be explained', () => {
    expect(flow(postProviderAdjustment({ number: 1, reason: 'L6', reference: null, amount: cents(-12) }))).toEqual([
      'other-income > cash 12 interest',
    ])
    expect(flow(postProviderAdjustment({ number: 1, reason: 'WO', reference: 'P1', amount: cents(500) }))).toEqual([
      'cash > payer-adjustment 500 PLB WO',
    ])
  })

  test('a copay taken at the visit is put against the share when it is known, and never more than it', () => {
    expect(flow(applyWaiting(cents(2000), cents(2500)))).toEqual(['patient > unapplied 2000 patient payment applied'])
    expect(applyWaiting(cents(0), cents(2500))).toEqual([])
  })

  test('no transfer is negative, whatever the payer writes', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: -500000, max: 500000 }),
        fc.array(
          fc.record({
            group: fc.constantFrom('CO', 'PR', 'OA', 'PI', 'XX'),
            reason: fc.constantFrom('1', '3', '45', '23', '197', '253', '999'),
            amount: fc.integer({ min: -99999, max: 99999 }).map(cents),
          }),
        ),
        (paid, adjustments) => {
          const { transfers } = post({ ...claim, paid: cents(paid), adjustments, lines: [] })
          expect(transfers.every((t) => t.amount > 0 && t.from !== t.into)).toBe(true)
        },
      ),
    ))
})
