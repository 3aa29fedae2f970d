import { createHash } from 'node:crypto'
import { type CleanedWhere, createAdapterFactory } from 'better-auth/adapters'
import { type Kysely, type RawBuilder, sql } from 'kysely'

// The login library keeps a session's token as it is; we keep only its sha256, so that a stolen backup opens no session.
// The library still sees the token it asked with, because its cookie is made from what the adapter gives back.

type Row = Record<string, unknown>

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

const table = (model: string) => sql.table(`login.${model}`)

const isToken = (model: string, field: string) => model === 'session' && field === 'token'

const storedValue = (model: string, field: string, value: unknown) =>
  isToken(model, field) && typeof value === 'string' ? sha256(value) : value

const comparisons = { eq: '=', ne: '<>', lt: '<', lte: '<=', gt: '>', gte: '>=' } as const

function condition(model: string, { field, value, operator }: CleanedWhere): RawBuilder<unknown> {
  const column = sql.ref(field)
  if (operator === 'in' || operator === 'not_in') {
    const values = [value].flat().map((each) => storedValue(model, field, each))
    const listed = sql`${column} = any(${values})`
    return operator === 'in' ? listed : sql`not (${listed})`
  }
  if (value === null) return operator === 'ne' ? sql`${column} is not null` : sql`${column} is null`
  const comparison = comparisons[operator as keyof typeof comparisons]
  if (!comparison) throw new Error(`the login library asked for an unknown comparison: ${operator}`)
  return sql`${column} ${sql.raw(comparison)} ${storedValue(model, field, value)}`
}

function matching(model: string, where: readonly CleanedWhere[] = []): RawBuilder<unknown> {
  if (where.length === 0) return sql`true`
  const [first, ...rest] = where.map((each) => ({ each, sql: condition(model, each) }))
  if (!first) return sql`true`
  return rest.reduce(
    (all, next) => (next.each.connector === 'OR' ? sql`(${all} or ${next.sql})` : sql`(${all} and ${next.sql})`),
    first.sql,
  )
}

const askedToken = (model: string, where: readonly CleanedWhere[] = []) =>
  where.find(({ field, operator }) => isToken(model, field) && operator === 'eq')?.value

// The pool hands instants over as text; the library counts with dates.
const dated = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      name.endsWith('_at') && typeof value === 'string' ? new Date(value) : value,
    ]),
  )

function seen<T>(row: unknown, token: unknown): T | null {
  if (!row) return null
  return { ...dated(row as Row), ...(typeof token === 'string' ? { token } : {}) } as T
}

const columnsOf = (model: string, data: Row) =>
  Object.entries(data)
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => ({ column: sql.ref(field), value: sql`${storedValue(model, field, value)}` }))

const assignments = (model: string, data: Row) =>
  sql.join(columnsOf(model, data).map(({ column, value }) => sql`${column} = ${value}`))

/** The login library's door to schema `login`. */
export function loginAdapter<DB>(db: Kysely<DB>) {
  const rows = async (statement: RawBuilder<unknown>) => (await statement.execute(db)).rows
  const changed = async (statement: RawBuilder<unknown>) => Number((await statement.execute(db)).numAffectedRows ?? 0)

  return createAdapterFactory({
    config: {
      adapterId: 'ballast',
      supportsJSON: false,
      supportsDates: true,
      supportsBooleans: true,
      transaction: false,
    },
    adapter: () => ({
      async create({ model, data }) {
        const columns = columnsOf(model, data)
        const names = sql.join(columns.map(({ column }) => column))
        const values = sql.join(columns.map(({ value }) => value))
        const [row] = await rows(sql`insert into ${table(model)} (${names}) values (${values}) returning *`)
        return seen<typeof data>(row, model === 'session' ? (data as { token?: string }).token : undefined) ?? data
      },
      async findOne<T>({ model, where }: { model: string; where: CleanedWhere[] }) {
        const [row] = await rows(sql`select * from ${table(model)} where ${matching(model, where)} limit 1`)
        return seen<T>(row, askedToken(model, where))
      },
      async findMany<T>({ model, where, limit, offset, sortBy }: ListQuestion) {
        const direction = sortBy?.direction === 'desc' ? sql`desc` : sql`asc`
        const order = sortBy ? sql`order by ${sql.ref(sortBy.field)} ${direction}` : sql``
        const found = await rows(
          sql`select * from ${table(model)} where ${matching(model, where)} ${order} limit ${limit} offset ${offset ?? 0}`,
        )
        return found.map((row) => dated(row as Row)) as T[]
      },
      async update<T>({ model, where, update }: { model: string; where: CleanedWhere[]; update: T }) {
        const set = assignments(model, update as Row)
        const [row] = await rows(sql`update ${table(model)} set ${set} where ${matching(model, where)} returning *`)
        return seen<T>(row, askedToken(model, where))
      },
      updateMany: ({ model, where, update }) =>
        changed(sql`update ${table(model)} set ${assignments(model, update)} where ${matching(model, where)}`),
      async delete({ model, where }) {
        await changed(sql`delete from ${table(model)} where ${matching(model, where)}`)
      },
      deleteMany: ({ model, where }) => changed(sql`delete from ${table(model)} where ${matching(model, where)}`),
      async count({ model, where }) {
        const [row] = await rows(
          sql`select count(*)::int as count from ${table(model)} where ${matching(model, where)}`,
        )
        return (row as { count: number }).count
      },
    }),
  })
}

type ListQuestion = {
  model: string
  where?: CleanedWhere[] | undefined
  limit: number
  offset?: number | undefined
  sortBy?: { field: string; direction: 'asc' | 'desc' } | undefined
}
