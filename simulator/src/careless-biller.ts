import { cents, type PlainDate, parseDate, sum } from '@ballast/kernel'
import { centsToAmount, guide837P, type TypedOf, writeInterchange } from '@ballast/x12'
import type { OutgoingFile } from './clearinghouse.ts'
import type { PracticeUnderTest } from './simulate-year.ts'
import { chargeOf } from './world/base-fees.ts'
import { billing, locations } from './year/clinicians.ts'

// A billing program that sends exactly what was entered, the day a note is signed, and looks at nothing that comes back.
// It is the floor any product is measured against, and it exercises the world without the product.

type Cells = Readonly<Record<string, string>>
type Transaction837P = TypedOf<typeof guide837P>
type SubscriberLoop = Transaction837P['billings'][number]['subscribers'][number]
type ClaimLoop = SubscriberLoop['claims'][number]

function readCsv(bytes: Uint8Array): Cells[] {
  const [header = '', ...lines] = new TextDecoder().decode(bytes).split('\r\n')
  const names = header.split(',')
  return lines
    .filter((line) => line !== '')
    .map((line) => Object.fromEntries(line.split(',').map((cell, i) => [names[i] ?? '', cell])))
}

const parts = (cell: string | undefined): string[] => (cell ? cell.split(';') : [])

export type CarelessBiller = PracticeUnderTest & {
  /** How many claims it sent. */
  readonly sent: () => number
}

