import type { Ground } from '../../ground/ground.ts'
import { type ExpectedVisit, recordVisits } from '../eligibility/actions/limits.ts'
import { externalIds, type ImportKind, type Saved } from '../practice/actions.ts'
import { readSession, sessionFields } from './rules.ts'
import * as store from './store.ts'
import type { SessionRecord } from './types.ts'

const newsSize = 100

export { setAttendance, setFromNote } from './store.ts'

const countsAs = (status: SessionRecord['status']): ExpectedVisit['state'] =>
  status === 'booked' || status === 'kept' ? status : 'released'

/** Sessions from a file. Each kept session whose note is signed is news, once: the claim room listens. */
export const sessionImport = (ground: Ground): ImportKind<SessionRecord> => ({
  kind: 'sessions',
  fields: sessionFields,
  read: readSession,
  save: async (tx, records) => {
    const { practiceId } = ground
    const patients = await externalIds(
      tx,
      practiceId,
      'patient',
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
    const saved: Saved[] = []
    const signed: string[] = []
    const visits: ExpectedVisit[] = []
    for (const record of records) {
      const patientId = patients.get(record.patient)
      const clinician = clinicians.get(record.clinicianNpi)
      const locationId = locations.get(record.location) ?? clinician?.locationId
      const programId = programs.get(record.program) ?? clinician?.programId
      const before = known.get(record.externalId)
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
      else if (before?.isSignedHere || before?.hash === store.hashOf(record)) saved.push('same')
      else {
        const id = await store.saveSession(
          tx,
          ground,
          record,
          { patientId, clinicianId: clinician.id, locationId, programId },
          before?.id ?? null,
        )
        const isSigned = record.status === 'kept' && record.signedOn !== null
        known.set(record.externalId, { id, hash: store.hashOf(record), isSigned, isSignedHere: false })
        if (isSigned && before?.isSigned !== true) signed.push(id)
        visits.push({
          sessionId: id,
          patientId,
          clinicianId: clinician.id,
          on: record.on,
          state: countsAs(record.status),
        })
        saved.push(before ? 'changed' : 'added')
      }
    }
    await recordVisits(tx, ground, visits)
    for (let at = 0; at < signed.length; at += newsSize)
      await ground.machine.jobs.enqueue(tx, ground, 'session.signed', { sessions: signed.slice(at, at + newsSize) })
    return saved
  },
})
