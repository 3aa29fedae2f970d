import { date } from '@ballast/kernel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Fresh, freshDb } from '../../../test/harness.ts'
import { tidewater } from '../../../test/planted.ts'
import { workPage } from '../worklist/actions/work.ts'
import {
  credentialingPage,
  setApplication,
  setConnection,
  setPaper,
  setSupervision,
  sweepCredentialing,
} from './actions/credentialing.ts'
import { setUpPractice } from './actions/setup.ts'
import { classOfTitle, paperState } from './rules/credentialing.ts'

const clinician = (npi: string, firstName: string, credential: string) => ({
  npi,
  firstName,
  lastName: 'Hale',
  credential,
  taxonomy: '1041C0700X',
  programId: 'OP',
  locationId: 'L1',
})
const setup = {
  ...tidewater,
  clinicians: [clinician('1245319599', 'Ida', 'LCSW'), clinician('1881600419', 'Noel', 'associate')],
  charges: [],
  payers: [{ id: 'CEDR1', name: 'Cedar', kind: 'commercial', params: {} }],
}
const nothing = {
  submittedOn: null,
  effectiveOn: null,
  untilOn: null,
  revalidateOn: null,
  nextCallOn: null,
  owner: null,
  reference: null,
  note: null,
}

let fresh: Fresh
beforeAll(async () => {
  fresh = await freshDb({ today: date('2026-03-10') })
  for (const practice of [fresh.practiceId, fresh.otherPracticeId]) {
    const set = await setUpPractice(fresh.ground(practice), setup, true)
    if (!set.ok) throw new Error(set.refusal.problems.join('; '))
  }
})
afterAll(() => fresh.drop())

const page = () => credentialingPage(fresh.ground())
const key = async () => {
  const { clinicians, payers } = await page()
  const [first, second] = clinicians
  return { clinicianId: first?.id ?? '', other: second?.id ?? '', payerId: payers[0]?.id ?? '', locationId: null }
}
const cell = async () => (await page()).cells[0]

describe('a clinician with a payer', () => {
  test('is not known until somebody says', async () =>
    expect(await cell()).toMatchObject({ state: 'unknown', from: null }))

  test('in effect needs a first day, and an end after it', async () => {
    const of = await key()
    expect(await setApplication(fresh.ground(), of, { ...nothing, state: 'effective' })).toMatchObject({
      refusal: { kind: 'practice.invalid' },
    })
    expect(
      await setApplication(fresh.ground(), of, {
        ...nothing,
        state: 'effective',
        effectiveOn: date('2026-04-01'),
        untilOn: date('2026-03-31'),
      }),
    ).toMatchObject({ refusal: { message: expect.stringContaining('before it starts') } })
  })

  test('submitted with a call due is work; effective, it is what bookings go by', async () => {
    const of = await key()
    await setApplication(fresh.ground(), of, {
      ...nothing,
      state: 'submitted',
      submittedOn: date('2026-01-10'),
      nextCallOn: date('2026-03-10'),
      reference: 'REF1',
    })
    await sweepCredentialing(fresh.ground())
    expect((await workPage(fresh.ground(), { kind: 'credentialing.call' })).items[0]?.advice).toContain('REF1')
    await setApplication(fresh.ground(), of, { ...nothing, state: 'effective', effectiveOn: date('2026-03-01') })
    await sweepCredentialing(fresh.ground())
    expect((await workPage(fresh.ground(), { kind: 'credentialing.call' })).items).toEqual([])
    expect(await cell()).toMatchObject({ state: 'effective', from: '2026-03-01' })
  })

  test('papers that run out are told in time, and expired ones say so', async () => {
    const { clinicianId } = await key()
    await setPaper(fresh.ground(), null, {
      clinicianId,
      kind: 'licence',
      title: 'LCSW, Virginia',
      number: '0904',
      region: 'VA',
      confirmedOn: null,
      expiresOn: date('2026-05-09'),
    })
    await setPaper(fresh.ground(), null, {
      clinicianId,
      kind: 'caqh',
      title: 'CAQH',
      number: null,
      region: null,
      confirmedOn: date('2025-11-01'),
      expiresOn: null,
    })
    await sweepCredentialing(fresh.ground())
    const { items } = await workPage(fresh.ground(), { kind: 'credentialing.paper' })
    expect(items.map((item) => item.advice)).toEqual([
      expect.stringContaining('It ran out 2026-03-01'),
      expect.stringContaining('It runs out 2026-05-09'),
    ])
  })

  test('connections to a payer have their calls too', async () => {
    const { payerId } = await key()
    await setConnection(fresh.ground(), {
      payerId,
      kind: 'remittance',
      state: 'submitted',
      submittedOn: date('2026-02-01'),
      effectiveOn: null,
      nextCallOn: date('2026-03-09'),
      owner: 'Robin',
      note: null,
    })
    await sweepCredentialing(fresh.ground())
    expect((await workPage(fresh.ground(), { kind: 'credentialing.call' })).items[0]?.title).toBe(
      'remittance with Cedar',
    )
  })

  test('nobody supervises themselves, and another practice’s people are nobody’s', async () => {
    const { clinicianId, other, payerId } = await key()
    const row = { clinicianId: other, supervisorId: clinicianId, payerId: null, from: date('2026-01-01'), until: null }
    expect(await setSupervision(fresh.ground(), { ...row, supervisorId: other })).toMatchObject({
      refusal: { kind: 'practice.invalid' },
    })
    expect(await setSupervision(fresh.ground(), row)).toMatchObject({ ok: true })
    const elsewhere = fresh.ground(fresh.otherPracticeId)
    expect(await setSupervision(elsewhere, row)).toMatchObject({ refusal: { kind: 'not_found' } })
    expect(
      await setApplication(elsewhere, { clinicianId, payerId, locationId: null }, { ...nothing, state: 'preparing' }),
    ).toMatchObject({ refusal: { kind: 'not_found' } })
    expect(
      await setPaper(elsewhere, null, {
        clinicianId,
        kind: 'w9',
        title: 'W-9',
        number: null,
        region: null,
        confirmedOn: null,
        expiresOn: null,
      }),
    ).toMatchObject({ refusal: { kind: 'not_found' } })
  })
})

describe('what a title means, and when a paper runs out', () => {
  test.each([
    ['LCSW', 'MA', 'ASSOCIATE'],
    ['LICSW', 'MA', 'CSW'],
    ['LCSW', 'VA', 'CSW'],
    ['Ph.D.', null, 'PSY'],
    ['XYZ', 'VA', null],
  ] as const)('%s in %s is %s', (title, state, meant) => expect(classOfTitle(title, state)).toBe(meant))
  test.each([
    ['2026-05-09', 'soon'],
    ['2026-05-10', 'good'],
    ['2026-03-10', 'soon'],
    ['2026-03-09', 'expired'],
  ] as const)('a licence until %s is %s on March 10', (expiresOn, state) =>
    expect(
      paperState({ kind: 'licence', confirmedOn: null, expiresOn: date(expiresOn) }, date('2026-03-10')).state,
    ).toBe(state),
  )
})
