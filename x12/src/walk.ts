import { checkSegment } from './check-segment.ts'
import type { FlawCode } from './flaw.ts'
import type { FlawSink } from './flaw-list.ts'
import type { Child, Guide, LoopGuide, SegmentGuide, When } from './guide.ts'
import { type Amounts, isSummed, type Meaning, type Role, roleOf } from './meaning.ts'
import { readNamed } from './read-fields.ts'
import type { Delimiters, PlacedSegment, Segment } from './segments.ts'
import { centsAt, countAt, packed, packedText, planSegment, type SegmentPlan } from './sound.ts'
import { stamp } from './source.ts'
import type { Splitter } from './split.ts'
import { amountToCents } from './values.ts'

// Finding a segment's place: from where the last one stood, onward in its loop, then outward loop by loop. Children that
// begin with the same segment id next to each other share a position, and their order among themselves is free.
//
// A segment comes as bytes or as text. Bytes are only looked at (`quick`): one that stands where it should and is sound
// is done with; anything else is left for the same walk to take as text (`take`), which says what is wrong.

type Named = readonly [name: string, child: Child]

/** What a loop looks like to the walk, worked out once a guide. */
type Plan = {
  readonly loop: LoopGuide
  readonly children: readonly Named[]
  readonly groupStart: readonly number[]
  /** The segment id that each child begins with, as text and as a number. */
  readonly ids: readonly string[]
  readonly packedIds: Int32Array
  readonly whens: readonly When[]
  /** For each child, what its qualifying elements may say, as numbers. */
  readonly packedWhens: readonly (readonly { readonly element: number; readonly codes: readonly number[] }[])[]
  readonly most: Float64Array
  readonly segments: readonly (SegmentPlan | null)[]
  readonly roles: readonly (Role | null)[]
  /** For each child that is a loop, that loop. */
  readonly inner: (Plan | null)[]
  /** For each child, whether its qualifiers stand once each: 0 they need not, 1 they do, 2 only the single references. */
  readonly watch: Uint8Array
  readonly required: readonly number[]
  /** Whether the sums want to know when it ends. */
  readonly isSummed: boolean
  readonly either: readonly number[]
  readonly together: readonly number[]
  readonly manyNames: readonly string[]
  /** Frames that have been closed, to be used again by a walk that keeps nothing. */
  readonly spare: Frame[]
}

type Frame = {
  readonly plan: Plan
  /** What was read; null for a walk that keeps nothing. */
  value: Record<string, unknown> | null
  readonly counts: Int32Array
  /** Qualifiers that have stood, each with the number of its child. */
  readonly seen: number[]
  /** How many of `seen` hold; an array that is emptied is made anew when it fills. */
  seenLength: number
  /** Where the loop stands; it ends where its last part ends. */
  place: { from: number; until: number; number: number }
  id: string
  at: number
}

const plans = new WeakMap<LoopGuide, Plan>()

const opener = (child: Child): { segment: SegmentGuide; when: When } => {
  if (child.is === 'segment') return child
  const first = Object.values(child.loop.children)[0]
  if (!first) throw new Error(`loop ${child.loop.id} has no children`)
  return opener(first)
}

function planOf(loop: LoopGuide): Plan {
  const known = plans.get(loop)
  if (known) return known
  const children = Object.entries(loop.children)
  const groupStart: number[] = []
  children.forEach(([, child], i) => {
    const before = children[i - 1]
    const isSame = before !== undefined && opener(before[1]).segment.id === opener(child).segment.id
    groupStart.push(isSame ? (groupStart[i - 1] ?? i) : i)
  })
  const openers = children.map(([, child]) => opener(child))
  const plan: Plan = {
    loop,
    children,
    groupStart,
    ids: openers.map(({ segment }) => segment.id),
    packedIds: Int32Array.from(openers, ({ segment }) => packedText(segment.id)),
    whens: openers.map(({ when }) => when),
    packedWhens: openers.map(({ when }) =>
      when.map(([element, ...codes]) => ({ element, codes: codes.map(packedText) })),
    ),
    most: Float64Array.from(children, ([, child]) => child.most),
    segments: children.map(([, child]) => (child.is === 'segment' ? planSegment(child.segment, child.when) : null)),
    roles: children.map(([, child]) => (child.is === 'segment' ? roleOf(loop.id, child.segment.id, child.when) : null)),
    inner: [],
    watch: Uint8Array.from(children, ([, child]) => {
      if (child.is === 'loop' || !child.many) return 0
      if (child.distinct || ['DTM', 'AMT', 'QTY'].includes(child.segment.id)) return 1
      return child.segment.id === 'REF' ? 2 : 0
    }),
    either: (loop.rules?.either ?? []).map((name) => children.findIndex(([own]) => own === name)),
    together: (loop.rules?.together ?? []).map((name) => children.findIndex(([own]) => own === name)),
    isSummed: isSummed(loop.id),
    required: children.flatMap(([, child], i) => (child.usage === 'required' ? [i] : [])),
    manyNames: children.filter(([, child]) => child.many).map(([name]) => name),
    spare: [],
  }
  plans.set(loop, plan)
  for (const [, child] of children) plan.inner.push(child.is === 'loop' ? planOf(child.loop) : null)
  return plan
}

