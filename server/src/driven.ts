import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { cents, date, formatDecimal, type PlainDate } from '@ballast/kernel'
import { setSwitches, setUpPractice } from './cycle/practice/actions/setup.ts'
import { guards as guardRows } from './cycle/practice/tables/guards.ts'
import { agingReport } from './cycle/receivable/actions/aging.ts'
import { receiveFile } from './cycle/remittance/actions/receive-file.ts'
import { drivenBooks } from './driven-books.ts'
import { drivenEdits } from './driven-edits.ts'
import { setToday } from './ground/clock.ts'
import { type Ground, groundOn, type Machine, system } from './ground/ground.ts'
import { dropWhole } from './ground/mailbox.ts'
import { importCsv, importKinds, kindOfName } from './imports.ts'
import { beginDay } from './sweeps.ts'

// A practice whose days are told from outside: its EHR leaves CSV files, its clearinghouse answers through a mailbox.
// What happens in between is the product itself, by the same roads as for any practice.

export type Told =
  | { readonly do: 'begin'; readonly guards: 'on' | 'off'; readonly folder: string; readonly practice: string }
  | { readonly do: 'morning' | 'evening'; readonly day: string }
  | { readonly do: 'aging' | 'books' | 'edits' | 'end' }

export type Answer = Readonly<Record<string, unknown>> & { readonly ok: boolean }

/** One practice driven day by day. */
export class DrivenPractice {
  readonly machine: Machine
  readonly practiceId: string
  readonly isDemo: boolean
  folder = ''
  today: PlainDate = date('2000-01-01')

  constructor(machine: Machine, practiceId: string, isDemo: boolean) {
    this.machine = machine
    this.practiceId = practiceId
    this.isDemo = isDemo
  }

  ground(): Ground {
    return groundOn(this.machine, this.practiceId, system('driven'), () => this.today)
  }

  async tell(told: Told): Promise<Answer> {
    switch (told.do) {
      case 'begin':
        return this.begin(told.guards, told.folder, told.practice)
      case 'morning':
        return this.morning(date(told.day))
      case 'evening':
        return this.evening()
      case 'aging':
        return this.aging()
      case 'books':
        return this.books()
      case 'edits':
        return { ok: true, edits: await drivenEdits(this.ground()) }
      case 'end':
        return { ok: true }
    }
  }

  async begin(guards: 'on' | 'off', folder: string, practiceFile: string): Promise<Answer> {
    this.folder = folder
    await this.machine.jobs.appear()
    const setup: unknown = JSON.parse(await readFile(practiceFile, 'utf8'))
    const result = await setUpPractice(this.ground(), setup, this.isDemo)
    if (!result.ok) return { ok: false, error: result.refusal.problems.join('; ') }
    await setSwitches(this.ground(), Object.fromEntries(guardRows.map(({ name }) => [name, guards === 'on'])))
    return { ok: true }
  }

  /** Goes on with a practice that was set up before. */
  async resume(folder: string): Promise<void> {
    this.folder = folder
    await this.machine.jobs.appear()
  }

  async morning(day: PlainDate): Promise<Answer> {
    this.today = day
    await setToday(this.ground(), day)
    const inFolder = join(this.folder, 'ehr')
    const names = (await readdir(inFolder)).sort()
    for (const name of names.filter((one) => one.endsWith('practice.json'))) {
      const told = await setUpPractice(
        this.ground(),
        JSON.parse(await readFile(join(inFolder, name), 'utf8')),
        this.isDemo,
      )
      if (!told.ok) return { ok: false, error: told.refusal.problems.join('; ') }
    }
    for (const kind of importKinds) {
      // Money taken at a visit finds the visit's claim there, when its note was signed the same day.
      if (kind === 'payments') await this.machine.jobs.drain()
      for (const name of names.filter((one) => kindOfName(one) === kind))
        await importCsv(this.ground(), kind, { name, bytes: await readFile(join(inFolder, name)) })
    }
    await this.machine.jobs.drain()
    await beginDay(this.ground())
    await this.machine.jobs.drain()
    await this.#hand(
      join(this.machine.folder, 'mailbox', this.practiceId, 'outbox'),
      join(this.folder, 'mailbox', 'outbox'),
    )
    // Whoever plays the patients too keeps a letter box for them.
    const letters = join(this.folder, 'letters')
    if (await stat(letters).catch(() => null)) await this.#hand(join(this.machine.folder, 'mail'), letters)
    return { ok: true }
  }

  async evening(): Promise<Answer> {
    const inbox = join(this.folder, 'mailbox', 'inbox')
    const done = join(this.folder, 'mailbox', 'done')
    await mkdir(done, { recursive: true })
    for (const name of (await readdir(inbox)).filter((one) => !one.startsWith('.')).sort()) {
      await receiveFile(this.ground(), name, await readFile(join(inbox, name)))
      await rename(join(inbox, name), join(done, name))
    }
    await this.machine.jobs.drain()
    return { ok: true }
  }

  /** What is owed today, by the A/R report. */
  async aging(): Promise<Answer> {
    const { rows, totalCents } = await agingReport(this.ground(), 'service', 'payer')
    const over60 = rows.reduce((all, { bucketsCents: [, , ...old] }) => all + old.reduce((a, b) => a + b, 0), 0)
    return { ok: true, aging: { total: formatDecimal(cents(totalCents)), over60: formatDecimal(cents(over60)) } }
  }

  /** What the ledger says, to be laid beside the payers' own books. */
  async books(): Promise<Answer> {
    return { ok: true, books: await drivenBooks(this.ground()) }
  }

  async #hand(from: string, to: string): Promise<void> {
    for (const name of (await readdir(from).catch(() => [])).filter((one) => !one.startsWith('.')).sort()) {
      await dropWhole(to, name, await readFile(join(from, name)))
      await rm(join(from, name))
    }
  }
}
