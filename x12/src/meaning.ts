import type { FlawCode } from './flaw.ts'
import type { FlawSink } from './flaw-list.ts'
import type { Guide, LoopGuide, When } from './guide.ts'
import { latin1 } from './segments.ts'
import { packedText, unpacked } from './sound.ts'
import { centsToAmount } from './values.ts'

// What no segment can tell alone: whether the hierarchy hangs together, whether an 835 adds up at payment, claim and
// line (X12 RFI 2601, 1053 and 222), whether a claim's lines sum to its charge and point to its diagnoses, whether a
// subscriber who is the patient is told as one, whether a 999 and a 277CA count what they answer. Amounts are added as
// they pass, so that nothing has to be kept.

/** A segment as the sums see it, whether it is text or bytes. */
export type Amounts = {
  readonly number: number
  readonly from: number
  readonly cents: (element: number) => number
  /** An element of up to four characters as a number; -1 for a longer one. Unlike text, it leaves no garbage. */
  readonly code: (element: number) => number
  /** Copies an element's text, as far as there is room; gives back its length. */
  readonly copy: (element: number, into: Uint8Array) => number
}

/** What a segment means to the sums, by its loop and id. */
export type Role =
  | 'payment'
  | 'claim'
  | 'claimCAS'
  | 'line'
  | 'lineCAS'
  | 'PLB'
  | 'subscriber'
  | 'subscriberName'
  | 'subscriberPart'
  | 'patient'
  | 'charge'
  | 'diagnoses'
  | 'lineCharge'
  | 'transactionResult'
  | 'groupResult'
  | 'batchTotal'
  | 'providerTotal'
  | 'answer'
  | 'answerStatus'
const roles: Readonly<Record<string, Role>> = {
  '835 BPR': 'payment',
  '2100 CLP': 'claim',
  '2100 CAS': 'claimCAS',
  '2110 SVC': 'line',
  '2110 CAS': 'lineCAS',
  '835 PLB': 'PLB',
  '2000B SBR': 'subscriber',
  '2010BA NM1': 'subscriberName',
  '2010BA N3': 'subscriberPart',
  '2010BA N4': 'subscriberPart',
  '2010BA DMG': 'subscriberPart',
  '2000C HL': 'patient',
  '2300 CLM': 'charge',
  '2300 HI ABK': 'diagnoses',
  '2400 SV1': 'lineCharge',
  '2000 IK5': 'transactionResult',
  '999 AK9': 'groupResult',
  '2200B QTY': 'batchTotal',
  '2200B AMT': 'batchTotal',
  '2200C QTY': 'providerTotal',
  '2200C AMT': 'providerTotal',
  '2200D TRN': 'answer',
  '2200D STC': 'answerStatus',
}
/** Loops whose amounts must add up when they end. */
export const isSummed = (loop: string): boolean => ['2110', '2100', '2300', '835', '2000B', '2000C'].includes(loop)
/** By loop and id; where one id means several things there, by the qualifier it is known by as well. */
export const roleOf = (loop: string, id: string, [first]: When): Role | null =>
  roles[`${loop} ${id} ${first?.[1] ?? ''}`] ?? roles[`${loop} ${id}`] ?? null

