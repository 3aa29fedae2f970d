import type { Handlers } from './ground/jobs.ts'

/** Which rooms hear which news. */
export const handlers: readonly Handlers[] = []
