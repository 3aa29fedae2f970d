import { randomUUID } from 'node:crypto'
import { cents } from '@ballast/kernel'
import { type BuiltApi, buildApi } from '../src/api.ts'
import { sendReady } from '../src/cycle/claim/actions/send.ts'
import { askClinician } from '../src/cycle/note/actions/ask.ts'
import { receiveFile } from '../src/cycle/remittance/actions/receive-file.ts'
import { raiseWork } from '../src/cycle/worklist/actions/raise.ts'
import { actOnWork, workPage } from '../src/cycle/worklist/actions/work.ts'
import { changing } from '../src/ground/db.ts'
import type { Ground } from '../src/ground/ground.ts'
import { type Log, openLog } from '../src/ground/log.ts'
import { type Permission, permissions, type Role, roles } from '../src/ground/permissions.ts'
import { importCsv } from '../src/imports.ts'
import type { Fresh } from './harness.ts'
import { type EraClaim, eraFile, plantPractice } from './planted.ts'

// Everything the API can be asked, from its own description: a route that is added is walked from the day it is added.

type Schema = {
  type?: string | string[]
  format?: string
  pattern?: string
  enum?: unknown[]
  const?: unknown
  minLength?: number
  maxLength?: number
  minimum?: number
  minItems?: number
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  anyOf?: Schema[]
  oneOf?: Schema[]
}
type Parameter = { name: string; in: 'path' | 'query' | 'header'; required?: boolean; schema: Schema }
type Described = {
  description: string
  parameters?: Parameter[]
  requestBody?: { content: Record<string, { schema: Schema }> }
}

export type Operation = {
  readonly name: string
  readonly method: string
  readonly path: string
  readonly access: Permission | 'anyone' | 'signed-in'
  readonly parameters: readonly Parameter[]
  readonly body: Schema | null
}

export function operationsOf(document: object): Operation[] {
  const { paths } = document as { paths: Record<string, Record<string, Described>> }
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => {
      const access = /Permission: (\S+)/.exec(described.description)?.[1] ?? ''
      if (![...permissions, 'anyone', 'signed-in'].includes(access))
        throw new Error(`${method} ${path} says no permission`)
      return {
        name: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path,
        access: access as Operation['access'],
        parameters: described.parameters ?? [],
        body: described.requestBody?.content['application/json']?.schema ?? null,
      }
    }),
  )
}

/** Every place an id may stand in: `path.id`, `query.payer`, `body.items[].id`. */
export function idPlaces(operation: Operation): string[] {
  const isId = (schema: Schema): boolean =>
    schema.format === 'uuid' || (schema.pattern ?? '').includes('0-9a-fA-F]{8}-')
  const inside = (schema: Schema, at: string): string[] => [
    ...(isId(schema) ? [at] : []),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => inside(inner, `${at}.${name}`)),
    ...(schema.items ? inside(schema.items, `${at}[]`) : []),
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((inner) => inside(inner, at)),
  ]
  const ofParameters = operation.parameters
    .filter((parameter) => parameter.in !== 'header')
    .flatMap((parameter) =>
      parameter.in === 'path' ? [`path.${parameter.name}`] : inside(parameter.schema, `query.${parameter.name}`),
    )
  return [...ofParameters, ...(operation.body ? inside(operation.body, 'body') : [])]
}

/** The least that satisfies a schema. */
export function sample(schema: Schema, fill: (at: string) => unknown = () => undefined, at = 'body'): unknown {
  const given = fill(at)
  if (given !== undefined) return given
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const choice = schema.anyOf?.[0] ?? schema.oneOf?.[0]
  if (choice) return sample(choice, fill, at)
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  switch (type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([name]) => (schema.required ?? []).includes(name) || fill(`${at}.${name}`) !== undefined)
          .map(([name, inner]) => [name, sample(inner, fill, `${at}.${name}`)]),
      )
    case 'array':
      return Array.from({ length: Math.max(schema.minItems ?? 0, fill(`${at}[]`) === undefined ? 0 : 1) }, () =>
        sample(schema.items ?? {}, fill, `${at}[]`),
      )
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, 1)
    case 'boolean':
      return true
    default:
      return text(schema)
  }
}

function text(schema: Schema): string {
  if (schema.format === 'uuid') return randomUUID()
  if (schema.format === 'email') return 'nobody@nowhere.test'
  const candidates = [
    '2026-03-02',
    randomUUID(),
    '10.00',
    'a reason long enough to pass',
    'F41.1',
    '12345',
    '2026-03',
    '14:05',
    'VA',
    '4242',
  ]
  const fits = (one: string) =>
    one.length >= (schema.minLength ?? 0) &&
    one.length <= (schema.maxLength ?? 1000) &&
    (schema.pattern === undefined || new RegExp(schema.pattern).test(one))
  return (
    (schema.pattern ? candidates : ['a reason long enough to pass', ...candidates]).find(fits) ??
    'x'.repeat(schema.minLength ?? 1)
  )
}

export type Ask = {
  readonly cookie?: string
  readonly practice?: string
  /** What stands in each place; everything else is the least that is allowed. */
  readonly at?: Readonly<Record<string, unknown>>
  readonly headers?: Readonly<Record<string, string>>
}

