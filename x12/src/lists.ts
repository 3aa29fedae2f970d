// Lists that X12 changes three times a year: adjustment reasons (CARC), remarks (RARC), claim status categories and
// codes. A copy of them would be wrong within months, so what is kept is their shape and how far they had grown when
// they were last looked at (2026-08); a code outside is worth a warning, since it may also be newer than this table.

export type ListName = 'adjustment' | 'remark' | 'category' | 'status'

const upTo = (most: number) => (text: string) => Number(text) >= 1 && Number(text) <= most

const shapes: Readonly<Record<ListName, readonly { shape: RegExp; isKnown: (digits: string) => boolean }[]>> = {
  adjustment: [
    { shape: /^([1-9]\d{0,2})$/, isKnown: upTo(310) },
    { shape: /^A([0-8])$/, isKnown: () => true },
    { shape: /^B(\d{1,2})$/, isKnown: upTo(23) },
    { shape: /^D(\d{1,2})$/, isKnown: upTo(23) },
    { shape: /^P(\d{1,2})$/, isKnown: upTo(35) },
    { shape: /^W(\d)$/, isKnown: upTo(9) },
    { shape: /^Y(\d)$/, isKnown: upTo(3) },
  ],
  remark: [
    { shape: /^M([1-9]\d{0,2})$/, isKnown: upTo(144) },
    { shape: /^MA(\d{2,3})$/, isKnown: upTo(134) },
    { shape: /^N([1-9]\d{0,2})$/, isKnown: upTo(920) },
  ],
  category: [
    { shape: /^A([0-8])$/, isKnown: () => true },
    { shape: /^P([0-5])$/, isKnown: () => true },
    { shape: /^F([0-4]|3[FN])$/, isKnown: () => true },
    { shape: /^R(\d{1,2}|Q)$/, isKnown: (digits) => digits === 'Q' || Number(digits) <= 19 },
    { shape: /^E([0-4])$/, isKnown: () => true },
    { shape: /^D0()$/, isKnown: () => true },
  ],
  status: [{ shape: /^(0|[1-9]\d{0,2})$/, isKnown: (digits) => Number(digits) <= 850 }],
}

/** Whether a code has the shape of its list and is no higher than the list had grown. */
export function isListed(list: ListName, code: string): boolean {
  for (const { shape, isKnown } of shapes[list]) {
    const match = shape.exec(code)
    if (match) return isKnown(match[1] ?? '')
  }
  return false
}

export const listTitles: Readonly<Record<ListName, string>> = {
  adjustment: 'adjustment reasons (CARC)',
  remark: 'remark codes (RARC)',
  category: 'claim status categories',
  status: 'claim status codes',
}
