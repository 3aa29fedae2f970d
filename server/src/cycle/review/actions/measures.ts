import { addDays, addMonths, firstOfMonth } from '@ballast/kernel'
import { reading } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { colleaguesOf } from '../../../ground/people.ts'
import { laborOf } from '../rules/labor.ts'
import { codingMeasures } from '../rules/measures.ts'
import { codingMonths, lagSince, measureRows, servicesOf } from '../store/measures.ts'

const monthsBack = 11
const since = (ground: Ground) => addMonths(firstOfMonth(ground.today()), -monthsBack)

/** The four leading indicators of documentation and coding. */
export const measuresPage = (ground: Ground) =>
  reading(ground, async (tx) => ({
    measures: codingMeasures(
      await codingMonths(tx, ground.practiceId, since(ground)),
      await lagSince(tx, ground.practiceId, since(ground)),
    ),
  }))

export const rowsPage = (ground: Ground, id: string) =>
  reading(ground, async (tx) => {
    const rows = await measureRows(tx, ground.practiceId, id, since(ground))
    if (rows === null) return null
    const measure = codingMeasures(
      await codingMonths(tx, ground.practiceId, since(ground)),
      await lagSince(tx, ground.practiceId, since(ground)),
    ).find((each) => each.id === id)
    return { title: measure?.title ?? id, formula: measure?.formula ?? '', rows }
  })

/** Who does what between a clinician and the office, from this practice's own rules and people. */
export const laborPage = (ground: Ground) =>
  reading(ground, async (tx) => {
    const { practiceId } = ground
    const own = ground.actor.clinicianId ?? null
    const practice = await tx
      .selectFrom('practice')
      .select(['params', 'switches'])
      .where('practice_id', '=', practiceId)
      .executeTakeFirstOrThrow()
    const clinician =
      own === null
        ? undefined
        : await tx
            .selectFrom('clinician')
            .leftJoin('clinician as supervisor', (join) =>
              join
                .onRef('supervisor.practice_id', '=', 'clinician.practice_id')
                .onRef('supervisor.id', '=', 'clinician.supervisor_id'),
            )
            .select(['clinician.credential', 'supervisor.first_name', 'supervisor.last_name'])
            .where('clinician.practice_id', '=', practiceId)
            .where('clinician.id', '=', own)
            .executeTakeFirst()
    const templates = await tx
      .selectFrom('note_template')
      .select(['template', 'version', 'required', 'suggested'])
      .where('practice_id', '=', practiceId)
      .where('state', '=', 'approved')
      .orderBy('version', 'desc')
      .execute()
    return laborOf({
      today: ground.today(),
      params: practice.params as Record<string, unknown>,
      switches: practice.switches as Record<string, unknown>,
      services: own === null ? [] : await servicesOf(tx, practiceId, own, addDays(ground.today(), -90)),
      supervisor:
        clinician?.credential === 'associate' && clinician.first_name
          ? `${clinician.first_name} ${clinician.last_name}`
          : null,
      templates: templates.filter((row, at) => templates.findIndex(({ template }) => template === row.template) === at),
      people: await colleaguesOf(tx, practiceId),
    })
  })
