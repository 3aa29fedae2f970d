import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { importsOf, objection } from './law.ts'

const src = join(import.meta.dirname, '../src')
const files = readdirSync(src, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !/\.test\.ts$/.test(entry.name))
  .map((entry) => relative(src, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))

test('every import points the way the law says', () => {
  const broken = files.flatMap((file) =>
    importsOf(readFileSync(join(src, file), 'utf8')).flatMap((specifier) => {
      const why = objection(file, specifier)
      return why ? [`${file} imports ${specifier}: ${why}`] : []
    }),
  )
  expect(broken).toEqual([])
})

test('the simulator and the server never meet, and the codec depends on nothing', () => {
  const root = join(src, '../..')
  const meets = (folder: string, forbidden: RegExp) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !/\.test\.ts$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => importsOf(readFileSync(path, 'utf8')).some((specifier) => forbidden.test(specifier)))
  expect(meets('simulator/src', /@ballast\/server|\/server\//)).toEqual([])
  expect(meets('server/src', /@ballast\/simulator|simulator\/src/)).toEqual([])
  expect(meets('x12/src', /@ballast\//)).toEqual([])
  expect(meets('kernel/src', /@ballast\//)).toEqual([])
})

/** Parts that are a file and a folder at once (`claim/store`): nobody would know which of the two to open. */
const twofold = (paths: readonly string[]): string[] => {
  const parts = (pattern: RegExp) => new Set(paths.flatMap((path) => pattern.exec(path)?.[1] ?? []))
  const folders = parts(/^cycle\/(\w+\/\w+)\/.+/)
  return [...parts(/^cycle\/(\w+\/\w+)\.ts$/)].filter((part) => folders.has(part))
}

test('a part of a room is a file or a folder, never both', () => {
  expect(twofold(files)).toEqual([])
  expect(twofold(['cycle/claim/store.ts', 'cycle/claim/store/claims.ts', 'cycle/note/store.ts'])).toEqual([
    'claim/store',
  ])
})

const bareTable = /^(?:export )?const \w+: Readonly<Record<string, .+>> = \{/m

test('a table read by a word from outside inherits nothing: it is a `lookup`', () => {
  const bare = files.filter(
    (file) => file.startsWith('cycle/') && bareTable.test(readFileSync(join(src, file), 'utf8')),
  )
  expect(bare).toEqual([])
  expect(bareTable.test("const words: Readonly<Record<string, string>> = { booked: 'booked' }")).toBe(true)
})

// A boundary that has never refused anything may be a boundary that refuses nothing.
describe('the law has teeth', () => {
  test.each([
    ['cycle/claim/rules/x.ts', '../store.ts', 'rules may not import store'],
    ['cycle/claim/rules/x.ts', '../../../ground/db.ts', 'pure'],
    ['cycle/claim/rules/x.ts', 'pg', 'Rules are pure'],
    ['cycle/session/actions.ts', '../claim/actions.ts', 'comes before'],
    ['cycle/claim/actions.ts', '../session/store.ts', 'private'],
    ['cycle/claim/jobs.ts', './store.ts', 'jobs may not import store'],
    ['cycle/claim/actions.ts', '../../api.ts', 'the mains wire'],
    ['ground/jobs.ts', '../cycle/claim/actions.ts', 'knows no room'],
    ['cycle/claim/helpers.ts', './types.ts', 'put this in one of them'],
  ])('%s may not import %s', (file, specifier, because) => expect(objection(file, specifier)).toContain(because))

  test.each([
    ['cycle/claim/rules/x.ts', '../types.ts'],
    ['cycle/claim/actions/send.ts', '../../coding/rules/code-session.ts'],
    ['cycle/claim/store.ts', '../../ground/db.ts'],
  ])('%s may import %s', (file, specifier) => expect(objection(file, specifier)).toBeNull())

  test('an import is seen however it is written', () => {
    const source =
      "import type {\n  A,\n} from './a.ts'\nexport * from './b.ts'\nconst c = await import('./c.ts')\nimport './d.ts'\n"
    expect(importsOf(source)).toEqual(['./a.ts', './b.ts', './c.ts', './d.ts'])
  })
})
