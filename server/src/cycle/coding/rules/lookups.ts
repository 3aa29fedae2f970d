import type { PlainDate } from '@ballast/kernel'
import { addOnRows } from '../tables/addon-parents.ts'
import { enrolmentStarts } from '../tables/credentials.ts'
import { type ProcedureRow, procedures } from '../tables/procedures.ts'
import type { LicenceClass, PayerKind } from '../types.ts'

// A service is judged by the rules of its own day, so every look into a table names the day.

const isInForce = (row: { readonly from: PlainDate; readonly until: PlainDate | null }, on: PlainDate): boolean =>
  row.from <= on && (row.until === null || on <= row.until)

/** The row of a table in force on a day. */
export const rowOn = <R extends { readonly from: PlainDate; readonly until: PlainDate | null }>(
  rows: readonly R[],
  on: PlainDate,
  matches: (row: R) => boolean,
): R | null => rows.find((row) => matches(row) && isInForce(row, on)) ?? null

/** The code as it stood on a day; null when there was no such code. */
export const procedureOn = (code: string, on: PlainDate): ProcedureRow | null =>
  rowOn(procedures, on, (row) => row.code === code)

/** The codes an add-on may hang on; null when the code is no add-on. */
export function addonParents(code: string): readonly string[] | null {
  const rows = addOnRows.filter((row) => row.addOn === code)
  return rows.length === 0 ? null : rows.flatMap((row) => row.parents)
}

/** The first day a payer takes a class of clinicians, when it did not always. */
export const enrolmentStart = (kind: PayerKind, licence: LicenceClass) =>
  enrolmentStarts.find((row) => row.kind === kind && row.licence === licence) ?? null
