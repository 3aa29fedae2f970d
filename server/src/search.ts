import { type Cents, formatDecimal, type PlainDate, parseDate, parseDecimal } from '@ballast/kernel'
import { z } from 'zod'
import { claimsBy } from './cycle/claim/actions/page.ts'
import { patientsBy } from './cycle/intake/actions/import.ts'
import { paymentsBy } from './cycle/remittance/actions/list.ts'
import type { Ground } from './ground/ground.ts'
import { room, secured } from './ground/http.ts'
import type { Permission } from './ground/permissions.ts'

// One box finds whatever somebody has at hand: a name, a name with a day of birth, a claim number of ours or of the payer, a
// check or transfer number, a member id, an amount. What the words look like decides where they are looked for.

export type Sought = {
  readonly name: string | null
  readonly bornOn: PlainDate | null
  readonly number: string | null
  readonly amount: Cents | null
}

const amountShape = /^\$?\s*(\d{1,3}(?:,\d{3})+|\d{1,7})(\.\d{2})?$/
const americanDay = /\b(\d{1,2})\/(\d{1,2})\/(\d{4})\b/
const isoDay = /\b\d{4}-\d{2}-\d{2}\b/

function dayIn(words: string): { bornOn: PlainDate | null; rest: string } {
  const american = americanDay.exec(words)
  const text = american
    ? `${american[3]}-${american[1]?.padStart(2, '0')}-${american[2]?.padStart(2, '0')}`
    : isoDay.exec(words)?.[0]
  const bornOn = text === undefined ? null : parseDate(text)
  return { bornOn, rest: bornOn ? words.replace(americanDay, ' ').replace(isoDay, ' ') : words }
}

/** What words may stand for. A round figure may be an amount or a number: both are looked for. */
export function readWords(words: string): Sought {
  const { bornOn, rest } = dayIn(words.trim())
  const text = rest.replaceAll(',', (comma, at: number) => (/\d/.test(rest[at + 1] ?? '') ? comma : ' ')).trim()
  const figure = amountShape.exec(text)
  const amount = figure ? parseDecimal(`${figure[1]?.replaceAll(',', '')}${figure[2] ?? ''}`) : null
  const isNumber = /\d/.test(text) && !/[\s$,.]/.test(text)
  const isName = text !== '' && !/\d/.test(text)
  return {
    name: isName ? text.replaceAll(/\s+/g, ' ') : null,
    bornOn,
    number: isNumber ? text.toUpperCase() : null,
    amount,
  }
}

export type Hit = {
  readonly kind: 'patient' | 'claim' | 'payment'
  readonly id: string
  readonly title: string
  readonly about: string
  readonly link: string
}

/** Everything in the practice that goes by these words, as far as the person may see it. */
export async function searchFor(ground: Ground, words: string, may: ReadonlySet<Permission>): Promise<Hit[]> {
  const sought = readWords(words)
  const [claims, payments, patients] = await Promise.all([
    may.has('claim.read') ? claimsBy(ground, sought) : [],
    may.has('remittance.read') ? paymentsBy(ground, sought) : [],
    may.has('intake.read') ? patientsBy(ground, sought) : [],
  ])
  const dollars = (amount: number): string => `$${formatDecimal(amount as Cents)}`
  return [
    ...payments.map((it) => ({
      kind: 'payment' as const,
      id: it.id,
      title: `Payment ${it.trace}, ${dollars(it.amountCents)}`,
      about: `${it.payer}, ${it.paidOn}`,
      link: `/remittances?open=${it.id}`,
    })),
    ...patients.map((it) => ({
      kind: 'patient' as const,
      id: it.id,
      title: it.patient,
      about: [`born ${it.bornOn}`, it.payer, it.memberId].filter(Boolean).join(', '),
      // Who does not bill comes for the person.
      link: may.has('claim.read') ? `/claims?patient=${it.id}` : `/patients/${it.id}`,
    })),
    ...claims.map((it) => ({
      kind: 'claim' as const,
      id: it.id,
      title: `Claim ${it.controlNumber}, ${it.patient}, ${dollars(it.charge)}`,
      about: [it.on, it.payer, it.status, it.payerClaimNumber && `payer's number ${it.payerClaimNumber}`]
        .filter(Boolean)
        .join(', '),
      link: `/claims/${it.id}`,
    })),
  ]
}

export const searchRoutes = room().get(
  '/',
  secured('code.read', {
    query: z.strictObject({ words: z.string().min(1).max(80) }),
    summary: 'What goes by these words: patients, claims, payments',
  }),
  async (c) => c.json({ hits: await searchFor(c.var.ground, c.req.valid('query').words, c.var.permissions) }),
)
