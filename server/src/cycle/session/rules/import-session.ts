import { lookup } from '@ballast/kernel'
import { type Service, services } from '../../coding/types.ts'
import { RowReader } from '../../practice/rules/import-fields.ts'
import type { ImportField, ImportRow, RowRefusal } from '../../practice/types.ts'
import { type NoteTold, type SessionRecord, type SessionStatus, sessionStatuses } from '../types.ts'

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
  { name: 'service',                aliases: ['service type', 'appointment type'],           required: false },
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
  { name: 'em_basis',               aliases: ['e/m by', 'em chosen by', 'level chosen by'],  required: false },
  { name: 'group_size',             aliases: ['attendees', 'number in group'],               required: false },
  { name: 'group_part',             aliases: ['own part', 'individual group note'],          required: false },
  { name: 'plan_date',              aliases: ['treatment plan date', 'treatment plan'],      required: false },
  { name: 'cosigned',               aliases: ['co-signed', 'supervisor signed', 'cosigned by supervisor'], required: false },
  { name: 'authorization_number',   aliases: ['authorization', 'auth number', 'prior auth'], required: false },
  { name: 'signed_at',              aliases: ['signed', 'signed on', 'note signed'],         required: false },
]

// What EHRs call what became of an appointment.
const statusWords = lookup<SessionStatus>({
  show: 'kept',
  attended: 'kept',
  completed: 'kept',
  arrived: 'kept',
  checked_out: 'kept',
  noshow: 'no_show',
  missed: 'no_show',
  did_not_attend: 'no_show',
  late_cancelled: 'late_cancel',
  late_canceled: 'late_cancel',
  late_cancellation: 'late_cancel',
  canceled: 'cancelled',
  clinician_cancelled: 'cancelled',
  clinician_canceled: 'cancelled',
  scheduled: 'booked',
  confirmed: 'booked',
})

// Many exports name no service, only the code the clinician picked; it tells which service was meant.
const serviceWords = lookup<Service>({
  intake: 'diagnostic_evaluation',
  evaluation: 'diagnostic_evaluation',
  psychotherapy: 'individual_therapy',
  individual: 'individual_therapy',
  individual_psychotherapy: 'individual_therapy',
  therapy: 'individual_therapy',
  med_management: 'medication_management',
  medication_visit: 'medication_management',
  family_therapy: 'family_with_patient',
  couples_therapy: 'family_with_patient',
  group: 'group_therapy',
  group_psychotherapy: 'group_therapy',
})

const basisWords = lookup<'time' | 'mdm'>({ minutes: 'time', decision_making: 'mdm', medical_decision_making: 'mdm' })

const serviceOfCode = (codes: readonly string[]): Service | null => {
  for (const code of codes) {
    if (/^9079[12]$/.test(code)) return 'diagnostic_evaluation'
    if (/^99(20[1-5]|21[1-5]|44[1-3])$/.test(code)) return 'medication_management'
    // Therapy beside a visit that the row does not name: the visit is asked for, the row is not lost.
    if (/^9083[368]$/.test(code)) return 'medication_management'
    if (/^9083[247]$/.test(code)) return 'individual_therapy'
    if (/^908(39|40)$/.test(code)) return 'crisis'
    if (code === '90847') return 'family_with_patient'
    if (code === '90846') return 'family_without_patient'
    if (code === '90849') return 'multi_family_group'
    if (code === '90853') return 'group_therapy'
    if (/^961(3[0-9])$/.test(code)) return 'testing'
    if (code === '96127') return 'brief_assessment'
    if (code === '99484' || code === 'G0323') return 'care_month'
    if (code === '99492') return 'collaborative_first_month'
    if (code === '99493') return 'collaborative_later_month'
    if (code === 'S9480' || code === 'H0015') return 'iop_day'
    if (code === 'H0035' || code === 'S0201') return 'php_day'
  }
  return null
}

/** What the note tells beside its elements; undefined where the row has none of these columns filled. */
function readTold(reader: RowReader): NoteTold | undefined {
  const groupSize = reader.optionalCount('group_size', 999)
  const planOn = reader.optionalDay('plan_date')
  const isTold = (field: string): boolean => reader.optional(field) !== null
  const told: NoteTold = {
    ...(isTold('em_basis') ? { emBasis: reader.oneOf('em_basis', ['time', 'mdm'], undefined, basisWords) } : {}),
    ...(groupSize === null ? {} : { groupSize }),
    ...(isTold('group_part') ? { hasGroupPart: reader.flag('group_part') } : {}),
    ...(planOn === null ? {} : { planOn }),
    ...(isTold('cosigned') ? { isCosigned: reader.flag('cosigned') } : {}),
  }
  return Object.keys(told).length > 0 ? told : undefined
}

export function readSession(row: ImportRow): SessionRecord | RowRefusal {
  const reader = new RowReader(row)
  const codesPicked = reader.list('codes_picked')
  const tellsService = reader.optional('service') === null ? serviceOfCode(codesPicked) : null
  if (reader.optional('service') === null && tellsService === null)
    reader.refuse('service', 'service is empty, and no code tells it; every visit needs one of the two.')
  const record: SessionRecord = {
    externalId: reader.text('session_id'),
    patient: reader.text('patient_id'),
    clinicianNpi: reader.text('clinician_npi'),
    location: reader.optional('location_id') ?? '',
    program: reader.optional('program_id') ?? '',
    on: reader.day('date'),
    start: reader.optionalTime('start'),
    stop: reader.optionalTime('stop'),
    scheduledMinutes: reader.optionalCount('scheduled_minutes', 1440),
    minutes: reader.optionalCount('minutes', 1440),
    status: reader.oneOf('status', sessionStatuses, undefined, statusWords),
    service: tellsService ?? reader.oneOf('service', services, undefined, serviceWords),
    modality: reader.oneOf('modality', ['in_person', 'video', 'audio'], 'in_person'),
    patientAt: reader.oneOf('patient_location', ['home', 'elsewhere', 'clinic'], 'clinic'),
    emCode: reader.optional('em_code'),
    interactiveComplexity: reader.flag('interactive_complexity'),
    medicalServices: reader.flag('medical_services'),
    codesPicked,
    modifiersPicked: reader.list('modifiers_picked'),
    placePicked: reader.optional('place_of_service_picked'),
    diagnoses: reader.list('diagnoses'),
    noteElements: reader.list('note_elements'),
    authorizationNumber: reader.optional('authorization_number'),
    signedOn: reader.optionalDay('signed_at'),
  }
  if (record.signedOn !== null && record.signedOn < record.on)
    reader.refuse('signed_at', `The note was signed (${record.signedOn}) before the visit (${record.on}).`)
  const told = readTold(reader)
  return reader.wrong ?? (told ? { ...record, told } : record)
}
