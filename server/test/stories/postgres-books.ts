import { type Cents, cents, date, formatDecimal } from '@ballast/kernel'
import { centsToAmount, guide835, type TypedOf, writeInterchange } from '@ballast/x12'
import { sql } from 'kysely'
import { correctClaim, voidClaim } from '../../src/cycle/claim/actions/work.ts'
import { setUpPractice } from '../../src/cycle/practice/actions/setup.ts'
import { writeOff } from '../../src/cycle/receivable/actions/write-off.ts'
import type { WriteOffReason } from '../../src/cycle/receivable/types.ts'
import { receiveFile } from '../../src/cycle/remittance/actions/receive-file.ts'
import { setToday } from '../../src/ground/clock.ts'
import { reading } from '../../src/ground/db.ts'
import type { Ground } from '../../src/ground/ground.ts'
import { balances } from '../../src/ground/ledger.ts'
import { type ImportKindName, importCsv } from '../../src/imports.ts'
import type { Fresh } from '../harness.ts'
import { tidewater } from '../planted.ts'
import { type Bookkeeper, chargeOf, type Payment, paymentAmount, type Remitted, type Told } from './story.ts'

// The same stories, told to the whole product: visits come as files, payments as 835s, and people press what pages offer.

const npi = '1245319599'
const setup = {
  ...tidewater,
  clinicians: [
    {
      npi,
      firstName: 'Ida',
      lastName: 'Hale',
      credential: 'LCSW',
      taxonomy: '1041C0700X',
      programId: 'OP',
      locationId: 'L1',
    },
  ],
  charges: [{ code: '90834', charge: '160.00' }],
  payers: [{ id: 'NWND1', name: 'Northwind', kind: 'commercial', params: { timely_filing_days: 365 } }],
}

type Claim835 = TypedOf<typeof guide835>['groups'][number]['claims'][number]

