import { spawn } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'

// `npm test`: the checks first, then every test; the last line counts them all. A check that fails counts as one failed.

type Count = { passed: number; failed: number; failures: readonly string[] }
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
  return (await run(name, command, args)) === 0
    ? { passed: 1, failed: 0, failures: [] }
    : { passed: 0, failed: 1, failures: [name] }
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
  if (text === null) return { passed: 0, failed: 1, failures: [`${projects.join(', ')}: no report`] }
  const found = JSON.parse(text) as {
    numPassedTests: number
    numFailedTests: number
    numFailedTestSuites: number
    numTotalTests: number
    testResults: readonly {
      name: string
      status: string
      message?: string
      assertionResults: readonly { fullName: string; status: string; failureMessages?: readonly string[] }[]
    }[]
  }
  const failed =
    found.numFailedTests + (found.numFailedTests === 0 && code !== 0 ? Math.max(1, found.numFailedTestSuites) : 0)
  const failures = found.testResults.flatMap((file) => {
    const tests = file.assertionResults
      .filter((each) => each.status === 'failed')
      .map((each) => `${each.fullName}: ${each.failureMessages?.[0]?.slice(0, 600) ?? ''}`)
    if (tests.length === 0 && file.status === 'failed') tests.push(file.message?.slice(0, 600) ?? '')
    return tests.map((each) => `${relative(root, file.name)} > ${each}`)
  })
  return { passed: found.numPassedTests, failed, failures }
}

const counts: Count[] = []
if (mode === 'test') {
  counts.push(await check('types', bin('tsc'), ['-b']))
  counts.push(await check('form', bin('biome'), ['check', '--error-on-warnings', '.']))
  counts.push(await check('unused code', bin('knip'), []))
  counts.push(await vitest(['kernel', 'x12', 'simulator', 'server', 'web']))
  // One waits for its disk while the other draws pages.
  counts.push(...(await Promise.all([vitest(['db']), vitest(['e2e'])])))
} else counts.push(await vitest(['faults'], { BALLAST_TEST_COUNTS: mode === 'long' ? 'long' : 'ci' }))

const passed = counts.reduce((total, count) => total + count.passed, 0)
const failed = counts.reduce((total, count) => total + count.failed, 0)
// What failed is said again where a long log ends.
for (const failure of counts.flatMap((count) => count.failures)) process.stdout.write(`\nfailed: ${failure}\n`)
process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 ? 0 : 1
