import { addDays, cents, sum } from '@ballast/kernel'
import { amountToCents, guide835, parse, readAs, transactionsOf } from '@ballast/x12'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { carelessBiller } from './careless-biller.ts'
import type { OutgoingFile } from './clearinghouse.ts'
import { columns } from './ehr.ts'
import { openWorld, type World } from './open-world.ts'
import { type PracticeUnderTest, stepDay } from './simulate-year.ts'
import { defaultMistakes, defaultPayers, defaultPractice } from './world/default-world.ts'
import type { WorldConfig } from './year/types.ts'

const config = (months: number, clinicians: number): WorldConfig => ({
  practice: defaultPractice(),
  payers: defaultPayers(),
  mistakes: defaultMistakes(),
  months,
  clinicians,
})

type Lived = { world: World; inbox: OutgoingFile[]; exported: OutgoingFile[] }

/** Lives a world with the careless biller and keeps every file that came. */
async function live(seed: number, of: WorldConfig, extraDays = 60): Promise<Lived> {
  const world = openWorld(seed, of)
  const biller = carelessBiller(of.practice.name)
  const inbox: OutgoingFile[] = []
  const exported: OutgoingFile[] = []
  const keeping: PracticeUnderTest = {
    ...biller,
    async importFiles(day, files) {
      exported.push(...files)
      await biller.importFiles(day, files)
    },
    async putIntoInbox(_day, files) {
      inbox.push(...files)
    },
  }
  await keeping.setUp(world.practiceFile())
  for (let day = world.year.from; day <= addDays(world.year.until, extraDays); day = addDays(day, 1))
    await stepDay(world, keeping, day)
  return { world, inbox, exported }
}

const of835 = (files: readonly OutgoingFile[]) =>
  files
    .filter(({ name }) => name.startsWith('835'))
    .flatMap(({ name, bytes }) =>
      transactionsOf(parse(bytes)).map((transaction) => ({ name, transaction, value: readAs(guide835, transaction) })),
    )
const amount = (text: string | undefined) => cents(amountToCents(text ?? '0') ?? 0)

