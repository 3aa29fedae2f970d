import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { date } from '@ballast/kernel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { buildApi } from '../../src/api.ts'
import { sendReady } from '../../src/cycle/claim/actions/send.ts'
import { correctClaim, releaseClaim, reviseClaim, voidClaim } from '../../src/cycle/claim/actions/work.ts'
import { workDenial } from '../../src/cycle/denial/actions.ts'
import { receiveFile } from '../../src/cycle/remittance/actions/receive-file.ts'
import { changing } from '../../src/ground/db.ts'
import { room, secured } from '../../src/ground/http.ts'
import { record } from '../../src/ground/ledger.ts'
import { listen } from '../../src/ground/listen.ts'
import { openLog } from '../../src/ground/log.ts'
import { once } from '../../src/ground/once.ts'
import { type Fresh, freshDb } from '../harness.ts'
import { eraFile, numberOf, plantClaims, plantedId, plantPractice } from '../planted.ts'
import { chance, seedOf, times } from './worker.ts'

// People press twice, browsers send again, lines break after the server has done its work, and two people work on one claim.

const today = date('2026-03-10')
const password = 'a long enough passphrase'
const planted = 1600
let fresh: Fresh
let next = 0

beforeAll(async () => {
  fresh = await freshDb({ today })
  await plantPractice(fresh, fresh.ground(), 1)
  await plantClaims(fresh, fresh.practiceId, planted)
}, 120_000)
afterAll(() => fresh.drop())

const ask = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await fresh.ownerPool.query(text, values)).rows as T[]

describe('an Idempotency-Key in a storm', () => {
  test('ten copies of each request, some cut off in the middle: one effect a key, one answer, letter by letter', async () => {
    const random = chance(seedOf('idempotency storm'))
    const { app, identity } = await buildApi(fresh.machine, { log: openLog('silent') })
    app.route(
      '/api/trial',
      room().post(
        '/payment',
        secured('remittance.post', { idempotent: true, json: z.strictObject({ amount: z.int(), note: z.string() }) }),
        (c) =>
          once(c, async (ground) => {
            const { amount, note } = c.req.valid('json')
            const id = await changing(ground, async (tx) => {
              const transfers = [
                { from: 'unapplied' as const, into: 'cash' as const, amount: amount as never, why: note },
              ]
              const [made] = await record(tx, ground, [
                { effectiveOn: today, kind: 'trial', why: note, dimensions: {}, transfers },
              ])
              return made
            })
            return { ok: true, value: { zebra: note, id, amount } }
          }),
      ),
    )
    const personId = await identity.addPerson({ email: 'biller@storm.test', name: 'Bea', password })
    await identity.setMembership(personId, {
      practiceId: fresh.practiceId,
      practiceName: 'Tidewater',
      roles: ['biller'],
      clinicianId: null,
    })
    const listening = await listen(app, { host: '127.0.0.1', port: 0 })
    const url = `http://127.0.0.1:${listening.port}/api`
    const ours = { 'x-ballast': '1', 'content-type': 'application/json' }
    const login = await fetch(`${url}/auth/sign-in/email`, {
      method: 'POST',
      headers: ours,
      body: JSON.stringify({ email: 'biller@storm.test', password }),
    })
    const cookie = login.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ')

    /** Sends a request over a socket of its own and breaks the line after some of its bytes or at once after the last. */
    const cut = (key: string, body: string, after: number): Promise<void> =>
      new Promise((resolve) => {
        const text = [
          'POST /api/trial/payment HTTP/1.1',
          `Host: 127.0.0.1:${listening.port}`,
          'x-ballast: 1',
          'content-type: application/json',
          `cookie: ${cookie}`,
          `idempotency-key: ${key}`,
          `content-length: ${Buffer.byteLength(body)}`,
          '',
          body,
        ].join('\r\n')
        const socket = connect(listening.port, '127.0.0.1', () => {
          socket.write(text.slice(0, Math.ceil(text.length * after)), () => socket.destroy())
        })
        socket.on('close', () => resolve())
        socket.on('error', () => resolve())
      })
    const send = async (key: string, body: string) => {
      const response = await fetch(`${url}/trial/payment`, {
        method: 'POST',
        headers: { ...ours, cookie, 'idempotency-key': key },
        body,
      })
      return { status: response.status, text: await response.text() }
    }

    const keys = times(150, 2000)
    for (let round = 0; round < keys; round += 1) {
      const key = randomUUID()
      const body = JSON.stringify({ amount: 1 + Math.floor(random() * 10_000), note: `storm ${round}` })
      const answers = await Promise.all(
        Array.from({ length: 10 }, async () => {
          if (random() < 0.3) await cut(key, body, random() < 0.5 ? random() : 1)
          else return send(key, body)
          return null
        }),
      )
      const last = await send(key, body)
      const texts = [...answers.flatMap((answer) => (answer ? [answer] : [])), last]
      expect([...new Set(texts.map((answer) => answer.status))]).toEqual([200])
      expect(new Set(texts.map((answer) => answer.text)).size).toBe(1)
      expect((await send(key, JSON.stringify({ amount: 7, note: 'another' }))).status).toBe(422)
      const made = await ask<{ n: number }>(
        `SELECT count(*)::int AS n FROM app.journal WHERE kind = 'trial' AND why = $1`,
        [`storm ${round}`],
      )
      expect(made).toEqual([{ n: 1 }])
    }
    await listening.close()
  })
})

