import type { PlainDate } from '@ballast/kernel'
import { random } from '../random.ts'
import type { Payer } from '../world/payer-file.ts'
import type { PracticeFile } from '../world/practice-file.ts'
import type { Planner } from './planner.ts'
import { entered, outline } from './sessions.ts'
import type { Clinician, Patient, Session, WorldConfig } from './types.ts'

// Who misses a visit forgot it, could not come, or did not say so. A reminder changes some of that, at the shares the practice
// file states, and nothing else: who would have come anyway comes.

/** What somebody may say when reminded. */
export type ReminderAnswer = 'comes' | 'video' | 'cannot'

/** What a patient answers to a reminder of this visit; null when it is not read, or helps nothing. */
export function answerTo(
  seed: number,
  { reminders }: PracticeFile,
  session: Session,
  offered: readonly string[],
): ReminderAnswer | null {
  const own = random(seed, 'reminded', session.patientId, session.on, session.start)
  if (!own.chance(reminders.reads)) return null
  const drawn = own.next()
  const answer = (): ReminderAnswer | null => {
    if (session.status === 'kept' || drawn < reminders.comes) return 'comes'
    if (drawn < reminders.comes + reminders.video) return offered.includes('video') ? 'video' : 'comes'
    return drawn < reminders.comes + reminders.video + reminders.callsOff ? 'cannot' : null
  }
  const said = answer()
  return said !== null && offered.includes(said) ? said : null
}

/** A visit as it goes that was not in the plan of the year: a missed one that is kept after all, or a freed hour given away. */
export function visitAfterAll(
  seed: number,
  config: WorldConfig,
  planner: Planner,
  of: {
    readonly id: string
    readonly patient: Patient
    readonly clinician: Clinician
    readonly on: PlainDate
    readonly start: string
    readonly isFirst: boolean
    readonly payer: Payer | null
    readonly certainly: { readonly status?: 'kept'; readonly modality?: 'video' }
  },
  clinicians: readonly Clinician[],
): Session | null {
  const happened = { ...outline(seed, config, of, 0, of.certainly), id: of.id }
  return entered(seed, config.practice.startsOn, planner, happened, of.payer, clinicians)[0] ?? null
}
