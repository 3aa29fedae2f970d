import { cents, date } from '@ballast/kernel'
import { parse, transactionsOf } from '@ballast/x12'
import { describe, expect, test } from 'vitest'
import type { Answer } from '../types/answer.ts'
import type { AskedCoverage, Facts, Standing } from '../types/standing.ts'
import { activeOn } from './active.ts'
import { expectedCost } from './cost.ts'
import { differences, mergeFacts, unsaid } from './differences.ts'
import { planRefusal, workAfter } from './findings.ts'
import { nothingKnown } from './hold.ts'
import { countLimit, decideVisit, isNear, limitFor } from './limits.ts'
import { answersOf, personRanges } from './read-271.ts'
import { readBenefits } from './read-benefits.ts'
import { matchPerson } from './same-person.ts'

const isa =
  'ISA*00*          *00*          *ZZ*PAYER          *ZZ*TIDEWATER01    *260303*1200*^*00501*000000001*0*T*:~GS*HB*PAYER*TIDEWATER01*20260303*1200*1*X*005010X279A1~'
/** A 271 about Alma Rowe with these segments after her name. */
const file = (...segments: string[]): Uint8Array => {
  const body = [
    'ST*271*0001*005010X279A1',
    'BHT*0022*11*E1-1*20260303*1200',
    'HL*1**20*1',
    'NM1*PR*2*NORTHWIND*****PI*NWND1',
    'HL*2*1*21*1',
    'NM1*1P*2*TIDEWATER*****XX*1234567893',
    'HL*3*2*22*0',
    'TRN*2*T1*9990000017',
    'NM1*IL*1*ROWE*ALMA****MI*W123456789',
    'DMG*D8*19880504*F',
    ...segments,
  ]
  return new TextEncoder().encode(`${isa}${[...body, `SE*${body.length + 1}*0001`].join('~')}~GE*1*1~IEA*1*000000001~`)
}
const answers = (...segments: string[]): Answer[] => {
  const [transaction] = transactionsOf(parse(file(...segments)))
  return (transaction && answersOf(transaction)) ?? []
}
const answer = (...segments: string[]): Answer => {
  const [first] = answers(...segments)
  if (!first) throw new Error('no answer')
  return first
}
const said = (...segments: string[]) => readBenefits(answer(...segments)).said
const active = 'EB*1**30**GOLD PPO'

