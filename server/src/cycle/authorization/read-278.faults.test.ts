import { guide278Response, parse, readAs, transactionsOf } from '@ballast/x12'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decide, unusable } from './rules/decide.ts'
import { decisionsOf } from './rules/read-278.ts'
import { renewalParams } from './rules/renewal.ts'
import { requestMoves } from './types.ts'

// Whatever comes in as a 278 answer is read to its end: nothing throws, no event is lost, no day or count is made up, and
// what is taken as leave has a number, days in order and visits in it.

const runs = process.env.BALLAST_TEST_COUNTS === 'long' ? 20_000 : 2_000

const day = fc.constantFrom('20260301', '20260831', '20269999', '00000000', '2026', '', 'x')
const decided = fc
  .tuple(
    fc.constantFrom('A1', 'A2', 'A3', 'A4', 'A6', 'C', 'CT', 'NA', 'ZZ', ''),
    fc.constantFrom('', 'N1', '*'),
    fc.constantFrom('', '0F', '0U'),
  )
  .map(([action, number, reason]) => `HCR*${action}*${number}*${reason}`)
const segment = fc.oneof(
  decided,
  fc.tuple(fc.constantFrom('007', '036', 'AAH', '472', '291'), fc.constantFrom('D8', 'RD8', 'XX'), day, day).map(
    ([qualifier, format, from, until]) => `DTP*${qualifier}*${format}*${format === 'RD8' ? `${from}-${until}` : from}`,
  ),
  fc.tuple(fc.constantFrom('VS', 'UN', ''), fc.constantFrom('', '0', '12', '-3', '1e9', '7.5', 'x')).map(
    ([kind, count]) => `HSD*${kind}*${count}`,
  ),
  fc.constantFrom(
    'TRN*2*R1*9990000017', 'TRN*1*R2*9990000017', 'AAA*N**75*C', 'UM*HS*R', 'MSG*CALL US', 'REF*BB*OLD', 'HI*BK:F411', '',
    'HL*5*4*SS*0', 'SV1*HC:90834**UN*12', 'SV1*HC:90837**UN*x', 'HL*9*1*19*1', 'NM1*SJ*1*HALE',
  ),
) // biome-ignore format: one list

const fileOf = (events: readonly (readonly string[])[], cut: number): string => {
  const body = [
    'ST*278*0001*005010X217',
    'BHT*0007*11*R1*20260312*1200*18',
    'HL*1**20*1',
    'NM1*X3*2*CEDAR*****PI*CEDR1',
    'HL*2*1*21*1',
    'NM1*1P*2*TIDEWATER*****XX*1234567893',
    'HL*3*2*22*1',
    'NM1*IL*1*ROWE*ALMA****MI*C1',
  ]
  events.forEach((event, i) => {
    body.push(`HL*${i + 4}*3*EV*0`, `TRN*2*R${i}*9990000017`, 'UM*HS*R', ...event)
  })
  const whole = `ISA*00*          *00*          *ZZ*A              *ZZ*B              *260312*1200*^*00501*000000001*0*T*:~GS*HI*A*B*20260312*1200*1*X*005010X217~${body.join('~')}~SE*${body.length + 1}*0001~GE*1*1~IEA*1*000000001~`
  return cut === 0 ? whole : whole.slice(0, Math.max(110, whole.length - cut))
}
const asked = { codes: ['90834'], units: 12, from: '2026-03-01', until: '2026-08-31' } as never
const today = '2026-03-12' as never

test('any 278 answer is read to its end, and what it gives can be used', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(segment, { maxLength: 9 }), { maxLength: 3 }),
      fc.constantFrom(0, 0, 0, 9, 50, 180),
      (events, cut) => {
        for (const transaction of transactionsOf(parse(new TextEncoder().encode(fileOf(events, cut))))) {
          const answer = readAs(guide278Response, transaction)
          if (!answer) continue
          const decisions = decisionsOf(answer)
          expect(decisions.length).toBeGreaterThan(0)
          for (const decision of decisions) {
            expect(Object.keys(requestMoves)).toContain(decision.outcome)
            for (const on of [decision.from, decision.until])
              expect(on === null || /^\d{4}-\d{2}-\d{2}$/.test(on)).toBe(true)
            for (const units of [decision.units, ...decision.services.map((service) => service.units)])
              expect(units === null || (Number.isSafeInteger(units) && units >= 0)).toBe(true)
            if (unusable(asked, decision) !== null) continue
            const { given } = decide(asked, decision, renewalParams(undefined), today)
            if (given === null) continue
            expect(given.number.length).toBeGreaterThan(0)
            expect(given.from <= given.until).toBe(true)
            expect(given.units).toBeGreaterThan(0)
            expect(given.units).toBeLessThan(10_000)
          }
        }
      },
    ),
    { numRuns: runs },
  )
})

test('bytes that are no 278 at all make no decision and no error', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      for (const transaction of transactionsOf(parse(bytes)))
        expect(() => readAs(guide278Response, transaction)).not.toThrow()
    }),
    { numRuns: runs },
  )
})
