import { never, type PlainDate } from '@ballast/kernel'
import { noteElements } from '../tables/note-elements.ts'
import { type NoteTemplate, noteTemplates } from '../tables/note-templates.ts'
import type { CodeInput } from '../types.ts'
import { rowOn } from './lookups.ts'
import { hasVisit } from './visit.ts'

// The check of a note is a question to a clinician, so it asks in clinical words, once, and then stops asking. It knows
// which elements are there, never what they say.

export type NoteNeed = { readonly element: string; readonly words: string }
export type NoteCheck = { readonly missing: readonly NoteNeed[]; readonly says: string }

const wordsFor = (element: string, on: PlainDate): NoteNeed => ({
  element,
  words: rowOn(noteElements, on, (row) => row.id === element)?.words ?? element,
})

/** What the note still needs for its template, and the one sentence to show. */
export function noteNeeds(template: NoteTemplate, elements: readonly string[], on: PlainDate): NoteCheck {
  const required = rowOn(noteTemplates, on, (row) => row.template === template)?.required ?? []
  const missing = required.filter((element) => !elements.includes(element)).map((element) => wordsFor(element, on))
  if (missing.length === 0) return { missing, says: 'This note has what the service needs.' }
  return { missing, says: `This note still needs ${missing.map(({ words }) => words).join('; ')}.` }
}

/** The templates a session's note is written on: one for the service, one more when it was at a distance. */
export function templatesFor(input: CodeInput): readonly NoteTemplate[] {
  const own = serviceTemplate(input)
  return input.modality === 'in_person' ? own : [...own, 'telehealth_panel']
}

function serviceTemplate(input: CodeInput): readonly NoteTemplate[] {
  const { service, minutes } = input
  switch (service) {
    case 'diagnostic_evaluation':
      return ['evaluation']
    case 'individual_therapy':
      return [hasVisit(input) ? 'med_management_with_therapy' : 'individual_therapy']
    case 'medication_management':
      return [(minutes ?? 0) >= 16 ? 'med_management_with_therapy' : 'med_management']
    case 'family_with_patient':
    case 'family_without_patient':
      return [service]
    case 'multi_family_group':
    case 'group_therapy':
      return ['group']
    case 'crisis':
    case 'testing':
      return [service]
    case 'brief_assessment':
      return []
    case 'iop_day':
    case 'php_day':
      return ['program_day']
    case 'care_month':
    case 'collaborative_first_month':
    case 'collaborative_later_month':
      return ['care_management_month']
    default:
      return never(service)
  }
}