describe('what a plan says', () => {
  test('who answers, about whom, to which question', () => {
    const one = answer(active)
    expect(one.payer).toEqual({ name: 'NORTHWIND', id: 'NWND1' })
    expect(one.traces).toEqual(['T1'])
    expect(one.person).toEqual({ lastName: 'ROWE', firstName: 'ALMA', memberId: 'W123456789', birthOn: '1988-05-04' })
  })

  test.each([
    { name: 'active', segments: ['EB*1**30'], is: true },
    { name: 'active, pending investigation', segments: ['EB*5**30'], is: true },
    { name: 'not active', segments: ['EB*6**30'], is: false },
    { name: 'nothing about the plan', segments: ['EB*B**98****27*20'], is: null },
    { name: 'an old plan ended beside the new one', segments: ['EB*6**30**SILVER', 'EB*1**30**GOLD'], is: true },
    { name: 'active and not active at once', segments: ['EB*1**30', 'EB*6**30'], is: null },
  ])('$name', ({ segments, is }) => expect(readBenefits(answer(...segments)).isActive).toBe(is))

  test('an absent copay is absent, not zero; a copay of zero is zero', () => {
    expect(said(active, 'EB*1**MH')['copay.therapy']).toBeUndefined()
    expect(said(active, 'EB*B**MH***27*0')['copay.therapy']).toBe(0)
  })

  test.each([
    {
      name: 'psychotherapy speaks before mental health in general',
      segments: ['EB*B**MH***27*40', 'EB*B**A6***27*20'],
      is: 2000,
    },
    {
      name: 'in network before out of network',
      segments: ['EB*B**MH***27*60*****N', 'EB*B**MH***27*20*****Y'],
      is: 2000,
    },
    { name: 'a row for both networks counts', segments: ['EB*B**MH***27*25*****W'], is: 2500 },
    { name: 'only out of network is no answer', segments: ['EB*B**MH***27*60*****N'], is: undefined },
    { name: 'the person before the family', segments: ['EB*B*FAM*MH***27*90', 'EB*B*IND*MH***27*30'], is: 3000 },
    { name: 'several service types in one row', segments: ['EB*B**98^MH^88***27*35'], is: 3500 },
    { name: 'an office visit says nothing about therapy', segments: ['EB*B**98***27*35'], is: undefined },
    { name: 'a row for video only is no office copay', segments: ['EB*B**MH***27*10', 'III*ZZ*10'], is: undefined },
  ])('copay for therapy: $name', ({ segments, is }) => expect(said(active, ...segments)['copay.therapy']).toBe(is))

  test('therapy and psychiatry are two copays', () => {
    const both = said(active, 'EB*B**A6***27*20', 'EB*B**98***27*45')
    expect([both['copay.therapy'], both['copay.psychiatry']]).toEqual([2000, 4500])
  })

  test.each([
    ['0.2', 2000],
    ['20', 2000],
    ['.125', 1250],
    ['1', 10_000],
    ['0', 0],
    ['500', undefined],
  ])('a share written %s', (text, is) =>
    expect(said(active, `EB*A**MH****${''}*${text}`)['coinsurance.therapy']).toBe(is),
  )

  test('what is left of the deductible is told from the whole', () => {
    const both = said(active, 'EB*C*IND*30***23*1500', 'EB*C*IND*30***29*400')
    expect([both['deductible.total'], both['deductible.left']]).toEqual([150_000, 40_000])
  })

  test.each([
    { name: 'a yearly cap', segments: ['EB*F**MH***23***VS*30'], is: [30, undefined, 'benefit_year'] },
    {
      name: 'what is left',
      segments: ['EB*F**MH***23***VS*30', 'EB*F**MH***29***VS*12'],
      is: [30, 12, 'benefit_year'],
    },
    { name: 'a lifetime cap', segments: ['EB*F**MH***32***VS*190'], is: [190, undefined, 'lifetime'] },
    {
      name: 'cap less used',
      segments: ['EB*F**MH***23***VS*30', 'EB*F**MH***24***99*18'],
      is: [30, 12, 'benefit_year'],
    },
    { name: 'left, told as a pattern', segments: ['EB*F**MH', 'HSD*VS*9***29'], is: [undefined, 9, undefined] },
    {
      name: 'a chiropractor’s cap is none of ours',
      segments: ['EB*F**33***23***VS*20'],
      is: [undefined, undefined, undefined],
    },
  ])('visits: $name', ({ segments, is }) => {
    const found = said(active, ...segments)
    expect([found['limit.visits'], found['limit.left'], found['limit.period']]).toEqual(is)
  })

  test.each([
    ['Y', 'required'],
    ['N', 'not required'],
    ['U', 'unknown'],
    ['', undefined],
  ])('authorization %s', (code, is) =>
    expect(said(active, `EB*1**MH********${code}`)['authorization.therapy']).toBe(is),
  )

  test('two copays that cannot both be true are a contradiction, and neither is used', () => {
    const found = readBenefits(answer(active, 'EB*B**MH***27*20', 'EB*B**MH***27*40'))
    expect(found.said['copay.therapy']).toBeUndefined()
    expect(found.contradictions).toEqual(['Copay for therapy is said to be $20.00 and $40.00.'])
  })

  test('no word on mental health is heard as no word', () => {
    expect(said(active).mentalHealth).toBe('not said')
    expect(said(active, 'EB*V**MH').mentalHealth).toBe('not said')
    expect(said(active, 'EB*1**MH').mentalHealth).toBe('covered')
    expect(said(active, 'EB*I**MH').mentalHealth).toBe('not covered')
  })
})

