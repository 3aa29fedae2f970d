import type { Group, Interchange, Transaction, X12File } from './file.ts'
import type { Flaw, FlawCode } from './flaw.ts'
import type { TypedOf } from './guide.ts'
import { guide999 } from './guides/x231-999.ts'
import { components } from './segments.ts'
import { type InterchangeAcknowledgment, writeTA1 } from './ta1.ts'
import { type Envelope, writeInterchange } from './write.ts'

// What we answer to a file that came in: a TA1 for its envelope and a 999 for each of its groups, made from the flaws
// the reader found. Whatever the guide itself demands is answered here, the hierarchy and the sums within a transaction
// too, with the implementation codes that begin with I; an error is never answered with A. What only a payer can know
// travels in a 277CA.

type Acknowledgment = TypedOf<typeof guide999>
type SegmentError = NonNullable<Acknowledgment['transactions'][number]['segments'][number]['segment']['error']>
type ElementError = Acknowledgment['transactions'][number]['segments'][number]['elements'][number]['element']['error']

const segmentErrors: Partial<Record<FlawCode, SegmentError>> = {
  unknown_segment: '1',
  misplaced_segment: '2',
  wrong_qualifier: '2',
  missing_segment: '3',
  missing_loop: '3',
  repeated_segment: '5',
  out_of_order: '7',
  lower_case: '1',
  noise: '1',
}

const elementErrors: Partial<Record<FlawCode, ElementError>> = {
  missing_element: '1',
  broken_condition: '2',
  too_many_elements: '3',
  trailing_elements: '3',
  too_short: '4',
  too_long: '5',
  control_character: '6',
  not_an_amount: '6',
  not_a_number: '6',
  wrong_code: '7',
  not_a_date: '8',
  not_a_time: '9',
  unused_element: 'I10',
  wrong_check_digit: 'I12',
  // What the guide says an element must agree with: a pattern of the implementation that it does not match.
  wrong_hierarchy: 'I12',
  unbalanced: 'I12',
  wrong_total: 'I12',
  dangling_pointer: 'I12',
}

/** Why IK5 rejects, by what is wrong with ST, SE, or the group around them: X12's codes (element 618, IK502). */
const transactionErrors: Partial<Record<FlawCode, string>> = {
  unknown_version: '1',
  missing_trailer: '2',
  control_mismatch: '3',
  wrong_count: '4',
  wrong_group: '18',
  repeated_control: '23',
}

/** Why AK9 rejects, by what is wrong with GS or GE (element 716, AK905). */
const groupErrors: Partial<Record<FlawCode, string>> = {
  wrong_group: '1',
  unknown_version: '2',
  missing_trailer: '3',
  control_mismatch: '4',
  wrong_count: '5',
  repeated_control: '19',
}

const isError = ({ severity }: Flaw): boolean => severity === 'error'

/** The id of the segment a flaw is about; what cannot be an id is answered as ZZZ. */
function nameOf(flaw: Flaw): string {
  const isMissing = flaw.code === 'missing_segment' || flaw.code === 'missing_loop'
  const id = isMissing ? (flaw.message.split(' ')[0] ?? '') : flaw.id
  return /^[A-Z][A-Z0-9]{1,2}$/.test(id) ? id : 'ZZZ'
}

/** Whether a flaw is of a segment as such; one of its id, which no IK4 can name, is too. */
const isOfSegment = ({ code, element }: Flaw): boolean => segmentErrors[code] !== undefined || element === 0

/** Whether only the guide forbids it, not the standard. */
const isOfGuide = (flaw: Flaw): boolean => !isOfSegment(flaw) && (elementErrors[flaw.code] ?? '').startsWith('I')

/** The number of the segment that bytes which are none stand behind. */
const numberAt = ({ segments }: Transaction, offset: number): number =>
  (segments.findLast(({ from }) => from <= offset) ?? segments[0])?.number ?? 1

function acknowledgeTransaction(transaction: Transaction): Acknowledgment['transactions'][number] {
  const start = transaction.segments[0]?.number ?? 1
  const bySegment = new Map<number, Flaw[]>()
  const reasons = new Set<string>()
  for (const flaw of transaction.flaws.filter(isError)) {
    const reason = transactionErrors[flaw.code]
    if (reason && ['ST', 'SE', 'GS'].includes(flaw.id)) {
      reasons.add(reason)
      continue
    }
    const number = flaw.segment || numberAt(transaction, flaw.offset)
    bySegment.set(number, [...(bySegment.get(number) ?? []), flaw])
    reasons.add(isOfGuide(flaw) ? 'I5' : '5')
  }
  // The other says less: that the guide is broken, where the standard is.
  if (reasons.has('5')) reasons.delete('I5')
  const segments = [...bySegment].flatMap(([number, flaws]) => {
    const placed = transaction.segments[number - start]
    const own = flaws.filter(isOfSegment)
    const elements = flaws.filter((flaw) => !isOfSegment(flaw))
    const errors = [
      ...own.map((flaw) => ({ flaw, error: segmentErrors[flaw.code] ?? ('1' as const), elements: [] as Flaw[] })),
    ]
    const [first] = elements
    if (first) errors.push({ flaw: first, error: '8', elements })
    return errors.map(({ flaw, error, elements: inside }) => ({
      segment: {
        segment: nameOf(flaw),
        position: String(number - start + 1),
        ...(flaw.loop && flaw.loop.length <= 4 ? { loop: flaw.loop } : {}),
        error,
      },
      contexts: [],
      elements: inside.slice(0, 99).map((one) => {
        const whole = placed?.segment[one.element ?? 0] ?? ''
        const part = one.component === undefined ? whole : components(whole, transaction.delimiters)[one.component - 1]
        const content = (part ?? '').slice(0, 99).trim()
        return {
          element: {
            place: {
              element: String(one.element ?? 1),
              ...(one.component === undefined ? {} : { component: String(one.component) }),
            },
            error: elementErrors[one.code] ?? ('7' as const),
            ...(content === '' ? {} : { content }),
          },
          contexts: [],
        }
      }),
    }))
  })
  const codes = [...reasons]
  return {
    transaction: {
      // What the sender left out or garbled is answered in the shape that AK2 demands.
      set: transaction.set.length === 3 ? transaction.set : 'ZZZ',
      control: transaction.control.trim().padStart(4, '0').slice(0, 9),
      ...(transaction.version === '' ? {} : { version: transaction.version }),
    },
    segments,
    result: {
      result: codes.length > 0 ? 'R' : 'A',
      ...Object.fromEntries(codes.slice(0, 5).map((code, i) => [`error${i + 1}`, code])),
    },
  }
}

