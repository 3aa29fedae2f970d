import type { patientPage } from '@ballast/server/cycle/intake/actions/patient.ts'
import type { patientAccount } from '@ballast/server/cycle/receivable/actions/patient.ts'
import { queryOptions } from '@tanstack/react-query'
import { ask, post } from '../../ground/api.ts'

export type Patient = NonNullable<Awaited<ReturnType<typeof patientPage>>>
export type Account = NonNullable<Awaited<ReturnType<typeof patientAccount>>>
export type Guarantor = Patient['guarantors'][number]
export type Coverage = Patient['coverages'][number]

export const patientQuery = (id: string) =>
  queryOptions({ queryKey: ['patient', id], queryFn: () => ask<Patient>(`/intake/patients/${id}`) })
export const accountQuery = (id: string) =>
  queryOptions({ queryKey: ['patient', id, 'account'], queryFn: () => ask<Account>(`/receivable/patients/${id}`) })

export const changePatient = (id: string, change: object) => post<unknown>(`/intake/patients/${id}`, change)
export const setGuarantors = (id: string, from: string, guarantors: readonly object[]) =>
  post<unknown>(`/intake/patients/${id}/guarantors`, { from, guarantors })
export const setTerm = (coverageId: string, term: object) =>
  post<unknown>(`/intake/coverages/${coverageId}/terms`, term)
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
