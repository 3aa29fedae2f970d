import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { DrivenPractice, type Told } from './driven.ts'
import { startEmbedded } from './ground/database.ts'
import { openMachine } from './ground/machine.ts'
import { handlers } from './handlers.ts'

// The product as the simulator drives it: one JSON object a line, on a database of its own that goes when it ends.

/** Speaks with the simulator until it ends. */
export async function drive(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'ballast-driven-'))
  const server = await startEmbedded(folder)
  const machine = await openMachine({ folder, server, database: 'ballast', handlers })
  const practice = new DrivenPractice(machine, '0190b000-0000-7000-8000-000000000001', true)
  const say = (answer: object): void => void process.stdout.write(`${JSON.stringify(answer)}\n`)

  try {
    for await (const line of createInterface({ input: process.stdin })) {
      const told = JSON.parse(line) as Told
      if (told.do === 'end') break
      try {
        say(await practice.tell(told))
      } catch (error) {
        process.stderr.write(`${(error as Error).stack ?? String(error)}\n`)
        say({ ok: false, error: (error as Error).message })
      }
    }
  } finally {
    await machine.close()
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
