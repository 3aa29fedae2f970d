import { formatShortest, type PlainDate, sum } from '@ballast/kernel'
import { compact, type guide837P, type TypedOf } from '@ballast/x12'
import type { Address, Claim, ClaimLine, Relationship } from '../types.ts'

// A claim becomes an 837P: one subscriber loop for each claim, so that one broken claim never drags its neighbors along.
// The claim number (CLM01) is opaque and at most twenty characters; every line carries its own number (REF 6R), because
// that is how the remittance finds it again.

export type Transaction837P = TypedOf<typeof guide837P>
type Billing = Transaction837P['billings'][number]
type SubscriberLoop = Billing['subscribers'][number]
type ClaimLoop = SubscriberLoop['claims'][number]
type LineLoop = ClaimLoop['lines'][number]

export type Submission = {
  readonly reference: string
  readonly on: PlainDate
  readonly at: string
  readonly submitter: { readonly name: string; readonly id: string; readonly phone: string }
  readonly receiver: { readonly name: string; readonly id: string }
}

type PatientRelationship = SubscriberLoop['patients'][number]['patient']['relationship']
const relationshipCodes: Readonly<Record<Relationship, PatientRelationship>> = {
  self: '18' as PatientRelationship,
  spouse: '01',
  child: '19',
  employee: '20',
  unknown: '21',
  life_partner: '53',
  other: 'G8',
}

const street = (address: Address | undefined) => ({
  line: address?.line ?? '',
  ...(address?.line2 ? { line2: address.line2 } : {}),
})
const city = (address: Address | undefined) => ({
  city: address?.city ?? '',
  state: address?.state ?? '',
  zip: (address?.zip ?? '').replaceAll('-', ''),
})
const bare = (code: string): string => code.replace('.', '').toUpperCase()

type Clinician = { npi?: string | undefined; lastName?: string | undefined; firstName?: string | undefined }
const clinicianName = (entity: '82' | 'DQ' | 'DN', clinician: Clinician) => ({
  entity,
  type: '1' as const,
  lastName: clinician.lastName ?? '',
  firstName: clinician.firstName ?? '',
  idQualifier: 'XX' as const,
  id: clinician.npi ?? '',
})

type OtherLine = NonNullable<NonNullable<Claim['otherPayers']>[number]['lines']>[number]

/** CAS says each group once, with up to six reasons; more of them go on in another CAS of the group. */
function grouped(adjustments: OtherLine['adjustments']) {
  return [...new Set(adjustments.map(({ group }) => group))].flatMap((group) => {
    const own = adjustments.filter((adjustment) => adjustment.group === group)
    const segments = []
    for (let at = 0; at < own.length; at += 6)
      segments.push({
        group,
        ...Object.fromEntries(
          own.slice(at, at + 6).flatMap(({ reason, amount }, i) => [
            [`reason${i + 1}`, reason],
            [`amount${i + 1}`, formatShortest(amount)],
          ]),
        ),
      })
    return segments
  })
}

function lineLoop(claim: Claim, line: ClaimLine, index: number): LineLoop {
  const [modifier1, modifier2, modifier3, modifier4] = line.modifiers
  const [first, second, third, fourth] = line.pointers.map(String)
  const place = line.placeOfService
  const isSpan = line.until !== undefined && line.until !== line.on
  // A line another payer decided is told with the day it was decided, or not at all (loop 2430, DTP 573).
  const decided = (claim.otherPayers ?? []).flatMap((other) =>
    (other.paidOn === undefined ? [] : (other.lines ?? []))
      .filter((each) => each.number === index + 1)
      .map((each) => ({
        decision: {
          payer: other.id ?? '',
          paid: formatShortest(each.paid),
          procedure: { qualifier: 'HC' as const, code: line.code, modifier1, modifier2, modifier3, modifier4 },
          units: String(line.units),
        },
        adjustments: grouped(each.adjustments),
        checkDate: { qualifier: '573' as const, format: 'D8' as const, value: compact(other.paidOn ?? '') },
      })),
  )
  return {
    number: { number: String(index + 1) },
    service: {
      procedure: { qualifier: 'HC', code: line.code, modifier1, modifier2, modifier3, modifier4 },
      charge: formatShortest(line.charge),
      unit: 'UN',
      units: String(line.units),
      place: place !== undefined && place !== placeOfClaim(claim) ? place : undefined,
      pointers: { first: first ?? '1', second, third, fourth },
    },
    serviceDate: {
      qualifier: '472',
      format: isSpan ? 'RD8' : 'D8',
      value: isSpan ? `${compact(line.on)}-${compact(line.until ?? line.on)}` : compact(line.on),
    },
    lineReference: { qualifier: '6R', id: line.reference ?? `${claim.id}-${index + 1}` },
    references: line.authorization === undefined ? [] : [{ qualifier: 'G1', id: line.authorization }],
    decisions: decided,
  } as unknown as LineLoop
}

