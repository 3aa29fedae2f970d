import { lookup } from '@ballast/kernel'
import type { Team } from '../../worklist/types.ts'
import type { Variant } from '../types/standing.ts'

// What a payer's refusal of a question means, whose it is to mend, and whether asking once more another way may help. The
// words are ours. A code that is not here goes to the insurance desk with its number.

export type RefusalRoute = {
  readonly says: string
  readonly advice: string
  readonly team: Team
  /** How to ask once more before a person is troubled. */
  readonly retry?: Variant
  readonly cite: string
  readonly verified: 'V' | 'P' | 'U'
}

// biome-ignore format: one row per code
export const refusalRoutes = lookup<RefusalRoute>({
  '04': { says: 'Quantity limit of the request exceeded', advice: 'Split batch.', team: 'edi', cite: 'LFH', verified: 'V' },
  '15': { says: 'Required data missing', advice: 'Complete fields, resend.', team: 'front_desk', cite: 'LFH', verified: 'V' },
  '33': { says: 'Input errors', advice: 'Fix mapping.', team: 'edi', cite: 'LFH', verified: 'V' },
  '41': { says: 'We are not allowed to ask this payer', advice: 'Have the practice set up to ask it, with the clearinghouse or in its portal.', team: 'edi', cite: 'LFH', verified: 'V' },
  '42': { says: 'The payer cannot answer now', advice: 'Look in its portal, or call.', team: 'edi', retry: 'as_entered', cite: 'LFH', verified: 'V' },
  '43': { says: 'Provider id missing or invalid', advice: 'Check NPI sent.', team: 'edi', cite: 'LFH', verified: 'V' },
  '44': { says: 'Provider name missing or invalid', advice: 'Fix provider record.', team: 'edi', cite: 'LFH', verified: 'V' },
  '45': { says: 'Provider specialty missing or invalid', advice: 'Fix taxonomy (PXC).', team: 'edi', cite: 'LFH', verified: 'V' },
  '46': { says: 'Provider phone missing or invalid', advice: 'Fix record.', team: 'edi', cite: 'LFH', verified: 'V' },
  '47': { says: 'Provider state missing or invalid', advice: 'Fix record.', team: 'edi', cite: 'LFH', verified: 'V' },
  '48': { says: 'Referring provider id missing or invalid', advice: 'Fix referral.', team: 'front_desk', cite: 'LFH', verified: 'V' },
  '49': { says: 'Provider is not the PCP', advice: 'Get PCP or referral.', team: 'front_desk', cite: 'PYX12', verified: 'P' },
  '50': { says: 'Provider not eligible to inquire', advice: 'Check contract or enrolment.', team: 'credentialing', cite: 'LFH', verified: 'V' },
  '51': { says: 'The payer does not know this practice', advice: 'Open an enrollment with it; claims may come back for the same reason.', team: 'credentialing', cite: 'LFH', verified: 'V' },
  '52': { says: 'Dates outside provider plan enrolment', advice: 'Check effective dates.', team: 'credentialing', cite: 'LFH', verified: 'V' },
  '53': { says: 'Benefit does not fit provider type', advice: 'Change STC; may signal provider-type limit.', team: 'billing', cite: 'LFH', verified: 'V' },
  '54': { says: 'Wrong product or service qualifier', advice: 'Fix EQ.', team: 'edi', cite: 'LFH', verified: 'V' },
  '55': { says: 'Wrong product or service id', advice: 'Use STC instead of CPT.', team: 'edi', cite: 'LFH', verified: 'V' },
  '56': { says: 'Inappropriate date', advice: 'Use DOS within window.', team: 'edi', cite: 'LFH', verified: 'V' },
  '57': { says: 'Date of service missing or invalid', advice: 'Fix DTP 291.', team: 'edi', cite: 'LFH', verified: 'V' },
  '58': { says: 'The birth date is missing or cannot be read', advice: 'Ask the patient for the birth date, correct it here, and ask again.', team: 'front_desk', cite: 'PYX12', verified: 'P' },
  '60': { says: 'Birth date after service date', advice: 'Correct DOB.', team: 'front_desk', cite: 'LFH', verified: 'V' },
  '61': { says: 'Death date before service date', advice: 'Verify identity, stop scheduling.', team: 'front_desk', cite: 'LFH', verified: 'V' },
  '62': { says: 'Date outside allowed inquiry window', advice: 'Plans must answer 12 months back to end of this month (CORE).', team: 'edi', cite: 'LFH', verified: 'V' },
  '63': { says: 'Date in future', advice: 'Ask as of today, re-ask on DOS.', team: 'edi', retry: 'today', cite: 'LFH', verified: 'V' },
  '64': { says: 'The patient\'s number is missing or wrong', advice: 'Read the number off the card again, letters included, and correct it here.', team: 'front_desk', cite: 'PYX12', verified: 'P' },
  '65': { says: 'The patient\'s name is missing or wrong', advice: 'Write the name as it stands on the card, without titles or punctuation.', team: 'front_desk', retry: 'plain_name', cite: 'PYX12', verified: 'P' },
  '66': { says: 'The patient\'s sex is missing or wrong', advice: 'Ask what the plan has on file.', team: 'front_desk', cite: 'PYX12', verified: 'P' },
  '67': { says: 'The payer does not find this patient', advice: 'Compare name, birth date and number with the card; ask the patient for a new card or another plan.', team: 'front_desk', retry: 'swapped_names', cite: 'PYX12', verified: 'P' },
  '68': { says: 'Duplicate patient id', advice: 'Call payer.', team: 'billing', cite: 'PYX12', verified: 'P' },
  '69': { says: 'Not consistent with age', advice: 'Change STC.', team: 'coding', cite: 'LFH', verified: 'V' },
  '70': { says: 'Not consistent with gender', advice: 'Change STC.', team: 'coding', cite: 'LFH', verified: 'V' },
  '71': { says: 'The birth date is not the one the payer has', advice: 'Check the birth date with the patient. If ours is right, only the member can have the plan correct its own.', team: 'front_desk', cite: 'PYX12', verified: 'P' },
  '72': { says: 'The subscriber\'s number is missing or wrong', advice: 'Read the number off the card again, with the letters before it, and correct it here.', team: 'front_desk', cite: 'PYX12', verified: 'P' },
  '73': { says: 'The subscriber\'s name is missing or wrong', advice: 'Write the subscriber\'s name as it stands on the card.', team: 'front_desk', retry: 'plain_name', cite: 'PYX12', verified: 'P' },
  '74': { says: 'The subscriber\'s sex is missing or wrong', advice: 'Ask what the plan has on file.', team: 'front_desk', cite: 'PYX12', verified: 'P' },
  '75': { says: 'The payer does not find this subscriber', advice: 'Ask for the new card. Look on its back too: another company may hold mental health.', team: 'front_desk', retry: 'plain_name', cite: 'PYX12', verified: 'P' },
  '76': { says: 'Two subscribers have this number', advice: 'Call the payer to tell them apart.', team: 'billing', cite: 'PYX12', verified: 'P' },
  '77': { says: 'The subscriber is known, the patient is not', advice: 'Check how the patient is related to the subscriber, and whether they are still on the plan.', team: 'front_desk', retry: 'other_level', cite: 'PYX12', verified: 'P' },
  '78': { says: 'The subscriber is not in that group', advice: 'Ask for the new card and correct the group.', team: 'front_desk', cite: 'PYX12', verified: 'P' },
  '79': { says: 'The payer\'s id is not right', advice: 'Correct the payer\'s id in the payer settings.', team: 'edi', cite: 'LFH', verified: 'V' },
  '80': { says: 'No response, transaction ended', advice: 'Retry later.', team: 'edi', retry: 'as_entered', cite: 'LFH', verified: 'V' },
  '97': { says: 'Provider address missing or invalid', advice: 'Fix.', team: 'edi', cite: 'LFH', verified: 'V' },
  '98': { says: 'Experimental service', advice: 'Call.', team: 'auth_desk', cite: 'LFH', verified: 'V' },
  'AA': { says: 'Authorization number not found', advice: 'Recheck auth.', team: 'auth_desk', cite: 'LFH', verified: 'V' },
  'AE': { says: 'Needs PCP authorization', advice: 'Get referral.', team: 'auth_desk', cite: 'LFH', verified: 'V' },
  'AF': { says: 'Diagnosis missing or invalid', advice: 'Add dx.', team: 'coding', cite: 'LFH', verified: 'V' },
  'AG': { says: 'Procedure missing or invalid', advice: 'Fix code.', team: 'coding', cite: 'LFH', verified: 'V' },
  'AO': { says: 'More patient condition data needed', advice: 'Send.', team: 'auth_desk', cite: 'LFH', verified: 'V' },
  'CI': { says: 'Certification does not match patient', advice: 'Fix link.', team: 'auth_desk', cite: 'LFH', verified: 'V' },
  'E8': { says: 'Requires medical review', advice: 'Open auth.', team: 'auth_desk', cite: 'LFH', verified: 'V' },
  'IA': { says: 'Auth number format invalid', advice: 'Fix.', team: 'auth_desk', cite: 'LFH', verified: 'V' },
  'MA': { says: 'Auth number missing', advice: 'Add.', team: 'auth_desk', cite: 'LFH', verified: 'V' },
  'T4': { says: 'Payer name or id missing', advice: 'Payer id table.', team: 'edi', cite: 'LFH', verified: 'V' },
})

/** What the payer wants done after its refusal: ask again, wait so many days, or leave it. */
// biome-ignore format: one row per code
export const followUps = lookup<{ readonly mayAsk: boolean; readonly waitDays: number; readonly says: string }>({
  C: { mayAsk: true,  waitDays: 0,  says: 'Correct it and ask again.' },
  N: { mayAsk: false, waitDays: 0,  says: 'Do not ask again.' },
  P: { mayAsk: true,  waitDays: 0,  says: 'Ask again as it was.' },
  R: { mayAsk: true,  waitDays: 0,  says: 'It may be asked again.' },
  S: { mayAsk: false, waitDays: 0,  says: 'It was passed to another company; wait for its answer.' },
  W: { mayAsk: true,  waitDays: 30, says: 'Wait 30 days, then ask again.' },
  X: { mayAsk: true,  waitDays: 10, says: 'Wait 10 days, then ask again.' },
  Y: { mayAsk: false, waitDays: 0,  says: 'The payer will answer by itself.' },
})
