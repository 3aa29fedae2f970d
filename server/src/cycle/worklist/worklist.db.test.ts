import { cents, date } from '@ballast/kernel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDb, otherPracticeId, practiceId } from '../../../test/harness.ts'
import { openIdentity } from '../../ground/auth.ts'
import { changing } from '../../ground/db.ts'
import { raiseWork, settleWork, syncWork } from './actions/raise.ts'
import { changeTerms, workTerms } from './actions/terms.ts'
import { actOnWork, escalateWork, undoWork, workItem, workPage } from './actions/work.ts'
import type { NewWork } from './types.ts'

const fresh = await freshDb({ today: date('2026-03-03') })
afterAll(fresh.drop)
const ground = fresh.ground()
let sam = ''

beforeAll(async () => {
  const identity = await openIdentity(fresh.machine.db)
  sam = await identity.addPerson({ email: 'sam@test.test', name: 'Sam', password: 'a long enough passphrase' })
  await identity.setMembership(sam, { practiceId, practiceName: 'Harbor', roles: ['biller'], clinicianId: null })
})

const call = (subject: string, given: Partial<NewWork> = {}): NewWork => ({
  kind: 'eligibility.call',
  subject,
  cause: 'copay not said',
  title: `Jane Roe: copay (${subject})`,
  advice: 'Call the payer.',
  link: '/eligibility',
  atStake: cents(10_000),
  ...given,
})
const raise = (...items: NewWork[]) => changing(ground, (tx) => raiseWork(tx, ground, items))
const open = async (search: string) => (await workPage(ground, { search })).items
const only = async (search: string) => {
  const [item, ...more] = await open(search)
  if (!item || more.length > 0) throw new Error(`expected one item for ${search}`)
  return item
}
const act = async (subject: string, what: Parameters<typeof actOnWork>[2], isPreview = false) => {
  const result = await actOnWork(ground, [(await only(subject)).id], what, isPreview)
  if (!result.ok) throw new Error(result.refusal.kind)
  return result.value
}

describe('raising', () => {
  test('the same kind and subject, found again, is the same item', async () => {
    await raise(call('twice'), call('twice'))
    const first = await only('twice')
    await raise(call('twice'))
    expect(await only('twice')).toEqual(first)
  })

  test('two finders at once make one item', async () => {
    await Promise.all([raise(call('race')), raise(call('race')), raise(call('race'))])
    expect(await open('race')).toHaveLength(1)
  })

  test('what is found no more closes by itself; what is found stays open', async () => {
    await raise(call('gone'), call('stays'))
    await changing(ground, (tx) =>
      syncWork(tx, ground, { kinds: ['eligibility.call'], subjects: ['gone', 'stays'], why: 'The payer answered.' }, [
        call('stays'),
      ]),
    )
    expect(await open('gone')).toEqual([])
    expect((await only('stays')).closedOn).toBeNull()
    const [closed] = (await workPage(ground, { search: 'gone', state: 'closed' })).items
    expect(closed).toMatchObject({ closedAs: 'gone', closedWhy: 'The payer answered.', closedBy: null })
  })

  test('a dismissed item stays away while its cause is the same, and comes back with another', async () => {
    await raise(call('dismissed'))
    await act('dismissed', { do: 'dismiss', why: 'The patient pays cash.' })
    await raise(call('dismissed'))
    expect(await open('dismissed')).toEqual([])
    await raise(call('dismissed', { cause: 'deductible not said' }))
    expect(await open('dismissed')).toHaveLength(1)
  })

  test('an item said to be done comes back when its cause still stands', async () => {
    await raise(call('done-too-soon'))
    await act('done-too-soon', { do: 'done' })
    await raise(call('done-too-soon'))
    expect(await open('done-too-soon')).toHaveLength(1)
  })

  test('asleep, it is in no queue until its day; another cause wakes it before', async () => {
    await raise(call('asleep'))
    await act('asleep', { do: 'snooze', until: date('2026-03-10') })
    expect(await open('asleep')).toEqual([])
    const later = fresh.ground(practiceId, date('2026-03-10'))
    expect((await workPage(later, { search: 'asleep' })).items).toHaveLength(1)
    await raise(call('asleep', { cause: 'the plan ended' }))
    expect(await open('asleep')).toHaveLength(1)
  })
})

