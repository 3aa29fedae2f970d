import { type Cents, ok, type PlainDate, type Result, refuse } from '@ballast/kernel'
import { audit } from '../../../ground/audit.ts'
import { inTransaction, reading, type Tx } from '../../../ground/db.ts'
import type { Ground } from '../../../ground/ground.ts'
import { membersOf, renamePractice } from '../../../ground/people.ts'
import {
  changesBetween,
  clinicianFlaws,
  keptPractice,
  partnerFlaws,
  payerFlaws,
  placeFlaws,
  practiceFlaws,
} from '../rules/flaws.ts'
import { partnerFor } from '../rules/partner.ts'
import { setParam, setSwitches } from '../store/params.ts'
import * as store from '../store/settings.ts'
import { guards } from '../tables/guards.ts'
import { defaultPartner } from '../tables/partners.ts'
import { usualDays } from '../tables/payer-days.ts'
import type {
  BilledKind,
  Change,
  ClinicianEntry,
  Flaw,
  LocationEntry,
  PartnerEntry,
  PayerEntry,
  PracticeEntry,
  ProgramEntry,
} from '../types.ts'

// The practice's own settings, as its owner changes them. What cannot be right is refused at its place, a change says what
// was and what is in the trail, and what changes nothing writes nothing.

export type SettingsRefusal =
  | { kind: 'not_found' }
  | { kind: 'practice.invalid'; message: string; fields: readonly Flaw[] }

const invalid = (fields: readonly Flaw[]) =>
  refuse({ kind: 'practice.invalid' as const, message: 'Some of this cannot be right yet.', fields })

const mainPartner = 'clearinghouse'

async function tell(tx: Tx, ground: Ground, action: string, subject: string, changes: readonly Change[]) {
  if (changes.length > 0) await audit(tx, ground, { action, subject, detail: { changes } })
}

/** The practice, its places and programs, whom its files go to, and its guards. */
export const practicePage = (ground: Ground) =>
  reading(ground, async (tx) => {
    const { params, switches, ...practice } = await store.findPractice(tx, ground.practiceId)
    const partners = params.partners as Record<string, unknown> | undefined
    return {
      practice,
      partner: partnerFor(mainPartner, params),
      isPartnerSaid: partners?.[mainPartner] !== undefined,
      locations: await store.listLocations(tx, ground.practiceId),
      programs: await store.listPrograms(tx, ground.practiceId),
      guards: guards.map((guard) => ({ ...guard, isOn: switches[guard.name] !== false })),
    }
  })

export type PracticeChange = {
  readonly practice: PracticeEntry
  readonly submitterId: string
  readonly partner: PartnerEntry
}

export const setPractice = (
  ground: Ground,
  { practice, submitterId, partner }: PracticeChange,
): Promise<Result<{ ok: true }, SettingsRefusal>> =>
  inTransaction<{ ok: true }, SettingsRefusal>(ground, async (tx) => {
    const flaws = [...practiceFlaws(practice), ...partnerFlaws(partner)]
    if (flaws.length > 0) return invalid(flaws)
    const { practiceId } = ground
    const { params, switches: _, ...was } = await store.findPractice(tx, practiceId, true)
    const kept = { ...keptPractice(practice), submitterId }
    await store.updatePractice(tx, practiceId, kept)
    if (kept.name !== was.name) await renamePractice(tx, practiceId, kept.name)
    const partnerWas = partnerFor(mainPartner, params)
    const partnerChanges = changesBetween(partnerWas, partner).map((change) => ({
      ...change,
      name: `partner ${change.name}`,
    }))
    if (partnerChanges.length > 0)
      await store.setPartner(tx, practiceId, mainPartner, { ...defaultPartner, ...partner })
    await tell(tx, ground, 'practice.set', kept.name, [...changesBetween(was, kept), ...partnerChanges])
    return ok({ ok: true })
  })

