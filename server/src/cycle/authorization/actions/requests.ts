import { addDays, latest, ok, type PlainDate, type Result, refuse } from '@ballast/kernel'
import { guide278Request, writeInterchange } from '@ballast/x12'
import { changing, inTransaction, reading, type Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { payerKey, payersOn } from '../../intake/actions/payers.ts'
import { nextNumber } from '../../practice/actions/setup.ts'
import { partnerFor } from '../../practice/rules/partner.ts'
import { syncWork } from '../../worklist/actions/raise.ts'
import { missingFrom } from '../rules/clinical.ts'
import { addBusinessDays, renewalParams } from '../rules/renewal.ts'
import { to278 } from '../rules/to-278.ts'
import { requestWorkKinds, workOf } from '../rules/work.ts'
import { findGrant } from '../store/grants.ts'
import {
  findRequest,
  gatherParties,
  type NewRequest,
  type Request,
  saveEvent,
  saveRequest,
  setRequest,
} from '../store/requests.ts'
import { type Channel, type ClinicalUpdate, type RequestKind, requestMoves } from '../types.ts'

// A request is opened by a person or by the renewal sweep, answered by the clinician, and goes out by 278 or as a packet.

export type RequestRefusal =
  | { kind: 'not_found' }
  | { kind: 'authorization.changed'; message: string }
  | { kind: 'authorization.wrong_state'; message: string; status: string }
  | { kind: 'authorization.invalid'; message: string; missing?: readonly string[] }

/** Brings the work list up to date with a request; gives the request as it now stands. */
export async function settled(tx: Tx, ground: Ground, id: string): Promise<Request> {
  const request = await findRequest(tx, ground.practiceId, id)
  if (!request) throw new Error(`request ${id} is missing`)
  const work = workOf(request, ground.today())
  await syncWork(
    tx,
    ground,
    { kinds: requestWorkKinds, subjects: [id], why: 'The request moved on.' },
    work ? [work] : [],
  )
  return request
}

const text = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

export type AskInput = {
  readonly patientId: string
  readonly clinicianId: string
  readonly programId: string
  readonly kind: RequestKind
  readonly codes: readonly string[]
  readonly units: number
  readonly perWeek: number
  readonly from: PlainDate
  readonly until: PlainDate
  readonly diagnoses: readonly string[]
  readonly urgency: 'standard' | 'urgent'
  readonly channel: Channel
  readonly retroReason: string | null
  readonly renewsGrantId: string | null
}

/** Opens a request by hand. */
export function openRequest(ground: Ground, input: AskInput): Promise<Result<Request, RequestRefusal>> {
  return inTransaction<Request, RequestRefusal>(ground, async (tx) => {
    const { practiceId } = ground
    if (input.until < input.from)
      return refuse({
        kind: 'authorization.invalid',
        message: `The authorization would end (${input.until}) before it starts (${input.from}).`,
      })
    if (!(await knows(tx, practiceId, input))) return refuse({ kind: 'not_found' })
    const payer = (await payersOn(tx, practiceId, [{ patientId: input.patientId, on: input.from }])).get(
      payerKey(input.patientId, input.from),
    )
    if (!payer)
      return refuse({
        kind: 'authorization.invalid',
        message: `The patient has no coverage on ${input.from}. Add it first.`,
      })
    const params = renewalParams(payer.params)
    const today = ground.today()
    if (input.kind === 'retro') {
      const wrong = wrongRetro(input, params.retroDays, today)
      if (wrong) return refuse({ kind: 'authorization.invalid', message: wrong })
    }
    const lapsesOn = addDays(input.from, -1)
    const dueOn = input.kind === 'retro' ? today : addDays(input.from, -params.turnaroundDays)
    const request: NewRequest = {
      ...input,
      payerId: payer.payerId,
      coverageId: payer.coverageId,
      unit: 'visit',
      promptOn: today,
      dueOn: latest([dueOn, today]) ?? today,
      lapsesOn,
    }
    const id = await saveRequest(tx, ground, request)
    if (id === null)
      return refuse({ kind: 'authorization.invalid', message: 'This authorization is being renewed already.' })
    await saveEvent(tx, ground, {
      requestId: id,
      kind: 'opened',
      summary: `Opened: ${input.units} visits from ${input.from} to ${input.until}.`,
    })
    return ok(await settled(tx, ground, id))
  })
}

function wrongRetro(input: AskInput, retroDays: number, today: PlainDate): string | null {
  if (!input.retroReason) return 'Say why the visits went ahead without an authorization.'
  if (input.from > today) return 'A request for days already past starts in the past.'
  const oldest = addDays(today, -retroDays)
  if (retroDays > 0 && input.from < oldest)
    return `This payer looks back ${retroDays} days, to ${oldest}; the request starts ${input.from}.`
  return null
}

async function knows(tx: Tx, practiceId: string, input: AskInput): Promise<boolean> {
  const has = async (table: 'patient' | 'clinician' | 'program', id: string) =>
    (await tx
      .selectFrom(table)
      .select('id')
      .where('practice_id', '=', practiceId)
      .where('id', '=', id)
      .executeTakeFirst()) !== undefined
  if (input.renewsGrantId && !(await findGrant(tx, practiceId, input.renewsGrantId))) return false
  return (
    (await has('patient', input.patientId)) &&
    (await has('clinician', input.clinicianId)) &&
    has('program', input.programId)
  )
}

/** The clinician's answer. Complete, it makes the request ready to go; incomplete, it is kept and says what is missing. */
export function answerRequest(
  ground: Ground,
  id: string,
  update: Partial<ClinicalUpdate>,
  version: number,
  own: string | null,
): Promise<Result<{ request: Request; missing: readonly string[] }, RequestRefusal>> {
  return inTransaction<{ request: Request; missing: readonly string[] }, RequestRefusal>(ground, async (tx) => {
    const request = await findRequest(tx, ground.practiceId, id)
    if (!request || (own !== null && request.clinicianId !== own)) return refuse({ kind: 'not_found' })
    if (!['draft', 'ready', 'pended', 'contact', 'rejected'].includes(request.status))
      return refuse({
        kind: 'authorization.wrong_state',
        message: 'This request has gone to the payer.',
        status: request.status,
      })
    const missing = missingFrom(update)
    const isComplete = missing.length === 0
    const done = await setRequest(
      tx,
      ground.practiceId,
      id,
      {
        clinical: JSON.stringify(update),
        ...(update.diagnoses ? { diagnoses: [...update.diagnoses] } : {}),
        ...(update.visits && update.visits > 0 ? { units: update.visits } : {}),
        ...(update.perWeek && update.perWeek > 0 ? { per_week: update.perWeek } : {}),
        ...(isComplete ? { answered_on: ground.today(), answered_by: ground.actor.name } : {}),
        ...(isComplete && (request.status === 'draft' || request.status === 'rejected')
          ? { status: 'ready' as const }
          : {}),
      },
      version,
    )
    if (!done)
      return refuse({ kind: 'authorization.changed', message: 'Somebody else changed this request. Load it again.' })
    await saveEvent(tx, ground, {
      requestId: id,
      kind: isComplete ? 'answered' : 'saved',
      summary: isComplete
        ? 'The clinical update is complete.'
        : `The clinical update is kept; still open: ${missing.join(' ')}`,
    })
    return ok({ request: await settled(tx, ground, id), missing })
  })
}

/** Sends a ready request: a 278 by the mailbox, or the packet's sending on record. */
export function sendRequest(ground: Ground, id: string, channel?: Channel): Promise<Result<Request, RequestRefusal>> {
  return inTransaction<Request, RequestRefusal>(ground, async (tx) => {
    const request = await findRequest(tx, ground.practiceId, id)
    if (!request) return refuse({ kind: 'not_found' })
    if (!(requestMoves[request.status] as readonly string[]).includes('sent'))
      return refuse({
        kind: 'authorization.wrong_state',
        message: request.status === 'draft' ? 'The clinical update is missing.' : 'This request has gone out already.',
        status: request.status,
      })
    const missing = missingFrom(request.clinical)
    if (missing.length > 0 && request.kind !== 'cancellation')
      return refuse({ kind: 'authorization.invalid', message: 'The clinical update is not complete.', missing })
    const by = channel ?? request.channel
    const on = ground.today()
    const { turnaroundDays, pendedFollowUpDays } = renewalParams(
      await payerTerms(tx, ground.practiceId, request.payerId),
    )
    const follow_up_on = addBusinessDays(addDays(on, turnaroundDays), pendedFollowUpDays)
    if (by === '278') {
      const file = await write278(tx, ground, request)
      const kept = await ground.files.keep(file.bytes)
      await setRequest(tx, ground.practiceId, id, {
        status: 'sent',
        channel: by,
        sent_on: on,
        follow_up_on,
        file_name: file.name,
        file_sha256: kept.sha256,
      })
      await ground.machine.jobs.enqueue(tx, ground, 'authorization.transmit', { id })
    } else await setRequest(tx, ground.practiceId, id, { status: 'sent', channel: by, sent_on: on, follow_up_on })
    await saveEvent(tx, ground, {
      requestId: id,
      kind: 'sent',
      summary: by === '278' ? 'Sent to the payer as a file.' : `Sent by ${by}; the packet is the one on this page.`,
    })
    return ok(await settled(tx, ground, id))
  })
}

async function payerTerms(tx: Tx, practiceId: string, payerId: string): Promise<Readonly<Record<string, unknown>>> {
  const { params } = await tx
    .selectFrom('payer')
    .select('params')
    .where('practice_id', '=', practiceId)
    .where('id', '=', payerId)
    .executeTakeFirstOrThrow()
  return text(params)
}

async function write278(tx: Tx, ground: Ground, request: Request): Promise<{ name: string; bytes: Uint8Array }> {
  const { practice, patient, payer, clinician, coverage } = await gatherParties(tx, ground.practiceId, request)
  const person = {
    lastName: patient.last_name,
    firstName: patient.first_name,
    birthOn: patient.birth_on,
    sex: patient.sex as 'F' | 'M' | 'U',
  }
  const subscriber = coverage
    ? {
        lastName: coverage.subscriber_last_name,
        firstName: coverage.subscriber_first_name,
        birthOn: coverage.subscriber_birth_on,
        sex: coverage.subscriber_sex as 'F' | 'M' | 'U',
        memberId: coverage.member_id,
      }
    : { ...person, memberId: '' }
  const to = partnerFor(payer.partner, text(practice.params))
  const control = await nextNumber(tx, ground.practiceId, `interchange:${payer.partner}`)
  const on = ground.today()
  const value = to278(
    {
      traceNumber: request.traceNumber,
      kind: request.kind,
      urgency: request.urgency,
      codes: request.codes,
      units: request.units,
      perWeek: request.perWeek,
      from: request.from,
      until: request.until,
      diagnoses: request.diagnoses,
      previousNumber: request.renewsNumber,
      isProgramDay: request.codes.some((code) => ['S9480', 'H0015', 'H0035', 'S0201'].includes(code)),
      place: '11',
      practice: { name: practice.name, npi: practice.npi, taxId: practice.tax_id, phone: practice.phone },
      clinician: { lastName: clinician.last_name, firstName: clinician.first_name, npi: clinician.npi },
      payer: { name: payer.name, ediId: payer.edi_id },
      subscriber,
      relationship: (coverage?.relationship ?? 'self') as 'self',
      patient: person,
    },
    { on, time: '12:00' },
  )
  const bytes = writeInterchange(
    {
      sender: { qualifier: 'ZZ', id: practice.submitter_id, code: practice.submitter_id },
      receiver: { qualifier: to.qualifier, id: to.id, code: to.id },
      control,
      groupControl: control,
      usage: to.usage,
      on,
      at: '12:00',
    },
    guide278Request,
    [value],
  )
  return { name: `278-${payer.partner}-${on.replaceAll('-', '')}-${String(control).padStart(9, '0')}.edi`, bytes }
}

/** Puts a request's file into the mailbox; doing it again writes the same file under the same name. */
export async function transmitRequest(ground: Ground, id: string): Promise<void> {
  const row = await reading(ground, (tx) =>
    tx
      .selectFrom('authorization_request')
      .select(['file_name', 'file_sha256'])
      .where('practice_id', '=', ground.practiceId)
      .where('id', '=', id)
      .executeTakeFirst(),
  )
  if (!row?.file_name || !row.file_sha256) return
  const bytes = await ground.files.read(row.file_sha256)
  if (!bytes) throw new Error(`the kept file ${row.file_sha256} is missing from the file store`)
  await ground.mailbox.send(row.file_name, bytes)
}

/** Calls a request off, or sends one back to be answered again. */
export function moveRequest(
  ground: Ground,
  id: string,
  to: 'cancelled' | 'draft',
  reason: string,
): Promise<Result<Request, RequestRefusal>> {
  return inTransaction<Request, RequestRefusal>(ground, async (tx) => {
    const request = await findRequest(tx, ground.practiceId, id)
    if (!request) return refuse({ kind: 'not_found' })
    if (!(requestMoves[request.status] as readonly string[]).includes(to))
      return refuse({
        kind: 'authorization.wrong_state',
        message: `A request that is ${request.status} cannot become ${to}.`,
        status: request.status,
      })
    await setRequest(tx, ground.practiceId, id, { status: to, ...(to === 'draft' ? { answered_on: null } : {}) })
    await saveEvent(tx, ground, { requestId: id, kind: to, summary: reason })
    return ok(await settled(tx, ground, id))
  })
}

/** Sends every ready request that may go by itself, once its payer's window is open. */
export async function sendDue(ground: Ground): Promise<number> {
  const ready = await reading(ground, (tx) =>
    tx
      .selectFrom('authorization_request')
      .select(['id', 'payer_id', 'lapses_on'])
      .where('practice_id', '=', ground.practiceId)
      .where('status', '=', 'ready')
      .where('channel', '=', '278')
      .execute(),
  )
  let sent = 0
  for (const { id } of ready) if ((await sendRequest(ground, id)).ok) sent += 1
  return sent
}

/** Takes a calendar feed's word for a person; the word itself is shown once. */
export const saveFeed = (ground: Ground, tokenSha256: string): Promise<void> =>
  changing(ground, async (tx) => {
    await tx
      .deleteFrom('calendar_feed')
      .where('practice_id', '=', ground.practiceId)
      .where('person_id', '=', ground.actor.id)
      .execute()
    await tx
      .insertInto('calendar_feed')
      .values({
        practice_id: ground.practiceId,
        id: ground.newId(),
        person_id: ground.actor.id,
        token_sha256: tokenSha256,
        made_on: ground.today(),
      })
      .execute()
  })
