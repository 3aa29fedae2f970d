import { addDays } from '@ballast/kernel'
import type { Random } from '../random.ts'
import type { MistakeKind } from '../world/mistake-file.ts'
import type { Payer } from '../world/payer-file.ts'
import { clockAfter } from './clock.ts'
import type { Planner, Where } from './planner.ts'
import { isUnderSupervisor, rightModifiers, rightPlace, therapyAddOn } from './right-claim.ts'
import type { Session } from './types.ts'

// What a clinician or a front desk picks by mistake after the visit: codes that do not stand beside one another, modifiers,
// places, diagnoses. The visit itself was held as it was held; `right` is what the entry becomes when somebody asks.

type Slip = {
  readonly kind: MistakeKind
  /** It is what happened, not what was entered of it: nobody who is asked says otherwise. */
  readonly isTrue?: true
  readonly fits: (session: Session, payer: Payer, isEvaluated: boolean) => boolean
  readonly entry: (session: Session, payer: Payer, own: Random) => Partial<Session>
}

const isTherapy = ({ service }: Session) => service === 'individual_therapy'
const isFamily = ({ service }: Session) => service === 'family_with_patient'
const isProgram = ({ service }: Session) => service === 'iop_day'
const isMedical = ({ service }: Session) => service === 'medication_management'
const hasTherapy = (session: Session) => isMedical(session) && session.rightCodes.length === 2
const isVisitOnly = (session: Session) => isMedical(session) && session.rightCodes.length === 1
const kindOf = (payer: Payer) => payer.published.kind
const isFar = ({ modality }: Session) => modality !== 'in_person'
const beside =
  (...codes: readonly string[]) =>
  (session: Session): Partial<Session> => ({ codesPicked: [...session.rightCodes, ...codes] })
const picked =
  (...codesPicked: readonly string[]) =>
  (): Partial<Session> => ({ codesPicked })
const named =
  (...diagnoses: readonly string[]) =>
  (): Partial<Session> => ({ diagnoses })
const marked =
  (...modifiers: readonly string[]) =>
  (session: Session): Partial<Session> => ({ modifiersPicked: [...session.modifiersPicked, ...modifiers] })
const anyone = () => true
const lacking =
  (...gone: readonly string[]) =>
  ({ noteElements }: Session): Partial<Session> => ({ noteElements: noteElements.filter((one) => !gone.includes(one)) })
const short =
  (from: number, until: number, ...codesPicked: readonly string[]) =>
  ({ start, rightCodes }: Session, _: Payer, own: Random): Partial<Session> => {
    const minutes = own.between(from, until)
    return {
      minutes,
      stop: clockAfter(start, minutes),
      codesPicked: codesPicked.length > 0 ? codesPicked : rightCodes,
      rightCodes: [],
    }
  }
const atDistance =
  (modality: 'video' | 'audio') =>
  (session: Session, { published: { params } }: Payer): Partial<Session> => {
    const modifiers = rightModifiers(params, modality, session.clinician.credential)
    const place = rightPlace(params, modality, 'home')
    return {
      modality,
      patientAt: 'home',
      modifiersPicked: modality === 'audio' && modifiers.length === 0 ? ['93'] : modifiers,
      placePicked: place,
      noteElements: [...session.noteElements, 'TH_CONSENT', 'TH_PTLOC', 'TH_PROVLOC', 'TH_TECH', 'TH_EMERG'],
      right: { ...session.right, modifiers, place },
    }
  }
const isOwn = ({ clinician }: Session) => clinician.credential !== 'associate'
const isInOffice = ({ modality }: Session) => modality === 'in_person'
const without = (list: '*' | readonly string[], codes: readonly string[]) =>
  list !== '*' && codes.some((code) => !list.includes(code))