/** What a subscriber who is the patient must have, and nobody else: segment and title. */
const patientParts: readonly { readonly id: string; readonly code: number; readonly title: string }[] = [
  { id: 'N3', code: packedText('N3'), title: 'Street' },
  { id: 'N4', code: packedText('N4'), title: 'City' },
  { id: 'DMG', code: packedText('DMG'), title: 'Birth and sex' },
]
const allPatientParts = (1 << patientParts.length) - 1
/** SBR02 of a subscriber who is the patient. */
const self = packedText('18')
const debit = packedText('D')
/** STC03 of a claim that is not taken in. */
const sentBack = packedText('U')
/** IK501 and AK901. */
const results = {
  accepted: packedText('A'),
  acceptedWithErrors: packedText('E'),
  partlyAccepted: packedText('P'),
  rejected: packedText('R'),
}
const totalIds = ['QTY', 'QTY', 'AMT', 'AMT'] as const
/** The places of these in a `Tally`, by qualifier. */
const totalPlaces: ReadonlyMap<number, number> = new Map(
  Object.entries({ 90: 0, QA: 0, AA: 1, QC: 1, YU: 2, YY: 3 }).map(([code, place]) => [packedText(code), place]),
)

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

  readonly #subscriberAt = { number: 0, from: 0 }
  readonly #subscriberNameAt = { number: 0, from: 0 }
  #isSelf = false
  #isPatientBelow = false
  /** Which of `patientParts` stood: a bit for each, since to empty a set makes garbage. */
  #subscriberParts = 0
  #diagnoses = 0
  readonly #pointers = new Uint8Array(32)
  #accepted = 0
  #rejected = 0
  readonly #batch = new Tally()
  readonly #provider = new Tally()
  /** Whether the levels of this guide count their claims, as a 277CA's do. */
  readonly #isCounting: boolean
  #isAnswered = true

  constructor(guide: Guide, flaws: FlawSink) {
    this.flaws = flaws
    this.#isCounting = guide.kind === '277CA'
    const { levels, packedLevels } = levelsIn(guide.body)
    this.levels = levels
    this.#packedLevels = packedLevels
  }

  take(role: Role, at: Amounts): void {
    switch (role) {
      case 'payment':
        this.#payment = (at.code(3) === debit ? -1 : 1) * at.cents(2)
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
        this.#diagnoses = 0
        if (!this.#isPatientBelow) this.#checkSelf()
        return
      case 'diagnoses':
        while (at.copy(this.#diagnoses + 1, this.#pointers) > 0) this.#diagnoses += 1
        return
      case 'lineCharge':
        this.#lineCharges += at.cents(2)
        this.#checkPointers(at)
        return
      case 'subscriber':
        stand(this.#subscriberAt, at)
        this.#isSelf = at.code(2) === self
        this.#isPatientBelow = false
        this.#subscriberParts = 0
        return
      case 'subscriberName':
        stand(this.#subscriberNameAt, at)
        return
      case 'subscriberPart':
        for (let i = 0; i < patientParts.length; i += 1)
          if (patientParts[i]?.code === at.code(0)) this.#subscriberParts |= 1 << i
        return
      case 'patient':
        this.#isPatientBelow = true
        return
      case 'transactionResult': {
        const result = at.code(1)
        if (result === results.accepted || result === results.acceptedWithErrors) this.#accepted += 1
        else this.#rejected += 1
        return
      }
      case 'groupResult':
        this.#checkGroup(at)
        return
      case 'batchTotal':
        this.#batch.say(at)
        return
      case 'providerTotal':
        this.#provider.say(at)
        return
      case 'answer':
        this.#isAnswered = false
        return
      case 'answerStatus': {
        // The first status of a claim tells what became of it.
        if (this.#isAnswered) return
        this.#isAnswered = true
        this.#provider.count(at.code(3) === sentBack ? 1 : 0, at.cents(4))
      }
    }
  }

  /** A claim stands under the subscriber, who then is the patient: said so in SBR02, with address, birth and sex. */
  #checkSelf(): void {
    const at = this.#subscriberAt
    if (at.number === 0) return
    if (!this.#isSelf)
      this.#tell(
        at,
        'SBR',
        '2000B',
        'missing_element',
        'SBR02 is empty; a claim stands under the subscriber, so it is 18.',
        2,
      )
    if (this.#subscriberParts !== allPatientParts)
      for (const [i, { id, title }] of patientParts.entries())
        if ((this.#subscriberParts & (1 << i)) === 0 && this.#subscriberNameAt.number > at.number)
          this.#tell(
            this.#subscriberNameAt,
            'NM1',
            '2010BA',
            'missing_segment',
            `${id} (${title}) is missing; the subscriber is the patient, since a claim stands under this level.`,
          )
    // Once for each subscriber.
    at.number = 0
  }

  #checkPointers(at: Amounts): void {
    const length = at.copy(7, this.#pointers)
    let pointer = 0
    for (let i = 0; i <= length; i += 1) {
      const digit = i < length ? (this.#pointers[i] as number) - 48 : -1
      if (digit >= 0 && digit <= 9) pointer = pointer * 10 + digit
      else {
        // A claim without diagnoses is told as such, and a pointer beyond the twelfth as a wrong code.
        if (pointer > this.#diagnoses && this.#diagnoses > 0 && pointer <= 12)
          this.#tell(
            at,
            'SV1',
            '2400',
            'dangling_pointer',
            `SV107 points to diagnosis ${pointer}; the claim has ${this.#diagnoses}.`,
            7,
          )
        pointer = 0
      }
    }
  }

  /** AK9 against the transactions that are answered one by one; a group may be answered without them. */
  #checkGroup(at: Amounts): void {
    const result = at.code(1)
    const received = at.cents(3) / 100
    const accepted = at.cents(4) / 100
    const wrong = (element: number, message: string): void =>
      this.#tell(at, 'AK9', '999', 'wrong_total', message, element)
    if (this.#accepted + this.#rejected > received)
      wrong(3, `AK903 counts ${received} transactions received; ${this.#accepted + this.#rejected} are answered.`)
    if (accepted > received) wrong(4, `AK904 counts ${accepted} accepted of ${received} received.`)
    else if (accepted + this.#rejected > received)
      wrong(4, `AK904 counts ${accepted} accepted of ${received}; ${this.#rejected} are answered as rejected.`)
    else if (
      (result === results.accepted && accepted < received) ||
      (result === results.partlyAccepted && (accepted === received || accepted === 0)) ||
      (result === results.rejected && accepted > 0)
    )
      wrong(1, `AK901 is "${unpacked(result)}", and ${accepted} of ${received} are accepted.`)
  }

  /** What a level says of its claims, against those that stand under it; only what is listed can be compared. */
  #compare(tally: Tally, loop: string, isWhole: boolean): void {
    for (const [place, said] of tally.said.entries()) {
      const counted = tally.counted[place] as number
      if (!said || counted === 0 || (isWhole ? counted === said.cents : counted <= said.cents)) continue
      const id = totalIds[place] as string
      this.#tell(
        said,
        id,
        loop,
        'wrong_total',
        `${id}02 is ${centsToAmount(said.cents)}; the claims under this level make ${centsToAmount(counted)}.`,
        2,
      )
    }
  }

  #tell(spot: Spot, id: string, loop: string, code: FlawCode, message: string, element?: number): void {
    const { from, number } = spot
    this.flaws.push({
      severity: 'error',
      code,
      message,
      offset: from,
      segment: number,
      id,
      loop,
      ...(element === undefined ? {} : { element }),
    })
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
        return
      case '2000C':
        if (!this.#isCounting) return
        this.#compare(this.#provider, '2200C', true)
        this.#batch.take(this.#provider)
        return
      case '2000B':
        if (!this.#isCounting) return
        this.#compare(this.#batch, '2200B', this.#batch.isWhole)
        this.#batch.clear()
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
        3,
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
        4,
        `Claim ${this.#told()} is off by ${centsToAmount(off)}: charge less adjustments is not what was paid.`,
      )
    if (this.#lines > 0 && this.#lineCharges !== charge)
      this.#unbalanced(
        this.#claimAt,
        'CLP',
        '2100',
        3,
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
        2,
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

  #unbalanced(spot: Spot, id: string, loop: string, element: number, message: string): void {
    this.#tell(spot, id, loop, 'unbalanced', message, element)
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

  /** Takes the next HL, and says what does not hang together. */
  level(own: string, parent: string, level: string, children: string, at: Spot): void {
    const { hierarchy } = this
    const under = this.levels.get(level)
    const isNext = own === String(hierarchy.count + 1)
    const above = parent === '' ? '' : hierarchy.levelOf(parent)
    const isUnder = above !== undefined && (under === undefined || under.has(above))
    const { promised } = hierarchy
    const isKept = promised === null || promised.own === parent
    const mayHang = parent === '' || !hierarchy.isChildless(parent)
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
    hierarchy.add(own, level, children, at)
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

/**
 * What one level of a 277CA says of its claims and what stands under it: how many were taken in and sent back, and their
 * charges, all as cents; a claim is 100.
 */
class Tally {
  readonly said: ({ readonly number: number; readonly from: number; readonly cents: number } | null)[] = []
  readonly counted = [0, 0, 0, 0]
  /** Whether all that is spoken of is listed. */
  isWhole = true

  constructor() {
    this.clear()
  }

  say(at: Amounts): void {
    const place = totalPlaces.get(at.code(1))
    if (place !== undefined) this.said[place] = { number: at.number, from: at.from, cents: at.cents(2) }
  }

  count(place: 0 | 1, cents: number): void {
    this.counted[place] = (this.counted[place] as number) + 100
    this.counted[place + 2] = (this.counted[place + 2] as number) + cents
  }

  /** Adds what stands under a level below, which ends. */
  take(below: Tally): void {
    for (let place = 0; place < 4; place += 1)
      this.counted[place] = (this.counted[place] as number) + (below.counted[place] as number)
    const isAnyListed = below.counted.some((counted) => counted !== 0)
    if (!isAnyListed || below.said.some((said, place) => said && said.cents !== below.counted[place]))
      this.isWhole = false
    below.clear()
  }

  clear(): void {
    this.said.splice(0, 4, null, null, null, null)
    this.counted.fill(0)
    this.isWhole = true
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

type Levels = {
  readonly levels: ReadonlyMap<string, ReadonlySet<string>>
  readonly packedLevels: ReadonlyMap<number, ReadonlySet<number>>
}
const knownLevels = new WeakMap<LoopGuide, Levels>()

/** For each level code of a guide, the codes that may stand above it; worked out once a guide. */
function levelsIn(body: LoopGuide): Levels {
  const known = knownLevels.get(body)
  if (known) return known
  const levels = levelsOf(body)
  const packedLevels = new Map(
    [...levels].map(([level, under]) => [packedText(level), new Set([...under].map(packedText))]),
  )
  knownLevels.set(body, { levels, packedLevels })
  return { levels, packedLevels }
}

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
