import type { ClaimAnswer } from './answers.ts'
import { birthOf } from './planted-edits.ts'
import type { YearRun } from './simulate-year.ts'

// What an edit was worth. The same year is lived twice. With guards off the edits only say what they would have held, the
// claims go out, and the payers answer of the same claims; with guards on they hold, and what no claim alone can show
// (eligibility, approvals, limits) is known to them too.

/** One edit as the product tells of it: the denials it means to prevent (`CARC 197`, `277CA 164`), and its visits. */
export type EditTold = {
  readonly id: string
  readonly title: string
  readonly prevents: readonly string[]
  /** Visits whose claim it stopped, or with guards off would have. */
  readonly held: readonly string[]
  /** Visits it said anything of at all, warnings too. */
  readonly spoke: readonly string[]
  /** Visits that the booking screen or the front end asked its question about before they took place. */
  readonly asked: readonly string[]
}

export type EditRow = {
  readonly id: string
  readonly title: string
  /** Visits whose claim it stopped in either arm. */
  readonly held: number
  /** Visits it warned of or informed on, and stopped none of. */
  readonly warned: number
  /** Visits asked about before they took place, and nothing of their claims. */
  readonly asked: number
  /** Of all these, with guards off: denied or rejected for a reason it prevents. */
  readonly deniedForIt: number
  /** Denied or rejected for other reasons only. */
  readonly deniedOtherwise: number
  /** Stopped, paid at once and never taken back, and nothing was planted: held in error. */
  readonly heldInError: number
  /** Whether a mistake behind it was planted in this world. */
  readonly isPlanted: boolean
  /** Why no world can show its denial; null when one can. */
  readonly why: string | null
}

export type EditRecord = {
  readonly rows: readonly EditRow[]
  /** Edits that spoke of a visit, or asked about it before, which was denied for that with guards off. */
  readonly proven: number
  /** Edits that said nothing of any visit. */
  readonly silent: number
  /** Good visits that at least one edit stopped in error, of the claims sent with guards off. */
  readonly heldInError: number
  readonly claims: number
}

type Run = Pick<YearRun, 'answers' | 'edits'> & {
  readonly world: { readonly year: Pick<YearRun['world']['year'], 'planted'> }
}

/** What each edit held or would have held, and what became of the same visits with guards off. */
export function editRecord(on: Run, off: Run): EditRecord {
  const claimsOf = new Map<string, ClaimAnswer[]>()
  for (const claim of [...off.answers.claims].sort((a, b) => (a.receivedOn < b.receivedOn ? -1 : 1)))
    for (const id of claim.sessionIds) claimsOf.set(id, [...(claimsOf.get(id) ?? []), claim])
  const { planted } = off.world.year
  const withMistake = new Set(planted.flatMap(({ sessionIds }) => sessionIds))
  const kinds = new Set(planted.map(({ kind }) => kind))
  const toldOff = new Map(off.edits.map((edit) => [edit.id, edit]))

  const reasonsOf = (id: string): string[] =>
    (claimsOf.get(id) ?? []).flatMap(({ state, denials }) =>
      denials.map(({ code }) => `${state === 'rejected' ? '277CA' : 'CARC'} ${code}`),
    )
  const isGood = (id: string): boolean => {
    const first = claimsOf.get(id)?.[0]
    return first?.state === 'decided' && first.firstPassClean && !first.takenBack && !withMistake.has(id)
  }

  const inError = new Set<string>()
  const rows = on.edits.map(({ id, title, prevents, held: heldOn, spoke: spokeOn, asked: askedOn }): EditRow => {
    const held = [...new Set([...heldOn, ...(toldOff.get(id)?.held ?? [])])]
    const spoke = [...new Set([...held, ...spokeOn, ...(toldOff.get(id)?.spoke ?? [])])]
    const all = [...new Set([...spoke, ...askedOn, ...(toldOff.get(id)?.asked ?? [])])]
    const reasons = all.map(reasonsOf)
    const deniedForIt = reasons.filter((said) => said.some((reason) => prevents.includes(reason))).length
    const good = held.filter(isGood)
    for (const visit of good) inError.add(visit)
    const birth = birthOf(id)
    return {
      id,
      title,
      held: held.length,
      warned: spoke.length - held.length,
      asked: all.length - spoke.length,
      deniedForIt,
      deniedOtherwise: reasons.filter((said) => said.length > 0).length - deniedForIt,
      heldInError: good.length,
      isPlanted: Array.isArray(birth) && birth.some((kind) => kinds.has(kind)),
      why: typeof birth === 'string' ? birth : null,
    }
  })
  return {
    rows,
    proven: rows.filter((row) => row.deniedForIt > 0).length,
    silent: rows.filter(isSilent).length,
    heldInError: inError.size,
    claims: off.answers.claims.length,
  }
}

const isSilent = ({ held, warned, asked }: EditRow): boolean => held + warned + asked === 0

/** The table for a person: every edit that spoke or that this world planted for; then the others with why they have no row. */
export function editTable({ rows, proven, silent, heldInError, claims }: EditRecord): string {
  const shown = rows.filter((row) => !isSilent(row) || row.isPlanted)
  const others = Map.groupBy(
    rows.filter((row) => !shown.includes(row)),
    ({ why }) => why ?? 'no mistake of its kind is planted in this world',
  )
  const line = (cells: readonly (string | number)[], title: string): string =>
    `${title.padEnd(44)}${cells.map((cell) => String(cell).padStart(12)).join('')}`
  const share = claims === 0 ? 0 : (heldInError / claims) * 100
  return [
    'Each edit: what it stopped or would have stopped, warned or asked of, and what payers said of the same visits with guards off',
    line(['held', 'warned', 'asked', 'denied for', 'denied else', 'in error'], ''),
    ...shown.map((row) =>
      line(
        [row.held, row.warned, row.asked, row.deniedForIt, row.deniedOtherwise, row.heldInError],
        `${row.id} ${row.title}`.slice(0, 42) + (row.isPlanted ? '' : ' *'),
      ),
    ),
    `Edits that spoke of a visit denied for just that: ${proven} of ${rows.length}; that said nothing: ${silent}`,
    `Good claims held in error by any edit: ${heldInError} of ${claims} sent (${share.toFixed(2)} %)`,
    '* no mistake behind it is planted in this world. Of the edits without a row:',
    ...[...others].map(([why, own]) => `  ${why}: ${own.map(({ id }) => id).join(' ')}`),
    '',
  ].join('\n')
}
