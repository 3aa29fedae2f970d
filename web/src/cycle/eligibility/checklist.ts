import { queryOptions } from '@tanstack/react-query'
import { ask, post } from '../../ground/api.ts'
import type { Day } from '../../ground/api-types.ts'

export type Line = {
  readonly id: string
  readonly stage: 'booking' | 'before_visit' | 'check_in'
  readonly title: string
  readonly aid: string
  readonly team: string
  readonly personId: string | null
  readonly version: number
  readonly state: 'open' | 'done' | 'not_needed' | 'failed'
  readonly why: string | null
  readonly verified: string
}
export type PatientChecklist = {
  readonly patientId: string
  readonly coverageId: string | null
  readonly on: Day
  readonly lines: readonly Line[]
}
export type Step = {
  readonly id: string
  readonly stage: Line['stage']
  readonly team: string
  readonly verified: string
  readonly now: {
    readonly version: number
    readonly title: string
    readonly jobAid: string
    readonly personId: string | null
    readonly isUsed: boolean
  }
  readonly person: string | null
  readonly versions: readonly {
    readonly version: number
    readonly from: Day
    readonly title: string
    readonly changedBy: string
  }[]
  readonly marks: readonly { readonly version: number; readonly by: string; readonly count: number }[]
}
export type StepsPage = {
  readonly today: Day
  readonly people: readonly { readonly id: string; readonly name: string }[]
  readonly steps: readonly Step[]
}

export const checklistQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['checklist', patientId],
    queryFn: () => ask<PatientChecklist>(`/eligibility/checklist/patients/${patientId}`),
  })
export const stepsQuery = queryOptions({
  queryKey: ['checklist-steps'],
  queryFn: () => ask<StepsPage>('/eligibility/checklist'),
})
export const markStep = (mark: unknown) => post<{ ok: true }>('/eligibility/checklist/marks', mark)
export const wordStep = (id: string, wording: unknown) =>
  ask<{ version: number }>(`/eligibility/checklist/steps/${id}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', 'x-ballast': '1' },
    body: JSON.stringify(wording),
  })

export const stageWords = {
  booking: 'When booking',
  before_visit: 'Before the visit',
  check_in: 'At check-in',
} as const
