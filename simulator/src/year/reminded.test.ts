import { addDays } from '@ballast/kernel'
import { describe, expect, test } from 'vitest'
import { openWorld } from '../open-world.ts'
import { defaultMistakes, defaultPayers, defaultPractice } from '../world/default-world.ts'
import { practiceFileSchema } from '../world/practice-file.ts'
import { answerTo } from './reminded.ts'
import type { Session } from './types.ts'

const practice = defaultPractice()
const config = { practice, payers: defaultPayers(), mistakes: { ...defaultMistakes(), mistakes: [] }, months: 2, clinicians: 4 } // biome-ignore format: a world
const all = ['comes', 'video', 'cannot']
const needed = (session: Session | undefined): Session => {
  if (!session) throw new RangeError('no such visit in this world')
  return session
}
const from = addDays(practice.startsOn, 14)
const missedIn = (sessions: readonly Session[]) =>
  needed(sessions.find(({ status, on, modality }) => status === 'no_show' && on > from && modality === 'in_person'))
const world = () => openWorld(5, config)
const letterTo = ({ patientId, on, start }: Session) => ({ patientId, on, start, offered: all, token: 'T' })
const exported = (of: ReturnType<typeof world>, session: Session) =>
  of
    .ehrFilesFor(session.on)
    .filter(({ name }) => name.endsWith('sessions.csv'))
    .flatMap(({ bytes }) => Buffer.from(bytes).toString().split('\r\n'))
    .find((row) => row.startsWith(`${session.id},`))

describe('what a reminder changes', () => {
  const missed = missedIn(world().year.sessions)
  const kept = needed(world().year.sessions.find(({ status }) => status === 'kept'))
  const at = (shares: object, session: Session, offered = all) => {
    const none = { reads: 1, comes: 0, video: 0, callsOff: 0 }
    const reminders = { agrees: 1, ...none, ...shares }
    return answerTo(5, { ...practice, reminders }, session, offered)
  }

  // biome-ignore format: one row per line
  test.each([
    { name: 'nothing, when nobody reads it',                          said: at({ reads: 0, comes: 1 }, missed),       answer: null },
    { name: 'nothing, for whoever would come anyway, but a yes',      said: at({ callsOff: 1 }, kept),                answer: 'comes' },
    { name: 'a missed visit is kept',                                 said: at({ comes: 1 }, missed),                 answer: 'comes' },
    { name: 'a missed visit is called off in time',                   said: at({ callsOff: 1 }, missed),              answer: 'cannot' },
    { name: 'a missed visit is kept by video',                        said: at({ video: 1 }, missed),                 answer: 'video' },
    { name: 'in person, where video is not offered',                  said: at({ video: 1 }, missed, ['comes']),      answer: 'comes' },
    { name: 'nothing, at shares of nothing',                          said: at({}, missed),                           answer: null },
    { name: 'nothing that is not offered any more',                   said: at({ comes: 1 }, missed, []),             answer: null },
  ])('$name', ({ said, answer }) => expect(said).toBe(answer))

  test('of many, at the shares the file states', () => {
    const visits = world().year.sessions.filter(({ status }) => status !== 'kept')
    const said = visits.map((visit) => at({ comes: 0.5, callsOff: 0.25 }, visit))
    const share = (answer: string | null) => said.filter((each) => each === answer).length / said.length
    expect(visits.length).toBeGreaterThan(40)
    expect(Math.abs(share('comes') - 0.5)).toBeLessThan(0.17)
    expect(Math.abs(share('cannot') - 0.25)).toBeLessThan(0.17)
  })

  test('shares that are more than one whole are refused', () => {
    const more = practiceFileSchema.safeParse({ ...practice, reminders: { comes: 0.5, video: 0.2, callsOff: 0.31 } })
    expect(more.success).toBe(false)
    const whole = practiceFileSchema.safeParse({ ...practice, reminders: { comes: 0.5, video: 0.2, callsOff: 0.3 } })
    expect(whole.success).toBe(true)
  })
})

