import { date, type PlainDate } from '@ballast/kernel'

// What a note must hold, said the way a clinician would say it to a colleague. Clinicians read these words while they
// write, so nothing here speaks of money or of who pays.

export type NoteElementRow = {
  readonly id: string
  readonly words: string
  readonly from: PlainDate
  readonly until: PlainDate | null
  readonly cite: string
  readonly verified: 'V' | 'P' | 'U'
}

// biome-ignore format: one row per line
export const noteElements: readonly NoteElementRow[] = [
  { id: 'DOS', words: 'the day you met', from: date('2013-01-01'), until: null, cite: 'SMRC', verified: 'V' },
  { id: 'STARTSTOP', words: 'when the session began and ended, or how long it was', from: date('2013-01-01'), until: null, cite: 'SMRC', verified: 'V' },
  { id: 'PSYMIN', words: 'how long the therapy itself took, apart from the medication visit', from: date('2013-01-01'), until: null, cite: 'SMRC', verified: 'V' },
  { id: 'MODALITY', words: 'the approach you worked with', from: date('2013-01-01'), until: null, cite: 'UTHTPE', verified: 'P' },
  { id: 'INTERV', words: 'what you did in the session', from: date('2013-01-01'), until: null, cite: 'UTHTPE', verified: 'P' },
  { id: 'RESP', words: 'how the patient responded, and what moved or did not', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'U' },
  { id: 'RISK', words: 'what you asked about safety and what you found', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'U' },
  { id: 'MSE', words: 'what you observed of the patient\'s mental state', from: date('2013-01-01'), until: null, cite: 'AAPC5', verified: 'P' },
  { id: 'HX', words: 'the history: what brought the patient, and what came before', from: date('2013-01-01'), until: null, cite: 'LCD34616', verified: 'V' },
  { id: 'DX', words: 'the diagnosis and what supports it', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'U' },
  { id: 'MEDNEC', words: 'the symptoms, how they get in the way of daily life, and why this care now', from: date('2013-01-01'), until: null, cite: 'UTHTPE', verified: 'P' },
  { id: 'PLANREF', words: 'the goal of the treatment plan you worked on', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'U' },
  { id: 'PLANNEXT', words: 'what comes next and how often you will meet', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'U' },
  { id: 'PARTIC', words: 'who was there and how they are related to the patient', from: date('2013-01-01'), until: null, cite: 'AAPC3', verified: 'P' },
  { id: 'PTABSENT', words: 'why the patient was not there, and how it serves the patient\'s treatment', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'U' },
  { id: 'GROUPSIZE', words: 'the topic, how many attended, and this patient\'s part in it', from: date('2013-01-01'), until: null, cite: 'AAPC6', verified: 'V' },
  { id: 'ICFACTOR', words: 'what made communication difficult in this session', from: date('2013-01-01'), until: null, cite: 'AACAP', verified: 'V' },
  { id: 'CRISIS', words: 'why it was urgent, what you assessed, whom you brought in and how it ended', from: date('2013-01-01'), until: null, cite: 'HEADWAY', verified: 'V' },
  { id: 'SAFETYPLAN', words: 'the safety plan: warning signs, coping, contacts, means, follow-up', from: date('2013-01-01'), until: null, cite: 'HEADWAY', verified: 'P' },
  { id: 'MEDS', words: 'the medication work: reviewed, started or changed, side effects, monitoring', from: date('2013-01-01'), until: null, cite: 'AAPC5', verified: 'V' },
  { id: 'MDM', words: 'the problems you weighed, what you looked at, and the risk in the decision', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'U' },
  { id: 'EMTIME', words: 'how long the medication visit took and what you did, without the therapy', from: date('2013-01-01'), until: null, cite: 'G2212SRC', verified: 'V' },
  { id: 'TESTS', words: 'the question asked, the tests given, the time for each, and your findings', from: date('2013-01-01'), until: null, cite: 'TESTING', verified: 'P' },
  { id: 'INSTR', words: 'the instrument, its score, your reading, and who gave it', from: date('2013-01-01'), until: null, cite: 'AAPC6', verified: 'P' },
  { id: 'LONGJUST', words: 'why this session needed more time', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'U' },
  { id: 'TH_CONSENT', words: 'that the patient agreed to meet at a distance, and when', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'U' },
  { id: 'TH_PTLOC', words: 'where the patient was: state, and home or another place', from: date('2013-01-01'), until: null, cite: 'AAFPTH', verified: 'V' },
  { id: 'TH_PROVLOC', words: 'where you were: practice or home, and the state', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'U' },
  { id: 'TH_TECH', words: 'whether you met by video or by audio, and for audio why not video', from: date('2013-01-01'), until: null, cite: 'AAFPTH', verified: 'V' },
  { id: 'TH_EMERG', words: 'whom to call where the patient is, if the line drops', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'U' },
  { id: 'SUPERV', words: 'your supervisor and when they signed', from: date('2013-01-01'), until: null, cite: 'UTHTPE', verified: 'P' },
  { id: 'SIG', words: 'your signature, with credentials and date', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'U' },
  { id: 'CONSENT_CM', words: 'that the patient agreed to shared care', from: date('2013-01-01'), until: null, cite: 'BHI', verified: 'V' },
  { id: 'CMLOG', words: 'the log of this month: day, minutes, what was done and by whom', from: date('2013-01-01'), until: null, cite: 'BHI', verified: 'V' },
  { id: 'ATT', words: 'when the patient came and left each part of the day', from: date('2013-01-01'), until: null, cite: 'LUCIDA', verified: 'P' },
  { id: 'ORDER', words: 'the physician\'s order and the dates it holds', from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'U' },
  { id: 'UNITS', words: 'the minutes of each activity', from: date('2013-01-01'), until: null, cite: 'HCODES', verified: 'V' },
]
