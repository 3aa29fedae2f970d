import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cents, date } from '@ballast/kernel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDb } from '../../../test/harness.ts'
import { type EraClaim, eraFile, plantPractice } from '../../../test/planted.ts'
import { verify } from '../../ground/verify.ts'
import { type ImportKindName, importCsv } from '../../imports.ts'
import { sendReady } from '../claim/actions/send.ts'
import { agreeFee } from '../intake/actions/fees.ts'
import { dropTerm, setTerm } from '../intake/actions/patient.ts'
import type { CoverageTerm } from '../intake/types.ts'
import { receiveFile } from '../remittance/actions/receive-file.ts'
import { todayPage } from '../session/actions/today.ts'
import { collectPayment } from './actions/collect.ts'
import { patientAccount } from './actions/patient.ts'
import { giveSuperbill, superbillOf } from './actions/superbill.ts'

// Out of network the patient pays and is paid back by the plan: the visit is theirs, no claim goes, and the superbill says what
// the plan asks for. Where the practice files the claim as a courtesy, it assigns nothing.

const fresh = await freshDb({ today: date('2026-03-10') })
afterAll(fresh.drop)
const ground = fresh.ground()
const ask = async <T extends object>(text: string, values: readonly unknown[] = []): Promise<T[]> =>
  (await fresh.ownerPool.query<T>(text, [fresh.practiceId, ...values])).rows
const idOf = async (table: 'patient' | 'session' | 'coverage', externalId: string): Promise<string> =>
  (
    await ask<{ id: string }>(`SELECT id FROM app.${table} WHERE practice_id = $1 AND external_id = $2`, [externalId])
  )[0]?.id ?? ''
const bring = async (kind: ImportKindName, text: string) => {
  const report = await importCsv(ground, kind, { name: `${kind}.csv`, bytes: new TextEncoder().encode(text) })
  expect(report.refused).toEqual([])
  await fresh.machine.jobs.drain()
}
const head =
  'session_id,patient_id,clinician_npi,location_id,program_id,date,minutes,status,service,modality,patient_location,diagnoses,note_elements,signed_at'
const visit = (id: string, patient: string, on: string) =>
  bring(
    'sessions',
    `${head}\n${id},${patient},1245319599,L1,OP,${on},45,kept,individual_therapy,video,home,F41.1,STARTSTOP;MEDNEC;TH_CONSENT;TH_PTLOC;TH_TECH,${on}`,
  )
const outOfNetwork = {
  kind: 'out_of_network',
  reference: null,
  from: date('2026-03-03'),
  until: null,
  visits: null,
  codes: [],
  rate: null,
  paysPatient: true,
  courtesyClaim: false,
} as const satisfies CoverageTerm
const agree = async (card: string, term: CoverageTerm) => {
  const kept = await setTerm(ground, await idOf('coverage', card), term)
  await fresh.machine.jobs.drain()
  return kept
}
const claimsOf = (id: string) =>
  ask<{ status: string }>(
    `SELECT c.status FROM app.claim c JOIN app.session s ON s.practice_id = c.practice_id AND s.id = c.session_id
      WHERE c.practice_id = $1 AND s.external_id = $2 AND c.status <> 'void'`,
    [id],
  )
const owed = async (patient: string) => (await patientAccount(ground, await idOf('patient', patient)))?.owedCents
const march = [date('2026-03-01'), date('2026-03-31')] as const

beforeAll(async () => {
  await plantPractice(fresh, ground, 4, false)
}, 60_000)

