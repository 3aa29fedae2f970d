import {
  type Cents,
  cents,
  formatDecimal,
  type PlainDate,
  parseDate,
  parseDecimal,
  type Severity,
} from '@ballast/kernel'
import { z } from 'zod'
import type { CountedVisit, Facts, LimitStanding } from '../eligibility/types/standing.ts'

// A claim as the edits, the 837P and the screens share it. Nearly every field may be missing: a claim read from somebody
// else's file must be readable before it can be judged, and what is missing is an edit's business.

const day = z.string().transform((value, context): PlainDate => {
  const read = parseDate(value)
  if (read !== null) return read
  context.addIssue({ code: 'custom', message: 'expected a day such as 2026-03-02' })
  return z.NEVER
})

const money = z.string().transform((value, context): Cents => {
  const read = parseDecimal(value)
  if (read !== null) return read
  context.addIssue({ code: 'custom', message: 'expected an amount such as 150.00' })
  return z.NEVER
})

const absent = <S extends z.ZodType>(schema: S) => schema.nullish().transform((value) => value ?? undefined)
const text = absent(z.string())
const flag = absent(z.boolean())
const count = absent(z.number())
const someDay = absent(day)
const someMoney = absent(money)
const texts = absent(z.array(z.string()))

const address = z.strictObject({ line: text, line2: text, city: text, state: text, zip: text })
const person = {
  lastName: text,
  firstName: text,
  middleName: text,
  birthOn: someDay,
  sex: absent(z.enum(['F', 'M', 'U'])),
  address: absent(address),
}
const clinician = z.strictObject({
  npi: text,
  lastName: text,
  firstName: text,
  credential: text,
  taxonomy: text,
})

export const relationships = ['self', 'spouse', 'child', 'employee', 'life_partner', 'unknown', 'other'] as const
export type Relationship = (typeof relationships)[number]

const line = z.strictObject({
  code: z.string(),
  modifiers: z.array(z.string()).default([]),
  units: z.number(),
  charge: money,
  on: day,
  until: someDay,
  placeOfService: text,
  pointers: z.array(z.number().int()).default([]),
  reference: text,
  authorization: text,
  renderingNpi: text,
})

const otherPayerLine = z.strictObject({
  number: z.number().int(),
  paid: money,
  adjustments: z.array(z.strictObject({ group: z.string(), reason: z.string(), amount: money })).default([]),
})

/** What a payer before this one decided, for a secondary claim. Whose plan it is goes without saying where it is the subscriber's own. */
const otherPayer = z.strictObject({
  id: text,
  name: text,
  rank: z.enum(['P', 'S', 'T']),
  memberId: text,
  filingIndicator: text,
  subscriber: absent(z.strictObject({ lastName: text, firstName: text })),
  relationship: absent(z.enum(relationships)),
  claimStatus: text,
  claimNumber: text,
  paidOn: someDay,
  paid: someMoney,
  lines: absent(z.array(otherPayerLine)),
})

export const payerKinds = ['commercial', 'medicare', 'medicaid', 'eap', 'self_pay'] as const

export const claimSchema = z.strictObject({
  id: z.string().min(1),
  frequency: z.enum(['1', '7', '8']).default('1'),
  originalClaim: text,
  charge: someMoney,
  placeOfService: text,
  billing: z.strictObject({
    npi: text,
    taxId: text,
    taxonomy: text,
    name: text,
    isPerson: flag,
    phone: text,
    address: absent(address),
    payTo: absent(address),
  }),
  rendering: clinician,
  supervising: absent(clinician),
  referring: absent(clinician),
  facility: absent(z.strictObject({ name: text, npi: text, address: absent(address) })),
  payer: z.strictObject({
    id: text,
    name: text,
    kind: z.enum(payerKinds).default('commercial'),
    rank: z.enum(['P', 'S', 'T']).default('P'),
    filingIndicator: text,
    product: text,
    params: absent(z.record(z.string(), z.unknown())),
  }),
  subscriber: z.strictObject({ ...person, memberId: text, groupNumber: text }),
  patient: z.strictObject(person),
  relationship: z.enum(relationships).default('self'),
  diagnoses: z.array(z.string()),
  lines: z.array(line),
  authorization: text,
  referral: text,
  signatureOnFile: flag,
  assignmentOfBenefits: flag,
  relatedTo: absent(z.array(z.enum(['auto', 'work', 'other']))),
  attachments: absent(z.array(z.strictObject({ type: z.string(), control: text, isQueued: flag }))),
  otherPayers: absent(z.array(otherPayer)),
  patientPaid: someMoney,
  delayReason: text,
  note: text,
})
export type Claim = z.output<typeof claimSchema>
export type ClaimLine = Claim['lines'][number]
export type Address = z.output<typeof address>

