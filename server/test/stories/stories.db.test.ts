import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { date } from '@ballast/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Fresh, freshDb } from '../harness.ts'
import { postgresBooks } from './postgres-books.ts'
import { readStory, tellStory } from './story.ts'

const names = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.story'))

let fresh: Fresh
beforeAll(async () => {
  fresh = await freshDb({ today: date('2026-01-01') })
})
afterAll(() => fresh.drop())

// A practice for each story, in one database.
test.each(names.map((name, i) => [name, i] as const))('%s, told to the whole product', async (name, i) => {
  const practiceId = `0190b000-0000-7000-8000-${String(i + 1).padStart(12, '0')}`
  const books = await postgresBooks(fresh, practiceId)
  const text = readFileSync(join(import.meta.dirname, name), 'utf8')
  expect(await tellStory(readStory(text), books)).toEqual([])
})
