import { execFile } from 'node:child_process'
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

// The examples of the README, run as they stand there.

const here = import.meta.dirname
const readme = await readFile(join(here, '../README.md'), 'utf8')
const blocks = [...readme.matchAll(/```ts\n([\s\S]*?)```\n\n```text\n([\s\S]*?)```/g)].map(
  ([, code = '', printed = ''], i) => ({ number: i + 1, code, printed }),
)

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'x12-readme-'))
  const golden = (path: string): string => join(here, '../golden', path)
  await copyFile(
    golden('835/pass/one paid claim, one denied, one taken back and interest.edi'),
    join(folder, 'era.835'),
  )
  await copyFile(
    golden('837p/pass/a session by video and a second line for a dependent child.edi'),
    join(folder, 'claims.837'),
  )
})
afterAll(() => rm(folder, { recursive: true }))

test('there are examples to run', () => {
  expect(blocks.length).toBeGreaterThan(4)
  expect(blocks).toHaveLength([...readme.matchAll(/```ts\n/g)].length)
})

test.each(blocks)('example $number prints what the README says', async ({ number, code, printed }) => {
  const file = join(folder, `example-${number}.mts`)
  await writeFile(file, code.replaceAll("'@ballast/x12'", `'${join(here, 'index.ts')}'`))
  const out = await new Promise<string>((resolve, reject) =>
    execFile(process.execPath, [file], { cwd: folder }, (error, stdout) => (error ? reject(error) : resolve(stdout))),
  )
  expect(out).toBe(printed)
})
