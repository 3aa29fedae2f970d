import { type Cents, ok, type PlainDate, type Result, refuse } from '@ballast/kernel'
import { audit } from '../../../ground/audit.ts'
import { changing, inTransaction } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { signAgreement } from '../../intake/actions/checkin.ts'
import { agreeFee } from '../../intake/actions/fees.ts'
import { gatherAsked } from '../store/inquiries.ts'
import { listAnswered, saveLimitAnswer } from '../store/limit-answers.ts'
import { beyondVisits } from './beyond-limit.ts'
import { handOverPrograms } from './hand-over.ts'
import { countLimits, watchLimits } from './limits.ts'

export type LimitAnswerInput =
  | {
      readonly choice: 'private'
      readonly signedBy: string
      readonly signedAs: 'patient' | 'parent' | 'guardian' | 'representative'
      readonly method: 'screen' | 'paper'
      /** Each visit, where less than the practice's charge was agreed. */
      readonly fee: Cents | null
    }
  | { readonly choice: 'called_off'; readonly saidBy: string }
  | {
      readonly choice: 'asked_plan'
      readonly saidBy: string
      readonly followUpOn: PlainDate
      readonly note: string | null
    }

export type LimitAnswerRefusal =
  | { kind: 'eligibility.not_found' }
  | { kind: 'eligibility.no_limit'; message: string }
  | { kind: 'eligibility.unusable'; message: string }

/** Keeps how it goes on beyond a plan's visits, and does it: paid alone by signature, called off, or the plan asked for more. */
export function answerLimit(
  ground: Ground,
  coverageId: string,
  input: LimitAnswerInput,
): Promise<Result<{ id: string; calledOff: number }, LimitAnswerRefusal>> {
  return inTransaction<{ id: string; calledOff: number }, LimitAnswerRefusal>(ground, async (tx) => {
    const coverages = await gatherAsked(tx, ground.practiceId, [coverageId])
    const coverage = coverages.get(coverageId)
    if (!coverage) return refuse({ kind: 'eligibility.not_found' })
    const [limit] = await countLimits(tx, ground, [coverageId], ground.today(), true)
    if (!limit)
      return refuse({
        kind: 'eligibility.no_limit',
        message: `${coverage.payer.name} has no limit on visits that we know of. Write down what it said, then answer.`,
      })
    const within = { ...ground, within: tx }
    let signatureId: string | null = null
    if (input.choice === 'private') {
      const { signedBy, signedAs, method, fee } = input
      const signed = await signAgreement(within, coverage.patientId, {
        kind: 'private_pay',
        signedBy,
        signedAs,
        method,
      })
      if (!signed.ok) return refuse({ kind: 'eligibility.not_found' })
      signatureId = signed.value.id
      if (fee !== null) {
        const basis = "visits beyond the plan's limit"
        const terms = { fee, basis, from: ground.today(), until: limit.until, reviewOn: null, agreedBy: signedBy }
        const agreed = await agreeFee(within, coverage.patientId, terms)
        if (!agreed.ok)
          return refuse({ kind: 'eligibility.unusable', message: 'This fee cannot be agreed from today.' })
      }
    }
    const id = await saveLimitAnswer(tx, ground, {
      coverageId,
      periodFrom: limit.from,
      choice: input.choice,
      saidBy: input.choice === 'private' ? input.signedBy : input.saidBy,
      signatureId,
      followUpOn: input.choice === 'asked_plan' ? input.followUpOn : null,
      note: input.choice === 'asked_plan' ? input.note : null,
    })
    await audit(tx, ground, {
      action: 'eligibility.limit-answered',
      subject: coverageId,
      detail: { choice: input.choice },
    })
    const sessions = input.choice === 'called_off' ? await beyondVisits(tx, ground, limit) : []
    if (sessions.length > 0)
      await ground.machine.jobs.enqueue(tx, ground, 'eligibility.visits-declined', {
        sessions: sessions.map((visit) => visit.sessionId),
        saidBy: input.choice === 'called_off' ? input.saidBy : '',
      })
    await watchLimits(tx, ground, coverages)
    await handOverPrograms(tx, ground, [coverage.patientId])
    return ok({ id, calledOff: sessions.length })
  })
}

/** A patient's coverages changed: whoever pays alone may have a plan again. */
export const lookAtAnswers = (ground: Ground, coverageIds: readonly string[]): Promise<void> =>
  changing(ground, async (tx) => {
    const ids = await listAnswered(tx, ground.practiceId, coverageIds)
    if (ids.length > 0) await watchLimits(tx, ground, await gatherAsked(tx, ground.practiceId, ids))
  })
