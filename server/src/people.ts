import { ok, type Result, refuse } from '@ballast/kernel'
import { audit } from './ground/audit.ts'
import type { Identity } from './ground/auth.ts'
import { inTransaction, reading, type Tx } from './ground/db.ts'
import { type Ground, groundFor, type Machine } from './ground/ground.ts'
import {
  type Link,
  type LinkRefusal,
  listInvitations,
  makeLink,
  openLink,
  spendLink,
  withdrawLink,
  withdrawLinksBy,
  withdrawResets,
} from './ground/links.ts'
import { sha256 } from './ground/login-adapter.ts'
import { hashPassword, passwordFlaw } from './ground/password.ts'
import {
  endMembership,
  findPerson,
  insertPerson,
  type Member,
  membersOf,
  setMembership,
  setPassword,
} from './ground/people.ts'
import { permissionsFor, type Role } from './ground/permissions.ts'

// Who may come in, and as what. A person is invited by a link that opens once and chooses their own password: nobody here
// ever knows it. An owner answers for the practice, so only an owner makes, changes or helps an owner, and one always stays.

export type PeopleRefusal = { kind: 'not_found' } | PeopleProblem
type PeopleProblem = {
  kind: 'people.invalid' | 'people.owners_only' | 'people.last_owner' | 'people.here_already'
  message: string
}

export type Standing = { readonly roles: readonly Role[]; readonly clinicianId: string | null }

const isOwner = ({ roles }: { readonly roles: readonly string[] }): boolean => roles.includes('owner')

const mayManage = ({ roles }: { readonly roles: readonly string[] }): boolean =>
  permissionsFor(roles).has('people.manage')

/** A link is worth what its maker may do when it is opened, not when it was made. */
function stillGood(members: readonly Member[], { madeBy }: Link, isForOwner: boolean): Result<null, LinkRefusal> {
  const maker = members.find(({ id, endedAt }) => id === madeBy && endedAt === null)
  return isCommand(madeBy) || (maker && mayManage(maker) && (!isForOwner || isOwner(maker))) ? ok(null) : outlived
}

// Whoever runs this machine may open every door of it anyway.
const isCommand = (madeBy: string): boolean => madeBy === 'system:init' || madeBy === 'system:reset'

const outlived: { ok: false; refusal: LinkRefusal } = refuse({
  kind: 'link.expired',
  message: 'Something has changed since this link was made. Ask for a new one.',
})

const ownersOnly: { ok: false; refusal: PeopleProblem } = refuse({
  kind: 'people.owners_only',
  message: 'Only an owner makes somebody an owner, or changes one.',
})

/** Everyone who works or worked here, who was invited, and the clinicians a login may belong to. */
export const peoplePage = (ground: Ground) =>
  reading(ground, async (tx) => ({
    people: (await membersOf(tx, ground.practiceId)).map((member) => ({
      ...member,
      isYou: member.id === ground.actor.id,
    })),
    invitations: (await listInvitations(tx, ground.practiceId)).map(({ name, email, roles, madeAt, expiresAt }) => ({
      name,
      email,
      roles,
      madeAt,
      expiresAt,
      isOver: Date.parse(expiresAt) <= ground.machine.clock(),
    })),
    clinicians: await tx
      .selectFrom('clinician')
      .select(['id', 'first_name as firstName', 'last_name as lastName'])
      .where('practice_id', '=', ground.practiceId)
      .orderBy('last_name')
      .orderBy('first_name')
      .execute(),
    mayMakeOwners: isOwner(ground.actor),
  }))

async function standingProblem(tx: Tx, ground: Ground, standing: Standing): Promise<PeopleRefusal | null> {
  if (isOwner(standing) && !isOwner(ground.actor)) return ownersOnly.refusal
  const { clinicianId } = standing
  if (clinicianId === null)
    return standing.roles.includes('clinician')
      ? { kind: 'people.invalid', message: 'Which of your clinicians are they? Their day shows that one’s visits.' }
      : null
  const ours = await tx
    .selectFrom('clinician')
    .select('id')
    .where('practice_id', '=', ground.practiceId)
    .where('id', '=', clinicianId)
    .executeTakeFirst()
  return ours ? null : { kind: 'not_found' }
}

