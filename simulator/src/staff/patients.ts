import { random } from '../random.ts'
import type { Staff } from '../world/mistake-file.ts'
import type { PracticeFile } from '../world/practice-file.ts'

// What patients say when the practice asks them. It is drawn from a stream named for the patient and the question, so that it
// does not depend on when, or by which product, they are asked.

/** What a patient says of visits that the plan does not pay; null when they have not made up their mind. */
export function saysBeyond(
  seed: number,
  staff: Staff,
  patientRef: string,
  period: string,
  tries: number,
): 'private' | 'called_off' | null {
  if (!random(seed, 'asked', 'beyond', patientRef, period, tries).chance(staff.beyond.success)) return null
  return random(seed, 'beyond', patientRef, period).chance(staff.paysAlone) ? 'private' : 'called_off'
}

/** Whether a patient agrees to be reminded of visits. */
export const agreesToReminders = (seed: number, { reminders }: PracticeFile, patientRef: string): boolean =>
  random(seed, 'agrees to reminders', patientRef).chance(reminders.agrees)

/** Whether a patient would take another hour in a month. */
export const waitsIn = (seed: number, { waits }: PracticeFile, patientRef: string, month: string): boolean =>
  random(seed, 'waits', patientRef, month).chance(waits)

/** Whether a patient who waits takes a freed hour. */
export const takesHour = (seed: number, practice: PracticeFile, patientRef: string, on: string): boolean =>
  random(seed, 'takes hour', patientRef, on).chance(practice.takesHour)
