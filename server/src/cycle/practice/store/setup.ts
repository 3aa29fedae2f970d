import { date, type PlainDate, parseDecimal } from '@ballast/kernel'
import { sql } from 'kysely'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import type { DatedTerms, Setup } from '../types.ts'

export type SavedPayer = { readonly id: string; readonly isKnown: boolean }

const amount = (text: string): number => parseDecimal(text) ?? 0
const beginning = date('2000-01-01')

/** The settings file as it was brought last; null before the first. */
export async function findSetup(tx: Tx, practiceId: string): Promise<Setup | null> {
  const row = await tx
    .selectFrom('practice_setup')
    .select('file')
    .where('practice_id', '=', practiceId)
    .forUpdate()
    .executeTakeFirst()
  return (row?.file as Setup | undefined) ?? null
}

/**
 * Writes what a settings file says anew, and keeps the file. Gives back our ids of its payers, with whether each was
 * there before: the terms of those are the caller's to change.
 */
export async function saveSetup(
  tx: Tx,
  ground: Ground,
  setup: Setup,
  isDemo: boolean,
  said: ReadonlySet<string>,
): Promise<Map<string, SavedPayer>> {
  const practice_id = ground.practiceId
  const { practice } = setup
  await tx
    .insertInto('practice_list')
    .values({ practice_id, added_at: ground.now() })
    .onConflict((oc) => oc.column('practice_id').doNothing())
    .execute()
  await tx
    .insertInto('practice')
    .values({
      practice_id,
      name: practice.name,
      npi: practice.npi,
      tax_id: practice.taxId,
      taxonomy: practice.taxonomy,
      address_line: practice.address,
      city: practice.city,
      state: practice.state,
      zip: practice.zip,
      phone: practice.phone,
      submitter_id: practice.submitterId,
      time_zone: practice.timeZone,
      is_demo: isDemo,
    })
    .onConflict((oc) =>
      said.has('practice')
        ? oc
            .column('practice_id')
            .doUpdateSet((eb) => ({ name: eb.ref('excluded.name'), phone: eb.ref('excluded.phone') }))
        : oc.column('practice_id').doNothing(),
    )
    .execute()
  const kept = { file: JSON.stringify(setup), brought_at: ground.now() }
  await tx
    .insertInto('practice_setup')
    .values({ practice_id, ...kept })
    .onConflict((oc) => oc.column('practice_id').doUpdateSet(kept))
    .execute()

  const locations = new Map<string, string>()
  for (const location of setup.locations) {
    const row = await tx
      .insertInto('location')
      .values({
        practice_id,
        id: ground.newId(),
        external_id: location.id,
        name: location.name,
        address_line: location.address,
        city: location.city,
        state: location.state,
        zip: location.zip,
        place_of_service: location.placeOfService,
      })
      .onConflict((oc) =>
        oc.columns(['practice_id', 'external_id']).doUpdateSet((eb) => ({
          name: eb.ref(said.has(`location ${location.id}`) ? 'excluded.name' : 'location.name'),
        })),
      )
      .returning('id')
      .executeTakeFirstOrThrow()
    locations.set(location.id, row.id)
  }
  const programs = new Map<string, string>()
  for (const program of setup.programs) {
    const row = await tx
      .insertInto('program')
      .values({ practice_id, id: ground.newId(), external_id: program.id, name: program.name })
      .onConflict((oc) =>
        oc.columns(['practice_id', 'external_id']).doUpdateSet((eb) => ({
          name: eb.ref(said.has(`program ${program.id}`) ? 'excluded.name' : 'program.name'),
        })),
      )
      .returning('id')
      .executeTakeFirstOrThrow()
    programs.set(program.id, row.id)
  }
  const payers = await savePayers(tx, ground, setup, said)
  const clinicians = new Map<string, string>()
  const supervisorsFirst = [...setup.clinicians].sort(
    (a, b) => Number(Boolean(a.supervisorNpi)) - Number(Boolean(b.supervisorNpi)),
  )
  for (const clinician of supervisorsFirst) {
    const row = await tx
      .insertInto('clinician')
      .values({
        practice_id,
        id: ground.newId(),
        npi: clinician.npi,
        first_name: clinician.firstName,
        last_name: clinician.lastName,
        credential: clinician.credential,
        licence_state: clinician.licenceState ?? null,
        taxonomy: clinician.taxonomy,
        program_id: programs.get(clinician.programId ?? '') ?? null,
        location_id: locations.get(clinician.locationId ?? '') ?? null,
        supervisor_id: clinicians.get(clinician.supervisorNpi ?? '') ?? null,
        started_on: (clinician.startsOn as PlainDate | null | undefined) ?? null,
      })
      .onConflict((oc) =>
        oc.columns(['practice_id', 'npi']).doUpdateSet((eb) => ({
          credential: eb.ref(said.has(`clinician ${clinician.npi}`) ? 'excluded.credential' : 'clinician.credential'),
        })),
      )
      .returning('id')
      .executeTakeFirstOrThrow()
    clinicians.set(clinician.npi, row.id)
    for (const enrollment of clinician.enrollments) {
      const payer_id = payers.get(enrollment.payerId)?.id
      if (!payer_id || !said.has(`enrollment ${clinician.npi} ${enrollment.payerId} ${enrollment.from}`)) continue
      await tx
        .insertInto('enrollment')
        .values({
          practice_id,
          clinician_id: row.id,
          payer_id,
          from_on: date(enrollment.from),
          until_on: (enrollment.until as PlainDate | null | undefined) ?? null,
          group_from: (enrollment.groupFrom as PlainDate | null | undefined) ?? null,
        })
        .onConflict((oc) =>
          oc.columns(['practice_id', 'clinician_id', 'payer_id', 'from_on']).doUpdateSet((eb) => ({
            until_on: eb.ref('excluded.until_on'),
            group_from: eb.ref('excluded.group_from'),
          })),
        )
        .execute()
    }
  }
  for (const { code, charge } of setup.charges) {
    if (!said.has(`charge ${code}`)) continue
    await tx
      .insertInto('charge_rate')
      .values({ practice_id, code, from_on: beginning, until_on: null, charge_cents: amount(charge) })
      .onConflict((oc) =>
        oc
          .columns(['practice_id', 'code', 'from_on'])
          .doUpdateSet((eb) => ({ charge_cents: eb.ref('excluded.charge_cents') })),
      )
      .execute()
  }
  return payers
}

