import { addDays, cents, date, daysBetween, type PlainDate } from '@ballast/kernel'
import { describe, expect, test } from 'vitest'
import { openWorld } from '../open-world.ts'
import { defaultMistakes, defaultPayers, defaultPractice } from '../world/default-world.ts'
import type { Payer } from '../world/payer-file.ts'
import type { Authorization } from '../year/types.ts'
import { openPayer, type Registry } from './open-payer.ts'
import type { ReceivedClaim } from './received-claim.ts'

const config = {
  practice: defaultPractice(),
  payers: defaultPayers(),
  mistakes: { ...defaultMistakes(), mistakes: [] },
  months: 2,
  clinicians: 10,
}
const { year } = openWorld(7, config)
const needed = <T>(one: T | undefined): T => {
  if (one === undefined) throw new RangeError('no such thing in this world')
  return one
}
const payer = needed(config.payers.find(({ id }) => id === 'CEDR1'))
const session = needed(
  year.sessions.find(
    ({ payerId, status, rightCodes, clinician }) =>
      payerId === 'CEDR1' && status === 'kept' && rightCodes[0] === '90837' && clinician.supervisorNpi === null,
  ),
)
const coverage = needed(
  year.coverages.find(({ patientId, payerId }) => payerId === 'CEDR1' && patientId === session.patientId),
)
const patient = needed(year.patients.find(({ id }) => id === session.patientId))

const grant = (number: string, until: PlainDate, units: number): Authorization => ({
  id: number,
  patientId: patient.id,
  payerId: 'CEDR1',
  number,
  codes: ['90837'],
  from: session.on,
  until,
  units,
  obtainedOn: session.on,
  clinicianNpi: null,
  diagnosis: null,
})

/** The payer with these approvals in its files, listed as they end; where it limits visits, it asks for no approval. */
function open(authorizations: readonly Authorization[], sessionLimit: Payer['published']['sessionLimit'] = null) {
  const registry: Registry = {
    seed: 7,
    startsOn: year.from,
    payee: { name: 'Practice', npi: '1234567893', taxId: '990000017' },
    member: (_, memberId) => (memberId === coverage.memberId ? { coverage, patient } : null),
    clinician: (npi) => year.clinicians.find((one) => one.npi === npi) ?? null,
    authorizations: () => authorizations,
    sessions: () => [],
    passOn: () => undefined,
  }
  const authorization = sessionLimit ? null : payer.published.authorization
  return openPayer({ ...payer, published: { ...payer.published, authorization, sessionLimit } }, registry)
}

const visit = (day: number, authorization: string | null, more: Partial<ReceivedClaim> = {}): ReceivedClaim => ({
  controlNumber: `B${day}${more.frequency ?? ''}`,
  frequency: '1',
  originalNumber: null,
  charge: cents(18_000),
  payerId: 'CEDR1',
  billingNpi: '1234567893',
  renderingNpi: session.clinician.npi,
  filingIndicator: 'CI',
  subscriber: { lastName: patient.lastName, firstName: patient.firstName, memberId: coverage.memberId },
  patient: {
    lastName: patient.lastName,
    firstName: patient.firstName,
    birth: patient.birth,
    state: 'VA',
    zip: '239010001',
  },
  relationship: coverage.relationship,
  rank: 'P',
  diagnoses: ['F411'],
  saysCause: false,
  hasFacility: false,
  referral: null,
  isAssigned: true,
  authorization,
  lines: [
    {
      control: null,
      code: '90837',
      modifiers: session.right.modifiers,
      charge: cents(18_000),
      units: 1,
      on: addDays(session.on, day),
      place: session.right.place,
      before: null,
    },
  ],
  ...more,
})

/** What the payer refused, by claim. */
function refusals(of: ReturnType<typeof openPayer>, until: PlainDate): Record<string, string> {
  for (let day = year.from; day <= until; day = addDays(day, 1)) of.remit(day)
  return Object.fromEntries(
    of.book.flatMap(({ controlNumber, decision }) =>
      decision.lines.flatMap(({ denial }) => (denial ? [[controlNumber, denial]] : [])),
    ),
  )
}

