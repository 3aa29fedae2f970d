import type { Edit } from '../../types.ts'
import { onLines } from '../lines.ts'
import { familyOf, isAddOn, mayCarry } from '../procedures.ts'

// Leave for one service is not leave for another.

export const codeMismatch: Edit = {
  id: 'S020',
  slug: 'code-mismatch',
  title: 'Auth code mismatch',
  severity: 'stop',
  stages: ['booking', 'release'],
  origin: 'authorization',
  prevents: ['CARC 284', 'RARC N54', 'RARC N188'],
  cite: 'X12LIST',
  verified: 'V',
  needs: ['authorization.codes'],
  check({ claim, facts, params }) {
    const codes = facts.authorization?.codes ?? []
    if (codes.length === 0) return []
    const isMeant = (code: string): boolean =>
      codes.includes(code) ||
      (params.auth_code_family && codes.some((each) => familyOf(each) !== null && familyOf(each) === familyOf(code)))
    return onLines(claim, 'code', (line) => {
      const isCarried =
        isAddOn(line.code) && claim.lines.some((parent) => mayCarry(line.code, parent.code) && isMeant(parent.code))
      return isMeant(line.code) || isCarried
        ? null
        : `${line.code} is not among the authorized codes (${codes.join(', ')}).`
    })
  },
}
