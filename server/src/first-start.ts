import { ok, type Result, refuse } from '@ballast/kernel'
import { setUpPractice } from './cycle/practice/actions/setup.ts'
import { keptPractice, practiceFlaws } from './cycle/practice/rules/flaws.ts'
import { type Flaw, type PracticeEntry, setupSchema } from './cycle/practice/types.ts'
import { audit } from './ground/audit.ts'
import { inTransaction, reading } from './ground/db.ts'
import { dayIn, groundFor, groundOn, type Machine, newId, system } from './ground/ground.ts'
import {
  type LinkRefusal,
  makeLink,
  openLink,
  spendLink,
  spendLinks,
  withdrawLinksBy,
  withdrawResets,
} from './ground/links.ts'
import { hashPassword, passwordFlaw } from './ground/password.ts'
import { emailSchema, findPerson, insertPerson, membersOf, setMembership } from './ground/people.ts'

// An installation begins with nobody in it. Whoever started it is shown a link that opens once; with it the practice is named
// and its first owner comes in. Everybody else is invited by them.

/** What an installation holds: nothing yet, the demo alone, or a practice of somebody's own. */
export async function holds(machine: Machine): Promise<'nothing' | 'demo' | 'practice'> {
  const listed = await machine.db.selectFrom('practice_list').select('practice_id').execute()
  if (listed.length === 0) return 'nothing'
  for (const { practice_id } of listed) {
    const ground = groundOn(machine, practice_id, system('start'), () => dayIn('UTC', machine.clock()))
    const practice = await reading(ground, (tx) =>
      tx.selectFrom('practice').select('is_demo').where('practice_id', '=', practice_id).executeTakeFirst(),
    )
    if (practice && !practice.is_demo) return 'practice'
  }
  return 'demo'
}

/** A link for the first set-up. One that was printed before goes on working until its time is over or one of them was used. */
export const makeSetUpLink = (machine: Machine): Promise<string> =>
  makeLink(
    machine.db,
    {
      kind: 'set-up',
      practiceId: null,
      personId: null,
      name: null,
      email: null,
      roles: [],
      clinicianId: null,
      madeBy: 'system:start',
    },
    machine.clock(),
  )

export type FirstSetUp = {
  readonly practice: PracticeEntry
  readonly owner: { readonly name: string; readonly email: string; readonly password: string }
}

export type SetUpRefusal =
  | LinkRefusal
  | { kind: 'set_up.invalid'; message: string; fields: readonly Flaw[] }
  | { kind: 'set_up.done'; message: string }

const invalid = (fields: readonly Flaw[]) =>
  refuse({ kind: 'set_up.invalid' as const, message: 'Some of this cannot be right yet.', fields })

const under = (name: string, flaws: readonly Flaw[]): Flaw[] =>
  flaws.map(({ at, message }) => ({ at: `${name}.${at}`, message }))

/** The practice's first office and program, of which there may be more later. */
const firstPlaces = {
  office: { id: 'MAIN', name: 'Main office', placeOfService: '11' },
  program: { id: 'OP', name: 'Outpatient' },
} as const

/** Names the practice and its first owner; all of it or nothing, and once, however many hold a link. */
export async function setUpFirst(
  machine: Machine,
  token: string,
  { practice, owner }: FirstSetUp,
): Promise<Result<{ practiceId: string }, SetUpRefusal>> {
  const link = await openSetUp(machine, token)
  if (!link.ok) return link
  const password = passwordFlaw(owner.password)
  const flaws = [
    ...under('practice', practiceFlaws(practice)),
    ...(password ? [{ at: 'owner.password', message: password }] : []),
  ]
  if (flaws.length > 0) return invalid(flaws)
  if (await findPerson(machine.db, owner.email))
    return invalid([{ at: 'owner.email', message: 'Somebody here signs in with this address already.' }])

  const passwordHash = await hashPassword(owner.password)
  const practiceId = newId(machine.clock)
  const kept = keptPractice(practice)
  const place = { address: kept.address, city: kept.city, state: kept.state, zip: kept.zip }
  const setup = {
    // Clearinghouses know most practices by their tax id; who was given another number enters it in the settings.
    practice: { ...kept, submitterId: kept.taxId },
    locations: [{ ...firstPlaces.office, ...place }],
    programs: [firstPlaces.program],
    clinicians: [],
    charges: [],
    payers: [],
  }
  const by = groundOn(machine, practiceId, system('first-start'), () => dayIn(kept.timeZone, machine.clock()))
  return inTransaction<{ practiceId: string }, SetUpRefusal>(by, async (tx) => {
    const spent = await spendLink(tx, token, machine.clock())
    if (!spent.ok) return spent
    await spendLinks(tx, { practiceId: null }, machine.clock())
    if (await tx.selectFrom('practice_list').select('practice_id').limit(1).executeTakeFirst()) return alreadyDone
    const personId = await insertPerson(tx, { ...owner, passwordHash })
    const actor = { id: personId, name: owner.name, kind: 'person' as const, roles: ['owner'] }
    const ground = { ...by, actor, within: tx }
    const set = await setUpPractice(ground, setup, false)
    if (!set.ok) return invalid(set.refusal.problems.map((message) => ({ at: 'practice', message })))
    await setMembership(tx, personId, { practiceId, practiceName: kept.name, roles: ['owner'], clinicianId: null })
    await audit(tx, ground, { action: 'practice.set-up', subject: kept.name, detail: { npi: kept.npi } })
    return ok({ practiceId })
  })
}

