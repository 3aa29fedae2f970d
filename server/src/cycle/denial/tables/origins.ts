// Where a denial is born: which datum was wrong, at which step, in whose hands, and what should have caught it. One root
// cause may be born in several places, so the counts of elements do not add up to the denials.

export type Origin = {
  readonly id: string
  readonly element: string
  readonly step: string
  readonly team: string
  readonly categories: readonly string[]
  /** Steps of the front desk's checklist that guard it. */
  readonly checklist: readonly string[]
  /** Edits that stop a claim over it. */
  readonly edits: readonly string[]
  readonly cite: string
  readonly verified: 'V' | 'P' | 'U'
}

// biome-ignore format: one element per row
export const origins: readonly Origin[] = [
  { id: 'legal-name-dob-sex', element: 'Legal name, birth date, sex', step: 'scheduling', team: 'front_desk', categories: ['MEMBER_MISMATCH'], checklist: ['FD01'], edits: ['S001'], cite: 'ARTICLE', verified: 'V' },
  { id: 'member-id-and-group', element: 'Member number and group', step: 'check_in', team: 'front_desk', categories: ['MEMBER_MISMATCH', 'CARVE_OUT'], checklist: ['FD02'], edits: ['S002'], cite: 'ARTICLE', verified: 'V' },
  { id: 'subscriber-and-relationship', element: 'Subscriber and relationship', step: 'check_in', team: 'front_desk', categories: ['MEMBER_MISMATCH'], checklist: ['FD03'], edits: ['S003', 'S004'], cite: 'ARTICLE', verified: 'V' },
  { id: 'plan-and-product', element: 'Plan and product', step: 'eligibility', team: 'insurance_desk', categories: ['ELIG_TERM', 'CARVE_OUT'], checklist: ['FD05'], edits: ['S006', 'S007', 'S008', 'S009'], cite: 'ARTICLE', verified: 'V' },
  { id: 'bh-payer-carve-out', element: 'Who holds mental health', step: 'eligibility', team: 'insurance_desk', categories: ['CARVE_OUT', 'BENEFIT_NOT_COVERED_MH'], checklist: ['FD06'], edits: ['S008'], cite: 'ARTICLE', verified: 'V' },
  { id: 'cob-order', element: 'Which insurance pays first', step: 'eligibility', team: 'insurance_desk', categories: ['COB'], checklist: ['FD16'], edits: ['S010', 'S011', 'S012', 'S013'], cite: 'ARTICLE', verified: 'P' },
  { id: 'visit-limit-and-used-count', element: 'Visit limit and used count', step: 'eligibility', team: 'insurance_desk', categories: ['LIMIT_EXCEEDED'], checklist: ['FD08'], edits: ['S014', 'S015'], cite: 'ARTICLE', verified: 'V' },
  { id: 'copay-and-coinsurance', element: 'Copay and coinsurance', step: 'eligibility', team: 'insurance_desk', categories: ['PATIENT_RESP'], checklist: ['FD10'], edits: ['S110'], cite: 'ARTICLE', verified: 'V' },
  { id: 'auth-required-flag', element: 'Whether authorization is needed', step: 'eligibility', team: 'auth_desk', categories: ['AUTH_MISSING'], checklist: ['FD13'], edits: ['S016'], cite: 'ARTICLE', verified: 'V' },
  { id: 'auth-number-dates-units', element: 'Authorization number, days, units', step: 'authorization', team: 'auth_desk', categories: ['AUTH_MISSING', 'AUTH_EXHAUSTED', 'AUTH_NOT_RENEWED', 'AUTH_MISMATCH'], checklist: ['FD14'], edits: ['S016', 'S017', 'S018', 'S019', 'S020', 'S021', 'S022', 'S023', 'S024'], cite: 'ARTICLE', verified: 'V' },
  { id: 'treatment-plan-and-update', element: 'Treatment plan and update', step: 'documentation', team: 'clinician', categories: ['AUTH_NOT_RENEWED', 'MED_NEC', 'DOC_REQ'], checklist: [], edits: ['S082'], cite: 'ARTICLE', verified: 'V' },
  { id: 'referring-provider-id', element: 'Referring provider id', step: 'scheduling', team: 'front_desk', categories: ['REFERRAL'], checklist: ['FD25'], edits: ['S025'], cite: 'ARTICLE', verified: 'V' },
  { id: 'rendering-clinician-credential', element: 'Rendering clinician credential', step: 'scheduling', team: 'credentialing', categories: ['PROVIDER_CRED'], checklist: ['FD07'], edits: ['S026', 'S027', 'S028', 'S029'], cite: 'ARTICLE', verified: 'V' },
  { id: 'supervisor-and-co-sign', element: 'Supervisor and co-sign', step: 'documentation', team: 'clinician', categories: ['PROVIDER_CRED'], checklist: [], edits: ['S030'], cite: 'OWN', verified: 'U' },
  { id: 'npi-taxonomy-tin', element: 'NPI, taxonomy, tax number', step: 'setup', team: 'credentialing', categories: ['PROVIDER_ID'], checklist: [], edits: ['S031', 'S032', 'S033', 'S034', 'S035'], cite: 'ARTICLE', verified: 'V' },
  { id: 'modality-and-patient-location', element: 'Modality and patient location', step: 'documentation', team: 'clinician', categories: ['TELEHEALTH'], checklist: [], edits: ['S036', 'S037', 'S038', 'S039', 'S040', 'S041', 'S042', 'S043', 'S086'], cite: 'ARTICLE', verified: 'V' },
  { id: 'telehealth-coverage-rule', element: 'Telehealth coverage rule', step: 'scheduling', team: 'scheduling', categories: ['TELEHEALTH'], checklist: ['FD17'], edits: ['S040', 'S041', 'S042'], cite: 'ARTICLE', verified: 'V' },
  { id: 'pos-and-modifiers', element: 'Place of service and modifiers', step: 'coding', team: 'coding', categories: ['CODING_MOD_POS', 'TELEHEALTH'], checklist: [], edits: ['S036', 'S037', 'S038', 'S039', 'S048'], cite: 'ARTICLE', verified: 'V' },
  { id: 'start-stop-therapy-minutes', element: 'Start, stop, therapy minutes', step: 'documentation', team: 'clinician', categories: ['CODING_TIME_UNITS', 'LEVEL_CODE'], checklist: [], edits: ['S054', 'S055', 'S056', 'S057', 'S058'], cite: 'ARTICLE', verified: 'V' },
  { id: 'code-and-add-on-choice', element: 'Code and add-on choice', step: 'coding', team: 'coding', categories: ['CODING_ADDON', 'CODING_BUNDLED'], checklist: [], edits: ['S059', 'S060', 'S061', 'S062', 'S063', 'S064', 'S065', 'S066', 'S067', 'S068', 'S069', 'S070', 'S071', 'S072', 'S073', 'S074', 'S075', 'S076', 'S077', 'S078', 'S079'], cite: 'ARTICLE', verified: 'V' },
  { id: 'diagnosis-and-pointer', element: 'Diagnosis and pointer', step: 'documentation', team: 'clinician', categories: ['DX'], checklist: [], edits: ['S050', 'S051', 'S052', 'S053'], cite: 'ARTICLE', verified: 'P' },
  { id: 'medical-necessity-text', element: 'Medical necessity text', step: 'documentation', team: 'clinician', categories: ['MED_NEC'], checklist: [], edits: ['S083'], cite: 'ARTICLE', verified: 'V' },
  { id: 'note-signed', element: 'Note signed', step: 'documentation', team: 'clinician', categories: ['DOC_REQ', 'TIMELY'], checklist: [], edits: ['S084', 'S085'], cite: 'ARTICLE', verified: 'V' },
  { id: 'units', element: 'Units', step: 'coding', team: 'coding', categories: ['CODING_TIME_UNITS'], checklist: [], edits: ['S074', 'S075', 'S076', 'S077'], cite: 'ARTICLE', verified: 'V' },
  { id: 'charge-amount', element: 'Charge amount', step: 'billing', team: 'billing', categories: ['MISSING_INFO'], checklist: [], edits: ['S098', 'S099'], cite: 'OWN', verified: 'U' },
  { id: 'original-claim-number-on-corrections', element: 'Original claim number on corrections', step: 'billing', team: 'billing', categories: ['DUPLICATE', 'MISSING_INFO'], checklist: [], edits: ['S096', 'S097'], cite: 'PYX12', verified: 'V' },
  { id: 'filing-date', element: 'Filing date', step: 'billing', team: 'billing', categories: ['TIMELY'], checklist: [], edits: ['S095'], cite: 'OWN', verified: 'U' },
  { id: 'consent-and-assignment', element: 'Consent and assignment', step: 'check_in', team: 'front_desk', categories: ['MISSING_INFO'], checklist: [], edits: ['S107', 'S108'], cite: 'ARTICLE', verified: 'V' },
  { id: 'no-show-policy-signature', element: 'No-show policy signature', step: 'check_in', team: 'front_desk', categories: ['PATIENT_RESP'], checklist: ['FD21'], edits: [], cite: 'ARTICLE', verified: 'V' },
]
