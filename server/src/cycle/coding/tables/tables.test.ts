import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { date } from '@ballast/kernel'
import { describe, expect, test } from 'vitest'
import { citations } from '../../citations.ts'
import { addOnRows } from './addon-parents.ts'
import { enrolmentStarts } from './credentials.ts'
import { diagnoses, retiredDiagnoses, diagnosisSource as source } from './icd10.ts'
import { noteElements } from './note-elements.ts'
import { noteTemplates } from './note-templates.ts'
import { planTypes } from './plan-types.ts'
import { procedures } from './procedures.ts'
import { programDays } from './program-days.ts'
import { furtherBlocks, longestDay, timeBands } from './time-bands.ts'
import { visitLevels } from './visit-levels.ts'

const dated = {
  addOnRows,
  enrolmentStarts,
  furtherBlocks,
  noteElements,
  noteTemplates,
  planTypes,
  procedures,
  programDays,
  timeBands,
  visitLevels,
}

describe('every table', () => {
  test.each(Object.entries(dated))('%s cites what exists and ends no row before it starts', (_name, rows) => {
    for (const row of rows) {
      expect(Object.keys(citations)).toContain(row.cite)
      expect(['V', 'P', 'U']).toContain(row.verified)
      if (row.until !== null) expect(row.from <= row.until).toBe(true)
    }
  })

  test('our own knowledge is never called verified', () => {
    const rows = Object.values(dated).flat()
    expect(rows.filter(({ cite, verified }) => cite === 'OWN' && verified === 'V')).toEqual([])
  })

  test('the rows nobody verified are counted, so that a new one is noticed', () => {
    const counts = Object.entries(dated).map(([name, rows]) => [
      name,
      rows.filter(({ verified }) => verified === 'U').length,
    ])
    expect(Object.fromEntries(counts)).toEqual({
      addOnRows: 1,
      enrolmentStarts: 0,
      furtherBlocks: 1,
      noteElements: 13,
      noteTemplates: 0,
      planTypes: 1,
      procedures: 23,
      programDays: 1,
      timeBands: 0,
      visitLevels: 6,
    })
  })
})

test.each(['therapy_alone', 'therapy_with_visit', 'crisis', 'family', 'testing'] as const)(
  'the minutes of %s have one band each, without gap or overlap',
  (context) => {
    const bands = timeBands.filter((row) => row.context === context)
    expect(bands[0]?.minutes[0]).toBe(0)
    expect(bands.at(-1)?.minutes[1]).toBe(longestDay)
    for (const [i, band] of bands.entries())
      expect(band.minutes[0]).toBe(i === 0 ? 0 : (bands[i - 1]?.minutes[1] ?? 0) + 1)
  },
)

test('the procedure codes are sorted, and none stands twice', () => {
  const codes = procedures.map(({ code }) => code)
  expect(codes).toEqual([...new Set(codes)].sort())
})

test('every code our tables choose is a code we know', () => {
  const known = new Set(procedures.map(({ code }) => code))
  const chosen = [...timeBands, ...furtherBlocks, ...programDays, ...visitLevels].flatMap(({ code }) => code ?? [])
  expect([...chosen, ...addOnRows.map(({ addOn }) => addOn)].filter((code) => !known.has(code))).toEqual([])
})

test('every element a template asks for has its words', () => {
  const named = new Set(noteElements.map(({ id }) => id))
  const asked = noteTemplates.flatMap(({ required, suggested }) => [...required, ...suggested])
  expect(asked.filter((element) => !named.has(element))).toEqual([])
})

describe('the diagnoses', () => {
  test('are the file their source describes', () => {
    const text = readFileSync(join(import.meta.dirname, 'icd10.tsv'), 'utf8')
    expect(createHash('sha256').update(text).digest('hex')).toBe(source.sha256)
    expect(diagnoses.size).toBe(source.rows)
    expect(date(source.from) < date(source.until)).toBe(true)
  })

  test('hold no retired code', () => {
    expect(retiredDiagnoses.filter(({ code }) => diagnoses.has(code))).toEqual([])
  })
})
