import type { PlainDate } from '@ballast/kernel'
import type { Credential, Payer, Rules } from '../world/payer-file.ts'
import { announcedDay, firstOfRunMonth } from '../year/planner.ts'

// A payer's rules on a day of service: what it published, and what it changed since, told or not.

type Change = Payer['hidden']['changes'][number]

/** The rules a payer decides by on a day of service; `isKnown` leaves out the changes nobody has heard of. */
export function rulesOn(
  { hidden, published }: Payer,
  startsOn: PlainDate,
  on: PlainDate,
  isKnown: (change: Change) => boolean = () => true,
): Rules {
  const begun = hidden.changes
    .filter((change) => firstOfRunMonth(startsOn, change.fromMonth) <= on && isKnown(change))
    .sort((a, b) => a.fromMonth - b.fromMonth)
  return Object.assign({}, published.params, ...begun.map(({ set }) => set))
}

/** What a clinician who reads the payers' letters goes by on a day. */
export const announcedRules = (payer: Payer, startsOn: PlainDate, on: PlainDate): Rules =>
  rulesOn(payer, startsOn, on, (change) => announcedDay(startsOn, change) <= on)

export const isListed = (list: '*' | readonly string[], code: string): boolean => list === '*' || list.includes(code)

/** Why these rules do not pay a visit at all, however it is billed; null when they do. */
export function unpayable(
  rules: Rules,
  visit: {
    readonly modality: 'in_person' | 'video' | 'audio'
    readonly codes: readonly string[]
    readonly credential: Credential
    readonly isAssociate: boolean
  },
): string | null {
  if (visit.isAssociate && rules.supervised_billing_mode === 'not_allowed') return 'an associate is not paid'
  const licences = rules.telehealth_provider_types
  if (visit.modality !== 'in_person' && licences !== '*' && !licences.includes(visit.credential))
    return 'the licence is not paid at a distance'
  if (visit.modality === 'audio' && rules.audio_modifier === 'not_paid') return 'telephone is not paid'
  const list =
    visit.modality === 'video'
      ? rules.telehealth_code_allowlist
      : visit.modality === 'audio'
        ? rules.audio_code_allowlist
        : '*'
  if (visit.codes.some((code) => !isListed(list, code))) return 'the code is not paid at a distance'
  if (visit.codes.some((code) => rules.rendering_type_matrix[code]?.includes(visit.credential) === false))
    return 'the licence may not render the code'
  return null
}
