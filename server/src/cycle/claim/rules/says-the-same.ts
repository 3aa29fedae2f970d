import type { StoredClaim } from '../types.ts'

type Content = Pick<StoredClaim, 'placeOfService' | 'lines'>

const textOf = ({ placeOfService, lines }: Content): string =>
  JSON.stringify([
    placeOfService,
    lines.map(({ code, modifiers, units, charge, placeOfService: place }) => [code, modifiers, units, charge, place]),
  ])

/** Whether two claims of a session bill the same: codes, modifiers, units, charges and places. */
export const saysTheSame = (one: Content, other: Content): boolean => textOf(one) === textOf(other)
