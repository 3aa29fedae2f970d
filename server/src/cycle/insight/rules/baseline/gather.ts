import { cents, formatDecimal, lookup, parseDate } from '@ballast/kernel'
import {
  type Claim835,
  type Flaw,
  parse,
  Reader835,
  type Remittance835,
  transactionsOf,
  type X12File,
} from '@ballast/x12'
import { batchAnswers, claimAnswers } from '../../../claim/rules/acknowledge.ts'
import type {
  AnswerFact,
  BaselineFacts,
  ClaimFact,
  FileFact,
  ImbalanceFact,
  PaymentFact,
  ProviderAdjustmentFact,
  SubmissionFact,
  VisitFact,
} from '../../types/baseline-facts.ts'
import { claimImbalances, readClaim } from './read-remittance.ts'
import { readSubmissions } from './read-submissions.ts'
import { readVisits } from './read-visits.ts'

// Files come in, rows go out. An 835 of any size is read as it streams by; other X12 is small and read whole. What was
// there before is put aside here, at three levels: the same bytes, the same payment in another envelope, and the same
// claim of that payment. A copy that was cut short does not hide the whole one: what only one of them holds counts.

const listedFlaws = 200

/** Files of other kinds that people keep beside their remittances, and what to do about them. */
const foreignWords = lookup<string>({
  '837': 'It holds institutional or dental claims (837I or 837D). Only professional claims (837P) are read here.',
  '270': 'It asks about benefits (270); nothing of it belongs in this report.',
  '271': 'It answers about benefits (271); nothing of it belongs in this report.',
  '276': 'It asks about claims (276); nothing of it belongs in this report.',
  '277': 'It answers about claims (277). Only the claim acknowledgment (277CA) is read here.',
  '278': 'It is about authorizations (278); nothing of it belongs in this report.',
})

/** What a guide forbids and no figure here suffers by. */
const cosmetic = new Set([
  'wrong_check_digit',
  'wrong_code',
  'unused_element',
  'trailing_elements',
  'too_many_elements',
  'too_long',
  'too_short',
  'broken_condition',
  'wrong_qualifier',
  'repeated_segment',
  'misplaced_segment',
  'unknown_segment',
  'out_of_order',
  'not_a_time',
  'control_character',
  'wrong_group',
])

type Copies = {
  readonly first: PaymentFact
  readonly claims: Set<string>
  readonly providerAdjustments: Set<string>
}

/** A payment while its transaction is being read. */
type Open = {
  readonly fact: PaymentFact
  readonly copies: Copies
  /** How often the same claim came in this very transaction: twice in one payment is twice. */
  readonly seen: Map<string, number>
}

export class Gathering {
  readonly files: FileFact[] = []
  readonly payments: PaymentFact[] = []
  readonly claims: ClaimFact[] = []
  readonly repeats: ClaimFact[] = []
  readonly providerAdjustments: ProviderAdjustmentFact[] = []
  readonly imbalances: ImbalanceFact[] = []
  readonly submissions: SubmissionFact[] = []
  readonly answers: AnswerFact[] = []
  readonly visits: VisitFact[] = []
  readonly usual = new Map<string, Map<number, number>>()
  readonly byHash = new Map<string, string>()
  readonly copies = new Map<string, Copies>()
  readonly sent = new Set<string>()
  readonly visitById = new Map<string, number>()
  readonly texts = new Map<string, string>()

  get facts(): BaselineFacts {
    return this
  }

  readonly intern = (text: string): string => {
    const known = this.texts.get(text)
    if (known !== undefined) return known
    this.texts.set(text, text)
    return text
  }

  /** Begins a file. A repetition of earlier bytes is noted and need not be read. */
  begin(path: string, sha256: string): FileFact {
    // A file that could not be read has no hash, and two of those are not the same.
    const sameAs = sha256 === '' ? null : (this.byHash.get(sha256) ?? null)
    if (sameAs === null && sha256 !== '') this.byHash.set(sha256, path)
    const file: FileFact = { path, sha256, kind: '', transactions: 0, flaws: [], flawCount: 0, sameAs, isUsed: false }
    this.files.push(file)
    return file
  }

  flaw(file: FileFact, code: string, message: string, place: { offset?: number; segment?: number } = {}): void {
    const severity = cosmetic.has(code) ? 'warning' : 'error'
    if (severity === 'error') file.flawCount += 1
    if (file.flaws.length < listedFlaws)
      file.flaws.push({
        severity,
        code,
        message,
        offset: place.offset ?? 0,
        segment: place.segment ?? 0,
      })
  }

