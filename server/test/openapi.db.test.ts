import { date } from '@ballast/kernel'
import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, expect, test } from 'vitest'
import { buildApi } from '../src/api.ts'
import { openLog } from '../src/ground/log.ts'
import { freshDb } from './harness.ts'

const fresh = await freshDb({ today: date('2026-03-03') })
afterAll(fresh.drop)
const { document, routes } = await buildApi(fresh.machine, { log: openLog('silent') })

type Operation = { summary?: string; description?: string; responses: Record<string, unknown> }
const { paths } = document as { paths: Record<string, Record<string, Operation>> }

test('the published description is valid OpenAPI 3.1', async () => {
  const { valid, errors } = await new Validator().validate({ ...document })
  expect(errors ?? []).toEqual([])
  expect(valid).toBe(true)
})

test('a broken description would be noticed', async () => {
  const broken = { ...document, paths: { health: {} } }
  expect((await new Validator().validate(broken)).valid).toBe(false)
})

test('every route is in it, with a summary and its permission, and nothing else is', () => {
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  const served = routes.map(({ method, path }) => `${method} ${path.replace(/:([A-Za-z]+)(\{[^}]*\})?/g, '{$1}')}`)
  expect(described.toSorted()).toEqual([...new Set(served)].toSorted())
  for (const operation of Object.values(paths).flatMap((methods) => Object.values(methods))) {
    expect(operation.summary).toBeTruthy()
    expect(operation.description).toContain('Permission: ')
  }
})
