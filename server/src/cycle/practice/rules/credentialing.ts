import { addDays, type PlainDate } from '@ballast/kernel'
import { licenceTitles, paperRules } from '../tables/licence-titles.ts'

/** The class a title stands for in a state; null when nobody has said. */
export function classOfTitle(title: string, state: string | null): string | null {
  const wanted = title.toUpperCase().replace(/[^A-Z]/g, '')
  const rows = licenceTitles.filter((row) => row.title === wanted)
  return (rows.find((row) => row.state === state) ?? rows.find((row) => row.state === '*'))?.class ?? null
}

export type PaperState = 'good' | 'soon' | 'expired' | 'unknown'

/** Where a paper stands on a day: what was confirmed long ago runs out by itself. */
export function paperState(
  paper: { readonly kind: string; readonly confirmedOn: PlainDate | null; readonly expiresOn: PlainDate | null },
  today: PlainDate,
): { state: PaperState; on: PlainDate | null } {
  const rule = paperRules.find((row) => row.kind === paper.kind)
  const on =
    paper.expiresOn ?? (rule?.everyDays && paper.confirmedOn ? addDays(paper.confirmedOn, rule.everyDays) : null)
  if (on === null) return { state: 'unknown', on: null }
  if (on < today) return { state: 'expired', on }
  return { state: today >= addDays(on, -(rule?.remindDays ?? 30)) ? 'soon' : 'good', on }
}
