import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const cli = join(import.meta.dirname, '../src/cli.ts')
const folder = await mkdtemp(join(tmpdir(), 'ballast-start-'))
const children: ChildProcess[] = []

afterAll(async () => {
  for (const child of children) if (child.exitCode === null) child.kill('SIGINT')
  await Promise.all(children.map(ended))
  await rm(folder, { recursive: true, force: true })
})

type Started = { child: ChildProcess; said: () => string }

function run(): Started {
  const child = spawn(process.execPath, [cli, 'start', '--port', '18080'], {
    cwd: folder,
    env: { ...process.env, CI: 'true' },
  })
  children.push(child)
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
  return { child, said: () => said }
}

const ended = (child: ChildProcess): Promise<number | null> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve(child.exitCode)
    : new Promise((resolve) => child.once('exit', (code) => resolve(code)))

async function address({ child, said }: Started): Promise<string> {
  for (;;) {
    const ready = /Ballast is ready: (http:\/\/localhost:\d+)/.exec(said())
    if (ready?.[1]) return ready[1].replace('localhost', '127.0.0.1')
    if (child.exitCode !== null) throw new Error(`start ended: ${said()}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const health = async (url: string) => (await fetch(`${url}/api/health`)).status

test('a first start creates everything, answers, and Ctrl-C ends it cleanly within ten seconds', async () => {
  const started = run()
  const url = await address(started)
  expect(await health(url)).toBe(200)

  const second = run()
  expect(await ended(second.child)).toBe(2)
  expect(second.said()).toContain('already runs')
  expect(await health(url)).toBe(200)

  // A command beside the running server answers, ends by itself, and leaves the server's database up.
  const beside = spawn(process.execPath, [cli, 'verify', '--json'], { cwd: folder, stdio: 'ignore' })
  children.push(beside)
  expect(await ended(beside)).toBe(0)
  expect(await health(url)).toBe(200)

  const told = performance.now()
  started.child.kill('SIGINT')
  expect(await ended(started.child)).toBe(0)
  expect(performance.now() - told).toBeLessThan(10_000)
})

test('after kill -9 the next start takes over what was left', async () => {
  const killed = run()
  await address(killed)
  killed.child.kill('SIGKILL')
  await ended(killed.child)

  const next = run()
  expect(await health(await address(next))).toBe(200)
  next.child.kill('SIGINT')
  expect(await ended(next.child)).toBe(0)
})
