import { addDays, type PlainDate } from '@ballast/kernel'
import type { NewWork, WorkKind } from '../../worklist/types.ts'
import type { RequestStatus } from '../types.ts'

// One request is one next task: the clinician's while the update is open, the desk's once it can go, the liaison's when the
// payer said no.

export const requestWorkKinds: readonly WorkKind[] = [
  'authorization.update',
  'authorization.renewal',
  'authorization.pended',
  'authorization.call',
  'authorization.rejected',
  'authorization.denied',
  'authorization.changed',
]

type Facts = {
  readonly id: string
  readonly patientId: string
  readonly patient: string
  readonly payer: string
  readonly clinicianId: string
  readonly status: RequestStatus
  readonly dueOn: PlainDate
  readonly lapsesOn: PlainDate
  readonly followUpOn: PlainDate | null
  readonly deadlineOn: PlainDate | null
  readonly decidedOn: PlainDate | null
  readonly sentOn: PlainDate | null
  readonly version: number
}

const kindOf: Partial<Record<RequestStatus, WorkKind>> = {
  draft: 'authorization.update',
  ready: 'authorization.renewal',
  pended: 'authorization.pended',
  contact: 'authorization.call',
  rejected: 'authorization.rejected',
  denied: 'authorization.denied',
  partial: 'authorization.changed',
  modified: 'authorization.changed',
}

/** Sent, and past the day by which this payer answers. */
export const isSilent = (request: Pick<Facts, 'status' | 'followUpOn'>, today: PlainDate): boolean =>
  request.status === 'sent' && request.followUpOn !== null && request.followUpOn <= today

const afterDenialDays = 14

/** Denied so lately that a person is still talking to the payer: nothing is asked anew meanwhile. */
export const isStillRefused = (request: Pick<Facts, 'status' | 'decidedOn'>, today: PlainDate): boolean =>
  request.status === 'denied' && request.decidedOn !== null && request.decidedOn > addDays(today, -afterDenialDays)

/** What somebody should do next about a request; null when nobody has to. */
export function workOf(request: Facts, today: PlainDate): NewWork | null {
  const silent = isSilent(request, today)
  const kind = silent ? 'authorization.call' : kindOf[request.status]
  if (!kind) return null
  const isClinicians = kind === 'authorization.update'
  return {
    kind,
    subject: request.id,
    cause: silent ? `silent since ${request.sentOn}` : `${request.status} ${request.decidedOn ?? ''}`.trim(),
    title: `${request.patient}: ${request.payer}`,
    advice: isClinicians
      ? `Visits are covered until ${request.lapsesOn}. The update has to be with the payer by ${request.dueOn}.`
      : silent
        ? `Sent ${request.sentOn}, and no answer. Call ${request.payer} or look in its portal, and enter what it says.`
        : `Covered until ${request.lapsesOn}; due ${request.dueOn}.`,
    link: isClinicians ? `/renewals/${request.id}` : `/authorizations/requests/${request.id}`,
    patientId: request.patientId,
    dueOn:
      request.deadlineOn ??
      request.followUpOn ??
      (isClinicians || kind === 'authorization.renewal' ? request.dueOn : null),
    facts: { clinicianId: request.clinicianId },
  }
}
