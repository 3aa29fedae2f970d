import { describe, expect, test } from 'vitest'
import { serverOf } from './installation.ts'

describe('DATABASE_URL', () => {
  test('a full address is read, its password decoded', () =>
    expect(serverOf('postgres://ow%20ner:s%40cret@db.example:6000/ballast')).toMatchObject({
      host: 'db.example',
      port: 6000,
      owner: 'ow ner',
      ownerPassword: 's@cret',
    }))

  test('without a port it is 5432', () => expect(serverOf('postgresql://o:p@db/x').port).toBe(5432))

  test.each(['nonsense', 'mysql://o:p@db/x', 'postgres://db/x', ''])('%j says what was expected', (text) =>
    expect(() => serverOf(text)).toThrow('expected postgres://owner:password@host:5432/ballast'),
  )
})
