import { ok, type PlainDate, type Result, refuse } from '@ballast/kernel'
import { audit } from '../../../ground/audit.ts'
import { inTransaction, reading, type Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { billedAs } from '../../claim/actions/billed-as.ts'
import type { DraftFacts } from '../../claim/types.ts'
import { recordsOf } from '../../intake/actions/merge.ts'
import { gatherParties } from '../store/patient.ts'
import * as store from '../store/superbills.ts'
import type { GivenHow } from '../types.ts'

// A superbill is what a plan needs to pay its member back for a visit the member paid: who, whose plan, who gave the care and
// under which licence, which day and codes, why, and what was charged and paid. It is given of visits out of network whose plan
// pays the patient, and of no other: a visit billed to a plan is not billed to it twice. Source: patient_billing_rules PB14
// (default, unverified: confirm with the plan).

export type SuperbillRefusal = { kind: 'not_found' } | { kind: 'receivable.invalid'; message: string }

/** What a superbill of these days says, one for each plan, and what was given before; null where there is no such patient. */
export const superbillOf = (ground: Ground, patientId: string, from: PlainDate, until: PlainDate) =>
  reading(ground, async (tx) => {
    const parties = await gatherParties(tx, ground.practiceId, patientId, null)
    if (!parties) return null
    const records = [...(await recordsOf(tx, ground.practiceId, [patientId])).keys()]
    return {
      on: ground.today(),
      from,
      until,
      patient: parties.patient,
      bills: await composeBills(tx, ground, records, from, until),
      given: await store.listGiven(tx, ground.practiceId, records),
    }
  })

export type Superbill = Awaited<ReturnType<typeof composeBills>>[number]

async function composeBills(tx: Tx, ground: Ground, records: readonly string[], from: PlainDate, until: PlainDate) {
  const charged = await store.chargedVisits(tx, ground.practiceId, records, from, until)
  const billed = await billedAs(
    tx,
    ground,
    charged.map((visit) => visit.sessionId),
  )
  const visits = charged.flatMap((visit) => {
    const it = billed.get(visit.sessionId)
    return it?.facts.coverage?.paysPatient === 'superbill' && it.facts.payer ? [{ ...visit, ...it }] : []
  })
  const licences = await store.licencesOf(
    tx,
    ground.practiceId,
    visits.flatMap(({ facts }) => [facts.clinician.id, facts.supervisor?.id ?? []].flat()),
  )
  const personOf = (person: (typeof visits)[number]['facts']['clinician']) => ({
    name: `${person.firstName} ${person.lastName}`,
    npi: person.npi,
    credential: person.credential,
    licences: licences.get(person.id) ?? [],
  })
  return [...Map.groupBy(visits, ({ facts }) => facts.coverage?.id ?? '')].flatMap(([coverageId, own]) => {
    const [first] = own
    if (!first?.facts.coverage || !first.facts.payer) return []
    const { practice, patient, coverage, payer } = first.facts
    const sum = (of: (visit: (typeof own)[number]) => number): number => own.reduce((total, one) => total + of(one), 0)
    return [
      {
        coverageId,
        practice: {
          name: practice.name,
          npi: practice.npi,
          taxId: practice.taxId,
          phone: practice.phone,
          ...placeOf(practice.address),
        },
        patient: {
          name: `${patient.firstName} ${patient.lastName}`,
          birthOn: patient.birthOn,
          ...placeOf(patient.address),
        },
        plan: {
          payer: payer.name,
          memberId: coverage.memberId,
          groupNumber: coverage.groupNumber,
          relationship: coverage.relationship,
          subscriber: {
            name: `${coverage.subscriber.firstName} ${coverage.subscriber.lastName}`,
            birthOn: coverage.subscriber.birthOn,
          },
        },
        visits: own.map(({ sessionId, chargeCents, paidCents, facts, content }) => ({
          sessionId,
          on: facts.session.on,
          modality: facts.session.modality,
          placeOfService: content.placeOfService,
          diagnoses: content.diagnoses,
          lines: content.lines.map(({ code, modifiers, units, charge }) => ({
            code,
            modifiers,
            units,
            chargeCents: charge,
          })),
          clinician: personOf(facts.clinician),
          supervisor:
            facts.supervisor && facts.clinician.credential === 'associate' ? personOf(facts.supervisor) : null,
          chargeCents,
          paidCents,
        })),
        chargeCents: sum((visit) => visit.chargeCents),
        paidCents: sum((visit) => visit.paidCents),
      },
    ]
  })
}

const placeOf = (address: DraftFacts['practice']['address']) => ({
  addressLine: address.line ?? '',
  city: address.city ?? '',
  state: address.state ?? '',
  zip: address.zip ?? '',
})

/** Keeps that a superbill was given: what it said, to whom, how and when. */
export function giveSuperbill(
  ground: Ground,
  patientId: string,
  input: {
    readonly coverageId: string
    readonly from: PlainDate
    readonly until: PlainDate
    readonly givenTo: string
    readonly how: GivenHow
  },
): Promise<Result<{ id: string }, SuperbillRefusal>> {
  return inTransaction<{ id: string }, SuperbillRefusal>(ground, async (tx) => {
    if (!(await gatherParties(tx, ground.practiceId, patientId, null))) return refuse({ kind: 'not_found' })
    if (input.until < input.from)
      return refuse({
        kind: 'receivable.invalid',
        message: `It would end (${input.until}) before it begins (${input.from}).`,
      })
    const records = [...(await recordsOf(tx, ground.practiceId, [patientId])).keys()]
    const bills = await composeBills(tx, ground, records, input.from, input.until)
    const bill = bills.find((each) => each.coverageId === input.coverageId)
    if (!bill)
      return refuse({
        kind: 'receivable.invalid',
        message: 'No visit of these days was charged out of network under this card. Choose other days.',
      })
    const id = await store.saveGiven(tx, ground, {
      ...input,
      patientId,
      content: bill,
      chargeCents: bill.chargeCents,
      paidCents: bill.paidCents,
    })
    await audit(tx, ground, { action: 'superbill.given', subject: patientId, detail: { id, to: input.givenTo } })
    return ok({ id })
  })
}
