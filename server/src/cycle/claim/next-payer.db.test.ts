import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { date } from '@ballast/kernel'
import { check } from '@ballast/x12'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDb } from '../../../test/harness.ts'
import { type EraClaim, eraFile, tidewater } from '../../../test/planted.ts'
import { setToday } from '../../ground/clock.ts'
import { verify } from '../../ground/verify.ts'
import { type ImportKindName, importCsv } from '../../imports.ts'
import { setUpPractice } from '../practice/actions/setup.ts'
import { patientAccount } from '../receivable/actions/patient.ts'
import { receiveFile } from '../remittance/actions/receive-file.ts'
import { workPage } from '../worklist/actions/work.ts'
import { recodeSession } from './actions/recode.ts'
import { sendReady } from './actions/send.ts'
import { correctClaim, voidClaim } from './actions/work.ts'

// A patient with two plans owes nothing before both have spoken: what the first leaves goes to the second, with the first's
// decision on the claim.

const fresh = await freshDb({ today: date('2026-03-04') })
afterAll(fresh.drop)
const ground = fresh.ground()
const ask = async <T extends object>(text: string, values: readonly unknown[] = []): Promise<T[]> =>
  (await fresh.ownerPool.query<T>(text, [fresh.practiceId, ...values])).rows
const bring = async (kind: ImportKindName, text: string) => {
  const report = await importCsv(ground, kind, { name: `${kind}.csv`, bytes: new TextEncoder().encode(text) })
  expect(report.refused).toEqual([])
  await fresh.machine.jobs.drain()
}
const harbor = { id: 'HRBR1', name: 'HARBOR' }
const people = ['0', 'A', 'B', 'C', 'D', 'E', '1', '2', '3', '4', '5', '6', '7', '8'] as const
type Who = (typeof people)[number] | '9'

type Standing = {
  id: string
  number: string
  status: string
  rank: number
  payer: string
  payer_cents: number
  patient_cents: number
  findings: { rule: string; message: string }[]
}
const claimOf = async (who: Who): Promise<Standing> => {
  const [claim] = await ask<Standing>(
    `SELECT c.id, c.control_number AS number, c.status, c.rank, y.name AS payer, o.payer_cents::int, o.patient_cents::int, c.findings
      FROM app.claim c JOIN app.session s ON s.practice_id = c.practice_id AND s.id = c.session_id
      JOIN app.payer y ON y.practice_id = c.practice_id AND y.id = c.payer_id
      JOIN app.open_item o ON o.practice_id = c.practice_id AND o.claim_id = c.id
      WHERE c.practice_id = $1 AND s.external_id = $2 AND c.status NOT IN ('void', 'closed')`,
    [`S${who}`],
  )
  if (!claim) throw new Error(`visit S${who} has no claim`)
  return claim
}
let files = 0
const decides = async (who: Who, claim: Partial<EraClaim> & { paid: number }, payer?: { id: string; name: string }) => {
  files += 1
  const { number } = await claimOf(who)
  const claims = [{ number, charge: 15_000, ...claim }]
  const payment = { trace: `T${files}`, on: ground.today(), claims, ...(payer ? { payer } : {}) }
  await receiveFile(ground, `${files}.835`, eraFile(files, [payment]))
  await fresh.machine.jobs.drain()
}
const owed = async (who: Who): Promise<number> => {
  const [row] = await ask<{ id: string }>(`SELECT id FROM app.patient WHERE practice_id = $1 AND external_id = $2`, [
    `P${who}`,
  ])
  return Number((await patientAccount(ground, row?.id ?? ''))?.owedCents ?? 0)
}
/** The claim as its newest file says it. */
const sentAs = async (number: string): Promise<string> => {
  const outbox = join(fresh.machine.folder, 'mailbox', fresh.practiceId, 'outbox')
  const texts = await Promise.all((await readdir(outbox)).sort().map((name) => readFile(join(outbox, name), 'utf8')))
  for (const text of texts) expect(check(Buffer.from(text)).flaws).toEqual([])
  const text = texts.findLast((each) => each.includes(`CLM*${number}*`)) ?? ''
  const from = text.lastIndexOf('SBR*', text.indexOf(`CLM*${number}*`))
  return text.slice(from).split(/HL\*\d+\*1\*22/)[0] ?? ''
}

