import { parse, readAs, type Transaction } from './file.ts'
import { guide277CA } from './guides/x214-277ca.ts'
import { guide835 } from './guides/x221-835.ts'
import { guide837P } from './guides/x222-837p.ts'
import { guide999 } from './guides/x231-999.ts'
import { readTA1 } from './ta1.ts'

// A file in plain words, for people at a support desk: who sent what to whom, what it says, what is wrong with it.

const shown = 50

const claimStatus: Readonly<Record<string, string>> = {
  '1': 'processed as primary',
  '2': 'processed as secondary',
  '3': 'processed as tertiary',
  '4': 'denied',
  '19': 'processed as primary and forwarded',
  '20': 'processed as secondary and forwarded',
  '21': 'processed as tertiary and forwarded',
  '22': 'an earlier payment taken back',
  '23': 'not this payer’s claim, forwarded',
  '25': 'an estimate only',
}
const results: Readonly<Record<string, string>> = {
  A: 'accepted',
  E: 'accepted, with errors noted',
  P: 'partly accepted',
  R: 'rejected',
  M: 'rejected for security reasons',
  W: 'rejected for security reasons',
  X: 'rejected for security reasons',
}
const categories: Readonly<Record<string, string>> = {
  A0: 'forwarded',
  A1: 'received',
  A2: 'accepted for a decision',
  A3: 'returned as unprocessable',
  A4: 'not found',
  A5: 'split',
  A6: 'rejected: something is missing',
  A7: 'rejected: something is invalid',
  A8: 'rejected: fields contradict each other',
}

function tell(transaction: Transaction): string[] {
  const remittance = readAs(guide835, transaction)
  if (remittance?.payment) {
    const { payment, payer, payee, groups, providerAdjustments } = remittance
    const claims = groups.flatMap((group) => group.claims)
    return [
      `${payer?.name?.name ?? 'A payer'} pays ${payee?.name?.name ?? 'a practice'} ${payment.amount} on ${payment.day} by ${payment.method}, trace ${remittance.trace?.id ?? 'none'}.`,
      ...claims
        .slice(0, shown)
        .map(
          ({ claim, adjustments, lines }) =>
            `Claim ${claim?.controlNumber ?? '?'}: ${claimStatus[claim?.status ?? ''] ?? 'of unknown status'}; charged ${claim?.charge ?? '?'}, paid ${claim?.paid ?? '?'}, ${lines.length} lines, reasons ${
              [...adjustments, ...lines.flatMap((line) => line.adjustments)]
                .map((cas) => `${cas.group}-${cas.reason1} ${cas.amount1}`)
                .join(', ') || 'none'
            }.`,
        ),
      ...more(claims.length, 'claims'),
      ...providerAdjustments.map(
        (plb) =>
          `Outside any claim: ${plb.reason1?.code ?? '?'} ${plb.amount1} (${plb.amount1?.startsWith('-') ? 'adds to' : 'lessens'} the payment).`,
      ),
    ]
  }
  const claims = readAs(guide837P, transaction)
  if (claims) {
    const all = (claims.billings ?? []).flatMap((billing) =>
      billing.subscribers.flatMap((subscriber) => [
        ...subscriber.claims,
        ...subscriber.patients.flatMap((patient) => patient.claims),
      ]),
    )
    return [
      `${claims.submitter?.name?.lastName ?? 'Somebody'} sends ${all.length} professional claims.`,
      ...all
        .slice(0, shown)
        .map(
          ({ claim, lines }) =>
            `Claim ${claim?.controlNumber ?? '?'}: ${claim?.charge ?? '?'} for ${lines.map((line) => `${line.service?.procedure?.code ?? '?'} on ${line.serviceDate?.value ?? '?'}`).join(', ')}.`,
        ),
      ...more(all.length, 'claims'),
    ]
  }
  const acknowledgment = readAs(guide999, transaction)
  if (acknowledgment?.group) {
    const { group, transactions, result } = acknowledgment
    return [
      `Answers group ${group.control} (${group.code}): ${results[result?.result ?? ''] ?? 'no result'}; ${result?.accepted ?? '?'} of ${result?.received ?? '?'} transactions accepted.`,
      ...transactions
        .slice(0, shown)
        .flatMap((one) => [
          `Transaction ${one.transaction.control}: ${results[one.result?.result ?? ''] ?? 'no result'}.`,
          ...one.segments.map(
            ({ segment, elements }) =>
              `  segment ${segment.position} (${segment.segment}) in loop ${segment.loop ?? '?'}: error ${segment.error ?? '?'}${elements.map((inside) => `, element ${inside.element.place?.element ?? '?'} error ${inside.element.error}`).join('')}`,
          ),
        ]),
    ]
  }
  const statuses = readAs(guide277CA, transaction)
  if (statuses) {
    const patients = (statuses.sources ?? []).flatMap((source) =>
      source.receivers.flatMap((receiver) => receiver.providers.flatMap((provider) => provider.patients)),
    )
    return patients
      .slice(0, shown)
      .flatMap((patient) =>
        patient.claims.map(
          (claim) =>
            `Claim ${claim.trace?.id ?? '?'}: ${claim.statuses.map((status) => `${categories[status.status?.category ?? ''] ?? status.status?.category ?? '?'} (${status.status?.category}:${status.status?.code})`).join(', ')}.`,
        ),
      )
  }
  return [`${transaction.segments.length} segments.`]
}

const more = (count: number, what: string): string[] => (count > shown ? [`… and ${count - shown} more ${what}.`] : [])

/** What a file says, in plain words, a line each. */
export function explain(bytes: Uint8Array): string {
  const file = parse(bytes)
  const lines: string[] = []
  for (const interchange of file.interchanges) {
    lines.push(
      `Interchange ${interchange.control} from ${interchange.sender} to ${interchange.receiver}${interchange.isTest ? ', a test' : ''}.`,
    )
    for (const group of interchange.groups)
      for (const transaction of group.transactions) {
        lines.push(
          `  ${transaction.guide?.title ?? `Transaction of kind ${transaction.set}`} (${transaction.kind}), number ${transaction.control}:`,
        )
        for (const line of tell(transaction)) lines.push(`    ${line}`)
      }
  }
  for (const answer of readTA1(file))
    lines.push(`  Interchange ${answer.control} was ${results[answer.result] ?? 'answered'} (note ${answer.note}).`)
  if (file.flaws.length === 0) lines.push('Nothing is wrong with it.')
  else lines.push(`${file.flaws.length} flaws:`)
  for (const flaw of file.flaws.slice(0, shown))
    lines.push(
      `  byte ${flaw.offset}, segment ${flaw.segment}${flaw.loop ? `, loop ${flaw.loop}` : ''}: ${flaw.message}`,
    )
  lines.push(...more(file.flaws.length, 'flaws'))
  return `${lines.join('\n')}\n`
}
