import { ok, type Result, refuse } from '@ballast/kernel'
import { classifySchema, type DenialFacts } from '../types.ts'

/** Facts from outside, or every fault in them with its place. */
export function readFacts(input: unknown): Result<DenialFacts, { kind: 'denial.unusable_input'; problems: string[] }> {
  const read = classifySchema.safeParse(input)
  if (read.success) return ok(read.data)
  const problems = read.error.issues.map((issue) => {
    const path = issue.path.length > 0 ? issue.path.map(String).join('.') : 'the input'
    if (issue.code === 'unrecognized_keys') return `${path}: unknown field ${issue.keys.join(', ')}`
    return `${path}: ${issue.message}`
  })
  return refuse({ kind: 'denial.unusable_input', problems })
}
