import { ok, type Result, refuse } from '@ballast/kernel'
import { audit } from '../../../ground/audit.ts'
import { changing, inTransaction, reading, type Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { datedAfter, setupChanges } from '../rules/setup-changes.ts'
import * as store from '../store/params.ts'
import { findDated, findSetup, saveSetup, setDated, setDays } from '../store/setup.ts'
import { type SetupChanges, setupSchema } from '../types.ts'

export { nextNumber, setParam, wasGiven } from '../store/params.ts'
export { privatePayer } from '../store/setup.ts'

/**
 * Sets a practice up from its settings file. Brought again, only what the file itself says anew is taken, and what people
 * changed here stands; every fault of the file is named with its place.
 */
export async function setUpPractice(
  ground: Ground,
  input: unknown,
  isDemo: boolean,
): Promise<Result<{ name: string }, { kind: 'practice.unusable_setup'; problems: string[] }>> {
  const read = setupSchema.safeParse(input)
  if (!read.success) {
    const problems = read.error.issues.map(
      (issue) => `${issue.path.map(String).join('.') || 'the file'}: ${issue.message}`,
    )
    return refuse({ kind: 'practice.unusable_setup', problems })
  }
  return inTransaction(ground, async (tx) => {
    const last = await findSetup(tx, ground.practiceId)
    const changes = setupChanges(last, read.data)
    const payers = await saveSetup(tx, ground, read.data, isDemo, changes.said)
    for (const [externalId, { id, isKnown }] of payers)
      if (isKnown) await changePayer(tx, ground, id, changes.payers.get(externalId))
    if (last) await audit(tx, ground, broughtAgain(changes))
    return ok({ name: read.data.practice.name })
  })
}

/** What the file says anew of a payer: from today, where people set the term by the day; else as it had always been so. */
async function changePayer(
  tx: Tx,
  ground: Ground,
  id: string,
  change: ReturnType<SetupChanges['payers']['get']>,
): Promise<void> {
  if (!change) return
  const { practiceId } = ground
  const standing = await findDated(tx, practiceId, id)
  await setDated(tx, practiceId, id, datedAfter(standing, change.dated.last, change.dated.now))
  for (const [name, value] of change.terms) await store.setParam(tx, practiceId, id, [name], value, ground.today())
  const said = new Map(change.terms)
  await setDays(tx, practiceId, id, {
    ...(said.has('timely_filing_days')
      ? { filing_days: Number(said.get('timely_filing_days') ?? usualFilingDays) }
      : {}),
    ...(said.has('appeal_days') ? { appeal_days: Number(said.get('appeal_days') ?? usualAppealDays) } : {}),
  })
}

const usualFilingDays = 90
const usualAppealDays = 180

const broughtAgain = ({ said, payers }: SetupChanges) => ({
  action: 'practice.settings-brought',
  subject: 'practice.json',
  detail: {
    said: [...said],
    terms: [...payers].flatMap(([payer, { terms }]) => terms.map(([name, value]) => ({ payer, name, value }))),
  },
})

/** Turns guards on or off; a guard that is off only reports. */
export const setSwitches = (ground: Ground, switches: Readonly<Record<string, boolean>>): Promise<void> =>
  changing(ground, (tx) => store.setSwitches(tx, ground.practiceId, switches))

/** Whether a guard is on; one that is not named is. */
export const isGuardOn = (ground: Ground, guard: string): Promise<boolean> =>
  reading(ground, (tx) => store.isGuardOn(tx, ground.practiceId, guard))
