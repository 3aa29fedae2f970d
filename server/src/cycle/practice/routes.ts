import { date } from '@ballast/kernel'
import { z } from 'zod'
import { reply, room, secured } from '../../ground/http.ts'
import { credentialingPage, setApplication, setConnection, setPaper, setSupervision } from './actions/credentialing.ts'

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a day such as 2026-03-02')
  .pipe(z.iso.date())
  .transform((text) => date(text))
const maybe = day.nullable().default(null)
const words = z.string().trim().max(300).nullable().default(null)

const application = z.strictObject({
  clinicianId: z.guid(),
  payerId: z.guid(),
  locationId: z.guid().nullable().default(null),
  state: z.enum(['preparing', 'submitted', 'in_review', 'effective', 'denied', 'ended']),
  submittedOn: maybe,
  effectiveOn: maybe,
  untilOn: maybe,
  revalidateOn: maybe,
  nextCallOn: maybe,
  owner: words,
  reference: words,
  note: words,
})
const paper = z.strictObject({
  id: z.guid().nullable().default(null),
  clinicianId: z.guid(),
  kind: z.enum(['licence', 'compact', 'caqh', 'malpractice', 'w9', 'dea', 'revalidation']),
  title: z.string().trim().min(1).max(120),
  number: words,
  region: words,
  confirmedOn: maybe,
  expiresOn: maybe,
})

export const practiceRoutes = room()
  .get(
    '/credentialing',
    secured('practice.read', { summary: 'Every clinician with every payer, papers, supervision and connections' }),
    async (c) => c.json(await credentialingPage(c.var.ground)),
  )
  .post(
    '/credentialing',
    secured('practice.set', { json: application, summary: 'Where a clinician’s application with a payer stands' }),
    async (c) => {
      const { clinicianId, payerId, locationId, ...change } = c.req.valid('json')
      return reply(c, await setApplication(c.var.ground, { clinicianId, payerId, locationId }, change))
    },
  )
  .post(
    '/papers',
    secured('practice.set', { json: paper, summary: 'A licence, attestation or insurance, with its last day' }),
    async (c) => {
      const { id, ...row } = c.req.valid('json')
      return reply(c, await setPaper(c.var.ground, id, row))
    },
  )
  .post(
    '/supervision',
    secured('practice.set', {
      json: z.strictObject({
        clinicianId: z.guid(),
        supervisorId: z.guid(),
        payerId: z.guid().nullable().default(null),
        from: day,
        until: maybe,
      }),
      summary: 'Who supervises whom, for which payer, between which days',
    }),
    async (c) => reply(c, await setSupervision(c.var.ground, c.req.valid('json'))),
  )
  .post(
    '/connections',
    secured('practice.set', {
      json: z.strictObject({
        payerId: z.guid(),
        kind: z.enum(['claims', 'remittance', 'eft', 'eligibility', 'authorization']),
        state: z.enum(['not_started', 'submitted', 'effective', 'rejected', 'not_needed']),
        submittedOn: maybe,
        effectiveOn: maybe,
        nextCallOn: maybe,
        owner: words,
        note: words,
      }),
      summary: 'Where a connection to a payer stands',
    }),
    async (c) => reply(c, await setConnection(c.var.ground, c.req.valid('json'))),
  )