const placedTime = z.strictObject({ code: text, start: z.string(), stop: z.string(), npi: text, patient: text })

/** What the practice's own records know beside the claim. A group or field that is absent is not known. */
export const editFactsSchema = z.strictObject({
  minutes: count,
  note: absent(
    z.strictObject({
      on: someDay,
      signed: flag,
      signedOn: someDay,
      elements: texts,
      start: text,
      stop: text,
      totalMinutes: count,
      psychotherapyMinutes: count,
      emBasis: absent(z.enum(['time', 'mdm'])),
      attendees: count,
      patientPresent: flag,
      patientPart: flag,
      interpreterOnly: flag,
      planOn: someDay,
      planSigned: flag,
      necessity: text,
      sameNecessityNotes: count,
      coSigned: flag,
    }),
  ),
  eligibility: absent(
    z.strictObject({
      checkedOn: someDay,
      active: flag,
      from: someDay,
      until: someDay,
      carveOutPayer: text,
      activeCoverages: count,
      orderConfirmedOn: someDay,
      medicareSecondaryAnswered: flag,
      payerIds: texts,
      referralRequired: flag,
      referralUntil: someDay,
      hasMedicaid: flag,
      isQmb: flag,
    }),
  ),
  authorization: absent(
    z.strictObject({
      required: flag,
      onFile: flag,
      number: text,
      from: someDay,
      until: someDay,
      codes: texts,
      unitsApproved: count,
      unitsUsed: count,
      renderingNpis: texts,
      taxId: text,
      diagnosis: text,
      lineNumbers: texts,
    }),
  ),
  limits: absent(z.strictObject({ limit: count, used: count, remaining: count, isNonCovered: flag })),
  session: absent(
    z.strictObject({
      status: absent(z.enum(['booked', 'kept', 'no_show', 'late_cancel', 'cancelled'])),
      on: someDay,
      modality: absent(z.enum(['in_person', 'video', 'audio'])),
      patientAt: absent(z.enum(['home', 'elsewhere', 'clinic'])),
      patientState: text,
      scheduledOn: someDay,
      estimateSentOn: someDay,
      copayDue: someMoney,
      copayPaid: someMoney,
      copayReason: text,
      noShowFee: someMoney,
      program: text,
      attendedMinutes: count,
      monthMinutes: count,
      isSampled: flag,
      times: absent(z.array(placedTime)),
    }),
  ),
  clinician: absent(
    z.strictObject({
      isEnrolled: flag,
      enrolledFrom: someDay,
      enrolledUntil: someDay,
      enrolledPlace: text,
      isLinkedToGroup: flag,
      licenceStates: texts,
      isSupervised: flag,
      hiredOn: someDay,
      taxonomy: text,
      education: absent(z.enum(['less_than_bachelor', 'bachelor', 'master', 'doctoral'])),
      dayMinutes: count,
      times: absent(z.array(placedTime)),
    }),
  ),
  patientDay: absent(z.strictObject({ times: absent(z.array(placedTime)), otherDisciplines: flag })),
  contract: absent(
    z.strictObject({
      taxId: text,
      billingTaxonomy: text,
      expected: absent(z.array(money)),
      requiredModifiers: texts,
      unitCaps: absent(z.record(z.string(), z.number())),
    }),
  ),
  history: absent(
    z.strictObject({
      lines: absent(
        z.array(
          z.strictObject({
            code: z.string(),
            on: day,
            renderingNpi: text,
            modifiers: z.array(z.string()).default([]),
            outcome: absent(z.enum(['billed', 'rejected', 'void'])),
          }),
        ),
      ),
      lastEvaluationOn: someDay,
      lastSeenOn: someDay,
      sessionsInWeek: count,
      lastRemarks: texts,
      crossedOver: flag,
    }),
  ),
  consent: absent(
    z.strictObject({
      isPart2Program: flag,
      part2Payment: flag,
      release: flag,
      assignment: flag,
      /** The payer is to pay the patient: nothing is assigned, on purpose. */
      paysPatient: flag,
      accidentAsked: flag,
    }),
  ),
  patientBalance: someMoney,
})
export type EditFacts = Partial<z.output<typeof editFactsSchema>>

