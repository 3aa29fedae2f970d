import type { changesPage, Proposed } from '@ballast/server/cycle/claim/actions/change-edit.ts'
import type { Tried } from '@ballast/server/cycle/claim/types.ts'
import type { myCards } from '@ballast/server/cycle/review/actions/cards.ts'
import type { editClaims, editsPage } from '@ballast/server/cycle/review/actions/edits.ts'
import type { laborPage, measuresPage, rowsPage } from '@ballast/server/cycle/review/actions/measures.ts'
import type { reviewPage, roundPage } from '@ballast/server/cycle/review/actions/review.ts'
import { queryOptions } from '@tanstack/react-query'
import { ask, post } from '../../ground/api.ts'
import type { Of } from '../../ground/api-types.ts'

export type Edits = Of<typeof editsPage>
export type EditClaims = Of<typeof editClaims>
export type Changes = Of<typeof changesPage>
export type Review = Of<typeof reviewPage>
export type Round = Of<typeof roundPage>
export type Cards = Of<typeof myCards>
export type Labor = Of<typeof laborPage>
export type Indicators = Of<typeof measuresPage>
export type IndicatorRows = Of<typeof rowsPage>
export type { Proposed, Tried }

export const editsQuery = queryOptions({ queryKey: ['edits'], queryFn: () => ask<Edits>('/edits') })
export const editClaimsQuery = (id: string) =>
  queryOptions({ queryKey: ['edits', id], queryFn: () => ask<EditClaims>(`/edits/${id}/claims`) })
export const changesQuery = queryOptions({
  queryKey: ['edits', 'changes'],
  queryFn: () => ask<Changes>('/edits/changes'),
  // A change that is being tried is looked at again until it is.
  refetchInterval: ({ state }) => (state.data?.changes.some((change) => change.state === 'trying') ? 1500 : false),
})
export const reviewQuery = queryOptions({ queryKey: ['review'], queryFn: () => ask<Review>('/review') })
export const roundQuery = (id: string) =>
  queryOptions({ queryKey: ['review', 'round', id], queryFn: () => ask<Round>(`/review/rounds/${id}`) })
export const cardsQuery = queryOptions({ queryKey: ['review', 'cards'], queryFn: () => ask<Cards>('/review/cards') })
export const laborQuery = queryOptions({ queryKey: ['review', 'labor'], queryFn: () => ask<Labor>('/review/labor') })
export const indicatorsQuery = queryOptions({
  queryKey: ['review', 'measures'],
  queryFn: () => ask<Indicators>('/review/measures'),
})
export const indicatorRowsQuery = (id: string) =>
  queryOptions({ queryKey: ['review', 'measures', id], queryFn: () => ask<IndicatorRows>(`/review/measures/${id}`) })

export const proposeChange = (proposed: Proposed) => post<{ id: string }>('/edits/changes', proposed)
export const decideChange = (id: string, isApplied: boolean) =>
  post<{ id: string; state: string }>(`/edits/changes/${id}/decision`, { isApplied })
export const drawRound = (kind: string, from: string, until: string) =>
  post<{ id: string; size: number }>('/review/rounds', { kind, from, until })
export const codeItem = (id: string, lines: readonly { code: string; modifiers: string[]; units: number }[]) =>
  post<unknown>(`/review/items/${id}/code`, { lines })
export const settleItem = (id: string, outcome: string, remark: string) =>
  post<unknown>(`/review/items/${id}/outcome`, { outcome, remark })
export const seeCard = (id: string) => post<unknown>(`/review/cards/${id}/seen`, {})
