import { addDays, earliest, latest, type PlainDate, parseDate } from '@ballast/kernel'
import { type guide278Request, type guide278Response, isoDay, type TypedOf } from '@ballast/x12'
import { random } from '../random.ts'
import type { Payer } from '../world/payer-file.ts'
import type { OpenPayer } from './open-payer.ts'

// How a payer answers a request for approval: by its own rules, then by its habits. Some answers come in two parts, a
// "pended" at once and a decision after its turnaround; some never come.

type Question = TypedOf<typeof guide278Request>
type Answer = TypedOf<typeof guide278Response>
type Reviewer = Question['reviewers'][number]
type Requester = NonNullable<Reviewer['requesters']>[number]
type Subscriber = NonNullable<Requester['subscribers']>[number]
type Event = NonNullable<Subscriber['events']>[number]
type Action = NonNullable<
  NonNullable<
    Answer['reviewers'][number]['requesters'][number]['subscribers'][number]['events'][number]['decision']
  >['action']
>

/** What a payer approves, as its own files keep it. */
export type Approval = {
  readonly patientId: string
  readonly payerId: string
  readonly number: string
  readonly codes: readonly string[]
  readonly from: PlainDate
  readonly until: PlainDate
  readonly units: number
  readonly clinicianNpi: null
  readonly diagnosis: null
}
export type Reviewed = { readonly on: PlainDate; readonly answer: Answer; readonly approval: Approval | null }

type Outcome = {
  readonly on: PlainDate
  readonly action?: Action
  readonly refusal?: string
  readonly reason?: string
  readonly approval?: Approval
}

const dayOf = (text: string | undefined): PlainDate | null => {
  const iso = text === undefined ? null : isoDay(text.slice(0, 8))
  return iso === null ? null : parseDate(iso)
}

/** The days an event asks for; today to a year from today where it does not say. */
function askedDays(event: Event, today: PlainDate): { from: PlainDate; until: PlainDate } {
  const [from = '', until = ''] = (event.dates.find(({ format }) => format === 'RD8')?.value ?? '').split('-')
  return { from: dayOf(from) ?? today, until: dayOf(until) ?? addDays(dayOf(from) ?? today, 365) }
}

function outcomesOf(
  payer: Payer,
  patientId: string,
  event: Event,
  today: PlainDate,
  draw: ReturnType<typeof random>,
  number: string,
): Outcome[] {
  const rule = payer.published.authorization
  const { reviews } = payer.hidden
  const codes = event.services.flatMap(({ professional }) => professional?.procedure.code ?? [])
  if (event.review.certification === '3') return [{ on: addDays(today, 1), action: 'C' }]
  if (!rule || (codes.length > 0 && !codes.some((code) => rule.codes.includes(code))))
    return [{ on: addDays(today, 1), action: 'NA' }]
  if (draw.chance(reviews.silentShare)) return []
  const decidedOn = addDays(today, Math.max(1, rule.turnaroundDays))
  const first: Outcome[] = draw.chance(reviews.pendedShare)
    ? [{ on: addDays(today, 1), action: 'A4', reason: '0U' }]
    : []
  if (draw.chance(reviews.deniedShare)) return [...first, { on: decidedOn, action: 'A3', reason: '0F' }]
  const asked = askedDays(event, today)
  const units = Number(event.pattern?.quantity ?? event.services[0]?.professional?.units ?? rule.units) || rule.units
  const isPartial = draw.chance(reviews.partialShare)
  const isModified = !isPartial && draw.chance(reviews.modifiedShare)
  const most = Math.min(units, rule.units)
  const from = latest([asked.from, addDays(today, -rule.retroDays)]) ?? asked.from
  const approval: Approval = {
    patientId,
    payerId: payer.id,
    number,
    codes: rule.codes,
    from,
    until: isModified
      ? addDays(from, Math.max(1, Math.floor(rule.days / 2)))
      : (earliest([addDays(from, rule.days), asked.until]) ?? asked.until),
    units: isPartial ? Math.max(1, Math.floor(most / 2)) : most,
    clinicianNpi: null,
    diagnosis: null,
  }
  const isOtherwise =
    isModified || approval.from !== asked.from || approval.units !== units || approval.until !== asked.until
  return [...first, { on: decidedOn, action: isPartial ? 'A2' : isOtherwise ? 'A6' : 'A1', approval }]
}