describe('two people on one claim', () => {
  const races = times(40, 200)
  const put = (id: string, columns: string): Promise<unknown> =>
    fresh.ownerPool.query(`UPDATE app.claim SET ${columns} WHERE practice_id = $1 AND id = $2`, [fresh.practiceId, id])
  /** A claim nobody has used yet, held; the others are sent, so that no look at what is held frees them meanwhile. */
  const held = async (): Promise<string> => {
    next += 1
    const id = plantedId(fresh.practiceId, next)
    await put(id, `status = 'held', touched = true`)
    return id
  }
  const claimNow = async (id: string) => {
    const [row] = await ask<{ status: string; owed: number; events: number; batches: number; version: number }>(
      `SELECT c.status, c.version, (SELECT payer_cents::int FROM app.open_item o WHERE o.practice_id = c.practice_id AND o.claim_id = c.id) AS owed,
          (SELECT count(*)::int FROM app.claim_event e WHERE e.practice_id = c.practice_id AND e.claim_id = c.id) AS events,
          (c.batch_id IS NOT NULL)::int AS batches
        FROM app.claim c WHERE c.practice_id = $1 AND c.id = $2`,
      [fresh.practiceId, id],
    )
    if (!row) throw new Error('no claim')
    return row
  }
  type Outcome = { ok: boolean; refusal?: { kind: string } }
  const won = (outcomes: readonly Outcome[]) => outcomes.filter((outcome) => outcome.ok).length
  const many = <T>(work: () => Promise<T>): Promise<T[]> => Promise.all([1, 2, 3, 4].map(work))

  test('taking it back at once: one does, and the charge is taken back once', async () => {
    for (let i = 0; i < races; i += 1) {
      const id = await held()
      expect(won(await many(() => voidClaim(fresh.ground(), id, 'double click')))).toBe(1)
      expect(await claimNow(id)).toMatchObject({ status: 'void', owed: 0, events: 1 })
    }
  })

  test('changing the same version: one does, the others see that it was changed', async () => {
    for (let i = 0; i < races; i += 1) {
      const id = await held()
      const { version } = await claimNow(id)
      const outcomes: Outcome[] = await many(() => reviseClaim(fresh.ground(), id, { diagnoses: ['F33.1'] }, version))
      expect(won(outcomes)).toBe(1)
      expect(new Set(outcomes.flatMap((one) => (one.ok ? [] : [one.refusal?.kind])))).toEqual(
        new Set(['claim.changed_meanwhile']),
      )
    }
  })

  test('sending it again from a rejection: one new claim, owed once', async () => {
    for (let i = 0; i < races; i += 1) {
      const id = await held()
      await put(id, `status = 'rejected'`)
      expect(won(await many(() => correctClaim(fresh.ground(), id, {})))).toBe(1)
      expect(await claimNow(id)).toMatchObject({ status: 'closed', owed: 0 })
      const [heirs] = await ask<{ n: number; owed: number }>(
        `SELECT count(*)::int AS n, sum(o.payer_cents)::int AS owed FROM app.claim c
          JOIN app.open_item o ON o.practice_id = c.practice_id AND o.claim_id = c.id WHERE c.replaces_claim_id = $1`,
        [id],
      )
      expect(heirs).toEqual({ n: 1, owed: 15_000 })
      await fresh.ownerPool.query(`UPDATE app.claim SET status = 'sent' WHERE replaces_claim_id = $1`, [id])
    }
  })

  test('one lets it go while another takes it back: it is gone or back, never both', async () => {
    for (let i = 0; i < races; i += 1) {
      const id = await held()
      const outcomes: Outcome[] = await Promise.all([
        releaseClaim(fresh.ground(), id, 'the payer said so'),
        voidClaim(fresh.ground(), id, 'the patient paid'),
      ])
      const claim = await claimNow(id)
      expect(claim.status === 'void' ? 0 : 15_000).toBe(claim.owed)
      expect(won(outcomes)).toBeGreaterThan(0)
      if (claim.status === 'ready') await put(id, `status = 'sent'`)
    }
  })

  test('one sends the batch while another takes the claim back: it is in a file or void, never both', async () => {
    for (let i = 0; i < races; i += 1) {
      const ids = [await held(), await held(), await held()]
      for (const id of ids) await put(id, `status = 'ready'`)
      await Promise.all([
        sendReady(fresh.ground()),
        sendReady(fresh.ground()),
        ...ids.map((id) => voidClaim(fresh.ground(), id, 'the patient paid')),
      ])
      for (const id of ids) {
        const claim = await claimNow(id)
        expect(claim).toMatchObject(
          claim.status === 'void'
            ? { batches: 0, owed: 0, events: 1 }
            : { status: 'sent', batches: 1, owed: 15_000, events: 1 },
        )
      }
    }
  })

  test('noting on one denial at the same version: one does, and its note is there once', async () => {
    const ids: string[] = []
    for (let i = 0; i < races; i += 1) ids.push(await held())
    for (const id of ids) await put(id, `status = 'sent'`)
    const lines = ids.map((_, i) => ({
      number: numberOf(next - races + 1 + i),
      charge: 15_000,
      paid: 0,
      status: '4',
      reason: '197',
    }))
    await receiveFile(fresh.ground(), 'denied.835', eraFile(77, [{ trace: 'DENIED', on: today, claims: lines }]))
    await fresh.machine.jobs.drain()
    const denials = await ask<{ id: string; version: number }>('SELECT id, version FROM app.denial')
    expect(denials.length).toBeGreaterThan(0)
    for (const { id, version } of denials) {
      const outcomes: Outcome[] = await many(() =>
        workDenial(fresh.ground(), id, { version, note: 'called the payer' }),
      )
      expect(won(outcomes)).toBe(1)
      expect(await ask('SELECT count(*)::int AS n FROM app.denial_note WHERE denial_id = $1', [id])).toEqual([{ n: 1 }])
    }
  })

  test('the books balance after all of it', async () => {
    expect(await ask('SELECT sum(amount_cents)::int AS sum FROM app.posting')).toEqual([{ sum: 0 }])
  })
})
