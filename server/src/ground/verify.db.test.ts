import { rm } from 'node:fs/promises'
import { date } from '@ballast/kernel'
import { afterAll, describe, expect, test } from 'vitest'
import { freshDb } from '../../test/harness.ts'
import { audit } from './audit.ts'
import { changing } from './db.ts'
import { verify } from './verify.ts'

const fresh = await freshDb({ today: date('2026-03-03') })
afterAll(fresh.drop)
const wrong = async () =>
  (await verify(fresh.machine, [fresh.practiceId, fresh.otherPracticeId]))
    .filter(({ ok }) => !ok)
    .map(({ name }) => name)

describe('verify', () => {
  test('finds nothing wrong with a practice as it was written', async () => {
    const ground = fresh.ground()
    await changing(ground, (tx) => audit(tx, ground, { action: 'claim.viewed', subject: 'a' }))
    expect(await wrong()).toEqual([])
  })

  test('names a file that is gone', async () => {
    const kept = await fresh.machine.files.keep(Buffer.from('ISA'))
    await changing(fresh.ground(), (tx) =>
      tx
        .insertInto('stored_file')
        .values({ practice_id: fresh.practiceId, ...kept, stored_at: fresh.ground().now() })
        .execute(),
    )
    expect(await wrong()).toEqual([])
    await rm(fresh.machine.files.pathOf(kept.sha256))
    expect(await wrong()).toEqual(['files.hashes'])
    await fresh.machine.files.keep(Buffer.from('ISA'))
  })

  test('names what is shown as owed and was not posted', async () => {
    const item = [fresh.practiceId, '0190a000-0000-7000-8000-0000000000aa']
    const owner = await fresh.ownerPool.connect()
    await owner.query('BEGIN')
    await owner.query('SET LOCAL session_replication_role = replica')
    await owner.query(
      `INSERT INTO app.open_item (practice_id, claim_id, payer_cents, last_posted_on, is_open) VALUES ($1, $2, 5, '2026-03-02', true)`,
      item,
    )
    await owner.query('COMMIT')
    expect(await wrong()).toEqual(['ledger.items'])
    await owner.query('DELETE FROM app.open_item WHERE practice_id = $1 AND claim_id = $2', item)
    owner.release()
  })

  test('names a journal that was made not to balance', async () => {
    await fresh.ownerPool.query('ALTER TABLE app.posting DISABLE TRIGGER USER')
    await fresh.ownerPool.query(
      `WITH one AS (INSERT INTO app.journal (practice_id, id, effective_on, recorded_at, kind, why, actor)
         VALUES ($1, $1, '2026-03-02', '2026-03-02', 'x', 'x', 'x') RETURNING id)
       SELECT id FROM one`,
      [fresh.practiceId],
    )
    await fresh.ownerPool.query(
      `INSERT INTO app.posting (practice_id, journal_id, number, account, amount_cents, effective_on, recorded_at, why)
         VALUES ($1, $1, 1, 'cash', 5, '2026-03-02', '2026-03-02', 'x')`,
      [fresh.practiceId],
    )
    expect(await wrong()).toEqual(['ledger.balanced'])
  })

  test('names an event that was changed, and a table that lost its row security', async () => {
    await fresh.ownerPool.query('ALTER TABLE app.audit_event DISABLE TRIGGER USER')
    await fresh.ownerPool.query("UPDATE app.audit_event SET subject = 'z' WHERE practice_id = $1", [fresh.practiceId])
    await fresh.ownerPool.query('ALTER TABLE app.journal NO FORCE ROW LEVEL SECURITY')
    expect(await wrong()).toEqual(['ledger.balanced', 'audit.chain', 'rls.catalog'])
  })
})
