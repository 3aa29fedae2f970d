import { formatDecimal, type PlainDate } from '@ballast/kernel'
import { factWords } from '../tables/facts.ts'
import { psychiatryTypes, therapyTypes } from '../tables/service-types.ts'
import type { Answer, Benefit } from '../types/answer.ts'
import type { FactName, FactValue, Reading } from '../types/standing.ts'
import { holderSign, isMentalHealth, isPlanWide } from './carve-out.ts'

// From a plan's statements to what they come to. A statement is chosen by network, then by how narrowly it speaks, then by
// person before family; two equally good statements that differ are a contradiction, and neither is used. What is not said
// stays unsaid: an absent copay is not a copay of zero.

const yes = new Set(['1', '2', '3', '4', '5'])
const no = new Set(['6', '7', '8'])
const telehealthPlaces = ['02', '10']
const visits = new Set(['VS', 'P6', 'HS', 'DY'])
const yearly = new Set(['21', '22', '23', '25'])

type Network = 'in' | 'out'

const networkRank = (benefit: Benefit, network: Network): number | null => {
  const own = network === 'in' ? 'Y' : 'N'
  if (benefit.inNetwork === own) return 0
  if (benefit.inNetwork === 'W') return 1
  if (benefit.inNetwork === null) return 2
  return benefit.inNetwork === 'U' ? 3 : null
}
const levelRank = (benefit: Benefit): number =>
  benefit.coverage === 'IND' ? 0 : benefit.coverage === null ? 1 : benefit.coverage === 'FAM' ? 3 : 2

const isInOffice = ({ places }: Benefit): boolean => places.length === 0 || places.includes('11')
const isByVideo = ({ places }: Benefit): boolean => places.some((place) => telehealthPlaces.includes(place))

/** The statements that speak best among these, and what they say: one value, none, or several that differ. */
function best<T extends FactValue>(
  rows: readonly Benefit[],
  types: readonly string[],
  network: Network,
  value: (row: Benefit) => T | null,
): T[] {
  const ranked = rows.flatMap((row) => {
    const said = value(row)
    const net = networkRank(row, network)
    const narrow = types.findIndex((type) => row.serviceTypes.includes(type))
    const type = narrow >= 0 ? narrow : isPlanWide(row) && types.includes('30') ? types.length : -1
    return said === null || net === null || type < 0 ? [] : [{ said, rank: type * 100 + net * 10 + levelRank(row) }]
  })
  const lowest = Math.min(...ranked.map(({ rank }) => rank))
  return [...new Set(ranked.filter(({ rank }) => rank === lowest).map(({ said }) => said))]
}

const has = (information: string) => (row: Benefit) => row.information === information

/** The reading of an answer that cannot be used. */
export const nothingSaid: Reading = {
  isActive: null,
  planFrom: null,
  planUntil: null,
  said: {},
  holder: null,
  contradictions: [],
  answersMentalHealth: false,
}

