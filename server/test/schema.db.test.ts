import { readFile } from 'node:fs/promises'
import { date } from '@ballast/kernel'
import { afterAll, expect, test } from 'vitest'
import { schemaPath, schemaText, tablesPath, tableTypes } from '../src/ground/schema.ts'
import { freshDb } from './harness.ts'

const { ownerPool, drop } = await freshDb({ today: date('2026-03-03') })
afterAll(drop)

test('schema.sql is what the migrations make; `npm run schema` rewrites it', async () => {
  expect(await readFile(schemaPath, 'utf8')).toBe(await schemaText(ownerPool))
})

test('the types of the tables are what the migrations make', async () => {
  expect(await readFile(tablesPath, 'utf8')).toBe(await tableTypes(ownerPool))
})
