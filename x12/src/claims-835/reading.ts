import type { Flaw, FlawCode } from '../flaw.ts'
import { type Block, offsetOf } from './block.ts'
import type { Claim835 } from './claim.ts'
import type { Remittance835 } from './remittance.ts'

/** What the reader hands on. */
export type Reading835 = {
  readonly claim?: (claim: Claim835) => void
  readonly remittance?: (remittance: Remittance835) => void
  readonly flaw?: (flaw: Flaw) => void
}

/** Where something is wrong: a byte and a segment of the file, a segment id, and perhaps an element. */
export type Place835 = {
  readonly offset: number
  readonly segment: number
  readonly id: string
  readonly element?: number
}

/** Tells of an error. */
export function tellError(to: Reading835, code: FlawCode, message: string, place: Place835): void {
  to.flaw?.({ severity: 'error', code, message, ...place })
}

/** Tells of an amount that is none; `number` is the segment's in the file. */
export const tellBadAmount = (to: Reading835, block: Block, segment: number, number: number, id: string): void =>
  tellError(to, 'not_an_amount', `${id} holds an amount that is none.`, {
    offset: offsetOf(block, segment),
    segment: number,
    id,
  })
