import { addDays, type PlainDate } from '@ballast/kernel'
import { audit } from '../../../ground/audit.ts'
import type { Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { privatePayer } from '../../practice/actions/setup.ts'
import * as store from '../store/private-pay.ts'
import { saveCoverage } from '../store/register.ts'

// Where a patient pays alone although a plan is in force, that is a coverage of its own: it stands before the plan on its
// days, so that no claim is made, no plan is asked and no authorization is used for them.

export type PrivateDays = { readonly from: PlainDate; readonly until: PlainDate | null }

/** The coverages that stand for paying alone instead of these plans, by plan. */
export const privateCoverages = (
  tx: Tx,
  ground: Ground,
  coverageIds: readonly string[],
): Promise<Map<string, store.PrivateCoverage>> => store.findPrivate(tx, ground.practiceId, coverageIds)

/**
 * Sets the days on which a patient pays alone instead of this plan; null for none. Says whether anything changed. What has no
 * days any more ends before it begins: visits that stood under it still name it until they are moved.
 */
export async function setPrivateDays(
  tx: Tx,
  ground: Ground,
  patientId: string,
  coverageId: string,
  days: PrivateDays | null,
): Promise<boolean> {
  const found = (await store.findPrivate(tx, ground.practiceId, [coverageId])).get(coverageId) ?? null
  const standing = found === null || (found.until !== null && found.until < found.from) ? null : found
  if (standing?.from === days?.from && standing?.until === days?.until) return false
  const from = days?.from ?? standing?.from ?? ground.today()
  await saveCoverage(
    tx,
    ground,
    {
      ...nobodysCard,
      from,
      until: days === null ? addDays(from, -1) : days.until,
      externalId: store.privateKey(coverageId),
      patient: '',
      payer: '',
    },
    patientId,
    await privatePayer(tx, ground),
    found?.id ?? null,
  )
  await audit(tx, ground, { action: 'coverage.private-days', subject: coverageId, detail: { days } })
  return true
}

const nobodysCard = {
  rank: 0,
  memberId: '',
  groupNumber: null,
  relationship: 'self',
  subscriberFirstName: null,
  subscriberLastName: null,
  subscriberBirthOn: null,
  subscriberSex: null,
  subscriberAddressLine: null,
  subscriberCity: null,
  subscriberState: null,
  subscriberZip: null,
  copay: null,
} as const
