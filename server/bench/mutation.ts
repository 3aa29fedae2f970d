import { type ChildProcess, fork } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

// Whether the tests would notice: sources are changed in one place at a time, and the tests that speak of them are asked.
// `node bench/mutation.ts validator|coding|edits [how many]` prints what went unnoticed and the score; without a number,
// every place. Nothing on disk is changed: `mutation-process.ts` loads the changed source beside the others.

type Subject = { readonly files: readonly string[]; readonly tests: readonly string[] }
/** One change: `from` at this place of the file becomes `to`. */
export type Mutant = { readonly file: string; readonly at: number; readonly from: string; readonly to: string }

const root = join(import.meta.dirname, '../..')
const sources = (pattern: string): string[] =>
  globSync(pattern, { cwd: root })
    .filter((file) => !file.endsWith('.test.ts'))
    .sort()

const rules = 'server/src/cycle'
const engine =
  'business-days,diagnosis-problem,edit-change,edit-claim,lines,pair-conflicts,params,plan-limits,procedures,text,units'
const subjects: Readonly<Record<string, Subject>> = {
  validator: {
    files: sources('x12/src/{check-segment,sound,walk,meaning,file,check,lists,values,split}.ts'),
    tests: ['sound.test', 'values.test', 'boundaries.test', '../bench/judge'].map((test) => `x12/src/${test}.ts`),
  },
  coding: {
    files: sources(`${rules}/coding/{rules,tables}/*.ts`),
    tests: [
      `${rules}/coding/rules/rules.test.ts`,
      `${rules}/coding/rules/note-needs.test.ts`,
      `${rules}/coding/rules/shared-hours.test.ts`,
      `${rules}/coding/tables/tables.test.ts`,
    ],
  },
  edits: {
    // What the edits are made of; how a claim is composed and becomes X12 is asked over PostgreSQL and of golden files.
    files: [...sources(`${rules}/claim/rules/{${engine}}.ts`), ...sources(`${rules}/claim/rules/*/*.ts`)],
    tests: [`${rules}/claim/rules/edits.test.ts`, `${rules}/claim/rules/edit-change.test.ts`],
  },
}

const swaps: readonly (readonly [RegExp, string | ((from: string) => string)])[] = [
  [/ === /g, ' !== '],
  [/ !== /g, ' === '],
  [/ < /g, ' <= '],
  [/ > /g, ' >= '],
  [/ <= /g, ' < '],
  [/ >= /g, ' > '],
  [/ &&(?=\s)/g, ' ||'],
  [/ \|\|(?=\s)/g, ' &&'],
  [/(?<= [-+] )1\b/g, '2'],
  [/ \+ (?=1\b)/g, ' - '],
  [/ - (?=1\b)/g, ' + '],
  [/\breturn false\b/g, 'return true'],
  [/\breturn true\b/g, 'return false'],
  [/ \?\? 0\b/g, ' ?? 1'],
  [/\bcontinue\b/g, 'break'],
  [/ \+= /g, ' -= '],
  [/\.some\(/g, '.every('],
  [/\.every\(/g, '.some('],
  [/(?<=[\s(])!(?=[\w(])/g, ''],
  // A number that stands by itself, such as the minutes of a band.
  [/(?<=[ (:])\d{2,}(?=[,;)\s])/g, (from) => String(Number(from) + 1)],
]

function mutantsOf(file: string): Mutant[] {
  const source = readFileSync(join(root, file), 'utf8')
  const found: Mutant[] = []
  for (const [pattern, become] of swaps)
    for (const { 0: from, index } of source.matchAll(pattern)) {
      const start = source.lastIndexOf('\n', index) + 1
      const line = source.slice(start, source.indexOf('\n', index))
      // Types, comments and words said to people are no behavior.
      if (/^\s*(\/\/|\*|\/\*|import|export type|type|\||readonly)/.test(line)) continue
      const isQuoted = (source.slice(start, index).match(/['`]/g)?.length ?? 0) % 2 === 1
      if (isQuoted && !/\$\{[^}]*$/.test(source.slice(start, index))) continue
      found.push({ file, at: index, from, to: typeof become === 'string' ? become : become(from) })
    }
  return found.sort((a, b) => a.at - b.at)
}

const [name = 'validator', count] = process.argv.slice(2)
const subject = subjects[name]
if (!subject) throw new Error(`unknown subject ${name}: one of ${Object.keys(subjects).join(', ')}`)
const all = subject.files.flatMap(mutantsOf)
const wanted = Math.min(all.length, count === undefined ? all.length : Number(count))
// The same ones each time: every so many, spread over all.
const chosen = Array.from({ length: wanted }, (_, i) => all[Math.floor((i * all.length) / wanted)] as Mutant)

let judge: ChildProcess | null = null
const close = (): void => {
  judge?.kill('SIGKILL')
  judge = null
}

/** Whether a test fails with this change, or hangs; null asks the sources as they are. */
function isNoticed(mutant: Mutant | null, milliseconds: number): Promise<boolean> {
  const process = judge ?? fork(join(import.meta.dirname, 'mutation-process.ts'), [root, ...(subject?.tests ?? [])])
  judge = process
  return new Promise((resolve) => {
    const settle = (isFailed: boolean): void => {
      clearTimeout(timer)
      process.removeAllListeners()
      resolve(isFailed)
    }
    const lost = (): void => {
      close()
      settle(true)
    }
    const timer = setTimeout(lost, milliseconds)
    process.once('exit', lost)
    process.once('message', (answer) => settle(answer === true))
    process.send({ mutant })
  })
}

const started = performance.now()
if (await isNoticed(null, 300_000)) throw new Error('the tests fail on the sources as they are')
const patience = 10_000 + 10 * (performance.now() - started)

let noticed = 0
const unnoticedIn = new Map<string, number>()
for (const [i, mutant] of chosen.entries()) {
  // What was loaded for a change is never unloaded; a new process begins with little.
  if (i % 100 === 99) close()
  if (await isNoticed(mutant, patience)) {
    noticed += 1
    continue
  }
  const { file, at, from, to } = mutant
  const source = readFileSync(join(root, file), 'utf8')
  const line = source.slice(0, at).split('\n').length
  unnoticedIn.set(file, (unnoticedIn.get(file) ?? 0) + 1)
  process.stdout.write(
    `unnoticed: ${file}:${line} ${from.trim()} -> ${to.trim()}: ${source.split('\n')[line - 1]?.trim()}\n`,
  )
}
close()
const score = chosen.length === 0 ? 0 : noticed / chosen.length
process.stdout.write(
  `${name}: ${noticed} of ${chosen.length} changes noticed (of ${all.length} places), score ${(score * 100).toFixed(0)} %\n`,
)
if (score < 0.8) process.exitCode = 1