const alreadyDone = refuse({ kind: 'set_up.done' as const, message: 'The practice is set up already. Sign in.' })

async function openSetUp(machine: Machine, token: string): Promise<Result<null, SetUpRefusal>> {
  const link = await openLink(machine.db, token, machine.clock())
  if (!link.ok) return link
  if (link.value.kind !== 'set-up')
    return refuse({ kind: 'link.not_found', message: 'This link is not whole, or was never made here.' })
  return ok(null)
}

type Practice = { readonly id: string; readonly name: string }

async function practiceWith(machine: Machine, npi: string): Promise<Practice | null> {
  const listed = await machine.db.selectFrom('practice_list').select('practice_id').execute()
  for (const { practice_id } of listed) {
    const ground = await groundFor(machine, practice_id, system('init'))
    const found = await reading(ground, (tx) =>
      tx.selectFrom('practice').select(['name', 'npi']).where('practice_id', '=', practice_id).executeTakeFirst(),
    )
    if (found?.npi === npi) return { id: practice_id, name: found.name }
  }
  return null
}

export type BringRefusal = { kind: 'practice.unusable_setup'; problems: readonly string[] }

/**
 * Sets a practice up from its settings file, or brings the file again to the practice of its NPI. Gives a link for the owner
 * where the practice has none; one that was printed before opens no more.
 */
export async function bringPractice(
  machine: Machine,
  file: unknown,
  owner: string | null,
): Promise<Result<{ name: string; isNew: boolean; token: string | null }, BringRefusal>> {
  const unusable = (...problems: string[]) => refuse({ kind: 'practice.unusable_setup' as const, problems })
  const address = owner === null ? null : emailSchema.safeParse(owner)
  if (address?.success === false) return unusable(`--owner ${owner}: an address such as ida@example.org.`)
  const read = setupSchema.safeParse(file)
  const flaws = read.success ? practiceFlaws(read.data.practice) : []
  if (flaws.length > 0) return unusable(...flaws.map(({ at, message }) => `practice.${at}: ${message}`))
  const known = read.success ? await practiceWith(machine, read.data.practice.npi) : null
  const ground = await groundFor(machine, known?.id ?? newId(machine.clock), system('init'))
  return inTransaction<{ name: string; isNew: boolean; token: string | null }, BringRefusal>(ground, async (tx) => {
    const set = await setUpPractice({ ...ground, within: tx }, file, false)
    if (!set.ok) return set
    const members = await membersOf(tx, ground.practiceId)
    const isOwned = members.some(({ roles, endedAt }) => endedAt === null && roles.includes('owner'))
    if (!isOwned && owner === null) return unusable('Name its first owner: --owner somebody@example.org')
    await spendLinks(tx, { practiceId: null }, machine.clock())
    await withdrawLinksBy(tx, ground.practiceId, 'system:init')
    const facts = {
      practiceId: ground.practiceId,
      personId: null,
      name: null,
      email: (address?.data ?? '').toLowerCase(),
    }
    const token = isOwned
      ? null
      : await makeLink(
          tx,
          { kind: 'join', ...facts, roles: ['owner'], clinicianId: null, madeBy: 'system:init' },
          machine.clock(),
        )
    return ok({ name: set.value.name, isNew: known === null, token })
  })
}

/** A link with which somebody chooses a new password, for whoever runs this machine; null when nobody works here by it. */
export async function resetByCommand(machine: Machine, email: string): Promise<string | null> {
  const person = await findPerson(machine.db, email)
  if (!person) return null
  const listed = await machine.db.selectFrom('practice_list').select('practice_id').execute()
  for (const { practice_id } of listed) {
    const ground = await groundFor(machine, practice_id, system('reset'))
    const token = await inTransaction<string, { kind: 'not_found' }>(ground, async (tx) => {
      const member = (await membersOf(tx, practice_id)).find(({ id, endedAt }) => id === person.id && endedAt === null)
      if (!member) return refuse({ kind: 'not_found' })
      await audit(tx, ground, {
        action: 'people.reset-offered',
        subject: member.id,
        detail: { name: member.name, by: 'the command line' },
      })
      const facts = { practiceId: practice_id, personId: member.id, name: member.name, email: member.email }
      await withdrawResets(tx, member.id)
      const made = { kind: 'reset' as const, ...facts, roles: [], clinicianId: null, madeBy: 'system:reset' }
      return ok(await makeLink(tx, made, machine.clock()))
    })
    if (token.ok) return token.value
  }
  return null
}
