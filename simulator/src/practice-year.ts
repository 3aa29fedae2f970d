import { authorizationsFor } from './year/authorizations.ts'
import { clinicians as makeClinicians } from './year/clinicians.ts'
import { coverageOn, coveragesFor } from './year/coverages.ts'
import { planner as makePlanner, type Planner } from './year/planner.ts'
import { schedule } from './year/schedule.ts'
import { entered, outline } from './year/sessions.ts'
import type {
  Authorization,
  Coverage,
  CoveragePlan,
  Patient,
  PracticeYear,
  Session,
  WorldConfig,
} from './year/types.ts'

/** A whole practice-year from a seed: what happens, what is entered about it, and every mistake planted on the way. */
export function practiceYear(seed: number, config: WorldConfig): PracticeYear {
  const clinicians = makeClinicians(seed, config)
  const { bookings, patients, until } = schedule(seed, config, clinicians)
  const planner = makePlanner(seed, config)
  const happened = bookings.map((booking, i) => outline(seed, config, booking, i + 1))

  const byPatient = new Map<string, typeof happened>()
  for (const one of happened) byPatient.set(one.patientId, [...(byPatient.get(one.patientId) ?? []), one])

  const coverages: Coverage[] = []
  const entries: CoveragePlan[] = []
  const authorizations: Authorization[] = []
  const sessions: Session[] = []
  const settled: Patient[] = []
  for (const drawn of patients) {
    const own = byPatient.get(drawn.id) ?? []
    const patient = livingElsewhere(planner, drawn, own)
    settled.push(patient)
    const kept = own.filter(({ status }) => status === 'kept')
    const made = coveragesFor(seed, config, planner, patient, kept)
    coverages.push(...made.coverages)
    entries.push(...made.plans)
    const theirs = own.flatMap((one, i) => {
      const holder = coverageOn(made.coverages, one.on)?.payerId
      const payer = config.payers.find(({ id }) => id === holder) ?? null
      const isEvaluated = own
        .slice(0, i)
        .some(
          ({ service, status, clinician }) =>
            service === 'diagnostic_evaluation' && status === 'kept' && clinician.npi === one.clinician.npi,
        )
      return entered(seed, config.practice.startsOn, planner, one, payer, clinicians, isEvaluated)
    })
    const approved = authorizationsFor(seed, config, planner, theirs, clinicians)
    authorizations.push(...approved.authorizations)
    sessions.push(...theirs.map((one) => ({ ...one, authorizationNumber: approved.named.get(one.id) ?? null })))
  }
  sessions.sort((a, b) => (a.id < b.id ? -1 : 1))
  return {
    seed,
    from: config.practice.startsOn,
    until,
    clinicians,
    patients: settled,
    coverages,
    entries,
    authorizations,
    sessions,
    planted: planner.planted,
  }
}

/** Some live beyond the state line, where nobody of the practice has a licence, and are seen by video at home. */
function livingElsewhere(
  planner: Planner,
  patient: Patient,
  own: readonly Pick<Session, 'id' | 'on' | 'status' | 'modality' | 'patientAt'>[],
): Patient {
  const far = own.filter(
    ({ status, modality, patientAt }) => status === 'kept' && modality === 'video' && patientAt === 'home',
  )
  const [first] = far
  if (!first || patient.card === null) return patient
  const where = { payerId: null, position: patient.clinician.position, on: first.on, patientId: patient.id }
  if (!planner.hits('patient_elsewhere', where)) return patient
  planner.plant('patient_elsewhere', { ...where, sessionIds: far.map(({ id }) => id) })
  return { ...patient, address: { ...patient.address, state: 'NC' } }
}
