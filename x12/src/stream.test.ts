import { expect, test } from 'vitest'
import { make835 } from '../bench/make-835.ts'
import { diff, diffStream } from './diff.ts'
import { explain, explainStream } from './explain.ts'
import { goldenFiles } from './golden.ts'
import { latin1, latin1Bytes } from './segments.ts'

// What is told of a file and of two files is the same however they come, and however much of them there is.

async function* cut(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
const told = async (bytes: Uint8Array, size: number): Promise<string> =>
  (await Array.fromAsync(explainStream(cut(bytes, size)))).join('')

const files = goldenFiles()
const large = latin1Bytes([...make835(0.2)].join(''))

test.each(files)('$guide: $name is told the same in stretches', async ({ bytes }) => {
  for (const size of [1, 97, 4096]) expect(await told(bytes, size)).toBe(explain(bytes))
})

test.each(files.filter(({ guide }) => guide !== 'ta1'))(
  '$guide: $name differs in the same places in stretches',
  async ({ bytes }) => {
    const other = latin1Bytes(
      latin1(bytes)
        .replace('HARBOR', 'HARBOUR')
        .replace(/~\nSE\*/, '~\nZZZ*1~\nSE*'),
    )
    const differences = diff(bytes, other)
    expect(differences).not.toEqual([])
    for (const [one, two] of [
      [7, 301],
      [301, 7],
    ] as const)
      expect(await Array.fromAsync(diffStream(cut(bytes, one), cut(other, two)))).toEqual(differences)
  },
)

test('of many claims the first fifty are told, the others counted, and what stands behind them is told', async () => {
  const text = await told(large, 10_000)
  const claims = latin1(large)
    .split('ST*835*')
    .slice(1)
    .map((transaction) => transaction.match(/\nCLP\*/g)?.length ?? 0)
  expect(Math.max(...claims)).toBeGreaterThan(100)
  expect(text.match(/Claim \S+ of /g)).toHaveLength(claims.reduce((sum, count) => sum + Math.min(50, count), 0))
  for (const count of claims) if (count > 50) expect(text).toContain(`… and ${count - 50} more claims.`)
  expect(text).toMatch(/Nothing is wrong with it\.\n$/)
})

test('a difference behind thousands of segments is found, and a stretch that one file lacks is told as it stands', async () => {
  const content = latin1(large)
  const segments = content.split('~')
  const at = segments.findIndex((segment, i) => i > 3000 && segment.startsWith('\nREF*6R'))
  const changed = segments.with(at, '\nREF*6R*CHANGED').join('~')
  expect(await Array.fromAsync(diffStream(cut(large, 5000), cut(latin1Bytes(changed), 700)))).toMatchObject([
    { segment: at + 1, id: 'REF', element: 2, after: 'CHANGED' },
  ])
  const shorter = latin1Bytes(segments.toSpliced(2000, 5).join('~'))
  expect((await Array.fromAsync(diffStream(cut(large, 5000), cut(shorter, 700)))).map(({ after }) => after)).toEqual(
    Array.from({ length: 5 }, () => null),
  )
})
