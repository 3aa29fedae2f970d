import { claimJobs } from './cycle/claim/jobs.ts'
import { denialJobs } from './cycle/denial/jobs.ts'
import { remittanceJobs } from './cycle/remittance/jobs.ts'
import type { Handlers } from './ground/jobs.ts'

/** Which rooms hear which news. */
export const handlers: readonly Handlers[] = [claimJobs, remittanceJobs, denialJobs]
