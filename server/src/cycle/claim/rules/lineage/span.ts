import { monthOf } from '@ballast/kernel'
import type { Edit } from '../../types.ts'
import { onLines } from '../lines.ts'
import { isFamily } from '../procedures.ts'

// One line is one day, but for program days; no claim crosses a year.

export const span: Edit = {
  id: 'S101',
  slug: 'span',
  title: 'Span rules',
  severity: 'stop',
  stages: ['release'],
  origin: 'billing',
  prevents: ['CARC 267', 'CARC 268', 'CARC 239', 'RARC N74', 'RARC N61'],
  cite: 'X12LIST',
  verified: 'V',
  needs: [],
  check({ claim }) {
    const years = new Set(claim.lines.map((line) => line.on.slice(0, 4)))
    if (years.size > 1) return [{ message: 'The claim crosses a calendar year; split it.', at: 'lines' }]
    return onLines(claim, 'until', (line) => {
      if (line.until === undefined || line.until <= line.on) return null
      if (!isFamily(line.code, 'per_diem')) return `${line.code} spans more than one day.`
      return monthOf(line.on) === monthOf(line.until) ? null : `${line.code} crosses a month.`
    })
  },
}
