import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Exit } from './command-line.ts'

// The simulator is the outside world, so it runs as its own process: neither side can look into the other.

const main = join(import.meta.dirname, '../../../simulator/src/main.ts')

/** Runs the simulator with these arguments, its output as ours; gives its exit code. */
export function runSimulator(args: readonly string[]): Promise<Exit> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, ...args], { stdio: 'inherit' })
    child.on('error', reject)
    child.on('close', (code) => resolve(code === 0 || code === 1 ? code : 2))
  })
}
