import { date } from '@ballast/kernel'
import { guide277CA, guide999, parse, type TypedOf, transactionsOf, writeInterchange } from '@ballast/x12'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Fresh, freshDb } from '../../../test/harness.ts'
import { tidewater } from '../../../test/planted.ts'
import { setToday } from '../../ground/clock.ts'
import { reading } from '../../ground/db.ts'
import { importCsv } from '../../imports.ts'
import { setUpPractice } from '../practice/actions/setup.ts'
import { takeAcknowledgments } from './actions/acknowledge.ts'
import { draftClaim } from './actions/draft.ts'
import { claimPage, claimsPage } from './actions/page.ts'
import { recheckHeld } from './actions/recheck.ts'
import { batchClaims, sendReady } from './actions/send.ts'
import { correctClaim, holdClaim, releaseClaim, reviseClaim, voidClaim } from './actions/work.ts'

const setup = {
  ...tidewater,
  charges: [
    { code: '90834', charge: '150.00' },
    { code: '90837', charge: '180.00' },
  ],
  payers: [
    {
      id: 'NWND1',
      name: 'Northwind',
      kind: 'commercial',
      params: { av_modifier: '95', pos_home: '10' },
      fees: [{ code: '90834', credential: '*', allowed: '110.00' }],
    },
    {
      id: 'CEDR1',
      name: 'Cedar',
      kind: 'commercial',
      params: { av_modifier: '95', pos_home: '10' },
      authorization: { codes: ['90834', '90837'], units: 12, days: 180 },
    },
  ],
}

const patients = `patient_id,first_name,last_name,birth_date,sex,address,city,state,zip
P1,Alma,Rowe,1988-05-04,F,12 Quay Street,Ellery Point,VA,239010012
P2,Otto,Lind,1979-02-11,M,14 Quay Street,Ellery Point,VA,239010012
P3,Nora,Vale,1990-09-09,F,16 Quay Street,Ellery Point,VA,239010012`
const coverages = `coverage_id,patient_id,payer_id,member_id,relationship,effective_from
C1,P1,NWND1,W123456789,self,2026-01-01
C2,P2,CEDR1,C123456789,self,2026-01-01
C3,P3,NWND1,W123456780,self,2026-01-01`
const elements = 'STARTSTOP;MEDNEC;TH_CONSENT;TH_PTLOC;TH_TECH'
const sessions = `session_id,patient_id,clinician_npi,location_id,program_id,date,minutes,status,service,modality,patient_location,diagnoses,note_elements,signed_at
S1,P1,1245319599,L1,OP,2026-03-02,45,kept,individual_therapy,video,home,F41.1,${elements},2026-03-02
S2,P2,1245319599,L1,OP,2026-03-02,45,kept,individual_therapy,in_person,clinic,F33.1,${elements},2026-03-02
S3,P3,1245319599,L1,OP,2026-03-02,45,kept,individual_therapy,in_person,clinic,F33.1,${elements},2026-03-02`

let fresh: Fresh
beforeAll(async () => {
  fresh = await freshDb({ today: date('2026-03-03') })
  const ground = fresh.ground()
  const set = await setUpPractice(ground, setup, true)
  if (!set.ok) throw new Error(set.refusal.problems.join('; '))
  for (const [kind, csv] of [
    ['patients', patients],
    ['coverages', coverages],
    ['sessions', sessions],
  ] as const) {
    const report = await importCsv(ground, kind, { name: `${kind}.csv`, bytes: new TextEncoder().encode(csv) })
    if (report.refused.length > 0) throw new Error(report.refused.map((row) => row.message).join('; '))
  }
  await setToday(ground, fresh.today)
  await fresh.machine.jobs.drain()
})
afterAll(() => fresh.drop())

const list = (search?: string) =>
  claimsPage(fresh.ground(), { search, sort: 'patient', descending: false, limit: 50, offset: 0 })
const claimOf = async (patient: string) => {
  const { claims } = await list()
  const claim = claims.filter((each) => each.patient.startsWith(patient)).at(-1)
  if (!claim) throw new Error(`no claim of ${patient}`)
  const page = await claimPage(fresh.ground(), claim.id)
  if (!page) throw new Error('no page')
  return page
}

const party = (id: string) => ({ qualifier: 'ZZ', id, code: id })
const envelope = (control: number) => ({
  sender: party('CLRHOUSE01'),
  receiver: party('TIDEWATER01'),
  control,
  groupControl: control,
  usage: 'T' as const,
  on: '2026-03-03',
  at: '12:00',
})

