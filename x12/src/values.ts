// Text to meaning and back. The codec speaks text: ISO days and decimal amounts; cents are offered as plain integers.

const compactDay = /^(\d{4})(\d{2})(\d{2})$/
const isoShape = /^(\d{4})-(\d{2})-(\d{2})$/
const monthDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function isRealDay(year: number, month: number, dayOfMonth: number): boolean {
  if (year < 1 || month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > (monthDays[month - 1] ?? 0)) return false
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return !(month === 2 && dayOfMonth === 29 && !isLeap)
}

/** "20260302" as "2026-03-02"; null when it is no real day. */
export function isoDay(text: string): string | null {
  const match = compactDay.exec(text)
  if (!match || !isRealDay(Number(match[1]), Number(match[2]), Number(match[3]))) return null
  return `${match[1]}-${match[2]}-${match[3]}`
}

/** "2026-03-02" as "20260302"; other text as it is. */
export const compact = (text: string): string => (isoShape.test(text) ? text.replaceAll('-', '') : text)

const decimal = /^-?(\d+(\.\d*)?|\.\d+)$/

export const isDecimal = (text: string): boolean => decimal.test(text)

/** An amount as whole cents; null when it is not an amount or has a third decimal other than zero. */
export function amountToCents(text: string): number | null {
  const { length } = text
  const isNegative = text.charCodeAt(0) === 45
  let total = 0
  let digits = 0
  let decimals = -1
  for (let at = isNegative ? 1 : 0; at < length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === 46 && decimals < 0) {
      decimals = 0
      continue
    }
    if (code < 48 || code > 57) return null
    digits += 1
    if (decimals >= 2) {
      if (code !== 48) return null
      continue
    }
    total = total * 10 + code - 48
    if (decimals >= 0) decimals += 1
  }
  if (digits === 0) return null
  if (decimals < 1) total *= 100
  else if (decimals === 1) total *= 10
  if (!Number.isSafeInteger(total)) return null
  return isNegative && total !== 0 ? -total : total
}

/** Whole cents as the shortest amount: 12500 is "125", 1250 is "12.5". */
export function centsToAmount(amount: number): string {
  const magnitude = Math.abs(amount)
  const fraction = String(magnitude % 100)
    .padStart(2, '0')
    .replace(/0+$/, '')
  const whole = Math.trunc(magnitude / 100)
  const out = fraction === '' ? String(whole) : `${whole}.${fraction}`
  return amount < 0 ? `-${out}` : out
}

const timeShape = /^([01]\d|2[0-3])[0-5]\d([0-5]\d(\d{1,2})?)?$/

export const isTime = (text: string): boolean => timeShape.test(text)

/** Whether ten digits are an NPI: Luhn over them with the prefix 80840 (45 CFR 162.406). */
export function isNpi(text: string): boolean {
  if (!/^\d{10}$/.test(text)) return false
  let total = 24
  for (let i = 0; i < 10; i += 1) {
    const digit = Number(text[9 - i])
    if (i % 2 === 0) total += digit
    else total += digit * 2 > 9 ? digit * 2 - 9 : digit * 2
  }
  return total % 10 === 0
}
