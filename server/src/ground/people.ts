import { sql } from 'kysely'
import type { Tx } from './db.ts'

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
    WHERE membership.practice_id = ${practiceId} AND person.disabled_at IS NULL ORDER BY person.name, person.id`.execute(
    tx,
  )
  return rows
}
