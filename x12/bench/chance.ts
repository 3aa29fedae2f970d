// What the made files vary by: the same numbers for the same seed.

export const procedures = ['90832', '90834', '90837', '90791', '90847', '99213', '99214', '90853', '96136', 'H0015']
export const names = [
  'RIVERA',
  'OKAFOR',
  'LINDQVIST',
  'NGUYEN',
  'HALE',
  'ABERNATHY',
  'SOLIS',
  'WEISS',
  'KAPOOR',
  'DUNN',
]

export const money = (cents: number): string => {
  const text = (cents / 100).toFixed(2)
  return text.replace(/\.?0+$/, '') || '0'
}

/** Numbers below a bound, one after another. */
export function random(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
    return (state >>> 8) % below
  }
}
