import { batchClaims } from '../src/cycle/claim/actions/send.ts'
import { importCsv } from '../src/imports.ts'
import { csvOf } from '../test/planted.ts'
import { figure } from './figure.ts'
import { countGiven, plainInsert, rowsOf, withPractice } from './practice.ts'

// From signed sessions to 837P files that wait to be sent: coded, edited, written down, charged and put into files, against
// plain multi-row INSERTs of the same rows into tables of the same shape in the same database. `--claims 1000` for a look.

const claims = countGiven('claims', 10_000)

await withPractice(async (benched) => {
  const { ground, machine, ownerPool } = benched
  for (const kind of ['patients', 'coverages', 'sessions'] as const)
    await importCsv(ground, kind, { name: `${kind}.csv`, bytes: csvOf(kind, 1, claims) })
  await ownerPool.query('ANALYZE')
  const start = performance.now()
  await machine.jobs.drain()
  const drafted = performance.now()
  await batchClaims(ground)
  const ours = performance.now() - start

  const sent = await ownerPool.query(`SELECT count(*)::int AS n FROM app.claim WHERE status = 'sent'`)
  if (sent.rows[0]?.n !== claims) throw new Error(`${sent.rows[0]?.n} of ${claims} claims are in files`)
  const tables = []
  for (const table of ['claim', 'claim_line', 'journal', 'posting', 'open_item', 'claim_event'])
    tables.push(await rowsOf(benched, table, 'true'))
  const floor = await plainInsert(benched, tables, Math.ceil(claims / 500))
  const rate = (milliseconds: number) => `${Math.round(claims / (milliseconds / 1000)).toLocaleString('en')} claims/s`
  process.stdout.write(`drafting ${rate(drafted - start)}, writing files ${rate(ours - (drafted - start))}\n`)
  figure(`coding, editing and writing ${claims.toLocaleString('en')} claims`, rate(ours), rate(floor), ours / floor, 4)
})
