import { date, type PlainDate } from '@ballast/kernel'
import type { LicenceClass } from '../types.ts'

// The codes a mental health practice meets: numbers, with our own words for them. `who` is the classes of licence that may
// bill one unless the payer's own matrix says otherwise; 'program' is billed by a facility or program, whoever worked in it.
// A code outside its days is not a code: 99441 to 99443 ended with 2024.

export type ProcedureFamily =
  | 'admin'
  | 'care_mgmt'
  | 'case_mgmt'
  | 'consult'
  | 'crisis'
  | 'diagnostic_eval'
  | 'dmht'
  | 'em_addon'
  | 'em_est'
  | 'em_new'
  | 'em_other'
  | 'encounter'
  | 'family'
  | 'group'
  | 'interactive_complexity'
  | 'med_mgmt'
  | 'medicaid_assess'
  | 'medicaid_cmh'
  | 'medicaid_crisis'
  | 'medicaid_day'
  | 'medicaid_plan'
  | 'medicaid_sud'
  | 'medicaid_therapy'
  | 'per_diem'
  | 'prolonged'
  | 'psychotherapy'
  | 'psychotherapy_addon'
  | 'psychotherapy_other'
  | 'safety'
  | 'screening'
  | 'somatic'
  | 'telehealth_site'
  | 'telemed_brief'
  | 'telemed_em'
  | 'telephone'
  | 'testing'

export type ProcedureRow = {
  readonly code: string
  readonly label: string
  readonly family: ProcedureFamily
  readonly who: readonly LicenceClass[] | 'program'
  readonly telehealth: 'both' | 'video' | 'audio' | 'none' | 'unstated'
  readonly from: PlainDate
  readonly until: PlainDate | null
  readonly cite: string
  readonly verified: 'V' | 'P' | 'U'
}

const all: readonly LicenceClass[] = ['MD', 'NPP', 'PSY', 'CSW', 'LPC']
const prescribers: readonly LicenceClass[] = ['MD', 'NPP']
const testers: readonly LicenceClass[] = ['MD', 'PSY']