const practiceName = async (tx: Tx, practiceId: string): Promise<string> =>
  (await tx.selectFrom('practice').select('name').where('practice_id', '=', practiceId).executeTakeFirstOrThrow()).name

type Mailed = 'no' | 'sent' | 'failed'

/** A link to hand over, and whether a letter with it went out. Without `link` the letter is the only way. */
export type HandedLink = { readonly link: string | null; readonly mailed: Mailed; readonly problem: string | null }

const addressOf = (base: string, token: string): string => `${base}/welcome#${token}`

// A letter's link leads to the address of this installation alone: the one the asker used is theirs to make up.
const noPublicUrl: { ok: false; refusal: PeopleProblem } = refuse({
  kind: 'people.invalid',
  message: 'No letter can say where Ballast is: whoever runs it sets PUBLIC_URL first.',
})

// The letter goes at once and is kept nowhere here, in no folder either: a kept one would hold the way in.
async function mail(
  ground: Ground,
  letter: { to: string; subject: string; token: string; text: (link: string) => string } | null,
): Promise<{ mailed: Mailed; problem: string | null }> {
  const { mail, publicUrl } = ground.machine
  if (!letter) return { mailed: 'no', problem: null }
  if (!mail.delivers) return { mailed: 'failed', problem: 'No mail server is set: copy the link.' }
  if (publicUrl === null) return { mailed: 'failed', problem: noPublicUrl.refusal.message }
  const { to, subject, token, text } = letter
  try {
    await mail.send({ to, subject, text: text(addressOf(publicUrl, token)) })
    return { mailed: 'sent', problem: null }
  } catch (error) {
    return { mailed: 'failed', problem: (error as Error).message.slice(0, 300) }
  }
}

export type Invitation = Standing & {
  readonly name: string
  readonly email: string
  /** Whether the link is also sent to them by mail. */
  readonly byMail: boolean
}

/** Invites somebody; an earlier unopened invitation to the same address opens no more. */
export async function invite(
  ground: Ground,
  { name, email: written, roles, clinicianId, byMail }: Invitation,
  base: string,
): Promise<Result<HandedLink, PeopleRefusal>> {
  const email = written.toLowerCase()
  if (byMail && ground.machine.publicUrl === null) return noPublicUrl
  const made = await inTransaction<{ token: string; practice: string }, PeopleRefusal>(ground, async (tx) => {
    const problem = await standingProblem(tx, ground, { roles, clinicianId })
    if (problem) return refuse(problem)
    // Held still, so that of two invitations of one address the later takes the earlier back.
    const known = (await membersOf(tx, ground.practiceId, true)).find((member) => member.email === email)
    if (known)
      return refuse({
        kind: 'people.here_already',
        message: known.endedAt ? `${known.name} worked here before: bring them back.` : `${known.name} works here.`,
      })
    await withdrawLink(tx, ground.practiceId, email)
    const facts = { practiceId: ground.practiceId, personId: null, name, email, roles, clinicianId }
    const token = await makeLink(tx, { kind: 'join', ...facts, madeBy: ground.actor.id }, ground.machine.clock())
    await audit(tx, ground, { action: 'people.invited', subject: email, detail: { name, roles, clinicianId } })
    return ok({ token, practice: await practiceName(tx, ground.practiceId) })
  })
  if (!made.ok) return made
  const { token } = made.value
  const text = (
    link: string,
  ) => `${ground.actor.name} invites you to ${made.value.practice}. Open this link within seven days and choose a password. It opens once.

${link}

If you did not expect this, you need do nothing.`
  const letter = byMail ? { to: email, subject: `Your way in: ${made.value.practice}`, token, text } : null
  return ok({ link: addressOf(base, token), ...(await mail(ground, letter)) })
}

