import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { make835 } from '../../bench/make-835.ts'
import type { Flaw } from '../flaw.ts'
import { latin1Bytes } from '../segments.ts'
import type { Claim835 } from './claim.ts'
import { Reader835, readClaims835 } from './reader.ts'
import type { Remittance835 } from './remittance.ts'

const isa = 'ISA*00*          *00*          *ZZ*PAYER          *ZZ*PRACTICE       *260302*1405*^*00501*000000007*0*P*:~'

function file(body: string[], header = isa): string {
  const segments = ['ST*835*0001', ...body]
  return `${header}GS*HP*PAYER*PRACTICE*20260302*1405*7*X*005010X221A1~${segments.join('~')}~SE*${segments.length + 1}*0001~GE*1*7~IEA*1*000000007~`
}

const head = (payment: string): string[] => [
  `BPR*I*${payment}*C*ACH************20260302`,
  'TRN*1*TRACE-7*1512345678',
  'N1*PR*EXAMPLE HEALTH PLAN',
  'N1*PE*HARBOR COUNSELING*XX*1234567893',
  'LX*1',
]

const claim = [
  'CLP*B1*1*160*98*20*12*PC-1*10*1',
  'NM1*QC*1*RIVERA*ANA****MI*W100',
  'MOA***N130',
  'SVC*HC:90837:95*160*98**1',
  'DTM*472*20260210',
  'CAS*CO*45*42',
  'CAS*PR*3*20',
  'REF*6R*L1',
  'AMT*B6*118',
  'LQ*HE*N95',
]

function read(
  content: string | Uint8Array,
  size = 1 << 20,
): { claims: Claim835[]; flaws: Flaw[]; remittances: Remittance835[] } {
  const bytes = typeof content === 'string' ? latin1Bytes(content) : content
  const claims: Claim835[] = []
  const flaws: Flaw[] = []
  const remittances: Remittance835[] = []
  const reader = new Reader835({
    claim: (one) => claims.push(one),
    flaw: (one) => flaws.push(one),
    remittance: (one) => remittances.push(one),
  })
  for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size))
  reader.end()
  return { claims, flaws, remittances }
}

const told = (one: Claim835) => ({
  offset: one.offset,
  number: one.number,
  control: one.control,
  charge: one.charge,
  paid: one.paid,
  adjustments: one.adjustments,
  segments: one.segments,
  lines: one.lines.map((line) => [line.procedure, line.charge, line.paid, line.day, line.control, line.adjustments]),
})

