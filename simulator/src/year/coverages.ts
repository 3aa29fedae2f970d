import {
  addDays,
  addMonths,
  ageOn,
  type Cents,
  daysBetween,
  earliest,
  latest,
  type PlainDate,
  zero,
} from '@ballast/kernel'
import { type Random, random } from '../random.ts'
import type { Payer } from '../world/payer-file.ts'
import { textOfShape } from '../world/shape.ts'
import { adult, senior } from './names.ts'
import type { Planner } from './planner.ts'
import type { Coverage, CoverageEntry, CoveragePlan, Patient, WorldConfig } from './types.ts'

// The card in a patient's wallet names a medical plan; the mental health benefit may sit with another company. Whoever
// types the card at check-in makes, or does not make, most of the denials that arrive two months later.

type Kept = { readonly on: PlainDate; readonly id: string }

const benefitHolder = (config: WorldConfig, cardPayer: Payer): Payer =>
  config.payers.find(({ id }) => id === cardPayer.published.carvesOutTo) ?? cardPayer

function coverageAt(own: Random, patient: Patient, card: Payer, holder: Payer, id: string, from: PlainDate): Coverage {
  const isChild = patient.birth > '2008-01-01' && holder.published.kind === 'commercial'
  const subscriber = isChild ? { ...adult(own), lastName: patient.lastName } : patient
  const { copay, coinsurancePercent, deductible } = holder.published.cost
  const drawn = <T>(from: readonly T[], otherwise: T): T => (from.length > 0 ? own.pick(from) : otherwise)
  return {
    id,
    patientId: patient.id,
    payerId: holder.id,
    planName: card.published.name,
    memberId: textOfShape(own, holder.published.memberIdShape) ?? '',
    groupNumber: `G${own.between(10_000, 99_999)}`,
    relationship: isChild ? 'child' : 'self',
    subscriber: {
      firstName: subscriber.firstName,
      lastName: subscriber.lastName,
      birth: subscriber.birth,
      sex: subscriber.sex,
    },
    from,
    until: null,
    copay: drawn<Cents>(copay, zero),
    coinsurancePercent: drawn(coinsurancePercent, 0),
    deductible: drawn<Cents>(deductible, zero),
    referral: holder.published.wantsReferral ? `R${patient.id.slice(1)}${id.at(-1)}` : null,
  }
}

const malformed = (memberId: string) => memberId.slice(0, -1)
function transposed(memberId: string): string {
  for (let i = memberId.length - 2; i > 0; i--) {
    const [a = '', b = ''] = [memberId[i], memberId[i + 1]]
    if (a !== b && /\d/.test(a) && /\d/.test(b)) return memberId.slice(0, i) + b + a + memberId.slice(i + 2)
  }
  return malformed(memberId)
}

