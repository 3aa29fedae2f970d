import { addDays, addMonths, type PlainDate } from '@ballast/kernel'
import type { PayerFacts } from './decide.ts'
import { takenInBy } from './pairs.ts'
import type { ReceivedClaim, ReceivedLine } from './received-claim.ts'

// Why a payer does not pay a line, beyond who the patient is and who was approved: what the codes, the modifiers, the
// diagnoses and its own files of earlier claims show. One row is one reason; the first that holds ends the line. Numbers
// are of the public code lists (X12), the conditions in our own words; a row without a source beside OWN is how we believe
// payers do it (default, unverified: confirm).

export type Reason = {
  readonly group: 'CO' | 'PR' | 'OA' | 'PI'
  readonly reason: string
  readonly remarks?: readonly string[]
}

/** A service this payer paid for the same member, by whom. */
export type PaidBefore = { readonly on: PlainDate; readonly code: string; readonly renderingNpi: string }

type Row = Reason & {
  readonly cite: string
  readonly holds: (
    line: ReceivedLine,
    claim: ReceivedClaim,
    facts: PayerFacts,
    others: readonly ReceivedLine[],
  ) => boolean
}

/** Where every clinician of this world is licensed. */
const licenceState = 'VA'
const therapyAddOns = ['90833', '90836', '90838']
const sessions = ['90832', '90834', '90837']
const visits = ['99202', '99203', '99204', '99205', '99212', '99213', '99214', '99215']
const newVisits = ['99202', '99203', '99204', '99205']
const prescribers = ['MD', 'DO', 'NP', 'PA', 'CNS']
const parents: Readonly<Record<string, readonly string[]>> = {
  '90785': ['90791', '90792', ...sessions, ...therapyAddOns, '90853'],
  '90833': visits,
  '90836': visits,
  '90838': visits,
  '90840': ['90839'],
  '99417': ['99205', '99215'],
  G2212: ['99205', '99215'],
}
/** What may stand on a line for more than once a day, and how often (cite MUEPROG). */
const mostADay: Readonly<Record<string, number>> = { '96127': 2 }
const known = [
  '25', '59', 'XE', 'XP', 'XU', 'XS', '76', '77', '52', 'AH', 'AJ', 'HA', 'HB', 'HE', 'HF', 'H9', 'HH', 'HK', 'HM', 'HN',
  'HO', 'HP', 'HQ', 'HR', 'HS', 'HJ', 'HL', 'SA', 'AF', 'AG', 'TD', 'TE', 'TF', 'TG', 'GC', 'Q5', 'Q6', '95', '93', 'GT',
  'GQ', 'FQ', 'FR', 'KX', 'CR', '33', 'GA', 'GY', 'GZ', 'GX', 'FT', '24', '26', 'TC',
] // biome-ignore format: one list

const isPrescriber = ({ rendering }: PayerFacts) => rendering !== null && prescribers.includes(rendering.credential)
const isVisitOf = (line: ReceivedLine, codes: readonly string[]) => codes.includes(line.code)
const isFar = (line: ReceivedLine) => ['02', '10'].includes(line.place)
const principal = ({ diagnoses }: ReceivedClaim) => diagnoses[0] ?? ''

