import { mentalHealthTypes, planTypes } from '../tables/service-types.ts'
import type { Answer, Benefit, NamedParty } from '../types/answer.ts'
import type { HolderSign, Standing } from '../types/standing.ts'

// Many medical plans hand mental health to another company, and the plan on the card then owes nothing for it. The lawful
// sign is an active benefit with that company named beside it (RFI1440); many payers misuse U for the same; the rest are
// hints that a person has to follow.

const planLike = new Set(['PR', 'VN', '2B', 'Y2'])
const active = new Set(['1', '2', '5'])
const capitated = new Set(['3', '4'])

export const isMentalHealth = (benefit: Benefit): boolean =>
  benefit.serviceTypes.some((type) => (mentalHealthTypes as readonly string[]).includes(type))
export const isPlanWide = (benefit: Benefit): boolean =>
  benefit.serviceTypes.length === 0 ||
  benefit.serviceTypes.some((type) => (planTypes as readonly string[]).includes(type))

const plain = (text: string | null): string => (text ?? '').toUpperCase().replace(/[^A-Z0-9]/g, '')

/** A company named beside a benefit that is not the one that answers. */
function elsewhere(answer: Answer, benefit: Benefit, entities = planLike): NamedParty | undefined {
  return benefit.others.find(
    (party) =>
      entities.has(party.entity) &&
      (party.name !== '' || party.id !== null) &&
      !(party.id !== null && answer.payer.id !== null && plain(party.id) === plain(answer.payer.id)) &&
      !(plain(party.name) !== '' && plain(party.name) === plain(answer.payer.name)),
  )
}

// Names of companies that manage mental health for others, as they stand in free text: default, unverified: confirm.
// biome-ignore format: a list
const vendors = [
  'Optum', 'United Behavioral', 'UBH', 'Carelon', 'Beacon', 'Magellan', 'Evernorth', 'Lucet', 'Quartet', 'ComPsych',
] as const
const aboutMentalHealth = /behavioral|behavioural|mental health|substance|psych/i
const aboutElsewhere = /administered|managed|carved|contact|call/i

const vendorIn = (text: string): string | undefined =>
  vendors.find((name) => new RegExp(`\\b${name}\\b`, 'i').test(text))

function namedInText(benefit: Benefit): string | null {
  for (const text of benefit.messages) {
    const vendor = vendorIn(text)
    if (vendor) return vendor
    if (aboutMentalHealth.test(text) && aboutElsewhere.test(text)) return ''
  }
  return null
}

const sign = (party: NamedParty, signal: string, words: string, isSure: boolean): HolderSign => ({
  name: party.name || (party.id ?? ''),
  id: party.id,
  phone: party.phone,
  signal,
  words,
  isSure,
})

/** The strongest sign that another company holds the mental health benefit; null when there is none. */
export function holderSign(answer: Answer): HolderSign | null {
  const { benefits } = answer
  const aboutMind = benefits.filter(isMentalHealth)
  const first = <T>(rows: readonly Benefit[], find: (row: Benefit) => T | null | undefined): T | null => {
    for (const row of rows) {
      const found = find(row)
      if (found) return found
    }
    return null
  }
  const isPlanActive = benefits.some((row) => isPlanWide(row) && active.has(row.information))
  const someone = { entity: '', id: null, phone: null }
  return (
    first(aboutMind, (row) => {
      const party = active.has(row.information) ? elsewhere(answer, row) : undefined
      return (
        party && sign(party, '1', `The plan is active and names ${party.name || party.id} for mental health.`, true)
      )
    }) ??
    first(aboutMind, (row) => {
      const party =
        row.information === 'U' ? elsewhere(answer, row, new Set([...planLike, 'X3', 'PRP', 'SEP'])) : undefined
      return party && sign(party, '2', `The plan says to ask ${party.name || party.id} about mental health.`, true)
    }) ??
    first(benefits, (row) => {
      const party = row.information === 'MC' ? elsewhere(answer, row, new Set([...planLike, '13', 'GP'])) : undefined
      return party && sign(party, '5', `${party.name || party.id} manages this Medicaid coverage.`, true)
    }) ??
    first(aboutMind, (row) => {
      const party = capitated.has(row.information)
        ? elsewhere(answer, row, new Set([...planLike, '13', 'GP']))
        : undefined
      return party && sign(party, '7', `${party.name || party.id} carries the risk for mental health.`, false)
    }) ??
    first(aboutMind, (row) => {
      if (!isPlanActive || (row.information !== 'I' && row.information !== 'E')) return null
      const name = namedInText(row) ?? ''
      return sign({ ...someone, name }, '3', 'The plan is active but says mental health is not covered by it.', false)
    }) ??
    first(benefits, (row) => {
      const name = isMentalHealth(row) || isPlanWide(row) ? namedInText(row) : null
      if (name === null) return null
      const text = row.messages.join(' ').slice(0, 200)
      return sign({ ...someone, name }, '8', `The plan writes: "${text}"`, false)
    }) ??
    (isPlanActive && aboutMind.length === 0 && vendorIn(answer.payer.name) !== undefined
      ? sign({ ...someone, name: '' }, genericOfManager, managerWords(answer.payer.name, benefits), false)
      : null)
  )
}

/** Nobody else is named: the one who answers manages mental health for others, and may know of nothing else. */
export const genericOfManager = '10'

const managerWords = (manager: string, benefits: readonly Benefit[]): string => {
  const plan = benefits.find((row) => isPlanWide(row) && row.plan)?.plan
  const named = plan ? `the plan "${plan}" is active` : 'a plan is active'
  return `${manager} manages mental health for other plans and says no more than that ${named}: it may speak of mental health alone.`
}

/** The sign that a denied claim left: its payer said that another one is responsible, and nobody has said since who is. */
export function deniedSign({ facts: { deniedElsewhere: fact } }: Pick<Standing, 'facts'>): HolderSign | null {
  if (!fact) return null
  const words = `${fact.by} denied a visit as another payer’s to pay: ${fact.value}.`
  return { name: '', id: null, phone: null, signal: '9', words, isSure: false }
}
