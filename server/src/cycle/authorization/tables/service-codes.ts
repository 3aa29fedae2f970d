// Before a visit has happened its code is not known: these are the codes it may come to, so that leave can be held for it.
// The claim's own code decides in the end.

export type ServiceCodes = { readonly service: string; readonly codes: readonly string[]; readonly cite: string }

// biome-ignore format: one row per line
export const serviceCodes: readonly ServiceCodes[] = [
  { service: 'diagnostic_evaluation',  codes: ['90791', '90792'],                                     cite: 'BCBSIL' },
  { service: 'individual_therapy',     codes: ['90832', '90834', '90837'],                            cite: 'NOVITAS' },
  { service: 'medication_management',  codes: ['99211', '99212', '99213', '99214', '99215', '99202', '99203', '99204', '99205', '90833', '90836', '90838'], cite: 'TMA' },
  { service: 'family_with_patient',    codes: ['90847'],                                              cite: 'OWN' },
  { service: 'family_without_patient', codes: ['90846'],                                              cite: 'OWN' },
  { service: 'multi_family_group',     codes: ['90849'],                                              cite: 'OWN' },
  { service: 'group_therapy',          codes: ['90853'],                                              cite: 'OWN' },
  { service: 'crisis',                 codes: ['90839', '90840'],                                     cite: 'HEADWAY' },
  { service: 'testing',                codes: ['96130', '96131', '96132', '96133', '96136', '96137', '96138', '96139'], cite: 'TESTING' },
  { service: 'brief_assessment',       codes: ['96127'],                                              cite: 'AAPC6' },
  { service: 'iop_day',                codes: ['S9480', 'H0015'],                                     cite: 'HCODES' },
  { service: 'php_day',                codes: ['H0035', 'S0201'],                                     cite: 'HCODES' },
  { service: 'care_month',                codes: ['99484', 'G0323'],                                  cite: 'BHI' },
  { service: 'collaborative_first_month', codes: ['99492', '99494'],                                  cite: 'BHI' },
  { service: 'collaborative_later_month', codes: ['99493', '99494'],                                  cite: 'BHI' },
]
