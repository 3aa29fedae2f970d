import type { PlainDate } from '@ballast/kernel'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { type AskedVisit, assign, release } from '../../authorization/actions/reserve.ts'
import { codesOfService } from '../../authorization/rules/leave.ts'
import { sharesHour } from '../../coding/rules/shared-hours.ts'
import { type ExpectedVisit, recordVisits } from '../../eligibility/actions/visits.ts'
import { patientsByExternal } from '../../intake/actions/merge.ts'
import { externalIds, type ImportKind, type Saved } from '../../practice/actions/import.ts'
import { syncWork } from '../../worklist/actions/raise.ts'
import { appointmentFields, readAppointment } from '../rules/import-appointment.ts'
import * as store from '../store/appointments.ts'
import { cliniciansByNpi } from '../store/sessions.ts'
import type { AppointmentRecord } from '../types.ts'

// The EHR's calendar as a file: what is new is booked, what moved is moved with what it reserves, what was deleted there is
// called off here. A visit that has taken place is past changing by a calendar.

/** Appointments from the rows of a CSV or of a FHIR file. */
export const appointmentImport = (ground: Ground): ImportKind<AppointmentRecord> => ({
  kind: 'appointments',
  fields: appointmentFields,
  read: readAppointment,
  save: (tx, records) => save(tx, ground, records),
})

async function save(tx: Tx, ground: Ground, records: readonly AppointmentRecord[]): Promise<Saved[]> {
  const { practiceId } = ground
  const ids = (table: 'location' | 'program', values: readonly string[]) => externalIds(tx, practiceId, table, values)
  const patients = await patientsByExternal(
    tx,
    ground,
    records.map((record) => record.patient),
  )
  const locations = await ids(
    'location',
    records.map((record) => record.location),
  )
  const programs = await ids(
    'program',
    records.map((record) => record.program),
  )
  const clinicians = await cliniciansByNpi(tx, practiceId)
  const known = await store.appointmentsByExternal(
    tx,
    practiceId,
    records.map((record) => record.externalId),
  )
  const own = await store.ownBooked(
    tx,
    practiceId,
    records.map((record) => record.on),
  )
  const saved: Saved[] = []
  const standing: AskedVisit[] = []
  const off: string[] = []
  const visits: ExpectedVisit[] = []
  const events: { sessionId: string; kind: string; summary: string }[] = []
  const seen = new Set<string>()
  for (const record of records) {
    // A visit that took place under a record that was merged since stays with it.
    const whose = patients.get(record.patient)
    const isThere = whose !== undefined && known.get(record.externalId)?.patientId === whose.named
    const patientId = isThere ? whose.named : whose?.id
    const clinician = clinicians.get(record.clinicianNpi)
    const locationId = locations.get(record.location) ?? clinician?.locationId
    const programId = programs.get(record.program) ?? clinician?.programId
    const taken = own.find(
      (each) =>
        each.patientId === patientId &&
        each.clinicianId === clinician?.id &&
        each.on === record.on &&
        each.start === record.start,
    )
    const before = known.get(record.externalId) ?? taken
    if (seen.has(record.externalId))
      saved.push({
        field: 'appointment_id',
        message: `Appointment ${record.externalId} is in the file twice; the first one counts.`,
      })
    else if (record.status === 'deleted' && !before)
      // A deletion of what was never here is nothing to do.
      saved.push('same')
    else if (!patientId)
      saved.push({ field: 'patient_id', message: `No patient has the id ${record.patient}. Import patients first.` })
    else if (!clinician)
      saved.push({
        field: 'clinician_npi',
        message: `No clinician has the NPI ${record.clinicianNpi}. Add the clinician, then import this row again.`,
      })
    else if (!locationId || !programId)
      saved.push({
        field: locationId ? 'program_id' : 'location_id',
        message: 'Neither the row nor the clinician says where or in which program.',
      })
    else if (before && before.patientId !== patientId)
      saved.push({
        field: 'patient_id',
        message: `Appointment ${record.externalId} is another patient’s here. Look at it in the calendar.`,
      })
    else if (before && (before.status === 'kept' || before.isSigned)) saved.push('same')
    else {
      const status = record.status === 'deleted' ? 'cancelled' : record.status
      const id = before?.id ?? ground.newId()
      const hasMoved =
        before && (before.on !== record.on || before.start !== record.start || before.clinicianId !== clinician.id)
      const isSame =
        before &&
        !hasMoved &&
        before.status === status &&
        before.stop === record.stop &&
        before.modality === record.modality &&
        before.service === record.service &&
        before.externalId === record.externalId
      seen.add(record.externalId)
      if (isSame) {
        saved.push('same')
        continue
      }
      if (!before)
        await store.saveAppointment(tx, ground, {
          id,
          externalId: record.externalId,
          patientId,
          clinicianId: clinician.id,
          locationId,
          programId,
          on: record.on,
          start: record.start,
          stop: record.stop,
          minutes: record.minutes,
          service: record.service,
          modality: record.modality,
          source: 'ehr',
          seriesId: null,
          reason: null,
          patientAt: record.modality === 'in_person' ? 'clinic' : 'home',
          status,
        })
      else
        await store.setAppointment(tx, practiceId, id, {
          external_id: record.externalId,
          service_on: record.on,
          start_time: record.start,
          stop_time: record.stop,
          scheduled_minutes: record.minutes,
          clinician_id: clinician.id,
          location_id: locationId,
          modality: record.modality,
          service: record.service,
          status,
          ...(status === 'booked'
            ? { cancelled_on: null, cancelled_by: null, cancel_reason: null }
            : {
                cancelled_on: ground.today(),
                cancelled_by: 'ehr' as const,
                cancel_reason: record.status === 'deleted' ? 'Deleted in the EHR.' : 'Called off in the EHR.',
              }),
        })
      known.set(record.externalId, { ...(before ?? ({} as store.Appointment)), id, externalId: record.externalId })
      events.push({
        sessionId: id,
        kind: hasMoved ? 'moved' : before ? status : 'booked',
        summary: hasMoved
          ? `Moved in the EHR from ${before.on} ${before.start} to ${record.on} ${record.start}.`
          : before
            ? `The EHR says: ${record.status}.`
            : 'From the EHR’s calendar.',
      })
      visits.push({
        sessionId: id,
        patientId,
        clinicianId: clinician.id,
        on: record.on,
        state: status === 'booked' ? 'booked' : 'released',
      })
      if (status === 'booked')
        standing.push({
          sessionId: id,
          patientId,
          clinicianId: clinician.id,
          programId,
          on: record.on,
          codes: codesOfService(record.service),
          units: 1,
          isKept: false,
        })
      else off.push(id)
      saved.push(before ? 'changed' : 'added')
    }
  }
  await recordVisits(tx, ground, visits)
  await release(tx, ground, off, 'Called off in the EHR.')
  await assign(tx, ground, standing)
  await store.saveSessionEvents(tx, ground, events)
  await tellOverlaps(tx, ground, records)
  return saved
}

