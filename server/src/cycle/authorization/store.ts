import type { Tx } from '../../ground/db.ts'
import { sha256 } from '../../ground/files.ts'
import type { Ground } from '../../ground/ground.ts'
import type { AuthorizationRecord } from './types.ts'

export const hashOf = (record: object): string => sha256(JSON.stringify(record)).slice(0, 32)

export async function findGrants(
  tx: Tx,
  practiceId: string,
  externalIds: readonly string[],
): Promise<Map<string, { id: string; hash: string }>> {
  if (externalIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('authorization_grant')
    .select(['id', 'external_id', 'row_hash'])
    .where('practice_id', '=', practiceId)
    .where(({ eb, fn, val }) => eb('external_id', '=', fn.any(val([...new Set(externalIds)]))))
    .execute()
  return new Map(rows.map((row) => [row.external_id, { id: row.id, hash: row.row_hash }]))
}

export async function saveGrant(
  tx: Tx,
  ground: Ground,
  record: AuthorizationRecord,
  patientId: string,
  payerId: string,
): Promise<void> {
  await tx
    .insertInto('authorization_grant')
    .values({
      practice_id: ground.practiceId,
      id: ground.newId(),
      external_id: record.externalId,
      patient_id: patientId,
      payer_id: payerId,
      number: record.number,
      codes: [...record.codes],
      from_on: record.from,
      until_on: record.until,
      units: record.units,
      obtained_on: record.obtainedOn,
      row_hash: hashOf(record),
    })
    .onConflict((oc) =>
      oc.columns(['practice_id', 'external_id']).doUpdateSet((eb) => ({
        number: eb.ref('excluded.number'),
        codes: eb.ref('excluded.codes'),
        from_on: eb.ref('excluded.from_on'),
        until_on: eb.ref('excluded.until_on'),
        units: eb.ref('excluded.units'),
        row_hash: eb.ref('excluded.row_hash'),
      })),
    )
    .execute()
}
