import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import type { PlainDate } from '@ballast/kernel'
import { inject } from 'vitest'
import type { ImportKindName } from '../../src/imports.ts'
import type { Fresh } from '../harness.ts'

export type Told =
  | { readonly do: 'work' | 'send' | 'morning' }
  | { readonly do: 'agree'; readonly patientId: string; readonly fee: number; readonly from: PlainDate }
  | { readonly do: 'write-off'; readonly sessionId: string }
  | { readonly do: 'match'; readonly id: string; readonly claimId: string }
  | { readonly do: 'unmatch'; readonly id: string }
  | { readonly do: 'assign'; readonly id: string; readonly claimId: string; readonly amount: number }
  | {
      readonly do: 'collect'
      readonly key: string
      readonly sessionId: string
      readonly cardId: string
      readonly amount: number
    }
  | {
      readonly do: 'book'
      readonly patientId: string
      readonly clinicianId: string
      readonly on: PlainDate
      readonly start: string
    }
  | { readonly do: 'import'; readonly kind: ImportKindName; readonly bytes: string }

/** One process of the product, to be killed. */
export class Worker {
  readonly child: ChildProcess
  #said: string[] = []
  #errors = ''

  constructor(fresh: Fresh) {
    const server = inject('server')
    const opening = {
      folder: server.folder,
      dataFolder: fresh.machine.folder,
      database: fresh.database,
      server,
      practiceId: fresh.practiceId,
      today: fresh.today,
    }
    this.child = spawn(process.execPath, [join(import.meta.dirname, 'worker-process.ts'), JSON.stringify(opening)], {
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    this.child.stdout?.on('data', (chunk: Buffer) => {
      this.#said.push(...chunk.toString().trim().split('\n'))
    })
    this.child.stderr?.on('data', (chunk: Buffer) => {
      this.#errors = (this.#errors + chunk.toString()).slice(-4000)
    })
  }

  /** Waits for a word and forgets everything up to it. */
  async says(word: string): Promise<void> {
    for (;;) {
      const at = this.#said.indexOf(word)
      if (at >= 0) {
        this.#said.splice(0, at + 1)
        return
      }
      if (this.child.exitCode !== null || this.child.signalCode !== null)
        throw new Error(`the worker ended before it said ${word}: ${this.#errors}`)
      await pause(5)
    }
  }

  tell(told: Told): void {
    this.child.stdin?.write(`${JSON.stringify(told)}\n`)
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return
    const ended = new Promise((resolve) => this.child.once('exit', resolve))
    this.child.kill(signal)
    await ended
  }
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Waits until something is true; says what it waited for when it never is. */
export async function until(what: string, seconds: number, isTrue: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + seconds * 1000; ; ) {
    if (await isTrue()) return
    if (performance.now() > end) throw new Error(`not within ${seconds} s: ${what}`)
    await pause(25)
  }
}

/** Chance that can be repeated: mulberry32. */
export function chance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** How often a fault is tried: the count of every submission, or the long one. */
export const times = (ci: number, long: number): number =>
  Number(process.env.BALLAST_TEST_TIMES ?? (process.env.BALLAST_TEST_COUNTS === 'long' ? long : ci))

/** A fresh seed unless one is given, printed so that a failure can be run again. */
export function seedOf(name: string): number {
  const seed = Number(process.env.BALLAST_TEST_SEED ?? Math.floor(Math.random() * 2 ** 31))
  process.stdout.write(`${name}: seed ${seed}\n`)
  return seed
}
