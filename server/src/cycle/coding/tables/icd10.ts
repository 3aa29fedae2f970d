import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { date, type PlainDate } from '@ballast/kernel'

// The diagnoses of the behavioral chapter and their neighbors, as one yearly edition names them: public text, imported
// whole (icd10.source.json says from where). A code is billable only as the leaf of its own year, October to September.

export type FirstPlace = 'yes' | 'by_payer' | 'seldom' | 'symptom' | 'review'

export type DiagnosisRow = {
  readonly code: string
  readonly description: string
  readonly group: string
  /** Whether it may stand first on a claim. */
  readonly first: FirstPlace
  readonly isCodeFirst: boolean
  readonly isSubstanceUse: boolean
  readonly isUnspecified: boolean
  readonly cite: string
}

type Source = {
  readonly edition: string
  readonly from: string
  readonly until: string
  readonly rows: number
  readonly sha256: string
}
export const diagnosisSource: Source = JSON.parse(readFileSync(join(import.meta.dirname, 'icd10.source.json'), 'utf8'))

export const diagnosisEdition = {
  name: diagnosisSource.edition,
  from: date(diagnosisSource.from),
  until: date(diagnosisSource.until),
}

const [, ...rows] = readFileSync(join(import.meta.dirname, 'icd10.tsv'), 'utf8')
  .trimEnd()
  .split('\n')

export const diagnoses: ReadonlyMap<string, DiagnosisRow> = new Map(
  rows.map((row) => {
    const [code = '', description = '', group = '', first = '', codeFirst, substanceUse, unspecified, cite = ''] =
      row.split('\t')
    const diagnosis: DiagnosisRow = {
      code,
      description,
      group,
      first: first as FirstPlace,
      isCodeFirst: codeFirst === '1',
      isSubstanceUse: substanceUse === '1',
      isUnspecified: unspecified === '1',
      cite,
    }
    return [code, diagnosis]
  }),
)

export type RetiredDiagnosis = {
  readonly code: string
  readonly use: string
  /** The last day it was a leaf. */
  readonly until: PlainDate
  readonly cite: string
  /** That it is no leaf in the edition is checked; the day it ended is our own knowledge. */
  readonly verified: 'V' | 'P' | 'U'
}

// biome-ignore format: one row per line
export const retiredDiagnoses: readonly RetiredDiagnosis[] = [
  { code: 'F01.51', use: 'F01.511 or F01.518',       until: date('2022-09-30'), cite: 'ICD26', verified: 'P' },
  { code: 'F02.81', use: 'F02.811 or F02.818',       until: date('2022-09-30'), cite: 'ICD26', verified: 'P' },
  { code: 'F03.91', use: 'F03.911 or F03.918',       until: date('2022-09-30'), cite: 'ICD26', verified: 'P' },
  { code: 'F43.8',  use: 'F43.81 or F43.89',         until: date('2022-09-30'), cite: 'ICD26', verified: 'P' },
  { code: 'F50.01', use: 'F50.010 to F50.019',       until: date('2024-09-30'), cite: 'ICD26', verified: 'P' },
  { code: 'F50.02', use: 'F50.020 to F50.029',       until: date('2024-09-30'), cite: 'ICD26', verified: 'P' },
  { code: 'F50.2',  use: 'F50.20 to F50.25',         until: date('2024-09-30'), cite: 'ICD26', verified: 'P' },
  { code: 'F50.81', use: 'F50.810 to F50.819',       until: date('2024-09-30'), cite: 'ICD26', verified: 'P' },
  { code: 'F78',    use: 'F78.A1 or F78.A9',         until: date('2021-09-30'), cite: 'ICD26', verified: 'P' },
]
