import { parse, transactionsOf } from '@ballast/x12'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answersOf, personRanges } from './rules/read-271.ts'
import { readBenefits } from './rules/read-benefits.ts'

// Whatever comes in as a 271 is read to its end: nothing throws, no person of it is lost, money stays whole cents, and no
// statement becomes two different facts.

const runs = process.env.BALLAST_TEST_COUNTS === 'long' ? 20_000 : 2_000

const code = fc.constantFrom(
  '1',
  '2',
  '3',
  '5',
  '6',
  '7',
  'A',
  'B',
  'C',
  'E',
  'F',
  'G',
  'I',
  'MC',
  'R',
  'U',
  'V',
  'Y',
  'ZZ',
  '',
)
const service = fc.constantFrom('30', 'MH', 'A6', 'A8', 'CF', 'A4', '98', '33', 'BH', 'CK', 'MH^A6', '')
const amount = fc.constantFrom('', '0', '20', '20.5', '-5', '1e3', '99999999999999', '12.345', 'abc', '.')
const eb = fc
  .tuple(
    code,
    fc.constantFrom('', 'IND', 'FAM', 'XX'),
    service,
    fc.constantFrom('', 'HM', 'QM'),
    fc.constantFrom('', '22', '23', '24', '26', '27', '29', '32', '33'),
    amount,
    fc.constantFrom('', '0.2', '20', '1.5', '-1'),
    fc.constantFrom('', 'VS', '99', 'DY'),
    fc.constantFrom('', '0', '12', '-3', 'x'),
    fc.constantFrom('', 'Y', 'N', 'U', 'Q'),
    fc.constantFrom('', 'Y', 'N', 'W'),
  )
  .map(([information, level, services, insurance, period, money, share, counted, count, authorization, network]) =>
    [
      'EB',
      information,
      level,
      services,
      insurance,
      '',
      period,
      money,
      share,
      counted,
      count,
      authorization,
      network,
    ].join('*'),
  )
const around = fc.constantFrom(
  'MSG*BEHAVIORAL HEALTH MANAGED BY OPTUM',
  'III*ZZ*10',
  'LS*2120',
  'NM1*PR*2*CEDAR*****PI*C1',
  'NM1*P3*1*DOE',
  'LE*2120',
  'HSD*VS*9***29',
  'DTP*346*D8*20260101',
  'DTP*347*RD8*20260101-20261231',
  'DTP*291*D8*20269999',
  'REF*6P*G1',
  'AAA*N**75*C',
  'PER*IC**TE*8005551212',
  'LE*2120',
  '',
)
const people = fc.integer({ min: 1, max: 4 })

const fileOf = (persons: number, segments: readonly (readonly string[])[], cut: number): string => {
  const body = [
    'ST*271*0001*005010X279A1',
    'BHT*0022*11*E1*20260303*1200',
    'HL*1**20*1',
    'NM1*PR*2*NORTHWIND*****PI*N1',
    'HL*2*1*21*1',
    'NM1*1P*2*US*****XX*1234567893',
  ]
  for (let person = 0; person < persons; person += 1)
    body.push(
      `HL*${person + 3}*2*22*0`,
      `TRN*2*T${person}`,
      `NM1*IL*1*ROWE${person}*ALMA****MI*W${person}`,
      ...(segments[person] ?? []),
    )
  const whole = `ISA*00*          *00*          *ZZ*A              *ZZ*B              *260303*1200*^*00501*000000001*0*T*:~GS*HB*A*B*20260303*1200*1*X*005010X279A1~${body.join('~')}~SE*${body.length + 1}*0001~GE*1*1~IEA*1*000000001~`
  return cut === 0 ? whole : whole.slice(0, Math.max(110, whole.length - cut))
}

test('any 271 is read to its end, person by person', () => {
  fc.assert(
    fc.property(
      people,
      fc.array(fc.array(fc.oneof(eb, around), { maxLength: 12 }), { maxLength: 4 }),
      fc.constantFrom(0, 0, 0, 7, 60, 200),
      (persons, segments, cut) => {
        for (const transaction of transactionsOf(parse(new TextEncoder().encode(fileOf(persons, segments, cut))))) {
          const answers = answersOf(transaction) ?? []
          const ranges = personRanges(transaction.segments)
          if (cut === 0) expect(answers.filter((answer) => answer.person !== null)).toHaveLength(persons)
          for (const answer of answers) {
            if (answer.place >= 0) expect(ranges[answer.place]).toBeDefined()
            const reading = readBenefits(answer)
            for (const [name, value] of Object.entries(reading.said)) {
              if (typeof value !== 'number') continue
              expect(Number.isFinite(value), name).toBe(true)
              if (/copay|deductible|outOfPocket/.test(name)) expect(Number.isSafeInteger(value), name).toBe(true)
            }
            expect(readBenefits(answer)).toEqual(reading)
          }
        }
      },
    ),
    { numRuns: runs },
  )
})

test('bytes that are no 271 at all make no answer and no error', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      for (const transaction of transactionsOf(parse(bytes))) expect(() => answersOf(transaction)).not.toThrow()
    }),
    { numRuns: runs },
  )
})