describe('a remittance read claim by claim', () => {
  test('what the payer takes back by debit balances by what it takes, not by what it pays', () => {
    const takenBack = claim.map((segment) =>
      segment
        .replace('*1*160*98*20*', '*22*-160*-98**')
        .replace('*160*98**1', '*-160*-98**1')
        .replace('CO*45*42', 'CO*45*-42')
        .replace('PR*3*20', 'PR*3*-20'),
    )
    const debited = (amount: string): string =>
      file([...head(amount).with(0, `BPR*I*${amount}*D*ACH************20260302`), ...takenBack])
    const { flaws, remittances } = read(debited('98'))
    expect(flaws).toEqual([])
    expect(remittances).toMatchObject([{ payment: 9800, isDebit: true, claimsPaid: -9800, isBalanced: true }])
    expect(read(debited('98.01')).remittances).toMatchObject([{ isBalanced: false }])
  })

  test('a paid session gives its amounts in cents, its reasons and its line number', () => {
    const { claims, flaws, remittances } = read(file([...head('98'), ...claim]))
    expect(flaws).toEqual([])
    expect(claims).toHaveLength(1)
    const [one] = claims
    expect(one).toMatchObject({
      control: 'B1',
      status: '1',
      charge: 16000,
      paid: 9800,
      patientResponsibility: 2000,
      payerControl: 'PC-1',
      memberId: 'W100',
      remarks: ['N130'],
      isBalanced: true,
    })
    expect(one?.lines[0]).toMatchObject({
      code: '90837',
      modifiers: ['95'],
      charge: 16000,
      paid: 9800,
      control: 'L1',
      day: '2026-02-10',
      allowed: 11800,
      remarks: ['N95'],
      adjustments: [
        { group: 'CO', reason: '45', amount: 4200 },
        { group: 'PR', reason: '3', amount: 2000 },
      ],
    })
    expect(remittances[0]).toMatchObject({
      trace: 'TRACE-7',
      payment: 9800,
      claimsPaid: 9800,
      isBalanced: true,
      day: '2026-03-02',
    })
  })

  test.each([
    { name: 'balanced to the cent', payment: '98', codes: [] },
    { name: 'a cent too much in the payment', payment: '98.01', codes: ['unbalanced'] },
    { name: 'a cent too little in the payment', payment: '97.99', codes: ['unbalanced'] },
    { name: 'a third decimal that is zero', payment: '98.000', codes: [] },
    { name: 'a payment that is no amount', payment: '9X', codes: ['not_an_amount', 'unbalanced'] },
  ])('$name', ({ payment, codes }) => {
    expect(read(file([...head(payment), ...claim])).flaws.map((flaw) => flaw.code)).toEqual(codes)
  })

  test('money taken back on another claim lessens the payment', () => {
    const { flaws, remittances } = read(file([...head('48'), ...claim, 'PLB*1234567893*20261231*WO:OLD-CLAIM*50']))
    expect(flaws).toEqual([])
    expect(remittances[0]?.providerAdjustments).toEqual([
      { provider: '1234567893', code: 'WO', reference: 'OLD-CLAIM', amount: 5000 },
    ])
  })

  test('a claim denied as a whole, without lines, keeps its adjustments', () => {
    const { claims, flaws } = read(
      file([...head('0'), 'CLP*B2*4*160*0*0*12*PC-2', 'CAS*CO*197*160', 'NM1*QC*1*RIVERA*ANA']),
    )
    expect(flaws).toEqual([])
    expect(claims[0]?.adjustments).toEqual([{ group: 'CO', reason: '197', amount: 16000 }])
  })

  test('a reversal carries its negative amounts and balances', () => {
    const { claims, flaws } = read(
      file([
        ...head('0'),
        ...claim,
        'CLP*B1*22*-160*-98**12*PC-1',
        'NM1*QC*1*RIVERA*ANA',
        'SVC*HC:90837*-160*-98',
        'CAS*CO*45*-62',
      ]),
    )
    expect(flaws).toEqual([])
    expect(claims[1]).toMatchObject({ isReversal: true, charge: -16000, paid: -9800, isBalanced: true })
  })

  test('a second interchange with other delimiters is read as well', () => {
    const first = file([...head('98'), ...claim])
    const second = first.replaceAll('*', '|').replaceAll(':', '>').replaceAll('~', '\n')
    const { claims, flaws } = read(first + second)
    expect(flaws).toEqual([])
    expect(claims.map((one) => one.lines[0]?.code)).toEqual(['90837', '90837'])
  })

  test('a byte order mark and blank lines before the ISA are passed over', () => {
    expect(read(`\u00ef\u00bb\u00bf\n\n${file([...head('98'), ...claim])}`)).toMatchObject({
      flaws: [],
      claims: [{ control: 'B1' }],
    })
  })

  test('a file that ends inside a claim says so, and keeps the claims before', () => {
    const whole = file([...head('98'), ...claim, ...claim])
    const { claims, flaws } = read(whole.slice(0, whole.lastIndexOf('CAS*PR') + 8))
    expect(claims).toHaveLength(2)
    expect(flaws.map((flaw) => flaw.code)).toEqual(expect.arrayContaining(['truncated', 'missing_trailer']))
  })

  test.each([
    { name: 'an empty file', content: '', code: 'empty_file' },
    { name: 'a web page', content: '<html><body>Payment portal</body></html>', code: 'not_x12' },
  ])('$name is a flaw', ({ content, code }) => {
    expect(read(content).flaws.map((flaw) => flaw.code)).toEqual([code])
  })

  test('a wrong count and a wrong control number are told', () => {
    const content = file([...head('98'), ...claim])
      .replace('SE*17*0001', 'SE*18*0002')
      .replace('IEA*1*000000007', 'IEA*2*000000008')
    expect(read(content).flaws.map((flaw) => `${flaw.code} ${flaw.id}`)).toEqual([
      'wrong_count SE',
      'control_mismatch SE',
      'wrong_count IEA',
      'control_mismatch IEA',
    ])
  })

  test('the measuring file balances', () => {
    const { claims, flaws, remittances } = read([...make835(1)].join(''))
    expect(flaws).toEqual([])
    expect(claims.length).toBeGreaterThan(2000)
    expect(remittances.every((one) => one.isBalanced)).toBe(true)
  })

  test('however a file is cut into chunks, the same is read', () => {
    const content = file([...head('196'), ...claim, ...claim.map((text) => text.replace('B1', 'B2'))])
    const bytes = latin1Bytes(content + content)
    const whole = read(bytes)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), (size) => {
        const cut = read(bytes, size)
        expect(cut.claims.map(told)).toEqual(whole.claims.map(told))
        expect(cut.flaws).toEqual(whole.flaws)
        expect(cut.remittances).toEqual(whole.remittances)
      }),
      { numRuns: 40, examples: [[1], [2]] },
    )
  })

  test('no damage makes it throw', () => {
    const bytes = latin1Bytes(file([...head('98'), ...claim]))
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 6 }),
        fc.nat(bytes.length),
        (hits, length) => {
          const broken = bytes.slice(0, length)
          for (const [at, byte] of hits) if (at < broken.length) broken[at] = byte
          for (const one of read(broken, 37).claims) told(one)
        },
      ),
      { numRuns: 300 },
    )
  })

  test('an async stream of chunks gives one claim after another', async () => {
    async function* chunks() {
      const bytes = latin1Bytes(file([...head('98'), ...claim]))
      yield bytes.subarray(0, 300)
      yield bytes.subarray(300)
    }
    const controls: string[] = []
    for await (const one of readClaims835(chunks())) controls.push(one.control)
    expect(controls).toEqual(['B1'])
  })
})