/** Whether the qualifying elements of a segment say that it belongs here; a composite is judged by its first part. */
function qualifies(segment: Segment, when: When, delimiters: Delimiters): boolean {
  for (const codes of when) {
    const content = segment[codes[0]] ?? ''
    const part = content.indexOf(delimiters.component)
    const head = part < 0 ? content : content.slice(0, part)
    // The first of `codes` is the element's number, which no text equals.
    if (!(codes as readonly unknown[]).includes(head)) return false
  }
  return true
}

const fits = (segment: Segment, child: Child, delimiters: Delimiters): boolean => {
  const { segment: guide, when } = opener(child)
  return guide.id === segment[0] && qualifies(segment, when, delimiters)
}

/** Reference numbers that stand once, though their segment may stand often. */
const singleReferences = new Set(
  ['6R', '1K', 'EJ', 'BLT', 'FJ', 'EI', 'SY', 'EA', 'D9', 'F8', '9A', '9C', 'TJ'].map(packedText),
)

/** Whether any of these children stood. */
function stoodAny(children: readonly number[], counts: Int32Array): boolean {
  for (let n = 0; n < children.length; n += 1) if (counts[children[n] as number] !== 0) return true
  return false
}

/** Whether a segment that may repeat repeats a date, amount, number or reference that may not. */
function isTwin(frame: Frame, index: number, qualifier: number): boolean {
  const { seen, seenLength } = frame
  for (let i = 0; i < seenLength; i += 2) if (seen[i] === qualifier && seen[i + 1] === index) return true
  return false
}

/** Whether a child's qualifiers are watched: all of them, or of references only those that stand once. */
function isWatched(plan: Plan, index: number, qualifier: number): boolean {
  const watch = plan.watch[index]
  return watch !== 0 && qualifier >= 0 && (watch === 1 || singleReferences.has(qualifier))
}

/** Every id that a guide's segments use, to tell an unknown segment from a misplaced one. */
function idsOf(loop: LoopGuide, into = new Set<string>()): Set<string> {
  for (const child of Object.values(loop.children)) {
    if (child.is === 'segment') into.add(child.segment.id)
    else idsOf(child.loop, into)
  }
  return into
}

export type Walk = {
  /** Takes the segment that a splitter has at hand, if it stands right and is sound; else does nothing. */
  readonly quick: (splitter: Splitter) => boolean
  /** Takes a segment as text; `bytes` has it at hand if its bytes are plain, so that it need not be looked at twice. */
  readonly take: (placed: PlacedSegment, bytes?: Splitter | null) => void
  /** The innermost loop at hand that is handed on by itself, or the whole body. */
  readonly unit: () => { readonly loop: LoopGuide; readonly value: Record<string, unknown> }
  readonly end: () => Record<string, unknown>
}

const levelId = packedText('HL')
const one = 49

class TextAmounts implements Amounts {
  placed: PlacedSegment
  constructor(placed: PlacedSegment) {
    this.placed = placed
  }
  get number(): number {
    return this.placed.number
  }
  get from(): number {
    return this.placed.from
  }
  cents(element: number): number {
    return amountToCents(this.placed.segment[element] ?? '') ?? 0
  }
  code(element: number): number {
    return packedText(this.placed.segment[element] ?? '')
  }
  copy(element: number, into: Uint8Array): number {
    const text = this.placed.segment[element] ?? ''
    const length = Math.min(text.length, into.length)
    for (let i = 0; i < length; i += 1) into[i] = text.charCodeAt(i)
    return length
  }
}

