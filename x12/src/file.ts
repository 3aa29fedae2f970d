import { checkSegment } from './check-segment.ts'
import type { Flaw, FlawCode } from './flaw.ts'
import { FlawList } from './flaw-list.ts'
import type { Guide, SegmentGuide, TypedOf } from './guide.ts'
import { GE, GS, IEA, ISA, SE, ST, TA1, versionedST } from './guides/envelope.ts'
import { guideFor, guides } from './guides/index.ts'
import { type Oddity, readable } from './lenient.ts'
import { Meaning } from './meaning.ts'
import type { Delimiters, PlacedSegment } from './segments.ts'
import { Splitter } from './split.ts'
import { isoDay, isTime } from './values.ts'
import { startWalk, type Walk } from './walk.ts'

// The envelopes of a file: interchanges hold groups, groups hold transactions. What is broken in one leaves the others
// as they are; a missing opener or closer is reported and the rest is read as if it stood there.

export type Transaction = {
  /** '837P', '835', '999', '277CA' …; the bare set code when no guide knows its version. */
  readonly kind: string
  readonly set: string
  readonly version: string
  readonly control: string
  readonly guide: Guide | null
  readonly delimiters: Delimiters
  /** From ST to SE, both included where they stand. */
  readonly segments: readonly PlacedSegment[]
  readonly flaws: readonly Flaw[]
  /** Whether no error is among its flaws. */
  readonly isSound: boolean
  /** What the guide reads in it; use `readAs` for the guide's own type. */
  readonly value: unknown
  readonly from: number
  readonly until: number
}

export type Group = {
  readonly control: string
  readonly code: string
  readonly version: string
  readonly header: PlacedSegment | null
  readonly trailer: PlacedSegment | null
  readonly transactions: readonly Transaction[]
}

export type Interchange = {
  readonly control: string
  readonly sender: string
  readonly receiver: string
  readonly isTest: boolean
  readonly delimiters: Delimiters
  readonly header: PlacedSegment
  readonly trailer: PlacedSegment | null
  /** TA1 segments, which stand outside every group. */
  readonly acknowledgments: readonly PlacedSegment[]
  readonly groups: readonly Group[]
  /** Every segment in order, to write the file again. */
  readonly segments: readonly PlacedSegment[]
}

export type X12File = {
  readonly interchanges: readonly Interchange[]
  /** All flaws of the file and of its transactions, in order of place. */
  readonly flaws: readonly Flaw[]
  /** Stretches that belong to no segment: blank lines, foreign text. */
  readonly noise: readonly { readonly from: number; readonly until: number }[]
}

type OpenTransaction = {
  header: PlacedSegment
  segments: PlacedSegment[]
  count: number
  until: number
  guide: Guide | null
  flaws: FlawList
  walk: Walk | null
  isStarted: boolean
}
type OpenGroup = {
  header: PlacedSegment | null
  transactions: Transaction[]
  open: OpenTransaction | null
  controls: Set<string>
}
type OpenInterchange = {
  header: PlacedSegment
  delimiters: Delimiters
  acknowledgments: PlacedSegment[]
  groups: Group[]
  segments: PlacedSegment[]
  open: OpenGroup | null
  controls: Set<string>
}

const nothing: readonly never[] = []
/** Segments that belong to no transaction, even when one before them was left open. */
const envelopeIds: ReadonlySet<string> = new Set(['ISA', 'IEA', 'GS', 'GE', 'TA1'])
/** What may be a segment, and not the text of something else. */
const segmentId = /^[A-Za-z][A-Za-z0-9]{1,2}$/

/** Reads a whole file. Never throws on input: what is wrong is among the flaws. */
export function parse(bytes: Uint8Array): X12File {
  const reader = new FileReader(true)
  reader.push(bytes, true)
  return reader.end()
}

/**
 * Reads a file that comes in stretches. With `isKept` false it finds the same flaws, keeps the first `limit` of them and
 * nothing else.
 */
export class FileReader {
  readonly isKept: boolean
  readonly splitter = new Splitter()
  isBlank = true
  isEnded = true
  readonly flaws: FlawList
  readonly interchanges: Interchange[] = []
  readonly gaps: { from: number; until: number }[] = []
  open: OpenInterchange | null = null
  last: PlacedSegment | null = null
  /** What deviates throughout a file is told once. */
  readonly told = new Set<FlawCode>()
  /** The transaction whose walk may take the next segment as bytes. */
  walking: OpenTransaction | null = null

