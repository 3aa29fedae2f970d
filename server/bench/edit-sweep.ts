import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { date } from '@ballast/kernel'
import pg from 'pg'
import { editClaim } from '../src/cycle/claim/rules/edit-claim.ts'
import { type EditInput, parseEditInput } from '../src/cycle/claim/types.ts'
import { startEmbedded } from '../src/ground/database.ts'
import { figure } from './figure.ts'

// All edits over a practice's claims, against reading the same rows from the database and doing nothing with them.
// A rule is tried like this on history before it may stop a claim. `--claims 1000000` for the long count.

const given = process.argv.indexOf('--claims')
const claims = given > 0 ? Number(process.argv[given + 1]) : 100_000
const today = date('2026-03-10')
const page = 5_000

const address = { line: '12 Quay Street', city: 'Ellery Point', state: 'VA', zip: '239010012' }
const person = { lastName: 'Rowe', firstName: 'Alma', birthOn: '1988-05-04', sex: 'F', address }

/** A claim of an ordinary month: some are too short for their code, some have nobody's signature. */
function input(i: number): unknown {
  const line = { code: '90837', modifiers: ['95'], units: 1, charge: '180.00', on: '2026-03-02', placeOfService: '10' }
  return {
    claim: {
      id: `B${i}`,
      charge: '180.00',
      billing: { npi: '1234567893', taxId: '990000017', taxonomy: '261QM0801X', name: 'Tidewater', address },
      rendering: { npi: '1245319599', lastName: 'Hale', firstName: 'Ida', credential: 'LCSW', taxonomy: '1041C0700X' },
      payer: { id: 'NWND1', name: 'Northwind', kind: 'commercial' },
      subscriber: { ...person, memberId: `W${i}` },
      patient: person,
      diagnoses: ['F41.1'],
      lines: [{ ...line, pointers: [1] }],
    },
    facts: {
      minutes: i % 20 === 0 ? 50 : 55,
      note: {
        on: '2026-03-02',
        signed: i % 50 !== 0,
        elements: ['STARTSTOP', 'MEDNEC', 'LONGJUST', 'TH_CONSENT', 'TH_PTLOC', 'TH_TECH'],
      },
      eligibility: { checkedOn: '2026-03-01', active: true, from: '2026-01-01' },
      authorization: { required: false },
      session: { status: 'kept', modality: 'video', patientAt: 'home', on: '2026-03-02' },
    },
  }
}

const folder = await mkdtemp(join(tmpdir(), 'ballast-bench-'))
const server = await startEmbedded(folder)
const client = new pg.Client({
  host: server.host,
  port: server.port,
  user: server.owner,
  password: server.ownerPassword,
  database: 'postgres',
})
await client.connect()
try {
  await client.query('CREATE TABLE claim (id bigint PRIMARY KEY, body jsonb NOT NULL)')
  for (let from = 0; from < claims; from += page) {
    const size = Math.min(page, claims - from)
    const read = parseEditInput(Array.from({ length: size }, (_, at) => input(from + at)))
    if (!read.ok) throw new Error(read.problems[0])
    await client.query('INSERT INTO claim SELECT id, body FROM unnest($1::bigint[], $2::jsonb[]) AS given (id, body)', [
      read.value.map((_, at) => from + at),
      read.value.map((one) => JSON.stringify(one)),
    ])
  }
  await client.query('VACUUM ANALYZE claim')

  const sweep = async (each: (one: EditInput) => void): Promise<number> => {
    const start = performance.now()
    for (let after = -1; ; ) {
      const { rows } = await client.query<{ id: string; body: EditInput }>(
        'SELECT id, body FROM claim WHERE id > $1 ORDER BY id LIMIT $2',
        [after, page],
      )
      for (const row of rows) each(row.body)
      const last = rows.at(-1)
      if (!last) return performance.now() - start
      after = Number(last.id)
    }
  }

  let held = 0
  const read = () => sweep(() => undefined)
  const edit = () =>
    sweep(({ claim, facts }) => {
      if (!editClaim(claim, facts ?? {}, {}, today).clean) held += 1
    })
  await read()
  await edit()
  held = 0
  const floor = Math.min(await read(), await read())
  const ours = Math.min(await edit(), await edit())
  const rate = (milliseconds: number) => `${Math.round(claims / (milliseconds / 1000)).toLocaleString('en')} claims/s`
  figure(
    `all edits over ${claims.toLocaleString('en')} claims (${held / 2} held)`,
    rate(ours),
    rate(floor),
    ours / floor,
    3,
  )
} finally {
  await client.end()
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}
