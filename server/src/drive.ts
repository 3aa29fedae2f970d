import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { buildApi } from './api.ts'
import { addDemoPeople, demoPassword } from './demo-logins.ts'
import { DrivenPractice, type Told } from './driven.ts'
import { type Identity, openIdentity } from './ground/auth.ts'
import { type Server, startEmbedded } from './ground/database.ts'
import { openPool } from './ground/db.ts'
import { listen } from './ground/listen.ts'
import { openLog } from './ground/log.ts'
import { openMachine } from './ground/machine.ts'
import { handlers } from './handlers.ts'

// The product as the simulator drives it: one JSON object a line, on a database of its own that goes when it ends.

/** A database that goes when the run ends need not outlive a power cut, so nothing waits for the disk. */
async function forgetfully({ host, port, owner, ownerPassword }: Server): Promise<void> {
  const pool = openPool({ host, port, database: 'postgres', user: owner, password: ownerPassword, max: 1 })
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes'])
    await pool.query(`ALTER SYSTEM SET ${setting} = off`)
  await pool.query('SELECT pg_reload_conf()')
  await pool.end()
}

/** Where the practice's staff works, and how they come in. */
async function openDoor(identity: Identity, practice: DrivenPractice, port: number) {
  await addDemoPeople(identity, { id: practice.practiceId, name: 'Driven practice' })
  return { url: `http://127.0.0.1:${port}`, password: demoPassword }
}

/** Speaks with the simulator until it ends. */
export async function drive(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'ballast-driven-'))
  const server = await startEmbedded(folder)
  await forgetfully(server)
  // Patients' letters name a place that is nowhere; the world takes the token and knocks at our own door.
  const machine = await openMachine({
    folder,
    server,
    database: 'ballast',
    handlers,
    publicUrl: 'https://visits.invalid',
  })
  const practice = new DrivenPractice(machine, '0190b000-0000-7000-8000-000000000001', true)
  const identity = await openIdentity(machine.db, { now: machine.clock })
  const { app } = await buildApi(machine, { identity, log: openLog('silent') })
  const http = await listen(app, { host: '127.0.0.1', port: 0 })
  const say = (answer: object): void => void process.stdout.write(`${JSON.stringify(answer)}\n`)

  try {
    for await (const line of createInterface({ input: process.stdin })) {
      const told = JSON.parse(line) as Told
      if (told.do === 'end') break
      try {
        const answer = await practice.tell(told)
        say(
          told.do === 'begin' && answer.ok
            ? { ...answer, door: await openDoor(identity, practice, http.port) }
            : answer,
        )
      } catch (error) {
        process.stderr.write(`${(error as Error).stack ?? String(error)}\n`)
        say({ ok: false, error: (error as Error).message })
      }
    }
  } finally {
    await http.close()
    await machine.close()
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
