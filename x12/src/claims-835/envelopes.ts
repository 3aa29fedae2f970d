import type { FlawCode } from '../flaw.ts'
import { type Block, cents, elementText, isoDay, offsetOf } from './block.ts'
import { type Reading835, tellBadAmount, tellError } from './reading.ts'
import { newRemittance, type Remittance835 } from './remittance.ts'
import { BPR, GE, GS, IEA, ISA, N1, PLB, SE, ST, TRN } from './segment-ids.ts'

// Everything of an 835 that stands around its claims: interchange, group and transaction with their counts and numbers,
// who pays whom how much, and whether the payment is its claims less its provider adjustments.

export class Envelopes835 {
  readonly to: Reading835
  /** The payment that is open. */
  remittance: Remittance835 | null = null
  isInside = false
  interchange = ''
  #transactionStart = 0
  #transactions = 0
  #groups = 0
  #groupControl = ''

  constructor(to: Reading835) {
    this.to = to
  }

  /** Takes segment `i` of a block, the segment `number` of the file, whose id is `id`. */
  take(block: Block, i: number, number: number, id: number): void {
    switch (id) {
      case ISA:
        if (this.isInside) this.#unclosed('Interchange', this.interchange, 'IEA', offsetOf(block, i), number, 'ISA')
        this.isInside = true
        this.interchange = elementText(block, i, 13)
        this.#groups = 0
        return
      case GS:
        this.#groupControl = elementText(block, i, 6)
        this.#transactions = 0
        this.#groups += 1
        return
      case ST:
        this.#openTransaction(block, i, number)
        return
      case SE:
        this.#closeTransaction(block, i, number)
        return
      case GE:
        this.#expect(block, i, number, 'GE', [this.#transactions, 'transactions'], ['GS06', this.#groupControl])
        return
      case IEA:
        this.#expect(block, i, number, 'IEA', [this.#groups, 'groups'], ['ISA13', this.interchange])
        this.isInside = false
        return
      default:
        if (this.remittance) this.#fill(this.remittance, block, i, number, id)
    }
  }

  /** The file has ended, at this byte and segment. */
  end(offset: number, number: number): void {
    const { remittance } = this
    if (remittance) {
      this.#unclosed('Transaction', remittance.control, 'SE', remittance.offset, 0, 'ST')
      this.#close(remittance, false)
    }
    if (this.isInside) this.#unclosed('Interchange', this.interchange, 'IEA', offset, number, 'ISA')
  }

  #openTransaction(block: Block, i: number, number: number): void {
    const { remittance } = this
    const offset = offsetOf(block, i)
    if (remittance) {
      this.#unclosed('Transaction', remittance.control, 'SE', offset, number, 'ST')
      this.#close(remittance, false)
    }
    this.#transactions += 1
    this.#transactionStart = number
    const set = elementText(block, i, 1)
    const control = elementText(block, i, 2)
    if (set === '835') this.remittance = newRemittance(control, this.interchange, offset)
    else
      this.#tell(
        'unknown_version',
        `Transaction ${control} is a ${set}, no 835; it is passed over.`,
        block,
        i,
        number,
        'ST',
        1,
      )
  }

  #closeTransaction(block: Block, i: number, number: number): void {
    const { remittance } = this
    const count = number - this.#transactionStart + 1
    this.#expect(block, i, number, 'SE', [count, 'segments'], remittance && ['ST02', remittance.control])
    if (remittance) this.#close(remittance, true)
  }

  /** A closing segment against what it closes: how many there are, and the number of its opener. */
  #expect(
    block: Block,
    i: number,
    number: number,
    id: string,
    [count, what]: readonly [number, string],
    opener: readonly [name: string, control: string] | null,
  ): void {
    const said = elementText(block, i, 1)
    // IEA01 may have leading zeros.
    if (id === 'IEA' ? Number(said) !== count : said !== String(count))
      this.#tell('wrong_count', `${id}01 counts ${said} ${what}; there are ${count}.`, block, i, number, id, 1)
    const control = elementText(block, i, 2)
    if (opener && control !== opener[1])
      this.#tell(
        'control_mismatch',
        `${id}02 is "${control}"; its ${opener[0]} is "${opener[1]}".`,
        block,
        i,
        number,
        id,
        2,
      )
  }

  #fill(remittance: Remittance835, block: Block, i: number, number: number, id: number): void {
    switch (id) {
      case BPR:
        remittance.payment = cents(block, i, 2)
        remittance.isDebit = elementText(block, i, 3) === 'D'
        remittance.method = elementText(block, i, 4)
        remittance.day = isoDay(elementText(block, i, 16))
        if (Number.isNaN(remittance.payment)) tellBadAmount(this.to, block, i, number, 'BPR')
        return
      case TRN:
        remittance.trace = elementText(block, i, 2)
        remittance.originator = elementText(block, i, 3)
        return
      case N1: {
        const entity = elementText(block, i, 1)
        if (entity === 'PR') {
          remittance.payer = elementText(block, i, 2)
          remittance.payerId = elementText(block, i, 4)
        }
        if (entity === 'PE') {
          remittance.payee = elementText(block, i, 2)
          remittance.payeeId = elementText(block, i, 4)
        }
        return
      }
      case PLB:
        this.#adjust(remittance, block, i, number)
    }
  }

  #adjust(remittance: Remittance835, block: Block, i: number, number: number): void {
    for (let at = 3; at <= 13; at += 2) {
      const reason = elementText(block, i, at)
      if (reason === '') continue
      const [code = '', reference = ''] = reason.split(String.fromCharCode(block.component))
      const amount = cents(block, i, at + 1)
      if (Number.isNaN(amount)) tellBadAmount(this.to, block, i, number, 'PLB')
      remittance.providerAdjusted += amount
      remittance.providerAdjustments.push({ provider: elementText(block, i, 1), code, reference, amount })
    }
  }

  #close(remittance: Remittance835, isClosed: boolean): void {
    const owed = remittance.claimsPaid - remittance.providerAdjusted
    remittance.isClosed = isClosed
    // What is debited is taken from the payee: BPR02 is positive all the same.
    remittance.isBalanced = (remittance.isDebit ? -remittance.payment : remittance.payment) === owed
    if (!remittance.isBalanced)
      tellError(
        this.to,
        'unbalanced',
        `The payment is ${remittance.payment} cents; its claims less its provider adjustments make ${owed}.`,
        { offset: remittance.offset, segment: 0, id: 'BPR', element: 2 },
      )
    this.to.remittance?.(remittance)
    this.remittance = null
  }

  #unclosed(what: string, control: string, trailer: string, offset: number, segment: number, id: string): void {
    tellError(this.to, 'missing_trailer', `${what} ${control} has no ${trailer}.`, { offset, segment, id })
  }

  #tell(code: FlawCode, message: string, block: Block, i: number, segment: number, id: string, element: number): void {
    tellError(this.to, code, message, { offset: offsetOf(block, i), segment, id, element })
  }
}
