import { addDays, date, daysBetween, type PlainDate } from '@ballast/kernel'
import {
  guide278Request,
  guide278Response,
  parse,
  readAs,
  type TypedOf,
  transactionsOf,
  writeInterchange,
} from '@ballast/x12'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { citations } from '../../citations.ts'
import { decisionCodes } from '../tables/decisions.ts'
import { renewalDefaults } from '../tables/params.ts'
import { serviceCodes } from '../tables/service-codes.ts'
import type { Decision, Grant, Visit } from '../types.ts'
import { chooseGrant, counted } from './choose.ts'
import { clinicalQuestions, missingFrom } from './clinical.ts'
import { type ContinuityRequest, type ContinuityVisit, causeOf, continuityOf, episodesOf } from './continuity.ts'
import { decide, differencesOf, isSucceeded, renewalOf, unusable } from './decide.ts'
import { cameAnotherWay, firstAsk } from './first-ask.ts'
import { calendarText, folded } from './ical.ts'
import { isGivenOnce, leaveFor } from './leave.ts'
import { decisionsOf } from './read-278.ts'
import { addBusinessDays, cadenceOf, escalationOn, planRenewal, renewalParams } from './renewal.ts'
import { type Request278, to278 } from './to-278.ts'
import { isStillRefused } from './work.ts'

const grant = (change: Partial<Grant> = {}): Grant => ({
  id: 'g1',
  number: 'A1',
  patientId: 'p',
  payerId: 'y',
  codes: ['90834', '90837'],
  unit: 'visit',
  units: 12,
  usedBefore: 0,
  from: date('2026-03-01'),
  until: date('2026-08-31'),
  programId: null,
  clinicianId: null,
  status: 'active',
  obtainedOn: date('2026-02-25'),
  ...change,
})
const visit = (change: Partial<Visit> = {}): Visit => ({
  sessionId: 's',
  patientId: 'p',
  payerId: 'y',
  clinicianId: 'c',
  programId: 'op',
  on: date('2026-04-01'),
  codes: ['90834'],
  units: 1,
  isKept: false,
  ...change,
})
const plenty = () => 5