  /** A reader to push an X12 file's bytes through, for its 835s. */
  remittances(file: FileFact): {
    push: (chunk: Uint8Array) => void
    end: () => { hasOthers: boolean; hasSets: boolean }
  } {
    let open: Open | null = null
    let foreign = 0
    let remittances = 0
    const openFor = (remittance: Remittance835): Open => {
      open ??= this.openPayment(file, remittance)
      return open
    }
    const reader = new Reader835({
      claim: (claim) => this.takeClaim(claim, openFor(claim.remittance)),
      remittance: (remittance) => {
        remittances += 1
        this.closePayment(file, remittance, openFor(remittance))
        open = null
      },
      flaw: (flaw: Flaw) => {
        if (flaw.code === 'unknown_version') foreign += 1
        // What does not add up is said once, with its amounts, among the imbalances.
        else if (flaw.code === 'unbalanced') this.flaw(file, flaw.code, inDollars(flaw.message), flaw)
        else this.flaw(file, flaw.code, flaw.message, flaw)
      },
    })
    return {
      push: (chunk) => reader.push(chunk),
      end: () => {
        reader.end()
        file.transactions += remittances
        if (remittances > 0) {
          file.isUsed = true
          file.kind = '835'
        }
        return { hasOthers: foreign > 0 || remittances === 0, hasSets: foreign + remittances > 0 }
      },
    }
  }

  openPayment(file: FileFact, remittance: Remittance835): Open {
    const sign = remittance.isDebit ? -1 : 1
    const amount = Number.isSafeInteger(remittance.payment) ? cents(sign * remittance.payment) : cents(0)
    const key = [
      remittance.originator,
      remittance.trace,
      remittance.day,
      amount,
      remittance.method,
      remittance.payeeId,
    ].join('|')
    const known = this.copies.get(key)
    const fact: PaymentFact = {
      file,
      offset: remittance.offset,
      payer: this.intern(remittance.payer.trim() || remittance.payerId || 'Payer not named'),
      trace: remittance.trace,
      paidOn: parseDate(remittance.day),
      method: this.intern(remittance.method),
      amount,
      isRepeat: known !== undefined && amount !== 0,
      repeatedClaims: 0,
      newClaims: 0,
    }
    this.payments.push(fact)
    const copies = known ?? { first: fact, claims: new Set(), providerAdjustments: new Set() }
    if (!known) this.copies.set(key, copies)
    return { fact, copies, seen: new Map() }
  }

  takeClaim(claim: Claim835, open: Open): void {
    const { fact, usual } = readClaim(claim, open.fact, this.intern)
    const { path } = open.fact.file
    const text = [fact.claim, fact.payerClaim, fact.status, fact.charge, fact.paid, fact.patient, fact.codes].join('|')
    const count = (open.seen.get(text) ?? 0) + 1
    open.seen.set(text, count)
    const key = `${text}|${count}`
    if (open.copies.claims.has(key)) {
      open.fact.repeatedClaims += 1
      this.repeats.push(fact)
      return
    }
    open.copies.claims.add(key)
    open.fact.newClaims += 1
    this.claims.push(fact)
    this.imbalances.push(...claimImbalances(claim, path))
    for (const { code, allowed } of usual) {
      const place = `${fact.payment.payer}|${code}`
      const amounts = this.usual.get(place) ?? new Map<number, number>()
      amounts.set(allowed, (amounts.get(allowed) ?? 0) + 1)
      this.usual.set(place, amounts)
    }
  }

  closePayment(file: FileFact, remittance: Remittance835, open: Open): void {
    const { fact, copies } = open
    const taken = new Map<string, number>()
    for (const { code, reference, amount } of remittance.providerAdjustments) {
      if (!Number.isSafeInteger(amount)) continue
      const text = [code, reference, amount].join('|')
      taken.set(text, (taken.get(text) ?? 0) + 1)
      const key = `${text}|${taken.get(text)}`
      if (copies.providerAdjustments.has(key)) continue
      copies.providerAdjustments.add(key)
      this.providerAdjustments.push({ payment: fact, code, reference, amount: cents(amount) })
    }
    const off = remittance.payment - (remittance.claimsPaid - remittance.providerAdjusted)
    if (!remittance.isBalanced && Number.isSafeInteger(off) && off !== 0)
      this.imbalances.push({
        path: file.path,
        level: 'payment',
        trace: remittance.trace,
        claim: null,
        line: null,
        offBy: cents(off),
        message: `The payment ${remittance.trace} of ${formatDecimal(cents(remittance.payment))} is not its claims ${formatDecimal(cents(remittance.claimsPaid))} less provider adjustments ${formatDecimal(cents(remittance.providerAdjusted))}${remittance.isClosed ? '' : '; the file ends before the payment does'}.`,
      })
  }

  /** A table of appointments. */
  takeTable(file: FileFact, table: Parameters<typeof readVisits>[0]): void {
    const { visits, problems, unusable } = readVisits(table, file.path, this.intern)
    file.kind = unusable === null ? 'appointments CSV' : 'CSV'
    file.transactions = visits.length
    file.isUsed = visits.length > 0
    for (const visit of visits) this.takeVisit(visit)
    if (unusable !== null) this.flaw(file, 'foreign', unusable)
    for (const { message } of problems) this.flaw(file, 'bad_row', message)
  }

