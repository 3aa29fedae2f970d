import { addDays } from '@ballast/kernel'
import { reading } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { changeable } from '../../claim/rules/edit-change.ts'
import { edits } from '../../claim/rules/index.ts'
import { citationTitle, denialReasons, recordOf } from '../rules/edit-record.ts'
import { listClaimsOf, listDenials, listHits } from '../store/population.ts'

const yearBack = 365

/** Every edit with what it is and what it did in the last year. */
export const editsPage = (ground: Ground) =>
  reading(ground, async (tx) => {
    const { practiceId } = ground
    const since = addDays(ground.today(), -yearBack)
    const hits = (await listHits(tx, practiceId, since)).map(({ reasons, remarks, ...hit }) => ({
      ...hit,
      denied: denialReasons(reasons, remarks),
    }))
    const denials = (await listDenials(tx, practiceId, since)).map(({ reasons, remarks, ...denial }) => ({
      ...denial,
      reasons: denialReasons(reasons, remarks),
    }))
    const practice = await tx
      .selectFrom('practice')
      .select('params')
      .where('practice_id', '=', practiceId)
      .executeTakeFirstOrThrow()
    const own = (practice.params as { edit_severity?: Record<string, string> }).edit_severity ?? {}
    const payers = await tx
      .selectFrom('payer')
      .select(['id', 'name'])
      .where('practice_id', '=', practiceId)
      .orderBy('name')
      .execute()
    return {
      since,
      payers,
      parameters: Object.entries(changeable).map(([name, usual]) => ({ name, usual: JSON.stringify(usual) })),
      edits: edits.map((edit) => ({
        id: edit.id,
        title: edit.title,
        severity: own[edit.id] ?? edit.severity,
        isOwnSeverity: own[edit.id] !== undefined,
        isReleasable: edit.isReleasable ?? false,
        stages: edit.stages,
        origin: edit.origin,
        prevents: edit.prevents,
        cite: edit.cite,
        source: citationTitle(edit.cite),
        verified: edit.verified,
        record: recordOf(edit, hits, denials),
      })),
    }
  })

/** The claims an edit spoke about; null when there is no such edit. */
export const editClaims = (ground: Ground, rule: string) =>
  reading(ground, async (tx) => {
    const edit = edits.find(({ id }) => id === rule)
    if (!edit) return null
    const claims = await listClaimsOf(tx, ground.practiceId, rule, addDays(ground.today(), -yearBack))
    return { id: edit.id, title: edit.title, claims }
  })
