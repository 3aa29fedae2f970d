import { cents, date } from '@ballast/kernel'
import { describe, expect, test } from 'vitest'
import { defaultPayers } from '../world/default-world.ts'
import type { Credential, Rules } from '../world/payer-file.ts'
import type { PayerFacts } from './decide.ts'
import { codeReason } from './reasons.ts'
import type { ReceivedClaim, ReceivedLine } from './received-claim.ts'
import { type ClinicalRecord, recordReason } from './record-review.ts'

const line = (code: string, change: Partial<ReceivedLine> = {}): ReceivedLine => ({
  control: null,
  code,
  modifiers: [],
  charge: cents(10_000),
  units: 1,
  on: date('2026-03-02'),
  place: '11',
  before: null,
  ...change,
})

type Said = {
  codes: readonly (string | ReceivedLine)[]
  payer?: string
  who?: Credential
  diagnoses?: readonly string[]
  paidBefore?: PayerFacts['paidBefore']
  rules?: Partial<Rules>
  claim?: Partial<ReceivedClaim>
}

/** The reason for each line, by code. */
function reasons({
  codes,
  payer = 'LAKE1',
  who = 'MD',
  diagnoses = ['F411'],
  paidBefore = [],
  claim = {},
  rules = {},
}: Said) {
  const lines = codes.map((code) => (typeof code === 'string' ? line(code) : code))
  const found = defaultPayers().find(({ id }) => id === payer)
  if (!found) throw new RangeError(payer)
  const received = {
    lines,
    diagnoses,
    patient: { state: 'VA' },
    renderingNpi: '1',
    saysCause: false,
    hasFacility: false,
    ...claim,
  }
  const facts = {
    payer: found,
    rules: { ...found.published.params, ...rules },
    rendering: { credential: who, isEnrolled: true, isOnRoster: true },
    paidBefore,
  }
  return lines.map(
    (one) => codeReason(received as unknown as ReceivedClaim, one, facts as unknown as PayerFacts)?.reason ?? null,
  )
}

const before = (on: string, renderingNpi = '1') => [{ on: date(on), code: '99213', renderingNpi }]

