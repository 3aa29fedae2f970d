import { lookup, wallClock } from '@ballast/kernel'

// FHIR R4 Appointments, as a bundle, a list, one resource, or one a line: read into the same columns as a CSV.

type Table = {
  readonly headers: readonly string[]
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[]; readonly raw: string }[]
  readonly broken: readonly { readonly line: number; readonly message: string; readonly raw: string }[]
}
type Unusable = { readonly kind: 'csv.unusable'; readonly message: string }
type Json = Readonly<Record<string, unknown>>

const headers = [
  'appointment_id',
  'patient_id',
  'clinician_npi',
  'location_id',
  'date',
  'start',
  'minutes',
  'status',
  'modality',
] as const

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const words = (value: unknown): string => (typeof value === 'string' ? value : '')

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** Whether bytes look like JSON rather than a table. */
export const isJson = (bytes: Uint8Array): boolean => /^\s*[[{]/.test(new TextDecoder().decode(bytes.subarray(0, 64)))

/** Appointments of a FHIR file, each as a row; what is no appointment is told with its place. */
export function readFhirAppointments(bytes: Uint8Array, timeZone: string): Table | Unusable {
  const text = new TextDecoder().decode(bytes).replace(/^\uFEFF/, '')
  const whole = parsed(text)
  const items =
    whole === undefined
      ? text
          .split(/\r?\n/)
          .flatMap((line, i) => (line.trim() === '' ? [] : [{ line: i + 1, value: parsed(line), raw: line }]))
      : resourcesOf(whole).map((value, i) => ({ line: i + 1, value, raw: JSON.stringify(value) }))
  if (items.length === 0) return { kind: 'csv.unusable', message: 'The file holds no FHIR resource.' }
  const rows: Table['rows'][number][] = []
  const broken: Table['broken'][number][] = []
  for (const { line, value, raw } of items) {
    if (!isObject(value)) broken.push({ line, raw, message: 'This is not a FHIR resource: the JSON cannot be read.' })
    else if (value.resourceType === 'Appointment') rows.push({ line, raw, cells: cellsOf(value, timeZone) })
    else if (rows.length + broken.length === 0 && !('resourceType' in value))
      return { kind: 'csv.unusable', message: 'The JSON is no FHIR: it has no resourceType.' }
  }
  if (rows.length + broken.length === 0) return { kind: 'csv.unusable', message: 'The file holds no FHIR Appointment.' }
  return { headers, rows, broken }
}

function resourcesOf(whole: unknown): readonly unknown[] {
  if (Array.isArray(whole)) return whole
  if (isObject(whole) && whole.resourceType === 'Bundle')
    return list(whole.entry).map((entry) => (isObject(entry) ? entry.resource : null))
  return [whole]
}

const npiSystem = 'http://hl7.org/fhir/sid/us-npi'
const statuses = lookup<string>({
  booked: 'booked',
  arrived: 'booked',
  'checked-in': 'booked',
  fulfilled: 'booked',
  pending: 'booked',
  noshow: 'no_show',
  cancelled: 'cancelled',
  'entered-in-error': 'deleted',
  proposed: 'proposed',
  waitlist: 'waitlist',
})

function cellsOf(appointment: Json, timeZone: string): string[] {
  const actor = (type: string): Json => {
    const found = list(appointment.participant).find(
      (each) =>
        isObject(each) &&
        isObject(each.actor) &&
        (words(each.actor.reference).includes(`${type}/`) || each.actor.type === type),
    )
    return isObject(found) && isObject(found.actor) ? found.actor : {}
  }
  const idOf = (of: Json, system?: string): string => {
    const identifier = isObject(of.identifier) ? of.identifier : {}
    if (words(identifier.value) !== '' && (system === undefined || identifier.system === system))
      return words(identifier.value)
    return words(of.reference).split('/').at(-1) ?? ''
  }
  const start = words(appointment.start)
  const began = wallClock(start, timeZone)
  const isVirtual = list(appointment.serviceType)
    .concat(list(appointment.extension))
    .some((each) => JSON.stringify(each).toLowerCase().includes('telehealth'))
  return [
    words(appointment.id),
    idOf(actor('Patient')),
    idOf(actor('Practitioner'), npiSystem),
    idOf(actor('Location')),
    began?.on ?? start,
    began?.at ?? '',
    minutesOf(appointment, start),
    statuses[words(appointment.status)] ?? words(appointment.status),
    isVirtual ? 'video' : 'in_person',
  ]
}

function minutesOf(appointment: Json, start: string): string {
  if (typeof appointment.minutesDuration === 'number') return String(appointment.minutesDuration)
  const length = Date.parse(words(appointment.end)) - Date.parse(start)
  return Number.isFinite(length) ? String(Math.round(length / 60_000)) : ''
}
