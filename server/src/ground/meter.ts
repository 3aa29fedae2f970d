// A door that nobody has to sign in for is knocked on so often and no more, by the network a knock comes from. Counted in this
// process: several processes allow as many times more, which the length of what is asked for makes harmless.

export type Meter = {
  /** Whether one more is allowed; seconds to wait when it is not. */
  readonly take: (who: string) => { readonly ok: true } | { readonly ok: false; readonly retryAfterSeconds: number }
}

const mostKept = 10_000

/** Allows `most` a window of `seconds` for each who knocks. */
export function meter(most: number, seconds: number, clock: () => number): Meter {
  const counts = new Map<string, { since: number; count: number }>()
  return {
    take(who) {
      const now = clock()
      const known = counts.get(who)
      if (!known || now - known.since >= seconds * 1000) {
        // Forgetting everybody lets some in early; growing without end would let nobody in.
        if (counts.size >= mostKept) counts.clear()
        counts.set(who, { since: now, count: 1 })
        return { ok: true }
      }
      if (known.count >= most)
        return { ok: false, retryAfterSeconds: Math.ceil((known.since + seconds * 1000 - now) / 1000) }
      known.count += 1
      return { ok: true }
    },
  }
}
