import { ok, type PlainDate, type Result, refuse } from '@ballast/kernel'
import { changing, inTransaction, reading } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { syncWork } from '../../worklist/actions/raise.ts'
import type { NewWork } from '../../worklist/types.ts'
import { classOfTitle, paperState } from '../rules/credentialing.ts'
import * as store from '../store/credentialing.ts'
import { paperRules } from '../tables/licence-titles.ts'

// A clinician whom a payer does not know works for nothing. What is not known is said to be not known; what has a next call,
// a last day or an effective date is somebody's task before it is lost money.

export type CredentialingRefusal = { kind: 'not_found' } | { kind: 'practice.invalid'; message: string }

/** Every clinician with every payer, papers, supervision and connections. */
export const credentialingPage = (ground: Ground) =>
  reading(ground, async (tx) => {
    const today = ground.today()
    const rows = await store.credentialingRows(tx, ground.practiceId)
    const cells = rows.clinicians.flatMap((clinician) =>
      rows.payers.map((payer) => {
        const application = rows.applications.find(
          (each) =>
            each.clinicianId === clinician.id &&
            each.payerId === payer.id &&
            each.locationId === null &&
            each.state !== 'ended',
        )
        const known = rows.enrollments.filter((each) => each.clinicianId === clinician.id && each.payerId === payer.id)
        const standing = known.find((each) => each.from <= today && (each.until === null || each.until >= today))
        const coming = known.find((each) => each.from > today)
        const state = standing
          ? ('effective' as const)
          : (application?.state ??
            (coming ? ('effective_later' as const) : known.length > 0 ? ('ended' as const) : ('unknown' as const)))
        return {
          clinicianId: clinician.id,
          payerId: payer.id,
          state,
          from: standing?.from ?? coming?.from ?? application?.effectiveOn ?? null,
          until: standing?.until ?? null,
          application: application ?? null,
        }
      }),
    )
    return {
      today,
      clinicians: rows.clinicians.map((clinician) => ({
        ...clinician,
        class: classOfTitle(clinician.credential, clinician.licenceState),
      })),
      payers: rows.payers,
      cells,
      papers: rows.papers.map((paper) => ({ ...paper, ...paperState(paper, today) })),
      paperKinds: paperRules,
      supervisions: rows.supervisions,
      connections: rows.connections,
    }
  })

/** Where an application stands; effective, it is what booking and claims go by. */
export function setApplication(
  ground: Ground,
  key: { readonly clinicianId: string; readonly payerId: string; readonly locationId: string | null },
  change: store.ApplicationChange,
): Promise<Result<{ ok: true }, CredentialingRefusal>> {
  return inTransaction<{ ok: true }, CredentialingRefusal>(ground, async (tx) => {
    const { practiceId } = ground
    const isKnown =
      (await store.isOurs(tx, practiceId, 'clinician', key.clinicianId)) &&
      (await store.isOurs(tx, practiceId, 'payer', key.payerId)) &&
      (await store.isOurs(tx, practiceId, 'location', key.locationId))
    if (!isKnown) return refuse({ kind: 'not_found' })
    if (change.state === 'effective' && change.effectiveOn === null)
      return refuse({ kind: 'practice.invalid', message: 'Since when? An enrollment needs its first day.' })
    if (change.untilOn !== null && change.effectiveOn !== null && change.untilOn < change.effectiveOn)
      return refuse({
        kind: 'practice.invalid',
        message: `It would end (${change.untilOn}) before it starts (${change.effectiveOn}).`,
      })
    await store.saveApplication(tx, ground, key, change)
    if (change.state === 'effective' && change.effectiveOn !== null && key.locationId === null)
      await store.saveEnrollment(tx, practiceId, key.clinicianId, key.payerId, change.effectiveOn, change.untilOn)
    return ok({ ok: true })
  })
}

export function setPaper(
  ground: Ground,
  id: string | null,
  paper: store.Paper,
): Promise<Result<{ id: string }, CredentialingRefusal>> {
  return inTransaction<{ id: string }, CredentialingRefusal>(ground, async (tx) => {
    if (!(await store.isOurs(tx, ground.practiceId, 'clinician', paper.clinicianId)))
      return refuse({ kind: 'not_found' })
    const saved = await store.savePaper(tx, ground, id, paper)
    return saved === null ? refuse({ kind: 'not_found' }) : ok({ id: saved })
  })
}

