import { randomBytes } from 'node:crypto'
import { ok, type Result, refuse } from '@ballast/kernel'
import { type QueryExecutorProvider, sql } from 'kysely'
import { sha256 } from './login-adapter.ts'

// A link that opens once stands for somebody who has no password yet, or none any more. What it carries is 32 bytes of
// chance that are kept nowhere but in the link; it is spent in the transaction of what it opened.

const hour = 60 * 60_000
/** How long each kind of link may lie unopened. */
const lifeOf = { 'set-up': 24 * hour, join: 7 * 24 * hour, reset: 24 * hour } as const

type LinkFacts = {
  readonly kind: keyof typeof lifeOf
  readonly practiceId: string | null
  readonly personId: string | null
  readonly name: string | null
  readonly email: string | null
  readonly roles: readonly string[]
  readonly clinicianId: string | null
  /** Who made it: a person's id, or the command that printed it. */
  readonly madeBy: string
}
export type Link = LinkFacts & {
  /** Whether its maker never saw it: it went by mail alone. */
  readonly isMailedOnly: boolean
  readonly madeAt: string
  readonly expiresAt: string
  readonly usedAt: string | null
}

export type LinkRefusal = { kind: 'link.not_found' | 'link.used' | 'link.expired'; message: string }

const columns = sql`kind, practice_id AS "practiceId", person_id AS "personId", name, email, roles,
  clinician_id AS "clinicianId", made_by AS "madeBy", is_mailed_only AS "isMailedOnly", made_at AS "madeAt", expires_at AS "expiresAt", used_at AS "usedAt"`

/** Makes a link; gives back what it carries, which is known to nobody afterwards. */
export async function makeLink(
  db: QueryExecutorProvider,
  facts: LinkFacts & { readonly isMailedOnly?: boolean },
  now: number,
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await sql`INSERT INTO login.link
      (token_sha256, kind, practice_id, person_id, name, email, roles, clinician_id, made_by, is_mailed_only, made_at, expires_at)
    VALUES (${sha256(token)}, ${facts.kind}, ${facts.practiceId}, ${facts.personId}, ${facts.name}, ${facts.email},
      ${facts.roles}, ${facts.clinicianId}, ${facts.madeBy}, ${facts.isMailedOnly ?? false}, ${new Date(now)}, ${new Date(now + lifeOf[facts.kind])})`.execute(
    db,
  )
  return token
}

/** What a link would open, without spending it. */
export async function openLink(
  db: QueryExecutorProvider,
  token: string,
  now: number,
): Promise<Result<Link, LinkRefusal>> {
  const { rows } = await sql<Link>`SELECT ${columns} FROM login.link WHERE token_sha256 = ${sha256(token)}`.execute(db)
  const [link] = rows
  if (!link) return refuse({ kind: 'link.not_found', message: 'This link is not whole, or was never made here.' })
  if (link.usedAt !== null) return refuse({ kind: 'link.used', message: 'This link has been used. It opens once.' })
  if (Date.parse(link.expiresAt) <= now)
    return refuse({ kind: 'link.expired', message: 'This link is too old. Ask for a new one.' })
  return ok(link)
}

/** Spends a link; of two who open it at one moment, one is told that it was used. */
export async function spendLink(
  tx: QueryExecutorProvider,
  token: string,
  now: number,
): Promise<Result<Link, LinkRefusal>> {
  const { rows } = await sql<Link>`UPDATE login.link SET used_at = ${new Date(now)}
    WHERE token_sha256 = ${sha256(token)} AND used_at IS NULL AND expires_at > ${new Date(now)} RETURNING ${columns}`.execute(
    tx,
  )
  const [link] = rows
  return link ? ok(link) : openLink(tx, token, now)
}

/** Takes every unopened link of a practice for a person or address away; without a practice, those of the first set-up. */
export async function spendLinks(
  tx: QueryExecutorProvider,
  which: { readonly practiceId: string | null; readonly email?: string },
  now: number,
): Promise<void> {
  await sql`UPDATE login.link SET used_at = ${new Date(now)}
    WHERE used_at IS NULL AND practice_id IS NOT DISTINCT FROM ${which.practiceId}
      AND (${which.email ?? null}::text IS NULL OR email = ${which.email ?? null})`.execute(tx)
}

/** Takes an unopened invitation back; whether there was one. */
export async function withdrawLink(tx: QueryExecutorProvider, practiceId: string, email: string): Promise<boolean> {
  const { rows } = await sql`DELETE FROM login.link
    WHERE practice_id = ${practiceId} AND kind = 'join' AND email = ${email} AND used_at IS NULL RETURNING kind`.execute(
    tx,
  )
  return rows.length > 0
}

/** Takes every unopened link to a new password of somebody away, whichever practice made it. */
export async function withdrawResets(tx: QueryExecutorProvider, personId: string): Promise<void> {
  await sql`DELETE FROM login.link WHERE kind = 'reset' AND person_id = ${personId} AND used_at IS NULL`.execute(tx)
}

/** Takes every unopened link away that somebody made for a practice. */
export async function withdrawLinksBy(tx: QueryExecutorProvider, practiceId: string, madeBy: string): Promise<void> {
  await sql`DELETE FROM login.link
    WHERE practice_id = ${practiceId} AND made_by = ${madeBy} AND used_at IS NULL`.execute(tx)
}

/** Invitations of a practice that nobody has opened, the newest first. */
export async function listInvitations(tx: QueryExecutorProvider, practiceId: string): Promise<Link[]> {
  const { rows } = await sql<Link>`SELECT ${columns} FROM login.link
    WHERE practice_id = ${practiceId} AND kind = 'join' AND used_at IS NULL ORDER BY made_at DESC`.execute(tx)
  return rows
}
