import { randomUUID } from 'node:crypto'
import { date } from '@ballast/kernel'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { permissionsFor, roles } from '../src/ground/permissions.ts'
import { freshDb } from './harness.ts'
import { type Ask, idPlaces, type Operation, openWalk, operationsOf, requestOf } from './walk.ts'

// Another practice's record is answered as a missing one, whoever asks and wherever its id stands; nobody without the
// permission comes near a record; no other site speaks for a signed-in person.

/**
 * Whose row an id names, by the first word of its path or, where that is not enough, by the whole of it. A new place for an id must be added here, or
 * the walk fails: that is how it is known to be guarded.
 */
const tableOf: Readonly<Record<string, string>> = {
  'claims path.id': 'claim',
  'claims query.payer': 'payer',
  'claims query.clinician': 'clinician',
  'claims query.program': 'program',
  'claims query.location': 'location',
  'claims query.patient': 'patient',
  'claims path.event': 'claim_event',
  '/api/claims/payers/{id}/terms path.id': 'payer',
  '/api/claims/batches/{id}/unsend path.id': 'claim_batch',
  'receivable query.id': 'payer',
  'views path.id': 'saved_view',
  'remittances path.id': 'remittance',
  '/api/claims/acknowledgments/{id}/aside path.id': 'acknowledgment',
  '/api/remittances/files/{id} path.id': 'inbound_file',
  '/api/remittances/files/{id}/aside path.id': 'inbound_file',
  '/api/remittances/files/{id}/again path.id': 'inbound_file',
  '/api/remittances/claims/{id} path.id': 'remittance_claim',
  '/api/remittances/claims/{id}/match path.id': 'remittance_claim',
  '/api/remittances/claims/{id}/aside path.id': 'remittance_claim',
  '/api/remittances/claims/{id}/undo path.id': 'remittance_claim',
  'remittances body.claimId': 'claim',
  'remittances body.parts[].claimId': 'claim',
  'remittances body.correctedBy': 'remittance',
  'denials path.id': 'denial',
  'receivable path.id': 'claim',
  'receivable query.guarantor': 'guarantor',
  'receivable body.coverageId': 'coverage',
  'import path.id': 'import_run',
  'practice body.practiceId': 'practice.practice_id',
  'worklist path.id': 'work_item',
  'worklist body.ids[]': 'work_item',
  'worklist body.batchId': 'work_event.batch_id',
  'worklist query.patient': 'patient',
  'eligibility path.id': 'coverage',
  'eligibility body.patientId': 'patient',
  'eligibility body.payerId': 'payer',
  '/api/eligibility/answers/{id} path.id': 'benefit_answer',
  '/api/eligibility/checklist/patients/{id} path.id': 'patient',
  '/api/insight/origins/fixes/{id}/done path.id': 'origin_fix',
  '/api/edits/changes/{id}/decision path.id': 'edit_change',
  'edits body.payerId': 'payer',
  '/api/review/rounds/{id} path.id': 'review_round',
  '/api/review/items/{id}/code path.id': 'review_item',
  '/api/review/items/{id}/outcome path.id': 'review_item',
  '/api/review/cards/{id}/seen path.id': 'feedback_card',
  'notes path.id': 'session',
  'notes body.came[]': 'session',
  '/api/notes/questions/{id}/answer path.id': 'note_return',
  'authorizations path.id': 'authorization_request',
  '/api/authorizations/patients/{id} path.id': 'patient',
  '/api/authorizations/answers/{id}/match path.id': 'authorization_answer',
  '/api/authorizations/answers/{id}/aside path.id': 'authorization_answer',
  'authorizations query.clinician': 'clinician',
  'authorizations query.patient': 'patient',
  'authorizations body.patientId': 'patient',
  'authorizations body.clinicianId': 'clinician',
  'authorizations body.programId': 'program',
  'authorizations body.renewsGrantId': 'authorization_grant',
  'authorizations body.requestId': 'authorization_request',
  'practices body.clinicianId': 'clinician',
  'practices body.supervisorId': 'clinician',
  'practices body.payerId': 'payer',
  'practices body.locationId': 'location',
  'practices body.id': 'clinician_paper',
  'practices path.id': 'payer',
  'practices body.programId': 'program',
  'practices body.carveOutPayerId': 'payer',
  '/api/practices/locations/{id} path.id': 'location',
  '/api/practices/programs/{id} path.id': 'program',
  '/api/practices/clinicians/{id} path.id': 'clinician',
  'intake path.id': 'patient',
  '/api/intake/merges/{id}/undo path.id': 'patient_merge',
  '/api/intake/coverages/{id}/terms path.id': 'coverage',
  '/api/intake/coverages/{id}/papers path.id': 'coverage',
  '/api/intake/terms/{id}/drop path.id': 'coverage_term',
  '/api/receivable/patients/{id} path.id': 'patient',
  '/api/receivable/patients/{id}/statement path.id': 'patient',
  '/api/receivable/patients/{id}/superbill path.id': 'patient',
  '/api/receivable/patients/{id}/superbills path.id': 'patient',
  '/api/receivable/patients/{id}/cards path.id': 'patient',
  '/api/receivable/cards/{id}/withdraw path.id': 'card_on_file',
  '/api/receivable/visits/{id}/write-off path.id': 'session',
  'intake body.keptId': 'patient',
  'intake body.mergedId': 'patient',
  'intake body.a': 'patient',
  'intake body.b': 'patient',
  'sessions path.id': 'session',
  '/api/sessions/waitlist/{id}/leave path.id': 'waitlist_entry',
  'sessions query.clinician': 'clinician',
  'sessions body.patientId': 'patient',
  'sessions body.clinicianId': 'clinician',
  'sessions body.locationId': 'location',
  'sessions body.programId': 'program',
  'sessions body.entryId': 'waitlist_entry',
  'receivable body.sessionId': 'session',
  'receivable body.cardId': 'card_on_file',
  'people path.id': 'login.membership.person_id',
  'people body.clinicianId': 'clinician',
}
/** Places in a path that name no row of a practice. */
const noRow = new Set([
  'intake path.kind',
  'remittances path.number',
  'notes path.template',
  'eligibility path.step',
  'edits path.id',
  'review path.id',
  'codes path.code',
  'codes path.kind',
  'codes path.type',
  'codes path.system',
])