/** Turns a guard on or off, with the reason. */
export const setGuard = (
  ground: Ground,
  { guard, isOn, reason }: { readonly guard: string; readonly isOn: boolean; readonly reason: string },
): Promise<Result<{ ok: true }, SettingsRefusal>> =>
  inTransaction<{ ok: true }, SettingsRefusal>(ground, async (tx) => {
    const known = guards.find(({ name }) => name === guard)
    if (!known) return refuse({ kind: 'not_found' })
    const { switches } = await store.findPractice(tx, ground.practiceId, true)
    if ((switches[guard] !== false) === isOn) return ok({ ok: true })
    await setSwitches(tx, ground.practiceId, { ...(switches as Record<string, boolean>), [guard]: isOn })
    await audit(tx, ground, {
      action: 'practice.guard-set',
      subject: known.title,
      detail: { changes: [{ name: guard, was: isOn ? 'off' : 'on', is: isOn ? 'on' : 'off' }], reason },
    })
    return ok({ ok: true })
  })

const taken = (rows: readonly { id: string; code: string }[], id: string | null, code: string): boolean =>
  rows.some((row) => row.code === code && row.id !== id)

const codeTaken: Flaw = { at: 'code', message: 'Another one has this code.' }

export const setLocation = (
  ground: Ground,
  id: string | null,
  entry: LocationEntry,
): Promise<Result<{ id: string }, SettingsRefusal>> =>
  inTransaction<{ id: string }, SettingsRefusal>(ground, async (tx) => {
    const rows = await store.listLocations(tx, ground.practiceId)
    const was = rows.find((row) => row.id === id)
    if (id !== null && !was) return refuse({ kind: 'not_found' })
    const flaws = [...placeFlaws(entry), ...(taken(rows, id, entry.code) ? [codeTaken] : [])]
    if (!/^\d{2}$/.test(entry.placeOfService))
      flaws.push({ at: 'placeOfService', message: 'Two digits: 11 is an office.' })
    if (flaws.length > 0) return invalid(flaws)
    const row = { ...entry, zip: entry.zip.replaceAll(/\D/g, ''), id: id ?? ground.newId() }
    await store.saveLocation(tx, ground.practiceId, row)
    await tell(tx, ground, 'practice.location-set', entry.name, changesBetween({ ...was, id: row.id }, row))
    return ok({ id: row.id })
  })

export const setProgram = (
  ground: Ground,
  id: string | null,
  entry: ProgramEntry,
): Promise<Result<{ id: string }, SettingsRefusal>> =>
  inTransaction<{ id: string }, SettingsRefusal>(ground, async (tx) => {
    const rows = await store.listPrograms(tx, ground.practiceId)
    const was = rows.find((row) => row.id === id)
    if (id !== null && !was) return refuse({ kind: 'not_found' })
    if (taken(rows, id, entry.code)) return invalid([codeTaken])
    const row = { ...entry, id: id ?? ground.newId() }
    await store.saveProgram(tx, ground.practiceId, row)
    await tell(tx, ground, 'practice.program-set', entry.name, changesBetween({ ...was, id: row.id }, row))
    return ok({ id: row.id })
  })

/** Everyone whose work is billed, and the places and programs they may belong to. */
export const cliniciansPage = (ground: Ground) =>
  reading(ground, async (tx) => ({
    clinicians: await store.listClinicians(tx, ground.practiceId),
    locations: await store.listLocations(tx, ground.practiceId),
    programs: await store.listPrograms(tx, ground.practiceId),
  }))

