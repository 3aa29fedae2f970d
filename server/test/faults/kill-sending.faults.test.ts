import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { date } from '@ballast/kernel'
import { parse } from '@ballast/x12'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Fresh, freshDb } from '../harness.ts'
import { csvOf, plantPractice } from '../planted.ts'
import { chance, pause, seedOf, times, until, Worker } from './worker.ts'

// Killed while a CSV is taken in, while claims are drafted, and while they are put into files and sent: every session is
// one claim, every claim is in one file, and the partner gets every file once.

const today = date('2026-03-10')
const perCycle = 60
let fresh: Fresh
let outbox: string
let partner: string

beforeAll(async () => {
  fresh = await freshDb({ today })
  await plantPractice(fresh, fresh.ground(), 1, false)
  outbox = join(fresh.machine.folder, 'mailbox', fresh.practiceId, 'outbox')
  partner = join(fresh.machine.folder, 'partner')
  await mkdir(partner, { recursive: true })
})
afterAll(() => fresh.drop())

const ask = async (text: string): Promise<Record<string, number>> =>
  (await fresh.ownerPool.query(text)).rows[0] as never

/** The partner takes whatever it finds, at any moment; what comes twice is there twice. */
async function collect(): Promise<void> {
  for (const name of await readdir(outbox).catch(() => []))
    if (!name.startsWith('.')) await rename(join(outbox, name), join(partner, `${name}.${randomUUID()}`))
}

test('kill -9 around an import and a batch: every session one claim, every claim in one file, every file sent once', async () => {
  const random = chance(seedOf('kill -9 while importing and sending'))
  const cycles = times(20, 100)
  let isOver = false
  const collecting = (async () => {
    while (!isOver) {
      await collect()
      await pause(random() * 40)
    }
  })()
  let worker = new Worker(fresh)
  const again = async (kills: boolean) => {
    if (kills) await worker.end('SIGKILL')
    worker = new Worker(fresh)
    await worker.says('ready')
  }
  try {
    await worker.says('ready')
    for (let cycle = 1; cycle <= cycles; cycle += 1) {
      const last = cycle * perCycle
      for (const kind of ['patients', 'coverages', 'sessions'] as const) {
        const bytes = Buffer.from(csvOf(kind, last - perCycle + 1, last)).toString('base64')
        const isKilled = random() < 0.7
        worker.tell({ do: 'import', kind, bytes })
        if (isKilled) {
          await worker.says('begun')
          await pause(random() * 120)
          await again(true)
          worker.tell({ do: 'import', kind, bytes })
        }
        await worker.says('begun')
        await worker.says('done')
      }
      expect(await ask('SELECT count(*)::int AS sessions FROM app.session')).toEqual({ sessions: last })

      worker.tell({ do: 'work' })
      await worker.says('begun')
      await worker.says('done')
      await worker.says('begun')
      await pause(random() * 500)
      await again(true)
      worker.tell({ do: 'work' })
      await worker.says('done')
      await until('every session is a claim', 30, async () => {
        const { claims } = await ask('SELECT count(*)::int AS claims FROM app.claim')
        return claims === last
      })

      worker.tell({ do: 'send' })
      await worker.says('begun')
      await pause(random() * 600)
      await again(true)
      worker.tell({ do: 'work' })
      await worker.says('done')
      worker.tell({ do: 'send' })
      await until('every claim is sent', 30, async () => {
        const { left } = await ask(
          `SELECT (SELECT count(*) FROM app.claim WHERE status = 'ready')::int + (SELECT count(*) FROM app.claim_batch WHERE state = 'built')::int AS left`,
        )
        return left === 0
      })
      await again(true)
    }
    isOver = true
    await collecting
    await collect()

    const claims = cycles * perCycle
    expect(
      await ask('SELECT count(*)::int AS claims, count(DISTINCT session_id)::int AS sessions FROM app.claim'),
    ).toEqual({ claims, sessions: claims })
    expect(
      await ask(
        `SELECT count(*)::int AS charges, sum(amount_cents)::int AS owed FROM app.posting WHERE account = 'payer'`,
      ),
    ).toEqual({ charges: claims, owed: claims * 15_000 })

    const names = (await readdir(partner)).map((name) => name.slice(0, name.indexOf('.edi')))
    const batches = await ask(
      'SELECT count(*)::int AS batches, count(DISTINCT interchange_control)::int AS numbers FROM app.claim_batch',
    )
    expect(names.length).toBe(new Set(names).size)
    expect(batches).toEqual({ batches: names.length, numbers: names.length })

    const sent: string[] = []
    const controls: string[] = []
    for (const name of await readdir(partner)) {
      const bytes = await readFile(join(partner, name))
      controls.push(bytes.toString('latin1').slice(90, 99))
      for (const text of bytes.toString('latin1').split('~')) {
        const found = /^\s*CLM\*([^*]+)/.exec(text)
        if (found?.[1]) sent.push(found[1])
      }
      expect(parse(bytes).flaws).toEqual([])
    }
    expect(new Set(controls).size).toBe(controls.length)
    expect(sent.length).toBe(claims)
    expect(new Set(sent).size).toBe(claims)
    process.stdout.write(
      `kill -9 while importing and sending: ${cycles} cycles, ${names.length} files, ${sent.length} claims\n`,
    )
  } finally {
    isOver = true
    await worker.end('SIGKILL')
  }
})