export function carelessBiller(practiceName: string): CarelessBiller {
  const patients = new Map<string, Cells>()
  const coverages = new Map<string, Cells>()
  const authorizations = new Map<string, Cells>()
  const clinicians = new Map<string, { lastName: string; firstName: string; taxonomy: string }>()
  const payerNames = new Map<string, string>()
  const modes = new Map<string, string>()
  const filing = new Map<string, string>()
  const billed = new Set<string>()
  const waiting: Cells[] = []
  let files = 0
  let claims = 0

  /** The plan entered as the first; a second one is never asked. */
  function coverageFor(patientId: string, on: string): Cells | undefined {
    return [...coverages.values()]
      .filter((row) => row.patient_id === patientId && row.order !== 'secondary' && (row.effective_from ?? '') <= on)
      .filter((row) => row.effective_until === '' || on <= (row.effective_until ?? ''))
      .sort((a, b) => ((a.effective_from ?? '') < (b.effective_from ?? '') ? 1 : -1))[0]
  }

  function claimLoop(session: Cells, coverage: Cells): ClaimLoop {
    claims += 1
    const control = `B${String(claims).padStart(7, '0')}`
    const on = session.date ?? ''
    const codes = parts(session.codes_picked)
    const [modifier1, modifier2] = parts(session.modifiers_picked)
    const charges = codes.map((code) => chargeOf(code) ?? cents(10_000))
    const mode = modes.get(coverage.payer_id ?? '') ?? ''
    const under = ['under_supervisor_npi', 'incident_to'].includes(mode) && session.supervisor_npi
    const npi = (under ? session.supervisor_npi : session.clinician_npi) ?? ''
    const clinician = clinicians.get(npi)
    const authorization = [...authorizations.values()]
      .filter((row) => row.patient_id === coverage.patient_id && row.payer_id === coverage.payer_id)
      .filter((row) => (row.effective_from ?? '') <= on && on <= (row.effective_until ?? ''))
      .at(-1)
    return {
      claim: {
        controlNumber: control,
        charge: centsToAmount(sum(charges)),
        place: { code: session.place_of_service_picked || '11', qualifier: 'B', frequency: '1' },
        signature: 'Y',
        assignment: 'A',
        benefits: 'Y',
        release: 'Y',
      },
      dates: [],
      paperwork: [],
      ...(authorization ? { authorization: { qualifier: 'G1', id: authorization.number ?? '' } } : {}),
      references: [],
      fixedText: [],
      conditions: [],
      diagnoses: { code1: { qualifier: 'ABK', code: (session.diagnoses ?? '').replace('.', '') } },
      conditionCodes: [],
      referring: [],
      rendering: {
        name: {
          entity: '82',
          type: '1',
          lastName: clinician?.lastName ?? 'UNKNOWN',
          firstName: clinician?.firstName ?? 'UNKNOWN',
          idQualifier: 'XX',
          id: npi,
        },
        specialty: { role: 'PE', qualifier: 'PXC', taxonomy: clinician?.taxonomy ?? '101Y00000X' },
        references: [],
      },
      otherSubscribers: [],
      lines: codes.map((code, i) => ({
        number: { number: String(i + 1) },
        service: {
          procedure: {
            qualifier: 'HC',
            code,
            ...(modifier1 ? { modifier1 } : {}),
            ...(modifier2 ? { modifier2 } : {}),
          },
          charge: centsToAmount(charges[i] ?? cents(0)),
          unit: 'UN',
          units: '1',
          pointers: { first: '1' },
        },
        paperwork: [],
        conditions: [],
        serviceDate: { qualifier: '472', format: 'D8', value: on.replaceAll('-', '') },
        dates: [],
        quantities: [],
        lineReference: { qualifier: '6R', id: `${control}-${i + 1}` },
        references: [],
        amounts: [],
        measurements: [],
        fixedText: [],
        notes: [],
        referring: [],
        decisions: [],
        forms: [],
      })),
    }
  }

  function subscriberLoops(
    session: Cells,
    coverage: Cells,
    firstLevel: number,
  ): { loop: SubscriberLoop; levels: number } {
    const patient = patients.get(session.patient_id ?? '') ?? {}
    const isSelf = coverage.relationship === 'self'
    const claim = claimLoop(session, coverage)
    const where = {
      street: { line: patient.address ?? '' },
      city: { city: patient.city ?? '', state: patient.state ?? '', zip: patient.zip ?? '' },
    }
    const sexOf = (text: string | undefined) => (text === 'F' || text === 'M' ? text : 'U')
    const loop: SubscriberLoop = {
      level: { id: String(firstLevel), parent: '1', level: '22', hasChildren: isSelf ? '0' : '1' },
      subscriber: {
        rank: 'P',
        ...(isSelf ? { relationship: '18' as const } : {}),
        groupNumber: coverage.group_number ?? '',
        filingIndicator: filing.get(coverage.payer_id ?? '') ?? 'CI',
      },
      name: {
        name: {
          entity: 'IL',
          type: '1',
          lastName: coverage.subscriber_last_name ?? '',
          firstName: coverage.subscriber_first_name ?? '',
          idQualifier: 'MI',
          id: coverage.member_id ?? '',
        },
        ...where,
        demographics: {
          format: 'D8',
          birthDay: coverage.subscriber_birth_date ?? '',
          sex: sexOf(coverage.subscriber_sex),
        },
        references: [],
      },
      payer: {
        name: {
          entity: 'PR',
          type: '2',
          lastName: payerNames.get(coverage.payer_id ?? '') ?? 'UNKNOWN',
          idQualifier: 'PI',
          id: coverage.payer_id ?? '',
        },
        references: [],
      },
      claims: isSelf ? [claim] : [],
      patients: isSelf
        ? []
        : [
            {
              level: { id: String(firstLevel + 1), parent: String(firstLevel), level: '23', hasChildren: '0' },
              patient: { relationship: '19' },
              name: {
                name: {
                  entity: 'QC',
                  type: '1',
                  lastName: patient.last_name ?? '',
                  firstName: patient.first_name ?? '',
                },
                ...where,
                demographics: { format: 'D8', birthDay: patient.birth_date ?? '', sex: sexOf(patient.sex) },
                references: [],
              },
              claims: [claim],
            },
          ],
    }
    return { loop, levels: isSelf ? 1 : 2 }
  }

  function write(day: PlainDate, sessions: readonly Cells[]): OutgoingFile[] {
    const subscribers: SubscriberLoop[] = []
    let level = 2
    for (const session of sessions) {
      const coverage = coverageFor(session.patient_id ?? '', session.date ?? '')
      if (!coverage) continue
      const { loop, levels } = subscriberLoops(session, coverage, level)
      subscribers.push(loop)
      level += levels
    }
    if (subscribers.length === 0) return []
    files += 1
    const home = locations[0]
    const transaction: Transaction837P = {
      beginning: { structure: '0019', purpose: '00', reference: String(files), day, time: '1900', type: 'CH' },
      submitter: {
        name: { entity: '41', type: '2', lastName: practiceName, idQualifier: '46', id: billing.submitterId },
        contacts: [{ function: 'IC', name: 'Billing', qualifier1: 'TE', number1: billing.phone }],
      },
      receiver: { name: { entity: '40', type: '2', lastName: 'CLEARINGHOUSE', idQualifier: '46', id: 'CLRHOUSE01' } },
      billings: [
        {
          level: { id: '1', level: '20', hasChildren: '1' },
          specialty: { role: 'BI', qualifier: 'PXC', taxonomy: billing.taxonomy },
          provider: {
            name: { entity: '85', type: '2', lastName: practiceName, idQualifier: 'XX', id: billing.npi },
            street: { line: home?.address ?? '' },
            city: { city: home?.city ?? '', state: home?.state ?? '', zip: home?.zip ?? '' },
            references: [{ qualifier: 'EI', id: billing.taxId }],
            licenses: [],
            contacts: [],
          },
          subscribers,
        },
      ],
    }
    const bytes = writeInterchange(
      {
        sender: { qualifier: 'ZZ', id: billing.submitterId, code: billing.submitterId },
        receiver: { qualifier: 'ZZ', id: 'CLRHOUSE01', code: 'CLRHOUSE01' },
        control: files,
        groupControl: files,
        usage: 'T',
        on: day,
        at: '19:00',
      },
      guide837P,
      [transaction],
    )
    return [{ name: `837P-${day.replaceAll('-', '')}-${files}.edi`, bytes }]
  }

  return {
    sent: () => claims,
    async setUp({ bytes }) {
      const settings = JSON.parse(new TextDecoder().decode(bytes)) as {
        clinicians: { npi: string; lastName: string; firstName: string; taxonomy: string }[]
        payers: { id: string; name: string; filingIndicator: string; params: { supervised_billing_mode: string } }[]
      }
      for (const clinician of settings.clinicians) clinicians.set(clinician.npi, clinician)
      for (const payer of settings.payers) {
        payerNames.set(payer.id, payer.name)
        filing.set(payer.id, payer.filingIndicator)
        modes.set(payer.id, payer.params.supervised_billing_mode)
      }
    },
    async importFiles(_day, imported) {
      for (const { name, bytes } of imported) {
        if (!name.endsWith('.csv')) continue
        const kind = name.slice(11, -4)
        for (const row of readCsv(bytes)) {
          if (kind === 'patients') patients.set(row.patient_id ?? '', row)
          if (kind === 'coverages') coverages.set(row.coverage_id ?? '', row)
          if (kind === 'authorizations') authorizations.set(row.authorization_id ?? '', row)
          if (kind === 'sessions' && row.status === 'kept' && row.signed_at !== '' && row.codes_picked !== '') {
            const id = row.session_id ?? ''
            if (!billed.has(id) && parseDate(row.date ?? '') !== null) waiting.push(row)
            billed.add(id)
          }
        }
      }
    },
    async takeFromOutbox(day) {
      return write(day, waiting.splice(0))
    },
    async putIntoInbox() {},
    async questions() {
      return []
    },
    async aging() {
      return null
    },
    async books() {
      return null
    },
  }
}
