import { date, type PlainDate } from '@ballast/kernel'
import { describe, expect, test } from 'vitest'
import { memorySource } from '../../../../ground/sources.ts'
import { auditFiles } from '../../actions/audit-files.ts'
import type { BaselineReport } from '../../types/baseline.ts'
import { august, envelope, era, type MadePayment, september } from './made-files.ts'
import { renderPage } from './page.ts'
import { renderText } from './text.ts'

const asOf = date('2026-10-01')
const audit = (files: Readonly<Record<string, string | Uint8Array>>, day: PlainDate = asOf): Promise<BaselineReport> =>
  auditFiles(
    Object.entries(files).map(([path, content]) => memorySource(path, Buffer.from(content))),
    day,
  )
const both = { 'aug.835': era([august]), 'sep.835': era([september], '000000002') }
const only = (...claims: MadePayment['claims']): string => era([{ trace: 'T', day: '2026-08-10', amount: '0', claims }])

describe('two months, added up by hand', async () => {
  const report = await audit(both)

  test('every total', () =>
    expect(report.totals).toEqual({
      claims: 6,
      claimPayments: 7,
      reversals: 1,
      lines: 8,
      payments: 2,
      charged: '1040.00',
      allowed: '450.00',
      paid: '300.00',
      patientResponsibility: '150.00',
      denied: '440.00',
      contractual: '150.00',
      other: '0.00',
      deniedClaims: 3,
      from: '2026-08-10',
      until: '2026-09-15',
    }))

  test.each([
    ['denialByCount', 50, 3, 6],
    ['denialByDollars', 42.3, '440.00', '1040.00'],
    ['lineDenial', 42.9, 3, 7],
    ['primaryZeroPay', 50, 3, 6],
    ['firstPass', 50, 3, 6],
    ['authorizationDenial', 16.7, 1, 6],
    ['codingDenial', 16.7, 1, 6],
    ['overturn', 33.3, 1, 3],
    ['grossCollection', 28.8, '300.00', '1040.00'],
  ])('%s is %s %%', (name, value, numerator, denominator) =>
    expect(report.rates[name]).toMatchObject({ value, numerator, denominator, needs: null }),
  )

  test('payment velocity is 33 days from the visit, over the three paid at first', () =>
    // C1 and C4 21 days, C3B 57 days: 99 / 3.
    expect(report.rates.paymentVelocity).toMatchObject({ value: 33, numerator: 99, denominator: 3, unit: 'days' }))

  test('denials by root cause', () =>
    expect(report.denials.map(({ category, count, dollars, open }) => [category, count, dollars, open.count])).toEqual([
      ['TIMELY', 1, '200.00', 1],
      ['AUTH_MISSING', 1, '150.00', 0],
      ['CODING_ADDON', 1, '90.00', 1],
    ]))

  test('what can still be won, by deadline', () => {
    expect(report.window).toMatchObject({ claims: 2, dollars: '290.00', past: { claims: 0, dollars: '0.00' } })
    const rows = report.deniedClaims.map(({ claim, state, deadlineOn, dollars }) => [claim, state, deadlineOn, dollars])
    expect(rows).toEqual([
      ['C4', 'in window', '2027-02-06', '90.00'],
      ['C5', 'in window', '2027-03-14', '200.00'],
      ['C3', 'paid under another number', '2027-02-06', '150.00'],
    ])
    expect(report.deniedClaims[0]?.basis).toContain('default, unverified: confirm')
  })

  test('on its last day a claim is inside its window, a day later it is not', async () => {
    expect((await audit(both, date('2027-02-06'))).window.claims).toBe(2)
    expect((await audit(both, date('2027-02-07'))).window).toMatchObject({
      claims: 1,
      dollars: '200.00',
      past: { claims: 1, dollars: '90.00' },
    })
  })

  test('the reversal is paired with the payment it takes back, and is no denial', () =>
    expect(report.reversals).toEqual([
      expect.objectContaining({ claim: 'C1', amount: '-100.00', on: '2026-09-15', of: '2026-08-10' }),
    ]))

  test('money outside any claim is listed with its words', () =>
    expect(report.plb.map(({ code, amount, reference }) => [code, amount, reference])).toEqual([
      ['WO', '50.00', 'OLD7'],
      ['L6', '-1.25', 'C2'],
    ]))

  test('to the cent: payments are claims less provider adjustments, charges are explained', () => {
    expect(report.reconciliation.map(({ difference }) => difference)).toEqual(['0.00', '0.00', '0.00', '0.00'])
    expect(report.reconciliation[2]).toMatchObject({ files: '251.25', totals: '251.25' })
    expect(report.unbalanced).toEqual([])
  })

  test('leakage shows its arithmetic: $290.00 denied over two months is $145.00 a month', () =>
    expect(report.leakage.find((row) => row.cause === 'denied')).toMatchObject({
      count: 2,
      dollars: '290.00',
      perMonth: '145.00',
      arithmetic:
        '2 claims denied and neither paid since nor taken back, as billed: $290.00 / 2 months = $145.00 a month.',
    }))

  test('what the files cannot tell is null and names the file that would', () => {
    expect(report.rates.firstPassClean).toMatchObject({
      value: null,
      numerator: null,
      needs: 'Add the 837P files of the same months.',
    })
    expect(report.rates.daysInAR).toMatchObject({ value: null, needs: expect.stringContaining('aging') })
    expect(report.leakage.find((row) => row.cause === 'underpaid')).toMatchObject({
      dollars: null,
      needs: expect.stringContaining('contracted rates'),
    })
    expect(report.needs.map(({ file }) => file.slice(0, 4))).not.toContain('835 ')
  })

  test('the whole document', async () =>
    expect(`${JSON.stringify(report, null, 2)}\n`).toMatchFileSnapshot('golden/two-months.json.golden'))

  test('as text, and as one page that asks nothing of elsewhere', async () => {
    await expect(renderText(report)).toMatchFileSnapshot('golden/two-months.txt')
    const page = renderPage(report)
    expect(page).not.toMatch(/<script|src=|https?:|@import|url\(/)
    expect(page).toContain('<svg')
    expect(page).toContain('$290.00')
  })
})

describe('what comes twice', () => {
  test('the same bytes count once, and the second path is named', async () => {
    const report = await audit({ ...both, 'copy of aug.835': both['aug.835'] })
    expect(report.totals).toEqual((await audit(both)).totals)
    expect(report.duplicates).toEqual([
      expect.objectContaining({ kind: 'file', path: 'copy of aug.835', first: 'aug.835', counted: false }),
    ])
  })

  test('the same payment in another envelope is left out, and the difference is listed to the cent', async () => {
    const report = await audit({ ...both, 'again.835': era([august], '000000077') })
    expect(report.totals).toEqual((await audit(both)).totals)
    expect(report.duplicates).toEqual([expect.objectContaining({ kind: 'payment', counted: false, dollars: '211.25' })])
    expect(report.reconciliation[1]).toMatchObject({ files: '510.00', totals: '300.00', difference: '210.00' })
    expect(report.reconciliation[2]).toMatchObject({ files: '251.25', totals: '251.25', difference: '0.00' })
    expect(report.plb.length).toBe(2)
  })

  test('a copy cut short does not hide the claims of the whole one', async () => {
    const whole = era([august])
    const cut = whole.slice(0, whole.indexOf('CLP*C3'))
    const report = await audit({ 'a cut.835': cut, 'b whole.835': whole })
    expect(report.totals).toMatchObject({ claims: 4, charged: '690.00', paid: '210.00' })
    expect(report.files[0]?.flaws.map(({ code }) => code)).toContain('missing_trailer')
    expect(report.files[1]?.flawCount).toBe(0)
  })

  test('one claim twice in one payment is money twice: counted, and flagged', async () => {
    const paid = { claim: 'C1', lines: [{ code: '90837', charge: '150', paid: '100', cas: ['CO*45*50'] }] }
    const report = await audit({
      'a.835': era([{ trace: 'T', day: '2026-08-10', amount: '200', claims: [paid, paid] }]),
    })
    expect(report.totals).toMatchObject({ claims: 1, claimPayments: 2, paid: '200.00' })
    expect(report.duplicates).toEqual([
      expect.objectContaining({ kind: 'claim paid twice', counted: true, dollars: '100.00' }),
    ])
  })

  test('a reversal takes back the payment whose amounts it carries, not another of the same charge', async () => {
    const decided = (paid: string, sign = '') => ({
      claim: 'C1',
      ...(sign === '-' ? { status: '22' } : {}),
      lines: [
        { code: '90837', charge: `${sign}150`, paid: `${sign}${paid}`, cas: [`CO*45*${sign}${150 - Number(paid)}`] },
      ],
    })
    const of = (trace: string, day: string, paid: string, sign = '') => ({
      trace,
      day,
      amount: `${sign}${paid}`,
      claims: [decided(paid, sign)],
    })
    const report = await audit({
      'a.835': era([of('T1', '2026-08-10', '100'), of('T2', '2026-08-20', '110'), of('T3', '2026-09-01', '100', '-')]),
    })
    expect(report.reversals).toEqual([expect.objectContaining({ on: '2026-09-01', of: '2026-08-10' })])
    expect(report.totals.paid).toBe('110.00')
  })

  test('a payment that was taken back and made anew is not twice', async () =>
    expect((await audit(both)).duplicates).toEqual([]))

  test('two payments without money under one number are two, when their claims differ', async () => {
    const nothing = (claim: string) =>
      only({ claim, lines: [{ code: '90837', charge: '150', paid: '0', cas: ['CO*197*150'] }] })
    const report = await audit({ 'a.835': nothing('C1'), 'b.835': nothing('C2') })
    expect(report.totals).toMatchObject({ claims: 2, denied: '300.00' })
    expect(report.duplicates).toEqual([])
  })
})

describe('what is a denial', () => {
  const line = (cas: readonly string[], paid = '0', charge = '150') => ({
    claim: 'C1',
    lines: [{ code: '90837', charge, paid, cas }],
  })
  test.each([
    ['a contract cut', line(['CO*45*50'], '100'), 0],
    ['a deductible', line(['PR*1*150']), 0],
    [
      'a deductible on the claim instead of its line',
      {
        claim: 'C1',
        charge: '150',
        paid: '0',
        cas: ['PR*1*150'],
        lines: [{ code: '90837', charge: '150', paid: '150' }],
      },
      0,
    ],
    ['no authorization', line(['CO*197*150']), 1],
    ['no authorization beside the contract cut', line(['CO*45*50', 'CO*197*100']), 1],
    [
      'the whole claim denied in one adjustment',
      {
        claim: 'C1',
        charge: '150',
        paid: '0',
        cas: ['CO*29*150'],
        lines: [{ code: '90837', charge: '150', paid: '150' }],
      },
      1,
    ],
    ['nothing paid and nothing said', line([]), 1],
    ['a claim without lines', { claim: 'C1', charge: '150', paid: '0', cas: ['CO*27*150'], lines: [] }, 1],
    ['a reversal', { ...line(['CO*197*-150'], '0', '-150'), status: '22' }, 0],
    ['an estimate before the service', { ...line(['CO*197*150']), status: '25' }, 0],
  ])('%s: %#', async (_, claim, count) => {
    const report = await audit({ 'a.835': only(claim) })
    expect(report.totals.deniedClaims).toBe(count)
    expect(report.deniedClaims.length).toBe(count)
  })

  test("the contract's cut beside a denial is not denied money", async () => {
    const report = await audit({ 'a.835': only(line(['CO*45*50', 'CO*197*100'])) })
    expect(report.totals).toMatchObject({ denied: '100.00', contractual: '50.00' })
  })

  test('a corrected claim that is paid is no first pass', async () => {
    const paid = { claim: 'C1', lines: [{ code: '90837', charge: '150', paid: '100', cas: ['CO*45*50'] }] }
    const rate = async (frequency: string) =>
      (await audit({ 'a.835': only({ ...paid, frequency }) })).rates.firstPass?.value
    expect([await rate('1'), await rate('7')]).toEqual([100, 0])
  })

  test("Medicare's window to appeal is 120 days, not the commercial 180", async () => {
    const file = era([{ trace: 'T', day: '2026-08-10', amount: '0', filing: 'MB', claims: [line(['CO*50*150'])] }])
    expect((await audit({ 'a.835': file })).deniedClaims[0]).toMatchObject({
      deadlineOn: '2026-12-08',
      category: 'MED_NEC',
    })
  })

  test('a claim numbered by patient is one claim a day, not one for all days', async () => {
    const visit = (on: string) => ({
      claim: 'PATIENT7',
      on,
      payerClaim: `P${on}`,
      lines: [{ code: '90837', charge: '150', paid: '100', cas: ['CO*45*50'] }],
    })
    const file = era([
      { trace: 'T', day: '2026-08-10', amount: '200', claims: [visit('2026-07-20'), visit('2026-07-27')] },
    ])
    expect((await audit({ 'a.835': file })).totals.claims).toBe(2)
  })

  test('ten claims of one payer and cause within 30 days are a pattern, nine are not', async () => {
    const of = async (count: number, day = '2026-08-10') => {
      const denied = Array.from({ length: count }, (_, i) => ({ ...line(['CO*197*150']), claim: `D${i}` }))
      const late = { trace: 'T2', day, amount: '0', claims: denied.slice(5) }
      const file = era([{ trace: 'T1', day: '2026-08-10', amount: '0', claims: denied.slice(0, 5) }, late])
      return (await audit({ 'a.835': file })).patterns
    }
    expect(await of(9)).toEqual([])
    expect(await of(10, '2026-09-10')).toEqual([])
    expect(await of(10, '2026-09-09')).toEqual([
      expect.objectContaining({ payer: 'ALPHA HEALTH', category: 'AUTH_MISSING', claims: 10, dollars: '1500.00' }),
    ])
  })

  test('what is expected back is what the payer usually allows for the code, never more than was denied', async () => {
    const paid = (claim: string) => ({
      claim,
      member: claim,
      lines: [{ code: '90837', charge: '150', paid: '100', cas: ['CO*45*30', 'PR*3*20'] }],
    })
    const denied = { ...line(['CO*197*150']), member: 'M9' }
    const of = async (count: number, refused = denied) => {
      const claims = [...Array.from({ length: count }, (_, i) => paid(`A${i}`)), refused]
      const file = era([{ trace: 'T', day: '2026-08-10', amount: String(100 * count), claims }])
      return (await audit({ 'a.835': file })).deniedClaims[0]?.expected
    }
    expect(await of(3)).toBe('120.00')
    expect(await of(2)).toBeNull()
    expect(await of(3, { ...line(['CO*45*50', 'CO*197*100']), member: 'M9' })).toBe('100.00')
  })
})

const sent = (
  claims: readonly { id: string; frequency?: string; original?: string; charge?: string; member?: string }[],
  control = '000000031',
  day = '20260722',
): string =>
  envelope(
    [
      [
        'ST*837*0001*005010X222A1',
        `BHT*0019*00*1*${day}*0800*CH`,
        'NM1*41*2*HARBOR*****46*HARBOR',
        'PER*IC*DESK*TE*5185550100',
        'NM1*40*2*PAYER*****46*PAYER',
        'HL*1**20*1',
        'NM1*85*2*HARBOR COUNSELING*****XX*1234567893',
        'N3*1 MAIN ST',
        'N4*ALBANY*NY*122071234',
        'REF*EI*141234567',
        ...claims.flatMap(({ id, frequency = '1', original, charge = '150', member = 'M1' }, i) => [
          `HL*${i + 2}*1*22*0`,
          'SBR*P*18*******CI',
          `NM1*IL*1*DOE*JO****MI*${member}`,
          'N3*2 MAIN ST',
          'N4*ALBANY*NY*12207',
          'DMG*D8*19900101*F',
          'NM1*PR*2*ALPHA HEALTH*****PI*ALPHA',
          `CLM*${id}*${charge}***11:B:${frequency}*Y*A*Y*Y`,
          ...(original ? [`REF*F8*${original}`] : []),
          'HI*ABK:F411',
          'LX*1',
          `SV1*HC:90837*${charge}*UN*1***1`,
          'DTP*472*D8*20260720',
        ]),
      ],
    ],
    control,
    'HC',
    '005010X222A1',
  )
const acknowledged = (claims: readonly { id: string; category: string }[]): string =>
  envelope(
    [
      [
        'ST*277*0001*005010X214',
        'BHT*0085*08*1*20260723*0800*TH',
        'HL*1**20*1',
        'NM1*PR*2*ALPHA HEALTH*****PI*ALPHA',
        'TRN*1*1',
        'DTP*050*D8*20260723',
        'DTP*009*D8*20260723',
        'HL*2*1*21*1',
        'NM1*41*2*HARBOR*****46*HARBOR',
        'TRN*2*1',
        'STC*A1:19:PR*20260723*WQ*150',
        'HL*3*2*19*1',
        'NM1*85*2*HARBOR COUNSELING*****XX*1234567893',
        ...claims.flatMap(({ id, category }, i) => [
          `HL*${i + 4}*3*PT`,
          'NM1*QC*1*DOE*JO****MI*M1',
          `TRN*2*${id}`,
          `STC*${category}*20260723*WQ*150`,
          'DTP*472*D8*20260720',
        ]),
      ],
    ],
    '000000041',
    'HN',
    '005010X214',
  )

describe('with what was sent and acknowledged', () => {
  test('a rejected claim with nothing after it stays open, with its filing day; it is no denial', async () => {
    const report = await audit({
      'a.837': sent([{ id: 'C1' }, { id: 'C9', member: 'M9' }]),
      'b.277': acknowledged([
        { id: 'C1', category: 'A2:20:PR' },
        { id: 'C9', category: 'A7:164' },
      ]),
    })
    expect(report.rejections).toEqual([
      expect.objectContaining({ claim: 'C9', isOpen: true, dollars: '150.00', fileBy: '2026-10-18', daysLeft: 17 }),
    ])
    expect(report.rates.acceptance).toMatchObject({ value: 50, numerator: 1, denominator: 2 })
    expect(report.totals.deniedClaims).toBe(0)
    expect(report.unanswered.map(({ claim }) => claim)).toEqual(['C1'])
  })

  test('sent again under a new number closes the rejection', async () => {
    const report = await audit({
      'a.837': sent([{ id: 'C9' }]),
      'b.277': acknowledged([{ id: 'C9', category: 'A7:164' }]),
      'c.837': sent([{ id: 'C9B' }], '000000032', '20260801'),
    })
    expect(report.rejections[0]?.isOpen).toBe(false)
  })

  test('a correction sent after the denial takes it off the list of what to do', async () => {
    const denied = only({
      claim: 'C1',
      payerClaim: 'ICN1',
      lines: [{ code: '90837', charge: '150', paid: '0', cas: ['CO*197*150'] }],
    })
    const corrected = sent([{ id: 'C1R', frequency: '7', original: 'ICN1' }], '000000033', '20260901')
    expect((await audit({ 'a.835': denied })).window.claims).toBe(1)
    const report = await audit({ 'a.835': denied, 'b.837': corrected })
    expect(report.window).toMatchObject({ claims: 0, sentAgain: { claims: 1, dollars: '150.00' } })
  })

  test('first-pass clean wants 837P, 277CA and 835 together', async () => {
    const paid = only({ claim: 'C1', lines: [{ code: '90837', charge: '150', paid: '100', cas: ['CO*45*50'] }] })
    const report = await audit({
      'a.837': sent([{ id: 'C1' }]),
      'b.277': acknowledged([{ id: 'C1', category: 'A2:20:PR' }]),
      'c.835': paid,
    })
    expect(report.rates.firstPassClean).toMatchObject({ value: 100, numerator: 1, denominator: 1, needs: null })
    expect(report.rates.claimLag).toMatchObject({ value: 2, numerator: 2, denominator: 1 })
    expect(report.unanswered).toEqual([])
  })
})

describe('appointments from a CSV', () => {
  test('tell no-shows, unsigned notes and visits never billed, with their fees', async () => {
    const csv = [
      'Date of Service,Client,Clinician,Status,Progress Note Status,Insurance Billing Status,Total Fee',
      '3/2/2026,A,Marsh,Show,Signed,Submitted,$150.00',
      '3/3/2026,B,Marsh,Show,Unsigned,Unbilled,"$1,150.00"',
      '3/4/2026,C,Marsh,No Show,No note,Unbilled,$120.00',
      '3/5/2026,D,Marsh,Late Canceled,No note,Unbilled,$120.00',
      '3/6/2026,E,Marsh,Canceled,,,$150.00',
      'Total,,,,,,',
    ].join('\n')
    const report = await audit({ 'appointments.csv': csv })
    expect(report.rates.missedVisits).toMatchObject({ value: 50, numerator: 2, denominator: 4 })
    const leak = (cause: string) => report.leakage.find((row) => row.cause === cause)
    expect(leak('noShow')).toMatchObject({ count: 2, dollars: '240.00' })
    expect(leak('unsignedNote')).toMatchObject({ count: 1, dollars: '1150.00' })
    expect(leak('neverBilled')).toMatchObject({ count: 1, dollars: '1150.00' })
  })
})

describe('bad files are named, and the good ones beside them count', () => {
  test.each<[string, string | Uint8Array, string, string]>([
    ['empty', '', 'empty', 'The file is empty'],
    ['only blanks', ' \r\n\t ', 'empty', 'The file is empty'],
    ['a PDF', '%PDF-1.7 …', 'PDF', 'Download the 835'],
    ['a zip', Uint8Array.of(0x50, 0x4b, 3, 4, 9, 9), 'zip archive', 'unpack it'],
    ['gzip', Uint8Array.of(0x1f, 0x8b, 8, 0), 'gzip archive', 'unpack it'],
    ['a web page', '<!doctype html><p>Sign in', 'web page', 'A web page'],
    ['a table of something else', 'name,color,size\na,b,c\n', 'CSV', 'date and a status column'],
    ['a letter', 'Dear Sir or Madam', 'text', 'Neither X12 nor a table'],
    ['binary', Uint8Array.of(1, 2, 0, 4), 'binary file', 'Neither X12 nor text'],
    [
      'institutional claims',
      envelope([['ST*837*0001*005010X223A2', 'BHT*0019*00*1*20260722*0800*CH']], '000000051', 'HC', '005010X223A2'),
      '837I',
      'Only professional claims',
    ],
    ['a broken ISA', 'ISA*00*', 'X12', 'ISA'],
  ])('%s', async (_, content, kind, says) => {
    const report = await audit({ ...both, 'odd.file': content })
    expect(report.totals).toEqual((await audit(both)).totals)
    const file = report.files.find(({ path }) => path === 'odd.file')
    expect(file).toMatchObject({ kind: expect.stringContaining(kind), used: false })
    expect(file?.flaws[0]?.message).toContain(says)
    expect(renderText(report)).toContain('odd.file')
  })

  test('a payment a cent off is listed with its cent', async () => {
    const report = await audit({ 'a.835': era([{ ...august, amount: '211.26' }]) })
    expect(report.unbalanced).toEqual([expect.objectContaining({ level: 'payment', offBy: '0.01', trace: 'TRACE1' })])
    expect(report.reconciliation[2]).toMatchObject({
      difference: '0.01',
      because: [{ reason: expect.stringContaining('TRACE1'), amount: '0.01' }],
    })
  })

  test('a line that lost an adjustment is listed with claim and line', async () => {
    const report = await audit({
      'a.835': era([
        {
          trace: 'T',
          day: '2026-08-10',
          amount: '100',
          claims: [{ claim: 'C1', lines: [{ code: '90837', charge: '150', paid: '100', cas: ['CO*45*30'] }] }],
        },
      ]),
    })
    expect(report.unbalanced.map(({ level, claim, line, offBy }) => [level, claim, line, offBy])).toEqual([
      ['claim', 'C1', null, '20.00'],
      ['line', 'C1', 1, '20.00'],
    ])
    expect(report.reconciliation[3]).toMatchObject({ difference: '20.00' })
  })

  test('an amount that is none counts as nothing and is flagged', async () => {
    const report = await audit({ 'a.835': era([august]).replace('CLP*C1*1*150.00*100.00', 'CLP*C1*1*150.00*1OO') })
    expect(report.unbalanced.some(({ level }) => level === 'amount')).toBe(true)
    expect(report.totals.paid).toBe('110.00')
  })
})
