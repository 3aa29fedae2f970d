import type { Random } from '../random.ts'
import type { MistakeKind } from '../world/mistake-file.ts'
import type { Payer } from '../world/payer-file.ts'
import type { Planner, Where } from './planner.ts'
import { therapyAddOn } from './right-claim.ts'
import type { Session } from './types.ts'

// What a clinician or a front desk picks by mistake after the visit: codes that do not stand beside one another, modifiers,
// places, diagnoses. The visit itself was held as it was held; `right` is what the entry becomes when somebody asks.

type Slip = {
  readonly kind: MistakeKind
  readonly fits: (session: Session, payer: Payer) => boolean
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
  { kind: 'injury_unasked',            fits: anyone, entry: ({ diagnoses }) => ({ diagnoses: [...diagnoses, 'S06.0X0A'] }) },
]

/** One entry with at most one slip, the first that the mistakes file lets befall it; a session with another mistake is left. */
export function slipped(planner: Planner, where: Where, session: Session, payer: Payer, own: Random): Session {
  const slip = slips.find(({ kind, fits }) => fits(session, payer) && planner.hits(kind, where))
  if (!slip) return session
  planner.plant(slip.kind, { ...where, sessionIds: [session.id] })
  return { ...session, ...slip.entry(session, payer, own) }
}
