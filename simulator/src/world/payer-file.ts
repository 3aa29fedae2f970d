import { type Cents, parseDecimal, zero } from '@ballast/kernel'
import { z } from 'zod'
import { random } from '../random.ts'
import { textOfShape } from './shape.ts'

// A payer has two faces. What it publishes (contract, manual) a practice may enter as settings; what it hides (habits,
// errors, changes nobody announces) is learned only from its answers. Almost everything has a default, so that a payer can
// be as short as its id, name and kind; what is written wrong is refused with its place.

const amount = z
  .string()
  .regex(/^\d{1,7}(\.\d{1,2})?$/, 'expected an amount such as "25.00"')
  .transform((text): Cents => parseDecimal(text) ?? zero)
  .describe('an amount as text, such as "25.00"')

export const credentials = [
  'MD', 'DO', 'NP', 'PA', 'CNS', 'PhD', 'PsyD', 'LCSW', 'LMFT', 'LPC', 'LMHC', 'associate',
] as const // biome-ignore format: one list
export const credential = z.enum(credentials)
export type Credential = z.infer<typeof credential>

const code = z.string().regex(/^[0-9A-Z]{5}$/, 'expected a procedure code of five letters or figures')
const place = z.string().regex(/^\d{2}$/, 'expected a place of service of two figures')
const modifier = z.string().regex(/^[0-9A-Z]{2}$/, 'expected a modifier of two letters or figures')
const days = (most: number) => z.number().int().min(0).max(most)
const share = z.number().min(0).max(1)
const basisPoints = z.number().int().min(1).max(100_000)
const month = z.number().int().min(1).max(240).describe('of the run; 1 is the first')

const allowlist = z.union([z.literal('*'), z.array(code)]).default('*')

/** Parameters go by the names of the product's payer settings; those absent have the product's default. */
const rules = {
  av_modifier: z.enum(['none', '95', 'GT']).describe('modifier of a video visit'),
  audio_modifier: z.enum(['none', '93', 'FQ', 'not_paid']).describe('modifier of a visit by telephone, or not paid'),
  pos_home: place.describe('place of service of telehealth with the patient at home; 11 means: as in the office'),
  pos_other: place.describe('place of service of telehealth with the patient elsewhere'),
  timely_filing_days: z.number().int().min(1).max(3650),
}
const params = z
  .strictObject({
    av_modifier: rules.av_modifier.default('95'),
    audio_modifier: rules.audio_modifier.default('93'),
    pos_home: rules.pos_home.default('10'),
    pos_other: rules.pos_other.default('02'),
    license_modifier_map: z
      .partialRecord(credential, modifier)
      .default({})
      .describe('modifier wanted on every line, by licence'),
    supervised_billing_mode: z
      .enum(['not_allowed', 'incident_to', 'under_supervisor_npi', 'own_npi_with_modifier'])
      .default('under_supervisor_npi')
      .describe('how an associate under supervision is billed'),
    timely_filing_days: rules.timely_filing_days.default(90).describe('from the day of service'),
    corrected_claim_days: z.number().int().min(1).max(3650).default(180),
    appeal_days: z.number().int().min(1).max(3650).default(180),
    clean_claim_pay_days: z.number().int().min(1).max(365).default(30).describe('later payments bear interest'),
    telehealth_code_allowlist: allowlist.describe('codes paid by video: "*" or a list'),
    audio_code_allowlist: allowlist.describe('codes paid by telephone: "*" or a list'),
    rendering_type_matrix: z
      .record(code, z.array(credential))
      .default({})
      .describe('codes that only these licences may render'),
    telehealth_provider_types: z
      .union([z.literal('*'), z.array(credential)])
      .default('*')
      .describe('licences paid at a distance: "*" or a list'),
    max_sessions_per_week: z.number().int().min(1).max(21).optional().describe('days of visits paid in seven days'),
    frequency_code_corrected: z.enum(['7', 'none']).default('7').describe('none: corrected claims go as new ones'),
    noshow_fee_allowed: z.boolean().default(true),
  })
  .prefault({})

const published = z
  .strictObject({
    name: z.string().min(1).max(60),
    kind: z.enum(['commercial', 'medicare', 'medicaid', 'eap']),
    filingIndicator: z
      .string()
      .regex(/^[0-9A-Z]{1,2}$/)
      .default('CI')
      .describe('SBR09 of the 837P, such as CI, BL, MB, MC'),
    memberIdShape: z
      .string()
      .refine((shape) => textOfShape(random(1, 'shape'), shape) !== null, {
        message:
          'expected letters, figures, \\d, classes such as [A-Z], and counts such as {9} or {3,5}, between ^ and $',
      })
      .default('^[A-Z]{3}\\d{9}$')
      .describe('a regular expression that every member id of this payer matches'),
    carvesOutTo: z.string().nullable().default(null).describe('id of the payer that holds the mental health benefit'),
    params,
    authorization: z
      .strictObject({
        codes: z.array(code).min(1),
        units: z.number().int().min(1).max(1000).describe('visits an approval gives'),
        days: z.number().int().min(1).max(1000).describe('how long it lasts'),
        turnaroundDays: days(120).default(5),
        retroDays: days(365).default(0).describe('how far back an approval asked for late may reach'),
      })
      .nullable()
      .default(null)
      .describe('which codes need approval beforehand'),
    sessionLimit: z
      .strictObject({ limit: z.number().int().min(1).max(1000), per: z.enum(['year', 'episode']) })
      .nullable()
      .default(null)
      .describe('visits covered in a calendar year or in an episode'),
    wantsReferral: z
      .boolean()
      .default(false)
      .describe('its 271 says that a primary physician refers; a claim without the number is denied'),
    feeBasisPoints: basisPoints.default(10_000).describe('share of the base fee that the contract pays; 10000 = all'),
    feeByCredential: z.partialRecord(credential, basisPoints).default({}).describe('of that, by licence'),
    fees: z
      .array(z.strictObject({ code, credential: credential.optional(), allowed: amount }))
      .default([])
      .describe('a fee schedule in amounts; where it names a code it stands before the shares'),
    cost: z
      .strictObject({
        copay: z.array(amount).default([]),
        coinsurancePercent: z.array(z.number().int().min(0).max(100)).min(1).default([0]),
        deductible: z.array(amount).default([]),
      })
      .prefault({})
      .describe('what members of this payer may owe; each member draws one of each'),
    sequestrationBasisPoints: z.number().int().min(0).max(10_000).default(0),
  })
  .describe('what a practice may know: entered as its settings, with guards on and off')