describe('who holds mental health', () => {
  const named = ['LS*2120', 'NM1*PR*2*CEDAR BEHAVIORAL*****PI*CEDR1', 'PER*IC**TE*8005550199', 'LE*2120']
  const sign = (...segments: string[]) => {
    const found = readBenefits(answer(...segments)).holder
    return found && [found.signal, found.name, found.isSure]
  }
  test.each([
    {
      name: 'the lawful way: active, with the other plan named',
      segments: [active, 'EB*1**MH', ...named],
      is: ['1', 'CEDAR BEHAVIORAL', true],
    },
    { name: 'the common misuse: U', segments: [active, 'EB*U**MH', ...named], is: ['2', 'CEDAR BEHAVIORAL', true] },
    {
      name: 'a Medicaid plan’s manager',
      segments: [active, 'EB*MC**30', ...named],
      is: ['5', 'CEDAR BEHAVIORAL', true],
    },
    {
      name: 'paid per head to another company',
      segments: [active, 'EB*3**MH', ...named],
      is: ['7', 'CEDAR BEHAVIORAL', false],
    },
    { name: 'excluded while the plan is active', segments: [active, 'EB*I**MH'], is: ['3', '', false] },
    {
      name: 'only told in text',
      segments: [active, 'EB*D**MH', 'MSG*BEHAVIORAL HEALTH IS ADMINISTERED BY MAGELLAN'],
      is: ['8', 'Magellan', false],
    },
    {
      name: 'the plan itself, named again',
      segments: [active, 'EB*1**MH', 'LS*2120', 'NM1*PR*2*NORTHWIND*****PI*NWND1', 'LE*2120'],
      is: null,
    },
    {
      name: 'another insurance is no carve-out',
      segments: [active, 'EB*R**30', 'LS*2120', 'NM1*SEP*2*OTHER*****PI*OTHR1', 'LE*2120'],
      is: null,
    },
    {
      name: 'a primary care doctor is no carve-out',
      segments: [active, 'EB*1**MH', 'LS*2120', 'NM1*P3*1*DOE*JOHN****XX*1234567893', 'LE*2120'],
      is: null,
    },
    {
      name: 'a pharmacy vendor is no carve-out',
      segments: [active, 'EB*1**88', 'LS*2120', 'NM1*VN*2*RX CO*****PI*RX1', 'LE*2120'],
      is: null,
    },
  ])('$name', ({ segments, is }) => expect(sign(...segments)).toEqual(is))

  const manager = { name: 'Optum', id: 'OPTM1' }
  const around = { nextOn: null, booked: 0, visitWorth: cents(0) }
  const titles = (standing: Partial<Standing>, payer: Partial<AskedCoverage['payer']>, ...segments: string[]) => {
    const coverage = { ...alma, payer: { ...alma.payer, name: 'Optum', ...payer } }
    const reading = readBenefits({ ...answer(...segments), payer: manager })
    return workAfter(coverage, { ...nothingKnown(coverage), isActive: true, ...standing }, reading, around)
      .filter((item) => item.kind === 'eligibility.carve-out')
      .map((item) => item.title)
  }
  const holder = { payerId: 'y2', name: 'Optum', id: null, phone: null, signal: 'person', by: 'person' as const }
  test('no more than "active" from a manager of mental health asks whose card it is, until that is known', () => {
    const asks = ['Alma Rowe: Optum manages mental health for other plans; see whose card this is']
    expect(titles({}, {}, active)).toEqual(asks)
    expect(titles({}, {}, active, 'EB*1**MH')).toEqual([])
    expect(titles({}, {}, 'EB*6**30')).toEqual([])
    expect(titles({ holder }, {}, active)).toEqual([])
    expect(titles({}, { carveOutPayerId: 'y2' }, active)).toEqual([])
    expect(sign(active)).toBeNull()
  })

  test('a denied claim asks until the plan names somebody; its own yes is what the claim met', () => {
    const fact = { value: '2026-03-02 (109)', from: 'payer' as const, by: 'Northwind', on: date('2026-03-03') }
    const after = (...segments: string[]) =>
      mergeFacts({ deniedElsewhere: fact }, readBenefits(answer(...segments)), 'N', date('2026-03-04'), 'alone')
    expect(after(active, 'EB*1**MH').deniedElsewhere).toEqual(fact)
    expect(after(active, 'EB*1**MH', ...named).deniedElsewhere).toBeUndefined()
    expect(titles({ facts: { deniedElsewhere: fact } }, {}, active, 'EB*1**MH')).toEqual([
      'Alma Rowe: mental health may be held by another company, not by Optum',
    ])
  })
})