describe('which authorization a visit uses', () => {
  test.each([
    { name: 'the only one that covers it', grants: [grant()], visit: visit(), uses: 'g1' },
    { name: 'the first day counts', grants: [grant()], visit: visit({ on: date('2026-03-01') }), uses: 'g1' },
    { name: 'the day before does not', grants: [grant()], visit: visit({ on: date('2026-02-28') }), uses: null },
    { name: 'the last day counts', grants: [grant()], visit: visit({ on: date('2026-08-31') }), uses: 'g1' },
    { name: 'the day after does not', grants: [grant()], visit: visit({ on: date('2026-09-01') }), uses: null },
    {
      name: 'of two, the one that ends first',
      grants: [grant(), grant({ id: 'g2', until: date('2026-06-30') })],
      visit: visit(),
      uses: 'g2',
    },
    {
      name: 'ending alike, the older',
      grants: [grant(), grant({ id: 'g0', from: date('2026-02-01') })],
      visit: visit(),
      uses: 'g0',
    },
    {
      name: 'therapy and psychiatry stand side by side',
      grants: [grant({ id: 'e', codes: ['99214'] }), grant()],
      visit: visit({ codes: ['99214'] }),
      uses: 'e',
    },
    {
      name: 'no codes means every code',
      grants: [grant({ codes: [] })],
      visit: visit({ codes: ['90853'] }),
      uses: 'g1',
    },
    { name: 'another code is not covered', grants: [grant()], visit: visit({ codes: ['90853'] }), uses: null },
    { name: 'another clinician is not covered', grants: [grant({ clinicianId: 'd' })], visit: visit(), uses: null },
    { name: 'another program is not covered', grants: [grant({ programId: 'iop' })], visit: visit(), uses: null },
    {
      name: 'what was taken back covers nothing',
      grants: [grant({ status: 'cancelled' })],
      visit: visit(),
      uses: null,
    },
    { name: 'another patient’s covers nothing', grants: [grant({ patientId: 'q' })], visit: visit(), uses: null },
  ])('$name', ({ grants, visit: of, uses }) => {
    expect(chooseGrant(of, grants, plenty).grantId).toBe(uses)
  })

  test('every authorization that is passed over says why', () => {
    const { passed, why } = chooseGrant(
      visit(),
      [grant({ id: 'late' }), grant({ until: date('2026-05-01') }), grant({ id: 'x', codes: ['99214'] })],
      plenty,
    )
    expect(why).toContain('ends first')
    expect(passed.map((each) => each.why)).toEqual(['It is for 99214.', 'It ends later, 2026-08-31.'])
  })

  test('one with nothing left is passed over, and says so', () => {
    const choice = chooseGrant(visit(), [grant()], () => 0)
    expect(choice).toMatchObject({ grantId: null, passed: [{ why: 'No visits are left on it.' }] })
  })

  test('units count by the unit, visits by the visit', () => {
    expect(chooseGrant(visit({ units: 4 }), [grant({ unit: 'unit' })], () => 3).grantId).toBeNull()
    expect(chooseGrant(visit({ units: 4 }), [grant()], () => 3).grantId).toBe('g1')
  })

  test('approved is reserved, used and left, and what was used before we came counts', () => {
    expect(counted(grant({ usedBefore: 2 }), { reserved: 3, used: 4 })).toEqual({
      approved: 12,
      reserved: 3,
      used: 6,
      left: 3,
    })
  })

  test.each([
    { terms: undefined, codes: ['90834'], leave: 'unknown' },
    { terms: { authorization: { codes: ['90837'] } }, codes: ['90834'], leave: 'not_needed' },
    { terms: { authorization: { codes: ['90837'] } }, codes: ['90834', '90837'], leave: 'needed' },
    { terms: { authorization: {} }, codes: ['90834'], leave: 'needed' },
  ])('$terms asks leave for $codes: $leave', ({ terms, codes, leave }) => expect(leaveFor(terms, codes)).toBe(leave))
})

