import type { BaselineReport } from '../../types/baseline.ts'
import { chartOf, escaped } from './charts.ts'
import { type Cell, dayText, fileLine, headline, periodLine, type Section, sectionsOf } from './sections.ts'

// One file that needs nothing else: no script, no font, no picture from elsewhere. It prints, and it follows the reader's
// light or dark.

/** A page with more rows than this is slow to open; the JSON holds all. */
const shownRows = 2000
const openRows = 15

const style = `
:root { color-scheme: light dark; --ground: #fbfaf7; --panel: #fff; --line: #dedad1; --text: #23211d; --quiet: #6a655b; --accent: #0f6b66; --warn: #8a5a00; }
@media (prefers-color-scheme: dark) { :root { --ground: #171614; --panel: #201f1c; --line: #3a3732; --text: #ece9e2; --quiet: #a8a296; --accent: #4fb8b0; --warn: #e0ad4f; } }
@media print { :root { --ground: #fff; --panel: #fff; --line: #ccc; --text: #000; --quiet: #444; --accent: #0f6b66; --warn: #6b4600; } nav { display: none; } section { break-inside: auto; } figure, tr, .figure { break-inside: avoid; } h2 { break-after: avoid; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1180px; padding: 24px 16px 64px; background: var(--ground); color: var(--text); font: 14px/1.45 "Inter Variable", Inter, system-ui, "Segoe UI", sans-serif; }
h1 { font-size: 20px; margin: 0 0 4px; } h2 { font-size: 16px; margin: 32px 0 6px; }
p { margin: 2px 0; max-width: 90ch; } .quiet { color: var(--quiet); }
nav { margin: 12px 0; display: flex; flex-wrap: wrap; gap: 4px 14px; } a { color: var(--accent); }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(170px, 1fr)); gap: 8px; margin: 16px 0; }
.figure { border: 1px solid var(--line); border-radius: 6px; background: var(--panel); padding: 10px 12px; }
.figure b { display: block; font-size: 20px; font-weight: 600; font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 6px; background: var(--panel); margin-top: 8px; }
table { border-collapse: collapse; width: 100%; font-size: 13px; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: 5px 10px; border-bottom: 1px solid var(--line); vertical-align: top; white-space: nowrap; }
td.wide { white-space: normal; min-width: 200px; overflow-wrap: anywhere; }
th { font-weight: 600; color: var(--quiet); } td.number, th.number { text-align: right; } tr:last-child td { border-bottom: 0; }
figure { margin: 10px 0; padding: 10px 12px; border: 1px solid var(--line); border-radius: 6px; background: var(--panel); overflow-x: auto; }
figcaption { color: var(--quiet); margin-bottom: 6px; } svg { width: 100%; min-width: 560px; max-width: 860px; height: auto; display: block; }
svg text { font-size: 12px; fill: var(--quiet); } svg text.value { fill: var(--text); } svg rect { fill: var(--accent); }
details > summary { cursor: pointer; color: var(--accent); padding: 6px 0; }
footer { margin-top: 40px; color: var(--quiet); }
`

const cellText = (cell: Cell): string =>
  cell === null ? '' : typeof cell === 'number' ? cell.toLocaleString('en-US') : cell

function table(section: Section, rows: Section['rows']): string {
  const classOf = (i: number): string => {
    const column = section.columns[i]
    return column?.isNumber ? ' class="number"' : column?.isWide ? ' class="wide"' : ''
  }
  const head = section.columns.map((column, i) => `<th scope="col"${classOf(i)}>${escaped(column.title)}</th>`)
  const body = rows.map(
    (row) => `<tr>${row.map((cell, i) => `<td${classOf(i)}>${escaped(cellText(cell).trim())}</td>`).join('')}</tr>`,
  )
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escaped(section.title)}"><table><thead><tr>${head.join('')}</tr></thead><tbody>${body.join('')}</tbody></table></div>`
}

function tables(section: Section): string {
  const { rows } = section
  if (!section.isList || rows.length <= openRows + 5) return table(section, rows)
  const rest = rows.slice(openRows, shownRows)
  const left = rows.length - openRows - rest.length
  const more = left > 0 ? `<p class="quiet">And ${left.toLocaleString('en-US')} more, which the JSON holds.</p>` : ''
  return `${table(section, rows.slice(0, openRows))}<details><summary>The other ${rest.length.toLocaleString('en-US')} rows</summary>${table(section, rest)}${more}</details>`
}

const sectionHtml = (section: Section): string =>
  `<section id="${section.id}"><h2>${escaped(section.title)}</h2>${section.lead.map((line) => `<p>${escaped(line)}</p>`).join('')}${
    section.rows.length === 0
      ? section.empty === '' || section.lead.includes(section.empty)
        ? ''
        : `<p class="quiet">${escaped(section.empty)}</p>`
      : `${chartOf(section)}${tables(section)}`
  }</section>`

export type PrintedPage = {
  readonly title: string
  readonly intro: readonly string[]
  readonly figures: readonly { readonly title: string; readonly value: string; readonly says: string }[]
  readonly sections: readonly Section[]
  readonly footer: readonly string[]
}

/** Sections as one page that can be kept, printed and sent. */
export function renderDocument({ title, intro, figures, sections, footer }: PrintedPage): string {
  const boxes = figures.map(
    (figure) =>
      `<div class="figure"><span class="quiet">${escaped(figure.title)}</span><b>${escaped(figure.value)}</b><span class="quiet">${escaped(figure.says)}</span></div>`,
  )
  const [first = '', ...others] = intro
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>${escaped(title)}</h1>
<p>${escaped(first)}</p>
${others.map((line) => `<p class="quiet">${escaped(line)}</p>`).join('\n')}
</header>
<nav aria-label="Sections">${sections.map((section) => `<a href="#${section.id}">${escaped(section.title)}</a>`).join('')}</nav>
<div class="figures">${boxes.join('')}</div>
<main>${sections.map(sectionHtml).join('\n')}</main>
<footer>${footer.map((line) => `<p>${escaped(line)}</p>`).join('')}</footer>
</body>
</html>
`
}

/** The report as one page. */
export const renderPage = (report: BaselineReport): string =>
  renderDocument({
    title: 'What your files say',
    intro: [`${periodLine(report)} As of ${dayText(report.asOf)}.`, fileLine(report.files)],
    figures: headline(report),
    sections: sectionsOf(report),
    footer: [...report.notes, 'Made by Ballast from the files alone. It names claims by their numbers and no patient.'],
  })
