import { sql } from 'kysely'
import { brokenAt } from './audit.ts'
import { reading, type Tx } from './db.ts'
import type { Check } from './doctor.ts'
import { sha256 } from './files.ts'
import { groundFor, type Machine, system } from './ground.ts'
import { refuseStrongRole } from './migrate.ts'

// What must be true of the books at any hour, asked of the stored rows themselves: a check that trusted the code that
// wrote them would agree with its mistakes.

type Answer = { readonly ok: boolean; readonly detail: string }

/** Every check of `ballast verify`: all practices' ledgers, trails and files, and the row security they all rely on. */
export async function verify(machine: Machine, practiceIds: readonly string[]): Promise<Check[]> {
  const each = async (name: string, work: (practiceId: string) => Promise<Answer>): Promise<Check> => {
    const answers: Answer[] = []
    for (const practiceId of practiceIds) {
      const answer = await work(practiceId)
      answers.push({ ok: answer.ok, detail: `practice ${practiceId}: ${answer.detail}` })
    }
    const wrong = answers.filter(({ ok }) => !ok)
    const told = wrong.length > 0 ? wrong : answers
    return { name, ok: wrong.length === 0, detail: told.map(({ detail }) => detail).join('; ') || 'no practice yet' }
  }
  const ask = async <T>(practiceId: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
    reading(await groundFor(machine, practiceId, system('verify')), work)

  return [
    await each('ledger.balanced', (practiceId) => ask(practiceId, (tx) => ledgerBalanced(tx, practiceId))),
    await each('ledger.items', (practiceId) => ask(practiceId, (tx) => itemsAgree(tx, practiceId))),
    await each('ledger.visits', (practiceId) => ask(practiceId, (tx) => visitItemsAgree(tx, practiceId))),
    await each('audit.chain', (practiceId) =>
      ask(practiceId, async (tx) => {
        const seq = await brokenAt(tx, practiceId)
        return { ok: seq === null, detail: seq === null ? 'holds up to its head' : `broken at event ${seq}` }
      }),
    ),
    await each('files.hashes', async (practiceId) => {
      const hashes = await ask(practiceId, (tx) => hashesOf(tx, practiceId))
      return filesWhole(machine, hashes)
    }),
    await rowSecurity(machine),
    await role(machine),
  ]
}

async function ledgerBalanced(tx: Tx, practiceId: string): Promise<Answer> {
  const { rows } = await sql<{ journals: number; wrong: number }>`SELECT count(*) AS journals,
      count(*) FILTER (WHERE total <> 0) AS wrong
    FROM (SELECT journal_id, sum(amount_cents) AS total FROM app.posting WHERE practice_id = ${practiceId}
      GROUP BY journal_id) AS each_journal`.execute(tx)
  const { journals, wrong } = rows[0] ?? { journals: 0, wrong: 0 }
  return { ok: wrong === 0, detail: wrong === 0 ? `${journals} journals balance` : `${wrong} journals do not balance` }
}

/** What every page shows as owed, held against the postings it stands for. */
async function itemsAgree(tx: Tx, practiceId: string): Promise<Answer> {
  const { rows } = await sql<{ items: number; wrong: number }>`SELECT count(*) AS items,
      count(*) FILTER (WHERE (o.payer_cents, o.patient_cents, o.unapplied_cents, o.contractual_cents, o.written_off_cents)
        IS DISTINCT FROM (coalesce(p.payer, 0), coalesce(p.patient, 0), coalesce(p.unapplied, 0), coalesce(p.contractual, 0),
          coalesce(p.written_off, 0))) AS wrong
    FROM app.open_item o LEFT JOIN (
      SELECT claim_id, sum(amount_cents) FILTER (WHERE account = 'payer') AS payer,
        sum(amount_cents) FILTER (WHERE account = 'patient') AS patient,
        -sum(amount_cents) FILTER (WHERE account = 'unapplied') AS unapplied,
        sum(amount_cents) FILTER (WHERE account = 'contractual') AS contractual,
        sum(amount_cents) FILTER (WHERE account = 'written-off') AS written_off
      FROM app.posting WHERE practice_id = ${practiceId} AND claim_id IS NOT NULL GROUP BY claim_id) AS p
      ON p.claim_id = o.claim_id
    WHERE o.practice_id = ${practiceId}`.execute(tx)
  const { items, wrong } = rows[0] ?? { items: 0, wrong: 0 }
  return {
    ok: wrong === 0,
    detail: wrong === 0 ? `${items} open items agree` : `${wrong} open items are not what was posted`,
  }
}

/** The same of visits beside any claim; a posting whose visit has no item counts as wrong too. */
async function visitItemsAgree(tx: Tx, practiceId: string): Promise<Answer> {
  const { rows } = await sql<{ items: number; wrong: number }>`SELECT count(*) AS items,
      count(*) FILTER (WHERE (v.charge_cents, v.patient_cents, v.unapplied_cents, v.paid_cents, v.written_off_cents)
        IS DISTINCT FROM (coalesce(p.charge, 0), coalesce(p.patient, 0), coalesce(p.unapplied, 0), coalesce(p.paid, 0),
          coalesce(p.written_off, 0))) AS wrong
    FROM (SELECT * FROM app.visit_item WHERE practice_id = ${practiceId}) AS v FULL JOIN (
      SELECT session_id, -sum(amount_cents) FILTER (WHERE account = 'income') AS charge,
        sum(amount_cents) FILTER (WHERE account = 'patient') AS patient,
        -sum(amount_cents) FILTER (WHERE account = 'unapplied') AS unapplied,
        sum(amount_cents) FILTER (WHERE account = 'cash') AS paid,
        sum(amount_cents) FILTER (WHERE account = 'written-off') AS written_off
      FROM app.posting WHERE practice_id = ${practiceId} AND claim_id IS NULL AND session_id IS NOT NULL GROUP BY session_id) AS p
      ON p.session_id = v.session_id`.execute(tx)
  const { items, wrong } = rows[0] ?? { items: 0, wrong: 0 }
  return {
    ok: wrong === 0,
    detail: wrong === 0 ? `${items} visit items agree` : `${wrong} visit items are not what was posted`,
  }
}

/** Every column that names a kept file, found in the catalog: ground does not know which rooms keep files. */
async function hashesOf(tx: Tx, practiceId: string): Promise<string[]> {
  const columns = await sql<{ name: string; column: string }>`SELECT c.relname AS name, a.attname AS column
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE n.nspname = 'app' AND c.relkind = 'r' AND a.attname IN ('sha256', 'file_sha256')
      AND obj_description(c.oid, 'pg_class') = '@tenant' ORDER BY 1, 2`.execute(tx)
  const hashes = new Set<string>()
  for (const { name, column } of columns.rows) {
    const { rows } = await sql<{
      hash: string
    }>`SELECT DISTINCT ${sql.ref(column)} AS hash FROM ${sql.table(`app.${name}`)}
      WHERE practice_id = ${practiceId} AND ${sql.ref(column)} IS NOT NULL`.execute(tx)
    for (const { hash } of rows) hashes.add(hash)
  }
  return [...hashes].sort()
}

async function filesWhole(machine: Machine, hashes: readonly string[]): Promise<Answer> {
  const wrong: string[] = []
  for (const hash of hashes) {
    const bytes = await machine.files.read(hash)
    if (!bytes || sha256(bytes) !== hash) wrong.push(`${hash} ${bytes ? 'was changed' : 'is missing'}`)
  }
  return { ok: wrong.length === 0, detail: wrong.join(', ') || `${hashes.length} files are what they were` }
}

async function rowSecurity(machine: Machine): Promise<Check> {
  const { rows } = await machine.pool.query<{ name: string; bound: boolean }>(
    `SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity
        AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid) AS bound
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'app' AND c.relkind IN ('r', 'p')
        AND coalesce(obj_description(c.oid, 'pg_class'), '') NOT IN ('@reference', '@local') ORDER BY 1`,
  )
  const open = rows.filter(({ bound }) => !bound).map(({ name }) => name)
  const detail = open.length > 0 ? `not bound: ${open.join(', ')}` : `all ${rows.length} tables of practices are bound`
  return { name: 'rls.catalog', ok: open.length === 0, detail }
}

async function role(machine: Machine): Promise<Check> {
  try {
    await refuseStrongRole(machine.pool)
    return { name: 'role', ok: true, detail: 'the app owns nothing and row security binds it' }
  } catch (error) {
    return { name: 'role', ok: false, detail: (error as Error).message }
  }
}