describe('when an authorization lapses, and who is asked when', () => {
  const today = date('2026-04-01')
  const plan = (change: Partial<Parameters<typeof planRenewal>[0]> = {}) =>
    planRenewal({
      grant: grant(),
      counted: { approved: 12, reserved: 0, used: 2, left: 10 },
      bookedOn: [],
      cadenceDays: 7,
      lastVisitOn: date('2026-03-31'),
      params: renewalParams(undefined),
      today,
      ...change,
    })

  test('ten weekly visits left run out ten weeks on, before its last day', () => {
    expect(plan()).toMatchObject({ lapsesOn: addDays(date('2026-03-31'), 70), because: 'runs_out' })
  })
  test('forty visits left last until it ends', () => {
    const many = { approved: 42, reserved: 0, used: 2, left: 40 }
    expect(plan({ counted: many })).toMatchObject({
      lapsesOn: date('2026-08-31'),
      because: 'ends',
      dueOn: date('2026-08-17'),
      opensOn: date('2026-08-01'),
      promptOn: date('2026-08-10'),
    })
  })
  test('booked visits are walked first, then one each cadence', () => {
    const counted2 = { approved: 12, reserved: 2, used: 8, left: 2 }
    const booked = [date('2026-04-07'), date('2026-04-21')]
    expect(plan({ counted: counted2, bookedOn: booked }).lapsesOn).toBe(date('2026-05-05'))
  })
  test('nothing left: it lapses with the last booked visit', () => {
    expect(
      plan({ counted: { approved: 12, reserved: 1, used: 11, left: 0 }, bookedOn: [date('2026-04-07')] }).lapsesOn,
    ).toBe('2026-04-07')
  })
  test('few visits left and a slow payer: the clinician is asked at once', () => {
    expect(plan({ counted: { approved: 12, reserved: 0, used: 8, left: 4 } }).promptOn <= today).toBe(true)
    expect(plan({ counted: { approved: 12, reserved: 0, used: 7, left: 5 } }).promptOn <= today).toBe(false)
  })
  test('a renewal is never due before the payer takes it', () => {
    const params = { ...renewalParams(undefined), earliestDays: 5 }
    const { dueOn, opensOn } = plan({ params })
    expect(dueOn).toBe(opensOn)
  })
  test('lapse, due and prompt stand in order, whatever the numbers', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 31 }),
        fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 12 }),
        (left, cadenceDays, ahead) => {
          const bookedOn = ahead.map((days) => addDays(today, days))
          const it = plan({
            counted: { approved: left + 10, reserved: bookedOn.length, used: 10, left },
            cadenceDays,
            bookedOn,
          })
          expect(it.promptOn <= it.dueOn || it.promptOn <= today).toBe(true)
          expect(it.dueOn <= it.lapsesOn).toBe(true)
          expect(it.lapsesOn <= grant().until).toBe(true)
        },
      ),
      { numRuns: 200 },
    )
  })

  test.each([
    { days: [], cadence: 7 },
    { days: ['2026-03-03', '2026-03-10', '2026-03-17'], cadence: 7 },
    { days: ['2026-03-03', '2026-03-17', '2026-03-31'], cadence: 14 },
    { days: ['2026-03-03', '2026-03-04', '2026-03-05', '2026-03-26'], cadence: 1 },
    { days: ['2026-01-03', '2026-03-30'], cadence: 31 },
  ])('visits on $days come every $cadence days', ({ days, cadence }) => expect(cadenceOf(days.map(date))).toBe(cadence))

  test.each([
    { on: '2026-04-12', level: 0 },
    { on: '2026-04-13', level: 1 },
    { on: '2026-04-20', level: 1 },
    { on: '2026-04-21', level: 2 },
  ])('a renewal due Apr 10 that lapses Apr 24 is at level $level on $on', ({ on, level }) => {
    expect(escalationOn({ dueOn: date('2026-04-10'), lapsesOn: date('2026-04-24'), isOpen: true }, date(on))).toBe(
      level,
    )
  })
  test('what was sent is nobody’s fault here', () => {
    expect(
      escalationOn({ dueOn: date('2026-04-10'), lapsesOn: date('2026-04-24'), isOpen: false }, date('2026-04-24')),
    ).toBe(0)
  })
  test('business days pass over the weekend', () => expect(addBusinessDays(date('2026-04-03'), 2)).toBe('2026-04-07'))

  test('a renewal asks for as much again, from the day after the last day', () => {
    const it = renewalOf(grant(), { ...plan(), because: 'ends', lapsesOn: grant().until }, today)
    expect(it).toMatchObject({ from: '2026-09-01', units: 12, perWeek: 1, codes: ['90834', '90837'] })
    expect(daysBetween(it.from, it.until)).toBe(daysBetween(grant().from, grant().until))
  })
  test('where visits run out before the days do, it begins today: one visit more leaves no gap', () => {
    expect(renewalOf(grant(), { ...plan(), lapsesOn: date('2026-06-09') }, today).from).toBe(today)
  })
  test('one that ran out unnoticed begins where it ran out', () => {
    expect(renewalOf(grant(), { ...plan(), lapsesOn: date('2026-03-20') }, today).from).toBe('2026-03-21')
  })
  test.each([
    { turnaroundDays: 7, lead: 14 },
    { turnaroundDays: 8, lead: 15 },
    { turnaroundDays: 14, lead: 21 },
  ])('a payer that takes $turnaroundDays days is asked $lead days ahead', ({ turnaroundDays, lead }) => {
    expect(renewalParams({ authorization: { turnaroundDays } }).leadDays).toBe(lead)
    expect(renewalParams({ authorization: { turnaroundDays }, auth_lead_days: 10 }).leadDays).toBe(10)
  })
  test('leave that follows within a week carries on; one for other codes does not', () => {
    const next = grant({ id: 'g2', from: date('2026-09-01'), until: date('2027-02-28') })
    expect(isSucceeded(grant(), date('2026-08-31'), [grant(), next])).toBe(true)
    expect(isSucceeded(grant(), date('2026-08-31'), [grant(), { ...next, codes: ['99214'] }])).toBe(false)
    expect(isSucceeded(grant(), date('2026-08-31'), [grant(), { ...next, from: date('2026-09-08') }])).toBe(false)
  })
})

