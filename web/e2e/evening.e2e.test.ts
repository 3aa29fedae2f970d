import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { date } from '@ballast/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildApi } from '../../server/src/api.ts'
import { billingWords } from '../../server/src/cycle/note/tables/billing-words.ts'
import { setUpPractice } from '../../server/src/cycle/practice/actions/setup.ts'
import { openIdentity } from '../../server/src/ground/auth.ts'
import { setToday } from '../../server/src/ground/clock.ts'
import { startEmbedded } from '../../server/src/ground/database.ts'
import { reading } from '../../server/src/ground/db.ts'
import { groundOn, system } from '../../server/src/ground/ground.ts'
import { listen } from '../../server/src/ground/listen.ts'
import { openLog } from '../../server/src/ground/log.ts'
import { openMachine } from '../../server/src/ground/machine.ts'
import { staticFiles } from '../../server/src/ground/static.ts'
import { buildWeb, webFolder, webIsStale } from '../../server/src/ground/web-build.ts'
import { handlers } from '../../server/src/handlers.ts'
import { importCsv } from '../../server/src/imports.ts'
import { tidewater } from '../../server/test/planted.ts'
import { openBrowser } from './visit.ts'

// A clinician's evening: five notes, by keyboard alone. Last week's notes are signed, so that what a treatment keeps stands.

const practiceId = '0190e000-0000-7000-8000-000000000001'
const today = date('2026-03-09')
const password = 'a long enough passphrase'
const people = ['Rowe', 'Lind', 'Vale', 'Hart', 'Dunn']
const setup = {
  ...tidewater,
  charges: [{ code: '90834', charge: '150.00' }],
  payers: [{ id: 'NWND1', name: 'Northwind', kind: 'commercial', params: {} }],
}
const patients = [
  'patient_id,first_name,last_name,birth_date,sex,address,city,state,zip',
  ...people.map((name, i) => `P${i},Alma,${name},1988-05-0${i + 1},F,12 Quay Street,Ellery Point,VA,239010012`),
]
const coverages = [
  'coverage_id,patient_id,payer_id,member_id,relationship,effective_from',
  ...people.map((_, i) => `C${i},P${i},NWND1,W12345678${i},self,2026-01-01`),
]
const sessions = [
  'session_id,patient_id,clinician_npi,location_id,program_id,date,start,scheduled_minutes,status,service,modality,patient_location,diagnoses',
  ...['2026-03-02', '2026-03-09'].flatMap((day) =>
    people.map(
      (_, i) =>
        `${day}-${i},P${i},1245319599,L1,OP,${day},1${i}:00,50,kept,individual_therapy,${i === 4 ? 'video,home' : 'in_person,clinic'},F41.1`,
    ),
  ),
]

let close: () => Promise<void>
let home = ''

