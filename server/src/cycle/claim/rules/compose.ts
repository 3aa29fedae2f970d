import { type Cents, cents, lookup } from '@ballast/kernel'
import { codesUnderLeave } from '../../authorization/rules/leave.ts'
import { isInShare } from '../../coding/rules/sample.ts'
import { isGroup, isMonth, isProgramDay, sharesHour } from '../../coding/rules/shared-hours.ts'
import { licenceClass } from '../../coding/tables/credentials.ts'
import { activeOn } from '../../eligibility/rules/active.ts'
import { copayOf } from '../../eligibility/rules/copay.ts'
import { countLimit } from '../../eligibility/rules/limits.ts'
import type { Claim, DraftFacts, EditFacts, GrantFacts, PriorPayer, StoredClaim, StoredLine } from '../types.ts'

// From what the practice keeps to what the edits and the payer read: one claim is one session.

const usualReviewShare = 20

/** The authorization a session draws on: the one it holds a unit of, else the one that covers day and code and has units left. */
export function grantFor(facts: DraftFacts, codes: readonly string[]): GrantFacts | null {
  const { on, authorizationNumber } = facts.session
  const covers = (grant: GrantFacts): boolean =>
    grant.from <= on &&
    on <= grant.until &&
    (grant.codes.length === 0 || codes.some((code) => grant.codes.includes(code)))
  const fitting = facts.grants.filter(covers)
  const names = ({ clinicianNpi }: GrantFacts): boolean => clinicianNpi === null || clinicianNpi === facts.clinician.npi
  return (
    fitting.find((grant) => grant.isHeld) ??
    fitting.find((grant) => names(grant) && grant.used < grant.units) ??
    fitting.find((grant) => grant.used < grant.units) ??
    facts.grants.find((grant) => grant.number === authorizationNumber) ??
    fitting[0] ??
    facts.grants.findLast((grant) => grant.from <= on) ??
    null
  )
}

/** Whether the payer wants leave beforehand for any of these codes; undefined when its terms do not say. */
export function needsAuthorization(facts: DraftFacts, codes: readonly string[]): boolean | undefined {
  const under = codesUnderLeave(facts.payer?.params, codes)
  return under && under.length > 0
}

/** Supervised sessions go under the supervisor's number where the payer wants that. */
export const isUnderSupervisor = ({ payer, supervisor, clinician }: DraftFacts): boolean =>
  supervisor !== null &&
  clinician.credential === 'associate' &&
  ['under_supervisor_npi', 'incident_to'].includes(String(payer?.params.supervised_billing_mode ?? ''))

type Composed = Pick<
  StoredClaim,
  'controlNumber' | 'frequency' | 'payerClaimNumber' | 'authorizationNumber' | 'diagnoses' | 'placeOfService' | 'charge'
> & {
  readonly lines: readonly StoredLine[]
}

const rankLetters = ['P', 'S', 'T'] as const
const rankLetter = (rank: number): 'P' | 'S' | 'T' => rankLetters[rank - 1] ?? 'T'

const otherPayerOf = (prior: PriorPayer, i: number): NonNullable<Claim['otherPayers']>[number] => ({
  id: prior.payer.ediId,
  name: prior.payer.name,
  rank: rankLetter(i + 1),
  memberId: prior.coverage.memberId,
  filingIndicator: prior.payer.filingIndicator,
  subscriber: { lastName: prior.coverage.subscriber.lastName, firstName: prior.coverage.subscriber.firstName },
  relationship: prior.coverage.relationship,
  claimStatus: prior.status,
  claimNumber: prior.payerClaimNumber ?? undefined,
  paidOn: prior.paidOn,
  paid: prior.paid,
  lines: prior.lines.map((line) => ({ ...line, adjustments: line.adjustments.map((each) => ({ ...each })) })),
})

