import { cents, parseDate } from '@ballast/kernel'
import { z } from 'zod'
import { found, reply, room, secured } from '../../ground/http.ts'
import { agreementsPage, findPatients, rewriteAgreement, signAgreement, withdrawAgreement } from './actions/checkin.ts'
import { agreeFee } from './actions/fees.ts'
import { duplicatesPage, keepApart, mergePatients, undoMerge } from './actions/merge.ts'
import { changePatient, dropTerm, patientPage, setGuarantors, setPapers, setTerm } from './actions/patient.ts'
import { agreementKinds, guarantorRelations, termKinds } from './types.ts'

const one = { param: z.object({ id: z.guid() }) }
const kind = z.enum(agreementKinds)
const name = z.string().trim().min(2).max(120)
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a day such as 2026-03-02')
  .transform((text, context) => {
    const read = parseDate(text)
    if (read !== null) return read
    context.addIssue({ code: 'custom', message: 'expected a day such as 2026-03-02' })
    return z.NEVER
  })
const words = (most: number) => z.string().trim().max(most)
const said = (most: number) =>
  words(most)
    .nullable()
    .transform((text) => text || null)
const email = z.email('expected an address such as name@example.org').max(200).nullable()

const patientChange = z.strictObject({
  nameUsed: said(60),
  pronouns: said(40),
  phone: said(30),
  email,
  consentsAloneOn: day.nullable(),
  partnerName: said(120),
})
const guarantor = z.strictObject({
  firstName: words(60).min(1),
  lastName: words(60).min(1),
  relation: z.enum(guarantorRelations),
  addressLine: words(120),
  city: words(60),
  state: words(2),
  zip: words(10),
  phone: said(30),
  email,
  shareBasisPoints: z.number().int().min(1).max(10_000),
  services: z.array(words(40)).max(20),
  reference: said(120),
})
const term = z.strictObject({
  kind: z.enum(termKinds),
  reference: said(60),
  from: day,
  until: day.nullable(),
  visits: z.number().int().min(1).max(999).nullable(),
  codes: z.array(z.string().regex(/^[A-Z0-9]{5}$/, 'expected a code such as 90837')).max(20),
  rate: z.number().int().min(0).max(1_000_000).transform(cents).nullable(),
  paysPatient: z.boolean(),
  courtesyClaim: z.boolean().default(false),
})

const papers = z.strictObject({
  referral: said(50),
  referralUntil: day.nullable(),
  isAssigned: z.boolean().nullable(),
})

const fee = z.strictObject({
  fee: z.number().int().min(0).max(1_000_000).transform(cents),
  basis: words(200).min(2),
  from: day,
  until: day.nullable(),
  reviewOn: day.nullable(),
  agreedBy: name,
})

