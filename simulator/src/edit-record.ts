import type { ClaimAnswer } from './answers.ts'
import { kindsBehind } from './causes.ts'
import type { YearRun } from './simulate-year.ts'

// What an edit was worth. The same year is lived twice; with guards off the claims it would have held go out, and the payers
// say what they would have said.

/** One edit as the product tells of it: the denials it means to prevent (`CARC 197`, `277CA 164`), the visits it held. */
export type EditTold = {
  readonly id: string
  readonly title: string
  readonly prevents: readonly string[]
  readonly held: readonly string[]
}

export type EditRow = {
  readonly id: string
  readonly title: string
  /** Visits whose claim it held with guards on. */
  readonly held: number
  /** Of these, with guards off: denied or rejected for a reason it prevents. */
  readonly deniedForIt: number
  /** Denied or rejected for other reasons only. */
  readonly deniedOtherwise: number
  /** Paid at once and never taken back, and nothing was planted: held in error. */
  readonly heldInError: number
  /** Whether a mistake of this world can show as a denial it prevents. */
  readonly isPlanted: boolean
}

export type EditRecord = {
  readonly rows: readonly EditRow[]
  /** Good visits that at least one edit held in error, of the claims sent with guards on. */
  readonly heldInError: number
  readonly claims: number
}

type Run = Pick<YearRun, 'answers' | 'edits'> & {
  readonly world: { readonly year: Pick<YearRun['world']['year'], 'planted'> }
}

/** What each edit held with guards on, and what became of the same visits with guards off. */
export function editRecord(on: Run, off: Run): EditRecord {
  const claimsOf = new Map<string, ClaimAnswer[]>()
  for (const claim of [...off.answers.claims].sort((a, b) => (a.receivedOn < b.receivedOn ? -1 : 1)))
    for (const id of claim.sessionIds) claimsOf.set(id, [...(claimsOf.get(id) ?? []), claim])
  const { planted } = off.world.year
  const withMistake = new Set(planted.flatMap(({ sessionIds }) => sessionIds))
  const kinds = new Set(planted.map(({ kind }) => kind))

  const reasonsOf = (id: string): string[] =>
    (claimsOf.get(id) ?? []).flatMap(({ state, denials }) =>
      denials.map(({ code }) => `${state === 'rejected' ? '277CA' : 'CARC'} ${code}`),
    )
  const isGood = (id: string): boolean => {
    const first = claimsOf.get(id)?.[0]
    return first?.state === 'decided' && first.firstPassClean && !first.takenBack && !withMistake.has(id)
  }

  const inError = new Set<string>()
  const rows = on.edits.map(({ id, title, prevents, held }): EditRow => {
    const reasons = held.map(reasonsOf)
    const deniedForIt = reasons.filter((said) => said.some((reason) => prevents.includes(reason))).length
    const good = held.filter(isGood)
    for (const visit of good) inError.add(visit)
    return {
      id,
      title,
      held: held.length,
      deniedForIt,
      deniedOtherwise: reasons.filter((said) => said.length > 0).length - deniedForIt,
      heldInError: good.length,
      isPlanted: prevents.some((reason) => kindsBehind[reason.split(' ')[1] ?? '']?.some((kind) => kinds.has(kind))),
    }
  })
  return { rows, heldInError: inError.size, claims: on.answers.claims.length }
}

/** The table for a person: edits that held something or that a planted mistake speaks to; the others by number. */
export function editTable({ rows, heldInError, claims }: EditRecord): string {
  const shown = rows.filter(({ held, isPlanted }) => held > 0 || isPlanted)
  const others = rows.filter((row) => !shown.includes(row))
  const line = (cells: readonly (string | number)[], title: string): string =>
    `${title.padEnd(44)}${cells.map((cell) => String(cell).padStart(12)).join('')}`
  const share = claims === 0 ? 0 : (heldInError / claims) * 100
  return [
    'Each edit: what it held with guards on, and what payers said of the same visits with guards off',
    line(['held', 'denied for', 'denied else', 'in error'], ''),
    ...shown.map((row) =>
      line(
        [row.held, row.deniedForIt, row.deniedOtherwise, row.heldInError],
        `${row.id} ${row.title}`.slice(0, 42) + (row.isPlanted ? '' : ' *'),
      ),
    ),
    `Good claims held in error by any edit: ${heldInError} of ${claims} sent (${share.toFixed(2)} %)`,
    '* no mistake of this world shows as a denial it prevents. That is so too of these, which held nothing:',
    `  ${others.map(({ id }) => id).join(' ')}`,
    '',
  ].join('\n')
}
