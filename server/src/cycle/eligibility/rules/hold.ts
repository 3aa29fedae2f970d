import type { PlainDate } from '@ballast/kernel'
import type { AskedCoverage, AskedPayer, Holder, HolderSign, Inquiry, Reading, Standing } from '../types/standing.ts'
import { type Answering, differences, mergeFacts } from './differences.ts'

const plain = (text: string | null): string => (text ?? '').toUpperCase().replace(/[^A-Z0-9]/g, '')

/** The practice's own payer that a sign names, by its id, else by its name. */
export const payerNamed = (
  sign: Pick<HolderSign, 'id' | 'name'>,
  payers: Iterable<AskedPayer>,
): AskedPayer | undefined => {
  const all = [...payers]
  return (
    all.find((payer) => sign.id !== null && plain(payer.ediId) === plain(sign.id)) ??
    all.find((payer) => plain(sign.name) !== '' && plain(payer.name) === plain(sign.name))
  )
}

export const nothingKnown = (coverage: AskedCoverage): Standing => ({
  coverageId: coverage.coverageId,
  patientId: coverage.patientId,
  checkedOn: null,
  checkedFor: null,
  isActive: null,
  planFrom: null,
  planUntil: null,
  holder: null,
  orderConfirmedOn: null,
  facts: {},
  answerId: null,
  changedOn: null,
  differences: [],
  version: 1,
})

/** What is held to be true after an answer, and whether a company that was not asked yet now has to be. */
export function hold(
  before: Standing | undefined,
  coverage: AskedCoverage,
  inquiry: Pick<Inquiry, 'payerId' | 'forOn'>,
  reading: Reading,
  around: {
    readonly payers: ReadonlyMap<string, AskedPayer>
    readonly answerId: string
    readonly today: PlainDate
    readonly spelling: string | null
  },
): { standing: Standing; told: readonly string[]; askHolder: AskedPayer | null } {
  const { payers, today } = around
  const known = before ?? nothingKnown(coverage)
  const isHolder = inquiry.payerId !== coverage.payer.id
  const named = reading.holder?.isSure ? payerNamed(reading.holder, payers.values()) : undefined
  const holder = isHolder ? (known.holder ?? heldBy(inquiry.payerId, payers)) : holderAfter(known, reading, named)
  const answering: Answering = isHolder
    ? 'holder'
    : holder === null || holder.payerId === coverage.payer.id
      ? 'alone'
      : 'card'
  const by = payers.get(inquiry.payerId)?.name ?? coverage.payer.name
  const said = around.spelling === null ? reading.said : { ...reading.said, payerSpelling: around.spelling }
  // Where the company that holds mental health says no, the yes of the plan on the card is worth nothing.
  const doubt = known.facts.doubt
  const isRefusedElsewhere = answering === 'card' && known.isActive === false && doubt !== undefined && doubt.by !== by
  const isActive = isRefusedElsewhere ? false : reading.isActive
  const next: Standing = {
    ...known,
    checkedOn: today,
    checkedFor: inquiry.forOn,
    isActive: isActive ?? (reading.contradictions.length > 0 ? null : known.isActive),
    planFrom: reading.planFrom ?? (isHolder ? known.planFrom : null),
    planUntil: reading.planUntil ?? (isHolder ? known.planUntil : null),
    holder,
    facts: mergeFacts(known.facts, { ...reading, said }, by, today, answering),
    answerId: around.answerId,
  }
  const told = differences(before ?? null, next)
  const isElsewhere = holder?.payerId != null && holder.payerId !== coverage.payer.id
  // Where the practice's terms name the holder, both were asked together.
  const wasAsked = [known.holder?.payerId, coverage.payer.carveOutPayerId].includes(holder?.payerId)
  const isNewHolder = isElsewhere && !isHolder && !wasAsked
  return {
    told,
    standing: {
      ...next,
      changedOn: told.length > 0 ? today : known.changedOn,
      differences: told.length > 0 ? told : known.differences,
    },
    askHolder: isNewHolder ? (payers.get(holder.payerId) ?? null) : null,
  }
}

const heldBy = (payerId: string, payers: ReadonlyMap<string, AskedPayer>): Holder | null => {
  const payer = payers.get(payerId)
  return payer ? { payerId, name: payer.name, id: payer.ediId, phone: null, signal: 'contract', by: 'payer' } : null
}

/** The card's plan about who holds mental health: a sure sign sets it, a plain "covered" by the plan itself ends it. */
function holderAfter(known: Standing, reading: Reading, named: AskedPayer | undefined): Holder | null {
  const sign = reading.holder
  if (sign?.isSure)
    return {
      payerId: named?.id ?? null,
      name: named?.name ?? sign.name,
      id: named?.ediId ?? sign.id,
      phone: sign.phone,
      signal: sign.signal,
      by: 'payer',
    }
  if (known.holder?.by === 'person') return known.holder
  const saysItself = reading.answersMentalHealth && reading.said.mentalHealth === 'covered' && sign === null
  if (saysItself || reading.isActive === false) return null
  return known.holder
}

/** What is held to be true when the payer asked does not find the person: no claim to it can be paid as things stand. */
export function holdNotFound(
  before: Standing | undefined,
  coverage: AskedCoverage,
  inquiry: Pick<Inquiry, 'forOn'>,
  says: { readonly words: string; readonly by: string; readonly today: PlainDate },
): Standing {
  const known = before ?? nothingKnown(coverage)
  const doubt = { value: says.words, from: 'payer' as const, by: says.by, on: says.today }
  return {
    ...known,
    checkedOn: says.today,
    checkedFor: inquiry.forOn,
    isActive: false,
    planFrom: null,
    planUntil: null,
    facts: { ...known.facts, doubt },
  }
}
