import type { BaselineReport } from '../../types/baseline.ts'
import { type Cell, dayText, fileLine, headline, periodLine, type Section, sectionsOf } from './sections.ts'

// For a terminal: dense, aligned, no color needed. Long lists show their beginning and say how many follow.

const shownRows = 12
const widest = 46
const pageWidth = 118

const cellText = (cell: Cell): string =>
  cell === null ? '' : typeof cell === 'number' ? cell.toLocaleString('en-US') : cell

/** Words that fit; a long path loses its beginning, since its end is what tells it apart. */
const clip = (text: string, width: number): string => {
  if (text.length <= width) return text
  return text.includes('/') && !text.includes(' ') ? `…${text.slice(1 - width)}` : `${text.slice(0, width - 1)}…`
}

export function wrap(text: string, width: number, indent: string): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line].map((each) => `${indent}${each}`)
}

function table({ columns, rows, isList }: Section): string[] {
  const shown = isList ? rows.slice(0, shownRows) : rows
  const texts = shown.map((row) => row.map(cellText))
  const used = columns.map((_, i) => texts.some((row) => (row[i] ?? '') !== ''))
  const natural = columns.map((column, i) =>
    Math.max(column.title.length, ...texts.map((row) => (row[i] ?? '').length)),
  )
  const last = used.lastIndexOf(true)
  const widths = natural.map((width) => Math.min(width, widest))
  const before = widths.reduce((sum, width, i) => sum + (used[i] && i !== last ? width + 2 : 0), 2)
  // A long last column, a formula say, goes under its row instead of being squeezed beside it.
  const isBelow = columns[last]?.isWide === true && before + (natural[last] ?? 0) > pageWidth && rows.length > 0
  const line = (cells: readonly string[]): string => {
    const parts = columns.flatMap((column, i) => {
      if (!used[i] || (isBelow && i === last)) return []
      const text = clip(cells[i] ?? '', widths[i] ?? 0)
      return [column.isNumber ? text.padStart(widths[i] ?? 0) : text.padEnd(widths[i] ?? 0)]
    })
    return `  ${parts.join('  ')}`.trimEnd()
  }
  const below = (cells: readonly string[]): string[] =>
    isBelow && cells[last] ? wrap(cells[last] ?? '', pageWidth - 6, '      ') : []
  const rest = rows.length - shown.length
  return [
    line(columns.map((column) => column.title)),
    ...texts.flatMap((row) => [line(row), ...below(row)]),
    ...(rest > 0 ? [`  … and ${rest.toLocaleString('en-US')} more; --html and --json hold all.`] : []),
  ]
}

const section = (one: Section): string[] => [
  '',
  one.title.toUpperCase(),
  ...one.lead.flatMap((line) => wrap(line, pageWidth - 2, '  ')),
  ...(one.rows.length === 0
    ? one.empty === '' || one.lead.includes(one.empty)
      ? []
      : [`  ${one.empty}`]
    : table(one)),
]

export function renderText(report: BaselineReport): string {
  const figures = headline(report)
  const width = Math.max(...figures.map(({ title }) => title.length))
  const right = Math.max(...figures.map(({ value }) => value.length))
  const lines = [
    `BALLAST AUDIT, as of ${dayText(report.asOf)}`,
    ...wrap(fileLine(report.files), pageWidth, ''),
    periodLine(report),
    '',
    ...figures.map(({ title, value, says }) => `  ${title.padEnd(width)}  ${value.padStart(right)}  ${says}`),
    ...sectionsOf(report).flatMap(section),
    '',
    ...report.notes.flatMap((note) => wrap(`Note: ${note}`, pageWidth, '')),
    'Nothing was kept and nothing left this machine.',
  ]
  return `${lines.join('\n')}\n`
}
