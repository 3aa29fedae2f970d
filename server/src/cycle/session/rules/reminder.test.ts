import { date } from '@ballast/kernel'
import { expect, test } from 'vitest'
import { isLate, reminderLetter, spokenDay, spokenTime, unanswerable } from './reminder.ts'

test('a reminder says the day, the hour and the phone, and nothing of the care', () => {
  const practice = { name: 'Tidewater', phone: '804 555 0100' }
  const letter = reminderLetter({
    practice,
    name: 'Alma Rowe',
    on: date('2026-03-02'),
    start: '14:05',
    link: 'https://here.test/visit?token=x',
  })
  expect(letter.body).toContain('Monday, March 2 at 2:05 PM')
  expect(letter.body).toContain('804 555 0100')
  expect(letter.body).toContain('https://here.test/visit?token=x')
  expect(letter.title + letter.body).not.toMatch(/therap|session|clinic|treatment|program|insur|plan/i)
})

test('without an address to answer at, it asks for a call', () => {
  const practice = { name: 'Tidewater', phone: '804 555 0100' }
  const { body } = reminderLetter({ practice, name: 'Alma', on: date('2026-03-02'), start: '09:00', link: null })
  expect(body).toContain('If you cannot come, please call us at 804 555 0100.')
})

// biome-ignore format: one row per line
test.each([['00:00', '12:00 AM'], ['09:05', '9:05 AM'], ['12:00', '12:00 PM'], ['13:30', '1:30 PM']])('%s is %s', (time, words) =>
  expect(spokenTime(time)).toBe(words))

test('a Sunday is a Sunday', () => expect(spokenDay(date('2026-03-01'))).toBe('Sunday, March 1'))

// biome-ignore format: one row per line
test.each([
  ['2026-03-02', 24, true], ['2026-03-03', 24, false],
  ['2026-03-03', 48, true], ['2026-03-04', 48, false], ['2026-03-02', 0, false],
])('called off on March 2 for %s with %i hours of notice: late is %s', (on, hours, late) =>
  expect(isLate(date('2026-03-02'), date(on), hours)).toBe(late))

const sentOn = date('2026-03-02')
// biome-ignore format: one row per line
test.each([
  { name: 'it can be answered on the day itself',   visit: { status: 'booked' as const, on: '2026-03-02' }, answer: null,             says: null },
  { name: 'not the day after',                      visit: { status: 'booked' as const, on: '2026-03-01' }, answer: null,             says: /over/ },
  { name: 'not once it took place',                 visit: { status: 'kept' as const, on: '2026-03-02' }, answer: null,               says: /over/ },
  { name: 'not twice',                              visit: { status: 'booked' as const, on: '2026-03-04' }, answer: 'comes' as const, says: /answered/ },
  { name: 'not when it was called off',             visit: { status: 'cancelled' as const, on: '2026-03-04' }, answer: null,          says: /no longer/ },
  { name: 'moved by two weeks it is still it',      visit: { status: 'booked' as const, on: '2026-03-16' }, answer: null,             says: null },
  { name: 'moved further it is another',            visit: { status: 'booked' as const, on: '2026-03-17' }, answer: null,             says: /moved/ },
])('$name', ({ visit, answer, says }) => {
  const words = unanswerable({ answer, sentOn }, { status: visit.status, on: date(visit.on) }, sentOn)
  if (says === null) expect(words).toBeNull()
  else expect(words).toMatch(says)
})
