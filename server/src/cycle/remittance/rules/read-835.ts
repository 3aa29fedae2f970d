import { type Cents, cents, date, type PlainDate, parseDate } from '@ballast/kernel'
import { amountToCents, type guide835, sourceOf, type Transaction, type TypedOf } from '@ballast/x12'
import type {
  RemittedAdjustment,
  RemittedClaim,
  RemittedLine,
  RemittedPayment,
  RemittedProviderAdjustment,
} from '../types.ts'

// The 835 in the practice's own words. X12's names end here.

type Era = TypedOf<typeof guide835>
type EraClaim = Era['groups'][number]['claims'][number]
type EraLine = EraClaim['lines'][number]

const amountOf = (text: string | undefined): Cents => cents(amountToCents(text ?? '0') ?? 0)
const dayOf = (text: string | undefined): PlainDate | null => parseDate(text ?? '')
const slots = [1, 2, 3, 4, 5, 6] as const

function adjustmentsOf(rows: Era['groups'][number]['claims'][number]['adjustments']): RemittedAdjustment[] {
  return rows.flatMap((row) =>
    slots.flatMap((slot) => {
      const reason = row[`reason${slot}`]
      return reason ? [{ group: row.group, reason, amount: amountOf(row[`amount${slot}`]) }] : []
    }),
  )
}

const modifiersOf = (procedure: {
  modifier1?: string | undefined
  modifier2?: string | undefined
  modifier3?: string | undefined
  modifier4?: string | undefined
}): string[] =>
  [procedure.modifier1, procedure.modifier2, procedure.modifier3, procedure.modifier4].filter((m) => m !== undefined)

function lineOf(line: EraLine, index: number): RemittedLine {
  const allowed = line.amounts.find((row) => row.qualifier === 'B6')
  const from = line.dates.find((row) => row.qualifier === '472' || row.qualifier === '150')
  return {
    number: index + 1,
    reference: line.references.find((row) => row.qualifier === '6R')?.id ?? null,
    code: line.service.procedure.code ?? '',
    modifiers: modifiersOf(line.service.procedure),
    units: line.service.unitsPaid ?? '1',
    serviceOn: dayOf(from?.day),
    charge: amountOf(line.service.charge),
    paid: amountOf(line.service.paid),
    allowed: allowed ? amountOf(allowed.amount) : null,
    adjustments: adjustmentsOf(line.adjustments),
    remarks: line.remarks.filter((row) => row.list === 'HE').map((row) => row.code),
  }
}

function claimOf(claim: EraClaim, ordinal: number): RemittedClaim {
  const lines = claim.lines.map(lineOf)
  const from = claim.dates.find((row) => row.qualifier === '232')
  const { outpatient } = claim
  const remarks = [
    outpatient?.remark1,
    outpatient?.remark2,
    outpatient?.remark3,
    outpatient?.remark4,
    outpatient?.remark5,
  ]
  const source = sourceOf(claim)
  return {
    ordinal,
    controlNumber: claim.claim.controlNumber,
    payerClaimNumber: claim.claim.payerControlNumber || null,
    status: claim.claim.status,
    patientName: [claim.patient?.lastName, claim.patient?.firstName].filter(Boolean).join(', '),
    serviceOn: dayOf(from?.day) ?? lines.find((line) => line.serviceOn !== null)?.serviceOn ?? null,
    charge: amountOf(claim.claim.charge),
    paid: amountOf(claim.claim.paid),
    patientResponsibility: amountOf(claim.claim.patientResponsibility),
    adjustments: adjustmentsOf(claim.adjustments),
    remarks: remarks.filter((code) => code !== undefined),
    lines,
    source: { from: source?.from ?? 0, until: source?.until ?? 0 },
  }
}

function providerAdjustmentsOf(rows: Era['providerAdjustments']): RemittedProviderAdjustment[] {
  const all = rows.flatMap((row) =>
    slots.flatMap((slot) => {
      const reason = row[`reason${slot}`]
      return reason
        ? [{ reason: reason.code, reference: reason.reference ?? null, amount: amountOf(row[`amount${slot}`]) }]
        : []
    }),
  )
  return all.map((row, i) => ({ number: i + 1, ...row }))
}

/** One payment of an 835. `position` is its place among the file's transactions, from 1. */
export function paymentOf(era: Era, transaction: Transaction, position: number): RemittedPayment {
  const sign = era.payment.sign === 'D' ? -1 : 1
  return {
    position,
    payerName: era.payer?.name?.name ?? '',
    payerEdiId: era.payer?.name?.id ?? era.payer?.references.find((row) => row.qualifier === '2U')?.id ?? null,
    originator: era.trace?.originator ?? era.payment.originator ?? '',
    trace: era.trace?.id ?? '',
    method: era.payment.method,
    paidOn: dayOf(era.payment.day) ?? date('1900-01-01'),
    amount: cents(sign * amountOf(era.payment.amount)),
    payee: era.payee?.name?.id ?? '',
    claims: era.groups.flatMap((group) => group.claims).map((claim, i) => claimOf(claim, i + 1)),
    providerAdjustments: providerAdjustmentsOf(era.providerAdjustments),
    source: { from: transaction.from, until: transaction.until },
  }
}
