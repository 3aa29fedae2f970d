import { videoModifiers } from '../../tables/modifiers.ts'
import type { Edit } from '../../types.ts'
import { modalityOf, onLines } from '../lines.ts'
import { isFamily } from '../procedures.ts'

// Video is marked as the payer wants it, and not marked where the payer wants nothing: Medicare takes no 95.

export const videoModifier: Edit = {
  id: 'S038',
  slug: 'video-modifier',
  title: 'Telehealth modifier',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'coding',
  prevents: ['CARC 4', 'CARC 182', 'RARC N822', 'RARC N823'],
  cite: 'CLAIMPOWER',
  verified: 'V',
  needs: ['session.modality'],
  seesClaimAlone: true,
  check(context) {
    const { claim, params } = context
    const wanted = params.av_modifier
    if (wanted === 'any') return []
    return onLines(claim, 'modifiers', (line) => {
      const modality = modalityOf(context, line)
      const marks = line.modifiers.filter((modifier) => videoModifiers.includes(modifier))
      if (modality === 'in_person')
        return marks.length > 0 ? `An in-person session with modifier ${marks.join(', ')}.` : null
      if (isFamily(line.code, 'telemedicine')) return null
      const extra = marks.find((mark) => mark !== wanted)
      if (extra !== undefined)
        return wanted === 'none'
          ? `This payer wants no ${extra} for video.`
          : `This payer wants ${wanted} for video, not ${extra}.`
      return ['video', 'telehealth'].includes(modality) && wanted !== 'none' && marks.length === 0
        ? `A video session without modifier ${wanted}.`
        : null
    })
  },
}
