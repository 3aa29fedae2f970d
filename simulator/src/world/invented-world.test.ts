import { describe, expect, test } from 'vitest'
import { carelessBiller } from '../careless-biller.ts'
import { simulateYear } from '../simulate-year.ts'
import type { WorldConfig } from '../year/types.ts'
import { defaultMistakes, defaultPayers, defaultPractice } from './default-world.ts'
import { inventedMistakes, inventedPayers, printedPayer } from './invented-world.ts'
import { type MistakeFile, mistakeFileSchema, mistakeKinds } from './mistake-file.ts'
import { payerFileSchema } from './payer-file.ts'

const live = (seed: number, config: Partial<WorldConfig>) => {
  const whole: WorldConfig = {
    practice: defaultPractice(),
    payers: defaultPayers(),
    mistakes: defaultMistakes(),
    months: 1,
    clinicians: 2,
    ...config,
  }
  return simulateYear(seed, whole, carelessBiller(whole.practice.name))
}

test.each([1, 2, 3, 4, 5, 6])('the invented world %i is lived, and every claim of it answered', async (seed) => {
  const { arm, answers } = await live(seed, { payers: inventedPayers(seed), mistakes: inventedMistakes(seed) })
  expect(arm.claims).toBeGreaterThan(50)
  expect(answers.claims.filter(({ patientId }) => patientId === null)).toEqual([])
  for (const one of answers.claims.filter(({ state }) => state === 'decided'))
    expect(one.charge).toBe(one.paid + one.patientResponsibility + one.contractual + one.denied)
})

test('the same seed invents the same world, and its file reads back as it was', () => {
  expect(inventedPayers(9)).toEqual(inventedPayers(9))
  expect(inventedPayers(9)).not.toEqual(inventedPayers(10))
  const payers = inventedPayers(9)
  expect(payerFileSchema.parse(JSON.parse(JSON.stringify({ payers: payers.map(printedPayer) }))).payers).toEqual(payers)
})

const payer = (published: object = {}, hidden: object = {}) =>
  payerFileSchema.parse({
    payers: [{ id: 'ONE', published: { name: 'One', kind: 'commercial', ...published }, hidden }],
  }).payers
const every = (share: number): MistakeFile =>
  mistakeFileSchema.parse({ mistakes: mistakeKinds.map((kind) => ({ kind, share })) })

describe('odd worlds are lived too', () => {
  test.each<[string, Partial<WorldConfig>]>([
    ['one payer that says no more than its name', { payers: payer() }],
    ['no mistakes at all', { mistakes: every(0) }],
    ['every mistake everywhere', { mistakes: every(1) }],
    ['one clinician for one month', { clinicians: 1 }],
    ['nobody carries a card', { payers: payer().map((one) => ({ ...one, members: 0 })) }],
    ['a payer that decides the same day', { payers: payer({}, { turnaroundDays: [0, 0] }) }],
    ['a payer that decides after the year', { payers: payer({}, { turnaroundDays: [300, 365] }) }],
    [
      'everything underpaid, taken back, slow and unacknowledged',
      {
        payers: payer(
          {},
          { underpaysShare: 1, takebackShare: 1, takebackAfterDays: 1, slowShare: 1, missingAcknowledgmentShare: 1 },
        ),
      },
    ],
    [
      'one visit a year, approved by ones',
      {
        payers: payer({
          sessionLimit: { limit: 1, per: 'year' },
          authorization: { codes: ['90837'], units: 1, days: 1 },
        }),
      },
    ],
    ['one day to file', { payers: payer({ params: { timely_filing_days: 1 } }) }],
    [
      'nothing at a distance is paid',
      { payers: payer({ params: { telehealth_code_allowlist: [], audio_modifier: 'not_paid' } }) },
    ],
    [
      "a fee above every charge, all of it the patient's",
      { payers: payer({ fees: [{ code: '90837', allowed: '9999.00' }], cost: { coinsurancePercent: [100] } }) },
    ],
    ['more clinicians than roles', { clinicians: 13 }],
  ])('%s', async (_, config) => {
    const { arm } = await live(3, config)
    for (const [name, value] of Object.entries(arm))
      if (typeof value === 'number') expect(Number.isFinite(value), name).toBe(true)
    for (const name of ['firstPassClean', 'heldInError', 'authorizationContinuity', 'over60'] as const) {
      expect(arm[name], name).toBeGreaterThanOrEqual(0)
      expect(arm[name], name).toBeLessThanOrEqual(1)
    }
  })
})

describe('a file that is wrong says where', () => {
  const messages = (payers: unknown) =>
    payerFileSchema.safeParse({ payers }).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  const one = { id: 'ONE', published: { name: 'One', kind: 'commercial' } }
  const carving = (carvesOutTo: string) => ({ ...one, published: { ...one.published, carvesOutTo } })
  test.each<[string, unknown, RegExp]>([
    ['two payers with one id', [one, one], /payers\.1\.id: ONE is the id of another payer too/],
    ['a carve-out to nobody', [carving('TWO')], /payers\.0\.published\.carvesOutTo: no payer has the id TWO/],
    ['a carve-out to itself', [carving('ONE')], /carves the benefit out itself/],
    ['a field nobody reads', [{ ...one, colour: 'blue' }], /payers\.0: .*colour/],
    ['a share above one', [{ ...one, hidden: { slowShare: 1.5 } }], /payers\.0\.hidden\.slowShare/],
    [
      'the most before the least',
      [{ ...one, hidden: { turnaroundDays: [9, 3] } }],
      /payers\.0\.hidden\.turnaroundDays: expected the least before the most/,
    ],
    [
      'an amount as a number',
      [{ ...one, published: { ...one.published, cost: { copay: [25] } } }],
      /payers\.0\.published\.cost\.copay\.0/,
    ],
    [
      'a change of nothing',
      [{ ...one, hidden: { changes: [{ fromMonth: 3, set: {} }] } }],
      /payers\.0\.hidden\.changes\.0\.set: expected at least one rule/,
    ],
  ])('%s', (_, payers, said) => expect(messages(payers)?.join('\n')).toMatch(said))

  test('a mistake that ends before it begins', () => {
    const read = mistakeFileSchema.safeParse({
      mistakes: [{ kind: 'note_late', share: 0.1, fromMonth: 5, untilMonth: 4 }],
    })
    expect(read.error?.issues[0]).toMatchObject({ path: ['mistakes', 0, 'untilMonth'] })
  })
})