describe('which approval a claim uses up', () => {
  const later = addDays(session.on, 200)
  const soon = addDays(session.on, 100)

  test('the one it names, though another ends first', () => {
    const cedar = open([grant('SOON', soon, 1), grant('LATER', later, 1)])
    for (const [day, number] of [
      [0, 'LATER'],
      [7, 'SOON'],
      [14, 'SOON'],
    ] as const)
      cedar.receive(addDays(session.on, day + 1), visit(day, number))
    expect(refusals(cedar, addDays(session.on, 90))).toEqual({ B14: '198' })
  })

  test('the one that ends first where it names none', () => {
    const cedar = open([grant('SOON', soon, 1), grant('LATER', later, 1)])
    cedar.receive(addDays(session.on, 1), visit(0, null))
    cedar.receive(addDays(session.on, 8), visit(7, 'LATER'))
    expect(refusals(cedar, addDays(session.on, 90))).toEqual({})
  })

  test('that names another clinician or another disorder is none for it', () => {
    const one = grant('ONE', later, 9)
    const said = (change: Partial<Authorization>) => {
      const cedar = open([{ ...one, ...change }])
      cedar.receive(addDays(session.on, 1), visit(0, 'ONE'))
      return refusals(cedar, addDays(session.on, 60)).B0 ?? null
    }
    expect(said({ clinicianNpi: session.clinician.npi, diagnosis: 'F41.9' })).toBeNull()
    expect(said({ clinicianNpi: '1234567893' })).toBe('296')
    expect(said({ diagnosis: 'F33.1' })).toBe('284')
  })

  test('a visit billed again, corrected, is one visit', () => {
    const cedar = open([grant('ONE', later, 2)])
    cedar.receive(addDays(session.on, 1), visit(0, 'ONE'))
    refusals(cedar, addDays(session.on, 40))
    const first = cedar.book[0]?.payerControl ?? ''
    cedar.receive(
      addDays(session.on, 41),
      visit(0, 'ONE', { frequency: '7', originalNumber: first, controlNumber: 'AGAIN' }),
    )
    cedar.receive(addDays(session.on, 42), visit(7, 'ONE'))
    cedar.receive(addDays(session.on, 43), visit(14, 'ONE'))
    expect(refusals(cedar, addDays(session.on, 120))).toEqual({ B14: '198' })
  })
})

describe('a limit on visits', () => {
  const days = daysBetween(session.on, date(`${session.on.slice(0, 4)}-12-31`))
  const over = (per: 'year' | 'episode') => {
    const cedar = open([], { limit: 2, per })
    for (const day of [days - 14, days - 7, days, days + 1, days + 8, days + 15])
      cedar.receive(addDays(session.on, day + 1), visit(day, null))
    return Object.keys(refusals(cedar, addDays(session.on, days + 120))).map((name) => Number(name.slice(1)) - days)
  }

  test('of a year begins anew in January', () => expect(over('year')).toEqual([0, 15]))
  test('of an episode does not', () => expect(over('episode')).toEqual([0, 1, 8, 15]))

  // biome-ignore format: one row per line
  test.each([
    { name: 'one claim a day: the third is over',               claims: [[0, '90837'], [7, '90837'], [14, '90837']],                refused: ['14 90837'] },
    { name: 'two claims of one day are one visit',              claims: [[0, '90837'], [0, '90834'], [7, '90837'], [14, '90837']],  refused: ['14 90837'] },
    { name: 'a second claim on the last day paid is paid too',  claims: [[0, '90837'], [7, '90837'], [7, '90834'], [14, '90837']],  refused: ['14 90837'] },
    { name: 'both claims of a day beyond it are over',          claims: [[0, '90837'], [7, '90837'], [14, '90837'], [14, '90834']], refused: ['14 90834', '14 90837'] },
  ] as const)('$name', ({ claims, refused }) => {
    const program = open([], { limit: 2, per: 'episode' })
    for (const [day, code] of claims) {
      const claim = visit(day, null)
      program.receive(addDays(session.on, day + 1), { ...claim, controlNumber: `${day} ${code}`, lines: claim.lines.map((line) => ({ ...line, code })) })
    }
    expect(Object.keys(refusals(program, addDays(session.on, 120))).sort()).toEqual(refused)
  })
})