describe('visits that nothing covers', () => {
  const today = date('2026-04-01')
  const ask = (uncovered: readonly string[], terms: Readonly<Record<string, unknown>> = {}) => {
    const params = { authorization: { codes: ['90834'], units: 8, days: 90, ...terms } }
    return firstAsk({
      uncovered: uncovered.map(date),
      codes: ['90837'],
      params,
      renewal: renewalParams(params),
      cadenceDays: 7,
      today,
    })
  }

  test('are asked for from the first one on, as much as the payer usually gives', () => {
    expect(ask(['2026-04-10', '2026-04-03'])).toEqual({
      kind: 'initial',
      codes: ['90834'],
      units: 8,
      from: '2026-04-03',
      until: '2026-07-02',
      perWeek: 1,
      retroReason: null,
    })
  })
  test('one of today is still in time; one of yesterday is not, where the payer never looks back', () => {
    expect(ask(['2026-04-01'])).toMatchObject({ kind: 'initial', from: '2026-04-01' })
    expect(ask(['2026-03-31'])).toBeNull()
  })
  test('a payer that looks back two weeks is asked for fourteen days ago, not for fifteen', () => {
    expect(ask(['2026-03-18'], { retroDays: 14 })).toMatchObject({ kind: 'retro', from: '2026-03-18' })
    expect(ask(['2026-03-17'], { retroDays: 14 })).toBeNull()
    expect(ask(['2026-03-17', '2026-04-03'], { retroDays: 14 })).toMatchObject({ kind: 'initial', from: '2026-04-03' })
  })
  test('a plan that pays so many visits an episode gives leave once', () => {
    expect(isGivenOnce({ sessionLimit: { limit: 6, per: 'episode' } })).toBe(true)
    expect(isGivenOnce({ sessionLimit: { limit: 20, per: 'year' } })).toBe(false)
    expect(isGivenOnce({})).toBe(false)
  })
  test('leave that came another way ends the asking, unless it came before, or is for other care', () => {
    const request = {
      patientId: 'p1',
      payerId: 'y1',
      codes: ['90834'],
      from: date('2026-04-03'),
      lapsesOn: date('2026-04-02'),
      openedOn: date('2026-03-30'),
      renewsGrantId: null,
    }
    const came = grant({ from: date('2026-04-01'), obtainedOn: date('2026-03-30') })
    const own = { ...request, patientId: came.patientId, payerId: came.payerId }
    expect(cameAnotherWay(own, [came])).toBe(came)
    expect(cameAnotherWay(own, [{ ...came, obtainedOn: date('2026-03-29') }])).toBeUndefined()
    expect(cameAnotherWay(own, [{ ...came, codes: ['99214'] }])).toBeUndefined()
    expect(cameAnotherWay(own, [{ ...came, from: date('2026-04-04') }])).toBeUndefined()
    expect(cameAnotherWay(own, [{ ...came, status: 'cancelled' }])).toBeUndefined()
    expect(cameAnotherWay({ ...own, renewsGrantId: came.id }, [came])).toBeUndefined()
  })
})

const ask = { codes: ['90837'], units: 12, from: date('2026-03-02'), until: date('2026-05-31') }
const said = (change: Partial<Decision>): Decision => ({
  traceNumber: 'R1',
  outcome: 'approved',
  number: 'AUTH77',
  reason: null,
  from: null,
  until: null,
  units: null,
  codes: [],
  services: [],
  message: null,
  moreWillFollow: false,
  patientName: null,
  memberId: null,
  ...change,
})
const params = renewalDefaults
const today = date('2026-02-20')

