import { addDays, type PlainDate } from '@ballast/kernel'
import { reading, type Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { chooseGrant, counted } from '../rules/choose.ts'
import { clinicalQuestions, missingFrom } from '../rules/clinical.ts'
import { type ContinuityRequest, continuityOf, episodesOf } from '../rules/continuity.ts'
import { type CalendarEntry, calendarText } from '../rules/ical.ts'
import { listAnswers } from '../store/answers.ts'
import { findGrant, grantsOf, heldOf } from '../store/grants.ts'
import { findRequest, gatherParties, listEvents, listRequests, type RequestFilter } from '../store/requests.ts'
import { usesBetween, usesOfPatients } from '../store/uses.ts'
import { continuityTarget, episodeGapDays } from '../tables/params.ts'
import { type Grant, openStatuses } from '../types.ts'
import { watch } from './renew.ts'

// What people read: the calendar, a patient's authorizations, one request, the measure.

async function names(
  tx: Tx,
  practiceId: string,
  table: 'patient' | 'clinician',
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  if (table === 'patient') {
    const rows = await tx
      .selectFrom('patient')
      .select(['id', 'first_name', 'last_name', 'name_used'])
      .where('practice_id', '=', practiceId)
      .where('id', 'in', [...new Set(ids)])
      .execute()
    return new Map(rows.map((row) => [row.id, `${row.name_used ?? row.first_name} ${row.last_name}`]))
  }
  const rows = await tx
    .selectFrom('clinician')
    .select(['id', 'first_name', 'last_name'])
    .where('practice_id', '=', practiceId)
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.id, `${row.first_name} ${row.last_name}`]))
}

