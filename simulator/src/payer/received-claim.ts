import { type Cents, cents, type PlainDate, parseDate, sum, zero } from '@ballast/kernel'
import { amountToCents, type guide837P, isoDay, type TypedOf } from '@ballast/x12'

/** A claim as a payer reads it: nothing but what the 837P said. */
export type ReceivedClaim = {
  readonly controlNumber: string
  readonly frequency: string
  readonly originalNumber: string | null
  readonly charge: Cents
  readonly payerId: string
  readonly billingNpi: string
  readonly renderingNpi: string
  readonly filingIndicator: string
  readonly subscriber: { readonly lastName: string; readonly firstName: string; readonly memberId: string }
  readonly patient: {
    readonly lastName: string
    readonly firstName: string
    readonly birth: PlainDate | null
    readonly state: string | null
    readonly zip: string | null
  }
  readonly relationship: 'self' | 'child' | 'other'
  /** Which payer in turn this one is asked to be. */
  readonly rank: 'P' | 'S' | 'T'
  /** Without the dot, the principal first. */
  readonly diagnoses: readonly string[]
  /** Whether it says that work, a car or another accident was behind it. */
  readonly saysCause: boolean
  readonly hasFacility: boolean
  readonly authorization: string | null
  readonly referral: string | null
  /** Whether the plan's money was signed over to the practice. */
  readonly isAssigned: boolean
  readonly lines: readonly ReceivedLine[]
}

export type ReceivedLine = {
  readonly control: string | null
  readonly code: string
  readonly modifiers: readonly string[]
  readonly charge: Cents
  readonly units: number
  readonly on: PlainDate
  readonly place: string
  /** What payers before this one decided of the line; null where none is told. */
  readonly before: { readonly paid: Cents; readonly left: Cents; readonly explained: Cents } | null
}

type Transaction837P = TypedOf<typeof guide837P>
type Billing = Transaction837P['billings'][number]
type Subscriber = Billing['subscribers'][number]
type Claim = Subscriber['claims'][number]

const centsOf = (text: string | undefined): Cents => cents(amountToCents(text ?? '0') ?? zero)
const dayOf = (text: string | undefined): PlainDate | null => parseDate(isoDay((text ?? '').slice(0, 8)) ?? text ?? '')

const rankOf = (text: string): ReceivedClaim['rank'] => (text === 'S' || text === 'T' ? text : 'P')

/** What the payers before left of a line (2430): paid, left to the patient, and all they explained. */
function beforeOf({ decisions }: Claim['lines'][number]): ReceivedLine['before'] {
  if (decisions.length === 0) return null
  const paid = sum(decisions.map(({ decision }) => centsOf(decision.paid)))
  const adjusted = decisions.flatMap(({ adjustments }) =>
    adjustments.flatMap((one) =>
      [one.amount1, one.amount2, one.amount3, one.amount4, one.amount5, one.amount6].map((amount) => ({
        group: one.group,
        amount: centsOf(amount),
      })),
    ),
  )
  return {
    paid,
    left: sum(adjusted.filter(({ group }) => group === 'PR').map(({ amount }) => amount)),
    explained: sum([paid, ...adjusted.map(({ amount }) => amount)]),
  }
}

type Named = { name?: { lastName?: string | undefined; firstName?: string | undefined } | undefined }
const nameOf = (of: Named | undefined) => ({ lastName: of?.name?.lastName ?? '', firstName: of?.name?.firstName ?? '' })

/** Every claim of a transaction, in order. */
export function claimsOf(transaction: Transaction837P): ReceivedClaim[] {
  return transaction.billings.flatMap((billing) =>
    billing.subscribers.flatMap((subscriber) => [
      ...subscriber.claims.map((claim) => received(billing, subscriber, claim, subscriber.name, 'self')),
      ...subscriber.patients.flatMap((patient) =>
        patient.claims.map((claim) =>
          received(billing, subscriber, claim, patient.name, patient.patient.relationship === '19' ? 'child' : 'other'),
        ),
      ),
    ]),
  )
}

type PersonLoop = Named & {
  demographics?: { birthDay?: string | undefined } | undefined
  city?: { state?: string | undefined; zip?: string | undefined } | undefined
}

function received(
  billing: Billing,
  subscriber: Subscriber,
  claim: Claim,
  patient: PersonLoop,
  relationship: ReceivedClaim['relationship'],
): ReceivedClaim {
  const billingNpi = billing.provider.name.id ?? ''
  const place = claim.claim.place.code
  const diagnoses = Object.values(claim.diagnoses).flatMap((value) => (value ? [value.code.replace('.', '')] : []))
  return {
    controlNumber: claim.claim.controlNumber,
    frequency: claim.claim.place.frequency,
    originalNumber: claim.originalNumber?.id ?? null,
    charge: centsOf(claim.claim.charge),
    payerId: subscriber.payer.name.id ?? '',
    billingNpi,
    renderingNpi: claim.rendering?.name.id ?? billingNpi,
    filingIndicator: subscriber.subscriber.filingIndicator ?? 'CI',
    subscriber: { ...nameOf(subscriber.name), memberId: subscriber.name.name.id ?? '' },
    patient: {
      ...nameOf(patient),
      birth: dayOf(patient.demographics?.birthDay),
      state: patient.city?.state ?? null,
      zip: patient.city?.zip || null,
    },
    relationship,
    rank: rankOf(subscriber.subscriber.rank),
    diagnoses,
    saysCause: claim.claim.relatedCauses !== undefined,
    hasFacility: claim.facility !== undefined,
    authorization: claim.authorization?.id ?? null,
    referral: claim.referral?.id ?? null,
    isAssigned: claim.claim.benefits !== 'N',
    lines: claim.lines.map((line) => {
      const { procedure, charge, units, place: linePlace } = line.service
      return {
        control: line.lineReference?.id ?? null,
        code: procedure.code,
        modifiers: [procedure.modifier1, procedure.modifier2, procedure.modifier3, procedure.modifier4].filter(
          (modifier) => modifier !== undefined,
        ),
        charge: centsOf(charge),
        units: Number(units),
        on: dayOf(line.serviceDate.value) ?? ('0001-01-01' as PlainDate),
        place: linePlace ?? place,
        before: beforeOf(line),
      }
    }),
  }
}
