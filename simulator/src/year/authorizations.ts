import { addDays, type PlainDate } from '@ballast/kernel'
import { random } from '../random.ts'
import type { MistakeKind } from '../world/mistake-file.ts'
import type { Planner } from './planner.ts'
import type { Authorization, Clinician, Session, WorldConfig } from './types.ts'

// A weekly patient uses twelve approved visits in twelve weeks. Whoever forgets the renewal learns of it from a denial,
// after two to five more visits that nobody will pay.

export function authorizationsFor(
  seed: number,
  config: WorldConfig,
  planner: Planner,
  patientSessions: readonly Session[],
  clinicians: readonly Clinician[],
): { authorizations: Authorization[]; named: Map<string, string> } {
  const made: Authorization[] = []
  const named = new Map<string, string>()
  for (const payer of config.payers) {
    const rule = payer.published.authorization
    if (!rule) continue
    const due = patientSessions.filter(
      ({ payerId, status, rightCodes, repeats }) =>
        payerId === payer.id &&
        status === 'kept' &&
        repeats === null &&
        rightCodes.some((code) => rule.codes.includes(code)),
    )
    let current: Authorization | null = null
    let used = 0
    for (let i = 0; i < due.length; i++) {
      const session = due[i]
      if (!session) continue
      if (current && session.on <= current.until && used < current.units) {
        used += 1
        continue
      }
      // An episode limit means there is no renewal to ask for.
      if (current && payer.published.sessionLimit?.per === 'episode') break
      const kind: MistakeKind = current ? 'authorization_lapse' : 'authorization_missing'
      const where = {
        payerId: payer.id,
        position: session.clinician.position,
        on: session.on,
        patientId: session.patientId,
        sessionId: session.id,
      }
      const own = random(seed, 'authorization', session.id)
      const uncovered: number = planner.hits(kind, where) ? own.between(2, 5) : 0
      const gap = due.slice(i, i + uncovered)
      if (gap.length > 0) planner.plant(kind, { ...where, sessionIds: gap.map(({ id }) => id) })
      const opens: Session | undefined = due[i + uncovered]
      if (!opens) break
      const from: PlainDate = uncovered > 0 ? opens.on : addDays(opens.on, -5)
      const number: number = made.length + 1
      current = {
        id: `A${session.patientId.slice(1)}-${number}`,
        patientId: session.patientId,
        payerId: payer.id,
        number: `${payer.id.slice(0, 2)}${session.patientId.slice(1)}${String(number).padStart(2, '0')}${own.between(100, 999)}`,
        codes: rule.codes,
        from,
        until: addDays(from, rule.days),
        units: rule.units,
        obtainedOn: addDays(opens.on, -2),
        clinicianNpi: null,
        diagnosis: null,
      }
      const until = current.until
      const other = random(seed, 'authorized code', session.id).pick(opens.rightCodes)
      const affected = due.filter(({ on, rightCodes }) => from <= on && on <= until && rightCodes.includes(other))
      if (rule.codes.length > 1 && rule.codes.includes(other) && planner.hits('authorization_other_code', where)) {
        planner.plant('authorization_other_code', { ...where, sessionIds: affected.map(({ id }) => id) })
        current = { ...current, codes: rule.codes.filter((code) => code !== other) }
      } else {
        const covered = due.filter(({ on }) => from <= on && on <= until).slice(0, rule.units)
        const what = { ...where, sessionIds: covered.map(({ id }) => id) }
        const colleague = clinicians.find(
          ({ npi, supervisorNpi }) =>
            npi !== opens.clinician.npi &&
            npi !== opens.clinician.supervisorNpi &&
            supervisorNpi !== opens.clinician.npi,
        )
        if (colleague && planner.hits('authorization_other_clinician', where)) {
          planner.plant('authorization_other_clinician', what)
          current = { ...current, clinicianNpi: colleague.npi }
        } else if (planner.hits('authorization_other_diagnosis', where)) {
          planner.plant('authorization_other_diagnosis', what)
          current = { ...current, diagnosis: opens.diagnoses[0]?.startsWith('F41') ? 'F33.1' : 'F41.1' }
        } else if (uncovered === 0 && planner.hits('authorization_begins_late', where)) {
          const begins = addDays(opens.on, 2)
          const before = due.filter(({ on }) => opens.on <= on && on < begins)
          planner.plant('authorization_begins_late', { ...where, sessionIds: before.map(({ id }) => id) })
          for (const { id } of before) named.set(id, current.number)
          current = { ...current, from: begins, obtainedOn: addDays(opens.on, -3) }
        }
      }
      made.push(current)
      used = opens.on < current.from ? 0 : 1
      i += uncovered
    }
  }
  return { authorizations: made, named }
}
