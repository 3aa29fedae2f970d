import { date } from '@ballast/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDb } from '../../../test/harness.ts'
import { plantPractice } from '../../../test/planted.ts'
import { buildApi } from '../../api.ts'
import { openLog } from '../../ground/log.ts'
import { signAgreement, withdrawAgreement } from '../intake/actions/checkin.ts'
import { changePatient } from '../intake/actions/patient.ts'
import { setSwitches } from '../practice/actions/setup.ts'
import { workPage } from '../worklist/actions/work.ts'
import { book, visitPage } from './actions/booking.ts'
import { joinWaitlist, missedPage } from './actions/missed.ts'
import { remindVisits } from './actions/remind.ts'

const fresh = await freshDb({ today: date('2026-03-02') })
afterAll(fresh.drop)
const ground = fresh.ground()
const { app } = await buildApi(fresh.machine, { log: openLog('silent') })

const rowsOf = async <T extends object>(query: string): Promise<T[]> =>
  (await fresh.ownerPool.query<T>(query, [fresh.practiceId])).rows
const patients: string[] = []
let clinicianId = ''
beforeAll(async () => {
  await plantPractice(fresh, ground, 4, false)
  for (const row of await rowsOf<{ id: string }>(
    'SELECT id FROM app.patient WHERE practice_id = $1 ORDER BY external_id',
  ))
    patients.push(row.id)
  clinicianId = (await rowsOf<{ id: string }>('SELECT id FROM app.clinician WHERE practice_id = $1'))[0]?.id ?? ''
  for (const [i, id] of patients.entries()) {
    const words = { nameUsed: null, pronouns: null, phone: null, consentsAloneOn: null, partnerName: null }
    await changePatient(ground, id, { ...words, email: `p${i}@example.invalid` })
  }
}, 60_000)

const agree = (patientId: string, kind: 'reminders' | 'telehealth') =>
  signAgreement(ground, patientId, { kind, signedBy: 'Alma Rowe', signedAs: 'patient', method: 'screen' })
const bookFor = async (patientId: string, on: string, start: string): Promise<string> => {
  const booked = await book(ground, {
    patientId,
    clinicianId,
    on: date(on),
    start,
    minutes: 45,
    service: 'individual_therapy',
    modality: 'in_person',
    times: 1,
    everyWeeks: 1,
    reason: 'test',
  })
  return booked.ok ? (booked.value.ids[0] ?? '') : ''
}
const letters = () =>
  rowsOf<{ subject: string; body: string; title: string; state: string }>(
    `SELECT subject, body, title, state FROM app.notice WHERE practice_id = $1 AND about = 'session.reminder' ORDER BY id`,
  )
const tokenFor = async (sessionId: string): Promise<string> => {
  const letter = (await letters()).find((each) => each.subject === sessionId)
  return /token=([\w-]+)/.exec(letter?.body ?? '')?.[1] ?? ''
}
const look = (token: string) => app.request(`/api/reminder?token=${token}`)
const answer = (token: string, said: string) =>
  app.request('/api/reminder', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-ballast': '1' },
    body: JSON.stringify({ token, answer: said }),
  })

test('who agreed is reminded once of a visit in two days, and nobody else; the letter says nothing of the care', async () => {
  const [first = '', second = '', third = ''] = patients
  await agree(first, 'reminders')
  await agree(third, 'reminders')
  await withdrawAgreement(ground, third, 'reminders')
  const visit = await bookFor(first, '2026-03-04', '09:00')
  await bookFor(first, '2026-03-05', '09:00')
  await bookFor(second, '2026-03-04', '10:00')
  await bookFor(third, '2026-03-04', '11:00')
  expect([await remindVisits(ground), await remindVisits(ground)]).toEqual([1, 0])
  await fresh.machine.jobs.drain()
  const written = await letters()
  expect(written.map((each) => [each.subject, each.state])).toEqual([[visit, 'sent']])
  expect(`${written[0]?.title} ${written[0]?.body}`).not.toMatch(/hale|LCSW|outpatient|therap|northwind/i)
  expect(written[0]?.body).toContain('https://desk.test/visit?token=')
})

