import { date } from '@ballast/kernel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Fresh, freshDb, otherPracticeId, practiceId } from '../../../test/harness.ts'
import { tidewater } from '../../../test/planted.ts'
import { buildApi } from '../../api.ts'
import { openIdentity } from '../../ground/auth.ts'
import { setToday } from '../../ground/clock.ts'
import { changing, reading } from '../../ground/db.ts'
import type { Ground } from '../../ground/ground.ts'
import { openLog } from '../../ground/log.ts'
import { importCsv } from '../../imports.ts'
import { sendReady } from '../claim/actions/send.ts'
import { setUpPractice } from '../practice/actions/setup.ts'
import { remindClinicians } from './actions/remind.ts'

// From an evening's open notes to claims, through the door: what a clinician writes, signs and amends, and what the
// rest of the practice hears of it.

const clinician = (npi: string, lastName: string, credential: string, supervisorNpi?: string) => ({
  npi,
  firstName: 'Ida',
  lastName,
  credential,
  taxonomy: '1041C0700X',
  programId: 'OP',
  locationId: 'L1',
  ...(supervisorNpi ? { supervisorNpi } : {}),
})
const setup = {
  ...tidewater,
  clinicians: [
    clinician('1245319599', 'Hale', 'LCSW'),
    clinician('1679576722', 'Young', 'associate', '1245319599'),
    clinician('1003000126', 'Other', 'LCSW'),
    clinician('1003000134', 'Moss', 'NP'),
  ],
  charges: ['90832', '90834', '90837', '90853', 'S9480', '99484', '99492', '99494'].map((code) => ({
    code,
    charge: '150.00',
  })),
  payers: [
    {
      id: 'NWND1',
      name: 'Northwind',
      kind: 'commercial',
      params: { supervised_billing_mode: 'own_npi_with_modifier' },
    },
  ],
}
const patients = `patient_id,first_name,last_name,birth_date,sex,address,city,state,zip
P1,Alma,Rowe,1988-05-04,F,12 Quay Street,Ellery Point,VA,239010012
P2,Otto,Lind,1979-02-11,M,14 Quay Street,Ellery Point,VA,239010012
P3,Nora,Vale,1990-09-09,F,16 Quay Street,Ellery Point,VA,239010012`
const coverages = `coverage_id,patient_id,payer_id,member_id,relationship,effective_from
C1,P1,NWND1,W123456789,self,2026-01-01
C2,P2,NWND1,W223456789,self,2026-01-01
C3,P3,NWND1,W123456780,self,2026-01-01`
const header =
  'session_id,patient_id,clinician_npi,location_id,program_id,date,start,stop,scheduled_minutes,status,service,modality,patient_location,diagnoses,codes_picked,signed_at'
const visit = (id: string, patient: string, npi: string, start: string, more: Partial<Record<string, string>> = {}) =>
  [
    id,
    patient,
    npi,
    'L1',
    'OP',
    more.on ?? '2026-03-02',
    start,
    '',
    '50',
    more.status ?? 'kept',
    more.service ?? 'individual_therapy',
    more.modality ?? 'in_person',
    more.at ?? 'clinic',
    'F41.1',
    more.picked ?? '',
    more.signed ?? '',
  ].join(',')
const sessions = [
  header,
  visit('S1', 'P1', '1245319599', '14:00'),
  visit('S2', 'P2', '1245319599', '15:00', { modality: 'video', at: 'home' }),
  visit('S3', 'P3', '1679576722', '14:00'),
  visit('S4', 'P1', '1003000126', '17:00'),
  visit('G1', 'P1', '1245319599', '18:00', { service: 'group_therapy' }),
  visit('G2', 'P2', '1245319599', '18:00', { service: 'group_therapy' }),
  visit('G3', 'P3', '1245319599', '18:00', { service: 'group_therapy', status: 'booked' }),
  visit('S5', 'P3', '1245319599', '09:00', { picked: '90837' }),
  visit('D1', 'P1', '1003000126', '09:00', { on: '2026-03-03', service: 'iop_day' }),
  visit('D2', 'P2', '1003000126', '09:00', { on: '2026-03-03', service: 'iop_day' }),
].join('\n')

