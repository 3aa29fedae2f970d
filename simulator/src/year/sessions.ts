import { addDays, type PlainDate } from '@ballast/kernel'
import { announcedRules } from '../payer/rules-on.ts'
import { random } from '../random.ts'
import type { Payer } from '../world/payer-file.ts'
import { clockAfter } from './clock.ts'
import { slipped } from './entry-slips.ts'
import type { Planner } from './planner.ts'
import { isUnderSupervisor, rightModifiers, rightPlace, therapyAddOn, therapyCode } from './right-claim.ts'
import type { Booking } from './schedule.ts'
import type { Clinician, Session, WorldConfig } from './types.ts'

// A session is what happened (minutes, where, which service) and what the clinician entered about it. The two differ more
// often than anyone likes, and the difference is what coding review exists to catch.

type Outline = Omit<
  Session,
  | 'codesPicked'
  | 'modifiersPicked'
  | 'placePicked'
  | 'signedOn'
  | 'right'
  | 'payerId'
  | 'repeats'
  | 'authorizationNumber'
>

// Billable leaves of the FY2026 list (cite ICD10CM26), and one parent that no longer is.
const diagnoses = ['F41.1', 'F33.1', 'F32.1', 'F43.10', 'F43.23', 'F90.0', 'F40.10', 'F31.81', 'F34.1', 'F42.2']
const notBillable = 'F43.8'

/** What happened at one booking, before anyone entered a code. */
export function outline(
  seed: number,
  config: WorldConfig,
  booking: Booking,
  number: number,
  /** What is so whatever the draw would have been. */
  certainly: { readonly status?: 'kept'; readonly modality?: 'video' } = {},
): Outline {
  const { patient, clinician, on, start, isFirst } = booking
  const { practice } = config
  const own = random(seed, 'session', patient.id, on, start)
  const habits = random(seed, 'habits', patient.id)
  const drawn = own.next()
  const status =
    certainly.status ??
    (drawn < practice.noShowShare
      ? 'no_show'
      : drawn < practice.noShowShare + practice.lateCancelShare
        ? 'late_cancel'
        : 'kept')
  const usual = habits.next()
  const usualModality = usual < practice.videoShare ? 'video' : 'in_person'
  const wished = own.chance(practice.audioShare) && !isFirst ? 'audio' : own.chance(0.95) ? usualModality : 'in_person'
  const modality = clinician.programId === 'iop' ? 'in_person' : (certainly.modality ?? wished)
  const patientAt = modality === 'in_person' ? 'clinic' : own.chance(0.93) ? 'home' : 'elsewhere'
  const isPrescriber = clinician.programId === 'psychiatry'
  const isProgram = clinician.programId === 'iop'
  const usualLength = habits.pick([55, 55, 55, 45, 45, 45, 30])
  const isFamily = !isPrescriber && !isFirst && own.chance(patient.birth > '2008-01-01' ? 0.2 : 0.02)

  const what = () => {
    if (isProgram) {
      const kind = config.payers.find(({ id }) => id === patient.card)?.published.kind
      const code = kind === 'medicaid' ? 'H0015' : 'S9480'
      return { service: 'iop_day', scheduled: 180, minutes: own.between(180, 190), em: null, codes: [code] }
    }
    if (isFirst) {
      const code = isPrescriber ? '90792' : '90791'
      return { service: 'diagnostic_evaluation', scheduled: 60, minutes: own.between(50, 62), em: null, codes: [code] }
    }
    if (isPrescriber) {
      const em = own.chance(0.65) ? '99214' : '99213'
      const minutes = own.chance(0.4) ? own.between(17, 24) : 0
      const addOn = therapyAddOn(minutes)
      return { service: 'medication_management', scheduled: 30, minutes, em, codes: addOn ? [em, addOn] : [em] }
    }
    if (isFamily)
      return { service: 'family_with_patient', scheduled: 50, minutes: own.between(45, 54), em: null, codes: ['90847'] }
    const minutes = usualLength + own.between(usualLength === 55 ? -2 : -5, usualLength === 30 ? 5 : 4)
    const code = therapyCode(minutes)
    return { service: 'individual_therapy', scheduled: usualLength, minutes, em: null, codes: code ? [code] : [] }
  }
  const { service, scheduled, minutes, em, codes } = what()
  const isKept = status === 'kept'
  const length = Math.max(minutes, isPrescriber && !isFirst ? minutes + 15 : minutes)
  return {
    id: `S${String(number).padStart(6, '0')}`,
    patientId: patient.id,
    clinician,
    on,
    start,
    stop: isKept ? clockAfter(start, length) : '',
    scheduledMinutes: scheduled,
    minutes: isKept ? minutes : 0,
    status,
    service,
    emCode: em,
    modality,
    patientAt,
    rightCodes: codes,
    diagnoses: [habits.pick(diagnoses)],
    emBasis: em && minutes > 0 ? 'mdm' : null,
    groupSize: null,
    hasGroupPart: null,
    planOn: isKept ? addDays(on, -random(seed, 'plan', patient.id).between(1, 80)) : null,
    isCosigned: isKept && clinician.supervisorNpi ? true : null,
    noteElements: isKept
      ? [
          'DOS', 'STARTSTOP', 'MODALITY', 'INTERV', 'RESP', 'RISK', 'MSE', 'DX', 'PLANREF', 'PLANNEXT', 'MEDNEC', 'SIG',
          ...(modality === 'in_person' ? [] : ['TH_CONSENT', 'TH_PTLOC', 'TH_PROVLOC', 'TH_TECH', 'TH_EMERG']),
          ...(isPrescriber ? ['MEDS', 'MDM'] : []),
          ...(minutes > 0 && em ? ['PSYMIN'] : []),
          ...(service === 'family_with_patient' ? ['PARTIC'] : []),
          ...(isFirst ? ['HX'] : []),
          ...(minutes >= 53 ? ['LONGJUST'] : []),
          ...(clinician.supervisorNpi ? ['SUPERV'] : []),
        ] // biome-ignore format: lists
      : [],
  }
}

