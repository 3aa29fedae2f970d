import { type Block, cents, elementText, isoDay } from './block.ts'
import type { Remittance835 } from './remittance.ts'

// A claim as the payer decided it, and its lines. It holds on to the block of bytes it came from and to nothing else, so
// that a reader who drops its claims keeps memory flat.

/** One adjustment: CAS01 with one of its up to six reasons. Amounts are cents. */
export type Adjustment835 = { readonly group: string; readonly reason: string; readonly amount: number }

/** One service line as the payer decided it; amounts are cents. */
export class Line835 {
  readonly block: Block
  readonly first: number
  last: number
  readonly charge: number
  readonly paid: number
  adjusted = 0

  constructor(block: Block, first: number) {
    this.block = block
    this.first = first
    this.last = first
    this.charge = cents(block, first, 2)
    this.paid = cents(block, first, 3)
  }

  /** SVC01 as it stands, such as "HC:90837:95". */
  get procedure(): string {
    return elementText(this.block, this.first, 1)
  }
  get code(): string {
    return this.procedure.split(String.fromCharCode(this.block.component))[1] ?? ''
  }
  get modifiers(): string[] {
    return this.procedure
      .split(String.fromCharCode(this.block.component))
      .slice(2, 6)
      .filter((part) => part !== '')
  }
  get units(): string {
    return elementText(this.block, this.first, 5)
  }
  get adjustments(): Adjustment835[] {
    return adjustmentsIn(this.block, this.first, this.last)
  }
  /** The line control number that the claim sent (REF 6R). */
  get control(): string {
    return qualified(this.block, this.first, this.last, 'REF', '6R')
  }
  /** The day of service (DTM 472, or the first day of a span). */
  get day(): string {
    const day =
      qualified(this.block, this.first, this.last, 'DTM', '472') ||
      qualified(this.block, this.first, this.last, 'DTM', '150')
    return isoDay(day)
  }
  /** What the payer allows (AMT B6), in cents; null when it does not say. */
  get allowed(): number | null {
    for (let i = this.first + 1; i <= this.last; i += 1)
      if (elementText(this.block, i, 0) === 'AMT' && elementText(this.block, i, 1) === 'B6')
        return cents(this.block, i, 2)
    return null
  }
  get remarks(): string[] {
    const out: string[] = []
    for (let i = this.first + 1; i <= this.last; i += 1)
      if (elementText(this.block, i, 0) === 'LQ') out.push(elementText(this.block, i, 2))
    return out
  }
  get isBalanced(): boolean {
    return this.charge === this.paid + this.adjusted
  }
}

/** One claim as the payer decided it; amounts are cents. */
export class Claim835 {
  readonly block: Block
  readonly remittance: Remittance835
  readonly first: number
  /** Number of the claim's first segment in the file, from 1. */
  readonly number: number
  headEnd: number
  last: number
  readonly charge: number
  readonly paid: number
  readonly patientResponsibility: number
  /** What claim-level adjustments take off. */
  adjusted = 0
  readonly lines: Line835[] = []

  constructor(block: Block, first: number, number: number, remittance: Remittance835) {
    this.block = block
    this.remittance = remittance
    this.first = first
    this.number = number
    this.headEnd = first
    this.last = first
    this.charge = cents(block, first, 3)
    this.paid = cents(block, first, 4)
    this.patientResponsibility = cents(block, first, 5)
  }

  get offset(): number {
    return this.block.base + (this.block.elements[this.block.segments[this.first] as number] as number)
  }
  get control(): string {
    return elementText(this.block, this.first, 1)
  }
  get status(): string {
    return elementText(this.block, this.first, 2)
  }
  get isReversal(): boolean {
    return this.status === '22'
  }
  get filingIndicator(): string {
    return elementText(this.block, this.first, 6)
  }
  get payerControl(): string {
    return elementText(this.block, this.first, 7)
  }
  get frequency(): string {
    return elementText(this.block, this.first, 9)
  }
  get adjustments(): Adjustment835[] {
    return adjustmentsIn(this.block, this.first, this.headEnd)
  }
  /** NM109 of the patient, or of the insured when the patient has none. */
  get memberId(): string {
    return this.party('QC')?.id || this.party('IL')?.id || ''
  }
  get patient(): { readonly lastName: string; readonly firstName: string; readonly id: string } | null {
    return this.party('QC')
  }
  get rendering(): { readonly lastName: string; readonly firstName: string; readonly id: string } | null {
    return this.party('82')
  }
  /** Claim-level remark codes (MOA03 to MOA07). */
  get remarks(): string[] {
    for (let i = this.first + 1; i <= this.headEnd; i += 1)
      if (elementText(this.block, i, 0) === 'MOA')
        return [3, 4, 5, 6, 7].map((number) => elementText(this.block, i, number)).filter((code) => code !== '')
    return []
  }
  get isBalanced(): boolean {
    let left = this.charge - this.paid - this.adjusted
    for (const line of this.lines) {
      if (!line.isBalanced) return false
      left -= line.adjusted
    }
    return left === 0
  }
  /** The claim's segments as they stand in the file. */
  get segments(): string[][] {
    const out: string[][] = []
    for (let i = this.first; i <= this.last; i += 1) {
      const count = (this.block.segments[i + 1] as number) - (this.block.segments[i] as number)
      out.push(Array.from({ length: count }, (_, number) => elementText(this.block, i, number)))
    }
    return out
  }

  party(entity: string): { lastName: string; firstName: string; id: string } | null {
    for (let i = this.first + 1; i <= this.headEnd; i += 1)
      if (elementText(this.block, i, 0) === 'NM1' && elementText(this.block, i, 1) === entity)
        return {
          lastName: elementText(this.block, i, 3),
          firstName: elementText(this.block, i, 4),
          id: elementText(this.block, i, 9),
        }
    return null
  }
}

function adjustmentsIn(block: Block, first: number, last: number): Adjustment835[] {
  const out: Adjustment835[] = []
  for (let i = first + 1; i <= last; i += 1) {
    if (elementText(block, i, 0) !== 'CAS') continue
    const group = elementText(block, i, 1)
    for (let at = 2; at <= 17; at += 3) {
      const reason = elementText(block, i, at)
      if (reason !== '') out.push({ group, reason, amount: cents(block, i, at + 1) })
    }
  }
  return out
}

function qualified(block: Block, first: number, last: number, id: string, qualifier: string): string {
  for (let i = first + 1; i <= last; i += 1)
    if (elementText(block, i, 0) === id && elementText(block, i, 1) === qualifier) return elementText(block, i, 2)
  return ''
}
