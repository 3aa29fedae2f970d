import type { CategoryId } from '../tables/categories.ts'
import type { DenialFacts } from '../types.ts'

// One code rarely tells the root cause: what decides is the code together with the remark, the line and what the practice
// itself knows. These rows run in order and the first that fits wins (domain table denial_refine_rules, all graded P:
// ours, to be confirmed). A fact that is not known never fits.

/** What a row may look at: the line's facts, and one adjustment of it. */
export type Case = {
  readonly facts: DenialFacts
  readonly group: string
  readonly reason: string
  readonly isSole: boolean
}

export type Refinement = {
  readonly priority: number
  readonly reasons: readonly string[] | 'any'
  readonly remarks: readonly string[] | 'any'
  readonly when?: (c: Case) => boolean
  /** 'own' keeps the code's own category; null lets the row decide by the case. */
  readonly category: CategoryId | 'own' | ((c: Case) => CategoryId)
  readonly why: string
}

const telehealthPlaces = new Set(['02', '10'])
const telehealthModifiers = new Set(['95', '93', 'GT', 'FQ'])
const therapyAddOns = new Set([
  '90785',
  '90833',
  '90836',
  '90838',
  '90840',
  '90863',
  '99417',
  'G2212',
  'G2211',
  '96121',
  '96131',
  '96133',
  '96137',
  '96139',
  '99494',
])
const oneUnitADay = new Set([
  '90791',
  '90792',
  '90785',
  '90832',
  '90833',
  '90834',
  '90836',
  '90837',
  '90838',
  '90839',
  '90846',
  '90847',
  '90849',
  '90853',
])
const perDiem = new Set(['S9480', 'H0015', 'H0035', 'S0201', 'H2036'])
const associates = new Set(['associate', 'trainee', 'intern'])

const isTelehealth = ({ facts: { line } }: Case): boolean =>
  telehealthPlaces.has(line.placeOfService ?? '') ||
  (line.modifiers ?? []).some((modifier) => telehealthModifiers.has(modifier))

const grant = ({ facts }: Case) => {
  const found = facts.context?.authorization
  return found?.on_file === true ? found : null
}
const areUnitsUsedUp = (c: Case): boolean => {
  const found = grant(c)
  return (
    found !== null && found.unitsApproved !== null && found.unitsUsed !== null && found.unitsUsed >= found.unitsApproved
  )
}
const isAfterEnd = (c: Case): boolean => {
  const end = grant(c)?.end ?? null
  const { on } = c.facts.line
  return end !== null && on !== null && on > end
}
const isCovered = (c: Case): boolean => {
  const found = grant(c)
  const { on } = c.facts.line
  if (found === null || on === null || found.end === null) return false
  return on <= found.end && (found.start === null || on >= found.start) && !areUnitsUsedUp(c)
}
const isLimitReached = ({ facts }: Case): boolean => {
  const limit = facts.context?.sessionLimit
  return (
    limit !== null && limit !== undefined && limit.limit !== null && limit.used !== null && limit.used >= limit.limit
  )
}
const isEvaluationAndManagement = ({ facts }: Case): boolean => /^992(0[2-5]|1[1-5])$/.test(facts.line.code ?? '')
const hasCarveOut = ({ facts }: Case): boolean => Boolean(facts.context?.carveOutPayer)

