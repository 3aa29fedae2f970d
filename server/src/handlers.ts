import { authorizationJobs } from './cycle/authorization/jobs.ts'
import { claimJobs } from './cycle/claim/jobs.ts'
import { denialJobs } from './cycle/denial/jobs.ts'
import { eligibilityJobs } from './cycle/eligibility/jobs.ts'
import { intakeJobs } from './cycle/intake/jobs.ts'
import { noteJobs } from './cycle/note/jobs.ts'
import { practiceJobs } from './cycle/practice/jobs.ts'
import { receivableJobs } from './cycle/receivable/jobs.ts'
import { remittanceJobs } from './cycle/remittance/jobs.ts'
import { reviewJobs } from './cycle/review/jobs.ts'
import { sessionJobs } from './cycle/session/jobs.ts'
import { worklistJobs } from './cycle/worklist/jobs.ts'
import type { Handlers } from './ground/jobs.ts'
import { mailJobs } from './ground/mail.ts'

/** Which rooms hear which news, in the order each is worked: a visit is counted before its renewal is looked at. */
// biome-ignore format: one room per line
export const handlers: readonly Handlers[] = [
  mailJobs,
  worklistJobs,
  practiceJobs,
  intakeJobs,
  eligibilityJobs,
  sessionJobs,
  authorizationJobs,
  noteJobs,
  claimJobs,
  remittanceJobs,
  denialJobs,
  reviewJobs,
  receivableJobs,
]
