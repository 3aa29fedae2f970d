import { addDays, type PlainDate } from '@ballast/kernel'
import { guide270, guide271, parse, readAs, transactionsOf, writeInterchange } from '@ballast/x12'
import { describe, expect, test } from 'vitest'
import { openWorld } from '../open-world.ts'
import { defaultMistakes, defaultPayers, defaultPractice } from '../world/default-world.ts'
import { npiFor } from '../world/identifiers.ts'
import type { Coverage } from '../year/types.ts'

const world = openWorld(7, {
  practice: defaultPractice(),
  payers: defaultPayers().map((payer) =>
    payer.id === 'ARBR1' ? { ...payer, published: { ...payer.published, wantsReferral: true } } : payer,
  ),
  mistakes: defaultMistakes(),
  months: 2,
  clinicians: 10,
})
const today = addDays(world.year.from, 10)

const found = (test: (coverage: Coverage) => boolean): Coverage => {
  const coverage = world.year.coverages.find((one) => one.relationship === 'self' && one.until === null && test(one))
  if (!coverage) throw new RangeError('no such coverage')
  return coverage
}

let asked = 0
function ask(payerId: string, memberId: string, birth: PlainDate) {
  asked += 1
  const bytes = writeInterchange(
    {
      sender: { qualifier: 'ZZ', id: 'TIDEWATER01', code: 'TIDEWATER01' },
      receiver: { qualifier: 'ZZ', id: 'CLRHOUSE01', code: 'CLRHOUSE01' },
      control: asked,
      groupControl: asked,
      usage: 'T',
      on: today,
      at: '08:00',
    },
    guide270,
    [
      {
        beginning: { structure: '0022', purpose: '13', reference: `Q${asked}`, day: today, time: '0800' },
        sources: [
          {
            level: { id: '1', level: '20', hasChildren: '1' },
            name: { name: { entity: 'PR', type: '2', lastName: 'PLAN', idQualifier: 'PI', id: payerId } },
            receivers: [
              {
                level: { id: '2', parent: '1', level: '21', hasChildren: '1' },
                name: {
                  name: { entity: '1P', type: '2', lastName: 'TIDEWATER', idQualifier: 'XX', id: npiFor(188800001) },
                  references: [],
                },
                subscribers: [
                  {
                    level: { id: '3', parent: '2', level: '22', hasChildren: '0' },
                    traces: [{ type: '1', id: `T${asked}`, originator: '9TIDEWATER' }],
                    name: {
                      name: {
                        entity: 'IL',
                        type: '1',
                        lastName: 'ANY',
                        firstName: 'ANY',
                        idQualifier: 'MI',
                        id: memberId,
                      },
                      references: [],
                      demographics: { format: 'D8', birthDay: birth.replaceAll('-', '') },
                      dates: [],
                    },
                    questions: [{ question: { serviceTypes: ['MH'] }, amounts: [], more: [] }],
                    dependents: [],
                  },
                ],
              },
            ],
          },
        ],
      },
    ],
  )
  world.receive(today, `270-${asked}.edi`, bytes)
  const file = world.deliver(today).find(({ name }) => name.startsWith('271'))
  const read = parse(file?.bytes ?? new Uint8Array())
  expect(read.flaws.filter(({ severity }) => severity === 'error')).toEqual([])
  const answer = transactionsOf(read).map((transaction) => readAs(guide271, transaction))[0]
  const subscriber = answer?.sources[0]?.receivers[0]?.subscribers[0]
  return { answer, subscriber, benefits: subscriber?.benefits ?? [] }
}
const birthOf = ({ patientId }: Coverage) => world.year.patients.find(({ id }) => id === patientId)?.birth ?? today

describe('a plan asked before the visit', () => {
  test('says that care is covered and what the copay is', () => {
    const coverage = found(({ payerId, planName }) => payerId === 'LAKE1' && planName.startsWith('Lake'))
    const { benefits, subscriber } = ask('LAKE1', coverage.memberId, birthOf(coverage))
    expect(subscriber?.traces[0]).toMatchObject({ type: '2', id: `T${asked}` })
    expect(benefits.map(({ benefit }) => benefit.information).slice(0, 3)).toEqual(['1', '1', 'B'])
    expect(Number(benefits[2]?.benefit.amount) * 100).toBe(coverage.copay)
  })

  test('names the company that holds a carved-out benefit', () => {
    const coverage = found(({ payerId }) => payerId === 'ARBR1')
    const { benefits } = ask('NWHP1', coverage.memberId, birthOf(coverage))
    const carved = benefits.find(({ benefit }) => benefit.serviceTypes?.includes('MH'))
    expect(carved?.others[0]?.name.id).toBe('ARBR1')
  })

  test('says that an approval is needed', () => {
    const coverage = found(({ payerId }) => payerId === 'CEDR1')
    const { benefits } = ask('CEDR1', coverage.memberId, birthOf(coverage))
    expect(benefits.some(({ benefit }) => benefit.needsAuthorization === 'Y')).toBe(true)
  })

  test('says that a primary physician refers, and asks nothing of the kind where none has to', () => {
    const gatekept = (id: string) => {
      const coverage = found(({ payerId }) => payerId === id)
      const { benefits } = ask(id, coverage.memberId, birthOf(coverage))
      return (
        benefits.some(({ benefit }) => benefit.insuranceType === 'HM') &&
        benefits.some(({ benefit }) => benefit.information === 'L')
      )
    }
    expect([gatekept('ARBR1'), gatekept('CEDR1')]).toEqual([true, false])
  })

  test('does not know a member id with two figures exchanged', () => {
    const { subscriber, benefits } = ask('LAKE1', 'ZZZ000000000', today)
    expect(subscriber?.name.refusals[0]?.reason).toBe('75')
    expect(benefits).toEqual([])
  })

  test('refuses a wrong birth date', () => {
    const coverage = found(({ payerId }) => payerId === 'MEDB1')
    const { subscriber } = ask('MEDB1', coverage.memberId, addDays(birthOf(coverage), 9))
    expect(subscriber?.name.refusals[0]?.reason).toBe('71')
  })

  test('a payer nobody knows is refused where it was named', () =>
    expect(ask('NOBODY', 'X1', today).answer?.sources[0]?.refusals[0]?.reason).toBe('79'))
})