// biome-ignore format: both sides of each reason
const cases: readonly (readonly [string, Said, readonly (string | null)[]])[] = [
  ['a session is paid', { codes: ['90834'], who: 'LCSW' }, [null]],
  ['a visit with its therapy is paid', { codes: ['99213', '90833'] }, [null, null]],
  ['therapy beside a visit, and no visit', { codes: ['90833'] }, ['B15']],
  ['what is added before what carries it', { codes: ['90833', '99213'] }, ['B15', null]],
  ['a session beside a visit in place of the add-on', { codes: ['99213', '90832'] }, [null, '97']],
  ['an evaluation beside a session', { codes: ['90834', '90791'], who: 'LCSW' }, [null, '97']],
  ['a visit beside an evaluation', { codes: ['90792', '99213'] }, [null, '97']],
  ['a crisis beside a session', { codes: ['90834', '90839'], who: 'LCSW' }, [null, '97']],
  ['a crisis alone', { codes: ['90839'], who: 'LCSW' }, [null]],
  ['a session beside the family', { codes: ['90847', '90834'], who: 'LCSW' }, [null, '97']],
  ['the same, marked as apart', { codes: ['90847', line('90834', { modifiers: ['59'] })], who: 'LCSW' }, [null, null]],
  ['the same codes on two days', { codes: ['90847', line('90834', { on: date('2026-03-03') })], who: 'LCSW' }, [null, null]],
  ['one session twice', { codes: ['90834', '90834'], who: 'LCSW' }, [null, '18']],
  ['two screenings', { codes: ['90834', '96127', '96127'], who: 'LCSW' }, [null, null, null]],
  ['three', { codes: ['90834', '96127', '96127', '96127'], who: 'LCSW' }, [null, null, null, '151']],
  ['therapy within a program day', { codes: ['S9480', '90834'], who: 'LPC' }, [null, '97']],
  ['prolonged time beside therapy', { codes: ['99215', '90833', '99417'] }, [null, null, '97']],
  ['prolonged time beside the highest visit', { codes: ['99215', '99417'] }, [null, null]],
  ['prolonged time beside a lower one', { codes: ['99214', '99417'] }, [null, 'B15']],
  ["Medicare's own prolonged code to a commercial payer", { codes: ['99215', 'G2212'] }, [null, '181']],
  ["and to Medicare", { codes: ['99215', 'G2212'], payer: 'MEDB1' }, [null, null]],
  ["the other code to Medicare", { codes: ['99215', '99417'], payer: 'MEDB1' }, [null, '181']],
  ['a telemedicine code to Medicare', { codes: ['98006'], payer: 'MEDB1' }, ['181']],
  ['and to others', { codes: ['98006'] }, [null]],
  ['a program day to Medicare', { codes: ['H0015'], payer: 'MEDB1' }, ['96']],
  ['a telephone visit of 2024', { codes: [line('99442', { on: date('2024-12-31') })] }, [null]],
  ['a telephone visit of 2025', { codes: [line('99442', { on: date('2025-01-01') })] }, ['181']],
  ['a code of another decade', { codes: ['90806'], who: 'LCSW' }, ['181']],
  ['the fee for a missed visit', { codes: ['90834', '99199'], who: 'LCSW' }, [null, '96']],
  ['a medical visit by a therapist', { codes: ['99213'], who: 'LCSW' }, ['170']],
  ['complexity with a session', { codes: ['90834', '90785'], who: 'LCSW' }, [null, null]],
  ['complexity with a family session', { codes: ['90847', '90785'], who: 'LCSW' }, [null, 'B15']],
  ['two models of shared care', { codes: ['99484', '99492'] }, [null, '97']],
  ["another field's modifier", { codes: [line('90834', { modifiers: ['G0'] })], who: 'LCSW' }, ['182']],
  ['a modifier twice', { codes: [line('90834', { modifiers: ['95', '95'] })], who: 'LCSW' }, ['4']],
  ['telephone and video at once', { codes: [line('90834', { modifiers: ['93', '95'] })], who: 'LCSW' }, ['4']],
  ["a bachelor's modifier for a doctor", { codes: [line('90834', { modifiers: ['HN'] })], who: 'PhD' }, ['4']],
  ["a master's where Medicaid wants it", { codes: [line('90834', { modifiers: ['HO'] })], who: 'LPC', payer: 'HRBR1' }, [null]],
  ['a device handed over in the office', { codes: ['G0552'], who: 'LCSW' }, [null]],
  ['a device handed over by video', { codes: [line('G0552', { place: '10' })], who: 'LCSW' }, ['5']],
  ['a school without the facility', { codes: [line('90834', { place: '03' })], who: 'LCSW' }, ['16']],
  ['a school with it', { codes: [line('90834', { place: '03' })], who: 'LCSW', claim: { hasFacility: true } }, [null]],
  ['a condition that follows from another', { codes: ['90834'], who: 'LCSW', diagnoses: ['F0280'] }, ['16']],
  ['a problem of life', { codes: ['90834'], who: 'LCSW', diagnoses: ['Z630'] }, ['167']],
  ['a problem of life at an evaluation', { codes: ['90791'], who: 'LCSW', diagnoses: ['Z630'] }, [null]],
  ['a problem of life to an assistance program', { codes: ['90834'], who: 'LCSW', diagnoses: ['Z630'], payer: 'STDY1' }, [null]],
  ['a medical diagnosis', { codes: ['90834'], who: 'LCSW', diagnoses: ['E669'] }, ['11']],
  ['a medical one beside a mental one', { codes: ['90834'], who: 'LCSW', diagnoses: ['F411', 'E669'] }, [null]],
  ['an injury nobody explained', { codes: ['90834'], who: 'LCSW', diagnoses: ['F4310', 'S060X0A'] }, ['20']],
  ['an injury that a car explains', { codes: ['90834'], who: 'LCSW', diagnoses: ['F4310', 'S060X0A'], claim: { saysCause: true } }, [null]],
  ['video with a patient in another state', { codes: [line('90834', { place: '10' })], who: 'LCSW', claim: { patient: { state: 'NC' } as ReceivedClaim['patient'] } }, ['B7']],
  ['the same patient in the office', { codes: ['90834'], who: 'LCSW', claim: { patient: { state: 'NC' } as ReceivedClaim['patient'] } }, [null]],
  ['a licence the payer does not pay by video', { codes: [line('90834', { place: '10' })], who: 'LCSW', rules: { telehealth_provider_types: ['MD'] } }, ['170']],
  ['one that it does', { codes: [line('99213', { place: '10' })], rules: { telehealth_provider_types: ['MD'] } }, [null]],
  ['a third day in a week of two', { codes: ['99213'], rules: { max_sessions_per_week: 2 }, paidBefore: [...before('2026-02-24'), ...before('2026-02-26')] }, ['119']],
  ['a third day when the first is a week ago', { codes: ['99213'], rules: { max_sessions_per_week: 2 }, paidBefore: [...before('2026-02-23'), ...before('2026-02-26')] }, [null]],
  ['the same visit by a second clinician', { codes: ['99213'], paidBefore: before('2026-03-02', '2') }, ['B20']],
  ['the same code by a second clinician on another day', { codes: ['99213'], paidBefore: before('2026-03-01', '2') }, [null]],
  ['an evaluation again within half a year', { codes: ['90792'], paidBefore: [{ on: date('2025-09-04'), code: '90792', renderingNpi: '1' }] }, ['119']],
  ['an evaluation again after half a year', { codes: ['90792'], paidBefore: [{ on: date('2025-09-03'), code: '90792', renderingNpi: '1' }] }, [null]],
  ['a new patient seen under three years ago', { codes: ['99203'], paidBefore: before('2023-03-03') }, ['B16']],
  ['a new patient seen three years ago to the day', { codes: ['99203'], paidBefore: before('2023-03-02') }, [null]],
  ['a new patient that a colleague saw', { codes: ['99203'], paidBefore: before('2026-01-05', '2') }, [null]],
]

