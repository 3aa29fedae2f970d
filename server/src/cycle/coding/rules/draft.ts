import type { Finding } from '@ballast/kernel'

/** A line before place and modifiers are known. An add-on that is not allowed is left off; anything else stops the session. */
export type DraftLine = {
  readonly code: string
  readonly units: number
  readonly isAddOn: boolean
  readonly why: string
}

/** What the rules have chosen so far. */
export type Draft = {
  readonly lines: readonly DraftLine[]
  readonly findings: readonly Finding[]
}

export const nothing: Draft = { lines: [], findings: [] }

export const join = (...drafts: readonly Draft[]): Draft => ({
  lines: drafts.flatMap((draft) => draft.lines),
  findings: drafts.flatMap((draft) => draft.findings),
})

export const noted = (...findings: readonly Finding[]): Draft => ({ ...nothing, findings })

export const main = (code: string, why: string): Draft => ({
  lines: [{ code, units: 1, isAddOn: false, why }],
  findings: [],
})

export const addOn = (code: string, units: number, why: string): Draft => ({
  lines: [{ code, units, isAddOn: true, why }],
  findings: [],
})

export const isStopped = (findings: readonly Finding[]): boolean =>
  findings.some((finding) => finding.severity === 'stop')
