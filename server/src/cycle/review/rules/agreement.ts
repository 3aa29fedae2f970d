import type { Line, Outcome, Share } from '../types.ts'

// Twenty claims that agree are not proof of a hundred: an agreement rate is told with the range it may lie in.

const z = 1.959964

const round = (share: number): number => Math.round(share * 1000) / 10

/** A share and its 95 % range after Wilson, which holds for small samples and at the ends. */
export function share(inside: number, of: number): Share {
  if (of === 0) return { of, in: inside, percent: null, low: null, high: null }
  const p = inside / of
  const center = p + (z * z) / (2 * of)
  const spread = z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of))
  const whole = 1 + (z * z) / of
  return {
    of,
    in: inside,
    percent: round(p),
    low: round(Math.max(0, (center - spread) / whole)),
    high: round(Math.min(1, (center + spread) / whole)),
  }
}

const codesOf = (lines: readonly Line[]): string =>
  lines
    .map(({ code, units }) => `${code}x${units}`)
    .toSorted()
    .join(' ')
const modifiersOf = (lines: readonly Line[]): string =>
  lines
    .map(({ code, modifiers }) => `${code}:${[...modifiers].toSorted().join(',')}`)
    .toSorted()
    .join(' ')

/** Whether the second coding is the first: the same codes and units, whatever the order. */
export const agrees = (first: readonly Line[], second: readonly Line[]): boolean => codesOf(first) === codesOf(second)

/** What the comparison suggests; a person says what it was. */
export const suggested = (first: readonly Line[], second: readonly Line[]): Outcome | null => {
  if (!agrees(first, second)) return null
  // A reviewer who names no modifiers was not asked for them.
  const isNamed = second.some(({ modifiers }) => modifiers.length > 0)
  return isNamed && modifiersOf(first) !== modifiersOf(second) ? 'modifier' : 'agreed'
}
