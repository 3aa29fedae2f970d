import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { PlainDate } from '@ballast/kernel'
import { authorizationImport } from './cycle/authorization/actions.ts'
import { coverageImport, patientImport } from './cycle/intake/actions.ts'
import { importFile } from './cycle/practice/actions.ts'
import { saveSetup } from './cycle/practice/store.ts'
import { setupSchema } from './cycle/practice/types.ts'
import { sessionImport } from './cycle/session/actions.ts'
import { addDemoPeople } from './demo-logins.ts'
import type { Identity } from './ground/auth.ts'
import { setToday } from './ground/clock.ts'
import { changing, reading } from './ground/db.ts'
import { type Ground, groundOn, type Machine, system } from './ground/ground.ts'
import { runSimulator } from './ground/simulator.ts'

// The demo practice lives on what a practice lives on: the EHR's export files, taken in day by day by the same importers
// a real practice uses. Nothing is written into its tables by a shorter way.

const practiceId = '0190d000-0000-7000-8000-000000000001'
const beforeAll = '0000-01-01' as PlainDate

const on = (machine: Machine, day: PlainDate): Ground => groundOn(machine, practiceId, system('demo'), () => day)

/** Sets up the demo practice and its logins; a demo that is there already keeps everything. Gives its name. */
export async function openDemo(machine: Machine, identity: Identity): Promise<string> {
  const ground = on(machine, beforeAll)
  const known = await reading(ground, (tx) =>
    tx.selectFrom('practice').select('name').where('practice_id', '=', practiceId).executeTakeFirst(),
  )
  const name = known?.name ?? (await setUp(machine, ground))
  await addDemoPeople(identity, { id: practiceId, name })
  return name
}

const worldFolder = (machine: Machine): string => join(machine.folder, 'demo-world')

async function exportWorld(machine: Machine): Promise<void> {
  await rm(worldFolder(machine), { recursive: true, force: true })
  await mkdir(worldFolder(machine), { recursive: true })
  const code = await runSimulator(['export', worldFolder(machine)])
  if (code !== 0) throw new Error('the demo world could not be made')
}

async function setUp(machine: Machine, ground: Ground): Promise<string> {
  await exportWorld(machine)
  const text = await readFile(join(worldFolder(machine), 'practice.json'), 'utf8')
  const setup = setupSchema.parse(JSON.parse(text))
  await changing(ground, async (tx) => {
    await tx
      .insertInto('practice_list')
      .values({ practice_id: practiceId, added_at: ground.now() })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await saveSetup(tx, ground, setup, true)
  })
  return setup.practice.name
}

/** Takes in the year from where an earlier run stopped; each day is the practice's own today while it is taken in. */
export async function fillDemo(
  machine: Machine,
  isStopping: () => boolean,
  say: (line: string) => void,
): Promise<void> {
  if (!existsSync(join(worldFolder(machine), 'practice.json'))) await exportWorld(machine)
  const entries = await readdir(worldFolder(machine), { withFileTypes: true })
  const days = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name as PlainDate)
    .sort()
  const stepped = await reading(on(machine, beforeAll), (tx) =>
    tx.selectFrom('stepped_clock').select('today').where('practice_id', '=', practiceId).executeTakeFirst(),
  )
  const from = stepped?.today ?? beforeAll
  for (const day of days.filter((each) => each >= from)) {
    if (isStopping()) return
    const ground = on(machine, day)
    await setToday(ground, day)
    await takeIn(ground, join(worldFolder(machine), day))
    if (day.endsWith('-01')) say(`Demo practice: ${day.slice(0, 7)}`)
  }
}

async function takeIn(ground: Ground, folder: string): Promise<void> {
  const names = await readdir(folder)
  const bytesOf = async (ending: string) => {
    const name = names.find((each) => each.endsWith(`-${ending}.csv`))
    return name ? { name, bytes: await readFile(join(folder, name)) } : null
  }
  const patients = await bytesOf('patients')
  if (patients) await importFile(ground, patientImport(ground), patients)
  const coverages = await bytesOf('coverages')
  if (coverages) await importFile(ground, coverageImport(ground), coverages)
  const authorizations = await bytesOf('authorizations')
  if (authorizations) await importFile(ground, authorizationImport(ground), authorizations)
  const sessions = await bytesOf('sessions')
  if (sessions) await importFile(ground, sessionImport(ground), sessions)
}
