import type {
  adjustmentPage,
  claimPaymentPage,
  exceptionList,
  heldPaymentPage,
} from '@ballast/server/cycle/remittance/actions/exceptions.ts'
import type { AdjustmentPart } from '@ballast/server/cycle/remittance/types.ts'
import { queryOptions } from '@tanstack/react-query'
import { ask, post } from '../../ground/api.ts'
import type { Of } from '../../ground/api-types.ts'

/** GET /api/remittances/exceptions */
export type Waiting = Of<typeof exceptionList>
export type WaitingRow = Waiting['exceptions'][number]
/** GET /api/remittances/claims/:id, /:id/provider/:number, /:id/held */
type ClaimPayment = Of<typeof claimPaymentPage>
export type Adjustment = Of<typeof adjustmentPage>
export type HeldPayment = Of<typeof heldPaymentPage>
export type Suggestion = ClaimPayment['suggestions'][number]
export type { AdjustmentPart }

/** What a decision is about. */
export type Subject =
  | { readonly kind: 'claim'; readonly id: string }
  | { readonly kind: 'provider'; readonly id: string; readonly number: number }
  | { readonly kind: 'payment'; readonly id: string }

export const subjectOf = (row: WaitingRow): Subject =>
  row.kind === 'claim' && row.claimPaymentId
    ? { kind: 'claim', id: row.claimPaymentId }
    : row.kind === 'provider' && row.number !== null
      ? { kind: 'provider', id: row.remittanceId, number: row.number }
      : { kind: 'payment', id: row.remittanceId }

const pathOf = (subject: Subject): string =>
  subject.kind === 'claim'
    ? `/remittances/claims/${subject.id}`
    : subject.kind === 'provider'
      ? `/remittances/${subject.id}/provider/${subject.number}`
      : `/remittances/${subject.id}`

export const claimPaymentQuery = (id: string) =>
  queryOptions({
    queryKey: ['waiting', 'claim', id],
    queryFn: () => ask<ClaimPayment>(pathOf({ kind: 'claim', id })),
  })
export const adjustmentQuery = (id: string, number: number) =>
  queryOptions({
    queryKey: ['waiting', 'provider', id, number],
    queryFn: () => ask<Adjustment>(pathOf({ kind: 'provider', id, number })),
  })
export const heldPaymentQuery = (id: string) =>
  queryOptions({
    queryKey: ['waiting', 'payment', id],
    queryFn: () => ask<HeldPayment>(`/remittances/${id}/held`),
  })

export const matchClaimPayment = (id: string, claimId: string) =>
  post<unknown>(`/remittances/claims/${id}/match`, { claimId })
export const assignAdjustment = (id: string, number: number, parts: readonly AdjustmentPart[]) =>
  post<unknown>(`/remittances/${id}/provider/${number}/assign`, { parts })
type Aside = { readonly reason: string; readonly money?: string; readonly correctedBy?: string }
export const setAside = (subject: Subject, aside: Aside) => post<unknown>(`${pathOf(subject)}/aside`, aside)
export const undoDecision = (subject: Subject, reason: string) => post<unknown>(`${pathOf(subject)}/undo`, { reason })
