import type { Edit } from '../../types.ts'
import { modalityOf, onLines } from '../lines.ts'

// Some payers pay nothing for a telephone session, some only for some codes: better known before the hour is given.

export const audioPayable: Edit = {
  id: 'S040',
  slug: 'audio-payable',
  title: 'Audio not payable',
  severity: 'stop',
  stages: ['booking', 'release'],
  origin: 'scheduling',
  prevents: ['CARC 96', 'CARC 204', 'RARC N776', 'RARC N794'],
  cite: 'CLAIMPOWER',
  verified: 'P',
  needs: [],
  check(context) {
    const { claim, params } = context
    return onLines(claim, 'code', (line) => {
      if (modalityOf(context, line) !== 'audio') return null
      if (params.audio_modifier === 'not_paid') return 'This payer does not pay for audio-only sessions.'
      return params.audio_code_allowlist === '*' || params.audio_code_allowlist.includes(line.code)
        ? null
        : `This payer does not pay ${line.code} by audio.`
    })
  },
}
