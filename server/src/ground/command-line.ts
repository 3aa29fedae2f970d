import { createReadStream, createWriteStream } from 'node:fs'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PlainDate, Result } from '@ballast/kernel'
import { dayIn } from './ground.ts'

// Other programs call the commands: one JSON document on standard output, everything else on standard error, and an exit
// code that tells "done" (0) from "done, and something is wrong" (1) from "could not be done" (2).

/** Input that cannot be used; the command line says why and exits with 2. */
export class Unusable extends Error {}

export const exits = { done: 0, findings: 1, unusable: 2 } as const
export type Exit = (typeof exits)[keyof typeof exits]

export const say = (line: string): void => void process.stderr.write(`${line}\n`)

/** Writes all of it before going on, also into a slow pipe. */
export function print(text: string | Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => process.stdout.write(text, (error) => (error ? reject(error) : resolve())))
}

export const printJson = (value: unknown): Promise<void> => print(`${JSON.stringify(value, null, 2)}\n`)

/** The bytes of a file, or of standard input for `-`. */
export async function readBytes(file: string): Promise<Uint8Array> {
  if (file === '-') {
    const chunks: Uint8Array[] = []
    for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array)
    return Buffer.concat(chunks)
  }
  try {
    return await readFile(file)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new Unusable(`${file}: there is no such file`)
    if (code === 'EISDIR') throw new Unusable(`${file}: is a folder; name its files`)
    throw new Unusable(`${file}: cannot be read (${code})`)
  }
}

/** The bytes of a file, or of standard input for `-`, as they come: for files of any size. */
export async function* chunksOf(file: string): AsyncGenerator<Uint8Array> {
  if (file === '-') {
    for await (const chunk of process.stdin) yield chunk as Uint8Array
    return
  }
  const found = await stat(file).catch(() => null)
  if (!found) throw new Unusable(`${file}: there is no such file`)
  if (found.isDirectory()) throw new Unusable(`${file}: is a folder; name its files`)
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 18 })) yield chunk as Uint8Array
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new Unusable(`${file}: cannot be read (${code})`)
  }
}

/** The lines of a file, or of standard input for `-`, as they come. */
export async function* linesOf(file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of chunksOf(file)) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  yield rest + decoder.decode()
}

export function jsonOf(bytes: Uint8Array, file: string): unknown {
  const text = Buffer.from(bytes)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
  if (text.trim() === '') throw new Unusable(`${nameOf(file)}: is empty; one JSON object or an array was expected`)
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Unusable(`${nameOf(file)}: is not JSON (${(error as Error).message})`)
  }
}

const nameOf = (file: string) => (file === '-' ? 'standard input' : file)

/** Every file under the paths, folders walked through, in a steady order. */
export async function filesUnder(paths: readonly string[]): Promise<string[]> {
  const files: string[] = []
  for (const path of paths) {
    const found = await stat(path).catch(() => null)
    if (!found) throw new Unusable(`${path}: there is no such file or folder`)
    if (!found.isDirectory()) {
      files.push(path)
      continue
    }
    const entries = await readdir(path, { recursive: true, withFileTypes: true })
    const inside = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
    files.push(...inside.sort())
  }
  return files
}

/** The day on this machine's own wall: for a command, which has no practice and so no other clock. */
export const localToday = (): PlainDate => dayIn(Intl.DateTimeFormat().resolvedOptions().timeZone, Date.now())

export type InputRefusal = { kind: string; message?: string; problems?: readonly string[] }

const reasonOf = (refusal: InputRefusal) => refusal.problems?.join('; ') ?? refusal.message ?? JSON.stringify(refusal)

/** Judges one object or each of an array: nothing is answered unless every one of them can be. */
export async function judgeEach<In, Out>(
  file: string,
  parse: (input: unknown) => Result<In, InputRefusal>,
  judge: (input: In) => Out,
): Promise<{ document: Out | Out[]; each: Out[] }> {
  const input = jsonOf(await readBytes(file), file)
  const read = (one: unknown, where: string): In => {
    const parsed = parse(one)
    if (!parsed.ok) throw new Unusable(`${where}${reasonOf(parsed.refusal)}`)
    return parsed.value
  }
  if (!Array.isArray(input)) {
    const out = judge(read(input, ''))
    return { document: out, each: [out] }
  }
  const inputs = input.map((one, index) => read(one, `[${index}] `))
  const each = inputs.map(judge)
  return { document: each, each }
}

/** Writes JSON lines as they come, waiting for a slow reader. */
export async function printLines(lines: Iterable<string> | AsyncIterable<string>, file?: string): Promise<void> {
  const out = file ? createWriteStream(file) : process.stdout
  let gathered = ''
  const flush = async (): Promise<void> => {
    const text = gathered
    gathered = ''
    if (text !== '' && !out.write(text)) await new Promise<void>((resolve) => out.once('drain', () => resolve()))
  }
  for await (const line of lines) {
    gathered += `${line}\n`
    if (gathered.length > 1 << 16) await flush()
  }
  await flush()
  if (file) await new Promise<void>((resolve) => out.end(() => resolve()))
}

export async function writeText(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text)
  } catch (error) {
    throw new Unusable(`${file}: cannot be written (${(error as NodeJS.ErrnoException).code})`)
  }
}

/** How far long work is, on standard error: one line that renews itself, or now and then a new one where nobody watches. */
export function progressLine(): { say: (text: string) => void; done: () => void } {
  const isWatched = process.stderr.isTTY === true
  const pause = isWatched ? 100 : 5000
  let [last, hasSpoken] = [Date.now(), false]
  return {
    say: (text) => {
      const now = Date.now()
      if (now - last < pause) return
      last = now
      hasSpoken = true
      process.stderr.write(isWatched ? `\r\u001b[K${text}` : `${text}\n`)
    },
    done: () => void (isWatched && hasSpoken && process.stderr.write('\r\u001b[K')),
  }
}

/** Real time, for what a person does to the machine and not to a practice. */
export const realTime = (): number => Date.now()
