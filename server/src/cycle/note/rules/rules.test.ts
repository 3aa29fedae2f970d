import { date } from '@ballast/kernel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { noteTemplateNames } from '../../coding/tables/note-templates.ts'
import { billingWords } from '../tables/billing-words.ts'
import { questions, unasked, whyNoProcess } from '../tables/questions.ts'
import { serviceWords } from '../tables/service-words.ts'
import type { Answers, NoteContent, NoteFacts, OtherVisit } from '../types.ts'
import { checkNote, elementsOf } from './check.ts'
import { contentOf } from './questions.ts'
import { defaultTemplate, templateFlaw } from './templates.ts'
import { blockMinutes, elapsed } from './times.ts'

const zone = 'America/New_York'
const on = date('2026-03-02')
const chose = (...chosen: string[]) => ({ chosen })
const whole: Answers = {
  MODALITY: chose('cbt'),
  INTERV: chose('skill'),
  RESP: chose('some'),
  RISK: chose('none'),
  DX: chose('F41.1'),
  MEDNEC: chose('same', 'work'),
  PLANREF: { text: 'Goal 1', on: '2026-01-15' },
}
const content: NoteContent = {
  start: '14:00',
  stop: '14:45',
  endsNextDay: false,
  minutes: null,
  modality: 'in_person',
  answers: whole,
}
type Change = {
  visit?: object
  clinician?: object
  others?: OtherVisit[]
  last?: Answers
  payer?: object
  content?: object
  answers?: Answers
}

const factsWith = (change: Change): NoteFacts => ({
  practice: { timeZone: zone, params: {} },
  visit: {
    id: 'v',
    on,
    service: 'individual_therapy',
    status: 'kept',
    modality: 'in_person',
    patientAt: 'clinic',
    start: '14:00',
    stop: null,
    scheduledMinutes: 50,
    minutes: null,
    em: null,
    interactiveComplexity: false,
    medicalServices: false,
    codesPicked: [],
    diagnoses: [],
    noteElements: [],
    signedOn: null,
    ...change.visit,
  },
  patient: { id: 'p', name: 'Alma Rowe', state: 'VA' },
  clinician: {
    id: 'c',
    name: 'Ida Hale',
    credential: 'LCSW',
    supervisorId: null,
    supervisor: null,
    ...change.clinician,
  },
  payer: { kind: 'commercial', params: {}, ...change.payer },
  placeOfService: '11',
  note: null,
  last: change.last ?? null,
  templates: noteTemplateNames.map((name) => defaultTemplate(name, on)),
  others: change.others ?? [],
  came: 1,
  isNewPatient: false,
})
const check = (change: Change = {}) =>
  checkNote(factsWith(change), { ...content, ...change.content, answers: { ...whole, ...change.answers } })
const remarks = (change: Change) => check(change).remarks.map(({ id }) => id)

