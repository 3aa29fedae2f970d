import type { Team, WorkKind } from '../types.ts'

// What each kind of work is called in a queue of queues, who does it, and how many days there are when the item itself
// names no last day. Days and teams are our own defaults, unverified: confirm; a practice's assignment rules go before them.

export type KindWords = {
  readonly title: string
  readonly hint: string
  readonly team: Team
  readonly days: number
}

// biome-ignore format: one row per kind
export const kinds: Readonly<Record<WorkKind, KindWords>> = {
  'eligibility.inactive':      { title: 'Coverage not active',              hint: 'The plan says no on the day of a coming visit. Ask for the new card.', team: 'insurance_desk', days: 2 },
  'eligibility.not-found':     { title: 'Payer does not find the patient',  hint: 'Compare name, birth date and member number with the card.',            team: 'front_desk',     days: 2 },
  'eligibility.refused':       { title: 'Payer turned the question away',   hint: 'Fix what the payer names, then ask again.',                            team: 'insurance_desk', days: 3 },
  'eligibility.carve-out':     { title: 'Mental health is held elsewhere',  hint: 'Set up the company that holds it, so that claims go there.',           team: 'insurance_desk', days: 2 },
  'eligibility.unanswered':    { title: 'No answer from the payer',         hint: 'Asked, and nothing came back. Look in the portal or call.',            team: 'insurance_desk', days: 2 },
  'eligibility.call':          { title: 'What the payer did not say',       hint: 'Call and write the answer down, with who said it.',                    team: 'insurance_desk', days: 3 },
  'eligibility.changed':       { title: 'Benefits changed',                 hint: 'Tell the patient before the next visit.',                              team: 'front_desk',     days: 2 },
  'eligibility.contradiction': { title: 'The answer contradicts itself',    hint: 'Read both statements and call the payer.',                             team: 'insurance_desk', days: 2 },
  'eligibility.other-payer':   { title: 'Another insurance is named',       hint: 'Ask the patient which pays first.',                                    team: 'insurance_desk', days: 5 },
  'eligibility.wrong-person':  { title: 'Answer for somebody else',         hint: 'Kept apart; nothing was used. Look whose it is.',                      team: 'edi',            days: 3 },
  'eligibility.limit-near':    { title: 'Session limit near',               hint: 'Talk about it before more visits are booked.',                         team: 'insurance_desk', days: 5 },
  'eligibility.limit-reached': { title: 'Session limit reached',            hint: 'No visit left this period. Agree how to go on before the next visit.', team: 'insurance_desk', days: 1 },
  'eligibility.hand-over':     { title: 'Assistance program runs out',      hint: 'Settle who pays next before its last visit.',                          team: 'insurance_desk', days: 2 },
  'authorization.update':      { title: 'A payer wants to know how it goes', hint: 'Answer the questions, so that the next visits stay covered.',           team: 'clinician',      days: 7 },
  'authorization.renewal':     { title: 'Renewal to send',                  hint: 'Answered; send it before the visits run out.',                         team: 'auth_desk',      days: 3 },
  'authorization.pended':      { title: 'Payer is still deciding',          hint: 'Send what it asks for, and look again.',                               team: 'auth_desk',      days: 2 },
  'authorization.call':        { title: 'Payer wants a call',               hint: 'Call, and enter what it says.',                                        team: 'auth_desk',      days: 1 },
  'authorization.rejected':    { title: 'Request turned back',              hint: 'The data was wrong, not the care: mend it and send it again.',         team: 'auth_desk',      days: 1 },
  'authorization.denied':      { title: 'Authorization denied',             hint: 'Ask for a call between doctors before its window closes, then appeal.', team: 'liaison',        days: 7 },
  'authorization.changed':     { title: 'Payer gave other than asked',      hint: 'Plan the visits again, and tell the clinician.',                       team: 'auth_desk',      days: 1 },
  'authorization.answer':      { title: 'Answer that names no request',     hint: 'Say which request it is for, or put it aside with a reason.',          team: 'auth_desk',      days: 2 },
  'credentialing.paper':       { title: 'Licence or paper runs out',        hint: 'Renew it, and enter the new last day.',                                team: 'credentialing',  days: 14 },
  'credentialing.call':        { title: 'Call a payer about an application', hint: 'Ask where it stands, and set the next call.',                         team: 'credentialing',  days: 1 },
  'intake.fee-review':         { title: 'Agreed fee to look at again',      hint: 'Ask whether its reason still holds, and agree anew.',                  team: 'front_desk',     days: 7 },
  'claim.not-billable':        { title: 'Signed visit without a claim',     hint: 'What is known of it cannot be coded. Complete it, and the claim follows.', team: 'coding',       days: 3 },
  'claim.no-999':              { title: 'No word that a file arrived',       hint: 'Look at the clearinghouse; if it is not there, send its claims again.', team: 'edi',            days: 1 },
  'claim.no-277ca':            { title: 'Claims of a file without an answer', hint: 'Ask the clearinghouse what became of them.',                          team: 'edi',            days: 2 },
  'claim.decided-again':       { title: 'A payer changed its decision',     hint: 'The next payer was asked with the old one: compare both, and ask again.', team: 'billing',        days: 3 },
  'session.missed':            { title: 'Missed visit',                     hint: 'Offer another hour; then decide on the fee.',                          team: 'front_desk',     days: 2 },
  'session.second-miss':       { title: 'Second missed visit',              hint: 'Talk about it at the next visit.',                                     team: 'clinician',      days: 5 },
  'session.free-hour':         { title: 'An hour came free',                hint: 'Call whoever waits for one.',                                          team: 'scheduling',     days: 0 },
  'session.overlap':           { title: 'Two visits at one time',           hint: 'Move one, or say that it is a joint visit.',                           team: 'scheduling',     days: 2 },
  'origin.fix':                { title: 'Fix at the origin',                hint: 'A cause that keeps coming back, to be ended where it is born.',        team: 'manager',        days: 14 },
}
