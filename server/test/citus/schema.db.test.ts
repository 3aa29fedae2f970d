import { date } from '@ballast/kernel'
import { afterAll, describe, expect, test } from 'vitest'
import { freshDb } from '../harness.ts'

// What would stop this schema from being sharded by practice, asked of the catalog alone.

const { ownerPool, drop } = await freshDb({ today: date('2026-03-03') })
afterAll(drop)

const tenants = `SELECT c.oid, c.relname::text AS name, c.relrowsecurity AND c.relforcerowsecurity AS bound,
    (SELECT a.attnum FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'practice_id') AS practice
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = 'app' AND c.relkind = 'r' AND obj_description(c.oid, 'pg_class') = '@tenant'`

const rules = {
  'every table says what it is': `SELECT c.relname AS wrong FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'app' AND c.relkind = 'r'
      AND coalesce(obj_description(c.oid, 'pg_class'), '') NOT IN ('@tenant', '@reference', '@local')`,
  'every unique key holds the practice': `SELECT t.name || '.' || i.indexrelid::regclass AS wrong FROM (${tenants}) t
    JOIN pg_index i ON i.indrelid = t.oid AND i.indisunique
    WHERE NOT coalesce(t.practice = ANY (i.indkey[0:i.indnkeyatts - 1]), false)`,
  'every table of a practice has a primary key': `SELECT t.name AS wrong FROM (${tenants}) t
    WHERE NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = t.oid AND k.contype = 'p')`,
  'every foreign key pairs the practices': `SELECT k.conname AS wrong FROM (${tenants}) t
    JOIN pg_constraint k ON k.conrelid = t.oid AND k.contype = 'f' JOIN (${tenants}) r ON r.oid = k.confrelid
    WHERE NOT EXISTS (SELECT FROM unnest(k.conkey, k.confkey) AS pair (a, b) WHERE pair.a = t.practice AND pair.b = r.practice)`,
  'row security binds even the owner': `SELECT t.name AS wrong FROM (${tenants}) t
    WHERE NOT t.bound OR NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = t.oid)`,
  'no policy asks a subquery': `SELECT t.name AS wrong FROM (${tenants}) t JOIN pg_policy p ON p.polrelid = t.oid
    WHERE concat(pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) ~* '\\mselect\\M'`,
} as const

const wrong = async (rule: keyof typeof rules) =>
  (await ownerPool.query<{ wrong: string }>(rules[rule])).rows.map((row) => row.wrong)
const names = Object.keys(rules) as (keyof typeof rules)[]

describe('the schema could be sharded by practice', () => {
  test.each(names)('%s', async (rule) => expect(await wrong(rule)).toEqual([]))

  test('a table that breaks the rules is seen by each of them', async () => {
    await ownerPool.query('CREATE TABLE app.loose (id integer)')
    await ownerPool.query(
      'CREATE TABLE app.planted (practice_id uuid, id uuid UNIQUE, claim_id uuid, of_id uuid REFERENCES app.planted (id))',
    )
    await ownerPool.query("COMMENT ON TABLE app.planted IS '@tenant'")
    await ownerPool.query(
      'CREATE POLICY asks ON app.planted USING (practice_id = (SELECT max(id::text)::uuid FROM app.loose))',
    )
    for (const rule of names) expect(await wrong(rule), rule).not.toEqual([])
  })
})