beforeAll(async () => {
  const web = webFolder()
  if (!web) throw new Error('this copy has no web to test')
  if (await webIsStale()) await buildWeb(() => undefined)
  const folder = await mkdtemp(join(tmpdir(), 'ballast-evening-'))
  const server = await startEmbedded(folder)
  const machine = await openMachine({ folder, server, database: 'ballast', handlers })
  const ground = groundOn(machine, practiceId, system('evening'), () => today)
  const set = await setUpPractice(ground, setup, true)
  if (!set.ok) throw new Error(set.refusal.problems.join('; '))
  await setToday(ground, today)
  for (const [kind, rows] of Object.entries({ patients, coverages, sessions })) {
    const file = { name: `${kind}.csv`, bytes: new TextEncoder().encode(rows.join('\n')) }
    const report = await importCsv(ground, kind as 'sessions', file)
    if (report.refused.length > 0) throw new Error(report.refused.map(({ message }) => message).join('; '))
  }
  const clinician = await reading(ground, (tx) =>
    tx.selectFrom('clinician').select('id').where('practice_id', '=', practiceId).executeTakeFirstOrThrow(),
  )
  const identity = await openIdentity(machine.db)
  const personId = await identity.addPerson({ email: 'hale@demo.test', name: 'Ida Hale', password })
  await identity.setMembership(personId, {
    practiceId,
    practiceName: 'Tidewater',
    roles: ['clinician'],
    clinicianId: clinician.id,
  })
  const { app } = await buildApi(machine, { identity, log: openLog('silent') })
  app.use(await staticFiles(web))
  const listening = await listen(app, { host: '127.0.0.1', port: 18_145 })
  home = `http://127.0.0.1:${listening.port}`
  close = async () => {
    await listening.close()
    await machine.close()
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
})
afterAll(() => close())

/** A clinician at a browser, signed in, and what it complained of. */
async function evening() {
  const browser = await openBrowser()
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' })
  const complaints: string[] = []
  const settle = async () => {
    await page.waitForLoadState('networkidle')
    await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null)
  }
  const go = async (path: string) => {
    await page.goto(home + path)
    await settle()
  }
  await go('/')
  await page.fill('input[type=email], input[name=email]', 'hale@demo.test')
  await page.fill('input[type=password]', password)
  await page.keyboard.press('Enter')
  await page.waitForSelector('.rail-link')
  await settle()
  // Before signing in, being told so is no complaint.
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} ${new URL(response.url()).pathname}`)
  })
  return { page, go, settle, complaints, leave: () => browser.close() }
}

const mostKeysANote = 20

test('five notes are signed by keyboard, in few keys, on pages that speak of nothing but the session', async () => {
  const { page, go, settle, complaints, leave } = await evening()
  let keys = 0
  const press = async (key: string) => {
    keys += key.startsWith('Control+') ? 2 : 1
    await page.keyboard.press(key)
    if (key === 'Enter' || key.startsWith('Control+')) await settle()
  }
  const type = async (text: string) => {
    for (const key of text) await press(key)
  }
  const spoken = async () => {
    const words = (await page.locator('body').innerText()).replaceAll(/Alma \w+/g, '')
    expect(billingWords.exec(words)?.[0]).toBeUndefined()
    expect(words).not.toContain('$')
  }

  // Last week: the first notes of these treatments, written over the API as any other client would.
  const api = (method: string, path: string, body?: unknown) =>
    page.evaluate(
      async ([verb, where, what]) =>
        (
          await fetch(`/api/notes${where}`, {
            method: verb as string,
            headers: { 'content-type': 'application/json', 'x-ballast': '1', 'idempotency-key': crypto.randomUUID() },
            ...(what === null ? {} : { body: what as string }),
          })
        ).json() as Promise<never>,
      [method, path, body === undefined ? null : JSON.stringify(body)],
    )
  const { open } = (await api('GET', '/day')) as { open: { id: string; on: string; modality: string }[] }
  expect(open).toHaveLength(10)
  for (const [i, { id, modality }] of open.filter(({ on }) => on === '2026-03-02').entries()) {
    const chose = (...chosen: string[]) => ({ chosen })
    const answers = {
      MODALITY: chose('cbt'),
      INTERV: chose('skill'),
      RESP: chose('some'),
      RISK: chose('none'),
      MEDNEC: chose('same', 'work'),
      PLANREF: { text: 'Goal 1: sleep', on: '2026-01-15' },
      ...(modality === 'video' ? { TH_CONSENT: chose('written') } : {}),
    }
    await api('PUT', `/${id}`, { change: { start: `1${i}:02`, stop: `1${i}:48`, answers }, version: 0 })
    expect(await api('POST', `/${id}/sign`, { version: 1 })).toMatchObject({ state: 'signed' })
  }

  await go('/')
  await spoken()
  expect(await page.locator('main').innerText()).toContain('5 open notes')
  await press('Enter')
  for (let i = 0; i < 5; i += 1) {
    await page.locator('h1', { hasText: people[i] ?? '' }).waitFor()
    await page.waitForSelector('[data-element=STARTSTOP] input:focus')
    await spoken()
    const before = keys
    await type(`1${i}03`)
    await type(`1${i}50`)
    await type('1') // what was done
    await press('Enter')
    await type('2') // how the patient responded
    await type('1') // safety
    await type('24') // how the patient is, and what it gets in the way of
    await press('Enter')
    await page.locator('[role=status]', { hasText: 'This note has what the service needs.' }).waitFor()
    await spoken()
    await press('Control+Enter')
    expect(keys - before).toBeLessThanOrEqual(mostKeysANote)
  }
  await page.waitForSelector('text=All done: 10 signed today')
  await spoken()
  expect(complaints).toEqual([])
  await page.setViewportSize({ width: 390, height: 844 })
  for (const path of ['/who-does-what', '/day']) {
    await go(path)
    await spoken()
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth + 1),
    ).toBe(true)
  }
  await leave()
})
