import type { PlainDate } from '@ballast/kernel'
import { compact, type guide278Request, type TypedOf } from '@ballast/x12'
import type { RequestKind } from '../types.ts'

// A request for leave becomes a 278: one patient, one event, one service loop a code. It carries diagnoses, codes, days and
// a pattern of visits, and nothing of what was said in the room.

export type Request278 = {
  readonly traceNumber: string
  readonly kind: RequestKind
  readonly urgency: 'standard' | 'urgent'
  readonly codes: readonly string[]
  readonly units: number
  readonly perWeek: number
  readonly from: PlainDate
  readonly until: PlainDate
  readonly diagnoses: readonly string[]
  readonly previousNumber: string | null
  readonly isProgramDay: boolean
  readonly place: string
  readonly practice: { readonly name: string; readonly npi: string; readonly taxId: string; readonly phone: string }
  readonly clinician: { readonly lastName: string; readonly firstName: string; readonly npi: string }
  readonly payer: { readonly name: string; readonly ediId: string }
  readonly subscriber: Person & { readonly memberId: string }
  readonly relationship: 'self' | 'spouse' | 'child' | 'other'
  readonly patient: Person
}
type Person = {
  readonly lastName: string
  readonly firstName: string
  readonly birthOn: PlainDate
  readonly sex: 'F' | 'M' | 'U'
}
type Value = TypedOf<typeof guide278Request>

const certification: Readonly<Record<RequestKind, 'I' | 'R' | '4' | 'S' | '3'>> = {
  initial: 'I',
  retro: 'I',
  renewal: 'R',
  extension: '4',
  revision: 'S',
  cancellation: '3',
}
const relationships = { self: '18', spouse: '01', child: '19', other: 'G8' } as const

const named = (entity: 'IL' | 'QC', person: Person, memberId?: string) => ({
  entity,
  type: '1' as const,
  lastName: person.lastName,
  firstName: person.firstName,
  ...(memberId === undefined ? {} : { idQualifier: 'MI' as const, id: memberId }),
})
const born = (person: Person) => ({ format: 'D8' as const, birthDay: person.birthOn, sex: person.sex })

/** The 278 that asks for it. */
export function to278(request: Request278, at: { readonly on: PlainDate; readonly time: string }): Value {
  const isDependent = request.relationship !== 'self'
  const eventId = isDependent ? 5 : 4
  const events = [eventOf(request, eventId, isDependent ? 4 : 3)]
  return {
    beginning: {
      structure: '0007',
      purpose: request.kind === 'cancellation' ? '01' : '13',
      reference: request.traceNumber,
      day: at.on,
      time: at.time.replace(':', ''),
    },
    reviewers: [
      {
        level: { id: '1', level: '20', hasChildren: '1' },
        refusals: [],
        name: {
          name: { entity: 'X3', type: '2', lastName: request.payer.name, idQualifier: 'PI', id: request.payer.ediId },
          refusals: [],
        },
        requesters: [
          {
            level: { id: '2', parent: '1', level: '21', hasChildren: '1' },
            name: {
              name: {
                entity: '1P',
                type: '2',
                lastName: request.practice.name,
                idQualifier: 'XX',
                id: request.practice.npi,
              },
              references: [{ qualifier: 'EI', id: request.practice.taxId }],
              contact: {
                function: 'IC',
                name: request.practice.name,
                qualifier1: 'TE',
                number1: request.practice.phone.replace(/\D/g, ''),
              },
              refusals: [],
            },
            subscribers: [
              {
                level: { id: '3', parent: '2', level: '22', hasChildren: '1' },
                name: {
                  name: named('IL', request.subscriber, request.subscriber.memberId),
                  references: [],
                  refusals: [],
                  ...(isDependent ? {} : { demographics: born(request.subscriber) }),
                },
                events: isDependent ? [] : events,
                dependents: isDependent
                  ? [
                      {
                        level: { id: '4', parent: '3', level: '23', hasChildren: '1' },
                        name: {
                          name: named('QC', request.patient),
                          references: [],
                          refusals: [],
                          demographics: born(request.patient),
                          relationship: { isSubscriber: 'N', relationship: relationships[request.relationship] },
                        },
                        events,
                      },
                    ]
                  : [],
              },
            ],
          },
        ],
      },
    ],
  } as unknown as Value
}

function eventOf(request: Request278, id: number, parent: number) {
  const diagnoses = request.diagnoses.slice(0, 12).map((code) => code.replace('.', '').toUpperCase())
  return {
    level: { id: String(id), parent: String(parent), level: 'EV', hasChildren: request.codes.length > 0 ? '1' : '0' },
    traces: [
      {
        type: '1',
        id: request.traceNumber,
        originator: `9${request.practice.taxId.replace(/\D/g, '').padStart(9, '0')}`,
      },
    ],
    refusals: [],
    review: {
      category: 'HS',
      certification: certification[request.kind],
      serviceType: request.isProgramDay ? 'BB' : 'A6',
      place: { code: request.place, qualifier: 'B' },
      ...(request.urgency === 'urgent' ? { urgency: 'U' } : {}),
    },
    references: request.previousNumber === null ? [] : [{ qualifier: 'BB', id: request.previousNumber }],
    dates: [{ qualifier: 'AAH', format: 'RD8', value: `${compact(request.from)}-${compact(request.until)}` }],
    ...(diagnoses.length > 0
      ? {
          diagnoses: Object.fromEntries(
            diagnoses.map((code, i) => [`code${i + 1}`, { qualifier: i === 0 ? 'ABK' : 'ABF', code }]),
          ),
        }
      : {}),
    pattern: { quantityQualifier: 'VS', quantity: String(request.units), unit: 'WK', sample: String(request.perWeek) },
    conditions: [],
    paperwork: [],
    providers: [
      {
        name: {
          entity: 'SJ',
          type: '1',
          lastName: request.clinician.lastName,
          firstName: request.clinician.firstName,
          idQualifier: 'XX',
          id: request.clinician.npi,
        },
        references: [],
        refusals: [],
      },
    ],
    services: request.codes.map((code, i) => ({
      level: { id: String(id + 1 + i), parent: String(id), level: 'SS', hasChildren: '0' },
      traces: [],
      refusals: [],
      references: [],
      dates: [],
      professional: { procedure: { qualifier: 'HC', code }, unit: 'UN', units: String(request.units) },
      paperwork: [],
      providers: [],
    })),
  }
}
