import type { ClinicalUpdate } from '../types.ts'

// What payers ask of outpatient care, in words a clinician uses. These fields are all that leaves: there is no field for
// what was said in the room, so that process notes cannot be sent even by mistake.

export type ClinicalQuestion = {
  readonly field: keyof ClinicalUpdate
  readonly question: string
  readonly hint: string
  readonly isRequired: boolean
  readonly cite: string
}

// biome-ignore format: one row per line
export const clinicalQuestions: readonly ClinicalQuestion[] = [
  { field: 'diagnoses',   question: 'Diagnoses now',                                   hint: 'The ones you treat, the main one first',              isRequired: true,  cite: 'LUCIDA' },
  { field: 'symptoms',    question: 'What still troubles the patient?',                hint: 'Symptoms and how they limit daily life',              isRequired: true,  cite: 'LUCIDA' },
  { field: 'measures',    question: 'Questionnaire scores',                            hint: 'PHQ-9, GAD-7, PCL-5 or another, with its day',        isRequired: false, cite: 'LUCIDA' },
  { field: 'progress',    question: 'What has become better since the last approval?', hint: 'Measured or observed; at a first request, how it began', isRequired: true,  cite: 'LUCIDA' },
  { field: 'goals',       question: 'What are you working on next?',                   hint: 'Goals of the treatment plan',                         isRequired: true,  cite: 'LUCIDA' },
  { field: 'risk',        question: 'Risk to self or others',                          hint: 'As you judge it today',                               isRequired: true,  cite: 'LUCIDA' },
  { field: 'riskPlan',    question: 'Safety plan',                                     hint: 'Needed when the risk is moderate or high',            isRequired: false, cite: 'LUCIDA' },
  { field: 'perWeek',     question: 'How often do you plan to meet?',                  hint: 'Visits a week',                                       isRequired: true,  cite: 'LUCIDA' },
  { field: 'visits',      question: 'How many more visits?',                           hint: 'For this period',                                     isRequired: true,  cite: 'LUCIDA' },
  { field: 'plannedEnd',  question: 'When will treatment be done, and how will you know?', hint: 'The plan for ending',                             isRequired: true,  cite: 'LUCIDA' },
]

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || value === 0 || (Array.isArray(value) && value.length === 0)

/** What an update still lacks before it can go to a payer, as the questions themselves. */
export function missingFrom(update: Partial<ClinicalUpdate>): string[] {
  const missing = clinicalQuestions
    .filter((row) => row.isRequired && isEmpty(update[row.field]))
    .map((row) => row.question)
  const needsPlan = update.risk === 'moderate' || update.risk === 'high'
  return needsPlan && isEmpty(update.riskPlan) ? [...missing, 'Safety plan'] : missing
}
