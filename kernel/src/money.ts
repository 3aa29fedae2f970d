// Money is integer cents. Two operations may round, `allocate` and `percentOf`; everything else is exact or refuses.

declare const centsBrand: unique symbol
/** An integer number of cents; negative for money flowing back. */
export type Cents = number & { readonly [centsBrand]: true }

/** Marks a number as cents; throws on a fraction, so that an accidental division is caught where it happens. */
export function cents(amount: number): Cents {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not a whole number of cents: ${amount}`)
  return (amount === 0 ? 0 : amount) as Cents
}

export const zero = cents(0)

export const sum = (amounts: Iterable<Cents>): Cents => {
  let total = 0
  for (const amount of amounts) total += amount
  return cents(total)
}

export const add = (a: Cents, b: Cents): Cents => cents(a + b)
export const subtract = (a: Cents, b: Cents): Cents => cents(a - b)
export const negate = (a: Cents): Cents => cents(-a)
export const times = (a: Cents, count: number): Cents => cents(a * count)

const decimalShape = /^(-?)(\d*)(?:\.(\d{0,2}))?$/

/** Reads "150", "150.5", "-150.00" or ".5"; null for anything else, a third decimal included: nothing is rounded. */
export function parseDecimal(text: string): Cents | null {
  const match = decimalShape.exec(text)
  if (!match) return null
  const [, sign = '', whole = '', fraction = ''] = match
  if (whole === '' && fraction === '') return null
  const amount = Number(whole) * 100 + Number(fraction.padEnd(2, '0'))
  if (!Number.isSafeInteger(amount)) return null
  return cents(sign === '-' ? -amount : amount)
}

/** "150.00", "-0.05": two places always, for JSON, CSV and the screen. */
export function formatDecimal(amount: Cents): string {
  const magnitude = Math.abs(amount)
  const text = `${Math.trunc(magnitude / 100)}.${String(magnitude % 100).padStart(2, '0')}`
  return amount < 0 ? `-${text}` : text
}

/** "150", "150.5", "-.05" is never written: X12 amounts print shortest, with a leading zero. */
export function formatShortest(amount: Cents): string {
  const text = formatDecimal(amount)
  return text.endsWith('.00') ? text.slice(0, -3) : text.endsWith('0') ? text.slice(0, -1) : text
}

/** A share in basis points (2000 = 20 %), rounded half away from zero. */
export function percentOf(basisPoints: number, amount: Cents): Cents {
  const exact = (Math.abs(amount) * basisPoints) / 10_000
  const rounded = Math.floor(exact + 0.5)
  return cents(amount < 0 ? -rounded : rounded)
}

/** Splits an amount by weights without losing a cent: largest remainder first, earlier share on a tie. */
export function allocate(amount: Cents, weights: readonly number[]): Cents[] {
  const total = weights.reduce((a, b) => a + b, 0)
  if (weights.length === 0 || !(total > 0) || weights.some((w) => w < 0))
    throw new RangeError('weights must be at least one, none negative, and not all zero')
  const sign = amount < 0 ? -1 : 1
  const magnitude = BigInt(Math.abs(amount))
  const scale = 1_000_000
  const scaled = weights.map((w) => BigInt(Math.round(w * scale)))
  const whole = scaled.reduce((a, b) => a + b, 0n)
  const shares = scaled.map((w) => (magnitude * w) / whole)
  let left = Number(magnitude - shares.reduce((a, b) => a + b, 0n))
  const byRemainder = scaled
    .map((w, i) => ({ i, rest: (magnitude * w) % whole }))
    .sort((a, b) => (a.rest === b.rest ? a.i - b.i : a.rest > b.rest ? -1 : 1))
  for (const { i } of byRemainder) {
    if (left === 0) break
    shares[i] = (shares[i] ?? 0n) + 1n
    left -= 1
  }
  return shares.map((share) => cents(sign * Number(share)))
}