// biome-ignore format: one reason per row
const rows: readonly Row[] = [
  // What the code is.
  { group: 'CO', reason: '96',  remarks: ['N56'],  cite: 'NOSHOW',     holds: ({ code }) => code === '99199' },
  { group: 'CO', reason: '181', remarks: ['M20'],  cite: 'VERIMEDIX',  holds: ({ code, on }) => ['99441', '99442', '99443'].includes(code) && on >= '2025-01-01' },
  { group: 'CO', reason: '181', remarks: ['N56'],  cite: 'VERIMEDIX',  holds: ({ code }, _, { payer }) => /^980(0\d|1[0-5])$/.test(code) && payer.published.kind === 'medicare' },
  { group: 'CO', reason: '96',  remarks: ['N34'],  cite: 'HCODES',     holds: ({ code }, _, { payer }) => /^[HST]\d{4}$/.test(code) && payer.published.kind === 'medicare' },
  { group: 'CO', reason: '181', remarks: ['N56'],  cite: 'G2212SRC',   holds: ({ code }, _, { payer }) => (code === '99417' && payer.published.kind === 'medicare') || (code === 'G2212' && payer.published.kind === 'commercial') },
  { group: 'CO', reason: '181', remarks: ['M51'],  cite: 'X12LIST',    holds: ({ code }) => code === '90806' },
  { group: 'CO', reason: '170', remarks: ['N95'],  cite: 'AAPC5',      holds: (line, _, facts) => facts.rendering !== null && !isPrescriber(facts) && isVisitOf(line, [...visits, '90792']) },
  // What stands beside it.
  { group: 'CO', reason: 'B15', remarks: ['N122'], cite: 'NOVITAS',    holds: ({ code, on }, _, __, others) => parents[code] !== undefined && !others.some((other) => other.on === on && parents[code]?.includes(other.code)) },
  { group: 'CO', reason: 'B15', remarks: ['N122'], cite: 'OWN',        holds: (line, { lines }) => therapyAddOns.includes(line.code) && lines.findIndex(({ code }) => visits.includes(code)) > lines.indexOf(line) },
  { group: 'CO', reason: '151', remarks: ['N362'], cite: 'MUEPROG',    holds: (line, { lines }) => lines.slice(0, lines.indexOf(line) + 1).filter(({ code, on }) => code === line.code && on === line.on).length > (mostADay[line.code] ?? Number.POSITIVE_INFINITY) },
  { group: 'OA', reason: '18',  remarks: ['M86'],  cite: 'X12LIST',    holds: (line, { lines }) => mostADay[line.code] === undefined && lines.findIndex(({ code, on, modifiers }) => code === line.code && on === line.on && modifiers.join() === line.modifiers.join()) < lines.indexOf(line) },
  // What is written beside it.
  { group: 'CO', reason: '182', remarks: ['N823'], cite: 'X12LIST',    holds: ({ modifiers }, _, { rules }) => modifiers.some((one) => !known.includes(one) && !/^U[1-9A-D]$/.test(one) && !Object.values(rules.license_modifier_map).includes(one)) },
  { group: 'CO', reason: '4',   remarks: ['N519'], cite: 'OWN',        holds: ({ modifiers }) => new Set(modifiers).size < modifiers.length },
  { group: 'CO', reason: '4',   remarks: ['N519'], cite: 'AAFPTH',     holds: ({ modifiers }) => modifiers.some((one) => ['93', 'FQ'].includes(one)) && modifiers.some((one) => ['95', 'GT'].includes(one)) },
  { group: 'CO', reason: '4',   remarks: ['N823'], cite: 'HCODES',     holds: ({ modifiers }, _, { rules, rendering }) => rendering !== null && rendering.credential !== 'associate' && modifiers.some((one) => ['HM', 'HN'].includes(one) && !Object.values(rules.license_modifier_map).includes(one)) },
  { group: 'CO', reason: '5',   remarks: ['M77'],  cite: 'DMHT',       holds: (line) => /^G055[2-4]$/.test(line.code) && isFar(line) },
  { group: 'CO', reason: '16',  remarks: ['MA114'], cite: 'X12LIST',   holds: ({ place }, { hasFacility }, { rules }) => !hasFacility && !['02', '10', '11', rules.pos_home, rules.pos_other].includes(place) },
  { group: 'CO', reason: '16',  remarks: ['MA63'], cite: 'ICD21',      holds: (_, claim) => /^F(0[1269]|54)/.test(principal(claim)) },
  { group: 'CO', reason: '167', remarks: ['N569'], cite: 'OWN',        holds: (line, claim, { payer }) => /^Z(5[5-9]|6[0-5]|69|7[0-6])/.test(principal(claim)) && payer.published.kind !== 'eap' && !isVisitOf(line, ['90791', '90792']) },
  { group: 'CO', reason: '11',  remarks: [],       cite: 'X12LIST',    holds: (_, claim) => /^[A-EG-QS-Y]/.test(principal(claim)) && claim.diagnoses.every((code) => !code.startsWith('F')) },
  { group: 'CO', reason: '20',  remarks: [],       cite: 'OWN',        holds: (_, claim) => !claim.saysCause && claim.diagnoses.some((code) => /^[ST]/.test(code)) },
  { group: 'CO', reason: 'B7',  remarks: [],       cite: 'OWN',        holds: (line, { patient }) => isFar(line) && patient.state !== null && patient.state !== licenceState },
  { group: 'CO', reason: '170', remarks: ['N95'],  cite: 'ARTICLE',    holds: (line, _, { rules, rendering }) => isFar(line) && rendering !== null && rules.telehealth_provider_types !== '*' && !rules.telehealth_provider_types.includes(rendering.credential) },
  // What its files of earlier claims say.
  { group: 'CO', reason: 'B20', remarks: ['M86'],  cite: 'OWN',        holds: ({ code, on }, { renderingNpi }, { paidBefore }) => paidBefore.some((one) => one.on === on && one.code === code && one.renderingNpi !== renderingNpi) },
  { group: 'CO', reason: '119', remarks: ['N640'], cite: 'ARTICLE',    holds: ({ on }, _, { rules, paidBefore }) => rules.max_sessions_per_week !== undefined && new Set(paidBefore.filter((one) => addDays(on, -7) < one.on && one.on < on).map((one) => one.on)).size >= rules.max_sessions_per_week },
  { group: 'CO', reason: '119', remarks: ['M90'],  cite: 'OWN',        holds: ({ code, on }, { renderingNpi }, { paidBefore }) => ['90791', '90792'].includes(code) && paidBefore.some((one) => one.code === code && one.renderingNpi === renderingNpi && one.on < on && one.on > addDays(on, -180)) },
  { group: 'CO', reason: 'B16', remarks: [],       cite: 'PFS26',      holds: ({ code, on }, claim, { paidBefore }) => newVisits.includes(code) && paidBefore.some((one) => one.renderingNpi === claim.renderingNpi && one.on < on && one.on > addMonths(on, -36)) },
]

/** The first of these reasons that holds for a line; null when none does. */
export function codeReason(claim: ReceivedClaim, line: ReceivedLine, facts: PayerFacts): Reason | null {
  const others = claim.lines.filter((other) => other !== line)
  const found = rows.find(({ holds }) => holds(line, claim, facts, others))
  if (found) return found
  const remark = takenInBy(
    line.code,
    line.modifiers,
    others.filter(({ on }) => on === line.on).map(({ code }) => code),
  )
  return remark === null ? null : { group: 'CO', reason: '97', remarks: [remark] }
}