const placeName = (operation: Operation, place: string): string => {
  const whole = `${operation.path} ${place}`
  return whole in tableOf ? whole : `${operation.path.split('/')[2]} ${place}`
}

const fresh = await freshDb({ today: date('2026-03-10') })
afterAll(fresh.drop)
let walk: Awaited<ReturnType<typeof openWalk>>
let operations: Operation[]
const foreign = new Map<string, string>()
beforeAll(async () => {
  walk = await openWalk(fresh)
  operations = operationsOf(walk.document)
  for (const table of new Set(Object.values(tableOf))) {
    const [name, key = 'id'] = table.replace('login.', '').split('.')
    const schema = table.startsWith('login.') ? 'login' : 'app'
    const { rows } = await fresh.ownerPool.query<{ id: string }>(
      `SELECT ${key} AS id FROM ${schema}.${name} WHERE practice_id = $1 AND ${key} IS NOT NULL ORDER BY 1 LIMIT 1`,
      [fresh.otherPracticeId],
    )
    foreign.set(table, rows[0]?.id ?? (await madeUp(name ?? '', key)))
  }
}, 120_000)

/** A row of the other practice that the cycle did not make: whatever its columns insist on. Returns its key. */
async function madeUp(table: string, key: string): Promise<string> {
  const { rows } = await fresh.ownerPool.query<{ column: string; type: string; allowed: string | null }>(
    `SELECT a.attname AS column, format_type(a.atttypid, a.atttypmod) AS type,
        (SELECT (regexp_match(pg_get_constraintdef(k.oid), '''([^'']+)'''))[1] FROM pg_constraint k
          WHERE k.conrelid = a.attrelid AND k.contype = 'c' AND k.conkey = ARRAY[a.attnum] LIMIT 1) AS allowed
      FROM pg_attribute a WHERE a.attrelid = ('app.' || $1)::regclass AND a.attnum > 0 AND NOT a.attisdropped
        AND a.attnotnull AND NOT a.atthasdef`,
    [table],
  )
  const plain: Record<string, unknown> = { date: '2026-03-02', boolean: false, jsonb: '{}' }
  const valueFor = ({ column, type, allowed }: (typeof rows)[number]): unknown => {
    if (column === 'practice_id') return fresh.otherPracticeId
    if (type.endsWith('[]')) return []
    if (type === 'uuid') return randomUUID()
    if (type.startsWith('timestamp')) return '2026-03-02T12:00:00Z'
    return plain[type] ?? (type === 'text' ? (allowed ?? 'x') : 1)
  }
  const client = await fresh.ownerPool.connect()
  try {
    await client.query('BEGIN')
    await client.query('SET LOCAL session_replication_role = replica')
    const names = rows.map(({ column }) => `"${column}"`).join(', ')
    const places = rows.map((_, i) => `$${i + 1}`).join(', ')
    const made = await client.query<Record<string, string>>(
      `INSERT INTO app.${table} (${names}) VALUES (${places}) RETURNING ${key}`,
      rows.map(valueFor),
    )
    await client.query('COMMIT')
    return made.rows[0]?.[key] ?? ''
  } finally {
    client.release()
  }
}