export const setClinician = (
  ground: Ground,
  id: string | null,
  entry: ClinicianEntry,
): Promise<Result<{ id: string }, SettingsRefusal>> =>
  inTransaction<{ id: string }, SettingsRefusal>(ground, async (tx) => {
    const { practiceId } = ground
    const rows = await store.listClinicians(tx, practiceId)
    const was = rows.find((row) => row.id === id)
    const isOurs = (list: readonly { id: string }[], wanted: string | null) =>
      wanted === null || list.some((row) => row.id === wanted)
    if (
      (id !== null && !was) ||
      !isOurs(rows, entry.supervisorId) ||
      !isOurs(await store.listLocations(tx, practiceId), entry.locationId) ||
      !isOurs(await store.listPrograms(tx, practiceId), entry.programId)
    )
      return refuse({ kind: 'not_found' })
    const flaws = clinicianFlaws(entry)
    if (rows.some((row) => row.npi === entry.npi && row.id !== id))
      flaws.push({ at: 'npi', message: 'Another clinician has this NPI.' })
    if (id !== null && entry.supervisorId === id)
      flaws.push({ at: 'supervisorId', message: 'Nobody supervises themselves.' })
    if (flaws.length > 0) return invalid(flaws)
    const saved = id ?? ground.newId()
    await store.saveClinician(tx, practiceId, saved, entry)
    const name = `${entry.firstName} ${entry.lastName}`
    await tell(tx, ground, 'practice.clinician-set', name, changesBetween({ ...was }, { ...entry }))
    return ok({ id: saved })
  })

type PayerRow = Awaited<ReturnType<typeof store.listPayers>>[number]

/** Where nobody has said a payer's days, what stands is usual for its kind, and unverified. */
const payerOf = ({ params, ...row }: PayerRow) => ({
  ...row,
  isFilingSaid: params.timely_filing_days !== undefined,
  isAppealSaid: params.appeal_days !== undefined,
})

export const payersPage = (ground: Ground) =>
  reading(ground, async (tx) => ({
    payers: (await store.listPayers(tx, ground.practiceId)).map(payerOf),
    usual: usualDays,
  }))

/** One payer with what it agreed to allow; null when there is none. */
export const payerPage = (ground: Ground, id: string) =>
  reading(ground, async (tx) => {
    const payers = await store.listPayers(tx, ground.practiceId)
    const payer = payers.find((row) => row.id === id)
    if (!payer) return null
    return {
      payer: payerOf(payer),
      others: payers.filter((row) => row.id !== id).map(({ id: other, name }) => ({ id: other, name })),
      fees: await store.listFees(tx, ground.practiceId, id),
      usual: usualDays,
      today: ground.today(),
    }
  })

const saidDays = (row: PayerRow | undefined) => ({
  filingDays: row?.params.timely_filing_days === undefined ? null : row.filingDays,
  appealDays: row?.params.appeal_days === undefined ? null : row.appealDays,
})

/** A payer as the practice knows it. Days that nobody says are the usual ones of its kind, and are told as unverified. */
export const setPayer = (
  ground: Ground,
  id: string | null,
  entry: PayerEntry,
): Promise<Result<{ id: string }, SettingsRefusal>> =>
  inTransaction<{ id: string }, SettingsRefusal>(ground, async (tx) => {
    const { practiceId } = ground
    const rows = await store.listPayers(tx, practiceId)
    const was = rows.find((row) => row.id === id)
    const target = rows.find((row) => row.id === entry.carveOutPayerId)
    if ((id !== null && !was) || (entry.carveOutPayerId !== null && !target)) return refuse({ kind: 'not_found' })
    const flaws = [...payerFlaws(entry), ...(taken(rows, id, entry.code) ? [codeTaken] : [])]
    if (entry.code === 'private-pay') flaws.push({ at: 'code', message: 'Patients who pay alone have this code.' })
    if (target && (target.id === id || target.carveOutPayerId !== null))
      flaws.push({ at: 'carveOutPayerId', message: 'Choose the payer that holds the benefit itself.' })
    if (flaws.length > 0) return invalid(flaws)
    const saved = id ?? ground.newId()
    const phone = entry.phone?.replaceAll(/\D/g, '') ?? null
    const usual = usualDays[entry.kind as BilledKind]
    await store.savePayer(tx, practiceId, saved, {
      ...entry,
      phone,
      filingDays: entry.filingDays ?? usual.filingDays,
      appealDays: entry.appealDays ?? usual.appealDays,
    })
    const before = saidDays(was)
    if (before.filingDays !== entry.filingDays)
      await setParam(tx, practiceId, saved, ['timely_filing_days'], entry.filingDays, ground.today())
    if (before.appealDays !== entry.appealDays)
      await setParam(tx, practiceId, saved, ['appeal_days'], entry.appealDays, ground.today())
    const { params: _, ...known } = was ?? { params: null }
    const changes = changesBetween({ ...known, ...before }, { ...entry, phone })
    await tell(tx, ground, 'practice.payer-set', entry.name, changes)
    return ok({ id: saved })
  })

