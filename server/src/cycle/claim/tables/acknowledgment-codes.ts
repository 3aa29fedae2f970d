import { lookup } from '@ballast/kernel'
// How a rejected claim's status codes read in plain words, and whose desk cures them (cite OD277; unverified rows OWN).

export const rejectedCategories: readonly string[] = ['A3', 'A4', 'A6', 'A7', 'A8']

export type StatusWords = {
  readonly says: string
  readonly owner: string
  readonly cite: string
  readonly verified: 'V' | 'P' | 'U'
}

// biome-ignore format: one row per line
export const claimStatusWords = lookup<StatusWords>({
  '24':  { says: 'somebody on the claim is not approved to send claims electronically', owner: 'EDI enrolment', cite: 'OWN', verified: 'U' },
  '25':  { says: 'somebody on the claim is not approved', owner: 'EDI enrolment', cite: 'OWN', verified: 'U' },
  '26':  { says: 'somebody on the claim was not found', owner: 'EDI enrolment', cite: 'OWN', verified: 'U' },
  '29':  { says: 'subscriber and policy number do not match', owner: 'front desk', cite: 'OD277', verified: 'V' },
  '30':  { says: 'subscriber and member id do not match', owner: 'front desk', cite: 'OD277', verified: 'V' },
  '31':  { says: 'subscriber and policyholder name do not match', owner: 'front desk', cite: 'OD277', verified: 'V' },
  '32':  { says: 'subscriber and policy number were not found', owner: 'front desk', cite: 'OD277', verified: 'V' },
  '33':  { says: 'subscriber and member id were not found', owner: 'front desk', cite: 'OD277', verified: 'V' },
  '34':  { says: 'subscriber and policyholder name were not found', owner: 'front desk', cite: 'OD277', verified: 'V' },
  '35':  { says: 'the claim was not found', owner: 'claims desk', cite: 'OD277', verified: 'V' },
  '54':  { says: 'a copy of a claim already processed', owner: 'claims desk', cite: 'OWN', verified: 'U' },
  '78':  { says: 'a copy of a claim still pending', owner: 'claims desk', cite: 'OWN', verified: 'U' },
  '88':  { says: 'not eligible on the dates of service', owner: 'front desk', cite: 'OWN', verified: 'U' },
  '91':  { says: 'not eligible on the dates of service', owner: 'front desk', cite: 'OWN', verified: 'U' },
  '97':  { says: 'the patient was not found with this payer', owner: 'front desk', cite: 'OWN', verified: 'U' },
  '116': { says: 'sent to the wrong payer', owner: 'front desk', cite: 'OD277', verified: 'V' },
  '128': { says: 'the tax id', owner: 'EDI admin', cite: 'OD277', verified: 'V' },
  '145': { says: 'the taxonomy', owner: 'credentialing', cite: 'OWN', verified: 'U' },
  '158': { says: 'the birth date', owner: 'front desk', cite: 'OWN', verified: 'U' },
  '164': { says: 'the member number', owner: 'front desk', cite: 'OWN', verified: 'P' },
  '187': { says: 'the date of service', owner: 'billing', cite: 'OD277', verified: 'V' },
  '249': { says: 'the place of service', owner: 'coding', cite: 'OWN', verified: 'U' },
  '252': { says: 'the authorization number', owner: 'auth desk', cite: 'OWN', verified: 'U' },
  '254': { says: 'the principal diagnosis', owner: 'coding', cite: 'OD277', verified: 'P' },
  '255': { says: 'a diagnosis', owner: 'coding', cite: 'OD277', verified: 'P' },
  '400': { says: 'the claim does not add up', owner: 'developer', cite: 'OWN', verified: 'U' },
  '453': { says: 'a modifier', owner: 'coding', cite: 'OWN', verified: 'U' },
  '454': { says: 'a procedure code', owner: 'coding', cite: 'OWN', verified: 'U' },
  '475': { says: 'the procedure does not fit the age', owner: 'coding', cite: 'OD277', verified: 'V' },
  '476': { says: 'the units', owner: 'coding', cite: 'OD277', verified: 'V' },
  '477': { says: 'a diagnosis pointer', owner: 'coding', cite: 'OD277', verified: 'V' },
  '480': { says: 'the filing indicator', owner: 'billing', cite: 'OD277', verified: 'V' },
  '483': { says: 'the most the coverage pays is reached', owner: 'insurance desk', cite: 'OD277', verified: 'V' },
  '495': { says: 'the number of the claim it corrects is missing', owner: 'claims desk', cite: 'OD277', verified: 'V' },
  '507': { says: 'a procedure code of the second level', owner: 'coding', cite: 'OD277', verified: 'V' },
  '510': { says: 'a day in the future', owner: 'billing', cite: 'OD277', verified: 'V' },
  '516': { says: "the other payer's payment date", owner: 'COB desk', cite: 'OD277', verified: 'V' },
  '535': { says: 'the claim frequency', owner: 'claims desk', cite: 'OD277', verified: 'V' },
  '562': { says: 'an NPI', owner: 'credentialing', cite: 'OD277', verified: 'V' },
  '583': { says: 'a line charge', owner: 'billing', cite: 'OD277', verified: 'V' },
  '672': { says: "the other payer's figures do not add up", owner: 'COB desk', cite: 'OD277', verified: 'V' },
  '674': { says: 'the authorization is used up', owner: 'auth desk', cite: 'OD277', verified: 'V' },
  '677': { says: 'the clinician is not linked to the group', owner: 'credentialing', cite: 'OD277', verified: 'V' },
  '700': { says: 'the diagnosis code set', owner: 'coding', cite: 'OD277', verified: 'V' },
  '718': { says: 'sent too late', owner: 'claims desk', cite: 'OD277', verified: 'V' },
})
