import type { PlainDate } from '@ballast/kernel'
import type { guide270, TypedOf } from '@ballast/x12'
import { askedTypes } from '../tables/service-types.ts'
import type { AskedCoverage, AskedPayer, AskedPerson, Variant } from '../types/standing.ts'

// The question to a plan: who, for which day, about which services. A patient who is not the subscriber is asked about
// under the subscriber, as the claim will name them.

type Question = TypedOf<typeof guide270>
type Subscriber = Question['sources'][number]['receivers'][number]['subscribers'][number]

export type Asking = {
  readonly trace: string
  readonly coverage: AskedCoverage
  readonly payer: AskedPayer
  readonly variant: Variant
  readonly forOn: PlainDate
  readonly serviceTypes: readonly string[]
}

export type Asker = { readonly name: string; readonly npi: string; readonly taxId: string }

/** What is asked of a payer: its own list, else the usual one. */
export function serviceTypesFor(payer: AskedPayer): readonly string[] {
  const own = payer.params.eligibility_stc_list
  const list = typeof own === 'string' ? own.split(/[;,\s]+/) : Array.isArray(own) ? own.map(String) : []
  const codes = list.filter((code) => /^[A-Z0-9]{1,2}$/.test(code))
  return codes.length > 0 ? codes : askedTypes
}

const suffix = /[\s,]+(JR|SR|II|III|IV|V)\.?$/i
const plainName = (name: string): string =>
  name
    .replace(suffix, '')
    .normalize('NFKD')
    .replace(/[^A-Za-z\s]/g, '')
    .trim()

function named(person: AskedPerson, variant: Variant): AskedPerson {
  if (variant === 'plain_name')
    return { ...person, lastName: plainName(person.lastName), firstName: plainName(person.firstName) }
  if (variant === 'swapped_names') return { ...person, lastName: person.firstName, firstName: person.lastName }
  return person
}

const nameOf = (entity: 'IL' | '03', person: AskedPerson, memberId: string | null) => ({
  name: {
    entity,
    type: '1' as const,
    lastName: person.lastName.toUpperCase(),
    firstName: person.firstName.toUpperCase(),
    ...(memberId === null ? {} : { idQualifier: 'MI' as const, id: memberId.replace(/\s/g, '').toUpperCase() }),
  },
  references: [],
  demographics: {
    format: 'D8' as const,
    birthDay: person.birthOn.replaceAll('-', ''),
    ...(person.sex === 'U' ? {} : { sex: person.sex }),
  },
})

const relationships = { spouse: '01', child: '19', other: '34' } as const

function subscriberOf(asking: Asking, originator: string, level: number): { subscriber: Subscriber; levels: number } {
  const { coverage, variant, forOn, serviceTypes, trace } = asking
  const traces = [{ type: '1' as const, id: trace, originator }]
  const dates = [{ qualifier: '291' as const, format: 'D8' as const, value: forOn.replaceAll('-', '') }]
  const questions = [{ question: { serviceTypes: [...serviceTypes] }, amounts: [], more: [] }]
  const relationship = coverage.relationship
  if (relationship === 'self' || variant === 'other_level')
    return {
      levels: 1,
      subscriber: {
        level: { id: String(level), parent: '2', level: '22', hasChildren: '0' },
        traces,
        name: { ...nameOf('IL', named(coverage.patient, variant), coverage.memberId), dates },
        questions,
        dependents: [],
      },
    }
  return {
    levels: 2,
    subscriber: {
      level: { id: String(level), parent: '2', level: '22', hasChildren: '1' },
      traces: [],
      name: { ...nameOf('IL', named(coverage.subscriber, variant), coverage.memberId), dates: [] },
      questions: [],
      dependents: [
        {
          level: { id: String(level + 1), parent: String(level), level: '23', hasChildren: '0' },
          traces,
          name: {
            ...nameOf('03', named(coverage.patient, variant), null),
            relationship: { isSubscriber: 'N', relationship: relationships[relationship] },
            dates,
          },
          questions,
        },
      ],
    },
  }
}

/** One 270 to one payer about any number of people. */
export function to270(
  askings: readonly Asking[],
  payer: AskedPayer,
  asker: Asker,
  sent: { readonly reference: string; readonly on: PlainDate; readonly at: string },
): Question {
  const originator = `9${asker.taxId.replace(/\D/g, '').padEnd(9, '0')}`.slice(0, 10)
  let level = 3
  const subscribers = askings.map((asking) => {
    const { subscriber, levels } = subscriberOf(asking, originator, level)
    level += levels
    return subscriber
  })
  return {
    beginning: {
      structure: '0022',
      purpose: '13',
      reference: sent.reference,
      day: sent.on,
      time: sent.at.replace(':', ''),
    },
    sources: [
      {
        level: { id: '1', level: '20', hasChildren: '1' },
        name: {
          name: { entity: 'PR', type: '2', lastName: payer.name.toUpperCase(), idQualifier: 'PI', id: payer.ediId },
        },
        receivers: [
          {
            level: { id: '2', parent: '1', level: '21', hasChildren: '1' },
            name: {
              name: { entity: '1P', type: '2', lastName: asker.name.toUpperCase(), idQualifier: 'XX', id: asker.npi },
              references: [],
            },
            subscribers,
          },
        ],
      },
    ],
  }
}
