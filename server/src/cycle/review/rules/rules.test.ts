import { date } from '@ballast/kernel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawn, isInShare, lot } from '../../coding/rules/sample.ts'
import { billingWords } from '../../note/tables/billing-words.ts'
import { cardWords } from '../tables/card-words.ts'
import type { Hit, Reviewed } from '../types.ts'
import { agrees, share, suggested } from './agreement.ts'
import { cardFor, hasStopped } from './cards.ts'
import { denialReasons, recordOf } from './edit-record.ts'
import { laborOf } from './labor.ts'
import { codingMeasures } from './measures.ts'
import { ofNewClinicians, outstandingShare, risksOf, sample, usualMinutes } from './sampling.ts'

const line = (code: string, modifiers: string[] = [], units = 1) => ({ code, modifiers, units })
const claim = (id: number, change: Partial<Reviewed> = {}): Reviewed => ({
  claimId: `claim-${id}`,
  sessionId: `session-${id}`,
  clinicianId: 'a',
  startedOn: date('2026-01-01'),
  on: date('2026-03-02'),
  service: 'individual_therapy',
  minutes: 45 + (id % 7),
  diagnoses: ['F41.1'],
  lines: [line('90834')],
  ...change,
})
const many = (count: number, change: (i: number) => Partial<Reviewed> = () => ({})) =>
  Array.from({ length: count }, (_, i) => claim(i, change(i)))

describe('agreement', () => {
  test('is told with the range it may lie in, which narrows with more', () => {
    expect(share(20, 20)).toEqual({ of: 20, in: 20, percent: 100, low: 83.9, high: 100 })
    expect(share(45, 50)).toEqual({ of: 50, in: 45, percent: 90, low: 78.6, high: 95.7 })
    expect(share(0, 0)).toEqual({ of: 0, in: 0, percent: null, low: null, high: null })
  })

  test('the range holds the share and stays within 0 and 100', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.double({ min: 0, max: 1, noNaN: true }), (of, part) => {
        const { percent, low, high } = share(Math.round(of * part), of)
        return (
          low !== null &&
          high !== null &&
          percent !== null &&
          0 <= low &&
          low <= percent + 0.1 &&
          percent - 0.1 <= high &&
          high <= 100
        )
      }),
    )
  })

  test.each([
    ['the same in another order', [line('90833'), line('99214')], [line('99214'), line('90833')], 'agreed'],
    ['modifiers not named by the second', [line('90834', ['95'])], [line('90834')], 'agreed'],
    ['another modifier', [line('90834', ['95'])], [line('90834', ['93'])], 'modifier'],
    ['another code', [line('90837')], [line('90834')], null],
    ['another number of units', [line('90840', [], 1)], [line('90840', [], 2)], null],
  ] as const)('%s', (_, first, second, outcome) => {
    expect(suggested(first, second)).toBe(outcome)
    expect(agrees(first, second)).toBe(outcome !== null)
  })
})