const payerNames = async (tx: Tx, practiceId: string): Promise<Map<string, string>> => {
  const rows = await tx.selectFrom('payer').select(['id', 'name']).where('practice_id', '=', practiceId).execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** One line for each authorization that is live or ended lately, with its renewal window. */
export async function calendarPage(ground: Ground, filter: { readonly clinicianId?: string | undefined }) {
  const today = ground.today()
  const watched = (await watch(ground, addDays(today, -30))).filter(
    (row) => row.isLive && (filter.clinicianId === undefined || row.clinicianId === filter.clinicianId),
  )
  return reading(ground, async (tx) => {
    const patients = await names(
      tx,
      ground.practiceId,
      'patient',
      watched.map((row) => row.grant.patientId),
    )
    const clinicians = await names(
      tx,
      ground.practiceId,
      'clinician',
      watched.flatMap((row) => row.clinicianId || []),
    )
    const payers = await payerNames(tx, ground.practiceId)
    const open = await listRequests(tx, ground.practiceId, { statuses: openStatuses })
    const rows = watched.map((row) => {
      const request = open.find((each) => each.renewsGrantId === row.grant.id)
      return {
        grantId: row.grant.id,
        number: row.grant.number,
        patientId: row.grant.patientId,
        patient: patients.get(row.grant.patientId) ?? '',
        payer: payers.get(row.grant.payerId) ?? '',
        clinician: clinicians.get(row.clinicianId) ?? '',
        codes: row.grant.codes,
        from: row.grant.from,
        until: row.grant.until,
        ...row.counted,
        lapsesOn: row.plan.lapsesOn,
        because: row.plan.because,
        opensOn: row.plan.opensOn,
        dueOn: row.plan.dueOn,
        promptOn: row.plan.promptOn,
        cadenceDays: row.plan.cadenceDays,
        isSucceeded: row.isSucceeded,
        request: request
          ? {
              id: request.id,
              status: request.status,
              dueOn: request.dueOn,
              escalation: request.escalation,
              answeredOn: request.answeredOn,
            }
          : null,
        state: stateOf(row.plan, row.isSucceeded, request?.status, today),
      }
    })
    rows.sort(
      (a, b) =>
        order.indexOf(a.state) - order.indexOf(b.state) ||
        (a.lapsesOn < b.lapsesOn ? -1 : a.lapsesOn > b.lapsesOn ? 1 : 0),
    )
    return { today, rows }
  })
}

const order = ['lapsed', 'overdue', 'due', 'asked', 'running', 'continued']

function stateOf(
  plan: { lapsesOn: PlainDate; dueOn: PlainDate; promptOn: PlainDate },
  isDone: boolean,
  request: string | undefined,
  today: PlainDate,
): string {
  if (isDone) return 'continued'
  if (plan.lapsesOn < today) return 'lapsed'
  if (request === 'sent' || request === 'pended' || request === 'contact') return 'asked'
  if (plan.dueOn < today) return 'overdue'
  return plan.promptOn <= today ? 'due' : 'running'
}

/** All authorizations of a patient, and which one each coming visit uses, and why. */
export async function patientPage(ground: Ground, patientId: string) {
  return reading(ground, async (tx) => {
    const { practiceId } = ground
    const patient = (await names(tx, practiceId, 'patient', [patientId])).get(patientId)
    if (patient === undefined) return null
    const grants = await grantsOf(tx, practiceId, [patientId])
    const held = await heldOf(
      tx,
      practiceId,
      grants.map((grant) => grant.id),
    )
    const numbers = (grant: Grant) => counted(grant, held.get(grant.id) ?? { reserved: 0, used: 0 })
    const payers = await payerNames(tx, practiceId)
    const uses = await usesOfPatients(tx, practiceId, [patientId])
    const requests = await listRequests(tx, practiceId, { patientId })
    const today = ground.today()
    return {
      patientId,
      patient,
      today,
      grants: grants
        .map((grant) => ({
          ...grant,
          ...numbers(grant),
          payer: payers.get(grant.payerId) ?? '',
          isCurrent: grant.until >= today && grant.status === 'active',
        }))
        .toSorted((a, b) => (a.until < b.until ? 1 : -1)),
      visits: uses
        .filter((use) => use.state === 'used' || use.state === 'reserved')
        .toReversed()
        .slice(0, 60)
        .map((use) => {
          const grant = grants.find((each) => each.id === use.grantId)
          const { passed } = chooseGrant(use, grants, (each) => numbers(each).left)
          return {
            sessionId: use.sessionId,
            on: use.on,
            state: use.state,
            codes: use.codes,
            number: grant?.number ?? null,
            why: use.why,
            overrideReason: use.overrideReason,
            overrideBy: use.overrideBy,
            passed: passed.filter((each) => each.grantId !== use.grantId),
          }
        }),
      requests,
    }
  })
}

export const requestList = (ground: Ground, filter: RequestFilter) =>
  reading(ground, async (tx) => ({
    today: ground.today(),
    requests: await listRequests(tx, ground.practiceId, filter),
  }))

/** One request with its history, its questions and, for paper and portals, everything the packet says. */
export async function requestPage(ground: Ground, id: string, own: string | null) {
  return reading(ground, async (tx) => {
    const request = await findRequest(tx, ground.practiceId, id)
    if (!request || (own !== null && request.clinicianId !== own)) return null
    const { practice, patient, payer, clinician, coverage, program } = await gatherParties(
      tx,
      ground.practiceId,
      request,
    )
    const renewed = request.renewsGrantId ? await findGrant(tx, ground.practiceId, request.renewsGrantId) : null
    const held = renewed ? (await heldOf(tx, ground.practiceId, [renewed.id])).get(renewed.id) : undefined
    return {
      today: ground.today(),
      request,
      questions: clinicalQuestions,
      missing: missingFrom(request.clinical),
      renews: renewed
        ? { number: renewed.number, until: renewed.until, ...counted(renewed, held ?? { reserved: 0, used: 0 }) }
        : null,
      events: await listEvents(tx, ground.practiceId, id),
      packet: {
        practice: {
          name: practice.name,
          npi: practice.npi,
          taxId: practice.tax_id,
          phone: practice.phone,
          address: `${practice.address_line}, ${practice.city}, ${practice.state} ${practice.zip}`,
        },
        payer: { name: payer.name, phone: payer.phone },
        patient: {
          name: `${patient.first_name} ${patient.last_name}`,
          birthOn: patient.birth_on,
          memberId: coverage?.member_id ?? '',
          groupNumber: coverage?.group_number ?? null,
        },
        clinician: {
          name: `${clinician.first_name} ${clinician.last_name}`,
          npi: clinician.npi,
          credential: clinician.credential,
        },
        program,
      },
    }
  })
}

export const waitingAnswers = (ground: Ground) =>
  reading(ground, async (tx) => ({ answers: await listAnswers(tx, ground.practiceId, 'waiting') }))

/** M2.6: episodes of care under leave, those never interrupted, and every gap with its cause and owner. */
export async function continuityPage(ground: Ground, from: PlainDate, until: PlainDate) {
  return reading(ground, async (tx) => {
    const { practiceId } = ground
    const uses = (await usesBetween(tx, practiceId, addDays(from, -episodeGapDays.days), until)).filter(
      (use) => use.state === 'used' || use.state === 'lost',
    )
    const patientIds = [...new Set(uses.map((use) => use.patientId))]
    const grants = await grantsOf(tx, practiceId, patientIds)
    const granted = new Map(grants.map((grant) => [grant.id, grant]))
    const requests = (await listRequests(tx, practiceId, {})).map(
      (request): ContinuityRequest => ({ ...request, openedOn: request.openedOn, decidedOn: request.decidedOn }),
    )
    const episodes = episodesOf(
      uses.map((use) => ({
        ...use,
        isLost: use.state === 'lost',
        grantedOn: granted.get(use.grantId ?? '')?.obtainedOn ?? null,
      })),
      grants,
      requests,
      { from, until },
    )
    const patients = await names(tx, practiceId, 'patient', patientIds)
    const payers = await payerNames(tx, practiceId)
    const gaps = episodes.flatMap((episode) =>
      episode.gaps.map((gap) => ({
        ...gap,
        patientId: episode.patientId,
        patient: patients.get(episode.patientId) ?? '',
        payer: payers.get(episode.payerId) ?? '',
      })),
    )
    const causes = [...Map.groupBy(gaps, (gap) => gap.cause)].map(([cause, rows]) => ({
      cause,
      owner: rows[0]?.owner ?? '',
      visits: rows.length,
      episodes: new Set(rows.map((row) => row.patientId)).size,
    }))
    return {
      from,
      until,
      target: continuityTarget.percent,
      ...continuityOf(episodes),
      formula:
        'Episodes without an uncovered visit that needed an authorization, of all episodes active in the period that needed one.',
      causes: causes.toSorted((a, b) => b.visits - a.visits),
      gaps: gaps.toSorted((a, b) => (a.on < b.on ? 1 : -1)),
    }
  })
}

/** The feed of due days for a calendar program; null for a word that is nobody's. */
export async function feedText(ground: Ground, tokenSha256: string): Promise<string | null> {
  const requests = await reading(ground, async (tx) => {
    const isKnown = await tx
      .selectFrom('calendar_feed')
      .select('id')
      .where('practice_id', '=', ground.practiceId)
      .where('token_sha256', '=', tokenSha256)
      .executeTakeFirst()
    return isKnown ? listRequests(tx, ground.practiceId, { statuses: openStatuses }) : null
  })
  if (requests === null) return null
  const initials = (name: string): string =>
    name
      .split(' ')
      .map((part) => part[0] ?? '')
      .join('')
  const entries = requests.flatMap((request): CalendarEntry[] => [
    {
      id: `${request.id}-due`,
      on: request.dueOn,
      title: `Renewal due: ${initials(request.patient)}, ${request.payer}`,
      detail: `${request.units} visits, ${request.clinician}. Lapses ${request.lapsesOn}.`,
    },
    ...(request.followUpOn
      ? [
          {
            id: `${request.id}-follow`,
            on: request.followUpOn,
            title: `Call ${request.payer}: ${initials(request.patient)}`,
            detail: `Request ${request.traceNumber}`,
          },
        ]
      : []),
  ])
  return calendarText('Authorization renewals', entries, ground.now())
}
