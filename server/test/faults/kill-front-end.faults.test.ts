import { addDays, date } from '@ballast/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changing, reading } from '../../src/ground/db.ts'
import { type Fresh, freshDb } from '../harness.ts'
import { plantPractice } from '../planted.ts'
import { chance, pause, seedOf, times, Worker } from './worker.ts'

// Killed while a calendar and authorizations are taken in, while hours are booked, and while the morning asks payers: every
// hour is one visit, counted once against the plan and once against an authorization, no authorization gives more than it
// has, and nobody is asked twice.

const today = date('2026-03-10')
const perCycle = 20
const cycles = times(4, 40)
let fresh: Fresh

beforeAll(async () => {
  fresh = await freshDb({ today })
  await plantPractice(fresh, fresh.ground(), perCycle + cycles, false)
  // The payer wants to be asked first, so that each visit holds a unit or has to be asked for.
  await changing(fresh.ground(), (tx) =>
    tx
      .updateTable('payer')
      .set({
        params: JSON.stringify({
          av_modifier: '95',
          pos_home: '10',
          authorization: { codes: ['90832', '90834', '90837'], units: 3, days: 180 },
        }),
      })
      .where('practice_id', '=', fresh.practiceId)
      .execute(),
  )
})
afterAll(() => fresh.drop())

const ask = async (text: string): Promise<Record<string, number>> =>
  (await fresh.ownerPool.query(text)).rows[0] as never
const csv = (header: string, rows: readonly string[]): string =>
  Buffer.from([header, ...rows].join('\n')).toString('base64')
const numbers = Array.from({ length: perCycle }, (_, i) => i + 1)
const hour = (i: number): string => `${String(i).padStart(2, '0')}:00`
/** A day for each cycle, so that no two hours of a patient lie over each other. */
const dayOf = (cycle: number) => addDays(today, 1 + cycle)
/** Who books an hour here in a cycle: somebody whom the calendar does not know. */
const ownPatient = (cycle: number): string => `P${perCycle + 1 + cycle}`

const calendar = (cycle: number) =>
  csv(
    'appointment_id,patient_id,clinician_npi,location_id,program_id,date,start,minutes,service',
    numbers.map((i) => `E${cycle}-${i},P${i},1245319599,L1,OP,${dayOf(cycle)},${hour(i)},45,individual_therapy`),
  )
const grants = (cycle: number) =>
  csv(
    'authorization_id,patient_id,payer_id,number,codes,effective_from,effective_until,units',
    [...numbers.filter((i) => i % 2 === 0).map((i) => `P${i}`), ownPatient(cycle)].map(
      (patient) =>
        `A${cycle}-${patient},${patient},NWND1,N${cycle}-${patient},90832;90834;90837,2026-03-01,2026-08-31,2`,
    ),
  )

test('kill -9 around calendar, booking and the morning: each hour counts once, and each payer is asked once', async () => {
  const random = chance(seedOf('kill -9 before the visit'))
  const people = await reading(fresh.ground(), async (tx) => ({
    patients: await tx
      .selectFrom('patient')
      .select(['id', 'external_id'])
      .where('practice_id', '=', fresh.practiceId)
      .execute(),
    clinician: await tx
      .selectFrom('clinician')
      .select('id')
      .where('practice_id', '=', fresh.practiceId)
      .executeTakeFirstOrThrow(),
  }))
  let worker = new Worker(fresh)
  const again = async () => {
    await worker.end('SIGKILL')
    worker = new Worker(fresh)
    await worker.says('ready')
  }
  let kills = 0
  /** Told, perhaps killed in the middle, and then told again until it is done. */
  const tell = async (told: Parameters<Worker['tell']>[0]) => {
    worker.tell(told)
    await worker.says('begun')
    if (random() < 0.7) {
      await pause(random() * 150)
      await again()
      kills += 1
      worker.tell(told)
      await worker.says('begun')
    }
    await worker.says('done')
  }
  try {
    await worker.says('ready')
    for (let cycle = 0; cycle < cycles; cycle += 1) {
      await tell({ do: 'import', kind: 'authorizations', bytes: grants(cycle) })
      await tell({ do: 'import', kind: 'appointments', bytes: calendar(cycle) })
      await tell({
        do: 'book',
        patientId: people.patients.find((row) => row.external_id === ownPatient(cycle))?.id ?? '',
        clinicianId: people.clinician.id,
        on: dayOf(cycle),
        start: '22:00',
      })
      await tell({ do: 'morning' })
    }
    const hours = cycles * perCycle
    expect(
      await ask(
        `SELECT count(*)::int AS visits, count(DISTINCT external_id)::int AS hours FROM app.session WHERE source = 'ehr'`,
      ),
    ).toEqual({ visits: hours, hours })
    // Booked once or, where the answer was lost with the worker, told that the hour is taken: never twice.
    expect(
      await ask(
        `SELECT count(*)::int AS visits, count(DISTINCT (patient_id, service_on))::int AS hours FROM app.session WHERE source = 'own'`,
      ),
    ).toEqual({ visits: cycles, hours: cycles })
    const every = hours + cycles
    expect(await ask('SELECT count(*)::int AS counted FROM app.benefit_visit')).toEqual({ counted: every })
    expect(await ask('SELECT count(*)::int AS uses FROM app.authorization_use')).toEqual({ uses: every })
    expect(
      await ask(
        `SELECT count(*)::int AS over FROM (
          SELECT g.id FROM app.authorization_grant g
          JOIN app.authorization_use u ON u.practice_id = g.practice_id AND u.grant_id = g.id AND u.state IN ('reserved', 'used')
            AND u.override_reason IS NULL
          GROUP BY g.id, g.units HAVING sum(u.units) > g.units) AS o`,
      ),
    ).toEqual({ over: 0 })
    expect(
      await ask(
        `SELECT count(*)::int AS twice FROM (
          SELECT patient_id FROM app.authorization_request WHERE renews_grant_id IS NULL AND status <> 'cancelled'
          GROUP BY patient_id, payer_id HAVING count(*) > 1) AS o`,
      ),
    ).toEqual({ twice: 0 })
    expect(
      await ask(
        `SELECT count(*)::int AS twice FROM (
          SELECT coverage_id FROM app.benefit_inquiry WHERE state IN ('queued', 'asked')
          GROUP BY coverage_id, payer_id, for_on HAVING count(*) > 1) AS o`,
      ),
    ).toEqual({ twice: 0 })
    process.stdout.write(`kill -9 before the visit: ${cycles} cycles, ${kills} kills, ${every} visits\n`)
  } finally {
    await worker.end('SIGKILL')
  }
})
