import { ok, type PlainDate, type Result, refuse } from '@ballast/kernel'
import { guide278Response, readAs, transactionsOf, type X12File } from '@ballast/x12'
import { changing, inTransaction, type Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { raiseWork, settleWork } from '../../worklist/actions/raise.ts'
import { decide, unusable } from '../rules/decide.ts'
import { decisionsOf } from '../rules/read-278.ts'
import { renewalParams } from '../rules/renewal.ts'
import { findAnswer, saveAnswer, setAnswer } from '../store/answers.ts'
import { saveGrant, setGrant } from '../store/grants.ts'
import { findByTrace, findRequest, type Request, saveEvent, setRequest } from '../store/requests.ts'
import { type Decision, requestMoves } from '../types.ts'
import { type RequestRefusal, settled } from './requests.ts'
import { reassign } from './reserve.ts'

// What payers answer. Each decision ends applied to the request it names, waiting for a person, or set aside with a reason.

/** Takes in the 278 answers of a kept file, each once; returns how many of them wait for a person. */
export async function takeDecisions(ground: Ground, sha256: string, file: X12File): Promise<number> {
  let position = 0
  let waiting = 0
  for (const transaction of transactionsOf(file)) {
    const answer = readAs(guide278Response, transaction)
    if (!answer) continue
    for (const decision of decisionsOf(answer)) {
      position += 1
      const place = { sha256, position, decision }
      if (await changing(ground, (tx) => takeDecision(tx, ground, place))) waiting += 1
    }
  }
  return waiting
}

async function takeDecision(
  tx: Tx,
  ground: Ground,
  { sha256, position, decision }: { sha256: string; position: number; decision: Decision },
): Promise<boolean> {
  const request = decision.traceNumber ? await findByTrace(tx, ground.practiceId, decision.traceNumber) : null
  const why = request === null ? unknownWhy(decision) : whyNotApplied(request, decision)
  const isNew = await saveAnswer(tx, ground, {
    sha256,
    position,
    requestId: request?.id ?? null,
    state: why === null ? 'applied' : 'waiting',
    why,
    decision,
  })
  if (request === null || why !== null) {
    if (isNew !== null)
      await raiseWork(tx, ground, [
        {
          kind: 'authorization.answer',
          subject: isNew,
          cause: why ?? '',
          title: decision.patientName ?? decision.traceNumber ?? 'An answer without a name',
          advice: why ?? '',
          link: '/authorizations/answers',
        },
      ])
    return true
  }
  if (isNew !== null) await apply(tx, ground, request, decision, '278')
  return false
}

const unknownWhy = (decision: Decision): string =>
  decision.traceNumber
    ? `No request of ours has the number ${decision.traceNumber}.`
    : 'The answer names no request number.'

/** Why a decision has to wait for a person; null when it can be taken as it stands. */
function whyNotApplied(request: Request, decision: Decision): string | null {
  const wrong = unusable(request, decision)
  if (wrong) return wrong
  const own = request.patient.split(' ').at(-1)?.toLowerCase() ?? ''
  const named = decision.patientName?.toLowerCase()
  if (named && !named.includes(own))
    return `The answer is for ${decision.patientName}; the request is for ${request.patient}.`
  const to = decision.outcome
  if (!(requestMoves[request.status] as readonly string[]).includes(to))
    return `The request is ${request.status.replace('_', ' ')}; the payer now says ${to.replace('_', ' ')}.`
  return null
}

async function apply(
  tx: Tx,
  ground: Ground,
  request: Request,
  decision: Decision,
  source: '278' | 'portal' | 'phone' | 'fax' | 'letter',
): Promise<void> {
  const { practiceId } = ground
  const today = ground.today()
  const payer = await tx
    .selectFrom('payer')
    .select('params')
    .where('practice_id', '=', practiceId)
    .where('id', '=', request.payerId)
    .executeTakeFirstOrThrow()
  const decided = decide(request, decision, renewalParams(payer.params as unknown as Record<string, unknown>), today)
  let grantId: string | undefined
  if (decided.given) {
    grantId = ground.newId()
    await saveGrant(tx, ground, {
      id: grantId,
      patientId: request.patientId,
      payerId: request.payerId,
      number: decided.given.number,
      codes: decided.given.codes,
      unit: request.unit,
      units: decided.given.units,
      usedBefore: 0,
      from: decided.given.from,
      until: decided.given.until,
      programId: null,
      clinicianId: null,
      obtainedOn: today,
      status: decided.status === 'not_required' ? 'not_required' : 'active',
      source,
      requestId: request.id,
    })
  }
  if (decided.status === 'cancelled' && request.renewsGrantId !== null && request.kind === 'cancellation')
    await setGrant(tx, practiceId, request.renewsGrantId, { status: 'cancelled' })
  await setRequest(tx, practiceId, request.id, {
    status: decided.status,
    decision: JSON.stringify(decision),
    decided_on: today,
    follow_up_on: decided.followUpOn,
    deadline_on: decided.deadlineOn,
    ...(grantId ? { grant_id: grantId } : {}),
  })
  const words = decided.differences.length > 0 ? `: ${decided.differences.join(', ')}` : ''
  const number = decided.given ? ` Authorization ${decided.given.number}.` : ''
  await saveEvent(tx, ground, {
    requestId: request.id,
    grantId: grantId ?? null,
    kind: decided.status,
    summary: `The payer answered: ${decided.status.replace('_', ' ')}${words}.${number}${decision.message ? ` "${decision.message}"` : ''}`,
  })
  await reassign(tx, ground, [request.patientId])
  await settled(tx, ground, request.id)
  await ground.machine.jobs.enqueue(tx, ground, 'authorization.decided', {
    requestId: request.id,
    patientId: request.patientId,
  })
}

/** A decision learned by phone, portal, fax or letter, entered by a person. */
export function enterDecision(
  ground: Ground,
  id: string,
  entered: {
    readonly outcome: Decision['outcome']
    readonly number: string | null
    readonly from: PlainDate | null
    readonly until: PlainDate | null
    readonly units: number | null
    readonly codes: readonly string[]
    readonly message: string | null
    readonly source: 'portal' | 'phone' | 'fax' | 'letter'
  },
): Promise<Result<Request, RequestRefusal>> {
  return inTransaction<Request, RequestRefusal>(ground, async (tx) => {
    const request = await findRequest(tx, ground.practiceId, id)
    if (!request) return refuse({ kind: 'not_found' })
    const decision: Decision = {
      ...entered,
      traceNumber: request.traceNumber,
      reason: null,
      services: [],
      moreWillFollow: entered.outcome === 'pended',
      patientName: null,
      memberId: null,
    }
    const wrong = unusable(request, decision)
    if (wrong) return refuse({ kind: 'authorization.invalid', message: wrong })
    // A person may have sent the packet without telling us; the payer's word is what counts.
    const isStill = ['draft', 'ready'].includes(request.status)
    if (!isStill && !(requestMoves[request.status] as readonly string[]).includes(entered.outcome))
      return refuse({
        kind: 'authorization.wrong_state',
        message: `The request is ${request.status.replace('_', ' ')} and cannot become ${entered.outcome.replace('_', ' ')}.`,
        status: request.status,
      })
    if (isStill)
      await setRequest(tx, ground.practiceId, id, {
        sent_on: ground.today(),
        channel: entered.source === 'letter' ? 'fax' : entered.source,
      })
    await apply(tx, ground, request, decision, entered.source)
    return ok((await findRequest(tx, ground.practiceId, id)) as Request)
  })
}

/** A person says which request an answer belongs to. */
export function matchAnswer(
  ground: Ground,
  answerId: string,
  requestId: string,
): Promise<Result<Request, RequestRefusal>> {
  return inTransaction<Request, RequestRefusal>(ground, async (tx) => {
    const answer = await findAnswer(tx, ground.practiceId, answerId)
    const request = await findRequest(tx, ground.practiceId, requestId)
    if (!answer || !request) return refuse({ kind: 'not_found' })
    if (answer.state !== 'waiting')
      return refuse({
        kind: 'authorization.wrong_state',
        message: 'This answer has been dealt with.',
        status: answer.state,
      })
    const wrong = unusable(request, answer.decision)
    if (wrong) return refuse({ kind: 'authorization.invalid', message: wrong })
    await setAnswer(tx, ground.practiceId, answerId, {
      state: 'applied',
      why: `Matched by ${ground.actor.name}.`,
      request_id: requestId,
    })
    await apply(tx, ground, request, answer.decision, '278')
    await settleWork(tx, ground, ['authorization.answer'], [answerId], 'It was matched to its request.')
    return ok((await findRequest(tx, ground.practiceId, requestId)) as Request)
  })
}

/** An answer that is nobody's, put away with the reason. */
export function setAnswerAside(
  ground: Ground,
  answerId: string,
  reason: string,
): Promise<Result<{ id: string }, RequestRefusal>> {
  return inTransaction<{ id: string }, RequestRefusal>(ground, async (tx) => {
    const answer = await findAnswer(tx, ground.practiceId, answerId)
    if (!answer) return refuse({ kind: 'not_found' })
    if (answer.state !== 'waiting')
      return refuse({
        kind: 'authorization.wrong_state',
        message: 'This answer has been dealt with.',
        status: answer.state,
      })
    await setAnswer(tx, ground.practiceId, answerId, { state: 'set_aside', why: reason })
    await settleWork(tx, ground, ['authorization.answer'], [answerId], reason)
    return ok({ id: answerId })
  })
}
