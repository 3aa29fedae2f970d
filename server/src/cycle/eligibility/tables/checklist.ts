import type { Team } from '../../worklist/types.ts'

// The front desk's steps. Each may be ended by what the payer said (`facts`), or by a person's mark; how long a mark holds
// is its `holds`. Steps and defaults are our own reading, unverified where marked: a practice words them its own way.

export type Stage = 'booking' | 'before_visit' | 'check_in'

export type ChecklistStep = {
  readonly id: string
  readonly stage: Stage
  readonly title: string
  readonly aid: string
  readonly team: Team
  /** Once for the patient, once a year, or with each visit. */
  readonly holds: 'always' | 'year' | 'visit'
  /** Answered by what is known of the coverage, without a mark. */
  readonly byFacts?: 'asked' | 'active' | 'holder' | 'limit' | 'share' | 'deductible' | 'authorization' | 'order'
  readonly cite: string
  readonly verified: 'V' | 'P' | 'U'
}

// biome-ignore format: one row per step
export const checklistSteps: readonly ChecklistStep[] = [
  { id: 'FD01', stage: 'booking',      title: 'Legal name, birth date, sex, phone, address and photo id',  aid: 'Write the name as it stands on the card, not as it is used; keep the name used apart.',     team: 'front_desk',     holds: 'year',   cite: 'ARTICLE', verified: 'P' },
  { id: 'FD02', stage: 'booking',      title: 'Front and back of the card',                                aid: 'The back shows who to call for mental health. A picture holds for a year.',                 team: 'front_desk',     holds: 'year',   cite: 'OWN',     verified: 'U' },
  { id: 'FD03', stage: 'booking',      title: 'Relationship to the subscriber',                            aid: 'When the patient is not the subscriber: the subscriber’s name, birth date and number.',      team: 'front_desk',     holds: 'always', cite: 'ARTICLE', verified: 'V' },
  { id: 'FD04', stage: 'booking',      title: 'The plan was asked',                                        aid: 'Asked by itself each night before a visit; press Ask now when the visit is today.',          team: 'insurance_desk', holds: 'visit',  byFacts: 'asked', cite: 'EDIACAD', verified: 'P' },
  { id: 'FD05', stage: 'before_visit', title: 'Active on the day of the visit',                            aid: 'Not active: call the patient for the new card before they come.',                            team: 'insurance_desk', holds: 'visit',  byFacts: 'active', cite: 'LFH', verified: 'V' },
  { id: 'FD06', stage: 'booking',      title: 'Who holds mental health',                                   aid: 'Another company may hold it. Then the claim goes there and nowhere else.',                   team: 'insurance_desk', holds: 'year',   byFacts: 'holder', cite: 'RFI1440', verified: 'V' },
  { id: 'FD07', stage: 'booking',      title: 'Clinician in network with that payer',                      aid: 'Look at the enrollment board; otherwise offer another clinician or an out-of-network agreement.', team: 'credentialing', holds: 'year', cite: 'ARTICLE', verified: 'V' },
  { id: 'FD08', stage: 'booking',      title: 'Visits left',                                               aid: 'Three or a quarter left: tell patient and clinician before booking more.',                   team: 'insurance_desk', holds: 'visit',  byFacts: 'limit', cite: 'ARTICLE', verified: 'V' },
  { id: 'FD10', stage: 'booking',      title: 'Copay or share, for therapy and psychiatry apart',          aid: 'What the plan does not say is asked by phone; it is not zero.',                              team: 'insurance_desk', holds: 'year',   byFacts: 'share', cite: 'ARTICLE', verified: 'V' },
  { id: 'FD11', stage: 'booking',      title: 'Deductible left',                                           aid: 'Tell the patient what the first visits of the year will cost.',                              team: 'insurance_desk', holds: 'year',   byFacts: 'deductible', cite: 'LFH', verified: 'V' },
  { id: 'FD13', stage: 'booking',      title: 'Authorization needed or not',                               aid: 'The plan’s word and the payer’s list; day programs and testing nearly always need one.',      team: 'auth_desk',      holds: 'year',   byFacts: 'authorization', cite: 'ARTICLE', verified: 'V' },
  { id: 'FD14', stage: 'before_visit', title: 'Authorization covers day, code, clinician and units',       aid: 'If not, the visit waits, or the patient signs that they pay.',                               team: 'auth_desk',      holds: 'visit',  cite: 'ARTICLE', verified: 'V' },
  { id: 'FD15', stage: 'booking',      title: 'Referral, where the plan wants one',                        aid: 'HMO and point-of-service plans; the number goes on the claim.',                              team: 'front_desk',     holds: 'year',   cite: 'LFH',     verified: 'V' },
  { id: 'FD16', stage: 'booking',      title: 'Other insurance, and which pays first',                     aid: 'Ask every year; Medicare has questions of its own.',                                         team: 'insurance_desk', holds: 'year',   byFacts: 'order', cite: 'LFH', verified: 'P' },
  { id: 'FD17', stage: 'booking',      title: 'Video allowed by payer, state and licence',                 aid: 'Where the patient sits decides the licence that is needed.',                                 team: 'scheduling',     holds: 'year',   cite: 'ARTICLE', verified: 'V' },
  { id: 'FD18', stage: 'check_in',     title: 'Telehealth consent, and where the patient is today',        aid: 'Before the session starts.',                                                                 team: 'clinician',      holds: 'visit',  cite: 'AAFPTH',  verified: 'P' },
  { id: 'FD19', stage: 'booking',      title: 'Employee assistance sessions first',                        aid: 'Ask whether the employer gives sessions that come before the plan.',                         team: 'front_desk',     holds: 'year',   cite: 'OWN',     verified: 'U' },
  { id: 'FD20', stage: 'booking',      title: 'Good-faith estimate when no insurance is used',             aid: 'One business day when booked three days ahead, three when ten days ahead.',                  team: 'front_desk',     holds: 'year',   cite: 'GFE',     verified: 'P' },
  { id: 'FD21', stage: 'check_in',     title: 'Financial policy signed',                                   aid: 'Copay, no-show fee, card on file, assignment of benefits, release.',                         team: 'front_desk',     holds: 'year',   cite: 'ARTICLE', verified: 'V' },
  { id: 'FD22', stage: 'booking',      title: 'Medicaid as second plan',                                   aid: 'No no-show fee and no bill to the patient.',                                                 team: 'front_desk',     holds: 'year',   cite: 'NOSHOW',  verified: 'V' },
  { id: 'FD23', stage: 'check_in',     title: 'Earlier balance',                                           aid: 'Collect it or agree on a plan.',                                                             team: 'front_desk',     holds: 'visit',  cite: 'ARTICLE', verified: 'V' },
  { id: 'FD24', stage: 'check_in',     title: 'Copay collected',                                           aid: 'By kind of visit; if not, write down why.',                                                  team: 'front_desk',     holds: 'visit',  cite: 'ARTICLE', verified: 'V' },
  { id: 'FD25', stage: 'booking',      title: 'Referring clinician’s NPI, where it is needed',             aid: 'Name and number as the register has them.',                                                  team: 'front_desk',     holds: 'year',   cite: 'ARTICLE', verified: 'V' },
  { id: 'FD26', stage: 'booking',      title: 'Consent to disclose, for substance use programs',           aid: 'Without it no claim may go.',                                                                team: 'front_desk',     holds: 'year',   cite: 'PART2',   verified: 'V' },
  { id: 'FD27', stage: 'check_in',     title: 'Anything new: address, plan, name',                         aid: 'A change is entered now, and the plan is asked again by itself.',                            team: 'front_desk',     holds: 'visit',  cite: 'ARTICLE', verified: 'V' },
  { id: 'FD28', stage: 'booking',      title: 'Minors: guardian, custody, own consent',                    aid: 'When a minor consented alone, statements to the guardian wait.',                             team: 'front_desk',     holds: 'year',   cite: 'OWN',     verified: 'U' },
]
