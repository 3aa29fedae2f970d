import { type Cents, cents, date, type PlainDate } from '@ballast/kernel'
import {
  amountToCents,
  guide271,
  isoDay,
  type PlacedSegment,
  readAs,
  type Transaction,
  type TypedOf,
} from '@ballast/x12'
import type { Answer, Benefit, DatedRange, NamedPerson, PayerRefusal } from '../types/answer.ts'

// A 271 as the payer wrote it, person by person, in our words for its places and its own codes for what it says. A broken
// answer may lack what the guide requires, so nothing here relies on it.

type Reading = TypedOf<typeof guide271>
type Source = Reading['sources'][number]
type Subscriber = Source['receivers'][number]['subscribers'][number]
type Dependent = Subscriber['dependents'][number]
type RawBenefit = Subscriber['benefits'][number]
type RawName = Subscriber['name'] | Dependent['name']

const plainDay = (text: string | undefined): PlainDate | null => {
  const iso = text === undefined ? null : isoDay(text.slice(0, 8))
  return iso === null ? null : date(iso)
}

const centsOf = (text: string | undefined): Cents | null => {
  const amount = text === undefined ? null : amountToCents(text)
  return amount === null ? null : cents(amount)
}

const countOf = (text: string | undefined): number | null => {
  const count = text === undefined ? Number.NaN : Number(text)
  return Number.isFinite(count) ? count : null
}

/** A share as hundredths of a percent: the guide wants 0.2, some payers write 20. */
const shareOf = (text: string | undefined): number | null => {
  const share = countOf(text)
  if (share === null || share < 0 || share > 100) return null
  return Math.round(share <= 1 ? share * 10_000 : share * 100)
}

type RawDate = { readonly qualifier?: string; readonly format?: string; readonly value?: string }

const rangesOf = (dates: readonly RawDate[] | undefined): DatedRange[] =>
  (dates ?? []).flatMap(({ qualifier, format, value }) => {
    const from = plainDay(value)
    if (from === null || qualifier === undefined) return []
    return [{ qualifier, from, until: format === 'RD8' ? plainDay(value?.split('-')[1]) : null }]
  })

type RawRefusal = { readonly reason?: string; readonly followUp?: string }

const refusalsOf = (at: PayerRefusal['at'], refusals: readonly RawRefusal[] | undefined): PayerRefusal[] =>
  (refusals ?? []).map(({ reason, followUp }) => ({ at, code: reason ?? '', followUp: followUp ?? '' }))

type RawReference = { readonly qualifier?: string; readonly id?: string }

const referencesOf = (references: readonly RawReference[] | undefined) =>
  (references ?? []).flatMap(({ qualifier, id }) => (qualifier && id ? [{ qualifier, value: id }] : []))

const phones = ['TE', 'WP', 'HP', 'CP']

function phoneOf(contacts: RawBenefit['others'][number]['contacts'] | undefined): string | null {
  for (const contact of contacts ?? [])
    for (const [qualifier, number] of [
      [contact.qualifier1, contact.number1],
      [contact.qualifier2, contact.number2],
      [contact.qualifier3, contact.number3],
    ])
      if (qualifier && number && phones.includes(qualifier)) return number
  return null
}

function benefitOf({ benefit, ...around }: RawBenefit): Benefit {
  return {
    information: benefit?.information ?? '',
    coverage: benefit?.coverage ?? null,
    serviceTypes: benefit?.serviceTypes ?? [],
    insuranceType: benefit?.insuranceType ?? null,
    plan: benefit?.plan ?? null,
    period: benefit?.period ?? null,
    amount: centsOf(benefit?.amount),
    percent: shareOf(benefit?.percent),
    quantityQualifier: benefit?.quantityQualifier ?? null,
    quantity: countOf(benefit?.quantity),
    needsAuthorization: benefit?.needsAuthorization ?? null,
    inNetwork: benefit?.inNetwork ?? null,
    places: (around.more ?? []).flatMap(({ list, code }) => (list === 'ZZ' && code ? [code] : [])),
    messages: [
      ...(around.messages ?? []).map(({ text }) => text ?? ''),
      ...(around.more ?? []).map(({ message }) => message ?? ''),
    ].filter((text) => text !== ''),
    patterns: (around.patterns ?? []).map((pattern) => ({
      quantityQualifier: pattern.quantityQualifier ?? null,
      quantity: countOf(pattern.quantity),
      unit: pattern.unit ?? null,
      periodQualifier: pattern.periodQualifier ?? null,
    })),
    dates: rangesOf(around.dates),
    references: referencesOf(around.references),
    others: (around.others ?? []).map(({ name, contacts }) => ({
      entity: name?.entity ?? '',
      name: [name?.lastName, name?.type === '1' ? name?.firstName : undefined].filter(Boolean).join(', '),
      id: name?.id ?? null,
      phone: phoneOf(contacts),
    })),
  }
}

