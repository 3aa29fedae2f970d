import type { Cents, PlainDate } from '@ballast/kernel'
import type { MistakeFile, MistakeKind } from '../world/mistake-file.ts'
import type { Credential, Payer } from '../world/payer-file.ts'
import type { PracticeFile } from '../world/practice-file.ts'

/** Everything a world is made from, besides its seed. */
export type WorldConfig = {
  readonly practice: PracticeFile
  readonly payers: readonly Payer[]
  readonly mistakes: MistakeFile
  readonly months: number
  readonly clinicians: number
}

export type Address = { readonly street: string; readonly city: string; readonly state: string; readonly zip: string }

export type Clinician = {
  readonly position: number
  readonly npi: string
  readonly firstName: string
  readonly lastName: string
  readonly credential: Credential
  readonly taxonomy: string
  readonly programId: string
  readonly locationId: string
  readonly supervisorNpi: string | null
  readonly startsOn: PlainDate
  readonly enrollments: readonly {
    readonly payerId: string
    readonly from: PlainDate
    readonly until: PlainDate | null
    /** Since when the payer has them on the roster of the group. */
    readonly groupFrom: PlainDate
  }[]
}

export type Person = {
  readonly firstName: string
  readonly lastName: string
  readonly birth: PlainDate
  readonly sex: 'F' | 'M'
}

export type Patient = Person & {
  readonly id: string
  readonly pronouns: string
  readonly address: Address
  readonly phone: string
  readonly clinician: Clinician
  readonly card: string | null
  readonly startedOn: PlainDate
  readonly isNew: boolean
}

/** A coverage as it truly is, at the payer that holds the mental health benefit. */
export type Coverage = {
  readonly id: string
  readonly patientId: string
  readonly payerId: string
  readonly planName: string
  readonly memberId: string
  readonly groupNumber: string
  readonly relationship: 'self' | 'child'
  readonly subscriber: Person
  readonly from: PlainDate
  readonly until: PlainDate | null
  readonly copay: Cents
  readonly coinsurancePercent: number
  readonly deductible: Cents
  /** The number of the referral, where the plan wants one. */
  readonly referral: string | null
  /** Pays what the first plan leaves to the patient. */
  readonly isSecond?: true
  /** Its payer passes the claims it decided on to the patient's second plan by itself. */
  readonly passesOn?: true
}

/** A coverage as the front desk typed it; `until` is what it knows. */
export type CoverageEntry = {
  readonly coverage: Coverage
  readonly enteredOn: PlainDate
  readonly payerId: string
  readonly memberId: string
  readonly birth: PlainDate
  readonly until: PlainDate | null
  /** Nobody asked for the referral that the plan wants. */
  readonly isWithoutReferral?: true
  /** The patient has not signed that the plan may pay the practice. */
  readonly isUnassigned?: true
  /** The patient's postal code was left out. */
  readonly isWithoutZip?: true
  /** Entered as the plan that pays second. */
  readonly isSecond?: boolean
  /** As it stands in the entry, where that is not the truth. */
  readonly as?: { readonly relationship: 'self' | 'child'; readonly subscriber: Person }
}

/** An entry with a mistake in it, and what it becomes when somebody learns. */
export type CoveragePlan = {
  readonly first: CoverageEntry
  readonly corrected: CoverageEntry | null
  /** Entered on its own day when null; otherwise only once this coverage's mistake is learned. */
  readonly afterLearning: string | null
}

export type Authorization = {
  readonly id: string
  readonly patientId: string
  readonly payerId: string
  readonly number: string
  readonly codes: readonly string[]
  readonly from: PlainDate
  readonly until: PlainDate
  readonly units: number
  readonly obtainedOn: PlainDate
  /** Whom and which disorder it names; null where it names none. */
  readonly clinicianNpi: string | null
  readonly diagnosis: string | null
}

export type Session = {
  readonly id: string
  readonly patientId: string
  readonly clinician: Clinician
  readonly on: PlainDate
  readonly start: string
  readonly stop: string
  readonly scheduledMinutes: number
  readonly minutes: number
  readonly status: 'kept' | 'no_show' | 'late_cancel'
  readonly service: string
  readonly emCode: string | null
  readonly modality: 'in_person' | 'video' | 'audio'
  readonly patientAt: 'home' | 'elsewhere' | 'clinic'
  readonly rightCodes: readonly string[]
  readonly codesPicked: readonly string[]
  readonly modifiersPicked: readonly string[]
  readonly placePicked: string
  readonly diagnoses: readonly string[]
  readonly noteElements: readonly string[]
  /** How the level of a medical visit beside therapy was chosen; null for other visits. */
  readonly emBasis: 'time' | 'mdm' | null
  /** Of a group: how many came, and whether the note has this patient's own part. */
  readonly groupSize: number | null
  readonly hasGroupPart: boolean | null
  /** The day of the treatment plan. */
  readonly planOn: PlainDate | null
  /** Whether the supervisor signed; null where nobody has to. */
  readonly isCosigned: boolean | null
  /** The approval that the visit names. */
  readonly authorizationNumber: string | null
  readonly signedOn: PlainDate | null
  /** Whoever is to sign is away until then: asking is of no use. */
  readonly isAway?: true
  /** What the entry becomes when somebody asks the clinician. */
  readonly right: {
    readonly modifiers: readonly string[]
    readonly place: string
    readonly diagnoses: readonly string[]
    /** What else was entered wrong, as it is to be: parts of the note, who saw the patient, which service. */
    readonly also?: Partial<
      Pick<Session, 'noteElements' | 'stop' | 'service' | 'emBasis' | 'hasGroupPart' | 'planOn' | 'isCosigned'>
    >
  }
  /** Who pays for it, had everything been entered right; null without a plan. */
  readonly payerId: string | null
  readonly repeats: string | null
}

/** One planted mistake, written down before any claim exists. */
export type Planted = {
  readonly id: string
  readonly kind: MistakeKind
  readonly on: PlainDate
  readonly patientId: string
  readonly payerId: string | null
  readonly coverageId: string | null
  readonly sessionIds: readonly string[]
}

export type PracticeYear = {
  readonly seed: number
  readonly from: PlainDate
  readonly until: PlainDate
  readonly clinicians: readonly Clinician[]
  readonly patients: readonly Patient[]
  readonly coverages: readonly Coverage[]
  readonly entries: readonly CoveragePlan[]
  readonly authorizations: readonly Authorization[]
  readonly sessions: readonly Session[]
  readonly planted: readonly Planted[]
}
