import { type PlainDate, parseDate } from '@ballast/kernel'
import { type guide278Response, isoDay, type TypedOf } from '@ballast/x12'
import { decisionCodes } from '../tables/decisions.ts'
import type { Decision } from '../types.ts'

// A payer decides on the event or on each service apart, and what it says of one service holds over what it says of the
// event. A refusal of the request itself (AAA) is no decision: the data was wrong, not the care.

type Value = TypedOf<typeof guide278Response>
type Subscriber = NonNullable<NonNullable<Value['reviewers'][number]['requesters']>[number]['subscribers']>[number]
type Event = NonNullable<Subscriber['events']>[number]

const many = <T>(of: readonly T[] | undefined): readonly T[] => of ?? []

/** Every decision in an answer: usually one, sometimes one a patient. */
export function decisionsOf(answer: Value): Decision[] {
  const moreWillFollow = answer.beginning?.type === '19'
  const found: Decision[] = []
  const refusals: string[] = []
  for (const reviewer of many(answer.reviewers)) {
    refusals.push(
      ...many(reviewer.refusals).map((each) => each.reason),
      ...many(reviewer.name?.refusals).map((each) => each.reason),
    )
    for (const requester of many(reviewer.requesters)) {
      refusals.push(...many(requester.name?.refusals).map((each) => each.reason))
      for (const subscriber of many(requester.subscribers)) {
        const own = subscriber.name
        const memberId = own?.name?.id ?? null
        const people = [
          { events: many(subscriber.events), person: own },
          ...many(subscriber.dependents).map((each) => ({ events: many(each.events), person: each.name })),
        ]
        for (const { events, person } of people) {
          const name = person?.name ? [person.name.lastName, person.name.firstName].filter(Boolean).join(', ') : null
          const personal = [...many(own?.refusals), ...many(person === own ? [] : person?.refusals)].map(
            (each) => each.reason,
          )
          for (const event of events)
            found.push({
              ...decisionOf(event, [...refusals, ...personal]),
              moreWillFollow,
              patientName: name,
              memberId,
            })
        }
      }
    }
  }
  if (found.length === 0)
    found.push({
      ...nothing,
      traceNumber: answer.beginning?.reference ?? null,
      outcome: 'rejected',
      reason: refusals.join(', ') || null,
      moreWillFollow,
      message: refusals.length > 0 ? `Turned back with ${refusals.join(', ')}.` : 'The answer holds no decision.',
    })
  return found
}

const nothing = {
  traceNumber: null,
  number: null,
  reason: null,
  from: null,
  until: null,
  units: null,
  codes: [],
  services: [],
  message: null,
  patientName: null,
  memberId: null,
} as const

const outcomeOf = (code: string | undefined): Decision['outcome'] | null =>
  decisionCodes.find((row) => row.code === code)?.outcome ?? null

const whole = (text: string | undefined): number | null => {
  const number = Number(text ?? '')
  return text !== undefined && text !== '' && Number.isFinite(number) && number >= 0 ? Math.floor(number) : null
}

function decisionOf(
  event: Event,
  before: readonly string[],
): Omit<Decision, 'moreWillFollow' | 'patientName' | 'memberId'> {
  const refusals = [...before, ...many(event.refusals).map((each) => each.reason)]
  const whole278 = outcomeOf(event.decision?.action)
  const services = many(event.services).map((service) => ({
    code: service.professional?.procedure?.code ?? null,
    outcome: outcomeOf(service.decision?.action) ?? whole278 ?? ('rejected' as const),
    units: whole(service.professional?.units) ?? whole(service.pattern?.quantity),
    number: service.decision?.number ?? null,
    isOwn: service.decision !== undefined,
  }))
  const [from, until] = daysOf(event)
  const outcome = overall(whole278, services) ?? 'rejected'
  const given = services.filter((service) => isGiven(service.outcome))
  const units = whole(event.pattern?.quantity) ?? highest(given.map((service) => service.units))
  return {
    traceNumber: many(event.traces).find((trace) => trace.type === '2')?.id ?? event.traces?.[0]?.id ?? null,
    outcome:
      refusals.length > 0 && whole278 === null && !services.some((service) => service.isOwn) ? 'rejected' : outcome,
    number: event.decision?.number ?? given.find((service) => service.number !== null)?.number ?? null,
    reason: event.decision?.reason ?? (refusals.length > 0 ? refusals.join(', ') : null),
    from,
    until,
    units,
    codes: given.flatMap((service) => service.code ?? []),
    services: services.map(({ code, outcome: own, units: each, number }) => ({
      code,
      outcome: own,
      units: each,
      number,
    })),
    message: event.message?.text ?? null,
  }
}

const isGiven = (outcome: Decision['outcome']): boolean =>
  ['approved', 'partial', 'modified', 'not_required'].includes(outcome)

const highest = (numbers: readonly (number | null)[]): number | null =>
  numbers.reduce<number | null>((a, b) => (b === null ? a : a === null ? b : Math.max(a, b)), null)

/** Services decided apart make one word: all given is the event's, some given is partial, none is denied. */
function overall(
  event: Decision['outcome'] | null,
  services: readonly { readonly outcome: Decision['outcome']; readonly isOwn: boolean }[],
): Decision['outcome'] | null {
  const own = services.filter((service) => service.isOwn)
  if (own.length === 0) return event
  const given = services.filter((service) => isGiven(service.outcome))
  if (given.length === services.length)
    return services.every((service) => service.outcome === 'approved') ? 'approved' : (event ?? 'modified')
  if (given.length > 0) return 'partial'
  return services.some((service) => service.outcome === 'pended') ? 'pended' : (services[0]?.outcome ?? event)
}

function daysOf(event: Event): [PlainDate | null, PlainDate | null] {
  const dates = many(event.dates)
  const span = dates.find((each) => each.format === 'RD8' && ['AAH', '472', '007'].includes(each.qualifier))
  if (span) {
    const [from = '', until = ''] = span.value.split('-')
    return [dayOf(from), dayOf(until)]
  }
  const one = (qualifier: string): PlainDate | null => {
    const value = dates.find((each) => each.qualifier === qualifier)?.value
    return value === undefined ? null : dayOf(value)
  }
  return [one('007') ?? one('AAH'), one('036')]
}

const dayOf = (text: string): PlainDate | null => {
  const day = isoDay(text)
  return day === null ? null : parseDate(day)
}
