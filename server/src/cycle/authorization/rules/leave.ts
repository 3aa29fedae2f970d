import { serviceCodes } from '../tables/service-codes.ts'
import type { Leave } from '../types.ts'

/** Of these codes, those the payer wants leave for beforehand, as its own terms say; undefined when they do not say. */
export function codesUnderLeave(
  params: Readonly<Record<string, unknown>> | undefined,
  codes: readonly string[],
): readonly string[] | undefined {
  const terms = params?.authorization
  if (typeof terms !== 'object' || terms === null) return undefined
  const listed = (terms as { codes?: unknown }).codes
  return Array.isArray(listed) ? codes.filter((code) => listed.includes(code)) : codes
}

/** Whether the payer wants leave beforehand for a visit that may come to any of these codes. */
export function leaveFor(params: Readonly<Record<string, unknown>> | undefined, codes: readonly string[]): Leave {
  const under = codesUnderLeave(params, codes)
  if (under === undefined) return 'unknown'
  return under.length > 0 ? 'needed' : 'not_needed'
}

/** Whether a payer gives leave once and no more: its plan pays so many visits an episode, and then another has to. */
export function isGivenOnce(params: Readonly<Record<string, unknown>> | undefined): boolean {
  const limit = params?.sessionLimit
  return typeof limit === 'object' && limit !== null && (limit as { per?: unknown }).per === 'episode'
}

/** The codes a visit of this kind may come to. */
export const codesOfService = (service: string): readonly string[] =>
  serviceCodes.find((row) => row.service === service)?.codes ?? []
