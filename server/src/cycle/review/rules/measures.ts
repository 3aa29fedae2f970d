// Four indicators that move before the money does, shown together. Each says how it is made; nothing to divide by reads as
// nothing.

export type CodingMonthFacts = {
  readonly month: string
  readonly decided: number
  readonly codingDenied: number
  readonly created: number
  readonly recoded: number
  readonly sessions: number
  readonly returned: number
  readonly medianLag: number | null
  readonly sent: number
}

export type CodingMeasure = {
  readonly id: string
  readonly title: string
  readonly value: number | null
  readonly unit: 'percent' | 'days'
  readonly numerator: number
  readonly denominator: number
  readonly of: 'claims'
  readonly formula: string
  readonly target: string
  readonly isMet: boolean | null
  readonly source: string
  readonly link: string
  readonly trend: readonly { readonly month: string; readonly value: number | null }[]
}

const percent = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part * 1000) / whole) / 10
const total = (months: readonly CodingMonthFacts[], pick: (month: CodingMonthFacts) => number): number =>
  months.reduce((sum, month) => sum + pick(month), 0)

/** The leading indicators of documentation and coding over the months given. */
export function codingMeasures(
  months: readonly CodingMonthFacts[],
  lag: { readonly median: number | null; readonly p90: number | null; readonly sent: number },
): CodingMeasure[] {
  const share = (
    part: (month: CodingMonthFacts) => number,
    whole: (month: CodingMonthFacts) => number,
  ): Pick<CodingMeasure, 'value' | 'numerator' | 'denominator' | 'trend'> => ({
    value: percent(total(months, part), total(months, whole)),
    numerator: total(months, part),
    denominator: total(months, whole),
    trend: months.map((month) => ({ month: month.month, value: percent(part(month), whole(month)) })),
  })
  const unit = 'percent' as const
  const of = 'claims' as const
  const ownTrend = {
    target: "the practice's own trend, downwards",
    isMet: null,
    source: 'no outside figure is graded well enough',
  }
  return [
    {
      id: 'coding-denials',
      title: 'Coding-related denials',
      unit,
      of,
      ...share(
        (month) => month.codingDenied,
        (month) => month.decided,
      ),
      formula:
        'Original claims denied for a modifier, place, add-on, time, units, bundling, code, level or diagnosis / original claims a payer has decided, by month of service.',
      ...ownTrend,
      link: '/measures/coding-denials',
    },
    {
      id: 'recoded',
      title: 'Claims recoded by hand before sending',
      unit,
      of,
      ...share(
        (month) => month.recoded,
        (month) => month.created,
      ),
      formula:
        'Claims whose code, modifier or diagnosis somebody changed before they first went, each once / claims drafted. Adding an authorization number does not count.',
      ...ownTrend,
      link: '/measures/recoded',
    },
    {
      id: 'lag',
      title: 'Service to submission, median',
      value: lag.median,
      unit: 'days',
      numerator: lag.sent,
      denominator: lag.sent,
      of,
      formula: `Days from the session to the file its first claim went in, the middle one of ${lag.sent.toLocaleString('en-US')} claims. Nine of ten went within ${lag.p90 ?? 0} days.`,
      target: '2 days or less',
      isMet: lag.median === null ? null : lag.median <= 2,
      source: 'vendor figure, graded weak',
      link: '/measures/lag',
      trend: months.map((month) => ({ month: month.month, value: month.medianLag })),
    },
    {
      id: 'returns',
      title: 'Notes returned, per 100 sessions',
      unit,
      of,
      ...share(
        (month) => month.returned,
        (month) => month.sessions,
      ),
      formula: 'Sessions whose note the office asked the clinician about at least once / sessions held.',
      ...ownTrend,
      link: '/measures/returns',
    },
  ]
}
