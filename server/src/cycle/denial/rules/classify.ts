import { addDays, type PlainDate } from '@ballast/kernel'
import { type CategoryId, categories, isCategory } from '../tables/categories.ts'
import { reasonCodes } from '../tables/reason-codes.ts'
import type { Classification, DenialFacts } from '../types.ts'
import { type Case, type Refinement, refinements } from './refine.ts'

// The root cause of a denied line. First it is asked whether anything is denied at all: a contract's reduction, the
// patient's own share and a reversal are not. Then the rules of refine.ts decide, else the code itself.

const escalationBase = 25_000
const defaultAppealDays = 180
const defaultCorrectedDays = 180

const silent = new Set(['info', 'wait', 'contractual'])

/** Whether a code on its own says that nothing was denied. */
export function isSilent(group: string, reason: string): boolean {
  if (group === 'PR' && ['1', '2', '3', '100', '142', '178', '275'].includes(reason)) return true
  const own = reasonCodes.get(`CARC ${reason}`)
  if (!own) return false
  return own.category === 'CONTRACTUAL' || own.category === 'PATIENT_RESP' || silent.has(own.disposition)
}

type Found = { category: CategoryId; refinement: Refinement | null; decisive: Case }

const fits = (row: Refinement, c: Case): boolean =>
  (row.reasons === 'any' || row.reasons.includes(c.reason)) &&
  (row.remarks === 'any' || (c.facts.remarks ?? []).some((remark) => row.remarks.includes(remark))) &&
  (row.when?.(c) ?? true)

const ownCategory = (reason: string): CategoryId => {
  const text = reasonCodes.get(`CARC ${reason}`)?.category ?? 'OTHER'
  return isCategory(text) ? text : 'OTHER'
}

function find(facts: DenialFacts): Found {
  const withMoney = facts.adjustments.filter((a) => a.amount !== 0)
  const all = withMoney.length > 0 ? withMoney : facts.adjustments
  const denying = all.filter((a) => !isSilent(a.group, a.reason))
  const weight = (amount: number): number => Math.abs(amount)
  const considered = (denying.length > 0 ? denying : all).toSorted((a, b) => weight(b.amount) - weight(a.amount))
  const cases = considered.map((a): Case => ({ facts, group: a.group, reason: a.reason, isSole: all.length === 1 }))
  const [largest] = cases
  if (!largest) {
    const remark = (facts.remarks ?? [])
      .map((code) => reasonCodes.get(`RARC ${code}`)?.category)
      .find((text) => text !== undefined && isCategory(text))
    const category = remark !== undefined && isCategory(remark) ? remark : 'OTHER'
    return { category, refinement: null, decisive: { facts, group: '', reason: '', isSole: false } }
  }
  for (const row of refinements)
    for (const c of cases)
      if (fits(row, c)) {
        const category =
          row.category === 'own'
            ? ownCategory(c.reason)
            : typeof row.category === 'function'
              ? row.category(c)
              : row.category
        return { category, refinement: row, decisive: c }
      }
  return { category: ownCategory(largest.reason), refinement: null, decisive: largest }
}

function isDenied(facts: DenialFacts, found: Found): boolean {
  if (facts.claimStatus === '22') return false
  if (facts.adjustments.length === 0) return facts.line.paid === 0 && (facts.line.charge ?? 0) > 0
  if (found.refinement?.priority === 128) return true
  return facts.adjustments.some((a) => !isSilent(a.group, a.reason))
}

function patientBillable(found: Found, kind: string): string {
  const own = reasonCodes.get(`CARC ${found.decisive.reason}`)?.patientBillable ?? 'no'
  if (own === 'if PR') return found.decisive.group === 'PR' && kind !== 'medicaid' ? 'yes' : 'no'
  if (own.startsWith('no')) return 'no'
  return own
}

const vague = new Set(['16', '96', '204', 'A1', '272'])

function confidenceOf(found: Found): number {
  if (found.category === 'OTHER') return 0.3
  if (found.refinement && (found.refinement.remarks !== 'any' || found.refinement.when)) return 0.95
  if (found.refinement) return 0.9
  return vague.has(found.decisive.reason) ? 0.5 : 0.8
}

function deadlineOf(facts: DenialFacts, disposition: string): PlainDate | null {
  const { context, line, payer } = facts
  const param = (name: string): number | null => {
    const value = payer.params?.[name]
    return typeof value === 'number' ? value : null
  }
  const decided = context?.deniedOn ?? context?.remittedOn ?? null
  const isAppeal = disposition.startsWith('appeal')
  const days = isAppeal
    ? (context?.appealDays ?? param('appeal_days') ?? defaultAppealDays)
    : (context?.correctedDays ?? param('corrected_claim_days') ?? defaultCorrectedDays)
  if (decided) return addDays(decided, days)
  if (line.on && context?.filingLimitDays != null) return addDays(line.on, context.filingLimitDays)
  return null
}

function escalationOf(facts: DenialFacts, category: CategoryId): string[] {
  const to: string[] = []
  if (category === 'RECOUP') to.push('manager')
  if (category === 'MED_NEC' || category === 'DOC_REQ') to.push('clinical_liaison')
  const base = facts.context?.expectedAllowed ?? facts.line.charge ?? 0
  if (base > escalationBase) to.push('senior_biller')
  return to
}

/** Why a line was denied, where the cause was born, who works it, by when, and with what steps. */
export function classify(facts: DenialFacts): Classification {
  const found = find(facts)
  const own = reasonCodes.get(`CARC ${found.decisive.reason}`)
  const category = categories[found.category]
  const isDenial = isDenied(facts, found)
  const isOwn = own !== undefined && own.category === found.category
  const disposition = isOwn && own.disposition !== '' ? own.disposition : category.disposition
  const why = [
    found.refinement
      ? found.refinement.why
      : own
        ? `CARC ${found.decisive.reason}: ${own.label}.`
        : `CARC ${found.decisive.reason || 'none'} is not in the table: a person reads it.`,
    `Root cause by ${found.refinement ? `rule ${found.refinement.priority} of the refinement table` : 'the code alone'}; default, unverified: confirm.`,
  ]
  const next: string[] = [category.first]
  if (isOwn && own.action !== '' && own.action !== 'none')
    next.push(`${own.action[0]?.toUpperCase()}${own.action.slice(1)}.`)
  if (isOwn && own.angle !== '' && own.angle !== 'none') next.push(`What the letter can lean on: ${own.angle}.`)
  return {
    id: facts.id,
    isDenial,
    category: found.category,
    confidence: confidenceOf(found),
    origin: isOwn && own.origin !== '' ? own.origin : category.origin,
    disposition,
    owner: category.owner,
    patientBillable: patientBillable(found, facts.payer.kind),
    deadline: isDenial ? deadlineOf(facts, disposition) : null,
    escalation: isDenial ? escalationOf(facts, found.category) : [],
    next: isDenial ? next : [],
    why,
  }
}
