import { z } from 'zod'

// Denials are born upstream: at booking, at check-in, in the note, in the code. Each kind below is one such birth, planted
// at a stated rate and written into the answer key before any claim exists.

export const mistakeKinds = [
  'carve_out_missed',
  'member_id_malformed',
  'member_id_transposed',
  'birth_date_wrong',
  'coverage_ended',
  'eap_overrun',
  'authorization_lapse',
  'authorization_missing',
  'clinician_not_enrolled',
  'code_disagrees',
  'modifier_missing',
  'place_of_service_wrong',
  'diagnosis_not_billable',
  'duplicate_session',
  'note_late',
  'note_past_filing',
  'note_never_signed',
] as const
export type MistakeKind = (typeof mistakeKinds)[number]

export const mistakeSchema = z.strictObject({
  kind: z.enum(mistakeKinds),
  share: z.number().min(0).max(1).describe('of the things it can befall: sessions, coverages, renewals, clinicians'),
  payers: z.array(z.string()).optional().describe('only at these payers'),
  clinicians: z.array(z.number().int().min(0)).optional().describe('only these clinicians, by position'),
  fromMonth: z.number().int().positive().optional().describe('from this month of the run, 1 is the first'),
  untilMonth: z.number().int().positive().optional().describe('until this month of the run, included'),
})
export type Mistake = z.infer<typeof mistakeSchema>

export const mistakeFileSchema = z.strictObject({
  learnsAfterDays: z
    .number()
    .int()
    .min(0)
    .default(10)
    .describe('how long after the first denial the front desk corrects what it entered'),
  mistakes: z.array(mistakeSchema),
})
export type MistakeFile = z.infer<typeof mistakeFileSchema>

/** The published JSON schema of the mistakes file. */
export const mistakesJsonSchema = () => z.toJSONSchema(mistakeFileSchema, { io: 'input' })
