import type { ListName } from './lists.ts'

// A guide is data: segments, loops and the codes they allow, in the order of the implementation guide. Reading, writing,
// checking, explaining and the TypeScript types below all walk the same literals.

/** What an element holds. Lengths are in characters; `codes` closes the list. */
export type Element =
  | {
      readonly kind: 'text'
      readonly min: number
      readonly max: number
      readonly codes?: readonly string[]
      /** A list that others keep and change; what is not on it is a warning. */
      readonly list?: ListName
    }
  | { readonly kind: 'code'; readonly codes: readonly string[] }
  | { readonly kind: 'amount' }
  | { readonly kind: 'number'; readonly max: number }
  | { readonly kind: 'date' }
  | { readonly kind: 'time' }
  | { readonly kind: 'npi' }
  | { readonly kind: 'composite'; readonly parts: Fields }

export type Usage = 'required' | 'situational' | 'unused'

/** One place of a segment or composite: what stands there and whether it must. */
export type Field<E extends Element = Element, U extends Usage = Usage, R extends boolean = boolean> = {
  readonly element: E
  readonly usage: U
  readonly repeats: R
}

export type Fields = Readonly<Record<string, Field>>

/** A condition between elements: `pair` all or none, `any` at least one, `if` the first wants the others. */
export type Note = { readonly kind: 'pair' | 'any' | 'if'; readonly of: readonly number[] }

export type SegmentGuide<F extends Fields = Fields> = {
  readonly id: string
  readonly title: string
  readonly fields: F
  readonly notes: readonly Note[]
}

/** Where a segment or loop stands in its loop, and how often. `when` tells it from its likes: element number to codes. */
export type Child = SegmentChild | LoopChild
export type SegmentChild<
  G extends SegmentGuide = SegmentGuide,
  U extends 'required' | 'situational' = 'required' | 'situational',
  M extends boolean = boolean,
> = {
  readonly is: 'segment'
  readonly segment: G
  readonly usage: U
  readonly many: M
  readonly most: number
  readonly when: When
  /** Each qualifier stands once, though the segment may stand often. */
  readonly distinct?: true
}
export interface LoopChild<
  L = LoopGuide,
  U extends 'required' | 'situational' = 'required' | 'situational',
  M extends boolean = boolean,
> {
  readonly is: 'loop'
  readonly loop: L
  readonly usage: U
  readonly many: M
  readonly most: number
}

export type When = readonly (readonly [element: number, ...codes: string[]])[]
export interface Children {
  readonly [name: string]: Child
}
export interface LoopGuide<C = Children> {
  readonly id: string
  readonly title: string
  readonly children: C
  /** For loops that an HL segment opens: the level code, and the level codes that may stand above it ('' for none). */
  readonly level?: { readonly code: string; readonly under: readonly string[] }
  readonly rules?: LoopRules
}

/** What a loop wants of its children beyond each of them. */
export type LoopRules = {
  /** At least one of these stands. */
  readonly either?: readonly string[]
  /** All of these stand, or none. */
  readonly together?: readonly string[]
}

/** A transaction's guide: its set code, version, functional group and the loop between ST and SE. */
export type Guide<L extends LoopGuide = LoopGuide> = {
  readonly kind: string
  readonly set: string
  readonly versions: readonly string[]
  readonly group: string
  readonly title: string
  readonly body: L
}

export const text = (max: number, min = 1) => ({ kind: 'text', min, max }) as const
/** A code of a list that others keep. */
export const from = (list: ListName, max: number) =>
  ({ kind: 'text', min: 1, max, list }) as { kind: 'text'; min: 1; max: number; list: ListName }
export const oneOf = <const C extends readonly string[]>(...codes: C) => ({ kind: 'code', codes }) as const
/** A code of a list too long to be worth a type of its own. */
export const listed = (...codes: readonly string[]) =>
  ({ kind: 'text', min: 1, max: 264, codes }) as { kind: 'text'; min: 1; max: 264; codes: readonly string[] }
export const amount = { kind: 'amount' } as const
export const number = (max = 15) => ({ kind: 'number', max }) as const
export const day = { kind: 'date' } as const
export const time = { kind: 'time' } as const
/** A National Provider Identifier: ten digits with a check digit. */
export const npi = { kind: 'npi' } as const
export const composite = <const P extends Fields>(parts: P) => ({ kind: 'composite', parts }) as const

export const required = <const E extends Element>(element: E) =>
  ({ element, usage: 'required', repeats: false }) as const
export const situational = <const E extends Element>(element: E) =>
  ({ element, usage: 'situational', repeats: false }) as const
export const repeated = <const E extends Element>(element: E) =>
  ({ element, usage: 'situational', repeats: true }) as const
export const unused = { element: { kind: 'text', min: 1, max: 264 }, usage: 'unused', repeats: false } as const

export const segment = <const F extends Fields>(
  id: string,
  title: string,
  fields: F,
  notes: readonly Note[] = [],
): SegmentGuide<F> => ({ id, title, fields, notes })

/**
 * The same segment where a loop allows less of it: fewer codes, elements that must stand, elements that may not. The
 * type stays the wider one, so that one shape serves all loops.
 */
