import { randomUUID } from 'node:crypto'
import { type QueryExecutorProvider, sql } from 'kysely'
import type { Tx } from './db.ts'

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
