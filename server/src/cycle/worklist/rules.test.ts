import { cents, date } from '@ballast/kernel'
import { describe, expect, test } from 'vitest'
import { actOn, assign, dueOn, escalate, teamsOf, teamTerms } from './rules.ts'
import type { AssignmentFacts, AssignmentRule, WorkItem } from './types.ts'

const today = date('2026-03-03')
const terms = teamTerms([
  { team: 'insurance_desk', fallbackOwnerId: 'dana', escalateTo: null, escalateAfterDays: null },
])
const facts = (rules: readonly AssignmentRule[], away: readonly string[] = []): AssignmentFacts => ({
  rules,
  teams: terms,
  away: new Set(away),
})
const rule = (given: Partial<AssignmentRule>): AssignmentRule => ({
  kind: 'eligibility.call',
  atLeast: cents(0),
  team: null,
  ownerId: null,
  ...given,
})

const item: WorkItem = {
  id: 'i1',
  kind: 'eligibility.call',
  subject: 's1',
  title: 'Jane Roe: copay',
  advice: 'Call.',
  link: '/',
  patientId: null,
  atStake: cents(12_000),
  dueOn: date('2026-03-05'),
  team: 'insurance_desk',
  ownerId: null,
  snoozedUntil: null,
  escalation: 0,
  facts: {},
  openedOn: date('2026-03-01'),
  actedOn: date('2026-03-01'),
  closedOn: null,
  closedAs: null,
  closedBy: null,
  closedWhy: null,
  version: 1,
}

describe('whose new work is', () => {
  test.each([
    { name: 'without a rule, the team of its kind', rules: [], atStake: 0, is: ['insurance_desk', null] },
    {
      name: 'a rule for its kind names the owner',
      rules: [rule({ ownerId: 'sam' })],
      atStake: 0,
      is: ['insurance_desk', 'sam'],
    },
    {
      name: 'a rule for a family of kinds fits too',
      rules: [rule({ kind: 'eligibility.', team: 'manager' })],
      atStake: 0,
      is: ['manager', null],
    },
    {
      name: 'a kind is no family of itself',
      rules: [rule({ kind: 'eligibility', team: 'manager' })],
      atStake: 0,
      is: ['insurance_desk', null],
    },
    {
      name: 'a cent under the amount, the rule is passed over',
      rules: [rule({ atLeast: cents(25_000), ownerId: 'sam' })],
      atStake: 24_999,
      is: ['insurance_desk', null],
    },
    {
      name: 'at the amount, it fits',
      rules: [rule({ atLeast: cents(25_000), ownerId: 'sam' })],
      atStake: 25_000,
      is: ['insurance_desk', 'sam'],
    },
    {
      name: 'the first rule that fits decides',
      rules: [rule({ ownerId: 'sam' }), rule({ ownerId: 'ann' })],
      atStake: 0,
      is: ['insurance_desk', 'sam'],
    },
    {
      name: 'an owner who is away passes it to the fallback owner',
      rules: [rule({ ownerId: 'ann' })],
      away: ['ann'],
      atStake: 0,
      is: ['insurance_desk', 'dana'],
    },
  ])('$name', ({ rules, away, atStake, is }) => {
    const { team, ownerId } = assign({ kind: 'eligibility.call', atStake: cents(atStake) }, facts(rules, away))
    expect([team, ownerId]).toEqual(is)
  })

  test('the last day is the one named, else the days of its kind', () => {
    expect(dueOn({ kind: 'eligibility.call', dueOn: date('2026-03-04') }, today)).toBe('2026-03-04')
    expect(dueOn({ kind: 'eligibility.call' }, today)).toBe('2026-03-06')
  })
})

describe('what nobody acts on', () => {
  const desk = terms.get('insurance_desk')
  const up = (given: Partial<WorkItem>, on = today) => (desk ? escalate({ ...item, ...given }, desk, on) : null)

  test.each([
    { name: 'two days untouched, it waits', given: {}, goes: null },
    {
      name: 'three days untouched, it goes to the fallback owner',
      given: { actedOn: date('2026-02-28') },
      goes: 'insurance_desk dana 1',
    },
    {
      name: 'untouched by the fallback owner too, it goes up',
      given: { actedOn: date('2026-02-28'), ownerId: 'dana', escalation: 1 },
      goes: 'manager null 2',
    },
    { name: 'on its last day it waits', given: { dueOn: today }, goes: null },
    { name: 'a day late it goes', given: { dueOn: date('2026-03-02') }, goes: 'insurance_desk dana 1' },
    { name: 'late, but touched today, it waits', given: { dueOn: date('2026-03-02'), actedOn: today }, goes: null },
    {
      name: 'asleep until tomorrow, it waits',
      given: { actedOn: date('2026-02-01'), snoozedUntil: date('2026-03-04') },
      goes: null,
    },
    {
      name: 'awake since today, it goes',
      given: { actedOn: date('2026-02-01'), snoozedUntil: today },
      goes: 'insurance_desk dana 1',
    },
  ])('$name', ({ given, goes }) => {
    const to = up(given)
    expect(to && `${to.team} ${to.ownerId} ${to.escalation}`).toBe(goes)
  })

  test('above the manager there is nobody', () => {
    const manager = terms.get('manager')
    expect(manager && escalate({ ...item, team: 'manager', actedOn: date('2025-01-01') }, manager, today)).toBeNull()
  })
})

describe('what may be done to an item', () => {
  const closed = { ...item, closedOn: today, closedAs: 'done' as const, closedBy: 'Sam' }
  test.each([
    { name: 'it is finished', item, act: { do: 'done' } as const, end: 'done' },
    { name: 'what is closed is passed over', item: closed, act: { do: 'done' } as const, end: 'It is closed already.' },
    { name: 'closed, it may still take a note', item: closed, act: { do: 'note', why: 'x' } as const, end: 'done' },
    { name: 'it sleeps until tomorrow', item, act: { do: 'snooze', until: date('2026-03-04') } as const, end: 'open' },
    {
      name: 'it cannot sleep until today',
      item,
      act: { do: 'snooze', until: today } as const,
      end: 'It can only sleep until a day to come.',
    },
    {
      name: 'given to whom it belongs, nothing changes',
      item: { ...item, ownerId: 'sam' },
      act: { do: 'assign', ownerId: 'sam' } as const,
      end: 'It is theirs already.',
    },
    { name: 'an open one cannot be reopened', item, act: { do: 'reopen' } as const, end: 'It is open.' },
    { name: 'a closed one can', item: closed, act: { do: 'reopen' } as const, end: 'open' },
  ])('$name', ({ item, act, end }) => {
    const made = actOn(item, act, today, 'Sam')
    expect('skip' in made ? made.skip : (made.to.closedAs ?? 'open')).toBe(end)
  })
})

test('a biller works the insurance desk, a manager every desk', () => {
  expect(teamsOf(['biller'])).toContain('insurance_desk')
  expect(teamsOf(['biller'])).not.toContain('manager')
  expect(teamsOf(['manager'])).toContain('front_desk')
})
