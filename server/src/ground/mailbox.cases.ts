import { describe, expect, test } from 'vitest'
import type { Mailbox } from './mailbox.ts'

// What every mailbox must do, whatever it is made of: each adapter runs these.

/** The partner's side of a mailbox under test. */
export type Partner = {
  readonly mailbox: Mailbox
  /** Leaves a whole file for us. */
  leave(name: string, bytes: Uint8Array): Promise<void>
  /** Begins to write a file for us, and gives the way to finish it. */
  begin(name: string, half: Uint8Array): Promise<{ finish: (rest: Uint8Array) => Promise<void> }>
  /** Leaves a file that nobody can read. */
  leaveUnreadable(name: string): Promise<void>
  /** What we sent and the partner has not taken yet. */
  waiting(): Promise<string[]>
  /** The partner takes a file of ours away. */
  fetch(name: string): Promise<Uint8Array>
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

export function mailboxCases(name: string, open: () => Promise<Partner>): void {
  describe(`a mailbox: ${name}`, () => {
    test('that nobody has used is empty', async () => {
      const { mailbox, waiting } = await open()
      expect(await mailbox.list()).toEqual([])
      expect(await waiting()).toEqual([])
    })

    test('shows what waits in the order of its names, byte for byte, until it is done with', async () => {
      const { mailbox, leave } = await open()
      await leave('b.835', new Uint8Array([0, 255, 13, 10]))
      await leave('a.835', bytes('first'))
      expect(await mailbox.list()).toEqual(['a.835', 'b.835'])
      expect([...(await mailbox.take('b.835'))]).toEqual([0, 255, 13, 10])
      await mailbox.done('a.835')
      expect(await mailbox.list()).toEqual(['b.835'])
    })

    test('shows an empty file like any other', async () => {
      const { mailbox, leave } = await open()
      await leave('empty.835', new Uint8Array())
      expect(await mailbox.list()).toEqual(['empty.835'])
      expect(await mailbox.take('empty.835')).toHaveLength(0)
    })

    test('never shows a file that is still being written', async () => {
      const { mailbox, begin } = await open()
      const { finish } = await begin('late.835', bytes('ISA*00'))
      expect(await mailbox.list()).toEqual([])
      await finish(bytes('*rest~'))
      expect(await mailbox.list()).toEqual(['late.835'])
      expect(new TextDecoder().decode(await mailbox.take('late.835'))).toBe('ISA*00*rest~')
    })

    test('fails on one file that cannot be read and gives the others', async () => {
      const { mailbox, leave, leaveUnreadable } = await open()
      await leaveUnreadable('a-locked.835')
      await leave('b.835', bytes('good'))
      expect(await mailbox.list()).toContain('b.835')
      expect(new TextDecoder().decode(await mailbox.take('b.835'))).toBe('good')
      if ((await mailbox.list()).includes('a-locked.835')) await expect(mailbox.take('a-locked.835')).rejects.toThrow()
    })

    test('keeps to its own place, whatever a file is called', async () => {
      const { mailbox } = await open()
      await expect(mailbox.take('../../etc/passwd')).rejects.toThrow()
      await expect(mailbox.done('../inbox')).rejects.toThrow()
    })

    test('sends a file once: asked again after the partner took it, nothing more goes', async () => {
      const { mailbox, waiting, fetch } = await open()
      await mailbox.send('837P-1.edi', bytes('ISA'))
      await mailbox.send('837P-1.edi', bytes('ISA'))
      expect(await waiting()).toEqual(['837P-1.edi'])
      expect(new TextDecoder().decode(await fetch('837P-1.edi'))).toBe('ISA')
      await mailbox.send('837P-1.edi', bytes('ISA'))
      expect(await waiting()).toEqual([])
    })

    test('two senders of one file at once send it once', async () => {
      const { mailbox, waiting, fetch } = await open()
      await Promise.all([1, 2, 3, 4].map(() => mailbox.send('837P-2.edi', bytes('ISA'.repeat(1000)))))
      expect(await waiting()).toEqual(['837P-2.edi'])
      expect(await fetch('837P-2.edi')).toHaveLength(3000)
    })
  })
}
