import { cents, formatDecimal, parseDecimal } from '@ballast/kernel'
import type { Decimal } from './api-types.ts'

export const centsOf = (amount: Decimal | null | undefined): number | null =>
  amount === null || amount === undefined ? null : parseDecimal(amount)

const grouped = (text: string): string => text.replace(/\B(?=(\d{3})+(?=\.))/g, ',')

/** Dollars as text: 1,234.50; a missing amount is empty, never zero. */
export const moneyText = (amount: number | null): string =>
  amount === null ? '' : grouped(formatDecimal(cents(amount)))

/** Whole dollars with their sign, for headers and totals. */
export const dollars = (amount: number): string => {
  const [whole = '0'] = moneyText(Math.abs(amount)).split('.')
  return `${amount < 0 ? '-' : ''}$${whole}`
}

export function Money({ amount, tone }: { amount: number | null; tone?: 'losing' | 'received' | undefined }) {
  const losing = tone === 'losing' || (amount !== null && amount < 0)
  return <span className={`number ${losing ? 'losing' : (tone ?? '')}`}>{moneyText(amount)}</span>
}
