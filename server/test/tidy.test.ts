import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { edits } from '../src/cycle/claim/rules/index.ts'

const root = join(import.meta.dirname, '../..')
const sources = ['kernel/src', 'server/src', 'web/src'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/')),
)

// A day read from the machine, or a chance it takes, cannot be lived again: both come from ground alone.
const worldly = /\bnew Date\(\)|\bDate\.now\b|\bMath\.random\(|\bprocess\.env\b/

const worldlyLines = (file: string, source: string): string[] =>
  source.split('\n').flatMap((line, at) => (worldly.test(line) ? [`${file}:${at + 1} ${line.trim()}`] : []))

describe('tidiness', () => {
  test('only ground reads the clock, chance and the environment', () => {
    const found = sources
      .filter((file) => !file.startsWith('server/src/ground/'))
      .flatMap((file) => worldlyLines(file, readFileSync(join(root, file), 'utf8')))
    expect(found).toEqual([])
  })

  test.each(['new Date()', 'Date.now()', 'Math.random()', 'process.env.HOME'])('%s would be seen', (text) =>
    expect(worldlyLines('x.ts', `const a = ${text}`)).toHaveLength(1),
  )

  test('every room says what it is for', () => {
    const cycle = join(root, 'server/src/cycle')
    const silent = readdirSync(cycle, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !existsSync(join(cycle, entry.name, 'README.md')))
      .map((entry) => entry.name)
    expect(silent).toEqual([])
  })

  test('no file is called helper, util or common', () => {
    expect(sources.filter((file) => /\/(helpers?|utils?|common|misc)(\.tsx?|\/)/.test(file))).toEqual([])
  })

  test('every edit has a row in the simulator: where its mistake is planted, or why none can be', () => {
    const planted = readFileSync(join(root, 'simulator/src/planted-edits.ts'), 'utf8')
    const rows = [...planted.matchAll(/^ {2}(S\d{3}): /gm)].map(([, id]) => id)
    expect(rows).toEqual(edits.map(({ id }) => id).sort())
  })
})