/** Takes an invitation back that nobody has opened. */
export const withdrawInvitation = (ground: Ground, email: string): Promise<Result<{ ok: true }, PeopleRefusal>> =>
  inTransaction<{ ok: true }, PeopleRefusal>(ground, async (tx) => {
    if (!(await withdrawLink(tx, ground.practiceId, email.toLowerCase()))) return refuse({ kind: 'not_found' })
    await audit(tx, ground, { action: 'people.invitation-withdrawn', subject: email })
    return ok({ ok: true })
  })

/** Finds a member to change, with everybody held still; refuses what would leave the practice without an owner. */
async function memberToChange(
  tx: Tx,
  ground: Ground,
  personId: string,
  next: readonly string[],
): Promise<Result<Member, PeopleRefusal>> {
  const members = await membersOf(tx, ground.practiceId, true)
  const member = members.find(({ id }) => id === personId)
  if (!member) return refuse({ kind: 'not_found' })
  if (isOwner(member) && !isOwner(ground.actor)) return ownersOnly
  const others = members.filter((each) => each.id !== personId && each.endedAt === null)
  if (isOwner(member) && !next.includes('owner') && !others.some(isOwner))
    return refuse({
      kind: 'people.last_owner',
      message: `${member.name} is the only owner. Make somebody else an owner first.`,
    })
  return ok(member)
}

/**
 * What somebody may do from now on; it counts at their next click. Gives back what they were, to undo it. Links that were
 * made for what they were, or by it, open no more.
 */
export const setStanding = (
  ground: Ground,
  personId: string,
  standing: Standing,
): Promise<Result<{ was: { roles: readonly string[]; clinicianId: string | null } }, PeopleRefusal>> =>
  inTransaction<{ was: { roles: readonly string[]; clinicianId: string | null } }, PeopleRefusal>(
    ground,
    async (tx) => {
      const found = await memberToChange(tx, ground, personId, standing.roles)
      if (!found.ok) return found
      const problem = await standingProblem(tx, ground, standing)
      if (problem) return refuse(problem)
      const { roles, clinicianId, name, endedAt } = found.value
      if (endedAt !== null)
        return refuse({ kind: 'people.invalid', message: `${name} no longer works here: bring them back first.` })
      const { practiceId } = ground
      await setMembership(tx, personId, { practiceId, practiceName: await practiceName(tx, practiceId), ...standing })
      await withdrawResets(tx, personId)
      const lost = (may: (who: { readonly roles: readonly string[] }) => boolean) => may({ roles }) && !may(standing)
      if (lost(isOwner) || lost(mayManage)) await withdrawLinksBy(tx, practiceId, personId)
      await audit(tx, ground, {
        action: 'people.standing-set',
        subject: personId,
        // Which clinician a login signs as is in the trail as much as what it may do.
        detail: {
          name,
          was: roles,
          is: standing.roles,
          clinician: { was: clinicianId, is: standing.clinicianId },
        },
      })
      return ok({ was: { roles, clinicianId } })
    },
  )

/** Somebody works here no longer: they are out at once, with every link made by or for them; their name stays in what they did. */
export const letGo = (ground: Ground, personId: string): Promise<Result<{ ok: true }, PeopleRefusal>> =>
  inTransaction<{ ok: true }, PeopleRefusal>(ground, async (tx) => {
    const found = await memberToChange(tx, ground, personId, [])
    if (!found.ok) return found
    if (found.value.endedAt === null) {
      await endMembership(tx, personId, ground.practiceId, ground.now())
      await withdrawResets(tx, personId)
      await withdrawLinksBy(tx, ground.practiceId, personId)
      await audit(tx, ground, { action: 'people.let-go', subject: personId, detail: { name: found.value.name } })
    }
    return ok({ ok: true })
  })

