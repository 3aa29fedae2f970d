import { changing } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { type NewNotice, writeNotices } from '../../../ground/mail.ts'
import { colleaguesOf } from '../../../ground/people.ts'
import { findRecipients } from '../store/recipients.ts'

// Both hear of it before more is booked: the patient that there is news about the coverage, the clinician that visits run
// out. A letter to a patient says nothing of care, of a plan's name or of a number; those are told in the office.

/** Tells patient and clinician that a limit is near, once for each number of visits left. */
export async function notifyLimit(ground: Ground, coverageId: string, left: number): Promise<void> {
  await changing(ground, async (tx) => {
    const { practiceId } = ground
    const found = await findRecipients(tx, practiceId, coverageId)
    if (!found) return
    const { practice, patient, clinicians } = found
    const people = await colleaguesOf(tx, practiceId)
    const about = `eligibility.limit-near ${left}`
    const letters: NewNotice[] = [
      {
        about,
        subject: coverageId,
        to: { kind: 'patient', id: patient.id, name: patient.name, address: patient.email },
        title: `A message from ${practice.name}`,
        body: [
          `Hello ${patient.name},`,
          `there is news about your insurance that you should know before your next appointment is made. Please call us at ${practice.phone}.`,
          practice.name,
        ].join('\n\n'),
      },
      ...clinicians.map((clinician): NewNotice => {
        const person = people.find((each) => each.clinicianId === clinician.id)
        return {
          about,
          subject: coverageId,
          to: { kind: 'clinician', id: clinician.id, name: clinician.name, address: person?.email ?? null },
          title:
            left > 0
              ? `Visits are running out for one of your patients`
              : 'The plan covers no more visits for one of your patients',
          body: [
            `Hello ${clinician.name},`,
            `the plan of one of your patients covers ${Math.max(0, left)} more visits in this period. The insurance desk works on it; please plan with the patient before more is booked. The name is in your list in Ballast.`,
          ].join('\n\n'),
        }
      }),
    ]
    await writeNotices(tx, ground, letters)
  })
}
