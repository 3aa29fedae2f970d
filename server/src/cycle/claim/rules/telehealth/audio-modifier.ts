import { audioModifiers, videoModifiers } from '../../tables/modifiers.ts'
import type { Edit } from '../../types.ts'
import { modalityOf, onLines } from '../lines.ts'
import { isFamily } from '../procedures.ts'

// A session by telephone says so; it cannot be both sound and picture.

export const audioModifier: Edit = {
  id: 'S039',
  slug: 'audio-modifier',
  title: 'Audio modifier',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'coding',
  prevents: ['CARC 4', 'CARC 182', 'RARC N519', 'RARC N822'],
  cite: 'REVENANT',
  verified: 'V',
  needs: ['session.modality'],
  seesClaimAlone: true,
  check(context) {
    const { claim, params } = context
    const wanted = params.audio_modifier
    return onLines(claim, 'modifiers', (line) => {
      const marks = line.modifiers.filter((modifier) => audioModifiers.includes(modifier))
      if (marks.length > 0 && line.modifiers.some((modifier) => videoModifiers.includes(modifier)))
        return 'Video and audio modifiers stand on one line.'
      if (['any', 'none', 'not_paid'].includes(wanted) || isFamily(line.code, 'telemedicine')) return null
      const extra = marks.find((mark) => mark !== wanted)
      if (extra !== undefined) return `This payer wants ${wanted} for audio, not ${extra}.`
      return modalityOf(context, line) === 'audio' && marks.length === 0
        ? `An audio-only session without modifier ${wanted}.`
        : null
    })
  },
}
