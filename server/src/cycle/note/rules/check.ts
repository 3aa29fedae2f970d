import { lookup, type PlainDate } from '@ballast/kernel'
import { codeSession } from '../../coding/rules/code-session.ts'
import { diagnosisOn } from '../../coding/rules/diagnosis.ts'
import { addonParents, procedureOn, rowOn } from '../../coding/rules/lookups.ts'
import { paramsFor } from '../../coding/rules/params.ts'
import { isGroup, isMonth, isProgramDay, sharesHour } from '../../coding/rules/shared-hours.ts'
import { bandWords } from '../../coding/rules/time.ts'
import { diagnoses } from '../../coding/tables/icd10.ts'
import { type TimeContext, timeBands } from '../../coding/tables/time-bands.ts'
import type { CodeInput } from '../../coding/types.ts'
import { credentials } from '../../practice/types.ts'
import { serviceName } from '../tables/service-words.ts'
import type { NoteCheck, NoteContent, NoteFacts, Remark } from '../types.ts'
import { askedOf, codingFacts, contentOf, minutesOf } from './questions.ts'
import { wordsOf } from './templates.ts'
import { elapsed, isNextDay, longestMinutes } from './times.ts'

// What is wrong with a note is said to the clinician as a colleague would, with two ways out, and never which way would be
// worth more. What only the billing office can settle is not said here at all.

type Look = {
  readonly content: NoteContent
  readonly facts: NoteFacts
  readonly minutes: number | null
  readonly input: CodeInput | null
}
type Remarks = (look: Look) => readonly Remark[]

const stop = (id: string, at: string, words: string): Remark => ({ id, severity: 'stop', at, words })
const warn = (id: string, at: string, words: string): Remark => ({ id, severity: 'warn', at, words })

const times: Remarks = ({ content, facts, minutes }) => {
  if (isProgramDay(facts.visit.service)) return []
  const lasted = elapsed({ on: facts.visit.on, ...content }, facts.practice.timeZone)
  switch (lasted.kind) {
    case 'backwards':
      return [
        stop(
          'times.backwards',
          'STARTSTOP',
          `It ends (${content.stop}) before it begins (${content.start}). Correct the times, or say that it ended the next day.`,
        ),
      ]
    case 'skipped':
      return [
        stop(
          'times.skipped',
          'STARTSTOP',
          `There was no ${lasted.time} that night: the clocks went forward. Correct the time.`,
        ),
      ]
    case 'twice':
      return content.minutes === null
        ? [
            stop(
              'times.twice',
              'STARTSTOP',
              `${lasted.time} came twice that night, when the clocks went back. Say how many minutes it was.`,
            ),
          ]
        : []
    case 'minutes':
      return [
        ...(lasted.minutes > longestMinutes
          ? [
              stop(
                'times.long',
                'STARTSTOP',
                `That is ${Math.round(lasted.minutes / 6) / 10} hours. Check when it began and ended.`,
              ),
            ]
          : []),
        ...(minutes !== null && minutes > lasted.minutes
          ? [
              stop(
                'times.more',
                'STARTSTOP',
                `${minutes} minutes with the patient do not fit into the ${lasted.minutes} between the times.`,
              ),
            ]
          : []),
      ]
    case 'unknown':
      return []
  }
}

const overlap: Remarks = ({ content, facts }) => {
  const { timeZone } = facts.practice
  const own = elapsed({ on: facts.visit.on, ...content }, timeZone)
  if (own.kind !== 'minutes') return []
  return facts.others.flatMap((other) => {
    const theirs = elapsed(other, timeZone)
    if (theirs.kind !== 'minutes' || theirs.until <= own.from || own.until <= theirs.from) return []
    return sharesHour(facts.visit.service, other.service)
      ? []
      : [
          stop(
            'times.overlap',
            'STARTSTOP',
            `You were with ${other.patient} from ${other.start} to ${other.stop}. One of the two needs other times.`,
          ),
        ]
  })
}

const contexts = lookup<TimeContext>({
  individual_therapy: 'therapy_alone',
  crisis: 'therapy_alone',
  family_with_patient: 'family',
  family_without_patient: 'family',
  testing: 'testing',
  care_month: 'care_month',
  collaborative_first_month: 'collaborative_first_month',
  collaborative_later_month: 'collaborative_later_month',
})

/** The fewest minutes a service takes by its own table. */
function fewest(context: TimeContext, on: PlainDate): number | null {
  const none = rowOn(timeBands, on, (row) => row.context === context && row.code === null && row.minutes[0] === 0)
  return none ? none.minutes[1] + 1 : null
}

