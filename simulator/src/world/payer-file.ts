import { type Cents, parseDecimal, zero } from '@ballast/kernel'
import { z } from 'zod'
import { random } from '../random.ts'
import { textOfShape } from './shape.ts'

// A payer has two faces. What it publishes (contract, manual) a practice may enter as settings; what it hides (habits,
// errors, changes nobody announces) is learned only from its answers.

export const amount = z
  .string()
  .regex(/^\d+(\.\d{1,2})?$/)
  .transform((text): Cents => parseDecimal(text) ?? zero)

export const credentials = [
  'MD', 'DO', 'NP', 'PA', 'CNS', 'PhD', 'PsyD', 'LCSW', 'LMFT', 'LPC', 'LMHC', 'associate',
] as const // biome-ignore format: one list
export const credential = z.enum(credentials)
export type Credential = z.infer<typeof credential>

/** Parameters go by the names of the product's payer settings; those absent have the product's default. */
const params = z.strictObject({
  av_modifier: z.enum(['none', '95', 'GT']).default('95'),
  audio_modifier: z.enum(['none', '93', 'FQ', 'not_paid']).default('93'),
  pos_home: z.string().default('10'),
  pos_other: z.string().default('02'),
  license_modifier_map: z.partialRecord(credential, z.string()).default({}),
  supervised_billing_mode: z
    .enum(['not_allowed', 'incident_to', 'under_supervisor_npi', 'own_npi_with_modifier'])
    .default('under_supervisor_npi'),
  timely_filing_days: z.number().int().positive().default(90),
  corrected_claim_days: z.number().int().positive().default(180),
  appeal_days: z.number().int().positive().default(180),
  clean_claim_pay_days: z.number().int().positive().default(30),
  frequency_code_corrected: z.enum(['7', 'none']).default('7'),
  noshow_fee_allowed: z.boolean().default(true),
})

const published = z.strictObject({
  name: z.string(),
  kind: z.enum(['commercial', 'medicare', 'medicaid', 'eap']),
  filingIndicator: z.string(),
  memberIdShape: z
    .string()
    .refine((shape) => textOfShape(random(1, 'shape'), shape) !== null, {
      message:
        'expected letters, figures, \\d, classes such as [A-Z], and counts such as {9} or {3,5}, between ^ and $',
    })
    .describe('a regular expression that every member id of this payer matches'),
  carvesOutTo: z.string().nullable().default(null).describe('the payer that holds the mental health benefit'),
  params,
  authorization: z
    .strictObject({
      codes: z.array(z.string()),
      units: z.number().int().positive(),
      days: z.number().int().positive(),
      turnaroundDays: z.number().int().min(0).max(120).default(5),
      retroDays: z
        .number()
        .int()
        .min(0)
        .max(365)
        .default(0)
        .describe('how far back an approval asked for late may reach'),
    })
    .nullable()
    .default(null),
  sessionLimit: z
    .strictObject({ limit: z.number().int().positive(), per: z.enum(['year', 'episode']) })
    .nullable()
    .default(null),
  feeBasisPoints: z.number().int().positive().describe('share of the base fee that the contract pays, 10000 = all'),
  feeByCredential: z.partialRecord(credential, z.number().int().positive()).default({}),
  cost: z
    .strictObject({
      copay: z.array(amount).default([]),
      coinsurancePercent: z.array(z.number().int().min(0).max(100)).default([0]),
      deductible: z.array(amount).default([]),
    })
    .default({ copay: [], coinsurancePercent: [0], deductible: [] })
    .describe('what members of this payer may owe; each member draws one of each'),
  sequestrationBasisPoints: z.number().int().min(0).default(0),
})

const hidden = z.strictObject({
  turnaroundDays: z.tuple([z.number().int().min(0), z.number().int().min(0)]).default([7, 14]),
  payWeekday: z.number().int().min(1).max(5).default(3),
  placeChanges: z
    .array(
      z.strictObject({
        fromMonth: z.number().int().positive(),
        pos_home: z.string(),
        announcedAfterDays: z.number().int().min(0).default(45).describe('until then it is learned from denials only'),
      }),
    )
    .default([])
    .describe('from this month of the run (1 is the first) video at home is paid under another place of service only'),
  findsAuthorizationOnFile: z.boolean().default(true),
  reviewsMinutesShare: z
    .number()
    .min(0)
    .max(1)
    .default(0)
    .describe('long sessions whose record is asked for before paying'),
  takebackShare: z.number().min(0).max(1).default(0).describe('long sessions audited after paying'),
  takebackAfterDays: z.number().int().positive().default(120),
  learnsTerminationAfterDays: z.number().int().min(0).default(45),
  underpaysShare: z.number().min(0).max(1).default(0),
  underpaysBasisPoints: z.number().int().positive().default(9000),
  slowShare: z.number().min(0).max(1).default(0).describe('claims paid late, with interest'),
  interestBasisPointsPerYear: z.number().int().min(0).default(1200),
  missingAcknowledgmentShare: z.number().min(0).max(1).default(0),
  lateAcknowledgmentShare: z.number().min(0).max(1).default(0),
  duplicateRemittanceMonths: z.array(z.number().int()).default([]),
  reenvelopedRemittanceMonths: z.array(z.number().int()).default([]),
  unbalancedRemittanceMonths: z.array(z.number().int()).default([]),
  reusedTraceMonths: z.array(z.number().int()).default([]),
})

export const payerSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[A-Z0-9]{2,20}$/)
    .describe('the payer id of 837P and 835'),
  members: z
    .number()
    .min(0)
    .default(10)
    .describe(
      "how often, against the other payers, this plan is on a new patient's card; none for a plan behind a card",
    ),
  published,
  hidden,
})
export type Payer = z.infer<typeof payerSchema>
export type PayerInput = z.input<typeof payerSchema>

export const payerFileSchema = z.strictObject({ payers: z.array(payerSchema).min(1) })

/** The published JSON schema of the payers file. */
export const payersJsonSchema = () => z.toJSONSchema(payerFileSchema, { io: 'input' })
