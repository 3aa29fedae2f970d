import { readFileSync } from 'node:fs'
import { registerHooks, stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect } from 'vitest'
import type { Mutant } from './mutation.ts'

// Asks the tests once for each changed source, in one process: what imports the changed file is loaded again with a number
// behind its address, all else is loaded once. A test file's `test` and `describe` only collect here; `expect` is vitest's.

const [root = '', ...tests] = process.argv.slice(2)

type Test = () => unknown
let collected: Test[] = []
type Rows = (rows: readonly unknown[]) => unknown
type Collect = ((name: unknown, run: Test) => void) & { readonly each: Rows; readonly for: Rows }

function collector(take: (run: Test) => void): Collect {
  const collect = (_name: unknown, run: Test): void => take(run)
  const each =
    (rows: readonly unknown[]) =>
    (_name: unknown, run: (...row: unknown[]) => unknown): void => {
      for (const row of rows) take(() => run(...(Array.isArray(row) ? row : [row])))
    }
  const whole =
    (rows: readonly unknown[]) =>
    (_name: unknown, run: (row: unknown) => unknown): void => {
      for (const row of rows) take(() => run(row))
    }
  return Object.assign(collect, { each, for: whole })
}
Object.assign(globalThis, {
  collecting: { expect, test: collector((run) => collected.push(run)), describe: collector((run) => void run()) },
})
const vitest = `data:text/javascript,export const { expect, test, describe } = globalThis.collecting`

let version = 0
let changed: { readonly file: string; readonly source: string; readonly again: ReadonlySet<string> } | null = null
const importers = new Map<string, Set<string>>()
const stripped = new Map<string, string>()
const ours = pathToFileURL(root).href

const plain = (url: string): string => url.split('?')[0] ?? url

registerHooks({
  resolve(specifier, context, next) {
    const from = context.parentURL
    if (from === undefined || !from.startsWith(ours) || from.includes('/node_modules/')) return next(specifier, context)
    if (specifier === 'vitest' && from.includes('?mutant=')) return { url: vitest, shortCircuit: true }
    const found = next(specifier, { ...context, parentURL: plain(from) })
    const url = plain(found.url)
    if (!from.includes('?mutant=') && !specifier.includes('?mutant=')) return found
    if (!url.startsWith(ours) || !url.endsWith('.ts') || url.includes('/node_modules/')) return found
    importers.set(url, (importers.get(url) ?? new Set()).add(plain(from)))
    return { ...found, url: `${url}?mutant=${changed?.again.has(url) ? version : 0}` }
  },
  load(url, context, next) {
    if (!url.includes('?mutant=')) return next(url, context)
    const file = fileURLToPath(plain(url))
    if (changed?.file === file && !url.endsWith('?mutant=0'))
      return { format: 'module', source: changed.source, shortCircuit: true }
    const source = stripped.get(file) ?? stripTypeScriptTypes(readFileSync(file, 'utf8'))
    stripped.set(file, source)
    return { format: 'module', source, shortCircuit: true }
  },
})

/** The file and all that import it, however far. */
function reach(url: string): Set<string> {
  const found = new Set([url])
  for (const one of found) for (const importer of importers.get(one) ?? []) found.add(importer)
  return found
}

async function fails(): Promise<boolean> {
  try {
    for (const test of tests) {
      const url = pathToFileURL(join(root, test)).href
      if (changed !== null && !changed.again.has(url)) continue
      collected = []
      await import(`${url}?mutant=${version}`)
      for (const run of collected) await run()
    }
    return false
  } catch (error) {
    if (changed === null) process.stderr.write(`${error}\n`)
    return true
  }
}

process.on('message', async ({ mutant }: { mutant: Mutant | null }) => {
  // The sources as they are come first: they tell who imports whom.
  if (version === 0 && mutant !== null) await fails()
  if (mutant !== null) {
    version += 1
    const file = join(root, mutant.file)
    const text = readFileSync(file, 'utf8')
    const source = stripTypeScriptTypes(
      text.slice(0, mutant.at) + mutant.to + text.slice(mutant.at + mutant.from.length),
    )
    changed = { file, source, again: reach(pathToFileURL(file).href) }
  }
  process.send?.(await fails())
})
