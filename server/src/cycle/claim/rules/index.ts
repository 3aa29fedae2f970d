import type { Edit } from '../types.ts'
import { codeMismatch } from './authorization/code-mismatch.ts'
import { diagnosisFamily } from './authorization/diagnosis-family.ts'
import { expired } from './authorization/expired.ts'
import { notStarted } from './authorization/not-started.ts'
import { numberOnClaim } from './authorization/number-on-claim.ts'
import { providerMismatch } from './authorization/provider-mismatch.ts'
import { referral } from './authorization/referral.ts'
import { requiredAndNone } from './authorization/required-and-none.ts'
import { twoOnOneClaim } from './authorization/two-on-one-claim.ts'
import { unitsExceeded } from './authorization/units-exceeded.ts'
import { addOnWithoutParent } from './coding/add-on-without-parent.ts'
import { careMonth } from './coding/care-month.ts'
import { codeValidOnDay } from './coding/code-valid-on-day.ts'
import { crisisBlockUnits } from './coding/crisis-block-units.ts'
import { crisisConflicts } from './coding/crisis-conflicts.ts'
import { dailyUnitCap } from './coding/daily-unit-cap.ts'
import { deletedPhoneCodes } from './coding/deleted-phone-codes.ts'
import { distinctSessionModifier } from './coding/distinct-session-modifier.ts'
import { distinctWithoutTimes } from './coding/distinct-without-times.ts'
import { evaluationWithTherapy } from './coding/evaluation-with-therapy.ts'
import { evaluationWithVisit } from './coding/evaluation-with-visit.ts'
import { familyAndPresence } from './coding/family-and-presence.ts'
import { familyMinutes } from './coding/family-minutes.ts'
import { highRiskSample } from './coding/high-risk-sample.ts'
import { licenceModifier } from './coding/licence-modifier.ts'
import { minutesSupportCode } from './coding/minutes-support-code.ts'
import { modifierOrder } from './coding/modifier-order.ts'
import { modifierValid } from './coding/modifier-valid.ts'
import { newClinicianReview } from './coding/new-clinician-review.ts'
import { newOrEstablished } from './coding/new-or-established.ts'
import { noShowOnClaim } from './coding/no-show-on-claim.ts'
import { oneSessionADay } from './coding/one-session-a-day.ts'
import { pairNeverPaid } from './coding/pair-never-paid.ts'
import { parentBeforeAddOn } from './coding/parent-before-add-on.ts'
import { perDiemInclusive } from './coding/per-diem-inclusive.ts'
import { programDayToMedicare } from './coding/program-day-to-medicare.ts'
import { prolongedForPayer } from './coding/prolonged-for-payer.ts'
import { prolongedWithTherapy } from './coding/prolonged-with-therapy.ts'
import { repeatEvaluation } from './coding/repeat-evaluation.ts'
import { schoolingModifier } from './coding/schooling-modifier.ts'
import { stateCodeToMedicare } from './coding/state-code-to-medicare.ts'
import { telemedicineToMedicare } from './coding/telemedicine-to-medicare.ts'
import { therapyWithVisit } from './coding/therapy-with-visit.ts'
import { twoDisciplines } from './coding/two-disciplines.ts'
import { underSixteenMinutes } from './coding/under-sixteen-minutes.ts'
import { unitsFitMinutes } from './coding/units-fit-minutes.ts'
import { visitByTimeWithTherapy } from './coding/visit-by-time-with-therapy.ts'
import { weeklyFrequency } from './coding/weekly-frequency.ts'
import { manifestationFirst } from './diagnosis/manifestation-first.ts'
import { pointers } from './diagnosis/pointers.ts'
import { principalPayable } from './diagnosis/principal-payable.ts'
import { validOnDay } from './diagnosis/valid-on-day.ts'
import { groupNoteIndividual } from './documentation/group-note-individual.ts'
import { groupSize } from './documentation/group-size.ts'
import { interactiveComplexity } from './documentation/interactive-complexity.ts'
import { keptAppointment } from './documentation/kept-appointment.ts'
import { longSessionReason } from './documentation/long-session-reason.ts'
import { medicalNecessity } from './documentation/medical-necessity.ts'
import { noteLate } from './documentation/note-late.ts'
import { noteSigned } from './documentation/note-signed.ts'
import { oneServiceDay } from './documentation/one-service-day.ts'
import { perDiemHours } from './documentation/per-diem-hours.ts'
import { telehealthElements } from './documentation/telehealth-elements.ts'
import { therapyMinutesApart } from './documentation/therapy-minutes-apart.ts'
import { timeMissing } from './documentation/time-missing.ts'
import { treatmentPlanCurrent } from './documentation/treatment-plan-current.ts'
import { accidentQuestion } from './identity/accident-question.ts'
import { characters } from './identity/characters.ts'
import { childOver26 } from './identity/child-over-26.ts'
import { demographicsComplete } from './identity/demographics-complete.ts'
import { memberIdShape } from './identity/member-id-shape.ts'
import { part2Consent } from './identity/part2-consent.ts'
import { relationshipAgrees } from './identity/relationship-agrees.ts'
import { releaseAndAssignment } from './identity/release-and-assignment.ts'
import { subscriberOfDependent } from './identity/subscriber-of-dependent.ts'
import { correctedClaimForm } from './lineage/corrected-claim-form.ts'
import { deniedOriginal } from './lineage/denied-original.ts'
import { duplicateLine } from './lineage/duplicate-line.ts'
import { serviceDayPossible } from './lineage/service-day-possible.ts'
import { span } from './lineage/span.ts'
import { timelyFiling } from './lineage/timely-filing.ts'
import { attachmentPromised } from './money/attachment-promised.ts'
import { chargeSane } from './money/charge-sane.ts'
import { clinicianOverlap } from './money/clinician-overlap.ts'
import { copayCaptured } from './money/copay-captured.ts'
import { goodFaithEstimate } from './money/good-faith-estimate.ts'
import { impossibleDay } from './money/impossible-day.ts'
import { noShowFeeBarred } from './money/no-show-fee-barred.ts'
import { patientOverlap } from './money/patient-overlap.ts'
import { qmbBalance } from './money/qmb-balance.ts'
import { totalEqualsLines } from './money/total-equals-lines.ts'
import { activeOnTheDay } from './plan/active-on-the-day.ts'
import { carveOut } from './plan/carve-out.ts'
import { crossoverDuplicate } from './plan/crossover-duplicate.ts'
import { eligibilityFresh } from './plan/eligibility-fresh.ts'
import { orderOfCoverages } from './plan/order-of-coverages.ts'
import { payerRouting } from './plan/payer-routing.ts'
import { secondaryBalances } from './plan/secondary-balances.ts'
import { secondaryNeedsPrimary } from './plan/secondary-needs-primary.ts'
import { visitLimitLeft } from './plan/visit-limit-left.ts'
import { visitLimitNear } from './plan/visit-limit-near.ts'
import { billingAddress } from './provider/billing-address.ts'
import { credentialedWithPayer } from './provider/credentialed-with-payer.ts'
import { licenceMayBill } from './provider/licence-may-bill.ts'
import { linkedToGroup } from './provider/linked-to-group.ts'
import { npiValid } from './provider/npi-valid.ts'
import { preLicensed } from './provider/pre-licensed.ts'
import { serviceFacility } from './provider/service-facility.ts'
import { supervisorNamed } from './provider/supervisor-named.ts'
import { taxId } from './provider/tax-id.ts'
import { taxonomy } from './provider/taxonomy.ts'
import { audioModifier } from './telehealth/audio-modifier.ts'
import { audioPayable } from './telehealth/audio-payable.ts'
import { codeAllowed } from './telehealth/code-allowed.ts'
import { digitalDevicePlace } from './telehealth/digital-device-place.ts'
import { licenceInPatientState } from './telehealth/licence-in-patient-state.ts'
import { placeFitsModality } from './telehealth/place-fits-modality.ts'
import { placeFitsPatient } from './telehealth/place-fits-patient.ts'
import { providerType } from './telehealth/provider-type.ts'
import { videoModifier } from './telehealth/video-modifier.ts'