describe('many at once', () => {
  test('the look ahead counts and changes nothing; the deed can be undone', async () => {
    await raise(call('batch-1'), call('batch-2'), call('batch-3'))
    await act('batch-3', { do: 'assign', ownerId: sam })
    const ids = (await open('batch-')).map((item) => item.id)
    const preview = await actOnWork(ground, ids, { do: 'assign', ownerId: sam }, true)
    expect(preview).toMatchObject({
      ok: true,
      value: { batchId: null, changed: { count: 2, atStake: 20_000 }, skipped: [{ why: 'It is theirs already.' }] },
    })
    expect((await open('batch-')).filter((item) => item.ownerId === sam)).toHaveLength(1)

    const deed = await actOnWork(ground, ids, { do: 'assign', ownerId: sam }, false)
    if (!deed.ok || deed.value.batchId === null) throw new Error('not done')
    expect((await open('batch-')).filter((item) => item.ownerId === sam)).toHaveLength(3)

    await act('batch-1', { do: 'note', why: 'called' })
    const undone = await undoWork(ground, deed.value.batchId)
    expect(undone).toMatchObject({
      ok: true,
      value: { changed: { count: 1 }, skipped: [{ why: 'It was changed again since.' }] },
    })
    const page = await workItem(ground, (await only('batch-2')).id)
    expect(page?.ownerId).toBeNull()
    expect(page?.events.map((event) => event.action)).toEqual(['undo', 'assign'])
  })

  test('undoing a finish that came back by itself is passed over, never doubled', async () => {
    await raise(call('came-back'))
    const done = await act('came-back', { do: 'done' })
    await raise(call('came-back'))
    expect(await undoWork(ground, done.batchId ?? '')).toMatchObject({ ok: true, value: { changed: { count: 0 } } })
    expect(await open('came-back')).toHaveLength(1)
  })

  test('somebody who does not work here is given nothing', async () => {
    await raise(call('stranger'))
    const { id } = await only('stranger')
    expect(await actOnWork(ground, [id], { do: 'assign', ownerId: 'person:nobody' }, false)).toMatchObject({
      ok: false,
      refusal: { kind: 'worklist.invalid' },
    })
  })

  test("another practice's items are not found, and stay as they are", async () => {
    await raise(call('ours'))
    const { id } = await only('ours')
    const other = fresh.ground(otherPracticeId)
    expect(await actOnWork(other, [id], { do: 'done' }, false)).toMatchObject({
      ok: false,
      refusal: { kind: 'worklist.not_found' },
    })
    expect(await workItem(other, id)).toBeNull()
    expect((await only('ours')).closedOn).toBeNull()
  })
})

describe('the morning', () => {
  test('what nobody touched goes to the fallback owner, then up, once a step', async () => {
    await changeTerms(ground, {
      set: 'team',
      team: 'insurance_desk',
      fallbackOwnerId: sam,
      escalateTo: 'manager',
      escalateAfterDays: 2,
    })
    await raise(call('untouched'))
    const morning = (day: string) => fresh.ground(practiceId, date(day))
    await escalateWork(morning('2026-03-04'))
    expect(await only('untouched')).toMatchObject({ ownerId: null, escalation: 0 })
    await escalateWork(morning('2026-03-05'))
    await escalateWork(morning('2026-03-05'))
    expect(await only('untouched')).toMatchObject({ ownerId: sam, escalation: 1, team: 'insurance_desk' })
    await escalateWork(morning('2026-03-07'))
    expect(await only('untouched')).toMatchObject({ ownerId: null, escalation: 2, team: 'manager' })
  })

  test('while somebody is away, their work is the fallback owner\u2019s', async () => {
    const identity = await openIdentity(fresh.machine.db)
    const ann = await identity.addPerson({ email: 'ann@test.test', name: 'Ann', password: 'a long enough passphrase' })
    await identity.setMembership(ann, { practiceId, practiceName: 'Harbor', roles: ['biller'], clinicianId: null })
    await changeTerms(ground, {
      set: 'rules',
      rules: [{ kind: 'eligibility.', atLeast: cents(0), team: null, ownerId: ann }],
    })
    await raise(call('here'))
    await changeTerms(ground, { set: 'leave', personId: ann, from: date('2026-03-03'), until: date('2026-03-06') })
    await raise(call('away'))
    expect((await only('here')).ownerId).toBe(ann)
    expect((await only('away')).ownerId).toBe(sam)
    expect((await workTerms(ground)).people.map((person) => person.name)).toEqual(['Ann', 'Sam'])
  })
})

test('settling closes every kind named, about those subjects alone', async () => {
  await raise(call('settled'), call('unsettled'))
  const count = await changing(ground, (tx) => settleWork(tx, ground, ['eligibility.call'], ['settled'], 'Answered.'))
  expect(count).toBe(1)
  expect(await open('unsettled')).toHaveLength(1)
})
