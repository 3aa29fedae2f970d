import type { FlawSink } from './flaw-list.ts'
import type { Guide, LoopGuide } from './guide.ts'
import { latin1 } from './segments.ts'
import { packedText, unpacked } from './sound.ts'
import { centsToAmount } from './values.ts'

// What no segment can tell alone: whether the hierarchy hangs together, whether an 835 adds up at payment, claim and
// line (X12 RFI 2601, 1053 and 222), whether a claim's lines sum to its charge. Amounts are added as they pass, so that
// nothing has to be kept.

/** A segment as the sums see it, whether it is text or bytes. */
export type Amounts = {
  readonly number: number
  readonly from: number
  readonly cents: (element: number) => number
  readonly text: (element: number) => string
  /** Copies an element's text, as far as there is room; gives back its length. */
  readonly copy: (element: number, into: Uint8Array) => number
}

/** What a segment means to the sums, by its loop and id. */
export type Role = 'payment' | 'claim' | 'claimCAS' | 'line' | 'lineCAS' | 'PLB' | 'charge' | 'lineCharge'
const roles: Readonly<Record<string, Role>> = {
  '835 BPR': 'payment',
  '2100 CLP': 'claim',
  '2100 CAS': 'claimCAS',
  '2110 SVC': 'line',
  '2110 CAS': 'lineCAS',
  '835 PLB': 'PLB',
  '2300 CLM': 'charge',
  '2400 SV1': 'lineCharge',
}
/** Loops whose amounts must add up when they end. */
export const isSummed = (loop: string): boolean => ['2110', '2100', '2300', '835'].includes(loop)
export const roleOf = (loop: string, id: string): Role | null => roles[`${loop} ${id}`] ?? null

const adjustmentAmounts = [3, 6, 9, 12, 15, 18] as const
const providerAmounts = [4, 6, 8, 10, 12, 14] as const
type Spot = { readonly number: number; readonly from: number }

function stand(spot: { number: number; from: number }, at: Spot): void {
  spot.number = at.number
  spot.from = at.from
}

/** Watches one transaction as it is read, and tells `flaws` what does not hang together. */
export class Meaning {
  readonly flaws: FlawSink
  readonly levels: ReadonlyMap<string, ReadonlySet<string>>
  /** The same, by packed codes; 0 for none above. */
  readonly #packedLevels: ReadonlyMap<number, ReadonlySet<number>>
  readonly hierarchy = new Hierarchy()

  #payment = 0
  readonly #paymentAt = { number: 0, from: 0 }
  #paidInAll = 0
  #providerAdjusted = 0
  #charge = 0
  #paid = 0
  readonly #claimAt = { number: 0, from: 0 }
  /** CLP01 or CLM02 as it stands; decoded when a flaw names it. */
  readonly #said = new Uint8Array(64)
  #saidLength = 0
  #claimAdjusted = 0
  #lineCharges = 0
  #lines = 0
  #lineCharge = 0
  #linePaid = 0
  readonly #lineAt = { number: 0, from: 0 }
  #lineAdjusted = 0

