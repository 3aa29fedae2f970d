import { Link } from '@tanstack/react-router'
import type { Stage } from './api-types.ts'
import { dayText } from './Day.tsx'
import { dollars } from './Money.tsx'

/** The cycle in one picture: how much got this far, and what is stuck here since when. */
export function FlowStrip({ stages }: { stages: readonly Stage[] }) {
  const most = Math.max(1, ...stages.map((stage) => stage.count))
  return (
    <ol className="flow panel">
      {stages.map((stage) => (
        <li key={stage.id}>
          <Link to={stage.link}>
            <div>{stage.title}</div>
            <div className="amount">{stage.count.toLocaleString('en-US')}</div>
            <div className="share" aria-hidden>
              <span style={{ width: `${(stage.count * 100) / most}%` }} />
            </div>
            {stage.cents > 0 && <div className="quiet">{dollars(stage.cents)}</div>}
            {stage.stuck > 0 && (
              <div className="needs-you">
                {stage.stuck.toLocaleString('en-US')} stuck
                {stage.stuckCents > 0 && `, ${dollars(stage.stuckCents)}`}
                {stage.since && <div>since {dayText(stage.since)}</div>}
              </div>
            )}
          </Link>
        </li>
      ))}
    </ol>
  )
}
