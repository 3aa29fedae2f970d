import type { CSSProperties } from 'react'

/** One bar: what it is of, how long it is, and what it says in words. */
export type Bar = { readonly id: string; readonly label: string; readonly value: number; readonly says: string }

/** Bars that lie, each with its own words, so that no legend and no axis has to be read. A table stands behind every one. */
export function Bars({
  title,
  of,
  onOpen,
}: {
  title: string
  of: readonly Bar[]
  onOpen?: ((bar: Bar) => void) | undefined
}) {
  const most = Math.max(1, ...of.map(({ value }) => value))
  if (of.length === 0) return null
  // The longest words decide how much room the longest bar leaves them.
  const room = `${Math.max(...of.map(({ says }) => says.length)) + 2}ch`
  return (
    <figure className="bars panel" style={{ '--room': room } as CSSProperties}>
      <figcaption>{title}</figcaption>
      <ul>
        {of.map((bar) => (
          <li key={bar.id}>
            {onOpen ? (
              <button type="button" className="bars-label" onClick={() => onOpen(bar)}>
                {bar.label}
              </button>
            ) : (
              <span className="bars-label">{bar.label}</span>
            )}
            <span className="bars-track">
              <span className="bars-fill" style={{ '--share': bar.value / most } as CSSProperties} />
              <span className="bars-says">{bar.says}</span>
            </span>
          </li>
        ))}
      </ul>
    </figure>
  )
}