/** `minutes`, `note.signed`: what an edit has to know before it may speak. */
export type FactPath =
  | keyof EditFacts
  | {
      [G in keyof EditFacts]-?: NonNullable<EditFacts[G]> extends number | string | readonly unknown[]
        ? never
        : `${G}.${Extract<keyof NonNullable<EditFacts[G]>, string>}`
    }[keyof EditFacts]

const editInput = z.strictObject({ claim: claimSchema, facts: absent(editFactsSchema), today: someDay })
export type EditInput = z.output<typeof editInput>

const place = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (sofar, key) =>
      typeof key === 'number' ? `${sofar}[${key}]` : sofar === '' ? String(key) : `${sofar}.${String(key)}`,
    '',
  )

/** Reads one `{ claim, facts }` or an array of them; every problem says where and what was expected. */
export function parseEditInput(
  input: unknown,
): { ok: true; value: readonly EditInput[]; isList: boolean } | { ok: false; problems: readonly string[] } {
  const isList = Array.isArray(input)
  const read = z.array(editInput).safeParse(isList ? input : [input])
  if (read.success) return { ok: true, value: read.data, isList }
  const problems = read.error.issues.map((issue) => {
    const path = isList ? issue.path : issue.path.slice(1)
    if (issue.code === 'unrecognized_keys')
      return `unknown field ${issue.keys.map((key) => place([...path, key])).join(', ')}`
    return `${place(path) || 'input'}: ${issue.message}`
  })
  return { ok: false, problems }
}

/** A claim as it stands on the wire: amounts as decimal text. */
export const claimToWire = (claim: Claim): unknown =>
  JSON.parse(
    JSON.stringify(claim, (key, value: unknown) =>
      ['charge', 'paid', 'amount', 'patientPaid'].includes(key) && typeof value === 'number'
        ? formatDecimal(cents(value))
        : value,
    ),
  )

export type EditStage = 'booking' | 'signing' | 'release'
export type EditOrigin =
  | 'check_in'
  | 'eligibility'
  | 'authorization'
  | 'scheduling'
  | 'documentation'
  | 'coding'
  | 'billing'

/** What the payer's rows say that edits depend on; resolved once, by precedence. */
export type EditParams = {
  readonly av_modifier: string
  readonly audio_modifier: string
  readonly pos_home: string
  readonly pos_other: string
  readonly audio_code_allowlist: readonly string[] | '*'
  readonly telehealth_code_allowlist: readonly string[] | '*'
  readonly telehealth_provider_types: readonly string[] | '*'
  readonly telehealth_requires_state_licence: boolean
  readonly license_modifier_map: Readonly<Record<string, string>>
  readonly rendering_type_matrix: Readonly<Record<string, readonly string[]>>
  readonly supervised_billing_mode: string
  readonly unit_rule_15: string
  readonly crisis_addon_rule: string
  readonly long_session_justification: boolean | 'block'
  readonly eval_repeat_min_days: number
  readonly group_max: number
  readonly max_sessions_per_week: number | null
  readonly per_diem_inclusive: boolean
  readonly per_diem_min_hours: number
  readonly prior_auth_required_codes: readonly string[]
  readonly auth_number_on_claim: string
  readonly auth_code_family: boolean
  readonly timely_filing_days: number
  readonly frequency_code_corrected: string
  readonly secondary_crossover: boolean
  readonly eligibility_max_age_days: number
  readonly noshow_fee_allowed: boolean
  readonly visit_limit_action: string
  readonly plan_max_age_days: number
  readonly plan_stale_action: string
  readonly unpayable_diagnosis_action: string
  readonly member_id_regex: string | null
  readonly review_new_clinician_days: number
  readonly clinician_day_max_minutes: number
}

