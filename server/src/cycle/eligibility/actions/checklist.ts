import { addDays, ok, type PlainDate, type Result, refuse } from '@ballast/kernel'
import { audit } from '../../../ground/audit.ts'
import { inTransaction, reading } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { colleaguesOf } from '../../../ground/people.ts'
import { checklistFor, type Mark, wordingOn } from '../rules/checklist.ts'
import * as store from '../store/checklist.ts'
import { findStandings } from '../store/standings.ts'
import { coveragesOn } from '../store/visits.ts'
import { checklistSteps } from '../tables/checklist.ts'
import { countLimits } from './limits.ts'

/** A patient's checklist for a visit: what the payer answered has ticked itself. */
export const patientChecklist = (ground: Ground, patientId: string, on: PlainDate | null) =>
  reading(ground, async (tx) => {
    const { practiceId } = ground
    if (!(await store.isPatient(tx, practiceId, patientId))) return null
    const day = on ?? (await store.patientVisit(tx, practiceId, patientId, ground.today())) ?? ground.today()
    const [coverageId] = await coveragesOn(tx, practiceId, [{ patientId, on: day }])
    const ids = coverageId == null ? [] : [coverageId]
    const standing = (await findStandings(tx, practiceId, ids)).get(coverageId ?? '') ?? null
    return {
      patientId,
      coverageId: coverageId ?? null,
      on: day,
      lines: checklistFor(
        {
          standing,
          limits: await countLimits(tx, ground, ids, day),
          wordings: await store.listWordings(tx, practiceId),
          marks: (await store.listMarks(tx, practiceId, patientId)) as Mark[],
        },
        day,
      ),
    }
  })

/** Every step with its wording of today, its earlier versions, and how often each was marked in the last 90 days. */
export const checklistPage = (ground: Ground) =>
  reading(ground, async (tx) => {
    const { practiceId } = ground
    const today = ground.today()
    const wordings = await store.listWordings(tx, practiceId)
    const counts = await store.countMarks(tx, practiceId, addDays(today, -90))
    const people = await colleaguesOf(tx, practiceId)
    return {
      today,
      people: people.map(({ id, name }) => ({ id, name })),
      steps: checklistSteps.map((step) => {
        const now = wordingOn(step, wordings, today)
        return {
          ...step,
          now,
          person: people.find((person) => person.id === now.personId)?.name ?? null,
          versions: wordings.filter((each) => each.stepId === step.id),
          marks: counts.filter((each) => each.stepId === step.id),
        }
      }),
    }
  })

export type ChecklistRefusal = { kind: 'eligibility.not_found' } | { kind: 'eligibility.invalid'; message: string }

/** Marks a step for a patient; marking it undone takes the mark back and keeps both. */
export function markStep(
  ground: Ground,
  mark: {
    stepId: string
    patientId: string
    visitOn: PlainDate | null
    state: 'done' | 'not_needed' | 'undone'
    note: string | null
  },
): Promise<Result<{ ok: true }, ChecklistRefusal>> {
  return inTransaction<{ ok: true }, ChecklistRefusal>(ground, async (tx) => {
    const { practiceId } = ground
    const step = checklistSteps.find((each) => each.id === mark.stepId)
    const isPatient = await store.isPatient(tx, practiceId, mark.patientId)
    if (!step || !isPatient) return refuse({ kind: 'eligibility.not_found' })
    if (mark.state === 'not_needed' && !mark.note)
      return refuse({ kind: 'eligibility.invalid', message: 'Say why the step is not needed.' })
    const { version } = wordingOn(step, await store.listWordings(tx, practiceId), ground.today())
    await store.saveMark(tx, ground, { ...mark, version })
    return ok({ ok: true })
  })
}

/** Words a step the practice's own way, from today on; what was marked before keeps its version. */
export function wordStep(
  ground: Ground,
  stepId: string,
  wording: { title: string; jobAid: string; personId: string | null; isUsed: boolean },
): Promise<Result<{ version: number }, ChecklistRefusal>> {
  return inTransaction<{ version: number }, ChecklistRefusal>(ground, async (tx) => {
    if (!checklistSteps.some((step) => step.id === stepId)) return refuse({ kind: 'eligibility.not_found' })
    const people = await colleaguesOf(tx, ground.practiceId)
    if (wording.personId !== null && !people.some((person) => person.id === wording.personId))
      return refuse({ kind: 'eligibility.invalid', message: 'Nobody by that id works here.' })
    const version = await store.saveWording(tx, ground, stepId, wording)
    await audit(tx, ground, { action: 'checklist.worded', subject: stepId, detail: { version } })
    return ok({ version })
  })
}
