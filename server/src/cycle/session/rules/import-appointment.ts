import { services } from '../../coding/types.ts'
import { RowReader } from '../../practice/rules/import-fields.ts'
import type { ImportField, ImportRow, RowRefusal } from '../../practice/types.ts'
import { type AppointmentRecord, appointmentStatuses } from '../types.ts'
import { paddedTime, stopOf } from './booking.ts'

// biome-ignore format: one row per line
export const appointmentFields: readonly ImportField[] = [
  { name: 'appointment_id', aliases: ['id', 'session id', 'external id', 'event id'],  required: true },
  { name: 'patient_id',     aliases: ['client id', 'mrn', 'patient'],                  required: true },
  { name: 'clinician_npi',  aliases: ['npi', 'rendering npi', 'clinician'],            required: true },
  { name: 'location_id',    aliases: ['location', 'office'],                           required: false },
  { name: 'program_id',     aliases: ['program'],                                      required: false },
  { name: 'date',           aliases: ['appointment date', 'day', 'on'],                required: true },
  { name: 'start',          aliases: ['start time', 'time'],                           required: true },
  { name: 'minutes',        aliases: ['duration', 'length', 'scheduled minutes'],      required: false },
  { name: 'status',         aliases: ['appointment status'],                           required: false },
  { name: 'service',        aliases: ['appointment type', 'service type'],             required: false },
  { name: 'modality',       aliases: ['visit type', 'mode'],                           required: false },
]

const clock = /^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/

/** One appointment as the calendar it comes from shows it now. */
export function readAppointment(row: ImportRow): AppointmentRecord | RowRefusal {
  const reader = new RowReader(row)
  const start = reader.text('start')
  if (start !== '' && !clock.test(start)) reader.refuse('start', `start is "${start}"; expected a time such as 14:05.`)
  const minutes = reader.optionalCount('minutes', 1440) ?? 50
  const padded = clock.test(start) ? paddedTime(start) : '00:00'
  const stop = stopOf(padded, minutes)
  if (stop === null || minutes === 0)
    reader.refuse('minutes', `An appointment at ${padded} for ${minutes} minutes does not end on its day.`)
  const record: AppointmentRecord = {
    externalId: reader.text('appointment_id'),
    patient: reader.text('patient_id'),
    clinicianNpi: reader.text('clinician_npi'),
    location: reader.optional('location_id') ?? '',
    program: reader.optional('program_id') ?? '',
    on: reader.day('date'),
    start: padded,
    stop: stop ?? padded,
    minutes,
    status: reader.oneOf('status', appointmentStatuses, 'booked'),
    service: reader.oneOf('service', services, 'individual_therapy'),
    modality: reader.oneOf('modality', ['in_person', 'video', 'audio'], 'in_person'),
  }
  return reader.wrong ?? record
}
