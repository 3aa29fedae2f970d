import { guide277CA, guide999, readAs, transactionsOf, type X12File } from '@ballast/x12'
import { claimStatusWords, rejectedCategories } from '../tables/acknowledgment-codes.ts'

// A rejection is not a denial: the claim never reached a payer's judgement, goes again as an original, and its filing
// clock ran on meanwhile. TA1 and 999 speak of whole files and groups, the 277CA of single claims.

export type BatchAnswer = {
  readonly kind: 'TA1' | '999'
  readonly position: number
  readonly control: string
  readonly state: 'accepted' | 'partly_accepted' | 'rejected'
  readonly accepted: number
  readonly rejected: number
  readonly reason: string | null
}

export type ClaimAnswer = {
  readonly controlNumber: string
  readonly outcome: 'accepted' | 'rejected' | 'noted'
  readonly payerClaimNumber: string | null
  readonly summary: string
  readonly codes: readonly string[]
  /** Which desk can cure it. */
  readonly owner: string | null
}

export type ClaimAnswers = {
  readonly position: number
  readonly from: number
  readonly until: number
  readonly answers: readonly ClaimAnswer[]
}

const states = { A: 'accepted', E: 'accepted', P: 'partly_accepted' } as const

/** What a file says of whole batches: by interchange (TA1) and by group (999). */
export function batchAnswers(file: X12File): BatchAnswer[] {
  const ta1 = file.interchanges.flatMap((interchange) =>
    interchange.acknowledgments.map((placed): BatchAnswer => {
      const [, control = '', , , code = '', note = ''] = placed.segment
      const isRejected = code === 'R'
      return {
        kind: 'TA1',
        position: -placed.number,
        control,
        state: isRejected ? 'rejected' : 'accepted',
        accepted: isRejected ? 0 : 1,
        rejected: isRejected ? 1 : 0,
        reason: isRejected
          ? `The interchange was rejected (note ${note || 'none'}): rebuild and resend the whole file.`
          : null,
      }
    }),
  )
  const functional = transactionsOf(file).flatMap((transaction, i): BatchAnswer[] => {
    const value = readAs(guide999, transaction)
    if (value === null) return []
    const state = states[value.result?.result as keyof typeof states] ?? 'rejected'
    const broken = value.transactions.flatMap((each) =>
      each.segments.map((segment) => `${segment.segment?.segment} at segment ${segment.segment?.position}`),
    )
    const accepted = Number(value.result?.accepted ?? 0)
    return [
      {
        kind: '999',
        position: i + 1,
        control: value.group?.control ?? '',
        state,
        accepted,
        rejected: Number(value.result?.received ?? 0) - accepted,
        reason:
          state === 'accepted'
            ? null
            : `The group was not accepted: ${broken.slice(0, 5).join(', ') || 'no segment named'}.`,
      },
    ]
  })
  return [...ta1, ...functional]
}

type Status = { readonly category: string; readonly code: string; readonly entity?: string | undefined }

/** What a file says of single claims (277CA). */
export const claimAnswers = (file: X12File): ClaimAnswers[] =>
  transactionsOf(file).flatMap((transaction, i) => {
    const value = readAs(guide277CA, transaction)
    if (value === null) return []
    const answers = value.sources.flatMap((source) =>
      source.receivers.flatMap((receiver) =>
        receiver.providers.flatMap((provider) =>
          provider.patients.flatMap((patient) =>
            patient.claims.map((claim): ClaimAnswer => {
              const said = [...claim.statuses, ...claim.lines.flatMap((line) => line.statuses)]
              const statuses = said
                .flatMap((each): (Status | undefined)[] => [each.status, each.status2, each.status3])
                .filter((status) => status !== undefined)
              const isRejected = statuses.some((status) => rejectedCategories.includes(status.category))
              const isAccepted = statuses.some((status) => status.category === 'A2')
              const words = statuses.flatMap((status) => claimStatusWords[status.code] ?? [])
              const summary = isRejected
                ? `Rejected before the payer judged it: ${words.map((word) => word.says).join('; ') || statuses.map((status) => `${status.category} ${status.code}`).join(', ')}.`
                : isAccepted
                  ? 'Accepted for the payer to decide.'
                  : 'Received, not yet accepted.'
              return {
                controlNumber: claim.trace?.id ?? '',
                outcome: isRejected ? 'rejected' : isAccepted ? 'accepted' : 'noted',
                payerClaimNumber: claim.payerControlNumber?.id ?? null,
                summary,
                codes: statuses.map((status) =>
                  [status.category, status.code, status.entity].filter(Boolean).join(':'),
                ),
                owner: isRejected ? (words[0]?.owner ?? 'claims desk') : null,
              }
            }),
          ),
        ),
      ),
    )
    return [{ position: i + 1, from: transaction.from, until: transaction.until, answers }]
  })
