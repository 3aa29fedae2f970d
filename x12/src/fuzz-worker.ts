import { parentPort, workerData } from 'node:worker_threads'
import { acknowledge } from './acknowledge.ts'
import { check } from './check.ts'
import { Reader835 } from './claims-835/reader.ts'
import { diff } from './diff.ts'
import { explain } from './explain.ts'
import { parse } from './file.ts'
import { fuzzInput } from './fuzz.ts'
import { goldenFiles } from './golden.ts'
import { fromJsonLines, toJsonLines } from './json-lines.ts'
import { repair } from './repair.ts'

// Puts inputs through the codec, one number after another, and says which one it is at: a watcher outside sees it hang.

const { from, until, at } = workerData as { from: number; until: number; at: SharedArrayBuffer }
const now = new Int32Array(at)
const files = goldenFiles()
  .filter(({ isSound }) => isSound)
  .map(({ bytes }) => bytes)
const envelope = {
  sender: { qualifier: 'ZZ', id: 'AA', code: 'AA' },
  receiver: { qualifier: 'ZZ', id: 'BB', code: 'BB' },
  control: 7,
  groupControl: 7,
  usage: 'T',
  on: '2026-03-02',
  at: '14:05',
} as const

function put(seed: number): void {
  const bytes = fuzzInput(seed, files)
  const { flaws, flawCount } = check(bytes)
  for (const { offset, message } of flaws)
    if (offset < 0 || offset > bytes.length || message === '') throw new Error(`a flaw at ${offset}: "${message}"`)
  if (!Buffer.from(fromJsonLines(toJsonLines(bytes))).equals(Buffer.from(bytes))) throw new Error('bytes were lost')
  // The slower ways in, in turn: each sees enough of them.
  switch (seed % 8) {
    case 0: {
      const file = parse(bytes)
      if (file.flaws.length !== flawCount) throw new Error(`${flawCount} flaws at bytes, ${file.flaws.length} as text`)
      acknowledge(file, envelope)
      return
    }
    case 1:
      explain(bytes)
      return
    case 2:
      check(repair(bytes))
      return
    case 3:
      diff(bytes, files[seed % files.length] ?? bytes)
      return
    default: {
      const reader = new Reader835({})
      reader.push(bytes)
      reader.end()
    }
  }
}

const heapOf = (): number => process.memoryUsage().heapUsed
let first = 0
const failures: string[] = []
for (let seed = from; seed < until && failures.length < 10; seed += 1) {
  Atomics.store(now, 0, seed)
  try {
    put(seed)
  } catch (error) {
    failures.push(`input ${seed}: ${(error as Error).stack}`)
  }
  if (seed === from + Math.floor((until - from) / 10)) first = heapOf()
}
parentPort?.postMessage({ failures, grown: heapOf() - first })
