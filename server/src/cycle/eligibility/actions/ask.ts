import { ok, type PlainDate, type Result, refuse } from '@ballast/kernel'
import { guide270, writeInterchange } from '@ballast/x12'
import { audit } from '../../../ground/audit.ts'
import { changing, inTransaction, reading, type Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { nextNumber } from '../../practice/actions/setup.ts'
import { partnerFor } from '../../practice/rules/partner.ts'
import { type Asking, serviceTypesFor, to270 } from '../rules/to-270.ts'
import * as store from '../store/inquiries.ts'
import { findStandings } from '../store/standings.ts'
import type { AskedCoverage, AskedPayer, Standing, Variant } from '../types/standing.ts'

// Questions go out in files, one for each partner, in the transaction that writes them down. A file is kept before anything
// says that it went; sending it again after a crash writes the same bytes under the same name.

const mostInFile = 500

export type Wanted = {
  readonly coverageId: string
  readonly reason: 'person' | 'sweep' | 'carve_out' | 'again'
  readonly forOn: PlainDate
  /** The payer to ask, when it is not for the coverage to say. */
  readonly payerId?: string
  readonly variant?: Variant
  readonly attempt?: number
}

type Ready = Asking & { readonly wanted: Wanted }

/** Which payers can say something of a coverage: the one that holds mental health, and the plan on the card when it was not asked this month. */
function payersOf(
  wanted: Wanted,
  coverage: AskedCoverage,
  standing: Standing | undefined,
  payers: ReadonlyMap<string, AskedPayer>,
): AskedPayer[] {
  const named = payers.get(wanted.payerId ?? '')
  if (named) return [named]
  const holder = payers.get(standing?.holder?.payerId ?? coverage.payer.carveOutPayerId ?? '')
  if (!holder || holder.id === coverage.payer.id) return [coverage.payer]
  const isCardDue = wanted.reason === 'person' || standing?.checkedOn?.slice(0, 7) !== wanted.forOn.slice(0, 7)
  return isCardDue ? [coverage.payer, holder] : [holder]
}

/** Writes questions down and puts them into files; their errands send them. Returns the names of the files. */
export async function askPlans(
  tx: Tx,
  ground: Ground,
  wanted: readonly Wanted[],
  sweepId: string | null = null,
): Promise<string[]> {
  const { practiceId } = ground
  const ids = wanted.map((one) => one.coverageId)
  const coverages = await store.gatherAsked(tx, practiceId, ids)
  const standings = await findStandings(tx, practiceId, ids)
  const payers = await store.listPayers(tx, practiceId)
  const ready: Ready[] = wanted.flatMap((one) => {
    const coverage = coverages.get(one.coverageId)
    if (!coverage || coverage.payer.kind === 'self_pay') return []
    return payersOf(one, coverage, standings.get(one.coverageId), payers).map((payer) => ({
      wanted: one,
      trace: `E${ground.newId().replaceAll('-', '').slice(-18).toUpperCase()}`,
      coverage,
      payer,
      variant: one.variant ?? 'as_entered',
      forOn: one.variant === 'today' ? ground.today() : one.forOn,
      serviceTypes: serviceTypesFor(payer),
    }))
  })
  const files: string[] = []
  for (const partner of new Set(ready.map((one) => one.payer.partner))) {
    const own = ready.filter((one) => one.payer.partner === partner)
    for (let at = 0; at < own.length; at += mostInFile)
      files.push(await writeFile(tx, ground, partner, own.slice(at, at + mostInFile), sweepId))
  }
  return files
}

async function writeFile(
  tx: Tx,
  ground: Ground,
  partner: string,
  askings: readonly Ready[],
  sweepId: string | null,
): Promise<string> {
  const { practiceId } = ground
  const asker = await store.findAsker(tx, practiceId)
  if (!asker) throw new Error('a coverage without its practice cannot be')
  const to = partnerFor(partner, asker.params)
  const control = await nextNumber(tx, practiceId, `interchange:${partner}`)
  const on = ground.today()
  const payers = [...new Map(askings.map((one) => [one.payer.id, one.payer])).values()]
  const groups = payers.map((payer, i) => ({
    payer,
    reference: `E${control}-${i + 1}`,
    askings: askings.filter((one) => one.payer.id === payer.id),
  }))
  const bytes = writeInterchange(
    {
      sender: { qualifier: 'ZZ', id: asker.submitterId, code: asker.submitterId },
      receiver: { qualifier: to.qualifier, id: to.id, code: to.id },
      control,
      groupControl: control,
      usage: to.usage,
      on,
      at: '12:00',
    },
    guide270,
    groups.map((group) => to270(group.askings, group.payer, asker, { reference: group.reference, on, at: '12:00' })),
  )
  const kept = await ground.files.keep(bytes)
  const fileName = `270-${partner}-${on.replaceAll('-', '')}-${String(control).padStart(9, '0')}.edi`
  await store.saveInquiries(
    tx,
    ground,
    groups.flatMap((group) =>
      group.askings.map((one) => ({
        id: ground.newId(),
        trace: one.trace,
        reference: group.reference,
        coverageId: one.coverage.coverageId,
        patientId: one.coverage.patientId,
        payerId: one.payer.id,
        reason: one.wanted.reason,
        variant: one.variant,
        attempt: one.wanted.attempt ?? 1,
        sweepId,
        forOn: one.forOn,
        serviceTypes: one.serviceTypes,
        fileName,
        sha256: kept.sha256,
      })),
    ),
  )
  await ground.machine.jobs.enqueue(tx, ground, 'eligibility.transmit', { fileName })
  return fileName
}

/** Puts a file of questions into the mailbox, once. */
export async function transmitQuestions(ground: Ground, fileName: string): Promise<void> {
  const sha256 = await reading(ground, (tx) => store.findQueuedFile(tx, ground.practiceId, fileName))
  if (sha256 === null) return
  const bytes = await ground.files.read(sha256)
  if (!bytes) throw new Error(`the kept file ${sha256} is missing from the file store`)
  await ground.mailbox.send(fileName, bytes)
  await changing(ground, (tx) => store.setFileSent(tx, ground.practiceId, fileName))
}

export type AskRefusal = { kind: 'eligibility.not_found' } | { kind: 'eligibility.self_pay'; message: string }

/** Asks the plan of one coverage now, for a person who waits. */
export async function askNow(
  ground: Ground,
  coverageId: string,
  forOn: PlainDate | null,
): Promise<Result<{ asked: number }, AskRefusal>> {
  const result = await inTransaction<string[], AskRefusal>(ground, async (tx) => {
    const coverage = (await store.gatherAsked(tx, ground.practiceId, [coverageId])).get(coverageId)
    if (!coverage) return refuse({ kind: 'eligibility.not_found' })
    if (coverage.payer.kind === 'self_pay')
      return refuse({ kind: 'eligibility.self_pay', message: 'The patient pays; there is no plan to ask.' })
    await audit(tx, ground, { action: 'eligibility.asked', subject: coverageId })
    return ok(await askPlans(tx, ground, [{ coverageId, reason: 'person', forOn: forOn ?? ground.today() }]))
  })
  if (!result.ok) return result
  for (const fileName of result.value) await transmitQuestions(ground, fileName)
  return ok({ asked: result.value.length })
}
