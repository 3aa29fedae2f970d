import { type Cents, date } from '@ballast/kernel'
import { expect, test } from 'vitest'
import { nextStep, type StepFacts } from './next-step.ts'

const none = 0 as Cents
const facts: StepFacts = {
  status: 'held',
  stops: 1,
  isReleasable: false,
  on: date('2026-03-02'),
  sentOn: null,
  filingDays: 90,
  owedBy: 'payer',
  payerOwes: none,
  patientOwes: none,
  today: date('2026-03-10'),
}
const sent = { ...facts, status: 'sent', sentOn: date('2026-03-03') } as const

test.each<{ name: string; given: StepFacts; who: string; by: string | null; says: string }>([
  {
    name: 'a held claim is ours until filing closes',
    given: facts,
    who: 'you',
    by: '2026-05-31',
    says: 'what stopped',
  },
  {
    name: 'what a person may weigh may be released',
    given: { ...facts, stops: 2, isReleasable: true },
    who: 'you',
    by: '2026-05-31',
    says: 'release',
  },
  { name: 'a sent claim waits to arrive', given: sent, who: 'clearinghouse', by: '2026-04-02', says: 'arrived' },
  {
    name: 'an accepted claim is the payer’s',
    given: { ...sent, status: 'accepted', today: date('2026-04-02') },
    who: 'payer',
    by: '2026-04-02',
    says: 'decides',
  },
  {
    name: 'a day after thirty silent ones, we ask',
    given: { ...sent, status: 'accepted', today: date('2026-04-03') },
    who: 'you',
    by: '2026-05-31',
    says: '31 days',
  },
  {
    name: 'a rejected claim is sent as new',
    given: { ...facts, status: 'rejected' },
    who: 'you',
    by: '2026-05-31',
    says: 'new',
  },
  {
    name: 'a denied claim has its denial',
    given: { ...facts, status: 'denied' },
    who: 'you',
    by: null,
    says: 'denial',
  },
  {
    name: 'a paid claim whose patient owes waits for the patient',
    given: { ...facts, status: 'paid', patientOwes: 2000 as Cents },
    who: 'patient',
    by: null,
    says: 'share',
  },
  {
    name: 'a paid claim that owes nothing is over',
    given: { ...facts, status: 'paid' },
    who: 'nobody',
    by: null,
    says: 'Nothing',
  },
])('$name', ({ given, who, by, says }) => {
  const step = nextStep(given)
  expect(step).toMatchObject({ who, by })
  expect(step.what).toContain(says)
})

test('a payer that pays the patient may stay silent: nobody is sent after it', () => {
  const late = { ...sent, today: date('2026-06-01') }
  expect(nextStep(late)).toMatchObject({ who: 'you', what: expect.stringContaining('silent') })
  expect(nextStep({ ...late, owedBy: 'patient' })).toMatchObject({ who: 'payer', by: null })
})
