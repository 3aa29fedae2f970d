import type { Edit } from '../../types.ts'
import { hasForbiddenCharacter } from '../text.ts'

// The characters that part the fields of an electronic claim cannot stand inside one.

export const characters: Edit = {
  id: 'S114',
  slug: 'characters',
  title: 'Claim character hygiene',
  severity: 'stop',
  stages: ['release'],
  origin: 'billing',
  prevents: ['CARC 16', '999 IK403 6'],
  cite: 'PYX12',
  verified: 'P',
  needs: [],
  check({ claim }) {
    const fields: readonly (readonly [string, string | undefined])[] = [
      ['id', claim.id],
      ['patient.lastName', claim.patient.lastName],
      ['patient.firstName', claim.patient.firstName],
      ['patient.address.line', claim.patient.address?.line],
      ['patient.address.city', claim.patient.address?.city],
      ['subscriber.lastName', claim.subscriber.lastName],
      ['subscriber.firstName', claim.subscriber.firstName],
      ['subscriber.memberId', claim.subscriber.memberId],
      ['subscriber.groupNumber', claim.subscriber.groupNumber],
      ['subscriber.address.line', claim.subscriber.address?.line],
      ['billing.name', claim.billing.name],
      ['billing.address.line', claim.billing.address?.line],
      ['rendering.lastName', claim.rendering.lastName],
      ['authorization', claim.authorization],
      ['referral', claim.referral],
      ['note', claim.note],
    ]
    return fields
      .filter(([, value]) => value !== undefined && hasForbiddenCharacter(value))
      .map(([at]) => ({
        message: `${at} holds a character that parts fields of the claim (* ~ : ^ |) or cannot be printed.`,
        at,
      }))
  },
}
