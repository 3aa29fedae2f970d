import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'

// 300,000 inputs through every way into the codec: nothing throws, nothing hangs, no byte is lost, memory stays flat.

const inputs = process.env.BALLAST_TEST_COUNTS === 'long' ? 3_000_000 : 300_000
/** No input may take longer than this; how long all of them take is a matter of the machine. */
const patience = 20_000

test(
  `${inputs} inputs crash nothing, hang nothing and lose nothing`,
  async () => {
    const at = new SharedArrayBuffer(4)
    const now = new Int32Array(at)
    const worker = new Worker(new URL('./fuzz-worker.ts', import.meta.url), {
      workerData: { from: 0, until: inputs, at },
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    })
    let before = -1
    const watch = setInterval(() => {
      const seed = Atomics.load(now, 0)
      if (seed === before) void worker.terminate()
      before = seed
    }, patience)
    const said = await new Promise<{ failures: string[]; grown: number } | string>((resolve) => {
      worker.once('message', resolve)
      worker.once('error', (error: Error) => resolve(`input ${Atomics.load(now, 0)}: ${error.message}`))
      worker.once('exit', () => resolve(`it hung at input ${Atomics.load(now, 0)}`))
    })
    clearInterval(watch)
    expect(said).toMatchObject({ failures: [] })
    expect((said as { grown: number }).grown).toBeLessThan(64 << 20)
  },
  24 * 3_600_000,
)
