import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The whole files kept beside the source: a guide's folder, pass or fail, and a sentence as its name. */
export type Golden = {
  readonly guide: string
  readonly isSound: boolean
  readonly name: string
  readonly bytes: Uint8Array
}

const root = fileURLToPath(new URL('../golden/', import.meta.url))

export function goldenFiles(): Golden[] {
  const files: Golden[] = []
  for (const guide of readdirSync(root).sort())
    for (const verdict of readdirSync(`${root}${guide}`).sort())
      for (const name of readdirSync(`${root}${guide}/${verdict}`).sort())
        files.push({
          guide,
          isSound: verdict === 'pass',
          name: name.replace(/\.edi$/, ''),
          bytes: new Uint8Array(readFileSync(`${root}${guide}/${verdict}/${name}`)),
        })
  return files
}
