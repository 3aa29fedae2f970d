import type { Guide } from '../guide.ts'
import { guide276 } from './x212-276.ts'
import { guide277 } from './x212-277.ts'
import { guide277CA } from './x214-277ca.ts'
import { guide278Request, guide278Response } from './x217-278.ts'
import { guide835 } from './x221-835.ts'
import { guide837P } from './x222-837p.ts'
import { guide999 } from './x231-999.ts'
import { guide270 } from './x279-270.ts'
import { guide271 } from './x279-271.ts'

/** Every guide this codec knows. */
export const guides: readonly Guide[] = [
  guide837P,
  guide835,
  guide277CA,
  guide999,
  guide270,
  guide271,
  guide276,
  guide277,
  guide278Request,
  guide278Response,
]

/** The guide of a transaction, by its set code and version; BHT02 tells a 278 that answers from one that asks. */
export function guideFor(set: string, version: string, purpose?: string): Guide | null {
  const known = guides.filter((guide) => guide.set === set && guide.versions.includes(version))
  return (set === '278' && purpose === '11' ? known[1] : known[0]) ?? null
}
