import type { PlacedSegment } from '@ballast/x12'
import {
  countWords,
  dateWords,
  informationWords,
  partyWords,
  periodWords,
  serviceWords,
} from '../tables/benefit-words.ts'
import { refusalRoutes } from '../tables/refusal-routes.ts'

type Explained = { readonly text: string; readonly words: string }

const named = (words: Readonly<Record<string, string>>, code: string | undefined): string =>
  code ? (words[code] ?? `code ${code}`) : ''

const dayWords = (value: string): string =>
  value.replace(/(\d{4})(\d{2})(\d{2})/g, '$1-$2-$3').replace(/(\d{2})-(\d{4})/, '$1 to $2')

function benefitWords(eb: readonly string[]): string {
  const [, information, level, services, , plan, period, amount, percent, counted, count, authorization, network] = eb
  const about = (services ?? '').split('^').filter((code) => code !== '')
  const whom = { IND: 'per person', FAM: 'per family' }[level ?? '']
  return [
    `For ${about.length === 0 ? 'the plan as a whole' : about.map((code) => named(serviceWords, code)).join(', ')} it ${named(informationWords, information)}`,
    whom,
    plan && `plan ${plan}`,
    amount && `$${amount}`,
    percent && `${Math.round(Number(percent) * 1000) / 10} %`,
    count && `${count} ${named(countWords, counted)}`,
    period && (period === '29' ? 'left' : `per ${named(periodWords, period)}`),
    authorization &&
      { Y: 'authorization needed', N: 'no authorization needed', U: 'authorization not known' }[authorization],
    network && { Y: 'in network', N: 'out of network', W: 'in and out of network', U: 'network not known' }[network],
  ]
    .filter(Boolean)
    .join(', ')
}

function wordsOf(segment: readonly string[]): string {
  const at = (i: number): string => segment[i] ?? ''
  switch (segment[0]) {
    case 'EB':
      return `${benefitWords(segment)}.`
    case 'AAA':
      return `Turned away: ${refusalRoutes[at(3)]?.says ?? `code ${at(3)}`}.`
    case 'NM1':
      return `${named(partyWords, at(1))}: ${[at(4), at(3)].filter((part) => part !== '').join(' ')} ${at(9)}`.trim()
    case 'DTP':
      return `${named(dateWords, at(1))}: ${dayWords(at(3))}`
    case 'DMG':
      return `born ${dayWords(at(2))}`
    case 'MSG':
      return `The plan writes: ${at(1)}`
    case 'HSD':
      return `${at(2)} ${named(countWords, at(1))} ${at(3) === 'WK' ? 'a week' : named(periodWords, at(5))}`.trim()
    case 'III':
      return at(1) === 'ZZ' ? `at place of service ${at(2)}` : ''
    case 'PER':
      return `call ${at(4)}`
    case 'REF':
      return `number ${at(2)}`
    case 'TRN':
      return `answers our question ${at(2)}`
    default:
      return ''
  }
}

/** A part of an answer as it came, segment by segment, each with what it means. */
export const explainSegments = (
  segments: readonly PlacedSegment[],
  part: { readonly from: number; readonly until: number },
): Explained[] =>
  segments
    .filter((placed) => placed.from >= part.from && placed.until <= part.until)
    .map(({ segment }) => ({ text: segment.join('*'), words: wordsOf(segment) }))
