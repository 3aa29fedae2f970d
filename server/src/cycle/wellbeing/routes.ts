import { z } from 'zod'
import { room, secured } from '../../ground/http.ts'
import { myMonth } from './actions/month.ts'

const query = z.object({
  month: z
    .string()
    .regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'Write the month as 2026-03.')
    .optional(),
})

export const wellbeingRoutes = room().get(
  '/month',
  secured('note.read', { query, summary: "A clinician's own month: visits, what was paid, what is open, in words" }),
  async (c) => c.json(await myMonth(c.var.ground, c.req.valid('query').month)),
)