const ask = (operation: Operation, how: Ask) => {
  const [path, init] = requestOf(operation, how)
  return walk.app.request(path, init)
}
const told = async (response: Response) => {
  const text = await response.text()
  // The asker's own id may be said back, in one answer as in the other.
  return { status: response.status, text: text.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id') }
}
const notEnding = (operation: Operation) => !operation.path.startsWith('/api/auth/')

/** All rows of a practice, as one hash a table. */
async function rowsOf(practiceId: string): Promise<Record<string, string>> {
  const { rows: tables } = await fresh.ownerPool.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'app' AND c.relkind = 'r' AND obj_description(c.oid, 'pg_class') = '@tenant' ORDER BY 1`,
  )
  const found: Record<string, string> = {}
  const standing = ['login.membership', 'login.link']
  for (const name of [...tables.map(({ name }) => `app.${name}`), ...standing]) {
    const { rows } = await fresh.ownerPool.query<{ hash: string }>(
      `SELECT coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') AS hash FROM ${name} t WHERE practice_id = $1`,
      [practiceId],
    )
    found[name] = rows[0]?.hash ?? ''
  }
  return found
}

test('every place where an id may stand is known to the walk', () => {
  const unknown = operations.flatMap((operation) =>
    idPlaces(operation)
      .map((place) => placeName(operation, place))
      .filter((name) => !(name in tableOf) && !noRow.has(name)),
  )
  expect([...new Set(unknown)]).toEqual([])
})

describe('another practice', () => {
  test('its record is answered as a missing one, in the same words, and nothing of it changes', async () => {
    const before = await rowsOf(fresh.otherPracticeId)
    let attempts = 0
    for (const operation of operations.filter(notEnding))
      for (const place of idPlaces(operation)) {
        const table = tableOf[placeName(operation, place)]
        const id = table && foreign.get(table)
        if (!id) continue
        const theirs = await told(await ask(operation, { cookie: walk.actors.owner, at: { [place]: id } }))
        const missing = await told(await ask(operation, { cookie: walk.actors.owner, at: { [place]: randomUUID() } }))
        expect(theirs, `${operation.name} ${place}`).toEqual(missing)
        if (place.startsWith('path.')) expect(theirs.status, `${operation.name} ${place}`).toBe(404)
        attempts += 2
      }
    expect(attempts).toBeGreaterThan(10)
    expect(await rowsOf(fresh.otherPracticeId)).toEqual(before)
  })

  test('naming it in the request opens nothing to one who works elsewhere, and changes nothing', async () => {
    const before = await rowsOf(fresh.practiceId)
    for (const operation of operations.filter(notEnding)) {
      if (operation.access === 'anyone' || operation.access === 'signed-in') continue
      const response = await ask(operation, { cookie: walk.actors.stranger, practice: fresh.practiceId })
      expect(response.status, operation.name).toBe(404)
    }
    expect(await rowsOf(fresh.practiceId)).toEqual(before)
  })
})

describe('a permission', () => {
  test('nobody signed in: 401 everywhere but at the door', async () => {
    for (const operation of operations) {
      const response = await ask(operation, {})
      if (operation.access !== 'anyone') expect(response.status, operation.name).toBe(401)
    }
  })

  test.each(roles)('%s may do what the table of roles says and nothing else', async (role) => {
    const allowed = permissionsFor([role])
    for (const operation of operations.filter(notEnding)) {
      const { access } = operation
      if (access === 'anyone' || access === 'signed-in') continue
      const { status, text } = await told(await ask(operation, { cookie: walk.actors[role] }))
      if (!allowed.has(access)) expect(status, operation.name).toBe(403)
      else expect([401, 403], `${operation.name}: ${text}`).not.toContain(status)
      expect(status, `${operation.name}: ${text}`).toBeLessThan(500)
    }
  })

  test('taken away is gone at the next request', async () => {
    const { identity, app, actors } = walk
    const { rows } = await fresh.ownerPool.query<{ id: string }>(
      `SELECT id FROM login.person WHERE email = 'manager@here.test'`,
    )
    const membership = { practiceId: fresh.practiceId, practiceName: 'x', clinicianId: null }
    const look = () => app.request('/api/claims', { headers: { cookie: actors.manager } })
    expect((await look()).status).toBe(200)
    await identity.setMembership(rows[0]?.id ?? '', { ...membership, roles: ['clinician'] })
    expect((await look()).status).toBe(403)
    await identity.setMembership(rows[0]?.id ?? '', { ...membership, roles: ['manager'] })
  })

  test('what a body may not say is refused by its name', async () => {
    for (const operation of operations) {
      if (operation.body === null || operation.access === 'anyone') continue
      const [path, init] = requestOf(operation, { cookie: walk.actors.owner })
      const body = { ...(JSON.parse(String(init.body)) as object), practiceId2: fresh.otherPracticeId, isAdmin: true }
      const response = await walk.app.request(path, { ...init, body: JSON.stringify(body) })
      expect(response.status, operation.name).toBe(422)
      expect(await response.text(), operation.name).toContain('isAdmin')
    }
  })
})

