import type { PlainDate } from '@ballast/kernel'
import { noteElements } from '../../coding/tables/note-elements.ts'
import { type NoteTemplate, noteTemplateNames, noteTemplates } from '../../coding/tables/note-templates.ts'
import type { Template } from '../types.ts'

const isInForce = (row: { from: PlainDate; until: PlainDate | null }, on: PlainDate): boolean =>
  row.from <= on && (row.until === null || on <= row.until)

export const isTemplate = (name: string): name is NoteTemplate =>
  (noteTemplateNames as readonly string[]).includes(name)
export const isElement = (id: string): boolean => noteElements.some((row) => row.id === id)

/** Our own row of a template on a day: what a practice starts from. */
export function defaultTemplate(template: NoteTemplate, on: PlainDate): Template & { cite: string; verified: string } {
  const row = noteTemplates.find((each) => each.template === template && isInForce(each, on))
  return {
    template,
    version: 0,
    required: row?.required ?? [],
    suggested: row?.suggested ?? [],
    cite: row?.cite ?? 'OWN',
    verified: row?.verified ?? 'U',
  }
}

/** The practice's approved row where it has one, else ours. */
const templateInForce = (template: NoteTemplate, own: readonly Template[], on: PlainDate): Template =>
  own.find((row) => row.template === template) ?? defaultTemplate(template, on)

/** Every template as it stands for the practice on a day. */
export const templatesInForce = (own: readonly Template[], on: PlainDate): Template[] =>
  noteTemplateNames.map((name) => templateInForce(name, own, on))

/** Every template beside our own row of it. */
export const templatesBesideOurs = (own: readonly Template[], on: PlainDate) =>
  noteTemplateNames.map((name) => ({ ...templateInForce(name, own, on), standard: defaultTemplate(name, on) }))

/** Every element a note may hold, with who says so. */
export const elementRows = noteElements.map(({ id, words, cite, verified }) => ({ id, words, cite, verified }))

/** An element in the words a clinician reads. */
export const wordsOf = (element: string, on: PlainDate): string =>
  noteElements.find((row) => row.id === element && isInForce(row, on))?.words ?? element

/** What is wrong with a proposed template; null when nothing is. */
export function templateFlaw(required: readonly string[], suggested: readonly string[]): string | null {
  const all = [...required, ...suggested]
  const unknown = all.find((element) => !isElement(element))
  if (unknown !== undefined) return `${unknown} is no element of a note.`
  const twice = all.find((element, at) => all.indexOf(element) !== at)
  if (twice !== undefined) return `${twice} stands twice.`
  const missing = ['DOS', 'SIG'].filter((element) => !required.includes(element))
  return missing.length === 0 ? null : `Every note needs ${missing.join(' and ')}.`
}
