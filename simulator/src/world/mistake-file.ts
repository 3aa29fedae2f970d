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

const answered = (days: number, success: number) =>
  z
    .strictObject({
      days: z.number().int().min(0).max(60).default(days).describe('how long the answer takes'),
      success: z.number().min(0).max(1).default(success).describe('how often it is of use; else one may ask again'),
    })
    .default({ days, success })

export const staffSchema = z
  .strictObject({
    itemsPerDay: z
      .number()
      .int()
      .min(0)
      .max(10_000)
      .default(40)
      .describe('queue items worked a weekday; 0: nobody works them'),
    coverage: answered(2, 0.9).describe('asking a patient for the insurance card'),
    session: answered(1, 0.95).describe('asking a clinician about an entry or a note'),
    authorization: answered(0, 0.95).describe('asking a payer for an approval; its own turnaround comes on top'),
    payer: answered(3, 0.9).describe('calling a payer about a rule it changed'),
  })
  .prefault({})
  .describe("the practice's staff, the same with guards on and off")
export type Staff = z.infer<typeof staffSchema>

export const mistakeFileSchema = z.strictObject({
  staff: staffSchema,
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