describe('times', () => {
  const lasts = (day: string, start: string, stop: string, endsNextDay = false) =>
    elapsed({ on: date(day), start, stop, endsNextDay }, zone)
  test.each([
    ['an afternoon', '2026-03-02', '14:00', '14:45', false, { kind: 'minutes', minutes: 45 }],
    ['past midnight, said so', '2026-03-02', '23:30', '00:20', true, { kind: 'minutes', minutes: 50 }],
    ['past midnight, not said', '2026-03-02', '23:30', '00:20', false, { kind: 'backwards' }],
    ['no time at all', '2026-03-02', '14:00', '14:00', false, { kind: 'backwards' }],
    ['over the hour that is missing', '2026-03-08', '01:30', '03:30', false, { kind: 'minutes', minutes: 60 }],
    ['in the hour that is missing', '2026-03-08', '01:30', '02:15', false, { kind: 'skipped', time: '02:15' }],
    ['over the hour that comes twice', '2026-11-01', '00:30', '02:30', false, { kind: 'minutes', minutes: 180 }],
    ['in the hour that comes twice', '2026-11-01', '00:30', '01:15', false, { kind: 'twice', time: '01:15' }],
    ['into that night', '2026-10-31', '23:30', '01:30', true, { kind: 'twice', time: '01:30' }],
  ] as const)('%s', (_, day, start, stop, next, expected) =>
    expect(lasts(day, start, stop, next)).toMatchObject(expected),
  )

  test('stretches of a day are counted once where they overlap', () => {
    expect(
      blockMinutes([
        { start: '09:00', stop: '10:30' },
        { start: '10:00', stop: '12:00' },
      ]),
    ).toBe(180)
    expect(blockMinutes([{ start: '09:00', stop: '08:00' }])).toBe(0)
  })

  test('a day never has more minutes in its stretches than it has', () => {
    const time = fc
      .integer({ min: 0, max: 1439 })
      .map((m) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`)
    fc.assert(
      fc.property(fc.array(fc.record({ start: time, stop: time })), (blocks) => {
        const minutes = blockMinutes(blocks)
        return minutes >= 0 && minutes < 1440
      }),
    )
  })
})

describe('a whole note', () => {
  test('says so and asks nothing more', () => {
    expect(check()).toMatchObject({
      says: 'This note has what the service needs.',
      missing: [],
      remarks: [],
      maySign: true,
      minutes: 45,
    })
  })

  test.each(Object.keys(whole))('without %s it asks for that, and for nothing else', (element) => {
    const { [element]: _, ...rest } = whole
    const found = checkNote(factsWith({}), { ...content, answers: rest })
    expect(found.missing.map((need) => need.element)).toEqual([element])
    expect(found.maySign).toBe(false)
  })

  test('a choice of two parts is answered when both are', () => {
    expect(check({ answers: { MEDNEC: chose('same') } }).missing).toHaveLength(1)
    expect(check({ answers: { MEDNEC: chose('work') } }).missing).toHaveLength(1)
  })

  test('why it took long is asked from 53 minutes on only, and never required', () => {
    const asks = (stop: string) => check({ content: { stop } }).asked.find(({ element }) => element === 'LONGJUST')
    expect(asks('14:52')).toBeUndefined()
    expect(asks('14:53')).toMatchObject({ isRequired: false })
  })

  test('its elements are those it holds, the day and the signature with them', () => {
    expect(elementsOf(factsWith({}), content)).toEqual([
      'DOS',
      'STARTSTOP',
      'MODALITY',
      'INTERV',
      'RESP',
      'RISK',
      'DX',
      'MEDNEC',
      'PLANREF',
      'SIG',
    ])
  })

  test('at a distance it also asks where, how and whether the patient agreed', () => {
    const { missing } = check({ content: { modality: 'video' } })
    expect(missing.map(({ element }) => element)).toEqual(['TH_PTLOC', 'TH_CONSENT', 'TH_TECH'])
  })

  test('what a treatment keeps stands from last time; what a session was does not, and a spoken consent is for its day', () => {
    const last = { ...whole, TH_CONSENT: chose('spoken') }
    const { answers } = contentOf(factsWith({ last, visit: { modality: 'video' } }))
    expect(Object.keys(answers).toSorted()).toEqual(['DX', 'MODALITY', 'PLANREF', 'TH_PTLOC', 'TH_TECH'])
    expect(
      contentOf(factsWith({ last: { TH_CONSENT: chose('written') }, visit: { modality: 'video' } })).answers.TH_CONSENT,
    ).toEqual(chose('written'))
  })
})

const other = (start: string, stop: string, service = 'individual_therapy'): OtherVisit => ({
  patient: 'Otto Lind',
  on,
  service,
  start,
  stop,
  endsNextDay: false,
})

describe('what does not fit is said in the clinician’s words', () => {
  test.each([
    ['another patient until the minute it begins', { others: [other('13:00', '14:00')] }, []],
    ['another patient a minute into it', { others: [other('13:00', '14:01')] }, ['times.overlap']],
    [
      'two of the same group',
      { visit: { service: 'group_therapy' }, others: [other('14:00', '14:45', 'group_therapy')] },
      [],
    ],
    ['it ends before it begins', { content: { stop: '13:00' } }, ['times.backwards']],
    ['nine hours', { content: { stop: '23:30' } }, ['times.long']],
    ['more minutes than the times hold', { content: { minutes: 46 } }, ['times.more']],
    ['15 minutes', { content: { stop: '14:15' } }, ['minutes.few']],
    ['16 minutes', { content: { stop: '14:16' } }, []],
    [
      '25 minutes with the family',
      { visit: { service: 'family_with_patient' }, content: { stop: '14:25' } },
      ['minutes.few'],
    ],
    ['26 minutes with the family', { visit: { service: 'family_with_patient' }, content: { stop: '14:26' } }, []],
    ['29 minutes of crisis', { visit: { service: 'crisis' }, content: { stop: '14:29' } }, ['minutes.crisis']],
    [
      '52 minutes picked as the longest',
      { visit: { codesPicked: ['90837'] }, content: { stop: '14:52' } },
      ['picked.minutes'],
    ],
    ['53 minutes picked as the longest', { visit: { codesPicked: ['90837'] }, content: { stop: '14:53' } }, []],
    ['a withdrawn service', { visit: { codesPicked: ['99441'] } }, ['picked.gone']],
    [
      'therapy beside a visit that is not there',
      { visit: { codesPicked: ['90833'] } },
      ['picked.minutes', 'addon.alone'],
    ],
    ['a group of one', { visit: { service: 'group_therapy' }, answers: { GROUPSIZE: { count: 1 } } }, ['group.one']],
    ['a group of two', { visit: { service: 'group_therapy' }, answers: { GROUPSIZE: { count: 2 } } }, []],
    [
      'a group of thirteen',
      { visit: { service: 'group_therapy' }, answers: { GROUPSIZE: { count: 13 } } },
      ['group.large'],
    ],
    ['a title nobody knows', { clinician: { credential: 'LXYZ' } }, ['licence.unknown']],
    ['an associate without a supervisor', { clinician: { credential: 'associate' } }, ['licence.supervisor']],
    ['a diagnosis retired before the day', { answers: { DX: chose('F43.8') } }, ['diagnosis.retired']],
    ['a diagnosis still in use on its day', { visit: { on: date('2022-09-30') }, answers: { DX: chose('F43.8') } }, []],
    ['a diagnosis that has finer ones', { answers: { DX: chose('F33') } }, ['diagnosis.coarse']],
    ['a diagnosis of another kind', { answers: { DX: chose('M54.5') } }, ['diagnosis.unknown']],
    ['no diagnosis at all', { answers: { DX: chose('anxiety') } }, ['diagnosis.misspelled']],
    [
      'a difficulty in a family session',
      { visit: { service: 'family_with_patient' }, answers: { ICFACTOR: chose('strain') } },
      ['addon.difficult'],
    ],
    [
      'a program day of 2 h 59',
      { visit: { service: 'iop_day' }, answers: { ATT: { blocks: [{ start: '09:00', stop: '11:59' }] } } },
      ['day.short'],
    ],
    [
      'a program day of 3 h',
      { visit: { service: 'iop_day' }, answers: { ATT: { blocks: [{ start: '09:00', stop: '12:00' }] } } },
      [],
    ],
    ['a meeting that was not held', { visit: { status: 'no_show' } }, ['visit.not-kept']],
  ] as const)('%s', (_, change, expected) => expect(remarks(change as Change)).toEqual(expected))

  test('an hour that comes twice asks for the minutes, and takes them', () => {
    const night = { visit: { on: date('2026-11-01') }, content: { start: '00:45', stop: '01:30' } }
    expect(remarks(night)).toEqual(['times.twice'])
    expect(remarks({ ...night, content: { ...night.content, minutes: 45 } })).toEqual([])
  })

  test('the longer session is never offered, only the one the times say', () => {
    const [remark] = check({ visit: { codesPicked: ['90837'] }, content: { stop: '14:52' } }).remarks
    expect(remark?.words).toContain('A session of 38 to 52 minutes is what your times say.')
  })
})

test('no sentence a clinician reads speaks of billing', () => {
  const asked = questions.flatMap(({ ask, groups }) => [
    ask,
    ...groups.flatMap(({ title, options }) => [title ?? '', ...options.map(([, words]) => words)]),
  ])
  const said = [
    { content: { stop: '13:00' } },
    { content: { stop: '14:10' } },
    { content: { stop: '23:30', minutes: 700 } },
    { visit: { codesPicked: ['90837'] } },
    { visit: { codesPicked: ['99441'] } },
    { visit: { codesPicked: ['90833'] } },
    { visit: { service: 'group_therapy' }, answers: { GROUPSIZE: { count: 1 } } },
    { visit: { service: 'group_therapy' }, answers: { GROUPSIZE: { count: 20 } } },
    { visit: { service: 'iop_day' }, answers: { ATT: { blocks: [{ start: '09:00', stop: '08:00' }] } } },
    { visit: { service: 'iop_day' }, answers: { ATT: { blocks: [{ start: '09:00', stop: '10:00' }] } } },
    { clinician: { credential: 'LXYZ' } },
    { clinician: { credential: 'associate' } },
    {
      answers: { DX: chose('F43.8', 'F33', 'M54.5', 'x'), ICFACTOR: chose('strain') },
      visit: { service: 'family_with_patient' },
    },
    { visit: { status: 'no_show' }, others: [other('14:00', '15:00')] },
    { visit: { on: date('2026-11-01') }, content: { start: '00:45', stop: '01:30' } },
    { visit: { on: date('2026-03-08') }, content: { start: '01:45', stop: '02:30' } },
  ].flatMap((change) => {
    const { says, remarks: found } = check(change as Change)
    return [says, ...found.map(({ words }) => words)]
  })
  const sentences = [...asked, ...said, whyNoProcess, ...Object.values(serviceWords)]
  expect(sentences.filter((words) => billingWords.test(words))).toEqual([])
  expect(billingWords.test('the claim needs a modifier')).toBe(true)
})

test('every element of every template has a question, or comes of itself', () => {
  const known = new Set([...questions.map(({ element }) => element), ...unasked])
  const wanted = noteTemplateNames.flatMap((name) => {
    const { required, suggested } = defaultTemplate(name, on)
    return [...required, ...suggested]
  })
  expect(wanted.filter((element) => !known.has(element))).toEqual([])
})

test.each([
  ['a proposal that is sound', ['DOS', 'SIG', 'RISK'], ['MSE'], null],
  ['one without a signature', ['DOS', 'RISK'], [], 'Every note needs SIG.'],
  ['one that names what nobody knows', ['DOS', 'SIG', 'FEELINGS'], [], 'FEELINGS is no element of a note.'],
  ['one that asks twice', ['DOS', 'SIG', 'RISK'], ['RISK'], 'RISK stands twice.'],
])('%s', (_, required, suggested, flaw) => expect(templateFlaw(required, suggested)).toBe(flaw))
