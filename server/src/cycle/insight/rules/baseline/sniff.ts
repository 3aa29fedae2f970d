// What a file is, by its first bytes and never by its name.

export type Sniffed =
  | { readonly is: 'x12' }
  | { readonly is: 'csv' }
  | { readonly is: 'foreign'; readonly kind: string; readonly code: 'empty_file' | 'foreign'; readonly message: string }

const foreign = (kind: string, message: string): Sniffed => ({ is: 'foreign', kind, code: 'foreign', message })

const begins = (head: Uint8Array, ...bytes: number[]): boolean => bytes.every((byte, i) => head[i] === byte)

/** How many of the first bytes decide. */
export const headLength = 4096

export function sniff(head: Uint8Array): Sniffed {
  let text = ''
  for (const byte of head) text += String.fromCharCode(byte)
  const start = text.replace(/^\u00ef\u00bb\u00bf/, '').trimStart()
  if (start === '') return { is: 'foreign', kind: 'empty', code: 'empty_file', message: 'The file is empty.' }
  if (start.startsWith('%PDF'))
    return foreign(
      'PDF',
      'A PDF holds a picture of a remittance, not its data. Download the 835 (ERA) of this payment from the clearinghouse or payer.',
    )
  if (begins(head, 0x50, 0x4b))
    return text.includes('xl/') || text.includes('[Content_Types].xml')
      ? foreign('Excel workbook', 'An Excel workbook: save the sheet as CSV and add that.')
      : foreign('zip archive', 'A zip archive: unpack it and add the files in it.')
  if (begins(head, 0x1f, 0x8b)) return foreign('gzip archive', 'A compressed file: unpack it and add what is in it.')
  if (begins(head, 0xd0, 0xcf, 0x11, 0xe0))
    return foreign('old Office document', 'An old Office document: save the sheet as CSV and add that.')
  if (/ISA[^A-Za-z0-9\s]/.test(start.slice(0, 2000))) return { is: 'x12' }
  if (start.startsWith('ISA')) return { is: 'x12' }
  if (/^<(!doctype|html)/i.test(start))
    return foreign('web page', 'A web page, not a data file: download the file itself.')
  if (start.startsWith('<'))
    return foreign('XML', 'An XML file, which is not read here: add the X12 file (835, 837P, 277CA).')
  if (start.startsWith('{') || start.startsWith('['))
    return foreign('JSON', 'A JSON file, which is not read here: add the X12 file (835, 837P, 277CA).')
  if (head.includes(0)) return foreign('binary file', 'Neither X12 nor text: nothing in it can be read here.')
  const [firstLine = ''] = start.split(/\r?\n/)
  const columns = Math.max(...[',', ';', '\t'].map((mark) => firstLine.split(mark).length))
  if (columns >= 3) return { is: 'csv' }
  return foreign('text', 'Neither X12 nor a table: it holds no ISA segment and no columns.')
}