describe('what a decision changes', () => {
  test.each([
    { name: 'approved as asked', decision: said({}), status: 'approved', given: 12, differences: 0 },
    {
      name: 'approved with fewer visits is modified, whatever the payer calls it',
      decision: said({ units: 6 }),
      status: 'modified',
      given: 6,
      differences: 1,
    },
    {
      name: 'modified dates',
      decision: said({ outcome: 'modified', until: date('2026-04-30') }),
      status: 'modified',
      given: 12,
      differences: 1,
    },
    { name: 'partial', decision: said({ outcome: 'partial', units: 8 }), status: 'partial', given: 8, differences: 1 },
    {
      name: 'not required',
      decision: said({ outcome: 'not_required', number: null }),
      status: 'not_required',
      given: 12,
      differences: 0,
    },
    {
      name: 'denied starts the peer-to-peer clock',
      decision: said({ outcome: 'denied', number: null }),
      status: 'denied',
      given: null,
      differences: 0,
    },
    {
      name: 'pended is looked at in two business days',
      decision: said({ outcome: 'pended', number: null }),
      status: 'pended',
      given: null,
      differences: 0,
    },
    {
      name: 'contact',
      decision: said({ outcome: 'contact', number: null }),
      status: 'contact',
      given: null,
      differences: 0,
    },
    {
      name: 'rejected',
      decision: said({ outcome: 'rejected', number: null }),
      status: 'rejected',
      given: null,
      differences: 0,
    },
    {
      name: 'cancelled',
      decision: said({ outcome: 'cancelled', number: null }),
      status: 'cancelled',
      given: null,
      differences: 0,
    },
  ])('$name', ({ decision, status, given, differences }) => {
    const it = decide(ask, decision, params, today)
    expect(it.status).toBe(status)
    expect(it.given?.units ?? null).toBe(given)
    expect(it.differences).toHaveLength(differences)
    if (status === 'denied') expect(it.deadlineOn).toBe('2026-02-27')
    if (status === 'pended') expect(it.followUpOn).toBe('2026-02-24')
  })

  test('an answer whose leave ends before it starts is not taken', () => {
    expect(unusable(ask, said({ from: date('2026-05-01'), until: date('2026-04-30') }))).toContain('before it starts')
    expect(unusable(ask, said({ from: date('2026-05-01'), until: date('2026-05-01') }))).toBeNull()
  })
  test.each([
    { units: 0, isTaken: false },
    { units: 1, isTaken: true },
    { units: 9999, isTaken: true },
    { units: 10_000, isTaken: false },
  ])('an approval of $units visits is taken: $isTaken', ({ units, isTaken }) => {
    expect(unusable(ask, said({ units })) === null).toBe(isTaken)
    expect(unusable(ask, said({ outcome: 'denied', units }))).toBeNull()
  })
  test('an approval without a number is not taken; a denial without one is', () => {
    expect(unusable(ask, said({ number: null }))).toContain('no authorization number')
    expect(unusable(ask, said({ outcome: 'denied', number: null }))).toBeNull()
  })
  test('a code left out is told', () => {
    expect(differencesOf({ ...ask, codes: ['90837', '90847'] }, ask)).toEqual(['not for 90847'])
  })
})

const request: Request278 = {
  traceNumber: 'RTRACE1',
  kind: 'renewal',
  urgency: 'standard',
  codes: ['90834', '90837'],
  units: 12,
  perWeek: 1,
  from: date('2026-03-02'),
  until: date('2026-05-31'),
  diagnoses: ['F41.1', 'F33.1'],
  previousNumber: 'OLD9',
  isProgramDay: false,
  place: '11',
  practice: { name: 'HARBOR COUNSELING', npi: '1234567893', taxId: '99-0000017', phone: '804-555-0100' },
  clinician: { lastName: 'HALE', firstName: 'IDA', npi: '1245319599' },
  payer: { name: 'EXAMPLE HEALTH PLAN', ediId: 'EHP01' },
  subscriber: { lastName: 'RIVERA', firstName: 'ANA', birthOn: date('1990-02-14'), sex: 'F', memberId: 'W100200300' },
  relationship: 'self',
  patient: { lastName: 'RIVERA', firstName: 'ANA', birthOn: date('1990-02-14'), sex: 'F' },
}
const envelope = {
  sender: { qualifier: 'ZZ', id: 'SENDER', code: 'SENDER' },
  receiver: { qualifier: 'ZZ', id: 'RECEIVER', code: 'RECEIVER' },
  control: 1,
  groupControl: 1,
  usage: 'T' as const,
  on: '2026-02-20',
  at: '12:00',
}
const file = (of: Request278) => writeInterchange(envelope, guide278Request, [to278(of, { on: today, time: '12:00' })])
const lines = (of: Request278) =>
  Buffer.from(file(of))
    .toString('latin1')
    .split('~')
    .map((line) => line.trim())