const compact = (day: PlainDate) => day.replaceAll('-', '')

function answerEvent(event: Event, { action, reason, approval, refusal }: Outcome): Event {
  return {
    ...event,
    traces: event.traces.map((trace) => ({ ...trace, type: '2' as const })),
    refusals: refusal ? [{ isValid: 'Y', reason: refusal, followUp: 'C' }] : [],
    ...(action
      ? {
          decision: {
            action,
            ...(approval ? { number: approval.number } : {}),
            ...(reason ? { reason } : {}),
          },
        }
      : {}),
    references: [],
    dates: approval
      ? [
          { qualifier: '007', format: 'D8', value: compact(approval.from) },
          { qualifier: '036', format: 'D8', value: compact(approval.until) },
        ]
      : [],
    ...(approval ? { pattern: { quantityQualifier: 'VS', quantity: String(approval.units) } } : {}),
    services: event.services.map(({ professional, ...service }) => ({
      ...service,
      dates: [],
      ...(professional
        ? { professional: { ...professional, ...(approval ? { units: String(approval.units) } : {}) } }
        : {}),
    })),
  }
}

/** The answers to a request, each with its day: none from a payer that stays silent. */
export function reviewRequest(
  question: Question,
  payers: readonly OpenPayer[],
  today: PlainDate,
  seed: number,
): Reviewed[] {
  const reviewer = question.reviewers[0]
  const requester = reviewer?.requesters[0]
  const subscriber = requester?.subscribers[0]
  if (!reviewer || !requester || !subscriber) return []
  const payerId = reviewer.name.name.id ?? ''
  const open = payers.find(({ payer }) => payer.id === payerId)
  const beginning = { ...question.beginning, purpose: '11' as const, day: today, type: '18' as const }
  const wrap = (inner: Partial<Reviewer>): Answer =>
    ({ beginning, reviewers: [{ ...reviewer, ...inner }] }) as unknown as Answer
  if (!open) {
    const refusals = [{ isValid: 'Y' as const, reason: '79', followUp: 'C' as const }]
    return [{ on: addDays(today, 1), answer: wrap({ refusals, requesters: [] }), approval: null }]
  }
  const member = open.lookUp(subscriber.name.name.id ?? '', today)
  const dependent = subscriber.dependents[0]
  const person = (dependent ?? subscriber).name
  const events = (dependent ?? subscriber).events
  const birth = dayOf(person.demographics?.birthDay.replaceAll('-', ''))
  const refusal = !member ? '75' : birth !== null && birth !== member.patient.birth ? '71' : null
  const answerWith = (outcome: Outcome): Answer => {
    const answered = events.map((event) => answerEvent(event, outcome))
    const whole = dependent
      ? { ...subscriber, dependents: [{ ...dependent, events: answered }] }
      : { ...subscriber, events: answered }
    return wrap({ requesters: [{ ...requester, subscribers: [whole] }] } as Partial<Reviewer>)
  }
  if (refusal || !member) {
    const outcome = { on: addDays(today, 1), refusal: refusal ?? '75' }
    return [{ on: outcome.on, answer: answerWith(outcome), approval: null }]
  }
  return events.slice(0, 1).flatMap((event) => {
    const trace = event.traces[0]?.id ?? question.beginning.reference ?? ''
    const draw = random(seed, 'review', payerId, trace)
    const number = `${payerId.slice(0, 4)}${String(draw.between(10_000_000, 99_999_999))}`
    return outcomesOf(open.payer, member.patient.id, event, today, draw, number).map((outcome) => ({
      on: outcome.on,
      answer: answerWith(outcome),
      approval: outcome.approval ?? null,
    }))
  })
}
