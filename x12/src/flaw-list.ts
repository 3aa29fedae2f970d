import type { Flaw } from './flaw.ts'

/** Whatever flaws are told to. */
export type FlawSink = { readonly push: (flaw: Flaw) => void }

/** Flaws as they are found: all are counted, the first `limit` are kept, and `above` is told of each. */
export class FlawList implements FlawSink {
  readonly list: Flaw[] = []
  count = 0
  errors = 0
  readonly limit: number
  readonly above: FlawSink | null

  constructor(limit: number, above: FlawSink | null = null) {
    this.limit = limit
    this.above = above
  }

  push(flaw: Flaw): void {
    this.count += 1
    if (flaw.severity === 'error') this.errors += 1
    if (this.list.length < this.limit) this.list.push(flaw)
    this.above?.push(flaw)
  }
}
