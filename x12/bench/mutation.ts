import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

// Whether the tests would notice: the validator's sources are changed in one place at a time, and `judge.ts` is asked.
// `node bench/mutation.ts [how many]` prints what went unnoticed and the score.

const here = join(import.meta.dirname, '..')
const wanted = Number(process.argv[2] ?? 120)
const files = ['check-segment', 'sound', 'walk', 'meaning', 'file', 'check', 'lists', 'values', 'split']

const swaps: readonly (readonly [RegExp, string])[] = [
  [/ === /g, ' !== '],
  [/ !== /g, ' === '],
  [/ < /g, ' <= '],
  [/ > /g, ' >= '],
  [/ <= /g, ' < '],
  [/ >= /g, ' > '],
  [/ && /g, ' || '],
  [/ \|\| /g, ' && '],
  [/ \+ 1\b/g, ' - 1'],
  [/ - 1\b/g, ' + 1'],
  [/\breturn false\b/g, 'return true'],
  [/\breturn true\b/g, 'return false'],
  [/ \?\? 0\b/g, ' ?? 1'],
  [/\bcontinue\b/g, 'break'],
  [/ \+= /g, ' -= '],
]

type Site = {
  readonly file: string
  readonly at: number
  readonly from: string
  readonly to: string
  readonly line: number
}

function sitesOf(file: string): Site[] {
  const source = readFileSync(join(here, 'src', `${file}.ts`), 'utf8')
  const sites: Site[] = []
  for (const [pattern, to] of swaps)
    for (const { 0: from, index } of source.matchAll(pattern)) {
      const start = source.lastIndexOf('\n', index) + 1
      const line = source.slice(start, source.indexOf('\n', index))
      // Types, comments and words said to people are no behavior.
      if (/^\s*(\/\/|\*|\/\*|import|export type|type|\||readonly)/.test(line) || /['`].*(?:===|&&).*['`]/.test(line))
        continue
      sites.push({ file, at: index, from, to, line: source.slice(0, index).split('\n').length })
    }
  return sites
}

const all = files.flatMap(sitesOf)
// The same ones each time: every so many, spread over all.
const step = Math.max(1, all.length / wanted)
const chosen = Array.from({ length: Math.min(wanted, all.length) }, (_, i) => all[Math.floor(i * step)] as Site)

const folder = mkdtempSync(join(tmpdir(), 'x12-mutation-'))
for (const name of ['src', 'bench', 'golden', 'gallery', 'GALLERY.md', 'package.json'])
  cpSync(join(here, name), join(folder, name), { recursive: true })
symlinkSync(join(here, '../node_modules'), join(folder, 'node_modules'))

const isNoticed = (): Promise<boolean> =>
  new Promise((resolve) =>
    execFile(process.execPath, [join(folder, 'bench/judge.ts')], { timeout: 60_000, killSignal: 'SIGKILL' }, (error) =>
      resolve(error !== null),
    ),
  )

if (await isNoticed()) throw new Error('the sources fail as they are')
let noticed = 0
for (const { file, at, from, to, line } of chosen) {
  const path = join(folder, 'src', `${file}.ts`)
  const source = readFileSync(path, 'utf8')
  writeFileSync(path, source.slice(0, at) + to + source.slice(at + from.length))
  if (await isNoticed()) noticed += 1
  else
    process.stdout.write(
      `unnoticed: ${file}.ts:${line}${from.trim() === '' ? '' : ` ${from.trim()} -> ${to.trim()}`}\n`,
    )
  writeFileSync(path, source)
}
rmSync(folder, { recursive: true })
const score = noticed / chosen.length
process.stdout.write(
  `${noticed} of ${chosen.length} changes noticed (of ${all.length} places), score ${(score * 100).toFixed(0)} %\n`,
)
if (score < 0.8) process.exitCode = 1
