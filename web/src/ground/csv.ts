import { moneyText } from './Money.tsx'

type Cell = string | number | null
type CsvColumn<Row> = { readonly title: string; readonly value: (row: Row) => Cell; readonly isMoney?: boolean }

// A cell that begins like a formula would run in a spreadsheet; an apostrophe keeps it text.
const cell = (value: Cell): string => {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const guarded = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}

/** One header row, then rows: days as ISO, money as plain numbers, no totals among them. */
export function toCsv<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string {
  const line = (row: Row): string =>
    columns
      .map((column) => {
        const value = column.value(row)
        return column.isMoney && typeof value === 'number' ? moneyText(value).replaceAll(',', '') : cell(value)
      })
      .join(',')
  return [columns.map((column) => cell(column.title)).join(','), ...rows.map(line)].join('\r\n')
}

export function saveFile(name: string, content: BlobPart, type = 'text/csv'): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([content], { type }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
