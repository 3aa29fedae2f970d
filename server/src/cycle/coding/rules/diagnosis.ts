import type { PlainDate } from '@ballast/kernel'
import { type DiagnosisRow, diagnoses, diagnosisEdition, retiredDiagnoses } from '../tables/icd10.ts'

// A diagnosis is judged by the edition of the service day, not of the day the claim is sent. We hold one edition: on other
// days a listed code is probable, not certain, and whoever asks is told which.

export type DiagnosisAnswer =
  | { readonly kind: 'listed'; readonly row: DiagnosisRow; readonly isEditionDay: boolean }
  | { readonly kind: 'retired'; readonly use: string; readonly lastOn: PlainDate; readonly cite: string }
  | { readonly kind: 'valid_then'; readonly lastOn: PlainDate; readonly cite: string }
  | { readonly kind: 'not_listed' }

/** "f411" and "F41.1" are one code. */
const withPoint = (code: string): string => {
  const plain = code.replace('.', '').toUpperCase()
  return plain.length > 3 ? `${plain.slice(0, 3)}.${plain.slice(3)}` : plain
}

/** What is known of a diagnosis on a service day. A code outside the behavioral list is not listed, which is not invalid. */
export function diagnosisOn(code: string, on: PlainDate): DiagnosisAnswer {
  const name = withPoint(code)
  const row = diagnoses.get(name)
  if (row) return { kind: 'listed', row, isEditionDay: diagnosisEdition.from <= on && on <= diagnosisEdition.until }
  const retired = retiredDiagnoses.find((diagnosis) => diagnosis.code === name)
  if (!retired) return { kind: 'not_listed' }
  const { use, until, cite } = retired
  return on <= until ? { kind: 'valid_then', lastOn: until, cite } : { kind: 'retired', use, lastOn: until, cite }
}
