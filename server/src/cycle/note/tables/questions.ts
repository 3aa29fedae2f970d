import type { QuestionKind } from '../types.ts'

// What the note's page asks, one question for each element, answered by a key. The choices are ours, in a clinician's
// words; a practice decides which elements are asked, not what they mean. Nothing here can hold what was said.

type Group = { readonly title: string | null; readonly options: readonly (readonly [id: string, words: string])[] }

export type QuestionRow = {
  readonly element: string
  readonly kind: QuestionKind
  readonly ask: string
  readonly isMany: boolean
  /** Stands from the last note until it is changed: what a treatment keeps, never what a session was. */
  readonly carries: boolean
  readonly groups: readonly Group[]
}

const options = (...each: readonly (readonly [string, string])[]): readonly Group[] => [{ title: null, options: each }]
const none: readonly Group[] = []

// biome-ignore format: one row per question, its choices below it
export const questions: readonly QuestionRow[] = [
  { element: 'STARTSTOP', kind: 'times', ask: 'When did you begin and end?', isMany: false, carries: false, groups: none },
  { element: 'ATT', kind: 'blocks', ask: 'When did the patient come and leave?', isMany: false, carries: false, groups: none },
  { element: 'PSYMIN', kind: 'minutes', ask: 'How many of these minutes were therapy, apart from the medication visit?', isMany: false, carries: false, groups: none },
  { element: 'GROUPSIZE', kind: 'group', ask: 'How many attended, and what was this patient\'s part?', isMany: false, carries: false, groups: options(
    ['spoke', 'Spoke and worked on own goal'], ['listened', 'Listened, took part a little'], ['supported', 'Mostly supported others'], ['withdrew', 'Kept apart or left early']) },
  { element: 'PARTIC', kind: 'choice', ask: 'Who was there?', isMany: true, carries: true, groups: options(
    ['patient', 'Patient'], ['partner', 'Partner'], ['mother', 'Mother'], ['father', 'Father'], ['child', 'Child'], ['sibling', 'Sibling'], ['guardian', 'Guardian'], ['relative', 'Other relative'], ['other', 'Another person']) },
  { element: 'PTABSENT', kind: 'choice', ask: 'Why without the patient?', isMany: false, carries: false, groups: options(
    ['caregiver', 'Caregivers learn what the patient needs from them'], ['young', 'Young patient: parenting is the work'], ['unable', 'Patient agreed and could not come'], ['plan', 'The plan sets apart meetings with the family']) },
  { element: 'MODALITY', kind: 'choice', ask: 'Which approach did you work with?', isMany: true, carries: true, groups: options(
    ['cbt', 'Cognitive behavioral'], ['dbt', 'DBT skills'], ['act', 'Acceptance and commitment'], ['mi', 'Motivational interviewing'], ['exposure', 'Exposure or EMDR'], ['ipt', 'Interpersonal'], ['psychodynamic', 'Psychodynamic'], ['systems', 'Family systems'], ['supportive', 'Supportive']) },
  { element: 'INTERV', kind: 'choice', ask: 'What did you do?', isMany: true, carries: false, groups: options(
    ['skill', 'Taught or practiced a skill'], ['thoughts', 'Worked on thoughts and beliefs'], ['behavior', 'Exposure or new behavior'], ['event', 'Worked through an event'], ['relations', 'Worked on relationships'], ['education', 'Explained the illness or treatment'], ['practice', 'Reviewed practice since last time'], ['safety', 'Worked on safety'], ['others', 'Brought in others']) },
  { element: 'RESP', kind: 'choice', ask: 'How did the patient respond?', isMany: false, carries: false, groups: options(
    ['toward', 'Moved toward the goal'], ['some', 'Some movement'], ['same', 'No change yet'], ['back', 'A step back']) },
  { element: 'RISK', kind: 'choice', ask: 'Safety: what did you find?', isMany: false, carries: false, groups: options(
    ['none', 'Asked: nothing found'], ['standing', 'Present as before, plan stands'], ['higher', 'New or higher, acted on today'], ['not_asked', 'Not asked, reason in the record']) },
  { element: 'MSE', kind: 'choice', ask: 'Mental state?', isMany: false, carries: false, groups: options(
    ['usual', 'As usual for this patient'], ['better', 'Better than last time'], ['worse', 'Worse than last time'], ['written', 'Written in full in the record']) },
  { element: 'HX', kind: 'choice', ask: 'Which parts of the history are in the record?', isMany: true, carries: false, groups: options(
    ['problem', 'What brought the patient'], ['psychiatric', 'Earlier treatment'], ['medical', 'Medical'], ['substances', 'Substances'], ['family', 'Family'], ['social', 'Work, school, home']) },
  { element: 'MEDS', kind: 'choice', ask: 'Medication: what did you do?', isMany: true, carries: false, groups: options(
    ['reviewed', 'Reviewed, no change'], ['started', 'Started one'], ['stopped', 'Stopped one'], ['dose', 'Changed a dose'], ['effects', 'Went over side effects'], ['tests', 'Looked at or asked for tests'], ['none', 'None taken, none given']) },
  { element: 'MDM', kind: 'choice', ask: 'How weighty was the decision?', isMany: false, carries: false, groups: options(
    ['straightforward', 'A small matter, hardly any risk'], ['low', 'A stable illness, low risk'], ['moderate', 'Prescribing, or an illness that is not stable'], ['high', 'A threat to life or function, or treatment to watch closely']) },
  { element: 'EMTIME', kind: 'minutes', ask: 'How many minutes was the medication visit, without the therapy?', isMany: false, carries: false, groups: none },
  { element: 'CRISIS', kind: 'choice', ask: 'The crisis: why, who, and how did it end?', isMany: true, carries: false, groups: [
    { title: 'Why it was urgent', options: [['self', 'Danger to self'], ['others', 'Danger to others'], ['breakdown', 'Could not go on safely']] },
    { title: 'Who was brought in', options: [['family', 'Family or friends'], ['services', 'Crisis or emergency services'], ['care', 'Other clinicians'], ['nobody', 'Nobody more was needed']] },
    { title: 'How it ended', options: [['home', 'Home with a plan'], ['hospital', 'Hospital'], ['elsewhere', 'Another safe place']] }] },
  { element: 'SAFETYPLAN', kind: 'choice', ask: 'Which parts of the safety plan are set?', isMany: true, carries: false, groups: options(
    ['signs', 'Warning signs'], ['coping', 'Own ways to cope'], ['people', 'People to turn to'], ['help', 'Professional help and 988'], ['means', 'Means made safe'], ['follow', 'Follow-up']) },
  { element: 'TESTS', kind: 'choice', ask: 'Testing: what is in the record?', isMany: true, carries: false, groups: options(
    ['question', 'The question asked'], ['given', 'The tests given'], ['times', 'The time for each'], ['findings', 'Your findings']) },
  { element: 'INSTR', kind: 'choice', ask: 'Which scale was scored and read?', isMany: true, carries: false, groups: options(
    ['phq9', 'PHQ-9'], ['gad7', 'GAD-7'], ['pcl5', 'PCL-5'], ['alcohol', 'An alcohol scale'], ['asrs', 'ASRS'], ['other', 'Another, named in the record']) },
  { element: 'DX', kind: 'diagnoses', ask: 'Diagnosis treated', isMany: true, carries: true, groups: none },
  { element: 'MEDNEC', kind: 'choice', ask: 'How is the patient now, and what does it get in the way of?', isMany: true, carries: false, groups: [
    { title: 'Symptoms', options: [['worse', 'Worse'], ['same', 'As before'], ['easing', 'Easing, still there']] },
    { title: 'In the way of', options: [['work', 'Work or school'], ['home', 'Home and family'], ['people', 'Friends and others'], ['self', 'Sleep, eating, self-care'], ['safety', 'Staying safe']] }] },
  { element: 'PLANREF', kind: 'plan', ask: 'Which goal of the treatment plan, and from when is the plan?', isMany: false, carries: true, groups: none },
  { element: 'PLANNEXT', kind: 'choice', ask: 'What comes next?', isMany: false, carries: false, groups: options(
    ['same', 'Go on at this rhythm'], ['more', 'Meet more often'], ['less', 'Meet less often'], ['ending', 'Prepare the ending'], ['refer', 'Refer on']) },
  { element: 'ORDER', kind: 'choice', ask: 'The physician\'s order', isMany: false, carries: true, groups: options(
    ['current', 'On file and in date'], ['renewed', 'Renewed today']) },
  { element: 'LONGJUST', kind: 'choice', ask: 'Why did this session need more time?', isMany: false, carries: false, groups: options(
    ['protocol', 'The method needs it: exposure, EMDR'], ['distress', 'Acute distress that had to settle'], ['risk', 'Safety had to be worked out'], ['several', 'Several people to hear'], ['access', 'Long gaps between meetings']) },
  { element: 'ICFACTOR', kind: 'choice', ask: 'Did something make communication difficult?', isMany: false, carries: false, groups: options(
    ['strain', 'Those present pulled against each other'], ['caregiver', 'A caregiver\'s feelings or conduct got in the way'], ['report', 'Something had to be reported to an agency'], ['means', 'Play or other means had to stand in for words']) },
  { element: 'TH_PTLOC', kind: 'place', ask: 'Where was the patient?', isMany: false, carries: true, groups: options(
    ['home', 'At home'], ['elsewhere', 'Another place']) },
  { element: 'TH_CONSENT', kind: 'choice', ask: 'Did the patient agree to meet at a distance?', isMany: false, carries: true, groups: options(
    ['written', 'In writing, on file'], ['spoken', 'Spoken, today']) },
  { element: 'TH_TECH', kind: 'choice', ask: 'How did you meet?', isMany: true, carries: true, groups: [
    { title: null, options: [['video', 'Video'], ['audio_cannot', 'Audio: patient cannot use video'], ['audio_declines', 'Audio: patient does not want video']] },
    { title: 'Platform', options: [['practice', 'The practice\'s own platform'], ['phone', 'Telephone'], ['other', 'Another']] }] },
  { element: 'TH_PROVLOC', kind: 'choice', ask: 'Where were you?', isMany: false, carries: true, groups: options(
    ['practice', 'At the practice'], ['home', 'At home'], ['elsewhere', 'Another place']) },
  { element: 'TH_EMERG', kind: 'choice', ask: 'Whom to call where the patient is?', isMany: false, carries: true, groups: options(
    ['file', 'Contact on file'], ['today', 'Confirmed today']) },
  { element: 'CONSENT_CM', kind: 'choice', ask: 'Did the patient agree to shared care?', isMany: false, carries: true, groups: options(
    ['written', 'In writing, on file'], ['spoken', 'Spoken, noted']) },
  { element: 'CMLOG', kind: 'minutes', ask: 'Minutes of this month\'s log', isMany: false, carries: false, groups: none },
]

/** Elements nobody is asked for: the day and the signature come of themselves, supervision of who co-signs. */
export const unasked: readonly string[] = ['DOS', 'SIG', 'SUPERV', 'UNITS']

/** Shown on every note, above its questions. */
export const whyNoProcess =
  'This page keeps what the session needs to count as care given, never what was said. Psychotherapy notes are yours alone and stay apart (45 CFR 164.501): there is no place for them here, so that nobody can ever ask for them.'
