import { describe, expect, test } from 'vitest'
import { categories } from '../tables/categories.ts'
import { reasonCodes } from '../tables/reason-codes.ts'
import { classify } from './classify.ts'
import { heldElsewhere } from './held-elsewhere.ts'
import { readFacts } from './read-input.ts'
import { refinements } from './refine.ts'

const base = {
  id: 'd1',
  payer: { id: 'p', kind: 'commercial' },
  claimStatus: '1',
  line: {
    code: '90837',
    modifiers: ['95'],
    placeOfService: '10',
    units: 1,
    on: '2026-03-02',
    charge: '180.00',
    allowed: '0.00',
    paid: '0.00',
  },
  adjustments: [{ group: 'CO', reason: '197', amount: '180.00' }],
  remarks: [] as string[],
}
const authorization = { on_file: true, end: '2026-06-30', unitsApproved: 12, unitsUsed: 3 }
type Change = { line?: object; adjustments?: object[]; remarks?: string[]; context?: object; claimStatus?: string }
const judge = (change: Change) => {
  const read = readFacts({ ...base, ...change, line: { ...base.line, ...change.line } })
  if (!read.ok) throw new Error(read.refusal.problems.join('; '))
  return classify(read.value)
}
const office = { placeOfService: '11', modifiers: [] }
const co = (reason: string, amount = '180.00') => [{ group: 'CO', reason, amount }]

describe('root causes', () => {
  test.each<[string, Change, string]>([
    ['no authorization known', {}, 'AUTH_MISSING'],
    ['the authorization covers the day and has units', { context: { authorization } }, 'AUTH_MISMATCH'],
    [
      'the last day of the authorization',
      { context: { authorization: { ...authorization, end: '2026-03-02' } } },
      'AUTH_MISMATCH',
    ],
    [
      'one day after the authorization',
      { context: { authorization: { ...authorization, end: '2026-03-01' } } },
      'AUTH_NOT_RENEWED',
    ],
    ['one unit left', { context: { authorization: { ...authorization, unitsUsed: 11 } } }, 'AUTH_MISMATCH'],
    ['no unit left', { context: { authorization: { ...authorization, unitsUsed: 12 } } }, 'AUTH_EXHAUSTED'],
    [
      'ended and used up: the end speaks first',
      { context: { authorization: { ...authorization, end: '2026-02-20', unitsUsed: 12 } } },
      'AUTH_NOT_RENEWED',
    ],
    [
      'a cap, with units of the authorization used up',
      { adjustments: co('119'), context: { authorization: { ...authorization, unitsUsed: 12 } } },
      'AUTH_EXHAUSTED',
    ],
    [
      'a cap that is reached',
      {
        adjustments: co('119'),
        context: { authorization: { ...authorization, unitsUsed: 12 }, sessionLimit: { limit: 30, used: 30 } },
      },
      'LIMIT_EXCEEDED',
    ],
    ['a cap, and two units of a once-a-day code', { adjustments: co('119'), line: { units: 2 } }, 'CODING_TIME_UNITS'],
    ['the behavioral carve-out code', { adjustments: co('301') }, 'CARVE_OUT'],
    ['a capitated plan', { adjustments: co('24') }, 'CARVE_OUT'],
    ['missing information alone', { adjustments: co('16'), line: office }, 'MISSING_INFO'],
    ['missing information: the authorization number', { adjustments: co('16'), remarks: ['M62'] }, 'AUTH_MISSING'],
    ['missing information: the member', { adjustments: co('16'), remarks: ['N382'], line: office }, 'MEMBER_MISMATCH'],
    ['missing information: the clinician', { adjustments: co('16'), remarks: ['N290'] }, 'PROVIDER_ID'],
    ['wrong place, telehealth', { adjustments: co('58') }, 'TELEHEALTH'],
    ['wrong place, in the office', { adjustments: co('58'), line: office }, 'CODING_MOD_POS'],
    ['wrong modifier, telehealth', { adjustments: co('4') }, 'TELEHEALTH'],
    ['wrong modifier, in the office', { adjustments: co('4'), line: office }, 'CODING_MOD_POS'],
    ['clinician not eligible', { adjustments: co('185') }, 'PROVIDER_CRED'],
    ['not covered', { adjustments: co('96'), line: office }, 'BENEFIT_NOT_COVERED_MH'],
    ['not covered: the cap', { adjustments: co('96'), remarks: ['N587'], line: office }, 'LIMIT_EXCEEDED'],
    [
      'not known to the payer, coverage active, carve-out known',
      { adjustments: co('31'), context: { coverageActive: true, carveOutPayer: 'BH1' } },
      'CARVE_OUT',
    ],
    ['not known to the payer', { adjustments: co('31') }, 'MEMBER_MISMATCH'],
    ['coverage ended', { adjustments: co('27') }, 'ELIG_TERM'],
    ['filed late', { adjustments: co('29') }, 'TIMELY'],
    ['an exact duplicate', { adjustments: [{ group: 'OA', reason: '18', amount: '180.00' }] }, 'DUPLICATE'],
    [
      'an add-on alone',
      { adjustments: co('B15'), remarks: ['N122'], line: { ...office, code: '90833' } },
      'CODING_ADDON',
    ],
    ['medical necessity', { adjustments: co('50') }, 'MED_NEC'],
    ['records requested', { adjustments: co('252') }, 'DOC_REQ'],
    ['an unknown code', { adjustments: co('9999') }, 'OTHER'],
    [
      'the contract part beside the denial',
      { adjustments: [...co('45', '60.00'), ...co('197', '120.00')] },
      'AUTH_MISSING',
    ],
    [
      'the copay beside the denial',
      { adjustments: [{ group: 'PR', reason: '3', amount: '20.00' }, ...co('27', '160.00')] },
      'ELIG_TERM',
    ],
  ])('%s', (_, change, category) => {
    const found = judge(change)
    expect(found.category).toBe(category)
    expect(found.isDenial).toBe(true)
    expect(found.next.length).toBeGreaterThan(0)
  })
})

