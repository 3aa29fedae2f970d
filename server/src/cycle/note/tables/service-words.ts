import { lookup } from '@ballast/kernel'
// What each service is called between clinicians.

export const serviceWords = lookup<string>({
  diagnostic_evaluation: 'first evaluation',
  individual_therapy: 'individual session',
  medication_management: 'medication visit',
  family_with_patient: 'family session with the patient',
  family_without_patient: 'family session without the patient',
  multi_family_group: 'group of several families',
  group_therapy: 'group session',
  crisis: 'crisis session',
  testing: 'testing',
  brief_assessment: 'brief screen',
  iop_day: 'intensive program day',
  php_day: 'partial hospital day',
  care_month: 'month of shared care',
  collaborative_first_month: 'first month of collaborative care',
  collaborative_later_month: 'month of collaborative care',
})

export const serviceName = (service: string): string => serviceWords[service] ?? service.replaceAll('_', ' ')
