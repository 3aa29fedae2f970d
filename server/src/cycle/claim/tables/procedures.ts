import { lookup } from '@ballast/kernel'
// The procedure codes a mental health practice bills, by what an edit must know of them: numbers and our own words only.
// Dates are the first and last service day a code may be billed on; a code outside this list is not judged valid.

export type Family =
  | 'evaluation'
  | 'psychotherapy'
  | 'therapy_add_on'
  | 'crisis'
  | 'crisis_add_on'
  | 'family'
  | 'group'
  | 'interactive'
  | 'em_new'
  | 'em_established'
  | 'em_other'
  | 'prolonged'
  | 'testing'
  | 'screening'
  | 'care_month'
  | 'telemedicine'
  | 'quarter_hour'
  | 'hour'
  | 'per_diem'
  | 'digital'
  | 'other'

/** Who may bill: prescriber (MD, DO), nurse or assistant (NPP), psychologist, social worker, counselor. */
export type LicenceClass = 'MD' | 'NPP' | 'PSY' | 'CSW' | 'LPC'

export type ProcedureRow = {
  readonly codes: readonly string[]
  readonly family: Family
  readonly who: readonly LicenceClass[] | 'by_program'
  readonly minutes?: readonly [from: number, until: number]
  readonly unitsADay?: number
  readonly from?: string
  readonly until?: string
  readonly cite: string
  readonly verified: 'V' | 'P' | 'U'
}

const all: readonly LicenceClass[] = ['MD', 'NPP', 'PSY', 'CSW', 'LPC']
const prescriber: readonly LicenceClass[] = ['MD', 'NPP']
const tester: readonly LicenceClass[] = ['MD', 'PSY']

