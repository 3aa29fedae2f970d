import { daysBetween, lookup } from '@ballast/kernel'
import type { Session } from '../year/types.ts'
import type { Reason } from './reasons.ts'
import type { ReceivedLine } from './received-claim.ts'

// What a payer reads when it asks for the record before paying: minutes, times, who was there, why the care was needed.
// Elements go by the ids of the EHR's export. Which reason follows which gap is how we believe reviewers do it (default,
// unverified: confirm); the edges of minutes are public (cite NOVITAS, AAPC3, LUCIDA).

/** What the record shows of a visit. */
export type ClinicalRecord = Pick<
  Session,
  | 'service'
  | 'minutes'
  | 'start'
  | 'stop'
  | 'modality'
  | 'noteElements'
  | 'emBasis'
  | 'hasGroupPart'
  | 'planOn'
  | 'isCosigned'
>

const least = lookup<number>({
  '90832': 16, '90834': 38, '90837': 53, '90833': 16, '90836': 38, '90838': 53, '90846': 26, '90847': 26,
  S9480: 180, H0015: 180,
}) // biome-ignore format: code and minutes
const therapyAddOns = ['90833', '90836', '90838']
const therapy = ['90832', '90834', '90837', '90846', '90847', '90791', '90792']

type Row = Reason & { readonly holds: (line: ReceivedLine, record: ClinicalRecord) => boolean }
const lacks = ({ noteElements }: ClinicalRecord, element: string) => !noteElements.includes(element)

// biome-ignore format: one reason per row
const rows: readonly Row[] = [
  { group: 'CO', reason: '112', remarks: ['N706'], holds: ({ code }, record) => least[code] !== undefined && lacks(record, 'STARTSTOP') && record.stop === '' },
  { group: 'CO', reason: '150', remarks: ['N706'], holds: ({ code }, record) => therapyAddOns.includes(code) && lacks(record, 'PSYMIN') },
  { group: 'CO', reason: '150', remarks: ['N180'], holds: ({ code }, { minutes }) => ['S9480', 'H0015'].includes(code) && minutes < (least[code] ?? 0) },
  { group: 'CO', reason: '150', remarks: [],       holds: ({ code }, { minutes }) => least[code] !== undefined && minutes < (['90846', '90847'].includes(code) ? 26 : 16) },
  { group: 'CO', reason: '152', remarks: ['N362'], holds: ({ code }, { minutes }) => minutes < (least[code] ?? 0) },
  { group: 'CO', reason: '151', remarks: ['M53'],  holds: ({ code, units }, { minutes }) => code === '90840' && units !== Math.max(0, Math.floor((minutes - 75) / 30) + 1) },
  { group: 'CO', reason: '151', remarks: ['M53'],  holds: ({ code, units }, { minutes }) => code === 'H0004' && units !== Math.floor((minutes + 7) / 15) },
  { group: 'CO', reason: '150', remarks: ['N122'], holds: ({ code }, record) => code === '90785' && lacks(record, 'ICFACTOR') },
  { group: 'CO', reason: '112', remarks: ['N56'],  holds: ({ code }, { service }) => (code === '90846' && service === 'family_with_patient') || (code === '90847' && service === 'family_without_patient') },
  { group: 'CO', reason: '150', remarks: [],       holds: ({ code }, { noteElements }) => code === '90853' && !noteElements.includes('GROUPSIZE') },
  { group: 'CO', reason: '150', remarks: ['N706'], holds: ({ code }, { emBasis }) => therapyAddOns.includes(code) && emBasis === 'time' },
  { group: 'CO', reason: '112', remarks: ['N706'], holds: ({ code }, { hasGroupPart }) => code === '90853' && hasGroupPart === false },
  { group: 'CO', reason: '272', remarks: ['M135'], holds: ({ on }, { planOn }) => planOn !== null && daysBetween(planOn, on) > 180 },
  { group: 'CO', reason: '16',  remarks: ['M136'], holds: (_, { isCosigned }) => isCosigned === false },
  { group: 'CO', reason: '97',  remarks: ['N706'], holds: ({ modifiers }) => modifiers.includes('59') || modifiers.includes('XE') },
  { group: 'CO', reason: '112', remarks: ['N706'], holds: (_, record) => record.modality !== 'in_person' && ['TH_CONSENT', 'TH_PTLOC', 'TH_TECH'].some((element) => lacks(record, element)) },
  { group: 'CO', reason: '50',  remarks: ['N661'], holds: ({ code }, record) => therapy.includes(code) && lacks(record, 'MEDNEC') },
  { group: 'CO', reason: '150', remarks: ['N661'], holds: ({ code }, record) => ['90837', '90838'].includes(code) && lacks(record, 'LONGJUST') },
]

/** What a reviewer of the record finds wanting; null when it supports the line. */
export const recordReason = (line: ReceivedLine, record: ClinicalRecord): Reason | null =>
  rows.find(({ holds }) => holds(line, record)) ?? null