const change = z.strictObject({
  fromMonth: month,
  set: z
    .strictObject({
      av_modifier: rules.av_modifier.optional(),
      audio_modifier: rules.audio_modifier.optional(),
      pos_home: rules.pos_home.optional(),
      pos_other: rules.pos_other.optional(),
      timely_filing_days: rules.timely_filing_days.optional(),
    })
    .refine((set) => Object.keys(set).length > 0, 'expected at least one rule to change'),
  announcedAfterDays: days(1000).default(45).describe('until then it is learned from denials, or by calling'),
})

const hidden = z
  .strictObject({
    turnaroundDays: z
      .tuple([days(365), days(365)])
      .refine(([least, most]) => least <= most, 'expected the least before the most')
      .default([7, 14])
      .describe('from receipt to decision, least and most'),
    payWeekday: z.number().int().min(1).max(5).default(3).describe('the day of the week it pays; 1 is Monday'),
    changes: z.array(change).default([]).describe('rules that change, for days of service from that month on'),
    reviews: z
      .strictObject({
        pendedShare: share.default(0).describe('requests answered "pended" first'),
        partialShare: share.default(0).describe('approved for half the visits'),
        modifiedShare: share.default(0).describe('approved for half the days'),
        deniedShare: share.default(0),
        silentShare: share.default(0).describe('requests never answered'),
      })
      .prefault({})
      .describe('how it decides requests for approval (278)'),
    findsAuthorizationOnFile: z.boolean().default(true).describe('false: only the approval the claim names counts'),
    reviewsMinutesShare: share.default(0).describe('long sessions whose record is asked for before paying'),
    reviewsRecordsShare: share.default(0).describe('claims whose whole record is asked for and read before paying'),
    takebackShare: share.default(0).describe('long sessions audited after paying'),
    takebackAfterDays: z.number().int().min(1).max(730).default(120),
    learnsTerminationAfterDays: days(365).default(45).describe('what it pays until then it takes back'),
    underpaysShare: share.default(0),
    underpaysBasisPoints: basisPoints.default(9000),
    slowShare: share.default(0).describe('claims paid late, with interest'),
    interestBasisPointsPerYear: z.number().int().min(0).max(10_000).default(1200),
    missingAcknowledgmentShare: share.default(0).describe('files no 277CA ever answers'),
    lateAcknowledgmentShare: share.default(0),
    duplicateRemittanceMonths: z.array(month).default([]).describe('an 835 comes twice, the same bytes'),
    reenvelopedRemittanceMonths: z.array(month).default([]).describe('an 835 comes again in another envelope'),
    unbalancedRemittanceMonths: z.array(month).default([]).describe('an 835 does not balance; six days later it does'),
    reusedTraceMonths: z.array(month).default([]).describe('a check number is used for a second payment'),
  })
  .prefault({})
  .describe('habits, errors and changes: learned only from its answers')

export const payerSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[A-Z0-9]{2,20}$/, 'expected 2 to 20 capital letters or figures')
    .describe('the payer id of 837P and 835'),
  members: z
    .number()
    .min(0)
    .max(1_000_000)
    .default(10)
    .describe(
      "how often, against the other payers, this plan is on a new patient's card; none for a plan behind a card",
    ),
  published,
  hidden,
})
export type Rules = z.infer<typeof params>
export type Payer = z.infer<typeof payerSchema>
export type PayerInput = z.input<typeof payerSchema>

export const payerFileSchema = z
  .strictObject({ payers: z.array(payerSchema).min(1).max(200) })
  .superRefine(({ payers }, context) => {
    payers.forEach(({ id, published: { carvesOutTo } }, i) => {
      const say = (path: string[], message: string) =>
        context.addIssue({ code: 'custom', path: ['payers', i, ...path], message })
      if (payers.findIndex((other) => other.id === id) !== i) say(['id'], `${id} is the id of another payer too`)
      if (carvesOutTo === null) return
      const holder = payers.find((other) => other.id === carvesOutTo)
      const at = ['published', 'carvesOutTo']
      if (!holder) say(at, `no payer has the id ${carvesOutTo}`)
      else if (holder.published.carvesOutTo !== null)
        say(at, `${carvesOutTo} carves the benefit out itself; name the payer that holds it`)
    })
  })

/** The published JSON schema of the payers file. */
export const payersJsonSchema = () => z.toJSONSchema(payerFileSchema, { io: 'input' })
