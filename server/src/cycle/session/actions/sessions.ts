import { addDays } from '@ballast/kernel'
import { changing, reading, type Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { rowHash } from '../../../ground/imported-rows.ts'
import { type AskedVisit, assign, release } from '../../authorization/actions/reserve.ts'
import { codesOfService } from '../../authorization/rules/leave.ts'
import { type ExpectedVisit, recordVisits } from '../../eligibility/actions/visits.ts'
import { patientsByExternal } from '../../intake/actions/merge.ts'
import { externalIds, type ImportKind, type Saved } from '../../practice/actions/import.ts'
import { paddedTime } from '../rules/booking.ts'
import { readSession, sessionFields } from '../rules/import-session.ts'
import { findAppointment, ownBooked, saveSessionEvents } from '../store/appointments.ts'
import * as store from '../store/sessions.ts'
import type { SessionRecord, SessionStatus } from '../types.ts'

const newsSize = 500

export { setFromNote } from '../store/sessions.ts'

/** Whether the patient came, as whoever was there says; what the visit holds of an authorization follows. */
export async function setAttendance(tx: Tx, ground: Ground, id: string, status: SessionStatus): Promise<void> {
  const visit = await findAppointment(tx, ground.practiceId, id)
  if (!visit) return
  await store.setAttendance(tx, ground.practiceId, id, status)
  if (status === 'kept' || status === 'booked')
    await assign(tx, ground, [
      {
        sessionId: id,
        patientId: visit.patientId,
        clinicianId: visit.clinicianId,
        programId: visit.programId,
        on: visit.on,
        codes: codesOfService(visit.service),
        units: 1,
        isKept: status === 'kept',
      },
    ])
  else await release(tx, ground, [id], 'The visit did not take place.')
  await recordVisits(tx, ground, [
    {
      sessionId: id,
      patientId: visit.patientId,
      clinicianId: visit.clinicianId,
      on: visit.on,
      state: countsAs(status),
    },
  ])
  await saveSessionEvents(tx, ground, [{ sessionId: id, kind: status, summary: attended[status] }])
  await ground.machine.jobs.enqueue(tx, ground, 'session.attended', { sessionId: id, status })
}

const attended: Readonly<Record<SessionStatus, string>> = {
  booked: 'Stands as booked.',
  kept: 'The patient came.',
  no_show: 'The patient did not come.',
  late_cancel: 'Called off late.',
  cancelled: 'Called off.',
}
const visitOf = (
  sessionId: string,
  record: Pick<SessionRecord, 'on' | 'service' | 'status'>,
  of: { readonly patientId: string; readonly clinicianId: string; readonly programId: string },
): AskedVisit => ({
  ...of,
  sessionId,
  on: record.on,
  codes: codesOfService(record.service),
  units: 1,
  isKept: record.status === 'kept',
})

const countsAs = (status: SessionRecord['status']): ExpectedVisit['state'] =>
  status === 'booked' || status === 'kept' ? status : 'released'

/** Sessions from a file. Each kept session whose note is signed is news, once, and so is each change of it: the claim room listens. */
export const sessionImport = (ground: Ground): ImportKind<SessionRecord> => ({
  kind: 'sessions',
  fields: sessionFields,
  read: readSession,
  save: async (tx, records) => {
    const { practiceId } = ground
    const patients = await patientsByExternal(
      tx,
      ground,
      records.map((record) => record.patient),
    )
    const locations = await externalIds(
      tx,
      practiceId,
      'location',
      records.map((record) => record.location),
    )
    const programs = await externalIds(
      tx,
      practiceId,
      'program',
      records.map((record) => record.program),
    )
    const clinicians = await store.cliniciansByNpi(tx, practiceId)
    const known = await store.findSessions(
      tx,
      practiceId,
      records.map((record) => record.externalId),
    )
    const own = await ownBooked(
      tx,
      practiceId,
      records.filter((record) => !known.has(record.externalId)).map((record) => record.on),
    )
    const saved: Saved[] = []
    const signed: string[] = []
    const changed: string[] = []
    // By session, since a file may speak of one visit twice: the last row of it counts.
    const visits = new Map<string, ExpectedVisit>()
    const standing = new Map<string, AskedVisit>()
    const off = new Set<string>()
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
          (record.start === null || each.start === paddedTime(record.start)),
      )
      const before =
        known.get(record.externalId) ??
        (taken
          ? { id: taken.id, patientId: taken.patientId, hash: '', isSigned: taken.isSigned, isSignedHere: false }
          : undefined)
      if (taken) own.splice(own.indexOf(taken), 1)
      if (!patientId)
        saved.push({ field: 'patient_id', message: `No patient has the id ${record.patient}. Import patients first.` })
      else if (!clinician)
        saved.push({
          field: 'clinician_npi',
          message: `No clinician has the NPI ${record.clinicianNpi}. Add the clinician, then import this row again.`,
        })
      else if (!locationId)
        saved.push({
          field: 'location_id',
          message: `No location has the id ${record.location}, and the clinician has none.`,
        })
      else if (!programId)
        saved.push({
          field: 'program_id',
          message: `No program has the id ${record.program}, and the clinician has none.`,
        })
      else if (before?.isSignedHere || before?.hash === rowHash(record)) saved.push('same')
      else {
        const id = await store.saveSession(
          tx,
          ground,
          record,
          { patientId, clinicianId: clinician.id, locationId, programId },
          before?.id ?? null,
        )
        const isSigned = record.status === 'kept' && record.signedOn !== null
        known.set(record.externalId, { id, patientId, hash: rowHash(record), isSigned, isSignedHere: false })
        if (isSigned && before?.isSigned !== true) signed.push(id)
        else if (before?.isSigned) changed.push(id)
        visits.set(id, {
          sessionId: id,
          patientId,
          clinicianId: clinician.id,
          on: record.on,
          state: countsAs(record.status),
        })
        if (record.status === 'booked' || record.status === 'kept') {
          standing.set(id, visitOf(id, record, { patientId, clinicianId: clinician.id, programId }))
          off.delete(id)
        } else {
          off.add(id)
          standing.delete(id)
        }
        saved.push(before ? 'changed' : 'added')
      }
    }
    await recordVisits(tx, ground, [...visits.values()])
    await release(tx, ground, [...off], 'The visit did not take place.')
    await assign(tx, ground, [...standing.values()])
    for (let at = 0; at < signed.length; at += newsSize)
      await ground.machine.jobs.enqueue(tx, ground, 'session.signed', { sessions: signed.slice(at, at + newsSize) })
    for (let at = 0; at < changed.length; at += newsSize)
      await ground.machine.jobs.enqueue(tx, ground, 'session.changed', { sessions: changed.slice(at, at + newsSize) })
    return saved
  },
})

const recountedDays = 60
const recountSize = 500

/** Counts again from the visits themselves: what holds no authorization yet is decided; the first time, all of history. */
export async function recountVisits(ground: Ground): Promise<number> {
  const { practiceId } = ground
  const from = (await reading(ground, (tx) => store.hasUses(tx, practiceId)))
    ? addDays(ground.today(), -recountedDays)
    : null
  let after = '00000000-0000-0000-0000-000000000000'
  for (let looked = 0; ; ) {
    const visits = await changing(ground, async (tx) => {
      const some = await store.visitsWithoutUse(tx, practiceId, from, recountSize, after)
      await assign(
        tx,
        ground,
        some.map(({ service, status, ...visit }) => ({
          ...visit,
          codes: codesOfService(service),
          units: 1,
          isKept: status === 'kept',
        })),
      )
      return some
    })
    looked += visits.length
    const last = visits.at(-1)
    if (!last || visits.length < recountSize) return looked
    after = last.sessionId
  }
}
