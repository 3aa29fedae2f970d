import { addDays, ok, type PlainDate, type Result, refuse } from '@ballast/kernel'
import { audit } from '../../../ground/audit.ts'
import { inTransaction, reading, type Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { isMinor, type OwingFacts, shareProblems, standsOn } from '../rules/guarantors.ts'
import { listSignatures } from '../store/checkin.ts'
import { listFees } from '../store/fees.ts'
import * as store from '../store/patient.ts'
import { savePapers } from '../store/register.ts'
import type { CoveragePapers, CoverageTerm, Guarantor } from '../types.ts'
import type { IntakeRefusal } from './checkin.ts'

/** Everything kept about who a patient is, who answers for them and who promised to pay. */
export const patientPage = (ground: Ground, id: string) =>
  reading(ground, async (tx) => {
    const { practiceId } = ground
    const patient = await store.findPatient(tx, practiceId, id)
    if (!patient) return null
    const today = ground.today()
    const coverages = await store.listCoverages(tx, practiceId, id)
    const terms = await store.listTerms(
      tx,
      practiceId,
      coverages.map((coverage) => coverage.id),
    )
    const guarantors = (await store.listGuarantors(tx, practiceId, [id])).get(id) ?? []
    return {
      today,
      patient: { ...patient, isMinor: isMinor(patient, today) },
      guarantors: guarantors.map((row) => ({ ...row, stands: standsOn(row, today) })),
      problems: shareProblems(guarantors.filter((row) => standsOn(row, today))),
      coverages: coverages.map((coverage) => ({
        ...coverage,
        stands: standsOn(coverage, today),
        terms: terms.get(coverage.id) ?? [],
      })),
      signatures: await listSignatures(tx, practiceId, [id]),
      fees: (await listFees(tx, practiceId, id)).map((fee) => ({ ...fee, stands: standsOn(fee, today) })),
    }
  })

/** What a desk hears at a visit: the name to use, how to reach somebody, and what a minor may keep to themself. */
export function changePatient(
  ground: Ground,
  id: string,
  change: store.PatientChange,
): Promise<Result<{ id: string }, IntakeRefusal>> {
  return inTransaction<{ id: string }, IntakeRefusal>(ground, async (tx) => {
    const patient = await store.findPatient(tx, ground.practiceId, id, true)
    if (!patient) return refuse({ kind: 'not_found' })
    await store.setPatient(tx, ground.practiceId, id, change)
    const fields = (Object.keys(change) as (keyof typeof change)[]).filter((name) => change[name] !== patient[name])
    await audit(tx, ground, { action: 'patient.changed', subject: id, detail: { fields } })
    return ok({ id })
  })
}

/** Says who answers for a patient from a day on; those who answered until then keep what was before it. */
export function setGuarantors(
  ground: Ground,
  patientId: string,
  input: { readonly from: PlainDate; readonly guarantors: readonly Omit<Guarantor, 'id' | 'from' | 'until'>[] },
): Promise<Result<{ ids: readonly string[] }, IntakeRefusal>> {
  return inTransaction<{ ids: readonly string[] }, IntakeRefusal>(ground, async (tx) => {
    if (!(await store.findPatient(tx, ground.practiceId, patientId, true))) return refuse({ kind: 'not_found' })
    const problems = shareProblems(input.guarantors)
    if (problems.length > 0) return refuse({ kind: 'intake.invalid', message: problems.join(' ') })
    await store.endGuarantors(tx, ground, patientId, input.from, addDays(input.from, -1))
    const ids: string[] = []
    for (const guarantor of input.guarantors)
      ids.push(
        await store.saveGuarantor(tx, ground, {
          ...guarantor,
          from: input.from,
          until: null,
          externalId: null,
          patientId,
          hash: '',
        }),
      )
    await audit(tx, ground, {
      action: 'patient.guarantors',
      subject: patientId,
      detail: { from: input.from, shares: input.guarantors.map((each) => each.shareBasisPoints) },
    })
    return ok({ ids })
  })
}

/** Keeps what was agreed about a coverage; the same kind from the same day again corrects it. */
export function setTerm(
  ground: Ground,
  coverageId: string,
  term: CoverageTerm,
): Promise<Result<{ id: string }, IntakeRefusal>> {
  return inTransaction<{ id: string }, IntakeRefusal>(ground, async (tx) => {
    const coverage = await store.findCoverage(tx, ground.practiceId, coverageId)
    if (!coverage) return refuse({ kind: 'not_found' })
    const problem = termProblem(term, coverage)
    if (problem !== null) return refuse({ kind: 'intake.invalid', message: problem })
    const id = await store.saveTerm(tx, ground, coverageId, term)
    await audit(tx, ground, { action: 'coverage.term', subject: coverageId, detail: { kind: term.kind, id } })
    await ground.machine.jobs.enqueue(tx, ground, 'coverage.changed', { coverages: [coverageId] })
    return ok({ id })
  })
}

/** Writes down what came with a card: the referral its plan wants, and whether its money was signed over to the practice. */
export function setPapers(
  ground: Ground,
  coverageId: string,
  papers: CoveragePapers,
): Promise<Result<{ id: string }, IntakeRefusal>> {
  return inTransaction<{ id: string }, IntakeRefusal>(ground, async (tx) => {
    if (papers.referral === null && papers.referralUntil !== null)
      return refuse({ kind: 'intake.invalid', message: 'A last day needs the number of its referral.' })
    if (!(await savePapers(tx, ground.practiceId, coverageId, papers))) return refuse({ kind: 'not_found' })
    await audit(tx, ground, { action: 'coverage.papers', subject: coverageId, detail: papers })
    await ground.machine.jobs.enqueue(tx, ground, 'coverage.changed', { coverages: [coverageId] })
    return ok({ id: coverageId })
  })
}

/** Takes back what was entered about a coverage. */
export function dropTerm(ground: Ground, id: string): Promise<Result<{ id: string }, IntakeRefusal>> {
  return inTransaction<{ id: string }, IntakeRefusal>(ground, async (tx) => {
    const coverageId = await store.deleteTerm(tx, ground.practiceId, id)
    if (coverageId === null) return refuse({ kind: 'not_found' })
    await audit(tx, ground, { action: 'coverage.term-dropped', subject: coverageId, detail: { id } })
    await ground.machine.jobs.enqueue(tx, ground, 'coverage.changed', { coverages: [coverageId] })
    return ok({ id })
  })
}

function termProblem(
  term: CoverageTerm,
  coverage: { readonly payerKind: string; readonly from: PlainDate; readonly until: PlainDate | null },
): string | null {
  if (term.until !== null && term.until < term.from)
    return `It would end (${term.until}) before it begins (${term.from}).`
  if (term.kind === 'eap' && coverage.payerKind !== 'eap')
    return 'This payer is no assistance program. Enter the program as a payer of that kind, and the coverage under it.'
  if (term.kind === 'eap' && term.visits === null) return 'Say how many visits the program pays.'
  if (term.paysPatient && term.kind !== 'out_of_network')
    return 'A payer sends its money to the patient only out of network.'
  if (term.courtesyClaim && !term.paysPatient)
    return 'A claim is filed as a courtesy only where the payer sends its money to the patient.'
  if (term.kind === 'single_case' && term.rate === null) return 'Say the rate that was agreed for a session.'
  return null
}

/** What is needed to say who owes a patient's share. */
export async function owingFacts(
  tx: Tx,
  ground: Ground,
  patientIds: readonly string[],
): Promise<Map<string, Pick<OwingFacts, 'patient' | 'guarantors'>>> {
  const guarantors = await store.listGuarantors(tx, ground.practiceId, patientIds)
  const found = new Map<string, Pick<OwingFacts, 'patient' | 'guarantors'>>()
  for (const id of new Set(patientIds)) {
    const patient = await store.findPatient(tx, ground.practiceId, id)
    if (patient) found.set(id, { patient, guarantors: guarantors.get(id) ?? [] })
  }
  return found
}

/** Ends a coverage with its last visit, or opens it again to the end it had on file. */
export async function setVisitsEnd(
  tx: Tx,
  ground: Ground,
  coverageId: string,
  endsOn: PlainDate | null,
): Promise<void> {
  await store.setVisitsEnd(tx, ground.practiceId, coverageId, endsOn)
  await audit(tx, ground, { action: 'coverage.visits-end', subject: coverageId, detail: { endsOn } })
}