/** One patient's coverages, in truth and as entered, with the mistakes that were made on the way. */
export function coveragesFor(
  seed: number,
  config: WorldConfig,
  planner: Planner,
  patient: Patient,
  kept: readonly Kept[],
): { coverages: Coverage[]; plans: CoveragePlan[] } {
  const card = config.payers.find(({ id }) => id === patient.card)
  const first = kept[0]
  if (!card || !first) return { coverages: [], plans: [] }
  const own = random(seed, 'coverage', patient.id)
  const holder = benefitHolder(config, card)
  const number = patient.id.slice(1)
  const from = addMonths(patient.startedOn, -own.between(2, 30))
  const enteredOn = latest([patient.startedOn, config.practice.startsOn]) ?? first.on
  const started = earliest([enteredOn, first.on]) ?? first.on
  let coverage = coverageAt(own, patient, card, holder, `C${number}-1`, from)
  const right = (of: Coverage, on: PlainDate): CoverageEntry => ({
    coverage: of,
    enteredOn: on,
    payerId: of.payerId,
    memberId: of.memberId,
    birth: patient.birth,
    until: of.until,
  })
  const where = { payerId: holder.id, position: patient.clinician.position, on: first.on, patientId: patient.id }
  const sessionIds = (since: PlainDate) => kept.filter(({ on }) => on >= since).map(({ id }) => id)

  // An assistance program pays its few sessions; then the family's own plan takes over, if somebody says so.
  const limit = holder.published.sessionLimit?.per === 'episode' ? holder.published.sessionLimit.limit : null
  const next = config.payers.find(
    ({ id, published }) => published.kind === 'commercial' && published.carvesOutTo === null && id !== holder.id &&
      !config.payers.some((other) => other.published.carvesOutTo === id),
  ) // biome-ignore format: one question
  const days = [...new Set(kept.map(({ on }) => on))]
  const until = limit === null ? undefined : days[limit - 1]
  if (until !== undefined && next && days.length > (limit ?? 0)) {
    const overrun = planner.hits('eap_overrun', where)
    const later = coverageAt(own, patient, next, next, `C${number}-2`, addDays(until, 1))
    if (overrun) {
      planner.plant('eap_overrun', {
        ...where,
        on: until,
        coverageId: coverage.id,
        sessionIds: sessionIds(addDays(until, 1)),
      })
      const entry = right(coverage, started)
      return {
        coverages: [coverage, later],
        plans: [
          { first: entry, corrected: { ...entry, until }, afterLearning: null },
          { first: right(later, until), corrected: null, afterLearning: coverage.id },
        ],
      }
    }
    const closed: Coverage = { ...coverage, until }
    return {
      coverages: [closed, later],
      plans: [
        { first: right(closed, started), corrected: null, afterLearning: null },
        { first: right(later, until), corrected: null, afterLearning: null },
      ],
    }
  }

  // Whoever comes often enough for a plan to change on the way; in a short run fewer visits must do.
  if (next && kept.length > Math.min(12, config.months * 3) && planner.hits('coverage_ended', where)) {
    const middle = kept[Math.floor(kept.length / 2)] ?? first
    const until = addDays(middle.on, -1)
    const later = coverageAt(own, patient, next, next, `C${number}-2`, middle.on)
    coverage = { ...coverage, until }
    planner.plant('coverage_ended', {
      ...where,
      on: middle.on,
      coverageId: coverage.id,
      sessionIds: sessionIds(middle.on),
    })
    const entry = { ...right(coverage, started), until: null }
    return {
      coverages: [coverage, later],
      plans: [
        { first: entry, corrected: { ...entry, until }, afterLearning: null },
        { first: right(later, middle.on), corrected: null, afterLearning: coverage.id },
      ],
    }
  }

  const entry = right(coverage, started)
  const planted = { ...where, coverageId: coverage.id, sessionIds: sessionIds(first.on) }
  const wrong = (): CoverageEntry | null => {
    if (card.id !== holder.id && planner.hits('carve_out_missed', where)) {
      planner.plant('carve_out_missed', planted)
      return { ...entry, payerId: card.id }
    }
    if (planner.hits('member_id_malformed', where)) {
      planner.plant('member_id_malformed', planted)
      return { ...entry, memberId: malformed(entry.memberId) }
    }
    if (planner.hits('member_id_transposed', where)) {
      planner.plant('member_id_transposed', planted)
      return { ...entry, memberId: transposed(entry.memberId) }
    }
    if (planner.hits('birth_date_wrong', where)) {
      planner.plant('birth_date_wrong', planted)
      return { ...entry, birth: addDays(entry.birth, daysBetween(entry.birth, first.on) > 6000 ? 9 : -9) }
    }
    if (planner.hits('zip_missing', where)) {
      planner.plant('zip_missing', planted)
      return { ...entry, isWithoutZip: true }
    }
    if (coverage.referral !== null && planner.hits('referral_missing', where)) {
      planner.plant('referral_missing', planted)
      return { ...entry, isWithoutReferral: true }
    }
    if (planner.hits('benefits_not_assigned', where)) {
      planner.plant('benefits_not_assigned', planted)
      return { ...entry, isUnassigned: true }
    }
    const { relationship, subscriber } = coverage
    if (relationship === 'child' && planner.hits('relationship_wrong', where)) {
      planner.plant('relationship_wrong', planted)
      return { ...entry, as: { relationship: 'self', subscriber } }
    }
    if (relationship === 'self' && ageOn(patient.birth, first.on) >= 26 && planner.hits('child_over_26', where)) {
      planner.plant('child_over_26', planted)
      const parent = { ...senior(random(seed, 'parent', patient.id)), lastName: patient.lastName }
      return { ...entry, as: { relationship: 'child', subscriber: parent } }
    }
    return null
  }
  const mistaken = wrong()
  const second = mistaken ? null : secondPlan(seed, config, patient, coverage, right(coverage, started))
  if (second) return second(planner, planted)
  return {
    coverages: [coverage],
    plans: [{ first: mistaken ?? entry, corrected: mistaken ? entry : null, afterLearning: null }],
  }
}