class ByteAmounts implements Amounts {
  readonly splitter: Splitter
  constructor(splitter: Splitter) {
    this.splitter = splitter
  }
  get number(): number {
    return this.splitter.count
  }
  get from(): number {
    return this.splitter.base + this.splitter.from
  }
  cents(element: number): number {
    return centsAt(this.splitter, element)
  }
  code(element: number): number {
    const { bytes, starts, elements } = this.splitter
    if (element >= elements) return 0
    return packed(bytes, starts[element] as number, (starts[element + 1] as number) - 1)
  }
  copy(element: number, into: Uint8Array): number {
    const { bytes, starts, elements } = this.splitter
    if (element >= elements) return 0
    const from = starts[element] as number
    const length = Math.min((starts[element + 1] as number) - 1 - from, into.length)
    for (let i = 0; i < length; i += 1) into[i] = bytes[from + i] as number
    return length
  }
}

/** Reads the segments between ST and SE by a guide, one by one: typed values, and every flaw on the way. */
export function startWalk(
  guide: Guide,
  delimiters: Delimiters,
  start: PlacedSegment,
  flaws: FlawSink,
  meaning: Meaning,
  isKept: boolean,
  /** Loops that are handed on by themselves: their values are kept out of the loop around them. */
  isUnit: (loop: LoopGuide) => boolean = () => false,
  /** Whether elements are looked at, or only placed. */
  isChecked = true,
  /** Asked of each loop that opens: whether its values are kept; what stands in one that is not is not kept either. */
  isWanted: (loop: LoopGuide) => boolean = () => true,
): Walk {
  let known: Set<string> | null = null
  let byteAmounts: ByteAmounts | null = null
  let atHand: Splitter | null = null
  const stack: Frame[] = []

  const flaw = (placed: PlacedSegment, code: FlawCode, message: string, loop: string, element?: number): void => {
    flaws.push({
      severity: 'error',
      code,
      message,
      offset: placed.from,
      segment: placed.number,
      id: placed.segment[0],
      loop,
      ...(element === undefined ? {} : { element }),
    })
  }

  const open = (
    plan: Plan,
    from: number,
    until: number,
    number: number,
    id: string,
    above: Frame | null = null,
  ): Frame => {
    const isValued = isKept && isWanted(plan.loop) && above?.value !== null
    const spare = isValued ? undefined : plan.spare.pop()
    if (spare) {
      spare.place.from = from
      spare.place.number = number
      spare.id = id
      return spare
    }
    const place = { from, until, number }
    let value: Record<string, unknown> | null = null
    if (isValued) {
      value = {}
      for (const name of plan.manyNames) value[name] = []
      stamp(value, place)
    }
    return { plan, value, counts: new Int32Array(plan.children.length), seen: [], seenLength: 0, place, id, at: 0 }
  }

  const close = (frame: Frame): void => {
    const { plan, counts } = frame
    const { required, either, together } = plan
    for (let n = 0; n < required.length; n += 1) {
      const i = required[n] as number
      if (counts[i] === 0) missing(frame, i)
    }
    if (either.length > 0 && !stoodAny(either, counts)) missing(frame, either[0] as number)
    if (together.length > 0 && stoodAny(together, counts))
      for (const i of together) if (counts[i] === 0) missing(frame, i)
    if (plan.isSummed) meaning.closed(plan.loop)
    if (frame.value) return
    for (let i = 0; i < counts.length; i += 1) counts[i] = 0
    frame.seenLength = 0
    frame.at = 0
    plan.spare.push(frame)
  }

  const missing = ({ plan, place, id }: Frame, index: number): void => {
    const [, child] = plan.children[index] as Named
    const { segment } = opener(child)
    flaws.push({
      severity: 'error',
      code: child.is === 'segment' ? 'missing_segment' : 'missing_loop',
      message:
        child.is === 'segment'
          ? `${segment.id} (${segment.title}) is missing.`
          : `${segment.id} is missing, and with it loop ${child.loop.id} (${child.loop.title}).`,
      offset: place.from,
      segment: place.number,
      id,
      loop: plan.loop.id,
    })
  }

  const closeTo = (depth: number): void => {
    while (stack.length > depth + 1) {
      const frame = stack.pop()
      if (frame) close(frame)
    }
  }

  /** Stands a loop under the one at hand, and gives back its frame. */
  const descend = (frame: Frame, index: number, from: number, until: number, number: number, id: string): Frame => {
    const inner = open(frame.plan.inner[index] as Plan, from, until, number, id, frame)
    if (frame.value && inner.value && !isUnit(inner.plan.loop)) {
      const [name, child] = frame.plan.children[index] as Named
      if (child.many) (frame.value[name] as unknown[]).push(inner.value)
      else frame.value[name] ??= inner.value
    }
    stack.push(inner)
    return inner
  }

  const watch = (frame: Frame, index: number, qualifier: number): boolean => {
    if (!isWatched(frame.plan, index, qualifier)) return false
    if (isTwin(frame, index, qualifier)) return true
    frame.seen[frame.seenLength] = qualifier
    frame.seen[frame.seenLength + 1] = index
    frame.seenLength += 2
    return false
  }

  const enter = (frame: Frame, index: number, placed: PlacedSegment): void => {
    const [name, child] = frame.plan.children[index] as Named
    const id = placed.segment[0]
    const count = (frame.counts[index] ?? 0) + 1
    frame.counts[index] = count
    frame.at = index
    const { title } = opener(child).segment
    if (count > child.most)
      flaw(
        placed,
        'repeated_segment',
        `${id} (${title}) stands ${count} times; ${child.most} at most.`,
        frame.plan.loop.id,
      )
    if (child.is === 'loop') {
      enter(descend(frame, index, placed.from, placed.until, placed.number, id), 0, placed)
      return
    }
    if (watch(frame, index, packedText(placed.segment[1] ?? '')) && count <= child.most)
      flaw(
        placed,
        'repeated_segment',
        `${id}*${placed.segment[1] ?? ''} (${title}) stands twice; once at most.`,
        frame.plan.loop.id,
      )
    if (frame.value) {
      const plan = frame.plan.segments[index] as SegmentPlan
      const values = readNamed(placed.segment, plan.names, plan.fields, delimiters)
      stamp(values, placed)
      if (child.many) (frame.value[name] as unknown[]).push(values)
      else frame.value[name] ??= values
    }
    const role = frame.plan.roles[index]
    if (role && (child.many || count === 1)) meaning.take(role, new TextAmounts(placed))
    if (isChecked && !(atHand && (frame.plan.segments[index] as SegmentPlan).isSound(atHand)))
      checkSegment(placed, child.segment, child.when, delimiters, frame.plan.loop.id, flaws)
  }

  const indexIn = (frame: Frame, placed: PlacedSegment, from: number): number => {
    const { ids, whens, most } = frame.plan
    const id = placed.segment[0]
    for (let i = from; i < ids.length; i += 1) {
      if (ids[i] !== id || !qualifies(placed.segment, whens[i] as When, delimiters)) continue
      if ((frame.counts[i] as number) < (most[i] as number)) return i
    }
    return -1
  }

  const seat = (placed: PlacedSegment): boolean => {
    for (let depth = stack.length - 1; depth >= 0; depth -= 1) {
      const frame = stack[depth] as Frame
      const index = indexIn(frame, placed, frame.plan.groupStart[frame.at] ?? 0)
      if (index < 0) continue
      closeTo(depth)
      enter(frame, index, placed)
      return true
    }
    return false
  }

  /** The nearest place for a segment that stands wrongly, so that its content is not lost. */
  const reseat = (placed: PlacedSegment): void => {
    const id = placed.segment[0]
    for (let depth = stack.length - 1; depth >= 0; depth -= 1) {
      const frame = stack[depth] as Frame
      const index = frame.plan.children.findIndex(([, child]) => fits(placed.segment, child, delimiters))
      if (index < 0) continue
      const named = frame.plan.children[index] as Named
      const isFull = (frame.counts[index] ?? 0) >= named[1].most
      // A lone segment of an outer loop does not end the inner ones: what follows it most often belongs to them.
      const isLone = named[1].is === 'segment' && depth < stack.length - 1
      if (!isLone) closeTo(depth)
      const at = frame.at
      if (!isFull)
        flaw(
          placed,
          'out_of_order',
          `${id} (${opener(named[1]).segment.title}) stands after what it belongs before.`,
          frame.plan.loop.id,
        )
      enter(frame, index, placed)
      frame.at = Math.max(at, index)
      return
    }
    const frame = stack[stack.length - 1] as Frame
    const loop = frame.plan.loop.id
    known ??= idsOf(guide.body)
    if (!known.has(id)) {
      flaw(
        placed,
        'unknown_segment',
        `${id || 'A segment without an id'} is no segment of the ${guide.kind} guide.`,
        loop,
      )
      return
    }
    const expected = expectedCodes(stack, placed.segment)
    if (expected) {
      flaw(
        placed,
        'wrong_qualifier',
        `${id}${String(expected.element).padStart(2, '0')} is "${placed.segment[expected.element] ?? ''}"; here it may be ${expected.codes.join(', ')}.`,
        loop,
        expected.element,
      )
      return
    }
    flaw(placed, 'misplaced_segment', `${id} does not belong in loop ${loop}.`, loop)
  }

  const quick = (splitter: Splitter): boolean => {
    const { bytes, starts } = splitter
    const id = packed(bytes, starts[0] as number, (starts[1] as number) - 1)
    let depth = stack.length - 1
    let frame = stack[depth] as Frame
    let index = -1
    for (; depth >= 0; depth -= 1) {
      frame = stack[depth] as Frame
      index = quickIndex(frame, id, splitter)
      if (index >= 0) break
    }
    // What is kept has to be text.
    if (depth < 0 || frame.value) return false
    // The segment itself, in the loop that it opens if it opens one.
    let { plan } = frame
    let at = index
    for (let inner = plan.inner[at]; inner; inner = plan.inner[at]) {
      plan = inner
      at = 0
    }
    if (!(plan.segments[at] as SegmentPlan).isSound(splitter)) return false
    let qualifier = -1
    if (plan.watch[at] !== 0) {
      qualifier = splitter.elements > 1 ? packed(bytes, starts[1] as number, (starts[2] as number) - 1) : -1
      if (plan === frame.plan && isWatched(plan, at, qualifier) && isTwin(frame, at, qualifier)) return false
    }
    if (id === levelId) {
      const level = packed(bytes, starts[3] as number, (starts[4] as number) - 1)
      const children = splitter.elements > 4 ? (bytes[starts[4] as number] as number) : 0
      const from = splitter.base + splitter.from
      if (!meaning.mayLevel(countAt(splitter, 1), countAt(splitter, 2), level, children === one, splitter.count, from))
        return false
      meaning.hierarchy.number(level, children)
    }
    if (stack.length > depth + 1) closeTo(depth)
    let stands = frame
    let where = index
    for (;;) {
      stands.counts[where] = (stands.counts[where] as number) + 1
      stands.at = where
      if (stands.plan.inner[where] === null) break
      const from = splitter.base + splitter.from
      stands = descend(stands, where, from, from, splitter.count, stands.plan.ids[where] as string)
      where = 0
    }
    if (qualifier >= 0) watch(stands, where, qualifier)
    const role = plan.roles[at]
    if (role) {
      byteAmounts ??= new ByteAmounts(splitter)
      meaning.take(role, byteAmounts)
    }
    return true
  }

  stack.push(open(planOf(guide.body), start.from, start.until, start.number, start.segment[0]))
  return {
    quick,
    take: (placed, bytes = null) => {
      atHand = bytes
      const [id, own = '', parent = '', level = '', children = ''] = placed.segment
      if (id === 'HL') meaning.level(own, parent, level, children, placed)
      if (!seat(placed)) reseat(placed)
      if (isKept) for (const frame of stack) frame.place.until = placed.until
    },
    unit: () => {
      let depth = stack.length - 1
      while (depth > 0 && !isUnit((stack[depth] as Frame).plan.loop)) depth -= 1
      const { plan, value } = stack[depth] as Frame
      return { loop: plan.loop, value: value ?? {} }
    },
    end: () => {
      closeTo(0)
      const root = stack.pop() as Frame
      close(root)
      meaning.end()
      return root.value ?? {}
    },
  }
}

