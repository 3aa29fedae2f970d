import { addMonths, ageOn, type PlainDate } from '@ballast/kernel'
import type { Agreement, AgreementKind, Guarantor, Missing, Signature } from '../types.ts'
import { isMinor, shareProblems, standsOn } from './guarantors.ts'

// Nine in ten claims that come back for who somebody is were wrong on the day of booking. What the payer will ask is asked
// here, of the person who can still answer it.

export type RegistrationFacts = {
  readonly on: PlainDate
  readonly isTelehealth: boolean
  readonly patient: {
    readonly firstName: string
    readonly lastName: string
    readonly birthOn: PlainDate
    readonly address: string
    readonly zip: string
    readonly phone: string | null
    readonly state: string
    readonly consentsAloneOn: PlainDate | null
  }
  readonly guarantors: readonly Guarantor[]
  readonly coverage: {
    readonly memberId: string
    readonly memberIdShape: string | null
    readonly payer: string
    readonly relationship: 'self' | 'spouse' | 'child' | 'other'
    readonly subscriber: {
      readonly firstName: string
      readonly lastName: string
      readonly birthOn: PlainDate
      readonly address: string | null
    }
  } | null
  readonly agreements: readonly Agreement[]
  readonly signatures: readonly Signature[]
  readonly renewMonths: Readonly<Record<AgreementKind, number>>
}

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase()

/** Whether a text has the shape; a shape that is no pattern asks for nothing. */
export function hasShape(text: string, shape: string | null): boolean {
  if (shape === null) return true
  let pattern: RegExp
  try {
    pattern = new RegExp(shape)
  } catch {
    return true
  }
  return pattern.test(text)
}

/** What is missing or wrong about a patient before a visit, the costliest first. */
export function missingOf(facts: RegistrationFacts): Missing[] {
  const { patient, coverage, on } = facts
  const missing: Missing[] = []
  const ask = (item: string, message: string, isBlocking = false) => missing.push({ item, message, isBlocking })
  if (coverage) {
    const { subscriber, relationship } = coverage
    const isSamePerson =
      same(subscriber.firstName, patient.firstName) &&
      same(subscriber.lastName, patient.lastName) &&
      subscriber.birthOn === patient.birthOn
    if (!hasShape(coverage.memberId, coverage.memberIdShape))
      ask(
        'member_id',
        `Member number ${coverage.memberId} does not look like one of ${coverage.payer}. Compare it with the card.`,
        true,
      )
    if (relationship !== 'self' && isSamePerson)
      ask(
        'subscriber',
        `The patient is entered as ${relationship}, with the patient’s own name as the subscriber. Ask whose plan it is.`,
        true,
      )
    if (relationship === 'self' && !isSamePerson)
      ask(
        'subscriber',
        'The subscriber has another name or birth day than the patient, and is entered as the same person.',
        true,
      )
    if (relationship !== 'self' && !isSamePerson && !subscriber.address)
      ask('subscriber_address', 'The subscriber’s address is missing.')
    if (relationship === 'child' && ageOn(patient.birthOn, on) >= 26)
      ask('child_over_26', 'A child on a parent’s plan turned 26. Ask for the new card.', true)
  }
  if (patient.address.trim() === '' || patient.zip.trim() === '') ask('address', 'The address is missing.')
  if (!patient.phone) ask('phone', 'No phone number is on file.')
  const guarantors = facts.guarantors.filter((row) => standsOn(row, on))
  const isPrivate = patient.consentsAloneOn !== null && patient.consentsAloneOn <= on
  if (isMinor(patient, on) && !isPrivate && guarantors.length === 0)
    ask(
      'guarantor',
      'The patient is a minor, and nobody is on file who answers for the bill. Ask who does, and the order.',
    )
  for (const problem of shareProblems(guarantors)) ask('guarantor', `Who answers for the bill: ${problem}`)
  for (const agreement of facts.agreements) {
    if (agreement.kind === 'telehealth' && !facts.isTelehealth) continue
    // It is signed when a plan's visits are used up, and what was signed then stands for its own period.
    if (agreement.kind === 'private_pay') continue
    // It is signed when somebody gives a card; nobody has to.
    if (agreement.kind === 'card_on_file') continue
    const stands = standingSignature(facts.signatures, agreement.kind)
    if (!stands) {
      if (agreement.kind !== 'reminders')
        ask(agreement.kind, `${agreement.title}: not signed yet.`, agreement.kind === 'telehealth')
    } else if (stands.version < agreement.version)
      ask(agreement.kind, `${agreement.title}: signed in older words; sign the new ones.`)
    else if (
      facts.renewMonths[agreement.kind] > 0 &&
      addMonths(stands.signedOn, facts.renewMonths[agreement.kind]) < on
    )
      ask(agreement.kind, `${agreement.title}: signed over ${facts.renewMonths[agreement.kind]} months ago.`)
  }
  return missing
}

/** The newest signature that has not been taken back. */
export const standingSignature = (signatures: readonly Signature[], kind: AgreementKind): Signature | undefined =>
  signatures
    .filter((signature) => signature.kind === kind && signature.withdrawnOn === null)
    .toSorted((a, b) => b.version - a.version || (a.signedOn < b.signedOn ? 1 : -1))[0]
