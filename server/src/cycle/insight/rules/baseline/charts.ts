import type { Mark, Section } from './sections.ts'

// Charts as plain SVG: every bar carries its own words, colors follow the page's theme, and the table stands behind it.

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const short = (label: string, most: number): string => (label.length <= most ? label : `${label.slice(0, most - 1)}…`)
const listing = (title: string, marks: readonly Mark[]): string =>
  escaped(`${title}: ${marks.map(({ label, says }) => `${label} ${says}`).join('; ')}`)

const row = 26
const labelWidth = 250
const barWidth = 330
const width = 760

/** Bars that lie: one a cause, the longest first. */
function bars(title: string, marks: readonly Mark[]): string {
  const most = Math.max(1, ...marks.map(({ value }) => value))
  const height = marks.length * row + 4
  const drawn = marks.map(({ label, value, says }, i) => {
    const y = i * row + 4
    const long = Math.max(2, Math.round((value / most) * barWidth))
    return `<text x="${labelWidth - 8}" y="${y + 14}" text-anchor="end">${escaped(short(label, 38))}</text><rect x="${labelWidth}" y="${y}" width="${long}" height="18" rx="2"/><text x="${labelWidth + long + 8}" y="${y + 14}" class="value">${escaped(says)}</text>`
  })
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${listing(title, marks)}">${drawn.join('')}</svg>`
}

const letter = 6.6

/** Columns that stand: one a week or month, in time. Words too long to stand over them make them lie down. */
function columns(title: string, marks: readonly Mark[]): string {
  const room = Math.floor((width - 20) / Math.max(1, marks.length))
  if (marks.some(({ says }) => says.length * letter > room)) return bars(title, marks)
  const most = Math.max(1, ...marks.map(({ value }) => value))
  const step = Math.min(90, room)
  const wide = Math.max(6, Math.min(46, step - 8))
  const tall = 150
  const isTight = marks.some(({ label }) => label.length * letter > step)
  const drawn = marks.map(({ label, value, says }, i) => {
    const high = Math.max(2, Math.round((value / most) * tall))
    const x = 10 + i * step + (step - wide) / 2
    const middle = x + wide / 2
    const y = 44 + tall - high
    const top = `<text class="value" x="${middle}" y="${y - 6}" text-anchor="middle">${escaped(says)}</text>`
    const foot = isTight
      ? `<text text-anchor="end" transform="translate(${middle + 4} ${tall + 58}) rotate(-40)">${escaped(label)}</text>`
      : `<text x="${middle}" y="${tall + 62}" text-anchor="middle">${escaped(label)}</text>`
    return `<rect x="${x}" y="${y}" width="${wide}" height="${high}" rx="2"/>${top}${foot}`
  })
  return `<svg viewBox="0 0 ${width} ${tall + (isTight ? 104 : 72)}" role="img" aria-label="${listing(title, marks)}">${drawn.join('')}</svg>`
}

export const chartOf = ({ chart }: Section): string => {
  if (!chart || chart.marks.length === 0) return ''
  const drawn = chart.as === 'bars' ? bars(chart.title, chart.marks) : columns(chart.title, chart.marks)
  return `<figure><figcaption>${escaped(chart.title)}</figcaption>${drawn}</figure>`
}
