import { addMonths } from '@ballast/kernel'
import type { Edit } from '../../types.ts'
import { onLines } from '../lines.ts'
import { isFamily } from '../procedures.ts'

// A patient is new when nobody of the group and specialty has seen them for three years.

export const newOrEstablished: Edit = {
  id: 'S079',
  slug: 'new-or-established',
  title: 'New vs established',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'coding',
  prevents: ['CARC B16', 'CARC 261'],
  cite: 'X12LIST',
  verified: 'P',
  needs: ['history.lastSeenOn'],
  check({ claim, facts }) {
    const last = facts.history?.lastSeenOn
    return onLines(claim, 'code', (line) =>
      last !== undefined && isFamily(line.code, 'em_new') && last < line.on && addMonths(last, 36) > line.on
        ? `The patient was seen on ${last}: an established visit (99212 to 99215), not ${line.code}.`
        : null,
    )
  },
}