/** A payer's term in the words of its contract, and what it may say: one of a few words, or a shape. */
export type TermWords = {
  readonly name: keyof EditParams
  readonly title: string
  readonly shape: readonly string[] | 'text' | 'list' | 'map' | 'count' | 'yes-no'
}

/** Who says a term: the practice for every payer, the payer, what is usual for its kind, or nobody yet. */
export type TermSource = 'practice' | 'payer' | 'plan type' | 'default'

export type EditContext = {
  readonly claim: Claim
  readonly facts: EditFacts
  readonly params: EditParams
  readonly today: PlainDate
}

/** What one edit noticed. Its severity stands in for the edit's own where the condition decides. */
export type EditRemark = { readonly message: string; readonly at: string; readonly severity?: Severity }

export type Edit = {
  readonly id: `S${string}`
  readonly slug: string
  readonly title: string
  readonly severity: Severity
  /** A person may let the claim go with a reason. */
  readonly isReleasable?: boolean
  readonly stages: readonly EditStage[]
  readonly origin: EditOrigin
  readonly prevents: readonly string[]
  readonly cite: string
  readonly verified: 'V' | 'P' | 'U'
  readonly needs: readonly FactPath[]
  /** The claim by itself may already show it; the facts only show more. */
  readonly seesClaimAlone?: true
  check(context: EditContext): readonly EditRemark[]
}

export type EditFinding = {
  readonly rule: string
  readonly severity: Severity
  readonly message: string
  readonly at: string
  readonly origin: EditOrigin
  readonly prevents: readonly string[]
  readonly cite: string
  readonly verified: 'V' | 'P' | 'U'
  readonly isReleasable: boolean
}

/** What a changed rule would have done to the claims of the last days. */
export type Tried = {
  readonly days: number
  readonly looked: number
  readonly wouldStop: number
  readonly paidAnyway: number
  readonly paidAnywayCents: number
  readonly denied: number
  readonly wouldFree: number
  readonly stopped: readonly {
    readonly claimId: string
    readonly controlNumber: string
    readonly status: string
    readonly chargeCents: number
    readonly paidCents: number
    readonly message: string
  }[]
}

export type EditResult = {
  readonly claim: string
  readonly clean: boolean
  readonly findings: readonly EditFinding[]
  readonly notChecked: readonly string[]
}

/** Where a claim may go next. A move that is not listed does not exist. */
export const claimMoves = {
  draft: ['ready', 'held', 'void'],
  held: ['draft', 'ready', 'void'],
  ready: ['draft', 'held', 'sent', 'void'],
  // Back to ready only while its file has not left: a person took it back within the minute.
  sent: ['accepted', 'rejected', 'paid', 'denied', 'ready'],
  accepted: ['paid', 'denied', 'rejected', 'closed'],
  rejected: ['draft', 'ready', 'void', 'closed'],
  // Held or ready again for the next payer, where the patient has a second plan.
  paid: ['closed', 'denied', 'void', 'held', 'ready'],
  denied: ['draft', 'closed', 'paid', 'void'],
  closed: [],
  void: [],
} as const satisfies Record<string, readonly string[]>
export type ClaimStatus = keyof typeof claimMoves

export const mayMove = (from: ClaimStatus, to: ClaimStatus): boolean =>
  (claimMoves[from] as readonly string[]).includes(to)

/** An authorization as it stands, with what our own claims have taken of it. */
export type GrantFacts = {
  readonly number: string
  readonly codes: readonly string[]
  readonly from: PlainDate
  readonly until: PlainDate
  readonly units: number
  /** By other visits; what this visit holds itself is not counted. */
  readonly used: number
  /** This visit holds a unit of it. */
  readonly isHeld: boolean
  /** Whom it names, and for which disorder it was given; null where it says neither. */
  readonly clinicianNpi: string | null
  readonly diagnosis: string | null
}

type PersonFacts = {
  readonly id: string
  readonly npi: string
  readonly lastName: string
  readonly firstName: string
  readonly credential: string
  readonly taxonomy: string
  readonly licenceState: string | null
  readonly startedOn: PlainDate | null
}

