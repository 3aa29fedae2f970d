import { addDays } from '@ballast/kernel'
import { changing } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { type NewNotice, writeNotices } from '../../../ground/mail.ts'
import { colleaguesOf } from '../../../ground/people.ts'
import { type Reminded, remindDue, remindToCosign } from '../store/returns.ts'

// Whoever has to sign is told first, before anybody else hears of it. A letter leaves the house, so it holds a number and
// nothing else: no patient, no day of a visit, no service.

/** Each day, whose notes have just come due, and who lets a signed note wait for the second signature. */
export const remindClinicians = (ground: Ground): Promise<Reminded[]> =>
  changing(ground, async (tx) => {
    const practice = await tx
      .selectFrom('practice')
      .select(['name', 'params'])
      .where('practice_id', '=', ground.practiceId)
      .executeTakeFirst()
    const hours = Number((practice?.params as Record<string, unknown> | undefined)?.note_due_hours ?? 24)
    const today = ground.today()
    const dueBefore = addDays(today, -Math.ceil(hours / 24))
    const open = await remindDue(tx, ground.practiceId, today, dueBefore)
    const toCosign = await remindToCosign(tx, ground.practiceId, today, dueBefore)
    if (open.length + toCosign.length === 0) return []
    const people = await colleaguesOf(tx, ground.practiceId)
    const letter =
      (about: string, says: (notes: string) => string) =>
      ({ clinicianId, name, notes }: Reminded): NewNotice => ({
        about: `${about} ${today}`,
        subject: clinicianId,
        to: {
          kind: 'clinician',
          id: clinicianId,
          name,
          address: people.find((person) => person.clinicianId === clinicianId)?.email ?? null,
        },
        title: `A reminder from ${practice?.name}`,
        body: [
          `Hello ${name},`,
          `${says(notes === 1 ? '1 note' : `${notes} notes`)} You find them in Ballast under Your day.`,
          `${practice?.name}`,
        ].join('\n\n'),
      })
    await writeNotices(tx, ground, [
      ...open.map(letter('note.open', (notes) => `your signature is missing on ${notes}.`)),
      ...toCosign.map(
        letter('note.to-cosign', (notes) => `${notes} of people you supervise wait for you to sign too.`),
      ),
    ])
    return open
  })