/** Hours that lie over each other are kept, and told to whoever keeps the calendar. */
async function tellOverlaps(tx: Tx, ground: Ground, records: readonly AppointmentRecord[]): Promise<void> {
  const days = [...new Set(records.map((record) => record.on))]
  const found = (await store.overlapping(tx, ground.practiceId, days)).filter(
    ({ on, services: [a, b] }) => on >= ground.today() && !sharesHour(a, b),
  )
  const subject = (row: { a: string; b: string }): string => `${row.a} ${row.b}`
  const open = await tx
    .selectFrom('session')
    .select('id')
    .where('practice_id', '=', ground.practiceId)
    .where('service_on', 'in', days.length > 0 ? days : [ground.today()])
    .execute()
  const touched = new Set(open.map((row) => row.id))
  const before = await tx
    .selectFrom('work_item')
    .select(['subject', 'due_on'])
    .where('practice_id', '=', ground.practiceId)
    .where('kind', '=', 'session.overlap')
    .where('closed_on', 'is', null)
    .execute()
  const isPast = (row: { due_on: PlainDate | null }): boolean => row.due_on !== null && row.due_on < ground.today()
  const looked = before
    .filter((row) => isPast(row) || touched.has(row.subject.split(' ')[0] ?? ''))
    .map((row) => row.subject)
  await syncWork(
    tx,
    ground,
    {
      kinds: ['session.overlap'],
      subjects: [...new Set([...looked, ...found.map(subject)])],
      why: 'The hours no longer lie over each other, or are past.',
    },
    found.map((row) => ({
      kind: 'session.overlap' as const,
      subject: subject(row),
      cause: `${row.on} ${row.start}`,
      title: `${row.clinician}, ${row.on} ${row.start}: ${row.first} and ${row.second}`,
      advice: 'Two visits at the same time. Move one, or say that it is a joint visit.',
      link: `/schedule?day=${row.on}`,
      dueOn: row.on,
    })),
  )
}
