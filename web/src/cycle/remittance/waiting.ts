import type {
  adjustmentPage,
  claimPaymentPage,
  exceptionList,
  filePage,
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
  | { readonly kind: 'file'; readonly id: string }
  | { readonly kind: 'acknowledgment'; readonly id: string; readonly fileId: string }

export const subjectOf = (row: WaitingRow): Subject => {
  const { kind, subjectId: id, fileId } = row
  if (kind === 'provider') return { kind, id, number: row.number ?? 0 }
  return kind === 'acknowledgment' ? { kind, id, fileId } : { kind, id }
}

const pathOf = (subject: Subject): string => {
  if (subject.kind === 'claim') return `/remittances/claims/${subject.id}`
  if (subject.kind === 'provider') return `/remittances/${subject.id}/provider/${subject.number}`
  if (subject.kind === 'file') return `/remittances/files/${subject.id}`
  if (subject.kind === 'acknowledgment') return `/claims/acknowledgments/${subject.id}`
  return `/remittances/${subject.id}`
}

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

export const fileQuery = (id: string) =>
  queryOptions({
    queryKey: ['waiting', 'file', id],
    queryFn: () => ask<Of<typeof filePage>>(`/remittances/files/${id}`),
  })

export const readAgain = (id: string) => post<unknown>(`/remittances/files/${id}/again`, {})
export const matchClaimPayment = (id: string, claimId: string) =>
  post<unknown>(`/remittances/claims/${id}/match`, { claimId })
export const assignAdjustment = (id: string, number: number, parts: readonly AdjustmentPart[]) =>
  post<unknown>(`/remittances/${id}/provider/${number}/assign`, { parts })
type Aside = { readonly reason: string; readonly money?: string; readonly correctedBy?: string }
export const setAside = (subject: Subject, aside: Aside) => post<unknown>(`${pathOf(subject)}/aside`, aside)
export const undoDecision = (subject: Subject, reason: string) => post<unknown>(`${pathOf(subject)}/undo`, { reason })