const lettersOf = (ground: Ground, about: string) =>
  reading(ground, (tx) =>
    tx
      .selectFrom('notice')
      .select(['name', 'title', 'body', 'state'])
      .where('practice_id', '=', practiceId)
      .where('about', '=', about)
      .execute(),
  )

let fresh: Fresh
let request: (cookie: string, method: string, path: string, body?: unknown, key?: string) => Promise<Response>
const cookies: Record<string, string> = {}
const ids: Record<string, string> = {}
const password = 'a long enough passphrase'

beforeAll(async () => {
  fresh = await freshDb({ today: date('2026-03-03') })
  const ground = fresh.ground()
  const set = await setUpPractice(ground, setup, true)
  if (!set.ok) throw new Error(set.refusal.problems.join('; '))
  for (const [kind, csv] of Object.entries({ patients, coverages, sessions })) {
    const report = await importCsv(ground, kind as 'sessions', {
      name: `${kind}.csv`,
      bytes: new TextEncoder().encode(csv),
    })
    if (report.refused.length > 0) throw new Error(report.refused.map((row) => row.message).join('; '))
  }
  await setToday(ground, fresh.today)
  await reading(ground, async (tx) => {
    for (const row of await tx
      .selectFrom('session')
      .select(['id', 'external_id'])
      .where('practice_id', '=', practiceId)
      .execute())
      ids[row.external_id] = row.id
  })
  const identity = await openIdentity(fresh.machine.db)
  const { app } = await buildApi(fresh.machine, { identity, log: openLog('silent') })
  request = async (cookie, method, path, body, key = crypto.randomUUID()) =>
    app.request(`/api/notes${path}`, {
      method,
      headers: { cookie, 'x-ballast': '1', 'content-type': 'application/json', 'idempotency-key': key },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  const clinicians = await reading(ground, (tx) =>
    tx.selectFrom('clinician').select(['id', 'last_name']).where('practice_id', '=', practiceId).execute(),
  )
  const people: readonly [string, string, string | null, string][] = [
    ['hale', 'clinician', 'Hale', practiceId],
    ['young', 'clinician', 'Young', practiceId],
    ['other', 'clinician', 'Other', practiceId],
    ['moss', 'clinician', 'Moss', practiceId],
    ['biller', 'biller', null, practiceId],
    ['front', 'front_desk', null, practiceId],
    ['owner', 'owner', null, practiceId],
    ['elsewhere', 'owner', null, otherPracticeId],
  ]
  for (const [name, role, last, practice] of people) {
    const email = `${name}@harbor.test`
    const personId = await identity.addPerson({ email, name, password })
    const clinicianId = clinicians.find((row) => row.last_name === last)?.id ?? null
    await identity.setMembership(personId, { practiceId: practice, practiceName: 'Harbor', roles: [role], clinicianId })
    const response = await app.request('/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'x-ballast': '1', 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    })
    cookies[name] = response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ')
  }
})
afterAll(() => fresh.drop())

type Page = {
  version: number
  state: string
  check: {
    says: string
    maySign: boolean
    minutes: number | null
    missing: { element: string }[]
    remarks: { id: string; words: string }[]
    asked: { element: string; isCarried: boolean; answer: unknown }[]
  }
  content: { start: string | null }
  history: { kind: string; author: string; reason: string | null }[]
  questions: { id: string; answer: string | null }[]
  bookedStart: string | null
}
const as = async (who: string, method: string, path: string, body?: unknown, key?: string) => {
  const response = await request(cookies[who] ?? '', method, path, body, key)
  return { status: response.status, body: (await response.json()) as never }
}
const note = async (who: string, id: string): Promise<Page> => (await as(who, 'GET', `/${ids[id]}`)).body
const write = async (who: string, id: string, change: object) =>
  as(who, 'PUT', `/${ids[id]}`, { change, version: (await note(who, id)).version })
const sign = async (who: string, id: string, key?: string) =>
  as(who, 'POST', `/${ids[id]}/sign`, { version: (await note(who, id)).version }, key)
const claimsOf = async (id: string) => {
  await fresh.machine.jobs.drain()
  return reading(fresh.ground(), (tx) =>
    tx
      .selectFrom('claim')
      .innerJoin('claim_line', (join) =>
        join.onRef('claim_line.practice_id', '=', 'claim.practice_id').onRef('claim_line.claim_id', '=', 'claim.id'),
      )
      .select(['claim.status', 'claim_line.code', 'claim_line.minutes'])
      .where('claim.practice_id', '=', practiceId)
      .where('claim.session_id', '=', ids[id] ?? '')
      .orderBy('claim.id')
      .execute(),
  )
}

const chose = (...chosen: string[]) => ({ chosen })
const therapy = {
  MODALITY: chose('cbt'),
  INTERV: chose('skill'),
  RESP: chose('some'),
  RISK: chose('none'),
  MEDNEC: chose('same', 'work'),
  PLANREF: { text: 'Goal 1: sleep', on: '2026-01-15' },
}
const whole = (start: string, stop: string) => ({ start, stop, answers: therapy })

describe('an evening of notes', () => {
  test('a clinician finds their own open notes, oldest first, and nobody else’s', async () => {
    const { body } = await as('hale', 'GET', '/day')
    const open = (body as { open: { id: string }[] }).open.map(({ id }) => id)
    expect(open.slice(0, 3)).toEqual([ids.S5, ids.S1, ids.S2])
    // The two of the group began at one time: either may stand first.
    expect(open.slice(3).toSorted()).toEqual([ids.G1, ids.G2].toSorted())
    expect((await as('other', 'GET', `/${ids.S1}`)).status).toBe(404)
    expect((await as('elsewhere', 'GET', `/${ids.S1}`)).status).toBe(404)
    expect((await as('front', 'GET', `/${ids.S1}`)).status).toBe(403)
    expect(((await as('hale', 'GET', '/open')).body as { notes: unknown[] }).notes).toHaveLength(5)
    expect(((await as('biller', 'GET', '/open')).body as { notes: unknown[] }).notes).toHaveLength(9)
  })

  test('a note asks for what is missing, then stops asking; the booked time is never taken for the time held', async () => {
    const before = await note('hale', 'S1')
    expect(before).toMatchObject({ version: 0, bookedStart: '14:00', content: { start: null } })
    expect(before.check.missing.map(({ element }) => element)).toContain('STARTSTOP')
    expect((await sign('hale', 'S1')).body).toMatchObject({ kind: 'note.incomplete' })
    const { body } = await write('hale', 'S1', whole('14:02', '14:47'))
    expect(body).toMatchObject({
      version: 1,
      check: { says: 'This note has what the service needs.', minutes: 45, missing: [], maySign: true },
    })
  })

  test('two windows on one note: the older one is told, and loses nothing', async () => {
    const stale = await as('hale', 'PUT', `/${ids.S1}`, { change: { start: '10:00' }, version: 0 })
    expect(stale.status).toBe(409)
    expect(stale.body).toMatchObject({ kind: 'note.changed_meanwhile', version: 1 })
    expect((await note('hale', 'S1')).content.start).toBe('14:02')
  })

  test('nobody writes or signs for somebody else', async () => {
    expect((await as('owner', 'PUT', `/${ids.S1}`, { change: {}, version: 1 })).status).toBe(403)
    expect((await as('biller', 'POST', `/${ids.S1}/sign`, { version: 1 })).status).toBe(403)
  })

  test('signing once and again with the same key is one signature, and one claim by the minutes', async () => {
    const key = 'evening-0001'
    const first = await sign('hale', 'S1', key)
    expect(first.body).toMatchObject({ state: 'signed' })
    const again = await as('hale', 'POST', `/${ids.S1}/sign`, { version: 1 }, key)
    expect(again.status).toBe(200)
    expect((await note('hale', 'S1')).history.map(({ kind }) => kind)).toEqual(['signed'])
    expect(await claimsOf('S1')).toMatchObject([{ code: '90834', minutes: 45 }])
  })

  test('what a treatment keeps stands from last time; what a session was is asked again', async () => {
    await as('hale', 'GET', `/${ids.S2}`)
    const { check } = await note('hale', 'S2')
    const carried = check.asked.filter(({ isCarried }) => isCarried).map(({ element }) => element)
    expect(carried).toEqual([])
    expect(check.asked.find(({ element }) => element === 'TH_PTLOC')?.answer).toEqual({ chosen: ['home'], text: 'VA' })
  })

  test('times that run into another patient’s are refused, in words', async () => {
    const { body } = await write('hale', 'S2', {
      ...whole('14:30', '15:20'),
      answers: { ...therapy, TH_CONSENT: chose('spoken') },
    })
    expect((body as Page).check.remarks.map(({ words }) => words)).toEqual([
      'You were with Alma Rowe from 14:02 to 14:47. One of the two needs other times.',
    ])
    expect((await sign('hale', 'S2')).body).toMatchObject({ kind: 'note.does_not_fit' })
    await write('hale', 'S2', { start: '14:50', stop: '15:30' })
    expect((await sign('hale', 'S2')).body).toMatchObject({ state: 'signed' })
  })

  test('what was picked at the booking and the minutes disagree: a hard stop with two ways out', async () => {
    const { body } = await write('hale', 'S5', whole('09:00', '09:45'))
    expect((body as Page).check.remarks.map(({ id }) => id)).toEqual(['picked.minutes'])
    expect((await sign('hale', 'S5')).status).toBe(409)
    await write('hale', 'S5', { answers: { FIT: chose('fits') } })
    expect((await sign('hale', 'S5')).body).toMatchObject({ state: 'signed' })
    expect(await claimsOf('S5')).toMatchObject([{ code: '90834' }])
  })

  test('a file from the old system does not write over a note signed here', async () => {
    const row = visit('S1', 'P1', '1245319599', '08:00', { service: 'crisis' })
    const report = await importCsv(fresh.ground(), 'sessions', {
      name: 'late-sessions.csv',
      bytes: new TextEncoder().encode(`${header}\n${row}`),
    })
    expect(report).toMatchObject({ same: 1, changed: 0 })
    expect(await claimsOf('S1')).toHaveLength(1)
  })
})

describe('what comes after a signature', () => {
  test('an amendment keeps what was signed, and the claim that has not gone follows it', async () => {
    const { version } = await note('hale', 'S1')
    const change = { stop: '14:25' }
    const amend = (reason: string) => as('hale', 'POST', `/${ids.S1}/amend`, { change, reason, version })
    expect((await amend('')).body).toMatchObject({ kind: 'note.invalid' })
    expect((await amend('It ended early.')).body).toMatchObject({ state: 'signed' })
    expect((await note('hale', 'S1')).history.map(({ kind, reason }) => [kind, reason])).toEqual([
      ['signed', null],
      ['amended', 'It ended early.'],
    ])
    expect(await claimsOf('S1')).toMatchObject([
      { status: 'void', code: '90834' },
      { code: '90832', minutes: 23 },
    ])
  })

  test('a claim that has gone is not touched by an amendment; it says so to whoever opens it', async () => {
    await sendReady(fresh.ground())
    const before = await claimsOf('S5')
    expect(before).toMatchObject([{ status: 'sent', code: '90834' }])
    const { version } = await note('hale', 'S5')
    const amended = { change: { stop: '09:30' }, reason: 'Ended at half past.', version }
    expect((await as('hale', 'POST', `/${ids.S5}/amend`, amended)).body).toMatchObject({ state: 'signed' })
    expect(await claimsOf('S5')).toEqual(before)
    const events = await reading(fresh.ground(), (tx) =>
      tx
        .selectFrom('claim_event')
        .innerJoin('claim', (join) =>
          join
            .onRef('claim.practice_id', '=', 'claim_event.practice_id')
            .onRef('claim.id', '=', 'claim_event.claim_id'),
        )
        .select('claim_event.kind')
        .where('claim_event.practice_id', '=', practiceId)
        .where('claim.session_id', '=', ids.S5 ?? '')
        .execute(),
    )
    expect(events.map(({ kind }) => kind)).toContain('note_amended')
  })

  test('the office asks in a clinician’s words or not at all; an amendment answers it', async () => {
    const ask = (question: string) => as('biller', 'POST', `/${ids.S1}/questions`, { element: 'RISK', question })
    expect((await ask('Needed for the claim')).status).toBe(422)
    expect((await ask('What did you find about safety?')).status).toBe(200)
    const day = (await as('hale', 'GET', '/day')).body as { questions: { id: string }[] }
    expect(day.questions).toHaveLength(1)
    const id = day.questions[0]?.id ?? ''
    expect((await as('other', 'POST', `/questions/${id}/answer`, { answer: 'x' })).status).toBe(404)
    const { version } = await note('hale', 'S1')
    const change = { answers: { RISK: chose('standing') } }
    await as('hale', 'POST', `/${ids.S1}/amend`, { change, reason: 'Safety added.', version })
    expect((await note('hale', 'S1')).questions).toMatchObject([{ answer: 'Amended: Safety added.' }])
  })

  test('a supervised note is news only with the second signature; it can be sent back', async () => {
    await write('young', 'S3', whole('14:00', '14:50'))
    expect((await sign('young', 'S3')).body).toMatchObject({ state: 'to_cosign' })
    expect(await claimsOf('S3')).toEqual([])
    const cosign = async (who: string, sentBack: string | null) =>
      as(who, 'POST', `/${ids.S3}/cosign`, { version: (await note('young', 'S3')).version, sentBack })
    expect((await cosign('young', null)).status).toBe(403)
    expect((await cosign('hale', 'Say more of the goal.')).body).toMatchObject({ state: 'open' })
    expect((await sign('young', 'S3')).body).toMatchObject({ state: 'to_cosign' })
    expect((await cosign('hale', null)).body).toMatchObject({ state: 'signed' })
    expect(await claimsOf('S3')).toMatchObject([{ code: '90834' }])
    expect((await note('young', 'S3')).history.map(({ kind }) => kind)).toEqual([
      'signed',
      'sent_back',
      'signed',
      'cosigned',
    ])
  })

  test('a note written days later says so', async () => {
    const ground = fresh.ground(practiceId, date('2026-03-06'))
    await setToday(ground, date('2026-03-06'))
    await write('other', 'S4', whole('17:00', '17:50'))
    await sign('other', 'S4')
    expect((await note('other', 'S4')).history.map(({ kind }) => kind)).toEqual(['late_entry'])
    await setToday(ground, fresh.today)
  })
})

describe('a group', () => {
  test('is one meeting with a note for each; who did not come is marked, and one alone is no group', async () => {
    const path = `/${ids.G1}/roster`
    const roster = (await as('hale', 'GET', path)).body as { members: { patient: string }[] }
    expect(roster.members.map(({ patient }) => patient)).toEqual(['Alma Rowe', 'Nora Vale', 'Otto Lind'])
    const shared = { start: '18:00', stop: '19:15', interventions: ['education'] }
    expect((await as('hale', 'POST', path, { ...shared, came: [ids.S1] })).status).toBe(404)
    await as('hale', 'POST', path, { ...shared, came: [ids.G1] })
    expect((await note('hale', 'G1')).check.remarks.map(({ id }) => id)).toEqual(['group.one'])
    expect((await as('hale', 'POST', path, { ...shared, came: [ids.G1, ids.G2] })).body).toEqual({ written: 2 })
    const own = {
      GROUPSIZE: { count: 2, chosen: ['spoke'] },
      RESP: chose('some'),
      MEDNEC: chose('same', 'people'),
      PLANREF: therapy.PLANREF,
    }
    await write('hale', 'G1', { answers: own })
    expect((await sign('hale', 'G1')).body).toMatchObject({ state: 'signed' })
    expect(await claimsOf('G1')).toMatchObject([{ code: '90853' }])
    expect((await note('hale', 'G2')).check.missing.map(({ element }) => element)).toContain('GROUPSIZE')
  })
})

describe('a program day', () => {
  const own = { ORDER: chose('current'), PLANREF: therapy.PLANREF, MEDNEC: chose('same', 'work') }
  const stopsOf = async (id: string) => {
    await fresh.machine.jobs.drain()
    const claim = await reading(fresh.ground(), (tx) =>
      tx
        .selectFrom('claim')
        .select('findings')
        .where('practice_id', '=', practiceId)
        .where('session_id', '=', ids[id] ?? '')
        .executeTakeFirstOrThrow(),
    )
    return (claim.findings as { rule: string; severity: string }[])
      .filter(({ severity }) => severity === 'stop')
      .map(({ rule }) => rule)
  }
  test('three hours attended are a day; who left early has their own times, and the short day is held', async () => {
    const written = await as('other', 'POST', `/${ids.D1}/roster`, {
      start: '09:00',
      stop: '12:00',
      came: [ids.D1, ids.D2],
    })
    expect(written.body).toEqual({ written: 2 })
    await write('other', 'D1', { answers: own })
    await write('other', 'D2', { answers: { ...own, ATT: { blocks: [{ start: '09:00', stop: '11:59' }] } } })
    expect((await note('other', 'D2')).check.remarks.map(({ id }) => id)).toEqual(['day.short'])
    expect((await sign('other', 'D1')).body).toMatchObject({ state: 'signed' })
    expect((await sign('other', 'D2')).body).toMatchObject({ state: 'signed' })
    expect(await claimsOf('D1')).toMatchObject([{ code: 'S9480', minutes: 180 }])
    expect(await stopsOf('D1')).not.toContain('S102')
    expect(await stopsOf('D2')).toContain('S102')
  })
})

describe('what a note must hold', () => {
  test('billing proposes, a clinician approves, and the next note asks for it', async () => {
    const row = {
      required: ['DOS', 'STARTSTOP', 'RISK', 'PLANNEXT', 'SIG'],
      suggested: ['MSE'],
      why: 'The next step is asked for.',
    }
    const propose = (who: string, body: object) => as(who, 'POST', '/templates/individual_therapy', body)
    expect((await propose('biller', { ...row, required: ['RISK'] })).status).toBe(422)
    expect((await propose('hale', row)).status).toBe(403)
    expect((await propose('biller', row)).body).toEqual({ version: 1 })
    expect((await propose('biller', row)).status).toBe(409)
    const decide = (who: string) =>
      as(who, 'POST', '/templates/individual_therapy/decision', { version: 1, isApproved: true })
    expect((await decide('owner')).status).toBe(403)
    expect((await decide('hale')).body).toEqual({ version: 1 })
    expect((await decide('hale')).status).toBe(409)
    const { templates } = (await as('biller', 'GET', '/templates')).body as {
      templates: { template: string; version: number }[]
    }
    expect(templates).toHaveLength(12)
    expect(templates.find(({ template }) => template === 'individual_therapy')?.version).toBe(1)
  })
})

test('a note still open when the day begins is a reminder, once, by a letter with no word of the patient', async () => {
  const ground = fresh.ground(practiceId, date('2026-03-03'))
  expect((await remindClinicians(ground)).reduce((sum, { notes }) => sum + notes, 0)).toBe(1)
  expect(await remindClinicians(ground)).toEqual([])
  const letters = await lettersOf(ground, 'note.open 2026-03-03')
  expect(letters).toHaveLength(1)
  expect(letters[0]?.body).toContain('your signature is missing on 1 note.')
  for (const { title, body } of letters)
    expect(`${title} ${body}`).not.toMatch(/Rowe|Lind|Vale|Alma|Otto|Nora|therapy|group|2026/i)
  const { notes } = (await as('owner', 'GET', '/open')).body as { notes: { remindedOn: string | null }[] }
  expect(notes.map(({ remindedOn }) => remindedOn).filter((day) => day !== null)).toEqual(['2026-03-03'])
})

test('a signed note that waits for the second signature reminds the supervisor, once for each signature', async () => {
  const setNote = (state: string, signedOn: string) =>
    changing(fresh.ground(), (tx) =>
      tx
        .updateTable('note')
        .set({ state, signed_on: date(signedOn) })
        .where('practice_id', '=', practiceId)
        .where('session_id', '=', ids.S3 ?? '')
        .execute(),
    )
  const on = (day: string) => fresh.ground(practiceId, date(day))
  const told = async (day: string) => {
    await remindClinicians(on(day))
    return (await lettersOf(on(day), `note.to-cosign ${day}`)).map(({ name, body }) => [
      name,
      /\d+ notes?/.exec(body)?.[0],
    ])
  }
  await setNote('to_cosign', '2026-04-02')
  expect(await told('2026-04-02')).toEqual([])
  expect(await told('2026-04-03')).toEqual([['Ida Hale', '1 note']])
  expect(await told('2026-04-04')).toEqual([])
  await setNote('to_cosign', '2026-04-06')
  expect(await told('2026-04-06')).toEqual([])
  expect(await told('2026-04-07')).toEqual([['Ida Hale', '1 note']])
})

describe('a month of shared care', () => {
  const month = (id: string, service: string) => visit(id, 'P1', '1003000134', '', { on: '2026-02-28', service })

  test('is signed on the minutes of its log, and billed once', async () => {
    const csv = [header, month('M1', 'collaborative_first_month'), month('M2', 'care_month')].join('\n')
    const report = await importCsv(fresh.ground(), 'sessions', { name: 'm.csv', bytes: new TextEncoder().encode(csv) })
    expect(report).toMatchObject({ added: 2, refused: [] })
    for (const row of await reading(fresh.ground(), (tx) =>
      tx.selectFrom('session').select(['id', 'external_id']).where('practice_id', '=', practiceId).execute(),
    ))
      ids[row.external_id] = row.id

    const before = await note('moss', 'M1')
    expect(before.check.missing.map(({ element }) => element).toSorted()).toEqual(['CMLOG', 'CONSENT_CM'])
    const consent = { CONSENT_CM: { chosen: ['written'] } }
    await write('moss', 'M1', { answers: { ...consent, CMLOG: { count: 35 } } })
    expect((await sign('moss', 'M1')).body).toMatchObject({
      message: expect.stringMatching(/The log of this month holds 35 minutes; a first month .* takes 36/),
    })
    await write('moss', 'M1', { answers: { CMLOG: { count: 86 } } })
    expect((await sign('moss', 'M1')).status).toBe(200)
    expect(await claimsOf('M1')).toMatchObject([
      { status: 'ready', code: '99492', minutes: 86 },
      { status: 'ready', code: '99494', minutes: 86 },
    ])

    await write('moss', 'M2', { answers: { ...consent, CMLOG: { count: 20 } } })
    expect((await sign('moss', 'M2')).status).toBe(200)
    expect(await claimsOf('M2')).toMatchObject([{ status: 'held', code: '99484' }])
  })
})