// biome-ignore format: one row per line
export const procedures: readonly ProcedureRow[] = [
  { codes: ['90791'],                   family: 'evaluation',     who: all,        unitsADay: 1, cite: 'AAPC5', verified: 'V' },
  { codes: ['90792'],                   family: 'evaluation',     who: prescriber, unitsADay: 1, cite: 'AAPC5', verified: 'V' },
  { codes: ['90785'],                   family: 'interactive',    who: all,        unitsADay: 1, cite: 'APASVC', verified: 'V' },
  { codes: ['90832'],                   family: 'psychotherapy',  who: all, minutes: [16, 37],  unitsADay: 1, cite: 'NOVITAS', verified: 'V' },
  { codes: ['90834'],                   family: 'psychotherapy',  who: all, minutes: [38, 52],  unitsADay: 1, cite: 'NOVITAS', verified: 'V' },
  { codes: ['90837'],                   family: 'psychotherapy',  who: all, minutes: [53, 999], unitsADay: 1, cite: 'NOVITAS', verified: 'V' },
  { codes: ['90833'],                   family: 'therapy_add_on', who: prescriber, minutes: [16, 37],  unitsADay: 1, cite: 'NOVITAS', verified: 'V' },
  { codes: ['90836'],                   family: 'therapy_add_on', who: prescriber, minutes: [38, 52],  unitsADay: 1, cite: 'NOVITAS', verified: 'V' },
  { codes: ['90838'],                   family: 'therapy_add_on', who: prescriber, minutes: [53, 999], unitsADay: 1, cite: 'NOVITAS', verified: 'V' },
  { codes: ['90839'],                   family: 'crisis',         who: all, minutes: [30, 999], unitsADay: 1, cite: 'HEADWAY', verified: 'V' },
  { codes: ['90840'],                   family: 'crisis_add_on',  who: all, minutes: [75, 999], cite: 'BCBSIL', verified: 'P' },
  { codes: ['G0017'],                   family: 'crisis',         who: all, minutes: [30, 999], unitsADay: 1, from: '2024-01-01', cite: 'PFS26', verified: 'P' },
  { codes: ['G0018'],                   family: 'crisis_add_on',  who: all, minutes: [75, 999], from: '2024-01-01', cite: 'PFS26', verified: 'P' },
  { codes: ['90846', '90847'],          family: 'family',         who: all, minutes: [26, 999], unitsADay: 1, cite: 'AAPC3', verified: 'P' },
  { codes: ['90849', '90853'],          family: 'group',          who: all, unitsADay: 1, cite: 'AAPC4', verified: 'V' },
  { codes: ['90845', '90880', '90899'], family: 'other',          who: all, unitsADay: 1, cite: 'PFS26', verified: 'P' },
  { codes: ['90863'],                   family: 'other',          who: ['PSY'], unitsADay: 1, cite: 'BCBSIL', verified: 'V' },
  { codes: ['90865', '90867', '90868', '90869', '90870'], family: 'other', who: ['MD'], unitsADay: 1, cite: 'PFS26', verified: 'P' },
  { codes: ['90875', '90876', '90901'], family: 'other',          who: tester, unitsADay: 1, cite: 'PFS26', verified: 'P' },
  { codes: ['90885', '90887', '90889', '90882'], family: 'other', who: all, cite: 'PFS26', verified: 'V' },
  { codes: ['99202', '99203', '99204', '99205'], family: 'em_new', who: prescriber, unitsADay: 1, cite: 'PFS26', verified: 'V' },
  { codes: ['99211', '99212', '99213', '99214', '99215'], family: 'em_established', who: prescriber, unitsADay: 1, cite: 'PFS26', verified: 'V' },
  { codes: ['99417', 'G2212'],          family: 'prolonged',      who: prescriber, unitsADay: 4, cite: 'G2212SRC', verified: 'V' },
  { codes: ['G2211'],                   family: 'other',          who: prescriber, unitsADay: 1, cite: 'OWN', verified: 'U' },
  { codes: ['96116', '96130', '96132', '96136', '96138'], family: 'testing', who: tester, unitsADay: 1, cite: 'TESTING', verified: 'V' },
  { codes: ['96121', '96131', '96133', '96137', '96139', '96146'], family: 'testing', who: tester, cite: 'TESTING', verified: 'P' },
  { codes: ['96127'],                   family: 'screening',      who: all, unitsADay: 2, cite: 'AAPC6', verified: 'P' },
  { codes: ['G2011', '96160', '96161'], family: 'screening',      who: all, cite: 'PFS26', verified: 'P' },
  { codes: ['99492', '99493', '99494', '99484', 'G2214'], family: 'care_month', who: prescriber, cite: 'BHI', verified: 'P' },
  { codes: ['G0323'],                   family: 'care_month',     who: ['PSY', 'CSW', 'LPC'], from: '2023-01-01', cite: 'BHI', verified: 'P' },
  { codes: ['G0568', 'G0569', 'G0570'], family: 'care_month',     who: prescriber, from: '2026-01-01', cite: 'PFS26', verified: 'P' },
  { codes: ['98966', '98967', '98968'], family: 'other',          who: ['PSY', 'CSW', 'LPC'], unitsADay: 1, cite: 'PFS26', verified: 'P' },
  { codes: ['99441', '99442', '99443'], family: 'other',          who: prescriber, until: '2024-12-31', cite: 'VERIMEDIX', verified: 'V' },
  { codes: ['98000', '98001', '98002', '98003', '98004', '98005', '98006', '98007', '98008', '98009', '98010', '98011', '98012', '98013', '98014', '98015'], family: 'telemedicine', who: prescriber, unitsADay: 1, from: '2025-01-01', cite: 'VERIMEDIX', verified: 'V' },
  { codes: ['98016'],                   family: 'other',          who: prescriber, unitsADay: 1, from: '2025-01-01', cite: 'VERIMEDIX', verified: 'V' },
  { codes: ['G0560', 'G0544'],          family: 'other',          who: all, from: '2025-01-01', cite: 'PFS26', verified: 'P' },
  { codes: ['G0546', 'G0547', 'G0548', 'G0549', 'G0550', 'G0551'], family: 'other', who: all, from: '2025-01-01', cite: 'PFS26', verified: 'P' },
  { codes: ['G0552', 'G0553', 'G0554'], family: 'digital',        who: all, from: '2025-01-01', cite: 'DMHT', verified: 'V' },
  { codes: ['99404', '99408', '99409', 'G0396', 'G0397', 'G0442', 'G0443', 'G0444'], family: 'other', who: all, cite: 'OWN', verified: 'U' },
  { codes: ['97151', '97152', '97153', '97154', '97155', '97156', '97157', '97158', '0362T', '0373T'], family: 'quarter_hour', who: 'by_program', cite: 'BCBSIL', verified: 'P' },
  { codes: ['H0004', 'H0036', 'H2011', 'H2014', 'H2015', 'H2017', 'H2019', 'T1016', 'T1017'], family: 'quarter_hour', who: 'by_program', cite: 'HCODES', verified: 'V' },
  { codes: ['H2012', 'H2035'],          family: 'hour',           who: 'by_program', cite: 'OWN', verified: 'U' },
  { codes: ['H0015', 'H0018', 'H0035', 'H2018', 'H2020', 'H2036', 'S0201', 'S9480'], family: 'per_diem', who: 'by_program', unitsADay: 1, cite: 'LUCIDA', verified: 'P' },
  { codes: ['H0001', 'H0005', 'H0020', 'H0031', 'H0032', 'H2000', 'T1015', 'Q3014', 'H0002', 'H0038'], family: 'other', who: 'by_program', cite: 'HCODES', verified: 'V' },
]

