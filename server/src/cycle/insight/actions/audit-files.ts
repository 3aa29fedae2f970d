import type { PlainDate } from '@ballast/kernel'
import { readCsv } from '../../../ground/csv.ts'
import { eachChunk, fingerprint, type Source, wholeOf } from '../../../ground/sources.ts'
import { claimRows } from '../rules/baseline/claim-rows.ts'
import { Gathering } from '../rules/baseline/gather.ts'
import { renderPage } from '../rules/baseline/page.ts'
import { baselineOf } from '../rules/baseline/report.ts'
import { headLength, sniff } from '../rules/baseline/sniff.ts'
import { storiesOf } from '../rules/baseline/stories.ts'
import type { BaselineProgress, BaselineReport, BaselineWithClaims } from '../types/baseline.ts'
import type { BaselineFacts, FileFact } from '../types/baseline-facts.ts'

// Stateless: reads files, keeps nothing, asks no database. Each file is hashed first, so that the same bytes twice are read
// once; then an 835 streams through, and what is small is read whole.

/** Files that are read whole may be this big. */
const wholeLimit = 64 << 20
const megabytes = (size: number): number => Math.round(size / (1 << 20))

type OnProgress = (progress: BaselineProgress) => void

/** The baseline of a practice from its own files, as of a day. */
export async function auditFiles(
  sources: readonly Source[],
  asOf: PlainDate,
  onProgress: OnProgress = () => {},
): Promise<BaselineReport> {
  return baselineOf(await gather(sources, onProgress), asOf)
}

/** A page shows this many claims; a bigger year is for the command line. */
const mostClaims = 50_000

/** The same with the claims behind every figure, for a page to open them. */
export async function auditWithClaims(
  sources: readonly Source[],
  asOf: PlainDate,
  onProgress: OnProgress,
): Promise<BaselineWithClaims> {
  const facts = await gather(sources, onProgress)
  const stories = storiesOf(facts.claims)
  const claims = claimRows(stories)
  return {
    report: baselineOf(facts, asOf, stories),
    claims: claims.slice(0, mostClaims),
    claimsLeft: Math.max(0, claims.length - mostClaims),
  }
}

/** The report as one page to keep, print or send to a partner. */
export const auditAsPage = async (sources: readonly Source[], asOf: PlainDate): Promise<string> =>
  renderPage(await auditFiles(sources, asOf))

async function gather(sources: readonly Source[], onProgress: OnProgress): Promise<BaselineFacts> {
  const gathering = new Gathering()
  const of = sources.reduce((sum, source) => sum + source.size, 0)
  const inOrder = sources.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
  let bytes = 0
  for (const [index, source] of inOrder.entries()) {
    const tell = (): void =>
      onProgress({
        files: sources.length,
        file: index + 1,
        path: source.path,
        bytes,
        of,
        claims: gathering.claims.length,
      })
    tell()
    const file = await readOne(gathering, source, (read) => {
      bytes += read
      tell()
    })
    if (!file.isUsed && file.flawCount === 0 && file.sameAs === null)
      gathering.flaw(file, 'nothing_in_it', 'Nothing in it that a figure is made of.')
  }
  return gathering.facts
}

async function readOne(gathering: Gathering, source: Source, onRead: (bytes: number) => void): Promise<FileFact> {
  const print = await fingerprint(source, headLength)
  if (!print.ok) {
    const file = gathering.begin(source.path, '')
    file.kind = 'unreadable'
    gathering.flaw(file, 'unreadable', print.refusal.message)
    onRead(source.size)
    return file
  }
  const { sha256, head } = print.value
  const file = gathering.begin(source.path, sha256)
  const found = sniff(head)
  if (file.sameAs !== null) {
    file.kind = gathering.files.find((other) => other.path === file.sameAs)?.kind ?? ''
    onRead(source.size)
  } else if (found.is === 'x12') await readX12(gathering, file, source, onRead)
  else {
    if (found.is === 'csv') await readTable(gathering, file, source)
    else {
      file.kind = found.kind
      gathering.flaw(file, found.code, found.message)
    }
    onRead(source.size)
  }
  return file
}

async function readTable(gathering: Gathering, file: FileFact, source: Source): Promise<void> {
  file.kind = 'CSV'
  if (source.size > wholeLimit)
    return gathering.flaw(file, 'too_large', `A table of ${megabytes(source.size)} MB is too large: split it.`)
  const whole = await wholeOf(source)
  if (!whole.ok) return gathering.flaw(file, 'unreadable', whole.refusal.message)
  const table = readCsv(whole.value)
  if ('kind' in table) return gathering.flaw(file, 'foreign', table.message)
  gathering.takeTable(file, table)
  for (const { line, message } of table.broken) gathering.flaw(file, 'bad_row', `Line ${line}: ${message}`)
}

async function readX12(
  gathering: Gathering,
  file: FileFact,
  source: Source,
  onRead: (bytes: number) => void,
): Promise<void> {
  const remittances = gathering.remittances(file)
  const streamed = await eachChunk(source, (bytes) => {
    remittances.push(bytes)
    onRead(bytes.length)
  })
  const { hasOthers } = remittances.end()
  if (!streamed.ok) return gathering.flaw(file, 'unreadable', streamed.refusal.message)
  if (!hasOthers) return
  if (source.size > wholeLimit)
    return gathering.flaw(
      file,
      'too_large',
      `This file of ${megabytes(source.size)} MB holds other transactions than 835s, which are read only up to ${megabytes(wholeLimit)} MB: split it.`,
    )
  const whole = await wholeOf(source)
  if (!whole.ok) return gathering.flaw(file, 'unreadable', whole.refusal.message)
  gathering.others(file, whole.value)
}