/** The claim as it goes out, and as the edits judge it. */
export function composeClaim(facts: DraftFacts, stored: Composed): Claim {
  const { practice, patient, coverage, payer, supervisor, clinician } = facts
  const under = isUnderSupervisor(facts)
  const person = { middleName: undefined }
  const rendering = under && supervisor !== null ? supervisor : clinician
  const supervising =
    supervisor !== null && clinician.credential === 'associate'
      ? {
          npi: supervisor.npi,
          lastName: supervisor.lastName,
          firstName: supervisor.firstName,
          credential: supervisor.credential,
          taxonomy: supervisor.taxonomy,
        }
      : undefined
  const isSelf = coverage?.relationship === 'self'
  return {
    id: stored.controlNumber,
    frequency: stored.frequency,
    originalClaim: stored.frequency === '1' ? undefined : (stored.payerClaimNumber ?? undefined),
    charge: stored.charge,
    placeOfService: stored.placeOfService,
    billing: {
      npi: practice.npi,
      taxId: practice.taxId,
      taxonomy: practice.taxonomy,
      name: practice.name,
      isPerson: false,
      phone: practice.phone,
      address: practice.address,
      payTo: undefined,
    },
    rendering: {
      npi: rendering.npi,
      lastName: rendering.lastName,
      firstName: rendering.firstName,
      credential: clinician.credential,
      taxonomy: rendering.taxonomy,
    },
    supervising,
    referring: undefined,
    facility: undefined,
    payer: {
      id: payer?.ediId,
      name: payer?.name,
      kind: payer?.kind ?? 'self_pay',
      rank: rankLetter(coverage?.isFirstMissing ? 2 : facts.priors.length + 1),
      filingIndicator: payer?.filingIndicator,
      product: undefined,
      params: payer?.params,
    },
    subscriber: {
      ...person,
      lastName: coverage?.subscriber.lastName ?? patient.lastName,
      firstName: coverage?.subscriber.firstName ?? patient.firstName,
      birthOn: coverage?.subscriber.birthOn ?? patient.birthOn,
      sex: coverage?.subscriber.sex ?? patient.sex,
      address: coverage?.subscriber.address ?? (isSelf ? patient.address : undefined),
      memberId: coverage?.memberId,
      groupNumber: coverage?.groupNumber ?? undefined,
    },
    patient: {
      ...person,
      lastName: patient.lastName,
      firstName: patient.firstName,
      birthOn: patient.birthOn,
      sex: patient.sex,
      address: patient.address,
    },
    relationship: coverage?.relationship ?? 'self',
    diagnoses: [...stored.diagnoses],
    lines: stored.lines.map((line) => ({
      code: line.code,
      modifiers: [...line.modifiers],
      units: line.units,
      charge: line.charge,
      on: line.on,
      until: undefined,
      placeOfService: line.placeOfService,
      pointers: [...line.pointers],
      reference: line.reference,
      authorization: undefined,
      renderingNpi: undefined,
    })),
    authorization: stored.authorizationNumber ?? undefined,
    referral: coverage?.referral ?? undefined,
    signatureOnFile: undefined,
    // Not signed over, or a claim filed for a patient who has paid the visit: what the payer pays goes to the patient.
    assignmentOfBenefits:
      coverage?.paysPatient === 'courtesy_claim' || coverage?.isAssigned === false ? false : undefined,
    relatedTo: undefined,
    attachments: undefined,
    otherPayers: facts.priors.length > 0 ? facts.priors.map(otherPayerOf) : undefined,
    patientPaid: undefined,
    delayReason: undefined,
    note: undefined,
  }
}

/** Whether the claim waits for a second look before it goes; only where the practice has samples held. */
function isSampled({ practice, sessionId, clinician }: DraftFacts): boolean | undefined {
  if (practice.params.review_holds !== true || clinician.startedOn === null) return undefined
  return isInShare('held', sessionId, Number(practice.params.review_share ?? usualReviewShare))
}

/** What the payers said, as the edits ask for it; what nobody said stays unasked. */
function eligibilityFacts(
  { benefits, payer, session }: DraftFacts,
  coverage: NonNullable<DraftFacts['coverage']>,
): EditFacts['eligibility'] {
  const absent = undefined
  const said = benefits?.said[0]
  const others = benefits?.said ?? []
  const holder = said?.holder
  const holderId = holder ? (holder.id ?? holder.name) : absent
  const kind = said?.facts.insuranceType?.value
  return {
    checkedOn: said?.checkedOn ?? absent,
    active: said ? activeOn(said, session.on) : absent,
    from: coverage.from,
    until: coverage.until ?? absent,
    carveOutPayer: holderId,
    activeCoverages: others.filter((each) => activeOn(each, session.on) === true).length || absent,
    orderConfirmedOn: said?.orderConfirmedOn ?? absent,
    medicareSecondaryAnswered: absent,
    payerIds: said?.checkedOn && payer ? [holderId ?? payer.ediId] : absent,
    referralRequired: said?.facts.referral ? said.facts.referral.value === 'required' : absent,
    referralUntil: coverage.referralUntil ?? absent,
    hasMedicaid: payer?.kind === 'medicaid' || kind === 'MC' || absent,
    isQmb: kind === undefined ? absent : kind === 'QM',
  }
}

