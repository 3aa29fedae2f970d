import { addDays, ok, type PlainDate, type Result, refuse } from '@ballast/kernel'
import { inTransaction, reading, type Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { type AskedVisit, assign, preview, type Reserved, release } from '../../authorization/actions/reserve.ts'
import { codesOfService } from '../../authorization/rules/leave.ts'
import type { Service } from '../../coding/types.ts'
import {
  type ExpectedVisit,
  expectVisit,
  previewVisits,
  recordVisits,
  saidInactive,
} from '../../eligibility/actions/visits.ts'
import { payerKey, payersOn } from '../../intake/actions/payers.ts'
import {
  type BookingWarning,
  limitEdit,
  paddedTime,
  type Slot,
  seriesDays,
  stopOf,
  warningsOf,
} from '../rules/booking.ts'
import * as store from '../store/appointments.ts'
import type { CancelledBy } from '../types.ts'

// Booking tells before it promises: what is missing is said first, and what needs a reason is not booked without one. The
// hour, what it reserves and the reason are one change.

export type BookingInput = {
  readonly patientId: string
  readonly clinicianId: string
  readonly locationId?: string | undefined
  readonly programId?: string | undefined
  readonly on: PlainDate
  readonly start: string
  readonly minutes: number
  readonly service: Service
  readonly modality: 'in_person' | 'video' | 'audio'
  readonly times: number
  readonly everyWeeks: number
  readonly reason: string | null
}

export type BookingRefusal =
  | { kind: 'not_found' }
  | { kind: 'session.invalid'; message: string }
  | { kind: 'session.needs_reason'; message: string; warnings: readonly BookingWarning[] }
  | { kind: 'session.changed'; message: string }
  | { kind: 'session.wrong_state'; message: string; status: string }

export type Booked = { readonly ids: readonly string[]; readonly warnings: readonly BookingWarning[] }

type Placed = { readonly sessionId: string; readonly slot: Slot; readonly asked: AskedVisit }
type People = { readonly clinician: string; readonly locationId: string; readonly programId: string }

/** What to know before these hours are booked; nothing is written. */
export function checkBooking(
  ground: Ground,
  input: BookingInput,
): Promise<Result<{ warnings: readonly BookingWarning[]; authorization: readonly Reserved[] }, BookingRefusal>> {
  return reading(ground, async (tx) => {
    const people = await peopleOf(tx, ground.practiceId, input)
    if (!people) return refuse({ kind: 'not_found' })
    const placed = place(ground, input, people)
    if (placed === null) return refuse({ kind: 'session.invalid', message: 'The visit would not end on its day.' })
    const reserved = await preview(
      tx,
      ground,
      placed.map((each) => each.asked),
    )
    const decisions = await previewVisits(
      tx,
      ground,
      placed.map((each) => each.asked),
    )
    const limits = decisions.flatMap((decision, i): BookingWarning[] =>
      decision.is === 'free'
        ? []
        : [
            {
              kind: 'limit',
              needsReason: decision.is === 'blocked',
              message: decision.message,
              on: placed[i]?.slot.on ?? input.on,
              edit: limitEdit(decision.left),
            },
          ],
    )
    const warnings = [...(await warn(tx, ground, input, people, placed, reserved)), ...limits]
    return ok({ warnings, authorization: reserved })
  })
}

/** Books one hour or a weekly series. */
export function book(ground: Ground, input: BookingInput): Promise<Result<Booked, BookingRefusal>> {
  return inTransaction<Booked, BookingRefusal>(ground, async (tx) => {
    const people = await peopleOf(tx, ground.practiceId, input, true)
    if (!people) return refuse({ kind: 'not_found' })
    const placed = place(ground, input, people)
    if (placed === null) return refuse({ kind: 'session.invalid', message: 'The visit would not end on its day.' })
    const standing = await store.standingOn(
      tx,
      ground.practiceId,
      placed.map((each) => each.slot.on),
      input,
    )
    const seriesId = placed.length > 1 ? ground.newId() : null
    for (const { sessionId, slot } of placed)
      await store.saveAppointment(tx, ground, {
        ...people,
        id: sessionId,
        externalId: `own-${sessionId}`,
        patientId: input.patientId,
        clinicianId: input.clinicianId,
        ...slot,
        minutes: input.minutes,
        service: input.service,
        modality: input.modality,
        patientAt: input.modality === 'in_person' ? 'clinic' : 'home',
        source: 'own',
        seriesId,
        reason: input.reason,
      })
    const override = input.reason ? { reason: input.reason, by: ground.actor.name } : null
    const reserved = await assign(
      tx,
      ground,
      placed.map((each) => each.asked),
      override,
    )
    const limits = await expect(tx, ground, placed, input.reason)
    const warnings = [...(await warn(tx, ground, input, people, placed, reserved, standing)), ...limits]
    const unreasoned = warnings.filter((warning) => warning.needsReason)
    if (unreasoned.length > 0 && !input.reason)
      return refuse({
        kind: 'session.needs_reason',
        message: unreasoned.map((each) => each.message).join(' '),
        warnings,
      })
    await store.saveSessionEvents(
      tx,
      ground,
      placed.map(({ sessionId }) => ({
        sessionId,
        kind: 'booked',
        summary: input.reason ? `Booked: ${input.reason}` : 'Booked.',
      })),
    )
    await ground.machine.jobs.enqueue(tx, ground, 'session.booked', { sessions: placed.map((each) => each.sessionId) })
    return ok({ ids: placed.map((each) => each.sessionId), warnings })
  })
}

/** Who and where; both rows are locked so that two who book the same hour do it one after the other, whoever's hour it is. */
async function peopleOf(
  tx: Tx,
  practiceId: string,
  input: Pick<BookingInput, 'patientId' | 'clinicianId' | 'locationId' | 'programId'>,
  isLocked = false,
): Promise<People | null> {
  const query = tx
    .selectFrom('clinician')
    .select(['first_name', 'last_name', 'location_id', 'program_id'])
    .where('practice_id', '=', practiceId)
    .where('id', '=', input.clinicianId)
  const clinician = await (isLocked ? query.forUpdate() : query).executeTakeFirst()
  const who = tx
    .selectFrom('patient')
    .select('id')
    .where('practice_id', '=', practiceId)
    .where('id', '=', input.patientId)
  const patient = await (isLocked ? who.forNoKeyUpdate() : who).executeTakeFirst()
  const firstOf = async (table: 'location' | 'program', wanted: string | undefined, own: string | null | undefined) => {
    const rows = await tx.selectFrom(table).select('id').where('practice_id', '=', practiceId).orderBy('name').execute()
    if (wanted !== undefined) return rows.find((row) => row.id === wanted)?.id ?? null
    return own ?? rows[0]?.id ?? null
  }
  if (!clinician || !patient) return null
  const locationId = await firstOf('location', input.locationId, clinician.location_id)
  const programId = await firstOf('program', input.programId, clinician.program_id)
  if (locationId === null || programId === null) return null
  return { clinician: `${clinician.first_name} ${clinician.last_name}`, locationId, programId }
}

function place(ground: Ground, input: BookingInput, people: People): Placed[] | null {
  const start = paddedTime(input.start)
  const stop = stopOf(start, input.minutes)
  if (stop === null) return null
  return seriesDays(input.on, input.times, input.everyWeeks, addDays).map((on) => {
    const sessionId = ground.newId()
    return {
      sessionId,
      slot: { on, start, stop },
      asked: {
        sessionId,
        patientId: input.patientId,
        clinicianId: input.clinicianId,
        programId: people.programId,
        on,
        codes: codesOfService(input.service),
        units: 1,
        isKept: false,
      },
    }
  })
}

async function warn(
  tx: Tx,
  ground: Ground,
  input: Pick<BookingInput, 'patientId' | 'clinicianId' | 'service'>,
  people: People,
  placed: readonly Placed[],
  reserved: readonly Reserved[],
  before?: Awaited<ReturnType<typeof store.standingOn>>,
): Promise<BookingWarning[]> {
  const { practiceId } = ground
  const days = placed.map((each) => each.slot.on)
  const own = new Set(placed.map((each) => each.sessionId))
  const standing = (before ?? (await store.standingOn(tx, practiceId, days, input)))
    .filter((each) => !own.has(each.id))
    .map((each) => ({ ...each, sessionId: each.id }))
  const payers = await payersOn(
    tx,
    practiceId,
    days.map((on) => ({ patientId: input.patientId, on })),
  )
  const inactive = await saidInactive(
    tx,
    practiceId,
    days.map((on) => ({ patientId: input.patientId, on })),
  )
  const warnings: BookingWarning[] = []
  for (const [i, { sessionId, slot }] of placed.entries()) {
    const payer = payers.get(payerKey(input.patientId, slot.on))
    const leave = reserved.find((each) => each.sessionId === sessionId)
    const enrollment =
      payer && payer.kind !== 'self_pay'
        ? await store.enrollmentState(tx, practiceId, {
            clinicianId: input.clinicianId,
            payerId: payer.payerId,
            locationId: people.locationId,
            on: slot.on,
          })
        : { state: 'effective' as const, from: null, place: null }
    warnings.push(
      ...warningsOf({
        ...input,
        slot,
        clinician: people.clinician,
        today: ground.today(),
        standing,
        authorization: {
          leave: leave?.leave ?? 'unknown',
          hasCoverage: payer !== undefined,
          isSaidInactive: inactive[i] === true,
          grant: leave?.grant ?? null,
          why: leave?.why ?? '',
          passed: leave?.passed ?? [],
        },
        enrollment: { ...enrollment, payer: payer?.payerName ?? '' },
      }),
    )
  }
  return warnings
}

const expected = (visit: AskedVisit, state: ExpectedVisit['state']): ExpectedVisit => ({
  sessionId: visit.sessionId,
  patientId: visit.patientId,
  clinicianId: visit.clinicianId,
  on: visit.on,
  state,
})

/** Counts the visits against the plan's own limit, and says what it says. */
async function expect(
  tx: Tx,
  ground: Ground,
  placed: readonly Placed[],
  reason: string | null,
): Promise<BookingWarning[]> {
  const warnings: BookingWarning[] = []
  for (const { asked, slot } of placed) {
    const result = await expectVisit(tx, ground, expected(asked, 'booked'), reason)
    const limit = { kind: 'limit', on: slot.on } as const
    if (!result.ok) warnings.push({ ...limit, needsReason: true, message: result.refusal.message, edit: limitEdit(0) })
    else if (result.value.warning !== null)
      warnings.push({
        ...limit,
        needsReason: false,
        message: result.value.warning,
        edit: limitEdit(result.value.left),
      })
  }
  return warnings
}

export type MoveInput = {
  readonly version: number
  readonly on: PlainDate
  readonly start: string
  readonly minutes: number
  readonly clinicianId: string
  readonly modality: 'in_person' | 'video' | 'audio'
  readonly reason: string | null
}

/** Moves a booked visit: its hour, its clinician or the way it is held. What it reserves moves with it. */
export function moveVisit(ground: Ground, id: string, to: MoveInput): Promise<Result<Booked, BookingRefusal>> {
  return inTransaction<Booked, BookingRefusal>(ground, async (tx) => {
    const { practiceId } = ground
    const it = await store.findAppointment(tx, practiceId, id, true)
    if (!it) return refuse({ kind: 'not_found' })
    if (it.status !== 'booked')
      return refuse({
        kind: 'session.wrong_state',
        message: `The visit is ${it.status.replace('_', ' ')} and cannot be moved.`,
        status: it.status,
      })
    const people = await peopleOf(
      tx,
      practiceId,
      { patientId: it.patientId, clinicianId: to.clinicianId, locationId: it.locationId, programId: it.programId },
      true,
    )
    const start = paddedTime(to.start)
    const stop = stopOf(start, to.minutes)
    if (!people) return refuse({ kind: 'not_found' })
    if (stop === null) return refuse({ kind: 'session.invalid', message: 'The visit would not end on its day.' })
    const slot = { on: to.on, start, stop }
    const input = { patientId: it.patientId, clinicianId: to.clinicianId, service: it.service }
    const standing = await store.standingOn(tx, practiceId, [to.on], input)
    const done = await store.setAppointment(
      tx,
      practiceId,
      id,
      {
        service_on: to.on,
        start_time: start,
        stop_time: stop,
        scheduled_minutes: to.minutes,
        clinician_id: to.clinicianId,
        modality: to.modality,
        patient_at: to.modality === 'in_person' ? 'clinic' : 'home',
      },
      to.version,
    )
    if (!done)
      return refuse({ kind: 'session.changed', message: 'Somebody else changed this visit. Look at it again.' })
    const asked = {
      sessionId: id,
      ...input,
      programId: it.programId,
      on: to.on,
      codes: codesOfService(it.service),
      units: 1,
      isKept: false,
    }
    const reserved = await assign(tx, ground, [asked], to.reason ? { reason: to.reason, by: ground.actor.name } : null)
    const placed = [{ sessionId: id, slot, asked }]
    const limits = await expect(tx, ground, placed, to.reason)
    const warnings = [...(await warn(tx, ground, input, people, placed, reserved, standing)), ...limits]
    const unreasoned = warnings.filter((warning) => warning.needsReason)
    if (unreasoned.length > 0 && !to.reason)
      return refuse({
        kind: 'session.needs_reason',
        message: unreasoned.map((each) => each.message).join(' '),
        warnings,
      })
    const isSwitch = to.modality !== it.modality && to.on === it.on
    await store.saveSessionEvents(tx, ground, [
      isSwitch
        ? { sessionId: id, kind: 'switched', summary: `Held by ${to.modality.replace('_', ' ')} instead.` }
        : { sessionId: id, kind: 'moved', summary: `Moved from ${it.on} ${it.start} to ${to.on} ${start}.` },
    ])
    if (!isSwitch)
      await ground.machine.jobs.enqueue(tx, ground, 'session.freed', {
        on: it.on,
        start: it.start,
        stop: it.stop,
        sessionId: id,
      })
    return ok({ ids: [id], warnings })
  })
}

export type CancelInput = {
  readonly version: number
  readonly by: CancelledBy
  readonly reason: string
  readonly isLate: boolean
  readonly forWantOfAuthorization: boolean
  readonly wholeSeries: boolean
}

/** Calls a visit off, or it and what follows of its series; what it held is given back. */
export function cancelVisit(
  ground: Ground,
  id: string,
  input: CancelInput,
): Promise<Result<{ ids: readonly string[] }, BookingRefusal>> {
  return inTransaction<{ ids: readonly string[] }, BookingRefusal>(ground, async (tx) => {
    const { practiceId } = ground
    const it = await store.findAppointment(tx, practiceId, id, true)
    if (!it) return refuse({ kind: 'not_found' })
    if (it.status !== 'booked')
      return refuse({
        kind: 'session.wrong_state',
        message: `The visit is ${it.status.replace('_', ' ')} already.`,
        status: it.status,
      })
    const change = {
      status: input.isLate && input.by === 'patient' ? ('late_cancel' as const) : ('cancelled' as const),
      cancelled_on: ground.today(),
      cancelled_by: input.by,
      cancel_reason: input.reason,
    }
    if (!(await store.setAppointment(tx, practiceId, id, change, input.version)))
      return refuse({ kind: 'session.changed', message: 'Somebody else changed this visit. Look at it again.' })
    const later =
      input.wholeSeries && it.seriesId
        ? await tx
            .updateTable('session')
            .set((eb) => ({ ...change, status: 'cancelled', version: eb('version', '+', 1) }))
            .where('practice_id', '=', practiceId)
            .where('series_id', '=', it.seriesId)
            .where('service_on', '>', it.on)
            .where('status', '=', 'booked')
            .returning(['id', 'service_on'])
            .execute()
        : []
    const ids = [id, ...later.map((row) => row.id)]
    await release(
      tx,
      ground,
      ids,
      input.forWantOfAuthorization ? 'Called off for want of an authorization.' : 'Called off.',
      input.forWantOfAuthorization,
    )
    const gone = [{ id, service_on: it.on }, ...later]
    await recordVisits(
      tx,
      ground,
      gone.map((row) => ({
        sessionId: row.id,
        patientId: it.patientId,
        clinicianId: it.clinicianId,
        on: row.service_on,
        state: 'released' as const,
      })),
    )
    await store.saveSessionEvents(
      tx,
      ground,
      ids.map((sessionId) => ({
        sessionId,
        kind: change.status,
        summary: `Called off by the ${input.by}: ${input.reason}`,
      })),
    )
    await ground.machine.jobs.enqueue(tx, ground, 'session.freed', {
      on: it.on,
      start: it.start,
      stop: it.stop,
      sessionId: id,
    })
    return ok({ ids })
  })
}

/** Undoes a cancellation, while its hour has not passed. */
export function restoreVisit(ground: Ground, id: string, version: number): Promise<Result<Booked, BookingRefusal>> {
  return inTransaction<Booked, BookingRefusal>(ground, async (tx) => {
    const it = await store.findAppointment(tx, ground.practiceId, id, true)
    if (!it) return refuse({ kind: 'not_found' })
    if (it.status !== 'cancelled' && it.status !== 'late_cancel' && it.status !== 'no_show')
      return refuse({ kind: 'session.wrong_state', message: 'The visit stands.', status: it.status })
    const change = { status: 'booked' as const, cancelled_on: null, cancelled_by: null, cancel_reason: null }
    if (!(await store.setAppointment(tx, ground.practiceId, id, change, version)))
      return refuse({ kind: 'session.changed', message: 'Somebody else changed this visit. Look at it again.' })
    await assign(tx, ground, [
      {
        sessionId: id,
        patientId: it.patientId,
        clinicianId: it.clinicianId,
        programId: it.programId,
        on: it.on,
        codes: codesOfService(it.service),
        units: 1,
        isKept: false,
      },
    ])
    await recordVisits(tx, ground, [
      { sessionId: id, patientId: it.patientId, clinicianId: it.clinicianId, on: it.on, state: 'booked' },
    ])
    await store.saveSessionEvents(tx, ground, [{ sessionId: id, kind: 'restored', summary: 'Stands again.' }])
    return ok({ ids: [id], warnings: [] })
  })
}

/** The calendar, with who and what can be booked. */
export const schedulePage = (ground: Ground, from: PlainDate, until: PlainDate, clinicianId: string | null) =>
  reading(ground, async (tx) => ({
    today: ground.today(),
    from,
    until,
    ...(await store.bookingChoices(tx, ground.practiceId)),
    visits: await store.calendarRows(tx, ground.practiceId, from, until, clinicianId),
  }))

/** One visit with what happened to it. */
export const visitPage = (ground: Ground, id: string) =>
  reading(ground, async (tx) => {
    const visit = await store.findAppointment(tx, ground.practiceId, id)
    return visit ? { visit, events: await store.listSessionEvents(tx, ground.practiceId, id) } : null
  })