  constructor(isKept: boolean, limit = Number.POSITIVE_INFINITY) {
    this.isKept = isKept
    this.flaws = new FlawList(limit)
  }

  flaw(
    placed: PlacedSegment | null,
    code: FlawCode,
    message: string,
    element?: number,
    severity: Flaw['severity'] = 'error',
    to: FlawList = this.flaws,
  ): void {
    to.push({
      severity,
      code,
      message,
      offset: placed?.from ?? 0,
      segment: placed?.number ?? 0,
      id: placed?.segment[0] ?? '',
      ...(element === undefined ? {} : { element }),
    })
  }

  push(bytes: Uint8Array, isLast: boolean): void {
    this.splitter.push(bytes, isLast, this)
  }

  /** A piece from the splitter. */
  segment(splitter: Splitter): void {
    this.isBlank = false
    const { walking } = this
    if (walking && splitter.isPlain && walking.walk?.quick(splitter)) {
      walking.count += 1
      return
    }
    this.isEnded = splitter.isEnded
    const raw = splitter.placed()
    if (!this.open && !segmentId.test(raw.segment[0].trim())) {
      this.isEnded = true
      this.noise(raw.from, raw.until, raw.segment[0])
      return
    }
    const delimiters = splitter.delimiters as Delimiters
    const cleaned = splitter.isPlain ? null : readable(raw.segment, delimiters)
    const placed = cleaned ? { ...raw, segment: cleaned.segment } : raw
    const oddities = cleaned?.oddities ?? nothing
    this.last = placed
    // What is odd about an ST belongs to the transaction it opens; about an SE, to the one it closes.
    const isOpener = placed.segment[0] === 'ST'
    if (!isOpener) this.tell(placed, oddities)
    this.take(placed, delimiters)
    if (isOpener) this.tell(placed, oddities)
  }

  /** The flaws of the transaction that is open, or of the file. */
  get inside(): FlawList {
    return this.open?.open?.open?.flaws ?? this.flaws
  }

  /** What is odd about how a segment came. */
  tell(placed: PlacedSegment, oddities: readonly Oddity[]): void {
    const to = envelopeIds.has(placed.segment[0]) ? this.flaws : this.inside
    for (const { code, message, element, severity, isHabit } of oddities) {
      if (isHabit && this.told.has(code)) continue
      if (isHabit) this.told.add(code)
      this.flaw(placed, code, message, element, severity, to)
    }
  }

  /** What was read, once the last stretch has been pushed. */
  end(): X12File {
    if (this.isBlank && this.flaws.count === 0) {
      this.flaw(null, 'empty_file', 'The file is empty.')
      return this.done()
    }
    if (!this.isEnded && this.last)
      this.flaw(
        this.last,
        'truncated',
        `The file ends inside segment ${this.last.segment[0]}: its terminator is missing.`,
      )
    if (this.open) this.closeInterchange(null)
    if (this.interchanges.length === 0 && this.flaws.count === 0)
      this.flaw(null, 'not_x12', 'No ISA segment was found: this is no X12 file.')
    return this.done()
  }

  done(): X12File {
    const flaws = [...this.flaws.list]
    flaws.sort((a, b) => a.offset - b.offset || a.segment - b.segment)
    return { interchanges: this.interchanges, flaws, noise: this.gaps }
  }

  /** A piece from the splitter that is no segment. */
  noise(from: number, until: number, content: string): void {
    if (this.isKept) this.gaps.push({ from, until })
    if (content.trim() === '') return
    if (content.trim() === '\u00ef\u00bb\u00bf') {
      this.flaws.push({
        severity: 'warning',
        code: 'byte_order_mark',
        message: 'A byte order mark stands before the ISA; X12 has none.',
        offset: from,
        segment: 0,
        id: '',
      })
      return
    }
    this.isBlank = false
    const isForeign = this.interchanges.length === 0 && this.open === null
    this.inside.push({
      severity: 'error',
      code: isForeign ? (content.trimStart().startsWith('ISA') ? 'broken_isa' : 'not_x12') : 'noise',
      message: isForeign
        ? content.trimStart().startsWith('ISA')
          ? 'The ISA segment is broken: its sixteen elements and delimiters cannot be told apart.'
          : `This is no X12: it begins with "${content
              .trimStart()
              .slice(0, 20)
              .replace(/[^\x20-\x7e]/g, '?')}".`
        : until - from === 1
          ? '1 byte belongs to no segment.'
          : `${until - from} bytes belong to no segment.`,
      offset: from,
      segment: 0,
      id: '',
    })
  }

