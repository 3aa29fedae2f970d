import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { addDays, addMonths, date } from '@ballast/kernel'
import { addDemoPeople, demoPassword } from './demo-logins.ts'
import { DrivenPractice } from './driven.ts'
import type { Identity } from './ground/auth.ts'
import { reading } from './ground/db.ts'
import type { Machine } from './ground/ground.ts'
import { serveWorld, type World } from './ground/simulator.ts'

// The demo practice lives on what a practice lives on: its EHR's export files and a mailbox to its payers, day by day, by the
// same roads as any practice. Nothing is written into its tables by a shorter way.

const practiceId = '0190d000-0000-7000-8000-000000000001'
// A year is filled; the world has a month more, for whoever wants to press on to the next day.
const monthsFilled = 12

export type Demo = { readonly practice: DrivenPractice; readonly world: World; readonly name: string }

const worldFolder = (machine: Machine): string => join(machine.folder, 'demo-world')

/** Opens the demo's world, its practice and its logins; a demo that is there already keeps everything. */
export async function openDemo(machine: Machine, identity: Identity): Promise<Demo> {
  const folder = worldFolder(machine)
  await mkdir(folder, { recursive: true })
  const world = await serveWorld(folder)
  const practice = new DrivenPractice(machine, practiceId, true)
  const begun = await practice.begin('on', folder, join(folder, 'practice.json'))
  if (!begun.ok) throw new Error(`the demo practice could not be set up: ${String(begun.error)}`)
  const row = await reading(practice.ground(), (tx) =>
    tx.selectFrom('practice').select('name').where('practice_id', '=', practiceId).executeTakeFirstOrThrow(),
  )
  // The one who supervises: her day shows her own notes and those that wait for her second signature.
  const clinician = await reading(practice.ground(), (tx) =>
    tx
      .selectFrom('clinician as one')
      .leftJoin('clinician as under', (join) =>
        join.onRef('under.practice_id', '=', 'one.practice_id').onRef('under.supervisor_id', '=', 'one.id'),
      )
      .select('one.id')
      .where('one.practice_id', '=', practiceId)
      .where('one.credential', '!=', 'associate')
      .orderBy((eb) => eb('under.id', 'is', null))
      .orderBy('one.npi')
      .executeTakeFirst(),
  )
  await addDemoPeople(identity, { id: practiceId, name: row.name, clinicianId: clinician?.id ?? null })
  return { practice, world, name: row.name }
}

/** Lives the demo's year from where an earlier run stopped; each day is the practice's own today while it lasts. */
export async function fillDemo(
  { practice, world }: Demo,
  url: string,
  isStopping: () => boolean,
  say: (line: string) => void,
): Promise<void> {
  const until = addMonths(world.from, monthsFilled)
  for (let day = world.lived ? addDays(world.lived, 1) : world.from; day < until; day = addDays(day, 1)) {
    if (isStopping()) return
    await liveDay({ practice, world }, url, day)
    if (day.endsWith('-01')) say(`Demo practice: ${day.slice(0, 7)}`)
  }
}

/** One day of the demo: the EHR's files in the morning, the payers' mail in the evening, and the staff at its queues. */
async function liveDay({ practice, world }: Pick<Demo, 'practice' | 'world'>, url: string, day: string): Promise<void> {
  await world.ask({ do: 'morning', day })
  await practice.morning(date(day))
  const taken = join(practice.folder, 'ehr')
  for (const name of await readdir(taken)) await rm(join(taken, name))
  await world.ask({ do: 'evening', day })
  await practice.evening()
  await world.ask({ do: 'staff', day, url, password: demoPassword })
}