/** What an answer comes to. */
export function readBenefits(answer: Answer, network: Network = 'in'): Reading {
  const { benefits } = answer
  const said: Partial<Record<FactName, FactValue>> = {}
  const contradictions: string[] = []
  const put = (name: FactName, values: readonly FactValue[]): void => {
    const [value] = values
    if (values.length === 1 && value !== undefined) said[name] = value
    if (values.length < 2) return
    const both = values.map((each) => wordsOf(name, each)).join(' and ')
    const twin = `${factWords[name.replace('psychiatry', 'therapy') as FactName].title} is said to be ${both}.`
    if (!contradictions.includes(twin)) contradictions.push(`${factWords[name].title} is said to be ${both}.`)
  }
  const inOffice = benefits.filter(isInOffice)
  const copays = inOffice.filter((row) => row.information === 'B' && (row.period === null || row.period === '27'))
  const shares = inOffice.filter(has('A'))
  for (const [family, types] of [
    ['therapy', therapyTypes],
    ['psychiatry', psychiatryTypes],
  ] as const) {
    put(
      `copay.${family}`,
      best(copays, types, network, (row) => row.amount),
    )
    put(
      `coinsurance.${family}`,
      best(shares, types, network, (row) => row.percent),
    )
    const about = benefits.filter((row) => row.needsAuthorization !== null && isInOffice(row))
    const needs = best(about, types, network, (row) => row.needsAuthorization)
    const word = needs.includes('Y') ? 'required' : needs.includes('N') ? 'not required' : 'unknown'
    if (needs.length > 0) said[`authorization.${family}`] = word
  }
  put(
    'copay.telehealth',
    best(
      benefits.filter((row) => row.information === 'B' && isByVideo(row)),
      therapyTypes,
      network,
      (row) => row.amount,
    ),
  )

  const money = [...therapyTypes, '30']
  const isLeft = (row: Benefit) => row.period === '29'
  const isTotal = (row: Benefit) => row.period === null || yearly.has(row.period)
  for (const [name, code] of [
    ['deductible', 'C'],
    ['outOfPocket', 'G'],
  ] as const) {
    const rows = inOffice.filter(has(code))
    put(
      `${name}.total`,
      best(rows.filter(isTotal), money, network, (row) => row.amount),
    )
    put(
      `${name}.left`,
      best(rows.filter(isLeft), money, network, (row) => row.amount),
    )
  }
  readLimits(benefits.filter(isMentalHealth), network, put)

  const status = readStatus(benefits)
  if (status.contradiction) contradictions.push(status.contradiction)
  const plan =
    benefits.find((row) => yes.has(row.information) && isPlanWide(row) && row.plan) ?? benefits.find((row) => row.plan)
  if (plan?.plan) said.plan = plan.plan
  const group = [...answer.references, ...benefits.flatMap((row) => row.references)].find(
    (row) => row.qualifier === '6P',
  )
  if (group) said.group = group.value
  const kind = benefits.find((row) => yes.has(row.information) && row.insuranceType !== null)?.insuranceType
  if (kind) said.insuranceType = kind

  const video = readTelehealth(benefits)
  if (video) said.telehealth = video
  if (benefits.some((row) => row.information === '4') || (kind === 'HM' && benefits.some(has('L'))))
    said.referral = 'required'
  const others = benefits.filter(has('R')).flatMap((row) => row.others.map((party) => party.name || (party.id ?? '')))
  if (others.length > 0) said.otherPayers = [...new Set(others)].filter((name) => name !== '').join(', ')
  const spendDown = benefits.find((row) => row.information === 'Y' && row.amount !== null)?.amount
  if (spendDown !== undefined && spendDown !== null) said.spendDown = spendDown

  if (status.doubt) said.doubt = status.doubt
  const mind = mentalHealthStanding(benefits)
  said.mentalHealth = mind
  const { from, until } = readDates(answer)
  return {
    isActive: status.isActive,
    planFrom: from,
    planUntil: until,
    said,
    holder: holderSign(answer),
    contradictions,
    answersMentalHealth: mind !== 'not said',
  }
}

/** A fact's value as a person reads it. */
export function wordsOf(name: FactName, value: FactValue): string {
  const { unit } = factWords[name]
  if (unit === 'cents' && typeof value === 'number') return `$${formatDecimal(value as never)}`
  if (unit === 'percent' && typeof value === 'number') return `${value / 100} %`
  if (unit === 'yes_no') return value === true ? 'yes' : 'no'
  return String(value).replaceAll('_', ' ')
}

function readStatus(benefits: readonly Benefit[]): {
  isActive: boolean | null
  doubt: string | null
  contradiction: string | null
} {
  const rows = benefits.filter((row) => yes.has(row.information) || no.has(row.information))
  const wide = rows.filter(isPlanWide)
  const speaking = wide.length > 0 ? wide : rows.filter(isMentalHealth)
  const isYes = speaking.some((row) => yes.has(row.information))
  const isNo = speaking.some((row) => no.has(row.information) && !speaking.some((other) => isOtherPlan(row, other)))
  if (isYes && isNo)
    return { isActive: null, doubt: null, contradiction: 'The coverage is said to be active and not active.' }
  const pending = speaking.some((row) => row.information === '5')
  const capitated = speaking.some((row) => row.information === '3' || row.information === '4')
  return {
    isActive: isYes ? true : isNo ? false : null,
    doubt: pending ? 'active, but under investigation' : capitated ? 'active, with services paid per head' : null,
    contradiction: null,
  }
}

/** An old plan may stand as ended beside the one that is active now. */
const isOtherPlan = (ended: Benefit, other: Benefit): boolean =>
  yes.has(other.information) && ended.plan !== null && other.plan !== null && ended.plan !== other.plan

