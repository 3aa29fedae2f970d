import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'

// Hashing is slow on purpose; two at a time, so that a flood of sign-ins waits in line and the pages stay quick.

const memory = 19_456 // KiB, with two passes and one lane: OWASP's least for argon2id
const passes = 2
const lanes = 1
const atOnce = 2

// Long enough to need no rules about its letters: NIST SP 800-63B-4 asks 15 where a password stands alone.
export const shortestPassword = 15
export const longestPassword = 256

/** Why a password may not be chosen; null when it may. */
export function passwordFlaw(password: string): string | null {
  const { length } = password.normalize('NFKC')
  if (length < shortestPassword) return `Choose at least ${shortestPassword} characters; a sentence is fine.`
  return length > longestPassword ? `Choose at most ${longestPassword} characters.` : null
}

let running = 0
const waiting: (() => void)[] = []

async function inLine<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  else running += 1
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}

function digest(password: string, nonce: Buffer): Promise<Buffer> {
  const message = password.normalize('NFKC')
  return new Promise((resolve, reject) => {
    argon2('argon2id', { message, nonce, parallelism: lanes, tagLength: 32, memory, passes }, (error, tag) =>
      error ? reject(error) : resolve(Buffer.from(tag)),
    )
  })
}

export function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  return inLine(async () => {
    const tag = await digest(password, nonce)
    return `$argon2id$v=19$m=${memory},t=${passes},p=${lanes}$${nonce.toString('base64')}$${tag.toString('base64')}`
  })
}

export function verifyPassword(stored: string, password: string): Promise<boolean> {
  const [, , , , nonce = '', tag = ''] = stored.split('$')
  const expected = Buffer.from(tag, 'base64')
  if (expected.length === 0) return Promise.resolve(false)
  return inLine(async () => {
    const actual = await digest(password, Buffer.from(nonce, 'base64'))
    return actual.length === expected.length && timingSafeEqual(actual, expected)
  })
}
