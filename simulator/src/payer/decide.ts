import { add, addDays, ageOn, type Cents, cents, type PlainDate, percentOf, subtract, sum, zero } from '@ballast/kernel'
import { baseFeeOf } from '../world/base-fees.ts'
import type { Credential, Payer, Rules } from '../world/payer-file.ts'
import { codeReason, type PaidBefore, type Reason } from './reasons.ts'
import type { ReceivedClaim, ReceivedLine } from './received-claim.ts'
import { type ClinicalRecord, recordReason } from './record-review.ts'
import { isListed } from './rules-on.ts'

// How a payer decides: who the patient is, whether the plan was in force, whether this payer is the right one, whether it
// was filed in time, who rendered it, whether it was approved; only then what it pays. The first reason found ends a line.

export type Adjustment = { readonly group: 'CO' | 'PR' | 'OA' | 'PI'; readonly reason: string; readonly amount: Cents }

export type DecidedLine = {
  readonly line: ReceivedLine
  readonly allowed: Cents
  readonly paid: Cents
  readonly adjustments: readonly Adjustment[]
  readonly remarks: readonly string[]
  /** The reason that denied it, null when it was paid. */
  readonly denial: string | null
}

export type Decision = {
  /** `19` as the first and passed on, `2` as the second. */
  readonly status: '1' | '2' | '4' | '19' | '22'
  readonly charge: Cents
  readonly allowed: Cents
  readonly paid: Cents
  readonly patientResponsibility: Cents
  readonly contractual: Cents
  readonly denied: Cents
  readonly lines: readonly DecidedLine[]
}

/** What the payer's own files say about a claim on the day it decides. */
export type PayerFacts = {
  readonly payer: Payer
  readonly receivedOn: PlainDate
  readonly member: {
    readonly lastName: string
    readonly birth: PlainDate
    readonly relationship: 'self' | 'child'
    readonly from: PlainDate
    /** The last day, as far as the payer knows. */
    readonly until: PlainDate | null
    readonly copay: Cents
    readonly coinsurancePercent: number
    readonly deductibleLeft: Cents
    /** Another plan pays before this one. */
    readonly isSecond: boolean
    readonly passesOn: boolean
  } | null
  /** Null when the payer never heard of the clinician. */
  readonly rendering: {
    readonly credential: Credential
    readonly isEnrolled: boolean
    readonly isOnRoster: boolean
  } | null
  /** The rules it decides this day of service by. */
  readonly rules: Rules
  readonly authorization:
    | 'good'
    | 'absent'
    | 'exhausted'
    | 'expired'
    | 'other_code'
    | 'other_clinician'
    | 'other_diagnosis'
  /** Days of visits paid so far under the limit, this day left out. */
  readonly sessionsPaid: number
  readonly isRepeat: (line: ReceivedLine) => boolean
  /** What it paid for this member before. */
  readonly paidBefore: readonly PaidBefore[]
  /** Minutes in the record, when the payer asked for them. */
  readonly reviewedMinutes: number | null
  /** The whole record, when the payer asked for that. */
  readonly record: ClinicalRecord | null
  readonly underpays: boolean
  readonly repricesBasisPoints: number
}

const videoModifiers = ['95', 'GT']
const audioModifiers = ['93', 'FQ']
const telehealthPlaces = ['02', '10']

/** The contract's fee for a code and a licence; null when the payer does not pay the code. */
export function feeFor(payer: Payer, code: string, credential: Credential): Cents | null {
  const base = baseFeeOf(code)
  if (base === null) return null
  const { feeBasisPoints, feeByCredential, fees } = payer.published
  const listed =
    fees.find((fee) => fee.code === code && fee.credential === credential) ??
    fees.find((fee) => fee.code === code && fee.credential === undefined)
  if (listed) return listed.allowed
  return percentOf(feeByCredential[credential] ?? 10_000, percentOf(feeBasisPoints, base))
}

function claimReason(claim: ReceivedClaim, facts: PayerFacts): Reason | null {
  const { payer, member, rendering } = facts
  const first = claim.lines[0]
  if (payer.published.carvesOutTo !== null) return { group: 'CO', reason: '109' }
  if (
    !member ||
    member.birth !== claim.patient.birth ||
    member.lastName.toUpperCase() !== claim.patient.lastName.toUpperCase()
  )
    return { group: 'CO', reason: '31' }
  if (member.isSecond && (claim.rank === 'P' || claim.lines.some(({ before }) => before === null)))
    return { group: 'CO', reason: '22', remarks: ['MA04'] }
  if (claim.lines.some(({ before, charge }) => before !== null && before.explained !== charge))
    return { group: 'CO', reason: '129' }
  if (claim.patient.zip === null) return { group: 'CO', reason: '16', remarks: ['MA36'] }
  if (claim.relationship === 'self' && member.relationship !== 'self') return { group: 'CO', reason: '140' }
  if (claim.relationship === 'child' && first && ageOn(member.birth, first.on) >= 26)
    return { group: 'CO', reason: '32' }
  if (first && first.on < member.from) return { group: 'CO', reason: '26' }
  if (first && member.until !== null && first.on > member.until) return { group: 'CO', reason: '27' }
  if (claim.frequency !== '1' && facts.rules.frequency_code_corrected === 'none')
    return { group: 'CO', reason: '16', remarks: ['N142'] }
  if (!rendering) return { group: 'CO', reason: '185' }
  if (rendering.credential === 'associate' && facts.rules.supervised_billing_mode === 'not_allowed')
    return { group: 'CO', reason: '185', remarks: ['N297'] }
  if (!rendering.isEnrolled) return { group: 'CO', reason: 'B7' }
  if (!rendering.isOnRoster) return { group: 'CO', reason: '299', remarks: ['N198'] }
  if (payer.published.wantsReferral && claim.referral === null && !member.isSecond)
    return { group: 'CO', reason: '288', remarks: ['N489'] }
  // It pays its member; what becomes of that is between member and practice.
  if (!claim.isAssigned) return { group: 'OA', reason: '100' }
  return null
}

