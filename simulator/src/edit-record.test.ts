import { date } from '@ballast/kernel'
import { expect, test } from 'vitest'
import type { ClaimAnswer } from './answers.ts'
import { editRecord, editTable } from './edit-record.ts'

const claim = (sessionId: string, change: Partial<ClaimAnswer>) =>
  ({
    sessionIds: [sessionId],
    receivedOn: date('2026-03-03'),
    state: 'decided',
    firstPassClean: true,
    takenBack: false,
    denials: [],
    ...change,
  }) as unknown as ClaimAnswer
const denied = (code: string, state: ClaimAnswer['state'] = 'decided') => ({
  state,
  firstPassClean: false,
  denials: [{ code, planted: [] }],
})
const edit = (id: string, prevents: string[], held: string[], spoke: string[] = held, asked: string[] = []) => ({
  id,
  title: `title of ${id}`,
  prevents,
  held,
  spoke,
  asked,
})
const run = (edits: ReturnType<typeof edit>[], claims: ClaimAnswer[]) =>
  ({
    edits,
    answers: { claims },
    world: { year: { planted: [{ id: 'p1', kind: 'code_disagrees', sessionIds: ['v5'] }] } },
  }) as unknown as Parameters<typeof editRecord>[0]

const off = run(
  [edit('S054', ['CARC 152'], ['v1']), edit('S085', ['CARC 29'], [], ['v2', 'v3'])],
  [
    claim('v1', denied('152')),
    claim('v2', denied('197')),
    claim('v3', {}),
    claim('v4', { takenBack: true }),
    claim('v5', {}),
    // Denied first, paid after it was put right: no good claim.
    claim('v6', denied('152')),
    claim('v6', { receivedOn: date('2026-04-01') }),
    claim('v7', denied('164', 'rejected')),
  ],
)

test('an edit is judged by what payers said of the same visits when nothing was held', () => {
  const on = run(
    [
      edit('S054', ['CARC 152'], ['v1', 'v2', 'v3', 'v4', 'v5', 'v6', 'never sent']),
      edit('S002', ['277CA 164'], ['v7', 'v3']),
      edit('S099', ['CARC 16'], []),
      edit('S053', ['CARC 197'], [], ['v2', 'v3']),
    ],
    [claim('v1', {}), claim('v2', {}), claim('v3', {}), claim('v8', {})],
  )
  const record = editRecord(on, off)
  expect(record.rows).toMatchObject([
    { id: 'S054', held: 7, warned: 0, deniedForIt: 2, deniedOtherwise: 1, heldInError: 1, isPlanted: true },
    { id: 'S002', held: 2, warned: 0, deniedForIt: 1, deniedOtherwise: 0, heldInError: 1, isPlanted: false },
    { id: 'S099', held: 0, warned: 0, heldInError: 0, isPlanted: false },
    // A warning stops nothing, so it cannot hold in error.
    { id: 'S053', held: 0, warned: 2, deniedForIt: 1, deniedOtherwise: 0, heldInError: 0, isPlanted: false },
  ])
  // v3 was held by two edits and counts once.
  expect([record.proven, record.silent, record.heldInError, record.claims]).toEqual([3, 1, 1, 8])
  const table = editTable(record)
  expect(table).toContain('1 of 8 sent (12.50 %)')
  expect(table).toContain('S002 title of S002 *')
  expect(table.trimEnd().split('\n').at(-1)).toMatch(/^ {2}Ballast composes this itself .*: S099$/)
})

test('what the front end asked before the visit counts beside what was said of its claim, each visit once', () => {
  const on = run([edit('S007', ['CARC 152'], [], ['v2'], ['v1', 'v2', 'v3'])], [])
  const record = editRecord(on, off)
  expect(record.rows).toMatchObject([
    { held: 0, warned: 1, asked: 2, deniedForIt: 1, deniedOtherwise: 1, heldInError: 0 },
  ])
  expect([record.proven, record.silent]).toEqual([1, 0])
})

test('what an edit would have held with guards off counts as held', () => {
  const on = run([edit('S054', ['CARC 152'], [])], [])
  expect(editRecord(on, off).rows).toMatchObject([{ held: 1, deniedForIt: 1 }])
})

test('a rejection and a denial with the same number are two reasons', () => {
  const on = run([edit('S002', ['CARC 164'], ['v7'])], [])
  expect(editRecord(on, off).rows).toMatchObject([{ deniedForIt: 0, deniedOtherwise: 1 }])
})
