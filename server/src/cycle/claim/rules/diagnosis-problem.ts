import { retiredDiagnoses } from '../tables/diagnoses.ts'

const shape = /^[A-TV-Z]\d[0-9A-Z](\.?[0-9A-Z]{1,4})?$/i
/** Categories of the mental health chapter that no claim may name without a further character (cite ICD26). */
const parents = /^F(0[1-3]|06|07|1\d|20|2[5]|3[0-4]|39\d|4[0-8]|5[0-2]|55|6[0346-8]|7[0-3]|8[0-4]|9[0-5]|98)$/i
const leavesWithoutPoint = [
  'F04',
  'F05',
  'F09',
  'F21',
  'F22',
  'F23',
  'F24',
  'F28',
  'F29',
  'F39',
  'F42',
  'F53',
  'F54',
  'F59',
  'F66',
  'F69',
  'F70',
  'F71',
  'F72',
  'F73',
  'F79',
  'F82',
  'F88',
  'F89',
  'F99',
]

/** Why a diagnosis code cannot be billed, or null. */
export function diagnosisProblem(code: string): string | null {
  const bare = code.replace('.', '').toUpperCase()
  if (!shape.test(code)) return `${code || 'A blank'} is no diagnosis code.`
  const now = retiredDiagnoses[bare]
  if (now !== undefined) return `${code} is no longer billable; use ${now}.`
  if (parents.test(bare) && !leavesWithoutPoint.includes(bare))
    return `${code} is a category; a claim needs the full code.`
  return null
}