export const intakeRoutes = room()
  .get(
    '/patients',
    secured('intake.read', {
      query: z.strictObject({ search: z.string().max(100).default('') }),
      summary: 'Patients by the beginning of a name or by number',
    }),
    async (c) => c.json({ patients: await findPatients(c.var.ground, c.req.valid('query').search) }),
  )
  .get(
    '/patients/:id',
    secured('intake.read', { ...one, summary: 'Who a patient is, who answers for them and who promised to pay' }),
    async (c) => found(c, await patientPage(c.var.ground, c.req.valid('param').id)),
  )
  .post(
    '/patients/:id',
    secured('intake.work', { ...one, json: patientChange, summary: 'The name to use, how to reach somebody, privacy' }),
    async (c) => reply(c, await changePatient(c.var.ground, c.req.valid('param').id, c.req.valid('json'))),
  )
  .post(
    '/patients/:id/guarantors',
    secured('intake.work', {
      ...one,
      json: z.strictObject({ from: day, guarantors: z.array(guarantor).max(8) }),
      summary: 'Say who answers for a patient from a day on; none means the patient',
    }),
    async (c) => reply(c, await setGuarantors(c.var.ground, c.req.valid('param').id, c.req.valid('json'))),
  )
  .post(
    '/patients/:id/fees',
    secured('intake.work', {
      ...one,
      json: fee,
      summary: 'Agree on what a patient without a plan pays a visit from a day on, in cents',
    }),
    async (c) => reply(c, await agreeFee(c.var.ground, c.req.valid('param').id, c.req.valid('json'))),
  )
  .post(
    '/coverages/:id/terms',
    secured('intake.work', {
      ...one,
      json: term,
      summary: 'An assistance program’s visits, a single case agreement, or out of network',
    }),
    async (c) => reply(c, await setTerm(c.var.ground, c.req.valid('param').id, c.req.valid('json'))),
  )
  .post(
    '/coverages/:id/papers',
    secured('intake.work', {
      ...one,
      json: papers,
      summary: 'The referral a plan wants, and whether its money was signed over to the practice',
    }),
    async (c) => reply(c, await setPapers(c.var.ground, c.req.valid('param').id, c.req.valid('json'))),
  )
  .post(
    '/terms/:id/drop',
    secured('intake.work', { ...one, summary: 'Take back what was entered about a coverage' }),
    async (c) => reply(c, await dropTerm(c.var.ground, c.req.valid('param').id)),
  )
  .get('/agreements', secured('intake.read', { summary: 'The words of each agreement, every version' }), async (c) =>
    c.json(await agreementsPage(c.var.ground, null)),
  )
  .post(
    '/agreements/:kind',
    secured('practice.set', {
      param: z.object({ kind: z.string().max(40) }),
      json: z.strictObject({ title: name, body: z.string().trim().min(20).max(10_000) }),
      summary: 'New words for an agreement',
    }),
    async (c) => reply(c, await rewriteAgreement(c.var.ground, c.req.valid('param').kind, c.req.valid('json'))),
  )
  .get(
    '/patients/:id/agreements',
    secured('intake.read', { ...one, summary: 'What a patient has signed' }),
    async (c) => found(c, await agreementsPage(c.var.ground, c.req.valid('param').id)),
  )
  .post(
    '/patients/:id/agreements',
    secured('intake.work', {
      ...one,
      json: z.strictObject({
        kind,
        signedBy: name,
        signedAs: z.enum(['patient', 'parent', 'guardian', 'representative']).default('patient'),
        method: z.enum(['screen', 'paper', 'spoken']).default('screen'),
      }),
      summary: 'Sign the newest words of an agreement',
    }),
    async (c) => reply(c, await signAgreement(c.var.ground, c.req.valid('param').id, c.req.valid('json'))),
  )
  .post(
    '/patients/:id/agreements/withdraw',
    secured('intake.work', { ...one, json: z.strictObject({ kind }), summary: 'Take an agreement back' }),
    async (c) => reply(c, await withdrawAgreement(c.var.ground, c.req.valid('param').id, c.req.valid('json').kind)),
  )
  .get('/duplicates', secured('intake.work', { summary: 'Records that may be one person' }), async (c) =>
    c.json(await duplicatesPage(c.var.ground)),
  )
  .post(
    '/duplicates/merge',
    secured('intake.work', {
      json: z.strictObject({ keptId: z.guid(), mergedId: z.guid(), reason: z.string().trim().min(3).max(300) }),
      summary: 'Put two records of one person together',
    }),
    async (c) => reply(c, await mergePatients(c.var.ground, c.req.valid('json'))),
  )
  .post(
    '/duplicates/apart',
    secured('intake.work', {
      json: z.strictObject({ a: z.guid(), b: z.guid() }),
      summary: 'Say that two records are two people',
    }),
    async (c) => reply(c, await keepApart(c.var.ground, c.req.valid('json').a, c.req.valid('json').b)),
  )
  .post('/merges/:id/undo', secured('intake.work', { ...one, summary: 'Take a merge apart again' }), async (c) =>
    reply(c, await undoMerge(c.var.ground, c.req.valid('param').id)),
  )
