import type { PlainDate } from '@ballast/kernel'
import { reading } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { importedBefore, rowHash } from '../../../ground/imported-rows.ts'
import { externalIds, type ImportKind, type Saved } from '../../practice/actions/import.ts'
import {
  coverageFields,
  guarantorFields,
  patientFields,
  readCoverage,
  readGuarantor,
  readPatient,
  searchName,
} from '../rules/import.ts'
import { saveGuarantor, saveTerm } from '../store/patient.ts'
import * as store from '../store/register.ts'
import type { CoverageRecord, GuarantorRecord, PatientRecord } from '../types.ts'
import { patientsByExternal } from './merge.ts'

/** Patients from a file: a row whose id is known brings that patient up to date. */
export const patientImport = (ground: Ground): ImportKind<PatientRecord> => ({
  kind: 'patients',
  fields: patientFields,
  read: readPatient,
  save: async (tx, records) => {
    const known = await importedBefore(
      tx,
      'patient',
      ground.practiceId,
      records.map((record) => record.externalId),
    )
    const saved: Saved[] = []
    for (const record of records) {
      const before = known.get(record.externalId)
      if (before?.hash === rowHash(record)) {
        saved.push('same')
        continue
      }
      const id = await store.savePatient(
        tx,
        ground,
        record,
        searchName(record.lastName, record.firstName),
        before?.id ?? null,
      )
      known.set(record.externalId, { id, hash: rowHash(record) })
      saved.push(before ? 'changed' : 'added')
    }
    return saved
  },
})

/** Guarantors from a file; the patient must be known. */
export const guarantorImport = (ground: Ground): ImportKind<GuarantorRecord> => ({
  kind: 'guarantors',
  fields: guarantorFields,
  read: readGuarantor,
  save: async (tx, records) => {
    const { practiceId } = ground
    const patients = await patientsByExternal(
      tx,
      ground,
      records.map((record) => record.patient),
    )
    const known = await importedBefore(
      tx,
      'guarantor',
      practiceId,
      records.map((record) => record.externalId),
    )
    const saved: Saved[] = []
    for (const record of records) {
      const patient = patients.get(record.patient)
      const before = known.get(record.externalId)
      const hash = rowHash(record)
      if (!patient)
        saved.push({ field: 'patient_id', message: `No patient has the id ${record.patient}. Import patients first.` })
      else if (before?.hash === hash) saved.push('same')
      else {
        const id = await saveGuarantor(tx, ground, { ...record, patientId: patient.id, hash }, before?.id ?? null)
        known.set(record.externalId, { id, hash })
        saved.push(before ? 'changed' : 'added')
      }
    }
    return saved
  },
})

/** Coverages from a file; the patient and the payer must be known. */
export const coverageImport = (ground: Ground): ImportKind<CoverageRecord> => ({
  kind: 'coverages',
  fields: coverageFields,
  read: readCoverage,
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
      'coverage',
      practiceId,
      records.map((record) => record.externalId),
    )
    const saved: Saved[] = []
    const changed: string[] = []
    for (const record of records) {
      const patient = patients.get(record.patient)
      const payer = payers.get(record.payer)
      const before = known.get(record.externalId)
      if (!patient)
        saved.push({ field: 'patient_id', message: `No patient has the id ${record.patient}. Import patients first.` })
      else if (!payer)
        saved.push({
          field: 'payer_id',
          message: `No payer has the id ${record.payer}. Add it in the payer settings, then import this row again.`,
        })
      else if (before?.hash === rowHash(record)) saved.push('same')
      else {
        const id = await store.saveCoverage(tx, ground, record, patient.id, payer, before?.id ?? null)
        if (record.term) await saveTerm(tx, ground, id, record.term)
        known.set(record.externalId, { id, hash: rowHash(record) })
        changed.push(id)
        saved.push(before ? 'changed' : 'added')
      }
    }
    if (changed.length > 0) await ground.machine.jobs.enqueue(tx, ground, 'coverage.changed', { coverages: changed })
    return saved
  },
})

/** Patients that go by a name (typed either way round), a day of birth or a member id. */
export async function patientsBy(
  ground: Ground,
  sought: { readonly name: string | null; readonly bornOn: PlainDate | null; readonly number: string | null },
): Promise<store.PatientFound[]> {
  const most = 8
  return reading(ground, async (tx) => {
    const by = (name: string | null, memberId: string | null) =>
      store.searchPatients(tx, ground.practiceId, { name, bornOn: sought.bornOn, memberId }, most)
    if (sought.name !== null || sought.bornOn !== null) {
      const words = (sought.name ?? '').split(' ').filter(Boolean)
      const [first = '', ...last] = words
      const asTyped = await by(
        words.length > 0 ? searchName(words[0] ?? '', words.slice(1).join(' ')).trim() : null,
        null,
      )
      if (asTyped.length > 0 || last.length === 0) return asTyped
      return by(searchName(last.join(' '), first), null)
    }
    return sought.number === null ? [] : by(null, sought.number)
  })
}
