import { type PlainDate, parseDate } from '@ballast/kernel'
import { z } from 'zod'
import { credential } from './payer-file.ts'

const day = z.string().transform((text, context): PlainDate => {
  const parsed = parseDate(text)
  if (parsed === null) {
    context.addIssue({ code: 'custom', message: `not a day: ${text}` })
    return z.NEVER
  }
  return parsed
})

const role = z.strictObject({
  credential,
  program: z.enum(['therapy', 'psychiatry', 'iop']),
  location: z.number().int().min(0).max(1),
  supervisor: z.number().int().min(0).nullable().default(null).describe('position of the supervising clinician'),
})
export type Role = z.infer<typeof role>

const share = (value: number, words: string) => z.number().min(0).max(1).default(value).describe(words)

export const practiceFileSchema = z.strictObject({
  name: z.string(),
  startsOn: day,
  roles: z.array(role).min(1).describe('clinicians by position; more clinicians than roles start again from the first'),
  slotsPerWeek: z.number().int().positive(),
  noShowShare: z.number().min(0).max(1),
  lateCancelShare: z.number().min(0).max(1),
  reminders: z
    .strictObject({
      agrees: share(0.85, 'of patients, who agree to be reminded'),
      reads: share(0.8, 'of reminders, that are read in time'),
      comes: share(0.35, 'of visits that would have been missed and whose reminder was read, that are kept after all'),
      video: share(0.1, 'of the same, that are kept by video where it is offered; in person where it is not'),
      callsOff: share(0.3, 'of the same, that are called off days before'),
    })
    .refine(({ comes, video, callsOff }) => comes + video + callsOff <= 1, {
      message: 'comes, video and callsOff are parts of one whole: together at most 1',
    })
    .prefault({}),
  waits: share(0.1, 'of patients, who in a month would take another hour that comes free'),
  takesHour: share(0.7, 'of freed hours offered, that are taken'),
  videoShare: z.number().min(0).max(1),
  audioShare: z.number().min(0).max(1),
  secondPlans: share(0, 'of patients with a plan, who have a second one that pays what the first leaves'),
  selfPay: z.number().min(0).describe('how often a new patient has no plan, against the members of the payers'),
})
export type PracticeFile = z.infer<typeof practiceFileSchema>
export type PracticeInput = z.input<typeof practiceFileSchema>
