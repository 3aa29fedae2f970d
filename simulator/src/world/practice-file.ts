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

export const practiceFileSchema = z.strictObject({
  name: z.string(),
  startsOn: day,
  roles: z.array(role).min(1).describe('clinicians by position; more clinicians than roles start again from the first'),
  slotsPerWeek: z.number().int().positive(),
  noShowShare: z.number().min(0).max(1),
  lateCancelShare: z.number().min(0).max(1),
  videoShare: z.number().min(0).max(1),
  audioShare: z.number().min(0).max(1),
  selfPay: z.number().min(0).describe('how often a new patient has no plan, against the members of the payers'),
})
export type PracticeFile = z.infer<typeof practiceFileSchema>
export type PracticeInput = z.input<typeof practiceFileSchema>
