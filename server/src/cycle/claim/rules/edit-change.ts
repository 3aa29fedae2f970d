import { type PlainDate, parseDate } from '@ballast/kernel'
import { defaultParams } from '../tables/edit-params.ts'
import { edits } from './index.ts'

type Proposed = {
  readonly kind: 'severity' | 'practice' | 'payer'
  readonly rule?: string | undefined
  readonly payerId?: string | undefined
  readonly name?: string | undefined
  readonly value: unknown
  readonly source: string
  readonly from?: string | undefined
  readonly until?: string | undefined
}

/** Parameters an edit may be told differently, with what we assume of each. */
export const changeable: Readonly<Record<string, unknown>> = defaultParams

/** What is wrong with a proposed change; null when it can be tried. */
export function changeFlaw(proposed: Proposed, today: PlainDate): string | null {
  if (proposed.source.trim().length < 5)
    return 'Say where it comes from: a bulletin, a call with its reference, a contract.'
  const from = proposed.from === undefined ? today : parseDate(proposed.from)
  if (from === null) return `${proposed.from} is no day.`
  const until = proposed.until === undefined ? null : parseDate(proposed.until)
  if (proposed.until !== undefined && until === null) return `${proposed.until} is no day.`
  if (until !== null && until < from) return 'It would end before it begins.'
  if (proposed.kind === 'severity') {
    if (!edits.some(({ id }) => id === proposed.rule)) return `There is no edit ${proposed.rule ?? ''}.`
    return ['stop', 'warn', 'info'].includes(String(proposed.value)) ? null : 'A severity is stop, warn or info.'
  }
  if (proposed.kind === 'payer' && proposed.payerId === undefined) return 'Name the payer.'
  if (proposed.name === undefined || !(proposed.name in changeable))
    return `There is no parameter ${proposed.name ?? ''}.`
  const usual = changeable[proposed.name]
  const isLike = usual === null || typeof usual === 'object' || usual === '*' || typeof usual === typeof proposed.value
  return isLike ? null : `${proposed.name} is a ${typeof usual}; "${String(proposed.value)}" is none.`
}
