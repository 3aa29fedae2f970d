import { cents, date, zero } from '@ballast/kernel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultPayers } from '../world/default-world.ts'
import type { Payer } from '../world/payer-file.ts'
import { decide, feeFor, netOf, type PayerFacts, reversal } from './decide.ts'
import type { ReceivedClaim, ReceivedLine } from './received-claim.ts'

const payerOf = (id: string): Payer => {
  const found = defaultPayers().find((payer) => payer.id === id)
  if (!found) throw new RangeError(id)
  return found
}

const at = (id: string) => ({ payer: payerOf(id), rules: payerOf(id).published.params })
const gatekept: Payer = {
  ...payerOf('ARBR1'),
  published: { ...payerOf('ARBR1').published, wantsReferral: true },
}
const line: ReceivedLine = {
  control: 'L1',
  code: '90834',
  modifiers: ['95'],
  charge: cents(16000),
  units: 1,
  on: date('2026-03-02'),
  place: '10',
  before: null,
}
const claim: ReceivedClaim = {
  controlNumber: 'C1',
  frequency: '1',
  originalNumber: null,
  charge: cents(16000),
  payerId: 'ARBR1',
  billingNpi: '1888000012',
  renderingNpi: '1777070008',
  filingIndicator: 'CI',
  subscriber: { lastName: 'Vance', firstName: 'Ada', memberId: 'ABC123456789' },
  patient: { lastName: 'Vance', firstName: 'Ada', birth: date('1990-05-05'), state: 'VA', zip: '239010001' },
  relationship: 'self',
  rank: 'P',
  diagnoses: ['F411'],
  saysCause: false,
  hasFacility: false,
  authorization: null,
  referral: null,
  isAssigned: true,
  lines: [line],
}
const member = {
  lastName: 'Vance',
  birth: date('1990-05-05'),
  relationship: 'self' as const,
  from: date('2024-01-01'),
  until: null,
  copay: cents(2500),
  coinsurancePercent: 0,
  deductibleLeft: zero,
  isSecond: false,
  passesOn: false,
}
const facts: PayerFacts = {
  payer: payerOf('ARBR1'),
  receivedOn: date('2026-03-04'),
  member,
  rendering: { credential: 'LCSW', isEnrolled: true, isOnRoster: true },
  rules: payerOf('ARBR1').published.params,
  authorization: 'good',
  sessionsPaid: 0,
  isRepeat: () => false,
  paidBefore: [],
  reviewedMinutes: null,
  record: null,
  underpays: false,
  repricesBasisPoints: 10_000,
}
const only = (changed: Partial<ReceivedLine>): Partial<ReceivedClaim> => ({ lines: [{ ...line, ...changed }] })

