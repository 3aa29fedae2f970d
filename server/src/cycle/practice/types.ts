import type { Cents, PlainDate } from '@ballast/kernel'
import { z } from 'zod'

/** A row of an imported file: its line in the file, its cells by our field names, and its own text. */
export type ImportRow = {
  readonly line: number
  readonly cells: Readonly<Record<string, string>>
  readonly raw: string
}

/** Why one row of a file was not taken: where, and what to do about it. */
export type RowRefusal = {
  readonly line: number
  readonly field: string | null
  readonly message: string
  readonly raw: string
}

/** A field of an imported file: our name for it, and what the systems people export from call it. */
export type ImportField = { readonly name: string; readonly aliases: readonly string[]; readonly required: boolean }

/** What happened to a file: every row of it is counted once. */
export type ImportReport = {
  readonly kind: string
  readonly name: string
  readonly state: 'done' | 'unusable'
  readonly problem: string | null
  readonly total: number
  readonly added: number
  readonly changed: number
  readonly same: number
  readonly refused: readonly RowRefusal[]
  /** When required columns were not found: which, and what the file has, so that a person can say which is which. */
  readonly unmapped?: {
    readonly missing: readonly string[]
    readonly headers: readonly string[]
    readonly fields: readonly string[]
  }
}

export type PayerKind = 'commercial' | 'medicare' | 'medicaid' | 'eap' | 'self_pay'
/** Who is sent claims: everybody but the patients who pay alone. */
export type BilledKind = Exclude<PayerKind, 'self_pay'>

/** A payer as the practice knows it; `params` are the practice's own settings for it. */
export type Payer = {
  readonly id: string
  readonly externalId: string
  readonly name: string
  readonly ediId: string
  readonly kind: PayerKind
  readonly partner: string
  readonly filingDays: number
  readonly appealDays: number
  readonly params: Readonly<Record<string, unknown>>
  readonly carveOutPayerId: string | null
}

/** What a payer agreed to allow for a code and credential, on a day. */
export type ContractRate = {
  readonly payerId: string
  readonly code: string
  readonly credential: string
  readonly from: PlainDate
  readonly until: PlainDate | null
  readonly allowed: Cents
}

/** The licences a claim can be coded for, by the title of the independent level; `associate` works under a supervisor. */
// biome-ignore format: one list
export const credentials = ['MD', 'DO', 'NP', 'PA', 'CNS', 'PhD', 'PsyD', 'LCSW', 'LMFT', 'LPC', 'LMHC', 'associate'] as const
export type Credential = (typeof credentials)[number]

/** What cannot be right in something typed: its place, and what to do. */
export type Flaw = { readonly at: string; readonly message: string }

/** A street, as somebody types it. */
export type PlaceEntry = {
  readonly address: string
  readonly city: string
  readonly state: string
  readonly zip: string
}

/** What an owner says of the practice. */
export type PracticeEntry = PlaceEntry & {
  readonly name: string
  readonly npi: string
  readonly taxId: string
  readonly taxonomy: string
  readonly phone: string
  readonly timeZone: string
}

/** Whom the practice's files go to, and whether they are meant. */
export type PartnerEntry = {
  readonly id: string
  readonly name: string
  readonly qualifier: string
  readonly usage: 'T' | 'P'
}

export type LocationEntry = PlaceEntry & {
  readonly code: string
  readonly name: string
  readonly placeOfService: string
}
export type ProgramEntry = { readonly code: string; readonly name: string }

export type ClinicianEntry = {
  readonly npi: string
  readonly firstName: string
  readonly lastName: string
  readonly credential: Credential
  readonly licenceState: string | null
  readonly taxonomy: string
  readonly programId: string | null
  readonly locationId: string | null
  readonly supervisorId: string | null
  readonly startedOn: PlainDate | null
}

export type PayerEntry = {
  readonly name: string
  /** What the practice's own files call the payer: the payer_id of a coverage. */
  readonly code: string
  readonly ediId: string
  readonly kind: BilledKind
  readonly filingIndicator: string
  readonly partner: string
  /** Null where nobody has said: what is usual for the kind then stands, unverified. */
  readonly filingDays: number | null
  readonly appealDays: number | null
  readonly carveOutPayerId: string | null
  readonly phone: string | null
}

/** What was and what is, by the name of what changed. */
export type Change = { readonly name: string; readonly was: unknown; readonly is: unknown }

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a day such as 2026-03-02')
const money = z.string().regex(/^\d+(\.\d{1,2})?$/, 'expected an amount such as 150.00')
const npi = z.string().regex(/^\d{10}$/, 'expected ten digits')
const address = { address: z.string(), city: z.string(), state: z.string().length(2), zip: z.string() }

/** The practice's settings as one file: who it is, its people, places, programs, charges and payers. */
export const setupSchema = z.object({
  practice: z.object({
    name: z.string().min(1),
    npi,
    taxId: z.string().min(9),
    taxonomy: z.string(),
    timeZone: z.string(),
    phone: z.string(),
    submitterId: z.string(),
    ...address,
  }),
  locations: z.array(z.object({ id: z.string(), name: z.string(), placeOfService: z.string(), ...address })).min(1),
  programs: z.array(z.object({ id: z.string(), name: z.string() })).min(1),
  clinicians: z.array(
    z.object({
      npi,
      firstName: z.string(),
      lastName: z.string(),
      credential: z.string(),
      licenceState: z.string().nullish(),
      taxonomy: z.string(),
      programId: z.string().nullish(),
      locationId: z.string().nullish(),
      supervisorNpi: npi.nullish(),
      startsOn: day.nullish(),
      enrollments: z
        .array(z.object({ payerId: z.string(), from: day, until: day.nullish(), groupFrom: day.nullish() }))
        .default([]),
    }),
  ),
  charges: z.array(z.object({ code: z.string(), charge: money })),
  payers: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      kind: z.enum(['commercial', 'medicare', 'medicaid', 'eap', 'self_pay']),
      filingIndicator: z.string().default('CI'),
      carvesOutTo: z.string().nullish(),
      params: z.record(z.string(), z.unknown()).default({}),
      changes: z.array(z.object({ from: day, params: z.record(z.string(), z.unknown()) })).default([]),
      authorization: z.unknown().optional(),
      sessionLimit: z.unknown().optional(),
      memberIdShape: z.string().nullish(),
      fees: z.array(z.object({ code: z.string(), credential: z.string().default('*'), allowed: money })).default([]),
    }),
  ),
})
export type Setup = z.infer<typeof setupSchema>
export type PayerSetup = Setup['payers'][number]

/** What a payer changes from a day on. */
export type DatedTerms = { readonly from: string; readonly params: Readonly<Record<string, unknown>> }

/** What a settings file says anew since it was brought last. */
export type SetupChanges = {
  /** By name: `practice`, `clinician 1245319599`, `charge 90834`. */
  readonly said: ReadonlySet<string>
  /** Of each payer: its terms with their new values, null where the file no longer says one, and its dated changes. */
  readonly payers: ReadonlyMap<
    string,
    {
      readonly terms: readonly (readonly [name: string, value: unknown])[]
      readonly dated: { readonly last: readonly DatedTerms[]; readonly now: readonly DatedTerms[] }
    }
  >
}
