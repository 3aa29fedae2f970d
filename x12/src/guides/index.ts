import type { Guide } from '../guide.ts'
import { guide277CA } from './x214-277ca.ts'
import { guide835 } from './x221-835.ts'
import { guide837P } from './x222-837p.ts'
import { guide999 } from './x231-999.ts'

/** Every guide this codec knows. */
export const guides: readonly Guide[] = [guide837P, guide835, guide277CA, guide999]

/** The guide of a transaction, by its set code and version. */
export const guideFor = (set: string, version: string, _purpose?: string): Guide | null =>
  guides.find((guide) => guide.set === set && guide.versions.includes(version)) ?? null
