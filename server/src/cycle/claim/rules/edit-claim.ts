import type { PlainDate } from '@ballast/kernel'
import type { Claim, Edit, EditContext, EditFacts, EditFinding, EditResult, EditStage, FactPath } from '../types.ts'
import { edits } from './index.ts'
import { editParams } from './params.ts'

function isKnown(facts: EditFacts, path: FactPath): boolean {
  const [group = '', field] = path.split('.')
  const value = (facts as Readonly<Record<string, unknown>>)[group]
  if (field === undefined) return value !== undefined
  return value !== undefined && (value as Readonly<Record<string, unknown>>)[field] !== undefined
}

const findingsOf = (edit: Edit, context: EditContext): EditFinding[] =>
  edit.check(context).map((remark) => ({
    rule: edit.id,
    severity: remark.severity ?? edit.severity,
    message: remark.message,
    at: remark.at,
    origin: edit.origin,
    prevents: edit.prevents,
    cite: edit.cite,
    verified: edit.verified,
    isReleasable: edit.isReleasable ?? false,
  }))

/** What would come back of a claim, and what could not be asked. `practice` holds the practice's own contract terms. */
export function editClaim(
  claim: Claim,
  facts: EditFacts,
  practice: Readonly<Record<string, unknown>>,
  today: PlainDate,
  stage: EditStage = 'release',
): EditResult {
  const context: EditContext = { claim, facts, params: editParams(claim.payer, practice), today }
  const findings: EditFinding[] = []
  const notChecked: string[] = []
  for (const edit of edits) {
    if (!edit.stages.includes(stage)) continue
    const isAsked = edit.needs.every((path) => isKnown(facts, path))
    if (!isAsked && !edit.seesClaimAlone) {
      notChecked.push(edit.id)
      continue
    }
    const found = findingsOf(edit, context)
    if (!isAsked && found.length === 0) notChecked.push(edit.id)
    findings.push(...found)
  }
  return { claim: claim.id, clean: !findings.some((finding) => finding.severity === 'stop'), findings, notChecked }
}
