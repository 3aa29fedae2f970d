import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

// Changes sources in many places, one at a time, and asks whether the tests notice; every place in `npm run test:long`.
// Some changes only make sound segments slower to read, or change nothing at all.

const isLong = process.env.BALLAST_TEST_COUNTS === 'long'

test.each([
  ['the validator', 'validator', 70],
  ['the choice of codes', 'coding', 80],
  ['the edits', 'edits', 80],
])('most changes to %s are noticed', { timeout: 3_600_000 }, async (_, subject, least) => {
  const program = join(import.meta.dirname, '../../bench/mutation.ts')
  const out = await new Promise<string>((resolve) =>
    execFile(process.execPath, [program, subject, ...(isLong ? [] : ['60'])], (_, stdout) => resolve(stdout)),
  )
  const score = Number(/score (\d+) %/.exec(out)?.[1])
  expect(score, out).toBeGreaterThanOrEqual(least)
})