describe('the 278', () => {
  test.each([
    { name: 'for the subscriber', of: request },
    {
      name: 'for a child',
      of: { ...request, relationship: 'child' as const, patient: { ...request.patient, firstName: 'MIA' } },
    },
    { name: 'to take one back', of: { ...request, kind: 'cancellation' as const } },
  ])('a request $name is a file without a flaw', ({ of }) => {
    const parsed = parse(file(of))
    expect(parsed.flaws).toEqual([])
    expect(transactionsOf(parsed).map((each) => readAs(guide278Request, each) !== null)).toEqual([true])
  })

  test('it carries the trace, the number it renews, the pattern, and a service for each code', () => {
    expect(lines(request)).toEqual(
      expect.arrayContaining([
        'TRN*1*RTRACE1*9990000017',
        'UM*HS*R*A6*11:B',
        'REF*BB*OLD9',
        'DTP*AAH*RD8*20260302-20260531',
        'HI*ABK:F411*ABF:F331',
        'HSD*VS*12*WK*1',
        'SV1*HC:90834**UN*12',
        'SV1*HC:90837**UN*12',
      ]),
    )
  })

  const answered = (event: object, type = '18'): Decision[] => {
    const value = {
      beginning: { structure: '0007', purpose: '11', reference: 'X', day: today, time: '1200', type },
      reviewers: [
        {
          level: { id: '1', level: '20', hasChildren: '1' },
          refusals: [],
          name: { name: { entity: 'X3', type: '2', lastName: 'PLAN', idQualifier: 'PI', id: 'EHP01' }, refusals: [] },
          requesters: [
            {
              level: { id: '2', parent: '1', level: '21', hasChildren: '1' },
              name: {
                name: { entity: '1P', type: '2', lastName: 'HARBOR', idQualifier: 'XX', id: '1234567893' },
                references: [],
                refusals: [],
              },
              subscribers: [
                {
                  level: { id: '3', parent: '2', level: '22', hasChildren: '1' },
                  name: {
                    name: {
                      entity: 'IL',
                      type: '1',
                      lastName: 'RIVERA',
                      firstName: 'ANA',
                      idQualifier: 'MI',
                      id: 'W1',
                    },
                    references: [],
                    refusals: [],
                  },
                  dependents: [],
                  events: [
                    {
                      level: { id: '4', parent: '3', level: 'EV', hasChildren: '0' },
                      traces: [{ type: '2', id: 'RTRACE1', originator: '9990000017' }],
                      refusals: [],
                      review: { category: 'HS', certification: 'R' },
                      references: [],
                      dates: [],
                      conditions: [],
                      paperwork: [],
                      providers: [],
                      services: [],
                      ...event,
                    },
                  ],
                },
              ],
            },
          ],
        },
      ],
    } as unknown as TypedOf<typeof guide278Response>
    const [transaction] = transactionsOf(parse(writeInterchange(envelope, guide278Response, [value])))
    const read = transaction && readAs(guide278Response, transaction)
    return read ? decisionsOf(read) : []
  }
  const service = (code: string, action: string | null, units = '12') => ({
    level: { id: '5', parent: '4', level: 'SS', hasChildren: '0' },
    traces: [],
    refusals: [],
    references: [],
    dates: [],
    paperwork: [],
    providers: [],
    ...(action ? { decision: { action, number: 'SV9' } } : {}),
    professional: { procedure: { qualifier: 'HC', code }, unit: 'UN', units },
  })

  test.each(decisionCodes)('$code is read as $outcome', ({ code, outcome }) => {
    expect(answered({ decision: { action: code, number: 'N1' } })[0]).toMatchObject({
      outcome,
      traceNumber: 'RTRACE1',
      number: 'N1',
      patientName: 'RIVERA, ANA',
    })
  })
  test('units, days and a message come with it', () => {
    const [it] = answered({
      decision: { action: 'A6', number: 'N1' },
      pattern: { quantityQualifier: 'VS', quantity: '8' },
      dates: [{ qualifier: 'AAH', format: 'RD8', value: '20260302-20260430' }],
      message: { text: 'EIGHT VISITS' },
    })
    expect(it).toMatchObject({ units: 8, from: '2026-03-02', until: '2026-04-30', message: 'EIGHT VISITS' })
  })
  test('what is said of one service holds over what is said of the event', () => {
    const [it] = answered({
      decision: { action: 'A1', number: 'N1' },
      services: [service('90834', null), service('90837', 'A3')],
    })
    expect(it).toMatchObject({ outcome: 'partial', codes: ['90834'] })
  })
  test('every service refused is a denial', () => {
    expect(answered({ services: [service('90834', 'A3'), service('90837', 'A3')] })[0]?.outcome).toBe('denied')
  })
  test('more to come is told', () =>
    expect(answered({ decision: { action: 'A4' } }, '19')[0]?.moreWillFollow).toBe(true))
  test('refused data is a rejection, not a denial', () => {
    const refusals = [{ isValid: 'N', reason: '72', followUp: 'C' }]
    expect(answered({ refusals })[0]).toMatchObject({ outcome: 'rejected', reason: '72' })
  })
})

