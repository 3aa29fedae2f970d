import { date } from '@ballast/kernel'
import { expect, test } from 'vitest'
import { diagnoses } from '../tables/icd10.ts'
import { noteElements } from '../tables/note-elements.ts'
import { noteTemplateNames, noteTemplates } from '../tables/note-templates.ts'
import { diagnosisOn } from './diagnosis.ts'
import { noteNeeds, templatesFor } from './note-needs.ts'

const on = date('2026-03-02')

test.each(noteTemplateNames)('a complete %s note is asked nothing', (template) => {
  const required = noteTemplates.find((row) => row.template === template)?.required ?? []
  expect(noteNeeds(template, required, on)).toEqual({ missing: [], says: 'This note has what the service needs.' })
  for (const element of required) {
    const without = required.filter((other) => other !== element)
    expect(noteNeeds(template, without, on).missing.map((need) => need.element)).toEqual([element])
  }
})

test('what is missing is said in clinical words', () => {
  const check = noteNeeds('telehealth_panel', ['TH_CONSENT', 'TH_TECH'], on)
  expect(check.says).toBe('This note still needs where the patient was: state, and home or another place.')
})

test('no word for a clinician speaks of billing', () => {
  const billing =
    /\b(bill\w*|claim\w*|codes?|coding|cpt|payer\w*|pay|paid|insur\w*|reimburse\w*|den(y|ied|ial\w*)|modifier\w*|units?|charges?|audit\w*|medical necessity|authoriz\w*|coverage|revenue|compliance|templates?)\b/i
  expect(noteElements.filter(({ words }) => billing.test(words))).toEqual([])
})

test.each([
  ['F41.1', '2026-03-02', 'listed'],
  ['f411', '2026-03-02', 'listed'],
  ['F32.A', '2026-03-02', 'listed'],
  ['F43.8', '2022-09-30', 'valid_then'],
  ['F43.8', '2022-10-01', 'retired'],
  ['F50.2', '2024-09-30', 'valid_then'],
  ['F50.2', '2024-10-01', 'retired'],
  ['F78', '2021-09-30', 'valid_then'],
  ['f78', '2021-10-01', 'retired'],
  ['M54.5', '2026-03-02', 'not_listed'],
])('%s on %s is %s', (code, day, kind) => {
  expect(diagnosisOn(code, date(day)).kind).toBe(kind)
})

test('what a diagnosis is known to be is read from its own column', () => {
  const flags = (code: string) => {
    const { isCodeFirst, isSubstanceUse, isUnspecified } = diagnoses.get(code) ?? {}
    return [isCodeFirst, isSubstanceUse, isUnspecified]
  }
  expect(flags('F01.50')).toEqual([true, false, false])
  expect(flags('F10.20')).toEqual([false, true, false])
  expect(flags('F32.A')).toEqual([false, false, true])
})

test('a listed code is certain only inside its edition', () => {
  expect(diagnosisOn('F41.1', date('2025-09-30'))).toMatchObject({ isEditionDay: false })
  expect(diagnosisOn('F41.1', date('2025-10-01'))).toMatchObject({ isEditionDay: true })
  expect(diagnosisOn('F41.1', date('2026-09-30'))).toMatchObject({ isEditionDay: true })
  expect(diagnosisOn('F41.1', date('2026-10-01'))).toMatchObject({ isEditionDay: false })
})

test('a session is written on the template of its service, and at a distance on one more', () => {
  const session = {
    id: 's1',
    on,
    minutes: 20,
    modality: 'in_person',
    patientAt: 'clinic',
    credential: 'MD',
    payer: { kind: 'commercial' },
  } as const
  expect(templatesFor({ ...session, service: 'individual_therapy' })).toEqual(['individual_therapy'])
  expect(templatesFor({ ...session, service: 'medication_management' })).toEqual(['med_management_with_therapy'])
  const visit = (minutes: number | null) => templatesFor({ ...session, service: 'medication_management', minutes })
  expect([visit(15), visit(null), visit(16)]).toEqual([
    ['med_management'],
    ['med_management'],
    ['med_management_with_therapy'],
  ])
  expect(templatesFor({ ...session, service: 'crisis', modality: 'video' })).toEqual(['crisis', 'telehealth_panel'])
})