beforeAll(async () => {
  const payers = [
    ...tidewater.payers,
    { id: 'HRBR1', name: 'Harbor', kind: 'commercial' as const, params: {}, fees: [] },
  ]
  expect(await setUpPractice(ground, { ...tidewater, payers }, true)).toMatchObject({ ok: true })
  await setToday(ground, ground.today())
  const rows = (row: (who: string) => string) => [...people, '9'].map(row).join('\n')
  await bring(
    'patients',
    `patient_id,first_name,last_name,birth_date,sex,address,city,state,zip
${rows((who) => `P${who},Alma,Rowe${who},1988-05-04,F,12 Quay Street,Ellery Point,VA,239010012`)}`,
  )
  await bring(
    'coverages',
    `coverage_id,patient_id,payer_id,priority,member_id,relationship,subscriber_first_name,subscriber_last_name,subscriber_birth_date,from
${people.map((who) => `A${who},P${who},NWND1,primary,W10000000${who},self,,,,2026-01-01`).join('\n')}
${[...people, '9'].map((who) => `B${who},P${who},HRBR1,secondary,H20000000${who},spouse,Otto,Rowe,1985-02-03,2026-01-01`).join('\n')}`,
  )
  await bring(
    'sessions',
    `session_id,patient_id,clinician_npi,location_id,program_id,date,minutes,status,service,modality,patient_location,diagnoses,note_elements,signed_at
${rows((who) => `S${who},P${who},1245319599,L1,OP,2026-03-02,45,kept,individual_therapy,video,home,F41.1,STARTSTOP;MEDNEC;TH_CONSENT;TH_PTLOC;TH_TECH,2026-03-02`)}`,
  )
  await sendReady(ground)
  await fresh.machine.jobs.drain()
}, 60_000)

describe('the first plan leaves a share', () => {
  test('it is not the patient’s yet: the claim is ready for the second plan, which owes it now', async () => {
    await decides('1', { paid: 8_000, patient: 3_000 })
    expect(await claimOf('1')).toMatchObject({
      status: 'ready',
      rank: 2,
      payer: 'Harbor',
      payer_cents: 3_000,
      patient_cents: 0,
    })
    expect(await owed('1')).toBe(0)
  })

  test('it goes out as a secondary claim, whole, with what the first paid and took off', async () => {
    await sendReady(ground)
    await fresh.machine.jobs.drain()
    const { number, status } = await claimOf('1')
    expect(status).toBe('sent')
    const text = (await sentAs(number)).replaceAll('\n', '')
    expect(text).toMatch(/^SBR\*S\*/)
    expect(text).toContain(`CLM*${number}*150*`)
    // The first plan is the patient's own, though the second is the spouse's.
    expect(text).toContain('SBR*P*18*')
    expect(text).toContain('AMT*D*80~')
    expect(text).toContain('NM1*IL*1*Rowe1*Alma****MI*W100000001~')
    expect(text).toContain('SVD*NWND1*80*HC:90834:95**1~')
    expect(text).toContain('CAS*CO*45*40~')
    expect(text).toContain('CAS*PR*3*30~')
    expect(text).toContain('DTP*573*D8*20260304~')
  })

  test('the second pays a part: only what it leaves is the patient’s', async () => {
    await decides('1', { status: '2', paid: 2_500, patient: 500, before: 12_000 }, harbor)
    expect(await claimOf('1')).toMatchObject({ status: 'paid', rank: 2, payer_cents: 0, patient_cents: 500 })
    expect(await owed('1')).toBe(500)
  })

  test('the second pays all of it: nothing is left, and nobody is asked again', async () => {
    await decides('2', { paid: 8_000, patient: 3_000 })
    await sendReady(ground)
    await fresh.machine.jobs.drain()
    await decides('2', { status: '2', paid: 3_000, before: 12_000 }, harbor)
    expect(await claimOf('2')).toMatchObject({ status: 'paid', rank: 2, payer_cents: 0, patient_cents: 0 })
  })

  test('it leaves nothing: the second is not bothered', async () => {
    await decides('3', { paid: 11_000 })
    expect(await claimOf('3')).toMatchObject({ status: 'paid', rank: 1, payer: 'Northwind', payer_cents: 0 })
  })

  test('it passed the claim on by itself: ours is not sent a second time, and waits for the answer', async () => {
    await decides('4', { status: '19', paid: 8_000, patient: 3_000 })
    expect(await claimOf('4')).toMatchObject({
      status: 'accepted',
      rank: 2,
      payer_cents: 3_000,
      findings: [expect.objectContaining({ rule: 'S013' })],
    })
    await decides('4', { status: '2', paid: 3_000, before: 12_000 }, harbor)
    expect(await claimOf('4')).toMatchObject({ status: 'paid', payer_cents: 0, patient_cents: 0 })
  })
})