// biome-ignore format: one slip per row
const slips: readonly Slip[] = [
  { kind: 'add_on_alone',              fits: isTherapy, entry: ({ minutes }) => ({ codesPicked: [therapyAddOn(minutes) ?? '90833'] }) },
  { kind: 'add_on_first',              fits: hasTherapy, entry: ({ rightCodes }) => ({ codesPicked: [...rightCodes].reverse() }) },
  { kind: 'visit_beside_session',      fits: hasTherapy, entry: ({ emCode }) => ({ codesPicked: [emCode ?? '99213', '90832'] }) },
  { kind: 'evaluation_beside_session', fits: isTherapy, entry: beside('90791') },
  { kind: 'evaluation_beside_visit',   fits: (session) => session.rightCodes.includes('90792'), entry: beside('99213') },
  { kind: 'crisis_beside_session',     fits: isTherapy, entry: beside('90839') },
  { kind: 'crisis_block_added',        fits: (session) => isTherapy(session) && session.minutes >= 30, entry: picked('90839', '90840') },
  { kind: 'session_beside_family',     fits: isFamily, entry: beside('90834') },
  { kind: 'separate_without_times',    fits: isFamily, entry: (session) => ({ ...beside('90834')(session), ...marked('59')(session) }) },
  { kind: 'two_session_codes',         fits: ({ rightCodes }) => rightCodes.includes('90834'), entry: picked('90834', '90837') },
  { kind: 'session_twice_on_claim',    fits: isTherapy, entry: (session) => beside(...session.rightCodes)(session) },
  { kind: 'therapy_in_program_day',    fits: isProgram, entry: beside('90834') },
  { kind: 'program_code_to_medicare',  fits: (session, payer) => isTherapy(session) && kindOf(payer) === 'medicare', entry: picked('H0015') },
  { kind: 'prolonged_beside_therapy',  fits: hasTherapy, entry: ({ rightCodes }) => ({ codesPicked: ['99215', ...rightCodes.slice(1), '99417'] }) },
  { kind: 'prolonged_of_other_payer',  fits: (session, payer) => isVisitOnly(session) && ['medicare', 'commercial'].includes(kindOf(payer)), entry: (_, payer) => ({ codesPicked: ['99215', kindOf(payer) === 'medicare' ? '99417' : 'G2212'] }) },
  { kind: 'telemedicine_to_medicare',  fits: (session, payer) => isVisitOnly(session) && kindOf(payer) === 'medicare', entry: picked('98006') },
  { kind: 'phone_code_ended',          fits: isVisitOnly, entry: picked('99442') },
  { kind: 'retired_code',              fits: isTherapy, entry: picked('90806') },
  { kind: 'code_beyond_licence',       fits: isTherapy, entry: picked('99213') },
  { kind: 'new_patient_code',          fits: isVisitOnly, entry: picked('99203') },
  { kind: 'evaluation_repeated',       fits: (session, _, isEvaluated) => isVisitOnly(session) && isEvaluated, entry: picked('90792') },
  { kind: 'complexity_unsupported',    fits: (session) => isTherapy(session) || isFamily(session), entry: beside('90785') },
  { kind: 'family_code_swapped',       fits: isFamily, entry: picked('90846') },
  { kind: 'device_at_distance',        fits: (session) => isFar(session) && (isTherapy(session) || isVisitOnly(session)), entry: beside('G0552') },
  { kind: 'two_care_models',           fits: isVisitOnly, entry: picked('99484', '99492') },
  { kind: 'screening_over_cap',        fits: (session) => !isProgram(session), entry: beside('96127', '96127', '96127') },
  { kind: 'units_not_counted',         fits: (session, payer) => isTherapy(session) && kindOf(payer) === 'medicaid', entry: picked('H0004') },
  { kind: 'fee_on_claim',              fits: anyone, entry: beside('99199') },
  { kind: 'charge_missing',            fits: (session) => !isProgram(session), entry: beside('96160') },
  { kind: 'modifier_unknown',          fits: anyone, entry: marked('G0') },
  { kind: 'modifier_repeated',         fits: ({ modifiersPicked }) => modifiersPicked.length === 1, entry: (session) => marked(...session.modifiersPicked)(session) },
  { kind: 'video_and_audio',           fits: ({ modality, modifiersPicked }) => modality === 'audio' && modifiersPicked.length > 0, entry: marked('95') },
  { kind: 'schooling_modifier_wrong',  fits: ({ clinician }, { published: { params } }) => clinician.credential !== 'associate' && !Object.values(params.license_modifier_map).includes('HN'), entry: (session) => ({ modifiersPicked: ['HN', ...session.modifiersPicked] }) },
  { kind: 'place_elsewhere',           fits: ({ modality }) => modality === 'in_person', entry: () => ({ placePicked: '03' }) },
  { kind: 'diagnosis_of_life',         fits: (session, payer) => !session.rightCodes.some((code) => /^9079/.test(code)) && kindOf(payer) !== 'eap', entry: named('Z63.0') },
  { kind: 'diagnosis_not_mental',      fits: anyone, entry: named('E66.9') },
  { kind: 'manifestation_first',       fits: anyone, entry: named('F02.80') },
  { kind: 'time_missing',              fits: (session) => isTherapy(session) || isFamily(session), entry: (session) => ({ ...lacking('STARTSTOP')(session), stop: '' }) },
  { kind: 'therapy_minutes_missing',   fits: hasTherapy, entry: lacking('PSYMIN') },
  { kind: 'telehealth_note_incomplete', fits: isFar, entry: lacking('TH_CONSENT') },
  { kind: 'necessity_missing',         fits: (session) => isTherapy(session) || isFamily(session), entry: lacking('MEDNEC') },
  { kind: 'long_reason_missing',       fits: ({ rightCodes }) => rightCodes.includes('90837'), entry: lacking('LONGJUST') },
  { kind: 'group_of_one',              fits: isTherapy, entry: () => ({ service: 'group_therapy', codesPicked: ['90853'] }) },
  { kind: 'session_too_short',         fits: isTherapy, isTrue: true, entry: short(8, 15, '90832') },
  { kind: 'family_too_short',          fits: isFamily, isTrue: true, entry: short(16, 25) },
  { kind: 'program_day_short',         fits: isProgram, isTrue: true, entry: short(90, 150) },
  { kind: 'telephone_not_covered',     fits: (session, { published: { params } }) => isOwn(session) && isTherapy(session) && isInOffice(session) && params.audio_modifier === 'not_paid', isTrue: true, entry: atDistance('audio') },
  { kind: 'service_not_by_video',      fits: (session, { published: { params } }) => isOwn(session) && isInOffice(session) && without(params.telehealth_code_allowlist, session.rightCodes), isTrue: true, entry: atDistance('video') },
  { kind: 'licence_not_by_video',      fits: (session, { published: { params } }) => isOwn(session) && isInOffice(session) && without(params.telehealth_provider_types, [session.clinician.credential]), isTrue: true, entry: atDistance('video') },
  { kind: 'em_by_time',                fits: hasTherapy, entry: () => ({ emBasis: 'time' }) },
  { kind: 'group_note_shared',         fits: (session) => isOwn(session) && isTherapy(session), isTrue: true, entry: ({ noteElements, right }) => ({ service: 'group_therapy', codesPicked: ['90853'], rightCodes: ['90853'], groupSize: 6, hasGroupPart: false, noteElements: [...noteElements, 'GROUPSIZE'], right: { ...right, also: { hasGroupPart: true } } }) },
  { kind: 'plan_outdated',             fits: isTherapy, entry: ({ on }) => ({ planOn: addDays(on, -200) }) },
  { kind: 'cosignature_missing',       fits: (session, { published: { params } }) => !isOwn(session) && isUnderSupervisor(params), entry: () => ({ isCosigned: false }) },
  { kind: 'injury_unasked',            fits: anyone, entry: ({ diagnoses }) => ({ diagnoses: [...diagnoses, 'S06.0X0A'] }) },
]

const saidApart = ['codesPicked', 'modifiersPicked', 'placePicked', 'diagnoses'] as const

/** One entry with at most one slip, the first that the mistakes file lets befall it. */
export function slipped(
  planner: Planner,
  where: Where,
  session: Session,
  payer: Payer,
  own: Random,
  isEvaluated: boolean,
): Session {
  const slip = slips.find(({ kind, fits }) => fits(session, payer, isEvaluated) && planner.hits(kind, where))
  if (!slip) return session
  planner.plant(slip.kind, { ...where, sessionIds: [session.id] })
  const wrong = slip.entry(session, payer, own)
  const after = { ...session, ...wrong }
  if (slip.isTrue) return after
  const names = Object.keys(wrong).filter((name) => !(saidApart as readonly string[]).includes(name))
  const also = Object.fromEntries(names.map((name) => [name, session[name as keyof Session]]))
  return names.length === 0 ? after : { ...after, right: { ...session.right, also } }
}
