import { RowReader } from '../practice/rules/import-fields.ts'
import type { ImportField, ImportRow, RowRefusal } from '../practice/types.ts'
import { type SessionRecord, services, sessionStatuses } from './types.ts'

// biome-ignore format: one row per line
export const sessionFields: readonly ImportField[] = [
  { name: 'session_id',             aliases: ['id', 'appointment id', 'external id'],        required: true },
  { name: 'patient_id',             aliases: ['client id', 'mrn', 'patient'],                required: true },
  { name: 'clinician_npi',          aliases: ['npi', 'rendering npi', 'clinician'],          required: true },
  { name: 'location_id',            aliases: ['location', 'office'],                         required: false },
  { name: 'program_id',             aliases: ['program'],                                    required: false },
  { name: 'date',                   aliases: ['date of service', 'dos', 'service date', 'service on'], required: true },
  { name: 'start',                  aliases: ['start time'],                                 required: false },
  { name: 'stop',                   aliases: ['stop time', 'end time', 'end'],               required: false },
  { name: 'scheduled_minutes',      aliases: ['scheduled', 'duration'],                      required: false },
  { name: 'minutes',                aliases: ['actual minutes', 'face to face minutes', 'total minutes'], required: false },
  { name: 'status',                 aliases: ['attendance', 'appointment status'],           required: true },
  { name: 'service',                aliases: ['service type', 'appointment type'],           required: true },
  { name: 'modality',               aliases: ['visit type', 'mode'],                         required: false },
  { name: 'patient_location',       aliases: ['patient at'],                                 required: false },
  { name: 'em_code',                aliases: ['em', 'e/m code'],                             required: false },
  { name: 'interactive_complexity', aliases: [],                                             required: false },
  { name: 'medical_services',       aliases: [],                                             required: false },
  { name: 'codes_picked',           aliases: ['code', 'codes', 'code picked', 'cpt', 'cpt code', 'billing code'], required: false },
  { name: 'modifiers_picked',       aliases: ['modifier', 'modifiers'],                      required: false },
  { name: 'place_of_service_picked', aliases: ['pos', 'place of service'],                   required: false },
  { name: 'diagnoses',              aliases: ['diagnosis', 'icd', 'icd10', 'dx'],            required: false },
  { name: 'note_elements',          aliases: ['elements'],                                   required: false },
  { name: 'authorization_number',   aliases: ['authorization', 'auth number', 'prior auth'], required: false },
  { name: 'signed_at',              aliases: ['signed', 'signed on', 'note signed'],         required: false },
]

const clock = /^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/

export function readSession(row: ImportRow): SessionRecord | RowRefusal {
  const reader = new RowReader(row)
  const time = (field: string): string | null => {
    const text = reader.optional(field)
    if (text !== null && !clock.test(text))
      reader.refuse(field, `${field} is "${text}"; expected a time such as 14:05.`)
    return text
  }
  const record: SessionRecord = {
    externalId: reader.text('session_id'),
    patient: reader.text('patient_id'),
    clinicianNpi: reader.text('clinician_npi'),
    location: reader.optional('location_id') ?? '',
    program: reader.optional('program_id') ?? '',
    on: reader.day('date'),
    start: time('start'),
    stop: time('stop'),
    scheduledMinutes: reader.optionalCount('scheduled_minutes', 1440),
    minutes: reader.optionalCount('minutes', 1440),
    status: reader.oneOf('status', sessionStatuses),
    service: reader.oneOf('service', services),
    modality: reader.oneOf('modality', ['in_person', 'video', 'audio'], 'in_person'),
    patientAt: reader.oneOf('patient_location', ['home', 'elsewhere', 'clinic'], 'clinic'),
    emCode: reader.optional('em_code'),
    interactiveComplexity: reader.flag('interactive_complexity'),
    medicalServices: reader.flag('medical_services'),
    codesPicked: reader.list('codes_picked'),
    modifiersPicked: reader.list('modifiers_picked'),
    placePicked: reader.optional('place_of_service_picked'),
    diagnoses: reader.list('diagnoses'),
    noteElements: reader.list('note_elements'),
    authorizationNumber: reader.optional('authorization_number'),
    signedOn: reader.optionalDay('signed_at'),
  }
  if (record.start !== null && record.stop !== null && record.stop <= record.start)
    reader.refuse('stop', `The visit stops (${record.stop}) before it starts (${record.start}).`)
  if (record.signedOn !== null && record.signedOn < record.on)
    reader.refuse('signed_at', `The note was signed (${record.signedOn}) before the visit (${record.on}).`)
  return reader.wrong ?? record
}
