import { randomBytes } from 'node:crypto'
import type { PlainDate } from '@ballast/kernel'
import type { Kysely } from 'kysely'
import type pg from 'pg'
import type { CardProcessor } from './cards.ts'
import type { Tx } from './db.ts'
import type { FileStore } from './files.ts'
import type { Jobs } from './jobs.ts'
import type { Mailer } from './mail.ts'
import type { Mailbox } from './mailbox.ts'
import type { Database } from './tables.ts'

/** Who acts: a person by login, or the system by the name of its job. */
export type Actor = {
  readonly id: string
  readonly name: string
  readonly kind: 'person' | 'system'
  readonly roles: readonly string[]
  /** The clinician of the practice this person is, when they are one. */
  readonly clinicianId?: string | null
}

/** What one process opens once: the pool, the stores, the queue, the clock and chance. */
export type Machine = {
  readonly folder: string
  readonly db: Kysely<Database>
  readonly pool: pg.Pool
  readonly files: FileStore
  readonly mailboxOf: (practiceId: string) => Mailbox
  readonly jobs: Jobs
  readonly mail: Mailer
  readonly cards: CardProcessor
  /** Where patients reach the pages from outside, without a slash at its end; null when they cannot. */
  readonly publicUrl: string | null
  /** Milliseconds since 1970: real time. */
  readonly clock: () => number
  readonly close: () => Promise<void>
}

/** Everything an action needs from outside, for one practice and one actor. */
export type Ground = {
  readonly machine: Machine
  readonly practiceId: string
  readonly actor: Actor
  readonly files: FileStore
  readonly mailbox: Mailbox
  today(): PlainDate
  /** An ISO instant, for the audit and for order; never for a business date. */
  now(): string
  newId(): string
  /** The transaction this work is part of, when another began it: a change then joins it instead of beginning its own. */
  readonly within?: Tx
}

let lastAt = 0
let nth = 0

/** A time-ordered id: uuid version 7. Ids of one process made in one millisecond are in the order they were made. */
export function newId(clock: () => number): string {
  const bytes = randomBytes(16)
  const now = clock()
  nth = now > lastAt ? bytes.readUInt16BE(6) & 0x3ff : nth + 1
  if (nth > 0xfff) nth = 0
  lastAt = now > lastAt ? now : nth === 0 ? lastAt + 1 : lastAt
  bytes.writeUIntBE(lastAt, 0, 6)
  bytes.writeUInt16BE(0x7000 | nth, 6)
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** What somebody who cannot sign in shows: the practice's id and sixteen bytes of chance, in 43 letters. */
export const newToken = (practiceId: string): string =>
  Buffer.concat([Buffer.from(practiceId.replaceAll('-', ''), 'hex'), randomBytes(16)]).toString('base64url')

/** The practice a token names; null for what cannot be a token. */
export function practiceOfToken(token: string): string | null {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== 32 || bytes.toString('base64url') !== token) return null
  const hex = bytes.subarray(0, 16).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

export const system = (name: string): Actor => ({ id: `system:${name}`, name, kind: 'system', roles: ['system'] })

/** The day it is in a time zone. */
export const dayIn = (timeZone: string, ms: number): PlainDate =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    ms,
  ) as PlainDate

/** The ground under one practice: its clock is its own stepped day when it has one, else its time zone's day. */
export async function groundFor(machine: Machine, practiceId: string, actor: Actor): Promise<Ground> {
  const clock = await clockOf(machine, practiceId)
  return groundOn(machine, practiceId, actor, () => clock.steppedOn ?? dayIn(clock.timeZone, machine.clock()))
}

/** The ground under one practice on a given day. */
export function groundOn(machine: Machine, practiceId: string, actor: Actor, today: () => PlainDate): Ground {
  return {
    machine,
    practiceId,
    actor,
    files: machine.files,
    mailbox: machine.mailboxOf(practiceId),
    today,
    now: () => new Date(machine.clock()).toISOString(),
    newId: () => newId(machine.clock),
  }
}

async function clockOf(
  machine: Machine,
  practiceId: string,
): Promise<{ steppedOn: PlainDate | null; timeZone: string }> {
  const { reading } = await import('./db.ts')
  const probe = groundOn(machine, practiceId, system('clock'), () => '1970-01-01' as PlainDate)
  return reading(probe, async (tx) => {
    const stepped = await tx
      .selectFrom('stepped_clock')
      .select('today')
      .where('practice_id', '=', practiceId)
      .executeTakeFirst()
    const practice = await tx
      .selectFrom('practice')
      .select('time_zone')
      .where('practice_id', '=', practiceId)
      .executeTakeFirst()
    return { steppedOn: stepped?.today ?? null, timeZone: practice?.time_zone ?? 'UTC' }
  })
}
