import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { addDays, addMonths, ok, type PlainDate, refuse } from '@ballast/kernel'
import { addDemoPeople, demoPassword, demoPeople } from './demo-logins.ts'
import type { DemoDoor } from './door.ts'
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
const monthsOfWorld = 13

export type Demo = {
  readonly practice: DrivenPractice
  readonly world: World
  readonly name: string
  /** The world's first day; null until it has begun. */
  from: PlainDate | null
  /** The last day that was lived to its end. */
  lived: PlainDate | null
  /** Where its staff finds the product; without it the staff stays at home and the queues are whoever comes' to work. */
  url: string
  /** Whether a day is being lived: there is one world, and its days come one after another. */
  isBusy: boolean
}

const worldFolder = (machine: Machine): string => join(machine.folder, 'demo-world')

/**
 * Opens the demo's world, its practice and its logins. A demo that is there already keeps everything, and is open at once:
 * its world comes after, when it has lived again what it lived before.
 */
export async function openDemo(
  machine: Machine,
  identity: Identity,
  worldOptions: readonly string[] = [],
): Promise<Demo> {
  const folder = worldFolder(machine)
  await mkdir(folder, { recursive: true })
  const world = serveWorld(folder, worldOptions)
  const practice = new DrivenPractice(machine, practiceId, true)
  const nameOf = async (): Promise<string | undefined> =>
    (
      await reading(practice.ground(), (tx) =>
        tx.selectFrom('practice').select('name').where('practice_id', '=', practiceId).executeTakeFirst(),
      )
    )?.name
  if ((await nameOf()) === undefined) {
    await world.begun
    const begun = await practice.begin('on', folder, join(folder, 'practice.json'))
    if (!begun.ok) throw new Error(`the demo practice could not be set up: ${String(begun.error)}`)
  } else await practice.resume(folder)
  const name = (await nameOf()) ?? ''
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
  await addDemoPeople(identity, { id: practiceId, name, clinicianId: clinician?.id ?? null })
  const demo: Demo = { practice, world, name, from: null, lived: null, url: '', isBusy: false }
  void world.begun.then((begun) => Object.assign(demo, begun)).catch(() => undefined)
  return demo
}

/** What the web may know and do about the demo of this process. */
export const demoDoor = (demo: Demo): DemoDoor => ({
  practiceId,
  logins: demoPeople.map(({ email, role }) => ({ email, role })),
  password: demoPassword,
  progress: () => {
    const { from } = demo
    if (from === null) return null
    const until = addDays(addMonths(from, monthsFilled), -1)
    return { from, until, lived: demo.lived, isFilling: demo.isBusy && (demo.lived ?? from) < until }
  },
  step: () => stepDemo(demo),
})

async function stepDemo(demo: Demo): ReturnType<DemoDoor['step']> {
  if (demo.isBusy || demo.lived === null || demo.from === null)
    return refuse({ kind: 'demo.busy', message: 'A day of the demo is being lived already. It takes a few seconds.' })
  const day = addDays(demo.lived, 1)
  if (day >= addMonths(demo.from, monthsOfWorld))
    return refuse({ kind: 'demo.over', message: 'The demo world ends here: nothing more happens in it.' })
  demo.isBusy = true
  try {
    await liveDay(demo, day)
  } finally {
    demo.isBusy = false
  }
  return ok({ today: day })
}

/** Lives the demo's year from where an earlier run stopped; each day is the practice's own today while it lasts. */
export async function fillDemo(
  demo: Demo,
  url: string,
  isStopping: () => boolean,
  say: (line: string) => void,
): Promise<void> {
  demo.url = url
  const { from, lived } = await demo.world.begun
  const until = addMonths(from, monthsFilled)
  demo.isBusy = true
  try {
    for (let day = lived ? addDays(lived, 1) : from; day < until; day = addDays(day, 1)) {
      if (isStopping()) return
      await liveDay(demo, day)
      if (day.endsWith('-01')) say(`Demo practice: ${day.slice(0, 7)}`)
    }
  } finally {
    demo.isBusy = false
  }
}

/** One day of the demo: the EHR's files in the morning, the payers' mail in the evening, and the staff at its queues. */
async function liveDay(demo: Demo, day: PlainDate): Promise<void> {
  const { practice, world } = demo
  await world.ask({ do: 'morning', day })
  await practice.morning(day)
  const taken = join(practice.folder, 'ehr')
  for (const name of await readdir(taken)) await rm(join(taken, name))
  await world.ask({ do: 'evening', day })
  await practice.evening()
  if (demo.url !== '') await world.ask({ do: 'staff', day, url: demo.url, password: demoPassword })
  demo.lived = day
}