type Case = { name: string; claim?: Partial<ReceivedClaim>; facts?: Partial<PayerFacts>; denial: string | null }
const cases: Case[] = [
  { name: 'a clean video visit is paid', denial: null },
  { name: 'a plan that carved the benefit out is the wrong payer', facts: { ...at('NWHP1') }, denial: '109' },
  { name: 'an unknown member', facts: { member: null }, denial: '31' },
  { name: 'a birth date off by a day', claim: { patient: { ...claim.patient, birth: date('1990-05-06') } }, denial: '31' },
  { name: 'a name in capitals is the same name', claim: { patient: { ...claim.patient, lastName: 'VANCE' } }, denial: null },
  { name: 'a patient without a postal code', claim: { patient: { ...claim.patient, zip: null } }, denial: '16' },
  { name: 'a child sent as the subscriber', facts: { member: { ...member, relationship: 'child' } }, denial: '140' },
  { name: 'a child of 26', claim: { relationship: 'child', patient: { ...claim.patient, birth: date('2000-03-02') } }, facts: { member: { ...member, birth: date('2000-03-02') } }, denial: '32' },
  { name: 'a child a day short of 26', claim: { relationship: 'child', patient: { ...claim.patient, birth: date('2000-03-03') } }, facts: { member: { ...member, birth: date('2000-03-03') } }, denial: null },
  { name: 'an associate, where none is paid', facts: { ...at('MEDB1'), rendering: { credential: 'associate', isEnrolled: false, isOnRoster: true } }, denial: '185' },
  { name: 'approval for another code', facts: { ...at('CEDR1'), authorization: 'other_code' }, denial: '284' },
  { name: 'a record that gives no need, when it is asked for', facts: { record: { service: 'individual_therapy', minutes: 45, start: '09:00', stop: '09:45', modality: 'in_person', emBasis: null, hasGroupPart: null, planOn: null, isCosigned: null, noteElements: ['STARTSTOP'] } }, denial: '50' },
  { name: 'the first day of coverage', facts: { member: { ...member, from: date('2026-03-02') } }, denial: null },
  { name: 'the day before coverage', facts: { member: { ...member, from: date('2026-03-03') } }, denial: '26' },
  { name: 'the last day of coverage', facts: { member: { ...member, until: date('2026-03-02') } }, denial: null },
  { name: 'the day after coverage', facts: { member: { ...member, until: date('2026-03-01') } }, denial: '27' },
  { name: 'a clinician the payer never heard of', facts: { rendering: null }, denial: '185' },
  { name: 'a clinician not yet enrolled', facts: { rendering: { credential: 'LCSW', isEnrolled: false, isOnRoster: true } }, denial: 'B7' },
  { name: 'a clinician enrolled and not on the roster', facts: { rendering: { credential: 'LCSW', isEnrolled: true, isOnRoster: false } }, denial: '299' },
  { name: 'no referral where a plan wants one', facts: { payer: gatekept }, denial: '288' },
  { name: 'with its number', claim: { referral: 'R1' }, facts: { payer: gatekept }, denial: null },
  { name: 'money that was not signed over', claim: { isAssigned: false }, denial: '100' },
  { name: 'approval for another clinician', facts: { ...at('CEDR1'), authorization: 'other_clinician' }, denial: '296' },
  { name: 'approval for another disorder', facts: { ...at('CEDR1'), authorization: 'other_diagnosis' }, denial: '284' },
  { name: 'the ninetieth day to file', facts: { receivedOn: date('2026-05-31') }, denial: null },
  { name: 'the ninety-first', facts: { receivedOn: date('2026-06-01') }, denial: '29' },
  { name: 'the same visit again', facts: { isRepeat: () => true }, denial: '18' },
  { name: 'video without its modifier', claim: only({ modifiers: [] }), denial: '4' },
  { name: 'a telehealth modifier on an office visit', claim: only({ place: '11' }), denial: '5' },
  { name: 'an office visit without one', claim: only({ place: '11', modifiers: [] }), denial: null },
  { name: 'video at home after the payer changed its place', facts: { rules: { ...payerOf('ARBR1').published.params, pos_home: '02' } }, denial: '5' },
  { name: 'video at the office place to a payer that wants that', claim: only({ place: '11' }), facts: { rules: { ...payerOf('ARBR1').published.params, pos_home: '11' } }, denial: null },
  { name: 'telephone to a payer that does not pay it', claim: only({ modifiers: ['93'] }), facts: { rules: { ...payerOf('ARBR1').published.params, audio_modifier: 'not_paid' } }, denial: '96' },
  { name: 'a code the payer does not pay by video', facts: { rules: { ...payerOf('ARBR1').published.params, telehealth_code_allowlist: ['90837'] } }, denial: '96' },
  { name: 'a licence that may not render the code', facts: { rules: { ...payerOf('ARBR1').published.params, rendering_type_matrix: { '90834': ['MD'] } } }, denial: '170' },
  { name: 'the place it now wants', claim: only({ place: '02' }), facts: { rules: { ...payerOf('ARBR1').published.params, pos_home: '02' } }, denial: null },
  { name: 'two units of psychotherapy', claim: only({ units: 2 }), denial: '151' },
  { name: 'an add-on alone', claim: only({ code: '90833' }), denial: 'B15' },
  { name: 'a code with no fee', claim: only({ code: '99999' }), denial: '16' },
  { name: 'a long session whose record shows 52 minutes', claim: only({ code: '90837' }), facts: { reviewedMinutes: 52 }, denial: '152' },
  { name: 'a long session whose record shows 53', claim: only({ code: '90837' }), facts: { reviewedMinutes: 53 }, denial: null },
  { name: 'no approval where one is needed', facts: { ...at('CEDR1'), authorization: 'absent' }, denial: '197' },
  { name: 'approved visits used up', facts: { ...at('CEDR1'), authorization: 'exhausted' }, denial: '198' },
  { name: 'an approval that ran out', facts: { ...at('CEDR1'), authorization: 'expired' }, denial: '302' },
  { name: 'no approval where none is needed', facts: { authorization: 'absent' }, denial: null },
  { name: 'the sixth visit of an assistance program', facts: { ...at('STDY1'), sessionsPaid: 5 }, denial: null },
  { name: 'the seventh', facts: { ...at('STDY1'), sessionsPaid: 6 }, denial: '119' },
  { name: 'Medicaid without the licence modifier', claim: only({ modifiers: ['GT'] }), facts: { ...at('HRBR1') }, denial: '4' },
  { name: 'Medicaid with both', claim: only({ modifiers: ['GT', 'AJ'] }), facts: { ...at('HRBR1') }, denial: null },
  { name: 'Medicare video without a modifier', claim: only({ modifiers: [] }), facts: { ...at('MEDB1') }, denial: null },
  { name: 'Medicare takes no replacement', claim: { frequency: '7', originalNumber: 'X' }, facts: { ...at('MEDB1') }, denial: '16' },
] // biome-ignore format: a table

