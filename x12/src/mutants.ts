import { latin1 } from './segments.ts'

// Sound files, each spoilt in one place. A mutant knows where it is broken, so that a test can ask not only whether it is
// caught but whether it is told in the right place.

export type Mutant = {
  readonly defect: string
  /** What was done, to find it again. */
  readonly what: string
  readonly segments: readonly string[]
  /** Numbers of the segments where a person would look. */
  readonly at: readonly number[]
  /** The element that is wrong, when one is. */
  readonly element?: number
}

export const segmentsOf = (bytes: Uint8Array): string[] => latin1(bytes).split('~\n').slice(0, -1)
export const textOf = (segments: readonly string[]): string => segments.map((segment) => `${segment}~\n`).join('')

/** Segments that open a loop or a transaction, which cannot be left out without being missed. */
const heads =
  /^(BHT|BPR|TRN\*1\*TRACE|AK1|AK9|HL|CLM|LX\*1|SV1\*HC:[^*]*\*[^*]*\*UN\*\d*\*[^*]*\*\*|CLP|SVC|SBR|PAT|UM|N1|IK5|SVD|CTP|OI|FRM)\*/
/** NM1s that must stand, or whose loss leaves the rest of their loop homeless. */
const names = /^NM1\*(41|40|85|IL|QC|PR|X3|1P|03|87|PE|77|AY|82|DQ|DK|DN)\*/
/** Segments that stand once in their loop. */
const singles =
  /^(BHT|BPR|TRN\*1\*TRACE|CUR|CLM|SV1|DMG|N3|N4|PAT|OI|MOA|MIA|AK1|AK9|IK5|UM|HCR|HI\*(ABK|BK)|DTP\*(472|431|050|009)|AMT|QTY|REF\*(6R|F8|EI|TJ|1K|EJ|D9|FJ)|CN1|HCP|TS3|RDM)(\*|$)/
/** Elements that must stand, by segment and number. */
const required: Readonly<Record<string, readonly number[]>> = {
  BHT: [1, 2, 4, 5],
  HL: [1, 3],
  NM1: [1, 2],
  N1: [1, 2],
  N3: [1],
  N4: [1],
  REF: [1, 2],
  DTP: [1, 2, 3],
  DTM: [1, 2],
  AMT: [1, 2],
  QTY: [1, 2],
  PER: [1, 3, 4],
  CLM: [1, 2, 5, 6, 7, 8, 9],
  SBR: [1],
  SV1: [1],
  LX: [1],
  HI: [1],
  BPR: [1, 2, 3, 4, 16],
  TRN: [1, 2],
  CLP: [1, 2, 3, 4, 6, 7],
  SVC: [1, 2],
  CAS: [1, 2, 3],
  LQ: [1, 2],
  PLB: [1, 2, 3, 4],
  SVD: [1, 2, 3, 5],
  OI: [3, 6],
  EB: [1],
  AAA: [1, 3, 4],
  UM: [1, 2],
  HCR: [1],
  STC: [1],
  AK1: [1, 2],
  AK2: [1, 2],
  IK3: [1, 2, 4],
  IK4: [1, 3],
  IK5: [1],
  AK9: [1, 2, 3, 4],
  MSG: [1],
  K3: [1],
  NTE: [1, 2],
  PRV: [1, 2, 3],
  LIN: [2, 3],
  CTP: [4, 5],
  HCP: [1, 2],
  PWK: [1, 2],
  CRC: [1, 2, 3],
  MIA: [1],
  TS3: [1, 2, 3, 4, 5],
  RDM: [1],
  INS: [1, 2],
  III: [1, 2],
}
const amounts: Readonly<Record<string, readonly number[]>> = {
  BPR: [2],
  CLP: [3, 4, 5],
  SVC: [2, 3],
  CAS: [3, 6],
  PLB: [4, 6],
  AMT: [2],
  QTY: [2],
  CLM: [2],
  SV1: [2, 4],
  SVD: [2, 5],
  EB: [7, 8, 10],
  STC: [4, 5],
  TS3: [4, 5],
  HCP: [2, 3],
  CTP: [4],
  MOA: [1],
  MIA: [1],
}
/** Elements with a closed list, as far as every guide closes it. */
const coded: Readonly<Record<string, readonly number[]>> = {
  BHT: [1, 2],
  HL: [3, 4],
  NM1: [1, 2, 8],
  N1: [1, 3],
  REF: [1],
  DTP: [1, 2],
  DTM: [1],
  AMT: [1],
  QTY: [1],
  PER: [1, 3, 5, 7],
  CLM: [6, 7, 8, 9, 10, 12, 20],
  SBR: [1, 2, 5, 9],
  SV1: [3, 7, 9, 11, 12],
  PAT: [1, 5, 7, 9],
  DMG: [1, 3],
  HI: [1],
  BPR: [1, 3, 4, 5, 6, 8, 12, 14],
  CLP: [2, 6],
  CAS: [1],
  LQ: [1],
  OI: [3, 4, 6],
  EB: [1, 2, 3, 4, 6, 9, 11, 12],
  AAA: [1, 3, 4],
  UM: [1, 2],
  HCR: [1],
  AK9: [1],
  IK5: [1],
  IK3: [4],
  IK4: [3],
  NTE: [1],
  PRV: [1, 2],
  LIN: [2],
  PWK: [1, 2, 5],
  CRC: [1, 2, 3],
  CUR: [1],
  INS: [1],
  HCP: [1],
  CN1: [1],
  HSD: [1, 3, 5],
  RDM: [1],
}
/** Elements that no guide uses. */
const unused: Readonly<Record<string, readonly number[]>> = {
  NM1: [6, 11],
  CLM: [3, 4, 13, 17],
  SV1: [6, 8, 10],
  SBR: [6, 7, 8],
  PAT: [2, 3, 4],
  OI: [1, 2, 5],
  AAA: [2],
  SVD: [4],
  LIN: [1],
  PWK: [3, 4],
  N4: [5, 6],
}

