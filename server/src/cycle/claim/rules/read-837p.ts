import { type Cents, cents, lookup, type PlainDate, parseDate } from '@ballast/kernel'
import { amountToCents, guide837P, isoDay, readAs, transactionsOf, type X12File } from '@ballast/x12'
import { type Claim, claimSchema, type Relationship } from '../types.ts'
import type { Transaction837P } from './to-837p.ts'

// Anybody's 837P read back into the shape the edits judge. What the file does not say stays absent, and a flawed file may
// leave out whole loops that its guide requires: nothing here trusts them to stand.

type Billing = Transaction837P['billings'][number]
type Subscriber = Billing['subscribers'][number]
type ClaimLoop = Subscriber['claims'][number]
type Named = {
  readonly lastName?: string | undefined
  readonly firstName?: string | undefined
  readonly id?: string | undefined
}

const relationships = lookup<Relationship>({
  '18': 'self',
  '01': 'spouse',
  '19': 'child',
  '20': 'employee',
  '21': 'unknown',
  '53': 'life_partner',
})
const kinds = lookup<Claim['payer']['kind']>({
  MB: 'medicare',
  MA: 'medicare',
  '16': 'medicare',
  MC: 'medicaid',
})

const money = (text: string | undefined): Cents => cents(amountToCents(text ?? '') ?? 0)
const dayOf = (text: string | undefined): PlainDate | undefined =>
  parseDate(isoDay((text ?? '').slice(0, 8)) ?? text ?? '') ?? undefined
const icd = (code: string): string =>
  code.length > 3 && !code.includes('.') ? `${code.slice(0, 3)}.${code.slice(3)}` : code

type Placed = {
  readonly street?: { readonly line?: string | undefined; readonly line2?: string | undefined } | undefined
  readonly city?:
    | { readonly city?: string | undefined; readonly state?: string | undefined; readonly zip?: string | undefined }
    | undefined
}
const addressOf = (of: Placed | undefined) => {
  if (of?.street === undefined && of?.city === undefined) return undefined
  return {
    line: of.street?.line,
    line2: of.street?.line2,
    city: of.city?.city,
    state: of.city?.state,
    zip: of.city?.zip,
  }
}
type Provider = { readonly name: Named; readonly specialty?: { readonly taxonomy?: string | undefined } | undefined }
const clinicianOf = (provider: Provider | undefined) =>
  provider && {
    npi: provider.name?.id,
    lastName: provider.name?.lastName,
    firstName: provider.name?.firstName,
    credential: undefined,
    taxonomy: provider.specialty?.taxonomy,
  }

type PersonLoop = Placed & {
  readonly name: Named
  readonly demographics?:
    | { readonly birthDay?: string | undefined; readonly sex?: 'F' | 'M' | 'U' | undefined }
    | undefined
}
const personOf = (loop: PersonLoop | undefined) => ({
  lastName: loop?.name?.lastName,
  firstName: loop?.name?.firstName,
  middleName: undefined,
  birthOn: dayOf(loop?.demographics?.birthDay),
  sex: loop?.demographics?.sex,
  address: addressOf(loop),
})

/** An empty claim to start from, so that a field this reader does not know stays absent. */
const blank: Claim = claimSchema.parse({
  id: '-',
  billing: {},
  rendering: {},
  payer: {},
  subscriber: {},
  patient: {},
  diagnoses: [],
  lines: [],
})

