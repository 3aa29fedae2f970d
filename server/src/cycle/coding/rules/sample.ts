// A sample that anybody can draw again: each item's place in the lot comes from the seed and its own id alone.

/** A number from 0 up to 1 that a seed and an id always give. */
export function lot(seed: string, id: string): number {
  let hash = 0x811c9dc5
  for (const char of `${seed}|${id}`) {
    hash ^= char.codePointAt(0) ?? 0
    hash = Math.imul(hash, 0x01000193)
  }
  // A last stirring, so that ids that differ in their last letter do not stand side by side.
  hash ^= hash >>> 16
  hash = Math.imul(hash, 0x85ebca6b)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0xc2b2ae35)
  hash ^= hash >>> 16
  return (hash >>> 0) / 0x1_0000_0000
}

/** Whether an item falls into a share of so many percent. */
export const isInShare = (seed: string, id: string, percent: number): boolean => lot(seed, id) * 100 < percent

/** So many of the items, in the order of their lots. */
export const drawn = <T>(seed: string, items: readonly T[], idOf: (item: T) => string, size: number): T[] =>
  items
    .map((item) => ({ item, at: lot(seed, idOf(item)) }))
    .toSorted((a, b) => a.at - b.at || (idOf(a.item) < idOf(b.item) ? -1 : 1))
    .slice(0, size)
    .map(({ item }) => item)