const tooShort: Remarks = ({ facts: { visit }, minutes, input }) => {
  const context = contexts[visit.service]
  if (minutes === null || context === undefined) return []
  if (isMonth(visit.service)) {
    const enough = fewest(context, visit.on) ?? 0
    return minutes < enough
      ? [
          stop(
            'month.few',
            'CMLOG',
            `The log of this month holds ${minutes} minutes; ${a(serviceName(visit.service))} takes ${enough}. Add what is missing, or leave the note open: the log stays yours.`,
          ),
        ]
      : []
  }
  const least = fewest(input?.em ? 'therapy_with_visit' : context, visit.on)
  if (least !== null && minutes < least && !input?.em)
    return [
      stop(
        'minutes.few',
        'STARTSTOP',
        `${minutes} minutes are too short for ${a(serviceName(visit.service))}; it takes ${least}. Correct the times, or leave the note open and tell the office it was not held in full.`,
      ),
    ]
  const crisis = fewest('crisis', visit.on)
  return visit.service === 'crisis' && crisis !== null && minutes < crisis
    ? [
        warn(
          'minutes.crisis',
          'STARTSTOP',
          `${minutes} minutes are short for a crisis session (${crisis}); it counts as a session of its length.`,
        ),
      ]
    : []
}

const a = (words: string): string =>
  /^[aeiou]/.test(words) ? `an ${words}` : words === 'testing' ? words : `a ${words}`

const pickedGone: Remarks = ({ content, facts: { visit } }) => {
  const code = visit.codesPicked[0]
  return code === undefined || procedureOn(code, visit.on) !== null || content.answers.FIT
    ? []
    : [
        stop(
          'picked.gone',
          'FIT',
          'The kind of service picked at the booking did not exist on this day. Say that the session was as written here, and it will be named by what you did.',
        ),
      ]
}

/** What was picked at the booking stands for other minutes than those given. */
const pickedMinutes: Remarks = ({ content, facts: { visit }, minutes, input }) => {
  const code = visit.codesPicked[0]
  if (code === undefined || procedureOn(code, visit.on) === null) return []
  const band = rowOn(timeBands, visit.on, (row) => row.code === code)
  if (band === null || minutes === null || content.answers.FIT) return []
  if (band.minutes[0] <= minutes && minutes <= band.minutes[1]) return []
  const fitting = input
    ? rowOn(
        timeBands,
        visit.on,
        (row) => row.context === band.context && row.minutes[0] <= minutes && minutes <= row.minutes[1],
      )
    : null
  const fits = fitting?.code ? ` A session of ${bandWords(fitting)} minutes is what your times say.` : ''
  return [
    stop(
      'picked.minutes',
      'FIT',
      `The times say ${minutes} minutes; what was picked at the booking stands for ${bandWords(band)}.${fits} Correct the times, or confirm them.`,
    ),
  ]
}

const addOn: Remarks = ({ content, facts: { visit }, input }) => {
  const lonely = visit.codesPicked.find((code) => {
    const parents = addonParents(code)
    return parents !== null && !visit.codesPicked.some((other) => parents.includes(other))
  })
  const remarks: Remark[] = []
  if (lonely !== undefined && lonely !== '90785' && !input?.em && !content.answers.FIT)
    remarks.push(
      stop(
        'addon.alone',
        'FIT',
        'At the booking, therapy beside a medication visit was picked, and this note has no medication visit. Confirm that it was the session written here, or ask the office to change the booking.',
      ),
    )
  if (content.answers.ICFACTOR && input && !codeSession(input).lines.some((line) => line.code === '90785'))
    remarks.push(
      warn(
        'addon.difficult',
        'ICFACTOR',
        'What made communication difficult stays in your note; in this kind of session it changes nothing else.',
      ),
    )
  return remarks
}

const group: Remarks = ({ content, facts: { visit }, input }) => {
  if (!isGroup(visit.service)) return []
  const count = content.answers.GROUPSIZE?.count
  if (count === undefined) return []
  if (count < 2)
    return [
      stop(
        'group.one',
        'GROUPSIZE',
        'One patient is no group. If nobody else came, ask the office to make it an individual session.',
      ),
    ]
  const most = input ? paramsFor(input, 'group_max').value : null
  return most !== null && count > most
    ? [warn('group.large', 'GROUPSIZE', `${count} are more than the ${most} a group is thought of. Check the number.`)]
    : []
}

const programDay: Remarks = ({ content, facts: { visit }, minutes, input }) => {
  if (!isProgramDay(visit.service)) return []
  const blocks = content.answers.ATT?.blocks ?? []
  const backwards = blocks.find(({ start, stop: end }) => end <= start)
  if (backwards)
    return [
      stop(
        'day.backwards',
        'ATT',
        `A part ends (${backwards.stop}) before it begins (${backwards.start}). Correct the times.`,
      ),
    ]
  const hours = input ? paramsFor(input, 'per_diem_min_hours').value : null
  return hours !== null && minutes !== null && minutes < hours * 60
    ? [
        warn(
          'day.short',
          'ATT',
          `${Math.floor(minutes / 60)} h ${minutes % 60} min were attended; a full day is ${hours} hours. The note stands; the office will see that the day was not full.`,
        ),
      ]
    : []
}

const licence: Remarks = ({ facts: { clinician } }) =>
  (credentials as readonly string[]).includes(clinician.credential)
    ? clinician.credential === 'associate' && clinician.supervisorId === null
      ? [
          warn(
            'licence.supervisor',
            'SIG',
            'No supervisor is on record for you. You can sign; ask the office to add yours.',
          ),
        ]
      : []
    : [
        warn(
          'licence.unknown',
          'SIG',
          `Your licence stands here as "${clinician.credential}", which is not a title we know. You can sign; ask the office to correct it.`,
        ),
      ]

