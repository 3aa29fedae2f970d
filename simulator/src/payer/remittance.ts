import { type Cents, type PlainDate, sum, zero } from '@ballast/kernel'
import { centsToAmount, type guide835, type TypedOf } from '@ballast/x12'
import type { Adjustment, Decision } from './decide.ts'
import type { ReceivedClaim } from './received-claim.ts'

/** One claim of a payment. */
export type RemittedClaim = {
  readonly claim: ReceivedClaim
  readonly payerControl: string
  readonly decision: Decision
}

/** A payment and what it pays, before it becomes an 835. */
export type Remittance = {
  readonly payer: { readonly id: string; readonly name: string; readonly filingIndicator: string }
  readonly payee: { readonly name: string; readonly npi: string; readonly taxId: string }
  readonly trace: string
  readonly paidOn: PlainDate
  readonly claims: readonly RemittedClaim[]
  /** PLB: a positive amount lessens the payment. */
  readonly adjustments: readonly { readonly code: string; readonly reference: string; readonly amount: Cents }[]
  readonly payment: Cents
}

type Transaction835 = TypedOf<typeof guide835>
type Claim835 = Transaction835['groups'][number]['claims'][number]
type Adjustments835 = Claim835['adjustments'][number]

// PLB names at most six reasons a segment; a second segment takes the rest.
const providerAdjustments = ({ payee, adjustments, paidOn }: Remittance): Transaction835['providerAdjustments'] =>
  adjustments.map(({ code, reference, amount }) => ({
    provider: payee.npi,
    periodEnd: `${paidOn.slice(0, 4)}-12-31`,
    reason1: { code, reference },
    amount1: centsToAmount(amount),
  }))

function grouped(adjustments: readonly Adjustment[]): Adjustments835[] {
  const groups = [...new Set(adjustments.map(({ group }) => group))]
  return groups.map((group) => {
    const [first, second, third] = adjustments.filter((one) => one.group === group)
    return {
      group,
      reason1: first?.reason ?? '',
      amount1: centsToAmount(first?.amount ?? zero),
      ...(second ? { reason2: second.reason, amount2: centsToAmount(second.amount) } : {}),
      ...(third ? { reason3: third.reason, amount3: centsToAmount(third.amount) } : {}),
    }
  })
}

function claimLoop({ payer }: Remittance, { claim, payerControl, decision }: RemittedClaim): Claim835 {
  const place = claim.lines[0]?.place ?? '11'
  return {
    claim: {
      controlNumber: claim.controlNumber,
      status: decision.status,
      charge: centsToAmount(decision.charge),
      paid: centsToAmount(decision.paid),
      patientResponsibility: centsToAmount(decision.patientResponsibility),
      filingIndicator: payer.filingIndicator === 'CI' ? '12' : payer.filingIndicator,
      payerControlNumber: payerControl,
      facility: place,
      frequency: '1',
    },
    adjustments: [],
    patient: {
      entity: 'QC',
      type: '1',
      lastName: claim.patient.lastName,
      firstName: claim.patient.firstName,
      idQualifier: 'MI',
      id: claim.subscriber.memberId,
    },
    ...(claim.renderingNpi === claim.billingNpi
      ? {}
      : { rendering: { entity: '82', type: '1', idQualifier: 'XX', id: claim.renderingNpi } }),
    references: [],
    dates: [],
    contacts: [],
    amounts: [],
    quantities: [],
    lines: decision.lines.map(({ line, allowed, paid, adjustments, remarks }) => {
      const [modifier1, modifier2, modifier3, modifier4] = line.modifiers
      return {
        service: {
          procedure: {
            qualifier: 'HC',
            code: line.code,
            ...(modifier1 ? { modifier1 } : {}),
            ...(modifier2 ? { modifier2 } : {}),
            ...(modifier3 ? { modifier3 } : {}),
            ...(modifier4 ? { modifier4 } : {}),
          },
          charge: centsToAmount(line.charge),
          paid: centsToAmount(paid),
          unitsPaid: String(line.units),
        },
        dates: [{ qualifier: '472', day: line.on }],
        adjustments: grouped(adjustments),
        references: line.control ? [{ qualifier: '6R', id: line.control }] : [],
        amounts: allowed === 0 ? [] : [{ qualifier: 'B6', amount: centsToAmount(allowed) }],
        quantities: [],
        remarks: remarks.map((code) => ({ list: 'HE', code })),
      }
    }),
  }
}

const originatorOf = (payerId: string): string => {
  let mixed = 7
  for (const letter of payerId) mixed = (mixed * 31 + letter.charCodeAt(0)) % 900_000_000
  return `1${String(100_000_000 + mixed).slice(0, 9)}`
}

/** The typed 835 of a payment. */
export function to835(remittance: Remittance): Transaction835 {
  const { payer, payee, trace, paidOn, payment, claims } = remittance
  return {
    payment: {
      handling: payment === 0 ? 'H' : 'I',
      amount: centsToAmount(payment),
      sign: 'C',
      method: payment === 0 ? 'NON' : 'ACH',
      ...(payment === 0
        ? {}
        : {
            format: 'CCP',
            senderBankQualifier: '01',
            senderBank: '999988881',
            senderAccountQualifier: 'DA',
            senderAccount: '1234567',
            originator: originatorOf(payer.id),
            receiverBankQualifier: '01',
            receiverBank: '999988882',
            receiverAccountQualifier: 'DA',
            receiverAccount: '7654321',
          }),
      day: paidOn,
    },
    trace: { type: '1', id: trace, originator: originatorOf(payer.id) },
    produced: { qualifier: '405', day: paidOn },
    payer: {
      name: { entity: 'PR', name: payer.name },
      street: { line: '1 Payer Plaza' },
      city: { city: 'Saltwood', state: 'VA', zip: '239030001' },
      references: [{ qualifier: '2U', id: payer.id }],
      technicalContacts: [{ function: 'BL', name: 'EDI desk', qualifier1: 'TE', number1: '8045550199' }],
    },
    payee: {
      name: { entity: 'PE', name: payee.name, idQualifier: 'XX', id: payee.npi },
      references: [{ qualifier: 'TJ', id: payee.taxId }],
    },
    groups:
      claims.length === 0 ? [] : [{ number: { number: '1' }, claims: claims.map((one) => claimLoop(remittance, one)) }],
    providerAdjustments: providerAdjustments(remittance),
  }
}

/** The same 835 as a payer's bug would send it: one claim's adjustment is ten dollars off, the payment is not. */
export function unbalanced(transaction: Transaction835): Transaction835 {
  let isDone = false
  return {
    ...transaction,
    groups: transaction.groups.map((group) => ({
      ...group,
      claims: group.claims.map((claim) => ({
        ...claim,
        lines: claim.lines.map((line) => {
          const [first, ...rest] = line.adjustments
          if (isDone || !first || first.group !== 'CO') return line
          isDone = true
          return { ...line, adjustments: [{ ...first, amount1: tenMore(first.amount1) }, ...rest] }
        }),
      })),
    })),
  }
}

const tenMore = (text: string): string => {
  const [whole = '0', fraction] = text.split('.')
  return fraction === undefined ? String(Number(whole) + 10) : `${Number(whole) + 10}.${fraction}`
}

/** What the claims of a payment were paid, before its provider adjustments. */
export const claimsPaid = (remittance: Remittance): Cents => sum(remittance.claims.map(({ decision }) => decision.paid))
