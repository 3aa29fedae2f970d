import { cents, ok, type PlainDate, type Result, refuse, sum } from '@ballast/kernel'
import { guide837P, writeInterchange } from '@ballast/x12'
import { changing, inTransaction, type Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { nextNumber } from '../../practice/actions/setup.ts'
import { partnerFor } from '../../practice/rules/partner.ts'
import { composeClaim } from '../rules/compose.ts'
import { anotherPayer, isElsewhere } from '../rules/elsewhere.ts'
import { to837p } from '../rules/to-837p.ts'
import { claimsOfBatch, findBatch, saveBatch, setBatch } from '../store/batches.ts'
import { findClaims, listReady, type ReadyClaim, saveEvents, setClaims } from '../store/claims.ts'
import { gatherDrafts } from '../store/drafting.ts'
import { recheckHeld } from './recheck.ts'

// Ready claims go out in files, one for each partner. The file is kept before anything says that it went, and its name and
// number are given once; sending it again after a crash writes the same bytes under the same name.

const mostInFile = 500

/** Puts every ready claim into files; their errands send them off, `waitSeconds` from now. Returns the batches made. */
export async function batchClaims(ground: Ground, waitSeconds = 0): Promise<string[]> {
  const made: string[] = []
  for (;;) {
    const batches = await changing(ground, (tx) => buildBatches(tx, ground, waitSeconds))
    if (batches.length === 0) return made
    made.push(...batches)
  }
}

/** Looks at what was held, then puts every ready claim into files and sends them at once; returns the batches made. */
export async function sendReady(ground: Ground): Promise<string[]> {
  await recheckHeld(ground)
  const made = await batchClaims(ground)
  for (const batch of made) await transmitBatch(ground, batch)
  return made
}

async function buildBatches(tx: Tx, ground: Ground, waitSeconds: number): Promise<string[]> {
  const ready = await listReady(tx, ground.practiceId, mostInFile)
  const partners = [...new Set(ready.map((claim) => claim.partner))]
  const made: string[] = []
  for (const partner of partners) {
    const batch = await buildBatch(
      tx,
      ground,
      partner,
      ready.filter((claim) => claim.partner === partner),
      waitSeconds,
    )
    if (batch) made.push(batch)
  }
  return made
}

async function buildBatch(
  tx: Tx,
  ground: Ground,
  partner: string,
  ready: readonly ReadyClaim[],
  waitSeconds: number,
): Promise<string | null> {
  const { practiceId } = ground
  const stored = (
    await findClaims(
      tx,
      practiceId,
      ready.map((claim) => claim.id),
    )
  ).filter(({ status }) => status === 'ready')
  const gathered = await gatherDrafts(
    tx,
    practiceId,
    stored.map((claim) => claim.sessionId),
  )
  const known = stored.flatMap((claim) => {
    const facts = gathered.get(claim.sessionId)
    return facts ? [{ claim, facts }] : []
  })
  // A claim never goes to another payer than the one that owes it in the books.
  const [elsewhere, here] = [known.filter(isElsewhere), known.filter((each) => !isElsewhere(each))]
  const going = here.map(({ claim, facts }) => ({ id: claim.id, facts, claim: composeClaim(facts, claim) }))
  await setClaims(
    tx,
    practiceId,
    elsewhere.map(({ claim }) => claim.id),
    { status: 'held', touched: false },
  )
  await saveEvents(
    tx,
    ground,
    elsewhere.map(({ claim }) => ({
      claimId: claim.id,
      kind: 'held',
      summary: `Held before it went: ${anotherPayer}`,
    })),
  )
  const [first] = going
  if (!first) return null
  const ids = going.map(({ id }) => id)
  const claims = going.map(({ claim }) => claim)
  const { practice } = first.facts
  const to = partnerFor(partner, practice.params)
  const control = await nextNumber(tx, practiceId, `interchange:${partner}`)
  const on = ground.today()
  const bytes = writeInterchange(
    {
      sender: { qualifier: 'ZZ', id: practice.submitterId, code: practice.submitterId },
      receiver: { qualifier: to.qualifier, id: to.id, code: to.id },
      control,
      groupControl: control,
      usage: to.usage,
      on,
      at: '12:00',
    },
    guide837P,
    [
      to837p(claims, {
        reference: String(control),
        on,
        at: '12:00',
        submitter: { name: practice.name, id: practice.submitterId, phone: practice.phone },
        receiver: { name: to.name, id: to.id },
      }),
    ],
  )
  const kept = await ground.files.keep(bytes)
  const id = ground.newId()
  await saveBatch(tx, ground, {
    id,
    partner,
    control: String(control),
    fileName: fileName(partner, on, control),
    sha256: kept.sha256,
    claims: claims.length,
    charge: sum(claims.map((claim) => claim.charge ?? cents(0))),
  })
  await setClaims(tx, practiceId, ids, { status: 'sent', batchId: id, sentOn: on })
  await saveEvents(
    tx,
    ground,
    ids.map((claimId) => ({
      claimId,
      kind: 'sent',
      summary: `Sent to ${to.name} in file ${control}.`,
      detail: { batchId: id },
      source: { sha256: kept.sha256, from: 0, until: bytes.length },
    })),
  )
  await ground.machine.jobs.enqueue(tx, ground, 'claim.transmit', { batchId: id }, waitSeconds)
  return id
}

const fileName = (partner: string, on: PlainDate, control: number): string =>
  `837P-${partner}-${on.replaceAll('-', '')}-${String(control).padStart(9, '0')}.edi`

/** Puts a batch's file into the mailbox, unless it was taken back. */
export async function transmitBatch(ground: Ground, batchId: string): Promise<void> {
  await changing(ground, async (tx) => {
    const batch = await findBatch(tx, ground.practiceId, batchId)
    if (batch?.state !== 'built') return
    const bytes = await ground.files.read(batch.file_sha256)
    if (!bytes) throw new Error(`the kept file ${batch.file_sha256} is missing from the file store`)
    await ground.mailbox.send(batch.file_name, bytes)
    await setBatch(tx, ground, batchId, 'sent')
  })
}

export type UnsendRefusal =
  | { readonly kind: 'not_found' }
  | { readonly kind: 'batch.left_already'; readonly message: string }

/** Takes back a file that has not left yet: its claims are ready again, as if nobody had pressed the button. */
export function unsendBatch(ground: Ground, batchId: string): Promise<Result<{ claims: number }, UnsendRefusal>> {
  return inTransaction<{ claims: number }, UnsendRefusal>(ground, async (tx) => {
    const batch = await findBatch(tx, ground.practiceId, batchId)
    if (!batch) return refuse({ kind: 'not_found' })
    if (batch.state !== 'built')
      return refuse({ kind: 'batch.left_already', message: `${batch.file_name} has left already.` })
    const ids = await claimsOfBatch(tx, ground.practiceId, batchId)
    await setBatch(tx, ground, batchId, 'cancelled')
    await setClaims(tx, ground.practiceId, ids, { status: 'ready', batchId: null, sentOn: null })
    await saveEvents(
      tx,
      ground,
      ids.map((claimId) => ({ claimId, kind: 'unsent', summary: 'Taken back before its file left.' })),
    )
    return ok({ claims: ids.length })
  })
}
