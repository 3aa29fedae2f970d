import type { Finding } from '@ballast/kernel'
import type { CodeInput, CodeResult } from '../types.ts'
import { codeRefused, distanceRefused, distanceRemarks } from './coverage.ts'
import { clinicianRefused } from './credential.ts'
import { addOn, type Draft, type DraftLine, isStopped, join, noted, nothing } from './draft.ts'
import { addonParents } from './lookups.ts'
import { sessionModifiers } from './modifiers.ts'
import { placeOfService } from './place.ts'
import { serviceDraft, weighsVisit } from './services.ts'
import { hasVisit } from './visit.ts'

// The choice of code follows what happened, in the order a biller asks: what was done, who did it, does the payer take it,
// where was the patient. The first three can end in "not billable"; then there are no lines and a stop says why.

const hasParent = (code: string, lines: readonly DraftLine[]): boolean => {
  const parents = addonParents(code)
  return parents === null || lines.some((line) => line.code !== code && parents.includes(line.code))
}

function interactiveDraft({ interactiveComplexity }: CodeInput, lines: readonly DraftLine[]): Draft {
  if (!interactiveComplexity || lines.length === 0) return nothing
  if (hasParent('90785', lines))
    return addOn('90785', 1, `Interactive complexity is 90785, added to ${lines.at(-1)?.code}`)
  const message = `90785 cannot be added to ${lines[0]?.code}; it was left off.`
  return noted({ rule: 'coding.add-on', severity: 'warn', message, at: 'interactiveComplexity', cite: 'APASVC' })
}

function visitLeftOff(input: CodeInput): Draft {
  if (!hasVisit(input) || weighsVisit(input)) return nothing
  const message = 'A visit beside this service is not billed with it; it was left off.'
  return noted({ rule: 'coding.visit', severity: 'warn', message, at: 'em', cite: 'LCD34616' })
}

/** The lines the payer takes; an add-on it does not take, or whose parent went, is left off with a warning. */
function coveredLines(input: CodeInput, draft: readonly DraftLine[]): { lines: DraftLine[]; findings: Finding[] } {
  const lines: DraftLine[] = []
  const findings: Finding[] = []
  for (const line of draft) {
    const refused = codeRefused(line.code, input)
    if (refused !== null && !line.isAddOn) return { lines: [], findings: [refused] }
    if (refused !== null)
      findings.push({ ...refused, severity: 'warn', message: `${refused.message} It was left off.` })
    else if (hasParent(line.code, lines)) lines.push(line)
    else {
      const message = `${line.code} has nothing left to be added to; it was left off.`
      findings.push({ rule: 'coding.add-on', severity: 'warn', message, at: 'service', cite: 'APASVC' })
    }
  }
  return { lines, findings }
}

/** What may be billed for this session, where and how, and why. */
export function codeSession(input: CodeInput): CodeResult {
  const place = placeOfService(input)
  const notBillable = (findings: readonly Finding[]): CodeResult => ({
    id: input.id,
    billable: false,
    placeOfService: place.code,
    lines: [],
    findings,
    why: findings.filter(({ severity }) => severity === 'stop').map(({ message }) => message),
  })

  const chosen = serviceDraft(input)
  const draft = join(chosen, interactiveDraft(input, chosen.lines), visitLeftOff(input))
  const refusals = [clinicianRefused(input), distanceRefused(input)].filter((finding) => finding !== null)
  const covered = coveredLines(input, draft.lines)
  const judged = [...draft.findings, ...refusals, ...covered.findings]
  if (isStopped(judged)) return notBillable(judged)

  const { lines } = covered
  const modifiers = sessionModifiers(input, lines)
  return {
    id: input.id,
    billable: true,
    placeOfService: place.code,
    lines: lines.map((line) => ({ code: line.code, modifiers: modifiers.forLine(line), units: line.units })),
    findings: [
      ...judged,
      ...distanceRemarks(
        lines.map(({ code }) => code),
        input,
      ),
      ...place.findings,
      ...modifiers.findings,
    ],
    why: [...lines.map(({ why }) => why), place.why, ...modifiers.why],
  }
}
