import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { addDays, cents, date } from '@ballast/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { draftClaims } from '../../src/cycle/claim/actions/draft.ts'
import { agreeFee } from '../../src/cycle/intake/actions/fees.ts'
import { addCard } from '../../src/cycle/receivable/actions/card.ts'
import { collectPayment } from '../../src/cycle/receivable/actions/collect.ts'
import { writeOff, writeOffVisit } from '../../src/cycle/receivable/actions/write-off.ts'
import { book } from '../../src/cycle/session/actions/booking.ts'
import { setToday } from '../../src/ground/clock.ts'
import { verify } from '../../src/ground/verify.ts'
import { importCsv } from '../../src/imports.ts'
import { type Fresh, freshDb } from '../harness.ts'
import { plantPractice } from '../planted.ts'
import { chance, pause, seedOf, times, until, Worker } from './worker.ts'

// What no claim carries: the fee of a visit without a plan, the fee agreed for it, what of it is charged to a card, and what is
// given up. Killed in
// the middle of any of them, or done by two people at once, each visit is charged once, at what was agreed for its day, and
// given up once, and a card is charged and its payment posted once.

const today = date('2026-03-10')
const perCycle = 12
const cycles = times(1, 30)
const standard = 15_000
const agreed = 9_000
const charged = 4_000
let fresh: Fresh

beforeAll(async () => {
  fresh = await freshDb({ today })
  await plantPractice(fresh, fresh.ground(), 1, false)
  const people = Array.from(
    { length: perCycle },
    (_, i) => `V${i},Alma,Rowe${i},1988-05-04,F,12 Quay Street,Ellery Point,VA,239010012`,
  )
  await bring(
    'patients',
    ['patient_id,first_name,last_name,birth_date,sex,address,city,state,zip', ...people].join('\n'),
  )
})
afterAll(() => fresh.drop())

const ask = async <T extends object>(text: string): Promise<T[]> => (await fresh.ownerPool.query<T>(text)).rows
const bring = (kind: 'patients' | 'sessions', text: string) =>
  importCsv(fresh.ground(), kind, { name: `${kind}.csv`, bytes: Buffer.from(text) })
const dayOf = (cycle: number) => addDays(date('2026-01-15'), cycle)
const visits = (cycle: number): string =>
  [
    'session_id,patient_id,clinician_npi,location_id,program_id,date,minutes,status,service,modality,patient_location,diagnoses,note_elements,signed_at',
    ...Array.from(
      { length: perCycle },
      (_, i) =>
        `F${cycle}-${i},V${i},1245319599,L1,OP,${dayOf(cycle)},45,kept,individual_therapy,in_person,clinic,F41.1,STARTSTOP;MEDNEC,${dayOf(cycle)}`,
    ),
  ].join('\n')
const idOf = async (table: 'patient' | 'session', externalId: string): Promise<string> =>
  (await ask<{ id: string }>(`SELECT id FROM app.${table} WHERE external_id = '${externalId}'`))[0]?.id ?? ''
/** What became of every visit that no plan pays. */
const stands = () =>
  ask<{ visit: string; charged: number; owed: number; givenUp: number; writeOffs: number }>(
    `SELECT s.external_id AS visit,
       (-coalesce(sum(p.amount_cents) FILTER (WHERE p.account = 'income'), 0))::int AS charged,
       (coalesce(sum(p.amount_cents) FILTER (WHERE p.account = 'patient'), 0))::int AS owed,
       (coalesce(sum(p.amount_cents) FILTER (WHERE p.account = 'written-off'), 0))::int AS "givenUp",
       (count(DISTINCT j.id) FILTER (WHERE j.kind = 'write-off'))::int AS "writeOffs"
     FROM app.session s
     LEFT JOIN app.posting p ON p.practice_id = s.practice_id AND p.session_id = s.id
     LEFT JOIN app.journal j ON j.practice_id = p.practice_id AND j.id = p.journal_id
     GROUP BY s.id, s.external_id ORDER BY s.external_id`,
  )
const ledgerIsWhole = async () =>
  expect((await verify(fresh.machine, [fresh.practiceId])).filter((check) => !check.ok)).toEqual([])

