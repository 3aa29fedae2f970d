import type { FactName } from '../types/standing.ts'

// What there is to know of a coverage, in words. A plan may lawfully leave the mental health money out of its answer
// (CORE, cite CAQH): what is absent is not zero, it is a question for a phone call.

export type FactWords = {
  readonly title: string
  readonly unit: 'cents' | 'percent' | 'count' | 'text' | 'yes_no' | 'choice'
  readonly choices?: readonly string[]
  /** What to ask on the phone. */
  readonly question?: string
  /** A call is made for it when nobody has said it. One of each group is enough. */
  readonly must?: string
  /** Whether a change is told. */
  readonly isTold: boolean
}

// biome-ignore format: one row per fact
export const factWords: Readonly<Record<FactName, FactWords>> = {
  'plan':                     { title: 'Plan',                             unit: 'text',    isTold: true },
  'group':                    { title: 'Group number',                     unit: 'text',    isTold: true },
  'insuranceType':            { title: 'Kind of insurance',                unit: 'text',    isTold: true },
  'doubt':                    { title: 'Reservation of the payer',         unit: 'text',    isTold: true },
  'copay.therapy':            { title: 'Copay for therapy',                unit: 'cents',   isTold: true, must: 'share', question: 'What is the copay for an office visit with a therapist?' },
  'copay.psychiatry':         { title: 'Copay for psychiatry',             unit: 'cents',   isTold: true, question: 'What is the copay for a visit with a psychiatrist or nurse practitioner?' },
  'copay.telehealth':         { title: 'Copay by video',                   unit: 'cents',   isTold: true, question: 'Is the copay the same by video? If not, what is it?' },
  'coinsurance.therapy':      { title: 'Patient share for therapy',        unit: 'percent', isTold: true, must: 'share', question: 'If there is no copay: what share does the patient pay for therapy?' },
  'coinsurance.psychiatry':   { title: 'Patient share for psychiatry',     unit: 'percent', isTold: true, question: 'What share does the patient pay for psychiatry?' },
  'deductible.total':         { title: 'Deductible',                       unit: 'cents',   isTold: true, question: 'What is the yearly deductible, and does it apply to mental health?' },
  'deductible.left':          { title: 'Deductible left',                  unit: 'cents',   isTold: false, question: 'How much of the deductible is left?' },
  'outOfPocket.total':        { title: 'Most the patient pays in a year',  unit: 'cents',   isTold: true },
  'outOfPocket.left':         { title: 'Left until the yearly most',       unit: 'cents',   isTold: false, question: 'How much is left until the out-of-pocket maximum?' },
  'limit.visits':             { title: 'Visits covered',                   unit: 'count',   isTold: true, question: 'How many visits are covered, and per what: year, episode, lifetime?' },
  'limit.left':               { title: 'Visits left, says the payer',      unit: 'count',   isTold: false, question: 'How many of them are left?' },
  'limit.period':             { title: 'Visits counted by',                unit: 'choice',  isTold: true, choices: ['benefit_year', 'episode', 'lifetime'], question: 'By what period are visits counted?' },
  'limit.weekly':             { title: 'Visits a week',                    unit: 'count',   isTold: true },
  'limit.none':               { title: 'No limit on visits',               unit: 'yes_no',  isTold: true },
  'authorization.therapy':    { title: 'Authorization for therapy',        unit: 'choice',  isTold: true, choices: ['required', 'not required', 'unknown'], question: 'Does outpatient therapy need authorization? From which visit on?' },
  'authorization.psychiatry': { title: 'Authorization for psychiatry',     unit: 'choice',  isTold: true, choices: ['required', 'not required', 'unknown'] },
  'telehealth':               { title: 'Telehealth',                       unit: 'text',    isTold: true, question: 'Is video covered from home? Any condition on platform or clinician?' },
  'referral':                 { title: 'Referral from primary care',       unit: 'choice',  isTold: true, choices: ['required', 'not required'], question: 'Is a referral from primary care needed?' },
  'mentalHealth':             { title: 'Mental health benefit',            unit: 'choice',  isTold: true, choices: ['covered', 'not covered', 'not said'] },
  'otherPayers':              { title: 'Other insurance named',            unit: 'text',    isTold: true },
  'payerSpelling':            { title: 'Name as the payer writes it',      unit: 'text',    isTold: true },
  'spendDown':                { title: 'Spend-down left',                  unit: 'cents',   isTold: true },
  'deniedElsewhere':          { title: 'Denied as another payer’s',        unit: 'text',    isTold: false },
}
