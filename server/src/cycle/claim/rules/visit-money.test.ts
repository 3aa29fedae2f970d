import { cents } from '@ballast/kernel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { settleVisit } from './visit-money.ts'

const moves = (patient: number, unapplied: number, writtenOff: number) =>
  settleVisit({ patient: cents(patient), unapplied: cents(unapplied), writtenOff: cents(writtenOff) }).map(
    ({ from, into, amount }) => `${from} > ${into} ${amount}`,
  )

describe('a visit’s account', () => {
  test.each([
    ['nothing owed, nothing waits', [0, 0, 0], []],
    ['owed and nothing paid', [8_000, 0, 0], []],
    ['paid for before it was owed', [8_000, 3_000, 0], ['patient > unapplied 3000']],
    ['paid too much before it was owed', [8_000, 9_000, 0], ['patient > unapplied 8000']],
    ['paid, then the charge was taken back', [-8_000, 0, 0], ['unapplied > patient 8000']],
    ['given up, then taken back', [-8_000, 0, 8_000], ['written-off > patient 8000']],
    ['part paid, part given up', [-8_000, 0, 5_000], ['written-off > patient 5000', 'unapplied > patient 3000']],
    ['a charge made smaller by less than was given up', [-2_000, 0, 5_000], ['written-off > patient 2000']],
    ['money waits and nothing is owed', [0, 4_000, 0], []],
  ] as const)('%s', (_, [patient, unapplied, writtenOff], expected) => {
    expect(moves(patient, unapplied, writtenOff)).toEqual(expected)
  })

  test('comes to rest in one step: never a negative debt, never a debt beside money that waits', () => {
    const amount = fc.integer({ min: 0, max: 50_000 })
    fc.assert(
      fc.property(fc.integer({ min: -50_000, max: 50_000 }), amount, amount, (patient, unapplied, writtenOff) => {
        const after = { patient, unapplied, writtenOff }
        for (const { from, into, amount: moved } of settleVisit({
          patient: cents(patient),
          unapplied: cents(unapplied),
          writtenOff: cents(writtenOff),
        })) {
          const add = (account: string, signed: number) => {
            if (account === 'patient') after.patient += signed
            if (account === 'unapplied') after.unapplied -= signed
            if (account === 'written-off') after.writtenOff += signed
          }
          add(from, -moved)
          add(into, moved)
        }
        expect(Math.min(after.patient, after.unapplied)).toBe(0)
        expect(after.writtenOff).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