describe('another site', () => {
  const foreignHeaders: Readonly<Record<string, Record<string, string>>> = {
    'another origin': { origin: 'https://evil.test' },
    'no origin to be told': { origin: 'null' },
    'what the browser calls cross-site': { 'sec-fetch-site': 'cross-site' },
    'a sister site': { 'sec-fetch-site': 'same-site' },
  }
  test.each(Object.keys(foreignHeaders))('%s changes nothing', async (kind) => {
    for (const operation of operations.filter(({ method }) => method !== 'GET')) {
      const headers = foreignHeaders[kind] ?? {}
      const response = await ask(operation, { cookie: walk.actors.owner, headers })
      expect(response.status, operation.name).toBe(403)
      expect(await response.json()).toMatchObject({ kind: 'cross_origin.forbidden' })
    }
  })

  test('a form, which cannot send our header, changes nothing', async () => {
    for (const operation of operations.filter(({ method }) => method !== 'GET')) {
      const [path] = requestOf(operation, {})
      const headers = { cookie: walk.actors.owner, 'content-type': 'application/x-www-form-urlencoded' }
      const response = await walk.app.request(path, { method: operation.method, headers, body: 'a=1' })
      expect(response.status, operation.name).toBe(403)
    }
  })

  test('no answer may be framed, kept, guessed at or read from elsewhere', async () => {
    for (const operation of operations.filter(notEnding)) {
      const { headers } = await ask(operation, { cookie: walk.actors.owner })
      expect(headers.get('cache-control'), operation.name).toBe('no-store')
      expect(headers.get('content-security-policy'), operation.name).toContain("frame-ancestors 'none'")
      expect(headers.get('x-content-type-options'), operation.name).toBe('nosniff')
      expect(headers.get('referrer-policy'), operation.name).toBe('no-referrer')
      expect(headers.get('access-control-allow-origin'), operation.name).toBeNull()
    }
  })
})

describe('under the routes', () => {
  test('no table shows, changes or takes a row of another practice, named or not', async () => {
    const { rows: tables } = await fresh.ownerPool.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = 'app' AND c.relkind = 'r' AND obj_description(c.oid, 'pg_class') = '@tenant' ORDER BY 1`,
    )
    expect(tables.length).toBeGreaterThan(30)
    for (const { name } of tables) {
      const { rows } = await fresh.ownerPool.query(`SELECT * FROM app.${name} WHERE practice_id = $1 LIMIT 1`, [
        fresh.otherPracticeId,
      ])
      await fresh.machine.db.transaction().execute(async (tx) => {
        const hidden = await sql`SELECT FROM ${sql.table(`app.${name}`)}`.execute(tx)
        expect(hidden.rows, `${name} without a practice`).toHaveLength(0)
        await sql.raw(`SET LOCAL app.practice = '${fresh.practiceId}'`).execute(tx)
        const seen =
          await sql`SELECT FROM ${sql.table(`app.${name}`)} WHERE practice_id = ${fresh.otherPracticeId}`.execute(tx)
        expect(seen.rows, name).toHaveLength(0)
      })
      if (!rows[0]) continue
      const row = JSON.stringify(rows[0])
      const insert = fresh.machine.db.transaction().execute(async (tx) => {
        await sql.raw(`SET LOCAL app.practice = '${fresh.practiceId}'`).execute(tx)
        const to = sql.table(`app.${name}`)
        await sql`INSERT INTO ${to} SELECT r.* FROM jsonb_populate_record(NULL::${to}, ${row}::jsonb) r`.execute(tx)
      })
      await expect(insert, name).rejects.toMatchObject({ code: '42501' })
    }
  })
})