const personOf = (named: RawName | undefined, memberId: string | undefined): NamedPerson | null =>
  named?.name
    ? {
        lastName: named.name.lastName ?? '',
        firstName: named.name.firstName ?? '',
        memberId: named.name.id ?? memberId ?? null,
        birthOn: plainDay(named.demographics?.birthDay),
      }
    : null

const benefitRefusals = (benefits: readonly RawBenefit[] | undefined): PayerRefusal[] =>
  (benefits ?? []).flatMap((benefit) => refusalsOf('benefit', benefit.refusals))

type Around = Pick<Answer, 'payer' | 'reference' | 'refusals' | 'place'>

function subscriberAnswer(subscriber: Subscriber, around: Around): Answer {
  return {
    ...around,
    traces: (subscriber.traces ?? []).map(({ id }) => id ?? ''),
    person: personOf(subscriber.name, undefined),
    isDependent: false,
    refusals: [
      ...around.refusals,
      ...refusalsOf('subscriber', subscriber.name?.refusals),
      ...benefitRefusals(subscriber.benefits),
    ],
    dates: rangesOf(subscriber.name?.dates),
    references: referencesOf(subscriber.name?.references),
    benefits: (subscriber.benefits ?? []).map(benefitOf),
  }
}

function dependentAnswer(dependent: Dependent, subscriber: Subscriber, around: Around): Answer {
  return {
    ...around,
    traces: [...(dependent.traces ?? []), ...(subscriber.traces ?? [])].map(({ id }) => id ?? ''),
    person: personOf(dependent.name, subscriber.name?.name?.id),
    isDependent: true,
    refusals: [
      ...around.refusals,
      ...refusalsOf('subscriber', subscriber.name?.refusals),
      ...refusalsOf('dependent', dependent.name?.refusals),
      ...benefitRefusals(dependent.benefits),
    ],
    dates: [...rangesOf(dependent.name?.dates), ...rangesOf(subscriber.name?.dates)],
    references: [...referencesOf(dependent.name?.references), ...referencesOf(subscriber.name?.references)],
    benefits: (dependent.benefits ?? []).map(benefitOf),
  }
}

const saysSomething = ({ name, benefits, dependents }: Subscriber): boolean =>
  (benefits ?? []).length > 0 || (name?.refusals ?? []).length > 0 || (dependents ?? []).length === 0

/** The answers in a transaction, one for each person it speaks of; null when it is no 271. */
export function answersOf(transaction: Transaction): Answer[] | null {
  const reading = readAs(guide271, transaction)
  if (reading === null) return null
  const reference = reading.beginning?.reference ?? null
  let place = -1
  const next = () => {
    place += 1
    return place
  }
  return (reading.sources ?? []).flatMap((source): Answer[] => {
    const payer = { name: source.name?.name?.lastName ?? '', id: source.name?.name?.id ?? null }
    const above = [...refusalsOf('source', source.refusals), ...refusalsOf('source', source.name?.refusals)]
    const receivers = source.receivers ?? []
    const people = receivers.flatMap((receiver) => {
      const around = {
        payer,
        reference,
        refusals: [...above, ...refusalsOf('receiver', receiver.name?.refusals)],
      }
      return (receiver.subscribers ?? []).flatMap((subscriber) => {
        const own = subscriberAnswer(subscriber, { ...around, place: next() })
        const dependents = (subscriber.dependents ?? []).map((dependent) =>
          dependentAnswer(dependent, subscriber, { ...around, place: next() }),
        )
        return saysSomething(subscriber) ? [own, ...dependents] : dependents
      })
    })
    const refusals = [...above, ...receivers.flatMap((receiver) => refusalsOf('receiver', receiver.name?.refusals))]
    const nobody: Answer = {
      payer,
      reference,
      traces: [],
      person: null,
      isDependent: false,
      place: -1,
      refusals,
      dates: [],
      references: [],
      benefits: [],
    }
    return people.length > 0 ? people : [nobody]
  })
}

/** Where in its file each person of a transaction stands: from its HL to the next one. */
export function personRanges(segments: readonly PlacedSegment[]): { from: number; until: number }[] {
  const ranges: { from: number; until: number }[] = []
  let open: { from: number; until: number } | null = null
  for (const { segment, from, until } of segments) {
    if (segment[0] === 'HL') {
      open = segment[3] === '22' || segment[3] === '23' ? { from, until } : null
      if (open) ranges.push(open)
    } else if (open && segment[0] !== 'SE') open.until = until
  }
  return ranges
}