describe('what is no denial', () => {
  test.each<[string, Change, string]>([
    ['a contract reduction', { adjustments: co('45', '60.00'), line: { paid: '120.00' } }, 'CONTRACTUAL'],
    ['all to the deductible', { adjustments: [{ group: 'PR', reason: '1', amount: '180.00' }] }, 'PATIENT_RESP'],
    ['sequestration', { adjustments: co('253', '2.40'), line: { paid: '117.60' } }, 'CONTRACTUAL'],
    [
      'an earlier payer',
      { adjustments: [{ group: 'OA', reason: '23', amount: '100.00' }], line: { paid: '80.00' } },
      'CONTRACTUAL',
    ],
  ])('%s', (_, change, category) => {
    const found = judge(change)
    expect(found).toMatchObject({ isDenial: false, category, deadline: null, escalation: [] })
  })

  test('a reversal is never a denial, whatever it takes back', () => {
    const found = judge({ claimStatus: '22', adjustments: [{ group: 'CO', reason: '197', amount: '-180.00' }] })
    expect(found.isDenial).toBe(false)
    expect(judge({ claimStatus: '22', remarks: ['N432'], adjustments: co('45', '-60.00') }).category).toBe('RECOUP')
  })

  test('the whole charge as a contract reduction goes to a person', () =>
    expect(judge({ adjustments: co('45') })).toMatchObject({ isDenial: true, category: 'OTHER' }))
})

describe('what follows', () => {
  test('over $250 goes to a senior biller; at $250 it does not', () => {
    expect(judge({ line: { charge: '250.01' } }).escalation).toEqual(['senior_biller'])
    expect(judge({ line: { charge: '250.00' } }).escalation).toEqual([])
  })
  test('medical necessity goes to the clinical liaison', () =>
    expect(judge({ adjustments: co('50') }).escalation).toEqual(['clinical_liaison']))
  test('the appeal clock runs from the denial', () =>
    expect(judge({ context: { deniedOn: '2026-04-01', appealDays: 60 } }).deadline).toBe('2026-05-31'))
  test('without any date there is no deadline to claim', () => expect(judge({}).deadline).toBeNull())
  test('a patient is billed for a cap only when the payer says PR', () => {
    expect(judge({ adjustments: co('119'), line: office }).patientBillable).toBe('no')
    expect(
      judge({ adjustments: [{ group: 'PR', reason: '119', amount: '180.00' }], line: office }).patientBillable,
    ).toBe('yes')
  })
})

describe('input', () => {
  test('an unknown field is named', () => {
    const read = readFacts({ ...base, colour: 'red' })
    expect(read.ok === false && read.refusal.problems.join()).toContain('colour')
  })
  test('a wrong amount is named with its place', () => {
    const read = readFacts({ ...base, adjustments: [{ group: 'CO', reason: '197', amount: '1.005' }] })
    expect(read.ok === false && read.refusal.problems[0]).toBe(
      'adjustments.0.amount: is "1.005"; expected an amount such as "180.00"',
    )
  })
})

describe('the tables', () => {
  test('every code belongs to a category that exists', () => {
    for (const code of reasonCodes.values()) expect(Object.keys(categories)).toContain(code.category)
  })
  test('refinements run in their order', () => {
    const priorities = refinements.map((row) => row.priority)
    expect(priorities).toEqual(priorities.toSorted((a, b) => a - b))
  })
})

test.each([
  ['300', [], '2026-03-02 (300)'],
  ['301', [], '2026-03-02 (301)'],
  ['109', [], '2026-03-02 (109)'],
  ['24', [], '2026-03-02 (24)'],
  ['16', ['N418'], '2026-03-02 (N418)'],
  ['96', ['N216'], '2026-03-02 (N216)'],
  ['204', ['N193'], '2026-03-02 (N193)'],
  ['204', ['N130'], null],
  ['B11', [], null],
  ['16', ['N104'], null],
])('%s %s tells who else may hold the benefit: %s', (reason, remarks, says) => {
  const read = readFacts({ ...base, adjustments: [{ group: 'CO', reason, amount: '180.00' }], remarks })
  expect(read.ok && heldElsewhere(read.value)).toBe(says)
})