function limitFacts({ benefits }: DraftFacts): EditFacts['limits'] {
  if (!benefits) return undefined
  const { limit, visitsBefore, said } = benefits
  const isNonCovered = (said[0]?.facts.mentalHealth?.value === 'not covered' && !said[0].holder) || undefined
  if (!limit)
    return isNonCovered ? { limit: undefined, used: undefined, remaining: undefined, isNonCovered } : undefined
  const { left, usedHere } = countLimit(limit, visitsBefore)
  return {
    limit: limit.visits ?? undefined,
    used: usedHere,
    remaining: left === null ? undefined : Math.max(0, left),
    isNonCovered,
  }
}

const placed = (start: string, stop: string) => ({ start, stop, code: undefined, npi: undefined, patient: undefined })
const timeOf = ({ start, stop, npi }: DraftFacts['sameDay'][number]) =>
  stop === null ? [] : [{ ...placed(start, stop), npi }]

/** Whether a family session was with the patient, as the visit says. */
const familyPresence = lookup<boolean>({ family_with_patient: true, family_without_patient: false })

/** Therapy minutes; of a visit with therapy only when its note keeps them apart, as far as its elements are told. */
function therapyApart({ session }: DraftFacts): number | undefined {
  const isBeside = session.em !== null && session.noteElements.length > 0 && !session.noteElements.includes('PSYMIN')
  return isBeside ? undefined : (session.minutes ?? undefined)
}

/** The state the patient was in at a distance: as the note says, else of the home they were at. */
function stateOfPatient({ note, patient, session }: DraftFacts): string | undefined {
  if (session.modality === 'in_person') return undefined
  const told = note?.patientState ?? (session.patientAt === 'home' ? patient.address.state : undefined)
  return told && /^[A-Z]{2}$/.test(told) ? told : undefined
}

/** Minutes of the clinician's day: an hour shared by several patients is one hour. Not known where the visit has no times. */
function minutesOfDay({ session, clinician, sameDay }: DraftFacts): number | undefined {
  const { start, stop } = session
  if (start === null || stop === null) return undefined
  const held = new Map(
    sameDay.flatMap((visit) =>
      visit.npi === clinician.npi && visit.stop !== null ? [[visit.start, visit.stop] as const] : [],
    ),
  ).set(start, stop)
  return [...held].reduce((total, [from, until]) => total + Math.max(0, minuteOf(until) - minuteOf(from)), 0)
}

const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))

const classOf = lookup<string>(licenceClass)
const prescribes = (credential: string): boolean => ['MD', 'NPP'].includes(classOf[credential] ?? '')

/** Whether somebody of the other discipline, therapy or prescribing, saw the patient that day too. */
const hasOtherDiscipline = ({ patient, clinician, sameDay }: DraftFacts): boolean =>
  sameDay.some(
    (visit) => visit.patientId === patient.id && prescribes(visit.credential) !== prescribes(clinician.credential),
  )

/** What was due at the desk: as the plan said it, else as it was entered. With a second plan nothing is. */
function copayDue({ session, benefits, copay, payer, coverage, priors }: DraftFacts): Cents | undefined {
  const isNone = coverage === null || coverage.paysPatient !== null || priors.length > 0 || payer?.kind === 'eap'
  if (isNone || (benefits?.said.length ?? 0) > 1) return undefined
  const told = copayOf(benefits?.said[0]?.facts ?? {}, session)?.cents
  return told === undefined ? (copay.entered ?? undefined) : cents(told)
}

/** How many came to the same group: who else of it was held at that hour; not known of a group without its hour. */
function cameTogether({ session, clinician, patient, sameDay }: DraftFacts): number | undefined {
  if (!isGroup(session.service) || session.start === null) return undefined
  const others = sameDay.filter(
    (visit) =>
      visit.npi === clinician.npi &&
      visit.patientId !== patient.id &&
      visit.service === session.service &&
      visit.start === session.start,
  )
  return 1 + new Set(others.map((visit) => visit.patientId)).size
}