describe('from a signed note to the payer', () => {
  test('a signed session is a claim, coded by its minutes, once', async () => {
    const claim = await claimOf('Rowe')
    expect(claim).toMatchObject({
      status: 'ready',
      charge: '150.00',
      expected: '110.00',
      placeOfService: '10',
      lines: [{ code: '90834', modifiers: ['95'], charge: '150.00' }],
      money: { payerOwes: '150.00', patientOwes: '0.00' },
    })
    const again = await draftClaim(fresh.ground(), claim.sessionId)
    expect(again).toMatchObject({ ok: true, value: { claimId: claim.id, status: 'standing' } })
    expect((await list()).total).toBe(3)
  })

  test('a claim that needs an authorization and has none is held, and nobody may wave it through', async () => {
    const claim = await claimOf('Lind')
    expect(claim.status).toBe('held')
    expect(claim.findings).toEqual(
      expect.arrayContaining([expect.objectContaining({ rule: 'S016', severity: 'stop' })]),
    )
    expect(await releaseClaim(fresh.ground(), claim.id, 'the payer said so')).toMatchObject({
      ok: false,
      refusal: { kind: 'claim.stopped' },
    })
  })

  test('ready claims go out in one file for the partner, and are then sent', async () => {
    const made = await sendReady(fresh.ground())
    expect(made).toHaveLength(1)
    expect(await sendReady(fresh.ground())).toEqual([])
    const claim = await claimOf('Rowe')
    expect(claim).toMatchObject({ status: 'sent', sentOn: '2026-03-03' })
    expect(claim.segments.find((text) => text.startsWith('CLM'))).toContain(claim.controlNumber)
    expect(claim.segments.find((text) => text.startsWith('REF*6R'))).toContain(claim.lines[0]?.reference)
    const bytes = await fresh
      .ground()
      .files.read(claim.timeline.find((event) => event.kind === 'sent')?.fileSha256 ?? '')
    const file = parse(bytes ?? new Uint8Array())
    expect([...file.flaws, ...transactionsOf(file).flatMap((transaction) => transaction.flaws)]).toEqual([])
  })

  test('a 999 accepts the file, a 277CA accepts one claim and rejects the other; taken in twice it counts once', async () => {
    const [good, bad] = [await claimOf('Rowe'), await claimOf('Vale')]
    const answer: TypedOf<typeof guide999> = {
      group: { code: 'HC', control: '1', version: '005010X222A1' },
      transactions: [
        {
          transaction: { set: '837', control: '0001', version: '005010X222A1' },
          segments: [],
          result: { result: 'A' },
        },
      ],
      result: { result: 'A', included: '1', received: '1', accepted: '1' },
    }
    const status = (category: string, code: string) => [
      { status: { category, code }, day: '2026-03-03', action: 'WQ' as const, charge: '150' },
    ]
    const patient = (claim: { controlNumber: string }, id: string, category: string, code: string) => ({
      level: { id, parent: '3', level: 'PT' },
      name: { entity: 'QC', type: '1' as const, lastName: 'ROWE' },
      claims: [{ trace: { type: '2' as const, id: claim.controlNumber }, statuses: status(category, code), lines: [] }],
    })
    const claims = {
      beginning: { structure: '0085', purpose: '08', reference: '1', day: '2026-03-03', time: '1200', type: 'TH' },
      sources: [
        {
          level: { id: '1', level: '20', hasChildren: '1' as const },
          name: { entity: 'PR', type: '2' as const, lastName: 'NORTHWIND', idQualifier: 'PI', id: 'NWND1' },
          report: {
            trace: { type: '1' as const, id: '1' },
            received: { qualifier: '050', format: 'D8' as const, value: '20260303' },
            processed: { qualifier: '009', format: 'D8' as const, value: '20260303' },
          },
          receivers: [
            {
              level: { id: '2', parent: '1', level: '21', hasChildren: '1' as const },
              name: { entity: '41', type: '2' as const, lastName: 'TIDEWATER', idQualifier: '46', id: 'TIDEWATER01' },
              batch: { trace: { type: '2' as const, id: '1' }, statuses: status('A1', '19') },
              providers: [
                {
                  level: { id: '3', parent: '2', level: '19', hasChildren: '1' as const },
                  name: {
                    entity: '85',
                    type: '2' as const,
                    lastName: 'TIDEWATER',
                    idQualifier: 'XX',
                    id: '1234567893',
                  },
                  patients: [patient(good, '4', 'A2', '20'), patient(bad, '5', 'A7', '33')],
                },
              ],
            },
          ],
        },
      ],
    } as unknown as TypedOf<typeof guide277CA>
    const files = [
      writeInterchange(envelope(51), guide999, [answer]),
      writeInterchange(envelope(52), guide277CA, [claims]),
    ]
    for (const bytes of [...files, ...files]) {
      const kept = await fresh.ground().files.keep(bytes)
      expect(await takeAcknowledgments(fresh.ground(), kept.sha256, parse(bytes))).toBe(1)
    }
    expect(await claimOf('Rowe')).toMatchObject({ status: 'accepted', acceptedOn: '2026-03-03' })
    const rejected = await claimOf('Vale')
    expect(rejected.status).toBe('rejected')
    expect(rejected.timeline.filter((event) => event.kind === 'rejected')).toHaveLength(1)
    expect(rejected.timeline.at(-1)?.summary).toContain('member id')
    const rows = await reading(fresh.ground(), (tx) =>
      tx.selectFrom('acknowledgment').select(['kind', 'state']).where('practice_id', '=', fresh.practiceId).execute(),
    )
    expect(rows).toHaveLength(2)
  })

  test('a rejected claim goes again as an original under a new number; what is owed is owed once', async () => {
    const old = await claimOf('Vale')
    const result = await correctClaim(fresh.ground(), old.id, { diagnoses: ['F33.2'] }, old.version)
    if (!result.ok) throw new Error(result.refusal.kind)
    const next = await claimPage(fresh.ground(), result.value.claimId)
    expect(next).toMatchObject({
      status: 'ready',
      frequency: '1',
      diagnoses: ['F33.2'],
      money: { payerOwes: '150.00' },
    })
    expect(next?.controlNumber).not.toBe(old.controlNumber)
    expect(await claimPage(fresh.ground(), old.id)).toMatchObject({ status: 'closed', money: { payerOwes: '0.00' } })
  })

  test('an authorization that comes in later frees the claim it was missing for', async () => {
    const held = await claimOf('Lind')
    const csv = `authorization_id,patient_id,payer_id,number,codes,from,until,units
A1,P2,CEDR1,AUTH77,90834;90837,2026-03-01,2026-08-31,12`
    await importCsv(fresh.ground(), 'authorizations', {
      name: 'authorizations.csv',
      bytes: new TextEncoder().encode(csv),
    })
    expect(await recheckHeld(fresh.ground())).toBe(1)
    expect(await claimPage(fresh.ground(), held.id)).toMatchObject({ status: 'ready', authorizationNumber: 'AUTH77' })
    expect(await reviseClaim(fresh.ground(), held.id, { diagnoses: ['F43.8'] })).toMatchObject({
      value: { status: 'held' },
    })
  })

  test('a held claim is looked at again, and taken back it owes nothing', async () => {
    const held = await claimOf('Lind')
    expect(await reviseClaim(fresh.ground(), held.id, {}, held.version + 7)).toMatchObject({
      refusal: { kind: 'claim.changed_meanwhile' },
    })
    expect(await reviseClaim(fresh.ground(), held.id, {}, held.version)).toMatchObject({ value: { status: 'held' } })
    expect(await voidClaim(fresh.ground(), held.id, 'paid by the patient')).toMatchObject({ value: { status: 'void' } })
    expect(await claimPage(fresh.ground(), held.id)).toMatchObject({ status: 'void', money: { payerOwes: '0.00' } })
    expect(await voidClaim(fresh.ground(), held.id, 'again')).toMatchObject({ refusal: { kind: 'claim.wrong_status' } })
  })

  test('a claim whose coverage moved to another payer goes to neither; it is drafted anew for the one that pays', async () => {
    const [touched] = (await list('Vale')).claims.filter((claim) => claim.status === 'ready')
    if (!touched) throw new Error('no ready claim')
    await importCsv(fresh.ground(), 'coverages', {
      name: 'coverages.csv',
      bytes: new TextEncoder().encode(coverages.replace('C3,P3,NWND1', 'C3,P3,CEDR1')),
    })
    expect(await batchClaims(fresh.ground())).toEqual([])
    const held = await claimPage(fresh.ground(), touched.id)
    expect(held).toMatchObject({ status: 'held', payer: 'Northwind' })
    expect(held?.timeline.at(-1)?.summary).toBe('Held before it went: its payer is another now.')
    await recheckHeld(fresh.ground())
    expect(await claimPage(fresh.ground(), touched.id)).toMatchObject({ status: 'void', money: { payerOwes: '0.00' } })
    expect((await list('Vale')).claims.map(({ status, payer }) => [status, payer])).toContainEqual(['held', 'Cedar'])
  })

  test('what a person keeps here no morning frees, and its person releases it', async () => {
    await importCsv(fresh.ground(), 'sessions', {
      name: 'sessions.csv',
      bytes: new TextEncoder().encode(
        `${sessions.split('\n')[0]}\nS9,P1,1245319599,L1,OP,2026-03-03,45,kept,individual_therapy,video,home,F41.1,${elements},2026-03-03`,
      ),
    })
    await fresh.machine.jobs.drain()
    const [claim] = (await list('Rowe')).claims.filter(({ status }) => status === 'ready')
    if (!claim) throw new Error('no ready claim')
    expect(await holdClaim(fresh.ground(), claim.id, 'the patient asked us to wait')).toMatchObject({ ok: true })
    await recheckHeld(fresh.ground())
    expect(await claimPage(fresh.ground(), claim.id)).toMatchObject({ status: 'held' })
    expect(await releaseClaim(fresh.ground(), claim.id, 'she agrees now')).toMatchObject({ value: { status: 'ready' } })
  })
})
