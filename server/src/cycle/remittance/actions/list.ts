import type { Cents } from '@ballast/kernel'
import { reading } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { findRemittancePage, listRemittances, type RemittanceFilter, searchRemittances } from '../store/payments.ts'

export const remittanceList = (ground: Ground, filter: RemittanceFilter) =>
  reading(ground, (tx) => listRemittances(tx, ground.practiceId, filter))

export const remittancePage = (ground: Ground, id: string) =>
  reading(ground, (tx) => findRemittancePage(tx, ground.practiceId, id))

/** Payments that go by a check or transfer number, or by an amount. */
export const paymentsBy = async (
  ground: Ground,
  sought: { readonly number: string | null; readonly amount: Cents | null },
) =>
  sought.number === null && sought.amount === null
    ? []
    : reading(ground, (tx) => searchRemittances(tx, ground.practiceId, sought, 8))
