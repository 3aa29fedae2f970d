import type { patientPage } from '@ballast/server/cycle/intake/actions/patient.ts'
import type { cardsPage } from '@ballast/server/cycle/receivable/actions/card.ts'
import type { patientAccount } from '@ballast/server/cycle/receivable/actions/patient.ts'
import type { statementOf } from '@ballast/server/cycle/receivable/actions/statement.ts'
import type { superbillOf } from '@ballast/server/cycle/receivable/actions/superbill.ts'
import { queryOptions } from '@tanstack/react-query'
import { ask, post } from '../../ground/api.ts'
import type { Of } from '../../ground/api-types.ts'

export type Patient = Of<typeof patientPage>
export type Account = Of<typeof patientAccount>
export type Statement = Of<typeof statementOf>
export type Superbills = Of<typeof superbillOf>
export type Cards = Of<typeof cardsPage>
export type Guarantor = Patient['guarantors'][number]
export type Coverage = Patient['coverages'][number]

export const patientQuery = (id: string) =>
  queryOptions({ queryKey: ['patient', id], queryFn: () => ask<Patient>(`/intake/patients/${id}`) })
export const accountQuery = (id: string) =>
  queryOptions({ queryKey: ['patient', id, 'account'], queryFn: () => ask<Account>(`/receivable/patients/${id}`) })
export const statementQuery = (id: string, guarantorId: string | null) =>
  queryOptions({
    queryKey: ['patient', id, 'statement', guarantorId],
    queryFn: () =>
      ask<Statement>(`/receivable/patients/${id}/statement${guarantorId === null ? '' : `?guarantor=${guarantorId}`}`),
  })
export const superbillQuery = (id: string, from: string, until: string) =>
  queryOptions({
    queryKey: ['patient', id, 'superbill', from, until],
    queryFn: () => ask<Superbills>(`/receivable/patients/${id}/superbill?from=${from}&until=${until}`),
  })

export const cardsQuery = (id: string) =>
  queryOptions({ queryKey: ['patient', id, 'cards'], queryFn: () => ask<Cards>(`/receivable/patients/${id}/cards`) })

export const addCard = (id: string, card: object) => post<unknown>(`/receivable/patients/${id}/cards`, card)
export const withdrawCard = (id: string) => post<unknown>(`/receivable/cards/${id}/withdraw`, {})
export const giveSuperbill = (id: string, bill: object) => post<unknown>(`/receivable/patients/${id}/superbills`, bill)
export const changePatient = (id: string, change: object) => post<unknown>(`/intake/patients/${id}`, change)
export const setGuarantors = (id: string, from: string, guarantors: readonly object[]) =>
  post<unknown>(`/intake/patients/${id}/guarantors`, { from, guarantors })
export const setTerm = (coverageId: string, term: object) =>
  post<unknown>(`/intake/coverages/${coverageId}/terms`, term)
export const setPapers = (coverageId: string, papers: object) =>
  post<unknown>(`/intake/coverages/${coverageId}/papers`, papers)
export const agreeFee = (id: string, fee: object) => post<unknown>(`/intake/patients/${id}/fees`, fee)
export const dropTerm = (id: string) => post<unknown>(`/intake/terms/${id}/drop`, {})

export const relationWords: Readonly<Record<string, string>> = {
  parent: 'Parent',
  guardian: 'Guardian',
  spouse: 'Spouse or partner',
  agency: 'Agency',
  other: 'Other',
}
export const termWords: Readonly<Record<string, string>> = {
  eap: 'Assistance program',
  single_case: 'Single case agreement',
  out_of_network: 'Out of network',
}
export const percent = (basisPoints: number): string => `${basisPoints / 100} %`
