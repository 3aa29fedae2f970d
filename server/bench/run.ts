import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

// `npm run bench [name…]`: each benchmark is a program of its own, so that none warms up or slows down another.

const root = join(import.meta.dirname, '../..')
const benchmarks = [
  'x12/bench/codec.ts',
  'server/bench/edit-sweep.ts',
  'server/bench/eligibility-sweep.ts',
  'server/bench/post-835.ts',
  'server/bench/write-837p.ts',
]

const wanted = process.argv.slice(2)
for (const path of benchmarks) {
  if (wanted.length > 0 && !wanted.some((name) => path.includes(name))) continue
  if (!existsSync(join(root, path))) throw new Error(`${path}: there is no such benchmark`)
  process.stdout.write(`\n== ${path}\n`)
  const code = await new Promise<number>((resolve) =>
    spawn(process.execPath, [path], { cwd: root, stdio: 'inherit' }).on('close', (status) => resolve(status ?? 1)),
  )
  if (code !== 0) process.exitCode = 1
}
