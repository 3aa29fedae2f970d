import { educationModifiers } from '../../tables/modifiers.ts'
import type { Edit } from '../../types.ts'
import { onLines } from '../lines.ts'
import { licenceClassOf } from '../procedures.ts'

// The modifier of a master's degree on a bachelor's work is a false statement. But payers use the same letters for licences:
// where only the licence is known, what the payer's own list wants of it is right.

export const schoolingModifier: Edit = {
  id: 'S113',
  slug: 'schooling-modifier',
  title: 'Staff credential vs modifier',
  severity: 'stop',
  stages: ['signing', 'release'],
  origin: 'coding',
  prevents: ['CARC 4', 'CARC 170', 'RARC N823'],
  cite: 'HCODES',
  verified: 'P',
  needs: [],
  check({ claim, facts, params }) {
    const licence = licenceClassOf(claim.rendering.credential)
    const schooling =
      facts.clinician?.education ??
      (licence === 'CSW' || licence === 'LPC'
        ? 'master'
        : licence === 'PSY' || licence === 'MD'
          ? 'doctoral'
          : undefined)
    const wanted = Object.entries(params.license_modifier_map).flatMap(([credential, modifier]) =>
      facts.clinician?.education === undefined &&
      [claim.rendering.credential, claim.supervising?.credential].includes(credential)
        ? [modifier]
        : [],
    )
    return onLines(claim, 'modifiers', (line) => {
      const wrong = line.modifiers.find(
        (modifier) =>
          educationModifiers[modifier] !== undefined &&
          educationModifiers[modifier] !== schooling &&
          !wanted.includes(modifier),
      )
      return schooling !== undefined && wrong !== undefined ? `${wrong} does not fit the clinician's schooling.` : null
    })
  },
}
