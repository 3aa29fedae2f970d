import { FileReader } from './file.ts'

/** The segments of a file's transactions that had to be made into text, after the first of each. */
export function slowSegments(bytes: Uint8Array): string[] {
  const slow: string[] = []
  let isFirst = true
  class Watched extends FileReader {
    override take(...[placed, delimiters]: Parameters<FileReader['take']>): void {
      const [id] = placed.segment
      if (!['ISA', 'GS', 'ST', 'SE', 'GE', 'IEA', 'TA1'].includes(id) && !isFirst) slow.push(placed.segment.join('*'))
      isFirst = id === 'ST'
      super.take(placed, delimiters)
    }
  }
  const reader = new Watched(false)
  reader.push(bytes, true)
  reader.end()
  return slow
}
