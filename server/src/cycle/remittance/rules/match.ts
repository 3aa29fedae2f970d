import type { Match, OwnClaim, RemittedClaim } from '../types.ts'

// The number we gave the claim is the surest match; payers sometimes lose it, and then their own number or the patient,
// day and charge together must do. Two claims that fit equally well are no match: a person chooses.

const plainName = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, '')

/** Ours among the candidates, and how it was found; null when none or more than one fits (remit_posting_rules R01). */
export function matchClaim(remitted: RemittedClaim, candidates: readonly OwnClaim[]): Match | null {
  const only = (found: readonly OwnClaim[], by: Match['by']): Match | null => {
    const [first] = found
    return found.length === 1 && first ? { claimId: first.id, by } : null
  }
  return (
    only(
      candidates.filter((own) => own.controlNumber === remitted.controlNumber),
      'control number',
    ) ??
    only(
      candidates.filter((own) => own.payerClaimNumber !== null && own.payerClaimNumber === remitted.payerClaimNumber),
      'payer claim number',
    ) ??
    only(
      candidates.filter(
        (own) =>
          own.serviceOn === remitted.serviceOn &&
          own.charge === Math.abs(remitted.charge) &&
          plainName(own.patientName) === plainName(remitted.patientName),
      ),
      'patient, day and charge',
    )
  )
}

/** Our line number for each remitted line: by the reference we sent (REF 6R), else by code and charge. */
export function matchLines(remitted: RemittedClaim, own: OwnClaim): Map<number, number | null> {
  const free = new Set(own.lines.map((line) => line.number))
  const matched = new Map<number, number | null>()
  for (const line of remitted.lines) {
    const found =
      own.lines.find((mine) => free.has(mine.number) && mine.reference === line.reference) ??
      own.lines.find(
        (mine) => free.has(mine.number) && mine.code === line.code && mine.charge === Math.abs(line.charge),
      ) ??
      own.lines.find((mine) => free.has(mine.number) && mine.code === line.code)
    if (found) free.delete(found.number)
    matched.set(line.number, found?.number ?? null)
  }
  return matched
}
