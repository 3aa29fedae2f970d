import { modifierRows } from '../../tables/modifiers.ts'
import type { Edit } from '../../types.ts'
import { onLines } from '../lines.ts'

// A claim line holds four modifiers, and payers price by the first they read.

export const modifierOrder: Edit = {
  id: 'S049',
  slug: 'modifier-order',
  title: 'Modifier order and count',
  severity: 'warn',
  stages: ['release'],
  origin: 'coding',
  prevents: ['CARC 4', 'RARC N519'],
  cite: 'OWN',
  verified: 'U',
  needs: [],
  check({ claim }) {
    const informing = modifierRows.filter((row) => row.rank === 'informing').flatMap((row) => row.modifiers)
    return onLines(claim, 'modifiers', (line) => {
      if (line.modifiers.length > 4) return `${line.modifiers.length} modifiers; a line holds four.`
      if (new Set(line.modifiers).size < line.modifiers.length) return 'A modifier stands twice on one line.'
      const first = line.modifiers.findIndex((modifier) => informing.includes(modifier))
      const isLate = first >= 0 && line.modifiers.slice(first).some((modifier) => !informing.includes(modifier))
      return isLate ? 'A pricing modifier stands after one that only informs.' : null
    })
  },
}