const placeOfClaim = (claim: Claim): string => claim.placeOfService ?? claim.lines[0]?.placeOfService ?? '11'

function claimLoop(claim: Claim): ClaimLoop {
  const codes = claim.diagnoses.slice(0, 12).map(bare)
  const diagnoses = Object.fromEntries(
    codes.map((code, i) => [`code${i + 1}`, { qualifier: i === 0 ? 'ABK' : 'ABF', code }]),
  )
  const { rendering, billing, supervising, referring, facility } = claim
  const isOther = rendering.npi !== undefined && rendering.npi !== billing.npi
  const causes = { auto: 'AA', work: 'EM', other: 'OA' } as const
  return {
    claim: {
      controlNumber: claim.id.slice(0, 20),
      charge: formatShortest(sum(claim.lines.map((line) => line.charge))),
      place: { code: placeOfClaim(claim), qualifier: 'B', frequency: claim.frequency },
      signature: 'Y',
      assignment: claim.assignmentOfBenefits === false ? 'C' : 'A',
      benefits: claim.assignmentOfBenefits === false ? 'N' : 'Y',
      release: 'Y',
      relatedCauses: claim.relatedTo?.[0] === undefined ? undefined : { cause1: causes[claim.relatedTo[0]] },
      delayReason: claim.delayReason,
    },
    paperwork: (claim.attachments ?? []).map(({ type, control }) => ({
      type,
      transmission: control === undefined ? 'AA' : 'EL',
      ...(control === undefined ? {} : { qualifier: 'AC', control }),
    })),
    patientPaid:
      claim.patientPaid === undefined ? undefined : { qualifier: 'F5', amount: formatShortest(claim.patientPaid) },
    originalNumber:
      claim.frequency === '1' || claim.originalClaim === undefined
        ? undefined
        : { qualifier: 'F8', id: claim.originalClaim },
    authorization: claim.authorization === undefined ? undefined : { qualifier: 'G1', id: claim.authorization },
    referral: claim.referral === undefined ? undefined : { qualifier: '9F', id: claim.referral },
    note: claim.note === undefined ? undefined : { code: 'ADD', text: claim.note.slice(0, 80) },
    diagnoses,
    referring: referring === undefined ? [] : [{ name: clinicianName('DN', referring), references: [] }],
    rendering: isOther
      ? {
          name: clinicianName('82', rendering),
          specialty: rendering.taxonomy ? { role: 'PE', qualifier: 'PXC', taxonomy: rendering.taxonomy } : undefined,
          references: [],
        }
      : undefined,
    facility:
      facility === undefined
        ? undefined
        : {
            name: {
              entity: '77',
              type: '2',
              lastName: facility.name ?? '',
              ...(facility.npi ? { idQualifier: 'XX', id: facility.npi } : {}),
            },
            street: street(facility.address),
            city: city(facility.address),
            references: [],
          },
    supervising: supervising === undefined ? undefined : { name: clinicianName('DQ', supervising), references: [] },
    otherSubscribers: (claim.otherPayers ?? []).map((other) => ({
      subscriber: {
        rank: other.rank,
        relationship: relationshipCodes[other.relationship ?? claim.relationship],
        filingIndicator: other.filingIndicator ?? 'CI',
      },
      adjustments: [],
      amounts: other.paid === undefined ? [] : [{ qualifier: 'D', amount: formatShortest(other.paid) }],
      insurance: { benefits: 'Y', release: 'Y' },
      name: {
        name: {
          entity: 'IL',
          type: '1',
          lastName: (other.subscriber ?? claim.subscriber).lastName ?? '',
          firstName: (other.subscriber ?? claim.subscriber).firstName ?? '',
          idQualifier: 'MI',
          id: other.memberId ?? '',
        },
        references: [],
      },
      payer: {
        name: { entity: 'PR', type: '2', lastName: other.name ?? '', idQualifier: 'PI', id: other.id ?? '' },
        references: other.claimNumber === undefined ? [] : [{ qualifier: 'F8', id: other.claimNumber }],
      },
    })),
    lines: claim.lines.map((line, i) => lineLoop(claim, line, i)),
  } as unknown as ClaimLoop
}

