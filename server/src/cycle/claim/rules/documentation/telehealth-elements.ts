import type { Edit } from '../../types.ts'
import { isTelehealth, modalityOf } from '../lines.ts'

// A telehealth note says that the patient agreed, where they were and by what means.

export const telehealthElements: Edit = {
  id: 'S086',
  slug: 'telehealth-elements',
  title: 'Telehealth note elements',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'documentation',
  prevents: ['CARC 96', 'CARC 58', 'CARC 112', 'RARC N776', 'RARC N706'],
  cite: 'AAFPTH',
  verified: 'V',
  needs: ['note.elements'],
  check(context) {
    const { claim, facts } = context
    const elements = facts.note?.elements ?? []
    if (!claim.lines.some((line) => isTelehealth(modalityOf(context, line)))) return []
    const wanted: readonly (readonly [string, string])[] = [
      ['TH_CONSENT', 'consent'],
      ['TH_PTLOC', "the patient's location"],
      ['TH_TECH', 'the technology used'],
    ]
    const missing = wanted.filter(([id]) => !elements.includes(id)).map(([, words]) => words)
    return missing.length === 0
      ? []
      : [{ message: `The telehealth note lacks ${missing.join(', ')}.`, at: 'facts.note.elements' }]
  },
}
