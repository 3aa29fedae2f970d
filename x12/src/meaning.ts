import type { Flaw } from './flaw.ts'
import type { Guide, LoopGuide, TypedOf } from './guide.ts'
import type { guide835 } from './guides/x221-835.ts'
import type { guide837P } from './guides/x222-837p.ts'
import type { PlacedSegment } from './segments.ts'
import { sourceOf } from './source.ts'
import { amountToCents, centsToAmount } from './values.ts'

// What no segment can tell alone: whether the hierarchy hangs together, whether an 835 adds up at payment, claim and
// line, whether a claim's lines sum to its charge. X12 RFI 2601, 1053 and 222 by way of the domain tables.

type Remittance = TypedOf<typeof guide835>
type RemittanceClaim = Remittance['groups'][number]['claims'][number]
type Claim = TypedOf<typeof guide837P>['billings'][number]['subscribers'][number]['claims'][number]

/** Watches one transaction as it is read, and adds what does not hang together to `flaws`. */
export class Meaning {
  readonly guide: Guide
  readonly flaws: Flaw[]
  readonly levels: ReadonlyMap<string, ReadonlySet<string>>
  readonly seen = new Map<string, string>()
  expected = 1
  paidInAll = 0

  constructor(guide: Guide, flaws: Flaw[]) {
    this.guide = guide
    this.flaws = flaws
    this.levels = levelsOf(guide.body)
  }

  closed(loop: LoopGuide, value: object): void {
    if (this.guide.kind === '835' && loop.id === '2100')
      this.paidInAll += checkRemittanceClaim(value as RemittanceClaim, this.flaws)
    else if (this.guide.kind === '835' && loop === this.guide.body)
      checkPayment(value as Remittance, this.paidInAll, this.flaws)
    else if (this.guide.kind === '837P' && loop.id === '2300') checkClaim(value as Claim, this.flaws)
  }

  level(placed: PlacedSegment): void {
    const [id, own = '', parent = '', level = ''] = placed.segment
    if (id !== 'HL') return
    const flaw = (message: string, element: number): void => {
      this.flaws.push({
        severity: 'error',
        code: 'wrong_hierarchy',
        message,
        offset: placed.from,
        segment: placed.number,
        id,
        element,
      })
    }
    if (own !== String(this.expected)) flaw(`HL01 is "${own}"; expected ${this.expected}, one more than the last.`, 1)
    const under = this.levels.get(level)
    const above = this.seen.get(parent)
    if (parent !== '' && above === undefined) flaw(`HL02 names level "${parent}", which does not stand before it.`, 2)
    else if (under && !under.has(above ?? ''))
      flaw(
        parent === ''
          ? `HL02 is empty; a level ${level} stands under another.`
          : `HL02 names level "${parent}" of kind ${above ?? ''}, where a level ${level} may not stand.`,
        2,
      )
    this.seen.set(own, level)
    this.expected += 1
  }
}

/** For each level code, the codes that may stand above it. */
function levelsOf(loop: LoopGuide, into = new Map<string, ReadonlySet<string>>()): Map<string, ReadonlySet<string>> {
  if (loop.level) into.set(loop.level.code, new Set(loop.level.under))
  for (const child of Object.values(loop.children)) if (child.is === 'loop') levelsOf(child.loop, into)
  return into
}

const amounts = ['amount1', 'amount2', 'amount3', 'amount4', 'amount5', 'amount6'] as const

/** Sum of the numbered amounts of a CAS or PLB, in cents. */
const sumOf = (rows: readonly object[]): number => {
  let total = 0
  for (const row of rows)
    for (const name of amounts) {
      const text = (row as Record<string, string | undefined>)[name]
      if (text !== undefined) total += amountToCents(text) ?? 0
    }
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

/** Checks one claim of a remittance, and gives back what was paid on it. */
function checkRemittanceClaim(claim: RemittanceClaim, flaws: Flaw[]): number {
  if (!claim.claim) return 0
  const charge = centsOf(claim.claim.charge)
  const paid = centsOf(claim.claim.paid)
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
  return paid
}

function checkPayment(value: Remittance, paidInAll: number, flaws: Flaw[]): void {
  if (!value.payment) return
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
}

function checkClaim(claim: Claim, flaws: Flaw[]): void {
  if (!claim.claim) return
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
