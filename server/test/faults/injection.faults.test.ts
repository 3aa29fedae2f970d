import { date } from '@ballast/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDb } from '../harness.ts'
import { openWalk, operationsOf, requestOf } from '../walk.ts'
import { times } from './worker.ts'

// Hostile text in every place of every operation that takes text: it is stored or refused as the text it is, the database
// never stumbles over it, waits for it, or shows with it what belongs to another practice.

const fresh = await freshDb({ today: date('2026-03-10') })
afterAll(fresh.drop)
let walk: Awaited<ReturnType<typeof openWalk>>
beforeAll(async () => {
  walk = await openWalk(fresh)
  await fresh.ownerPool.query(
    `UPDATE app.patient SET last_name = 'ELSEWHERE', search_name = 'elsewhere' WHERE practice_id = $1`,
    [fresh.otherPracticeId],
  )
  await fresh.ownerPool.query(`UPDATE app.practice SET name = 'ELSEWHERE' WHERE practice_id = $1`, [
    fresh.otherPracticeId,
  ])
}, 120_000)

const sleeping = [
  `'; SELECT pg_sleep(2); --`,
  `' || pg_sleep(2) || '`,
  `1); SELECT pg_sleep(2); --`,
  `(SELECT pg_sleep(2))`,
  `\\'; SELECT pg_sleep(2); --`,
  `$$; SELECT pg_sleep(2); $$`,
]
const opening = [
  `' OR '1'='1`,
  `' OR practice_id IS NOT NULL --`,
  `elsewhere' UNION SELECT * FROM app.patient --`,
  `'; SET LOCAL app.practice = '${'0190a000-0000-7000-8000-000000000002'}'; --`,
  `%`,
  `_%`,
  `elsewhere`,
]
const breaking = [
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202e\u2066',
  '%24{jndi:ldap://127.0.0.1/a}',
  '{{7*7}}',
  '../../../../etc/passwd',
  '<script>alert(1)</script>',
  '2026-02-31',
  '9999-99-99',
  '-1',
  '99999999999999999999',
  'NaN',
  '{"$gt":""}',
  "'".repeat(200),
  'é'.repeat(300),
]
const payloads = [...sleeping, ...opening, ...breaking]

type Schema = {
  type?: string | string[]
  enum?: unknown[]
  properties?: Record<string, Schema>
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
}

/** Every place of a body that may hold text. */
const textPlaces = (schema: Schema, at: string): string[] => [
  ...(schema.type === undefined || [schema.type].flat().includes('string')
    ? schema.properties || schema.anyOf || schema.oneOf
      ? []
      : [at]
    : []),
  ...Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => textPlaces(inner, `${at}.${name}`)),
  ...(schema.items ? textPlaces(schema.items, `${at}[]`) : []),
  ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((inner) => textPlaces(inner, at)),
]

test('hostile text in every parameter: no error of ours, no wait, nothing of another practice', async () => {
  const most = times(payloads.length, payloads.length)
  const broken: string[] = []
  let attempts = 0
  for (const operation of operationsOf(walk.document)) {
    if (operation.path.startsWith('/api/auth/')) continue
    const places = [
      ...operation.parameters
        .filter(({ in: where }) => where !== 'header')
        .map(({ in: where, name }) => `${where}.${name}`),
      ...(operation.body ? textPlaces(operation.body as Schema, 'body') : []),
    ]
    for (const place of new Set(places))
      for (const payload of payloads.slice(0, most)) {
        const send = async () => {
          const [path, init] = requestOf(operation, { cookie: walk.actors.owner, at: { [place]: payload } })
          const began = performance.now()
          const response = await walk.app.request(path, init)
          return { response, took: performance.now() - began }
        }
        const { response, took } = await send()
        const text = await response.text()
        const where = `${operation.name} ${place} ${JSON.stringify(payload.slice(0, 40))}`
        if (response.status >= 500) broken.push(`${response.status} ${where}`)
        // A crowded machine is slow once; a statement that was made to wait waits every time.
        if (took > 1900 && (await send()).took > 1900) broken.push(`${Math.round(took)} ms ${where}`)
        if (text.includes('ELSEWHERE')) broken.push(`shows another practice: ${where}`)
        attempts += 1
      }
  }
  process.stdout.write(`hostile text: ${attempts} requests\n`)
  expect(broken).toEqual([])
})
