import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

// The outcome on worlds nobody tuned for: the whole product, as a stranger runs it from the command line, guards off and on.

const run = promisify(execFile)
const cli = join(import.meta.dirname, '../../src/cli.ts')
const simulator = join(import.meta.dirname, '../../../simulator/src/main.ts')

type Arm = {
  sessions: number
  firstPassClean: number
  preventableDenied: number
  heldInError: number
  ledgerDifference: string
  ledgerCompared: { claims: number }
  attendance: { came: number; refilled: number }
  beyondLimit: { calledOff: number }
}

test.each([1, 2, 3])(
  'in the invented world %i the books agree to the cent and guards make it better',
  async (seed) => {
    const folder = await mkdtemp(join(tmpdir(), 'ballast-invented-'))
    try {
      await run(process.execPath, [simulator, 'invent', '--seed', String(seed), folder])
      const { stdout } = await run(
        process.execPath,
        [
        cli, 'simulate', '--json', '--seed', String(seed), '--months', '2', '--clinicians', '3', '--guards', 'both',
        '--payers', join(folder, 'payers.json'), '--mistakes', join(folder, 'mistakes.json'),
      ], // biome-ignore format: options
        { maxBuffer: 10_000_000 },
      )
      const { off, on } = JSON.parse(stdout) as { off: Arm; on: Arm }
      for (const arm of [off, on]) {
        expect(arm.ledgerDifference).toBe('0.00')
        expect(arm.ledgerCompared.claims).toBeGreaterThan(100)
      }
      // The same visits in both arms, but for those that reminders and the waitlist brought, or that a limit took.
      const brought = on.attendance.came + on.attendance.refilled
      expect(on.sessions).toBeLessThanOrEqual(off.sessions + brought)
      expect(on.sessions).toBeGreaterThanOrEqual(off.sessions - on.beyondLimit.calledOff)
      expect(on.firstPassClean).toBeGreaterThanOrEqual(off.firstPassClean)
      expect(on.preventableDenied).toBeLessThanOrEqual(off.preventableDenied)
      expect(on.heldInError).toBeLessThan(0.03)
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
  900_000,
)
