import { type CsvError, parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'

/** A CSV file as text: its header, and its rows with the line each began on and its own text. */
export type CsvTable = {
  readonly headers: readonly string[]
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[]; readonly raw: string }[]
  /** Rows that could not be read at all, by line. */
  readonly broken: readonly { readonly line: number; readonly message: string; readonly raw: string }[]
}

export type CsvProblem = { readonly kind: 'csv.unusable'; readonly message: string }

// Spreadsheets on Windows save UTF-16 with its mark, or the machine's own Western letters without any.
function textOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

type Parsed = { record: string[]; raw: string; info: { lines: number } }

/** Reads a CSV file (comma, semicolon or tab; BOM and any line ends); what is no CSV at all is a problem in words. */
export function readCsv(bytes: Uint8Array): CsvTable | CsvProblem {
  const unusable = (message: string): CsvProblem => ({ kind: 'csv.unusable', message })
  if (bytes.length === 0) return unusable('The file is empty.')
  if (bytes[0] === 0x50 && bytes[1] === 0x4b)
    return unusable('This is a spreadsheet or an archive, not CSV. Save it as CSV and try again.')
  const text = textOf(bytes)
  if (text.includes('\u0000'))
    return unusable('The file is no text: it holds zero bytes. Export it as CSV and try again.')
  const head = text.slice(0, 4)
  if (head.startsWith('%PDF')) return unusable('This is a PDF. Export the report as CSV and try again.')
  if (/^\s*<(!doctype|html)/i.test(text.slice(0, 200))) return unusable('This is a web page, not a CSV file.')
  const firstLine = text.slice(0, text.search(/[\r\n]|$/))
  const delimiter = [',', ';', '\t'].reduce(
    (best, mark) => (firstLine.split(mark).length > firstLine.split(best).length ? mark : best),
    ',',
  )
  const broken: { line: number; message: string; raw: string }[] = []
  let parsed: Parsed[]
  try {
    parsed = parse(text, {
      bom: true,
      delimiter,
      info: true,
      raw: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_error: true,
      on_skip: (error: CsvError | undefined, raw: string | undefined) => {
        broken.push({
          line: Number(error?.lines ?? 0),
          message: error?.message ?? 'The row cannot be read.',
          raw: raw ?? '',
        })
      },
    }) as unknown as Parsed[]
  } catch (error) {
    return unusable(`The file cannot be read as CSV: ${(error as Error).message}.`)
  }
  const [header, ...records] = parsed
  if (!header || header.record.length < 2) return unusable('No header row with at least two columns was found.')
  let line = header.info.lines
  const rows = records.map(({ record, raw, info }) => {
    const began = line + 1
    line = info.lines
    return { line: began, cells: record, raw: raw.trimEnd() }
  })
  return { headers: header.record.map((name) => name.trim()), rows, broken }
}

const formula = /^[\s'"]*[=+\-@\t\r\n＝＋－＠]/
const plainNumber = /^-?\d+(\.\d+)?$/

/** Writes CSV that a spreadsheet will not run: text that looks like a formula gets a leading apostrophe, numbers stay numbers. */
export function writeCsv(headers: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  const safe = (cell: string | number | null): string => {
    if (cell === null) return ''
    const text = String(cell)
    return typeof cell === 'string' && formula.test(text) && !plainNumber.test(text) ? `'${text}` : text
  }
  return stringify([headers, ...rows.map((row) => row.map(safe))], { record_delimiter: 'windows' })
}