function readClaim(
  billing: Billing,
  subscriber: Subscriber,
  loop: ClaimLoop,
  patient: PersonLoop,
  relationship: Relationship,
): Claim {
  const place = loop.claim?.place?.code
  const filing = subscriber.subscriber?.filingIndicator
  const frequency = loop.claim?.place?.frequency
  const own = clinicianOf(loop.rendering as Provider | undefined)
  const billed = billing.provider
  const benefits: string = loop.claim?.benefits
  const rank: string = subscriber.subscriber?.rank
  return {
    ...blank,
    id: loop.claim?.controlNumber ?? '',
    frequency: frequency === '7' || frequency === '8' ? frequency : '1',
    originalClaim: loop.originalNumber?.id,
    charge: money(loop.claim?.charge),
    placeOfService: place,
    billing: {
      ...blank.billing,
      npi: billed?.name?.id,
      taxId: billed?.references?.find((reference) => reference.qualifier === 'EI' || reference.qualifier === 'SY')?.id,
      taxonomy: billing.specialty?.taxonomy,
      name: billed?.name?.lastName,
      isPerson: billed?.name?.type === '1',
      address: addressOf(billed as Placed),
    },
    rendering: own ?? { ...blank.rendering, npi: billed?.name?.id, taxonomy: billing.specialty?.taxonomy },
    supervising: clinicianOf(loop.supervising as Provider | undefined),
    referring: clinicianOf(loop.referring?.[0] as Provider | undefined),
    facility: loop.facility && {
      name: loop.facility.name?.lastName,
      npi: loop.facility.name?.id,
      address: addressOf(loop.facility as Placed),
    },
    payer: {
      ...blank.payer,
      id: subscriber.payer?.name?.id,
      name: subscriber.payer?.name?.lastName,
      kind: kinds[filing ?? ''] ?? 'commercial',
      rank: rank === 'S' || rank === 'T' ? rank : 'P',
      filingIndicator: filing,
    },
    subscriber: {
      ...personOf(subscriber.name as PersonLoop),
      memberId: subscriber.name?.name?.id,
      groupNumber: subscriber.subscriber?.groupNumber,
    },
    patient: personOf(patient),
    relationship,
    diagnoses: Object.values((loop.diagnoses ?? {}) as Readonly<Record<string, { code: string } | undefined>>).flatMap(
      (value) => (value?.code ? [icd(value.code)] : []),
    ),
    authorization: loop.authorization?.id,
    referral: loop.referral?.id,
    assignmentOfBenefits: benefits !== 'N',
    otherPayers:
      loop.otherSubscribers.length === 0
        ? undefined
        : loop.otherSubscribers.map((other) => {
            const id = other.payer?.name?.id
            const paid = other.amounts.find((amount) => amount.qualifier === 'D')?.amount
            const otherRank: string = other.subscriber?.rank
            return {
              id,
              name: other.payer?.name?.lastName,
              rank: otherRank === 'S' || otherRank === 'T' ? otherRank : 'P',
              memberId: other.name?.name?.id,
              filingIndicator: other.subscriber?.filingIndicator,
              subscriber: { lastName: other.name?.name?.lastName, firstName: other.name?.name?.firstName },
              relationship: relationships[other.subscriber?.relationship ?? ''],
              claimStatus: undefined,
              claimNumber: other.payer?.references?.find((reference) => reference.qualifier === 'F8')?.id,
              paidOn: dayOf(other.payer?.paidDate?.value),
              paid: paid === undefined ? undefined : money(paid),
              lines: loop.lines.flatMap((line, i) =>
                line.decisions
                  .filter((each) => each.decision?.payer === id)
                  .map((each) => ({
                    number: i + 1,
                    paid: money(each.decision?.paid),
                    adjustments: each.adjustments.flatMap((adjustment) => adjustmentsOf(adjustment)),
                  })),
              ),
            }
          }),
    patientPaid: loop.patientPaid && money(loop.patientPaid.amount),
    note: loop.note?.text,
    lines: loop.lines.map((line) => {
      const service: Partial<ClaimLoop['lines'][number]['service']> = line.service ?? {}
      const { procedure, charge, units, place: linePlace, pointers } = service
      const [from, until] = (line.serviceDate?.value ?? '').split('-')
      return {
        code: procedure?.code ?? '',
        modifiers: [procedure?.modifier1, procedure?.modifier2, procedure?.modifier3, procedure?.modifier4].filter(
          (modifier) => modifier !== undefined,
        ),
        units: Number(units ?? 1) || 0,
        charge: money(charge),
        on: dayOf(from) ?? ('0001-01-01' as PlainDate),
        until: until === undefined ? undefined : dayOf(until),
        placeOfService: linePlace ?? place,
        pointers: [pointers?.first, pointers?.second, pointers?.third, pointers?.fourth]
          .filter((pointer) => pointer !== undefined && pointer !== '')
          .map(Number),
        reference: line.lineReference?.id,
        authorization: line.references.find((reference) => reference.qualifier === 'G1')?.id,
        renderingNpi: line.rendering?.name?.id,
      }
    }),
  }
}

function adjustmentsOf(segment: object): { group: string; reason: string; amount: Cents }[] {
  const values = segment as Readonly<Record<string, string | undefined>>
  return [1, 2, 3, 4, 5, 6].flatMap((i) => {
    const reason = values[`reason${i}`]
    return reason === undefined ? [] : [{ group: values.group ?? '', reason, amount: money(values[`amount${i}`]) }]
  })
}

/** Every claim of a transaction, in its order. */
export const claimsOf837p = (transaction: Transaction837P): Claim[] =>
  transaction.billings.flatMap((billing) =>
    billing.subscribers.flatMap((subscriber) => {
      const own = subscriber.name as PersonLoop
      const relationship = relationships[subscriber.subscriber?.relationship ?? '18'] ?? 'self'
      return [
        ...subscriber.claims.map((loop) => readClaim(billing, subscriber, loop, own, relationship)),
        ...subscriber.patients.flatMap((patient) =>
          patient.claims.map((loop) =>
            readClaim(
              billing,
              subscriber,
              loop,
              patient.name as PersonLoop,
              relationships[patient.patient?.relationship ?? ''] ?? 'other',
            ),
          ),
        ),
      ]
    }),
  )

/** Every claim of a file's 837P transactions. */
export const claimsOfFile = (file: X12File): Claim[] =>
  transactionsOf(file).flatMap((transaction) => {
    const value = readAs(guide837P, transaction)
    return value === null ? [] : claimsOf837p(value)
  })
