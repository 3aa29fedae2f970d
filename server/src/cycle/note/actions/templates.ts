import { ok, type Result, refuse } from '@ballast/kernel'
import { audit } from '../../../ground/audit.ts'
import { inTransaction, reading } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { elementRows, isTemplate, templateFlaw, templatesBesideOurs } from '../rules/templates.ts'
import { decideProposal, findVersion, listApproved, listVersions, saveProposal } from '../store/templates.ts'

// Billing knows what comes back, clinicians know what a note is: one proposes, the other approves, and no one person both.

export type TemplateRefusal =
  | { kind: 'not_found'; id: string }
  | { kind: 'template.invalid'; message: string }
  | { kind: 'template.decided'; message: string }
  | { kind: 'template.forbidden'; message: string }

/** Every template: what is in force, our default, what is proposed, and what was before. */
export const templatesPage = (ground: Ground) =>
  reading(ground, async (tx) => {
    const today = ground.today()
    const approved = await listApproved(tx, ground.practiceId)
    const versions = await listVersions(tx, ground.practiceId)
    return {
      elements: elementRows,
      mayApprove: (ground.actor.clinicianId ?? null) !== null,
      templates: templatesBesideOurs(approved, today).map((row) => ({
        ...row,
        versions: versions
          .filter((each) => each.template === row.template)
          .map((each) => ({
            version: each.version,
            required: each.required,
            suggested: each.suggested,
            state: each.state,
            why: each.why,
            proposedBy: each.proposed_by,
            proposedOn: each.proposed_on,
            decidedBy: each.decided_by,
            decidedOn: each.decided_on,
          })),
      })),
    }
  })

export function proposeTemplate(
  ground: Ground,
  template: string,
  row: { readonly required: readonly string[]; readonly suggested: readonly string[]; readonly why: string },
): Promise<Result<{ version: number }, TemplateRefusal>> {
  return inTransaction<{ version: number }, TemplateRefusal>(ground, async (tx) => {
    if (!isTemplate(template)) return refuse({ kind: 'not_found', id: template })
    const flaw = templateFlaw(row.required, row.suggested)
    if (flaw !== null) return refuse({ kind: 'template.invalid', message: flaw })
    if (row.why.trim().length < 5)
      return refuse({ kind: 'template.invalid', message: 'Say why: the clinician who approves it will read this.' })
    const own = (await listVersions(tx, ground.practiceId)).filter((each) => each.template === template)
    if (own.some((each) => each.state === 'proposed'))
      return refuse({ kind: 'template.decided', message: 'A proposal for this note already waits for a clinician.' })
    const version = Math.max(0, ...own.map((each) => each.version)) + 1
    await saveProposal(tx, ground, {
      template,
      version,
      required: row.required,
      suggested: row.suggested,
      why: row.why.trim(),
    })
    await audit(tx, ground, { action: 'template.proposed', subject: template, detail: { version } })
    return ok({ version })
  })
}

/** A clinician says yes or no; approved, it holds for every note signed from now on. */
export function decideTemplate(
  ground: Ground,
  template: string,
  version: number,
  isApproved: boolean,
): Promise<Result<{ version: number }, TemplateRefusal>> {
  return inTransaction<{ version: number }, TemplateRefusal>(ground, async (tx) => {
    const row = await findVersion(tx, ground.practiceId, template, version)
    if (!row) return refuse({ kind: 'not_found', id: template })
    if ((ground.actor.clinicianId ?? null) === null)
      return refuse({ kind: 'template.forbidden', message: 'A clinician decides what a note must hold.' })
    if (row.state !== 'proposed') return refuse({ kind: 'template.decided', message: `This version was ${row.state}.` })
    await decideProposal(tx, ground, template, version, isApproved ? 'approved' : 'declined')
    await audit(tx, ground, {
      action: isApproved ? 'template.approved' : 'template.declined',
      subject: template,
      detail: { version },
    })
    return ok({ version })
  })
}