/** What the payers said of one coverage; the holder is another company that holds its mental health benefit. */
export type SaidOfCoverage = {
  readonly coverageId: string
  readonly checkedOn: PlainDate | null
  readonly checkedFor: PlainDate | null
  readonly isActive: boolean | null
  readonly planFrom: PlainDate | null
  readonly planUntil: PlainDate | null
  readonly holder: { readonly payerId: string | null; readonly name: string; readonly id: string | null } | null
  readonly orderConfirmedOn: PlainDate | null
  readonly facts: Facts
}

/** What is known of the coverages in force on the day, the one that pays first at the front, and its limit. */
export type BenefitFacts = {
  readonly said: readonly SaidOfCoverage[]
  readonly limit: LimitStanding | null
  readonly visitsBefore: readonly CountedVisit[]
}

/** What a payer before the present one decided of a claim, and under which coverage. */
export type PriorDecision = {
  /** How it says it processed the claim (CLP02). */
  readonly status: string
  readonly payerClaimNumber: string | null
  readonly paidOn: PlainDate
  readonly paid: Cents
  /** What it left to the patient, which the next payer is asked for. */
  readonly left: Cents
  readonly lines: readonly {
    readonly number: number
    readonly paid: Cents
    readonly adjustments: readonly { readonly group: string; readonly reason: string; readonly amount: Cents }[]
  }[]
}

/** A payer that decided a claim before its present one, and its own number for it. */
export type Decider = { readonly rank: number; readonly payerId: string; readonly payerClaimNumber: string | null }

export type PriorPayer = PriorDecision & {
  readonly coverage: NonNullable<DraftFacts['coverage']>
  readonly payer: NonNullable<DraftFacts['payer']>
}