test('kill -9 around private fees: each visit is charged once, at what was agreed, and given up once', async () => {
  const random = chance(seedOf('kill -9 around private fees'))
  let worker = new Worker(fresh)
  let kills = 0
  const ready = async () => {
    await worker.says('ready')
    worker.tell({ do: 'work' })
    await worker.says('done')
  }
  const perhapsKilled = async (): Promise<boolean> => {
    if (random() > 0.7) return false
    await pause(random() * 400)
    await worker.end('SIGKILL')
    worker = new Worker(fresh)
    await ready()
    kills += 1
    return true
  }
  /** Told, perhaps killed in the middle, and then told again until it is done. */
  const tell = async (told: Parameters<Worker['tell']>[0]) => {
    worker.tell(told)
    await worker.says('begun')
    if (await perhapsKilled()) worker.tell(told)
    await worker.says('done')
  }
  /** The news that came is worked, perhaps by a second worker after the first was killed in the middle. */
  const rest = async () => {
    await perhapsKilled()
    await until('the news is worked', 40, async () => {
      // The errand that asks again for a charge comes a minute later on purpose.
      const [left] = await ask<{ jobs: number }>(
        `SELECT count(*)::int AS jobs FROM boss.job WHERE state <= 'active' AND name <> 'receivable.finish-charge'`,
      )
      return left?.jobs === 0
    })
  }
  // The processor there is moves no money, so it is heard only where the days are made up.
  await setToday(fresh.ground(), today)
  const card = await addCard(fresh.ground(), await idOf('patient', 'V3'), {
    token: 'tok_alma',
    brand: 'Visa',
    lastFour: '4242',
    expires: '2027-09',
    holder: 'Alma Rowe',
    signedBy: 'Alma Rowe',
    signedAs: 'patient',
    method: 'paper',
  })
  const cardId = card.ok ? card.value.id : ''
  const expected: Awaited<ReturnType<typeof stands>> = []
  try {
    await ready()
    for (let cycle = 0; cycle < cycles; cycle += 1) {
      // The first patient's fee is agreed before the visits are known, the second's after they were charged in full.
      const whose = async (i: number) => ({
        do: 'agree' as const,
        patientId: await idOf('patient', `V${i}`),
        fee: agreed,
        from: dayOf(cycle),
      })
      await tell(await whose(0))
      await bring('sessions', visits(cycle))
      await rest()
      await tell(await whose(1))
      await rest()
      await tell({ do: 'write-off', sessionId: await idOf('session', `F${cycle}-2`) })
      const sessionId = await idOf('session', `F${cycle}-3`)
      await tell({ do: 'collect', key: `charge-${cycle}`, sessionId, cardId, amount: charged })
      for (let i = 0; i < perCycle; i += 1) {
        const fee = i < 2 ? agreed : standard
        expected.push({
          visit: `F${cycle}-${i}`,
          charged: fee,
          owed: i === 2 ? 0 : i === 3 ? fee - charged : fee,
          givenUp: i === 2 ? fee : 0,
          writeOffs: i === 2 ? 1 : 0,
        })
      }
      expect(await stands()).toEqual(expected.toSorted((a, b) => (a.visit < b.visit ? -1 : 1)))
    }
    expect(await ask(`SELECT count(*)::int AS standing FROM app.fee_agreement WHERE until_on IS NULL`)).toEqual([
      { standing: 2 },
    ])
    expect(await readdir(join(fresh.machine.folder, 'cards'))).toHaveLength(cycles)
    await ledgerIsWhole()
    process.stdout.write(`kill -9 around private fees: ${cycles} cycles, ${kills} kills, ${expected.length} visits\n`)
  } finally {
    await worker.end('SIGKILL')
  }
})

test('eight at once: a visit is charged once, given up once, paid as often as it was paid, and its fee agreed once', async () => {
  const rounds = times(1, 40)
  const ground = fresh.ground()
  const eight = <T>(work: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: 8 }, work))
  for (let round = 0; round < rounds; round += 1) {
    await bring(
      'sessions',
      visits(-1 - round)
        .split('\n')
        .slice(0, 4)
        .join('\n'),
    )
    const ids = await Promise.all([0, 1, 2].map((i) => idOf('session', `F${-1 - round}-${i}`)))
    const [first, second, third] = ids as [string, string, string]
    const patientId = await idOf('patient', 'V2')
    await eight(() => draftClaims(ground, ids))
    const given = await eight(() => writeOffVisit(ground, first, { reason: 'hardship', note: 'form on file' }))
    expect(given.filter((each) => each.ok)).toHaveLength(1)
    await eight(() => collectPayment(ground, { sessionId: second, amount: 4_000, method: 'card' }))
    const fee = {
      basis: 'sliding scale',
      from: dayOf(-1 - round),
      until: null,
      reviewOn: null,
      agreedBy: 'Alma Rowe',
    }
    await eight(() => agreeFee(ground, patientId, { ...fee, fee: cents(agreed) }))
    await Promise.all([fresh.machine.jobs.drain(), eight(() => draftClaims(ground, [third]))])
    const now = new Map((await stands()).map((row) => [row.visit, row]))
    expect(now.get(`F${-1 - round}-0`)).toMatchObject({ owed: 0, writeOffs: 1 })
    expect(now.get(`F${-1 - round}-1`)).toMatchObject({ owed: 0 })
    expect(now.get(`F${-1 - round}-2`)).toMatchObject({ charged: agreed, owed: agreed })
  }
  expect(
    await ask(
      `SELECT patient_id FROM app.fee_agreement GROUP BY patient_id HAVING count(*) FILTER (WHERE until_on IS NULL) > 1`,
    ),
  ).toEqual([])
  await ledgerIsWhole()
})

test('eight at once give up what a payer owes on a claim, and book a patient at two clinicians: one does, the others are told', async () => {
  const ground = fresh.ground()
  await bring(
    'sessions',
    visits(0)
      .split('\n')
      .slice(0, 1)
      .concat(visits(0).split('\n')[1]?.replace('F0-0,V0', 'K1,P1') ?? '')
      .join('\n'),
  )
  await fresh.machine.jobs.drain()
  const [claim] = await ask<{ id: string }>('SELECT id FROM app.claim')
  const given = await Promise.all(
    Array.from({ length: 8 }, () =>
      writeOff(ground, claim?.id ?? '', { owedBy: 'payer', reason: 'timely_filing', note: 'the window has passed' }),
    ),
  )
  expect(given.filter((each) => each.ok)).toHaveLength(1)

  await fresh.ownerPool.query(
    `INSERT INTO app.clinician SELECT (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'npi', '1003000126'))).*
      FROM app.clinician c`,
  )
  const clinicians = await ask<{ id: string }>('SELECT id FROM app.clinician')
  expect(clinicians).toHaveLength(2)
  const patientId = await idOf('patient', 'P1')
  const booked = await Promise.all(
    Array.from({ length: 8 }, (_, i) =>
      book(ground, {
        patientId,
        clinicianId: clinicians[i % 2]?.id ?? '',
        on: addDays(today, 7),
        start: '10:00',
        minutes: 45,
        service: 'individual_therapy',
        modality: 'in_person',
        times: 1,
        everyWeeks: 1,
        reason: null,
      }),
    ),
  )
  expect(booked.filter((each) => each.ok)).toHaveLength(1)
  await ledgerIsWhole()
})
