import type { PlainDate } from '@ballast/kernel'
import { diagnosisOn } from '../../coding/rules/diagnosis.ts'

// The mental health chapter (F) is held whole, so a code of it that the list does not know is no code; of other chapters
// we hold only neighbors, and judge no more than the shape.

const shape = /^[A-TV-Z]\d[0-9A-Z](\.?[0-9A-Z]{1,4})?$/i

/** Why a diagnosis code cannot be billed for a service of that day, or null. */
export function diagnosisProblem(code: string, on: PlainDate): string | null {
  if (!shape.test(code)) return `${code || 'A blank'} is no diagnosis code.`
  const known = diagnosisOn(code, on)
  if (known.kind === 'retired') return `${code} is no longer billable; use ${known.use}.`
  if (known.kind === 'not_listed' && /^F/i.test(code))
    return `${code} is no billable mental health code; give the full code.`
  return null
}

/** Whether the condition follows from another, which has to stand before it. */
export function followsAnother(code: string, on: PlainDate): boolean {
  const known = diagnosisOn(code, on)
  return known.kind === 'listed' && known.row.isCodeFirst && /^F/i.test(code)
}
