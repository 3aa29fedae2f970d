import { expect, test } from 'vitest'
import { diff } from './diff.ts'
import { goldenFiles } from './golden.ts'
import { latin1, latin1Bytes } from './segments.ts'

const remittances = goldenFiles().filter(({ guide, isSound }) => guide === '835' && isSound)
const content = latin1(remittances[0]?.bytes ?? new Uint8Array())

/** The same file as a sender with other delimiters writes it, who may use ours inside texts. */
const withDelimiters = (text: string, element: string, component: string, terminator: string): string =>
  text
    .replaceAll('\n', '')
    .replace(/[*:~]/g, (letter) => (letter === '*' ? element : letter === ':' ? component : terminator))

test.each([
  ['|', '>', '\n'],
  ['*', '>', '~'],
  ['*', '<', '\u001c'],
  ['\u001d', '\u001f', '\u001c'],
  [':', '*', '~'],
])('a file differs nowhere from itself with the delimiters %j, %j and %j', (element, component, terminator) => {
  for (const { bytes } of remittances) {
    const other = latin1Bytes(withDelimiters(latin1(bytes), element, component, terminator))
    expect(diff(bytes, other)).toEqual([])
    expect(diff(other, bytes)).toEqual([])
  }
})

test('a star in a name is no delimiter where the delimiter is another, and is told as it stands', () => {
  const other = (name: string): Uint8Array =>
    latin1Bytes(withDelimiters(content, '|', '>', '~').replace('EXAMPLE HEALTH PLAN', name))
  expect(diff(latin1Bytes(content), other('EXAMPLE*HEALTH:PLAN^'))).toMatchObject([
    { id: 'N1', element: 2, before: 'EXAMPLE HEALTH PLAN', after: 'EXAMPLE*HEALTH:PLAN^' },
  ])
  expect(diff(other('A*B'), other('A*B'))).toEqual([])
  expect(diff(other('A*B'), other('A:B'))).toMatchObject([{ element: 2, before: 'A*B', after: 'A:B' }])
})

test('an element that only one side has is told as null on the other', () => {
  const after = latin1Bytes(content.replace('*XV*1234567~', '~'))
  expect(diff(latin1Bytes(content), after).map((one) => [one.id, one.element, one.before, one.after])).toEqual([
    ['N1', 3, 'XV', null],
    ['N1', 4, '1234567', null],
  ])
})

test('a segment longer than any stretch is compared whole', () => {
  const long = (last: string): Uint8Array =>
    latin1Bytes(content.replace('EXAMPLE HEALTH PLAN', `${'X'.repeat(300_000)}${last}`))
  expect(diff(long('A'), long('A'))).toEqual([])
  expect(diff(long('A'), long('B'))).toHaveLength(1)
})