// biome-ignore format: one row per line
export const procedures: readonly ProcedureRow[] = [
  { code: '90785', label: 'Interactive complexity add-on', family: 'interactive_complexity', who: all, telehealth: 'both', from: date('2013-01-01'), until: null, cite: 'APASVC', verified: 'V' },
  { code: '90791', label: 'Intake evaluation, no medical services', family: 'diagnostic_eval', who: all, telehealth: 'both', from: date('2013-01-01'), until: null, cite: 'NOVITAS', verified: 'V' },
  { code: '90792', label: 'Intake evaluation with medical services', family: 'diagnostic_eval', who: prescribers, telehealth: 'both', from: date('2013-01-01'), until: null, cite: 'AAPC5', verified: 'V' },
  { code: '90832', label: 'Individual psychotherapy, short', family: 'psychotherapy', who: all, telehealth: 'both', from: date('2013-01-01'), until: null, cite: 'NOVITAS', verified: 'V' },
  { code: '90833', label: 'Psychotherapy add-on to E/M, short', family: 'psychotherapy_addon', who: prescribers, telehealth: 'both', from: date('2013-01-01'), until: null, cite: 'NOVITAS', verified: 'V' },
  { code: '90834', label: 'Individual psychotherapy, middle', family: 'psychotherapy', who: all, telehealth: 'both', from: date('2013-01-01'), until: null, cite: 'NOVITAS', verified: 'V' },
  { code: '90836', label: 'Psychotherapy add-on to E/M, middle', family: 'psychotherapy_addon', who: prescribers, telehealth: 'both', from: date('2013-01-01'), until: null, cite: 'NOVITAS', verified: 'V' },
  { code: '90837', label: 'Individual psychotherapy, long', family: 'psychotherapy', who: all, telehealth: 'both', from: date('2013-01-01'), until: null, cite: 'NOVITAS', verified: 'V' },
  { code: '90838', label: 'Psychotherapy add-on to E/M, long', family: 'psychotherapy_addon', who: prescribers, telehealth: 'both', from: date('2013-01-01'), until: null, cite: 'NOVITAS', verified: 'V' },
  { code: '90839', label: 'Crisis psychotherapy, first hour', family: 'crisis', who: all, telehealth: 'both', from: date('2013-01-01'), until: null, cite: 'HEADWAY', verified: 'V' },
  { code: '90840', label: 'Crisis psychotherapy, further blocks', family: 'crisis', who: all, telehealth: 'both', from: date('2013-01-01'), until: null, cite: 'BCBSIL', verified: 'P' },
  { code: '90845', label: 'Psychoanalysis', family: 'psychotherapy_other', who: ['MD', 'PSY', 'CSW'], telehealth: 'video', from: date('2013-01-01'), until: null, cite: 'AAPC2', verified: 'P' },
  { code: '90846', label: 'Family therapy, patient absent', family: 'family', who: all, telehealth: 'both', from: date('2013-01-01'), until: null, cite: 'AAPC3', verified: 'P' },
  { code: '90847', label: 'Family or couple therapy, patient present', family: 'family', who: all, telehealth: 'both', from: date('2013-01-01'), until: null, cite: 'AAPC3', verified: 'P' },
  { code: '90849', label: 'Multiple-family group', family: 'family', who: all, telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'U' },
  { code: '90853', label: 'Group psychotherapy', family: 'group', who: all, telehealth: 'video', from: date('2013-01-01'), until: null, cite: 'AAPC4', verified: 'P' },
  { code: '90863', label: 'Medication management by non-E/M prescriber, add-on', family: 'med_mgmt', who: ['PSY'], telehealth: 'video', from: date('2013-01-01'), until: null, cite: 'BCBSIL', verified: 'V' },
  { code: '90865', label: 'Narcosynthesis', family: 'somatic', who: ['MD'], telehealth: 'none', from: date('2013-01-01'), until: null, cite: 'PFS26', verified: 'P' },
  { code: '90867', label: 'TMS, first session with mapping', family: 'somatic', who: ['MD'], telehealth: 'none', from: date('2013-01-01'), until: null, cite: 'HORIZONBH', verified: 'P' },
  { code: '90868', label: 'TMS, treatment session', family: 'somatic', who: ['MD'], telehealth: 'none', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'U' },
  { code: '90869', label: 'TMS, re-determination of threshold', family: 'somatic', who: ['MD'], telehealth: 'none', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'U' },
  { code: '90870', label: 'Electroconvulsive therapy', family: 'somatic', who: ['MD'], telehealth: 'none', from: date('2013-01-01'), until: null, cite: 'PFS26', verified: 'P' },
  { code: '90875', label: 'Psychophysiological therapy with biofeedback, short', family: 'somatic', who: testers, telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'PFS26', verified: 'P' },
  { code: '90876', label: 'Psychophysiological therapy with biofeedback, middle', family: 'somatic', who: testers, telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'PFS26', verified: 'P' },
  { code: '90880', label: 'Hypnotherapy', family: 'psychotherapy_other', who: ['MD', 'PSY', 'CSW', 'LPC'], telehealth: 'video', from: date('2013-01-01'), until: null, cite: 'PFS26', verified: 'P' },
  { code: '90885', label: 'Record evaluation for diagnosis', family: 'admin', who: 'program', telehealth: 'none', from: date('2013-01-01'), until: null, cite: 'PFS26', verified: 'V' },
  { code: '90887', label: 'Interpreting results to family', family: 'admin', who: 'program', telehealth: 'none', from: date('2013-01-01'), until: null, cite: 'PFS26', verified: 'V' },
  { code: '96116', label: 'Neurobehavioural status exam, first hour', family: 'testing', who: testers, telehealth: 'video', from: date('2013-01-01'), until: null, cite: 'PFS26', verified: 'P' },
  { code: '96121', label: 'Neurobehavioural status exam, further hour', family: 'testing', who: testers, telehealth: 'video', from: date('2019-01-01'), until: null, cite: 'PFS26', verified: 'P' },
  { code: '96127', label: 'Brief scored behavioural screen', family: 'screening', who: ['MD', 'NPP', 'PSY'], telehealth: 'video', from: date('2015-01-01'), until: null, cite: 'AAPC6', verified: 'P' },
  { code: '96130', label: 'Psych test evaluation, first hour', family: 'testing', who: testers, telehealth: 'video', from: date('2019-01-01'), until: null, cite: 'TESTING', verified: 'V' },
  { code: '96131', label: 'Psych test evaluation, further hour', family: 'testing', who: testers, telehealth: 'video', from: date('2019-01-01'), until: null, cite: 'TESTING', verified: 'P' },
  { code: '96132', label: 'Neuropsych test evaluation, first hour', family: 'testing', who: testers, telehealth: 'video', from: date('2019-01-01'), until: null, cite: 'PFS26', verified: 'P' },
  { code: '96133', label: 'Neuropsych test evaluation, further hour', family: 'testing', who: testers, telehealth: 'video', from: date('2019-01-01'), until: null, cite: 'PFS26', verified: 'P' },
  { code: '96136', label: 'Test administration by professional, first 30 min', family: 'testing', who: testers, telehealth: 'video', from: date('2019-01-01'), until: null, cite: 'TESTING', verified: 'V' },
  { code: '96137', label: 'Test administration by professional, further 30 min', family: 'testing', who: testers, telehealth: 'video', from: date('2019-01-01'), until: null, cite: 'TESTING', verified: 'P' },
  { code: '96138', label: 'Test administration by technician, first 30 min', family: 'testing', who: testers, telehealth: 'video', from: date('2019-01-01'), until: null, cite: 'PFS26', verified: 'P' },
  { code: '96139', label: 'Test administration by technician, further 30 min', family: 'testing', who: testers, telehealth: 'video', from: date('2019-01-01'), until: null, cite: 'PFS26', verified: 'P' },
  { code: '96146', label: 'Single automated computer test', family: 'testing', who: testers, telehealth: 'video', from: date('2019-01-01'), until: null, cite: 'PFS26', verified: 'P' },
  { code: '98000', label: 'Telemedicine E/M video, new, straightforward', family: 'telemed_em', who: prescribers, telehealth: 'video', from: date('2025-01-01'), until: null, cite: 'VERIMEDIX', verified: 'V' },
  { code: '98001', label: 'Telemedicine E/M video, new, low', family: 'telemed_em', who: prescribers, telehealth: 'video', from: date('2025-01-01'), until: null, cite: 'VERIMEDIX', verified: 'V' },
  { code: '98002', label: 'Telemedicine E/M video, new, moderate', family: 'telemed_em', who: prescribers, telehealth: 'video', from: date('2025-01-01'), until: null, cite: 'VERIMEDIX', verified: 'P' },
  { code: '98003', label: 'Telemedicine E/M video, new, high', family: 'telemed_em', who: prescribers, telehealth: 'video', from: date('2025-01-01'), until: null, cite: 'VERIMEDIX', verified: 'P' },
  { code: '98004', label: 'Telemedicine E/M video, established, straightforward', family: 'telemed_em', who: prescribers, telehealth: 'video', from: date('2025-01-01'), until: null, cite: 'VERIMEDIX', verified: 'P' },
  { code: '98005', label: 'Telemedicine E/M video, established, low', family: 'telemed_em', who: prescribers, telehealth: 'video', from: date('2025-01-01'), until: null, cite: 'VERIMEDIX', verified: 'P' },
  { code: '98006', label: 'Telemedicine E/M video, established, moderate', family: 'telemed_em', who: prescribers, telehealth: 'video', from: date('2025-01-01'), until: null, cite: 'VERIMEDIX', verified: 'P' },
  { code: '98007', label: 'Telemedicine E/M video, established, high', family: 'telemed_em', who: prescribers, telehealth: 'video', from: date('2025-01-01'), until: null, cite: 'VERIMEDIX', verified: 'P' },
  { code: '98008', label: 'Telemedicine E/M audio, new, straightforward', family: 'telemed_em', who: prescribers, telehealth: 'audio', from: date('2025-01-01'), until: null, cite: 'VERIMEDIX', verified: 'V' },
  { code: '98009', label: 'Telemedicine E/M audio, new, low', family: 'telemed_em', who: prescribers, telehealth: 'audio', from: date('2025-01-01'), until: null, cite: 'VERIMEDIX', verified: 'P' },
  { code: '98010', label: 'Telemedicine E/M audio, new, moderate', family: 'telemed_em', who: prescribers, telehealth: 'audio', from: date('2025-01-01'), until: null, cite: 'VERIMEDIX', verified: 'P' },
  { code: '98011', label: 'Telemedicine E/M audio, new, high', family: 'telemed_em', who: prescribers, telehealth: 'audio', from: date('2025-01-01'), until: null, cite: 'VERIMEDIX', verified: 'P' },
  { code: '98012', label: 'Telemedicine E/M audio, established, straightforward', family: 'telemed_em', who: prescribers, telehealth: 'audio', from: date('2025-01-01'), until: null, cite: 'VERIMEDIX', verified: 'P' },
  { code: '98013', label: 'Telemedicine E/M audio, established, low', family: 'telemed_em', who: prescribers, telehealth: 'audio', from: date('2025-01-01'), until: null, cite: 'VERIMEDIX', verified: 'P' },
  { code: '98014', label: 'Telemedicine E/M audio, established, moderate', family: 'telemed_em', who: prescribers, telehealth: 'audio', from: date('2025-01-01'), until: null, cite: 'VERIMEDIX', verified: 'P' },
  { code: '98015', label: 'Telemedicine E/M audio, established, high', family: 'telemed_em', who: prescribers, telehealth: 'audio', from: date('2025-01-01'), until: null, cite: 'VERIMEDIX', verified: 'V' },
  { code: '98016', label: 'Brief technology check-in', family: 'telemed_brief', who: prescribers, telehealth: 'both', from: date('2025-01-01'), until: null, cite: 'VERIMEDIX', verified: 'V' },
  { code: '98966', label: 'Telephone assessment by non-physician professional, short', family: 'telephone', who: ['PSY', 'CSW', 'LPC'], telehealth: 'audio', from: date('2013-01-01'), until: null, cite: 'PFS26', verified: 'P' },
  { code: '98967', label: 'Telephone assessment by non-physician professional, middle', family: 'telephone', who: ['PSY', 'CSW', 'LPC'], telehealth: 'audio', from: date('2013-01-01'), until: null, cite: 'PFS26', verified: 'P' },
  { code: '98968', label: 'Telephone assessment by non-physician professional, long', family: 'telephone', who: ['PSY', 'CSW', 'LPC'], telehealth: 'audio', from: date('2013-01-01'), until: null, cite: 'PFS26', verified: 'P' },
  { code: '99202', label: 'New patient E/M, straightforward', family: 'em_new', who: prescribers, telehealth: 'both', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'U' },
  { code: '99203', label: 'New patient E/M, low', family: 'em_new', who: prescribers, telehealth: 'both', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'U' },
  { code: '99204', label: 'New patient E/M, moderate', family: 'em_new', who: prescribers, telehealth: 'both', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'U' },
  { code: '99205', label: 'New patient E/M, high', family: 'em_new', who: prescribers, telehealth: 'both', from: date('2013-01-01'), until: null, cite: 'G2212SRC', verified: 'P' },
  { code: '99211', label: 'Established E/M, nurse level', family: 'em_est', who: prescribers, telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'U' },
  { code: '99212', label: 'Established E/M, straightforward', family: 'em_est', who: prescribers, telehealth: 'both', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'U' },
  { code: '99213', label: 'Established E/M, low', family: 'em_est', who: prescribers, telehealth: 'both', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'U' },
  { code: '99214', label: 'Established E/M, moderate', family: 'em_est', who: prescribers, telehealth: 'both', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'U' },
  { code: '99215', label: 'Established E/M, high', family: 'em_est', who: prescribers, telehealth: 'both', from: date('2013-01-01'), until: null, cite: 'G2212SRC', verified: 'P' },
  { code: '99221', label: 'Hospital E/M', family: 'em_other', who: prescribers, telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'P' },
  { code: '99222', label: 'Hospital E/M', family: 'em_other', who: prescribers, telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'P' },
  { code: '99223', label: 'Hospital E/M', family: 'em_other', who: prescribers, telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'P' },
  { code: '99231', label: 'Hospital E/M', family: 'em_other', who: prescribers, telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'P' },
  { code: '99232', label: 'Hospital E/M', family: 'em_other', who: prescribers, telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'P' },
  { code: '99233', label: 'Hospital E/M', family: 'em_other', who: prescribers, telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'P' },
  { code: '99234', label: 'Hospital E/M', family: 'em_other', who: prescribers, telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'P' },
  { code: '99235', label: 'Hospital E/M', family: 'em_other', who: prescribers, telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'P' },
  { code: '99236', label: 'Hospital E/M', family: 'em_other', who: prescribers, telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'P' },
  { code: '99242', label: 'Consultation E/M', family: 'em_other', who: prescribers, telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'P' },
  { code: '99243', label: 'Consultation E/M', family: 'em_other', who: prescribers, telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'P' },
  { code: '99244', label: 'Consultation E/M', family: 'em_other', who: prescribers, telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'P' },
  { code: '99245', label: 'Consultation E/M', family: 'em_other', who: prescribers, telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'P' },
  { code: '99252', label: 'Consultation E/M', family: 'em_other', who: prescribers, telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'P' },
  { code: '99253', label: 'Consultation E/M', family: 'em_other', who: prescribers, telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'P' },
  { code: '99254', label: 'Consultation E/M', family: 'em_other', who: prescribers, telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'P' },
  { code: '99255', label: 'Consultation E/M', family: 'em_other', who: prescribers, telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'P' },
  { code: '99304', label: 'Nursing facility E/M', family: 'em_other', who: prescribers, telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'NOVITAS', verified: 'P' },
  { code: '99305', label: 'Nursing facility E/M', family: 'em_other', who: prescribers, telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'NOVITAS', verified: 'P' },
  { code: '99306', label: 'Nursing facility E/M', family: 'em_other', who: prescribers, telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'NOVITAS', verified: 'P' },
  { code: '99307', label: 'Nursing facility E/M', family: 'em_other', who: prescribers, telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'NOVITAS', verified: 'P' },
  { code: '99308', label: 'Nursing facility E/M', family: 'em_other', who: prescribers, telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'NOVITAS', verified: 'P' },
  { code: '99309', label: 'Nursing facility E/M', family: 'em_other', who: prescribers, telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'NOVITAS', verified: 'P' },
  { code: '99310', label: 'Nursing facility E/M', family: 'em_other', who: prescribers, telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'NOVITAS', verified: 'P' },
  { code: '99315', label: 'Nursing facility E/M', family: 'em_other', who: prescribers, telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'NOVITAS', verified: 'P' },
  { code: '99316', label: 'Nursing facility E/M', family: 'em_other', who: prescribers, telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'NOVITAS', verified: 'P' },
  { code: '99341', label: 'Home E/M', family: 'em_other', who: prescribers, telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'NOVITAS', verified: 'P' },
  { code: '99342', label: 'Home E/M', family: 'em_other', who: prescribers, telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'NOVITAS', verified: 'P' },
  { code: '99344', label: 'Home E/M', family: 'em_other', who: prescribers, telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'NOVITAS', verified: 'P' },
  { code: '99345', label: 'Home E/M', family: 'em_other', who: prescribers, telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'NOVITAS', verified: 'P' },
  { code: '99347', label: 'Home E/M', family: 'em_other', who: prescribers, telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'NOVITAS', verified: 'P' },
  { code: '99348', label: 'Home E/M', family: 'em_other', who: prescribers, telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'NOVITAS', verified: 'P' },
  { code: '99349', label: 'Home E/M', family: 'em_other', who: prescribers, telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'NOVITAS', verified: 'P' },
  { code: '99350', label: 'Home E/M', family: 'em_other', who: prescribers, telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'NOVITAS', verified: 'P' },
  { code: '99417', label: 'Prolonged office E/M, 15 min (CPT rule)', family: 'prolonged', who: prescribers, telehealth: 'video', from: date('2021-01-01'), until: null, cite: 'G2212SRC', verified: 'V' },
  { code: '99441', label: 'Physician telephone E/M', family: 'telephone', who: prescribers, telehealth: 'unstated', from: date('2013-01-01'), until: date('2024-12-31'), cite: 'AAFPTH', verified: 'V' },
  { code: '99442', label: 'Physician telephone E/M, middle', family: 'telephone', who: prescribers, telehealth: 'unstated', from: date('2013-01-01'), until: date('2024-12-31'), cite: 'AAFPTH', verified: 'V' },
  { code: '99443', label: 'Physician telephone E/M, long', family: 'telephone', who: prescribers, telehealth: 'unstated', from: date('2013-01-01'), until: date('2024-12-31'), cite: 'AAFPTH', verified: 'V' },
  { code: '99484', label: 'General BH integration, month', family: 'care_mgmt', who: prescribers, telehealth: 'unstated', from: date('2018-01-01'), until: null, cite: 'BHI', verified: 'P' },
  { code: '99492', label: 'Collaborative care, first month', family: 'care_mgmt', who: prescribers, telehealth: 'unstated', from: date('2018-01-01'), until: null, cite: 'BHI', verified: 'P' },
  { code: '99493', label: 'Collaborative care, later month', family: 'care_mgmt', who: prescribers, telehealth: 'unstated', from: date('2018-01-01'), until: null, cite: 'BHI', verified: 'P' },
  { code: '99494', label: 'Collaborative care, further 30 min', family: 'care_mgmt', who: prescribers, telehealth: 'unstated', from: date('2018-01-01'), until: null, cite: 'BHI', verified: 'P' },
  { code: 'G0017', label: 'Crisis psychotherapy away from office, first hour', family: 'crisis', who: all, telehealth: 'none', from: date('2024-01-01'), until: null, cite: 'PFS26', verified: 'P' },
  { code: 'G0018', label: 'Crisis psychotherapy away from office, further 30 min', family: 'crisis', who: all, telehealth: 'none', from: date('2024-01-01'), until: null, cite: 'PFS26', verified: 'P' },
  { code: 'G0323', label: 'BH care management by psychologist, CSW, MHC, MFT', family: 'care_mgmt', who: ['PSY', 'CSW', 'LPC'], telehealth: 'unstated', from: date('2023-01-01'), until: null, cite: 'BHI', verified: 'P' },
  { code: 'G0544', label: 'Post-crisis discharge follow-up calls, month', family: 'safety', who: all, telehealth: 'audio', from: date('2025-01-01'), until: null, cite: 'PFS26', verified: 'P' },
  { code: 'G0546', label: 'Interprofessional consult by non-E/M BH practitioner, 5-10 min', family: 'consult', who: ['PSY', 'CSW', 'LPC'], telehealth: 'unstated', from: date('2025-01-01'), until: null, cite: 'PFS26', verified: 'P' },
  { code: 'G0552', label: 'Digital MH treatment device supply and onboarding', family: 'dmht', who: all, telehealth: 'unstated', from: date('2025-01-01'), until: null, cite: 'DMHT', verified: 'V' },
  { code: 'G0553', label: 'Digital MH treatment management, first 20 min a month', family: 'dmht', who: all, telehealth: 'unstated', from: date('2025-01-01'), until: null, cite: 'DMHT', verified: 'V' },
  { code: 'G0554', label: 'Digital MH treatment management, further 20 min', family: 'dmht', who: all, telehealth: 'unstated', from: date('2025-01-01'), until: null, cite: 'DMHT', verified: 'V' },
  { code: 'G0560', label: 'Safety planning intervention, 20 min', family: 'safety', who: all, telehealth: 'video', from: date('2025-01-01'), until: null, cite: 'PFS26', verified: 'P' },
  { code: 'G0568', label: 'CoCM first month attached to advanced primary care bundle', family: 'care_mgmt', who: 'program', telehealth: 'unstated', from: date('2026-01-01'), until: null, cite: 'PFS26', verified: 'P' },
  { code: 'G0569', label: 'CoCM later month attached to advanced primary care bundle', family: 'care_mgmt', who: 'program', telehealth: 'unstated', from: date('2026-01-01'), until: null, cite: 'PFS26', verified: 'P' },
  { code: 'G0570', label: 'General BHI attached to advanced primary care bundle', family: 'care_mgmt', who: 'program', telehealth: 'unstated', from: date('2026-01-01'), until: null, cite: 'PFS26', verified: 'P' },
  { code: 'G2011', label: 'Brief substance use structured screening 5-14 min', family: 'screening', who: ['MD', 'NPP', 'PSY', 'CSW'], telehealth: 'video', from: date('2013-01-01'), until: null, cite: 'PFS26', verified: 'P' },
  { code: 'G2211', label: 'Visit complexity add-on to office E/M', family: 'em_addon', who: prescribers, telehealth: 'video', from: date('2024-01-01'), until: null, cite: 'OWN', verified: 'U' },
  { code: 'G2212', label: 'Prolonged office E/M, 15 min (Medicare)', family: 'prolonged', who: prescribers, telehealth: 'video', from: date('2021-01-01'), until: null, cite: 'G2212SRC', verified: 'V' },
  { code: 'G2214', label: 'Collaborative care, 30 minutes in a month', family: 'care_mgmt', who: prescribers, telehealth: 'unstated', from: date('2021-01-01'), until: null, cite: 'BHI', verified: 'P' },
  { code: 'H0001', label: 'Alcohol or drug assessment', family: 'medicaid_sud', who: 'program', telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'HCODES', verified: 'V' },
  { code: 'H0004', label: 'Counselling and therapy, 15 min', family: 'medicaid_therapy', who: 'program', telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'HCODES', verified: 'V' },
  { code: 'H0005', label: 'SUD group counselling by clinician', family: 'medicaid_sud', who: 'program', telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'HCODES', verified: 'V' },
  { code: 'H0015', label: 'SUD intensive outpatient, per diem', family: 'per_diem', who: 'program', telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'LUCIDA', verified: 'P' },
  { code: 'H0018', label: 'Short-term residential, per diem', family: 'per_diem', who: 'program', telehealth: 'none', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'U' },
  { code: 'H0020', label: 'Methadone administration and service', family: 'medicaid_sud', who: 'program', telehealth: 'none', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'U' },
  { code: 'H0031', label: 'MH assessment by non-physician', family: 'medicaid_assess', who: 'program', telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'HCODES', verified: 'V' },
  { code: 'H0032', label: 'MH service plan development by non-physician', family: 'medicaid_plan', who: 'program', telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'HCODES', verified: 'V' },
  { code: 'H0035', label: 'MH partial hospitalization under 24 h, per diem', family: 'per_diem', who: 'program', telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'HCODES', verified: 'P' },
  { code: 'H0036', label: 'Community psychiatric supportive treatment, 15 min', family: 'medicaid_cmh', who: 'program', telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'HCODES', verified: 'V' },
  { code: 'H2000', label: 'Comprehensive multidisciplinary evaluation', family: 'medicaid_assess', who: 'program', telehealth: 'none', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'U' },
  { code: 'H2011', label: 'Crisis intervention, 15 min', family: 'medicaid_crisis', who: 'program', telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'HCODES', verified: 'V' },
  { code: 'H2012', label: 'Day treatment, per hour', family: 'medicaid_day', who: 'program', telehealth: 'none', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'U' },
  { code: 'H2014', label: 'Skills training, 15 min', family: 'medicaid_cmh', who: 'program', telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'HCODES', verified: 'V' },
  { code: 'H2015', label: 'Comprehensive community support, 15 min', family: 'medicaid_cmh', who: 'program', telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'U' },
  { code: 'H2017', label: 'Psychosocial rehabilitation, 15 min', family: 'medicaid_cmh', who: 'program', telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'U' },
  { code: 'H2019', label: 'Therapeutic behavioural services, 15 min', family: 'medicaid_cmh', who: 'program', telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'HCODES', verified: 'V' },
  { code: 'H2035', label: 'SUD treatment program, per hour', family: 'medicaid_sud', who: 'program', telehealth: 'none', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'U' },
  { code: 'H2036', label: 'SUD treatment program, per diem', family: 'per_diem', who: 'program', telehealth: 'none', from: date('2013-01-01'), until: null, cite: 'HCODES', verified: 'P' },
  { code: 'Q3014', label: 'Telehealth originating site fee', family: 'telehealth_site', who: 'program', telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'U' },
  { code: 'S0201', label: 'Partial hospitalization under 24 h, per diem (commercial)', family: 'per_diem', who: 'program', telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'U' },
  { code: 'S9480', label: 'Intensive outpatient psychiatric, per diem (commercial)', family: 'per_diem', who: 'program', telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'HCODES', verified: 'V' },
  { code: 'T1015', label: 'All-inclusive clinic encounter', family: 'encounter', who: 'program', telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'U' },
  { code: 'T1016', label: 'Case management, 15 min', family: 'case_mgmt', who: 'program', telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'U' },
  { code: 'T1017', label: 'Targeted case management, 15 min', family: 'case_mgmt', who: 'program', telehealth: 'unstated', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'U' },
]