describe('continuity', () => {
  const seen = (on: string, change: Partial<ContinuityVisit> = {}): ContinuityVisit => ({
    sessionId: on,
    patientId: 'p',
    payerId: 'y',
    programId: 'op',
    on: date(on),
    codes: ['90834'],
    isLost: false,
    grantId: 'g1',
    grantedOn: date('2026-02-25'),
    ...change,
  })
  const asking = (change: Partial<ContinuityRequest> = {}): ContinuityRequest => ({
    patientId: 'p',
    payerId: 'y',
    status: 'sent',
    from: date('2026-04-01'),
    openedOn: date('2026-03-10'),
    dueOn: date('2026-03-18'),
    answeredOn: date('2026-03-15'),
    sentOn: date('2026-03-16'),
    decidedOn: null,
    ...change,
  })
  const period = { from: date('2026-03-01'), until: date('2026-05-31') }
  const uncovered = seen('2026-04-07', { grantId: null, grantedOn: null })

  test('one visit without leave breaks an episode; a second does not break it twice', () => {
    const episodes = episodesOf(
      [seen('2026-03-03'), uncovered, { ...uncovered, sessionId: 'z', on: date('2026-04-14') }],
      [grant()],
      [],
      period,
    )
    expect(continuityOf(episodes)).toMatchObject({ episodes: 1, uninterrupted: 0, strict: 0 })
    expect(episodes[0]?.gaps).toHaveLength(2)
  })
  test('leave that came afterwards broke it too, and is shown apart', () => {
    const episodes = episodesOf([seen('2026-03-03', { grantedOn: date('2026-03-20') })], [grant()], [], period)
    expect(continuityOf(episodes)).toMatchObject({ strict: 0, withRecovered: 100, recovered: 1 })
  })
  test('sixty days without a visit part two episodes; fifty-nine do not', () => {
    const at = (days: number) =>
      episodesOf([seen('2026-03-02'), seen(addDays(date('2026-03-02'), days))], [grant()], [], period).length
    expect(at(60)).toBe(1)
    expect(at(61)).toBe(2)
  })
  test('nothing that needed leave is no measure, neither 0 nor 100 per cent', () => {
    expect(continuityOf([]).strict).toBeNull()
  })
  test.each([
    { name: 'nobody asked', grants: [], requests: [], cause: 'nobody_asked' },
    {
      name: 'it had ended and nobody saw',
      grants: [grant({ until: date('2026-04-01') })],
      requests: [],
      cause: 'expired_unnoticed',
    },
    { name: 'its visits ran out', grants: [grant()], requests: [], cause: 'units_ran_out' },
    { name: 'it was for another code', grants: [grant({ codes: ['99214'] })], requests: [], cause: 'other_code' },
    {
      name: 'the clinician answered late',
      grants: [grant()],
      requests: [asking({ answeredOn: date('2026-03-19') })],
      cause: 'clinician_late',
    },
    {
      name: 'the clinician never answered',
      grants: [grant()],
      requests: [asking({ answeredOn: null, sentOn: null, status: 'draft' })],
      cause: 'clinician_late',
    },
    {
      name: 'it was sent late',
      grants: [grant()],
      requests: [asking({ sentOn: date('2026-03-20') })],
      cause: 'sent_late',
    },
    { name: 'the payer has not answered', grants: [grant()], requests: [asking()], cause: 'payer_slow' },
    {
      name: 'the payer answered after the visit',
      grants: [grant()],
      requests: [asking({ decidedOn: date('2026-04-08'), status: 'approved' })],
      cause: 'payer_slow',
    },
    {
      name: 'the payer said no',
      grants: [grant()],
      requests: [asking({ decidedOn: date('2026-03-25'), status: 'denied' })],
      cause: 'payer_denied',
    },
  ])('$name', ({ grants, requests, cause }) => expect(causeOf(uncovered, grants, requests, false)).toBe(cause))
})

