import { date, type PlainDate } from '@ballast/kernel'

// One template for each family of services: what its note cannot do without, and what is good to have. Billing proposes
// the rows and a clinician approves them; an approved change ends a row and starts another.

export const noteTemplateNames = [
  'individual_therapy',
  'med_management',
  'med_management_with_therapy',
  'family_with_patient',
  'family_without_patient',
  'group',
  'evaluation',
  'crisis',
  'testing',
  'telehealth_panel',
  'program_day',
  'care_management_month',
] as const
export type NoteTemplate = (typeof noteTemplateNames)[number]

export type NoteTemplateRow = {
  readonly template: NoteTemplate
  readonly required: readonly string[]
  readonly suggested: readonly string[]
  readonly from: PlainDate
  readonly until: PlainDate | null
  readonly cite: string
  readonly verified: 'V' | 'P' | 'U'
}

// biome-ignore format: one row per line
export const noteTemplates: readonly NoteTemplateRow[] = [
  { template: 'individual_therapy', required: ['DOS', 'STARTSTOP', 'MODALITY', 'INTERV', 'RESP', 'RISK', 'DX', 'MEDNEC', 'PLANREF', 'SIG'], suggested: ['MSE', 'PLANNEXT', 'LONGJUST', 'ICFACTOR'], from: date('2013-01-01'), until: null, cite: 'ARTICLE', verified: 'V' },
  { template: 'med_management', required: ['DOS', 'MEDS', 'MDM', 'RISK', 'DX', 'SIG'], suggested: ['EMTIME', 'MSE'], from: date('2013-01-01'), until: null, cite: 'ARTICLE', verified: 'V' },
  { template: 'med_management_with_therapy', required: ['DOS', 'MEDS', 'MDM', 'RISK', 'DX', 'PSYMIN', 'MODALITY', 'INTERV', 'PLANREF', 'SIG'], suggested: ['LONGJUST', 'ICFACTOR'], from: date('2013-01-01'), until: null, cite: 'ARTICLE', verified: 'V' },
  { template: 'family_with_patient', required: ['DOS', 'STARTSTOP', 'PARTIC', 'INTERV', 'RESP', 'DX', 'MEDNEC', 'PLANREF', 'SIG'], suggested: ['RISK'], from: date('2013-01-01'), until: null, cite: 'ARTICLE', verified: 'V' },
  { template: 'family_without_patient', required: ['DOS', 'STARTSTOP', 'PARTIC', 'PTABSENT', 'INTERV', 'DX', 'MEDNEC', 'PLANREF', 'SIG'], suggested: ['RISK'], from: date('2013-01-01'), until: null, cite: 'ARTICLE', verified: 'V' },
  { template: 'group', required: ['DOS', 'STARTSTOP', 'GROUPSIZE', 'INTERV', 'RESP', 'DX', 'MEDNEC', 'PLANREF', 'SIG'], suggested: ['ICFACTOR', 'RISK'], from: date('2013-01-01'), until: null, cite: 'AAPC4', verified: 'V' },
  { template: 'evaluation', required: ['DOS', 'HX', 'MSE', 'RISK', 'DX', 'MEDNEC', 'PLANNEXT', 'SIG'], suggested: ['STARTSTOP', 'PARTIC', 'MEDS'], from: date('2013-01-01'), until: null, cite: 'AAPC5', verified: 'V' },
  { template: 'crisis', required: ['DOS', 'STARTSTOP', 'CRISIS', 'RISK', 'MSE', 'INTERV', 'SAFETYPLAN', 'DX', 'SIG'], suggested: ['MEDNEC'], from: date('2013-01-01'), until: null, cite: 'HEADWAY', verified: 'V' },
  { template: 'testing', required: ['DOS', 'TESTS', 'STARTSTOP', 'MEDNEC', 'DX', 'SIG'], suggested: ['SUPERV'], from: date('2013-01-01'), until: null, cite: 'TESTING', verified: 'P' },
  { template: 'telehealth_panel', required: ['TH_CONSENT', 'TH_PTLOC', 'TH_TECH'], suggested: ['TH_PROVLOC', 'TH_EMERG'], from: date('2013-01-01'), until: null, cite: 'ARTICLE', verified: 'V' },
  { template: 'program_day', required: ['DOS', 'ATT', 'ORDER', 'PLANREF', 'MEDNEC', 'SIG'], suggested: ['RISK'], from: date('2013-01-01'), until: null, cite: 'LUCIDA', verified: 'P' },
  { template: 'care_management_month', required: ['CONSENT_CM', 'CMLOG'], suggested: ['INSTR', 'PLANREF'], from: date('2013-01-01'), until: null, cite: 'BHI', verified: 'P' },
]
