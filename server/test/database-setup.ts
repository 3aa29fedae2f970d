import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../src/ground/database.ts'
import { openMachine } from '../src/ground/machine.ts'
import { handlers } from '../src/handlers.ts'

const template = 'ballast_test_template'

/** One PostgreSQL for a whole test run, with one migrated database that every test file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'ballast-tests-'))
  const server = await startEmbedded(folder)
  const machine = await openMachine({ folder, server, database: template, handlers })
  await machine.close()
  project.provide('server', {
    host: server.host,
    port: server.port,
    owner: server.owner,
    ownerPassword: server.ownerPassword,
    template,
    folder,
  })
  return async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
