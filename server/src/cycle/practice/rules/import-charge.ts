import type { Cents, PlainDate } from '@ballast/kernel'
import type { ImportField, ImportRow, RowRefusal } from '../types.ts'
import { RowReader } from './import-fields.ts'

/** A practice's fee schedule as its spreadsheet or EHR writes it: one amount a code. */
// biome-ignore format: one row per line
export const chargeFields: readonly ImportField[] = [
  { name: 'code',   aliases: ['cpt', 'cpt code', 'procedure', 'procedure code', 'service code', 'billing code'], required: true },
  { name: 'charge', aliases: ['fee', 'amount', 'rate', 'price', 'standard fee', 'full fee'],                     required: true },
  { name: 'from',   aliases: ['effective', 'effective from', 'effective date', 'from date', 'start date'],       required: false },
]

/** A charge of a file; without a day it stands from today, and where the code had none, from ever. */
export type ChargeRecord = { readonly code: string; readonly cents: Cents; readonly from: PlainDate | null }

export function readCharge(row: ImportRow): ChargeRecord | RowRefusal {
  const reader = new RowReader(row)
  const code = reader.text('code').toUpperCase()
  if (!/^[0-9A-Z]{5}$/.test(code)) reader.refuse('code', `code is "${code}"; a code has five letters and digits.`)
  const cents = reader.optionalAmount('charge')
  if (cents === null || cents <= 0)
    reader.refuse('charge', 'charge is empty or nothing; expected an amount such as 150.00.')
  const from = reader.optionalDay('from')
  return reader.wrong ?? { code, cents: cents as Cents, from }
}
