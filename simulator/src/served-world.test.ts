import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addDays } from '@ballast/kernel'
import { expect, test } from 'vitest'
import { carelessBiller } from './careless-biller.ts'
import { servedWorld } from './served-world.ts'
import { defaultMistakes, defaultPayers, defaultPractice } from './world/default-world.ts'

const config = {
  practice: defaultPractice(),
  payers: defaultPayers(),
  mistakes: defaultMistakes(),
  months: 1,
  clinicians: 2,
}

/** Lives thirty days in a folder; stops and starts again before the days named. */
async function live(folder: string, restartsBefore: readonly number[]): Promise<string> {
  let world = servedWorld(4, config, folder)
  let begun = await world.handle({ do: 'begin' })
  const biller = carelessBiller(config.practice.name)
  await biller.setUp({ name: 'practice.json', bytes: await readFile(join(folder, 'practice.json')) })
  for (let i = 0; i < 30; i++) {
    if (restartsBefore.includes(i)) {
      world = servedWorld(4, config, folder)
      begun = await world.handle({ do: 'begin' })
      expect(begun.lived).toBe(addDays(config.practice.startsOn, i - 1))
    }
    const day = addDays(config.practice.startsOn, i)
    await world.handle({ do: 'morning', day })
    const names = (await readdir(join(folder, 'ehr'))).filter((name) => name.startsWith(day))
    const files = await Promise.all(
      names.map(async (name) => ({ name, bytes: await readFile(join(folder, 'ehr', name)) })),
    )
    await biller.importFiles(day, files)
    for (const { name, bytes } of await biller.takeFromOutbox(day))
      await writeFile(join(folder, 'mailbox', 'outbox', name), bytes)
    await world.handle({ do: 'evening', day })
  }
  await world.handle({ do: 'answers' })
  const inbox = (await readdir(join(folder, 'mailbox', 'inbox'))).sort()
  expect(inbox.some((name) => name.startsWith('835'))).toBe(true)
  return `${inbox.join('\n')}\n${await readFile(join(folder, 'answers.json'), 'utf8')}`
}

test('a world that is stopped and started again arrives where it would have been', async () => {
  const folders = await Promise.all([0, 1].map(() => mkdtemp(join(tmpdir(), 'ballast-world-'))))
  const [through = '', stopped = ''] = folders
  try {
    expect(await live(stopped, [7, 21])).toBe(await live(through, []))
  } finally {
    for (const folder of folders) await rm(folder, { recursive: true, force: true })
  }
}, 60_000)