/** Every mutant of one sound transaction; `guide` is the folder it comes from. */
export function* mutantsOf(segments: readonly string[], guide: string): Generator<Mutant> {
  const st = segments.findIndex((segment) => segment.startsWith('ST*'))
  const se = segments.findIndex((segment) => segment.startsWith('SE*'))
  const recounted = (changed: readonly string[]): string[] => {
    const from = changed.findIndex((segment) => segment.startsWith('ST*'))
    const to = changed.findIndex((segment) => segment.startsWith('SE*'))
    return changed.map((segment, i) => (i === to ? segment.replace(/^SE\*\d+/, `SE*${to - from + 1}`) : segment))
  }
  const number = (id: string): number => segments.findIndex((segment) => segment.startsWith(`${id}*`)) + 1
  const put = (at: number, element: number, text: string): string[] => {
    const elements = (segments[at] ?? '').split('*')
    while (elements.length <= element) elements.push('')
    elements[element] = text
    while (elements.at(-1) === '') elements.pop()
    return segments.with(at, elements.join('*'))
  }
  const of = (id: string): number => number(id) - 1

  for (const [id, element, wrong] of [
    ['SE', 1, '77'],
    ['GE', 1, '9'],
    ['IEA', 1, '9'],
  ] as const)
    yield { defect: 'a wrong count', what: id, segments: put(of(id), element, wrong), at: [number(id)], element }
  for (const [id, wrong] of [
    ['SE', '0999'],
    ['GE', '999'],
    ['IEA', '000000999'],
  ] as const)
    yield { defect: 'a wrong control number', what: id, segments: put(of(id), 2, wrong), at: [number(id)], element: 2 }
  for (const [id, opener] of [
    ['SE', 'ST'],
    ['GE', 'GS'],
    ['IEA', 'ISA'],
  ] as const)
    yield { defect: 'a missing trailer', what: id, segments: segments.toSpliced(of(id), 1), at: [number(opener)] }
  for (const [id, text] of [
    ['GS', '005010X999'],
    ['GS', '004010X098A1'],
  ] as const)
    yield { defect: 'an unknown version', what: text, segments: put(of(id), 8, text), at: [number('GS'), number('ST')] }
  yield {
    defect: 'a wrong functional group',
    what: 'GS01',
    segments: put(of('GS'), 1, 'PO'),
    at: [number('GS')],
    element: 1,
  }
  yield {
    defect: 'an ISA one byte short',
    what: 'ISA',
    segments: segments.with(0, (segments[0] ?? '').replace('*00*          *', '*00*         *')),
    at: [1],
  }

  for (let i = st + 1; i < se; i += 1) {
    const segment = segments[i] ?? ''
    const elements = segment.split('*')
    const id = elements[0] ?? ''
    const own = i + 1
    const near = [own - 1, own, own + 1]

    if (heads.test(segment) || (names.test(segment) && (guide !== '835' || segment.startsWith('NM1*QC')))) {
      const changed = recounted(segments.toSpliced(i, 1))
      yield { defect: 'a head left out', what: segment, segments: changed, at: [...parents(segments, i), ...near] }
    }
    if (singles.test(segment))
      yield {
        defect: 'a singleton repeated',
        what: segment,
        segments: recounted(segments.toSpliced(i, 0, segment)),
        at: near,
      }
    yield {
      defect: 'an unknown segment',
      what: `before ${segment}`,
      segments: recounted(segments.toSpliced(i, 0, 'ZZZ*1')),
      at: [own],
    }
    yield {
      defect: 'a known segment in the wrong place',
      what: `before ${segment}`,
      segments: recounted(segments.toSpliced(i, 0, segments[st + 1] ?? '')),
      at: near,
    }
    yield { defect: 'a trailing empty element', what: segment, segments: segments.with(i, `${segment}*`), at: [own] }
    yield {
      defect: 'too many elements',
      what: segment,
      segments: segments.with(i, `${segment}${'*'.repeat(30)}X`),
      at: [own],
    }
    yield {
      defect: 'a control character',
      what: segment,
      segments: segments.with(i, segment.replace(/([A-Z0-9])$/, '\u0007$1')),
      at: [own],
    }
    yield {
      defect: 'the file cut inside a segment',
      what: segment,
      segments: [...segments.slice(0, i), `${segment.slice(0, -1)}\u0000cut`],
      at: [own, number('ST')],
    }
    for (const element of required[id] ?? [])
      if ((elements[element] ?? '') !== '' && !mayBeEmpty(guide, segment, element))
        yield {
          defect: 'a required element left blank',
          what: `${segment} ${element}`,
          segments: put(i, element, ''),
          at: near,
          element,
        }
    for (const element of amounts[id] ?? [])
      if ((elements[element] ?? '') !== '')
        yield {
          defect: 'an amount that is none',
          what: `${segment} ${element}`,
          segments: put(i, element, '1O.5'),
          at: [own],
          element,
        }
    for (const element of coded[id] ?? [])
      if ((elements[element] ?? '') !== '')
        yield {
          defect: 'a wrong code',
          what: `${segment} ${element}`,
          segments: put(i, element, 'ZQ'),
          at: near,
          element,
        }
    for (const element of unused[id] ?? [])
      if (elements.length > element || id !== 'NM1')
        if ((elements[element] ?? '') === '' && !(guide === '278' && id === 'NM1'))
          yield {
            defect: 'an element that is not used, filled',
            what: `${segment} ${element}`,
            segments: put(i, element, 'X'),
            at: [own],
            element,
          }
    for (let element = 1; element < elements.length; element += 1) {
      const text = elements[element] ?? ''
      if (text === '') continue
      yield {
        defect: 'an element too long',
        what: `${segment} ${element}`,
        segments: put(i, element, `${text}${'9'.repeat(300)}`),
        at: near,
        element,
      }
      if (/^20\d{6}$/.test(text))
        yield {
          defect: 'an impossible date',
          what: `${segment} ${element}`,
          segments: put(i, element, '20260230'),
          at: [own],
          element,
        }
      if (/^20\d{6}-20\d{6}$/.test(text))
        yield {
          defect: 'an impossible date',
          what: `${segment} ${element}`,
          segments: put(i, element, '20260210-20261301'),
          at: [own],
          element,
        }
      if (/^(HC|ABK|ABF|BG|11|10|53):/.test(text))
        yield {
          defect: 'a wrong qualifier',
          what: `${segment} ${element}`,
          segments: put(i, element, text.replace(/^\w+/, 'ZQQ')),
          at: [own],
          element,
        }
    }
    if (id === 'NM1' && elements.length === 10) {
      yield {
        defect: 'a broken pair',
        what: `${segment} without NM109`,
        segments: segments.with(i, elements.slice(0, 9).join('*')),
        at: [own],
      }
      yield { defect: 'a broken pair', what: `${segment} without NM108`, segments: put(i, 8, ''), at: [own] }
    }
    if (id === 'N4' && (elements[2] ?? '').length === 2)
      yield { defect: 'an element too short', what: segment, segments: put(i, 2, 'N'), at: [own], element: 2 }
    if (/\*XX\*\d{10}$/.test(segment))
      yield {
        defect: 'an NPI that is none',
        what: segment,
        segments: segments.with(
          i,
          segment.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10)),
        ),
        at: [own],
      }
    if (id === 'HL') {
      yield {
        defect: 'a level out of sequence',
        what: segment,
        segments: put(i, 1, `${Number(elements[1]) + 7}`),
        at: [own],
        element: 1,
      }
      yield { defect: 'a level without its parent', what: segment, segments: put(i, 2, '99'), at: [own], element: 2 }
      if (elements[2] !== '')
        yield {
          defect: 'a level without its parent',
          what: `${segment} blank`,
          segments: put(i, 2, ''),
          at: [own],
          element: 2,
        }
    }
    const cents = (text: string): string => (Number(text) + 0.01).toFixed(2)
    if (guide === '835')
      for (const [money, element] of [
        ['BPR', 2],
        ['CLP', 3],
        ['CLP', 4],
        ['SVC', 2],
        ['SVC', 3],
        ['CAS', 3],
        ['PLB', 4],
      ] as const)
        if (id === money)
          yield {
            defect: 'money that does not balance',
            what: `${segment} ${element}`,
            segments: put(i, element, cents(elements[element] ?? '0')),
            at: [own, ...parents(segments, i), number('BPR')],
          }
    if (guide === '837p' && (id === 'CLM' || id === 'SV1'))
      yield {
        defect: 'lines that do not sum to the claim',
        what: segment,
        segments: put(i, 2, cents(elements[2] ?? '0')),
        at: [segments.slice(0, own).findLastIndex((one) => one.startsWith('CLM*')) + 1],
      }
    const next = segments[i + 1] ?? ''
    if (ordered.some(([first, second]) => first.test(segment) && second.test(next)))
      yield {
        defect: 'segments out of order',
        what: `${segment} after ${next}`,
        segments: segments.with(i, next).with(i + 1, segment),
        at: [own, own + 1, own + 2, ...parents(segments, i)],
      }
  }
}

