import type { Edit } from '../../types.ts'
import { modalityOf, onLines } from '../lines.ts'

// Not every service may be given by video: machines need the patient in the room.

export const codeAllowed: Edit = {
  id: 'S041',
  slug: 'code-allowed',
  title: 'Telehealth code allowed',
  severity: 'stop',
  stages: ['booking', 'signing', 'release'],
  origin: 'coding',
  prevents: ['CARC 96', 'CARC 5', 'RARC N776'],
  cite: 'CLAIMPOWER',
  verified: 'P',
  needs: [],
  check(context) {
    const { claim, params } = context
    return onLines(claim, 'code', (line) => {
      const modality = modalityOf(context, line)
      if (modality !== 'video' && modality !== 'telehealth') return null
      if (['90865', '90867', '90868', '90869', '90870', 'G0017', 'G0018'].includes(line.code))
        return `${line.code} cannot be given by video.`
      return params.telehealth_code_allowlist === '*' || params.telehealth_code_allowlist.includes(line.code)
        ? null
        : `This payer does not pay ${line.code} by video.`
    })
  },
}
