import { cents, date } from '@ballast/kernel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Fresh, freshDb } from '../../test/harness.ts'
import { audit, brokenAt } from './audit.ts'
import { changing, reading } from './db.ts'
import { balances, deterministicId, record, reverse } from './ledger.ts'

let fresh: Fresh
beforeAll(async () => {
  fresh = await freshDb({ today: date('2026-03-03') })
})
afterAll(() => fresh.drop())

const charge = (id?: string) => ({
  ...(id ? { id } : {}),
  effectiveOn: date('2026-03-02'),
  kind: 'charge',
  why: 'visit',
  dimensions: {},
  transfers: [{ from: 'income' as const, into: 'payer' as const, amount: cents(16000), why: 'visit' }],
})

describe('the ledger', () => {
  test('a transfer is two postings that sum to zero', async () => {
    const ground = fresh.ground()
    await changing(ground, (tx) => record(tx, ground, [charge()]))
    const found = await reading(ground, (tx) => balances(tx, ground.practiceId))
    expect(Object.fromEntries(found)).toEqual({ payer: 16000, income: -16000 })
  })

  test('taking a journal back leaves nothing, and can be done once', async () => {
    const ground = fresh.ground(fresh.otherPracticeId)
    const [id] = await changing(ground, (tx) => record(tx, ground, [charge()]))
    await changing(ground, (tx) => reverse(tx, ground, id ?? '', 'entered twice'))
    const found = await reading(ground, (tx) => balances(tx, ground.practiceId))
    expect([...found.values()]).toEqual([0, 0])
    await expect(changing(ground, (tx) => reverse(tx, ground, id ?? '', 'again'))).rejects.toThrow(
      /journal_reverses_key/,
    )
  })

  test('the same event posts once', async () => {
    const ground = fresh.ground()
    const id = deterministicId(ground.practiceId, 'payment', 'T1')
    await changing(ground, (tx) => record(tx, ground, [charge(id)]))
    await expect(changing(ground, (tx) => record(tx, ground, [charge(id)]))).rejects.toThrow(/journal_pkey/)
  })

  test('the database refuses a journal that does not balance', async () => {
    const journal = deterministicId(fresh.practiceId, 'unbalanced')
    const ground = fresh.ground()
    const attempt = changing(ground, async (tx) => {
      await tx
        .insertInto('journal')
        .values({
          practice_id: ground.practiceId,
          id: journal,
          effective_on: date('2026-03-02'),
          recorded_at: ground.now(),
          kind: 'x',
          why: 'x',
          actor: 'x',
        })
        .execute()
      await tx
        .insertInto('posting')
        .values({
          practice_id: ground.practiceId,
          journal_id: journal,
          number: 1,
          account: 'cash',
          amount_cents: 5,
          effective_on: date('2026-03-02'),
          recorded_at: ground.now(),
          why: 'x',
        })
        .execute()
    })
    await expect(attempt).rejects.toThrow(/does not balance/)
  })

  test('postings are never changed, not even by their owner', async () => {
    await expect(fresh.ownerPool.query('UPDATE app.posting SET amount_cents = 1')).rejects.toThrow(/append only/)
    await expect(fresh.ownerPool.query('TRUNCATE app.posting CASCADE')).rejects.toThrow(/append only/)
  })
})

describe('one practice', () => {
  test('sees nothing of another, whatever it asks for', async () => {
    const other = fresh.ground(fresh.otherPracticeId)
    const rows = await reading(other, (tx) =>
      tx.selectFrom('posting').select('journal_id').where('practice_id', '=', fresh.practiceId).execute(),
    )
    expect(rows).toEqual([])
  })

  test('cannot write into another', async () => {
    const ground = fresh.ground()
    const attempt = changing(ground, (tx) =>
      tx.insertInto('control_number').values({ practice_id: fresh.otherPracticeId, name: 'x', last: 1 }).execute(),
    )
    await expect(attempt).rejects.toThrow(/row-level security/)
  })

  test('without a practice named, nothing is seen', async () => {
    const { rows } = await fresh.machine.pool.query('SELECT count(*)::int AS n FROM app.posting')
    expect(rows[0]?.n).toBe(0)
  })
})

describe('the audit trail', () => {
  test('holds, and shows the row that was changed', async () => {
    const ground = fresh.ground()
    for (const subject of ['a', 'b', 'c'])
      await changing(ground, (tx) => audit(tx, ground, { action: 'claim.viewed', subject }))
    expect(await reading(ground, (tx) => brokenAt(tx, ground.practiceId))).toBeNull()
    await fresh.ownerPool.query('ALTER TABLE app.audit_event DISABLE TRIGGER USER')
    await fresh.ownerPool.query("UPDATE app.audit_event SET subject = 'z' WHERE seq = 2")
    expect(await reading(ground, (tx) => brokenAt(tx, ground.practiceId))).toBe(2)
  })

  test('a cut tail shows too', async () => {
    const ground = fresh.ground(fresh.otherPracticeId)
    for (const subject of ['a', 'b'])
      await changing(ground, (tx) => audit(tx, ground, { action: 'claim.viewed', subject }))
    await fresh.ownerPool.query('DELETE FROM app.audit_event WHERE seq = 2 AND practice_id = $1', [
      fresh.otherPracticeId,
    ])
    expect(await reading(ground, (tx) => brokenAt(tx, ground.practiceId))).toBe(2)
  })
})
