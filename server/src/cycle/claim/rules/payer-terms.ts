import { payerParams } from '../../coding/types.ts'
import { defaultParams, planTypeParams } from '../tables/edit-params.ts'
import type { Claim, TermSource, TermWords } from '../types.ts'
import { editParams } from './params.ts'

// What stands for a payer today, and who says so: a term that nobody has read is a default, and is shown as one.

type Params = Readonly<Record<string, unknown>>

/** Who says a term of a payer, in the order in which they are heard. */
export function sourceOf(name: string, kind: string, own: Params, practice: Params): TermSource {
  const says = (params: Params | undefined): boolean => params?.[name] !== undefined && params[name] !== null
  if (says(practice)) return 'practice'
  if (says(own)) return 'payer'
  return says(planTypeParams[kind]) ? 'plan type' : 'default'
}

/** What stands for each term of a payer. */
export const termsNow = (kind: Claim['payer']['kind'], own: Params, practice: Params) =>
  editParams({ kind, params: own } as Claim['payer'], practice)

/** A term's value as it is written on a page; the inverse of `readTerm`. */
export function termText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return value.join(', ')
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([key, word]) => `${key}=${String(word)}`)
      .join(', ')
  return String(value)
}

/** Reads a term as it was written; a text says what is wrong with it. */
export function readTerm({ name, title, shape }: TermWords, text: string): { readonly value: unknown } | string {
  const items = text.split(/[;,\s]+/).filter((item) => item !== '')
  const read = (): unknown => {
    if (shape === 'count') return /^\d{1,4}$/.test(text) ? Number(text) : undefined
    if (shape === 'yes-no') return text === 'yes' ? true : text === 'no' ? false : undefined
    if (shape === 'list') return items.includes('*') ? '*' : items
    if (shape === 'map') {
      const pairs = items.map((item) => item.split('='))
      return pairs.every((pair) => pair.length === 2 && pair.every((part) => part !== ''))
        ? Object.fromEntries(pairs)
        : undefined
    }
    if (shape === 'text') return text
    return shape.includes(text) ? text : undefined
  }
  const value = read()
  const hint = typeof shape === 'string' ? hints[shape] : `one of ${shape.join(', ')}`
  if (value === undefined) return `${title}: expected ${hint}.`
  if (shape === 'list' && value === '*' && Array.isArray(defaultParams[name])) return `${title}: name each code.`
  const checked = payerParams.shape[name as keyof typeof payerParams.shape]?.safeParse(value)
  return checked && !checked.success
    ? `${title}: ${checked.error.issues[0]?.message ?? 'it cannot be that'}.`
    : { value }
}

const hints = {
  text: 'a text',
  list: 'codes with commas between them, or *',
  map: 'pairs such as CSW=AJ, PSY=AH',
  count: 'a whole number',
  'yes-no': 'yes or no',
} as const
