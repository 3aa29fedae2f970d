import type { Edit } from '../../types.ts'
import { onLines, renderingOf } from '../lines.ts'

// The same service twice is a duplicate, unless the first never got in or this one replaces it.

export const duplicateLine: Edit = {
  id: 'S091',
  slug: 'duplicate-line',
  title: 'Duplicate line',
  severity: 'stop',
  stages: ['release'],
  origin: 'billing',
  prevents: ['CARC 18', 'CARC B13', 'RARC M86'],
  cite: 'X12LIST',
  verified: 'V',
  needs: ['history.lines'],
  seesClaimAlone: true,
  check({ claim, facts }) {
    if (claim.frequency !== '1') return []
    const key = (code: string, modifiers: readonly string[]): string => [code, ...[...modifiers].sort()].join(' ')
    const billed = (facts.history?.lines ?? []).filter((old) => old.outcome !== 'rejected' && old.outcome !== 'void')
    return onLines(claim, 'code', (line, i) => {
      const npi = renderingOf(claim, line)
      const isBilled = billed.some(
        (old) =>
          old.on === line.on &&
          key(old.code, old.modifiers) === key(line.code, line.modifiers) &&
          (old.renderingNpi ?? npi) === npi,
      )
      if (isBilled) return `${line.code} of ${line.on} was billed before; a correction goes as a replacement.`
      const isTwice = claim.lines.some(
        (other, j) =>
          j < i &&
          other.on === line.on &&
          key(other.code, other.modifiers) === key(line.code, line.modifiers) &&
          renderingOf(claim, other) === npi,
      )
      return isTwice ? `${line.code} of ${line.on} stands twice on this claim.` : null
    })
  },
}
