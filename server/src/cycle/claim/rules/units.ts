import { isFamily } from './procedures.ts'

/** Units of a quarter-hour or hourly code for minutes, by the payer's rounding; null for other codes (cite HCODES). */
export function unitsFor(code: string, minutes: number, rule: string): number | null {
  if (isFamily(code, 'quarter_hour')) {
    if (rule === 'full15') return Math.floor(minutes / 15)
    if (rule === 'half') return Math.floor((minutes + 7.5) / 15)
    return minutes < 8 ? 0 : Math.floor((minutes + 7) / 15)
  }
  return isFamily(code, 'hour') ? Math.floor((minutes + 29) / 60) : null
}