function mentalHealthStanding(benefits: readonly Benefit[]): 'covered' | 'not covered' | 'not said' {
  const rows = benefits.filter(isMentalHealth)
  if (rows.some((row) => row.information === 'I' || row.information === 'E')) return 'not covered'
  if (rows.some((row) => no.has(row.information)) && !rows.some((row) => yes.has(row.information))) return 'not covered'
  const speaks = rows.some((row) => row.information !== 'V' && row.information !== 'U' && row.information !== 'P')
  return speaks ? 'covered' : 'not said'
}

function readLimits(
  rows: readonly Benefit[],
  network: Network,
  put: (name: FactName, values: readonly FactValue[]) => void,
) {
  const limits = rows.filter((row) => row.information === 'F' && isInOffice(row))
  const counts = limits.filter((row) => row.quantityQualifier !== null && visits.has(row.quantityQualifier))
  const patterns = (
    row: Benefit,
    test: (periodQualifier: string | null, unit: string | null) => boolean,
  ): number | null =>
    row.patterns.find((each) => each.quantityQualifier === 'VS' && test(each.periodQualifier, each.unit))?.quantity ??
    null
  const types = [...therapyTypes]
  // What is left says nothing of the period it is left of; only the limit itself does.
  const period = (row: Benefit): string | null => {
    if (row.period === '26') return 'episode'
    if (row.period === '32' || row.period === '33') return 'lifetime'
    return row.period !== null && yearly.has(row.period) ? 'benefit_year' : null
  }
  const isWhole = (row: Benefit) =>
    row.period !== null && (yearly.has(row.period) || row.period === '26' || row.period === '32')
  const whole = best(counts.filter(isWhole), types, network, (row) => row.quantity)
  const wholeByPattern = best(limits, types, network, (row) =>
    patterns(row, (each) => each !== null && yearly.has(each)),
  )
  put('limit.visits', whole.length > 0 ? whole : wholeByPattern)
  const left = best(
    counts.filter((row) => row.period === '29' || row.period === '33'),
    types,
    network,
    (row) => row.quantity,
  )
  const leftByPattern = best(limits, types, network, (row) => patterns(row, (each) => each === '29'))
  const used = best(
    limits.filter((row) => row.quantityQualifier === '99' || (row.period === '24' && row.quantityQualifier === 'VS')),
    types,
    network,
    (row) => row.quantity,
  )
  const [limit] = whole
  const [taken] = used
  if (left.length > 0) put('limit.left', left)
  else if (leftByPattern.length > 0) put('limit.left', leftByPattern)
  else if (limit !== undefined && taken !== undefined) put('limit.left', [Math.max(0, limit - taken)])
  if (counts.length > 0) put('limit.period', best(counts, types, network, period))
  put(
    'limit.weekly',
    best(limits, types, network, (row) => patterns(row, (_, unit) => unit === 'WK')),
  )
  if (rows.some((row) => row.information === 'H')) put('limit.none', [true])
}

function readTelehealth(benefits: readonly Benefit[]): string | null {
  const rows = benefits.filter(
    (row) => isByVideo(row) || row.messages.some((text) => /tele-?(health|medicine|visit)|virtual/i.test(text)),
  )
  if (rows.length === 0) return null
  const text = rows.flatMap((row) => row.messages).find((each) => each !== '')
  const isOut = rows.some((row) => row.information === 'I' || row.information === 'E')
  return [isOut ? 'not covered' : 'covered', ...(text ? [text.slice(0, 200)] : [])].join(': ')
}

const begins = new Set(['346', '356', '348'])
const ends = new Set(['347', '357', '349'])
const spans = new Set(['291', '307', '292'])

function readDates(answer: Answer): { from: PlainDate | null; until: PlainDate | null } {
  const own = [
    ...answer.dates,
    ...answer.benefits
      .filter((row) => (yes.has(row.information) || no.has(row.information)) && isPlanWide(row))
      .flatMap((row) => row.dates),
  ]
  const span = own.find((row) => spans.has(row.qualifier) && row.until !== null)
  return {
    from: own.find((row) => begins.has(row.qualifier))?.from ?? span?.from ?? null,
    until: own.find((row) => ends.has(row.qualifier))?.from ?? span?.until ?? null,
  }
}