/** What our own records let the edits ask of this claim. */
export function factsFor(facts: DraftFacts, stored: Composed): EditFacts {
  const { session, coverage, clinician, enrollment, billed, note, supervisor } = facts
  // Another visit of the same clinician goes out under the same number as this one.
  const rendering = isUnderSupervisor(facts) && supervisor !== null ? supervisor.npi : clinician.npi
  const renderedBy = (npi: string): string => (npi === clinician.npi ? rendering : npi)
  const codes = stored.lines.map((line) => line.code)
  const grant = grantFor(facts, codes)
  const required = needsAuthorization(facts, codes)
  const underLeave = codesUnderLeave(facts.payer?.params, codes) ?? codes
  // An associate is billed under the supervisor or not at all; whether a payer knows the associate says nothing.
  const enrolled = enrollment?.isKnown === true && clinician.credential !== 'associate' ? enrollment : undefined
  const free = codes.filter((code) => !underLeave.includes(code))
  const absent = undefined
  return {
    minutes: session.minutes ?? absent,
    note: {
      on: absent,
      signed: session.signedOn !== null,
      signedOn: session.signedOn ?? absent,
      elements: session.noteElements.length > 0 ? [...session.noteElements] : absent,
      start: session.start ?? absent,
      stop: session.stop ?? absent,
      totalMinutes: absent,
      psychotherapyMinutes: therapyApart(facts),
      emBasis: session.emBasis ?? absent,
      attendees: note?.attendees ?? session.groupSize ?? cameTogether(facts),
      patientPresent: familyPresence[session.service],
      patientPart: isGroup(session.service) ? (note?.hasOwnPart ?? session.hasGroupPart ?? absent) : absent,
      interpreterOnly: absent,
      planOn: note?.planOn ?? session.planOn ?? absent,
      planSigned: absent,
      necessity: absent,
      sameNecessityNotes: absent,
      coSigned: supervisor ? (note?.isCosigned ?? session.isCosigned ?? absent) : absent,
    },
    eligibility: coverage ? eligibilityFacts(facts, coverage) : absent,
    authorization:
      required === true || (required === undefined && grant !== null)
        ? {
            required,
            onFile: grant !== null,
            number: grant?.number,
            from: grant?.from,
            until: grant?.until,
            codes: grant === null || grant.codes.length === 0 ? absent : [...grant.codes, ...free],
            unitsApproved: grant?.units,
            unitsUsed: grant?.used,
            renderingNpis: grant?.clinicianNpi ? [renderedBy(grant.clinicianNpi)] : absent,
            taxId: absent,
            diagnosis: grant?.diagnosis ?? absent,
            lineNumbers: absent,
          }
        : absent,
    limits: limitFacts(facts),
    session: {
      status: session.status,
      on: session.on,
      modality: session.modality,
      patientAt: session.patientAt,
      patientState: stateOfPatient(facts),
      scheduledOn: absent,
      estimateSentOn: absent,
      copayDue: copayDue(facts),
      copayPaid: facts.copay.paid,
      copayReason: absent,
      noShowFee: absent,
      program: absent,
      attendedMinutes: isProgramDay(session.service) ? (session.minutes ?? absent) : absent,
      monthMinutes: isMonth(session.service) ? (session.minutes ?? absent) : absent,
      isSampled: isSampled(facts),
      // One visit has one stretch of time; what else stands on its claim has none of its own.
      times:
        codes[0] && session.start && session.stop
          ? [{ ...placed(session.start, session.stop), code: codes[0] }]
          : absent,
    },
    clinician: {
      isEnrolled: enrolled?.isEnrolled,
      enrolledFrom: enrolled?.from ?? absent,
      enrolledUntil: enrolled?.until ?? absent,
      enrolledPlace: enrolled?.place ?? absent,
      isLinkedToGroup: enrolled?.groupFrom ? enrolled.groupFrom <= session.on : absent,
      licenceStates: facts.licenceStates.length > 0 ? [...facts.licenceStates] : absent,
      isSupervised: absent,
      hiredOn: clinician.startedOn ?? absent,
      taxonomy: absent,
      education: absent,
      dayMinutes: minutesOfDay(facts),
      times: facts.sameDay.flatMap((visit) =>
        visit.npi === clinician.npi &&
        visit.patientId !== facts.patient.id &&
        !sharesHour(session.service, visit.service)
          ? timeOf(visit)
          : [],
      ),
    },
    patientDay: {
      times: facts.sameDay.flatMap((visit) =>
        visit.patientId === facts.patient.id ? timeOf({ ...visit, npi: renderedBy(visit.npi) }) : [],
      ),
      otherDisciplines: hasOtherDiscipline(facts) || absent,
    },
    contract: absent,
    history: {
      lines: billed.map((line) => ({ ...line, modifiers: [...line.modifiers], outcome: 'billed' as const })),
      lastEvaluationOn: facts.before.lastEvaluationOn ?? absent,
      lastSeenOn: facts.before.lastSeenOn ?? absent,
      sessionsInWeek: facts.before.sessionsInWeek ?? absent,
      lastRemarks: facts.lastRemarks.length > 0 ? [...facts.lastRemarks] : absent,
      crossedOver: absent,
    },
    consent:
      coverage?.paysPatient === 'courtesy_claim'
        ? {
            isPart2Program: absent,
            part2Payment: absent,
            release: absent,
            assignment: absent,
            paysPatient: true,
            accidentAsked: absent,
          }
        : absent,
    patientBalance: facts.barredBalance ?? absent,
  }
}
