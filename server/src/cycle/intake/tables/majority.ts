import { lookup } from '@ballast/kernel'

// Until what age a parent answers. Eighteen nearly everywhere; the exceptions are our own default, unverified: confirm with
// counsel for the practice's state. Consent to one's own care begins earlier and is another question (`consentsAloneOn`).

// biome-ignore format: one row per line
const later = lookup<number>({
  AL: 19,
  NE: 19,
  MS: 21,
})

export const ageOfMajority = (state: string): number => later[state.trim().toUpperCase()] ?? 18
