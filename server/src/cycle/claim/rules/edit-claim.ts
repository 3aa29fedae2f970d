import type { PlainDate, Severity } from '@ballast/kernel'
import type {
  Claim,
  Edit,
  EditContext,
  EditFacts,
  EditFinding,
  EditOrigin,
  EditResult,
  EditStage,
  FactPath,
} from '../types.ts'
import { edits } from './index.ts'
import { editParams } from './params.ts'

type Need = { readonly group: string; readonly field: string | undefined }
type Asked = { readonly edit: Edit; readonly needs: readonly Need[] }

// Paths are taken apart once, not for every claim.
const needOf = (path: FactPath): Need => {
  const [group = '', field] = path.split('.')
  return { group, field }
}
const askedAt = (stage: EditStage): readonly Asked[] =>
  edits.filter((edit) => edit.stages.includes(stage)).map((edit) => ({ edit, needs: edit.needs.map(needOf) }))
const asked: Readonly<Record<EditStage, readonly Asked[]>> = {
  booking: askedAt('booking'),
  signing: askedAt('signing'),
  release: askedAt('release'),
}

function isKnown(facts: EditFacts, { group, field }: Need): boolean {
  const value = (facts as Readonly<Record<string, unknown>>)[group]
  if (field === undefined) return value !== undefined
  return value !== undefined && (value as Readonly<Record<string, unknown>>)[field] !== undefined
}

/** The severities a practice gave to edits of its own accord, after trying them. */
function severitiesOf(practice: Readonly<Record<string, unknown>>): Readonly<Record<string, Severity>> {
  const own = practice.edit_severity
  return typeof own === 'object' && own !== null ? (own as Record<string, Severity>) : {}
}

const findingsOf = (edit: Edit, context: EditContext, own: Severity | undefined): EditFinding[] =>
  edit.check(context).map((remark) => ({
    rule: edit.id,
    severity: own ?? remark.severity ?? edit.severity,
    message: remark.message,
    at: remark.at,
    origin: edit.origin,
    prevents: edit.prevents,
    cite: edit.cite,
    verified: edit.verified,
    isReleasable: edit.isReleasable === true || (own === 'stop' && edit.severity !== 'stop'),
  }))

// What was coded and written is settled once a payer has decided it, and the next one has to see the same.
const settledByFirst: readonly EditOrigin[] = ['coding', 'documentation', 'scheduling']

const isDecided = ({ payer, otherPayers }: Claim): boolean =>
  payer.rank !== 'P' && (otherPayers ?? []).some((other) => other.paid !== undefined)

/** What would come back of a claim, and what could not be asked. `practice` holds the practice's own contract terms. */
export function editClaim(
  claim: Claim,
  facts: EditFacts,
  practice: Readonly<Record<string, unknown>>,
  today: PlainDate,
  stage: EditStage = 'release',
): EditResult {
  const context: EditContext = { claim, facts, params: editParams(claim.payer, practice), today }
  const severities = severitiesOf(practice)
  const findings: EditFinding[] = []
  const notChecked: string[] = []
  const isSettled = isDecided(claim)
  for (const { edit, needs } of asked[stage]) {
    if (isSettled && settledByFirst.includes(edit.origin)) {
      notChecked.push(edit.id)
      continue
    }
    const isAsked = needs.every((need) => isKnown(facts, need))
    if (!isAsked && !edit.seesClaimAlone) {
      notChecked.push(edit.id)
      continue
    }
    const found = findingsOf(edit, context, severities[edit.id])
    if (!isAsked && found.length === 0) notChecked.push(edit.id)
    findings.push(...found)
  }
  return { claim: claim.id, clean: !findings.some((finding) => finding.severity === 'stop'), findings, notChecked }
}
