import { type PlainDate, parseDate } from '@ballast/kernel'
import { centsToAmount, type guide270, type guide271, isoDay, type TypedOf } from '@ballast/x12'
import type { Payer } from '../world/payer-file.ts'
import type { Membership, OpenPayer } from './open-payer.ts'

// What a plan says when asked. A carved-out benefit is answered as active, with the company that holds it named beside it
// (cite RFI1440); an unknown member and a wrong birth date are refused with their own reasons.

type Question = TypedOf<typeof guide270>
type Answer = TypedOf<typeof guide271>
type AskedSource = Question['sources'][number]
type AskedSubscriber = AskedSource['receivers'][number]['subscribers'][number]
type Source = Answer['sources'][number]
type Subscriber = Source['receivers'][number]['subscribers'][number]
type Benefit = Subscriber['benefits'][number]

const generic = '30'
const mentalHealth = 'MH'

const plainBenefit = (benefit: Benefit['benefit']): Benefit => ({
  benefit,
  patterns: [],
  references: [],
  dates: [],
  refusals: [],
  messages: [],
  more: [],
  others: [],
})

function benefitsOf(
  payer: Payer,
  { coverage, until, deductibleLeft, visitsUsed }: Membership,
  on: PlainDate,
): Benefit[] {
  const isActive = coverage.from <= on && (until === null || on <= until)
  if (!isActive) return [plainBenefit({ information: '6', serviceTypes: [generic] })]
  const { authorization, sessionLimit, name, wantsReferral } = payer.published
  const needs = authorization ? ({ needsAuthorization: 'Y' } as const) : {}
  const about = { coverage: 'IND', serviceTypes: [mentalHealth], inNetwork: 'Y' as const }
  return [
    plainBenefit({
      information: '1',
      serviceTypes: [generic],
      plan: coverage.planName || name,
      ...(wantsReferral ? { insuranceType: 'HM' } : {}),
    }),
    // A primary physician refers: how the 271 of a gatekeeper's plan shows it (cite CAQH).
    ...(wantsReferral ? [plainBenefit({ information: 'L' })] : []),
    plainBenefit({ information: '1', ...about, ...needs }),
    plainBenefit({ information: 'B', ...about, period: '27', amount: centsToAmount(coverage.copay) }),
    ...(coverage.coinsurancePercent > 0
      ? [
          plainBenefit({
            information: 'A',
            ...about,
            percent: `0.${String(coverage.coinsurancePercent).padStart(2, '0')}`,
          }),
        ]
      : []),
    ...(coverage.deductible > 0
      ? [plainBenefit({ information: 'C', ...about, period: '29', amount: centsToAmount(deductibleLeft) })]
      : []),
    ...(sessionLimit
      ? [
          plainBenefit({
            information: 'F',
            ...about,
            period: '29',
            quantityQualifier: 'VS',
            quantity: String(Math.max(0, sessionLimit.limit - visitsUsed)),
          }),
        ]
      : []),
  ]
}

/** A medical plan that holds no mental health benefit: it says so, and who does. */
const carvedOut = (payer: Payer, holder: Payer): Benefit[] => [
  plainBenefit({ information: '1', serviceTypes: [generic], plan: payer.published.name }),
  {
    ...plainBenefit({ information: '1', serviceTypes: [mentalHealth] }),
    begin: { loop: '2120' },
    others: [
      {
        name: { entity: 'PR', type: '2', lastName: holder.published.name, idQualifier: 'PI', id: holder.id },
        contacts: [],
      },
    ],
    end: { loop: '2120' },
  },
]

const dayOf = (text: string | undefined): PlainDate | null =>
  text === undefined ? null : parseDate(isoDay(text.slice(0, 8)) ?? text)

function answerOne(
  asked: AskedSubscriber,
  payers: readonly OpenPayer[],
  payerId: string,
  today: PlainDate,
  level: number,
) {
  const open = payers.find(({ payer }) => payer.id === payerId)
  const holderId = open?.payer.published.carvesOutTo ?? payerId
  const holder = payers.find(({ payer }) => payer.id === holderId)
  const memberId = asked.name.name.id ?? ''
  const member = holder?.lookUp(memberId, today) ?? null
  const dependent = asked.dependents[0]
  const person = (dependent ?? asked).name
  const on = dayOf(person.dates[0]?.value) ?? dayOf(asked.name.dates[0]?.value) ?? today
  const birth = dayOf(person.demographics?.birthDay)
  const refusal = !member ? '75' : birth !== null && birth !== member.patient.birth ? '71' : null
  const refusals = refusal ? [{ isValid: 'Y' as const, reason: refusal, followUp: 'C' as const }] : []
  const benefits =
    !member || !open || !holder || refusal
      ? []
      : holder === open
        ? benefitsOf(holder.payer, member, on)
        : carvedOut(open.payer, holder.payer)
  const dates =
    !member || refusal
      ? []
      : [
          { qualifier: '346', format: 'D8' as const, value: member.coverage.from.replaceAll('-', '') },
          ...(member.until
            ? [{ qualifier: '347', format: 'D8' as const, value: member.until.replaceAll('-', '') }]
            : []),
        ]
  const { name, demographics } = asked.name
  const echoed = ({ type: _, ...trace }: AskedSubscriber['traces'][number]) => ({ ...trace, type: '2' as const })
  const subscriber: Subscriber = {
    level: { id: String(level), parent: '2', level: '22', hasChildren: dependent ? '1' : '0' },
    traces: dependent ? [] : asked.traces.map(echoed),
    name: {
      name,
      references: [],
      refusals: dependent ? [] : refusals,
      ...(demographics ? { demographics } : {}),
      dates: dependent ? [] : dates,
    },
    benefits: dependent ? [] : benefits,
    dependents: dependent
      ? [
          {
            level: { id: String(level + 1), parent: String(level), level: '23', hasChildren: '0' },
            traces: dependent.traces.map(echoed),
            name: {
              name: dependent.name.name,
              references: [],
              refusals,
              ...(dependent.name.demographics ? { demographics: dependent.name.demographics } : {}),
              dates,
            },
            benefits,
          },
        ]
      : [],
  }
  return { subscriber, levels: dependent ? 2 : 1 }
}

/** The 271s that answer a 270, one for each source it asked. */
export function answerEligibility(question: Question, payers: readonly OpenPayer[], today: PlainDate): Answer[] {
  return question.sources.map((asked): Answer => {
    const payerId = asked.name.name.id ?? ''
    const isKnown = payers.some(({ payer }) => payer.id === payerId)
    let level = 3
    const receiver = asked.receivers[0]
    const subscribers = (receiver?.subscribers ?? []).map((one) => {
      const { subscriber, levels } = answerOne(one, payers, payerId, today, level)
      level += levels
      return subscriber
    })
    const { structure, reference, time } = question.beginning
    return {
      beginning: { structure, purpose: '11', ...(reference ? { reference } : {}), day: today, time },
      sources: [
        {
          level: { id: '1', level: '20', hasChildren: isKnown ? '1' : '0' },
          refusals: isKnown ? [] : [{ isValid: 'Y', reason: '79', followUp: 'C' }],
          name: { name: asked.name.name, contacts: [], refusals: [] },
          receivers:
            isKnown && receiver
              ? [
                  {
                    level: { id: '2', parent: '1', level: '21', hasChildren: '1' },
                    name: { name: receiver.name.name, references: [], refusals: [] },
                    subscribers,
                  },
                ]
              : [],
        },
      ],
    }
  })
}
