import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { visit } from './visit.ts'

// The door for somebody new: files dropped, what can still be won, and every figure down to its rows.

const era = (claims: string, amount: string) =>
  [
    'ISA*00*          *00*          *ZZ*PAYER          *ZZ*PRACTICE       *260810*0800*^*00501*000000001*0*T*:',
    'GS*HP*PAYER*PRACTICE*20260810*0800*1*X*005010X221A1',
    'ST*835*0001',
    `BPR*I*${amount}*C*ACH*CCP*01*021000021*DA*123456*1512345678**01*111000025*DA*7654321*20260810`,
    'TRN*1*TRACE1*1512345678',
    'N1*PR*ALPHA HEALTH',
    'N1*PE*HARBOR*XX*1234567893',
    'LX*1',
    claims,
    `SE*${claims.split('~').length + 7}*0001`,
    'GE*1*1',
    'IEA*1*000000001~',
  ].join('~')
const paid = 'CLP*C1*1*150*100*20*12*P1~SVC*HC:90837*150*100**1~DTM*472*20260720~CAS*CO*45*30~CAS*PR*3*20'
const denied = 'CLP*C3*1*150*0**12*P3~SVC*HC:90837:95*150*0**1~DTM*472*20260721~CAS*CO*197*150'
const file = (name: string, text: string) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(text) })

test('sample files show what can still be won, and a row tells what to do', async () => {
  const { page, complaints, go, leave } = await visit('biller', { width: 1440, scheme: 'light' })
  await go('/audit')
  await page.getByText('What to drop, and what it tells').waitFor()
  await page.getByRole('button', { name: 'Try it with sample files' }).click()
  await page.getByText('176 claims, $34,070.00, still inside their window').waitFor()
  await page.locator('tbody tr').first().click()
  await page.getByText('default, unverified: confirm', { exact: false }).first().waitFor()
  await page.keyboard.press('Escape')

  // A cause opens to its claims, and the claims leave as CSV.
  await page.getByRole('tab', { name: 'Root causes' }).click()
  await page.getByRole('button', { name: 'Telehealth coverage limits', exact: true }).click()
  expect(new URL(page.url()).searchParams.get('category')).toBe('TELEHEALTH')
  const [csv] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'CSV' }).click()])
  const lines = (await readFile((await csv.path()) ?? '', 'utf8')).trim().split('\r\n')
  expect(lines.length).toBe(176)
  expect(lines[0]).toContain('Deadline')

  const [report] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Report to keep' }).click(),
  ])
  expect(report.suggestedFilename()).toBe('ballast-audit-2026-10-05.html')
  expect(await readFile((await report.path()) ?? '', 'utf8')).toContain('$34,070.00')
  expect(complaints).toEqual([])
  await leave()
})

test('bad files are named beside a sound one, which counts; nothing survives starting over', async () => {
  const { page, complaints, go, leave } = await visit('biller', { width: 390, scheme: 'dark' })
  await go('/audit')
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([
      file('aug.835', era(`${paid}~${denied}`, '100')),
      file('copy.835', era(`${paid}~${denied}`, '100')),
      file('scan.pdf', '%PDF-1.7'),
      file('empty.835', ''),
      file('colors.csv', 'name,color,size\na,b,c\n'),
      file('cut.835', era(paid, '100').slice(0, -60).replaceAll('TRACE1', 'TRACE2').replaceAll('*C1*', '*C7*')),
    ])
  await page.getByText('1 claim, $150.00, still inside its window').waitFor()
  await page.getByRole('tab', { name: 'Files' }).click()
  const names = await page.locator('tbody tr').evaluateAll((rows) => rows.map((row) => row.textContent ?? ''))
  for (const name of ['copy.835', 'scan.pdf', 'empty.835', 'colors.csv', 'cut.835'])
    expect(names.some((text) => text.includes(name))).toBe(true)
  await page.getByRole('tab', { name: 'All claims' }).click()
  await page.getByText('C7').waitFor()

  await page.getByRole('button', { name: 'Start over' }).click()
  await page.getByText('What to drop, and what it tells').waitFor()
  expect(complaints).toEqual([])
  await leave()
})
