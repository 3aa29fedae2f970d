import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const web = join(import.meta.dirname, '../../../web')

/** Where the built web lies; null when this copy of Ballast has no web to build. */
export const webFolder = (): string | null => (existsSync(join(web, 'index.html')) ? join(web, 'dist') : null)

async function newestIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const times = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => (await stat(join(entry.parentPath, entry.name))).mtimeMs),
  )
  return Math.max(0, ...times)
}

/** Whether the web has to be built: never was, or something it is made of is newer. */
export async function webIsStale(): Promise<boolean> {
  const built = await stat(join(web, 'dist', 'index.html')).catch(() => null)
  if (!built) return true
  const sources = [join(web, 'index.html'), join(web, 'package.json'), join(web, 'vite.config.ts')].filter(existsSync)
  const times = await Promise.all([
    newestIn(join(web, 'src')),
    ...sources.map(async (file) => (await stat(file)).mtimeMs),
  ])
  return Math.max(...times) > built.mtimeMs
}

/** Builds the web with Vite, in a process of its own so that its memory goes with it. */
export function buildWeb(onLine: (line: string) => void): Promise<void> {
  const vite = join(dirname(createRequire(join(web, 'package.json')).resolve('vite/package.json')), 'bin/vite.js')
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'info'], {
      cwd: web,
      // Whatever ran us: a page for people never carries React's development build.
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    const hear = (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4000)
      const line = said.trimEnd().split('\n').at(-1)
      if (line) onLine(line)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`The web could not be built:\n${said.trim()}`)),
    )
  })
}
