import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import type { Template } from '../types.ts'

/** The practice's approved rows, one for each template, the newest. */
export async function listApproved(tx: Tx, practiceId: string): Promise<Template[]> {
  const rows = await tx
    .selectFrom('note_template')
    .select(['template', 'version', 'required', 'suggested'])
    .where('practice_id', '=', practiceId)
    .where('state', '=', 'approved')
    .orderBy('version', 'desc')
    .execute()
  return rows.filter((row, at) => rows.findIndex((other) => other.template === row.template) === at)
}

export const listVersions = (tx: Tx, practiceId: string) =>
  tx
    .selectFrom('note_template')
    .selectAll()
    .where('practice_id', '=', practiceId)
    .orderBy('template')
    .orderBy('version', 'desc')
    .execute()

export async function findVersion(tx: Tx, practiceId: string, template: string, version: number) {
  return tx
    .selectFrom('note_template')
    .selectAll()
    .where('practice_id', '=', practiceId)
    .where('template', '=', template)
    .where('version', '=', version)
    .forUpdate()
    .executeTakeFirst()
}

export async function saveProposal(
  tx: Tx,
  ground: Ground,
  row: { template: string; version: number; required: readonly string[]; suggested: readonly string[]; why: string },
): Promise<void> {
  await tx
    .insertInto('note_template')
    .values({
      practice_id: ground.practiceId,
      template: row.template,
      version: row.version,
      required: [...row.required],
      suggested: [...row.suggested],
      state: 'proposed',
      why: row.why,
      proposed_by: ground.actor.name,
      proposed_on: ground.today(),
    })
    .execute()
}

export async function decideProposal(
  tx: Tx,
  ground: Ground,
  template: string,
  version: number,
  state: 'approved' | 'declined',
): Promise<void> {
  await tx
    .updateTable('note_template')
    .set({ state, decided_by: ground.actor.name, decided_on: ground.today() })
    .where('practice_id', '=', ground.practiceId)
    .where('template', '=', template)
    .where('version', '=', version)
    .execute()
}