/** Office, hospital, consultation, nursing facility and home visits beyond the office codes above (cite PFS26). */
export const otherVisitRanges: readonly (readonly [from: number, until: number])[] = [
  [99221, 99239],
  [99242, 99245],
  [99252, 99255],
  [99281, 99285],
  [99304, 99316],
  [99341, 99350],
  [99415, 99427],
  [99495, 99496],
]

/** Which parents an add-on may hang on (cite NOVITAS, TMA, APASVC, BCBSIL, TESTING, G2212SRC, BHI, DMHT). `visit` is any E/M but 99211. */
export const addOnParents = lookup<readonly string[]>({
  '90785': ['90791', '90792', '90832', '90833', '90834', '90836', '90837', '90838', '90853'],
  '90833': ['visit'],
  '90836': ['visit'],
  '90838': ['visit'],
  '90840': ['90839'],
  '90863': ['90832', '90834', '90837'],
  '96121': ['96116'],
  '96131': ['96130'],
  '96133': ['96132'],
  '96137': ['96136'],
  '96139': ['96138'],
  '99417': ['99205', '99215'],
  G2212: ['99205', '99215'],
  G2211: ['99202', '99203', '99204', '99205', '99211', '99212', '99213', '99214', '99215'],
  '99494': ['99492', '99493'],
  G0568: ['G0556', 'G0557', 'G0558'],
  G0569: ['G0556', 'G0557', 'G0558'],
  G0570: ['G0556', 'G0557', 'G0558'],
  G0554: ['G0553'],
  G0018: ['G0017'],
})

/** Titles as states and payers write them, by class. */
export const licenceClasses = lookup<LicenceClass>({
  MD: 'MD',
  DO: 'MD',
  NP: 'NPP',
  PMHNP: 'NPP',
  PA: 'NPP',
  CNS: 'NPP',
  PHD: 'PSY',
  PSYD: 'PSY',
  LCSW: 'CSW',
  LICSW: 'CSW',
  LMFT: 'LPC',
  LPC: 'LPC',
  LPCC: 'LPC',
  LMHC: 'LPC',
  LCPC: 'LPC',
})

/** Shared care is billed by the calendar month: once for a patient and a clinician, under one model (cite BHI). */
export const monthCodes: readonly string[] = procedures.flatMap(({ family, codes }) =>
  family === 'care_month' ? codes : [],
)