export function narrow<G extends SegmentGuide>(
  guide: G,
  how: {
    readonly codes?: Readonly<Record<number, readonly string[]>>
    readonly needs?: readonly number[]
    readonly without?: readonly number[]
    readonly notes?: readonly Note[]
  },
): G {
  const { codes = {}, needs = [], without = [], notes = [] } = how
  const fields = Object.entries(guide.fields).map(([name, field], i): [string, Field] => {
    const number = i + 1
    if (without.includes(number)) return [name, unused]
    const allowed = codes[number]
    const element: Element = allowed ? { kind: 'text', min: 1, max: 264, codes: allowed } : field.element
    return [name, { element, usage: needs.includes(number) ? 'required' : field.usage, repeats: field.repeats }]
  })
  return { ...guide, fields: Object.fromEntries(fields), notes: [...guide.notes, ...notes] }
}

export const pair = (...of: number[]): Note => ({ kind: 'pair', of })
export const anyOf = (...of: number[]): Note => ({ kind: 'any', of })
export const ifThen = (...of: number[]): Note => ({ kind: 'if', of })

const child = <const G extends SegmentGuide, U extends 'required' | 'situational', M extends boolean>(
  guide: G,
  usage: U,
  many: M,
  most: number,
  when: When,
): SegmentChild<G, U, M> => ({ is: 'segment', segment: guide, usage, many, most, when })

/** Exactly one. */
export const one = <const G extends SegmentGuide>(guide: G, ...when: When) => child(guide, 'required', false, 1, when)
/** None or one. */
export const maybe = <const G extends SegmentGuide>(guide: G, ...when: When) =>
  child(guide, 'situational', false, 1, when)
/** None to `most`. */
export const many = <const G extends SegmentGuide>(guide: G, most: number, ...when: When) =>
  child(guide, 'situational', true, most, when)
/** None to `most`, each with a qualifier of its own. */
export const each = <const G extends SegmentGuide>(guide: G, most: number, ...when: When) =>
  ({ ...child(guide, 'situational', true, most, when), distinct: true }) as const
/** One to `most`. */
export const some = <const G extends SegmentGuide>(guide: G, most: number, ...when: When) =>
  child(guide, 'required', true, most, when)

export const loop = <const C extends Children>(
  id: string,
  title: string,
  children: C,
  level?: LoopGuide['level'],
): LoopGuide<C> => (level ? { id, title, children, level } : { id, title, children })

/** The same loop with rules. */
export const ruled = <const L extends LoopGuide>(guide: L, rules: LoopRules): L => ({ ...guide, rules })

const place = <const L extends LoopGuide, U extends 'required' | 'situational', M extends boolean>(
  guide: L,
  usage: U,
  isMany: M,
  most: number,
): LoopChild<L, U, M> => ({ is: 'loop', loop: guide, usage, many: isMany, most })

export const oneLoop = <const L extends LoopGuide>(guide: L) => place(guide, 'required', false, 1)
export const maybeLoop = <const L extends LoopGuide>(guide: L) => place(guide, 'situational', false, 1)
export const manyLoops = <const L extends LoopGuide>(guide: L, most = Number.POSITIVE_INFINITY) =>
  place(guide, 'situational', true, most)
export const someLoops = <const L extends LoopGuide>(guide: L, most = Number.POSITIVE_INFINITY) =>
  place(guide, 'required', true, most)

// The types that a guide implies.

type Simplify<T> = { [K in keyof T]: T[K] }
type ElementValue<E extends Element> = E extends { kind: 'composite'; parts: infer P extends Fields }
  ? FieldValues<P>
  : E extends { kind: 'code'; codes: infer C extends readonly string[] }
    ? C[number]
    : string
type FieldValue<F extends Field> = F['repeats'] extends true ? ElementValue<F['element']>[] : ElementValue<F['element']>

type RequiredNames<F extends Fields> = { [K in keyof F]: F[K]['usage'] extends 'required' ? K : never }[keyof F]
type SituationalNames<F extends Fields> = { [K in keyof F]: F[K]['usage'] extends 'situational' ? K : never }[keyof F]

/** A segment's or composite's elements by name: ISO days, decimal text. */
export type FieldValues<F extends Fields> = Simplify<
  { [K in RequiredNames<F>]: FieldValue<F[K]> } & { [K in SituationalNames<F>]?: FieldValue<F[K]> | undefined }
>

type ChildValue<C> =
  C extends SegmentChild<infer G extends SegmentGuide, infer _U, infer M>
    ? M extends true
      ? FieldValues<G['fields']>[]
      : FieldValues<G['fields']>
    : C extends LoopChild<infer L extends LoopGuide<object>, infer _V, infer N>
      ? N extends true
        ? LoopValue<L>[]
        : LoopValue<L>
      : never

type NeededChildren<C> = {
  [K in keyof C]: C[K] extends { usage: 'required' } | { many: true } ? K : never
}[keyof C]
type OptionalChildren<C> = Exclude<keyof C, NeededChildren<C>>

/** A loop's segments and loops by name; what may stand many times is an array, empty when it does not stand. */
export type LoopValue<L extends LoopGuide<object>> = LoopChildren<L['children']>

type LoopChildren<C> = Simplify<
  { [K in NeededChildren<C>]: ChildValue<C[K]> } & {
    [K in OptionalChildren<C>]?: ChildValue<C[K]> | undefined
  }
>

/** What one transaction holds between ST and SE. */
export type TypedOf<G extends Guide> = LoopValue<G['body']>