const alma: AskedCoverage = {
  coverageId: 'c1',
  patientId: 'p1',
  patientRef: 'P1',
  patientName: 'Alma Rowe',
  memberId: 'W123456789',
  groupNumber: null,
  relationship: 'self',
  patient: { lastName: 'Rowe', firstName: 'Alma', birthOn: date('1988-05-04'), sex: 'F' },
  subscriber: { lastName: 'Rowe', firstName: 'Alma', birthOn: date('1988-05-04'), sex: 'F' },
  payer: {
    id: 'y1',
    name: 'Northwind',
    ediId: 'NWND1',
    kind: 'commercial',
    partner: 'c',
    params: {},
    carveOutPayerId: null,
  },
  from: date('2026-01-01'),
  until: null,
  rank: 1,
  otherPlan: null,
}

describe('whether an answer is about the one asked about', () => {
  const person = { lastName: 'ROWE', firstName: 'ALMA', memberId: 'W123456789', birthOn: date('1988-05-04') }
  test.each([
    { name: 'the same', given: person, is: 'same' },
    { name: 'another spelling, same number and birth date', given: { ...person, lastName: 'ROWE-LIND' }, is: 'same' },
    { name: 'a corrected number, same name and birth date', given: { ...person, memberId: 'W999' }, is: 'same' },
    { name: 'another birth date', given: { ...person, birthOn: date('1988-05-05') }, is: 'other' },
    {
      name: 'another number and name',
      given: { ...person, memberId: 'W999', lastName: 'LIND', firstName: 'OTTO' },
      is: 'other',
    },
    {
      name: 'a family member under the same number, no birth date',
      given: { ...person, firstName: 'OTTO', birthOn: null },
      is: 'other',
    },
    { name: 'nobody', given: null, is: 'other' },
  ])('$name', ({ given, is }) => expect(matchPerson(alma, given).is).toBe(is))

  test('the payer’s spelling is kept when it differs', () => {
    expect(matchPerson(alma, { ...person, lastName: 'ROWE-LIND' })).toEqual({ is: 'same', spelling: 'ALMA ROWE-LIND' })
  })
})

test('two people in one answer are two answers, each at its own place', () => {
  const segments = [
    active,
    'HL*4*2*22*0',
    'TRN*2*T2*9990000017',
    'NM1*IL*1*LIND*OTTO****MI*W7',
    'DMG*D8*19790211*M',
    'EB*6**30',
  ]
  const found = answers(...segments)
  expect(found.map((one) => [one.person?.lastName, one.traces[0], one.place])).toEqual([
    ['ROWE', 'T1', 0],
    ['LIND', 'T2', 1],
  ])
  const [transaction] = transactionsOf(parse(file(...segments)))
  const text = new TextDecoder().decode(file(...segments))
  const parts = personRanges(transaction?.segments ?? []).map(({ from, until }) => text.slice(from, until))
  expect(parts.map((part) => [part.includes('ALMA'), part.includes('OTTO')])).toEqual([
    [true, false],
    [false, true],
  ])
})

