// A National Provider Identifier carries a Luhn check digit over "80840" and its nine digits. Clearinghouses check it, so
// an invented clinician needs a valid one.

const luhnSum = (digits: string): number => {
  let total = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i])
    const doubled = i % 2 === 0 ? digit * 2 : digit
    total += doubled > 9 ? doubled - 9 : doubled
  }
  return total
}

export function npiFor(nineDigits: number): string {
  const body = String(nineDigits).padStart(9, '0')
  const check = (10 - (luhnSum(`80840${body}`) % 10)) % 10
  return `${body}${check}`
}

export const isNpi = (text: string): boolean => /^[12]\d{9}$/.test(text) && npiFor(Number(text.slice(0, 9))) === text
