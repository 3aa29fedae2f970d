import { addDays, type Cents, type PlainDate, sum } from '@ballast/kernel'
import {
  centsToAmount, type Envelope, guide270, guide271, guide277CA, guide278Request, guide278Response, guide837P, guide999, parse, readAs, type Segment, type Transaction,type TypedOf, 
  transactionsOf, writeInterchange, writeSegments,
} from '@ballast/x12' // biome-ignore format: one list
import { claimsOf, type ReceivedClaim } from './payer/received-claim.ts'
import { random } from './random.ts'
import { isNpi } from './world/identifiers.ts'
import type { Payer } from './world/payer-file.ts'

// A clearinghouse stands before every payer: it checks syntax (TA1, 999), then each claim against what the payer's front
// door wants (277CA). What it sends back was never judged; the filing clock goes on running.

export type OutgoingFile = { readonly name: string; readonly bytes: Uint8Array }
export type Scheduled = OutgoingFile & { readonly on: PlainDate }

/** Why a claim was sent back: 277CA category and status, and whom it is about. */
export type Rejection = { readonly category: string; readonly code: string; readonly entity: string | null }

export type RejectedClaim = { readonly claim: ReceivedClaim; readonly on: PlainDate; readonly why: Rejection }

export type Clearinghouse = {
  /** Takes a file in; hands good claims to `pass` and returns the acknowledgments it will send. */
  readonly receive: (day: PlainDate, fileName: string, bytes: Uint8Array) => readonly Scheduled[]
  readonly envelope: (day: PlainDate) => Envelope
  readonly rejected: readonly RejectedClaim[]
  /** Every claim a payer's front door let in, with its day. */
  readonly accepted: readonly { readonly claim: ReceivedClaim; readonly on: PlainDate }[]
}

// Parents that are no longer billable, as claims send them: without the dot (cite ICD10CM26).
const notBillable = ['F438', 'F502', 'F508', 'F78', 'F32', 'F33', 'F41', 'F43']

function rejectionOf(claim: ReceivedClaim, payer: Payer | undefined, day: PlainDate): Rejection | null {
  const line = claim.lines[0]
  if (!payer) return { category: 'A3', code: '116', entity: null }
  if (!isNpi(claim.renderingNpi)) return { category: 'A7', code: '562', entity: '82' }
  if (!new RegExp(payer.published.memberIdShape).test(claim.subscriber.memberId))
    return { category: 'A7', code: '164', entity: 'IL' }
  if (claim.patient.birth === null) return { category: 'A6', code: '158', entity: 'QC' }
  if (claim.diagnoses.length === 0) return { category: 'A6', code: '254', entity: null }
  if (claim.diagnoses.some((code) => notBillable.includes(code))) return { category: 'A7', code: '255', entity: null }
  if (claim.charge !== sum(claim.lines.map(({ charge }) => charge)))
    return { category: 'A7', code: '400', entity: null }
  if (claim.lines.some(({ charge }) => charge <= 0)) return { category: 'A7', code: '583', entity: null }
  if (line && line.on > day) return { category: 'A7', code: '510', entity: null }
  if (claim.frequency !== '1' && !claim.originalNumber) return { category: 'A6', code: '495', entity: null }
  return null
}

type Judged = { claim: ReceivedClaim; why: Rejection | null }
type Transaction277CA = TypedOf<typeof guide277CA>
type Patient277CA = Transaction277CA['sources'][number]['receivers'][number]['providers'][number]['patients'][number]
type Status = Patient277CA['claims'][number]['statuses'][number]

