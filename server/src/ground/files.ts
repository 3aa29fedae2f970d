import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** A kept file: its content's hash is its name. */
export type KeptFile = { readonly sha256: string; readonly size: number }

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

/** Files byte for byte under their hash. Keeping one twice keeps it once; a file is there whole or not at all. */
export class FileStore {
  readonly folder: string
  constructor(folder: string) {
    this.folder = folder
  }

  pathOf(hash: string): string {
    if (!/^[0-9a-f]{64}$/.test(hash)) throw new Error('a file is named by its sha256')
    return join(this.folder, hash.slice(0, 2), hash.slice(2))
  }

  async keep(bytes: Uint8Array): Promise<KeptFile> {
    const hash = sha256(bytes)
    const path = this.pathOf(hash)
    const kept = { sha256: hash, size: bytes.length }
    if (await stat(path).catch(() => null)) return kept
    await mkdir(join(this.folder, hash.slice(0, 2)), { recursive: true })
    // Two who bring the same bytes at once each write a part of their own; the second to finish changes nothing.
    const part = `${path}.${randomUUID()}.part`
    const file = await open(part, 'w')
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(part, path)
    return kept
  }

  /** The bytes of a kept file; null when it is not there. */
  async read(hash: string): Promise<Uint8Array | null> {
    return readFile(this.pathOf(hash)).catch(() => null)
  }
}
