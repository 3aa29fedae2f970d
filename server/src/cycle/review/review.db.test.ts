import { addDays, date, type PlainDate } from '@ballast/kernel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Fresh, freshDb, otherPracticeId, practiceId } from '../../../test/harness.ts'
import { tidewater } from '../../../test/planted.ts'
import { buildApi } from '../../api.ts'
import { openIdentity } from '../../ground/auth.ts'
import { setToday } from '../../ground/clock.ts'
import { changing, reading } from '../../ground/db.ts'
import { system } from '../../ground/ground.ts'
import { openLog } from '../../ground/log.ts'
import { importCsv } from '../../imports.ts'
import { settleChanges } from '../claim/actions/change-edit.ts'
import { gatherDraft } from '../claim/store/drafting.ts'
import { setUpPractice } from '../practice/actions/setup.ts'
import { tendCards } from './actions/cards.ts'

// What the edits find is kept, a changed edit is tried before it stops anything, and a pattern becomes a card its clinician
// sees first.

const clinician = (npi: string, lastName: string, startsOn: string) => ({
  npi,
  firstName: 'Ida',
  lastName,
  credential: 'LCSW',
  taxonomy: '1041C0700X',
  programId: 'OP',
  locationId: 'L1',
  startsOn,
})
const setup = {
  ...tidewater,
  clinicians: [clinician('1245319599', 'Hale', '2020-01-01'), clinician('1003000126', 'Newman', '2026-02-15')],
  charges: ['90832', '90834', '90837'].map((code) => ({ code, charge: '150.00' })),
  payers: [{ id: 'NWND1', name: 'Northwind', kind: 'commercial', params: {} }],
}
const patients = `patient_id,first_name,last_name,birth_date,sex,address,city,state,zip
P1,Alma,Rowe,1988-05-04,F,12 Quay Street,Ellery Point,VA,239010012`
const coverages = `coverage_id,patient_id,payer_id,member_id,relationship,effective_from
C1,P1,NWND1,W123456789,self,2026-01-01`
const header =
  'session_id,patient_id,clinician_npi,location_id,program_id,date,start,stop,minutes,status,service,modality,patient_location,diagnoses,note_elements,signed_at'
const whole = 'DOS;STARTSTOP;MODALITY;INTERV;RESP;RISK;DX;MEDNEC;PLANREF;SIG'
const other = '1003000126'
const row = (id: string, npi: string, on: string, minutes: number, elements = whole) =>
  `${id},P1,${npi},L1,OP,${on},${npi === other ? '10:00,10:55' : '09:00,09:55'},${minutes},kept,individual_therapy,in_person,clinic,F41.1,${elements},${on}`

const today = date('2026-03-20')
const dayBefore = (days: number): PlainDate => addDays(today, -days)
const bare = whole.replace('MEDNEC;', '')
const hale = Array.from({ length: 12 }, (_, i) =>
  row(`H${i}`, '1245319599', dayBefore(i + 1), 40 + i, i < 4 ? bare : whole),
)
const newman = Array.from({ length: 10 }, (_, i) => row(`N${i}`, '1003000126', dayBefore(i + 1), 38 + i))

let fresh: Fresh
let request: (who: string, method: string, path: string, body?: unknown) => Promise<{ status: number; body: never }>
const importSessions = async (rows: readonly string[]) => {
  const csv = [header, ...rows].join('\n')
  const report = await importCsv(fresh.ground(), 'sessions', {
    name: 'sessions.csv',
    bytes: new TextEncoder().encode(csv),
  })
  expect(report.refused).toEqual([])
  await fresh.machine.jobs.drain()
}

