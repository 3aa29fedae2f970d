import { reading } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { findRemittancePage, listRemittances, type RemittanceFilter } from '../store.ts'

export const remittanceList = (ground: Ground, filter: RemittanceFilter) =>
  reading(ground, (tx) => listRemittances(tx, ground.practiceId, filter))

export const remittancePage = (ground: Ground, id: string) =>
  reading(ground, (tx) => findRemittancePage(tx, ground.practiceId, id))
