import type { Source } from './api-types.ts'

/** Segments of a file as they came, those that are spoken of marked, between a little of what stands around them. */
export function Segments({ name, lines }: Pick<Source, 'name' | 'lines'>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section className="segments" tabIndex={0} aria-label={`Segments of ${name}`}>
      {lines.map((line) =>
        line.kind === 'gap' ? (
          <div key={`${line.count} left out`} className="quiet">
            … {line.count.toLocaleString('en-US')} segments
          </div>
        ) : (
          <div key={line.number}>
            <span className="quiet">{line.number}</span> {line.isOurs ? <mark>{line.text}</mark> : line.text}
          </div>
        ),
      )}
    </section>
  )
}
