/** Prints one figure of a benchmark: a ratio within this run, beside what it is held against. */
export function figure(name: string, ours: string, floor: string, ratio: number, goal: number): void {
  const verdict = ratio <= goal ? 'met' : 'MISSED'
  process.stdout.write(
    `${name}\n  ours ${ours}   floor ${floor}   ratio ${ratio.toFixed(2)} (goal <= ${goal}: ${verdict})\n`,
  )
}

/** The middle of several runs, in milliseconds. */
export async function median(times: number, work: () => Promise<unknown>): Promise<number> {
  const taken: number[] = []
  for (let i = 0; i < times; i++) {
    const from = performance.now()
    await work()
    taken.push(performance.now() - from)
  }
  return taken.toSorted((a, b) => a - b)[Math.floor(times / 2)] ?? 0
}
