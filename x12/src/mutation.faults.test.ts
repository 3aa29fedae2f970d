import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

// Changes the validator's sources in many places, one at a time, and asks whether the tests notice. Long, so only in
// `npm run test:long`; some changes only make sound segments slower to read or change nothing at all.

test.runIf(process.env.BALLAST_TEST_COUNTS === 'long')('most changes to the validator are noticed', async () => {
  const out = await new Promise<string>((resolve) =>
    execFile(process.execPath, [join(import.meta.dirname, '../bench/mutation.ts'), '200'], (_, stdout) =>
      resolve(stdout),
    ),
  )
  const score = Number(/score (\d+) %/.exec(out)?.[1])
  expect(score, out).toBeGreaterThanOrEqual(70)
})
