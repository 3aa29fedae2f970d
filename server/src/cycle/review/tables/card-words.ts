import { lookup } from '@ballast/kernel'
// What a clinician hears of a pattern in their own notes: what happened, one example, what to write next time. Read in half
// a minute, in a clinician's words. {times}, {sessions}, {detail} are filled in; the example is invented, never a patient's.

export type CardWords = {
  readonly title: string
  readonly happened: string
  readonly example: string
  readonly nextTime: string
}

// biome-ignore format: one pattern per block
export const cardWords = lookup<CardWords>({
  S056: { title: 'Times missing', happened: 'In {times} of your last {sessions} notes it does not say how long the session was.', example: '"Began 14:02, ended 14:49."', nextTime: 'Write when you began and ended, as it was and not as it was booked.' },
  S057: { title: 'Therapy within a medication visit', happened: 'In {times} of your last {sessions} notes the therapy\'s minutes do not stand apart from the medication visit.', example: '"Medication visit; apart from it, 20 minutes of therapy on sleep."', nextTime: 'Give the minutes of therapy by themselves.' },
  S069: { title: 'Difficult communication', happened: '{times} notes say that communication was difficult, and not what made it so.', example: '"Mother and son spoke against each other; I saw them in turn."', nextTime: 'Choose what made it difficult, or leave it out.' },
  S072: { title: 'Group size', happened: 'In {times} group notes the number who attended is one, or larger than a group is thought of.', example: '"Six attended."', nextTime: 'Count who was in the room; one alone is no group.' },
  S073: { title: 'Each patient\'s part', happened: '{times} group notes do not say what this patient did in the group.', example: '"Spoke of the week, practiced one skill with another member."', nextTime: 'Choose this patient\'s own part for each one.' },
  S081: { title: 'Longer sessions', happened: '{times} of your longer sessions have no line on why they took that time.', example: '"Exposure had to run until the fear came down."', nextTime: 'When a session runs long for a reason, choose the reason. Shorter is as good.' },
  S082: { title: 'Treatment plan', happened: '{times} of your last {sessions} notes name a plan that is older than half a year or not signed.', example: '"Goal 2 of the plan of May 4."', nextTime: 'Renew the plan with the patient at the next meeting.' },
  S083: { title: 'Why this care now', happened: '{times} of your last {sessions} notes do not say what the symptoms get in the way of, or say it in the same words each time.', example: '"Sleeps four hours, has missed two days of work this week."', nextTime: 'Say what is so this week: the symptom, and what it keeps the patient from.' },
  S085: { title: 'Notes after days', happened: '{times} of your last {sessions} notes were signed more than two days after the session.', example: 'Written the same evening, a note takes two minutes.', nextTime: 'If evenings do not work, tell your lead: the time can be planned in.' },
  S086: { title: 'Meeting at a distance', happened: '{times} of your notes of meetings at a distance do not say where the patient was, how you met, or that the patient agreed.', example: '"At home in Virginia, by video, agreed in writing."', nextTime: 'These stand from note to note once they are given: set them once.' },
  identical_times: { title: 'The same minutes', happened: '{times} of your last {sessions} sessions lasted {detail} minutes to the minute.', example: '"14:02 to 14:49" one week, "14:00 to 14:52" the next.', nextTime: 'Write the clock as it was when you began and ended.' },
  long_share: { title: 'Long sessions', happened: '{times} of your last {sessions} sessions ran 53 minutes or more; among colleagues it is {detail} of 100. It may be just what your patients need.', example: '"Acute distress had to settle."', nextTime: 'Where a session ran long for a reason, choose the reason. Nothing else is asked.' },
})
