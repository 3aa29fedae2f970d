import { type Cents, cents, formatDecimal, lookup, type PlainDate, parseDate, zero } from '@ballast/kernel'
import type { Adjustment835, Claim835, Line835 } from '@ballast/x12'
import { classify, isSilent } from '../../../denial/rules/classify.ts'
import { windowsOn } from '../../../denial/tables/windows.ts'
import type { DenialFacts } from '../../../denial/types.ts'
import { adjustmentEffect } from '../../../remittance/tables/adjustment-effects.ts'
import type { ClaimFact, DenialFact, ImbalanceFact, PaymentFact } from '../../types/baseline-facts.ts'

// One claim of an 835, told in a small row that holds on to none of the file's bytes. Denials are judged by the denial
// room's own rules, so that this and `ballast classify` never disagree.

const kinds = lookup<DenialFacts['payer']['kind']>({
  MB: 'medicare',
  MA: 'medicare',
  '16': 'medicare',
  MC: 'medicaid',
})

export const payerKind = (filingIndicator: string): DenialFacts['payer']['kind'] =>
  kinds[filingIndicator] ?? 'commercial'

/** An amount that is none counts as nothing; the reader has flagged it. */
const money = (amount: number): Cents => (Number.isSafeInteger(amount) ? cents(amount) : zero)

const total = (adjustments: readonly Adjustment835[]): number =>
  adjustments.reduce((sum, adjustment) => sum + money(adjustment.amount), 0)

/** What is judged at once: a line, or the claim itself where its payer decided it as a whole. */
type Part = {
  readonly code: string
  readonly modifiers: readonly string[]
  readonly units: number | null
  readonly on: PlainDate | null
  readonly charge: Cents
  readonly paid: Cents
  readonly allowed: number | null
  readonly adjustments: readonly Adjustment835[]
  readonly remarks: readonly string[]
}

const unitsOf = (text: string): number | null => (text === '' || !Number.isFinite(Number(text)) ? null : Number(text))

const linePart = (line: Line835): Part => ({
  code: line.code,
  modifiers: line.modifiers,
  units: unitsOf(line.units),
  on: parseDate(line.day),
  charge: money(line.charge),
  paid: money(line.paid),
  allowed: line.allowed === null ? null : money(line.allowed),
  adjustments: line.adjustments,
  remarks: line.remarks,
})

type Judged = { readonly dollars: number; readonly charge: number; readonly fact: DenialFact }

/** Why a part was denied, and how much of it; null when it was not. */
function judge(part: Part, claim: Claim835, day: PlainDate | null, otherCodes: readonly string[]): Judged | null {
  const isAllSilent = part.adjustments.every((a) => isSilent(a.group, a.reason))
  const looksPaid = part.paid !== 0 || part.charge <= 0
  if (looksPaid && isAllSilent) return null
  const kind = payerKind(claim.filingIndicator)
  const window = windowsOn(kind, day ?? part.on ?? ('2020-01-01' as PlainDate))
  const found = classify({
    id: claim.control,
    payer: { id: null, name: null, kind, params: null },
    claimStatus: claim.status,
    line: {
      code: part.code === '' ? null : part.code,
      modifiers: [...part.modifiers],
      placeOfService: null,
      units: part.units,
      minutes: null,
      on: part.on,
      charge: part.charge,
      allowed: part.allowed === null ? null : money(part.allowed),
      paid: part.paid,
    },
    adjustments: part.adjustments.map((a) => ({
      group: a.group,
      reason: a.reason,
      amount: money(a.amount),
      quantity: null,
    })),
    remarks: [...part.remarks],
    context: {
      ...nothingKnown,
      otherCodesSameDay: [...otherCodes],
      deniedOn: day,
      appealDays: window.appealDays,
      correctedDays: window.correctedDays,
    },
  })
  if (!found.isDenial) return null
  const denying = part.adjustments.filter((a) => !isSilent(a.group, a.reason))
  const deciding = denying.length > 0 ? denying : part.adjustments
  const dollars = deciding.length > 0 ? total(deciding) : part.charge
  return {
    dollars,
    charge: part.charge,
    fact: {
      category: found.category,
      codes: [...new Set([...deciding.map((a) => `${a.group}-${a.reason}`), ...part.remarks])],
      disposition: found.disposition,
      owner: found.owner,
      confidence: found.confidence,
      deadlineOn: found.deadline,
      windowDays: found.disposition.startsWith('appeal') ? window.appealDays : window.correctedDays,
      next: found.next[0] ?? '',
    },
  }
}

