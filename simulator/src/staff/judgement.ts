import { lookup } from '@ballast/kernel'
// What a biller of some experience does next with what a page shows: whom to ask, what to press, and when to give up.
// It reads what the page says and nothing else.

export type Ask = 'coverage' | 'session' | 'authorization' | 'payer' | 'reassign'

export type Plan = {
  /** Whom to ask; nobody when it is empty. */
  readonly ask: readonly Ask[]
  /** Why the money is given up when asking did not help. */
  readonly reason: string
  /** Nothing can help: give it up at once. */
  readonly isHopeless?: boolean
  /** What is asked helps the coming visits, not this one. */
  readonly isForLater?: boolean
}

type Finding = { readonly rule: string; readonly origin: string; readonly severity: string }

const duplicateRules = ['S091', 'S013']
const filingRules = ['S095']
const enrollmentRules = ['S026', 'S027']
const limitRules = ['S014']
const referralRules = ['S025']

/** A held claim, by the first edit that stops it. */
export function planForHeld(findings: readonly Finding[]): Plan {
  const stops = findings.filter(({ severity }) => severity === 'stop')
  const says = (rules: readonly string[]) => stops.some(({ rule }) => rules.includes(rule))
  if (says(duplicateRules)) return { ask: [], reason: 'duplicate', isHopeless: true }
  if (says(filingRules)) return { ask: [], reason: 'timely_filing', isHopeless: true }
  if (says(enrollmentRules)) return { ask: ['reassign'], reason: 'enrollment', isForLater: true }
  if (says(limitRules)) return { ask: ['coverage'], reason: 'benefit_limit' }
  if (says(referralRules)) return { ask: ['coverage'], reason: 'eligibility' }
  const origin = stops[0]?.origin
  if (origin === 'authorization') return { ask: ['authorization'], reason: 'authorization' }
  if (origin === 'eligibility' || origin === 'check_in') return { ask: ['coverage'], reason: 'eligibility' }
  if (origin === 'scheduling') return { ask: [], reason: 'enrollment' }
  return { ask: ['session'], reason: 'documentation' }
}

const coverageStatuses = ['164', '158', '116', '88', '97', '26', '33', '187']

/** A rejected claim, by the status codes of its 277CA. */
export const planForRejected = (codes: readonly string[]): Plan =>
  codes.some((code) => coverageStatuses.some((status) => code.split(/\D+/).includes(status)))
    ? { ask: ['coverage'], reason: 'eligibility' }
    : { ask: ['session'], reason: 'documentation' }

// biome-ignore format: one row per line
const byCategory = lookup<Plan>({
  AUTH_MISSING:           { ask: ['authorization'], reason: 'authorization' },
  AUTH_EXHAUSTED:         { ask: ['authorization'], reason: 'authorization' },
  AUTH_NOT_RENEWED:       { ask: ['authorization'], reason: 'authorization' },
  AUTH_MISMATCH:          { ask: ['authorization'], reason: 'authorization' },
  BENEFIT_NOT_COVERED_MH: { ask: ['coverage'],      reason: 'eligibility' },
  CARVE_OUT:              { ask: ['coverage'],      reason: 'eligibility' },
  LIMIT_EXCEEDED:         { ask: ['coverage'],      reason: 'benefit_limit' },
  TELEHEALTH:             { ask: ['payer', 'session'],         reason: 'documentation' },
  CODING_MOD_POS:         { ask: ['payer', 'session'],         reason: 'documentation' },
  PROVIDER_CRED:          { ask: ['reassign'], reason: 'enrollment', isForLater: true },
  ELIG_TERM:              { ask: ['coverage'],      reason: 'eligibility' },
  MEMBER_MISMATCH:        { ask: ['coverage'],      reason: 'eligibility' },
  COB:                    { ask: ['coverage'],      reason: 'eligibility' },
  TIMELY:                 { ask: [],            reason: 'timely_filing', isHopeless: true },
  DUPLICATE:              { ask: [],            reason: 'duplicate',     isHopeless: true },
})

/** A denied claim, by the root cause its page names. */
export const planForDenied = (category: string): Plan =>
  byCategory[category] ?? { ask: ['session'], reason: category === 'MED_NEC' ? 'appeal_lost' : 'documentation' }
