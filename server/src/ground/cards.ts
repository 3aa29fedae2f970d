import { randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Cents } from '@ballast/kernel'

// The way to the practice's payment processor. A card's number never comes here: the processor keeps it and gives a token.

export type CardAnswer =
  | { readonly is: 'approved'; readonly reference: string }
  | { readonly is: 'declined'; readonly why: string }
  | { readonly is: 'unreachable' }

/** A processor that cannot be reached, or says nothing in time, is an answer too: no adapter throws for it. */
export interface CardProcessor {
  readonly name: string
  /** Whether money moves by it; a stand-in moves none. */
  readonly movesMoney: boolean
  /** Charges once: the same key again, however late, charges nothing more and gives the first answer. */
  charge(token: string, amount: Cents, key: string): Promise<CardAnswer>
  /** What became of a charge; null when it never arrived. */
  find(key: string): Promise<CardAnswer | null>
}

/**
 * A stand-in for trials, the demo and tests: no money moves, and the token says what is answered. `tok_declined…`,
 * `tok_expired…` and `tok_unreachable…` do as they are called, any other `tok_…` is approved, the rest is not known.
 */
export class StandInProcessor implements CardProcessor {
  readonly name = 'Stand-in, not a real processor: no money moves'
  readonly movesMoney = false
  readonly folder: string
  constructor(folder: string) {
    this.folder = folder
  }

  async charge(token: string, amount: Cents, key: string): Promise<CardAnswer> {
    const before = await this.find(key)
    if (before) return before
    if (token.startsWith('tok_unreachable')) return { is: 'unreachable' }
    const why = whyDeclined(token)
    const answer: CardAnswer =
      why === null ? { is: 'approved', reference: `stand-in-${key.slice(0, 8)}` } : { is: 'declined', why }
    // Whole or not at all, and the first of two at once stands.
    await mkdir(this.folder, { recursive: true })
    const part = join(this.folder, `.${randomUUID()}.part`)
    await writeFile(part, JSON.stringify({ amount, ...answer }))
    await link(part, this.#pathOf(key)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
    await rm(part)
    return answer
  }

  async find(key: string): Promise<CardAnswer | null> {
    const text = await readFile(this.#pathOf(key), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
      return null
    })
    return text === null ? null : (JSON.parse(text) as CardAnswer)
  }

  #pathOf(key: string): string {
    if (!/^[0-9a-f-]{36}$/.test(key)) throw new Error('a charge is named by a uuid')
    return join(this.folder, `${key}.json`)
  }
}

const whyDeclined = (token: string): string | null => {
  if (token.startsWith('tok_declined')) return 'The bank says there are not enough funds.'
  if (token.startsWith('tok_expired')) return 'The bank says the card has expired.'
  return token.startsWith('tok_') ? null : 'The processor does not know this card.'
}
