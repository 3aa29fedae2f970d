import { cents, ok, type Result, refuse, sum } from '@ballast/kernel'
import { inTransaction, reading, type Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { deterministicId, type JournalEntry, record } from '../../../ground/ledger.ts'
import { confirmUses } from '../../authorization/actions/reserve.ts'
import { syncWork } from '../../worklist/actions/raise.ts'
import { chosenCodes, pickedCodes } from '../rules/coding-input.ts'
import { composeClaim, factsFor, grantFor } from '../rules/compose.ts'
import { editClaim } from '../rules/edit-claim.ts'
import { findStandings, lockSessions, type NewClaim, saveClaims, saveEvents } from '../store/claims.ts'
import { gatherDrafts, gatherRates } from '../store/drafting.ts'
import { keepHits } from '../store/edits.ts'
import { type Agreed, agreedOn } from '../store/visit-charges.ts'
import { waitingToBeCoded } from '../store/waiting.ts'
import type { DraftFacts, EditFinding, StoredClaim, StoredLine } from '../types.ts'
import { chargeVisits, type Fee } from './self-pay.ts'
import { inSets } from './sets.ts'

// One session, one claim. Coded from its facts, judged by the edits, and either ready to go or held with what stops it. A
// session without a plan makes none: its patient is charged.

export type DraftRefusal =
  | { kind: 'not_found'; id: string }
  | { kind: 'claim.not_kept'; status: string }
  | { kind: 'claim.note_unsigned' }
  | { kind: 'claim.no_coverage' }
  | { kind: 'claim.not_billable'; why: readonly string[] }

export type Drafted = { readonly claimId: string; readonly status: string; readonly findings: readonly EditFinding[] }

/** A claim's number: opaque, seventeen characters, from the random part of a fresh id. */
export const controlNumberFrom = (id: string): string => `B${id.replaceAll('-', '').slice(-16).toUpperCase()}`

/** Drafts a session's claim; a session that has one already keeps it. */
export const draftClaim = (ground: Ground, sessionId: string): Promise<Result<Drafted, DraftRefusal>> =>
  inTransaction<Drafted, DraftRefusal>(ground, (tx) => draftIn(tx, ground, sessionId))

/** Drafts within a change that is under way. */
export const draftIn = async (tx: Tx, ground: Ground, sessionId: string): Promise<Result<Drafted, DraftRefusal>> =>
  (await draftSet(tx, ground, [sessionId])).get(sessionId) ?? refuse({ kind: 'not_found', id: sessionId })

const setSize = 500

/** Drafts the claims of sessions, a set in one change; a session that fails stops no other. */
export const draftClaims = (ground: Ground, sessionIds: readonly string[]): Promise<void> =>
  inSets(ground, sessionIds, setSize, async (tx, set) => {
    await draftSet(tx, ground, set)
  })

/** Drafts the claims of visits that could not be coded before: what was missing may have come. */
export const draftWaiting = async (ground: Ground): Promise<void> =>
  draftClaims(ground, await reading(ground, (tx) => waitingToBeCoded(tx, ground.practiceId)))

/** What became of each session. Of a patient's sessions the earlier are drafted first, so that the later see their claims. */
async function draftSet(
  tx: Tx,
  ground: Ground,
  sessionIds: readonly string[],
): Promise<Map<string, Result<Drafted, DraftRefusal>>> {
  const outcome = new Map<string, Result<Drafted, DraftRefusal>>()
  const rounds: string[][] = []
  const roundOf = new Map<string, number>()
  for (const { id, patient_id } of await lockSessions(tx, ground.practiceId, sessionIds)) {
    const round = roundOf.get(patient_id) ?? 0
    roundOf.set(patient_id, round + 1)
    if (round === rounds.length) rounds.push([])
    rounds[round]?.push(id)
  }
  const standings = await findStandings(tx, ground.practiceId, sessionIds)
  for (const round of rounds) await draftRound(tx, ground, round, standings, outcome)
  return outcome
}

/** Sessions of different patients: no one's claim depends on another's. */
async function draftRound(
  tx: Tx,
  ground: Ground,
  sessionIds: readonly string[],
  standings: ReadonlyMap<string, string>,
  outcome: Map<string, Result<Drafted, DraftRefusal>>,
): Promise<void> {
  const drafts: { facts: DraftFacts; coverageId: string; payerId: string; controlNumber: string }[] = []
  const unplanned: { facts: DraftFacts; controlNumber: string }[] = []
  const gathered = await gatherDrafts(tx, ground.practiceId, sessionIds)
  for (const [sessionId, facts] of gathered) {
    const { coverage, payer, session } = facts
    const standing = standings.get(sessionId)
    if (standing) outcome.set(sessionId, ok({ claimId: standing, status: 'standing', findings: [] }))
    else if (session.status !== 'kept')
      outcome.set(sessionId, refuse({ kind: 'claim.not_kept', status: session.status }))
    else if (session.signedOn === null) outcome.set(sessionId, refuse({ kind: 'claim.note_unsigned' }))
    else if (coverage === null || payer === null || payer.kind === 'self_pay' || coverage.paysPatient === 'superbill') {
      outcome.set(sessionId, refuse({ kind: 'claim.no_coverage' }))
      unplanned.push({ facts, controlNumber: '' })
    } else
      drafts.push({
        facts,
        coverageId: coverage.id,
        payerId: payer.id,
        controlNumber: controlNumberFrom(ground.newId()),
      })
  }
  const contents = await codeAndPrice(tx, ground, [...drafts, ...unplanned])
  const uncoded: Uncoded[] = []
  const fees = new Map<string, Fee>()
  const agreed = await agreedOn(
    tx,
    ground.practiceId,
    unplanned.map(({ facts }) => facts.sessionId),
  )
  unplanned.forEach(({ facts }, i) => {
    const content = contents[drafts.length + i]
    const unpriced = content?.lines.filter((line) => line.charge === 0).map((line) => line.code) ?? []
    if (!content?.billable) uncoded.push({ facts, why: content?.why ?? [] })
    else if (unpriced.length > 0)
      uncoded.push({ facts, why: [`Set the practice's charge for ${unpriced.join(', ')}.`] })
    else fees.set(facts.sessionId, feeOf(content, agreed.get(facts.sessionId)))
  })
  const coded = drafts.flatMap((draft, i) => {
    const content = contents[i]
    if (content?.billable) return [{ ...draft, content, codes: content.lines.map((line) => line.code) }]
    uncoded.push({ facts: draft.facts, why: content?.why ?? [] })
    outcome.set(draft.facts.sessionId, refuse({ kind: 'claim.not_billable', why: content?.why ?? [] }))
    return []
  })
  await askForCodable(tx, ground, sessionIds, uncoded)
  const numbers = await confirmUses(tx, ground, new Map(coded.map(({ facts, codes }) => [facts.sessionId, codes])))
  const claims = coded.map(({ facts, coverageId, payerId, controlNumber, content, codes }) => {
    const settled = holding(facts, numbers.get(facts.sessionId) ?? null)
    const { why, billable: _, ...said } = content
    const stored = {
      ...said,
      authorizationNumber: grantFor(settled, codes)?.number ?? facts.session.authorizationNumber,
      controlNumber,
      frequency: '1' as const,
      payerClaimNumber: null,
    }
    const { findings, clean } = editClaim(
      composeClaim(settled, stored),
      factsFor(settled, stored),
      practiceTerms(settled),
      ground.today(),
    )
    const status = clean || !facts.guards.edits ? ('ready' as const) : ('held' as const)
    const id = ground.newId()
    outcome.set(facts.sessionId, ok({ claimId: id, status, findings }))
    return { ...stored, ...ownersOf(facts, coverageId, payerId), id, status, findings, replacesClaimId: null, why }
  })
  await recordClaims(tx, ground, claims)
  await chargeVisits(
    tx,
    ground,
    [...gathered].map(([id, facts]) => ({ facts, fee: fees.get(id) ?? null })),
  )
  await saveEvents(
    tx,
    ground,
    claims.map(({ id, status, lines, findings, why }) => ({
      claimId: id,
      kind: 'drafted',
      summary:
        status === 'ready'
          ? `Drafted from the signed session: ${lines.map((line) => line.code).join(', ')}.`
          : `Held: ${findings.find((finding) => finding.severity === 'stop')?.message ?? ''}`,
      detail: { why, rules: findings.map((finding) => finding.rule) },
    })),
  )
}

type Uncoded = { readonly facts: DraftFacts; readonly why: readonly string[] }

/** A signed visit that cannot be coded is somebody's next task; one that can be is nobody's any more. */
const askForCodable = (tx: Tx, ground: Ground, looked: readonly string[], uncoded: readonly Uncoded[]): Promise<void> =>
  syncWork(
    tx,
    ground,
    { kinds: ['claim.not-billable'], subjects: looked, why: 'The visit can be coded now, or is not to be.' },
    uncoded.map(({ facts, why }) => ({
      kind: 'claim.not-billable' as const,
      subject: facts.sessionId,
      cause: why.join(' '),
      title: `${facts.patient.firstName} ${facts.patient.lastName}, ${facts.session.on}: no claim or charge was made`,
      advice: why.join(' '),
      link: `/notes/${facts.sessionId}`,
      patientId: facts.patient.id,
    })),
  )

/** What a visit without a plan is charged: the practice's charge, or less where less was agreed. */
const feeOf = (content: ClaimContent, agreed: Agreed | undefined): Fee => ({
  amount: agreed && agreed.fee < content.charge ? agreed.fee : content.charge,
  basis: agreed && agreed.fee < content.charge ? agreed.basis : null,
  standard: content.charge,
  codes: content.lines.map((line) => line.code),
})

/** What a claim says, as the session's facts make it today. */
export type ClaimContent = Pick<
  StoredClaim,
  'authorizationNumber' | 'diagnoses' | 'placeOfService' | 'charge' | 'lines'
> & { readonly billable: boolean; readonly why: readonly string[] }

/** Codes sessions from their facts, or takes the picked codes where our choice is switched off, and prices the lines. */
export async function codeAndPrice(
  tx: Tx,
  ground: Ground,
  drafts: readonly { readonly facts: DraftFacts; readonly controlNumber: string }[],
): Promise<ClaimContent[]> {
  const coded = drafts.map(({ facts, controlNumber }) => {
    const choice = facts.guards.codeChoice ? chosenCodes(facts) : pickedCodes(facts)
    const lines = choice.billable ? choice.lines : []
    const asked = {
      codes: lines.map((line) => line.code),
      coverageId: facts.coverage?.id ?? null,
      payerId: facts.payer?.id ?? null,
      credential: facts.clinician.credential,
      on: facts.session.on,
    }
    return { facts, controlNumber, choice, lines, asked }
  })
  const rateFor = await gatherRates(
    tx,
    ground.practiceId,
    coded.map(({ asked }) => asked).filter(({ codes }) => codes.length > 0),
  )
  return coded.map(({ facts, controlNumber, choice, lines: chosen, asked }) => {
    const placeOfService = choice.placeOfService
    const pointers = facts.session.diagnoses.slice(0, 4).map((_, i) => i + 1)
    const lines = chosen.map((line, i): StoredLine => {
      const rate = rateFor(line.code, asked)
      return {
        reference: `${controlNumber}${String(i + 1).padStart(2, '0')}`,
        code: line.code,
        modifiers: line.modifiers,
        units: line.units,
        charge: cents((rate?.charge ?? 0) * line.units),
        expected: rate?.expected == null ? null : cents(rate.expected * line.units),
        on: facts.session.on,
        placeOfService,
        pointers,
        minutes: facts.session.minutes,
      }
    })
    return {
      billable: choice.billable,
      why: choice.why,
      authorizationNumber: grantFor(facts, asked.codes)?.number ?? facts.session.authorizationNumber,
      diagnoses: facts.session.diagnoses,
      placeOfService,
      charge: sum(lines.map((line) => line.charge)),
      lines,
    }
  })
}

/** The facts once the visit's leave is settled: it holds a unit of the grant with this number, or of none. */
export const holding = (facts: DraftFacts, number: string | null): DraftFacts => ({
  ...facts,
  grants: facts.grants.map((grant) => ({ ...grant, isHeld: grant.number === number })),
})

/** The practice's own terms that edits depend on; its partners and the like are none of theirs. */
export const practiceTerms = (facts: DraftFacts): Readonly<Record<string, unknown>> => facts.practice.params

export const ownersOf = (facts: DraftFacts, coverageId: string, payerId: string) => ({
  sessionId: facts.sessionId,
  patientId: facts.patient.id,
  coverageId,
  payerId,
  clinicianId: facts.clinician.id,
  supervisorId: facts.supervisor?.id ?? null,
  locationId: facts.locationId,
  programId: facts.programId,
  on: facts.session.on,
  /** Who owes the charge: where the payer pays the patient, the patient does. */
  owedBy: facts.coverage?.paysPatient === 'courtesy_claim' ? ('patient' as const) : ('payer' as const),
})

/** Writes claims and what is now owed on them. */
export async function recordClaims(tx: Tx, ground: Ground, claims: readonly NewClaim[]): Promise<void> {
  if (claims.length === 0) return
  await saveClaims(tx, ground, claims)
  await keepHits(tx, ground, claims)
  await record(
    tx,
    ground,
    claims.filter((claim) => claim.charge > 0 && claim.frequency !== '8').map((claim) => chargeOf(ground, claim)),
  )
}

export const chargeJournal = (ground: Ground, claimId: string): string =>
  deterministicId(ground.practiceId, 'charge', claimId)

const chargeOf = (ground: Ground, claim: NewClaim): JournalEntry => ({
  id: chargeJournal(ground, claim.id),
  effectiveOn: claim.on,
  kind: 'charge',
  why: `claim ${claim.controlNumber}`,
  source: { claimId: claim.id },
  dimensions: {
    claimId: claim.id,
    patientId: claim.patientId,
    payerId: claim.payerId,
    clinicianId: claim.clinicianId,
    programId: claim.programId,
    locationId: claim.locationId,
  },
  transfers: [{ from: 'income', into: claim.owedBy, amount: claim.charge, why: 'charge' }],
})
