import { date } from '@ballast/kernel'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { memorySource } from '../../../../ground/sources.ts'
import { auditFiles } from '../../actions/audit-files.ts'
import type { BaselineReport } from '../../types/baseline.ts'
import { era, type MadePayment } from './made-files.ts'

const audit = (files: Readonly<Record<string, string>>): Promise<BaselineReport> =>
  auditFiles(
    Object.entries(files).map(([path, content]) => memorySource(path, Buffer.from(content))),
    date('2026-10-01'),
  )

const amount = fc.integer({ min: 1, max: 300 }).map((n) => n * 100)
const dollars = (cents: number): string => (cents / 100).toFixed(2)
const madeClaim = fc.record({
  id: fc.integer({ min: 1, max: 40 }),
  charge: amount,
  kind: fc.constantFrom('paid', 'denied', 'deductible', 'mixed', 'reversed'),
  on: fc.constantFrom('2026-07-20', '2026-07-21'),
})
const madePayment = fc.record({
  claims: fc.array(madeClaim, { minLength: 1, maxLength: 8 }),
  month: fc.integer({ min: 1, max: 9 }),
})

const adjustments = {
  paid: (c: number) => ({ paid: Math.max(0, c - 500), cas: [`CO*45*${dollars(Math.min(c, 500))}`] }),
  denied: (c: number) => ({ paid: 0, cas: [`CO*197*${dollars(c)}`] }),
  deductible: (c: number) => ({ paid: 0, cas: [`PR*1*${dollars(c)}`] }),
  mixed: (c: number) => ({ paid: 0, cas: [`CO*45*${dollars(c / 2)}`, `CO*50*${dollars(c / 2)}`] }),
  reversed: (c: number) => ({ paid: -c, cas: [] as string[] }),
}
const made = (
  payment: { claims: { id: number; charge: number; kind: keyof typeof adjustments; on: string }[]; month: number },
  i: number,
): MadePayment => {
  const claims = payment.claims.map(({ id, charge, kind, on }) => {
    const { paid, cas } = adjustments[kind](charge)
    const isBack = kind === 'reversed'
    return {
      claim: `K${id}`,
      on,
      member: `M${id}`,
      ...(isBack ? { status: '22' } : {}),
      lines: [{ code: '90837', charge: dollars(isBack ? -charge : charge), paid: dollars(paid), cas }],
    }
  })
  const total = claims.reduce((sum, { lines: [line] }) => sum + Math.round(Number(line?.paid) * 100), 0)
  return { trace: `TR${i}`, day: `2026-0${payment.month}-10`, amount: dollars(total), claims }
}
const filesOf = (payments: readonly Parameters<typeof made>[0][], names: readonly string[]) =>
  Object.fromEntries(
    payments.map((payment, i) => [names[i] ?? '', era([made(payment, i)], String(i + 1).padStart(9, '0'))]),
  )

describe('whatever the files', () => {
  const batch = fc.array(madePayment, { minLength: 1, maxLength: 5 })
  const withoutPlaces = ({
    files: _,
    deniedClaims,
    unbalanced: __,
    duplicates: ___,
    reversals,
    ...rest
  }: BaselineReport) => ({
    ...rest,
    deniedClaims: deniedClaims.map(({ path: _path, ...row }) => row),
    reversals: reversals.map(({ path: _path, ...row }) => row),
  })
  const bare = (report: BaselineReport) =>
    JSON.stringify({
      ...withoutPlaces(report),
      reconciliation: report.reconciliation.map(({ files, totals }) => [files, totals]),
    })

  test('their order and names do not matter', async () =>
    fc.assert(
      fc.asyncProperty(batch, async (payments) => {
        const names = payments.map((_, i) => `f${i}`)
        const [one, other] = [await audit(filesOf(payments, names)), await audit(filesOf(payments, names.toReversed()))]
        expect(bare(other)).toBe(bare(one))
      }),
      { numRuns: 60 },
    ))

  test('twice is once', async () =>
    fc.assert(
      fc.asyncProperty(batch, async (payments) => {
        const files = filesOf(
          payments,
          payments.map((_, i) => `f${i}`),
        )
        const doubled = {
          ...files,
          ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`${name} again`, text])),
        }
        expect(bare(await audit(doubled))).toBe(bare(await audit(files)))
      }),
      { numRuns: 40 },
    ))

  test('totals are the sums of payers, of months and of clinicians, and the money of the files', async () =>
    fc.assert(
      fc.asyncProperty(batch, async (payments) => {
        const report = await audit(
          filesOf(
            payments,
            payments.map((_, i) => `f${i}`),
          ),
        )
        const sum = (rows: readonly { [K in Money]: string }[], of: Money) =>
          dollars(rows.reduce((total, row) => total + Math.round(Number(row[of]) * 100), 0))
        for (const of of ['charged', 'allowed', 'paid', 'patientResponsibility', 'denied'] as const)
          for (const rows of [report.payers, report.months, report.clinicians])
            expect(sum(rows, of)).toBe(report.totals[of])
        const inFiles = payments
          .flatMap((payment, i) => made(payment, i).claims)
          .reduce((total, claim) => total + Math.round(Number(claim.lines[0]?.paid) * 100), 0)
        expect(report.totals.paid).toBe(dollars(inFiles))
        expect(report.reconciliation.slice(0, 3).map(({ difference }) => difference)).toEqual(['0.00', '0.00', '0.00'])
        expect(report.denials.reduce((total, row) => total + row.count, 0)).toBe(report.totals.deniedClaims)
        expect(report.deniedClaims.length).toBe(report.totals.deniedClaims)
      }),
      { numRuns: 60 },
    ))
  type Money = 'charged' | 'allowed' | 'paid' | 'patientResponsibility' | 'denied'
})
