import { citations } from '../../citations.ts'
import type { DenialFacts, EditRecord, Hit } from '../types.ts'

// An edit earns its place by its own record. What would have happened cannot be seen, so each number says only what did:
// fixed and then paid counts as prevented, let go and then paid as a false alarm.

type Judged = { readonly id: string; readonly origin: string; readonly prevents: readonly string[] }

const isMet = (edit: Judged, denied: readonly string[]): boolean =>
  denied.some((reason) => edit.prevents.includes(reason))

/** The record of one edit from all hits and denials of a stretch of time. */
export function recordOf(edit: Judged, hits: readonly Hit[], denials: readonly DenialFacts[]): EditRecord {
  const own = hits.filter(({ rule }) => rule === edit.id)
  const released = own.filter(({ state }) => state === 'released')
  const fixed = own.filter(({ state }) => state === 'fixed')
  // It spoke, nothing was changed, and the claim went: released stops, and warnings that stood.
  const went = own.filter(({ state, severity }) => state === 'released' || (state === 'open' && severity !== 'stop'))
  const overrides = Map.groupBy(released, ({ reason, role }) => `${reason ?? ''}|${role ?? ''}`)
  return {
    hits: own.length,
    stopped: own.filter(({ severity }) => severity === 'stop').length,
    fixed: fixed.length,
    released: released.length,
    waiting: own.filter(({ state, severity }) => state === 'open' && severity === 'stop').length,
    prevented: fixed.filter(({ isDecided, denied }) => isDecided && denied.length === 0).length,
    falseAlarms: went.filter(({ isDecided, denied }) => isDecided && !isMet(edit, denied)).length,
    trueAlarms: went.filter(({ isDecided, denied }) => isDecided && isMet(edit, denied)).length,
    missed: denials.filter(
      ({ origin, reasons, rulesThatSpoke }) =>
        origin === edit.origin && isMet(edit, reasons) && !rulesThatSpoke.includes(edit.id),
    ).length,
    overrides: [...overrides.values()].map((same) => ({
      reason: same[0]?.reason ?? '',
      role: same[0]?.role ?? '',
      times: same.length,
    })),
  }
}

/** `CO-197` and `N54` as an edit names them. */
export const denialReasons = (reasons: readonly string[], remarks: readonly string[]): string[] => [
  ...reasons.map((reason) => `CARC ${reason.slice(reason.indexOf('-') + 1)}`),
  ...remarks.map((remark) => `RARC ${remark}`),
]

/** Who says so, in words. */
export const citationTitle = (cite: string): string => citations[cite]?.title ?? 'Our own knowledge'
