import type { Person } from '../types.ts'

// The same person twice is half a history each time: a cap counted short, an authorization not found. Two people taken for
// one is worse. So a machine only proposes, and a person decides.

export type Likeness = { readonly score: number; readonly reasons: readonly string[] }

/** From here on a person is asked to look. */
export const worthALook = 70

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z]/g, '')
const digits = (text: string | null): string => (text ?? '').replace(/\D/g, '').slice(-10)

/** How many single letters have to be changed, added, left out or swapped with their neighbor. */
export function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => [i, ...Array.from({ length: b.length }, () => 0)])
  for (let j = 0; j <= b.length; j += 1) (rows[0] as number[])[j] = j
  const at = (i: number, j: number): number => rows[i]?.[j] ?? 0
  for (let i = 1; i <= a.length; i += 1)
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let least = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, at(i - 2, j - 2) + 1)
      ;(rows[i] as number[])[j] = least
    }
  return at(a.length, b.length)
}

const alike = (a: string, b: string): boolean => a === b || (Math.min(a.length, b.length) >= 3 && distance(a, b) <= 1)

/** Month and day changed over, or one digit off: how birth days are mistyped. */
function birthAlike(a: string, b: string): boolean {
  if (a === b) return true
  const [year, month, day] = a.split('-')
  return (
    b === `${year}-${day}-${month}` ||
    (a.length === b.length && [...a].filter((character, i) => character !== b[i]).length === 1)
  )
}

/** How alike two records are, and in what; 100 is the same on everything that counts. */
export function likeness(a: Person, b: Person): Likeness {
  const reasons: string[] = []
  let score = 0
  const add = (points: number, reason: string) => {
    score += points
    reasons.push(reason)
  }
  const firsts = [a.firstName, a.nameUsed ?? ''].filter(Boolean).map(plain)
  const others = [b.firstName, b.nameUsed ?? ''].filter(Boolean).map(plain)
  const sharesFirst = firsts.some((one) => others.some((other) => one === other))
  const nearFirst = firsts.some((one) =>
    others.some((other) => alike(one, other) || one.startsWith(other) || other.startsWith(one)),
  )
  if (plain(a.lastName) === plain(b.lastName)) add(25, 'same last name')
  else if (alike(plain(a.lastName), plain(b.lastName))) add(15, 'last names one letter apart')
  if (sharesFirst) add(20, 'same first name')
  else if (nearFirst) add(12, 'first names alike')
  if (a.birthOn === b.birthOn) add(30, 'same birth day')
  else if (birthAlike(a.birthOn, b.birthOn)) add(15, 'birth days alike')
  if (a.memberIds.some((id) => b.memberIds.includes(id))) add(25, 'same member number')
  if (digits(a.phone).length === 10 && digits(a.phone) === digits(b.phone)) add(10, 'same phone')
  if (a.email && b.email && a.email.toLowerCase() === b.email.toLowerCase()) add(10, 'same e-mail')
  // Twins share everything but the first name; so do families on one card and one phone.
  return { score: Math.min(sharesFirst || nearFirst ? 100 : worthALook - 1, score), reasons }
}
