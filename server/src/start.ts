import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Listr } from 'listr2'
import { buildApi } from './api.ts'
import { type Demo, demoDoor, fillDemo, openDemo } from './demo.ts'
import { demoLogins } from './demo-logins.ts'
import { holds, makeSetUpLink } from './first-start.ts'
import { type Identity, openIdentity } from './ground/auth.ts'
import type { Server } from './ground/database.ts'
import { environment } from './ground/environment.ts'
import type { Machine } from './ground/ground.ts'
import { databaseName, databaseServer } from './ground/installation.ts'
import { listen } from './ground/listen.ts'
import { lockFolder } from './ground/lock.ts'
import { openLog } from './ground/log.ts'
import { openMachine } from './ground/machine.ts'
import { staticFiles } from './ground/static.ts'
import { buildWeb, webFolder, webIsStale } from './ground/web-build.ts'
import { handlers } from './handlers.ts'
import { startSweeps } from './sweeps.ts'

export type StartOptions = {
  readonly folder?: string
  readonly port: number
  readonly host: string
  readonly demo: boolean
  readonly log: 'silent' | 'info' | 'warn' | 'error'
}

type Running = {
  server?: Server
  machine?: Machine
  identity?: Identity
  demo?: Demo
  filling?: Promise<void>
  isStopping: boolean
  closeHttp?: () => Promise<void>
  port?: number
  sweeps?: { stop: () => Promise<void> }
}

const shutdownLimit = 9_000

/** Starts everything in one process and stays until it is told to stop; gives the exit code. */
export async function start(options: StartOptions): Promise<number> {
  const folder = options.folder ?? join(process.cwd(), '.ballast')
  const lock = await lockFolder(folder)
  if ('heldBy' in lock) {
    process.stderr.write(
      `Ballast already runs in ${folder} (process ${lock.heldBy}). Use that one, or stop it, or start in another folder.\n`,
    )
    return 2
  }
  const running: Running = { isStopping: false }
  const stopped = untilTold()
  try {
    const begun = begin(folder, options, running)
    const told = await Promise.race([begun.then(() => null), stopped])
    if (told === null) {
      process.stdout.write(`Ballast is ready: http://localhost:${running.port}\n`)
      process.stdout.write(options.demo ? demoLogins() : await firstSteps(running))
      process.stderr.write('Stop it with Ctrl-C.\n')
      if (options.demo) running.filling = fill(running)
      await stopped
    }
    running.isStopping = true
    await Promise.race([end(running), pause(shutdownLimit)])
    return 0
  } catch (error) {
    process.stderr.write(`Ballast could not start: ${(error as Error).message}\n`)
    await Promise.race([end(running), pause(shutdownLimit)])
    return 2
  } finally {
    await lock.release()
  }
}

async function begin(folder: string, options: StartOptions, running: Running): Promise<void> {
  const steps = new Listr(
    [
      {
        title: 'Database',
        task: async (_, task) => {
          running.server = await databaseServer(folder)
          running.machine = await openMachine({
            folder,
            server: running.server,
            database: databaseName(),
            handlers,
            onStage: (stage) => {
              task.output = stage
            },
            onBackup: (path) => void process.stderr.write(`Before the upgrade everything was backed up to ${path}\n`),
          })
          running.identity = await openIdentity(running.machine.db, { now: running.machine.clock })
        },
      },
      {
        title: 'Web pages',
        enabled: () => webFolder() !== null,
        skip: async () => !(await webIsStale()),
        task: async (_, task) => {
          try {
            await buildWeb((line) => {
              task.output = line
            })
          } catch (error) {
            // Billing goes on without its pages: the API, the worker and the mailbox do not need them.
            process.stderr.write(`${(error as Error).message}\n`)
            task.title = 'Web pages: could not be built; the rest goes on'
          }
        },
      },
      {
        title: 'Demo practice',
        enabled: options.demo,
        task: async (_, task) => {
          const { machine, identity } = running
          if (!machine || !identity) throw new Error('the database is not open')
          running.demo = await openDemo(machine, identity)
          task.title = `Demo practice: ${running.demo.name}`
        },
      },
      {
        title: 'Server and worker',
        task: async () => {
          const { machine } = running
          if (!machine) throw new Error('the database is not open')
          const { identity, demo } = running
          const { app } = await buildApi(machine, {
            log: openLog(options.log),
            ...(identity ? { identity } : {}),
            ...(demo ? { demo: demoDoor(demo) } : {}),
          })
          const web = webFolder()
          if (web && existsSync(join(web, 'index.html'))) app.use(await staticFiles(web))
          // The demo's days are worked through in order while it is filled; the worker begins after the last.
          if (!running.demo) await beginWork(running)
          const listening = await listen(app, options)
          running.closeHttp = listening.close
          running.port = listening.port
        },
      },
    ],
    { renderer: environment.isTerminal && !environment.isCi ? 'default' : 'simple', concurrent: false },
  )
  await steps.run()
}

/** How to come in where nobody can yet; nothing where somebody can. */
async function firstSteps({ machine, port }: Running): Promise<string> {
  if (!machine) return ''
  const held = await holds(machine)
  if (held === 'practice') return ''
  if (held === 'demo')
    return 'This folder holds the demo. For your own practice: npx ballast start --folder my-practice\n'
  // After the # nothing leaves the browser: what the link carries is in no log on its way.
  const link = `http://localhost:${port}/welcome#${await makeSetUpLink(machine)}`
  return `No practice is here yet. Set yours up (this link opens once, within a day):\n  ${link}\n`
}

/** Fills the demo beside the running server; a failure is told and leaves the server as it is. */
async function fill(running: Running): Promise<void> {
  const say = (line: string) => void process.stderr.write(`${line}\n`)
  try {
    if (running.demo) await fillDemo(running.demo, `http://127.0.0.1:${running.port}`, () => running.isStopping, say)
    if (!running.isStopping) say('Demo practice: filled.')
  } catch (error) {
    if (!running.isStopping) say(`The demo practice could not be filled further: ${(error as Error).message}`)
  }
  if (!running.isStopping) await beginWork(running)
}

/** The worker and what nobody presses a button for. */
async function beginWork(running: Running): Promise<void> {
  const { machine } = running
  if (!machine) return
  await machine.jobs.work()
  running.sweeps = startSweeps(machine, (error) => void process.stderr.write(`${(error as Error).message}\n`))
}

/** Closes in the order opposite to opening; what fails to close does not keep the rest open. */
async function end({ closeHttp, demo, filling, machine, server, sweeps }: Running): Promise<void> {
  if (demo?.from === null) demo.world.close()
  await filling
  await sweeps?.stop()
  demo?.world.close()
  await closeHttp?.().catch(() => undefined)
  await machine?.close().catch(() => undefined)
  await server?.stop().catch(() => undefined)
}

function untilTold(): Promise<'told'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve('told'))
  })
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds).unref())
