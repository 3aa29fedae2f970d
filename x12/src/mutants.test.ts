import { expect, test } from 'vitest'
import { check } from './check.ts'
import { goldenFiles } from './golden.ts'
import { mutantsOf, segmentsOf, textOf } from './mutants.ts'
import { latin1Bytes } from './segments.ts'

// Every defect that a validator must catch, in every transaction, at every place where it fits: caught, and told where a
// person would look for it.

const sound = goldenFiles().filter((file) => file.isSound && file.guide !== 'ta1')

test.each(sound)('$guide: whatever is broken in $name is told where it is broken', ({ guide, bytes }) => {
  const missed: string[] = []
  for (const { defect, what, segments, at, element } of mutantsOf(segmentsOf(bytes), guide)) {
    const { flaws } = check(latin1Bytes(textOf(segments)))
    const isTold = flaws.some((flaw) => at.includes(flaw.segment))
    const isExact =
      element === undefined ||
      flaws.some(
        (flaw) =>
          flaw.element === element ||
          flaw.code === 'missing_segment' ||
          flaw.code === 'missing_loop' ||
          flaw.code === 'misplaced_segment' ||
          flaw.code === 'out_of_order',
      )
    if (!isTold || !isExact)
      missed.push(
        `${defect}: ${what} — ${flaws.map((flaw) => `${flaw.segment} ${flaw.message}`).join(' | ') || 'nothing'}`,
      )
  }
  expect(missed).toEqual([])
})
