import { spawn } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

// Every guard is taken away once, in a copy, and the test that stands for it must fail. A guard whose loss no test
// notices is a guard that the next change may lose.

type Mutant = {
  readonly lost: string
  readonly file: string
  readonly from: string
  readonly to: string
  readonly project: 'db' | 'server' | 'faults'
  readonly test: string
  /** The start of the name of the test that must fail. */
  readonly name: string
}

const isolation = 'server/test/isolation.db.test.ts'
const once = 'server/test/faults/exactly-once.faults.test.ts'
const storms = 'server/test/faults/storms.faults.test.ts'
const ledger = 'server/src/ground/ledger.db.test.ts'
const http = 'server/src/ground/http.db.test.ts'
const ground = '0001_ground.sql'

// biome-ignore format: a table
const mutants: readonly Mutant[] = [
  { lost: 'row security that binds the owner', file: `server/migrations/${ground}`, from: `  EXECUTE format('ALTER TABLE app.%I FORCE ROW LEVEL SECURITY', table_name);\n`, to: '', project: 'db', test: 'server/test/citus/schema.db.test.ts', name: 'row security binds even the owner' },
  { lost: 'the reading policy', file: `server/migrations/${ground}`, from: `FOR SELECT USING (%s OR %s)', table_name, own, many)`, to: `FOR SELECT USING (true)', table_name)`, project: 'db', test: isolation, name: 'no table shows' },
  { lost: 'the writing policy', file: `server/migrations/${ground}`, from: `FOR INSERT WITH CHECK (%s)', table_name, own)`, to: `FOR INSERT WITH CHECK (true)', table_name)`, project: 'db', test: isolation, name: 'no table shows' },
  { lost: 'the balance of a journal', file: `server/migrations/${ground}`, from: 'IF wrong IS NOT NULL THEN', to: 'IF false THEN', project: 'db', test: ledger, name: 'the database refuses a journal' },
  { lost: 'the ledger being append only', file: `server/migrations/${ground}`, from: `  RAISE EXCEPTION 'append only: % is refused; write a reversal instead', TG_OP USING ERRCODE = '42501';`, to: '  RETURN coalesce(NEW, OLD);', project: 'db', test: ledger, name: 'postings are never changed' },
  { lost: 'the trail covering what was done', file: 'server/src/ground/audit.ts', from: 'entry.action, entry.subject, entry.detail]', to: 'entry.action, entry.subject]', project: 'db', test: 'server/src/ground/verify.db.test.ts', name: 'names an event' },
  { lost: 'the question for the permission', file: 'server/src/ground/http.ts', from: 'if (!allowed.has(access)) {', to: 'if (false as boolean) {', project: 'db', test: isolation, name: 'clinician may do' },
  { lost: 'the question who is signed in', file: 'server/src/ground/http.ts', from: `if (access === 'anyone') return null`, to: `if (access === 'anyone' || access === 'code.read') return null`, project: 'db', test: isolation, name: 'nobody signed in' },
  { lost: 'the membership of the practice asked for', file: 'server/src/ground/auth.ts', from: 'if (asked !== null) return memberships.find(({ practiceId }) => practiceId === asked)', to: 'if (asked !== null) return memberships[0] && { ...memberships[0], practiceId: asked }', project: 'db', test: isolation, name: 'naming it in the request' },
  { lost: 'the look at where a request came from', file: 'server/src/ground/http.ts', from: `return !URL.canParse(origin) || new URL(origin).host !== host`, to: 'return false && host', project: 'db', test: isolation, name: 'another origin' },
  { lost: 'the header no form can send', file: 'server/src/ground/http.ts', from: `if (c.req.header('x-ballast') === undefined) return true`, to: '', project: 'db', test: isolation, name: 'a form' },
  { lost: 'the answers that nobody keeps', file: 'server/src/ground/http.ts', from: `c.header('cache-control', 'no-store')\n`, to: '\n', project: 'db', test: isolation, name: 'no answer may be framed' },
  { lost: 'the slowing of guesses', file: 'server/src/ground/auth.ts', from: 'if (wait > 0) {', to: 'if (wait > Infinity) {', project: 'db', test: http, name: 'slows' },
  { lost: 'the body behind an Idempotency-Key', file: 'server/src/ground/once.ts', from: 'if (first.request_hash !== request_hash) {', to: 'if (false as boolean) {', project: 'db', test: http, name: 'the same key with another amount' },
  { lost: 'the identity of a payment', file: 'server/src/cycle/remittance/actions/post-payment.ts', from: '  if (holder)\n', to: '  if (holder && confirmed)\n', project: 'faults', test: once, name: 'in another envelope' },
  { lost: 'the sum of a payment', file: 'server/src/cycle/remittance/actions/post-payment.ts', from: 'if (wrong.length > 0) return', to: 'if (wrong.length > 9) return', project: 'faults', test: once, name: 'a payment that does not add up' },
  { lost: 'the hold of a reissued check', file: 'server/src/cycle/remittance/actions/post-payment.ts', from: '  if (twin)\n', to: '  if (twin && confirmed)\n', project: 'faults', test: once, name: 'a reissued check' },
  { lost: 'the turns on one file', file: 'server/src/cycle/remittance/store/payments.ts', from: `    .where('id', '=', remittanceId)\n    .forNoKeyUpdate()\n`, to: `    .where('id', '=', remittanceId)\n`, project: 'faults', test: once, name: 'sixteen at once' },
  { lost: 'the turns on money that waits', file: 'server/src/cycle/remittance/store/exceptions.ts', from: 'FOR NO KEY UPDATE OF rc', to: '', project: 'db', test: 'server/src/cycle/remittance/exceptions.db.test.ts', name: 'eight at once match one payment' },
  { lost: 'the lock on a claim', file: 'server/src/cycle/claim/store/claims.ts', from: '(locks ? query.forUpdate() : query)', to: '(locks ? query : query)', project: 'faults', test: storms, name: 'taking it back at once' },
  { lost: 'the version of a claim', file: 'server/src/cycle/claim/actions/work.ts', from: 'version !== claim.version)', to: 'version > claim.version)', project: 'faults', test: storms, name: 'changing the same version' },
  { lost: 'the apostrophe before a formula', file: 'server/src/ground/csv.ts', from: "`'$" + '{text}`', to: 'text', project: 'server', test: 'server/src/ground/csv.test.ts', name: '' },
  { lost: 'the hashes of a backup', file: 'server/src/ground/restore.ts', from: 'if (found !== sha256)', to: 'if (found === null)', project: 'db', test: 'server/src/ground/backup.db.test.ts', name: 'with one bit' },
  { lost: 'the refusal of half a backup', file: 'server/src/ground/backup.ts', from: 'if (!rows[0]?.sees)', to: 'if (rows.length > 9)', project: 'db', test: 'server/src/ground/backup.db.test.ts', name: 'is refused to a role' },
  { lost: 'the wait for a file to be whole', file: 'server/src/ground/mailbox.ts', from: 'about.mtimeMs >= quietMs', to: 'about.mtimeMs >= 0', project: 'server', test: 'server/src/ground/mailbox.test.ts', name: 'never shows a file' },
  { lost: 'the silence about rows in the queue', file: 'server/src/ground/jobs.ts', from: '.catch(tellWithoutRows)', to: '', project: 'db', test: 'server/test/canaries.db.test.ts', name: '' },
  { lost: 'the practice in a statement', file: 'server/src/cycle/claim/store/batches.ts', from: `.selectFrom('claim_batch')\n    .selectAll()\n    .where('practice_id', '=', practiceId)\n    .where('id', '=', id)`, to: `.selectFrom('claim_batch')\n    .selectAll()\n    .where('id', '=', id)`, project: 'db', test: 'server/src/cycle/claim/claim.db.test.ts', name: '' },
]