/** Somebody who worked here does again, as what they were. */
export const bringBack = (ground: Ground, personId: string): Promise<Result<{ ok: true }, PeopleRefusal>> =>
  inTransaction<{ ok: true }, PeopleRefusal>(ground, async (tx) => {
    const { practiceId } = ground
    const member = (await membersOf(tx, practiceId, true)).find(({ id }) => id === personId)
    if (!member) return refuse({ kind: 'not_found' })
    if (isOwner(member) && !isOwner(ground.actor)) return ownersOnly
    if (member.endedAt !== null) {
      const { roles, clinicianId, name } = member
      await setMembership(tx, personId, {
        practiceId,
        practiceName: await practiceName(tx, practiceId),
        roles,
        clinicianId,
      })
      await withdrawResets(tx, personId)
      await audit(tx, ground, { action: 'people.brought-back', subject: personId, detail: { name } })
    }
    return ok({ ok: true })
  })

/**
 * A link with which somebody chooses a new password. One who works for another practice too gets it by mail alone: else a
 * practice could come in everywhere by asking for a link to its own colleague.
 */
export async function offerReset(
  ground: Ground,
  personId: string,
  byMail: boolean,
  base: string,
): Promise<Result<HandedLink, PeopleRefusal>> {
  const made = await inTransaction<{ token: string; member: Member }, PeopleRefusal>(ground, async (tx) => {
    const member = (await membersOf(tx, ground.practiceId)).find(({ id, endedAt }) => id === personId && !endedAt)
    if (!member) return refuse({ kind: 'not_found' })
    if (isOwner(member) && !isOwner(ground.actor)) return ownersOnly
    const { name, email, worksElsewhere } = member
    if ((byMail || worksElsewhere) && ground.machine.publicUrl === null) return noPublicUrl
    if (worksElsewhere && !ground.machine.mail.delivers)
      return refuse({
        kind: 'people.invalid',
        message: `${name} works for another practice too, so the link goes by mail alone, and no mail server is set. Whoever runs Ballast sets one, or prints a link: ballast reset ${email}`,
      })
    const facts = { practiceId: ground.practiceId, personId, name, email, roles: [], clinicianId: null }
    await withdrawResets(tx, personId)
    const made = { kind: 'reset' as const, ...facts, madeBy: ground.actor.id, isMailedOnly: worksElsewhere }
    const token = await makeLink(tx, made, ground.machine.clock())
    await audit(tx, ground, { action: 'people.reset-offered', subject: personId, detail: { name } })
    return ok({ token, member })
  })
  if (!made.ok) return made
  const { token, member } = made.value
  const text = (link: string) => `Open this link within a day and choose a new password. It opens once.

${link}

If you did not ask for it, tell ${ground.actor.name}, who made it.`
  const letter = byMail || member.worksElsewhere ? { to: member.email, subject: 'A new password', token, text } : null
  return ok({ link: member.worksElsewhere ? null : addressOf(base, token), ...(await mail(ground, letter)) })
}

export type EntryRefusal =
  | LinkRefusal
  | { kind: 'link.invalid'; message: string; fields: readonly { at: string; message: string }[] }

const invalid = (at: string, message: string) =>
  refuse({ kind: 'link.invalid' as const, message: 'This cannot be right yet.', fields: [{ at, message }] })

type Opened = Link & { readonly practiceId: string; readonly email: string }

async function opened(machine: Machine, token: string, kind: Link['kind']): Promise<Result<Opened, LinkRefusal>> {
  const link = await openLink(machine.db, token, machine.clock())
  if (!link.ok) return link
  const { practiceId, email } = link.value
  if (link.value.kind !== kind || practiceId === null || email === null)
    return refuse({ kind: 'link.not_found', message: 'This link is not whole, or was never made here.' })
  return ok({ ...link.value, practiceId, email })
}

/** What a link opens, as its page asks for the rest: a practice where it is for one, and whether its address is known here. */
export type LookedAt = {
  readonly kind: Link['kind']
  readonly name: string | null
  readonly email: string | null
  readonly practice: string | null
  readonly isKnown: boolean
}

export async function lookAtLink(machine: Machine, token: string): Promise<Result<LookedAt, LinkRefusal>> {
  const link = await openLink(machine.db, token, machine.clock())
  if (!link.ok) return link
  const { kind, name, email, practiceId } = link.value
  if (practiceId === null || email === null) return ok({ kind, name, email, practice: null, isKnown: false })
  const actor = { id: 'system:link', name: 'link', kind: 'system' as const, roles: [] }
  const ground = await groundFor(machine, practiceId, actor)
  const practice = await reading(ground, (tx) => practiceName(tx, practiceId))
  return ok({ kind, name, email, practice, isKnown: (await findPerson(machine.db, email)) !== null })
}

