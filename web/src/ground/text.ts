import { type Cents, formatDecimal } from '@ballast/kernel'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** "Nov 23, 2026" */
export function dayText(day: string | null | undefined): string {
  if (!day) return ''
  return `${months[Number(day.slice(5, 7)) - 1] ?? ''} ${Number(day.slice(8, 10))}, ${day.slice(0, 4)}`
}

/** "1,234.50", "-20.00" */
export function moneyText(amount: number): string {
  const text = formatDecimal(amount as Cents)
  const [whole = '', fraction = ''] = text.replace('-', '').split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  return `${amount < 0 ? '-' : ''}${grouped}.${fraction}`
}

/** "$1,234" for headings, without cents. */
export const roundMoneyText = (amount: number): string => `$${moneyText(amount).split('.')[0]}`

export const countText = (count: number): string => count.toLocaleString('en-US')