/** Place and modifiers of a visit at a distance; a payer that wants office places tells them by the modifier alone. */
function distanceReason(line: ReceivedLine, rules: Rules): Reason | null {
  const saysAudio = line.modifiers.some((modifier) => audioModifiers.includes(modifier))
  const says = saysAudio || line.modifiers.some((modifier) => videoModifiers.includes(modifier))
  const isFar = telehealthPlaces.includes(line.place)
  if (!says && !isFar) return null
  if (![rules.pos_home, rules.pos_other].includes(line.place)) return { group: 'CO', reason: '5', remarks: ['M77'] }
  if (saysAudio && rules.audio_modifier === 'not_paid') return { group: 'CO', reason: '96', remarks: ['N776'] }
  const accepted: readonly string[] = [rules.av_modifier, rules.audio_modifier]
  if (!accepted.includes('none') && !line.modifiers.some((modifier) => accepted.includes(modifier)))
    return { group: 'CO', reason: '4', remarks: ['N822'] }
  const list = saysAudio ? rules.audio_code_allowlist : rules.telehealth_code_allowlist
  return isListed(list, line.code) ? null : { group: 'CO', reason: '96', remarks: ['N776'] }
}

function lineReason(claim: ReceivedClaim, line: ReceivedLine, facts: PayerFacts): Reason | null {
  const { payer, rendering, rules } = facts
  const { authorization, sessionLimit } = payer.published
  // What the first payer decided, the second takes as decided: only that it is asked once.
  if (line.before !== null) return facts.isRepeat(line) ? { group: 'OA', reason: '18' } : null
  if (facts.receivedOn > addDays(line.on, rules.timely_filing_days)) return { group: 'CO', reason: '29' }
  if (facts.isRepeat(line)) return { group: 'OA', reason: '18' }
  const coded = codeReason(claim, line, facts)
  if (coded) return coded
  if (baseFeeOf(line.code) === null) return { group: 'CO', reason: '16', remarks: ['M20'] }
  if (line.units !== 1) return { group: 'CO', reason: '151', remarks: ['N362'] }
  if (sessionLimit && facts.sessionsPaid >= sessionLimit.limit) return { group: 'CO', reason: '119' }
  if (authorization?.codes.includes(line.code)) {
    if (facts.authorization === 'absent') return { group: 'CO', reason: '197' }
    if (facts.authorization === 'exhausted') return { group: 'CO', reason: '198' }
    if (facts.authorization === 'expired') return { group: 'CO', reason: '302' }
    if (facts.authorization === 'other_clinician') return { group: 'CO', reason: '296', remarks: ['N54'] }
    if (facts.authorization === 'other_code' || facts.authorization === 'other_diagnosis')
      return { group: 'CO', reason: '284', remarks: ['N54'] }
  }
  const matrix = rules.rendering_type_matrix[line.code]
  if (rendering && matrix && !matrix.includes(rendering.credential))
    return { group: 'CO', reason: '170', remarks: ['N95'] }
  const refused = distanceReason(line, rules)
  if (refused) return refused
  const licence = rendering ? rules.license_modifier_map[rendering.credential] : undefined
  if (licence && !line.modifiers.includes(licence)) return { group: 'CO', reason: '4', remarks: ['N822'] }
  if (line.code === '90837' && facts.reviewedMinutes !== null && facts.reviewedMinutes < 53)
    return { group: 'CO', reason: '152' }
  return facts.record === null ? null : recordReason(line, facts.record)
}

const denied = (line: ReceivedLine, { group, reason, remarks }: Reason): DecidedLine => ({
  line,
  allowed: zero,
  paid: zero,
  adjustments: [{ group, reason, amount: line.charge }],
  remarks: remarks ?? [],
  denial: reason,
})

