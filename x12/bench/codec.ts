import { execFileSync } from 'node:child_process'
import { closeSync, createReadStream, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { make835 } from './make-835.ts'
import { make837P } from './make-837p.ts'

// The codec against a byte loop over the same file, and against x12-parser and node-x12: each in a process of its own,
// from its start to its end, the middle of three runs. `node bench/codec.ts [megabytes] [gigabyte]`: with `gigabyte`,
// files of 1,000 MB are made, read, and deleted as well.

enableCompileCache()
const [, self = '', what = '', path = ''] = process.argv

const chunks = (file: string): AsyncIterable<Uint8Array> =>
  createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Uint8Array>

async function byteLoop(file: string): Promise<string> {
  let count = 0
  for await (const chunk of chunks(file))
    for (let i = 0; i < chunk.length; i += 1) {
      const byte = chunk[i]
      if (byte === 126 || byte === 42) count += 1
    }
  return `${count} delimiters`
}

async function checked(file: string): Promise<string> {
  const { checkStream } = await import('../src/check.ts')
  const { ok, flawCount } = await checkStream(chunks(file))
  return `${ok ? 'sound' : 'flawed'}, ${flawCount} flaws`
}

async function typed(file: string): Promise<string> {
  const { readClaims835 } = await import('../src/claims-835/reader.ts')
  let claims = 0
  let lines = 0
  let paid = 0
  let unbalanced = 0
  for await (const claim of readClaims835(chunks(file))) {
    claims += 1
    paid += claim.paid
    lines += claim.lines.length
    if (!claim.isBalanced || claim.control === '') unbalanced += 1
  }
  return `${claims} claims, ${lines} lines, ${paid} cents, ${unbalanced} unbalanced`
}

/** A file compared with itself. */
async function compared(file: string): Promise<string> {
  const { diffStream } = await import('../src/diff.ts')
  const differences = await Array.fromAsync(diffStream(chunks(file), chunks(file)))
  return `${differences.length} differences`
}

async function x12Parser(file: string): Promise<string> {
  const name = 'x12-parser'
  const { X12parser } = (await import(name)) as { X12parser: new () => NodeJS.ReadWriteStream }
  const parser = new X12parser()
  let segments = 0
  createReadStream(file).pipe(parser)
  for await (const _ of parser as unknown as AsyncIterable<unknown>) segments += 1
  return `${segments} segments`
}

async function nodeX12(file: string): Promise<string> {
  const name = 'node-x12'
  const { X12Parser } = (await import(name)) as { X12Parser: new () => NodeJS.ReadWriteStream }
  const parser = new X12Parser()
  let segments = 0
  createReadStream(file).pipe(parser)
  for await (const _ of parser as unknown as AsyncIterable<unknown>) segments += 1
  return `${segments} segments`
}

const works: Record<string, (file: string) => Promise<string>> = {
  byteLoop,
  checked,
  typed,
  compared,
  x12Parser,
  nodeX12,
}
const work = works[what]

/** `seconds` by the wall, `processor` seconds of all its threads, `peak` MiB resident. */
type Taken = { readonly seconds: number; readonly processor: number; readonly peak: number; readonly said: string }

function run(name: string, file: string): Taken {
  const from = process.hrtime.bigint()
  const out = execFileSync(process.execPath, [self, name, file], { encoding: 'utf8' })
  const seconds = Number(process.hrtime.bigint() - from) / 1e9
  return { seconds, ...(JSON.parse(out) as Omit<Taken, 'seconds'>) }
}

function middle(name: string, file: string, megabytes: number, times = 3): Taken {
  const runs = Array.from({ length: times }, () => run(name, file)).sort((a, b) => a.seconds - b.seconds)
  const taken = runs[Math.floor(times / 2)] as Taken
  const rate = (megabytes / taken.seconds).toFixed(1).padStart(7)
  process.stdout.write(
    `  ${name.padEnd(10)} ${taken.seconds.toFixed(2).padStart(6)} s (${taken.processor.toFixed(2)} of the processor) ${rate} MB/s ${String(taken.peak).padStart(4)} MiB  ${taken.said}\n`,
  )
  return taken
}

function figure(name: string, ratio: number, goal: number, isMost: boolean): void {
  const isMet = isMost ? ratio <= goal : ratio >= goal
  const bound = isMost ? 'at most' : 'at least'
  process.stdout.write(`  -> ${name}: ${ratio.toFixed(1)} (${bound} ${goal}: ${isMet ? 'met' : 'MISSED'})\n`)
}

function write(file: string, parts: Iterable<string>): void {
  const to = openSync(file, 'w')
  for (const part of parts) writeSync(to, part, null, 'latin1')
  closeSync(to)
}

function compare(megabytes: number, folder: string): void {
  const remittances = join(folder, 'remittances.835')
  const claims = join(folder, 'claims.837')
  write(remittances, make835(megabytes))
  write(claims, make837P(megabytes))

  process.stdout.write(`835, ${megabytes} MB\n`)
  const floor = middle('byteLoop', remittances, megabytes)
  const full = middle('checked', remittances, megabytes)
  const read = middle('typed', remittances, megabytes)
  const parser = middle('x12Parser', remittances, megabytes, 1)
  middle('nodeX12', remittances, megabytes, 1)
  figure('full validation, in byte loops', full.seconds / floor.seconds, 8, true)
  figure('typed reading, in byte loops', read.seconds / floor.seconds, 4, true)
  figure('typed reading, times as fast as x12-parser', parser.seconds / read.seconds, 5, false)

  process.stdout.write(`837P, ${megabytes} MB\n`)
  const claimFloor = middle('byteLoop', claims, megabytes)
  const claimFull = middle('checked', claims, megabytes)
  middle('x12Parser', claims, megabytes, 1)
  figure('full validation, in byte loops', claimFull.seconds / claimFloor.seconds, 8, true)
  figure('memory, MiB', Math.max(full.peak, claimFull.peak), 150, true)
}

/** A thousand times as much: what a megabyte takes of the processor, and the memory at the largest. */
function grow(folder: string, sizes: readonly number[]): void {
  const file = join(folder, 'growing')
  for (const [name, make, kind] of [
    ['checked', make835, 'full validation of an 835'],
    ['typed', make835, 'typed reading of an 835'],
    ['checked', make837P, 'full validation of an 837P'],
    ['compared', make835, 'an 835 compared with itself'],
  ] as const) {
    process.stdout.write(`growth, ${kind}\n`)
    // What starting the program takes is no cost of a megabyte.
    const start = run(name, '/dev/null').processor
    const costs = sizes.map((megabytes) => {
      write(file, make(megabytes))
      const { processor, peak } = middle(name, file, megabytes, megabytes > 100 ? 1 : 3)
      rmSync(file)
      return { megabytes, peak, each: (processor - start) / megabytes }
    })
    const [small, ...larger] = costs
    const last = larger.at(-1)
    if (!small || !last) return
    figure(
      `processor time for a megabyte of ${last.megabytes} against one of ${small.megabytes}`,
      last.each / small.each,
      1.3,
      true,
    )
    figure('memory at the largest, MiB', last.peak, 150, true)
  }
}

if (work) {
  const said = await work(path)
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
  const processor = (userCPUTime + systemCPUTime) / 1e6
  process.stdout.write(JSON.stringify({ processor, peak: Math.round(maxRSS / 1024), said }))
} else {
  const folder = mkdtempSync(join(tmpdir(), 'x12-bench-'))
  try {
    compare(Number(/^\d+$/.test(what) ? what : '100'), folder)
    grow(folder, process.argv.includes('gigabyte') ? [1, 10, 100, 1000] : [1, 10, 100])
  } finally {
    rmSync(folder, { recursive: true })
  }
}
