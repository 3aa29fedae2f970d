import { describe, expect, test } from 'vitest'
import { hashPassword, verifyPassword } from './password.ts'

describe('a password', () => {
  test('is kept as argon2id, salted: the same one twice looks different', async () => {
    const [one, other] = [await hashPassword('correct horse battery'), await hashPassword('correct horse battery')]
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(one).not.toBe(other)
  })

  test.each([
    { given: 'correct horse battery', opens: true },
    { given: 'correct horse battery ', opens: false },
    { given: 'Correct horse battery', opens: false },
    { given: '', opens: false },
  ])('"$given" opens: $opens', async ({ given, opens }) => {
    expect(await verifyPassword(await hashPassword('correct horse battery'), given)).toBe(opens)
  })

  test('is the same however the keyboard composes its accents', async () => {
    expect(await verifyPassword(await hashPassword('caf\u00e9 passphrase'), 'cafe\u0301 passphrase')).toBe(true)
  })

  test('stored in a way nobody knows opens nothing', async () =>
    expect(await verifyPassword('plain', 'plain')).toBe(false))
})
