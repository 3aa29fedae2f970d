/** Rows by their word, with nothing inherited: a word from outside such as `constructor` finds no row. */
export function lookup<V>(rows: Readonly<Record<string, V>>): Readonly<Record<string, V>> {
  return Object.freeze(Object.assign(Object.create(null) as Record<string, V>, rows))
}
