import type { Handlers } from '../../ground/jobs.ts'
import { giveUpOn, readFile, resumeFiles, resumePayment } from './actions/receive-file.ts'

export const remittanceJobs: Handlers = {
  'file.received': (ground, data) => readFile(ground, String(data.fileId)),
  'remittance.resume': (ground, data) => resumePayment(ground, String(data.remittanceId)),
  'day.began': resumeFiles,
  'job.gave-up': async (ground, data) => {
    if (data.job === 'file.received') await giveUpOn(ground, String(data.fileId))
  },
}
