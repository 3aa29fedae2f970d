import type {
  calendarPage,
  continuityPage,
  patientPage,
  requestList,
  requestPage,
  waitingAnswers,
} from '@ballast/server/cycle/authorization/actions/pages.ts'
import type { ClinicalUpdate } from '@ballast/server/cycle/authorization/types.ts'
import { queryOptions } from '@tanstack/react-query'
import { ask, type Filter, post, search } from '../../ground/api.ts'
import type { Of } from '../../ground/api-types.ts'

export type Calendar = Of<typeof calendarPage>
export type CalendarRow = Calendar['rows'][number]
export type PatientAuthorizations = Of<typeof patientPage>
export type Requests = Of<typeof requestList>
export type RequestDetail = Of<typeof requestPage>
export type Continuity = Of<typeof continuityPage>
export type Answers = Of<typeof waitingAnswers>
export type { ClinicalUpdate }

const at = '/authorizations'
export const calendarQuery = (filter: Filter) =>
  queryOptions({
    queryKey: ['authorizations', 'calendar', filter],
    queryFn: () => ask<Calendar>(`${at}/calendar${search(filter)}`),
  })
export const patientQuery = (id: string) =>
  queryOptions({
    queryKey: ['authorizations', 'patient', id],
    queryFn: () => ask<PatientAuthorizations>(`${at}/patients/${id}`),
  })
export const requestsQuery = (filter: Filter) =>
  queryOptions({
    queryKey: ['authorizations', 'requests', filter],
    queryFn: () => ask<Requests>(`${at}/requests${search(filter)}`),
  })
export const requestQuery = (id: string) =>
  queryOptions({
    queryKey: ['authorizations', 'request', id],
    queryFn: () => ask<RequestDetail>(`${at}/requests/${id}`),
  })
export const mineQuery = queryOptions({
  queryKey: ['authorizations', 'mine'],
  queryFn: () => ask<Requests>(`${at}/mine`),
})
export const myRequestQuery = (id: string) =>
  queryOptions({
    queryKey: ['authorizations', 'mine', id],
    queryFn: () => ask<RequestDetail>(`${at}/mine/${id}`),
    staleTime: 0,
  })
export const answersQuery = queryOptions({
  queryKey: ['authorizations', 'answers'],
  queryFn: () => ask<Answers>(`${at}/answers`),
})
export const continuityQuery = (filter: Filter) =>
  queryOptions({
    queryKey: ['authorizations', 'continuity', filter],
    queryFn: () => ask<Continuity>(`${at}/continuity${search(filter)}`),
  })

export type Answered = {
  readonly request: { readonly version: number; readonly status: string }
  readonly missing: readonly string[]
}
export const answerMine = (id: string, update: Partial<ClinicalUpdate>, version: number) =>
  post<Answered>(`${at}/mine/${id}/answer`, { update, version })
export const answerFor = (id: string, update: Partial<ClinicalUpdate>, version: number) =>
  post<Answered>(`${at}/requests/${id}/answer`, { update, version })
export const sendRequest = (id: string, channel?: string) =>
  post<unknown>(`${at}/requests/${id}/send`, channel ? { channel } : {})
export const enterDecision = (id: string, decision: object) => post<unknown>(`${at}/requests/${id}/decision`, decision)
export const moveRequest = (id: string, to: string, reason: string) =>
  post<unknown>(`${at}/requests/${id}/move`, { to, reason })
export const matchAnswer = (id: string, requestId: string) => post<unknown>(`${at}/answers/${id}/match`, { requestId })
export const putAside = (id: string, reason: string) => post<unknown>(`${at}/answers/${id}/aside`, { reason })
export const newFeed = () => post<{ path: string }>(`${at}/feed`, {})

// biome-ignore format: one word per line
export const stateWords: Readonly<Record<string, readonly [word: string, tone: string, meaning: string]>> = {
  lapsed:    ['Lapsed',          'losing',    'Visits are no longer covered.'],
  overdue:   ['Renewal late',    'losing',    'The renewal should be with the payer by now.'],
  due:       ['Renewal due',     'needs-you', 'The clinician has been asked; send it before the due day.'],
  asked:     ['With the payer',  'quiet',     'The renewal has been sent; the answer is awaited.'],
  running:   ['Covered',         '',          'Nothing to do yet.'],
  continued: ['Carried on',      'received',  'The next authorization is there.'],
}
// biome-ignore format: one word per line
export const requestWords: Readonly<Record<string, string>> = {
  draft: 'Waits for the clinician', ready: 'Ready to send', sent: 'With the payer', pended: 'Payer is still deciding', approved: 'Approved',
  partial: 'Approved in part', modified: 'Approved otherwise', denied: 'Denied', cancelled: 'Called off', not_required: 'Not needed',
  contact: 'Payer wants a call', rejected: 'Turned back: data was wrong',
}
// biome-ignore format: one word per line
export const kindWords: Readonly<Record<string, string>> = {
  initial: 'First request', renewal: 'Renewal', extension: 'More visits', revision: 'Other terms', cancellation: 'Take back', retro: 'For days already past',
}
// biome-ignore format: one word per line
export const causeWords: Readonly<Record<string, string>> = {
  nobody_asked: 'Nobody asked the payer', clinician_late: 'The clinical update came late', sent_late: 'The request was sent late', payer_slow: 'The payer had not answered',
  payer_denied: 'The payer said no', units_ran_out: 'The visits ran out', other_code: 'It was for another kind of visit', expired_unnoticed: 'It had ended unnoticed',
  given_later: 'It was given only afterwards', visit_lost: 'The visit was called off',
}
