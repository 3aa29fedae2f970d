import { appendFile, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type PlainDate, parseDate } from '@ballast/kernel'
import { z } from 'zod'
import { printAnswers } from './answers.ts'
import type { OutgoingFile } from './clearinghouse.ts'
import { openWorld, type World } from './open-world.ts'
import { putQuestion } from './simulate-year.ts'
import { type Question, type RobotStaff, robotStaff } from './staff/robot-staff.ts'
import type { WorldConfig } from './year/types.ts'

// The other way round from a driven product: here the product leads and the world follows in folders, so that a demo
// practice can press "next day" for weeks. The world keeps no state but what it was sent: after a restart it lives its days
// again from the files it kept, and since the seed decides the rest it arrives where it was.

const day = z.string().transform((text, context): PlainDate => {
  const read = parseDate(text)
  if (read !== null) return read
  context.addIssue({ code: 'custom', message: `not a day: ${text}` })
  return z.NEVER
})
export const requestSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('begin') }),
  z.strictObject({ do: z.literal('morning'), day }),
  z.strictObject({ do: z.literal('evening'), day }),
  z.strictObject({ do: z.literal('coverage'), day, patientId: z.string() }),
  z.strictObject({ do: z.literal('session'), day, sessionId: z.string() }),
  z.strictObject({ do: z.literal('authorization'), day, patientId: z.string(), payerId: z.string() }),
  z.strictObject({ do: z.literal('payer'), day, payerId: z.string() }),
  z.strictObject({ do: z.literal('reassign'), day, patientId: z.string(), payerId: z.string() }),
  z.strictObject({
    do: z.literal('beyond'),
    day,
    patientId: z.string(),
    from: day,
    until: day.nullable(),
    choice: z.enum(['private', 'called_off']),
  }),
  z.strictObject({
    do: z.literal('refill'),
    day,
    patientId: z.string(),
    clinician: z.string(),
    on: day,
    start: z.string(),
  }),
  z.strictObject({ do: z.literal('staff'), day, url: z.url(), password: z.string() }),
  z.strictObject({ do: z.literal('answers') }),
])
export type Request = z.infer<typeof requestSchema>
export type Reply = {
  readonly ok: true
  readonly from?: PlainDate
  readonly until?: PlainDate
  /** The last day lived before a restart; null on a first start. */
  readonly lived?: PlainDate | null
  readonly files?: readonly string[]
}

const isQuestion = (request: Request): request is Extract<Request, { do: Question['kind'] }> =>
  ['coverage', 'session', 'authorization', 'payer', 'reassign', 'beyond', 'refill'].includes(request.do)
const questionOf = ({ do: kind, day: _, ...about }: Extract<Request, { do: Question['kind'] }>): Question =>
  ({ kind, ...about }) as Question

/** A world in a folder: `ehr` and `mailbox/inbox` are written for the product, `mailbox/outbox` is taken from it. */
export function servedWorld(seed: number, config: WorldConfig, folder: string) {
  const folders = {
    ehr: join(folder, 'ehr'),
    inbox: join(folder, 'mailbox', 'inbox'),
    outbox: join(folder, 'mailbox', 'outbox'),
    kept: join(folder, 'world'),
  }
  const diary = join(folders.kept, 'diary.jsonl')
  let world: World | null = null
  const opened = (): World => {
    if (!world) throw new RangeError('begin first')
    return world
  }

  async function put(into: string, files: readonly OutgoingFile[]): Promise<string[]> {
    for (const { name, bytes } of files) {
      const part = join(into, `.${name}.part`)
      await writeFile(part, bytes)
      await rename(part, join(into, name))
    }
    return files.map(({ name }) => name)
  }

  /** What a request does to the world itself; the folders are the caller's. */
  function live(request: Request, received: readonly OutgoingFile[]): readonly OutgoingFile[] {
    const now = opened()
    if (request.do === 'morning') return now.ehrFilesFor(request.day)
    if (isQuestion(request)) putQuestion(now, request.day, questionOf(request))
    if (request.do !== 'evening') return []
    for (const { name, bytes } of received) now.receive(request.day, name, bytes)
    return now.deliver(request.day)
  }

  let people: RobotStaff | null = null
  /** The staff's day: what it asks the world is written down, so that a restart asks it again. */
  async function workDay({ day: on, url, password }: Extract<Request, { do: 'staff' }>): Promise<void> {
    // Whoever changed the demo's password sent the staff home; the days go on without them.
    people ??= await robotStaff(
      { url, password },
      { staff: config.mistakes.staff, practice: config.practice, seed },
    ).catch(() => null)
    if (!people) return
    for (const { kind, ...about } of await people.work(on)) {
      const request = requestSchema.parse({ do: kind, day: on, ...about })
      await appendFile(diary, `${JSON.stringify(request)}\n`)
      live(request, [])
    }
  }

  async function keptFiles(of: PlainDate): Promise<OutgoingFile[]> {
    const names = (await readdir(join(folders.kept, of)).catch(() => [])).sort()
    return Promise.all(names.map(async (name) => ({ name, bytes: await readFile(join(folders.kept, of, name)) })))
  }

  async function begin(): Promise<Reply> {
    for (const one of Object.values(folders)) await mkdir(one, { recursive: true })
    world = openWorld(seed, config)
    await put(folder, [world.practiceFile()])
    let lived: PlainDate | null = null
    const lines = (await readFile(diary, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '')
    for (const line of lines) {
      const request = requestSchema.parse(JSON.parse(line))
      live(request, request.do === 'evening' ? await keptFiles(request.day) : [])
      if (request.do === 'evening') lived = request.day
    }
    return { ok: true, from: world.year.from, until: world.year.until, lived }
  }

  return {
    async handle(request: Request): Promise<Reply> {
      if (request.do === 'begin') return begin()
      if (request.do === 'answers') {
        await put(folder, [{ name: 'answers.json', bytes: new TextEncoder().encode(printAnswers(opened().answers())) }])
        return { ok: true, files: ['answers.json'] }
      }
      if (request.do === 'staff') {
        await workDay(request)
        return { ok: true }
      }
      if (request.do === 'morning') return { ok: true, files: await put(folders.ehr, live(request, [])) }
      if (request.do === 'evening') {
        const keep = join(folders.kept, request.day)
        await mkdir(keep, { recursive: true })
        const names = (await readdir(folders.outbox)).filter((name) => !name.startsWith('.'))
        for (const name of names) await rename(join(folders.outbox, name), join(keep, name))
      }
      await appendFile(diary, `${JSON.stringify(request)}\n`)
      const files = live(request, request.do === 'evening' ? await keptFiles(request.day) : [])
      return { ok: true, files: await put(folders.inbox, files) }
    },
  }
}