/** All that is known of a session when its claim is drafted. */
export type DraftFacts = {
  readonly sessionId: string
  /** Guards a practice may switch off, each alone. */
  readonly guards: { readonly codeChoice: boolean; readonly edits: boolean }
  readonly practice: {
    readonly name: string
    readonly npi: string
    readonly taxId: string
    readonly taxonomy: string
    readonly phone: string
    readonly submitterId: string
    readonly params: Readonly<Record<string, unknown>>
    readonly address: Address
  }
  readonly patient: {
    readonly id: string
    readonly lastName: string
    readonly firstName: string
    readonly birthOn: PlainDate
    readonly sex: 'F' | 'M' | 'U'
    readonly address: Address
  }
  readonly clinician: PersonFacts
  readonly supervisor: PersonFacts | null
  readonly locationId: string
  readonly placeOfService: string
  readonly programId: string
  readonly coverage: {
    readonly id: string
    /** Entered as the patient's second plan, and nobody entered a first. */
    readonly isFirstMissing: boolean
    readonly memberId: string
    readonly groupNumber: string | null
    readonly relationship: 'self' | 'spouse' | 'child' | 'other'
    readonly from: PlainDate
    readonly until: PlainDate | null
    readonly referral: string | null
    readonly referralUntil: PlainDate | null
    /** Whether the plan's money was signed over to the practice; null when nobody said. */
    readonly isAssigned: boolean | null
    /** Set where the clinician is out of its network and it pays the patient: they pay the visit, with or without a claim for them. */
    readonly paysPatient: 'superbill' | 'courtesy_claim' | null
    readonly subscriber: {
      readonly lastName: string
      readonly firstName: string
      readonly birthOn: PlainDate
      readonly sex: 'F' | 'M' | 'U'
      readonly address: Address | undefined
    }
  } | null
  readonly payer: {
    readonly id: string
    readonly ediId: string
    readonly name: string
    readonly kind: (typeof payerKinds)[number]
    readonly filingIndicator: string
    readonly partner: string
    readonly params: Readonly<Record<string, unknown>>
  } | null
  /** The payers that decided before this one, the first at the front; none where nobody has yet. */
  readonly priors: readonly PriorPayer[]
  readonly session: {
    readonly on: PlainDate
    readonly start: string | null
    readonly stop: string | null
    readonly minutes: number | null
    readonly status: 'booked' | 'kept' | 'no_show' | 'late_cancel' | 'cancelled'
    readonly service: string
    readonly modality: 'in_person' | 'video' | 'audio'
    readonly patientAt: 'home' | 'elsewhere' | 'clinic'
    readonly em: unknown
    readonly interactiveComplexity: boolean
    readonly medicalServices: boolean
    readonly diagnoses: readonly string[]
    readonly noteElements: readonly string[]
    readonly codesPicked: readonly string[]
    readonly modifiersPicked: readonly string[]
    readonly placePicked: string | null
    readonly authorizationNumber: string | null
    readonly signedOn: PlainDate | null
    /** What a file tells of a note kept elsewhere; null is not told. */
    readonly emBasis: 'time' | 'mdm' | null
    readonly groupSize: number | null
    readonly hasGroupPart: boolean | null
    readonly planOn: PlainDate | null
    readonly isCosigned: boolean | null
  }
  /** What a note written here tells beside its elements; null for one kept elsewhere. */
  readonly note: {
    readonly attendees: number | null
    readonly hasOwnPart: boolean
    readonly planOn: PlainDate | null
    readonly isCosigned: boolean
    readonly patientState: string | null
  } | null
  /** The other visits that were held that day by this clinician or of this patient, with their times. */
  readonly sameDay: readonly {
    readonly patientId: string
    readonly npi: string
    readonly service: string
    readonly start: string
    readonly stop: string | null
    /** Of whoever gave it. */
    readonly credential: string
  }[]
  /** The states the clinician may practice in on the day, by licence or compact; none when nobody entered one. */
  readonly licenceStates: readonly string[]
  /** Paid by the patient for this visit so far, and the copay that was entered with the coverage; null where none was. */
  readonly copay: { readonly entered: Cents | null; readonly paid: Cents }
  /** What patients that may not be billed (QMB) owe all the same; null of everybody else. */
  readonly barredBalance: Cents | null
  /** Remarks of the last remittance of this visit. */
  readonly lastRemarks: readonly string[]
  /** What was before, where this visit's codes or its payer's rules ask for it; null where they do not. */
  readonly before: {
    readonly lastEvaluationOn: PlainDate | null
    readonly lastSeenOn: PlainDate | null
    readonly sessionsInWeek: number | null
  }
  readonly enrollment: {
    readonly isKnown: boolean
    readonly isEnrolled: boolean
    readonly from: PlainDate | null
    readonly until: PlainDate | null
    /** The office this is said of, where the payer counts offices apart. */
    readonly place: string | null
    /** Since when the clinician is on the roster of the group; null when nobody said. */
    readonly groupFrom: PlainDate | null
  } | null
  readonly benefits: BenefitFacts | null
  readonly grants: readonly GrantFacts[]
  readonly billed: readonly {
    readonly code: string
    readonly on: PlainDate
    readonly modifiers: readonly string[]
    readonly renderingNpi: string
  }[]
}

/** A claim as the practice keeps it, with what it needs to go on. */
export type StoredClaim = {
  readonly id: string
  readonly controlNumber: string
  readonly sessionId: string
  readonly payerId: string
  /** Which payer in turn has it; 1 is the first. */
  readonly rank: number
  readonly status: ClaimStatus
  readonly frequency: '1' | '7' | '8'
  readonly replacesControlNumber: string | null
  readonly payerClaimNumber: string | null
  readonly authorizationNumber: string | null
  readonly diagnoses: readonly string[]
  readonly placeOfService: string
  readonly charge: Cents
  readonly findings: readonly EditFinding[]
  readonly version: number
  /** Whether a person, or a payer's answer, has changed it since its draft. */
  readonly isTouched: boolean
  readonly lines: readonly StoredLine[]
}

export type StoredLine = {
  readonly reference: string
  readonly code: string
  readonly modifiers: readonly string[]
  readonly units: number
  readonly charge: Cents
  readonly expected: Cents | null
  readonly on: PlainDate
  readonly placeOfService: string
  readonly pointers: readonly number[]
  readonly minutes: number | null
}

export type BatchState = 'built' | 'sent' | 'accepted' | 'partly_accepted' | 'rejected' | 'cancelled'

/** What stands on a visit that no claim carries: owed, paid and waiting, given up. */
export type VisitMoney = { readonly patient: Cents; readonly unapplied: Cents; readonly writtenOff: Cents }