describe('a payer decides', () => {
  test.each(cases)('$name', ({ claim: changed, facts: known, denial }) => {
    const decision = decide({ ...claim, ...changed }, { ...facts, ...known })
    expect(decision.lines[0]?.denial).toBe(denial)
  })

  test('a copay, the contract, and nothing else', () => {
    const decision = decide(claim, facts)
    // 113.90 x 110 % x 85 % = 106.50; the patient's 25.00 leaves 81.50.
    expect(decision).toMatchObject({
      status: '1',
      allowed: 10650,
      paid: 8150,
      patientResponsibility: 2500,
      contractual: 5350,
      denied: 0,
    })
  })

  test('Medicare takes its deductible, a fifth, and two in a hundred of the rest', () => {
    const decision = decide(
      { ...claim, ...only({ modifiers: [] }) },
      {
        ...facts,
        ...at('MEDB1'),
        member: { ...member, copay: zero, coinsurancePercent: 20, deductibleLeft: cents(1000) },
      },
    )
    expect(decision.lines[0]?.adjustments).toEqual([
      { group: 'CO', reason: '45', amount: 7457 },
      { group: 'CO', reason: '253', amount: 121 },
      { group: 'PR', reason: '1', amount: 1000 },
      { group: 'PR', reason: '2', amount: 1509 },
    ])
    expect(decision.paid).toBe(5913)
  })
})

const anyFacts = fc.record({
  deductible: fc.integer({ min: 0, max: 40_000 }),
  copay: fc.integer({ min: 0, max: 9_000 }),
  percent: fc.integer({ min: 0, max: 100 }),
  charge: fc.integer({ min: 1, max: 40_000 }),
  payer: fc.constantFrom('ARBR1', 'CEDR1', 'MEDB1', 'LAKE1', 'NWHP1', 'HRBR1'),
})

test('charge less adjustments is what was paid, and a reversal takes back exactly that', () =>
  fc.assert(
    fc.property(anyFacts, ({ deductible, copay, percent, charge, payer }) => {
      const decision = decide(
        { ...claim, ...only({ charge: cents(charge) }) },
        {
          ...facts,
          ...at(payer),
          member: { ...member, copay: cents(copay), coinsurancePercent: percent, deductibleLeft: cents(deductible) },
        },
      )
      const adjusted = decision.lines
        .flatMap(({ adjustments }) => adjustments)
        .reduce((all, { amount }) => all + amount, 0)
      expect(decision.charge - adjusted).toBe(decision.paid)
      expect(decision.charge).toBe(
        decision.contractual + decision.patientResponsibility + decision.denied + decision.paid,
      )
      expect(decision.paid).toBeGreaterThanOrEqual(0)
      const both = [decision, reversal(decision)]
      expect(netOf(both, ({ paid }) => paid)).toBe(0)
      expect(netOf(both, ({ patientResponsibility }) => patientResponsibility)).toBe(0)
      expect(netOf(both, ({ contractual }) => contractual)).toBe(0)
    }),
  ))

describe('a second plan', () => {
  // The first paid 80.00 of 160.00, took 50.00 off and left 30.00.
  const before = { paid: cents(8000), left: cents(3000), explained: cents(16_000) }
  const asked = { ...claim, rank: 'S' as const, lines: [{ ...line, before }] }
  const second = { ...facts, member: { ...member, isSecond: true } }

  test('pays what the first left, and says that it looked at what was paid', () => {
    const decision = decide(asked, second)
    expect(decision).toMatchObject({ status: '2', paid: 3000, patientResponsibility: 0, contractual: 0, denied: 0 })
    expect(decision.lines[0]?.adjustments).toEqual([{ group: 'OA', reason: '23', amount: 13_000 }])
  })

  test('leaves its own coinsurance to the patient', () => {
    const member20 = { ...second.member, coinsurancePercent: 20 }
    expect(decide(asked, { ...second, member: member20 })).toMatchObject({ paid: 2400, patientResponsibility: 600 })
  })

  test('is not asked before the first: as the first, or without what that one decided', () => {
    expect(decide(claim, second).lines[0]?.denial).toBe('22')
    expect(decide({ ...claim, rank: 'S' }, second).lines[0]?.denial).toBe('22')
  })

  test('does not take a decision that does not make the charge', () => {
    const off = { ...before, explained: cents(15_999) }
    expect(decide({ ...asked, lines: [{ ...line, before: off }] }, second).lines[0]?.denial).toBe('129')
  })

  test('is Medicaid: up to its own fee in all, and nothing is left to the patient', () => {
    const medicaid = { ...second, ...at('HRBR1') }
    const fee = feeFor(medicaid.payer, '90834', 'LCSW') ?? zero
    const paid = cents(fee - 1000)
    const most = { paid, left: cents(3000), explained: cents(16_000) }
    expect(decide({ ...asked, lines: [{ ...line, before: most }] }, medicaid)).toMatchObject({
      paid: 1000,
      contractual: 2000,
      patientResponsibility: 0,
    })
  })

  test('gets it from the first by itself where that one passes claims on and left something', () => {
    expect(decide(claim, { ...facts, member: { ...member, passesOn: true } }).status).toBe('19')
    const free = { ...member, passesOn: true, copay: zero }
    expect(decide(claim, { ...facts, member: free }).status).toBe('1')
  })
})
