import { ok, type PlainDate, type Result, refuse } from '@ballast/kernel'
import { inTransaction, reading } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { preview } from '../../authorization/actions/reserve.ts'
import { codesOfService } from '../../authorization/rules/leave.ts'
import { saidOfVisits } from '../../eligibility/actions/desk.ts'
import { registrationGaps } from '../../intake/actions/checkin.ts'
import { agreedFees } from '../../intake/actions/fees.ts'
import * as store from '../store/appointments.ts'
import type { SessionStatus } from '../types.ts'
import type { BookingRefusal } from './booking.ts'
import { setAttendance } from './sessions.ts'

// The front desk's day, one line a patient: who comes, whether the visit is covered, what is due, and what to ask for.

export async function todayPage(ground: Ground, day: PlainDate) {
  return reading(ground, async (tx) => {
    const { practiceId } = ground
    const visits = (await store.calendarRows(tx, practiceId, day, day, null)).filter(
      (visit) => visit.status !== 'cancelled',
    )
    const gaps = await registrationGaps(
      tx,
      ground,
      visits.map((visit) => ({ patientId: visit.patientId, isTelehealth: visit.modality !== 'in_person' })),
      day,
    )
    const leaves = new Map(
      (
        await preview(
          tx,
          ground,
          visits.map((visit) => ({
            sessionId: visit.id,
            patientId: visit.patientId,
            clinicianId: visit.clinicianId,
            programId: visit.programId,
            on: visit.on,
            codes: codesOfService(visit.service),
            units: 1,
            isKept: visit.status === 'kept',
          })),
        )
      ).map((leave) => [leave.sessionId, leave]),
    )
    const said = await saidOfVisits(tx, ground, visits, day)
    const fees = await agreedFees(
      tx,
      ground,
      visits.map((visit) => visit.patientId),
      day,
    )
    const { clinicians } = await store.bookingChoices(tx, practiceId)
    const names = new Map(clinicians.map((clinician) => [clinician.id, clinician.name]))
    return {
      today: ground.today(),
      day,
      visits: visits.map((visit) => {
        const own = gaps.get(visit.patientId)
        const leave = leaves.get(visit.id)
        const plan = said.get(visit.id)
        // An assistance program's patient owes nothing; else what the plan said, else what the card was entered with.
        const isProgram = own?.payerKind === 'eap'
        const isSelfPay = !own?.payer || own.payerKind === 'self_pay' || own.paysPatient
        const copay = isProgram ? { cents: 0, on: null } : (plan?.copay ?? null)
        return {
          id: visit.id,
          version: visit.version,
          start: visit.start,
          stop: visit.stop,
          minutes: visit.minutes,
          status: visit.status,
          service: visit.service,
          modality: visit.modality,
          patientId: visit.patientId,
          patient: visit.patient,
          clinicianId: visit.clinicianId,
          clinician: names.get(visit.clinicianId) ?? '',
          confirmedOn: visit.confirmedOn,
          arrivedAt: visit.arrivedAt,
          payer: own?.payer ?? null,
          isSelfPay,
          /** What a patient whose visit no plan pays agreed to pay; null where it is the practice's own charge. */
          agreedFeeCents: isSelfPay ? (fees.get(visit.patientId) ?? null) : null,
          payerKind: own?.payerKind ?? null,
          copayCents: own?.payer && !own.paysPatient && !own.nextPayer ? (copay?.cents ?? own.copay) : null,
          /** A second plan is asked for what the first leaves; until then the patient owes nothing. */
          nextPayer: own?.nextPayer ?? null,
          /** The day the plan said the copay; null where it comes from what was entered. */
          copaySaidOn:
            own?.payer && !own.paysPatient && !own.nextPayer && !isProgram ? (plan?.copay?.on ?? null) : null,
          visitsLeft: plan?.left ?? null,
          visitsOf: plan?.of ?? null,
          authorization: leave
            ? {
                leave: leave.leave,
                number: leave.grant?.number ?? null,
                left: leave.grant?.left ?? null,
                until: leave.grant?.until ?? null,
                why: leave.why,
              }
            : null,
          missing: own?.missing ?? [],
        }
      }),
    }
  })
}

/** The patient is here. */
export function arrive(ground: Ground, id: string, isHere: boolean): Promise<Result<{ id: string }, BookingRefusal>> {
  return inTransaction<{ id: string }, BookingRefusal>(ground, async (tx) => {
    const visit = await store.findAppointment(tx, ground.practiceId, id, true)
    if (!visit) return refuse({ kind: 'not_found' })
    await store.setAppointment(tx, ground.practiceId, id, { arrived_at: isHere ? ground.now() : null })
    await store.saveSessionEvents(tx, ground, [
      {
        sessionId: id,
        kind: isHere ? 'arrived' : 'not_arrived',
        summary: isHere ? 'Checked in.' : 'Check-in taken back.',
      },
    ])
    return ok({ id })
  })
}

/** Whether the patient came, said at the desk. A visit whose note is signed is past saying. */
export function attend(
  ground: Ground,
  id: string,
  status: Exclude<SessionStatus, 'cancelled'>,
  version: number,
): Promise<Result<{ id: string }, BookingRefusal>> {
  return inTransaction<{ id: string }, BookingRefusal>(ground, async (tx) => {
    const visit = await store.findAppointment(tx, ground.practiceId, id, true)
    if (!visit) return refuse({ kind: 'not_found' })
    if (visit.isSigned)
      return refuse({ kind: 'session.wrong_state', message: 'The note of this visit is signed.', status: visit.status })
    if (!(await store.setAppointment(tx, ground.practiceId, id, {}, version)))
      return refuse({ kind: 'session.changed', message: 'Somebody else changed this visit. Look at it again.' })
    await setAttendance(tx, ground, id, status)
    return ok({ id })
  })
}
