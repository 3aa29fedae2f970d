import type { PlainDate } from '@ballast/kernel'
import {
  addOnParents,
  type Family,
  type LicenceClass,
  licenceClasses,
  otherVisitRanges,
  type ProcedureRow,
  procedures,
} from '../tables/procedures.ts'

const rows = new Map<string, ProcedureRow>(procedures.flatMap((row) => row.codes.map((code) => [code, row] as const)))

const otherVisit: ProcedureRow = { codes: [], family: 'em_other', who: ['MD', 'NPP'], cite: 'PFS26', verified: 'P' }
const internal = ['NOSHOW', 'LATECXL', '99199']

/** What is known of a code, whatever the day. */
export function procedureOf(code: string): ProcedureRow | null {
  const row = rows.get(code)
  if (row) return row
  if (!/^\d{5}$/.test(code)) return null
  const number = Number(code)
  return otherVisitRanges.some(([from, until]) => number >= from && number <= until) ? otherVisit : null
}

/** Whether the code may be billed for a service of that day. */
export function isCodeOn(code: string, on: PlainDate): boolean {
  const row = procedureOf(code)
  return row !== null && (row.from === undefined || on >= row.from) && (row.until === undefined || on <= row.until)
}

export const familyOf = (code: string): Family | null => procedureOf(code)?.family ?? null

export const isFamily = (code: string, ...families: readonly Family[]): boolean => {
  const family = familyOf(code)
  return family !== null && families.includes(family)
}

/** Visits that psychotherapy may be added to: any E/M but the nurse's (cite NOVITAS). */
export const isVisit = (code: string): boolean =>
  isFamily(code, 'em_new', 'em_established', 'em_other') && code !== '99211'

export const isTherapy = (code: string): boolean =>
  isFamily(code, 'psychotherapy', 'therapy_add_on', 'crisis', 'crisis_add_on', 'family', 'group')

export const isLedgerOnly = (code: string): boolean => internal.includes(code)

export const isAddOn = (code: string): boolean => addOnParents[code] !== undefined

/** Whether the second code may carry the first, an add-on. */
export function mayCarry(addOn: string, parent: string): boolean {
  const parents = addOnParents[addOn] ?? []
  return parents.includes(parent) || (parents.includes('visit') && isVisit(parent))
}

export const licenceClassOf = (credential: string | undefined): LicenceClass | null =>
  licenceClasses[(credential ?? '').toUpperCase().replaceAll(/[^A-Z]/g, '')] ?? null

/** Associates, interns and trainees: schooled, not yet independently licensed. */
export const isPreLicensed = (credential: string | undefined): boolean =>
  /associate|intern|trainee|resident|pre-?licensed/i.test(credential ?? '') ||
  ['AMFT', 'ASW', 'APCC', 'LMSW', 'LGSW'].includes((credential ?? '').toUpperCase())
