import { date } from '@ballast/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDb } from '../../../test/harness.ts'
import { plantPractice } from '../../../test/planted.ts'
import { exceptionList, filePage } from '../remittance/actions/exceptions.ts'
import { giveUpOn, receiveFile } from '../remittance/actions/receive-file.ts'
import { readFileAgain, setFileAside } from '../remittance/actions/work-exceptions.ts'
import { workPage } from '../worklist/actions/work.ts'
import { sendReady } from './actions/send.ts'
import { sentFiles, setAcknowledgmentAside, watchBatches } from './actions/watch-batches.ts'

// What leaves is watched until somebody says that it arrived; what comes in and fits nothing waits where a person sees it.

const sentOn = date('2026-03-10')
const fresh = await freshDb({ today: sentOn })
afterAll(fresh.drop)
const ground = fresh.ground()
const on = (day: string) => fresh.ground(undefined, date(day))
const open = async (kind: 'claim.no-999' | 'claim.no-277ca') => (await workPage(ground, { kind })).items
const waiting = async () => (await exceptionList(ground, { sort: 'paidOn', limit: 50, offset: 0 })).exceptions
let files = 0
const take = async (text: string) => {
  files += 1
  const { fileId } = await receiveFile(ground, `in-${files}.edi`, new TextEncoder().encode(text))
  await fresh.machine.jobs.drain()
  return fileId ?? ''
}
const interchange = (kind: string, version: string, body: readonly string[]) =>
  [
    'ISA*00*          *00*          *ZZ*CLRHOUSE01     *ZZ*TIDEWATER01    *260310*1200*^*00501*000000777*0*T*:',
    `GS*${kind}*CLRHOUSE01*TIDEWATER01*20260310*1200*777*X*${version}`,
    ...body,
    'GE*1*777',
    'IEA*1*000000777',
    '',
  ].join('~')
const acknowledges = (control: string) =>
  interchange('FA', '005010X231A1', [
    'ST*999*0001*005010X231A1',
    `AK1*HC*${control}*005010X222A1`,
    'AK2*837*0001*005010X222A1',
    'IK5*A',
    'AK9*A*1*1*1',
    'SE*6*0001',
  ])

beforeAll(async () => {
  await plantPractice(fresh, ground, 2)
  await sendReady(ground)
  await fresh.machine.jobs.drain()
}, 60_000)

test('no 999: nobody is asked on the day after, somebody on the second, once; when it comes the task is over', async () => {
  await watchBatches(on('2026-03-11'))
  expect(await open('claim.no-999')).toEqual([])
  for (let twice = 0; twice < 2; twice += 1) await watchBatches(on('2026-03-12'))
  expect(await open('claim.no-999')).toMatchObject([{ atStake: 30_000, team: 'edi', link: '/claims/files' }])
  const { files: sent } = await sentFiles(on('2026-03-12'), 10, 0)
  expect(sent).toMatchObject([{ claims: 2, silent: 2, isAcknowledged: false, late: 'no-999' }])
  const { rows } = await fresh.ownerPool.query<{ control: string }>(
    'SELECT group_control AS control FROM app.claim_batch',
  )
  await take(acknowledges(rows[0]?.control ?? ''))
  await watchBatches(on('2026-03-12'))
  expect(await open('claim.no-999')).toEqual([])
  expect(await open('claim.no-277ca')).toEqual([])
})

test('no 277CA: after two business days there is time, on the third somebody is asked; a claim that was answered settles it', async () => {
  await watchBatches(on('2026-03-12'))
  expect(await open('claim.no-277ca')).toEqual([])
  await watchBatches(on('2026-03-13'))
  expect(await open('claim.no-277ca')).toMatchObject([
    { title: expect.stringContaining('2 of 2 claims without an answer') },
  ])
  await fresh.ownerPool.query(`UPDATE app.claim SET status = 'accepted'`)
  await watchBatches(on('2026-03-13'))
  expect(await open('claim.no-277ca')).toEqual([])
})

test('a 999 for a file that is none of ours waits where a person sees it, and is set aside with the reason, once', async () => {
  await take(acknowledges('998877'))
  const [row] = await waiting()
  expect(row).toMatchObject({ kind: 'acknowledgment', why: 'No file of ours has the number 998877.' })
  expect((await filePage(ground, row?.fileId ?? ''))?.source?.lines.length).toBeGreaterThan(0)
  const id = row?.subjectId ?? ''
  expect(await setAcknowledgmentAside(ground, id, 'another practice of the group')).toMatchObject({ ok: true })
  expect(await setAcknowledgmentAside(ground, id, 'again')).toMatchObject({ refusal: { kind: 'claim.not_waiting' } })
  expect(await waiting()).toEqual([])
})

test('a file that nobody could read to its end, and an 835 without its payment, wait as files; read again or set aside, they do not', async () => {
  const unpaid = await take(interchange('HP', '005010X221A1', ['ST*835*0001', 'LX*1', 'SE*3*0001']))
  expect(await waiting()).toMatchObject([
    { kind: 'file', subjectId: unpaid, why: expect.stringContaining('has no payment segment') },
  ])
  expect(await readFileAgain(ground, unpaid)).toMatchObject({ ok: true })
  await fresh.machine.jobs.drain()
  expect(await waiting()).toMatchObject([{ kind: 'file', subjectId: unpaid }])
  expect(await setFileAside(ground, unpaid, 'the payer sends another')).toMatchObject({ ok: true })
  expect(await setFileAside(ground, unpaid, 'again')).toMatchObject({ refusal: { kind: 'remittance.not_waiting' } })

  const { fileId } = await receiveFile(ground, 'broken.835', new TextEncoder().encode(acknowledges('5551')))
  await giveUpOn(ground, fileId ?? '')
  expect(await waiting()).toMatchObject([
    { kind: 'file', about: 'broken.835', why: expect.stringContaining('could not be read to its end') },
  ])
  expect(await readFileAgain(ground, fileId ?? '')).toMatchObject({ ok: true })
  await fresh.machine.jobs.drain()
  expect((await waiting()).filter((row) => row.kind === 'file')).toEqual([])
})

test('an acknowledgment of a question we sent is nobody’s work; one that refuses the question is, as is one of no file of ours', async () => {
  const numbers = await fresh.ownerPool.query<{ last: number }>(
    `UPDATE app.control_number SET last = last + 2 WHERE practice_id = $1 AND name LIKE 'interchange:%' RETURNING last`,
    [fresh.practiceId],
  )
  const last = numbers.rows[0]?.last ?? 0
  const before = (await waiting()).length
  const ofQuestion = (control: number, answer: string) =>
    acknowledges(String(control)).replace('AK1*HC*', 'AK1*HS*').replace('AK9*A', `AK9*${answer}`)
  await take(ofQuestion(last - 1, 'A'))
  expect(await waiting()).toHaveLength(before)
  await take(ofQuestion(last, 'R'))
  await take(ofQuestion(last + 1, 'A'))
  const reasons = (await waiting()).map((one) => one.why)
  expect(reasons).toHaveLength(before + 2)
  expect(reasons.join(' ')).toContain(`A question of ours (270 or 278, file ${last}) was not taken`)
  expect(reasons.join(' ')).toContain(`No file of ours has the number ${last + 1}.`)
})