describe('what a clinician is asked', () => {
  const full = {
    diagnoses: ['F41.1'],
    symptoms: 'a',
    progress: 'b',
    goals: 'c',
    risk: 'low' as const,
    perWeek: 1,
    visits: 12,
    plannedEnd: 'd',
    measures: [],
    riskPlan: '',
  }
  test('a full answer misses nothing', () => expect(missingFrom(full)).toEqual([]))
  test('an empty one misses every required question', () => {
    expect(missingFrom({})).toHaveLength(clinicalQuestions.filter((row) => row.isRequired).length)
  })
  test.each([
    ['low', 0],
    ['moderate', 1],
    ['high', 1],
  ] as const)('%s risk asks for %i safety plan', (risk, count) => {
    expect(missingFrom({ ...full, risk })).toHaveLength(count)
  })
  test('no question asks for what was said in the room', () => {
    expect(clinicalQuestions.map((row) => row.field).sort()).toEqual([
      'diagnoses',
      'goals',
      'measures',
      'perWeek',
      'plannedEnd',
      'progress',
      'risk',
      'riskPlan',
      'symptoms',
      'visits',
    ])
  })
})

describe('the calendar feed', () => {
  test('a long line is folded at 75 octets and never inside a character', () => {
    for (const line of folded(`SUMMARY:${'é'.repeat(120)}`).split('\r\n')) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
      expect(line).not.toContain('\uFFFD')
    }
  })
  test('commas and semicolons are escaped', () => {
    const text = calendarText(
      'x',
      [{ id: 'a', on: date('2026-03-02') as PlainDate, title: 'Due: A.R., Plan; now', detail: '' }],
      '2026-03-02T10:00:00.000Z',
    )
    expect(text).toContain('SUMMARY:Due: A.R.\\, Plan\\; now')
    expect(text).toContain('DTEND;VALUE=DATE:20260303')
    expect(text).toContain('DTSTAMP:20260302T100000Z')
  })
})

test('every row of the room’s tables says who told us', () => {
  for (const { cite } of [...decisionCodes, ...serviceCodes, ...clinicalQuestions, renewalDefaults])
    expect(citations[cite]).toBeDefined()
})

test.each([
  ['2026-03-14', 'denied', true],
  ['2026-03-15', 'denied', false],
  ['2026-03-02', 'pended', false],
] as const)('nothing is asked anew for two weeks after a denial of March 1: %s, %s, %s', (today, status, isStill) => {
  expect(isStillRefused({ status, decidedOn: date('2026-03-01') }, date(today))).toBe(isStill)
})
