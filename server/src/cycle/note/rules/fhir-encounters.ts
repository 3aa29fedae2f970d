import { addDays, lookup, parseDate, wallClock } from '@ballast/kernel'

// A FHIR R4 bundle of Encounters as the rows a session export has: one path in, whatever the file. An element is taken only
// where the resource says it; what an EHR leaves out is asked for later, not assumed.

type Row = { readonly line: number; readonly cells: readonly string[]; readonly raw: string }
type Broken = { readonly line: number; readonly message: string; readonly raw: string }
export type EncounterTable = {
  readonly headers: readonly string[]
  readonly rows: readonly Row[]
  readonly broken: readonly Broken[]
}
export type NoBundle = { readonly kind: 'fhir.unusable'; readonly message: string }

const headers = [
  'session_id',
  'patient_id',
  'clinician_npi',
  'location_id',
  'date',
  'start',
  'stop',
  'minutes',
  'status',
  'service',
  'modality',
  'patient_location',
  'codes_picked',
  'diagnoses',
  'note_elements',
  'signed_at',
] as const
type Header = (typeof headers)[number]

type Json = Readonly<Record<string, unknown>>
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const object = (value: unknown): Json => (isJson(value) ? value : {})
const objects = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isJson) : [])
const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')

const npiSystem = 'http://hl7.org/fhir/sid/us-npi'
const diagnosisSystem = 'http://hl7.org/fhir/sid/icd-10-cm'
const codeSystems = [
  'http://www.ama-assn.org/go/cpt',
  'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets',
  'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets',
  'urn:oid:2.16.840.1.113883.6.285',
]
/** An extension by which an EHR may say that its note holds an element of ours. */
const elementUrl = 'urn:ballast:note-element'

const statuses = lookup<string>({
  finished: 'kept',
  cancelled: 'cancelled',
  planned: 'booked',
  arrived: 'booked',
  triaged: 'booked',
  'in-progress': 'booked',
})

/** Minutes from one moment to another, as they passed: in the night the clocks change the wall says otherwise. */
const minutesBetween = (from: string, until: string, timeZone: string): number | null => {
  const [began, ended] = [from, until].map((moment) => instantOf(moment, timeZone))
  return began == null || ended == null ? null : Math.round((ended - began) / 60_000)
}

function instantOf(moment: string, timeZone: string): number | null {
  const said = Date.parse(/(Z|[+-]\d{2}:\d{2})$/.test(moment) ? moment : `${moment}Z`)
  if (Number.isNaN(said)) return null
  if (!/T.*(Z|[+-]\d{2}:\d{2})$/.test(moment))
    return Temporal.PlainDateTime.from(moment).toZonedDateTime(timeZone).epochMilliseconds
  return said
}

const dayAfter = (on: string): string | null => {
  const day = parseDate(on)
  return day === null ? null : addDays(day, 1)
}

type Shelf = ReadonlyMap<string, Json>

/** What a reference points to: by its full address, or by type and id. */
function pointed(reference: unknown, shelf: Shelf): Json {
  const address = text(object(reference).reference)
  return shelf.get(address) ?? shelf.get(address.split('/').slice(-2).join('/')) ?? {}
}

const identifierOf = (resource: Json, system?: string): string => {
  const all = objects(resource.identifier)
  const found = system === undefined ? all[0] : all.find((each) => text(each.system) === system)
  return text(found?.value)
}

/** The practice's own id of what is referred to: its identifier, else what the reference itself says. */
function idOf(reference: unknown, shelf: Shelf): string {
  const resource = pointed(reference, shelf)
  const own = identifierOf(resource) || text(resource.id)
  return (
    own || text(object(object(reference).identifier).value) || text(object(reference).reference).split('/').at(-1) || ''
  )
}

function npiOf(encounter: Json, shelf: Shelf): string {
  for (const participant of objects(encounter.participant)) {
    const person = participant.individual ?? participant.actor
    const npi = identifierOf(pointed(person, shelf), npiSystem)
    if (npi !== '') return npi
    const said = object(object(person).identifier)
    if (text(said.system) === npiSystem) return text(said.value)
  }
  return ''
}

const codings = (concepts: unknown): Json[] =>
  (Array.isArray(concepts) ? concepts : [concepts]).flatMap((concept) => objects(object(concept).coding))

const codesIn = (concepts: unknown, systems: readonly string[]): string[] =>
  codings(concepts)
    .filter((coding) => systems.includes(text(coding.system)))
    .map((coding) => text(coding.code))
    .filter((code) => code !== '')

