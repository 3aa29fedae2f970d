import { spawn } from 'node:child_process'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseDecimal } from '@ballast/kernel'
import { z } from 'zod'
import type { OutgoingFile } from './clearinghouse.ts'
import type { PracticeUnderTest } from './simulate-year.ts'
import { type RemindedAt, remindedAt } from './staff/reminded.ts'
import { type RobotStaff, robotStaff } from './staff/robot-staff.ts'
import type { Staff } from './world/mistake-file.ts'
import type { PracticeFile } from './world/practice-file.ts'

// The product as a stranger runs it: a process told the day, with folders for the EHR's files and for its mailbox. One JSON
// object a line each way; nothing else passes between the two sides. The README has the words.

const money = z.string().transform((text, context) => {
  const read = parseDecimal(text)
  if (read !== null) return read
  context.addIssue({ code: 'custom', message: `not an amount: ${text}` })
  return z.NEVER
})
const amounts = z.record(z.string(), money)
const answer = z.object({
  ok: z.boolean().optional(),
  error: z.string().optional(),
  door: z.object({ url: z.url(), password: z.string() }).optional(),
  aging: z.object({ total: money, over60: money }).optional(),
  books: z
    .object({
      accounts: amounts,
      claims: z.record(z.string(), z.object({ paid: money, contractual: money, patientResponsibility: money })),
      patients: amounts,
      payers: z.record(z.string(), z.object({ payments: money, interest: money, adjusted: money })),
    })
    .optional(),
  edits: z
    .array(
      z.object({
        id: z.string(),
        title: z.string(),
        prevents: z.array(z.string()),
        held: z.array(z.string()),
        spoke: z.array(z.string()),
        asked: z.array(z.string()).default([]),
      }),
    )
    .optional(),
})
type Answer = z.infer<typeof answer>

export type DrivenProduct = PracticeUnderTest & { readonly end: () => Promise<void> }

/** Starts the product in a folder of its own and speaks with it, a line at a time. */
export function drivenProduct(
  command: string,
  folder: string,
  guards: 'on' | 'off',
  patients: { readonly staff: Staff; readonly practice: PracticeFile; readonly seed: number },
): DrivenProduct {
  const child = spawn(command, { shell: true, stdio: ['pipe', 'pipe', 'inherit'] })
  // A product that has died is noticed by its missing answer, which says what was asked.
  child.stdin.on('error', () => {})
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const folders = {
    ehr: join(folder, 'ehr'),
    inbox: join(folder, 'mailbox', 'inbox'),
    outbox: join(folder, 'mailbox', 'outbox'),
    letters: join(folder, 'letters'),
  }

  async function ask(message: Readonly<Record<string, string>>): Promise<Answer> {
    child.stdin.write(`${JSON.stringify(message)}\n`)
    const line = await lines.next()
    if (line.done) throw new Error(`the product ended while asked to "${message.do}"`)
    const said = answer.parse(JSON.parse(line.value))
    if (said.ok === false) throw new Error(`the product could not "${message.do}": ${said.error ?? 'no reason given'}`)
    return said
  }
  async function put(into: string, files: readonly OutgoingFile[]): Promise<void> {
    for (const { name, bytes } of files) await writeFile(join(into, name), bytes)
  }
  async function takeAll(from: string): Promise<OutgoingFile[]> {
    const names = (await readdir(from)).filter((name) => !name.startsWith('.')).sort()
    const files: OutgoingFile[] = []
    for (const name of names) {
      files.push({ name, bytes: await readFile(join(from, name)) })
      await rm(join(from, name))
    }
    return files
  }
  let people: RobotStaff | null = null
  let reminded: RemindedAt | null = null

  return {
    async setUp(practice) {
      for (const one of Object.values(folders)) await mkdir(one, { recursive: true })
      await put(folder, [practice])
      const { door } = await ask({ do: 'begin', guards, folder, practice: join(folder, practice.name) })
      if (door && patients.staff.itemsPerDay > 0) people = await robotStaff(door, patients)
      if (door) reminded = remindedAt(door.url)
    },
    async importFiles(day, files) {
      await put(folders.ehr, files)
      await ask({ do: 'morning', day })
      await takeAll(folders.ehr)
    },
    takeFromOutbox: () => takeAll(folders.outbox),
    async putIntoInbox(day, files) {
      await put(folders.inbox, files)
      await ask({ do: 'evening', day })
    },
    letters: async () => (reminded ? reminded.read(await takeAll(folders.letters)) : []),
    answerLetter: async (letter, answer) => (reminded ? reminded.answer(letter, answer) : false),
    questions: async (day) => (people ? people.work(day) : []),
    askBooking: async (wanted) => (people ? people.askBooking(wanted) : new Map()),
    aging: async () => (await ask({ do: 'aging' })).aging ?? null,
    books: async () => (await ask({ do: 'books' })).books ?? null,
    edits: async () => (await ask({ do: 'edits' })).edits ?? [],
    async end() {
      child.stdin.end(`${JSON.stringify({ do: 'end' })}\n`)
      await ended
    },
  }
}