const root = join(import.meta.dirname, '../../..')
let copy = ''

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'ballast-mutants-'))
  const passedOver = /[/\\](node_modules|dist|\.git|\.ballast|e2e)([/\\]|$)/
  await cp(root, copy, { recursive: true, filter: (path) => !passedOver.test(path.slice(root.length)) })
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'))
  await symlink(join(root, 'server/node_modules'), join(copy, 'server/node_modules')).catch(() => undefined)
}, 120_000)
afterAll(() => rm(copy, { recursive: true, force: true }))

/** Runs one test of the copy; what it said, and whether it failed. */
function run({ project, test: file, name }: Mutant): Promise<{ failed: boolean; said: string }> {
  const only = name === '' ? [] : ['-t', name]
  return new Promise((resolve) => {
    const child = spawn(join(root, 'node_modules/.bin/vitest'), ['run', '--project', project, file, ...only], {
      cwd: copy,
      env: { ...process.env, BALLAST_TEST_TIMES: '10', NO_COLOR: '1' },
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString()
      })
    child.on('close', (code) => resolve({ failed: code !== 0, said }))
  })
}

test.each(mutants.map((mutant) => [mutant.lost, mutant] as const))('%s, when lost, is missed', async (_, mutant) => {
  const path = join(copy, mutant.file)
  const source = await readFile(path, 'utf8')
  expect(source.split(mutant.from).length, `${mutant.file} has the guard once`).toBe(2)
  await writeFile(
    path,
    source.replace(mutant.from, () => mutant.to),
  )
  try {
    const { failed, said } = await run(mutant)
    expect(failed, said.slice(-1500)).toBe(true)
    // What fails must be the test, not the copy: a broken import fails everything and proves nothing.
    expect(said).toMatch(/Tests .*\d+ failed|Statements that could not run/)
  } finally {
    await writeFile(path, source)
  }
})
