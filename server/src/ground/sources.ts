import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import { lookup, ok, type Result, refuse } from '@ballast/kernel'

// A file to read, wherever it is: on disk, or just dropped on a page. It may be opened more than once, and a reading that
// fails is an answer, not an end: the files beside it go on.

export type Source = {
  readonly path: string
  readonly size: number
  readonly open: () => AsyncIterable<Uint8Array>
}

export type Unreadable = { readonly kind: 'source.unreadable'; readonly message: string }

const chunk = 1 << 20

const diskSource = (path: string, size: number): Source => ({
  path,
  size,
  open: () => createReadStream(path, { highWaterMark: chunk }),
})

/** Files of the disk; one that cannot be looked at says so when it is read. */
export const diskSources = (paths: readonly string[]): Promise<Source[]> =>
  Promise.all(paths.map(async (path) => diskSource(path, (await stat(path).catch(() => null))?.size ?? 0)))

export const memorySource = (path: string, bytes: Uint8Array): Source => ({
  path,
  size: bytes.length,
  open: async function* () {
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk)
  },
})

const because = lookup<string>({
  EACCES: 'You may not read it: its permissions forbid it.',
  EPERM: 'You may not read it: its permissions forbid it.',
  ENOENT: 'It is not there any more.',
  EISDIR: 'It is a folder.',
})

/** Hands every chunk on; says in words why it could not. */
export async function eachChunk(source: Source, take: (bytes: Uint8Array) => void): Promise<Result<null, Unreadable>> {
  const stream = source.open()[Symbol.asyncIterator]()
  while (true) {
    let next: IteratorResult<Uint8Array>
    try {
      next = await stream.next()
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      return refuse({ kind: 'source.unreadable', message: because[code ?? ''] ?? `It cannot be read (${message}).` })
    }
    if (next.done) return ok(null)
    take(next.value)
    // Between two chunks everybody else has a turn: a big file must not stop the server.
    await setImmediate()
  }
}

/** A file's hash and its first bytes, in one flat reading. */
export async function fingerprint(
  source: Source,
  headLength: number,
): Promise<Result<{ sha256: string; head: Uint8Array }, Unreadable>> {
  const hash = createHash('sha256')
  let head = new Uint8Array(0)
  const read = await eachChunk(source, (bytes) => {
    hash.update(bytes)
    if (head.length < headLength) head = Buffer.concat([head, bytes.subarray(0, headLength - head.length)])
  })
  return read.ok ? ok({ sha256: hash.digest('hex'), head }) : read
}

export async function wholeOf(source: Source): Promise<Result<Uint8Array, Unreadable>> {
  const chunks: Uint8Array[] = []
  const read = await eachChunk(source, (bytes) => chunks.push(bytes))
  return read.ok ? ok(Buffer.concat(chunks)) : read
}