  constructor(guide: Guide, flaws: FlawSink) {
    this.flaws = flaws
    this.levels = levelsOf(guide.body)
    this.#packedLevels = new Map(
      [...this.levels].map(([level, under]) => [packedText(level), new Set([...under].map(packedText))]),
    )
  }

  take(role: Role, at: Amounts): void {
    switch (role) {
      case 'payment':
        this.#payment = (at.text(3) === 'D' ? -1 : 1) * at.cents(2)
        stand(this.#paymentAt, at)
        return
      case 'claim':
        stand(this.#claimAt, at)
        this.#saidLength = at.copy(1, this.#said)
        this.#charge = at.cents(3)
        this.#paid = at.cents(4)
        this.#claimAdjusted = 0
        this.#lineCharges = 0
        this.#lines = 0
        return
      case 'claimCAS':
        this.#claimAdjusted += sumOf(at, adjustmentAmounts)
        return
      case 'line':
        stand(this.#lineAt, at)
        this.#lineCharge = at.cents(2)
        this.#linePaid = at.cents(3)
        this.#lineAdjusted = 0
        this.#lineCharges += this.#lineCharge
        this.#lines += 1
        return
      case 'lineCAS':
        this.#lineAdjusted += sumOf(at, adjustmentAmounts)
        return
      case 'PLB':
        this.#providerAdjusted += sumOf(at, providerAmounts)
        return
      case 'charge':
        stand(this.#claimAt, at)
        this.#saidLength = at.copy(2, this.#said)
        this.#charge = at.cents(2)
        this.#lineCharges = 0
        return
      case 'lineCharge':
        this.#lineCharges += at.cents(2)
    }
  }

  closed(loop: LoopGuide): void {
    switch (loop.id) {
      case '2110':
        this.#closeLine()
        return
      case '2100':
        this.#closeClaim()
        return
      case '2300':
        this.#closeCharge()
        return
      case '835':
        this.#closePayment()
    }
  }

  #closeLine(): void {
    if (this.#lineAt.number === 0) return
    this.#claimAdjusted += this.#lineAdjusted
    const off = this.#lineCharge - this.#lineAdjusted - this.#linePaid
    if (off !== 0)
      this.#unbalanced(
        this.#lineAt,
        'SVC',
        '2110',
        `The line is off by ${centsToAmount(off)}: charge less adjustments is not what was paid.`,
      )
    this.#lineAt.number = 0
  }

  #closeClaim(): void {
    if (this.#claimAt.number === 0) return
    const charge = this.#charge
    this.#paidInAll += this.#paid
    const off = charge - this.#claimAdjusted - this.#paid
    if (off !== 0)
      this.#unbalanced(
        this.#claimAt,
        'CLP',
        '2100',
        `Claim ${this.#told()} is off by ${centsToAmount(off)}: charge less adjustments is not what was paid.`,
      )
    if (this.#lines > 0 && this.#lineCharges !== charge)
      this.#unbalanced(
        this.#claimAt,
        'CLP',
        '2100',
        `Claim ${this.#told()}: its lines charge ${centsToAmount(this.#lineCharges)}, the claim ${centsToAmount(charge)}.`,
      )
    this.#claimAt.number = 0
  }

  #closePayment(): void {
    if (this.#paymentAt.number === 0) return
    const off = this.#payment - (this.#paidInAll - this.#providerAdjusted)
    if (off !== 0)
      this.#unbalanced(
        this.#paymentAt,
        'BPR',
        '835',
        `The payment is off by ${centsToAmount(off)}: it is not its claims less its provider adjustments.`,
      )
  }

  #closeCharge(): void {
    const { number, from } = this.#claimAt
    this.#claimAt.number = 0
    if (number === 0 || this.#charge === this.#lineCharges) return
    this.flaws.push({
      severity: 'error',
      code: 'wrong_total',
      message: `CLM02 is ${this.#told()}; its lines sum to ${centsToAmount(this.#lineCharges)}.`,
      offset: from,
      segment: number,
      id: 'CLM',
      element: 2,
      loop: '2300',
    })
  }

  #told(): string {
    return latin1(this.#said.subarray(0, this.#saidLength))
  }

  #unbalanced(spot: Spot, id: string, loop: string, message: string): void {
    const { from, number } = spot
    this.flaws.push({ severity: 'error', code: 'unbalanced', message, offset: from, segment: number, id, loop })
  }

  /** Whether the next HL hangs together; ids as numbers, 0 for no parent. Numbers that are none are left to `level`. */
  mayLevel(own: number, parent: number, level: number, hasChildren: boolean, number: number, from: number): boolean {
    const { hierarchy } = this
    if (!hierarchy.isPlain || own !== hierarchy.count + 1 || parent < 0 || parent >= own) return false
    if (hierarchy.promised && Number(hierarchy.promised.own) !== parent) return false
    const above = parent === 0 ? 0 : hierarchy.packedParent(parent)
    if (above < 0 || !this.#packedLevels.get(level)?.has(above)) return false
    if (hasChildren) hierarchy.promise(own, number, from)
    else hierarchy.promised = null
    return true
  }

  /** Takes the next HL. Gives back whether it hangs together; only when asked to does it say what does not. */
  level(own: string, parent: string, level: string, children: string, at: Spot, isTold: boolean): boolean {
    const { hierarchy } = this
    const under = this.levels.get(level)
    const isNext = own === String(hierarchy.count + 1)
    const above = parent === '' ? '' : hierarchy.levelOf(parent)
    const isUnder = above !== undefined && (under === undefined || under.has(above))
    const { promised } = hierarchy
    const isKept = promised === null || promised.own === parent
    const mayHang = parent === '' || !hierarchy.isChildless(parent)
    const isRight = isNext && isUnder && isKept && mayHang
    if (!isRight) {
      if (!isTold) return false
      if (!isNext) this.#hanging(at, `HL01 is "${own}"; expected ${hierarchy.count + 1}, one more than the last.`, 1)
      if (above === undefined) this.#hanging(at, `HL02 names level "${parent}", which does not stand before it.`, 2)
      else if (!isUnder)
        this.#hanging(
          at,
          parent === ''
            ? `HL02 is empty; a level ${level} stands under another.`
            : `HL02 names level "${parent}" of kind ${above}, where a level ${level} may not stand.`,
          2,
        )
      else if (!mayHang) this.#hanging(at, `HL04 of level "${parent}" says that nothing stands under it.`, 2)
      if (!isKept) this.#broken()
    }
    hierarchy.add(own, level, children, at)
    return isRight
  }

  /** When the transaction has ended. */
  end(): void {
    if (this.hierarchy.promised) this.#broken()
  }

  /** The last level said that others stand under it, and none did. */
  #broken(): void {
    const { promised } = this.hierarchy
    if (promised) this.#hanging(promised.at, `HL04 is "1", and no level stands under "${promised.own}".`, 4)
  }

  #hanging(at: Spot, message: string, element: number): void {
    this.flaws.push({
      severity: 'error',
      code: 'wrong_hierarchy',
      message,
      offset: at.from,
      segment: at.number,
      id: 'HL',
      element,
    })
  }
}

