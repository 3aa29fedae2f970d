import { describe, expect, test } from 'vitest'
import { readCsv, writeCsv } from './csv.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const nameIn = (given: Uint8Array): unknown => {
  const table = readCsv(given)
  return 'rows' in table ? table.rows[0]?.cells[1] : table.message
}

describe('the letters of a file are read as they were meant', () => {
  const text = 'id,name\r\n1,Peña\r\n'
  test('UTF-8, with its mark and without', () => {
    expect(nameIn(bytes(text))).toBe('Peña')
    expect(nameIn(bytes(`\ufeff${text}`))).toBe('Peña')
  })
  test('the Western letters of an older spreadsheet', () =>
    expect(nameIn(Uint8Array.from(Buffer.from(text, 'latin1')))).toBe('Peña'))
  test('UTF-16 of a spreadsheet on Windows', () =>
    expect(nameIn(Uint8Array.from([0xff, 0xfe, ...Buffer.from(text, 'utf16le')]))).toBe('Peña'))
})

describe('what is no CSV says what it is', () => {
  test.each([
    ['an empty file', '', 'empty'],
    ['a spreadsheet', 'PK\u0003\u0004', 'spreadsheet'],
    ['a PDF', '%PDF-1.7 a,b', 'PDF'],
    ['a web page', '<!DOCTYPE html><p>a,b', 'web page'],
    ['zero bytes', 'a,b\n\u00001,2', 'zero bytes'],
    ['one column', 'a\n1\n', 'two columns'],
  ])('%s', (_name, text, because) => {
    const table = readCsv(bytes(text))
    expect('message' in table && table.message).toContain(because)
  })
})

test('a row with an open quote is told by its line, and the rows before it stand', () => {
  const table = readCsv(bytes('id,name\n1,Ana\n2,"Bea\n3,Cal\n'))
  if (!('rows' in table)) throw new Error(table.message)
  expect(table.rows.map((row) => row.cells[1])).toContain('Ana')
  expect(table.rows.length + table.broken.length).toBeGreaterThan(1)
})

test('a cell that a spreadsheet would run is made text, an amount stays a number', () => {
  expect(
    writeCsv(
      ['memo', 'amount'],
      [
        ['=cmd()', -12.5],
        ['＋1', '-12.50'],
      ],
    ),
  ).toBe("memo,amount\r\n'=cmd(),-12.5\r\n'＋1,-12.50\r\n")
})
