import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { Readable } from 'node:stream'
import { lookup } from '@ballast/kernel'
import type { MiddlewareHandler } from 'hono'

const types = lookup<string>({
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.txt': 'text/plain; charset=utf-8',
  '.map': 'application/json',
  '.webmanifest': 'application/manifest+json',
})

/** Serves the built web. Only files listed at the start are ever opened, so no path can lead out of the folder. */
export async function staticFiles(folder: string): Promise<MiddlewareHandler> {
  const listed = new Map<string, string>()
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = join(entry.parentPath, entry.name)
    listed.set(file.slice(folder.length).split(sep).join('/'), file)
  }
  const index = listed.get('/index.html')

  return async (c, next) => {
    if ((c.req.method !== 'GET' && c.req.method !== 'HEAD') || c.req.path.startsWith('/api/')) return next()
    const asset = listed.get(c.req.path)
    // A page's address is the web router's; a file that is not there is not a page.
    const file = asset ?? (extname(c.req.path) === '' ? index : undefined)
    if (!file) return next()
    const { size } = await stat(file)
    const isHashed = c.req.path.startsWith('/assets/')
    const headers = {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'content-length': String(size),
      'cache-control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    }
    if (c.req.method === 'HEAD') return c.body(null, 200, headers)
    return c.body(Readable.toWeb(createReadStream(file)) as ReadableStream, 200, headers)
  }
}
