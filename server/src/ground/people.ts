import { randomUUID } from 'node:crypto'
import { type QueryExecutorProvider, sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from './db.ts'

/** The address somebody signs in with and is written to, wherever it is entered. */
export const emailSchema = z.string().trim().max(254).pipe(z.email('An address such as ida@example.org.'))

/** What a person is for one practice. */
export type Membership = {
  readonly practiceId: string
  readonly practiceName: string
  readonly roles: readonly string[]
  readonly clinicianId: string | null
}

/** Somebody who works for the practice. */
export type Colleague = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly roles: readonly string[]
  readonly clinicianId: string | null
}

/** Everyone who works for the practice, by name. */
export async function colleaguesOf(tx: Tx, practiceId: string): Promise<Colleague[]> {
  const { rows } = await sql<Colleague>`
    SELECT person.id, person.name, person.email, membership.roles, membership.clinician_id AS "clinicianId" FROM login.membership JOIN login.person ON person.id = membership.person_id
    WHERE membership.practice_id = ${practiceId} AND membership.ended_at IS NULL AND person.disabled_at IS NULL
    ORDER BY person.name, person.id`.execute(tx)
  return rows
}

export type Member = Colleague & {
  /** Since when they no longer work here; null while they do. */
  readonly endedAt: string | null
  /** Whether another practice of this installation knows them too. */
  readonly worksElsewhere: boolean
}

/** Everyone who works or has worked for the practice, by name; held until the transaction ends, when they may change. */
export async function membersOf(tx: Tx, practiceId: string, isHeld = false): Promise<Member[]> {
  const { rows } = await sql<Member>`
    SELECT person.id, person.name, person.email, membership.roles, membership.clinician_id AS "clinicianId",
      coalesce(membership.ended_at, person.disabled_at) AS "endedAt",
      EXISTS (SELECT FROM login.membership AS other WHERE other.person_id = person.id
        AND other.practice_id <> ${practiceId} AND other.ended_at IS NULL) AS "worksElsewhere"
    FROM login.membership JOIN login.person ON person.id = membership.person_id
    WHERE membership.practice_id = ${practiceId} ORDER BY person.name, person.id
    ${isHeld ? sql`FOR UPDATE OF membership` : sql``}`.execute(tx)
  return rows
}

/** Ends what a person is for a practice, and whatever session of theirs is left without one. */
export async function endMembership(tx: Tx, personId: string, practiceId: string, at: string): Promise<void> {
  await sql`UPDATE login.membership SET ended_at = ${at}
    WHERE person_id = ${personId} AND practice_id = ${practiceId}`.execute(tx)
  await sql`DELETE FROM login.session WHERE person_id = ${personId} AND NOT EXISTS
    (SELECT FROM login.membership AS other WHERE other.person_id = ${personId} AND other.ended_at IS NULL)`.execute(tx)
}

/** A password of their own choosing; whoever was in with the old one is out, and guesses at it are forgotten. */
export async function setPassword(tx: Tx, personId: string, passwordHash: string, account: string): Promise<void> {
  await sql`UPDATE login.account SET password = ${passwordHash}, updated_at = now()
    WHERE person_id = ${personId} AND provider_id = 'credential'`.execute(tx)
  await sql`DELETE FROM login.session WHERE person_id = ${personId}`.execute(tx)
  await sql`DELETE FROM login.attempt WHERE account_sha256 = ${account}`.execute(tx)
}

/** Whoever has that address, whatever practice they work for. */
export async function findPerson(
  db: QueryExecutorProvider,
  email: string,
): Promise<{ readonly id: string; readonly name: string } | null> {
  const { rows } = await sql<{ id: string; name: string }>`
    SELECT id, name FROM login.person WHERE email = ${email.trim().toLowerCase()}`.execute(db)
  return rows[0] ?? null
}

/** A new person with a password of their own. */
export async function insertPerson(
  db: QueryExecutorProvider,
  person: { readonly email: string; readonly name: string; readonly passwordHash: string },
): Promise<string> {
  const id = randomUUID()
  await sql`INSERT INTO login.person (id, name, email, email_verified)
    VALUES (${id}, ${person.name}, ${person.email.trim().toLowerCase()}, true)`.execute(db)
  await sql`INSERT INTO login.account (id, person_id, account_id, provider_id, password)
    VALUES (${randomUUID()}, ${id}, ${id}, 'credential', ${person.passwordHash})`.execute(db)
  return id
}

/** What a person is for a practice from now on, whether or not they worked for it before. */
export async function setMembership(
  db: QueryExecutorProvider,
  personId: string,
  membership: Membership,
): Promise<void> {
  const { practiceId, practiceName, roles, clinicianId } = membership
  await sql`INSERT INTO login.membership (person_id, practice_id, practice_name, roles, clinician_id)
    VALUES (${personId}, ${practiceId}, ${practiceName}, ${roles}, ${clinicianId})
    ON CONFLICT (person_id, practice_id) DO UPDATE SET practice_name = excluded.practice_name, roles = excluded.roles,
      clinician_id = excluded.clinician_id, ended_at = NULL`.execute(db)
}

/** The practice is called otherwise: so it is where people choose it. */
export async function renamePractice(tx: Tx, practiceId: string, name: string): Promise<void> {
  await sql`UPDATE login.membership SET practice_name = ${name} WHERE practice_id = ${practiceId}`.execute(tx)
}
