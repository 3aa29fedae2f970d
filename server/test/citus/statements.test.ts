import { describe, expect, test } from 'vitest'
import { StatementRules } from './statements.ts'

const rules = await StatementRules.of(new Set(['claim', 'claim_line', 'patient']))

describe('a statement that could be sharded by practice', () => {
  test.each([
    'SELECT id FROM claim WHERE practice_id = $1',
    'SELECT c.id FROM app.claim c JOIN app.claim_line l ON l.practice_id = c.practice_id AND l.claim_id = c.id WHERE c.practice_id = $1',
    'SELECT (SELECT count(*) FROM claim_line l WHERE l.practice_id = c.practice_id) FROM claim c WHERE c.practice_id = $1',
    'WITH mine AS (SELECT * FROM claim WHERE practice_id = $1) SELECT * FROM mine',
    'INSERT INTO claim (practice_id, id) VALUES ($1, $2) ON CONFLICT (practice_id, id) DO UPDATE SET id = excluded.id',
    'INSERT INTO claim (practice_id, id) SELECT $1::uuid, i FROM unnest($2::uuid[]) AS r (i) RETURNING id',
    'UPDATE claim SET status = $2 WHERE practice_id = $1 AND id = $3',
    'DELETE FROM claim WHERE practice_id = $1 AND sent_at < now()',
    'SELECT 1',
    'SELECT name FROM login.person WHERE id = $1',
  ])('%s', (statement) => expect(rules.broken(statement)).toEqual([]))
})

describe('a statement that could not', () => {
  test.each([
    ['S1', 'MERGE INTO claim USING patient ON true WHEN MATCHED THEN DELETE'],
    ['S2', 'SELECT 1; SELECT 2'],
    ['S3', `SELECT set_config('app.practice', $1, true)`],
    ['S4', 'UPDATE claim SET id = gen_random_uuid() WHERE practice_id = $1'],
    ['S4', 'DELETE FROM claim WHERE practice_id = $1 AND sent_at < clock_timestamp()'],
    ['S5', 'INSERT INTO claim (practice_id) VALUES ($1) ON CONFLICT (practice_id) DO UPDATE SET at = now()'],
    ['S6', 'INSERT INTO claim (practice_id, n) VALUES ($1, (SELECT 1))'],
    ['S7', 'INSERT INTO claim (practice_id, id) SELECT practice_id, id FROM patient WHERE practice_id = $1'],
    ['S8', 'SELECT id FROM claim'],
    ['S8', 'SELECT id FROM claim WHERE practice_id = ANY ($1)'],
    ['S8', `SELECT id FROM claim WHERE practice_id = current_setting('app.practice')::uuid`],
    ['S8', 'SELECT id FROM claim WHERE practice_id = $1 OR id = $2'],
    ['S8', 'SELECT c.id FROM claim c JOIN claim_line l ON l.claim_id = c.id WHERE c.practice_id = $1'],
    [
      'S8',
      'SELECT id FROM claim c WHERE practice_id = $1 AND EXISTS (SELECT FROM claim_line l WHERE l.claim_id = c.id)',
    ],
    ['S8', 'UPDATE claim SET status = $1 WHERE id = $2'],
    ['S8', 'SELECT id FROM patient WHERE practice_id = $1 UNION SELECT id FROM claim'],
    ['S10', 'SELECT 1 FROM claim c LEFT JOIN LATERAL (SELECT 1) x ON true WHERE c.practice_id = $1'],
    ['S11', 'UPDATE claim SET practice_id = $2 WHERE practice_id = $1'],
    ['S12', 'COPY claim FROM STDIN'],
    ['S13', 'INSERT INTO claim (practice_id) VALUES ($1) RETURNING now()'],
  ])('%s: %s', (rule, statement) => expect(rules.broken(statement).map((each) => each.split(' ')[0])).toContain(rule))
})