describe('a plan that pays the patient', () => {
  test('gets no claim from its first day on: the visit is the patient’s, the day before it is the plan’s', async () => {
    expect(await agree('C1', outOfNetwork)).toMatchObject({ ok: true })
    await visit('O2', 'P1', '2026-03-02')
    await visit('O3', 'P1', '2026-03-03')
    expect([await claimsOf('O2'), await claimsOf('O3')]).toEqual([[{ status: expect.any(String) }], []])
    expect(await owed('P1')).toBe(15_000)
  })

  test('is told who, under which licence, what, why, and what was charged and paid; not of visits billed to it', async () => {
    await ask(
      `INSERT INTO app.clinician_paper (practice_id, id, clinician_id, kind, title, number, region)
        SELECT practice_id, gen_random_uuid(), id, 'licence', 'LCSW', '0904-1', 'VA' FROM app.clinician WHERE practice_id = $1`,
    )
    await collectPayment(ground, { sessionId: await idOf('session', 'O3'), amount: 10_000, method: 'card' })
    const it = await superbillOf(ground, await idOf('patient', 'P1'), ...march)
    expect(it?.bills).toMatchObject([
      {
        practice: { name: 'Tidewater', npi: '1234567893', taxId: '990000017' },
        patient: { name: 'Alma Rowe1', birthOn: '1988-05-04' },
        plan: { payer: 'Northwind', memberId: 'W100000001', relationship: 'self', subscriber: { name: 'Alma Rowe1' } },
        visits: [
          {
            on: '2026-03-03',
            placeOfService: '10',
            diagnoses: ['F41.1'],
            lines: [{ code: '90834', modifiers: ['95'], units: 1, chargeCents: 15_000 }],
            clinician: { name: 'Ida Hale', npi: '1245319599', credential: 'LCSW', licences: ['VA 0904-1'] },
            chargeCents: 15_000,
            paidCents: 10_000,
          },
        ],
        chargeCents: 15_000,
        paidCents: 10_000,
      },
    ])
    expect(
      (await superbillOf(ground, await idOf('patient', 'P1'), date('2026-03-02'), date('2026-03-02')))?.bills,
    ).toEqual([])
  })

  test('is asked to pay back no more than was charged: an agreed fee stands on it', async () => {
    await agreeFee(ground, await idOf('patient', 'P1'), {
      fee: cents(9_000),
      basis: 'sliding scale',
      from: date('2026-03-05'),
      until: null,
      reviewOn: null,
      agreedBy: 'Alma Rowe',
    })
    await visit('O5', 'P1', '2026-03-05')
    const it = await superbillOf(ground, await idOf('patient', 'P1'), date('2026-03-05'), date('2026-03-05'))
    expect(it?.bills[0]).toMatchObject({ chargeCents: 9_000, paidCents: 0 })
  })

  test('what was given stays what it was, with whom, how and when', async () => {
    const patient = await idOf('patient', 'P1')
    const coverageId = await idOf('coverage', 'C1')
    const days = { coverageId, from: march[0], until: march[1] }
    const given = { ...days, givenTo: 'Alma Rowe', how: 'in_person' } as const
    expect(await giveSuperbill(ground, patient, given)).toMatchObject({ ok: true })
    expect(await giveSuperbill(ground, patient, { ...given, until: date('2026-02-28') })).toMatchObject({
      refusal: { message: expect.stringContaining('before it begins') },
    })
    expect(await giveSuperbill(ground, patient, { ...given, from: march[0], until: date('2026-03-02') })).toMatchObject(
      { refusal: { message: expect.stringContaining('Choose other days') } },
    )
    expect(await giveSuperbill(fresh.ground(fresh.otherPracticeId), patient, given)).toMatchObject({
      refusal: { kind: 'not_found' },
    })
    expect(await superbillOf(fresh.ground(fresh.otherPracticeId), patient, ...march)).toBeNull()
    expect((await superbillOf(ground, patient, ...march))?.given).toMatchObject([
      { givenOn: '2026-03-10', givenTo: 'Alma Rowe', how: 'in_person', chargeCents: 24_000, paidCents: 10_000 },
    ])
  })

  test('said later takes back the claim that has not gone, and taken back again makes it anew', async () => {
    await visit('T4', 'P2', '2026-03-04')
    expect(await claimsOf('T4')).toHaveLength(1)
    const term = await agree('C2', outOfNetwork)
    expect(await claimsOf('T4')).toEqual([])
    expect(await owed('P2')).toBe(15_000)
    await dropTerm(ground, term.ok ? term.value.id : '')
    await fresh.machine.jobs.drain()
    expect(await claimsOf('T4')).toHaveLength(1)
    expect(await owed('P2')).toBe(0)
  })

  test('a single case agreement of the day goes before: it acts like a contract', async () => {
    await agree('C3', outOfNetwork)
    await agree('C3', { ...outOfNetwork, kind: 'single_case', rate: cents(12_000), paysPatient: false })
    await visit('S4', 'P3', '2026-03-04')
    expect(await claimsOf('S4')).toHaveLength(1)
  })

  test('a claim filed as a courtesy assigns nothing, and its charge is the patient’s', async () => {
    expect(await agree('C4', { ...outOfNetwork, paysPatient: false, courtesyClaim: true })).toMatchObject({
      refusal: { kind: 'intake.invalid' },
    })
    await agree('C4', { ...outOfNetwork, courtesyClaim: true })
    await visit('K4', 'P4', '2026-03-04')
    expect(await owed('P4')).toBe(15_000)
    await sendReady(ground)
    await fresh.machine.jobs.drain()
    expect(await claimsOf('K4')).toEqual([{ status: 'sent' }])
    expect((await superbillOf(ground, await idOf('patient', 'P4'), ...march))?.bills).toEqual([])
    const outbox = join(fresh.machine.folder, 'mailbox', fresh.practiceId, 'outbox')
    const files = await Promise.all((await readdir(outbox)).map((name) => readFile(join(outbox, name), 'utf8')))
    // Not accepted, and not assigned: the plan pays its member. Beside it a claim in network, both yes.
    const claims = files.flatMap((text) => text.match(/CLM\*[^~]*/g) ?? [])
    expect(claims.filter((line) => line.includes('*Y*C*N*Y'))).toHaveLength(1)
    expect(claims.filter((line) => line.includes('*Y*A*Y*Y'))).toHaveLength(claims.length - 1)
    expect(claims.length).toBeGreaterThan(1)
  })

  describe('what its plan decides is between the plan and the patient', () => {
    let eras = 0
    const decides = async (claim: Omit<EraClaim, 'number' | 'charge'>) => {
      eras += 1
      const [own] = await ask<{ number: string }>(
        `SELECT c.control_number AS number FROM app.claim c JOIN app.session s ON s.practice_id = c.practice_id AND s.id = c.session_id
          WHERE c.practice_id = $1 AND s.external_id = 'K4'`,
      )
      const claims = [{ number: own?.number ?? '', charge: 15_000, ...claim }]
      await receiveFile(ground, `${eras}.835`, eraFile(eras, [{ trace: `K${eras}`, on: ground.today(), claims }]))
      await fresh.machine.jobs.drain()
    }

    test('it denies: the patient owes the visit as before, nobody has a denial to work, and no payer owes or is credited', async () => {
      await decides({ status: '4', paid: 0, reason: '197' })
      expect(await owed('P4')).toBe(15_000)
      expect(await ask('SELECT id FROM app.denial WHERE practice_id = $1')).toEqual([])
      expect(
        await ask(
          `SELECT i.payer_cents::int AS payer, c.status FROM app.open_item i JOIN app.claim c ON c.practice_id = i.practice_id AND c.id = i.claim_id
            JOIN app.session s ON s.practice_id = c.practice_id AND s.id = c.session_id WHERE i.practice_id = $1 AND s.external_id = 'K4'`,
        ),
      ).toEqual([{ payer: 0, status: 'accepted' }])
    })

    test('it sends the practice money all the same: that is the patient’s, and meets what they owe', async () => {
      await decides({ paid: 9_000, patient: 1_000 })
      expect(await owed('P4')).toBe(6_000)
      expect((await verify(fresh.machine, [fresh.practiceId])).filter((check) => !check.ok)).toEqual([])
    })
  })
})

test('at the desk a patient whose plan pays them owes the visit, not a copay', async () => {
  await ask(`UPDATE app.coverage SET copay_cents = 2500 WHERE practice_id = $1 AND external_id IN ('C1', 'C3')`)
  await visit('D1', 'P1', '2026-03-10')
  await visit('D3', 'P3', '2026-03-10')
  const lines = new Map((await todayPage(ground, date('2026-03-10'))).visits.map((line) => [line.patient, line]))
  expect(lines.get('Alma Rowe1')).toMatchObject({ isSelfPay: true, agreedFeeCents: 9_000, copayCents: null })
  expect(lines.get('Alma Rowe3')).toMatchObject({ isSelfPay: false, copayCents: 2_500 })
})
