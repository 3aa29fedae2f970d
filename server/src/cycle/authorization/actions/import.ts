import type { Ground } from '../../../ground/ground.ts'
import { importedBefore, rowHash } from '../../../ground/imported-rows.ts'
import { patientsByExternal } from '../../intake/actions/merge.ts'
import { externalIds, type ImportKind, idsByNpi, type Saved } from '../../practice/actions/import.ts'
import { authorizationFields, readAuthorization } from '../rules/import.ts'
import * as store from '../store/grants.ts'
import type { AuthorizationRecord } from '../types.ts'
import { reassign } from './reserve.ts'

/** Authorizations from a file; the patient and the payer must be known. */
export const authorizationImport = (ground: Ground): ImportKind<AuthorizationRecord> => ({
  kind: 'authorizations',
  fields: authorizationFields,
  read: readAuthorization,
  save: async (tx, records) => {
    const { practiceId } = ground
    const patients = await patientsByExternal(
      tx,
      ground,
      records.map((record) => record.patient),
    )
    const payers = await externalIds(
      tx,
      practiceId,
      'payer',
      records.map((record) => record.payer),
    )
    const known = await importedBefore(
      tx,
      'authorization_grant',
      practiceId,
      records.map((record) => record.externalId),
    )
    const clinicians = await idsByNpi(
      tx,
      practiceId,
      records.flatMap((record) => record.clinicianNpi ?? []),
    )
    const saved: Saved[] = []
    const touched: string[] = []
    for (const record of records) {
      const patient = patients.get(record.patient)?.id
      const payer = payers.get(record.payer)
      const clinician = record.clinicianNpi === undefined ? null : clinicians.get(record.clinicianNpi)
      const before = known.get(record.externalId)
      if (!patient)
        saved.push({ field: 'patient_id', message: `No patient has the id ${record.patient}. Import patients first.` })
      else if (!payer) saved.push({ field: 'payer_id', message: `No payer has the id ${record.payer}.` })
      else if (clinician === undefined)
        saved.push({ field: 'clinician_npi', message: `No clinician has the NPI ${record.clinicianNpi}.` })
      else if (before?.hash === rowHash(record)) saved.push('same')
      else {
        await store.saveImported(tx, ground, record, patient, payer, clinician)
        touched.push(patient)
        saved.push(before ? 'changed' : 'added')
      }
    }
    if (touched.length > 0) await reassign(tx, ground, touched)
    return saved
  },
})
