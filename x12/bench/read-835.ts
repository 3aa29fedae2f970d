import { execFileSync } from 'node:child_process'
import { createReadStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkStream } from '../src/check.ts'
import { readClaims835 } from '../src/claims-835.ts'
import { make835 } from './make-835.ts'

// Typed reading of an 835 against a byte loop over the same file, each in a process of its own: what matters is the
// ratio. `node bench/read-835.ts [megabytes]`.

const [, self = '', what = '', path = ''] = process.argv
const megabytes = Number(/^\d+$/.test(what) ? what : '100')

async function byteLoop(file: string): Promise<string> {
  let count = 0
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Uint8Array>)
    for (let i = 0; i < chunk.length; i += 1) {
      const byte = chunk[i]
      if (byte === 126 || byte === 42) count += 1
    }
  return `${count} delimiters`
}

async function typed(file: string): Promise<string> {
  let claims = 0
  let lines = 0
  let paid = 0
  let unbalanced = 0
  for await (const claim of readClaims835(createReadStream(file, { highWaterMark: 1 << 20 }))) {
    claims += 1
    paid += claim.paid
    lines += claim.lines.length
    if (!claim.isBalanced || claim.control === '') unbalanced += 1
  }
  return `${claims} claims, ${lines} lines, ${paid} cents, ${unbalanced} unbalanced`
}

async function checked(file: string): Promise<string> {
  const { ok, flawCount } = await checkStream(createReadStream(file, { highWaterMark: 1 << 20 }))
  return `${ok ? 'sound' : 'flawed'}, ${flawCount} flaws`
}

async function x12Parser(file: string): Promise<string> {
  const name = 'x12-parser'
  const { X12parser } = (await import(name)) as { X12parser: new () => NodeJS.ReadWriteStream }
  const parser = new X12parser()
  let segments = 0
  createReadStream(file, { highWaterMark: 1 << 20 }).pipe(parser)
  for await (const _ of parser as unknown as AsyncIterable<unknown>) segments += 1
  return `${segments} segments`
}

const runs: Record<string, (file: string) => Promise<string>> = { byteLoop, typed, x12Parser, checked }
const run = runs[what]

if (run && path !== '') {
  const started = process.hrtime.bigint()
  const said = await run(path)
  const seconds = Number(process.hrtime.bigint() - started) / 1e9
  const peak = Math.round(Number(/VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0') / 1024)
  process.stdout.write(JSON.stringify({ seconds, peak, said }))
} else {
  const folder = mkdtempSync(join(tmpdir(), 'x12-bench-'))
  const file = join(folder, 'remittances.835')
  const bytes = make835(megabytes)
  writeFileSync(file, bytes)
  const results = new Map<string, number>()
  for (const name of Object.keys(runs)) {
    const tries = [0, 1, 2].map(
      () =>
        JSON.parse(
          execFileSync(process.execPath, [self || fileURLToPath(import.meta.url), name, file], { encoding: 'utf8' }),
        ) as { seconds: number; peak: number; said: string },
    )
    tries.sort((a, b) => a.seconds - b.seconds)
    const middle = tries[1]
    if (!middle) continue
    results.set(name, middle.seconds)
    const rate = (bytes.length / 1e6 / middle.seconds).toFixed(1)
    console.log(
      `${name.padEnd(10)} ${middle.seconds.toFixed(2)} s ${rate.padStart(7)} MB/s ${middle.peak} MiB  ${middle.said}`,
    )
  }
  rmSync(folder, { recursive: true })
  const [loop = 1, ours = 1, peer = 1, full = 1] = [...results.values()]
  console.log(
    `typed reading takes ${(ours / loop).toFixed(1)} x the byte loop; x12-parser ${(peer / ours).toFixed(1)} x typed reading; full checking ${(full / loop).toFixed(1)} x the byte loop`,
  )
}