/** Neighbors that no guide lets change places. */
const ordered: readonly (readonly [RegExp, RegExp])[] = [
  [/^N3\*/, /^N4\*/],
  [/^N4\*/, /^(DMG|REF|PER|TRN)\*/],
  [/^CLM\*/, /^(REF|HI|DTP)\*/],
  [/^REF\*/, /^HI\*/],
  [/^HI\*/, /^(HCP|NM1)\*/],
  [/^LX\*/, /^(SV1|CLP|TS3)\*/],
  [/^SV1\*/, /^(DTP|PWK)\*/],
  [/^CLP\*/, /^(NM1|CAS)\*/],
  [/^SVC\*/, /^(DTM|STC|REF|DTP|CAS)\*/],
  [/^DTM\*(472|151)/, /^CAS\*/],
  [/^CAS\*/, /^REF\*/],
  [/^REF\*/, /^AMT\*/],
  [/^AMT\*/, /^(LQ|QTY)\*/],
  [/^BHT\*/, /^(NM1|HL)\*/],
  [/^BPR\*/, /^TRN\*/],
  [/^AK1\*/, /^AK2\*/],
  [/^HL\*/, /^(NM1|TRN|DMG|PAT|SBR|PRV)\*/],
  [/^UM\*/, /^(HCR|DTP)\*/],
  [/^SBR\*/, /^(NM1|CAS)\*/],
]

/** Segments in whose loop a segment stands, as far as they can be told from their ids. */
function parents(segments: readonly string[], at: number): number[] {
  const found: number[] = []
  for (let i = at - 1; i >= 0 && found.length < 12; i -= 1)
    if (/^(HL|CLM|CLP|LX|SBR|NM1|SVC|BHT|ST|AK1|AK2|SVD|IK3|TRN|EB|N1)\*/.test(segments[i] ?? '')) found.push(i + 1)
  const st = segments.findIndex((segment) => segment.startsWith('ST*')) + 1
  return [...found, st, st + 1]
}

/** Required elements that a guide lets go after all. */
function mayBeEmpty(guide: string, segment: string, element: number): boolean {
  if (segment.startsWith('SVC') && element === 2) return false
  if (segment.startsWith('N1*PR') && element === 3) return true
  if (guide === '835' && segment.startsWith('PER') && element > 2) return !segment.startsWith('PER*IC')
  if (guide === '278' && segment.startsWith('SV1')) return element > 1
  return false
}
