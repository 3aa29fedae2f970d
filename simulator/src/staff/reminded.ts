import { request } from 'node:http'
import { type PlainDate, parseDate } from '@ballast/kernel'
import type { OutgoingFile } from '../clearinghouse.ts'
import type { ReminderAnswer } from '../year/reminded.ts'

// Patients open their letters at home: nobody signs in, and each comes by a network of their own. A letter that offers no
// link, or whose link says nothing, cannot be answered.

/** A letter that can be answered. */
export type Reminder = {
  readonly patientId: string
  readonly on: PlainDate
  readonly start: string
  readonly offered: readonly string[]
  readonly token: string
}

export type RemindedAt = {
  readonly read: (letters: readonly OutgoingFile[]) => Promise<Reminder[]>
  /** Whether the answer was taken. */
  readonly answer: (letter: Reminder, answer: ReminderAnswer) => Promise<boolean>
}

type Asked = { readonly on: string; readonly start: string; readonly answers: readonly string[] }

/** The door where the letters of this product are answered. */
export function remindedAt(url: string): RemindedAt {
  const { hostname, port } = new URL(url)

  /** Asks from a patient's own network, where this machine has such addresses. */
  async function knock(patientId: string, query: string, body: object | null): Promise<unknown> {
    const number = Number(patientId.replace(/\D/g, '')) || 1
    const own = `127.1.${(number >> 8) & 255}.${number & 255}`
    const text = body === null ? '' : JSON.stringify(body)
    const headers = { 'x-ballast': '1', 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }
    const method = body === null ? 'GET' : 'POST'
    const ask = (from: { readonly localAddress?: string }) =>
      new Promise<unknown>((resolve, reject) => {
        const asked = request(
          { hostname, port, path: `/api/reminder${query}`, method, headers, ...from },
          (response) => {
            let said = ''
            response.setEncoding('utf8')
            response.on('data', (part: string) => {
              said += part
            })
            response.on('end', () => resolve(response.statusCode === 200 && said !== '' ? JSON.parse(said) : null))
          },
        )
        asked.on('error', reject)
        asked.end(text)
      })
    return ask({ localAddress: own }).catch(() => ask({}))
  }

  return {
    async read(letters) {
      const found: Reminder[] = []
      for (const { bytes } of letters) {
        const text = Buffer.from(bytes).toString('utf8')
        const token = /[?&]token=([\w.-]+)/.exec(text)?.[1]
        const patientId = /^To: ([^@\s]+)@/m.exec(text)?.[1]?.toUpperCase()
        if (token === undefined || patientId === undefined) continue
        const page = (await knock(patientId, `?token=${token}`, null)) as Asked | null
        const on = page && parseDate(page.on)
        if (page && on) found.push({ patientId, on, start: page.start, offered: page.answers, token })
      }
      return found
    },
    answer: async ({ patientId, token }, answer) => (await knock(patientId, '', { token, answer })) !== null,
  }
}
