import { dayText } from './Day.tsx'

type Point = { readonly month: string; readonly value: number | null }

const [width, height, top, bottom] = [320, 96, 18, 16]

const monthText = (month: string): string => {
  const [name, , year] = dayText(`${month}-01`).split(' ')
  return `${name} ${year}`
}

/** A figure month by month: the line, its first and its last value beside it, and the months as a table behind it. */
export function Trend({ points, unit }: { points: readonly Point[]; unit: string }) {
  const known = points.flatMap(({ month, value }) => (value === null ? [] : [{ month, value }]))
  const first = known[0]
  const last = known.at(-1)
  if (known.length < 2 || !first || !last) return null
  const values = known.map(({ value }) => value)
  const low = Math.min(...values)
  const span = Math.max(...values) - low || 1
  const x = (i: number): number => (i * (width - 80)) / (known.length - 1) + 40
  const y = (value: number): number => height - bottom - ((value - low) * (height - top - bottom)) / span
  return (
    <>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        width="100%"
        role="img"
        aria-label={`From ${first.value} ${unit} in ${monthText(first.month)} to ${last.value} ${unit} in ${monthText(last.month)}`}
        className="trend"
      >
        <polyline points={known.map(({ value }, i) => `${x(i)},${y(value)}`).join(' ')} />
        {known.map(({ month, value }, i) => (
          <circle key={month} cx={x(i)} cy={y(value)} r={2.5}>
            <title>{`${monthText(month)}: ${value} ${unit}`}</title>
          </circle>
        ))}
        <text x={x(0) - 6} y={y(first.value) + 4} textAnchor="end">
          {first.value}
        </text>
        <text x={x(known.length - 1) + 6} y={y(last.value) + 4}>
          {last.value}
        </text>
        <text x={x(0)} y={height - 2} textAnchor="middle">
          {monthText(first.month)}
        </text>
        <text x={x(known.length - 1)} y={height - 2} textAnchor="middle">
          {monthText(last.month)}
        </text>
      </svg>
      <details>
        <summary>By month</summary>
        <table className="data-table">
          <tbody>
            {known.toReversed().map(({ month, value }) => (
              <tr key={month}>
                <th scope="row">{monthText(month)}</th>
                <td className="number">
                  {value} {unit}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  )
}