test('the second answers before the first, who passed the claim on: the books end the same, and nobody is asked twice', async () => {
  await decides('0', { status: '2', paid: 3_000, before: 12_000 }, harbor)
  await decides('0', { status: '19', paid: 8_000, patient: 3_000 })
  expect(await claimOf('0')).toMatchObject({ status: 'paid', rank: 2, payer_cents: 0, patient_cents: 0 })
  expect(
    await ask(
      `SELECT y.name, sum(p.amount_cents)::int AS paid FROM app.posting p JOIN app.payer y ON y.practice_id = p.practice_id AND y.id = p.payer_id
        JOIN app.claim c ON c.practice_id = p.practice_id AND c.id = p.claim_id JOIN app.session s ON s.practice_id = c.practice_id AND s.id = c.session_id
        WHERE p.practice_id = $1 AND s.external_id = 'S0' AND p.account = 'cash' GROUP BY 1 ORDER BY 1`,
    ),
  ).toEqual([
    { name: 'Harbor', paid: 3_000 },
    { name: 'Northwind', paid: 8_000 },
  ])
})

test('the second answers first and leaves a share of its own: the first is not mistaken for it, and the patient owes just that', async () => {
  await decides('A', { status: '2', paid: 2_500, patient: 500, before: 12_000 }, harbor)
  expect(await claimOf('A')).toMatchObject({ rank: 1, payer: 'Northwind', patient_cents: 500 })
  await decides('A', { status: '19', paid: 8_000, patient: 3_000 })
  expect(await claimOf('A')).toMatchObject({ status: 'paid', rank: 2, payer_cents: 0, patient_cents: 500 })
})

describe('both plans are one payer’s', () => {
  test('who speaks is told by how the claim was processed, and by the payer’s own number', async () => {
    await ask(
      `UPDATE app.coverage c SET payer_id = f.payer_id FROM app.coverage f
        WHERE c.practice_id = $1 AND f.practice_id = $1 AND c.external_id = 'BB' AND f.external_id = 'AB'`,
    )
    await decides('B', { paid: 8_000, patient: 3_000, payerNumber: 'N1' })
    expect(await claimOf('B')).toMatchObject({ status: 'ready', rank: 2, payer: 'Northwind', payer_cents: 3_000 })
    await decides('B', { status: '22', paid: -8_000, charge: -15_000, patient: -3_000, payerNumber: 'N1' })
    expect(await claimOf('B')).toMatchObject({ status: 'held', rank: 2, patient_cents: 0 })
    await decides('B', { paid: 9_000, patient: 2_000, payerNumber: 'N1' })
    expect(await claimOf('B')).toMatchObject({ status: 'ready', rank: 2, payer_cents: 2_000, patient_cents: 0 })
    await sendReady(ground)
    await fresh.machine.jobs.drain()
    await decides('B', { status: '2', paid: 2_000, before: 13_000, payerNumber: 'N2' })
    expect(await claimOf('B')).toMatchObject({ status: 'paid', payer_cents: 0, patient_cents: 0 })
  })
})

test('a plan that ended after the visit is still asked for it; one that had ended before is not', async () => {
  const said = async (who: Who, until: string) =>
    ask(
      `INSERT INTO app.benefit_standing (practice_id, coverage_id, patient_id, checked_on, checked_for, is_active, plan_until)
        SELECT practice_id, id, patient_id, '2026-03-04', '2026-03-04', false, '${until}' FROM app.coverage WHERE practice_id = $1 AND external_id = 'B${who}'
        ON CONFLICT (practice_id, coverage_id) DO UPDATE SET checked_for = excluded.checked_for, is_active = false, plan_until = excluded.plan_until`,
    )
  await said('C', '2026-03-02')
  await said('D', '2026-03-01')
  await decides('C', { paid: 8_000, patient: 3_000 })
  await decides('D', { paid: 8_000, patient: 3_000 })
  expect(await claimOf('C')).toMatchObject({ rank: 2, payer: 'Harbor', patient_cents: 0 })
  expect(await claimOf('D')).toMatchObject({ rank: 1, status: 'paid', patient_cents: 3_000 })
})

