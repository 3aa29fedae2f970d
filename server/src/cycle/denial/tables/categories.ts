// The root causes of mental health denials, and who works each first. Every denial gets exactly one; a person may change it.

/** A root cause with its defaults; `note` is what the owner does first. */
export type Category = {
  readonly name: string
  readonly origin: 'scheduling' | 'check_in' | 'eligibility' | 'authorization' | 'documentation' | 'coding' | 'billing'
  readonly owner: string
  readonly disposition: string
  readonly first: string
  readonly isDenial: boolean
}

// biome-ignore format: one row per line
export const categories = {
  AUTH_MISSING:           { name: 'Authorization missing',                          origin: 'authorization', owner: 'auth desk',         disposition: 'appeal',           first: 'Ask for a retroactive authorization, then appeal.',               isDenial: true },
  AUTH_EXHAUSTED:         { name: 'Authorization units used up',                    origin: 'authorization', owner: 'auth desk',         disposition: 'appeal',           first: 'Ask for an extension from the first uncovered visit, then appeal.', isDenial: true },
  AUTH_NOT_RENEWED:       { name: 'Authorization expired or not renewed',           origin: 'authorization', owner: 'auth desk',         disposition: 'appeal',           first: 'Ask for a retroactive renewal, then appeal.',                     isDenial: true },
  AUTH_MISMATCH:          { name: 'Authorization does not fit code, clinician or date', origin: 'authorization', owner: 'auth desk',     disposition: 'correct_resubmit', first: 'Put the right authorization number on the claim and send it again.', isDenial: true },
  BENEFIT_NOT_COVERED_MH: { name: 'Not covered under the mental health benefit',    origin: 'eligibility',   owner: 'insurance desk',    disposition: 'appeal',           first: 'Check the benefit; appeal on parity where the medical benefit covers the like.', isDenial: true },
  CARVE_OUT:              { name: 'Wrong payer or carve-out',                       origin: 'eligibility',   owner: 'insurance desk',    disposition: 'bill_other_payer', first: 'Find the behavioral plan and bill it; keep proof of the first filing.', isDenial: true },
  LIMIT_EXCEEDED:         { name: 'Visit, unit or benefit cap reached',             origin: 'eligibility',   owner: 'insurance desk',    disposition: 'appeal',           first: 'Count the visits again; ask for an extension; appeal on parity.', isDenial: true },
  TELEHEALTH:             { name: 'Telehealth coverage limits',                     origin: 'scheduling',    owner: 'coding',            disposition: 'correct_resubmit', first: 'Put place of service and modifier right for this payer and send again.', isDenial: true },
  PROVIDER_CRED:          { name: 'Clinician not credentialed or not in network',   origin: 'scheduling',    owner: 'credentialing',     disposition: 'appeal',           first: 'Prove the effective date and ask to reprocess; hold this clinician\'s other claims to this payer.', isDenial: true },
  ELIG_TERM:              { name: 'Coverage not active on the day',                 origin: 'eligibility',   owner: 'insurance desk',    disposition: 'bill_other_payer', first: 'Find the coverage of that day, or bill the patient.',             isDenial: true },
  MEMBER_MISMATCH:        { name: 'Patient or subscriber data do not match',        origin: 'check_in',      owner: 'front desk',        disposition: 'correct_resubmit', first: 'Check the card and the member data, correct, and send again.',    isDenial: true },
  COB:                    { name: 'Other insurance comes first',                    origin: 'eligibility',   owner: 'COB desk',          disposition: 'bill_other_payer', first: 'Bill the primary payer, or have the member update the order.',    isDenial: true },
  REFERRAL:               { name: 'Referral missing',                               origin: 'scheduling',    owner: 'front desk',        disposition: 'correct_resubmit', first: 'Get the referral and send again.',                                isDenial: true },
  TIMELY:                 { name: 'Filed late',                                     origin: 'billing',       owner: 'claims desk',       disposition: 'appeal',           first: 'Appeal with proof of timely filing.',                             isDenial: true },
  DUPLICATE:              { name: 'Duplicate',                                      origin: 'billing',       owner: 'claims desk',       disposition: 'close_or_correct', first: 'See what became of the first claim; close this one or correct it.', isDenial: true },
  CODING_MOD_POS:         { name: 'Modifier or place of service',                   origin: 'coding',        owner: 'coding',            disposition: 'correct_resubmit', first: 'Correct the modifier or place and send again.',                   isDenial: true },
  CODING_ADDON:           { name: 'Add-on without its main code',                   origin: 'coding',        owner: 'coding',            disposition: 'correct_resubmit', first: 'Put the add-on and its main code on one claim and send again.',   isDenial: true },
  CODING_TIME_UNITS:      { name: 'Time or units',                                  origin: 'coding',        owner: 'coding',            disposition: 'correct_resubmit', first: 'Compare code, units and the note\'s minutes; correct or defend.',  isDenial: true },
  CODING_BUNDLED:         { name: 'Bundled with another service',                   origin: 'coding',        owner: 'coding',            disposition: 'correct_resubmit', first: 'Only where the services were distinct: add the modifier and send again.', isDenial: true },
  CODING_INVALID:         { name: 'Code not valid',                                 origin: 'coding',        owner: 'coding',            disposition: 'correct_resubmit', first: 'Correct the code and send again.',                                isDenial: true },
  DX:                     { name: 'Diagnosis',                                      origin: 'coding',        owner: 'coding',            disposition: 'correct_resubmit', first: 'Correct the diagnosis with the clinician and send again.',        isDenial: true },
  MED_NEC:                { name: 'Medical necessity',                              origin: 'documentation', owner: 'clinical liaison',  disposition: 'appeal_clinical',  first: 'Ask for the criteria used; appeal with the plan and scores; ask for a peer-to-peer talk.', isDenial: true },
  DOC_REQ:                { name: 'Records requested or not enough',                origin: 'documentation', owner: 'clinical liaison',  disposition: 'correct_resubmit', first: 'Send the records the payer asks for; never psychotherapy notes.', isDenial: true },
  MISSING_INFO:           { name: 'Claim data missing',                             origin: 'billing',       owner: 'claims desk',       disposition: 'correct_resubmit', first: 'Complete the claim and send again.',                              isDenial: true },
  PROVIDER_ID:            { name: 'NPI, taxonomy or tax number',                    origin: 'billing',       owner: 'credentialing',     disposition: 'correct_resubmit', first: 'Put the identifiers right and send again.',                       isDenial: true },
  PATIENT_RESP:           { name: 'Patient share',                                  origin: 'check_in',      owner: 'patient billing',   disposition: 'bill_patient',     first: 'Bill the patient, or send to the next payer.',                    isDenial: false },
  CONTRACTUAL:            { name: 'Contract adjustment',                            origin: 'billing',       owner: 'posting',           disposition: 'contractual',      first: 'Post it.',                                                        isDenial: false },
  LEVEL_CODE:             { name: 'Payer changed code or rate',                     origin: 'coding',        owner: 'coding',            disposition: 'appeal',           first: 'Compare with the note; dispute where the note supports the code.', isDenial: true },
  RECOUP:                 { name: 'Money taken back',                               origin: 'billing',       owner: 'manager',           disposition: 'appeal',           first: 'Read the notice; dispute within its days.',                       isDenial: true },
  APPEAL_STATUS:          { name: 'Outcome of an appeal',                           origin: 'billing',       owner: 'senior specialist', disposition: 'appeal',           first: 'Go to the next level, or close.',                                 isDenial: true },
  OTHER:                  { name: 'Other',                                          origin: 'billing',       owner: 'claims desk',       disposition: 'contact',          first: 'Read the remittance and route it by hand.',                       isDenial: true },
} as const satisfies Record<string, Category>

export type CategoryId = keyof typeof categories
export const isCategory = (text: string): text is CategoryId => text in categories
