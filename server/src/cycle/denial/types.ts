import { type Cents, type PlainDate, parseDate, parseDecimal } from '@ballast/kernel'
import { z } from 'zod'

const money = z.string().transform((text, context): Cents => {
  const read = parseDecimal(text)
  if (read !== null) return read
  context.addIssue({ code: 'custom', message: `is "${text}"; expected an amount such as "180.00"` })
  return z.NEVER
})
const day = z.string().transform((text, context): PlainDate => {
  const read = parseDate(text)
  if (read !== null) return read
  context.addIssue({ code: 'custom', message: `is "${text}"; expected a day such as "2026-03-02"` })
  return z.NEVER
})
const known = <S extends z.ZodType>(schema: S) => schema.nullish().transform((value) => value ?? null)

/** The facts of one denied line, as `ballast classify` takes them; absent or null means not known. */
export const classifySchema = z.strictObject({
  id: z.string().min(1),
  payer: z.strictObject({
    id: known(z.string()),
    name: known(z.string()),
    kind: z.enum(['commercial', 'medicare', 'medicaid', 'eap', 'self_pay']),
    params: known(z.record(z.string(), z.unknown())),
  }),
  claimStatus: known(z.string()),
  line: z.strictObject({
    code: known(z.string()),
    modifiers: known(z.array(z.string())),
    placeOfService: known(z.string()),
    units: known(z.number()),
    minutes: known(z.number()),
    on: known(day),
    charge: known(money),
    allowed: known(money),
    paid: known(money),
  }),
  adjustments: z.array(
    z.strictObject({ group: z.string(), reason: z.string(), amount: money, quantity: known(z.number()) }),
  ),
  remarks: known(z.array(z.string())),
  context: known(
    z.strictObject({
      authorization: known(
        z.strictObject({
          on_file: known(z.boolean()),
          number: known(z.string()),
          start: known(day),
          end: known(day),
          unitsApproved: known(z.number()),
          unitsUsed: known(z.number()),
        }),
      ),
      carveOutPayer: known(z.union([z.string(), z.boolean()])),
      sessionLimit: known(z.strictObject({ limit: known(z.number()), used: known(z.number()) })),
      rendererEnrolled: known(z.boolean()),
      rendererCredential: known(z.string()),
      coverageActive: known(z.boolean()),
      priorClaimSameLine: known(z.union([z.boolean(), z.string()])),
      priorClaimDenied: known(z.boolean()),
      sameCodePaidInPerson: known(z.boolean()),
      twoSessionsSameDay: known(z.boolean()),
      otherCodesSameDay: known(z.array(z.string())),
      unitsAllowed: known(z.number()),
      acceptedByPayerOn: known(day),
      filedOn: known(day),
      filingLimitDays: known(z.number()),
      deniedOn: known(day),
      remittedOn: known(day),
      appealDays: known(z.number()),
      correctedDays: known(z.number()),
      expectedAllowed: known(money),
    }),
  ),
})
export type DenialFacts = z.output<typeof classifySchema>

/** Why a line was denied, and what to do now. */
export type Classification = {
  readonly id: string
  readonly isDenial: boolean
  readonly category: string
  readonly confidence: number
  readonly origin: string
  readonly disposition: string
  readonly owner: string
  readonly patientBillable: string
  readonly deadline: PlainDate | null
  readonly escalation: readonly string[]
  readonly next: readonly string[]
  readonly why: readonly string[]
}