/** What the clinician entered about it, with the mistakes the file allows; a repeated entry comes as a second session. */
export function entered(
  seed: number,
  startsOn: PlainDate,
  planner: Planner,
  happened: Outline,
  payer: Payer | null,
  clinicians: readonly Clinician[],
  /** The same clinician has evaluated this patient before. */
  isEvaluated = false,
): Session[] {
  const { clinician } = happened
  const own = random(seed, 'entry', happened.id)
  const under = isUnderSupervisor(payer?.published.params ?? null)
  const supervisor = clinicians.find(({ npi }) => npi === clinician.supervisorNpi)
  const biller = under && supervisor ? supervisor.credential : clinician.credential
  const rules = payer ? announcedRules(payer, startsOn, happened.on) : null
  const modifiers = rightModifiers(rules, happened.modality, biller)
  const place = rightPlace(rules, happened.modality, happened.patientAt)
  const right: Session = {
    ...happened,
    codesPicked: happened.rightCodes,
    modifiersPicked: modifiers,
    placePicked: place,
    right: { modifiers, place, diagnoses: happened.diagnoses },
    signedOn: addDays(happened.on, own.chance(0.7) ? 0 : 1),
    payerId: payer?.id ?? null,
    repeats: null,
    authorizationNumber: null,
  }
  if (happened.status !== 'kept') {
    return [{ ...right, codesPicked: [], modifiersPicked: [], placePicked: '', signedOn: null }]
  }
  const where = {
    payerId: right.payerId,
    position: clinician.position,
    on: right.on,
    patientId: right.patientId,
    sessionId: right.id,
  }
  const what = { ...where, sessionIds: [right.id] }
  let session = right
  if (payer && !isEnrolled(clinician, supervisor, under, payer.id, right)) planner.plant('clinician_not_enrolled', what)
  else if (payer && clinician.enrollments.some((row) => row.payerId === payer.id && right.on < row.groupFrom))
    planner.plant('clinician_not_on_roster', what)
  if (right.service === 'individual_therapy' && right.minutes >= 38 && planner.hits('code_disagrees', where)) {
    const minutes = right.minutes >= 53 ? own.between(46, 52) : right.minutes
    planner.plant('code_disagrees', what)
    session = {
      ...session,
      minutes,
      stop: clockAfter(right.start, minutes),
      rightCodes: ['90834'],
      codesPicked: ['90837'],
    }
  }
  if (session.modifiersPicked.length > 0 && planner.hits('modifier_missing', where)) {
    planner.plant('modifier_missing', what)
    session = { ...session, modifiersPicked: [] }
  } else if (session.modality === 'video' && planner.hits('place_of_service_wrong', where)) {
    planner.plant('place_of_service_wrong', what)
    session = { ...session, placePicked: '11' }
  } else if (planner.hits('diagnosis_not_billable', where)) {
    planner.plant('diagnosis_not_billable', what)
    session = { ...session, diagnoses: [notBillable] }
  }
  if (payer && session === right) {
    const associate = clinicians.find(({ credential }) => credential === 'associate')
    const isPaid = payer.published.params.supervised_billing_mode !== 'not_allowed'
    if (associate && !isPaid && right.service === 'individual_therapy' && planner.hits('associate_not_paid', where)) {
      planner.plant('associate_not_paid', what)
      session = { ...session, clinician: associate }
    } else session = slipped(planner, where, session, payer, own, isEvaluated)
  }
  if (planner.hits('note_never_signed', where)) {
    planner.plant('note_never_signed', what)
    session = { ...session, signedOn: null }
  } else if (payer && planner.hits('note_past_filing', where)) {
    planner.plant('note_past_filing', what)
    session = {
      ...session,
      signedOn: addDays(session.on, payer.published.params.timely_filing_days + own.between(2, 15)),
    }
  } else if (payer && planner.hits('clinician_away', where)) {
    planner.plant('clinician_away', what)
    session = {
      ...session,
      signedOn: addDays(session.on, payer.published.params.timely_filing_days + own.between(2, 9)),
      isAway: true,
    }
  } else if (planner.hits('note_late', where)) {
    planner.plant('note_late', what)
    session = { ...session, signedOn: addDays(session.on, own.between(3, 15)) }
  }
  if (session.signedOn && planner.hits('duplicate_session', where)) {
    const again: Session = { ...session, id: `${session.id}B`, repeats: session.id }
    planner.plant('duplicate_session', { ...where, sessionIds: [again.id] })
    return [session, again]
  }
  if (session !== right || right.service !== 'individual_therapy') return [session]
  const colleague = clinicians.find(
    (one) =>
      one.npi !== clinician.npi &&
      one.npi !== clinician.supervisorNpi &&
      one.supervisorNpi !== clinician.npi &&
      one.programId !== 'psychiatry' &&
      one.credential !== 'associate',
  )
  if (colleague && planner.hits('entered_under_two', where)) {
    const again: Session = { ...session, id: `${session.id}C`, clinician: colleague, repeats: session.id }
    planner.plant('entered_under_two', { ...where, sessionIds: [session.id, again.id] })
    return [session, again]
  }
  if (payer?.published.params.max_sessions_per_week !== undefined && planner.hits('seen_too_often', where)) {
    const further = (days: number, mark: string): Session => ({
      ...session,
      id: `${session.id}${mark}`,
      on: addDays(session.on, days),
      start: '18:00',
      stop: clockAfter('18:00', session.minutes),
      signedOn: addDays(session.on, days),
    })
    const [second, third] = [further(1, 'V'), further(2, 'W')]
    planner.plant('seen_too_often', { ...where, sessionIds: [third.id] })
    return [session, second, third]
  }
  return [session]
}

function isEnrolled(
  clinician: Clinician,
  supervisor: Clinician | undefined,
  under: boolean,
  payerId: string,
  { on }: Session,
): boolean {
  const rendering = clinician.credential === 'associate' && under && supervisor ? supervisor : clinician
  return rendering.enrollments.some(
    (row) => row.payerId === payerId && row.from <= on && (row.until === null || on <= row.until),
  )
}