describe('sampling', () => {
  test('anybody draws the same claims again, in whatever order they stand', () => {
    const claims = many(200)
    const how = { seed: 'practice:retrospective:2026-03-01:2026-03-31', size: 20, newDays: 90 }
    const ids = (from: readonly Reviewed[]) =>
      sample('retrospective', from, how)
        .map(({ claim: each }) => each.claimId)
        .toSorted()
    expect(ids(claims.toReversed())).toEqual(ids(claims))
    expect(ids(claims)).toHaveLength(20)
    expect(
      sample('retrospective', claims, { ...how, seed: 'another' }).map(({ claim: each }) => each.claimId),
    ).not.toEqual(ids(claims))
  })

  test('lots are spread evenly', () => {
    const inside = Array.from({ length: 10_000 }, (_, i) => isInShare('seed', `0190a000-${i}`, 20)).filter(
      Boolean,
    ).length
    expect(inside).toBeGreaterThan(1850)
    expect(inside).toBeLessThan(2150)
    expect(lot('a', 'b')).toBe(lot('a', 'b'))
    expect(drawn('s', [1, 2, 3], String, 5)).toHaveLength(3)
  })

  test('a clinician is new until the last of the days, and not before the first', () => {
    const on = (day: string) => ofNewClinicians([claim(1, { on: date(day) })], 90).length
    expect([on('2025-12-31'), on('2026-01-01'), on('2026-04-01'), on('2026-04-02')]).toEqual([0, 1, 1, 0])
    expect(ofNewClinicians([claim(1, { startedOn: null })], 90)).toEqual([])
  })

  test.each([
    ['74 minutes of the longest', { lines: [line('90837')], minutes: 74 }, []],
    ['75 minutes of the longest', { lines: [line('90837')], minutes: 75 }, ['prolonged']],
    ['an add-on', { lines: [line('90834'), line('90785')] }, ['add_on']],
    ['a crisis', { lines: [line('90839')] }, ['high_acuity']],
    ['a grave diagnosis', { diagnoses: ['F31.9'] }, ['high_acuity']],
    ['an ordinary session', {}, []],
  ] as const)('%s', (_, change, reasons) =>
    expect(risksOf([claim(1, change as Partial<Reviewed>)]).get('claim-1') ?? []).toEqual(reasons),
  )

  test('minutes are always the same from four of five on, and only over ten sessions', () => {
    const same = (times: number, of: number) => usualMinutes(many(of, (i) => ({ minutes: i < times ? 53 : 20 + i })))
    expect(same(8, 10)).toEqual({ minutes: 53, times: 8, of: 10 })
    expect(same(7, 10)).toBeNull()
    expect(same(9, 9)).toBeNull()
  })

  test('a share of long sessions stands out by twenty points against colleagues', () => {
    const withLong = (long: number) => many(20, (i) => ({ lines: [line(i < long ? '90837' : '90834')] }))
    expect(outstandingShare(withLong(14), withLong(10))).toEqual({ own: 70, colleagues: 50 })
    expect(outstandingShare(withLong(13), withLong(10))).toBeNull()
    expect(outstandingShare(withLong(20), [])).toBeNull()
  })

  test('four of five are drawn by risk, the rest from all', () => {
    const claims = many(100, (i) => (i < 50 ? { lines: [line('90834'), line('90785')] } : {}))
    const items = sample('retrospective', claims, { seed: 's', size: 10, newDays: 90 })
    expect(items.filter(({ reasons }) => reasons.length > 0).length).toBeGreaterThanOrEqual(8)
    expect(new Set(items.map(({ claim: each }) => each.claimId)).size).toBe(10)
  })
})

describe("an edit's record", () => {
  const edit = { id: 'S081', origin: 'documentation', prevents: ['CARC 150'] }
  const hit = (change: Partial<Hit>): Hit => ({
    rule: 'S081',
    severity: 'stop',
    state: 'open',
    reason: null,
    role: null,
    isDecided: true,
    denied: [],
    ...change,
  })
  test.each([
    ['fixed and paid', [hit({ state: 'fixed' })], { fixed: 1, prevented: 1, falseAlarms: 0 }],
    ['fixed and not decided yet', [hit({ state: 'fixed', isDecided: false })], { prevented: 0 }],
    [
      'let go and paid',
      [hit({ state: 'released', reason: 'ok', role: 'senior_biller' })],
      { released: 1, falseAlarms: 1, trueAlarms: 0 },
    ],
    ['let go and denied for it', [hit({ state: 'released', denied: ['CARC 150'] })], { falseAlarms: 0, trueAlarms: 1 }],
    [
      'let go and denied for something else',
      [hit({ state: 'released', denied: ['CARC 29'] })],
      { falseAlarms: 1, trueAlarms: 0 },
    ],
    ['a warning that stood, paid', [hit({ severity: 'warn' })], { hits: 1, stopped: 0, falseAlarms: 1 }],
    ['a stop that still holds', [hit({})], { waiting: 1, falseAlarms: 0 }],
    ['another edit', [hit({ rule: 'S056' })], { hits: 0 }],
  ])('%s', (_, hits, expected) => expect(recordOf(edit, hits, [])).toMatchObject(expected))

  test('a denial it should have seen counts as missed only where it was silent, and the cause was born where it looks', () => {
    const denial = { origin: 'documentation', reasons: ['CARC 150'], rulesThatSpoke: [] as string[] }
    const missed = (change: Partial<typeof denial>) => recordOf(edit, [], [{ ...denial, ...change }]).missed
    expect([
      missed({}),
      missed({ rulesThatSpoke: ['S081'] }),
      missed({ origin: 'billing' }),
      missed({ reasons: ['CARC 29'] }),
    ]).toEqual([1, 0, 0, 0])
    expect(denialReasons(['CO-150', 'PR-B7'], ['N54'])).toEqual(['CARC 150', 'CARC B7', 'RARC N54'])
  })

  test('overrides are told by reason and role', () => {
    const released = hit({ state: 'released', reason: 'Confirmed by phone', role: 'senior_biller' })
    expect(recordOf(edit, [released, released], []).overrides).toEqual([
      { reason: 'Confirmed by phone', role: 'senior_biller', times: 2 },
    ])
  })
})