describe('the world after an answer', () => {
  test('kept after all, the EHR brings it as kept, with its minutes and codes', () => {
    const of = world()
    const missed = missedIn(of.year.sessions)
    of.heed(missed.on, letterTo(missed), 'comes')
    expect(exported(of, missed)).toMatch(/,kept,individual_therapy,|,kept,family_with_patient,|,kept,medication/)
    const now = of.year.sessions.filter(({ id }) => id === missed.id)
    expect(now).toHaveLength(1)
    expect(now[0]).toMatchObject({ status: 'kept', start: missed.start, modality: missed.modality })
    expect(now[0]?.rightCodes.length).toBeGreaterThan(0)
    expect(of.saved()).toEqual({ came: 1, byVideo: 0, calledOff: 0, refilled: 0 })
  })

  test('by video, it is at home and billed as video', () => {
    const of = world()
    const missed = missedIn(of.year.sessions)
    of.heed(missed.on, letterTo(missed), 'video')
    expect(of.year.sessions.find(({ id }) => id === missed.id)).toMatchObject({ status: 'kept', modality: 'video' })
  })

  test('called off, nothing more is heard of it, and whoever takes the hour has a visit of their own', () => {
    const of = world()
    const missed = missedIn(of.year.sessions)
    of.heed(missed.on, letterTo(missed), 'cannot')
    const other = of.year.sessions.find(({ patientId, on }) => patientId !== missed.patientId && on !== missed.on)
    const { firstName, lastName } = missed.clinician
    const hour = { patientId: other?.patientId ?? '', clinician: `${firstName} ${lastName}`, on: missed.on, start: missed.start } // biome-ignore format: an hour
    of.refill(hour)
    const refilled = needed(of.year.sessions.find(({ id }) => id === 'S900001'))
    expect(refilled).toMatchObject({ patientId: other?.patientId, on: missed.on, start: missed.start })
    expect(refilled.payerId).toBe(of.year.coverages.find(({ patientId }) => patientId === other?.patientId)?.payerId ?? null) // biome-ignore format: one question
    expect(exported(of, missed)).toBeUndefined()
    expect(exported(of, refilled)).toBeDefined()
    // An hour of a day that is over cannot be given away.
    of.refill(hour)
    expect(of.saved()).toEqual({ came: 0, byVideo: 0, calledOff: 1, refilled: 1 })
  })

  test('who would have come is left as they are', () => {
    const of = world()
    const kept = needed(of.year.sessions.find(({ status, on }) => status === 'kept' && on > from))
    of.heed(kept.on, letterTo(kept), 'comes')
    expect(of.saved()).toEqual({ came: 0, byVideo: 0, calledOff: 0, refilled: 0 })
  })
})

describe('beyond a plan’s visits', () => {
  const of = world()
  const visits = of.year.sessions.filter(({ payerId, patientId }) => payerId !== null && patientId === missedIn(of.year.sessions).patientId) // biome-ignore format: one question
  const [first, second, third] = visits.map(({ on }) => on).filter((on) => on > from)
  const patientId = visits[0]?.patientId ?? ''
  const inFuture = (session: Session) => session.patientId === patientId && second !== undefined && session.on >= second

  test('paid alone they stay, are nobody’s but the patient’s, and past ones are left', () => {
    if (!first || !second || !third) throw new RangeError('a patient with three visits')
    const before = of.payments().length
    of.goOn(first, { patientId, from: first, until: null, choice: 'private' })
    const later = of.year.sessions.filter(inFuture)
    expect(later.length).toBeGreaterThan(1)
    expect(later.every(({ payerId }) => payerId === null)).toBe(true)
    expect(of.year.sessions.find(({ patientId: who, on }) => who === patientId && on === first)?.payerId).not.toBeNull()
    expect(of.payments().length).toBe(before)
    expect(of.beyond().paidAlone).toBe(later.length)
  })

  test('called off they are gone until the period is over', () => {
    const again = world()
    if (!first || !second || !third) throw new RangeError('a patient with three visits')
    const all = again.year.sessions.filter(inFuture).length
    again.goOn(first, { patientId, from: first, until: second, choice: 'called_off' })
    expect(again.year.sessions.filter(inFuture)).toHaveLength(all - 1)
    expect(again.beyond().calledOff).toBe(1)
  })
})