const demographics = (of: { birthOn?: string | undefined; sex?: 'F' | 'M' | 'U' | undefined }) => ({
  format: 'D8' as const,
  birthDay: of.birthOn ?? '',
  sex: of.sex ?? ('U' as const),
})

function subscriberLoop(claim: Claim, level: number): { loop: SubscriberLoop; levels: number } {
  const { subscriber, patient, payer } = claim
  const isSelf = claim.relationship === 'self'
  const own = isSelf ? { ...subscriber, ...known(patient) } : subscriber
  const hasAddress = isSelf || own.address !== undefined
  const loop = {
    level: { id: String(level), parent: '1', level: '22', hasChildren: isSelf ? '0' : '1' },
    subscriber: {
      rank: payer.rank,
      relationship: isSelf ? '18' : undefined,
      groupNumber: subscriber.groupNumber,
      filingIndicator:
        payer.filingIndicator ?? (payer.kind === 'medicare' ? 'MB' : payer.kind === 'medicaid' ? 'MC' : 'CI'),
    },
    name: {
      name: {
        entity: 'IL',
        type: '1',
        lastName: own.lastName ?? '',
        firstName: own.firstName,
        middleName: own.middleName,
        idQualifier: 'MI',
        id: subscriber.memberId ?? '',
      },
      street: hasAddress ? street(own.address) : undefined,
      city: hasAddress ? city(own.address) : undefined,
      demographics: isSelf || own.birthOn !== undefined ? demographics(own) : undefined,
      references: [],
    },
    payer: {
      name: { entity: 'PR', type: '2', lastName: payer.name ?? payer.id ?? '', idQualifier: 'PI', id: payer.id ?? '' },
      references: [],
    },
    claims: isSelf ? [claimLoop(claim)] : [],
    patients: isSelf
      ? []
      : [
          {
            level: { id: String(level + 1), parent: String(level), level: '23', hasChildren: '0' },
            patient: { relationship: relationshipCodes[claim.relationship] },
            name: {
              name: {
                entity: 'QC',
                type: '1',
                lastName: patient.lastName ?? '',
                firstName: patient.firstName,
                middleName: patient.middleName,
              },
              street: street(patient.address),
              city: city(patient.address),
              demographics: demographics(patient),
              references: [],
            },
            claims: [claimLoop(claim)],
          },
        ],
  }
  return { loop: loop as unknown as SubscriberLoop, levels: isSelf ? 1 : 2 }
}

const known = <T extends object>(values: T): Partial<T> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>

/** One transaction of claims of one billing practice. */
export function to837p(claims: readonly Claim[], submission: Submission): Transaction837P {
  const billing = claims[0]?.billing
  let level = 2
  const subscribers = claims.map((claim) => {
    const made = subscriberLoop(claim, level)
    level += made.levels
    return made.loop
  })
  return {
    beginning: {
      structure: '0019',
      purpose: '00',
      reference: submission.reference,
      day: submission.on,
      time: submission.at.replace(':', ''),
      type: 'CH',
    },
    submitter: {
      name: {
        entity: '41',
        type: '2',
        lastName: submission.submitter.name,
        idQualifier: '46',
        id: submission.submitter.id,
      },
      contacts: [
        {
          function: 'IC',
          name: 'BILLING',
          qualifier1: 'TE',
          number1: submission.submitter.phone.replaceAll(/\D/g, ''),
        },
      ],
    },
    receiver: {
      name: {
        entity: '40',
        type: '2',
        lastName: submission.receiver.name,
        idQualifier: '46',
        id: submission.receiver.id,
      },
    },
    billings: [
      {
        level: { id: '1', level: '20', hasChildren: '1' },
        specialty: billing?.taxonomy ? { role: 'BI', qualifier: 'PXC', taxonomy: billing.taxonomy } : undefined,
        provider: {
          name: {
            entity: '85',
            type: billing?.isPerson ? '1' : '2',
            lastName: billing?.name ?? '',
            idQualifier: 'XX',
            id: billing?.npi ?? '',
          },
          street: street(billing?.address),
          city: city(billing?.address),
          references: [{ qualifier: 'EI', id: (billing?.taxId ?? '').replaceAll('-', '') }],
          contacts: billing?.phone
            ? [{ function: 'IC', name: 'BILLING', qualifier1: 'TE', number1: billing.phone.replaceAll(/\D/g, '') }]
            : [],
        },
        payTo: billing?.payTo
          ? {
              name: { entity: '87', type: billing.isPerson ? '1' : '2' },
              street: street(billing.payTo),
              city: city(billing.payTo),
            }
          : undefined,
        subscribers,
      },
    ],
  } as unknown as Transaction837P
}
