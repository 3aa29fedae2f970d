import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { type Server, startEmbedded } from '../src/ground/database.ts'
import { openPool } from '../src/ground/db.ts'
import { openMachine } from '../src/ground/machine.ts'
import { handlers } from '../src/handlers.ts'
import { local, reviewed } from './citus/reviewed.ts'
import { StatementRules } from './citus/statements.ts'

const template = 'ballast_test_template'

/** One PostgreSQL for a whole test run, with one migrated database that every test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'ballast-tests-'))
  const server = await startEmbedded(folder)
  const machine = await openMachine({ folder, server, database: template, handlers })
  await machine.close()
  // Nobody cuts the power in these tests, so no commit waits for the disk; where things are killed, each does.
  if (project.name === 'db') await relax(server)
  project.provide('server', {
    host: server.host,
    port: server.port,
    owner: server.owner,
    ownerPassword: server.ownerPassword,
    template,
    folder,
  })
  return async () => {
    const pool = openPool({ ...server, database: template, user: server.owner, password: server.ownerPassword, max: 1 })
    const broken = await brokenStatements(join(folder, 'statements'), pool)
    await pool.end()
    await server.stop()
    await rm(folder, { recursive: true, force: true })
    if (broken.length > 0)
      throw new Error(
        `Statements that could not run on a database sharded by practice (server/test/citus/):\n${broken.join('\n\n')}`,
      )
  }
}

async function relax({ host, port, owner, ownerPassword }: Server): Promise<void> {
  const pool = openPool({ host, port, database: 'postgres', user: owner, password: ownerPassword, max: 1 })
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit'])
    await pool.query(`ALTER SYSTEM SET ${setting} = off`)
  await pool.query('SELECT pg_reload_conf()')
  await pool.end()
}

/** Which of the statements that the tests ran break a rule and are not on the reviewed list. */
async function brokenStatements(folder: string, pool: ReturnType<typeof openPool>): Promise<string[]> {
  const ran = new Set<string>()
  for (const name of await readdir(folder).catch(() => []))
    for (const statement of JSON.parse(await readFile(join(folder, name), 'utf8')) as string[]) ran.add(statement)
  const { rows } = await pool.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'app' AND c.relkind = 'r' AND obj_description(c.oid, 'pg_class') = '@tenant'`,
  )
  const rules = await StatementRules.of(new Set(rows.map((row) => row.name)))
  const broken: string[] = []
  for (const statement of ran) {
    if (local.test(statement) || reviewed.some((each) => each.statement.test(statement))) continue
    const found = rules.broken(statement)
    if (found.length > 0) broken.push(`${found.join('; ')}\n  ${statement.replaceAll(/\s+/g, ' ').slice(0, 600)}`)
  }
  return broken
}