const childless = 0x80

/** Which levels there have been: a byte for each that is numbered as it must be, so that millions take no room. */
class Hierarchy {
  count = 0
  /** The last level, if it said that others stand under it. */
  promised: { readonly own: string; readonly at: Spot } | null = null
  readonly #kinds: string[] = []
  readonly #packedKinds: number[] = []
  #numbered = new Uint8Array(64)
  readonly #named = new Map<string, string>()

  add(own: string, level: string, children: string, at: Spot): void {
    this.count += 1
    this.promised = children === '1' ? { own, at: { number: at.number, from: at.from } } : null
    let kind = this.#kinds.indexOf(level)
    if (kind < 0 && this.#kinds.length < childless - 1) {
      kind = this.#kinds.push(level) - 1
      this.#packedKinds.push(packedText(level))
    }
    if (kind < 0 || own !== String(this.count)) {
      this.#named.set(own, level)
      return
    }
    this.#set((kind + 1) | (children === '0' ? childless : 0))
  }

  levelOf(own: string): string | undefined {
    const named = this.#named.get(own)
    if (named !== undefined) return named
    return this.#kinds[(this.#at(own) & ~childless) - 1]
  }

  isChildless(own: string): boolean {
    return !this.#named.has(own) && (this.#at(own) & childless) !== 0
  }

  /** Whether every level so far has the number it must have. */
  get isPlain(): boolean {
    return this.#named.size === 0
  }

  promise(own: number, number: number, from: number): void {
    this.promised = { own: String(own), at: { number, from } }
  }

  /** Takes the next level, whose kind is packed and whose number is the next. */
  number(level: number, children: number): void {
    this.count += 1
    let kind = this.#packedKinds.indexOf(level)
    if (kind < 0) {
      kind = this.#packedKinds.push(level) - 1
      this.#kinds.push(unpacked(level))
    }
    this.#set((kind + 1) | (children === 48 ? childless : 0))
  }

  /** The kind of a level, packed; -1 when there is none, or when it said that nothing stands under it. */
  packedParent(own: number): number {
    const kind = (this.#numbered[own] as number) - 1
    return kind < 0 || kind >= childless - 1 ? -1 : (this.#packedKinds[kind] as number)
  }

  #set(value: number): void {
    if (this.count >= this.#numbered.length) {
      const wider = new Uint8Array(this.#numbered.length * 2)
      wider.set(this.#numbered)
      this.#numbered = wider
    }
    this.#numbered[this.count] = value
  }

  #at(own: string): number {
    const number = Number(own)
    return number >= 1 && number <= this.count && own === String(number) ? (this.#numbered[number] as number) : 0
  }
}

/** For each level code, the codes that may stand above it. */
function levelsOf(loop: LoopGuide, into = new Map<string, ReadonlySet<string>>()): Map<string, ReadonlySet<string>> {
  if (loop.level) into.set(loop.level.code, new Set(loop.level.under))
  for (const child of Object.values(loop.children)) if (child.is === 'loop') levelsOf(child.loop, into)
  return into
}

function sumOf(at: Amounts, elements: readonly number[]): number {
  let total = 0
  for (let i = 0; i < elements.length; i += 1) total += at.cents(elements[i] as number)
  return total
}
