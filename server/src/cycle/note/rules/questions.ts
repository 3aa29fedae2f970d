import { templatesFor } from '../../coding/rules/note-needs.ts'
import { codeInputFor } from '../../coding/rules/session-facts.ts'
import { isGroup, isMonth, isProgramDay } from '../../coding/rules/shared-hours.ts'
import type { NoteTemplate } from '../../coding/tables/note-templates.ts'
import type { CodeInput } from '../../coding/types.ts'
import { type QuestionRow, questions } from '../tables/questions.ts'
import type { Answer, Answers, Asked, NoteContent, NoteFacts } from '../types.ts'
import { blockMinutes, elapsed } from './times.ts'

const rowOf = new Map(questions.map((row) => [row.element, row]))

/** What the note says now: what was written, else what stands from last time and from the booking. */
export function contentOf({ note, last, visit, patient, came }: NoteFacts): NoteContent {
  if (note) return note
  const carried: Record<string, Answer> = {}
  for (const row of questions) {
    const answer = last?.[row.element]
    if (row.carries && answer !== undefined) carried[row.element] = answer
  }
  if (carried.DX === undefined && visit.diagnoses.length > 0) carried.DX = { chosen: [...visit.diagnoses] }
  if (visit.modality !== 'in_person') {
    carried.TH_PTLOC ??= { chosen: [visit.patientAt === 'home' ? 'home' : 'elsewhere'], text: patient.state }
    if (visit.modality === 'video') carried.TH_TECH ??= { chosen: ['video', 'practice'] }
    // A consent spoken on another day is not one for today.
    if (carried.TH_CONSENT?.chosen?.includes('spoken')) delete carried.TH_CONSENT
  }
  if (isGroup(visit.service) && came > 1) carried.GROUPSIZE = { count: came }
  return {
    start: null,
    stop: null,
    endsNextDay: false,
    minutes: null,
    modality: visit.modality,
    answers: carried,
  }
}

/** The minutes the note stands for; null when they are not known. */
export function minutesOf(content: NoteContent, { visit, practice }: NoteFacts): number | null {
  if (content.minutes !== null) return content.minutes
  if (isMonth(visit.service)) return content.answers.CMLOG?.count ?? null
  const apart = content.answers.PSYMIN?.count
  if (apart !== undefined) return apart
  if (isProgramDay(visit.service)) {
    const blocks = content.answers.ATT?.blocks
    return blocks && blocks.length > 0 ? blockMinutes(blocks) : null
  }
  const lasted = elapsed({ on: visit.on, ...content }, practice.timeZone)
  return lasted.kind === 'minutes' ? lasted.minutes : null
}

const levelOf = (answers: Answers): string | null => answers.MDM?.chosen?.[0] ?? null

/** The session as the coder would hear of it from this note. */
export function codingFacts(content: NoteContent, facts: NoteFacts): CodeInput | null {
  const { visit, clinician, payer } = facts
  const level = levelOf(content.answers)
  return codeInputFor({
    id: visit.id,
    on: visit.on,
    service: visit.service,
    minutes: minutesOf(content, facts),
    em: emOf(visit.em, level, facts.isNewPatient),
    interactiveComplexity: holds('ICFACTOR', content.answers.ICFACTOR) || visit.interactiveComplexity,
    medicalServices: visit.medicalServices || holds('MEDS', content.answers.MEDS),
    modality: content.modality,
    patientAt: placeOf(content, facts),
    credential: clinician.credential,
    supervised: clinician.supervisorId !== null,
    payer,
    practiceParams: facts.practice.params,
    placeOfService: facts.placeOfService,
  })
}

/** The visit beside the session: the level a clinician decided on, else what came with the booking. */
export function emOf(
  booked: NoteFacts['visit']['em'],
  level: string | null,
  isNewPatient: boolean,
): NoteFacts['visit']['em'] {
  if (level === null) return booked
  return { ...(booked?.code ? { code: booked.code } : {}), mdm: level, newPatient: booked?.newPatient ?? isNewPatient }
}

export function placeOf(content: NoteContent, { visit }: NoteFacts): 'home' | 'elsewhere' | 'clinic' {
  if (content.modality === 'in_person') return visit.modality === 'in_person' ? visit.patientAt : 'clinic'
  return content.answers.TH_PTLOC?.chosen?.includes('home') ? 'home' : 'elsewhere'
}

const isChosenIn = (row: QuestionRow, chosen: readonly string[]): boolean =>
  row.groups.every((group) => group.options.some(([id]) => chosen.includes(id)))

/** Whether an answer is one: something of every group chosen, or what the question wants written. */
export function holds(element: string, answer: Answer | null | undefined): boolean {
  const row = rowOf.get(element)
  if (!row) return true
  if (!answer) return false
  const chosen = answer.chosen ?? []
  switch (row.kind) {
    case 'choice':
      return isChosenIn(row, chosen)
    case 'diagnoses':
      return chosen.length > 0
    case 'plan':
      return (answer.text ?? '').trim() !== '' && answer.on !== undefined
    case 'place':
      return isChosenIn(row, chosen) && /^[A-Za-z]{2}$/.test(answer.text ?? '')
    case 'group':
      return (answer.count ?? 0) > 0 && isChosenIn(row, chosen)
    case 'minutes':
      return (answer.count ?? 0) > 0
    case 'blocks':
      return blockMinutes(answer.blocks ?? []) > 0
    case 'times':
      return false
  }
}

/** The templates a note is written on; those of the service, though a licence we do not know keeps it from being coded. */
export function templateNames(content: NoteContent, facts: NoteFacts): readonly NoteTemplate[] {
  const input =
    codingFacts(content, facts) ??
    codingFacts(content, { ...facts, clinician: { ...facts.clinician, credential: 'LCSW' } })
  return input ? templatesFor(input) : []
}

const isSame = (a: Answer, b: Answer | undefined): boolean => JSON.stringify(a) === JSON.stringify(b)

const longFrom = 53

/** Every question of the note in the order it is written, required ones first asked. */
export function askedOf(content: NoteContent, facts: NoteFacts): Asked[] {
  const names = templateNames(content, facts)
  const rows = facts.templates.filter((each) => (names as readonly string[]).includes(each.template))
  const required = new Set(rows.flatMap((row) => row.required))
  const minutes = minutesOf(content, facts)
  const suggested = new Set(rows.flatMap((row) => row.suggested))
  if ((minutes ?? 0) < longFrom) suggested.delete('LONGJUST')
  if (facts.visit.service === 'medication_management') suggested.add('PSYMIN')
  return questions
    .filter(({ element }) => required.has(element) || suggested.has(element))
    .map((row) => {
      const answer = content.answers[row.element] ?? null
      return {
        element: row.element,
        kind: row.kind,
        ask: row.ask,
        isRequired: required.has(row.element),
        isMany: row.isMany,
        groups: row.groups.map((group) => ({
          title: group.title,
          options: group.options.map(([id, words]) => ({ id, words })),
        })),
        answer,
        isCarried: row.carries && answer !== null && isSame(answer, facts.last?.[row.element]),
        isAnswered: row.element === 'STARTSTOP' ? minutes !== null : holds(row.element, answer),
      }
    })
}
