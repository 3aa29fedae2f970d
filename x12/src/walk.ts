import { checkSegment } from './check-segment.ts'
import type { Flaw, FlawCode } from './flaw.ts'
import type { Child, Guide, LoopGuide, SegmentGuide, When } from './guide.ts'
import { readNamed } from './read-fields.ts'
import type { Delimiters, PlacedSegment, Segment } from './segments.ts'
import { planSegment, type SegmentPlan } from './sound.ts'
import { stamp } from './source.ts'

// Finding a segment's place: from where the last one stood, onward in its loop, then outward loop by loop. Children that
// begin with the same segment id next to each other share a position, and their order among themselves is free.

type Named = readonly [name: string, child: Child]

/** What a loop looks like to the walk, worked out once a guide. */
type Plan = {
  readonly loop: LoopGuide
  readonly children: readonly Named[]
  readonly groupStart: readonly number[]
  /** The segment id that each child begins with. */
  readonly ids: readonly string[]
  readonly whens: readonly When[]
  readonly segments: readonly (SegmentPlan | null)[]
  readonly manyNames: readonly string[]
}

type Frame = {
  readonly plan: Plan
  readonly value: Record<string, unknown>
  readonly counts: number[]
  readonly first: PlacedSegment
  /** The list in the loop around it that it stands in. */
  readonly among: unknown[] | null
  /** Where the loop stands; it ends where its last part ends. */
  readonly place: { from: number; until: number; number: number }
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
  const plan = {
    loop,
    children,
    groupStart,
    ids: openers.map(({ segment }) => segment.id),
    whens: openers.map(({ when }) => when),
    segments: children.map(([, child]) => (child.is === 'segment' ? planSegment(child.segment, child.when) : null)),
    manyNames: children.filter(([, child]) => child.many).map(([name]) => name),
  }
  plans.set(loop, plan)
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
const singleReferences = new Set(['6R', '1K', 'EJ', 'BLT', 'FJ', 'EI', 'SY', 'EA', 'D9', 'F8', '9A', '9C', 'TJ'])

/** Whether a segment that may repeat repeats a date, amount or number that may not. */
function isTwin(before: readonly object[], placed: PlacedSegment): boolean {
  const [id, qualifier = ''] = placed.segment
  if (before.length === 0) return false
  if (id !== 'DTM' && id !== 'AMT' && id !== 'QTY' && !(id === 'REF' && singleReferences.has(qualifier))) return false
  return before.some((values) => (values as { qualifier?: string }).qualifier === qualifier)
}

/** Every id that a guide's segments use, to tell an unknown segment from a misplaced one. */
function idsOf(loop: LoopGuide, into = new Set<string>()): Set<string> {
  for (const child of Object.values(loop.children)) {
    if (child.is === 'segment') into.add(child.segment.id)
    else idsOf(child.loop, into)
  }
  return into
}

/** Loops that a reader who keeps nothing may forget once they are closed: levels and claims, not the lines in them. */
const forgettable = /^2000|^2100$|^2300$|^2200/

/** Segments whose amounts are added up; a reader who keeps nothing reads the values of these alone. */
const added = new Set(['BPR', 'CLP', 'SVC', 'CAS', 'PLB', 'CLM', 'SV1'])

/** What watches a walk; `isKept: false` forgets levels and claims as soon as they have been watched. */
export type Watch = { readonly closed: (loop: LoopGuide, value: object) => void; readonly isKept: boolean }

export type Walk = { readonly take: (placed: PlacedSegment) => void; readonly end: () => Record<string, unknown> }

/** Reads the segments between ST and SE by a guide, one by one: typed values, and every flaw on the way. */
export function startWalk(
  guide: Guide,
  delimiters: Delimiters,
  start: PlacedSegment,
  flaws: Flaw[],
  watch: Watch,
): Walk {
  let known: Set<string> | null = null
  const root: Frame = frameOf(guide.body, start, null)
  const stack: Frame[] = [root]

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

  const close = (frame: Frame): void => {
    frame.plan.children.forEach(([, child], i) => {
      if (child.usage !== 'required' || (frame.counts[i] ?? 0) > 0) return
      const { segment } = opener(child)
      if (child.is === 'segment')
        flaw(frame.first, 'missing_segment', `${segment.id} (${segment.title}) is missing.`, frame.plan.loop.id)
      else
        flaw(
          frame.first,
          'missing_loop',
          `${segment.id} is missing, and with it loop ${child.loop.id} (${child.loop.title}).`,
          frame.plan.loop.id,
        )
    })
    watch.closed(frame.plan.loop, frame.value)
    if (!watch.isKept && frame.among && forgettable.test(frame.plan.loop.id)) frame.among.length = 0
  }

  const closeTo = (depth: number): void => {
    while (stack.length > depth + 1) {
      const frame = stack.pop()
      if (frame) close(frame)
    }
  }

  const enter = (frame: Frame, index: number, placed: PlacedSegment): void => {
    const named = frame.plan.children[index]
    if (!named) return
    const [name, child] = named
    const count = (frame.counts[index] ?? 0) + 1
    frame.counts[index] = count
    frame.at = index
    if (count > child.most)
      flaw(
        placed,
        'repeated_segment',
        `${placed.segment[0]} (${opener(child).segment.title}) stands ${count} times; ${child.most} at most.`,
        frame.plan.loop.id,
      )
    if (child.is === 'segment' && child.many && count <= child.most && isTwin(frame.value[name] as object[], placed))
      flaw(
        placed,
        'repeated_segment',
        `${placed.segment[0]}*${placed.segment[1] ?? ''} (${child.segment.title}) stands twice; once at most.`,
        frame.plan.loop.id,
      )
    if (child.is === 'segment') {
      const plan = frame.plan.segments[index] as SegmentPlan
      const isRead = watch.isKept || added.has(placed.segment[0])
      const values = isRead
        ? readNamed(placed.segment, plan.names, plan.fields, delimiters)
        : { qualifier: placed.segment[1] ?? '' }
      if (isRead) stamp(values, placed)
      if (child.many) (frame.value[name] as unknown[]).push(values)
      else frame.value[name] ??= values
      if (!plan.isSound(placed.segment, delimiters))
        checkSegment(placed, child.segment, child.when, delimiters, frame.plan.loop.id, flaws)
      return
    }
    const inner = frameOf(child.loop, placed, child.many ? (frame.value[name] as unknown[]) : null)
    if (inner.among) inner.among.push(inner.value)
    else frame.value[name] ??= inner.value
    stack.push(inner)
    enter(inner, 0, placed)
  }

  const indexIn = (frame: Frame, placed: PlacedSegment, from: number): number => {
    const { children, ids: openers, whens } = frame.plan
    const id = placed.segment[0]
    for (let i = from; i < openers.length; i += 1) {
      if (openers[i] !== id || !qualifies(placed.segment, whens[i] as When, delimiters)) continue
      const isFull = (frame.counts[i] ?? 0) >= (children[i] as Named)[1].most
      if (!isFull) return i
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

  return {
    take: (placed) => {
      if (!seat(placed)) reseat(placed)
      for (const frame of stack) frame.place.until = placed.until
    },
    end: () => {
      closeTo(0)
      close(root)
      return root.value
    },
  }
}

function frameOf(loop: LoopGuide, first: PlacedSegment, among: unknown[] | null): Frame {
  const plan = planOf(loop)
  const value: Record<string, unknown> = {}
  for (const name of plan.manyNames) value[name] = []
  const place = { from: first.from, until: first.until, number: first.number }
  stamp(value, place)
  return { plan, value, place, among, counts: new Array<number>(plan.children.length).fill(0), first, at: 0 }
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