describe('why a payer does not pay a line', () => {
  test.each(cases)('%s', (_, said, expected) => expect(reasons(said)).toEqual(expected))
})

const record: ClinicalRecord = {
  service: 'individual_therapy',
  minutes: 55,
  start: '09:00',
  stop: '09:55',
  modality: 'in_person',
  emBasis: null,
  hasGroupPart: null,
  planOn: null,
  isCosigned: null,
  noteElements: ['STARTSTOP', 'MEDNEC', 'LONGJUST', 'PSYMIN'],
}
const without = (...elements: readonly string[]) => record.noteElements.filter((one) => !elements.includes(one))

// biome-ignore format: both sides of each reason
const read: readonly (readonly [string, string | ReceivedLine, Partial<ClinicalRecord>, string | null])[] = [
  ['a record that has everything', '90837', {}, null],
  ['52 minutes for the longest code', '90837', { minutes: 52 }, '152'],
  ['16 minutes for the shortest', '90832', { minutes: 16 }, null],
  ['15 minutes', '90832', { minutes: 15 }, '150'],
  ['25 minutes of a family', '90847', { minutes: 25, service: 'family_with_patient' }, '150'],
  ['26 minutes of a family', '90847', { minutes: 26, service: 'family_with_patient' }, null],
  ['no times at all', '90834', { stop: '', noteElements: without('STARTSTOP') }, '112'],
  ['times by the clock only', '90834', { noteElements: without('STARTSTOP') }, null],
  ['therapy minutes not kept apart', '90838', { noteElements: without('PSYMIN') }, '150'],
  ['a program day under three hours', 'S9480', { minutes: 179, service: 'iop_day' }, '150'],
  ['a program day of three hours', 'S9480', { minutes: 180, service: 'iop_day' }, null],
  ['a further crisis block under 75 minutes', '90840', { minutes: 74 }, '151'],
  ['a further crisis block from 75 minutes', '90840', { minutes: 75 }, null],
  ['quarter hours as one unit', 'H0004', { minutes: 50 }, '151'],
  ['quarter hours as they are', line('H0004', { units: 3 }), { minutes: 50 }, null],
  ['complexity without its reason', '90785', {}, '150'],
  ['complexity with it', '90785', { noteElements: [...record.noteElements, 'ICFACTOR'] }, null],
  ['the family code without the patient, who was there', '90846', { service: 'family_with_patient' }, '112'],
  ['a group of which nobody counted', '90853', { service: 'group_therapy' }, '150'],
  ['a level by time beside therapy', '90833', { minutes: 20, emBasis: 'time' }, '150'],
  ['a level by decision making', '90833', { minutes: 20, emBasis: 'mdm' }, null],
  ['a group note that is one for all', '90853', { noteElements: ['GROUPSIZE'], hasGroupPart: false }, '112'],
  ["a group note with the patient's own part", '90853', { noteElements: ['GROUPSIZE'], hasGroupPart: true }, null],
  ['a plan of 180 days', '90837', { planOn: date('2025-09-03') }, null],
  ['a plan of 181', '90837', { planOn: date('2025-09-02') }, '272'],
  ['a note the supervisor has not signed', '90837', { isCosigned: false }, '16'],
  ['one that is signed', '90837', { isCosigned: true }, null],
  ['a session marked apart without times of its own', line('90834', { modifiers: ['59'] }), {}, '97'],
  ['video without consent in the note', '90837', { modality: 'video' }, '112'],
  ['no need in the note', '90837', { noteElements: without('MEDNEC') }, '50'],
  ['no reason for the long session', '90837', { noteElements: without('LONGJUST') }, '150'],
  ['no reason for a shorter one', '90834', { noteElements: without('LONGJUST') }, null],
]

describe('what a payer that asks for the record finds', () => {
  test.each(read)('%s', (_, of, change, expected) =>
    expect(recordReason(typeof of === 'string' ? line(of) : of, { ...record, ...change })?.reason ?? null).toBe(
      expected,
    ),
  )
})
