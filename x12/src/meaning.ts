import type { Flaw } from './flaw.ts'
import type { Guide, LoopGuide, TypedOf } from './guide.ts'
import { guide835 } from './guides/x221-835.ts'
import { guide837P } from './guides/x222-837p.ts'
import type { PlacedSegment } from './segments.ts'
import { sourceOf } from './source.ts'
import { amountToCents, centsToAmount } from './values.ts'

// What no segment can tell alone: whether the hierarchy hangs together, whether an 835 adds up at payment, claim and
// line, whether a claim's lines sum to its charge. X12 RFI 2601, 1053 and 222 by way of the domain tables.

export function checkMeaning(guide: Guide, value: unknown, body: readonly PlacedSegment[]): Flaw[] {
  return [
    ...checkHierarchy(guide, body),
    ...(guide === (guide835 as Guide) ? checkRemittance(value as TypedOf<typeof guide835>) : []),
    ...(guide === (guide837P as Guide) ? checkClaims(value as TypedOf<typeof guide837P>) : []),
  ]
}

/** For each level code, the codes that may stand above it. */
function levelsOf(loop: LoopGuide, into = new Map<string, ReadonlySet<string>>()): Map<string, ReadonlySet<string>> {
  if (loop.level) into.set(loop.level.code, new Set(loop.level.under))
  for (const child of Object.values(loop.children)) if (child.is === 'loop') levelsOf(child.loop, into)
  return into
}

function checkHierarchy(guide: Guide, body: readonly PlacedSegment[]): Flaw[] {
  const flaws: Flaw[] = []
  const levels = levelsOf(guide.body)
  const seen = new Map<string, string>()
  let expected = 1
  for (const placed of body) {
    const [id, own = '', parent = '', level = ''] = placed.segment
    if (id !== 'HL') continue
    const flaw = (message: string, element: number): void => {
      flaws.push({
        severity: 'error',
        code: 'wrong_hierarchy',
        message,
        offset: placed.from,
        segment: placed.number,
        id,
        element,
      })
    }
    if (own !== String(expected)) flaw(`HL01 is "${own}"; expected ${expected}, one more than the last.`, 1)
    const under = levels.get(level)
    const above = seen.get(parent)
    if (parent !== '' && above === undefined) flaw(`HL02 names level "${parent}", which does not stand before it.`, 2)
    else if (under && !under.has(above ?? ''))
      flaw(
        parent === ''
          ? `HL02 is empty; a level ${level} stands under another.`
          : `HL02 names level "${parent}" of kind ${above ?? ''}, where a level ${level} may not stand.`,
        2,
      )
    seen.set(own, level)
    expected += 1
  }
  return flaws
}

const slots = [1, 2, 3, 4, 5, 6] as const

/** Sum of the numbered amounts of a CAS or PLB, in cents. */
const sumOf = (rows: readonly object[]): number => {
  let total = 0
  for (const row of rows)
    for (const slot of slots)
      total += amountToCents((row as Record<string, string | undefined>)[`amount${slot}`] ?? '0') ?? 0
  return total
}
const centsOf = (text: string | undefined): number => amountToCents(text ?? '0') ?? 0

const unbalanced = (node: object, id: string, loop: string, message: string): Flaw => {
  const source = sourceOf(node)
  return {
    severity: 'error',
    code: 'unbalanced',
    message,
    offset: source?.from ?? 0,
    segment: source?.segment ?? 0,
    id,
    loop,
  }
}

function checkRemittance(value: TypedOf<typeof guide835>): Flaw[] {
  if (!value.payment) return []
  const flaws: Flaw[] = []
  const claims = value.groups.flatMap((group) => group.claims)
  let paidInAll = 0
  for (const claim of claims) {
    if (!claim.claim) continue
    const charge = centsOf(claim.claim.charge)
    const paid = centsOf(claim.claim.paid)
    paidInAll += paid
    let adjusted = sumOf(claim.adjustments)
    let lineCharges = 0
    for (const line of claim.lines) {
      if (!line.service) continue
      const lineAdjusted = sumOf(line.adjustments)
      adjusted += lineAdjusted
      lineCharges += centsOf(line.service.charge)
      const off = centsOf(line.service.charge) - lineAdjusted - centsOf(line.service.paid)
      if (off !== 0)
        flaws.push(
          unbalanced(
            line.service,
            'SVC',
            '2110',
            `The line is off by ${centsToAmount(off)}: charge less adjustments is not what was paid.`,
          ),
        )
    }
    const off = charge - adjusted - paid
    if (off !== 0)
      flaws.push(
        unbalanced(
          claim.claim,
          'CLP',
          '2100',
          `Claim ${claim.claim.controlNumber} is off by ${centsToAmount(off)}: charge less adjustments is not what was paid.`,
        ),
      )
    if (claim.lines.length > 0 && lineCharges !== charge)
      flaws.push(
        unbalanced(
          claim.claim,
          'CLP',
          '2100',
          `Claim ${claim.claim.controlNumber}: its lines charge ${centsToAmount(lineCharges)}, the claim ${centsToAmount(charge)}.`,
        ),
      )
  }
  const sign = value.payment.sign === 'D' ? -1 : 1
  const off = sign * centsOf(value.payment.amount) - (paidInAll - sumOf(value.providerAdjustments))
  if (off !== 0)
    flaws.push(
      unbalanced(
        value.payment,
        'BPR',
        '835',
        `The payment is off by ${centsToAmount(off)}: it is not its claims less its provider adjustments.`,
      ),
    )
  return flaws
}

function checkClaims(value: TypedOf<typeof guide837P>): Flaw[] {
  const flaws: Flaw[] = []
  for (const billing of value.billings)
    for (const subscriber of billing.subscribers)
      for (const claim of [...subscriber.claims, ...subscriber.patients.flatMap((patient) => patient.claims)]) {
        if (!claim.claim) continue
        const lines = claim.lines.reduce((total, line) => total + centsOf(line.service?.charge), 0)
        const off = centsOf(claim.claim.charge) - lines
        if (off !== 0) {
          const source = sourceOf(claim.claim)
          flaws.push({
            severity: 'error',
            code: 'wrong_total',
            message: `CLM02 is ${claim.claim.charge}; its lines sum to ${centsToAmount(lines)}.`,
            offset: source?.from ?? 0,
            segment: source?.segment ?? 0,
            id: 'CLM',
            element: 2,
            loop: '2300',
          })
        }
      }
  return flaws
}
