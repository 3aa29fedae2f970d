import type { X12File } from '@ballast/x12'
import { changing, type Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { wasGiven } from '../../practice/actions/setup.ts'
import { type BatchAnswer, batchAnswers, type ClaimAnswers, claimAnswers } from '../rules/acknowledge.ts'
import { claimsOfBatch, findBatchByControl, saveAcknowledgment, setBatch } from '../store/batches.ts'
import { findByControlNumbers, saveEvents, setClaims } from '../store/claims.ts'
import { mayMove } from '../types.ts'

/** Takes in the TA1s, 999s and 277CAs of a kept file, each once; returns how many it holds. */
export async function takeAcknowledgments(ground: Ground, sha256: string, file: X12File): Promise<number> {
  const batches = batchAnswers(file)
  const claims = claimAnswers(file)
  for (const answer of batches) await changing(ground, (tx) => takeBatchAnswer(tx, ground, sha256, answer))
  for (const answers of claims) await changing(ground, (tx) => takeClaimAnswers(tx, ground, sha256, answers))
  return batches.length + claims.length
}

const ofQuestion = ({ control, state, reason }: BatchAnswer): string =>
  state === 'rejected'
    ? `A question of ours (270 or 278, file ${control}) was not taken: ${reason ?? 'no reason is given.'} Ask again.`
    : 'Of a question of ours (270 or 278).'

async function takeBatchAnswer(tx: Tx, ground: Ground, sha256: string, answer: BatchAnswer): Promise<void> {
  const batch = await findBatchByControl(tx, ground.practiceId, answer.control)
  // Questions (270, 278) leave under numbers of the same series, and carry no claims.
  const isQuestion = !batch && (await wasGiven(tx, ground.practiceId, 'interchange:', Number(answer.control) || 0))
  const isPlaced = Boolean(batch) || (isQuestion && answer.state !== 'rejected')
  const isNew = await saveAcknowledgment(tx, ground, {
    sha256,
    kind: answer.kind,
    position: answer.position,
    batchId: batch?.id ?? null,
    accepted: answer.accepted,
    rejected: answer.rejected,
    state: isPlaced ? 'applied' : 'exception',
    reason: batch
      ? answer.reason
      : isQuestion
        ? ofQuestion(answer)
        : `No file of ours has the number ${answer.control}.`,
  })
  if (!isNew || !batch) return
  if (batch.state !== 'rejected') await setBatch(tx, ground, batch.id, answer.state)
  if (answer.state !== 'rejected') return
  const ids = await claimsOfBatch(tx, ground.practiceId, batch.id)
  await setClaims(tx, ground.practiceId, ids, { status: 'rejected', touched: true })
  await saveEvents(
    tx,
    ground,
    ids.map((claimId) => ({
      claimId,
      kind: 'rejected',
      summary: answer.reason ?? 'The file was rejected.',
      detail: { kind: answer.kind, control: answer.control, owner: 'EDI admin' },
      source: { sha256, from: 0, until: 0 },
    })),
  )
}

async function takeClaimAnswers(
  tx: Tx,
  ground: Ground,
  sha256: string,
  { position, from, until, answers }: ClaimAnswers,
): Promise<void> {
  const own = await findByControlNumbers(
    tx,
    ground.practiceId,
    answers.map((answer) => answer.controlNumber),
  )
  const unknown = answers.filter((answer) => !own.has(answer.controlNumber)).map((answer) => answer.controlNumber)
  const isNew = await saveAcknowledgment(tx, ground, {
    sha256,
    kind: '277CA',
    position,
    batchId: [...own.values()][0]?.batchId ?? null,
    accepted: answers.filter((answer) => answer.outcome === 'accepted').length,
    rejected: answers.filter((answer) => answer.outcome === 'rejected').length,
    state: unknown.length > 0 ? 'exception' : 'applied',
    reason: unknown.length > 0 ? `Not our claims: ${unknown.slice(0, 20).join(', ')}.` : null,
  })
  if (!isNew) return
  const accepted: string[] = []
  const rejected: string[] = []
  for (const answer of answers) {
    const claim = own.get(answer.controlNumber)
    if (!claim) continue
    if (answer.outcome === 'accepted' && mayMove(claim.status, 'accepted')) accepted.push(claim.id)
    if (answer.outcome === 'rejected' && mayMove(claim.status, 'rejected')) rejected.push(claim.id)
    if (answer.payerClaimNumber !== null)
      await setClaims(tx, ground.practiceId, [claim.id], { payerClaimNumber: answer.payerClaimNumber })
  }
  await setClaims(tx, ground.practiceId, accepted, { status: 'accepted', acceptedOn: ground.today() })
  await setClaims(tx, ground.practiceId, rejected, { status: 'rejected', touched: true })
  await saveEvents(
    tx,
    ground,
    answers.flatMap((answer) => {
      const claim = own.get(answer.controlNumber)
      return claim
        ? [
            {
              claimId: claim.id,
              kind: answer.outcome,
              summary: answer.summary,
              detail: { codes: answer.codes, owner: answer.owner },
              source: { sha256, from, until },
            },
          ]
        : []
    }),
  )
}