/** The child of a loop that the segment at hand may be next, or -1. */
function quickIndex(frame: Frame, id: number, splitter: Splitter): number {
  const { packedIds, packedWhens, most, groupStart } = frame.plan
  const { counts } = frame
  for (let i = groupStart[frame.at] ?? 0; i < packedIds.length; i += 1) {
    if (packedIds[i] !== id) continue
    const whens = packedWhens[i] as Plan['packedWhens'][number]
    let isMeant = true
    for (let w = 0; w < whens.length && isMeant; w += 1) {
      const { element, codes } = whens[w] as (typeof whens)[number]
      isMeant = codes.includes(headOf(splitter, element))
    }
    if (isMeant && (counts[i] as number) < (most[i] as number)) return i
  }
  return -1
}

/** The first component of an element of the segment at hand, as a number. */
function headOf(splitter: Splitter, element: number): number {
  if (element >= splitter.elements) return 0
  const { bytes, starts, component } = splitter
  const from = starts[element] as number
  const end = (starts[element + 1] as number) - 1
  let to = from
  while (to < end && bytes[to] !== component) to += 1
  return packed(bytes, from, to)
}

function expectedCodes(stack: readonly Frame[], segment: Segment): { element: number; codes: string[] } | null {
  const codes = new Set<string>()
  let element = 0
  for (const frame of stack)
    for (const [, child] of frame.plan.children) {
      const { segment: guide, when } = opener(child)
      const [first] = when
      if (guide.id !== segment[0] || !first) continue
      element = first[0]
      for (const code of first.slice(1)) codes.add(code as string)
    }
  return codes.size > 0 ? { element, codes: [...codes].sort() } : null
}
