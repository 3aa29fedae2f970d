import type { FlawCode } from './flaw.ts'
import type { FlawSink } from './flaw-list.ts'
import type { Element, Field, Note, SegmentGuide, When } from './guide.ts'
import { isListed, listTitles } from './lists.ts'
import { components, type Delimiters, type PlacedSegment, repetitions } from './segments.ts'
import { isDecimal, isNpi, isoDay, isTime } from './values.ts'

const place = (id: string, element: number, component?: number): string =>
  `${id}${String(element).padStart(2, '0')}${component === undefined ? '' : `-${component}`}`

/** What is no matter of the guide but of registers that others keep (docs/decisions/0008). */
const warned: ReadonlySet<FlawCode> = new Set(['wrong_check_digit', 'unlisted_code'])

/** Checks a segment's elements against its guide, and adds what is wrong to `flaws`. */
export function checkSegment(
  placed: PlacedSegment,
  guide: SegmentGuide,
  when: When,
  delimiters: Delimiters,
  loop: string,
  flaws: FlawSink,
): void {
  const { segment } = placed
  const flaw = (code: FlawCode, message: string, element: number, component?: number): void => {
    flaws.push({
      severity: warned.has(code) ? 'warning' : 'error',
      code,
      message,
      offset: placed.from,
      segment: placed.number,
      id: segment[0],
      element,
      ...(component === undefined ? {} : { component }),
      loop,
    })
  }

  const checkValue = (text: string, element: Element, at: number, component?: number): void => {
    const where = place(guide.id, at, component)
    switch (element.kind) {
      case 'text':
        if (element.codes) {
          if (!element.codes.includes(text))
            flaw('wrong_code', `${where} is "${text}"; expected ${listOf(element.codes)}.`, at, component)
        } else if (element.list && !(guide.id === 'LQ' && segment[1] === 'RX') && !isListed(element.list, text))
          flaw(
            'unlisted_code',
            `${where} is "${text}", which is not among the ${listTitles[element.list]} known here.`,
            at,
            component,
          )
        else if (text.length > element.max)
          flaw('too_long', `${where} has ${text.length} characters; ${element.max} at most.`, at, component)
        else if (text.length < element.min)
          flaw('too_short', `${where} has ${text.length} characters; ${element.min} at least.`, at, component)
        return
      case 'code':
        if (!element.codes.includes(text))
          flaw('wrong_code', `${where} is "${text}"; expected ${listOf(element.codes)}.`, at, component)
        return
      case 'amount':
        if (!isDecimal(text))
          flaw('not_an_amount', `${where} is "${text}"; expected an amount such as 125.5.`, at, component)
        else if (text.replace(/[-.]/g, '').length > 18)
          flaw('too_long', `${where} has more than 18 digits.`, at, component)
        return
      case 'number':
        if (!isDecimal(text)) flaw('not_a_number', `${where} is "${text}"; expected a number.`, at, component)
        else if (text.replace(/[-.]/g, '').length > element.max)
          flaw('too_long', `${where} has more than ${element.max} digits.`, at, component)
        return
      case 'date':
        if (isoDay(text) === null)
          flaw('not_a_date', `${where} is "${text}"; expected a day such as 20260302.`, at, component)
        return
      case 'time':
        if (!isTime(text)) flaw('not_a_time', `${where} is "${text}"; expected a time such as 1405.`, at, component)
        return
      case 'npi':
        if (!isNpi(text))
          flaw(
            'wrong_check_digit',
            `${where} is "${text}", which is no NPI: its check digit does not fit.`,
            at,
            component,
          )
        return
      case 'composite': {
        const parts = components(text, delimiters)
        const fields = Object.values(element.parts)
        if (parts.length > fields.length)
          flaw('too_many_elements', `${where} has ${parts.length} components; ${fields.length} at most.`, at)
        if (parts.length > 1 && parts[parts.length - 1] === '')
          flaw('trailing_elements', `${where} ends with an empty component.`, at)
        fields.forEach((field, i) => {
          checkField(parts[i] ?? '', field, at, i + 1)
        })
      }
    }
  }

  const checkField = (text: string, field: Field, at: number, component?: number): void => {
    if (text === '') {
      if (field.usage === 'required')
        flaw('missing_element', `${place(guide.id, at, component)} is required and empty.`, at, component)
      return
    }
    if (field.usage === 'unused') {
      flaw(
        'unused_element',
        `${place(guide.id, at, component)} is not used in this guide, and holds "${text}".`,
        at,
        component,
      )
      return
    }
    for (const part of field.repeats ? repetitions(text, delimiters) : [text])
      checkValue(part, field.element, at, component)
  }

  const fields = Object.values(guide.fields)
  const count = segment.length - 1
  if (count > fields.length)
    flaw('too_many_elements', `${guide.id} has ${count} elements; ${fields.length} at most.`, fields.length + 1)
  if (segment[count] === '') flaw('trailing_elements', `${guide.id} ends with an empty element.`, count)
  const qualified = new Set(when.map(([element]) => element))
  fields.forEach((field, i) => {
    const text = segment[i + 1] ?? ''
    if (field.element.kind === 'code' && qualified.has(i + 1) && text !== '') return
    checkField(text, field, i + 1)
  })
  for (const note of guide.notes) checkNote(note, segment, guide.id, flaw)
  const idQualifier = guide.id === 'NM1' ? 8 : guide.id === 'N1' ? 3 : 0
  const identifier = segment[idQualifier + 1]
  if (segment[idQualifier] === 'XX' && identifier && !isNpi(identifier))
    flaw(
      'wrong_check_digit',
      `${place(guide.id, idQualifier + 1)} is "${identifier}", which is no NPI: its check digit does not fit.`,
      idQualifier + 1,
    )
  if ((guide.id === 'DTP' && segment[2] === 'D8') || (guide.id === 'DMG' && segment[1] === 'D8')) {
    const at = guide.id === 'DTP' ? 3 : 2
    const text = segment[at] ?? ''
    if (text !== '' && isoDay(text) === null)
      flaw('not_a_date', `${place(guide.id, at)} is "${text}"; expected a day such as 20260302.`, at)
  }
  if (guide.id === 'DTP' && segment[2] === 'RD8') {
    const [from = '', until = ''] = (segment[3] ?? '').split('-')
    if (isoDay(from) === null || isoDay(until) === null)
      flaw('not_a_date', `DTP03 is "${segment[3] ?? ''}"; expected two days such as 20260302-20260309.`, 3)
  }
}

const listOf = (codes: readonly string[]): string =>
  codes.length > 12 ? `one of ${codes.length} codes` : codes.join(', ')

function checkNote(
  note: Note,
  segment: readonly string[],
  id: string,
  flaw: (code: FlawCode, message: string, element: number) => void,
): void {
  const has = (element: number): boolean => (segment[element] ?? '') !== ''
  const names = note.of.map((element) => place(id, element)).join(', ')
  const missing = note.of.find((element) => !has(element)) ?? 0
  if (note.kind === 'any' && !note.of.some(has))
    flaw('broken_condition', `At least one of ${names} is needed.`, note.of[0] ?? 0)
  if (note.kind === 'pair' && note.of.some(has) && missing > 0)
    flaw('broken_condition', `${names} stand together or not at all.`, missing)
  const [first = 0, ...others] = note.of
  if (note.kind === 'if' && has(first) && !others.every(has))
    flaw(
      'broken_condition',
      `${place(id, first)} needs ${others.map((element) => place(id, element)).join(', ')} beside it.`,
      missing,
    )
}
