import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { date } from '@ballast/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openIdentity } from '../../src/ground/auth.ts'
import { startEmbedded } from '../../src/ground/database.ts'
import { changing } from '../../src/ground/db.ts'
import { groundOn } from '../../src/ground/ground.ts'
import { openMachine } from '../../src/ground/machine.ts'
import { verify } from '../../src/ground/verify.ts'
import { handlers } from '../../src/handlers.ts'
import { biller, practiceId } from '../harness.ts'
import { plantPractice } from '../planted.ts'
import { chance, pause, seedOf, times } from './worker.ts'

// The whole server ends, by kill -9 or by being asked, while fifty people write at once. Each write is then there whole or
// not at all, what was answered is there, and the next start is clean.

const cli = join(import.meta.dirname, '../../src/cli.ts')
const password = 'a long enough passphrase'
const writers = 50
let folder: string
let child: ChildProcess | null = null

const opened = async <T>(work: (machine: Awaited<ReturnType<typeof openMachine>>) => Promise<T>): Promise<T> => {
  const server = await startEmbedded(folder)
  const machine = await openMachine({ folder, server, database: 'ballast', handlers })
  try {
    return await work(machine)
  } finally {
    await machine.close()
    await server.stop()
  }
}

const cycles = times(12, 100)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ballast-server-'))
  await opened(async (machine) => {
    const ground = groundOn(machine, practiceId, biller, () => date('2026-03-03'))
    await plantPractice({ machine }, ground, writers * Math.min(cycles, 40))
    // Held and touched by a person: the day's batch leaves them alone.
    await changing(ground, (tx) =>
      tx.updateTable('claim').set({ status: 'held', touched: true }).where('practice_id', '=', practiceId).execute(),
    )
    const identity = await openIdentity(machine.db, { now: machine.clock })
    const person = await identity.addPerson({ email: 'owner@tidewater.test', name: 'Olu Owner', password })
    await identity.setMembership(person, {
      practiceId,
      practiceName: 'Tidewater',
      roles: ['owner'],
      clinicianId: null,
    })
  })
}, 240_000)
afterAll(async () => {
  child?.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

async function start(): Promise<string> {
  const started = spawn(process.execPath, [cli, 'start', '--port', '0', '--folder', folder, '--log', 'silent'], {
    cwd: folder,
    env: { ...process.env, CI: 'true' },
  })
  child = started
  let said = ''
  for (const stream of [started.stdout, started.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
  for (;;) {
    const ready = /Ballast is ready: http:\/\/localhost:(\d+)/.exec(said)
    if (ready) return `http://127.0.0.1:${ready[1]}/api`
    if (started.exitCode !== null) throw new Error(`start ended: ${said}`)
    await pause(20)
  }
}

async function end(signal: NodeJS.Signals): Promise<{ code: number | null; took: number }> {
  const told = performance.now()
  const ended = new Promise<number | null>((resolve) => child?.once('exit', (code) => resolve(code)))
  child?.kill(signal)
  return { code: await ended, took: performance.now() - told }
}

test('the server killed or stopped under fifty writers: no write by halves, no answer broken, the next start clean', async () => {
  const random = chance(seedOf('the server killed'))
  const answered = new Set<string>()
  let cut = 0
  for (let cycle = 1; cycle <= cycles; cycle += 1) {
    const url = await start()
    const headers = { 'x-ballast': '1', 'content-type': 'application/json' }
    const login = await fetch(`${url}/auth/sign-in/email`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ email: 'owner@tidewater.test', password }),
    })
    expect(login.status).toBe(200)
    const cookie = login.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ')
    const list = (await (
      await fetch(`${url}/claims?status=held&limit=${writers}`, { headers: { cookie } })
    ).json()) as {
      claims: { id: string }[]
    }
    const writing = list.claims.map(async ({ id }) => {
      const response = await fetch(`${url}/claims/${id}/void`, {
        method: 'POST',
        headers: { ...headers, cookie },
        body: JSON.stringify({ reason: 'the patient paid' }),
      }).catch(() => null)
      if (response?.status === 200) answered.add(id)
      else cut += 1
      if (response) expect([200, 503]).toContain(response.status)
    })
    await pause(random() * 400)
    if (random() < 0.6) await end('SIGKILL')
    else {
      const { code, took } = await end('SIGTERM')
      expect(code).toBe(0)
      expect(took).toBeLessThan(10_000)
    }
    await Promise.all(writing)
  }
  await opened(async (machine) => {
    const { rows } = await machine.db.transaction().execute(async (tx) => {
      const { sql } = await import('kysely')
      await sql.raw(`SET LOCAL app.practice = '${practiceId}'`).execute(tx)
      return sql<{ id: string; isVoid: boolean; events: number; owed: number; reversals: number }>`
          SELECT c.id, c.status = 'void' AS "isVoid",
            (SELECT count(*)::int FROM app.claim_event e WHERE e.practice_id = c.practice_id AND e.claim_id = c.id AND e.kind = 'voided') AS events,
            (SELECT payer_cents::int FROM app.open_item o WHERE o.practice_id = c.practice_id AND o.claim_id = c.id) AS owed,
            (SELECT count(DISTINCT p.journal_id)::int FROM app.posting p JOIN app.journal j ON j.practice_id = p.practice_id
              AND j.id = p.journal_id WHERE p.practice_id = c.practice_id AND p.claim_id = c.id AND j.kind = 'reversal') AS reversals
          FROM app.claim c WHERE c.practice_id = ${practiceId}`.execute(tx)
    })
    for (const row of rows) {
      const whole = row.isVoid ? { events: 1, owed: 0, reversals: 1 } : { events: 0, owed: 15_000, reversals: 0 }
      expect(row, row.id).toMatchObject(whole)
    }
    for (const id of answered) expect(rows.find((row) => row.id === id)?.isVoid).toBe(true)
    expect((await verify(machine, [practiceId])).filter((check) => !check.ok)).toEqual([])
  })
  process.stdout.write(`the server killed: ${cycles} cycles, ${answered.size} writes answered, ${cut} cut off\n`)
})