type Made = { readonly coverages: Coverage[]; readonly plans: CoveragePlan[] }
type Planted = Parameters<Planner['plant']>[1] & { readonly coverageId: string }

/** Some have a second plan, which pays what the first leaves; with it come mistakes of its own. Null for all others. */
function secondPlan(
  seed: number,
  config: WorldConfig,
  patient: Patient,
  first: Coverage,
  entry: CoverageEntry,
): ((planner: Planner, planted: Planted) => Made) | null {
  const own = random(seed, 'second plan', patient.id)
  const firstKind = config.payers.find(({ id }) => id === first.payerId)?.published.kind
  if (firstKind === 'eap' || !own.chance(config.practice.secondPlans)) return null
  const plain = config.payers.filter(
    ({ id, published: { kind, carvesOutTo, authorization, sessionLimit } }) =>
      (kind === 'commercial' || kind === 'medicaid') && id !== first.payerId && carvesOutTo === null &&
      authorization === null && sessionLimit === null && !config.payers.some((other) => other.published.carvesOutTo === id),
  ) // biome-ignore format: one question
  if (plain.length === 0) return null
  const payer = own.pick(plain)
  const later: Coverage = {
    ...coverageAt(own, patient, payer, payer, `${first.id.slice(0, -1)}2`, first.from),
    copay: zero,
    deductible: zero,
    isSecond: true,
  }
  const laterEntry: CoverageEntry = {
    ...entry,
    coverage: later,
    payerId: payer.id,
    memberId: later.memberId,
    isSecond: true,
  }
  // Whoever is asked about their plans knows them as long as they have had them.
  const known = (of: CoverageEntry): CoverageEntry => ({ ...of, enteredOn: first.from })
  const right: CoveragePlan = { first: entry, corrected: null, afterLearning: null }
  return (planner, planted) => {
    if (planner.hits('plans_swapped', planted)) {
      planner.plant('plans_swapped', planted)
      return {
        coverages: [first, later],
        plans: [
          { first: { ...entry, isSecond: true }, corrected: known(entry), afterLearning: null },
          { first: { ...laterEntry, isSecond: false }, corrected: null, afterLearning: null },
          { first: laterEntry, corrected: null, afterLearning: first.id },
        ],
      }
    }
    if (planner.hits('first_plan_missing', planted)) {
      planner.plant('first_plan_missing', { ...planted, payerId: payer.id, coverageId: later.id })
      return {
        coverages: [first, later],
        plans: [
          { first: laterEntry, corrected: known(laterEntry), afterLearning: null },
          { ...right, afterLearning: later.id },
        ],
      }
    }
    const passesOn = planner.hits('claim_passed_on', planted)
    if (passesOn) planner.plant('claim_passed_on', planted)
    const decided: Coverage = passesOn ? { ...first, passesOn: true } : first
    return {
      coverages: [decided, later],
      plans: [
        { ...right, first: { ...entry, coverage: decided } },
        { first: laterEntry, corrected: null, afterLearning: null },
      ],
    }
  }
}

/** The plan that pays first on a day. */
export const coverageOn = (coverages: readonly Coverage[], on: PlainDate): Coverage | null =>
  coverages.find(({ from, until, isSecond }) => !isSecond && from <= on && (until === null || on <= until)) ?? null