  take(placed: PlacedSegment, delimiters: Delimiters): void {
    const id = placed.segment[0]
    this.walking = null
    if (id === 'ISA') {
      if (this.open) this.closeInterchange(null)
      this.checkIsa(placed)
      this.open = {
        header: placed,
        delimiters,
        acknowledgments: [],
        groups: [],
        segments: [placed],
        open: null,
        controls: new Set(),
      }
      return
    }
    const interchange = this.open
    if (!interchange) {
      this.flaw(placed, 'missing_header', `${id} stands outside any interchange.`)
      const after = this.interchanges.at(-1)
      if (after && this.isKept) (after.segments as PlacedSegment[]).push(placed)
      return
    }
    if (this.isKept) interchange.segments.push(placed)
    const group = interchange.open
    switch (id) {
      case 'TA1':
        this.checkTa1(placed)
        if (this.isKept) interchange.acknowledgments.push(placed)
        return
      case 'GS':
        if (group) this.closeGroup(interchange, null)
        this.envelope(placed, GS)
        this.unlike(interchange.controls, placed, 6)
        interchange.open = { header: placed, transactions: [], open: null, controls: new Set() }
        return
      case 'ST': {
        const inside = group ?? this.lostGroup(interchange, placed)
        if (inside.open) this.closeTransaction(interchange, inside, null)
        inside.open = {
          header: placed,
          segments: [placed],
          count: 1,
          until: placed.until,
          guide: null,
          flaws: new FlawList(this.isKept ? Number.POSITIVE_INFINITY : 0, this.flaws),
          walk: null,
          isStarted: false,
        }
        this.unlike(inside.controls, placed, 2, inside.open.flaws)
        return
      }
      case 'SE':
        if (group?.open) this.closeTransaction(interchange, group, placed)
        else this.flaw(placed, 'missing_header', 'SE closes a transaction that no ST opened.')
        return
      case 'GE':
        if (group) this.closeGroup(interchange, placed)
        else this.flaw(placed, 'missing_header', 'GE closes a group that no GS opened.')
        return
      case 'IEA':
        this.closeInterchange(placed)
        return
      default:
        if (group?.open) this.takeBody(interchange, group, group.open, placed)
        else this.flaw(placed, 'misplaced_segment', `${id} stands outside any transaction.`)
    }
  }

  lostGroup(interchange: OpenInterchange, at: PlacedSegment): OpenGroup {
    this.flaw(at, 'missing_header', 'A transaction stands outside any group: its GS is missing.')
    const group: OpenGroup = { header: null, transactions: [], open: null, controls: new Set() }
    interchange.open = group
    return group
  }

  /** Checks an envelope segment against its own small guide. */
  envelope(placed: PlacedSegment, guide: SegmentGuide): void {
    const delimiters = this.splitter.delimiters as Delimiters
    checkSegment(placed, guide, [], delimiters, '', this.flaws)
  }

  /** Control numbers are told apart by their openers alone. */
  unlike(controls: Set<string>, placed: PlacedSegment, element: number, to?: FlawList): void {
    const control = placed.segment[element] ?? ''
    if (control !== '' && controls.has(control))
      this.flaw(
        placed,
        'repeated_control',
        `${placed.segment[0]}${String(element).padStart(2, '0')} is "${control}", which an earlier ${placed.segment[0]} here has as well.`,
        element,
        'error',
        to,
      )
    controls.add(control)
  }

  checkTa1(placed: PlacedSegment): void {
    this.envelope(placed, TA1)
    const [, , day = '', time = ''] = placed.segment
    if (day.length === 6 && isoDay(`20${day}`) === null)
      this.flaw(placed, 'not_a_date', `TA102 is "${day}"; expected a day such as 260302.`, 2)
    if (time.length === 4 && !isTime(time))
      this.flaw(placed, 'not_a_time', `TA103 is "${time}"; expected a time such as 1405.`, 3)
  }