beforeAll(async () => {
  fresh = await freshDb({ today })
  const ground = fresh.ground()
  const set = await setUpPractice(ground, setup, true)
  if (!set.ok) throw new Error(set.refusal.problems.join('; '))
  await setToday(ground, today)
  for (const [kind, csv] of Object.entries({ patients, coverages }))
    await importCsv(ground, kind as 'patients', { name: `${kind}.csv`, bytes: new TextEncoder().encode(csv) })
  await importSessions([...hale, ...newman])

  const identity = await openIdentity(fresh.machine.db)
  const { app } = await buildApi(fresh.machine, { identity, log: openLog('silent') })
  const clinicians = await reading(ground, (tx) =>
    tx.selectFrom('clinician').select(['id', 'last_name']).where('practice_id', '=', practiceId).execute(),
  )
  const cookies: Record<string, string> = {}
  const password = 'a long enough passphrase'
  const people: readonly [string, string, string | null, string][] = [
    ['hale', 'clinician', 'Hale', practiceId],
    ['newman', 'clinician', 'Newman', practiceId],
    ['biller', 'biller', null, practiceId],
    ['senior', 'senior_biller', null, practiceId],
    ['owner', 'owner', null, practiceId],
    ['elsewhere', 'owner', null, otherPracticeId],
  ]
  for (const [name, role, last, practice] of people) {
    const email = `${name}@harbor.test`
    const personId = await identity.addPerson({ email, name, password })
    const clinicianId = clinicians.find((each) => each.last_name === last)?.id ?? null
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
  request = async (who, method, path, body) => {
    const response = await app.request(`/api${path}`, {
      method,
      headers: { cookie: cookies[who] ?? '', 'x-ballast': '1', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: (await response.json()) as never }
  }
})
afterAll(() => fresh.drop())

type EditsPage = { edits: { id: string; severity: string; isOwnSeverity: boolean; record: Record<string, unknown> }[] }
const edit = async (id: string) => {
  const { edits } = (await request('biller', 'GET', '/edits')).body as EditsPage
  const found = edits.find((each) => each.id === id)
  if (!found) throw new Error(`no edit ${id}`)
  return found
}
type Changes = { changes: { id: string; state: string; tried: Record<string, unknown> | null }[] }
const change = async (id: string) =>
  ((await request('biller', 'GET', '/edits/changes')).body as Changes).changes.find((each) => each.id === id)

describe('an edit and its record', () => {
  test('all 120 are listed, and what one found is counted and can be opened', async () => {
    const { edits } = (await request('biller', 'GET', '/edits')).body as EditsPage
    expect(edits).toHaveLength(120)
    expect(await edit('S083')).toMatchObject({ severity: 'warn', record: { hits: 4, stopped: 0, fixed: 0 } })
    const { claims } = (await request('biller', 'GET', '/edits/S083/claims')).body as { claims: unknown[] }
    expect(claims).toHaveLength(4)
    expect((await request('biller', 'GET', '/edits/S999/claims')).status).toBe(404)
    expect((await request('hale', 'GET', '/edits')).status).toBe(403)
  })

  test('a changed severity stops nothing before it was tried on what went out', async () => {
    const proposed = {
      kind: 'severity',
      rule: 'S083',
      value: 'stop',
      source: 'Northwind bulletin of March 1',
      until: '2026-04-30',
    }
    expect((await request('biller', 'POST', '/edits/changes', proposed)).status).toBe(403)
    expect((await request('senior', 'POST', '/edits/changes', { ...proposed, rule: 'S999' })).status).toBe(422)
    expect((await request('senior', 'POST', '/edits/changes', { ...proposed, source: '' })).status).toBe(422)
    const made = await request('senior', 'POST', '/edits/changes', proposed)
    const { id } = made.body as { id: string }
    const decide = (who: string) => request(who, 'POST', `/edits/changes/${id}/decision`, { isApplied: true })
    expect((await decide('owner')).body).toMatchObject({ kind: 'change.wrong_state' })
    await fresh.machine.jobs.drain()
    expect(await change(id)).toMatchObject({
      state: 'tried',
      tried: { looked: 22, wouldStop: 4, paidAnyway: 0, wouldFree: 0 },
    })
    expect((await edit('S083')).severity).toBe('warn')
    expect((await decide('senior')).status).toBe(403)
    expect((await decide('elsewhere')).status).toBe(404)
    expect((await decide('owner')).body).toEqual({ id, state: 'applied' })
    expect(await edit('S083')).toMatchObject({ severity: 'stop', isOwnSeverity: true })
  })

  test('it then stops a claim; letting that go is kept with reason and role', async () => {
    await importSessions([row('H20', '1245319599', today, 45, bare)])
    const { claims } = (await request('biller', 'GET', '/edits/S083/claims')).body as {
      claims: { claimId: string; state: string; status: string }[]
    }
    const held = claims.find(({ status }) => status === 'held')
    expect(held?.state).toBe('open')
    const release = (who: string) =>
      request(who, 'POST', `/claims/${held?.claimId}/release`, { reason: 'Said in the plan.' })
    expect((await release('biller')).status).toBe(403)
    expect((await release('senior')).body).toMatchObject({ status: 'ready' })
    expect((await edit('S083')).record).toMatchObject({
      released: 1,
      overrides: [{ reason: 'Said in the plan.', role: 'senior_biller', times: 1 }],
    })
  })

  test('what was for a time lapses after its last day', async () => {
    await settleChanges(fresh.ground(practiceId, date('2026-04-30')))
    expect((await edit('S083')).severity).toBe('stop')
    await settleChanges(fresh.ground(practiceId, date('2026-05-01')))
    expect(await edit('S083')).toMatchObject({ severity: 'warn', isOwnSeverity: false })
  })

  test('a payer’s parameter is tried on that payer’s claims alone, and a word is no number', async () => {
    const payers = ((await request('biller', 'GET', '/edits')).body as { payers: { id: string }[] }).payers
    const proposed = { kind: 'payer', payerId: payers[0]?.id, name: 'timely_filing_days', source: 'Contract of 2026' }
    expect((await request('senior', 'POST', '/edits/changes', { ...proposed, value: 'many' })).status).toBe(422)
    const { body } = await request('senior', 'POST', '/edits/changes', { ...proposed, value: 60 })
    await fresh.machine.jobs.drain()
    expect(await change((body as { id: string }).id)).toMatchObject({
      state: 'tried',
      tried: { looked: 23, wouldStop: 0 },
    })
  })
})

describe('coding review', () => {
  let round = ''
  const roundPage = async () =>
    (await request('senior', 'GET', `/review/rounds/${round}`)).body as {
      items: { id: string; first: unknown; clinician: string | null; outcome: string | null }[]
    }
  test('a share of a new clinician’s claims is drawn, once', async () => {
    const draw = { kind: 'prospective', from: '2026-03-01', until: '2026-03-31' }
    expect((await request('biller', 'POST', '/review/rounds', draw)).status).toBe(403)
    const { body } = await request('senior', 'POST', '/review/rounds', draw)
    expect(body).toMatchObject({ size: 2 })
    round = (body as { id: string }).id
    expect((await request('senior', 'POST', '/review/rounds', draw)).body).toMatchObject({
      kind: 'review.drawn_already',
      id: round,
    })
    expect((await request('senior', 'POST', '/review/rounds', { ...draw, until: '2026-02-01' })).status).toBe(422)
    expect((await request('elsewhere', 'GET', `/review/rounds/${round}`)).status).toBe(404)
  })

  test('the second coder sees neither the first coding nor the name until theirs is given', async () => {
    const { items } = await roundPage()
    expect(items.map(({ first, clinician: name }) => [first, name])).toEqual([
      [null, null],
      [null, null],
    ])
    const [one, other] = items
    const code = (id: string | undefined, given: string) =>
      request('senior', 'POST', `/review/items/${id}/code`, { lines: [{ code: given }] })
    expect((await code(one?.id, '90834')).body).toMatchObject({
      agrees: true,
      outcome: 'agreed',
      clinician: 'Ida Newman',
    })
    expect((await code(one?.id, '90837')).body).toMatchObject({ kind: 'review.wrong_state' })
    expect((await code(other?.id, '90837')).body).toMatchObject({ agrees: false, outcome: null })
    const settle = (remark: string) =>
      request('senior', 'POST', `/review/items/${other?.id}/outcome`, { outcome: 'too_low', remark })
    expect((await settle('')).status).toBe(422)
    expect((await settle('The note says 54 minutes.')).status).toBe(200)
    const page = (await request('biller', 'GET', '/review')).body as {
      agreement: { percent: number; low: number; of: number }
    }
    expect(page.agreement).toMatchObject({ of: 2, percent: 50 })
    expect(page.agreement.low).toBeLessThan(15)
  })
})

describe('a pattern', () => {
  test('becomes a card, once, and its clinician alone sees it', async () => {
    const ground = fresh.ground(practiceId, today, system('day'))
    expect(await tendCards(ground)).toMatchObject({ made: 1 })
    expect(await tendCards(ground)).toMatchObject({ made: 0 })
    const cards = async (who: string) =>
      (
        (await request(who, 'GET', '/review/cards')).body as {
          cards: { id: string; happened: string; seen_on: string | null }[]
        }
      ).cards
    expect(await cards('newman')).toEqual([])
    const [card] = await cards('hale')
    expect(card?.happened).toBe(
      '5 of your last 13 notes do not say what the symptoms get in the way of, or say it in the same words each time.',
    )
    expect((await request('newman', 'POST', `/review/cards/${card?.id}/seen`)).status).toBe(404)
    expect((await request('hale', 'POST', `/review/cards/${card?.id}/seen`)).status).toBe(200)
    expect((await cards('hale'))[0]?.seen_on).toBe(today)
    const { patterns } = (await request('biller', 'GET', '/review')).body as { patterns: object[] }
    expect(patterns).toMatchObject([{ pattern: 'S083', cards: 1, clinicians: 1, seen: 1, stopped: 0 }])
  })

  test('is counted again after its time; five whole notes and none bare is stopped', async () => {
    const later = addDays(today, 31)
    await setToday(fresh.ground(), later)
    await importSessions(Array.from({ length: 6 }, (_, i) => row(`L${i}`, '1245319599', addDays(today, 5 + i), 41 + i)))
    expect(await tendCards(fresh.ground(practiceId, later, system('day')))).toMatchObject({ checked: 1 })
    const { patterns } = (await request('biller', 'GET', '/review')).body as { patterns: object[] }
    expect(patterns).toMatchObject([{ pattern: 'S083', checked: 1, stopped: 1 }])
    await setToday(fresh.ground(), today)
  })
})

describe('indicators', () => {
  test('stand together with their rows', async () => {
    const { measures } = (await request('biller', 'GET', '/review/measures')).body as { measures: { id: string }[] }
    expect(measures.map(({ id }) => id)).toEqual(['coding-denials', 'recoded', 'lag', 'returns'])
    for (const { id } of measures) expect((await request('biller', 'GET', `/review/measures/${id}`)).status).toBe(200)
    expect((await request('biller', 'GET', '/review/measures/none')).status).toBe(404)
  })

  test('who does what is a clinician’s own page', async () => {
    const { body } = await request('hale', 'GET', '/review/labor')
    expect(body).toMatchObject({ document: { services: [{ name: 'individual session', times: 19 }] } })
    expect(JSON.stringify(body)).toContain('biller and senior')
  })
})

describe('what a payer changed on a day, and what the practice then set', () => {
  const payerRow = () =>
    reading(fresh.ground(), (tx) =>
      tx.selectFrom('payer').select(['id', 'params']).where('practice_id', '=', practiceId).executeTakeFirstOrThrow(),
    )
  const daysOn = async (session: string) =>
    reading(fresh.ground(), async (tx) => {
      const { id } = await tx
        .selectFrom('session')
        .select('id')
        .where('practice_id', '=', practiceId)
        .where('external_id', '=', session)
        .executeTakeFirstOrThrow()
      return (await gatherDraft(tx, practiceId, id))?.payer?.params.timely_filing_days
    })

  test('the later word holds from its day; the older one before it, and again when it lapses', async () => {
    const { id: payerId } = await payerRow()
    const params = { timely_filing_days: 90, changes: [{ from: '2026-03-12', params: { timely_filing_days: 45 } }] }
    await changing(fresh.ground(), (tx) =>
      tx
        .updateTable('payer')
        .set({ params: JSON.stringify(params) })
        .where('practice_id', '=', practiceId)
        .execute(),
    )
    // Visits of March 8, 13 and 19.
    const days = async () => [await daysOn('H11'), await daysOn('H6'), await daysOn('H0')]
    expect(await days()).toEqual([90, 45, 45])
    const proposed = {
      kind: 'payer',
      payerId,
      name: 'timely_filing_days',
      value: 60,
      source: 'Contract of 2026',
      from: '2026-03-15',
      until: '2026-04-30',
    }
    const { id } = (await request('senior', 'POST', '/edits/changes', proposed)).body as { id: string }
    await fresh.machine.jobs.drain()
    expect((await request('owner', 'POST', `/edits/changes/${id}/decision`, { isApplied: true })).body).toEqual({
      id,
      state: 'applied',
    })
    expect(await days()).toEqual([90, 45, 60])
    await settleChanges(fresh.ground(practiceId, date('2026-05-01')))
    expect((await payerRow()).params).toMatchObject({
      changes: [{}, { from: '2026-03-15' }, { from: '2026-05-01', params: { timely_filing_days: 45 } }],
    })
    expect(await days()).toEqual([90, 45, 60])
  })
})

test('a sampled claim of a new clinician is held until somebody looked; one past the first ninety days goes', async () => {
  await changing(fresh.ground(), (tx) =>
    tx
      .updateTable('practice')
      .set({ params: JSON.stringify({ review_holds: true, review_share: 100 }) })
      .where('practice_id', '=', practiceId)
      .execute(),
  )
  await importSessions([row('N30', '1003000126', '2026-03-02', 45), row('H30', '1245319599', '2026-03-03', 45)])
  const { claims } = (await request('biller', 'GET', '/edits/S118/claims')).body as {
    claims: { claimId: string; state: string; status: string }[]
  }
  expect(claims.map(({ status, state }) => [status, state])).toEqual([['held', 'open']])
  const release = await request('senior', 'POST', `/claims/${claims[0]?.claimId}/release`, { reason: 'Looked at.' })
  expect(release.body).toMatchObject({ status: 'ready' })
})