/** A request of an operation that its own description allows. */
export function requestOf(
  operation: Operation,
  { cookie, practice, at = {}, headers = {} }: Ask,
): [string, RequestInit] {
  const path = operation.path.replace(/\{([A-Za-z]+)\}/g, (_, name: string) => {
    const schema = operation.parameters.find((each) => each.in === 'path' && each.name === name)?.schema
    const anyOne = schema?.type === 'integer' ? 1 : randomUUID()
    return encodeURIComponent(String(at[`path.${name}`] ?? anyOne).toWellFormed())
  })
  const query = operation.parameters
    .filter((parameter) => parameter.in === 'query')
    .flatMap(({ name, schema, required }) => {
      const value = at[`query.${name}`] ?? (required ? sample(schema) : undefined)
      return value === undefined ? [] : [[name, String(value)] as [string, string]]
    })
  const body = operation.body ? JSON.stringify(sample(operation.body, (place) => at[place])) : undefined
  return [
    `${path}${query.length > 0 ? `?${new URLSearchParams(query)}` : ''}`,
    {
      method: operation.method,
      headers: {
        ...(operation.method === 'GET' ? {} : { 'x-ballast': '1' }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(operation.parameters.some(({ name }) => name === 'idempotency-key')
          ? { 'idempotency-key': randomUUID() }
          : {}),
        ...(cookie ? { cookie } : {}),
        ...(practice ? { 'x-practice': practice } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
    },
  ]
}

const password = 'a long enough passphrase'

export type Actors = Readonly<Record<Role | 'stranger', string>>

/** The API over two filled practices: one signed-in person for each role in ours, and an owner of the other. */
export async function openWalk(fresh: Fresh, log: Log = openLog('silent')): Promise<BuiltApi & { actors: Actors }> {
  for (const practice of [fresh.practiceId, fresh.otherPracticeId]) await plantCycle(fresh, fresh.ground(practice))
  const built = await buildApi(fresh.machine, { log })
  const signedIn = async (email: string, practiceId: string, role: Role): Promise<string> => {
    const person = await built.identity.addPerson({ email, name: `A ${role}`, password })
    await built.identity.setMembership(person, { practiceId, practiceName: role, roles: [role], clinicianId: null })
    const response = await built.app.request('/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'x-ballast': '1', 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    })
    if (response.status !== 200) throw new Error(`${email} cannot sign in`)
    return response.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ')
  }
  const actors: Record<string, string> = {
    stranger: await signedIn('owner@elsewhere.test', fresh.otherPracticeId, 'owner'),
  }
  for (const role of roles) actors[role] = await signedIn(`${role}@here.test`, fresh.practiceId, role)
  return { ...built, actors: actors as Actors }
}

/** One of everything the cycle makes, by the cycle's own roads. */
export async function plantCycle(fresh: Fresh, ground: Ground): Promise<void> {
  await plantPractice(fresh, ground, 4)
  const bad = new TextEncoder().encode('patient_id,first_name\nP9,=cmd()\n')
  await importCsv(ground, 'patients', { name: 'patients-bad.csv', bytes: bad })
  const worse = new TextEncoder().encode(
    `${'patient_id,first_name,last_name,birth_date,sex,address,city,state,zip'}\nP9,=cmd(),Rowe,1988-99-99,F,1 Quay,X,VA,23901\n`,
  )
  await importCsv(ground, 'patients', { name: 'patients-worse.csv', bytes: worse })
  await sendReady(ground)
  const { rows } = await fresh.ownerPool.query<{ number: string }>(
    'SELECT control_number AS number FROM app.claim WHERE practice_id = $1 ORDER BY control_number',
    [ground.practiceId],
  )
  const [paid, denied, held] = rows.map((row) => row.number)
  const row = (number: string | undefined, rest: Partial<EraClaim> = {}): EraClaim => ({
    number: number ?? '',
    charge: 15_000,
    paid: 9000,
    patient: 2000,
    ...rest,
  })
  const on = ground.today()
  const payments = [
    {
      trace: 'WALK1',
      on,
      claims: [row(paid), row(denied, { paid: 0, patient: 0, status: '4', reason: '197' }), row('STRANGER')],
    },
    { trace: 'WALK2', on, claims: [row(held)], amount: 1 },
  ]
  await receiveFile(ground, 'walk.835', eraFile(1, payments))
  await fresh.machine.jobs.drain()
  const { rows: sessions } = await fresh.ownerPool.query<{ id: string }>(
    'SELECT id FROM app.session WHERE practice_id = $1 LIMIT 1',
    [ground.practiceId],
  )
  await askClinician(ground, sessions[0]?.id ?? '', { element: 'STARTSTOP', question: 'When did it begin?' })
  const work = {
    kind: 'eligibility.call' as const,
    subject: 'P1',
    cause: 'copay not said',
    title: 'Alma Rowe: copay',
    advice: 'Call the payer.',
    link: '/eligibility',
    atStake: cents(10_000),
  }
  await changing(ground, (tx) => raiseWork(tx, ground, [work]))
  const { items } = await workPage(ground, {})
  await actOnWork(
    ground,
    items.slice(0, 1).map((item) => item.id),
    { do: 'note', why: 'called' },
    false,
  )
}
