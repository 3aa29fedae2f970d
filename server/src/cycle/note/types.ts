import type { PlainDate } from '@ballast/kernel'
import { z } from 'zod'

// What a note is to us: which elements it holds, and the few facts they carry. What was said in the room is not ours to
// keep, so no type here has a place for it.

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write the time as 14:05.')
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'Write the day as 2026-03-02.')

/** One answer, whatever the question: what was chosen, a few words of reference, a number, a day, or stretches of time. */
export const answerSchema = z.strictObject({
  chosen: z.array(z.string().max(40)).max(12).optional(),
  text: z.string().max(60).optional(),
  count: z.number().int().min(0).max(1440).optional(),
  on: day.optional(),
  blocks: z
    .array(z.strictObject({ start: time, stop: time }))
    .max(12)
    .optional(),
})
export type Answer = z.infer<typeof answerSchema>
export type Answers = Readonly<Record<string, Answer>>

export const modalities = ['in_person', 'video', 'audio'] as const
export type Modality = (typeof modalities)[number]

/** What a clinician may change of a note. Null times are not known yet. */
export const noteChange = z.strictObject({
  start: time.nullable().optional(),
  stop: time.nullable().optional(),
  endsNextDay: z.boolean().optional(),
  minutes: z.number().int().min(0).max(1440).nullable().optional(),
  modality: z.enum(modalities).optional(),
  answers: z.record(z.string().max(12), answerSchema.nullable()).optional(),
})
export type NoteChange = z.infer<typeof noteChange>

export type NoteState = 'open' | 'to_cosign' | 'signed'

/** What a note says now. `minutes` stands where times alone do not tell it. */
export type NoteContent = {
  readonly start: string | null
  readonly stop: string | null
  readonly endsNextDay: boolean
  readonly minutes: number | null
  readonly modality: Modality
  readonly answers: Answers
}

export type StoredNote = NoteContent & {
  readonly state: NoteState
  readonly version: number
  readonly bookedStart: string | null
  readonly bookedMinutes: number | null
  readonly signedAt: string | null
  readonly signedOn: PlainDate | null
  readonly signedBy: string | null
  readonly isLate: boolean
  readonly cosignedAt: string | null
  readonly cosignedBy: string | null
}

/** What one kind of note must hold. Version 0 is our default; a practice's own begin at 1. */
export type Template = {
  readonly template: string
  readonly version: number
  readonly required: readonly string[]
  readonly suggested: readonly string[]
}

export type Visit = {
  readonly id: string
  readonly on: PlainDate
  readonly service: string
  readonly status: string
  readonly modality: Modality
  readonly patientAt: 'home' | 'elsewhere' | 'clinic'
  readonly start: string | null
  readonly stop: string | null
  readonly scheduledMinutes: number | null
  readonly minutes: number | null
  readonly em: {
    readonly code?: string | null
    readonly mdm?: string | null
    readonly newPatient?: boolean | null
  } | null
  readonly interactiveComplexity: boolean
  readonly medicalServices: boolean
  readonly codesPicked: readonly string[]
  readonly diagnoses: readonly string[]
  readonly noteElements: readonly string[]
  readonly signedOn: PlainDate | null
}

/** Another visit of the same clinician whose times stand. */
export type OtherVisit = {
  readonly patient: string
  readonly on: PlainDate
  readonly service: string
  readonly start: string
  readonly stop: string
  readonly endsNextDay: boolean
}

/** All a note is judged by, gathered once. */
export type NoteFacts = {
  readonly practice: {
    readonly timeZone: string
    readonly params: Readonly<Record<string, unknown>>
  }
  readonly visit: Visit
  readonly patient: { readonly id: string; readonly name: string; readonly state: string }
  readonly clinician: {
    readonly id: string
    readonly name: string
    readonly credential: string
    readonly supervisorId: string | null
    readonly supervisor: string | null
  }
  readonly payer: { readonly kind: string; readonly params: Readonly<Record<string, unknown>> } | null
  readonly placeOfService: string
  /** Null until something was written. */
  readonly note: StoredNote | null
  /** The answers of the last signed note of this clinician with this patient. */
  readonly last: Answers | null
  readonly templates: readonly Template[]
  readonly others: readonly OtherVisit[]
  /** How many came to the same group, this patient with them. */
  readonly came: number
  readonly isNewPatient: boolean
}

export type Remark = {
  readonly id: string
  readonly severity: 'stop' | 'warn'
  readonly words: string
  /** The question it belongs to. */
  readonly at: string
}

export type AskedOption = { readonly id: string; readonly words: string }
export type QuestionKind = 'times' | 'minutes' | 'choice' | 'diagnoses' | 'plan' | 'place' | 'group' | 'blocks'

/** One question of the note's page. */
export type Asked = {
  readonly element: string
  readonly kind: QuestionKind
  readonly ask: string
  readonly isRequired: boolean
  readonly isMany: boolean
  readonly groups: readonly { readonly title: string | null; readonly options: readonly AskedOption[] }[]
  readonly answer: Answer | null
  /** The answer stands from last time, until the clinician changes it. */
  readonly isCarried: boolean
  readonly isAnswered: boolean
}

export type NoteCheck = {
  readonly asked: readonly Asked[]
  readonly missing: readonly { readonly element: string; readonly words: string }[]
  readonly remarks: readonly Remark[]
  readonly minutes: number | null
  readonly says: string
  readonly maySign: boolean
}