// biome-ignore format: one row per line
export const refinements: readonly Refinement[] = [
  { priority: 5,   reasons: 'any', remarks: ['MA67', 'N688', 'N689', 'N692', 'N432', 'N469'], when: ({ facts }) => facts.claimStatus === '22', category: 'RECOUP', why: 'The payer takes money back and says so in a remark.' },
  { priority: 10,  reasons: ['300', '301'], remarks: 'any', category: 'CARVE_OUT', why: 'The code itself says that a behavioral plan pays this.' },
  { priority: 11,  reasons: ['109', 'B11', '24'], remarks: 'any', category: 'CARVE_OUT', why: 'The code says that another payer or contractor is responsible.' },
  { priority: 12,  reasons: ['96', '204', 'A1', '16'], remarks: ['N418', 'N216', 'N193', 'N104'], category: 'CARVE_OUT', why: 'The remark names another payer.' },
  { priority: 21,  reasons: ['16', '96', 'A1', '272'], remarks: ['M62'], category: 'AUTH_MISSING', why: 'The remark says that the authorization number is missing.' },
  { priority: 22,  reasons: ['16', '96', 'A1', '197'], remarks: ['N351'], category: 'AUTH_NOT_RENEWED', why: 'The remark says that the day lies outside the approved plan.' },
  { priority: 23,  reasons: ['197'], remarks: 'any', when: isCovered, category: 'AUTH_MISMATCH', why: 'Our authorization covers the day and has units left: the number was not sent, or is wrong.' },
  { priority: 24,  reasons: ['197'], remarks: 'any', when: isAfterEnd, category: 'AUTH_NOT_RENEWED', why: 'The day lies after the end of our authorization.' },
  { priority: 25,  reasons: ['197'], remarks: 'any', when: areUnitsUsedUp, category: 'AUTH_EXHAUSTED', why: 'All units of our authorization are used.' },
  { priority: 26,  reasons: ['198', '119', '151', '273'], remarks: 'any', when: (c) => areUnitsUsedUp(c) && !isLimitReached(c), category: 'AUTH_EXHAUSTED', why: 'All units of our authorization are used, and the session limit is not reached.' },
  { priority: 27,  reasons: 'any', remarks: ['N54', 'N188', 'N758', 'N45'], category: 'AUTH_MISMATCH', why: 'The remark says that claim and authorization differ.' },
  { priority: 29,  reasons: ['197', '198', '210', '302', '284', '296', '39', '15', '62'], remarks: 'any', category: 'own', why: 'The code is about the authorization.' },
  { priority: 30,  reasons: ['5', '58', '171', '4', '96', '182', '16'], remarks: ['N776', 'N428', 'N79', 'N794', 'M77'], when: isTelehealth, category: 'TELEHEALTH', why: 'The line is telehealth, and the remark is about place or modality.' },
  { priority: 31,  reasons: ['5', '58', '4', '182'], remarks: 'any', when: isTelehealth, category: 'TELEHEALTH', why: 'The line is telehealth, and the code is about place or modifier.' },
  { priority: 32,  reasons: ['96', '204'], remarks: 'any', when: (c) => isTelehealth(c) && c.facts.context?.sameCodePaidInPerson === true, category: 'TELEHEALTH', why: 'This payer paid the same code in person within 90 days.' },
  { priority: 33,  reasons: ['5', '58'], remarks: 'any', when: (c) => !isTelehealth(c), category: 'CODING_MOD_POS', why: 'Code and place of service differ, and the line is not telehealth.' },
  { priority: 39,  reasons: ['185', '170', 'B7'], remarks: 'any', when: ({ facts }) => associates.has(facts.context?.rendererCredential ?? ''), category: 'PROVIDER_CRED', why: 'The clinician is not yet independently licensed: this payer\'s rule for supervised work is missing.' },
  { priority: 40,  reasons: ['185', 'B7', '170', '242', '279', '8', '147'], remarks: 'any', category: 'PROVIDER_CRED', why: 'The code is about the clinician\'s or group\'s standing with the payer.' },
  { priority: 41,  reasons: ['299'], remarks: 'any', category: 'PROVIDER_ID', why: 'The code is about who bills.' },
  { priority: 42,  reasons: ['16'], remarks: ['N570', 'N198', 'N95', 'N808', 'N65', 'N448', 'N767', 'N761'], category: 'PROVIDER_CRED', why: 'The remark is about the clinician\'s standing with the payer.' },
  { priority: 43,  reasons: ['16'], remarks: ['N255', 'N257', 'N288', 'N289', 'N290', 'N94', 'N77', 'N296', 'N297', 'N293', 'N258', 'MA112', 'N433'], category: 'PROVIDER_ID', why: 'The remark is about an identifier of the clinician or group.' },
  { priority: 49,  reasons: ['119'], remarks: 'any', when: ({ facts: { line, context } }) => line.units !== null && line.units > (context?.unitsAllowed ?? (oneUnitADay.has(line.code ?? '') ? 1 : Number.POSITIVE_INFINITY)), category: 'CODING_TIME_UNITS', why: 'More units were billed than the code allows on one day.' },
  { priority: 50,  reasons: ['119', '35', '149', 'B1', '222'], remarks: 'any', category: 'LIMIT_EXCEEDED', why: 'The code says that a cap is reached.' },
  { priority: 51,  reasons: ['96', '204'], remarks: ['N587', 'M90'], category: 'LIMIT_EXCEEDED', why: 'The remark says that a cap is reached.' },
  { priority: 52,  reasons: ['96', '204'], remarks: ['N130'], category: 'BENEFIT_NOT_COVERED_MH', why: 'The remark points to the plan\'s benefits.' },
  { priority: 59,  reasons: ['31'], remarks: 'any', when: ({ facts }) => facts.context?.coverageActive === true, category: (c) => (hasCarveOut(c) ? 'CARVE_OUT' : 'MEMBER_MISMATCH'), why: 'The coverage is active under this member id: the behavioral plan may hold the member otherwise.' },
  { priority: 60,  reasons: ['26', '27', '33', '177', '200', '257', '277', '166'], remarks: 'any', category: 'ELIG_TERM', why: 'The code says that coverage was not active.' },
  { priority: 61,  reasons: ['31', '140', '7', '14', '32'], remarks: 'any', category: 'MEMBER_MISMATCH', why: 'The code says that the payer does not know this person.' },
  { priority: 62,  reasons: ['16'], remarks: ['MA27', 'MA36', 'MA39', 'N382', 'N329', 'MA61'], category: 'MEMBER_MISMATCH', why: 'The remark is about the patient\'s or subscriber\'s data.' },
  { priority: 70,  reasons: ['22', '129', '136', '228', '276'], remarks: 'any', category: 'COB', why: 'The code says that another payer comes first.' },
  { priority: 71,  reasons: ['16', '226', '227'], remarks: ['MA04', 'N4', 'N479', 'N480', 'MA83', 'MA92', 'N245', 'N307', 'N191', 'N197', 'N179'], category: 'COB', why: 'The remark is about another payer.' },
  { priority: 79,  reasons: ['29'], remarks: 'any', when: ({ facts }) => facts.context?.acceptedByPayerOn != null, category: 'TIMELY', why: 'The payer accepted the claim in time: the proof is at hand.' },
  { priority: 80,  reasons: ['29', 'B4'], remarks: 'any', category: 'TIMELY', why: 'The code says that the claim came late.' },
  { priority: 82,  reasons: ['18', 'B13'], remarks: 'any', when: ({ facts }) => facts.context?.priorClaimDenied === true, category: 'DUPLICATE', why: 'The first claim was denied: this one had to go as a correction.' },
  { priority: 83,  reasons: ['18'], remarks: 'any', when: ({ facts }) => facts.context?.twoSessionsSameDay === true, category: 'CODING_BUNDLED', why: 'Two sessions of one day with different times need a modifier that tells them apart.' },
  { priority: 90,  reasons: ['B15', '107'], remarks: ['N122', 'N161', 'N674', 'N784'], category: 'CODING_ADDON', why: 'The remark says that the main code is missing.' },
  { priority: 91,  reasons: 'any', remarks: ['N122'], when: ({ facts }) => therapyAddOns.has(facts.line.code ?? ''), category: 'CODING_ADDON', why: 'An add-on stands without its main code.' },
  { priority: 93,  reasons: ['97'], remarks: 'any', when: ({ facts }) => (facts.context?.otherCodesSameDay ?? []).some((code) => perDiem.has(code)), category: 'CODING_BUNDLED', why: 'A per-diem of the same day holds this service.' },
  { priority: 94,  reasons: ['4', '182'], remarks: ['N822', 'N823', 'N519'], category: 'CODING_MOD_POS', why: 'The remark is about a modifier.' },
  { priority: 95,  reasons: ['151', '16', '96'], remarks: ['M53', 'N362', 'N430'], category: 'CODING_TIME_UNITS', why: 'The remark is about units.' },
  { priority: 96,  reasons: ['152'], remarks: 'any', when: ({ facts }) => ['90837', '90838'].includes(facts.line.code ?? ''), category: 'CODING_TIME_UNITS', why: 'The payer questions the length of a long session.' },
  { priority: 97,  reasons: ['150'], remarks: 'any', when: isEvaluationAndManagement, category: 'LEVEL_CODE', why: 'The payer questions the level of the visit.' },
  { priority: 98,  reasons: ['B16'], remarks: 'any', category: 'CODING_INVALID', why: 'The payer does not see a new patient.' },
  { priority: 100, reasons: ['11', '146', '167', '9', '10', '12'], remarks: 'any', category: 'DX', why: 'The code is about the diagnosis.' },
  { priority: 101, reasons: ['96', '204', '16'], remarks: ['M76', 'MA63', 'M64', 'M81', 'N569'], category: 'DX', why: 'The remark is about the diagnosis.' },
  { priority: 110, reasons: ['50', '55', '56', '216', 'B8', '40', '151'], remarks: 'any', category: 'MED_NEC', why: 'The code is about medical necessity.' },
  { priority: 111, reasons: 'any', remarks: ['N661', 'N115', 'N386', 'N10'], category: 'MED_NEC', why: 'The remark is about medical necessity.' },
  { priority: 120, reasons: ['226', '250', '251', '252', '163', '164', '112', 'B12', '148'], remarks: 'any', category: 'DOC_REQ', why: 'The code asks for records.' },
  { priority: 121, reasons: ['16', '96'], remarks: ['N706', 'N710', 'M127', 'N237', 'N42', 'N731', 'M135', 'M141', 'N366', 'N463', 'N205', 'N206'], category: 'DOC_REQ', why: 'The remark asks for records.' },
  { priority: 128, reasons: ['45'], remarks: 'any', when: ({ facts, isSole }) => facts.line.paid === 0 && isSole, category: 'OTHER', why: 'A contract reduction cannot take the whole charge: out of network, or the fee schedule is not loaded.' },
  { priority: 130, reasons: ['1', '2', '3', '100', '142', '178', '275'], remarks: 'any', when: ({ group }) => group === 'PR', category: 'PATIENT_RESP', why: 'The plan\'s own cost sharing.' },
  { priority: 131, reasons: ['45', '253', '131', '44', '104', '144', '223', '245', '246', '303'], remarks: 'any', when: ({ group }) => group === 'CO', category: 'CONTRACTUAL', why: 'Taken off by contract or law.' },
  { priority: 150, reasons: ['193', '285', '286'], remarks: 'any', category: 'APPEAL_STATUS', why: 'The code tells the outcome of an appeal.' },
]