function cellsOf(
  encounter: Json,
  shelf: Shelf,
  compositions: readonly Json[],
  timeZone: string,
): Record<Header, string> | string {
  const status = text(encounter.status)
  if (status === 'entered-in-error') return 'The Encounter is marked as entered in error; it was left out.'
  const known = statuses[status]
  if (known === undefined)
    return `Encounter.status is "${status}"; expected one of ${Object.keys(statuses).join(', ')}.`
  const period = object(encounter.period)
  const began = wallClock(text(period.start), timeZone)
  if (began === null)
    return `Encounter.period.start is "${text(period.start)}"; expected a moment such as 2026-03-02T14:02:00-05:00.`
  const ended = wallClock(text(period.end), timeZone)
  if (text(period.end) !== '' && ended === null)
    return `Encounter.period.end is "${text(period.end)}"; expected a moment such as 2026-03-02T14:49:00-05:00.`
  const npi = npiOf(encounter, shelf)
  if (npi === '')
    return `No participant of the Encounter has an NPI (an identifier with the system ${npiSystem}). Export the Practitioners with it.`

  const place = object(encounter.class).code
  const isVirtual = place === 'VR'
  const physical = objects(encounter.location).flatMap((each) =>
    codings(object(pointed(each.location, shelf)).physicalType),
  )
  const isHome = place === 'HH' || physical.some((coding) => text(coding.code) === 'ho')
  const services = codings([...objects(encounter.type), object(encounter.serviceType)])
  const service = services.map((coding) => text(coding.code)).find((code) => /^[a-z_]+$/.test(code)) ?? ''
  const diagnoses = [
    ...codesIn(objects(encounter.reasonCode), [diagnosisSystem]),
    ...objects(encounter.diagnosis).flatMap((each) => codesIn(pointed(each.condition, shelf).code, [diagnosisSystem])),
  ]
  const own = [`Encounter/${text(encounter.id)}`]
  const signed = compositions
    .filter(
      (each) =>
        ['final', 'amended'].includes(text(each.status)) && own.includes(text(object(each.encounter).reference)),
    )
    .map((each) => text(objects(each.attester).at(-1)?.time) || text(each.date))
    .find((moment) => wallClock(moment, timeZone) !== null)
  const hasTimes = began.at !== '' && ended !== null && ended.at !== ''
  const minutes = hasTimes ? minutesBetween(text(period.start), text(period.end), timeZone) : null
  const told = objects(encounter.extension)
    .filter((each) => text(each.url) === elementUrl)
    .map((each) => text(each.valueCode))
    .filter((code) => code !== '')
  const elements = new Set([
    'DOS',
    ...(hasTimes ? ['STARTSTOP'] : []),
    ...(diagnoses.length > 0 ? ['DX'] : []),
    ...(isVirtual ? ['TH_TECH'] : []),
    ...(isVirtual && physical.length > 0 ? ['TH_PTLOC'] : []),
    ...(signed === undefined ? [] : ['SIG']),
    ...told,
  ])
  return {
    session_id: identifierOf(encounter) || text(encounter.id),
    patient_id: idOf(encounter.subject, shelf),
    clinician_npi: npi,
    location_id: idOf(objects(encounter.location)[0]?.location, shelf),
    date: began.on,
    start: began.at,
    // A stop at or before the start is the next day's.
    stop: ended !== null && (ended.on === began.on || ended.on === dayAfter(began.on)) ? ended.at : '',
    minutes: known === 'kept' && minutes !== null && minutes > 0 && minutes <= 1440 ? String(minutes) : '',
    status: known,
    service,
    modality: isVirtual ? 'video' : 'in_person',
    patient_location: isHome
      ? 'home'
      : isVirtual && physical.length === 0
        ? 'home'
        : isVirtual
          ? 'elsewhere'
          : 'clinic',
    codes_picked: codesIn([...objects(encounter.type), object(encounter.serviceType)], codeSystems).join(';'),
    diagnoses: [...new Set(diagnoses)].join(';'),
    note_elements: [...elements].join(';'),
    signed_at: signed === undefined ? '' : (wallClock(signed, timeZone)?.on ?? ''),
  }
}

/** The Encounters of a bundle as rows; each one that cannot be read says why, and the others go on. */
export function encounterTable(bundle: unknown, timeZone: string): EncounterTable | NoBundle {
  const unusable = (message: string): NoBundle => ({ kind: 'fhir.unusable', message })
  if (!isJson(bundle)) return unusable('The file is no JSON object. Export a FHIR R4 Bundle and try again.')
  if (bundle.resourceType !== 'Bundle')
    return unusable(`The file is a ${text(bundle.resourceType) || 'JSON object'}, not a FHIR Bundle.`)
  const entries = objects(bundle.entry)
  const shelf = new Map<string, Json>()
  for (const entry of entries) {
    const resource = object(entry.resource)
    const address = text(entry.fullUrl)
    if (address !== '') shelf.set(address, resource)
    if (text(resource.id) !== '') shelf.set(`${text(resource.resourceType)}/${text(resource.id)}`, resource)
  }
  const resources = entries.map((entry) => object(entry.resource))
  const compositions = resources.filter((resource) => resource.resourceType === 'Composition')
  const rows: Row[] = []
  const broken: Broken[] = []
  resources.forEach((resource, at) => {
    if (resource.resourceType !== 'Encounter') return
    const raw = JSON.stringify(resource)
    const cells = cellsOf(resource, shelf, compositions, timeZone)
    if (typeof cells === 'string') broken.push({ line: at + 1, message: cells, raw })
    else rows.push({ line: at + 1, cells: headers.map((name) => cells[name]), raw })
  })
  if (rows.length + broken.length === 0) return unusable('The Bundle holds no Encounter.')
  return { headers: [...headers], rows, broken }
}
