import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { date, type PlainDate } from '@ballast/kernel'
import { z } from 'zod'
import type { Exit } from './command-line.ts'

// The simulator is the outside world, so it runs as its own process: neither side can look into the other.

const main = join(import.meta.dirname, '../../../simulator/src/main.ts')

/** Runs the simulator with these arguments, its output as ours; gives its exit code. */
export function runSimulator(args: readonly string[]): Promise<Exit> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, ...args], { stdio: 'inherit' })
    child.on('error', reject)
    child.on('close', (code) => resolve(code === 0 || code === 1 ? code : 2))
  })
}

const replied = z.object({
  ok: z.boolean(),
  error: z.string().optional(),
  from: z.string().optional(),
  lived: z.string().nullish(),
})

/** A world that follows in a folder: when it begins, and what it is asked then. */
export type World = {
  /** Its first day, and the last it has lived. A world that was left lives its days again first, for some seconds. */
  readonly begun: Promise<{ readonly from: PlainDate; readonly lived: PlainDate | null }>
  ask(request: Readonly<Record<string, string>>): Promise<void>
  close(): void
}

/** Opens the world of a folder, where an earlier run may have left it; `options` are those of `simulate`. */
export function serveWorld(folder: string, options: readonly string[] = []): World {
  // A process group of its own: Ctrl-C is for us to hear first, and for the world to be told.
  const child = spawn(process.execPath, [main, 'serve', folder, ...options], {
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  })
  // A world that has died is noticed by its missing answer.
  child.stdin.on('error', () => undefined)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()

  async function asked(request: Readonly<Record<string, string>>) {
    child.stdin.write(`${JSON.stringify(request)}\n`)
    const line = await lines.next()
    if (line.done) throw new Error(`the demo world ended while asked to "${request.do}"`)
    const reply = replied.parse(JSON.parse(line.value))
    if (!reply.ok) throw new Error(`the demo world could not "${request.do}": ${reply.error ?? 'no reason given'}`)
    return reply
  }

  let hasBegun = false
  const begun = asked({ do: 'begin' }).then(({ from, lived }) => {
    hasBegun = true
    return { from: date(from ?? ''), lived: lived ? date(lived) : null }
  })
  begun.catch(() => undefined)
  return {
    begun,
    ask: async (request) => {
      await begun
      await asked(request)
    },
    close: () => {
      child.stdin.end()
      // While it lives its days again it hears nothing, and has nothing to lose.
      if (!hasBegun) child.kill()
    },
  }
}