export function setSupervision(
  ground: Ground,
  row: {
    readonly clinicianId: string
    readonly supervisorId: string
    readonly payerId: string | null
    readonly from: PlainDate
    readonly until: PlainDate | null
  },
): Promise<Result<{ id: string }, CredentialingRefusal>> {
  return inTransaction<{ id: string }, CredentialingRefusal>(ground, async (tx) => {
    const { practiceId } = ground
    const isKnown =
      (await store.isOurs(tx, practiceId, 'clinician', row.clinicianId)) &&
      (await store.isOurs(tx, practiceId, 'clinician', row.supervisorId)) &&
      (await store.isOurs(tx, practiceId, 'payer', row.payerId))
    if (!isKnown) return refuse({ kind: 'not_found' })
    if (row.clinicianId === row.supervisorId)
      return refuse({ kind: 'practice.invalid', message: 'Nobody supervises themselves.' })
    if (row.until !== null && row.until < row.from)
      return refuse({
        kind: 'practice.invalid',
        message: `It would end (${row.until}) before it starts (${row.from}).`,
      })
    return ok({ id: await store.saveSupervision(tx, ground, row) })
  })
}

export function setConnection(
  ground: Ground,
  row: store.Connection,
): Promise<Result<{ ok: true }, CredentialingRefusal>> {
  return inTransaction<{ ok: true }, CredentialingRefusal>(ground, async (tx) => {
    if (!(await store.isOurs(tx, ground.practiceId, 'payer', row.payerId))) return refuse({ kind: 'not_found' })
    await store.saveConnection(tx, ground.practiceId, row)
    return ok({ ok: true })
  })
}

/** Each morning: papers that run out, calls that are due. */
export const sweepCredentialing = (ground: Ground): Promise<void> =>
  changing(ground, async (tx) => {
    const today = ground.today()
    const rows = await store.credentialingRows(tx, ground.practiceId)
    const name = (id: string): string => {
      const clinician = rows.clinicians.find((each) => each.id === id)
      return clinician ? `${clinician.firstName} ${clinician.lastName}` : ''
    }
    const payer = (id: string): string => rows.payers.find((each) => each.id === id)?.name ?? ''
    const link = '/credentialing'
    const papers = rows.papers.flatMap((paper): NewWork[] => {
      const { state, on } = paperState(paper, today)
      if (state === 'good' || state === 'unknown') return []
      return [
        {
          kind: 'credentialing.paper',
          subject: paper.id,
          cause: `${state} ${on}`,
          title: `${paper.title}: ${name(paper.clinicianId)}`,
          advice:
            state === 'expired'
              ? `It ran out ${on}. Claims may be refused.`
              : `It runs out ${on}. Renew it, and enter the new day.`,
          link,
          dueOn: on,
        },
      ]
    })
    const calls: NewWork[] = [
      ...rows.applications
        .filter(
          (each) =>
            each.nextCallOn !== null &&
            each.nextCallOn <= today &&
            ['preparing', 'submitted', 'in_review'].includes(each.state),
        )
        .map(
          (each): NewWork => ({
            kind: 'credentialing.call',
            subject: each.id,
            cause: String(each.nextCallOn),
            title: `${name(each.clinicianId)} with ${payer(each.payerId)}`,
            advice: `Ask where the application stands${each.reference ? ` (${each.reference})` : ''}, and set the next call.`,
            link,
            dueOn: each.nextCallOn,
          }),
        ),
      ...rows.connections
        .filter((each) => each.nextCallOn !== null && each.nextCallOn <= today && each.state === 'submitted')
        .map(
          (each): NewWork => ({
            kind: 'credentialing.call',
            subject: `${each.payerId} ${each.kind}`,
            cause: String(each.nextCallOn),
            title: `${each.kind} with ${payer(each.payerId)}`,
            advice: 'Ask whether the connection is in effect.',
            link,
            dueOn: each.nextCallOn,
          }),
        ),
    ]
    const looked = [
      ...rows.papers.map((each) => each.id),
      ...rows.applications.map((each) => each.id),
      ...rows.connections.map((each) => `${each.payerId} ${each.kind}`),
    ]
    await syncWork(
      tx,
      ground,
      { kinds: ['credentialing.paper', 'credentialing.call'], subjects: looked, why: 'Done.' },
      [...papers, ...calls],
    )
  })
