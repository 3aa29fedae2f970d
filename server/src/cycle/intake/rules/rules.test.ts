import { date } from '@ballast/kernel'
import { describe, expect, test } from 'vitest'
import type { Agreement, Person, Signature } from '../types.ts'
import { distance, likeness, worthALook } from './duplicates.ts'
import { hasShape, missingOf, type RegistrationFacts } from './registration.ts'

const agreement = (kind: Agreement['kind'], version = 1): Agreement => ({
  kind,
  version,
  title: kind,
  body: '',
  from: date('2026-01-01'),
})
const signed = (kind: Signature['kind'], change: Partial<Signature> = {}): Signature => ({
  id: kind,
  patientId: 'p',
  kind,
  version: 1,
  signedOn: date('2026-01-10'),
  signedBy: 'Alma Rowe',
  signedAs: 'patient',
  withdrawnOn: null,
  ...change,
})
const self = { firstName: 'Alma', lastName: 'Rowe', birthOn: date('1988-05-04'), address: '1 Quay' }
const facts = (change: Partial<RegistrationFacts> = {}): RegistrationFacts => ({
  on: date('2026-03-10'),
  isTelehealth: false,
  patient: {
    firstName: 'Alma',
    lastName: 'Rowe',
    birthOn: date('1988-05-04'),
    address: '1 Quay',
    zip: '23901',
    phone: '8045550101',
    state: 'VA',
    consentsAloneOn: null,
  },
  guarantors: [],
  coverage: {
    memberId: 'W123456789',
    memberIdShape: '^W\\d{9}$',
    payer: 'Northwind',
    relationship: 'self',
    subscriber: self,
  },
  agreements: [agreement('financial'), agreement('no_show'), agreement('telehealth'), agreement('reminders')],
  signatures: [signed('financial'), signed('no_show')],
  renewMonths: { financial: 12, no_show: 12, telehealth: 0, reminders: 0, private_pay: 0, card_on_file: 0 },
  ...change,
})
const items = (change: Partial<RegistrationFacts>) => missingOf(facts(change)).map((each) => each.item)
const coverage = (change: object) => ({
  coverage: {
    memberId: 'W123456789',
    memberIdShape: '^W\\d{9}$',
    payer: 'Northwind',
    relationship: 'self' as const,
    subscriber: self,
    ...change,
  },
})

describe('what to ask for before a visit', () => {
  test.each([
    { name: 'everything is there', change: {}, missing: [] },
    { name: 'a member number of another shape', change: coverage({ memberId: 'W12345678' }), missing: ['member_id'] },
    {
      name: 'a child with the patient’s own name as the subscriber',
      change: coverage({ relationship: 'child' }),
      missing: ['subscriber', 'child_over_26'],
    },
    {
      name: 'self with somebody else’s name',
      change: coverage({ subscriber: { ...self, firstName: 'Ines' } }),
      missing: ['subscriber'],
    },
    {
      name: 'a subscriber without an address',
      change: coverage({ relationship: 'spouse', subscriber: { ...self, firstName: 'Ines', address: null } }),
      missing: ['subscriber_address'],
    },
    { name: 'video without telehealth consent', change: { isTelehealth: true }, missing: ['telehealth'] },
    {
      name: 'video with it',
      change: { isTelehealth: true, signatures: [signed('financial'), signed('no_show'), signed('telehealth')] },
      missing: [],
    },
    {
      name: 'consent that was taken back',
      change: { signatures: [signed('financial', { withdrawnOn: date('2026-02-01') }), signed('no_show')] },
      missing: ['financial'],
    },
    {
      name: 'older words',
      change: { agreements: [agreement('financial', 2), agreement('no_show')] },
      missing: ['financial'],
    },
    {
      name: 'signed a year ago today',
      change: { signatures: [signed('financial', { signedOn: date('2025-03-10') }), signed('no_show')] },
      missing: [],
    },
    {
      name: 'signed a year and a day ago',
      change: { signatures: [signed('financial', { signedOn: date('2025-03-09') }), signed('no_show')] },
      missing: ['financial'],
    },
    {
      name: 'reminders are offered, never demanded',
      change: { signatures: [signed('financial'), signed('no_show')] },
      missing: [],
    },
  ])('$name', ({ change, missing }) => expect(items(change)).toEqual(missing))

  test('a child turns 26 on the birth day', () => {
    const of = (birthOn: string) =>
      items({
        patient: { ...facts().patient, birthOn: date(birthOn) },
        ...coverage({ relationship: 'child', subscriber: { ...self, firstName: 'Ines' } }),
      })
    expect(of('2000-03-11')).toEqual([])
    expect(of('2000-03-10')).toEqual(['child_over_26'])
  })

  test('a shape that is no pattern asks for nothing', () => expect(hasShape('x', '([')).toBe(true))
})

const person = (change: Partial<Person> = {}): Person => ({
  id: 'a',
  firstName: 'Catherine',
  lastName: 'Lindqvist',
  nameUsed: null,
  birthOn: date('1990-03-04'),
  phone: '804-555-0101',
  email: null,
  memberIds: [],
  ...change,
})

describe('records that may be one person', () => {
  test.each([
    { name: 'the same but for one letter', other: { lastName: 'Lindquist' }, asked: true },
    { name: 'by the name used', other: { firstName: 'Kit', nameUsed: 'Catherine' }, asked: true },
    { name: 'day and month changed over, same phone', other: { birthOn: date('1990-04-03') }, asked: true },
    { name: 'married: another last name, same card', other: { lastName: 'Rowe', memberIds: ['W1'] }, asked: true },
    { name: 'twins: all but the first name', other: { firstName: 'Maria', memberIds: ['W1'] }, asked: false },
    { name: 'twins without the card between them', other: { firstName: 'Maria' }, asked: false },
    { name: 'father and daughter', other: { firstName: 'Anders', birthOn: date('1960-01-01') }, asked: false },
    { name: 'namesakes', other: { birthOn: date('1971-11-30'), phone: null }, asked: false },
  ])('$name: asked $asked', ({ other, asked }) => {
    expect(likeness(person({ memberIds: ['W1'] }), person({ id: 'b', ...other })).score >= worthALook).toBe(asked)
  })

  test.each([
    ['smith', 'smith', 0],
    ['smith', 'smyth', 1],
    ['smith', 'msith', 1],
    ['smith', 'smit', 1],
    ['ab', '', 2],
  ])('%s and %s are %i apart', (a, b, apart) => expect(distance(a, b)).toBe(apart))
})
