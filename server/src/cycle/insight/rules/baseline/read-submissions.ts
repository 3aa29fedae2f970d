import { cents, parseDate, sum, zero } from '@ballast/kernel'
import { guide837P, readAs, type X12File } from '@ballast/x12'
import { claimsOf837p } from '../../../claim/rules/read-837p.ts'
import type { SubmissionFact } from '../../types/baseline-facts.ts'
import type { Interned } from './read-remittance.ts'

/** Every claim of a file's 837Ps, with the group that carried it, which is what a 999 speaks of. */
export function readSubmissions(file: X12File, path: string, intern: Interned): SubmissionFact[] {
  const found: SubmissionFact[] = []
  for (const interchange of file.interchanges)
    for (const group of interchange.groups)
      for (const transaction of group.transactions) {
        const value = readAs(guide837P, transaction)
        if (value === null || !Array.isArray(value.billings)) continue
        const sentOn = parseDate(value.beginning?.day ?? '')
        for (const claim of claimsOf837p(value)) {
          const on = claim.lines[0]?.on ?? null
          found.push({
            path,
            group: group.control,
            claim: claim.id,
            payer: intern(claim.payer.name ?? claim.payer.id ?? 'Payer not named'),
            payerKind: claim.payer.kind ?? 'commercial',
            isCorrection: claim.frequency !== '1',
            originalClaim: claim.originalClaim ?? '',
            sentOn,
            serviceOn: on === '0001-01-01' ? null : on,
            member: claim.subscriber.memberId ?? '',
            codes: intern(claim.lines.map((line) => [line.code, ...line.modifiers].join('-')).join(' ')),
            charge: claim.charge ?? sum(claim.lines.map((line) => line.charge ?? zero)) ?? cents(0),
          })
        }
      }
  return found
}