const nothingKnown = {
  authorization: null,
  carveOutPayer: null,
  sessionLimit: null,
  rendererEnrolled: null,
  rendererCredential: null,
  coverageActive: null,
  priorClaimSameLine: null,
  priorClaimDenied: null,
  sameCodePaidInPerson: null,
  twoSessionsSameDay: null,
  unitsAllowed: null,
  acceptedByPayerOn: null,
  filedOn: null,
  filingLimitDays: null,
  remittedOn: null,
  expectedAllowed: null,
} satisfies Partial<NonNullable<DenialFacts['context']>>

/** The day of service: the first line's, else the claim's own (DTM 232). */
function serviceDay(claim: Claim835): PlainDate | null {
  const ofLine = claim.lines.map((line) => line.day).find((day) => day !== '')
  if (ofLine !== undefined) return parseDate(ofLine)
  const text = claim.segments.find((segment) => segment[0] === 'DTM' && segment[1] === '232')?.[2] ?? ''
  return parseDate(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`)
}

const nameOf = (party: { lastName: string; firstName: string; id: string } | null): string => {
  if (!party) return ''
  const name = [party.lastName, party.firstName].filter((part) => part !== '').join(', ')
  return name === '' ? party.id : name
}

export type Interned = (text: string) => string

/** Line by line what a payer allows for one unit of a code, where nothing was denied. */
export type UsualLine = { readonly code: string; readonly allowed: number }

/** One claim of a payment as a row, and what its undenied lines were allowed. */
export function readClaim(
  claim: Claim835,
  payment: PaymentFact,
  intern: Interned,
): { fact: ClaimFact; usual: UsualLine[] } {
  const lines = claim.lines.map(linePart)
  const own = claim.adjustments
  const isJudgedWhole = lines.length === 0 || (own.length > 0 && lines.every((line) => line.adjustments.length === 0))
  const whole: Part = {
    code: lines[0]?.code ?? '',
    modifiers: lines[0]?.modifiers ?? [],
    units: lines[0]?.units ?? null,
    on: lines[0]?.on ?? null,
    charge: money(claim.charge),
    paid: money(claim.paid),
    allowed: null,
    adjustments: own,
    remarks: claim.remarks,
  }
  const parts = isJudgedWhole ? [whole] : own.length > 0 ? [...lines, { ...whole, charge: zero }] : lines
  const codes = lines.map((line) => line.code)
  const isReversal = claim.isReversal
  // A reversal takes back, and a predetermination (25) decides nothing yet: neither is a denial.
  const judged =
    isReversal || claim.status === '25' ? [] : parts.map((part) => judge(part, claim, payment.paidOn, codes))
  const denied = judged.filter((each) => each !== null)
  const decisive = denied.toSorted((a, b) => b.dollars - a.dollars)[0] ?? null
  const all = [...own, ...lines.flatMap((line) => line.adjustments)]
  const effect = (which: string): number => total(all.filter((a) => adjustmentEffect(a.group, a.reason) === which))
  const patientByCode = total(all.filter((a) => a.group === 'PR'))
  const said = lines.map((line) => line.allowed)
  const saidAllowed = said.reduce<number>((sum, amount) => sum + (amount ?? 0), 0)
  const isSaid = lines.length > 0 && said.every((amount) => amount !== null)
  const allowed = isSaid ? (isReversal ? -Math.abs(saidAllowed) : saidAllowed) : money(claim.paid) + effect('patient')
  const patient = isReversal ? patientByCode : money(claim.patientResponsibility) || patientByCode
  const deniedDollars = denied.reduce((sum, each) => sum + each.dollars, 0)
  const rendering = claim.rendering
  const fact: ClaimFact = {
    payment,
    segment: claim.number,
    offset: claim.offset,
    claim: claim.control,
    payerClaim: claim.payerControl,
    status: intern(claim.status),
    isCorrection: claim.frequency === '7' || claim.frequency === '8',
    clinician: intern(nameOf(rendering)),
    serviceOn: serviceDay(claim),
    member: claim.memberId,
    codes: intern(lines.map((line) => [line.code, ...line.modifiers].join('-')).join(' ')),
    lines: lines.length,
    deniedLines: denied.length,
    charge: money(claim.charge),
    paid: money(claim.paid),
    allowed: cents(allowed),
    patient: cents(patient),
    contractual: cents(effect('contractual')),
    denied: cents(deniedDollars),
    deniedCharge: cents(denied.reduce((sum, each) => sum + each.charge, 0)),
    other: cents(effect('informational')),
    costSharing: cents(effect('patient')),
    unexplained: cents(effect('denial')),
    denial: decisive?.fact ?? null,
  }
  const usual = isReversal
    ? []
    : lines.flatMap((line, i) => {
        const amount = line.allowed ?? line.paid + patientShare(line)
        const isUsable = !isJudgedWhole && judged[i] === null && line.units === 1 && amount > 0
        return isUsable ? [{ code: line.code, allowed: amount }] : []
      })
  return { fact, usual }
}

const patientShare = (part: Part): number =>
  total(part.adjustments.filter((a) => adjustmentEffect(a.group, a.reason) === 'patient'))

/** Every sum of a claim that does not hold (remit_balance_rules B2-B4). */
export function claimImbalances(claim: Claim835, path: string): ImbalanceFact[] {
  const at = { path, trace: claim.remittance.trace, claim: claim.control }
  const found: ImbalanceFact[] = []
  if ([claim.charge, claim.paid, ...claim.lines.flatMap((line) => [line.charge, line.paid])].some(Number.isNaN))
    return [
      {
        ...at,
        level: 'amount',
        line: null,
        offBy: zero,
        message: `Claim ${claim.control} holds an amount that cannot be read; it counts as nothing.`,
      },
    ]
  const byLines = claim.lines.reduce((sum, line) => sum + money(line.adjusted), 0)
  const offBy = cents(claim.charge - claim.paid - money(claim.adjusted) - byLines)
  if (offBy !== 0)
    found.push({
      ...at,
      level: 'claim',
      line: null,
      offBy,
      message: `Claim ${claim.control}: its charge less its adjustments is ${formatDecimal(cents(claim.paid + offBy))}, but ${formatDecimal(cents(claim.paid))} was paid.`,
    })
  claim.lines.forEach((line, i) => {
    const lineOff = cents(line.charge - line.paid - money(line.adjusted))
    // A claim decided as a whole carries its adjustments itself; its lines then need not add up alone.
    if (lineOff !== 0 && (offBy !== 0 || claim.adjusted === 0))
      found.push({
        ...at,
        level: 'line',
        line: i + 1,
        offBy: lineOff,
        message: `Claim ${claim.control}, line ${i + 1} (${line.code}) is off by ${formatDecimal(lineOff)}.`,
      })
  })
  if (claim.lines.length > 0) {
    const chargeOff = cents(claim.charge - claim.lines.reduce((sum, line) => sum + line.charge, 0))
    if (chargeOff !== 0)
      found.push({
        ...at,
        level: 'charge',
        line: null,
        offBy: chargeOff,
        message: `Claim ${claim.control}: its lines' charges are off its own charge by ${formatDecimal(chargeOff)}.`,
      })
  }
  return found
}
