import { Text } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Measure } from './api-types.ts'
import { dollars } from './Money.tsx'
import { Trend } from './Trend.tsx'

const valueText = ({ value, unit }: Measure): string => {
  if (value === null) return 'Not known yet'
  return unit === 'percent' ? `${value} %` : unit === 'days' ? `${value} days` : dollars(value)
}
const partText = (amount: number, of: Measure['of']): string =>
  of === 'cents' ? dollars(amount) : amount.toLocaleString('en-US')

/** A figure with what it should be; `isWhole` also shows its months and how it is made. */
export function MeasureCard({ measure, isWhole = false }: { measure: Measure; isWhole?: boolean }) {
  const { isMet } = measure
  const Icon = isMet ? IconCheck : IconAlertTriangle
  return (
    <section className="panel measure" aria-label={measure.title}>
      <Text size="sm">{measure.title}</Text>
      <Text fz={22} fw={600} className="number">
        {valueText(measure)}
      </Text>
      <Text size="sm" className={isMet === false ? 'needs-you' : 'quiet'}>
        {isMet !== null && <Icon size={14} aria-hidden />}{' '}
        {isMet === null ? '' : isMet ? 'On target: ' : 'Off target: '}
        {measure.target}
      </Text>
      {isWhole && <Trend points={measure.trend} unit={measure.unit === 'percent' ? '%' : ''} />}
      {isWhole && (
        <details>
          <summary>How it is made</summary>
          <Text size="sm">{measure.formula}</Text>
          <Text size="sm">
            {partText(measure.numerator, measure.of)} of {partText(measure.denominator, measure.of)}
          </Text>
          <Text size="sm" className="quiet">
            Target: {measure.source}
          </Text>
        </details>
      )}
      <Link to={measure.link} className="target">
        Open its rows
      </Link>
    </section>
  )
}