/** A second plan pays what the first left: Medicaid up to its own fee in all, another plan but for its coinsurance. */
function decidedAfter(line: ReceivedLine, before: NonNullable<ReceivedLine['before']>, facts: PayerFacts): DecidedLine {
  const { member, payer, rendering } = facts
  const fee = rendering ? feeFor(payer, line.code, rendering.credential) : null
  const most = cents(Math.max(0, least(line.charge, fee ?? zero) - before.paid))
  const isMedicaid = payer.published.kind === 'medicaid'
  const due = isMedicaid ? least(before.left, most) : before.left
  const coinsurance = isMedicaid ? zero : percentOf((member?.coinsurancePercent ?? 0) * 100, due)
  const adjustments: Adjustment[] = [
    { group: 'OA', reason: '23', amount: subtract(line.charge, before.left) },
    { group: 'CO', reason: '45', amount: subtract(before.left, due) },
    { group: 'PR', reason: '2', amount: coinsurance },
  ]
  return {
    line,
    allowed: zero,
    paid: subtract(due, coinsurance),
    adjustments: adjustments.filter(({ amount }) => amount !== 0),
    remarks: [],
    denial: null,
  }
}

const least = (...amounts: readonly Cents[]): Cents => cents(Math.min(...amounts))

/** One claim as this payer decides it. */
export function decide(claim: ReceivedClaim, facts: PayerFacts): Decision {
  const whole = claimReason(claim, facts)
  let deductibleLeft = facts.member?.deductibleLeft ?? zero
  let copayLeft = facts.member?.copay ?? zero
  const lines = claim.lines.map((line): DecidedLine => {
    const reason = whole ?? lineReason(claim, line, facts)
    if (reason) return denied(line, reason)
    if (line.before !== null) return decidedAfter(line, line.before, facts)
    const { member, payer, rendering } = facts
    const fee = rendering ? feeFor(payer, line.code, rendering.credential) : null
    if (!member || fee === null) return denied(line, { group: 'CO', reason: '16', remarks: ['M20'] })
    const underpaid = facts.underpays ? percentOf(payer.hidden.underpaysBasisPoints, fee) : fee
    const allowed = least(line.charge, percentOf(facts.repricesBasisPoints, underpaid))
    const deductible = least(deductibleLeft, allowed)
    deductibleLeft = subtract(deductibleLeft, deductible)
    const copay = least(copayLeft, subtract(allowed, deductible))
    copayLeft = subtract(copayLeft, copay)
    const rest = subtract(subtract(allowed, deductible), copay)
    const coinsurance = percentOf(member.coinsurancePercent * 100, rest)
    const due = subtract(rest, coinsurance)
    const sequestered = percentOf(payer.published.sequestrationBasisPoints, due)
    const adjustments: Adjustment[] = [
      { group: 'CO', reason: '45', amount: subtract(line.charge, allowed) },
      { group: 'CO', reason: '253', amount: sequestered },
      { group: 'PR', reason: '1', amount: deductible },
      { group: 'PR', reason: '2', amount: coinsurance },
      { group: 'PR', reason: '3', amount: copay },
    ]
    return {
      line,
      allowed,
      paid: subtract(due, sequestered),
      adjustments: adjustments.filter(({ amount }) => amount !== 0),
      remarks: [],
      denial: null,
    }
  })
  const isRefused = whole !== null && ['31', '109'].includes(whole.reason)
  const hasLeft = lines.some(
    ({ denial, adjustments }) => denial === null && adjustments.some(({ group }) => group === 'PR'),
  )
  const first = facts.member?.passesOn && hasLeft ? '19' : '1'
  return total(isRefused ? '4' : claim.rank === 'P' ? first : '2', lines)
}

export function total(status: Decision['status'], lines: readonly DecidedLine[]): Decision {
  const adjustments = lines.flatMap((line) =>
    line.adjustments.map((adjustment) => ({ ...adjustment, isDenial: line.denial !== null })),
  )
  const where = (test: (adjustment: (typeof adjustments)[number]) => boolean) =>
    sum(adjustments.filter(test).map(({ amount }) => amount))
  return {
    status,
    charge: sum(lines.map(({ line }) => line.charge)),
    allowed: sum(lines.map(({ allowed }) => allowed)),
    paid: sum(lines.map(({ paid }) => paid)),
    patientResponsibility: where(({ group }) => group === 'PR'),
    // What an earlier payer did is told, and takes nothing off here.
    contractual: where(({ isDenial, group, reason }) => !isDenial && group !== 'PR' && reason !== '23'),
    denied: where(({ isDenial, group }) => isDenial && group !== 'PR'),
    lines,
  }
}

const turned = (amount: Cents): Cents => subtract(zero, amount)

/** Everything a decision gave, taken back. */
export function reversal(decision: Decision): Decision {
  return total(
    '22',
    decision.lines.map((decided) => ({
      ...decided,
      line: { ...decided.line, charge: turned(decided.line.charge) },
      allowed: turned(decided.allowed),
      paid: turned(decided.paid),
      adjustments: decided.adjustments.map((one) => ({ ...one, amount: turned(one.amount) })),
    })),
  )
}

export const netOf = (decisions: readonly Decision[], pick: (decision: Decision) => Cents): Cents =>
  decisions.reduce((all, decision) => add(all, pick(decision)), zero)