test('a note amended while the claim waits for the second payer takes nothing back', async () => {
  await decides('E', { paid: 8_000, patient: 3_000 })
  const [session] = await ask<{ id: string }>(
    `SELECT id FROM app.session WHERE practice_id = $1 AND external_id = 'SE'`,
  )
  await recodeSession(ground, session?.id ?? '')
  expect(await claimOf('E')).toMatchObject({ status: 'ready', rank: 2, payer_cents: 3_000, patient_cents: 0 })
})

describe('a person decides', () => {
  test('not to ask the second: what the first left is the patient’s', async () => {
    await decides('5', { paid: 8_000, patient: 3_000 })
    const { id } = await claimOf('5')
    expect(await voidClaim(ground, id, 'The second plan ended in February.')).toMatchObject({
      ok: true,
      value: { status: 'paid' },
    })
    expect(await claimOf('5')).toMatchObject({ status: 'paid', payer_cents: 0, patient_cents: 3_000 })
    expect(await owed('5')).toBe(3_000)
  })

  test('not to send again what both have paid: nobody said anything else', async () => {
    const { id } = await claimOf('2')
    expect(await correctClaim(ground, id, {})).toMatchObject({ refusal: { kind: 'claim.wrong_status' } })
  })

  test('to send a claim again that the second denied: the same claim, and nothing of the first’s money moves', async () => {
    await decides('6', { paid: 8_000, patient: 3_000 })
    await sendReady(ground)
    await fresh.machine.jobs.drain()
    await decides('6', { status: '4', paid: 0, reason: '16', before: 12_000, payerNumber: 'HB77' }, harbor)
    const denied = await claimOf('6')
    expect(denied).toMatchObject({ status: 'denied', payer_cents: 3_000, patient_cents: 0 })
    expect(await correctClaim(ground, denied.id, {})).toMatchObject({ ok: true, value: { claimId: denied.id } })
    await sendReady(ground)
    await fresh.machine.jobs.drain()
    const text = await sentAs(denied.number)
    expect(text).toContain('*10:B:7*')
    expect(text).toContain('REF*F8*HB77~')
    expect(await claimOf('6')).toMatchObject({ status: 'sent', payer_cents: 3_000 })
  })
})

describe('the first plan changes its mind', () => {
  test('before the second was asked: it is asked for what is left now', async () => {
    await decides('7', { paid: 8_000, patient: 3_000 })
    await decides('7', { status: '22', paid: -8_000, charge: -15_000, patient: -3_000 })
    await decides('7', { paid: 9_000, patient: 2_000 })
    expect(await claimOf('7')).toMatchObject({ status: 'ready', rank: 2, payer_cents: 2_000, patient_cents: 0 })
    await sendReady(ground)
    await fresh.machine.jobs.drain()
    expect(await sentAs((await claimOf('7')).number)).toContain('AMT*D*90~')
  })

  test('after: the books follow, and a biller compares both', async () => {
    await decides('8', { paid: 8_000, patient: 3_000 })
    await sendReady(ground)
    await fresh.machine.jobs.drain()
    await decides('8', { status: '22', paid: -8_000, charge: -15_000, patient: -3_000 })
    await decides('8', { paid: 9_000, patient: 2_000 })
    const claim = await claimOf('8')
    expect(claim).toMatchObject({ status: 'sent', rank: 2, payer: 'Harbor', payer_cents: 2_000, patient_cents: 0 })
    const { items } = await workPage(ground, { kind: 'claim.decided-again' })
    expect(items.map((item) => item.link)).toEqual([`/claims/${claim.id}`])
    await decides('8', { status: '2', paid: 3_000, before: 12_000 }, harbor)
    expect(await claimOf('8')).toMatchObject({ status: 'paid', payer_cents: -1_000 })
    expect(await correctClaim(ground, claim.id, { asNew: true })).toMatchObject({
      ok: true,
      value: { status: 'ready' },
    })
    expect((await workPage(ground, { kind: 'claim.decided-again' })).items).toEqual([])
  })
})

test('a plan entered as the second, and no first: the claim waits for a person', async () => {
  const claim = await claimOf('9')
  expect(claim).toMatchObject({ status: 'held', rank: 1 })
  expect(claim.findings.map((finding) => finding.rule)).toContain('S011')
})

test('the ledger balances, and every item is the sum of its postings', async () => {
  expect((await verify(fresh.machine, [fresh.practiceId])).filter((each) => !each.ok)).toEqual([])
})
