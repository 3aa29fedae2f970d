import { spawn } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

// `npm test`: the checks first, then every test; the last line counts them all. A check that fails counts as one failed.

type Count = { passed: number; failed: number }
const root = join(import.meta.dirname, '../..')
const mode = process.argv.includes('--faults') ? 'faults' : process.argv.includes('--long') ? 'long' : 'test'

function run(
  name: string,
  command: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<number> {
  process.stdout.write(`\n== ${name}\n`)
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH ?? ''}`, ...env },
    })
    child.on('error', () => resolve(1))
    child.on('close', (code) => resolve(code ?? 1))
  })
}

const bin = (name: string): string => join(root, 'node_modules/.bin', name)

async function check(name: string, command: string, args: readonly string[]): Promise<Count> {
  return (await run(name, command, args)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

async function vitest(projects: readonly string[], env: Record<string, string> = {}): Promise<Count> {
  const report = join(tmpdir(), `ballast-vitest-${process.pid}-${projects.join('-')}.json`)
  const args = [
    'run',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...projects.flatMap((project) => ['--project', project]),
  ]
  const code = await run(`tests: ${projects.join(', ')}`, bin('vitest'), args, env)
  const text = await readFile(report, 'utf8').catch(() => null)
  await rm(report, { force: true })
  if (text === null) return { passed: 0, failed: 1 }
  const found = JSON.parse(text) as {
    numPassedTests: number
    numFailedTests: number
    numFailedTestSuites: number
    numTotalTests: number
  }
  const failed =
    found.numFailedTests + (found.numFailedTests === 0 && code !== 0 ? Math.max(1, found.numFailedTestSuites) : 0)
  return { passed: found.numPassedTests, failed }
}

const counts: Count[] = []
if (mode === 'test') {
  counts.push(await check('types', bin('tsc'), ['-b']))
  counts.push(await check('form', bin('biome'), ['check', '.']))
  counts.push(await check('unused code', bin('knip'), []))
  counts.push(await vitest(['kernel', 'x12', 'simulator', 'server', 'web']))
  // One waits for its disk while the other draws pages.
  counts.push(...(await Promise.all([vitest(['db']), vitest(['e2e'])])))
} else counts.push(await vitest(['faults'], { BALLAST_TEST_COUNTS: mode === 'long' ? 'long' : 'ci' }))

const passed = counts.reduce((total, count) => total + count.passed, 0)
const failed = counts.reduce((total, count) => total + count.failed, 0)
process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 ? 0 : 1
