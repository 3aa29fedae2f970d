import { RowReader } from '../../practice/rules/import-fields.ts'
import type { ImportField, ImportRow, RowRefusal } from '../../practice/types.ts'
import type { AuthorizationRecord } from '../types.ts'

// biome-ignore format: one row per line
export const authorizationFields: readonly ImportField[] = [
  { name: 'authorization_id', aliases: ['id', 'external id'],                       required: true },
  { name: 'patient_id',       aliases: ['client id', 'mrn', 'patient'],             required: true },
  { name: 'payer_id',         aliases: ['payer', 'insurance'],                      required: true },
  { name: 'number',           aliases: ['authorization number', 'auth number'],     required: true },
  { name: 'codes',            aliases: ['cpt', 'cpt codes'],                        required: false },
  { name: 'effective_from',   aliases: ['from', 'start date'],                      required: true },
  { name: 'effective_until',  aliases: ['until', 'end date', 'expires'],            required: true },
  { name: 'units',            aliases: ['visits', 'sessions'],                      required: true },
  { name: 'units_used',       aliases: ['used', 'visits used', 'used before'],      required: false },
  { name: 'obtained_on',      aliases: ['approved on'],                             required: false },
  { name: 'clinician_npi',    aliases: ['npi', 'rendering npi', 'clinician'],       required: false },
  { name: 'diagnosis',        aliases: ['dx', 'icd10', 'icd'],                      required: false },
]

export function readAuthorization(row: ImportRow): AuthorizationRecord | RowRefusal {
  const reader = new RowReader(row)
  const record: AuthorizationRecord = {
    externalId: reader.text('authorization_id'),
    patient: reader.text('patient_id'),
    payer: reader.text('payer_id'),
    number: reader.text('number'),
    codes: reader.list('codes'),
    from: reader.day('effective_from'),
    until: reader.day('effective_until'),
    units: reader.optionalCount('units', 9999) ?? 0,
    usedBefore: reader.optionalCount('units_used', 9999) ?? 0,
    obtainedOn: reader.optionalDay('obtained_on'),
  }
  if (record.until < record.from)
    reader.refuse('effective_until', `The authorization ends (${record.until}) before it starts (${record.from}).`)
  const clinicianNpi = reader.optional('clinician_npi')
  const diagnosis = reader.optional('diagnosis')
  return (
    reader.wrong ?? {
      ...record,
      ...(clinicianNpi === null ? {} : { clinicianNpi }),
      ...(diagnosis === null ? {} : { diagnosis }),
    }
  )
}
