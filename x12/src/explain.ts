import {
  acknowledgments,
  adjustmentGroups,
  adjustmentReasons,
  benefitKinds,
  claimStatuses,
  decisions,
  elementErrors,
  followUps,
  payMethods,
  periods,
  providerReasons,
  quantities,
  refusals,
  requests,
  segmentErrors,
  services,
  statusCategories,
} from './explain-words.ts'
import { FileReader, type Transaction } from './file.ts'
import type { FlawList } from './flaw-list.ts'
import type { Guide, LoopGuide, TypedOf } from './guide.ts'
import { guide276 } from './guides/x212-276.ts'
import { guide277 } from './guides/x212-277.ts'
import { guide277CA } from './guides/x214-277ca.ts'
import { guide278Request, guide278Response } from './guides/x217-278.ts'
import { guide835 } from './guides/x221-835.ts'
import { guide837P } from './guides/x222-837p.ts'
import { guide999 } from './guides/x231-999.ts'
import { guide270 } from './guides/x279-270.ts'
import { guide271 } from './guides/x279-271.ts'
import { Meaning } from './meaning.ts'
import type { Delimiters, PlacedSegment } from './segments.ts'
import { inSmallStretches } from './stretches.ts'
import { acknowledgmentOf } from './ta1.ts'
import { amountToCents, isoDay } from './values.ts'
import { startWalk, type Walk } from './walk.ts'

// A file in plain words, for people who bill: who sent what to whom, what it says of each claim, what is wrong with it. A
// flawed transaction may lack anything its type promises, so that every step down is taken with care.

const shown = 50
/** Flaws that are kept, to be told in order of place. */
const listed = 10_000

const money = (text: string | undefined): string => {
  const cents = amountToCents(text ?? '')
  return cents === null ? (text ?? '?') : (cents / 100).toFixed(2)
}
const say = (words: Readonly<Record<string, string>>, code: string | undefined): string =>
  code === undefined || code === '' ? '?' : (words[code] ?? code)
/** A day, or two, as ISO has them. */
const day = (text: string | undefined): string =>
  (text ?? '?')
    .split('-')
    .map((part) => isoDay(part) ?? part)
    .join(/^\d{8}-\d{8}$/.test(text ?? '') ? ' to ' : '-')

type Named = { lastName?: string | undefined; firstName?: string | undefined; id?: string | undefined }
const name = (of: Named | undefined): string =>
  [of?.firstName, of?.lastName].filter(Boolean).join(' ') || 'nobody named'
const member = (of: Named | undefined): string => (of?.id ? `${name(of)} (${of.id})` : name(of))

type Coded = { code?: string | undefined; [modifier: `modifier${number}`]: string | undefined }
const code = (of: Coded | undefined): string =>
  [of?.code ?? '?', of?.modifier1, of?.modifier2, of?.modifier3, of?.modifier4].filter(Boolean).join('-')