/** A practice of its own in the test's database, and a mailbox that payers write to. */
export async function postgresBooks(fresh: Fresh, practiceId: string): Promise<Bookkeeper> {
  const claims = new Map<string, string>()
  const visits = new Map<string, string>()
  let rows = 0
  let files = 0
  const groundOf = (on: string): Ground => fresh.ground(practiceId, date(on))
  const set = await setUpPractice(groundOf('2026-01-01'), setup, true)
  if (!set.ok) throw new Error(set.refusal.problems.join('; '))

  async function take(ground: Ground, kind: ImportKindName, text: string): Promise<void> {
    rows += 1
    const report = await importCsv(ground, kind, { name: `${rows}-${kind}.csv`, bytes: new TextEncoder().encode(text) })
    if (report.problem || report.refused.length > 0)
      throw new Error(report.problem ?? report.refused.map(({ message }) => message).join('; '))
  }
  const numberOf = (ground: Ground, name: string) =>
    reading(ground, (tx) =>
      tx
        .selectFrom('claim')
        .select('control_number')
        .where('practice_id', '=', practiceId)
        .where('id', '=', claims.get(name) ?? '')
        .executeTakeFirstOrThrow(),
    )

  async function charge(ground: Ground, name: string, on: string): Promise<void> {
    await take(
      ground,
      'patients',
      `patient_id,first_name,last_name,birth_date,sex,address,city,state,zip\nP${name},Alma,Rowe,1988-05-04,F,12 Quay Street,Ellery Point,VA,239010012`,
    )
    await take(
      ground,
      'coverages',
      `coverage_id,patient_id,payer_id,member_id,relationship,effective_from\nV${name},P${name},NWND1,W123456789,self,2025-01-01`,
    )
    await take(
      ground,
      'sessions',
      `session_id,patient_id,clinician_npi,location_id,program_id,date,minutes,status,service,diagnoses,note_elements,signed_at\n${name},P${name},${npi},L1,OP,${on},45,kept,individual_therapy,F41.1,STARTSTOP;MEDNEC,${on}`,
    )
    await fresh.machine.jobs.drain()
    const made = await reading(ground, (tx) =>
      tx
        .selectFrom('claim as c')
        .innerJoin('session as s', (join) =>
          join.onRef('s.practice_id', '=', 'c.practice_id').onRef('s.id', '=', 'c.session_id'),
        )
        .select('c.id')
        .where('c.practice_id', '=', practiceId)
        .where('s.practice_id', '=', practiceId)
        .where('s.external_id', '=', name)
        .executeTakeFirstOrThrow(),
    )
    claims.set(name, made.id)
    visits.set(name, name)
  }

  async function claimLoop(ground: Ground, one: Remitted): Promise<Claim835> {
    const { control_number } = await numberOf(ground, one.claim)
    const charged = centsToAmount(chargeOf(one))
    return {
      claim: {
        controlNumber: control_number,
        status: one.isReversal ? '22' : '1',
        charge: charged,
        paid: centsToAmount(one.paid),
        filingIndicator: '12',
        payerControlNumber: `N${control_number}`,
        facility: '11',
        frequency: '1',
      },
      adjustments: one.adjustments.map(({ group, reason, amount }) => ({
        group: group as 'CO' | 'PR' | 'OA' | 'PI',
        reason1: reason,
        amount1: centsToAmount(amount),
      })),
      patient: { entity: 'QC', type: '1', lastName: 'Rowe', firstName: 'Alma' },
      references: [],
      dates: [],
      contacts: [],
      amounts: [],
      quantities: [],
      lines: [],
    }
  }

  async function pay(ground: Ground, payment: Payment): Promise<void> {
    files += 1
    const amount = centsToAmount(paymentAmount(payment))
    const loops: Claim835[] = []
    for (const one of payment.claims) loops.push(await claimLoop(ground, one))
    const party = (id: string) => ({ qualifier: 'ZZ', id, code: id })
    const bytes = writeInterchange(
      {
        sender: party('CLRHOUSE01'),
        receiver: party('TIDEWATER01'),
        control: files,
        groupControl: files,
        usage: 'T',
        on: payment.on,
        at: '06:00',
      },
      guide835,
      [
        {
          payment: { handling: 'I', amount, sign: 'C', method: amount === '0' ? 'NON' : 'CHK', day: payment.on },
          trace: { type: '1', id: `EFT${files}`, originator: '1999999999' },
          payer: {
            name: { entity: 'PR', name: 'Northwind' },
            street: { line: '1 Payer Plaza' },
            city: { city: 'Saltwood', state: 'VA', zip: '239030001' },
            references: [{ qualifier: '2U', id: 'NWND1' }],
            technicalContacts: [{ function: 'BL', name: 'EDI desk' }],
          },
          payee: { name: { entity: 'PE', name: 'Tidewater', idQualifier: 'XX', id: '1234567893' }, references: [] },
          groups: [{ number: { number: '1' }, claims: loops }],
          providerAdjustments: payment.plb.map(({ reason, amount: plb }) => ({
            provider: '1234567893',
            periodEnd: `${payment.on.slice(0, 4)}-12-31`,
            reason1: { code: reason, reference: 'R1' },
            amount1: centsToAmount(plb),
          })),
        },
      ],
    )
    await receiveFile(ground, `835-${files}.edi`, bytes)
    await fresh.machine.jobs.drain()
  }

  async function tell(step: Told): Promise<void> {
    const ground = groundOf(step.on)
    await setToday(ground, step.on)
    const id = 'claim' in step ? (claims.get(step.claim) ?? '') : ''
    if (step.does === 'charge') await charge(ground, step.claim, step.on)
    if (step.does === 'pay') await pay(ground, step.payment)
    if (step.does === 'receive') {
      rows += 1
      const visit = visits.get(step.claim) ?? ''
      await take(
        ground,
        'payments',
        `payment_id,patient_id,session_id,received_on,amount\nPY${rows},P${visit},${visit},${step.on},${formatDecimal(step.amount)}`,
      )
    }
    if (step.does === 'void') refused(await voidClaim(ground, id, 'entered twice'))
    if (step.does === 'correct') {
      const corrected = await correctClaim(ground, id, {})
      refused(corrected)
      if (corrected.ok) claims.set(step.as, corrected.value.claimId)
      visits.set(step.as, visits.get(step.claim) ?? '')
    }
    if (step.does === 'write-off') {
      const reason = step.reason as WriteOffReason
      refused(await writeOff(ground, id, { owedBy: step.owedBy, reason, note: 'as the story says' }))
    }
  }

  return {
    tell,
    async balances() {
      const ground = groundOf('2026-12-31')
      const accounts = await reading(ground, (tx) => balances(tx, practiceId))
      const denied = await reading(ground, (tx) =>
        sql<{ claim_id: string; denied: number }>`
          SELECT claim_id, sum(at_stake_cents)::bigint AS denied FROM app.denial
          WHERE practice_id = ${practiceId} AND state <> 'closed' GROUP BY claim_id`.execute(tx),
      )
      const byId = new Map(denied.rows.map((row) => [row.claim_id, cents(row.denied)]))
      return {
        ...Object.fromEntries(accounts),
        ...Object.fromEntries([...claims].map(([name, id]) => [`denied ${name}`, byId.get(id) ?? (0 as Cents)])),
      }
    },
  }
}

function refused(result: { readonly ok: boolean; readonly refusal?: unknown }): void {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
}
