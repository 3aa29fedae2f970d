import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { date } from '@ballast/kernel'
import { carelessBiller } from './careless-biller.ts'

// The careless biller as a process of its own, so that the line protocol has a counterpart to be tried against.

const [name = 'Practice'] = process.argv.slice(2)
const biller = carelessBiller(name)
let folder = ''

const reply = (message: object) => void process.stdout.write(`${JSON.stringify(message)}\n`)

for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line) as { do: string; day?: string; folder?: string; practice?: string }
  if (asked.do === 'end') break
  if (asked.do === 'begin') {
    folder = asked.folder ?? ''
    const path = asked.practice ?? ''
    await biller.setUp({ name: 'practice.json', bytes: await readFile(path) })
  }
  if (asked.do === 'morning') {
    const day = date(asked.day ?? '')
    const names = (await readdir(join(folder, 'ehr'))).sort()
    const files = await Promise.all(
      names.map(async (one) => ({ name: one, bytes: await readFile(join(folder, 'ehr', one)) })),
    )
    await biller.importFiles(day, files)
    for (const file of await biller.takeFromOutbox(day))
      await writeFile(join(folder, 'mailbox', 'outbox', file.name), file.bytes)
  }
  if (asked.do === 'evening') {
    await mkdir(join(folder, 'mailbox', 'done'), { recursive: true })
    for (const one of await readdir(join(folder, 'mailbox', 'inbox')))
      await rename(join(folder, 'mailbox', 'inbox', one), join(folder, 'mailbox', 'done', one))
  }
  reply({ ok: true })
}
