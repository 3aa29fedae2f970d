import { segmentsOf } from './mutants.ts'
import { latin1, latin1Bytes } from './segments.ts'

// Inputs that nobody would send, the same for the same number: sound files spoilt by grammar and by bytes, and bytes that
// never were a file.

type Chance = (below: number) => number

function chance(seed: number): Chance {
  let state = (seed * 2654435761 + 12345) | 0
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

// biome-ignore format: a list
const texts = [
  '', ' ', '0', '-', '-0', '.', '1.', '.5', '99999999999999999999', '1e9', '0x1', 'NaN', 'null', '20260231', '00000000', '20260302-20260301', 'ISA',
  'IEA', 'SE', '::', ':::::', '^', '^^^', 'HC', 'ABK:', ':F411', 'ZZ', 'A'.repeat(300), '\u0000', '\u00ff', '__proto__', 'constructor',
  '1234567893', '1234567890', '\r\n', '2120', '18', '22', '-160',
]
const ids = [
  'ISA',
  'GS',
  'ST',
  'SE',
  'GE',
  'IEA',
  'TA1',
  'HL',
  'NM1',
  'CLM',
  'CLP',
  'SVC',
  'LX',
  'LS',
  'LE',
  'EB',
  'BHT',
  'BPR',
  'X',
  '',
  'isa',
]

const pick = <T>(from: readonly T[], next: Chance): T => from[next(from.length)] as T

function spoilSegments(segments: string[], others: readonly string[], next: Chance): string[] {
  const at = next(segments.length)
  switch (next(12)) {
    case 0:
      return segments.toSpliced(at, 1)
    case 1:
      return segments.toSpliced(at, 0, segments[at] ?? '')
    case 2:
      return segments.toSpliced(at, 0, pick(others, next))
    case 3: {
      const to = next(segments.length)
      return segments.with(at, segments[to] ?? '').with(to, segments[at] ?? '')
    }
    case 4:
      return segments.slice(0, at)
    case 5:
      return segments.slice(at)
    case 6: {
      const to = Math.min(segments.length, at + next(12))
      return [...segments.slice(0, to), ...segments.slice(at)]
    }
    case 7:
      return segments.with(at, (segments[at] ?? '').replace(/^[^*]*/, pick(ids, next)))
    default: {
      const elements = (segments[at] ?? '').split('*')
      const element = next(elements.length + 1)
      if (next(6) === 0) elements.splice(element, next(2), pick(texts, next))
      else elements[element] = next(4) === 0 ? `${elements[element] ?? ''}${pick(texts, next)}` : pick(texts, next)
      return segments.with(at, elements.join('*'))
    }
  }
}

/** Input number `seed`, made from the given sound files. */
export function fuzzInput(seed: number, files: readonly Uint8Array[]): Uint8Array {
  const next = chance(seed + 1)
  if (next(40) === 0) return Uint8Array.from({ length: next(400) }, () => next(256))
  let segments = segmentsOf(pick(files, next))
  const others = segmentsOf(pick(files, next))
  for (let times = next(6); times > 0 && segments.length > 0; times -= 1)
    segments = spoilSegments(segments, others, next)
  let content = segments.map((segment) => `${segment}~\n`).join('')
  if (next(5) === 0) content += latin1(pick(files, next))
  switch (next(10)) {
    case 0:
      content = content.replaceAll('*', pick(['|', '\u001d', 'A', '~', ':', ' '], next))
      break
    case 1:
      content = content.replaceAll('~\n', pick(['\n', '\r\n', '\r', '~', "'", '*', '~ \n'], next))
      break
    case 2:
      content = content.replaceAll(':', pick(['>', '*', '~', '\u001f'], next))
      break
    case 3:
      content = content.match(/.{1,80}/gs)?.join('\r\n') ?? ''
      break
    default:
  }
  const bytes = latin1Bytes(content)
  for (let hits = next(4) === 0 ? next(30) : 0; hits > 0 && bytes.length > 0; hits -= 1)
    bytes[next(bytes.length)] = next(256)
  return next(6) === 0 ? bytes.slice(0, next(bytes.length + 1)) : bytes
}