export function clearinghouse(
  seed: number,
  payers: readonly Payer[],
  practice: { readonly name: string; readonly npi: string; readonly submitterId: string },
  pass: (day: PlainDate, payer: Payer, claim: ReceivedClaim) => void,
  answer: (day: PlainDate, question: TypedOf<typeof guide270>) => readonly TypedOf<typeof guide271>[],
  review: (
    day: PlainDate,
    question: TypedOf<typeof guide278Request>,
  ) => readonly { on: PlainDate; answer: TypedOf<typeof guide278Response> }[],
): Clearinghouse {
  const rejected: RejectedClaim[] = []
  const accepted: { claim: ReceivedClaim; on: PlainDate }[] = []
  let control = 0

  const envelope = (day: PlainDate): Envelope => {
    control += 1
    return {
      sender: { qualifier: 'ZZ', id: 'CLRHOUSE01', code: 'CLRHOUSE01' },
      receiver: { qualifier: 'ZZ', id: practice.submitterId, code: practice.submitterId },
      control,
      groupControl: control,
      usage: 'T',
      on: day,
      at: '06:00',
    }
  }
  const named = (kind: string, day: PlainDate) =>
    `${kind}-${day.replaceAll('-', '')}-${String(control).padStart(6, '0')}.edi`

  function claimAcknowledgment(day: PlainDate, payer: Payer | undefined, judged: readonly Judged[]): Transaction277CA {
    const total = (of: readonly Judged[]): Cents => sum(of.map(({ claim }) => claim.charge))
    const good = judged.filter(({ why }) => why === null)
    const bad = judged.filter(({ why }) => why !== null)
    const payerId = payer?.id ?? judged[0]?.claim.payerId ?? 'UNKNOWN'
    const status = (why: Rejection | null, charge: Cents): Status => ({
      status: why
        ? { category: why.category, code: why.code, ...(why.entity ? { entity: why.entity } : {}) }
        : { category: 'A2', code: '20', entity: 'PR' },
      day,
      action: why ? 'U' : 'WQ',
      charge: centsToAmount(charge),
    })
    const batchStatus: Status = {
      status: { category: 'A1', code: '19', entity: 'PR' },
      day,
      action: 'WQ',
      charge: centsToAmount(total(judged)),
    }
    const counts = {
      ...(good.length > 0 ? { acceptedAmount: { qualifier: 'YU', amount: centsToAmount(total(good)) } } : {}),
      ...(bad.length > 0 ? { rejectedAmount: { qualifier: 'YY', amount: centsToAmount(total(bad)) } } : {}),
    }
    return {
      beginning: { structure: '0085', purpose: '08', reference: `${payerId}${control}`, day, time: '0600', type: 'TH' },
      sources: [
        {
          level: { id: '1', level: '20', hasChildren: '1' },
          name: { entity: 'PR', type: '2', lastName: payer?.published.name ?? payerId, idQualifier: 'PI', id: payerId },
          report: {
            trace: { type: '1', id: `${payerId}${control}` },
            received: { qualifier: '050', format: 'D8', value: day.replaceAll('-', '') },
            processed: { qualifier: '009', format: 'D8', value: day.replaceAll('-', '') },
          },
          receivers: [
            {
              level: { id: '2', parent: '1', level: '21', hasChildren: '1' },
              name: { entity: '41', type: '2', lastName: practice.name, idQualifier: '46', id: practice.submitterId },
              batch: {
                trace: { type: '2', id: `${payerId}${control}` },
                statuses: [batchStatus],
                ...(good.length > 0 ? { accepted: { qualifier: '90', quantity: String(good.length) } } : {}),
                ...(bad.length > 0 ? { rejected: { qualifier: 'AA', quantity: String(bad.length) } } : {}),
                ...counts,
              },
              providers: [
                {
                  level: { id: '3', parent: '2', level: '19', hasChildren: '1' },
                  name: { entity: '85', type: '2', lastName: practice.name, idQualifier: 'XX', id: practice.npi },
                  patients: judged.map(({ claim, why }, i) => ({
                    level: { id: String(i + 4), parent: '3', level: 'PT' },
                    name: {
                      entity: 'QC',
                      type: '1',
                      lastName: claim.patient.lastName,
                      firstName: claim.patient.firstName,
                      idQualifier: 'MI',
                      id: claim.subscriber.memberId,
                    },
                    claims: [
                      {
                        trace: { type: '2', id: claim.controlNumber },
                        statuses: [status(why, claim.charge)],
                        serviceDate: {
                          qualifier: '472',
                          format: 'D8',
                          value: (claim.lines[0]?.on ?? day).replaceAll('-', ''),
                        },
                        lines: [],
                      },
                    ],
                  })),
                },
              ],
            },
          ],
        },
      ],
    }
  }

  function syntaxAnswer(
    code: string,
    version: string,
    groupControl: string,
    transactions: readonly Transaction[],
  ): TypedOf<typeof guide999> {
    const isGood = (transaction: Transaction) => !transaction.flaws.some(({ severity }) => severity === 'error')
    const goodCount = transactions.filter(isGood).length
    return {
      group: { code, control: groupControl, version },
      transactions: transactions.map((transaction) => ({
        transaction: { set: transaction.set, control: transaction.control, version: transaction.version },
        segments: isGood(transaction)
          ? []
          : transaction.flaws
              .filter(({ severity }) => severity === 'error')
              .slice(0, 50)
              .map((flaw) => ({
                segment: {
                  segment: flaw.id || 'ST',
                  position: String(Math.max(1, flaw.segment)),
                  ...(flaw.loop ? { loop: flaw.loop.slice(0, 4) } : {}),
                  error: '8' as const,
                },
                contexts: [],
                elements: [],
              })),
        result: isGood(transaction) ? { result: 'A' as const } : { result: 'R' as const, error1: '5' },
      })),
      result: {
        result: goodCount === transactions.length ? 'A' : goodCount === 0 ? 'R' : 'P',
        included: String(transactions.length),
        received: String(transactions.length),
        accepted: String(goodCount),
      },
    }
  }

  function receive(day: PlainDate, fileName: string, bytes: Uint8Array): Scheduled[] {
    const sent: Scheduled[] = []
    const file = parse(bytes)
    for (const interchange of file.interchanges) {
      const isWhole = interchange.trailer !== null
      const own = envelope(day)
      const header = interchange.header.segment
      const ta1: Segment = [
        'TA1',
        header[13] ?? interchange.control,
        header[9] ?? '',
        header[10] ?? '',
        isWhole ? 'A' : 'R',
        isWhole ? '000' : '023',
      ]
      sent.push({ on: day, name: named('TA1', day), bytes: writeSegments(own, [ta1], 0) })
      if (!isWhole) continue
      for (const group of interchange.groups) {
        const around = envelope(day)
        const answer = syntaxAnswer(group.code, group.version, group.control, group.transactions)
        sent.push({ on: day, name: named('999', day), bytes: writeInterchange(around, guide999, [answer]) })
      }
    }
    for (const transaction of transactionsOf(file)) {
      const question = readAs(guide270, transaction)
      if (question === null || transaction.flaws.some(({ severity }) => severity === 'error')) continue
      const around = envelope(day)
      const bytesOut = writeInterchange(around, guide271, answer(day, question))
      sent.push({ on: day, name: named('271', day), bytes: bytesOut })
    }
    for (const transaction of transactionsOf(file)) {
      const question = readAs(guide278Request, transaction)
      if (question === null || transaction.flaws.some(({ severity }) => severity === 'error')) continue
      for (const { on, answer: reviewed } of review(day, question)) {
        const around = envelope(on)
        sent.push({ on, name: named('278', on), bytes: writeInterchange(around, guide278Response, [reviewed]) })
      }
    }
    const judged = transactionsOf(file).flatMap((transaction): Judged[] => {
      const value = readAs(guide837P, transaction)
      if (value === null || transaction.flaws.some(({ severity }) => severity === 'error')) return []
      return claimsOf(value).map((claim) => ({
        claim,
        why: rejectionOf(
          claim,
          payers.find(({ id }) => id === claim.payerId),
          day,
        ),
      }))
    })
    for (const { claim, why } of judged) {
      const payer = payers.find(({ id }) => id === claim.payerId)
      if (why) rejected.push({ claim, on: day, why })
      else if (payer) {
        accepted.push({ claim, on: day })
        pass(day, payer, claim)
      }
    }
    for (const payerId of [...new Set(judged.map(({ claim }) => claim.payerId))].sort()) {
      const payer = payers.find(({ id }) => id === payerId)
      const draw = random(seed, 'acknowledgment', fileName, payerId)
      if (payer && draw.chance(payer.hidden.missingAcknowledgmentShare)) continue
      const isLate = payer !== undefined && draw.chance(payer.hidden.lateAcknowledgmentShare)
      const on = addDays(day, isLate ? 6 : 1)
      const around = envelope(on)
      const theirs = judged.filter(({ claim }) => claim.payerId === payerId)
      const bytesOut = writeInterchange(around, guide277CA, [claimAcknowledgment(on, payer, theirs)])
      sent.push({ on, name: named('277CA', on), bytes: bytesOut })
    }
    return sent
  }

  return { receive, envelope, rejected, accepted }
}
