import { cents, type PlainDate } from '@ballast/kernel'
import { parse, transactionsOf } from '@ballast/x12'
import { reading } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { listNotices } from '../../../ground/mail.ts'
import { adviceFor } from '../rules/advice.ts'
import { expectedCost } from '../rules/cost.ts'
import { unsaid } from '../rules/differences.ts'
import { explainSegments } from '../rules/explain-271.ts'
import { wordsOf } from '../rules/read-benefits.ts'
import { findAnswer, listAnswers, listUnused } from '../store/answers.ts'
import { listCalls } from '../store/calls.ts'
import { listAgreements } from '../store/checklist.ts'
import { allowedFor, findCoverages, listInquiries } from '../store/coverages.ts'
import { gatherAsked, listPayers } from '../store/inquiries.ts'
import { findStandings } from '../store/standings.ts'
import { listSweeps } from '../store/sweeps.ts'
import { listVisits } from '../store/visits.ts'
import { factWords } from '../tables/facts.ts'
import { type FactName, type Facts, factNames } from '../types/standing.ts'
import { beyondPage } from './beyond-limit.ts'
import { countLimits } from './limits.ts'

const factRows = (facts: Facts) =>
  factNames.flatMap((name) => {
    const fact = facts[name]
    return fact ? [{ name, title: factWords[name].title, words: wordsOf(name, fact.value), ...fact }] : []
  })

const question = (name: FactName) => {
  const { title, unit, choices, question: asks } = factWords[name]
  return { name, title, unit, choices: choices ?? [], question: asks ?? title }
}

/** One coverage: what to do, what is known and from whom, what is left, what nobody said, and everything that came. */
export const coveragePage = (ground: Ground, coverageId: string, on: PlainDate | null) =>
  reading(ground, async (tx) => {
    const { practiceId } = ground
    const day = on ?? ground.today()
    const coverage = (await gatherAsked(tx, practiceId, [coverageId])).get(coverageId)
    if (!coverage) return null
    const standing = (await findStandings(tx, practiceId, [coverageId])).get(coverageId) ?? null
    const limits = await countLimits(tx, ground, [coverageId], day)
    const { mustCall, ask } = unsaid(standing?.facts ?? {}, coverage.payer.params)
    const payers = await listPayers(tx, practiceId)
    return {
      today: ground.today(),
      on: day,
      coverage: {
        id: coverage.coverageId,
        patientId: coverage.patientId,
        patientRef: coverage.patientRef,
        patient: coverage.patientName,
        birthOn: coverage.patient.birthOn,
        payer: coverage.payer.name,
        payerId: coverage.payer.id,
        memberId: coverage.memberId,
        groupNumber: coverage.groupNumber,
        relationship: coverage.relationship,
        from: coverage.from,
        until: coverage.until,
        rank: coverage.rank,
      },
      standing: standing && { ...standing, facts: factRows(standing.facts) },
      advice: adviceFor(coverage, standing, limits, day),
      limits,
      ...(await beyondPage(tx, ground, coverage, limits)),
      visits: ((await listVisits(tx, practiceId, [coverageId])).get(coverageId) ?? []).slice(-60),
      unsaid: { mustCall, questions: [...new Set([...mustCall, ...ask])].map(question) },
      others: (await findCoverages(tx, practiceId, { patientId: coverage.patientId })).filter(
        (each) => each.id !== coverageId,
      ),
      payers: [...payers.values()].filter((payer) => payer.kind !== 'self_pay').map(({ id, name }) => ({ id, name })),
      answers: await listAnswers(tx, practiceId, coverageId),
      calls: (await listCalls(tx, practiceId, coverageId)).map((call) => ({ ...call, said: callRows(call.facts) })),
      inquiries: await listInquiries(tx, practiceId, coverageId),
      notices: await listNotices(tx, practiceId, coverageId),
    }
  })

const callRows = (facts: unknown) =>
  Object.entries((facts ?? {}) as Record<string, never>).flatMap(([name, value]) => {
    const words = factWords[name as FactName]
    return words ? [{ title: words.title, words: wordsOf(name as FactName, value) }] : []
  })

/** Coverages as a list: what was last heard of each. */
export const coverageList = (
  ground: Ground,
  filter: {
    readonly search?: string | undefined
    readonly state?: string | undefined
    readonly limit?: number | undefined
    readonly offset?: number | undefined
  },
) =>
  reading(ground, async (tx) => {
    const coverages = await findCoverages(tx, ground.practiceId, filter)
    return { today: ground.today(), total: coverages[0]?.total ?? 0, coverages }
  })

export const sweepList = (ground: Ground) =>
  reading(ground, async (tx) => ({ today: ground.today(), sweeps: await listSweeps(tx, ground.practiceId) }))

export const unusedAnswers = (ground: Ground) =>
  reading(ground, async (tx) => ({ answers: await listUnused(tx, ground.practiceId) }))

/** One answer as it came, statement by statement, each with what it means. */
export async function answerPage(ground: Ground, id: string) {
  const answer = await reading(ground, (tx) => findAnswer(tx, ground.practiceId, id))
  if (!answer) return null
  const bytes = await ground.files.read(answer.file_sha256)
  const transaction = bytes ? transactionsOf(parse(bytes))[answer.position - 1] : undefined
  return {
    id: answer.id,
    coverageId: answer.coverage_id,
    receivedOn: answer.received_on,
    state: answer.state,
    reason: answer.reason,
    sha256: answer.file_sha256,
    segments: transaction
      ? explainSegments(transaction.segments, { from: answer.from_byte, until: answer.until_byte })
      : [],
  }
}

/** What weekly care will cost the patient under this coverage, month by month. */
export const costPage = (ground: Ground, coverageId: string, visitsPerMonth: number) =>
  reading(ground, async (tx) => {
    const { practiceId } = ground
    const coverage = (await gatherAsked(tx, practiceId, [coverageId])).get(coverageId)
    if (!coverage) return null
    const standing = (await findStandings(tx, practiceId, [coverageId])).get(coverageId) ?? null
    const payerId = standing?.holder?.payerId ?? coverage.payer.id
    const allowed = await allowedFor(tx, practiceId, payerId, ground.today())
    const months =
      allowed && standing
        ? expectedCost(standing.facts, {
            allowed: cents(allowed.amount),
            visitsPerMonth,
            from: ground.today(),
            months: 14,
          })
        : null
    return {
      today: ground.today(),
      patient: coverage.patientName,
      patientId: coverage.patientId,
      payer: standing?.holder?.name || coverage.payer.name,
      checkedOn: standing?.checkedOn ?? null,
      allowed,
      visitsPerMonth,
      months,
      agreements: await listAgreements(tx, practiceId, coverageId),
      facts: standing
        ? factRows(standing.facts).filter((fact) => /copay|coinsurance|deductible|outOfPocket/.test(fact.name))
        : [],
    }
  })
