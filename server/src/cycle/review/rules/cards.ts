import { cardWords } from '../tables/card-words.ts'
import type { Card, PatternCount } from '../types.ts'

// A card is made of a pattern, not of a slip: three times at least, and no second card of the same while the first is young.

export const patternFrom = 3
export const lookedBackDays = 30
/** How long a card is left to work before its pattern is counted again. */
export const checkedAfterDays = 30
export const restDays = 60

const filled = (words: string, { times, sessions, detail }: PatternCount): string =>
  words
    .replace('{times}', String(times))
    .replace('{sessions}', String(sessions))
    .replace('{detail}', String(detail ?? ''))

export const isPattern = (pattern: string): boolean => pattern in cardWords
export const patternTitle = (pattern: string): string => cardWords[pattern]?.title ?? pattern

/** The card for a pattern; null when it is none, or we have no words for it. */
export function cardFor(count: PatternCount): Card | null {
  const words = cardWords[count.pattern]
  if (!words || count.times < patternFrom) return null
  return {
    pattern: count.pattern,
    happened: filled(words.happened, count),
    example: words.example,
    nextTime: words.nextTime,
  }
}

/** Whether a pattern stopped: a fifth of its former rate or less; null while too few sessions came after. */
export function hasStopped(
  before: { readonly times: number; readonly sessions: number },
  after: { readonly times: number; readonly sessions: number },
): boolean | null {
  if (after.sessions < 5 || before.sessions === 0) return null
  return after.times / after.sessions <= (before.times / before.sessions) * 0.2
}