  checkIsa(placed: PlacedSegment): void {
    this.envelope(placed, ISA)
    const lengths = [2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1]
    lengths.forEach((length, i) => {
      const text = placed.segment[i + 1] ?? ''
      if (text.length !== length)
        this.flaw(
          placed,
          'broken_isa',
          `ISA${String(i + 1).padStart(2, '0')} has ${text.length} characters instead of ${length}.`,
          i + 1,
        )
    })
    if (isoDay(`20${placed.segment[9] ?? ''}`) === null)
      this.flaw(placed, 'not_a_date', `ISA09 is "${placed.segment[9] ?? ''}"; expected a day such as 260302.`, 9)
    if (!isTime(placed.segment[10] ?? ''))
      this.flaw(placed, 'not_a_time', `ISA10 is "${placed.segment[10] ?? ''}"; expected a time such as 1405.`, 10)
  }

  takeBody(interchange: OpenInterchange, group: OpenGroup, open: OpenTransaction, placed: PlacedSegment): void {
    if (!open.isStarted) this.startBody(interchange, group, open, placed)
    open.count += 1
    open.until = placed.until
    if (this.isKept) open.segments.push(placed)
    open.walk?.take(placed, this.splitter.isPlain ? this.splitter : null)
    this.walking = this.isKept ? null : open
  }

  startBody(interchange: OpenInterchange, group: OpenGroup, open: OpenTransaction, first: PlacedSegment): void {
    const { header, flaws } = open
    open.isStarted = true
    open.guide = guideFor(
      header.segment[1] ?? '',
      header.segment[3] || group.header?.segment[8] || '',
      first.segment[0] === 'BHT' ? first.segment[2] : undefined,
    )
    if (!open.guide) return
    open.walk = this.walkOf(open.guide, interchange.delimiters, first, flaws)
  }

  /** What reads the body of a transaction. */
  walkOf(guide: Guide, delimiters: Delimiters, first: PlacedSegment, flaws: FlawList): Walk {
    return startWalk(guide, delimiters, first, flaws, new Meaning(guide, flaws), this.isKept)
  }

  /** A transaction has ended; `value` is what its walk kept. */
  ended(_transaction: Transaction, _value: unknown, _segments: number): void {}

  closeTransaction(interchange: OpenInterchange, group: OpenGroup, trailer: PlacedSegment | null): void {
    const open = group.open
    if (!open) return
    group.open = null
    if (!open.isStarted) this.startBody(interchange, group, open, open.header)
    if (trailer) {
      if (this.isKept) open.segments.push(trailer)
      open.count += 1
      open.until = trailer.until
    }
    const { header, segments, guide, flaws } = open
    const set = header.segment[1] ?? ''
    const control = header.segment[2] ?? ''
    const version = header.segment[3] || group.header?.segment[8] || ''
    const own = (placed: PlacedSegment, code: FlawCode, message: string, element?: number): void => {
      flaws.push({
        severity: 'error',
        code,
        message,
        offset: placed.from,
        segment: placed.number,
        id: placed.segment[0],
        ...(element === undefined ? {} : { element }),
      })
    }
    const { delimiters } = interchange
    let value: unknown = {}
    const envelope = (placed: PlacedSegment, segment: SegmentGuide): void =>
      checkSegment(placed, segment, [], delimiters, '', flaws)
    envelope(header, guide && guide.kind !== '835' ? versionedST : ST)
    if (trailer) {
      envelope(trailer, SE)
      const said = trailer.segment[1] ?? ''
      if (said !== '' && Number(said) !== open.count)
        own(trailer, 'wrong_count', `SE01 counts ${said} segments; there are ${open.count}.`, 1)
      if ((trailer.segment[2] ?? '') !== control)
        own(trailer, 'control_mismatch', `SE02 is "${trailer.segment[2] ?? ''}"; its ST02 is "${control}".`, 2)
    } else own(header, 'missing_trailer', `Transaction ${control} has no SE.`)
    if (!guide) own(header, 'unknown_version', `No guide knows transaction ${set} in version "${version}".`, 3)
    else {
      value = open.walk?.end() ?? {}
      const said = group.header?.segment[8] ?? ''
      if (group.header && said !== '' && (header.segment[3] ?? '') !== '' && said !== header.segment[3])
        own(header, 'unknown_version', `ST03 is "${header.segment[3] ?? ''}"; its group says "${said}" in GS08.`, 3)
      const code = group.header?.segment[1]
      if (code !== undefined && code !== guide.group && group.header)
        own(group.header, 'wrong_group', `GS01 is "${code}"; a ${guide.kind} stands in a group "${guide.group}".`, 1)
    }
    const transaction: Transaction = {
      kind: guide?.kind ?? set,
      set,
      version,
      control,
      guide,
      delimiters,
      segments: this.isKept ? segments : nothing,
      flaws: flaws.list,
      isSound: flaws.errors === 0,
      value: this.isKept ? value : null,
      from: header.from,
      until: open.until,
    }
    group.transactions.push(transaction)
    this.ended(transaction, value, open.count)
  }