/** How many more there are than are told. */
const andMore = (left: number, what: string): string[] => (left > 0 ? [`… and ${left} more ${what}.`] : [])
const deeper = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`)
const counted = (count: number, what: string): string => `${count} ${count === 1 ? what : `${what}s`}`

type Adjustments = TypedOf<typeof guide835>['groups'][number]['claims'][number]['adjustments']

function adjustmentsOf(all: Adjustments): string[] {
  return all.flatMap((cas) =>
    ([1, 2, 3, 4, 5, 6] as const).flatMap((i) => {
      const reason = cas[`reason${i}`]
      if (!reason) return []
      const words = adjustmentReasons[reason]
      return [
        `${money(cas[`amount${i}`])} ${cas.group}-${reason}${words ? `, ${words}` : ''} (${say(adjustmentGroups, cas.group)})`,
      ]
    }),
  )
}

function tell835(
  { payment, trace, payer, payee, groups, providerAdjustments }: TypedOf<typeof guide835>,
  left: number,
): string[] {
  const claims = groups.flatMap((group) => group.claims)
  return [
    `${payer?.name?.name ?? 'A payer'} pays ${payee?.name?.name ?? 'a practice'} ${money(payment?.amount)} on ${payment?.day ?? '?'} by ${say(payMethods, payment?.method)}, trace ${trace?.id ?? 'none'}.`,
    ...claims.flatMap(({ claim, patient, adjustments, lines, outpatient }) => [
      `Claim ${claim?.controlNumber ?? '?'} of ${name(patient)}: ${say(claimStatuses, claim?.status)}; charged ${money(claim?.charge)}, paid ${money(claim?.paid)}${claim?.patientResponsibility ? `, the patient owes ${money(claim.patientResponsibility)}` : ''}.`,
      ...deeper(adjustmentsOf(adjustments)),
      ...lines.flatMap(({ service, dates, adjustments: own, remarks }) => [
        `  ${code(service?.procedure)} on ${dates[0]?.day ?? '?'}: charged ${money(service?.charge)}, paid ${money(service?.paid)}.`,
        ...deeper(deeper(adjustmentsOf(own))),
        ...(remarks.length > 0 ? [`    remarks ${remarks.map((remark) => remark.code).join(', ')}`] : []),
      ]),
      ...(outpatient?.remark1
        ? [`  remarks ${[outpatient.remark1, outpatient.remark2, outpatient.remark3].filter(Boolean).join(', ')}`]
        : []),
    ]),
    ...andMore(left, 'claims'),
    ...providerAdjustments.flatMap((plb) =>
      ([1, 2, 3, 4, 5, 6] as const).flatMap((i) => {
        const reason = plb[`reason${i}`]
        const amount = plb[`amount${i}`]
        if (!reason || amount === undefined) return []
        const isGiven = amount.startsWith('-')
        return [
          `Outside any claim: ${say(providerReasons, reason.code)} (${reason.code}${reason.reference ? ` ${reason.reference}` : ''}) ${isGiven ? 'adds' : 'takes'} ${money(isGiven ? amount.slice(1) : amount)}.`,
        ]
      }),
    ),
  ]
}

function tell837P({ submitter, billings }: TypedOf<typeof guide837P>, left: number): string[] {
  const all = billings.flatMap((billing) =>
    billing.subscribers.flatMap((subscriber) => [
      ...subscriber.claims.map((claim) => ({ claim, patient: subscriber.name?.name, payer: subscriber.payer })),
      ...subscriber.patients.flatMap((patient) =>
        patient.claims.map((claim) => ({ claim, patient: patient.name?.name, payer: subscriber.payer })),
      ),
    ]),
  )
  return [
    `${submitter?.name?.lastName ?? 'Somebody'} sends ${counted(all.length + left, 'professional claim')}.`,
    ...all.flatMap(({ claim: { claim, diagnoses, lines, originalNumber, authorization }, patient, payer }) => [
      `Claim ${claim?.controlNumber ?? '?'} for ${name(patient)} to ${payer?.name?.lastName ?? '?'}: ${money(claim?.charge)}${
        claim?.place?.frequency === '7'
          ? `, in place of ${originalNumber?.id ?? 'an earlier one'}`
          : claim?.place?.frequency === '8'
            ? `, to void ${originalNumber?.id ?? 'an earlier one'}`
            : ''
      }${authorization ? `, authorization ${authorization.id}` : ''}; diagnoses ${
        Object.values(diagnoses ?? {})
          .map((diagnosis) => diagnosis?.code ?? '?')
          .join(', ') || 'none'
      }.`,
      ...lines.map(
        ({ service, serviceDate }) =>
          `  ${code(service?.procedure)} on ${day(serviceDate?.value)}: ${service?.units ?? '?'} for ${money(service?.charge)}.`,
      ),
    ]),
    ...andMore(left, 'claims'),
  ]
}

function tell999({ group, transactions, result }: TypedOf<typeof guide999>, left: number): string[] {
  return [
    `Answers group ${group?.control ?? '?'} (${group?.code ?? '?'}): ${say(acknowledgments, result?.result)}; ${result?.accepted ?? '?'} of ${result?.received ?? '?'} transactions taken in.`,
    ...transactions.flatMap((one) => [
      `Transaction ${one.transaction?.control ?? '?'}: ${say(acknowledgments, one.result?.result)}.`,
      ...one.segments.flatMap(({ segment, elements }) => [
        `  segment ${segment?.position ?? '?'}, ${segment?.segment ?? '?'}${segment?.loop ? ` in loop ${segment.loop}` : ''}, ${say(segmentErrors, segment?.error)}${elements.length > 0 ? ':' : ''}`,
        ...elements.map(
          ({ element }) =>
            `    ${segment?.segment ?? '?'}${(element?.place?.element ?? '?').padStart(2, '0')}${element?.place?.component ? `-${element.place.component}` : ''} ${say(elementErrors, element?.error)}${element?.content ? `: "${element.content}"` : ''}`,
        ),
      ]),
    ]),
    ...andMore(left, 'transactions'),
  ]
}

type Status = {
  status?: { category?: string | undefined; code?: string | undefined } | undefined
  day?: string | undefined
}
const standing = ({ status, day: on }: Status): string =>
  `${say(statusCategories, status?.category)} (${status?.category ?? '?'}:${status?.code ?? '?'})${on ? ` on ${on}` : ''}`

function tell277CA({ sources }: TypedOf<typeof guide277CA>): string[] {
  return sources.flatMap((source) => [
    `${source.name?.lastName ?? 'Somebody'} answers for claims received ${day(source.report?.received?.value)}.`,
    ...source.receivers.flatMap((receiver) => [
      ...(receiver.batch?.accepted ? [`${receiver.batch.accepted.quantity} taken in.`] : []),
      ...(receiver.batch?.rejected ? [`${receiver.batch.rejected.quantity} sent back.`] : []),
      ...receiver.providers.flatMap((provider) =>
        provider.patients.flatMap((patient) =>
          patient.claims.flatMap((claim) => [
            `Claim ${claim.trace?.id ?? '?'} of ${name(patient.name)}: ${claim.statuses.map(standing).join(', ')}.`,
            ...claim.lines.map(
              ({ line, statuses }) => `  ${code(line?.procedure)}: ${statuses.map(standing).join(', ')}.`,
            ),
          ]),
        ),
      ),
    ]),
  ])
}

type Refusal = { reason?: string | undefined; followUp?: string | undefined }
const refused = (all: readonly Refusal[]): string[] =>
  all.map(
    ({ reason, followUp }) => `refused: ${say(refusals, reason)} (${reason ?? '?'}); ${say(followUps, followUp)}.`,
  )

type Benefit = TypedOf<
  typeof guide271
>['sources'][number]['receivers'][number]['subscribers'][number]['benefits'][number]

function benefitOf({ benefit, refusals: turned, messages, others }: Benefit): string[] {
  const about = benefit?.serviceTypes?.map((type) => say(services, type)).join(', ') ?? code(benefit?.procedure)
  const measure = [
    benefit?.amount === undefined ? '' : money(benefit.amount),
    benefit?.percent === undefined ? '' : `${Number((Number(benefit.percent) * 100).toFixed(2))} %`,
    benefit?.quantity === undefined ? '' : `${benefit.quantity} ${say(quantities, benefit.quantityQualifier)}`,
    benefit?.period === undefined ? '' : `(${say(periods, benefit.period)})`,
  ]
  const parts = [
    [say(benefitKinds, benefit?.information), ...measure].filter(Boolean).join(' '),
    benefit?.plan ?? '',
    benefit?.inNetwork === 'Y' ? 'in network' : benefit?.inNetwork === 'N' ? 'out of network' : '',
    benefit?.needsAuthorization === 'Y' ? 'needs authorization' : '',
  ]
  return [
    `${about === '?' ? '' : `${about}: `}${parts.filter(Boolean).join(', ')}.`,
    ...deeper(refused(turned)),
    ...others.map((other) => `  see ${name(other.name)}.`),
    ...messages.map((message) => `  "${message.text}"`),
  ]
}

function tell271({ sources }: TypedOf<typeof guide271>): string[] {
  return sources.flatMap((source) => [
    `${name(source.name?.name)} answers.`,
    ...deeper(refused([...source.refusals, ...(source.name?.refusals ?? [])])),
    ...source.receivers.flatMap((receiver) => [
      ...deeper(refused(receiver.name?.refusals ?? [])),
      ...receiver.subscribers.flatMap((subscriber) =>
        [subscriber, ...subscriber.dependents].flatMap((person) => [
          `${member(person.name?.name)}:`,
          ...deeper(refused(person.name?.refusals ?? [])),
          ...deeper(person.benefits.flatMap(benefitOf)),
        ]),
      ),
    ]),
  ])
}

function tell270({ sources }: TypedOf<typeof guide270>): string[] {
  return sources.flatMap((source) =>
    source.receivers.flatMap((receiver) =>
      receiver.subscribers.flatMap((subscriber) =>
        [subscriber, ...subscriber.dependents]
          .filter(({ questions }) => questions.length > 0)
          .map(
            ({ name: who, questions }) =>
              `${name(receiver.name?.name)} asks ${name(source.name?.name)} about ${member(who?.name)}: ${questions
                .map(({ question }) =>
                  question?.procedure
                    ? code(question.procedure)
                    : (question?.serviceTypes ?? []).map((type) => say(services, type)).join(', '),
                )
                .join('; ')}${who?.dates[0] ? `, for ${day(who.dates[0].value)}` : ''}.`,
          ),
      ),
    ),
  )
}

function tell276({ sources }: TypedOf<typeof guide276>): string[] {
  return sources.flatMap((source) =>
    source.receivers.flatMap(({ providers }) =>
      providers.flatMap((provider) =>
        provider.subscribers.flatMap((subscriber) =>
          [subscriber, ...subscriber.dependents].flatMap((person) =>
            person.claims.map(
              ({ trace, charge, serviceDate }) =>
                `Where does claim ${trace?.id ?? '?'} of ${name(person.name)} stand${charge ? `, ${money(charge.amount)}` : ''}${serviceDate ? `, of ${day(serviceDate.value)}` : ''}?`,
            ),
          ),
        ),
      ),
    ),
  )
}

function tell277({ sources }: TypedOf<typeof guide277>): string[] {
  return sources.flatMap((source) =>
    source.receivers.flatMap(({ providers }) =>
      providers.flatMap((provider) =>
        provider.subscribers.flatMap((subscriber) =>
          [subscriber, ...subscriber.dependents].flatMap((person) =>
            person.claims.flatMap(({ trace, statuses, lines }) => [
              `Claim ${trace?.id ?? '?'} of ${name(person.name)}: ${statuses.map(standing).join(', ')}${
                statuses[0]?.paid ? `; paid ${money(statuses[0].paid)} of ${money(statuses[0].charge)}` : ''
              }${statuses[0]?.check ? `, check ${statuses[0].check}` : ''}.`,
              ...lines.map(({ line, statuses: own }) => `  ${code(line?.procedure)}: ${own.map(standing).join(', ')}.`),
            ]),
          ),
        ),
      ),
    ),
  )
}

function tell278({ reviewers }: TypedOf<typeof guide278Request> | TypedOf<typeof guide278Response>): string[] {
  return reviewers.flatMap((reviewer) => [
    ...refused(reviewer.refusals),
    ...reviewer.requesters.flatMap((requester) =>
      requester.subscribers.flatMap((subscriber) =>
        [subscriber, ...subscriber.dependents].flatMap((person) =>
          person.events.flatMap((event) => [
            `${name(requester.name?.name)} asks ${name(reviewer.name?.name)} for ${say(requests, event.review?.category)} for ${member(person.name?.name)}${
              event.dates[0] ? `, ${day(event.dates[0].value)}` : ''
            }.`,
            ...(event.decision
              ? [
                  `  ${say(decisions, event.decision.action)}${event.decision.number ? `, number ${event.decision.number}` : ''}.`,
                ]
              : []),
            ...(event.pattern?.quantity
              ? [`  ${event.pattern.quantity} ${say(quantities, event.pattern.quantityQualifier)}.`]
              : []),
            ...deeper(refused(event.refusals)),
            ...event.services.flatMap((service) => [
              ...(service.professional
                ? [`  ${code(service.professional.procedure)}: ${service.professional.units ?? '?'} units.`]
                : []),
              ...(service.decision ? [`    ${say(decisions, service.decision.action)}.`] : []),
            ]),
          ]),
        ),
      ),
    ),
  ])
}

/** How one guide is told: its value as far as it is kept, and how many of its units are left out. */
type Telling = {
  readonly guide: Guide
  /** The loop of which the first are told and the others counted. */
  readonly unit: string
  readonly tell: (value: unknown, left: number) => string[]
}

const telling = <G extends Guide>(
  guide: G,
  unit: string,
  tell: (value: TypedOf<G>, left: number) => string[],
): Telling => ({ guide, unit, tell: (value, left) => tell(value as TypedOf<G>, left) })

const ending =
  <V>(what: string, tell: (value: V) => string[]) =>
  (value: V, left: number): string[] => [...tell(value), ...andMore(left, what)]

const tellings: readonly Telling[] = [
  telling(guide835, '2100', tell835),
  telling(guide837P, '2300', tell837P),
  telling(guide999, '2000', tell999),
  telling(guide277CA, '2000D', ending('patients', tell277CA)),
  telling(guide271, '2000C', ending('subscribers', tell271)),
  telling(guide270, '2000C', ending('subscribers', tell270)),
  telling(guide276, '2000D', ending('subscribers', tell276)),
  telling(guide277, '2000D', ending('subscribers', tell277)),
  telling(guide278Request, '2000C', ending('subscribers', tell278)),
  telling(guide278Response, '2000C', ending('subscribers', tell278)),
]

/** The loops in which a unit stands, and the unit itself. */
function around(loop: LoopGuide, unit: string, into: Set<LoopGuide>): boolean {
  let isIn = loop.id === unit
  for (const child of Object.values(loop.children))
    if (child.is === 'loop' && around(child.loop, unit, into)) isIn = true
  if (isIn) into.add(loop)
  return isIn
}

/** Tells a file as it is read, and keeps of each transaction no more than is told. */
class Teller extends FileReader {
  lines: string[] = []
  readonly #answers: PlacedSegment[] = []
  #telling: Telling | null = null
  #units = 0
  #said: PlacedSegment | null = null

  constructor() {
    super(false, listed)
  }

  override take(placed: PlacedSegment, delimiters: Delimiters): void {
    if (placed.segment[0] === 'TA1' && this.open) this.#answers.push(placed)
    super.take(placed, delimiters)
    const header = this.open?.header
    if (header === undefined || header === this.#said) return
    this.#said = header
    const { segment } = header
    this.lines.push(
      `Interchange ${segment[13] ?? ''} from ${(segment[6] ?? '').trim()} to ${(segment[8] ?? '').trim()}${segment[15] === 'T' ? ', a test' : ''}.`,
    )
  }

  override walkOf(guide: Guide, delimiters: Delimiters, first: PlacedSegment, flaws: FlawList): Walk {
    const telling = tellings.find((one) => one.guide === guide) ?? null
    const holders = new Set<LoopGuide>()
    if (telling) around(guide.body, telling.unit, holders)
    this.#telling = telling
    this.#units = 0
    const isWanted = (loop: LoopGuide): boolean => {
      if (loop.id === telling?.unit) this.#units += 1
      return loop.id === telling?.unit ? this.#units <= shown : this.#units < shown || !holders.has(loop)
    }
    return startWalk(guide, delimiters, first, flaws, new Meaning(guide, flaws), true, undefined, true, isWanted)
  }

  override ended({ guide, set, kind, control }: Transaction, value: unknown, segments: number): void {
    this.lines.push(`  ${guide?.title ?? `Transaction of kind ${set}`} (${kind}), number ${control}:`)
    const told =
      guide && this.#telling
        ? this.#telling.tell(value, Math.max(0, this.#units - shown))
        : [`${segments} segments, of a kind that is not known here.`]
    this.lines.push(...deeper(deeper(told)))
    this.#telling = null
  }

  /** The lines that are ready. */
  taken(): string {
    const text = this.lines.map((line) => `${line}\n`).join('')
    this.lines = []
    return text
  }

  /** The lines at the end of a file: the answers to others' interchanges, and what is wrong. */
  rest(): string {
    const { flaws } = this.end()
    for (const placed of this.#answers) {
      const answer = acknowledgmentOf(placed)
      this.lines.push(
        `  Interchange ${answer.control} of ${answer.on} was ${say(acknowledgments, answer.result)}${answer.note === '000' ? '' : ` (note ${answer.note})`}.`,
      )
    }
    const { count } = this.flaws
    if (count === 0) this.lines.push('Nothing is wrong with it.')
    else this.lines.push(`${counted(count, 'thing')} to look at:`)
    for (const { severity, offset, segment, id, loop, message } of flaws.slice(0, shown))
      this.lines.push(
        `  ${severity === 'error' ? 'wrong' : 'odd'}: ${message} (${segment > 0 ? `segment ${segment}, ${id}` : `byte ${offset}`}${loop ? `, loop ${loop}` : ''})`,
      )
    this.lines.push(...andMore(count - shown, 'of them'))
    return this.taken()
  }
}

/** What a file says, in plain words, a line each. */
export function explain(bytes: Uint8Array): string {
  const teller = new Teller()
  teller.push(bytes, true)
  return teller.rest()
}

/** The same for a file of any size, in flat memory: some lines at a time. */
export async function* explainStream(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const teller = new Teller()
  for await (const bytes of inSmallStretches(source)) {
    teller.push(bytes, false)
    if (teller.lines.length > 0) yield teller.taken()
  }
  teller.push(new Uint8Array(0), true)
  yield teller.rest()
}
