import { ok, type Result, refuse } from '@ballast/kernel'
import { audit } from '../../../ground/audit.ts'
import { inTransaction, reading } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { setParam } from '../../practice/actions/setup.ts'
import { readTerm, sourceOf, termsNow, termText } from '../rules/payer-terms.ts'
import { findTerms } from '../store/terms.ts'
import { termWords } from '../tables/term-words.ts'
import { type ChangeRefusal, proposeChange } from './change-edit.ts'

// What a payer's contract says is entered where it is read. For a payer that no claim went to yet it stands at once; for
// one with claims a new value is tried on the last 90 days first, as every change of an edit is.

/** A payer's terms as the edits read them today; null when there is no such payer. */
export const payerTerms = (ground: Ground, payerId: string) =>
  reading(ground, async (tx) => {
    const found = await findTerms(tx, ground.practiceId, payerId, ground.today())
    if (!found) return null
    const { kind, own, practice } = found
    const now = termsNow(kind, own, practice)
    return {
      hasClaims: found.hasClaims,
      terms: termWords.map(({ name, title, shape }) => ({
        name,
        title,
        shape,
        text: termText(now[name]),
        source: sourceOf(name, kind, own, practice),
      })),
    }
  })

export type TermEntry = { readonly name: string; readonly text: string; readonly source: string }

/** Says a payer's term. An empty text takes back what was said; what is usual then stands again. */
export function setPayerTerm(
  ground: Ground,
  payerId: string,
  { name, text, source }: TermEntry,
): Promise<Result<{ state: 'stands' | 'trying' }, ChangeRefusal>> {
  return inTransaction<{ state: 'stands' | 'trying' }, ChangeRefusal>(ground, async (tx) => {
    const found = await findTerms(tx, ground.practiceId, payerId, ground.today())
    if (!found) return refuse({ kind: 'not_found', id: payerId })
    const words = termWords.find((each) => each.name === name)
    if (!words) return refuse({ kind: 'change.invalid', message: `There is no term ${name}.` })
    if (source.length < 5)
      return refuse({ kind: 'change.invalid', message: 'Say where it is written: a contract, a manual, a call.' })
    const { kind, own, practice } = found
    if (sourceOf(name, kind, own, practice) === 'practice')
      return refuse({ kind: 'change.invalid', message: 'Your practice says this for every payer; change it in Edits.' })
    const read = text === '' ? { value: null } : readTerm(words, text)
    if (typeof read === 'string') return refuse({ kind: 'change.invalid', message: read })
    const was = termText(termsNow(kind, own, practice)[words.name])
    const is = termText(termsNow(kind, { ...own, [name]: read.value }, practice)[words.name])
    // The value that stands already, now said by somebody, changes no claim.
    if (found.hasClaims && was !== is) {
      if (read.value === null)
        return refuse({ kind: 'change.invalid', message: `Claims went by this. Say what it is now: it was ${was}.` })
      const within = { ...ground, within: tx }
      const proposed = await proposeChange(within, { kind: 'payer', payerId, name, value: read.value, source })
      return proposed.ok ? ok({ state: 'trying' }) : proposed
    }
    await setParam(tx, ground.practiceId, payerId, [name], read.value, ground.today())
    await audit(tx, ground, {
      action: 'practice.term-set',
      subject: found.name,
      detail: { changes: [{ name: words.title, was, is }], reason: source },
    })
    return ok({ state: 'stands' })
  })
}