/**
 * Comes to work for a practice. Whoever is known here already gives the password they have: a link says which practice, never
 * who somebody is.
 */
export async function join(
  machine: Machine,
  identity: Identity,
  entry: { readonly token: string; readonly name: string; readonly password: string },
  from: { readonly headers: Headers; readonly network: string },
): Promise<Result<{ email: string }, EntryRefusal>> {
  const link = await opened(machine, entry.token, 'join')
  if (!link.ok) return link
  const { email, practiceId, roles, clinicianId } = link.value
  const known = await findPerson(machine.db, email)
  if (known) {
    const entered = await identity.signIn({ email, password: entry.password }, from.headers, from.network)
    if (!entered.ok) return invalid('password', entered.refusal.message)
  } else {
    const flaw = passwordFlaw(entry.password)
    if (flaw) return invalid('password', flaw)
  }
  const passwordHash = known ? '' : await hashPassword(entry.password)
  const ground = await groundFor(machine, practiceId, {
    id: known?.id ?? email,
    name: entry.name,
    kind: 'person',
    roles: [],
  })
  return inTransaction<{ email: string }, EntryRefusal>(ground, async (tx) => {
    const members = await membersOf(tx, practiceId, true)
    const spent = await spendLink(tx, entry.token, machine.clock())
    if (!spent.ok) return spent
    const good = stillGood(members, spent.value, isOwner({ roles }))
    if (!good.ok) return good
    // Whoever works here by now stands as they were set since, not as somebody once invited them.
    if (members.some(({ id, endedAt }) => id === known?.id && endedAt === null)) return outlived
    if (known) await withdrawResets(tx, known.id)
    const personId = known?.id ?? (await insertPerson(tx, { name: entry.name, email, passwordHash }))
    await setMembership(tx, personId, {
      practiceId,
      practiceName: await practiceName(tx, practiceId),
      roles,
      clinicianId,
    })
    const by = { ...ground, actor: { ...ground.actor, id: personId } }
    await audit(tx, by, {
      action: 'people.joined',
      subject: personId,
      detail: { name: entry.name, roles, clinicianId },
    })
    return ok({ email })
  })
}

/** Chooses a new password with a link; every session of the old one ends. */
export async function resetPassword(
  machine: Machine,
  entry: { readonly token: string; readonly password: string },
): Promise<Result<{ email: string }, EntryRefusal>> {
  const link = await opened(machine, entry.token, 'reset')
  if (!link.ok) return link
  const { email, practiceId, personId } = link.value
  if (personId === null) return refuse({ kind: 'link.not_found', message: 'This link was made for nobody.' })
  const flaw = passwordFlaw(entry.password)
  if (flaw) return invalid('password', flaw)
  const passwordHash = await hashPassword(entry.password)
  const actor = { id: personId, name: link.value.name ?? '', kind: 'person' as const, roles: [] }
  const ground = await groundFor(machine, practiceId, actor)
  return inTransaction<{ email: string }, EntryRefusal>(ground, async (tx) => {
    const members = await membersOf(tx, practiceId, true)
    const spent = await spendLink(tx, entry.token, machine.clock())
    if (!spent.ok) return spent
    const member = members.find(({ id, endedAt }) => id === personId && endedAt === null)
    if (!member) return outlived
    const good = stillGood(members, spent.value, isOwner(member))
    if (!good.ok) return good
    const wasSeen = !spent.value.isMailedOnly && !isCommand(spent.value.madeBy)
    if (member.worksElsewhere && wasSeen) return outlived
    await withdrawResets(tx, personId)
    await setPassword(tx, personId, passwordHash, sha256(email))
    await audit(tx, ground, { action: 'people.password-reset', subject: personId })
    return ok({ email })
  })
}
