import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'

// The schema as it stands after all migrations, read from the catalog: once as SQL for review, once as the types that the
// stores are checked against.

export const schemaPath = join(import.meta.dirname, '../../schema.sql')
export const tablesPath = join(import.meta.dirname, 'tables.ts')

type Column = { table_name: string; column_name: string; type: string; nullable: boolean; default_value: string | null }

const columnsQuery = `SELECT c.relname AS table_name, a.attname AS column_name, format_type(a.atttypid, a.atttypmod) AS type,
    NOT a.attnotnull AS nullable, pg_get_expr(d.adbin, d.adrelid) AS default_value
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
  WHERE n.nspname = 'app' AND c.relkind = 'r' ORDER BY c.relname, a.attnum`

// biome-ignore format: a table
const tsTypes: Readonly<Record<string, string>> = {
  uuid: 'string', text: 'string', bigint: 'number', integer: 'number', boolean: 'boolean', date: 'PlainDate',
  'timestamp with time zone': 'string', jsonb: 'Json', 'text[]': 'string[]', 'integer[]': 'number[]',
}

const byTable = (columns: readonly Column[]): Map<string, Column[]> => {
  const tables = new Map<string, Column[]>()
  for (const column of columns) tables.set(column.table_name, [...(tables.get(column.table_name) ?? []), column])
  return tables
}

const typeName = (table: string): string =>
  `${table
    .split('_')
    .map((word) => word[0]?.toUpperCase() + word.slice(1))
    .join('')}Table`

/** Text of ground/tables.ts. */
export async function tableTypes(owner: pg.Pool): Promise<string> {
  const { rows } = await owner.query<Column>(columnsQuery)
  const tables = byTable(rows)
  const out = [
    '// Written from the catalog by `npm run schema`; a test says it is current.',
    "import type { PlainDate } from '@ballast/kernel'",
    "import type { ColumnType, Generated } from 'kysely'",
    '',
    '/** JSON goes in as text and comes out as it was. */',
    'type Json = ColumnType<unknown, string, string>',
    'type JsonWithDefault = ColumnType<unknown, string | undefined, string>',
    '',
  ]
  for (const [table, columns] of tables) {
    out.push(`export interface ${typeName(table)} {`)
    for (const column of columns) {
      const base = tsTypes[column.type]
      if (!base)
        throw new Error(
          `column ${table}.${column.column_name} has type ${column.type}, which the rules of design do not allow`,
        )
      const type =
        column.default_value === null
          ? column.nullable
            ? `${base} | null`
            : base
          : base === 'Json'
            ? 'JsonWithDefault'
            : `Generated<${base}>`
      out.push(`  ${column.column_name}: ${type}`)
    }
    out.push('}', '')
  }
  out.push('/** Every table of schema app, for Kysely. */', 'export interface Database {')
  for (const table of tables.keys()) out.push(`  ${table}: ${typeName(table)}`)
  out.push('}', '')
  return out.join('\n')
}

/** Text of schema.sql. */
export async function schemaText(owner: pg.Pool): Promise<string> {
  const { rows } = await owner.query<Column>(columnsQuery)
  const constraints = await owner.query<{ table_name: string; name: string; definition: string }>(
    `SELECT c.relname AS table_name, k.conname AS name, pg_get_constraintdef(k.oid) AS definition FROM pg_constraint k
     JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'app' AND k.contype <> 'n' ORDER BY c.relname, k.contype DESC, k.conname`,
  )
  const indexes = await owner.query<{ table_name: string; definition: string }>(
    `SELECT tablename AS table_name, indexdef AS definition FROM pg_indexes i WHERE schemaname = 'app'
     AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conname = i.indexname) ORDER BY 1, 2`,
  )
  const policies = await owner.query<{ table_name: string; name: string; command: string }>(
    "SELECT tablename AS table_name, policyname AS name, cmd AS command FROM pg_policies WHERE schemaname = 'app' ORDER BY 1, 2",
  )
  const triggers = await owner.query<{ table_name: string; definition: string }>(
    `SELECT c.relname AS table_name, pg_get_triggerdef(t.oid) AS definition FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
     JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'app' AND NOT t.tgisinternal ORDER BY 1, 2`,
  )
  const comments = await owner.query<{ table_name: string; comment: string }>(
    `SELECT c.relname AS table_name, obj_description(c.oid, 'pg_class') AS comment FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'app' AND c.relkind = 'r' ORDER BY 1`,
  )
  const grants = await owner.query<{ table_name: string; rights: string }>(
    `SELECT table_name, string_agg(privilege_type, ', ' ORDER BY privilege_type) AS rights FROM information_schema.role_table_grants
     WHERE table_schema = 'app' AND grantee = 'ballast_app' GROUP BY table_name ORDER BY 1`,
  )
  const out = [
    '-- The schema after all migrations, from the catalog. Written by `npm run schema`; a test says it is current.',
    '',
  ]
  for (const [table, columns] of byTable(rows)) {
    const comment = comments.rows.find((row) => row.table_name === table)?.comment ?? ''
    out.push(`-- ${comment}; the app may ${grants.rows.find((row) => row.table_name === table)?.rights ?? 'nothing'}`)
    out.push(`CREATE TABLE app.${table} (`)
    const lines = columns.map(
      (c) =>
        `  ${c.column_name} ${c.type}${c.nullable ? '' : ' NOT NULL'}${c.default_value === null ? '' : ` DEFAULT ${c.default_value}`}`,
    )
    lines.push(
      ...constraints.rows
        .filter((row) => row.table_name === table)
        .map((row) => `  CONSTRAINT ${row.name} ${row.definition}`),
    )
    out.push(lines.join(',\n'), ');')
    out.push(...indexes.rows.filter((row) => row.table_name === table).map((row) => `${row.definition};`))
    out.push(...triggers.rows.filter((row) => row.table_name === table).map((row) => `${row.definition};`))
    out.push(
      ...policies.rows
        .filter((row) => row.table_name === table)
        .map((row) => `-- policy ${row.name} for ${row.command}`),
      '',
    )
  }
  return out.join('\n')
}

/** Writes both files; returns which of them changed. */
export async function writeSchema(owner: pg.Pool): Promise<string[]> {
  const changed: string[] = []
  for (const [path, text] of [
    [schemaPath, await schemaText(owner)],
    [tablesPath, await tableTypes(owner)],
  ] as const) {
    if ((await readFile(path, 'utf8').catch(() => '')) === text) continue
    await writeFile(path, text)
    changed.push(path)
  }
  return changed
}
