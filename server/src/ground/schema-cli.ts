import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from './database.ts'
import { openPool } from './db.ts'
import { migrate } from './migrate.ts'
import { writeSchema } from './schema.ts'

// `npm run schema`: all migrations on an empty database, then schema.sql and tables.ts from its catalog.

const folder = await mkdtemp(join(tmpdir(), 'ballast-schema-'))
const server = await startEmbedded(folder)
const owner = openPool({
  host: server.host,
  port: server.port,
  database: 'postgres',
  user: server.owner,
  password: server.ownerPassword,
  max: 2,
})
try {
  await migrate(owner, 'schema-only')
  const changed = await writeSchema(owner)
  process.stdout.write(changed.length === 0 ? 'The schema files are current.\n' : `Wrote ${changed.join(', ')}.\n`)
} finally {
  await owner.end()
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}