test('the link shows the hour and works once, without signing in', async () => {
  const [session = ''] = (await letters()).map((each) => each.subject)
  const token = await tokenFor(session)
  expect(await (await look(token)).json()).toMatchObject({
    on: '2026-03-04',
    start: '09:00',
    answers: ['comes', 'cannot'],
  })
  expect((await answer(token, 'comes')).status).toBe(200)
  const again = await answer(token, 'cannot')
  expect([again.status, ((await again.json()) as { message: string }).message]).toEqual([
    409,
    'This has been answered. Please call us at 8045550100.',
  ])
  expect((await visitPage(ground, session))?.visit.status).toBe('booked')
  expect((await missedPage(ground, date('2026-03-01'), date('2026-03-31'))).counts).toMatchObject({
    reminded: 1,
    confirmed: 1,
  })
})

test('whoever cannot come frees the hour for somebody who waits; the day before is not late', async () => {
  const [, second = '', , fourth = ''] = patients
  await agree(fourth, 'reminders')
  const visit = await bookFor(fourth, '2026-03-03', '14:00')
  const waits = {
    patientId: second,
    clinicianId: null,
    service: 'individual_therapy',
    weekdays: [],
    telehealthOnly: false,
  }
  await joinWaitlist(ground, { ...waits, fromTime: '00:00', untilTime: '24:00' })
  await remindVisits(ground)
  expect((await answer(await tokenFor(visit), 'cannot')).status).toBe(200)
  await fresh.machine.jobs.drain()
  expect((await visitPage(ground, visit))?.visit.status).toBe('cancelled')
  const { items } = await workPage(ground, {})
  expect(items.filter((item) => item.kind === 'session.free-hour').map((item) => item.title)).toEqual([
    '2026-03-03 14:00 came free',
  ])
})

test('video is offered to whoever agreed to it, and keeps the hour', async () => {
  const [, , , fourth = ''] = patients
  await agree(fourth, 'telehealth')
  const visit = await bookFor(fourth, '2026-03-04', '15:00')
  await remindVisits(ground)
  const token = await tokenFor(visit)
  expect(await (await look(token)).json()).toMatchObject({ answers: ['comes', 'video', 'cannot'] })
  expect((await answer(token, 'video')).status).toBe(200)
  const page = await visitPage(ground, visit)
  expect([page?.visit.modality, page?.visit.status, page?.events.at(-1)?.actor]).toEqual([
    'video',
    'booked',
    'Patient, by the reminder',
  ])
})

test('two answers at one moment: one is taken', async () => {
  const [first = ''] = patients
  const visit = await bookFor(first, '2026-03-03', '16:00')
  await remindVisits(ground)
  const token = await tokenFor(visit)
  const both = await Promise.all([answer(token, 'comes'), answer(token, 'cannot')])
  expect(both.map((each) => each.status).toSorted()).toEqual([200, 409])
})

test('a token that is none, or of another practice, opens nothing; too many tries are sent away for a minute', async () => {
  const real = await tokenFor((await letters())[0]?.subject ?? '')
  const foreign = Buffer.from(real, 'base64url')
  Buffer.from(fresh.otherPracticeId.replaceAll('-', ''), 'hex').copy(foreign)
  for (const token of ['', 'x', `${real}A`, real.slice(1), foreign.toString('base64url')])
    expect((await look(token)).status).toBe(404)
  const statuses = new Set<number>()
  for (let i = 0; i < 31; i += 1) statuses.add((await look('x')).status)
  expect(statuses.has(429)).toBe(true)
})

test('with prevention switched off nobody is reminded, and no freed hour is offered', async () => {
  await setSwitches(ground, { noShowPrevention: false })
  const [first = ''] = patients
  await bookFor(first, '2026-03-04', '17:00')
  expect(await remindVisits(ground)).toBe(0)
  await setSwitches(ground, { noShowPrevention: true })
  expect(await remindVisits(ground)).toBe(1)
})
