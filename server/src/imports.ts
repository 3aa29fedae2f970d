import { authorizationImport } from './cycle/authorization/actions/import.ts'
import { coverageImport, guarantorImport, patientImport } from './cycle/intake/actions/import.ts'
import { encounterTable } from './cycle/note/rules/fhir-encounters.ts'
import { importFile } from './cycle/practice/actions/import.ts'
import { chargeImport } from './cycle/practice/actions/import-charges.ts'
import type { ImportReport } from './cycle/practice/types.ts'
import { paymentImport } from './cycle/receivable/actions/payments.ts'
import { appointmentImport } from './cycle/session/actions/import-appointments.ts'
import { sessionImport } from './cycle/session/actions/sessions.ts'
import { isJson, readFhirAppointments } from './cycle/session/rules/fhir.ts'
import { reading } from './ground/db.ts'
import type { Ground } from './ground/ground.ts'
import { readJson } from './ground/json.ts'

/** The kinds of CSV a practice brings, in the order they build on each other. */
export const importKinds = [
  'charges',
  'patients',
  'guarantors',
  'coverages',
  'authorizations',
  'appointments',
  'sessions',
  'payments',
] as const
export type ImportKindName = (typeof importKinds)[number]

/** The kind a file's name tells: `2026-03-02-sessions.csv` is sessions; null when it tells none. */
export const kindOfName = (name: string): ImportKindName | null =>
  importKinds.find((kind) => new RegExp(`(^|[^a-z])${kind}([^a-z]|$)`).test(name.toLowerCase())) ?? null

/** Takes one CSV in by its kind. */
export async function importCsv(
  ground: Ground,
  kind: ImportKindName,
  file: { name: string; bytes: Uint8Array },
): Promise<ImportReport> {
  const run = () => {
    switch (kind) {
      case 'charges':
        return importFile(ground, chargeImport(ground), file)
      case 'patients':
        return importFile(ground, patientImport(ground), file)
      case 'guarantors':
        return importFile(ground, guarantorImport(ground), file)
      case 'coverages':
        return importFile(ground, coverageImport(ground), file)
      case 'authorizations':
        return importFile(ground, authorizationImport(ground), file)
      case 'appointments':
        return importAppointments(ground, file)
      case 'sessions':
        return importFile(ground, sessionImport(ground), file)
      case 'payments':
        return importFile(ground, paymentImport(ground), file)
    }
  }
  const result = await run()
  if (!result.ok) throw new Error('cannot be refused')
  return result.value
}

async function timeZoneOf(ground: Ground): Promise<string> {
  const practice = await reading(ground, (tx) =>
    tx.selectFrom('practice').select('time_zone').where('practice_id', '=', ground.practiceId).executeTakeFirst(),
  )
  return practice?.time_zone ?? 'UTC'
}

/** The EHR's calendar, as a CSV or as FHIR Appointments. */
async function importAppointments(ground: Ground, file: { name: string; bytes: Uint8Array }) {
  const kind = appointmentImport(ground)
  if (!isJson(file.bytes)) return importFile(ground, kind, file)
  return importFile(ground, kind, { ...file, table: readFhirAppointments(file.bytes, await timeZoneOf(ground)) })
}

/** Takes the Encounters of a FHIR R4 bundle in, as sessions. */
export async function importFhir(ground: Ground, file: { name: string; bytes: Uint8Array }): Promise<ImportReport> {
  const table = encounterTable(readJson(file.bytes), await timeZoneOf(ground))
  const result = await importFile(ground, sessionImport(ground), { ...file, table })
  if (!result.ok) throw new Error('cannot be refused')
  return result.value
}
