import { type Cents, cents, ok, type Result, refuse, sum } from '@ballast/kernel'
import { inTransaction, type Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { deterministicId, record } from '../../../ground/ledger.ts'
import { confirmUse } from '../../authorization/actions/reserve.ts'
import { chosenCodes, pickedCodes } from '../rules/coding-input.ts'
import { composeClaim, factsFor, grantFor } from '../rules/compose.ts'
import { editClaim } from '../rules/edit-claim.ts'
import { findStanding, lockSession, type NewClaim, saveClaim, saveEvents } from '../store/claims.ts'
import { gatherDraft, gatherRates } from '../store/drafting.ts'
import { keepHits } from '../store/edits.ts'
import type { DraftFacts, EditFinding, StoredClaim, StoredLine } from '../types.ts'

// One session, one claim. Coded from its facts, judged by the edits, and either ready to go or held with what stops it.

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
export async function draftIn(tx: Tx, ground: Ground, sessionId: string): Promise<Result<Drafted, DraftRefusal>> {
  await lockSession(tx, ground.practiceId, sessionId)
  const facts = await gatherDraft(tx, ground.practiceId, sessionId)
  if (!facts) return refuse({ kind: 'not_found', id: sessionId })
  const standing = await findStanding(tx, ground.practiceId, sessionId)
  if (standing) return ok({ claimId: standing, status: 'standing', findings: [] })
  if (facts.session.status !== 'kept') return refuse({ kind: 'claim.not_kept', status: facts.session.status })
  if (facts.session.signedOn === null) return refuse({ kind: 'claim.note_unsigned' })
  const { coverage, payer } = facts
  if (coverage === null || payer === null || payer.kind === 'self_pay') return refuse({ kind: 'claim.no_coverage' })

  const controlNumber = controlNumberFrom(ground.newId())
  const coded = await codeAndPrice(tx, ground, facts, controlNumber)
  if (!coded.billable) return refuse({ kind: 'claim.not_billable', why: coded.why })

  const id = ground.newId()
  const codes = coded.lines.map((line) => line.code)
  const settled = holding(facts, await confirmUse(tx, ground, sessionId, codes))
  const { why, billable: _, ...content } = coded
  const stored = {
    ...content,
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
  await recordClaim(tx, ground, {
    ...stored,
    ...ownersOf(facts, coverage.id, payer.id),
    id,
    status,
    findings,
    replacesClaimId: null,
  })
  await saveEvents(tx, ground, [
    {
      claimId: id,
      kind: 'drafted',
      summary:
        status === 'ready'
          ? `Drafted from the signed session: ${stored.lines.map((line) => line.code).join(', ')}.`
          : `Held: ${findings.find((finding) => finding.severity === 'stop')?.message ?? ''}`,
      detail: { why, rules: findings.map((finding) => finding.rule) },
    },
  ])
  return ok({ claimId: id, status, findings })
}

/** What a claim says, as the session's facts make it today. */
export type ClaimContent = Pick<
  StoredClaim,
  'authorizationNumber' | 'diagnoses' | 'placeOfService' | 'charge' | 'lines'
> & { readonly billable: boolean; readonly why: readonly string[] }

/** Codes a session from its facts, or takes the picked codes where our choice is switched off, and prices the lines. */
export async function codeAndPrice(
  tx: Tx,
  ground: Ground,
  facts: DraftFacts,
  controlNumber: string,
): Promise<ClaimContent> {
  const coded = facts.guards.codeChoice ? chosenCodes(facts) : pickedCodes(facts)
  const lines = coded?.billable
    ? await priceLines(tx, ground, facts, controlNumber, coded.placeOfService, coded.lines)
    : []
  const grant = grantFor(
    facts,
    lines.map((line) => line.code),
  )
  return {
    billable: coded?.billable === true,
    why: coded?.why ?? ['The session lacks facts that coding needs.'],
    authorizationNumber: grant?.number ?? facts.session.authorizationNumber,
    diagnoses: facts.session.diagnoses,
    placeOfService: coded?.placeOfService ?? facts.placeOfService,
    charge: sum(lines.map((line) => line.charge)),
    lines,
  }
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
})

export async function priceLines(
  tx: Tx,
  ground: Ground,
  facts: DraftFacts,
  controlNumber: string,
  placeOfService: string,
  coded: readonly { readonly code: string; readonly modifiers: readonly string[]; readonly units: number }[],
): Promise<StoredLine[]> {
  const rates = await gatherRates(
    tx,
    ground.practiceId,
    coded.map((line) => line.code),
    { payerId: facts.payer?.id ?? '', credential: facts.clinician.credential, on: facts.session.on },
  )
  const pointers = facts.session.diagnoses.slice(0, 4).map((_, i) => i + 1)
  return coded.map((line, i): StoredLine => {
    const rate = rates.get(line.code)
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
}

/** Writes a claim and what is now owed on it. */
export async function recordClaim(tx: Tx, ground: Ground, claim: NewClaim): Promise<void> {
  await saveClaim(tx, ground, claim)
  await keepHits(tx, ground, claim.id, claim.findings)
  await postCharge(tx, ground, claim, claim.charge)
}

export const chargeJournal = (ground: Ground, claimId: string): string =>
  deterministicId(ground.practiceId, 'charge', claimId)

async function postCharge(tx: Tx, ground: Ground, claim: NewClaim, amount: Cents): Promise<void> {
  if (amount <= 0 || claim.frequency === '8') return
  await record(tx, ground, [
    {
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
      transfers: [{ from: 'income', into: 'payer', amount, why: 'charge' }],
    },
  ])
}
