import type { deskBalances } from '@ballast/server/cycle/receivable/actions/collect.ts'
import type { schedulePage, visitPage } from '@ballast/server/cycle/session/actions/booking.ts'
import type { todayPage } from '@ballast/server/cycle/session/actions/today.ts'
import type { BookingWarning } from '@ballast/server/cycle/session/rules/booking.ts'
import { queryOptions } from '@tanstack/react-query'
import { ask, type Filter, post, search } from '../../ground/api.ts'
import type { Of } from '../../ground/api-types.ts'

export type Schedule = Of<typeof schedulePage>
export type Visit = Schedule['visits'][number]
export type Today = Of<typeof todayPage>
export type TodayVisit = Today['visits'][number]
export type VisitDetail = Of<typeof visitPage>
export type { BookingWarning }
export type PatientHit = {
  readonly id: string
  readonly name: string
  readonly birthOn: string
  readonly externalId: string
  readonly payer: string | null
}
export type Balances = Of<typeof deskBalances>
export type DeskCard = Balances['cards'][number]

export const scheduleQuery = (filter: Filter) =>
  queryOptions({
    queryKey: ['sessions', 'schedule', filter],
    queryFn: () => ask<Schedule>(`/sessions/schedule${search(filter)}`),
  })
export const todayQuery = (day: string | undefined) =>
  queryOptions({ queryKey: ['sessions', 'today', day], queryFn: () => ask<Today>(`/sessions/today${search({ day })}`) })
export const visitQuery = (id: string) =>
  queryOptions({ queryKey: ['sessions', 'one', id], queryFn: () => ask<VisitDetail>(`/sessions/${id}`), staleTime: 0 })
export const balancesQuery = (patients: readonly string[], sessions: readonly string[]) =>
  queryOptions({
    queryKey: ['desk', patients, sessions],
    queryFn: () =>
      ask<Balances>(`/receivable/desk${search({ patients: patients.join(','), sessions: sessions.join(',') })}`),
    enabled: sessions.length > 0,
  })
export const patientsQuery = (text: string) =>
  queryOptions({
    queryKey: ['patients', text],
    queryFn: () => ask<{ patients: readonly PatientHit[] }>(`/intake/patients${search({ search: text })}`),
    enabled: text.trim().length > 1,
  })

export type Booking = {
  readonly patientId: string
  readonly clinicianId: string
  readonly on: string
  readonly start: string
  readonly minutes: number
  readonly service: string
  readonly modality: string
  readonly times: number
  readonly everyWeeks: number
  readonly reason: string | null
}
export type Checked = {
  readonly warnings: readonly BookingWarning[]
  readonly authorization: readonly {
    readonly why: string
    readonly grant: { readonly number: string; readonly left: number } | null
  }[]
}
export const checkBooking = (booking: Booking) => post<Checked>('/sessions/check', booking)
export const bookVisit = (booking: Booking) => post<{ ids: readonly string[] }>('/sessions', booking)
export const moveVisit = (id: string, to: object) => post<unknown>(`/sessions/${id}/move`, to)
export const cancelVisit = (id: string, input: object) => post<unknown>(`/sessions/${id}/cancel`, input)
export const restoreVisit = (id: string, version: number) => post<unknown>(`/sessions/${id}/restore`, { version })
export const arrive = (id: string, isHere: boolean) => post<unknown>(`/sessions/${id}/arrive`, { isHere })
export const attend = (id: string, status: string, version: number) =>
  post<unknown>(`/sessions/${id}/attendance`, { status, version })
export const collect = (sessionId: string, amount: number, method: string) =>
  post<unknown>('/receivable/desk/payments', { sessionId, amount, method })
export const collectByCard = (sessionId: string, cardId: string, amount: number, key: string) =>
  post<unknown>('/receivable/desk/card-payments', { sessionId, cardId, amount }, key)
export const signAgreement = (patientId: string, input: object) =>
  post<unknown>(`/intake/patients/${patientId}/agreements`, input)

// biome-ignore format: one word per line
export const serviceWords: Readonly<Record<string, string>> = {
  diagnostic_evaluation: 'First evaluation', individual_therapy: 'Therapy', medication_management: 'Medication visit', family_with_patient: 'Family, patient there',
  family_without_patient: 'Family, without patient', multi_family_group: 'Families group', group_therapy: 'Group', crisis: 'Crisis', testing: 'Testing',
  brief_assessment: 'Short assessment', iop_day: 'Program day', php_day: 'Day program',
  care_month: 'Shared care, month', collaborative_first_month: 'Collaborative care, first month', collaborative_later_month: 'Collaborative care, month',
}
export const modalityWords: Readonly<Record<string, string>> = {
  in_person: 'In person',
  video: 'Video',
  audio: 'Phone',
}
// biome-ignore format: one word per line
export const visitWords: Readonly<Record<string, readonly [word: string, tone: string]>> = {
  booked: ['Booked', ''], kept: ['Kept', 'received'], no_show: ['Did not come', 'losing'], late_cancel: ['Called off late', 'needs-you'], cancelled: ['Called off', 'quiet'],
}