describe('cards', () => {
  const count = { clinicianId: 'a', pattern: 'S056', times: 3, sessions: 20, detail: null }
  test('a pattern is three times, and every place in its words is filled', () => {
    expect(cardFor({ ...count, times: 2 })).toBeNull()
    expect(cardFor({ ...count, pattern: 'S011' })).toBeNull()
    for (const pattern of Object.keys(cardWords))
      expect(cardFor({ ...count, pattern, detail: 53 })?.happened).not.toMatch(/[{}]/)
  })

  test.each(Object.entries(cardWords))('%s is read in half a minute, without a word of billing', (_, words) => {
    const text = `${words.title}. ${words.happened} ${words.example} ${words.nextTime}`
    expect(billingWords.test(text)).toBe(false)
    // 200 words a minute, read slowly: 100 words in thirty seconds.
    expect(text.split(/\s+/).length).toBeLessThanOrEqual(100)
  })

  test.each([
    [{ times: 4, sessions: 4 }, null],
    [{ times: 0, sessions: 5 }, true],
    [{ times: 1, sessions: 10 }, true],
    [{ times: 2, sessions: 10 }, false],
  ])('10 of 20 before, %o after', (after, stopped) =>
    expect(hasStopped({ times: 10, sessions: 20 }, after)).toBe(stopped),
  )
})

describe('indicators', () => {
  const month = {
    month: '2026-03',
    decided: 200,
    codingDenied: 5,
    created: 220,
    recoded: 11,
    sessions: 240,
    returned: 6,
    medianLag: 2,
    sent: 210,
  }
  test('each is its part of its whole', () => {
    const values = codingMeasures([month, { ...month, month: '2026-04', codingDenied: 1 }], {
      median: 2,
      p90: 5,
      sent: 420,
    })
    expect(values.map(({ id, value }) => [id, value])).toEqual([
      ['coding-denials', 1.5],
      ['recoded', 5],
      ['lag', 2],
      ['returns', 2.5],
    ])
  })
  test('a month without claims reads as nothing, not as zero', () => {
    const empty = {
      ...month,
      decided: 0,
      codingDenied: 0,
      created: 0,
      recoded: 0,
      sessions: 0,
      returned: 0,
      medianLag: null,
      sent: 0,
    }
    expect(codingMeasures([empty], { median: null, p90: null, sent: 0 }).map(({ value }) => value)).toEqual([
      null,
      null,
      null,
      null,
    ])
  })
})

describe('who does what', () => {
  const facts = {
    today: date('2026-03-02'),
    params: {},
    switches: {},
    services: [
      { service: 'individual_therapy', modality: 'video', times: 40 },
      { service: 'group_therapy', modality: 'in_person', times: 4 },
    ],
    supervisor: null,
    templates: [],
    people: [
      { name: 'Bea Biller', roles: ['biller'] },
      { name: 'Sam Senior', roles: ['senior_biller'] },
    ],
  }
  const sentences = (labor: ReturnType<typeof laborOf>) => [
    ...labor.document.says,
    ...labor.document.services.flatMap(({ name, needs }) => [name, ...needs]),
    ...labor.naming.says,
    ...labor.hearing.says,
  ]
  test('it follows the practice’s own rules and people, and is free of billing words', () => {
    const labor = laborOf(facts)
    expect(labor.document.services.map(({ name }) => name)).toEqual(['individual session by video', 'group session'])
    expect(labor.naming.says.join(' ')).toContain('done by Bea Biller and Sam Senior')
    const told = [
      ...sentences(labor),
      ...sentences(laborOf({ ...facts, switches: { codeChoice: false }, supervisor: 'Ida Hale', people: [] })),
      ...sentences(laborOf({ ...facts, supervisor: 'Ida Hale', params: { cosign_before_claim: false } })),
    ]
    // A person's name may hold any word; the sentences may not.
    expect(
      told.map((words) => words.replaceAll('Bea Biller', 'Bea')).filter((words) => billingWords.test(words)),
    ).toEqual([])
  })

  test('a practice’s own template changes what is asked, and its own hours when', () => {
    const own = [{ template: 'group', version: 1, required: ['DOS', 'RISK', 'SIG'], suggested: [] }]
    const labor = laborOf({ ...facts, templates: own, params: { note_due_hours: 48 } })
    expect(labor.document.services[1]?.needs).toEqual(['what you asked about safety and what you found'])
    expect(labor.document.says[0]).toContain('within 48 hours')
  })
})