/** The 999 that answers a group. */
export function acknowledgeGroup(group: Group, flaws: readonly Flaw[] = []): Acknowledgment {
  // A transaction without a name or number cannot be named in the answer; it only counts as received.
  const transactions = group.transactions
    .filter(({ set, control }) => set.trim() !== '' && control.trim() !== '')
    .map(acknowledgeTransaction)
  const accepted = transactions.filter((transaction) => transaction.result.result === 'A').length
  const places = [group.header?.number, group.trailer?.number]
  const own = flaws.filter((flaw) => isError(flaw) && places.includes(flaw.segment))
  const isBroken = group.trailer === null || own.length > 0
  const codes = [...new Set(own.flatMap(({ code }) => groupErrors[code] ?? []))]
  const all = group.transactions.length
  const result = isBroken ? 'R' : accepted === all ? 'A' : accepted === 0 ? 'R' : 'P'
  return {
    group: { code: group.code, control: group.control, ...(group.version === '' ? {} : { version: group.version }) },
    transactions,
    result: {
      result,
      included: group.trailer?.segment[1] || String(all),
      received: String(all),
      accepted: String(isBroken ? 0 : accepted),
      ...Object.fromEntries(codes.slice(0, 5).map((code, i) => [`error${i + 1}`, code])),
    },
  }
}

/** Why a TA1 rejects, by what is wrong with ISA or IEA; what has no note of its own is an invalid control structure. */
const interchangeNotes: readonly (readonly [code: FlawCode, note: string])[] = [
  ['missing_trailer', '023'],
  ['truncated', '023'],
  ['control_mismatch', '001'],
  ['wrong_count', '021'],
  ['not_a_date', '014'],
  ['not_a_time', '015'],
]
const invalidStructure = '022'
const invalidContent = '024'

/** Whether a flaw lies within an interchange, and in none of its groups, which their 999 answers. */
function isBetween({ offset, segment }: Flaw, { header, trailer, segments, groups }: Interchange): boolean {
  const until = (trailer ?? segments.at(-1))?.until ?? header.until
  if (offset < header.from || offset >= until) return false
  return !groups.some(
    (group) =>
      [group.header?.number, group.trailer?.number].includes(segment) ||
      group.transactions.some((transaction) => offset >= transaction.from && offset < transaction.until),
  )
}

/** The TA1 that answers an interchange. */
export function acknowledgeInterchange(interchange: Interchange, flaws: readonly Flaw[]): InterchangeAcknowledgment {
  const { header, trailer } = interchange
  const errors = flaws.filter(isError)
  const own = errors.filter((flaw) => flaw.segment === header.number || flaw.segment === trailer?.number)
  const isStructured = interchange.groups.every((group) => group.header !== null)
  const isOutside = errors.some((flaw) => isBetween(flaw, interchange))
  const named = interchangeNotes.find(([code]) => own.some((flaw) => flaw.code === code))
  const note = named?.[1] ?? (own.length > 0 || !isStructured ? invalidStructure : isOutside ? invalidContent : '000')
  const day = header.segment[9] ?? ''
  const time = header.segment[10] ?? ''
  return {
    control: interchange.control,
    on: `20${day.slice(0, 2)}-${day.slice(2, 4)}-${day.slice(4, 6)}`,
    at: `${time.slice(0, 2)}:${time.slice(2, 4)}`,
    // What stands beside the groups spoils none of them.
    result: note === '000' ? 'A' : note === invalidContent ? 'E' : 'R',
    note,
  }
}

/** Answers a file that came in: the TA1s of its interchanges and the 999s of its groups, each as one file. */
export function acknowledge(
  file: X12File,
  envelope: Envelope,
): { readonly ta1: Uint8Array; readonly group: Uint8Array | null } {
  const groups = file.interchanges.flatMap((interchange) => interchange.groups)
  const answers = groups.filter((group) => group.code !== 'FA').map((group) => acknowledgeGroup(group, file.flaws))
  return {
    ta1: writeTA1(
      envelope,
      file.interchanges.map((interchange) => acknowledgeInterchange(interchange, file.flaws)),
    ),
    group: answers.length > 0 ? writeInterchange(envelope, guide999, answers) : null,
  }
}
