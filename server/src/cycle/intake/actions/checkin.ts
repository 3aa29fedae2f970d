import { ok, type PlainDate, type Result, refuse } from '@ballast/kernel'
import { audit } from '../../../ground/audit.ts'
import { inTransaction, reading, type Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { missingOf } from '../rules/registration.ts'
import * as store from '../store/checkin.ts'
import { listGuarantors } from '../store/patient.ts'
import { agreementDefaults } from '../tables/agreements.ts'
import type { Agreement, AgreementKind, Missing, Signature } from '../types.ts'

export type IntakeRefusal = { kind: 'not_found' } | { kind: 'intake.invalid'; message: string }

const renewMonths = Object.fromEntries(agreementDefaults.map((row) => [row.kind, row.renewMonths])) as Record<
  AgreementKind,
  number
>

/** The newest words of each agreement; ours until the practice writes its own. */
export async function currentAgreements(tx: Tx, ground: Ground): Promise<Agreement[]> {
  const own = await store.listAgreements(tx, ground.practiceId)
  return agreementDefaults.map(
    (row): Agreement =>
      own.find((agreement) => agreement.kind === row.kind) ?? {
        kind: row.kind,
        version: 1,
        title: row.title,
        body: row.body,
        from: ground.today(),
      },
  )
}

/** What each patient still lacks for a visit on a day. */
export async function registrationGaps(
  tx: Tx,
  ground: Ground,
  visits: readonly { readonly patientId: string; readonly isTelehealth: boolean }[],
  on: PlainDate,
): Promise<
  Map<
    string,
    {
      missing: Missing[]
      copay: number | null
      payer: string | null
      payerKind: string | null
      /** Out of network, and the plan sends its money to the patient. */
      paysPatient: boolean
      /** The plan that is asked after this one and before the patient. */
      nextPayer: string | null
      signatures: Signature[]
    }
  >
> {
  const ids = visits.map((visit) => visit.patientId)
  const agreements = await currentAgreements(tx, ground)
  const signatures = await store.listSignatures(tx, ground.practiceId, ids)
  const rows = await store.registrations(tx, ground.practiceId, ids, on)
  const guarantors = await listGuarantors(tx, ground.practiceId, ids)
  return new Map(
    rows.map((row) => {
      const own = signatures.filter((signature) => signature.patientId === row.id)
      const missing = missingOf({
        on,
        isTelehealth: visits.some((visit) => visit.patientId === row.id && visit.isTelehealth),
        patient: {
          firstName: row.first_name,
          lastName: row.last_name,
          birthOn: row.birth_on,
          address: row.address_line,
          zip: row.zip,
          phone: row.phone,
          state: row.state,
          consentsAloneOn: row.consents_alone_on,
        },
        guarantors: guarantors.get(row.id) ?? [],
        coverage:
          row.coverage_id === null || row.member_id === null
            ? null
            : {
                memberId: row.member_id,
                memberIdShape: row.shape,
                payer: row.payer ?? '',
                relationship: row.relationship ?? 'self',
                subscriber: {
                  firstName: row.subscriber_first_name ?? '',
                  lastName: row.subscriber_last_name ?? '',
                  birthOn: row.subscriber_birth_on ?? row.birth_on,
                  address: row.subscriber_address_line,
                },
              },
        agreements,
        signatures: own,
        renewMonths,
      })
      return [
        row.id,
        {
          missing,
          copay: row.copay_cents,
          payer: row.payer,
          payerKind: row.payer_kind,
          paysPatient: row.pays_patient,
          nextPayer: row.next_payer,
          signatures: own,
        },
      ] as const
    }),
  )
}

export const findPatients = (ground: Ground, text: string) =>
  reading(ground, (tx) => store.searchPatients(tx, ground.practiceId, text))

/** The agreements, their words, and what a patient has signed of them; null when there is no such patient. */
export const agreementsPage = (ground: Ground, patientId: string | null) =>
  reading(ground, async (tx) => {
    const { practiceId } = ground
    if (patientId !== null && !(await store.isPatient(tx, practiceId, patientId))) return null
    return {
      agreements: await currentAgreements(tx, ground),
      history: await store.listAgreements(tx, practiceId),
      signatures: patientId === null ? [] : await store.listSignatures(tx, practiceId, [patientId]),
    }
  })

/** Signs the newest words of an agreement. */
export function signAgreement(
  ground: Ground,
  patientId: string,
  input: {
    readonly kind: AgreementKind
    readonly signedBy: string
    readonly signedAs: Signature['signedAs']
    readonly method: 'screen' | 'paper' | 'spoken'
  },
): Promise<Result<{ id: string; version: number }, IntakeRefusal>> {
  return inTransaction<{ id: string; version: number }, IntakeRefusal>(ground, async (tx) => {
    const patient = await tx
      .selectFrom('patient')
      .select('id')
      .where('practice_id', '=', ground.practiceId)
      .where('id', '=', patientId)
      .executeTakeFirst()
    if (!patient) return refuse({ kind: 'not_found' })
    const agreement = (await currentAgreements(tx, ground)).find((each) => each.kind === input.kind)
    if (!agreement) return refuse({ kind: 'not_found' })
    await store.saveAgreement(tx, ground, agreement)
    const id = await store.saveSignature(tx, ground, { ...input, patientId, version: agreement.version })
    await audit(tx, ground, {
      action: 'agreement.signed',
      subject: patientId,
      detail: { kind: input.kind, version: agreement.version },
    })
    return ok({ id, version: agreement.version })
  })
}

/** Takes an agreement back, from today on. */
export function withdrawAgreement(
  ground: Ground,
  patientId: string,
  kind: AgreementKind,
): Promise<Result<{ withdrawn: number }, IntakeRefusal>> {
  return inTransaction<{ withdrawn: number }, IntakeRefusal>(ground, async (tx) => {
    const withdrawn = await store.withdrawSignatures(tx, ground, patientId, kind)
    if (withdrawn === 0) return refuse({ kind: 'not_found' })
    await audit(tx, ground, { action: 'agreement.withdrawn', subject: patientId, detail: { kind } })
    return ok({ withdrawn })
  })
}

/** New words for an agreement: the old ones stay with whoever signed them. */
export function rewriteAgreement(
  ground: Ground,
  kind: string,
  words: { readonly title: string; readonly body: string },
): Promise<Result<{ version: number }, IntakeRefusal>> {
  return inTransaction<{ version: number }, IntakeRefusal>(ground, async (tx) => {
    const current = (await currentAgreements(tx, ground)).find((each) => each.kind === kind)
    if (!current) return refuse({ kind: 'not_found' })
    await store.saveAgreement(tx, ground, current)
    const version = current.version + 1
    await store.saveAgreement(tx, ground, { ...words, kind: current.kind, version })
    return ok({ version })
  })
}
