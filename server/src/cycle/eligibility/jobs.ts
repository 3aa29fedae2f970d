import type { Handlers } from '../../ground/jobs.ts'
import { movedOf } from '../intake/types.ts'
import { lookAtAnswers } from './actions/answer-limit.ts'
import { transmitQuestions } from './actions/ask.ts'
import { type DeniedElsewhere, hearDenials } from './actions/denied.ts'
import { lookAtPrograms } from './actions/hand-over.ts'
import { moveBenefits, returnBenefits } from './actions/merged.ts'
import { notifyLimit } from './actions/notify.ts'
import { askChanged, giveUpSilent, sweepCoverages } from './actions/sweep.ts'

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []

const denials = (value: unknown): DeniedElsewhere[] =>
  (Array.isArray(value) ? value : []).filter((each): each is DeniedElsewhere =>
    ['coverageId', 'payerId', 'payerName', 'says'].every((name) => typeof each?.[name] === 'string'),
  )

export const eligibilityJobs: Handlers = {
  'day.began': async (ground) => {
    await giveUpSilent(ground)
    await sweepCoverages(ground)
  },
  'coverage.changed': async (ground, data) => {
    await askChanged(ground, texts(data.coverages))
    await lookAtPrograms(ground, texts(data.coverages))
    await lookAtAnswers(ground, texts(data.coverages))
  },
  'coverage.handed-over': async (ground, data) => {
    await askChanged(ground, texts(data.coverages))
  },
  'eligibility.changed': async (ground, data) => {
    await lookAtPrograms(ground, texts(data.coverages))
  },
  'denial.held-elsewhere': async (ground, data) => {
    await hearDenials(ground, denials(data.denied))
  },
  'eligibility.limit-near': async (ground, data) => {
    if (typeof data.coverageId === 'string' && typeof data.left === 'number')
      await notifyLimit(ground, data.coverageId, data.left)
  },
  'patient.merged': (ground, data) => moveBenefits(ground, movedOf(data)),
  'patient.unmerged': (ground, data) => returnBenefits(ground, movedOf(data)),
  'eligibility.transmit': async (ground, data) => {
    if (typeof data.fileName === 'string') await transmitQuestions(ground, data.fileName)
  },
}
