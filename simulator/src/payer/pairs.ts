// Two services by one clinician for one patient on one day, of which a payer pays the first. `separate` may be lifted by a
// modifier that says they were apart. Code numbers only; the public rules they follow are named in reasons.ts.

type Pair = {
  readonly first: readonly string[]
  readonly second: readonly string[]
  readonly isLifted?: true
  readonly remark: 'N20' | 'M80'
}

const sessions = ['90832', '90834', '90837']
const addOns = ['90833', '90836', '90838']
const evaluations = ['90791', '90792']
const visits = ['99202', '99203', '99204', '99205', '99212', '99213', '99214', '99215']
const family = ['90846', '90847']

// biome-ignore format: one row per line
const pairs: readonly Pair[] = [
  { first: [...sessions, ...addOns],  second: evaluations,                 remark: 'M80' },
  { first: [...sessions, ...addOns],  second: ['90839'],                   remark: 'M80' },
  { first: evaluations,               second: visits,                      remark: 'M80' },
  { first: visits,                    second: sessions,                    remark: 'N20' },
  { first: addOns,                    second: ['99417', 'G2212'],          remark: 'N20' },
  { first: ['S9480', 'H0015'],        second: [...sessions, ...family],    remark: 'N20' },
  { first: ['99484'],                 second: ['99492'],                   remark: 'N20' },
  { first: family,                    second: sessions, isLifted: true,    remark: 'N20' },
  { first: ['90834'],                 second: ['90837'], isLifted: true,   remark: 'N20' },
]

const apart = ['59', 'XE', 'XP', 'XS', 'XU']

/** The remark of the pair in which this code is the one not paid; null when it stands on its own. */
export function takenInBy(code: string, modifiers: readonly string[], others: readonly string[]): string | null {
  const pair = pairs.find(
    ({ first, second, isLifted }) =>
      second.includes(code) &&
      others.some((other) => first.includes(other)) &&
      !(isLifted && modifiers.some((modifier) => apart.includes(modifier))),
  )
  return pair?.remark ?? null
}