const diagnosis: Remarks = ({ content, facts: { visit } }) =>
  (content.answers.DX?.chosen ?? []).flatMap((code) => {
    const answer = diagnosisOn(code, visit.on)
    if (answer.kind === 'retired')
      return [
        stop(
          'diagnosis.retired',
          'DX',
          `${code} was not in use on this day any more (last day ${answer.lastOn}). Use ${answer.use}.`,
        ),
      ]
    if (answer.kind !== 'not_listed') return []
    const finer = [...diagnoses.keys()].filter((known) => known.startsWith(code) && known !== code).slice(0, 4)
    if (finer.length > 0)
      return [stop('diagnosis.coarse', 'DX', `${code} has finer ones, and one of them is needed: ${finer.join(', ')}.`)]
    return /^[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?$/.test(code)
      ? [warn('diagnosis.unknown', 'DX', `${code} is not among the diagnoses we know for mental health. Check it.`)]
      : [stop('diagnosis.misspelled', 'DX', `${code} is not how a diagnosis is written; one looks like F41.1.`)]
  })

const attendance: Remarks = ({ facts: { visit } }) =>
  visit.status === 'kept'
    ? []
    : [
        stop(
          'visit.not-kept',
          'SIG',
          'This meeting is not marked as held. Ask the front desk to mark it, or leave the note.',
        ),
      ]

const all: readonly Remarks[] = [
  attendance,
  times,
  overlap,
  tooShort,
  pickedGone,
  pickedMinutes,
  addOn,
  group,
  programDay,
  diagnosis,
  licence,
]

/** A record of a service that goes by time, without its minutes. */
const noMinutes: Remarks = ({ facts: { visit }, minutes }) =>
  minutes !== null || contexts[visit.service] === undefined
    ? []
    : isMonth(visit.service)
      ? [stop('month.missing', 'CMLOG', 'How many minutes does the log of this month hold? The record does not say.')]
      : [stop('times.missing', 'STARTSTOP', 'When did it begin and end? The record does not say how long it was.')]

/** Of a visit signed elsewhere only what cannot have been so: its elements are not ours to ask for. */
const ofRecord: readonly Remarks[] = [noMinutes, times, overlap, tooShort, pickedGone, addOn, group, diagnosis]

/** Said of a record where a note of ours would have something to confirm. */
const recordWords = lookup<string>({
  'picked.gone':
    'The kind of service named in the record did not exist on this day; it was taken by what you did. Say so if it was another one.',
  'addon.alone':
    'The record names therapy beside a medication visit, and no medication visit. Was there one? Put the record right.',
})

/** What does not fit in a visit that another system brought with its signature, in clinical words. */
export function checkRecord(facts: NoteFacts): readonly Remark[] {
  const { visit, came } = facts
  const { start, stop: end } = visit
  const content: NoteContent = {
    start,
    stop: end,
    endsNextDay: isNextDay(start, end),
    minutes: visit.minutes,
    modality: visit.modality,
    answers: {
      DX: { chosen: [...visit.diagnoses] },
      ...(isGroup(visit.service) && start !== null ? { GROUPSIZE: { count: came } } : {}),
    },
  }
  const look = { content, facts, minutes: minutesOf(content, facts), input: codingFacts(content, facts) }
  return ofRecord
    .flatMap((remarks) => remarks(look))
    .filter(({ severity }) => severity === 'stop')
    .map((remark) => ({ ...remark, words: recordWords[remark.id] ?? remark.words }))
}

/** What the note still needs and what does not fit, in clinical words; nothing more once it has what the service needs. */
export function checkNote(facts: NoteFacts, content: NoteContent = contentOf(facts)): NoteCheck {
  const asked = askedOf(content, facts)
  const minutes = minutesOf(content, facts)
  const input = codingFacts(content, facts)
  const missing = asked
    .filter(({ isRequired, isAnswered }) => isRequired && !isAnswered)
    .map(({ element }) => ({ element, words: wordsOf(element, facts.visit.on) }))
  const remarks = all.flatMap((look) => look({ content, facts, minutes, input }))
  const stops = remarks.filter(({ severity }) => severity === 'stop')
  return {
    asked,
    missing,
    remarks,
    minutes,
    maySign: missing.length === 0 && stops.length === 0,
    says:
      missing.length > 0
        ? `This note still needs ${missing.map(({ words }) => words).join('; ')}.`
        : stops.length > 0
          ? 'One thing does not fit yet.'
          : 'This note has what the service needs.',
  }
}

/** The elements a note holds, as every other room names them. */
export function elementsOf(facts: NoteFacts, content: NoteContent): string[] {
  const held = askedOf(content, facts).filter(({ isAnswered }) => isAnswered)
  const supervised = facts.note?.cosignedBy ? ['SUPERV'] : []
  return [...new Set(['DOS', ...held.map(({ element }) => element), ...supervised, 'SIG'])]
}