describe('differences', () => {
  const standing = (facts: Facts, isActive: boolean | null = true): Standing => ({
    coverageId: 'c1', patientId: 'p1', checkedOn: date('2026-02-01'), checkedFor: date('2026-02-01'), isActive, planFrom: null, planUntil: null,
    holder: null, orderConfirmedOn: null, facts, answerId: null, changedOn: null, differences: [], version: 1,
  }) // biome-ignore format: one literal
  const on = date('2026-03-03')
  const facts = (...segments: string[]) =>
    mergeFacts({}, readBenefits(answer(active, ...segments)), 'Northwind', on, 'alone')

  test('are told in words, and only for what changed', () => {
    const before = standing(facts('EB*B**MH***27*20', 'EB*C**30***29*500'))
    const after = standing(facts('EB*B**MH***27*40', 'EB*C**30***29*380'))
    expect(differences(before, after)).toEqual(['Copay for therapy: $20.00 -> $40.00'])
  })
  test('a first answer has none', () => expect(differences(null, standing(facts()))).toEqual([]))
  test('silence changes nothing', () => {
    expect(differences(standing(facts('EB*B**MH***27*20')), standing(facts()))).toEqual([])
  })
  test('what was said by phone stands while the payer is silent, for a year', () => {
    const call = { value: 2500, from: 'call' as const, by: 'Kim', on: date('2025-03-03') }
    const silent = readBenefits(answer(active))
    expect(mergeFacts({ 'copay.therapy': call }, silent, 'N', date('2026-03-03'), 'alone')['copay.therapy']).toEqual(
      call,
    )
    expect(
      mergeFacts({ 'copay.therapy': call }, silent, 'N', date('2026-03-04'), 'alone')['copay.therapy'],
    ).toBeUndefined()
  })
  test('the plan on the card does not overrule who holds mental health', () => {
    const holder = mergeFacts({}, readBenefits(answer(active, 'EB*B**MH***27*20')), 'Cedar', on, 'holder')
    const both = mergeFacts(holder, readBenefits(answer(active, 'EB*B**MH***27*99')), 'Northwind', on, 'card')
    expect([both['copay.therapy']?.value, both.plan?.value]).toEqual([2000, 'GOLD PPO'])
  })
  test('a call is made for the patient’s share, and not once it is known either way', () => {
    expect(unsaid(facts(), {}).mustCall).toEqual(['copay.therapy', 'coinsurance.therapy'])
    expect(unsaid(facts('EB*A**MH****' + '*0.2'), {}).mustCall).toEqual([])
    expect(unsaid(facts('EB*B**MH***27*0'), {}).mustCall).toEqual([])
  })
})

describe('whether it is active on a day', () => {
  const base = { isActive: true, planFrom: date('2026-01-01'), planUntil: null, checkedFor: date('2026-03-03') }
  test.each([
    { name: 'a day within', given: base, on: '2026-02-01', is: true },
    { name: 'the first day', given: base, on: '2026-01-01', is: true },
    { name: 'the day before the first', given: base, on: '2025-12-31', is: false },
    { name: 'the last day', given: { ...base, planUntil: date('2026-03-31') }, on: '2026-03-31', is: true },
    { name: 'the day after the last', given: { ...base, planUntil: date('2026-03-31') }, on: '2026-04-01', is: false },
    {
      name: 'not active since the day asked about',
      given: { ...base, isActive: false, planFrom: null },
      on: '2026-03-03',
      is: false,
    },
    {
      name: 'not active, the day before is unknown',
      given: { ...base, isActive: false, planFrom: null },
      on: '2026-03-02',
      is: undefined,
    },
    {
      name: 'ended, a day it still held',
      given: { ...base, isActive: false, planUntil: date('2026-02-28') },
      on: '2026-02-28',
      is: true,
    },
    {
      name: 'asked about a day before the plan begins: of the days after, nothing was said',
      given: { ...base, isActive: false, planFrom: date('2026-03-04') },
      on: '2026-03-04',
      is: undefined,
    },
    {
      name: 'asked about a day before the plan begins: that day it is not active',
      given: { ...base, isActive: false, planFrom: date('2026-03-04') },
      on: '2026-03-03',
      is: false,
    },
    { name: 'never asked', given: { ...base, checkedFor: null }, on: '2026-03-03', is: undefined },
  ])('$name', ({ given, on, is }) => expect(activeOn(given, date(on))).toBe(is))
})

