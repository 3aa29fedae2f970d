import { type Cents, cents, formatDecimal } from '@ballast/kernel'
import { parse, segmentText, transactionsOf } from '@ballast/x12'
import { reading } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { nextStep } from '../rules/next-step.ts'
import { listBatches } from '../store/batches.ts'
import {
  type ClaimFilter,
  type ClaimFound,
  countByStatus,
  findClaimPage,
  listClaims,
  searchClaims,
} from '../store/claims.ts'
import { isDecidedAgain, waitingForEnrollment } from '../store/waiting.ts'

const money = (amount: number | null): string | null => (amount === null ? null : formatDecimal(cents(amount)))

export async function claimsPage(ground: Ground, filter: ClaimFilter) {
  const page = await reading(ground, (tx) => listClaims(tx, ground.practiceId, ground.today(), filter))
  return {
    ...page,
    charge: money(page.charge),
    expected: money(page.expected),
    claims: page.claims.map((claim) => ({ ...claim, charge: money(claim.charge), expected: money(claim.expected) })),
  }
}

/** Claims that go by a number or an amount. */
export const claimsBy = (
  ground: Ground,
  sought: { readonly number: string | null; readonly amount: Cents | null },
): Promise<ClaimFound[]> => reading(ground, (tx) => searchClaims(tx, ground.practiceId, sought, 8))

export async function claimCounts(ground: Ground) {
  const rows = await reading(ground, (tx) => countByStatus(tx, ground.practiceId))
  return rows.map((row) => ({ ...row, charge: money(row.charge) }))
}

export const batchesPage = async (ground: Ground, limit: number, offset: number) => {
  const rows = await reading(ground, (tx) => listBatches(tx, ground.practiceId, limit, offset))
  return rows.map((row) => ({
    id: row.id,
    partner: row.partner,
    control: row.interchange_control,
    file: row.file_name,
    claims: row.claim_count,
    charge: money(row.charge_cents),
    state: row.state,
    sentOn: row.sent_on,
  }))
}

/** One claim with everything its page shows, down to the segments as they went out; null when there is none. */
export async function claimPage(ground: Ground, id: string) {
  const found = await reading(ground, async (tx) => {
    const page = await findClaimPage(tx, ground.practiceId, id)
    return page && { ...page, isDecidedAgain: await isDecidedAgain(tx, ground.practiceId, id) }
  })
  if (!found?.about) return null
  const { claim, about, timeline, money: item, lineage, priors } = found
  const stops = claim.findings.filter((finding) => finding.severity === 'stop')
  return {
    id: claim.id,
    controlNumber: claim.controlNumber,
    status: claim.status,
    frequency: claim.frequency,
    version: claim.version,
    sessionId: claim.sessionId,
    patientId: about.patient_id,
    /** The ids the practice's EHR knows them by. */
    patientRef: about.patient_ref,
    sessionRef: about.session_ref,
    patient: about.patient,
    payer: about.payer,
    payerEdiId: about.payer_edi_id,
    clinician: about.clinician,
    location: about.location,
    on: about.service_on,
    minutes: about.minutes,
    sentOn: about.sent_on,
    acceptedOn: about.accepted_on,
    adjudicatedOn: about.adjudicated_on,
    payerClaimNumber: claim.payerClaimNumber,
    authorizationNumber: claim.authorizationNumber,
    diagnoses: claim.diagnoses,
    placeOfService: claim.placeOfService,
    charge: money(claim.charge),
    expected: money(about.expected_cents),
    isTouched: about.touched,
    /** Which payer in turn has it, and what those before decided. */
    rank: claim.rank,
    /** A payer before it changed its decision, so that it may be sent again though it was not refused. */
    isDecidedAgain: found.isDecidedAgain,
    priors: priors.map(({ paidCents, leftCents, ...prior }) => ({
      ...prior,
      paid: money(paidCents),
      left: money(leftCents),
    })),
    lines: claim.lines.map((line) => ({ ...line, charge: money(line.charge), expected: money(line.expected) })),
    findings: claim.findings,
    next: nextStep({
      status: claim.status,
      stops: stops.length,
      isReleasable: stops.every((finding) => finding.isReleasable),
      on: about.service_on,
      sentOn: about.sent_on,
      filingDays: about.filing_days,
      owedBy: about.owed_by,
      payerOwes: cents(item?.payer_cents ?? 0),
      patientOwes: cents(item?.patient_cents ?? 0),
      today: ground.today(),
    }),
    timeline: timeline.map((event) => ({
      id: event.id,
      on: event.on_day,
      at: event.recorded_at,
      kind: event.kind,
      summary: event.summary,
      detail: event.detail as Readonly<Record<string, unknown>>,
      actor: event.actor,
      fileSha256: event.file_sha256,
    })),
    money: item && {
      charge: money(item.charge_cents),
      payerOwes: money(item.payer_cents),
      patientOwes: money(item.patient_cents),
      payerPaid: money(item.payer_paid_cents),
      patientPaid: money(item.patient_paid_cents),
      contractual: money(item.contractual_cents),
      writtenOff: money(item.written_off_cents),
    },
    lineage: lineage.map((each) => ({
      id: each.id,
      controlNumber: each.control_number,
      status: each.status,
      frequency: each.frequency,
      draftedOn: each.drafted_on,
    })),
    batchFile: about.batch_file,
    segments: about.batch_sha256 === null ? [] : await segmentsOf(ground, about.batch_sha256, claim.controlNumber),
  }
}

/** The claim's own segments of the file it went out in: from its subscriber to the next one's. */
async function segmentsOf(ground: Ground, sha256: string, controlNumber: string): Promise<string[]> {
  const bytes = await ground.files.read(sha256)
  const transaction = bytes && transactionsOf(parse(bytes))[0]
  if (!transaction) return []
  const { segments, delimiters } = transaction
  const claim = segments.findIndex(({ segment }) => segment[0] === 'CLM' && segment[1] === controlNumber)
  if (claim < 0) return []
  const isSubscriber = (i: number): boolean => segments[i]?.segment[0] === 'HL' && segments[i]?.segment[3] === '22'
  let from = claim
  while (from > 0 && !isSubscriber(from)) from -= 1
  let until = claim + 1
  while (until < segments.length && !isSubscriber(until) && segments[until]?.segment[0] !== 'SE') until += 1
  return segments.slice(from, until).map(({ segment }) => segmentText(segment, delimiters))
}

/** What an enrollment that is not there yet holds back. */
export const enrollmentWaits = (ground: Ground) => reading(ground, (tx) => waitingForEnrollment(tx, ground.practiceId))
