import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { buildApi } from '../../server/src/api.ts'
import { demoDoor, fillDemo, openDemo } from '../../server/src/demo.ts'
import { openIdentity } from '../../server/src/ground/auth.ts'
import { startEmbedded } from '../../server/src/ground/database.ts'
import { reading } from '../../server/src/ground/db.ts'
import { listen } from '../../server/src/ground/listen.ts'
import { openLog } from '../../server/src/ground/log.ts'
import { openMachine } from '../../server/src/ground/machine.ts'
import { staticFiles } from '../../server/src/ground/static.ts'
import { buildWeb, webFolder, webIsStale } from '../../server/src/ground/web-build.ts'
import { handlers } from '../../server/src/handlers.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the practice of the browser tests answers: five clinicians, three weeks, lived through the product itself. */
    web: { address: string; folder: string; password: string }
  }
}

const daysLived = 20
const mostDays = 40

/** One server and one small practice for every browser test of a run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const web = webFolder()
  if (!web) throw new Error('this copy has no web to test')
  const folder = await mkdtemp(join(tmpdir(), 'ballast-web-'))
  const built = (await webIsStale()) ? buildWeb(() => undefined) : Promise.resolve()
  const server = await startEmbedded(folder)
  const machine = await openMachine({ folder, server, database: 'ballast', handlers })
  const identity = await openIdentity(machine.db)
  const demo = await openDemo(machine, identity, ['--clinicians', '5', '--months', '13'])
  await built
  const door = demoDoor(demo)
  const { app } = await buildApi(machine, { identity, demo: door, log: openLog('silent') })
  app.use(await staticFiles(web))
  const listening = await listen(app, { host: '127.0.0.1', port: 18_130 })
  const address = `http://127.0.0.1:${listening.port}`
  let days = 0
  // No staff: the queues are the tests' to work.
  await fillDemo(
    demo,
    '',
    () => days++ >= daysLived,
    () => undefined,
  )
  // Until there is something of every kind to look at.
  const lacksWork = () =>
    reading(demo.practice.ground(), async (tx) => {
      const one = await tx
        .selectFrom('denial')
        .select('id')
        .where('practice_id', '=', door.practiceId)
        .executeTakeFirst()
      return one === undefined
    })
  while (days < mostDays && (await lacksWork())) {
    await door.step()
    days += 1
  }
  project.provide('web', { address, folder: web, password: door.password })
  return async () => {
    demo.world.close()
    await listening.close()
    await machine.close()
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