describe('a limit on visits', () => {
  const limit = {
    coverageId: 'c1', period: 'benefit_year' as const, from: date('2026-01-01'), until: date('2026-12-31'), visits: 30, payerLeft: 20,
    asOf: date('2026-03-03'), saidBy: 'Northwind',
  } // biome-ignore format: one literal
  const visit = (on: string, state: 'kept' | 'booked' = 'kept', countedOn: string | null = null) => ({
    sessionId: on,
    on: date(on),
    state,
    countedOn: countedOn === null ? null : date(countedOn),
  })
  test('the payer’s count is the base; what it cannot have counted and what is booked goes off', () => {
    const visits = [
      visit('2026-01-10', 'kept', '2026-02-01'),
      visit('2026-02-20'),
      visit('2026-03-10', 'booked'),
      visit('2025-12-30'),
    ]
    expect(countLimit(limit, visits)).toEqual({ usedHere: 2, usedElsewhere: 9, booked: 1, left: 18 })
  })
  test('a visit old enough is taken as counted, a day younger is not', () => {
    const on = (asOf: string) => countLimit({ ...limit, asOf: date(asOf) }, [visit('2026-01-10')]).left
    expect([on('2026-03-11'), on('2026-03-12')]).toEqual([19, 20])
  })
  test('without the payer’s count, only our own visits are known', () => {
    const own = countLimit({ ...limit, payerLeft: null }, [visit('2026-02-20'), visit('2026-03-10', 'booked')])
    expect(own).toEqual({ usedHere: 1, usedElsewhere: null, booked: 1, left: 28 })
  })
  const twice = (on: string, state: 'kept' | 'booked' = 'kept', countedOn: string | null = null) => ({
    ...visit(on, state, countedOn),
    sessionId: `${on} again`,
  })
  // biome-ignore format: one row per line
  test.each([
    { name: 'two days are two visits',                              visits: [visit('2026-02-20'), visit('2026-02-21')],                     own: { usedHere: 2, booked: 0, left: 28 } },
    { name: 'two claims of one day are one visit',                  visits: [visit('2026-02-20'), twice('2026-02-20')],                     own: { usedHere: 1, booked: 0, left: 29 } },
    { name: 'booked on a day that was kept: one visit, kept',       visits: [visit('2026-02-20'), twice('2026-02-20', 'booked')],           own: { usedHere: 1, booked: 0, left: 29 } },
    { name: 'both booked on one day: one visit',                    visits: [visit('2026-03-20', 'booked'), twice('2026-03-20', 'booked')], own: { usedHere: 0, booked: 1, left: 29 } },
  ])('by day: $name', ({ visits, own }) =>
    expect(countLimit({ ...limit, payerLeft: null }, visits)).toEqual({ ...own, usedElsewhere: null }),
  )
  test('of a day with two claims the payer has counted one: the day is counted', () => {
    const visits = [visit('2026-02-20', 'kept', '2026-02-25'), twice('2026-02-20')]
    expect(countLimit(limit, visits)).toMatchObject({ usedHere: 1, left: countLimit(limit, []).left })
  })
  test('near: three left, or a quarter', () => {
    expect([isNear(4, 10), isNear(3, 10), isNear(8, 30), isNear(7, 30), isNear(4, null), isNear(null, 30)]).toEqual([
      false,
      true,
      false,
      true,
      false,
      false,
    ])
  })
  test.each([
    { name: 'plenty left', left: 10, action: 'block' as const, is: 'free' },
    { name: 'the last one', left: 1, action: 'block' as const, is: 'warned' },
    { name: 'none left, the payer blocks', left: 0, action: 'block' as const, is: 'blocked' },
    { name: 'none left, the payer warns', left: 0, action: 'warn' as const, is: 'warned' },
    { name: 'none left, the guard is off', left: 0, action: 'block' as const, isGuarded: false, is: 'warned' },
  ])('booking with $name', ({ left, action, isGuarded = true, is }) =>
    expect(decideVisit({ ...limit, usedHere: 0, usedElsewhere: 0, booked: 0, left }, { action, isGuarded }).is).toBe(
      is,
    ),
  )
  test('last year’s count of what is left says nothing about this year', () => {
    const facts: Facts = { 'limit.left': { value: 2, from: 'payer', by: 'N', on: date('2025-12-20') } }
    const own = { limit: 30, per: 'year' }
    expect(limitFor(alma, facts, own, date('2026-01-05'))).toMatchObject({
      visits: 30,
      payerLeft: null,
      from: '2026-01-01',
    })
  })
})