/** What the practice charges for each code, with what stood before and what begins later. */
export const chargesPage = (ground: Ground) =>
  reading(ground, async (tx) => ({
    today: ground.today(),
    charges: await store.listCharges(tx, ground.practiceId),
  }))

export type PriceChange = {
  readonly code: string
  /** Null ends it: from that day there is none. */
  readonly cents: number | null
  readonly from: PlainDate
}

const standing = <T extends store.ChargeRow>(rows: readonly T[], on: PlainDate): T | undefined =>
  rows.find((row) => row.from <= on && (row.until === null || row.until >= on))

const priceChange = (row: store.ChargeRow | undefined, cents: number | null, from: PlainDate): Change[] => [
  { name: `from ${from}`, was: row?.cents ?? null, is: cents },
]

/** Sets a charge from a day on. Gives back what stood on that day, to undo it. */
export const setCharge = (
  ground: Ground,
  { code, cents, from }: PriceChange,
): Promise<Result<{ was: number | null }, SettingsRefusal>> =>
  inTransaction<{ was: number | null }, SettingsRefusal>(ground, async (tx) => {
    const rows = (await store.listCharges(tx, ground.practiceId)).filter((row) => row.code === code)
    const now = standing(rows, from)
    if ((now?.cents ?? null) !== cents) {
      await store.setCharge(tx, ground.practiceId, code, cents as Cents | null, from)
      await tell(tx, ground, 'practice.charge-set', code, priceChange(now, cents, from))
    }
    return ok({ was: now?.cents ?? null })
  })

/** Sets what a payer agreed to allow, from a day on. */
export const setFee = (
  ground: Ground,
  payerId: string,
  { code, credential, cents, from }: PriceChange & { readonly credential: string },
): Promise<Result<{ was: number | null }, SettingsRefusal>> =>
  inTransaction<{ was: number | null }, SettingsRefusal>(ground, async (tx) => {
    const payer = (await store.listPayers(tx, ground.practiceId)).find(({ id }) => id === payerId)
    if (!payer) return refuse({ kind: 'not_found' })
    const rows = (await store.listFees(tx, ground.practiceId, payerId)).filter(
      (row) => row.code === code && row.credential === credential,
    )
    const now = standing(rows, from)
    if ((now?.cents ?? null) !== cents) {
      await store.setFee(tx, ground.practiceId, { payerId, code, credential }, cents as Cents | null, from)
      await tell(tx, ground, 'practice.fee-set', `${payer.name} ${code}`, priceChange(now, cents, from))
    }
    return ok({ was: now?.cents ?? null })
  })

/** What a practice that begins has entered, so that its owner sees what comes next. */
export const beginning = (ground: Ground) => reading(ground, (tx) => store.countSettings(tx, ground.practiceId))

const changesShown = 100

/** Who changed what in the settings and among the people, newest first. */
export const settingsHistory = (ground: Ground) =>
  reading(ground, async (tx) => {
    const rows = await store.listChanges(tx, ground, changesShown)
    const people = new Map((await membersOf(tx, ground.practiceId)).map(({ id, name }) => [id, name]))
    return {
      changes: rows.map(({ actor, detail, ...row }) => ({
        ...row,
        by: people.get(actor) ?? 'Ballast',
        changes: ((detail as { changes?: readonly Change[] }).changes ?? []) as readonly Change[],
        reason: (detail as { reason?: string }).reason ?? null,
      })),
    }
  })
