import { defaultsCite, defaultsVerified, paramDefaults } from '../tables/param-defaults.ts'
import { planTypes } from '../tables/plan-types.ts'
import type { CodeInput, PayerParams } from '../types.ts'
import { rowOn } from './lookups.ts'

// A payer's terms come from whoever knows best: the practice's own contract, then what was learned of the payer, then what
// is published for its kind, then a default nobody has confirmed. This is the only place that decides between them.

export type ParamName = keyof typeof paramDefaults
type Known<K extends ParamName> = NonNullable<PayerParams[K]>

export type Spoken<T> = {
  readonly value: T
  readonly row: 'practice' | 'payer' | 'plan type' | 'default'
  readonly cite: string
  readonly verified: 'V' | 'P' | 'U'
}

export type PayerFacts = Pick<CodeInput, 'payer' | 'practice' | 'on'>

/** What a parameter is for this payer on this day, and which row said so. */
export function paramsFor<K extends ParamName>({ payer, practice, on }: PayerFacts, name: K): Spoken<Known<K>> {
  const ours = practice?.params?.[name]
  if (ours !== null && ours !== undefined)
    return { value: ours as Known<K>, row: 'practice', cite: 'ARTICLE', verified: 'V' }
  const theirs = payer.params?.[name]
  if (theirs !== null && theirs !== undefined)
    return { value: theirs as Known<K>, row: 'payer', cite: 'ARTICLE', verified: 'V' }
  const plan = rowOn(planTypes, on, (row) => row.kind === payer.kind && row.params[name] !== undefined)
  if (plan !== null)
    return { value: plan.params[name] as Known<K>, row: 'plan type', cite: plan.cite, verified: plan.verified }
  return { value: paramDefaults[name] as Known<K>, row: 'default', cite: defaultsCite, verified: defaultsVerified }
}

/** "default, unverified: confirm", or the row that spoke. */
export const origin = (spoken: Spoken<unknown>): string =>
  spoken.row === 'default' || spoken.row === 'plan type'
    ? `${spoken.row}${spoken.verified === 'U' ? ', unverified: confirm' : ''}`
    : `${spoken.row}'s own terms`

export type Telehealth = {
  readonly place: Spoken<string>
  readonly modifier: Spoken<'none' | '95' | 'GT' | '93' | 'FQ' | 'not_paid'>
}

/** Where a visit at a distance took place for this payer, and the modifier it wants. */
export const telehealthFor = (
  facts: PayerFacts & { readonly modality: 'video' | 'audio'; readonly patientAt: CodeInput['patientAt'] },
): Telehealth => ({
  place: paramsFor(facts, facts.patientAt === 'home' ? 'pos_home' : 'pos_other'),
  modifier: facts.modality === 'video' ? paramsFor(facts, 'av_modifier') : paramsFor(facts, 'audio_modifier'),
})
