import type { Handlers } from '../../ground/jobs.ts'
import { readFile } from './actions/receive-file.ts'

export const remittanceJobs: Handlers = {
  'file.received': (ground, data) => readFile(ground, String(data.fileId)),
}