async function savePayers(
  tx: Tx,
  ground: Ground,
  setup: Setup,
  said: ReadonlySet<string>,
): Promise<Map<string, SavedPayer>> {
  const practice_id = ground.practiceId
  const saved = new Map<string, SavedPayer>()
  const standing = await tx.selectFrom('payer').select('external_id').where('practice_id', '=', practice_id).execute()
  const known = new Set(standing.map((row) => row.external_id))
  const targetsFirst = [...setup.payers].sort((a, b) => Number(Boolean(a.carvesOutTo)) - Number(Boolean(b.carvesOutTo)))
  for (const payer of targetsFirst) {
    const { params } = payer
    const row = await tx
      .insertInto('payer')
      .values({
        practice_id,
        id: ground.newId(),
        external_id: payer.id,
        name: payer.name,
        edi_id: payer.id,
        kind: payer.kind,
        filing_indicator: payer.filingIndicator,
        filing_days: Number(params.timely_filing_days ?? 90),
        appeal_days: Number(params.appeal_days ?? 180),
        params: JSON.stringify({
          ...params,
          ...(payer.authorization ? { authorization: payer.authorization } : {}),
          ...(payer.sessionLimit ? { sessionLimit: payer.sessionLimit } : {}),
          ...(payer.memberIdShape ? { member_id_regex: payer.memberIdShape } : {}),
          ...(payer.changes.length > 0 ? { changes: payer.changes } : {}),
        }),
        carve_out_payer_id: saved.get(payer.carvesOutTo ?? '')?.id ?? null,
      })
      .onConflict((oc) =>
        oc.columns(['practice_id', 'external_id']).doUpdateSet((eb) => ({
          name: eb.ref(said.has(`payer ${payer.id}`) ? 'excluded.name' : 'payer.name'),
        })),
      )
      .returning('id')
      .executeTakeFirstOrThrow()
    saved.set(payer.id, { id: row.id, isKnown: known.has(payer.id) })
    const fees = payer.fees.filter((fee) => said.has(`fee ${payer.id} ${fee.code} ${fee.credential}`))
    if (fees.length > 0)
      await tx
        .insertInto('contract_rate')
        .values(
          fees.map((fee) => ({
            practice_id,
            payer_id: row.id,
            code: fee.code,
            credential: fee.credential,
            from_on: beginning,
            until_on: null,
            allowed_cents: amount(fee.allowed),
          })),
        )
        .onConflict((oc) =>
          oc
            .columns(['practice_id', 'payer_id', 'code', 'credential', 'from_on'])
            .doUpdateSet((eb) => ({ allowed_cents: eb.ref('excluded.allowed_cents') })),
        )
        .execute()
  }
  return saved
}

/** A payer's dated changes, and the days that its terms say, as they stand after a file was brought. */
export async function findDated(tx: Tx, practiceId: string, id: string): Promise<readonly DatedTerms[]> {
  const row = await tx
    .selectFrom('payer')
    .select('params')
    .where('practice_id', '=', practiceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const changes = (row.params as { changes?: unknown }).changes
  return Array.isArray(changes) ? (changes as DatedTerms[]) : []
}

export async function setDated(tx: Tx, practiceId: string, id: string, changes: readonly DatedTerms[]): Promise<void> {
  await sql`UPDATE app.payer SET params = CASE WHEN ${changes.length} = 0 THEN params - 'changes'
      ELSE jsonb_set(params, '{changes}', ${JSON.stringify(changes)}::jsonb) END
    WHERE practice_id = ${practiceId} AND id = ${id}`.execute(tx)
}

/** The days within which a payer takes claims and appeals, where the file says them anew. */
export async function setDays(
  tx: Tx,
  practiceId: string,
  id: string,
  days: { readonly filing_days?: number; readonly appeal_days?: number },
): Promise<void> {
  if (Object.keys(days).length === 0) return
  await tx.updateTable('payer').set(days).where('practice_id', '=', practiceId).where('id', '=', id).execute()
}

/** The payer that stands for patients who pay alone; made when it is first needed. */
export async function privatePayer(tx: Tx, ground: Ground): Promise<string> {
  const { id } = await tx
    .insertInto('payer')
    .values({
      practice_id: ground.practiceId,
      id: ground.newId(),
      external_id: 'private-pay',
      name: 'Private pay',
      edi_id: 'PRIVATE',
      kind: 'self_pay',
    })
    .onConflict((oc) =>
      oc.columns(['practice_id', 'external_id']).doUpdateSet((eb) => ({ kind: eb.ref('excluded.kind') })),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
