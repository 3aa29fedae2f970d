import { date, type PlainDate } from '@ballast/kernel'
import type { DecisionLevel } from '../types.ts'

// A prescriber's visit is chosen by how hard the decision was. Beside therapy it can only be: the therapy minutes are not
// the visit's minutes.

export type VisitLevel = {
  readonly newPatient: boolean
  readonly mdm: DecisionLevel
  readonly code: string
  readonly from: PlainDate
  readonly until: PlainDate | null
  readonly cite: string
  readonly verified: 'V' | 'P' | 'U'
}

const since2021 = date('2021-01-01')

// biome-ignore format: one row per line
export const visitLevels: readonly VisitLevel[] = [
  { newPatient: true,  mdm: 'straightforward', code: '99202', from: since2021, until: null, cite: 'OWN',      verified: 'U' },
  { newPatient: true,  mdm: 'low',             code: '99203', from: since2021, until: null, cite: 'OWN',      verified: 'U' },
  { newPatient: true,  mdm: 'moderate',        code: '99204', from: since2021, until: null, cite: 'OWN',      verified: 'U' },
  { newPatient: true,  mdm: 'high',            code: '99205', from: since2021, until: null, cite: 'G2212SRC', verified: 'P' },
  { newPatient: false, mdm: 'straightforward', code: '99212', from: since2021, until: null, cite: 'OWN',      verified: 'U' },
  { newPatient: false, mdm: 'low',             code: '99213', from: since2021, until: null, cite: 'OWN',      verified: 'U' },
  { newPatient: false, mdm: 'moderate',        code: '99214', from: since2021, until: null, cite: 'OWN',      verified: 'U' },
  { newPatient: false, mdm: 'high',            code: '99215', from: since2021, until: null, cite: 'G2212SRC', verified: 'P' },
]