  /** Reports of two days overlap: an appointment that comes again is one, as the report that knows most has it. */
  takeVisit(visit: VisitFact): void {
    const at = visit.id === '' ? undefined : this.visitById.get(visit.id)
    if (at === undefined) {
      if (visit.id !== '') this.visitById.set(visit.id, this.visits.length)
      this.visits.push(visit)
      return
    }
    const before = this.visits[at]
    if (before) this.visits[at] = later(before, visit)
  }

  /** Everything in an X12 file that is no 835. */
  others(file: FileFact, bytes: Uint8Array): void {
    const hasRemittances = file.kind === '835'
    const parsed = parse(bytes)
    const kinds = new Set(file.kind === '' ? [] : [file.kind])
    if (!hasRemittances) {
      file.flaws.length = 0
      file.flawCount = 0
      for (const flaw of parsed.flaws) if (isWorthSaying(flaw)) this.flaw(file, flaw.code, flaw.message, flaw)
    }
    for (const transaction of transactionsOf(parsed)) {
      if (transaction.set === '835') {
        if (!hasRemittances) kinds.add('835')
        continue
      }
      file.transactions += 1
      const kind = transaction.guide ? transaction.kind : institutional(transaction.set, transaction.version)
      kinds.add(kind)
      if (['837P', '277CA', '999'].includes(kind)) file.isUsed = true
      else
        this.flaw(file, 'foreign', foreignWords[transaction.set] ?? `It holds a ${kind}, which is not read here.`, {
          offset: transaction.from,
        })
      if (hasRemittances)
        for (const flaw of transaction.flaws) if (isWorthSaying(flaw)) this.flaw(file, flaw.code, flaw.message, flaw)
    }
    if (parsed.interchanges.some((interchange) => interchange.acknowledgments.length > 0)) {
      kinds.add('TA1')
      file.isUsed = true
    }
    file.kind = [...kinds].join('+') || (parsed.interchanges.length > 0 ? 'X12 without transactions' : 'broken X12')
    this.takeSubmissions(file, parsed)
    this.takeAnswers(file, parsed)
  }

  takeSubmissions(file: FileFact, parsed: X12File): void {
    for (const submission of readSubmissions(parsed, file.path, this.intern)) {
      const key = [
        submission.claim,
        submission.sentOn,
        submission.serviceOn,
        submission.charge,
        submission.isCorrection,
      ]
      if (this.sent.has(key.join('|'))) continue
      this.sent.add(key.join('|'))
      this.submissions.push(submission)
    }
  }

  takeAnswers(file: FileFact, parsed: X12File): void {
    for (const { answers } of claimAnswers(parsed))
      for (const answer of answers)
        this.answers.push({
          path: file.path,
          of: 'claim',
          control: answer.controlNumber,
          outcome: answer.outcome,
          summary: answer.summary,
          owner: answer.owner ?? 'claims desk',
        })
    for (const answer of batchAnswers(parsed))
      if (answer.kind === '999' && answer.state !== 'accepted')
        this.answers.push({
          path: file.path,
          of: 'group',
          control: answer.control,
          outcome: answer.state === 'rejected' ? 'rejected' : 'noted',
          summary: answer.reason ?? 'The group was not accepted.',
          owner: 'claims desk',
        })
  }
}

// Booked becomes kept or missed, a note gets signed, a visit gets billed; none of it goes back.
const later = (a: VisitFact, b: VisitFact): VisitFact => {
  const known = a.status === 'booked' ? b : b.status === 'booked' ? a : a.status < b.status ? a : b
  const either = (x: boolean | null, y: boolean | null): boolean | null => (x === true || y === true ? true : (x ?? y))
  return {
    ...known,
    isNoteSigned: either(a.isNoteSigned, b.isNoteSigned),
    isBilled: either(a.isBilled, b.isBilled),
    fee: known.fee ?? a.fee ?? b.fee,
  }
}

const institutional = (set: string, version: string): string => {
  if (set !== '837') return set
  if (version.includes('X223')) return '837I'
  return version.includes('X224') ? '837D' : '837'
}

/** Without a guide a transaction is foreign, which is said in better words than the codec's. */
const isWorthSaying = (flaw: Flaw): boolean => flaw.severity === 'error' && flaw.code !== 'unknown_version'

/** The streaming reader counts in cents; people read dollars. */
const inDollars = (message: string): string =>
  message
    .replace(/(-?\d+) cents/, (_, amount: string) => formatDecimal(cents(Number(amount))))
    .replace(/make (-?\d+)\./, (_, amount: string) => `make ${formatDecimal(cents(Number(amount)))}.`)
