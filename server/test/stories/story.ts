import {
  add,
  type Cents,
  cents,
  date,
  formatDecimal,
  negate,
  type PlainDate,
  parseDecimal,
  sum,
  zero,
} from '@ballast/kernel'

// Stories are written in a biller's words: a day, what happens, what the books then say. Lines without a day belong to the
// day above. Amounts of one line that are not named are the line's first amount.
//
//   2026-03-02  charge   C1  160.00                                 a claim is drafted
//   2026-04-02  remit    C1  paid 98.00  CO-45 42.00  PR-3 20.00    a payer's payment; CLP04 and the adjustments
//               also     C2  paid 80.00  CO-45 80.00                another claim in the same payment
//               plb      FB -12.00                                  a provider adjustment of that payment
//   2026-06-02  reverse  C1  paid 98.00  CO-45 42.00  PR-3 20.00    what was decided, taken back
//   2026-04-20  receive  C1  20.00                                  the patient pays for the visit of C1
//               correct  C1 as C2                                   the claim goes again under a new number
//               void     C1                                         the claim is taken back before anyone has it
//               write-off C1 payer duplicate
//               expect   payer 0.00  patient 20.00                  balances of accounts; a denial is `denied C1 160.00`

export type Remitted = {
  readonly claim: string
  readonly isReversal: boolean
  readonly paid: Cents
  readonly adjustments: readonly { readonly group: string; readonly reason: string; readonly amount: Cents }[]
}
export type Payment = {
  readonly on: PlainDate
  readonly claims: readonly Remitted[]
  readonly plb: readonly { readonly reason: string; readonly amount: Cents }[]
}

export type Step =
  | { readonly does: 'charge'; readonly claim: string; readonly amount: Cents }
  | { readonly does: 'pay'; readonly payment: Payment }
  | { readonly does: 'receive'; readonly claim: string; readonly amount: Cents }
  | { readonly does: 'correct'; readonly claim: string; readonly as: string }
  | { readonly does: 'void'; readonly claim: string }
  | {
      readonly does: 'write-off'
      readonly claim: string
      readonly owedBy: 'payer' | 'patient'
      readonly reason: string
    }
  | { readonly does: 'expect'; readonly balances: Readonly<Record<string, Cents>> }

export type Told = { readonly line: number; readonly on: PlainDate } & Step

/** The books a story is told to. `balances` has every account by name, and `denied C1` for what is denied of a claim. */
export type Bookkeeper = {
  readonly tell: (step: Told) => Promise<void>
  readonly balances: () => Promise<Readonly<Record<string, Cents>>>
}

class Unreadable extends Error {}

const amountOf = (text: string | undefined, line: number): Cents => {
  const read = parseDecimal(text ?? '')
  if (read === null) throw new Unreadable(`line ${line}: "${text ?? ''}" is no amount`)
  return read
}

function remitted(claim: string, words: readonly string[], line: number, isReversal: boolean): Remitted {
  const turn = (amount: Cents): Cents => (isReversal ? negate(amount) : amount)
  let paid = zero
  const adjustments: { group: string; reason: string; amount: Cents }[] = []
  for (let i = 0; i < words.length; i += 2) {
    const amount = turn(amountOf(words[i + 1], line))
    const [group = '', reason = ''] = (words[i] ?? '').split('-')
    if (words[i] === 'paid') paid = amount
    else adjustments.push({ group, reason, amount })
  }
  return { claim, isReversal, paid, adjustments }
}

function balancesOf(words: readonly string[], line: number): Record<string, Cents> {
  const balances: Record<string, Cents> = {}
  for (let i = 0; i < words.length; ) {
    const isDenied = words[i] === 'denied'
    const name = isDenied ? `denied ${words[i + 1]}` : (words[i] ?? '')
    i += isDenied ? 2 : 1
    balances[name] = amountOf(words[i], line)
    i += 1
  }
  return balances
}

/** The steps of a story; what cannot be read is said with its line. */
export function readStory(text: string): Told[] {
  const steps: Told[] = []
  let on: PlainDate | null = null
  text.split('\n').forEach((raw, i) => {
    const line = i + 1
    const words = raw
      .replace(/#.*/, '')
      .trim()
      .split(/\s+/)
      .filter((word) => word !== '')
    if (words.length === 0) return
    if (/^\d{4}-/.test(words[0] ?? '')) on = date(words.shift() ?? '')
    if (on === null) throw new Unreadable(`line ${line}: a story begins with a day`)
    const [verb = '', first = '', ...rest] = words
    const at = { line, on }
    const current = () => {
      const last = steps.at(-1)
      if (last?.does !== 'pay') throw new Unreadable(`line ${line}: "${verb}" belongs under a remit`)
      steps.pop()
      return last
    }
    if (verb === 'charge') steps.push({ ...at, does: 'charge', claim: first, amount: amountOf(rest[0], line) })
    else if (verb === 'remit' || verb === 'reverse') {
      const claims = [remitted(first, rest, line, verb === 'reverse')]
      steps.push({ ...at, does: 'pay', payment: { on, claims, plb: [] } })
    } else if (verb === 'also' || verb === 'also-reverse') {
      const last = current()
      const claims = [...last.payment.claims, remitted(first, rest, line, verb === 'also-reverse')]
      steps.push({ ...last, payment: { ...last.payment, claims } })
    } else if (verb === 'plb') {
      const last = current()
      const plb = [...last.payment.plb, { reason: first, amount: amountOf(rest[0], line) }]
      steps.push({ ...last, payment: { ...last.payment, plb } })
    } else if (verb === 'receive') steps.push({ ...at, does: 'receive', claim: first, amount: amountOf(rest[0], line) })
    else if (verb === 'correct') steps.push({ ...at, does: 'correct', claim: first, as: rest[1] ?? '' })
    else if (verb === 'void') steps.push({ ...at, does: 'void', claim: first })
    else if (verb === 'write-off')
      steps.push({
        ...at,
        does: 'write-off',
        claim: first,
        owedBy: rest[0] === 'patient' ? 'patient' : 'payer',
        reason: rest[1] ?? '',
      })
    else if (verb === 'expect') steps.push({ ...at, does: 'expect', balances: balancesOf(words.slice(1), line) })
    else throw new Unreadable(`line ${line}: "${verb}" is no step of a story`)
  })
  return steps
}

/** What a payment pays: its claims less its provider adjustments. */
export const paymentAmount = ({ claims, plb }: Payment): Cents =>
  add(sum(claims.map(({ paid }) => paid)), negate(sum(plb.map(({ amount }) => amount))))

/** What a claim of a payment was charged, so that charge less adjustments is payment. */
export const chargeOf = ({ paid, adjustments }: Remitted): Cents =>
  add(paid, sum(adjustments.map(({ amount }) => amount)))

/** Tells a story, and says where the books say something else than it expects. */
export async function tellStory(steps: readonly Told[], books: Bookkeeper): Promise<string[]> {
  const wrong: string[] = []
  for (const step of steps) {
    if (step.does !== 'expect') {
      await books.tell(step)
      continue
    }
    const found = await books.balances()
    for (const [name, amount] of Object.entries(step.balances)) {
      const has = found[name] ?? zero
      if (has !== amount)
        wrong.push(`line ${step.line}: ${name} is ${formatDecimal(has)}, expected ${formatDecimal(amount)}`)
    }
    const all = Object.entries(found).filter(([name]) => !name.startsWith('denied '))
    const net = sum(all.map(([, amount]) => amount))
    if (net !== 0) wrong.push(`line ${step.line}: the accounts together are ${formatDecimal(cents(net))}, not zero`)
  }
  return wrong
}