/** The edits, in the order a biller would look: who, which plan, whose leave, by whom, what was written, why, what, where, how much, how it goes. */
export const edits: readonly Edit[] = [
  demographicsComplete,
  memberIdShape,
  subscriberOfDependent,
  relationshipAgrees,
  childOver26,
  part2Consent,
  releaseAndAssignment,
  accidentQuestion,
  characters,
  eligibilityFresh,
  activeOnTheDay,
  carveOut,
  payerRouting,
  orderOfCoverages,
  secondaryNeedsPrimary,
  secondaryBalances,
  crossoverDuplicate,
  visitLimitLeft,
  visitLimitNear,
  requiredAndNone,
  expired,
  notStarted,
  unitsExceeded,
  codeMismatch,
  providerMismatch,
  diagnosisFamily,
  numberOnClaim,
  twoOnOneClaim,
  referral,
  credentialedWithPayer,
  linkedToGroup,
  licenceMayBill,
  preLicensed,
  supervisorNamed,
  npiValid,
  taxonomy,
  taxId,
  billingAddress,
  serviceFacility,
  timeMissing,
  therapyMinutesApart,
  interactiveComplexity,
  groupSize,
  groupNoteIndividual,
  longSessionReason,
  treatmentPlanCurrent,
  medicalNecessity,
  noteSigned,
  noteLate,
  telehealthElements,
  oneServiceDay,
  keptAppointment,
  perDiemHours,
  validOnDay,
  principalPayable,
  manifestationFirst,
  pointers,
  telemedicineToMedicare,
  deletedPhoneCodes,
  codeValidOnDay,
  modifierValid,
  modifierOrder,
  minutesSupportCode,
  underSixteenMinutes,
  visitByTimeWithTherapy,
  prolongedWithTherapy,
  prolongedForPayer,
  addOnWithoutParent,
  parentBeforeAddOn,
  therapyWithVisit,
  evaluationWithVisit,
  evaluationWithTherapy,
  crisisConflicts,
  distinctSessionModifier,
  distinctWithoutTimes,
  familyAndPresence,
  familyMinutes,
  oneSessionADay,
  unitsFitMinutes,
  dailyUnitCap,
  crisisBlockUnits,
  repeatEvaluation,
  newOrEstablished,
  weeklyFrequency,
  noShowOnClaim,
  perDiemInclusive,
  programDayToMedicare,
  stateCodeToMedicare,
  careMonth,
  licenceModifier,
  schoolingModifier,
  pairNeverPaid,
  twoDisciplines,
  newClinicianReview,
  highRiskSample,
  placeFitsModality,
  placeFitsPatient,
  videoModifier,
  audioModifier,
  audioPayable,
  codeAllowed,
  providerType,
  licenceInPatientState,
  digitalDevicePlace,
  noShowFeeBarred,
  clinicianOverlap,
  patientOverlap,
  impossibleDay,
  chargeSane,
  totalEqualsLines,
  copayCaptured,
  goodFaithEstimate,
  attachmentPromised,
  qmbBalance,
  duplicateLine,
  timelyFiling,
  correctedClaimForm,
  deniedOriginal,
  serviceDayPossible,
  span,
]