describe('a refusal', () => {
  const asked = { attempt: 1, variant: 'as_entered' as const }
  const plan = (code: string, followUp = 'C', inquiry = asked as Parameters<typeof planRefusal>[1]) =>
    planRefusal([{ at: 'subscriber', code, followUp }], inquiry, 'self')
  test.each([
    { name: 'not found: once more, names swapped', made: plan('67'), is: 'ask swapped_names' },
    {
      name: 'not found again: a person',
      made: plan('67', 'C', { attempt: 2, variant: 'swapped_names' }),
      is: 'eligibility.not-found',
    },
    { name: 'the payer cannot answer now: tomorrow', made: plan('42', 'R'), is: 'in 1' },
    {
      name: 'three times cannot answer: a person',
      made: plan('42', 'R', { attempt: 3, variant: 'as_entered' }),
      is: 'eligibility.refused',
    },
    { name: 'wait ten days', made: plan('80', 'X'), is: 'in 10' },
    { name: 'do not ask again', made: plan('67', 'N'), is: 'eligibility.not-found' },
    { name: 'we are not allowed to ask', made: plan('41'), is: 'eligibility.refused' },
    {
      name: 'the patient under another relationship, when they are the subscriber',
      made: plan('77'),
      is: 'eligibility.not-found',
    },
    { name: 'a code nobody knows', made: plan('ZZ'), is: 'eligibility.refused' },
  ])('$name', ({ made, is }) => {
    const words = made.askNow
      ? `ask ${made.askNow}`
      : made.askInDays !== null
        ? `in ${made.askInDays}`
        : made.work?.kind
    expect(words).toBe(is)
  })
})

describe('what weekly care will cost', () => {
  const fact = (value: number) => ({ value, from: 'payer' as const, by: 'N', on: date('2026-11-01') })
  const terms = { allowed: cents(12_000), visitsPerMonth: 4, from: date('2026-11-10'), months: 3 }
  test('a copay each visit', () => {
    expect(expectedCost({ 'copay.therapy': fact(2000) }, terms)?.map((month) => month.patient)).toEqual([
      8000, 8000, 8000,
    ])
  })
  test('the deductible is used up first, and is there again in January', () => {
    const facts = { 'copay.therapy': fact(2000), 'deductible.left': fact(18_000), 'deductible.total': fact(50_000) }
    expect(expectedCost(facts, terms)?.map((month) => [month.month, month.patient])).toEqual([
      ['2026-11', 12_000 + 6000 + 2000 + 2000 + 2000],
      ['2026-12', 8000],
      ['2027-01', 48_000],
    ])
  })
  test('nothing beyond the yearly most', () => {
    const facts = { 'coinsurance.therapy': fact(2000), 'outOfPocket.left': fact(5000) }
    expect(expectedCost(facts, terms)?.map((month) => month.patient)).toEqual([5000, 0, 0])
  })
  test('when nobody said the share, there is no estimate', () => expect(expectedCost({}, terms)).toBeNull())
})
