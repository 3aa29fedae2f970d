import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Measure } from './api-types.ts'
import { dollars } from './Money.tsx'

const valueText = ({ value, unit }: Measure): string => {
  if (value === null) return 'Not known yet'
  return unit === 'percent' ? `${value} %` : unit === 'days' ? `${value} days` : dollars(value)
}
const partText = (amount: number, of: Measure['of']): string =>
  of === 'cents' ? dollars(amount) : amount.toLocaleString('en-US')

export function MeasureCard({ measure }: { measure: Measure }) {
  const standing = measure.isMet === null ? null : measure.isMet ? 'On target' : 'Off target'
  return (
    <div className="panel" style={{ padding: 16 }}>
      <Text size="sm">{measure.title}</Text>
      <Text fz={24} fw={600}>
        {valueText(measure)}
      </Text>
      <Text size="sm" className={measure.isMet === false ? 'needs-you' : 'quiet'}>
        {[standing, measure.target].filter(Boolean).join(': ')}
      </Text>
      <Trend measure={measure} />
      <details>
        <summary>How it is made</summary>
        <Text size="sm">{measure.formula}</Text>
        <Text size="sm">
          {partText(measure.numerator, measure.of)} of {partText(measure.denominator, measure.of)}
        </Text>
        <Text size="sm" className="quiet">
          {measure.source}
        </Text>
      </details>
      <Link to={measure.link} style={{ color: 'var(--accent)' }}>
        Open its rows
      </Link>
    </div>
  )
}

function Trend({ measure }: { measure: Measure }) {
  const known = measure.trend.flatMap(({ month, value }) => (value === null ? [] : [{ month, value }]))
  const last = known.at(-1)
  const first = known[0]
  if (known.length < 2 || !first || !last) return null
  const values = known.map(({ value }) => value)
  const low = Math.min(...values)
  const span = Math.max(...values) - low || 1
  const at = (value: number, i: number) => `${(i * 200) / (known.length - 1)},${34 - ((value - low) * 30) / span}`
  return (
    <svg
      viewBox="0 0 200 38"
      width="100%"
      height="38"
      preserveAspectRatio="none"
      role="img"
      aria-label={`From ${first.value} in ${first.month} to ${last.value} in ${last.month}`}
    >
      <polyline points={values.map(at).join(' ')} fill="none" stroke="var(--accent)" strokeWidth="2" />
    </svg>
  )
}
