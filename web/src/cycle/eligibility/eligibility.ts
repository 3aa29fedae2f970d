import { queryOptions } from '@tanstack/react-query'
import { ask, post } from '../../ground/api.ts'
import type { Day } from '../../ground/api-types.ts'

export type CoverageRow = {
  readonly id: string
  readonly patientId: string
  readonly patient: string
  readonly payer: string
  readonly memberId: string
  readonly rank: number
  readonly from: Day
  readonly until: Day | null
  readonly checkedOn: Day | null
  readonly isActive: boolean | null
  readonly holder: string | null
  readonly planUntil: Day | null
  readonly nextVisitOn: Day | null
  readonly differences: readonly string[]
  readonly changedOn: Day | null
  readonly copayCents: number | null
}
export type CoverageList = { readonly today: Day; readonly total: number; readonly coverages: readonly CoverageRow[] }

export type FactRow = {
  readonly name: string
  readonly title: string
  readonly words: string
  readonly from: 'payer' | 'call'
  readonly by: string
  readonly on: Day
}
export type Question = {
  readonly name: string
  readonly title: string
  readonly question: string
  readonly unit: 'cents' | 'percent' | 'count' | 'text' | 'yes_no' | 'choice'
  readonly choices: readonly string[]
}
export type LimitRow = {
  readonly period: string
  readonly from: Day
  readonly until: Day | null
  readonly visits: number | null
  readonly payerLeft: number | null
  readonly asOf: Day
  readonly saidBy: string
  readonly usedHere: number
  readonly usedElsewhere: number | null
  readonly booked: number
  readonly left: number | null
}
export type LimitAnswerRow = {
  readonly id: string
  readonly choice: 'private' | 'called_off' | 'asked_plan'
  readonly saidBy: string
  readonly saidOn: Day
  readonly followUpOn: Day | null
  readonly notedBy: string
  readonly endedOn: Day | null
}
export type Coverage = {
  readonly today: Day
  readonly on: Day
  readonly coverage: {
    readonly id: string
    readonly patientId: string
    readonly patient: string
    readonly birthOn: Day
    readonly payer: string
    readonly payerId: string
    readonly memberId: string
    readonly groupNumber: string | null
    readonly relationship: string
    readonly from: Day
    readonly until: Day | null
    readonly rank: number
  }
  readonly standing: {
    readonly checkedOn: Day | null
    readonly isActive: boolean | null
    readonly planFrom: Day | null
    readonly planUntil: Day | null
    readonly holder: { readonly payerId: string | null; readonly name: string; readonly by: string } | null
    readonly orderConfirmedOn: Day | null
    readonly changedOn: Day | null
    readonly differences: readonly string[]
    readonly facts: readonly FactRow[]
  } | null
  readonly advice: readonly { readonly tone: 'good' | 'act' | 'stop' | 'plain'; readonly text: string }[]
  readonly limits: readonly LimitRow[]
  /** Visits to come that the plan does not pay. */
  readonly beyond: readonly { readonly sessionId: string; readonly on: Day }[]
  readonly limitAnswers: readonly LimitAnswerRow[]
  /** What to mind before a member of this kind of plan is asked to pay alone. */
  readonly caution: string | null
  readonly unsaid: { readonly mustCall: readonly string[]; readonly questions: readonly Question[] }
  readonly others: readonly CoverageRow[]
  readonly payers: readonly { readonly id: string; readonly name: string }[]
  readonly answers: readonly {
    readonly id: string
    readonly on: Day
    readonly state: string
    readonly reason: string | null
    readonly differences: readonly string[]
    readonly payer: string | null
  }[]
  readonly calls: readonly {
    readonly id: string
    readonly on: Day
    readonly verifier: string
    readonly spokeWith: string
    readonly reference: string | null
    readonly note: string | null
    readonly said: readonly { readonly title: string; readonly words: string }[]
  }[]
  readonly inquiries: readonly {
    readonly id: string
    readonly askedOn: Day
    readonly askedBy: string
    readonly forOn: Day
    readonly state: string
    readonly payer: string
  }[]
  readonly notices: readonly {
    readonly id: string
    readonly recipientKind: string
    readonly name: string
    readonly title: string
    readonly writtenOn: Day
    readonly state: string
  }[]
}
export type Explained = {
  readonly id: string
  readonly coverageId: string | null
  readonly receivedOn: Day
  readonly state: string
  readonly reason: string | null
  readonly segments: readonly { readonly text: string; readonly words: string }[]
}
export type Sweep = {
  readonly id: string
  readonly startedOn: Day
  readonly startedBy: string
  readonly untilOn: Day
  readonly wanted: number
  readonly asked: number
  readonly answered: number
  readonly refused: number
  readonly setAside: number
  readonly silent: number
  readonly changed: number
}
export type Unused = {
  readonly id: string
  readonly on: Day
  readonly state: string
  readonly reason: string | null
  readonly payer: string
  readonly person: string
  readonly patient: string | null
  readonly coverageId: string | null
}
export type Cost = {
  readonly today: Day
  readonly patient: string
  readonly payer: string
  readonly checkedOn: Day | null
  readonly allowed: { readonly code: string; readonly amount: number } | null
  readonly visitsPerMonth: number
  readonly months:
    | readonly {
        readonly month: string
        readonly visits: number
        readonly patient: number
        readonly plan: number
        readonly deductibleLeft: number | null
      }[]
    | null
  readonly facts: readonly FactRow[]
  readonly agreements: readonly {
    readonly id: string
    readonly words: string
    readonly agreedOn: Day
    readonly agreedBy: string
    readonly how: string
    readonly toldBy: string
  }[]
}

export const coverageQuery = (id: string) =>
  queryOptions({ queryKey: ['coverage', id], queryFn: () => ask<Coverage>(`/eligibility/${id}`) })
export const answerQuery = (id: string) =>
  queryOptions({ queryKey: ['eligibility-answer', id], queryFn: () => ask<Explained>(`/eligibility/answers/${id}`) })
export const sweepsQuery = queryOptions({
  queryKey: ['eligibility-sweeps'],
  queryFn: () => ask<{ today: Day; sweeps: readonly Sweep[] }>('/eligibility/sweeps'),
  refetchInterval: (query) =>
    query.state.data?.sweeps.some(
      (sweep) => sweep.answered + sweep.refused + sweep.setAside + sweep.silent < sweep.asked,
    )
      ? 5000
      : false,
})
export const unusedQuery = queryOptions({
  queryKey: ['eligibility-unused'],
  queryFn: () => ask<{ answers: readonly Unused[] }>('/eligibility/unused'),
})
export const costQuery = (id: string, visits: number) =>
  queryOptions({
    queryKey: ['coverage-cost', id, visits],
    queryFn: () => ask<Cost>(`/eligibility/${id}/cost?visits=${visits}`),
  })
export const askPlan = (id: string) => post<{ asked: number }>(`/eligibility/${id}/ask`, {})
export const sweepNow = () => post<{ sweep: { wanted: number } | null }>('/eligibility/sweeps', {})
export const writeCall = (id: string, call: unknown) => post<{ id: string }>(`/eligibility/${id}/calls`, call)
export const decide = (id: string, decision: unknown) => post<{ ok: true }>(`/eligibility/${id}/decide`, decision)
export const answerLimit = (id: string, answer: object) => post<{ id: string }>(`/eligibility/${id}/limit`, answer)
export const agree = (id: string, agreement: unknown) =>
  post<{ id: string }>(`/eligibility/${id}/agreements`, agreement)
