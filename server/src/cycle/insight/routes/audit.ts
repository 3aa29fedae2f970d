import { type PlainDate, parseDate } from '@ballast/kernel'
import type { Context } from 'hono'
import { z } from 'zod'
import { problem, room, secured } from '../../../ground/http.ts'
import { memorySource, type Source } from '../../../ground/sources.ts'
import { auditAsPage, auditWithClaims } from '../actions/audit-files.ts'
import { businessCase, leakage, leakRows } from '../actions/leakage.ts'
import type { BaselineProgress } from '../types/baseline.ts'
import { leakCauses } from '../types/leakage.ts'

const wanted = z.strictObject({
  cause: z.enum(leakCauses),
  month: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(500).default(200),
  offset: z.coerce.number().int().min(0).default(0),
})

/** Leakage and the business case, under `/insight`. */
export const leakageRoutes = room()
  .get(
    '/leakage',
    secured('insight.read', { summary: 'Dollars that leaked, by month of the visit and cause, with the arithmetic' }),
    async (c) => c.json(await leakage(c.var.ground)),
  )
  .get(
    '/leakage/rows',
    secured('insight.read', { summary: 'The visits and claims behind one leakage figure', query: wanted }),
    async (c) => c.json(await leakRows(c.var.ground, c.req.valid('query'))),
  )
  .get('/business-case', secured('insight.read', { summary: 'The business case, as one page to print' }), async (c) =>
    c.body(await businessCase(c.var.ground), 200, {
      'content-type': 'text/html; charset=utf-8',
      'content-disposition': `attachment; filename="business-case-${c.var.ground.today()}.html"`,
    }),
  )

/** What a page may bring at once; bigger folders are for the command line, which streams. */
const maxBytes = 200 * 1024 * 1024
const asked = z.strictObject({ asOf: z.iso.date().optional() })

const dayOf = (text: string | undefined, today: PlainDate): PlainDate => parseDate(text ?? '') ?? today

async function dropped(c: Context): Promise<Source[]> {
  const form = await c.req.parseBody({ all: true })
  const files = [form.files ?? []].flat().filter((each): each is File => each instanceof File)
  return Promise.all(files.map(async (file) => memorySource(file.name, new Uint8Array(await file.arrayBuffer()))))
}

const nothingSent = { kind: 'audit.invalid', message: 'Send the files in the field "files".' } as const

/** The audit of files somebody brings: read, answered, forgotten. Nothing of them is kept. */
export const auditRoutes = room()
  .post(
    '/',
    secured('audit.run', {
      summary: 'What these files say; JSON lines, first the progress and last the report',
      maxBytes,
      query: asked,
    }),
    async (c) => {
      const sources = await dropped(c)
      if (sources.length === 0) return problem(c, nothingSent)
      const asOf = dayOf(c.req.valid('query').asOf, c.var.ground.today())
      const text = new TextEncoder()
      const lines = new ReadableStream<Uint8Array>({
        async start(to) {
          const say = (line: object): void => to.enqueue(text.encode(`${JSON.stringify(line)}\n`))
          let last = -1
          const tell = (progress: BaselineProgress): void => {
            const step = Math.floor((100 * progress.bytes) / Math.max(1, progress.of))
            if (step !== last) say({ progress })
            last = step
          }
          say({ result: await auditWithClaims(sources, asOf, tell) })
          to.close()
        },
      })
      return c.body(lines, 200, { 'content-type': 'application/x-ndjson; charset=utf-8' })
    },
  )
  .post(
    '/page',
    secured('audit.run', { summary: 'The same as one page to keep or print', maxBytes, query: asked }),
    async (c) => {
      const sources = await dropped(c)
      if (sources.length === 0) return problem(c, nothingSent)
      const asOf = dayOf(c.req.valid('query').asOf, c.var.ground.today())
      return c.body(await auditAsPage(sources, asOf), 200, {
        'content-type': 'text/html; charset=utf-8',
        'content-disposition': `attachment; filename="ballast-audit-${asOf}.html"`,
      })
    },
  )