describe('half a year of ten clinicians', () => {
  let lived: Lived
  beforeAll(async () => {
    lived = await live(11, config(6, 10))
  }, 60_000)

  test('every file the clearinghouse sends is flawless, but for the 835 planted out of balance', () => {
    const flawed = lived.inbox.filter(({ bytes }) => parse(bytes).flaws.some(({ severity }) => severity === 'error'))
    expect(flawed.map(({ name }) => name.slice(0, 12))).toEqual(['835-ARBR1-20'])
    const [bad] = flawed
    const codes = parse(bad?.bytes ?? new Uint8Array()).flaws.map(({ code }) => code)
    expect(new Set(codes)).toEqual(new Set(['unbalanced']))
    const corrected = lived.inbox.filter(({ name }) => name.includes('-corrected'))
    expect(corrected).toHaveLength(1)
  })

  test('every 837P claim is acknowledged or its acknowledgment was planted missing', () => {
    const kinds = (start: string) => lived.inbox.filter(({ name }) => name.startsWith(start)).length
    expect(kinds('TA1')).toBe(kinds('999'))
    expect(kinds('277CA')).toBeGreaterThan(kinds('999'))
  })

  test('a duplicate 835 comes with the same bytes, a re-enveloped one with the same payment', () => {
    const again = lived.inbox.find(({ name }) => name.includes('-again'))
    const same = lived.inbox.filter(({ bytes }) => Buffer.compare(bytes, again?.bytes ?? new Uint8Array()) === 0)
    expect(same.length).toBe(2)
    const resent = of835(lived.inbox).find(({ name }) => name.includes('-resent'))
    const alike = of835(lived.inbox).filter(({ value }) => value?.trace.id === resent?.value?.trace.id)
    expect(alike.length).toBe(2)
    expect(new Set(alike.map(({ value }) => value?.payment.amount)).size).toBe(1)
  })

  test('one check number is used for two payments', () => {
    const harbor = of835(lived.inbox).filter(({ name }) => name.includes('HRBR1'))
    expect(new Set(harbor.map(({ value }) => value?.trace.id)).size).toBe(harbor.length - 1)
  })

  test("what the payers' books paid is what their 835s paid", () => {
    const sent = of835(lived.inbox).filter(({ name }) => !name.includes('-again') && !name.includes('-resent'))
    const once = sent.filter(({ transaction }) => !transaction.flaws.some(({ code }) => code === 'unbalanced'))
    const answers = lived.world.answers()
    expect(sum(once.map(({ value }) => amount(value?.payment.amount)))).toBe(
      sum(answers.payers.map(({ payments }) => payments)),
    )
    const claimsPaid = sum(
      once.flatMap(
        ({ value }) => value?.groups.flatMap(({ claims }) => claims.map(({ claim }) => amount(claim.paid))) ?? [],
      ),
    )
    expect(claimsPaid).toBe(answers.totals.paid)
  })

  test('every claim the biller sent has an answer', () => {
    const answers = lived.world.answers()
    expect(answers.claims.filter(({ patientId }) => patientId === null)).toEqual([])
    expect(new Set(answers.claims.map(({ controlNumber }) => controlNumber)).size).toBe(answers.claims.length)
    for (const one of answers.claims.filter(({ state }) => state === 'decided'))
      expect(one.charge).toBe(one.paid + one.patientResponsibility + one.contractual + one.denied)
  })

  test('most denials come from a planted mistake; the rest from what a payer hides', () => {
    const { claims } = lived.world.answers()
    const denied = claims.filter(({ denials }) => denials.length > 0)
    const planted = denied.filter(({ denials }) => denials.some(({ planted: behind }) => behind.length > 0))
    expect(planted.length / denied.length).toBeGreaterThan(0.9)
    expect(denied.length / claims.length).toBeGreaterThan(0.03)
    expect(denied.length / claims.length).toBeLessThan(0.15)
  })

  test('planted mistakes that reach a payer are seen by one', () => {
    const { planted } = lived.world.answers()
    const seen = (kind: string) => planted.filter((one) => one.kind === kind && one.seenOn.length > 0).length
    for (const kind of [
      'carve_out_missed',
      'member_id_malformed',
      'clinician_not_enrolled',
      'modifier_missing',
      'duplicate_session',
      'diagnosis_not_billable',
    ])
      expect(seen(kind), kind).toBeGreaterThan(0)
  })

  test('the EHR exports exactly the published columns', () => {
    for (const [kind, names] of Object.entries(columns)) {
      const file = lived.exported.find(({ name }) => name.endsWith(`-${kind}.csv`))
      const [header] = new TextDecoder().decode(file?.bytes).split('\r\n')
      expect(header).toBe(names.join(','))
    }
  })

  test("the answers count the patients' payments that the EHR exported, each once", () => {
    const cells = lived.exported
      .filter(({ name }) => name.endsWith('-payments.csv'))
      .flatMap(({ bytes }) =>
        new TextDecoder()
          .decode(bytes)
          .split('\r\n')
          .slice(1, -1)
          .map((line) => line.split(',')),
      )
    expect(new Set(cells.map(([id]) => id)).size).toBe(cells.length)
    expect(sum(cells.map((row) => amount(row[4])))).toBe(lived.world.answers().totals.patientPaid)
  })

  test('a patient is exported before the first visit, and a coverage with it', () => {
    const rows = (kind: string) =>
      lived.exported
        .filter(({ name }) => name.endsWith(`-${kind}.csv`))
        .flatMap(({ name, bytes }) =>
          new TextDecoder()
            .decode(bytes)
            .split('\r\n')
            .slice(1, -1)
            .map((line) => ({ on: name.slice(0, 10), cells: line.split(',') })),
        )
    const known = new Map<string, string>()
    for (const { on, cells } of rows('patients')) if (!known.has(cells[0] ?? '')) known.set(cells[0] ?? '', on)
    for (const { on, cells } of rows('sessions')) expect((known.get(cells[1] ?? '') ?? '9') <= on).toBe(true)
  })
})

test('the same seed gives the same bytes', async () => {
  const [a, b] = [await live(5, config(1, 3)), await live(5, config(1, 3))]
  const bytes = ({ inbox, exported }: Lived) =>
    [...inbox, ...exported].map((file) => `${file.name}\n${new TextDecoder().decode(file.bytes)}`)
  expect(bytes(a)).toEqual(bytes(b))
  expect(a.inbox.length).toBeGreaterThan(10)
})

test("in any world, the payers' books and their 835s sum alike", () =>
  fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 10_000 }), async (seed) => {
      const { world } = await live(seed, config(1, 2), 40)
      for (const { book, remittances } of world.payers) {
        const booked = sum(book.map(({ decision }) => decision.paid))
        const adjusted = sum(remittances.flatMap(({ adjustments }) => adjustments.map((one) => one.amount)))
        expect(sum(remittances.map(({ payment }) => payment))).toBe(booked - adjusted)
      }
    }),
    { numRuns: 4 },
  ))