  closeGroup(interchange: OpenInterchange, trailer: PlacedSegment | null): void {
    const group = interchange.open
    if (!group) return
    if (group.open) this.closeTransaction(interchange, group, null)
    interchange.open = null
    const { header } = group
    const control = header?.segment[6] ?? ''
    const version = header?.segment[8] ?? ''
    if (trailer) {
      this.envelope(trailer, GE)
      if ((trailer.segment[1] ?? '') !== '' && Number(trailer.segment[1]) !== group.transactions.length)
        this.flaw(
          trailer,
          'wrong_count',
          `GE01 counts ${trailer.segment[1] ?? ''} transactions; there are ${group.transactions.length}.`,
          1,
        )
      if ((trailer.segment[2] ?? '') !== control)
        this.flaw(trailer, 'control_mismatch', `GE02 is "${trailer.segment[2] ?? ''}"; its GS06 is "${control}".`, 2)
    } else this.flaw(header, 'missing_trailer', `Group ${control} has no GE.`)
    if (header) {
      const isKnown = guides.some((guide) => guide.versions.includes(version))
      if (!isKnown) this.flaw(header, 'unknown_version', `GS08 is "${version}", which is no version known here.`, 8)
    }
    interchange.groups.push({
      control,
      code: header?.segment[1] ?? '',
      version,
      header,
      trailer,
      transactions: group.transactions,
    })
  }

  closeInterchange(trailer: PlacedSegment | null): void {
    const interchange = this.open
    if (!interchange) return
    if (interchange.open) this.closeGroup(interchange, null)
    this.open = null
    const { header } = interchange
    const control = header.segment[13] ?? ''
    if (trailer) {
      this.envelope(trailer, IEA)
      if ((trailer.segment[1] ?? '') !== '' && Number(trailer.segment[1]) !== interchange.groups.length)
        this.flaw(
          trailer,
          'wrong_count',
          `IEA01 counts ${trailer.segment[1] ?? ''} groups; there are ${interchange.groups.length}.`,
          1,
        )
      if ((trailer.segment[2] ?? '') !== control)
        this.flaw(trailer, 'control_mismatch', `IEA02 is "${trailer.segment[2] ?? ''}"; its ISA13 is "${control}".`, 2)
    } else this.flaw(header, 'missing_trailer', `Interchange ${control} has no IEA.`)
    this.interchanges.push({
      control,
      sender: (header.segment[6] ?? '').trim(),
      receiver: (header.segment[8] ?? '').trim(),
      isTest: header.segment[15] === 'T',
      delimiters: interchange.delimiters,
      header,
      trailer,
      acknowledgments: interchange.acknowledgments,
      groups: interchange.groups,
      segments: interchange.segments,
    })
  }
}

/** A transaction's value in the guide's own type; null when another guide read it. */
export function readAs<G extends Guide>(guide: G, transaction: Transaction): TypedOf<G> | null {
  return transaction.guide === guide ? (transaction.value as TypedOf<G>) : null
}

/** Every transaction of a file, in order. */
export const transactionsOf = (file: X12File): Transaction[] =>
  file.interchanges.flatMap((interchange) => interchange.groups.flatMap((group) => [...group.transactions]))
