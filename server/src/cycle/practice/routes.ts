import { date } from '@ballast/kernel'
import { z } from 'zod'
import { found, reply, room, secured } from '../../ground/http.ts'
import { credentialingPage, setApplication, setConnection, setPaper, setSupervision } from './actions/credentialing.ts'
import {
  beginning,
  chargesPage,
  cliniciansPage,
  payerPage,
  payersPage,
  practicePage,
  setCharge,
  setClinician,
  setFee,
  setGuard,
  setLocation,
  setPayer,
  setPractice,
  setProgram,
  settingsHistory,
} from './actions/settings.ts'
import { credentials } from './types.ts'

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

const one = { param: z.object({ id: z.guid() }) }
// Half a character cannot be kept: it would be stored as another text than was asked about.
const filled = (most: number) =>
  z
    .string()
    .trim()
    .min(1, 'Please fill this in.')
    .max(most)
    .refine((text) => text.isWellFormed(), 'This text holds half a character. Write it again.')
const state = filled(2).transform((text) => text.toUpperCase())
const place = { address: filled(55), city: filled(30), state, zip: filled(10) }
const code = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[0-9A-Z]{5}$/, 'A code has five letters and digits.')
const price = {
  code,
  cents: z.number().int().min(1).max(10_000_000).nullable(),
  from: day,
}
const days = z.number().int().min(1).max(1100).nullable().default(null)

const practice = z.strictObject({
  practice: z.strictObject({
    name: filled(60),
    npi: filled(20),
    taxId: filled(20),
    taxonomy: filled(20).toUpperCase(),
    phone: filled(30),
    timeZone: filled(60),
    ...place,
  }),
  submitterId: filled(15),
  partner: z.strictObject({
    id: filled(40),
    name: filled(60),
    qualifier: filled(2).toUpperCase(),
    usage: z.enum(['T', 'P']),
  }),
})
const location = z.strictObject({
  code: filled(40),
  name: filled(60),
  placeOfService: filled(2),
  ...place,
})
const program = z.strictObject({ code: filled(40), name: filled(60) })
const clinician = z.strictObject({
  npi: filled(20),
  firstName: filled(35),
  lastName: filled(60),
  credential: z.enum(credentials),
  licenceState: state.nullable().default(null),
  taxonomy: filled(20).toUpperCase(),
  programId: z.guid().nullable().default(null),
  locationId: z.guid().nullable().default(null),
  supervisorId: z.guid().nullable().default(null),
  startedOn: maybe,
})
const payer = z.strictObject({
  name: filled(60),
  code: filled(40),
  ediId: filled(80),
  kind: z.enum(['commercial', 'medicare', 'medicaid', 'eap']),
  filingIndicator: filled(2).toUpperCase(),
  partner: filled(40).default('clearinghouse'),
  filingDays: days,
  appealDays: days,
  carveOutPayerId: z.guid().nullable().default(null),
  phone: words,
})

/** The practice's own settings: what is kept is audited, and what cannot be right is refused at its place. */
const settingsRoutes = room()
  .get(
    '/settings',
    secured('practice.read', { summary: 'The practice, its places, programs, clearinghouse and guards' }),
    async (c) => c.json(await practicePage(c.var.ground)),
  )
  .post('/settings', secured('practice.set', { json: practice, summary: 'Change the practice itself' }), async (c) =>
    reply(c, await setPractice(c.var.ground, c.req.valid('json'))),
  )
  .get('/history', secured('practice.set', { summary: 'Who changed what in the settings' }), async (c) =>
    c.json(await settingsHistory(c.var.ground)),
  )
  .get('/beginning', secured('practice.read', { summary: 'How much of the settings is entered' }), async (c) =>
    c.json(await beginning(c.var.ground)),
  )
  .post(
    '/guards',
    secured('practice.set', {
      json: z.strictObject({
        guard: filled(40),
        isOn: z.boolean(),
        reason: z.string().trim().min(5, 'Say why, in five letters or more.').max(300),
      }),
      summary: 'Turn a guard on or off, with the reason',
    }),
    async (c) => reply(c, await setGuard(c.var.ground, c.req.valid('json'))),
  )
  .post('/locations', secured('practice.set', { json: location, summary: 'Add a place' }), async (c) =>
    reply(c, await setLocation(c.var.ground, null, c.req.valid('json'))),
  )
  .post('/locations/:id', secured('practice.set', { ...one, json: location, summary: 'Change a place' }), async (c) =>
    reply(c, await setLocation(c.var.ground, c.req.valid('param').id, c.req.valid('json'))),
  )
  .post('/programs', secured('practice.set', { json: program, summary: 'Add a program' }), async (c) =>
    reply(c, await setProgram(c.var.ground, null, c.req.valid('json'))),
  )
  .post('/programs/:id', secured('practice.set', { ...one, json: program, summary: 'Change a program' }), async (c) =>
    reply(c, await setProgram(c.var.ground, c.req.valid('param').id, c.req.valid('json'))),
  )
  .get('/clinicians', secured('practice.read', { summary: 'Everyone whose work is billed' }), async (c) =>
    c.json(await cliniciansPage(c.var.ground)),
  )
  .post('/clinicians', secured('practice.set', { json: clinician, summary: 'Add a clinician' }), async (c) =>
    reply(c, await setClinician(c.var.ground, null, c.req.valid('json'))),
  )
  .post(
    '/clinicians/:id',
    secured('practice.set', { ...one, json: clinician, summary: 'Change a clinician' }),
    async (c) => reply(c, await setClinician(c.var.ground, c.req.valid('param').id, c.req.valid('json'))),
  )
  .get(
    '/payers',
    secured('practice.read', { summary: 'Every payer, with its days and where they come from' }),
    async (c) => c.json(await payersPage(c.var.ground)),
  )
  .post('/payers', secured('practice.set', { json: payer, summary: 'Add a payer' }), async (c) =>
    reply(c, await setPayer(c.var.ground, null, c.req.valid('json'))),
  )
  .get(
    '/payers/:id',
    secured('practice.read', { ...one, summary: 'One payer and what it agreed to allow' }),
    async (c) => found(c, await payerPage(c.var.ground, c.req.valid('param').id)),
  )
  .post('/payers/:id', secured('practice.set', { ...one, json: payer, summary: 'Change a payer' }), async (c) =>
    reply(c, await setPayer(c.var.ground, c.req.valid('param').id, c.req.valid('json'))),
  )
  .post(
    '/payers/:id/fees',
    secured('practice.set', {
      ...one,
      json: z.strictObject({ ...price, credential: z.enum(['*', ...credentials]).default('*') }),
      summary: 'What a payer allows for a code from a day on',
    }),
    async (c) => reply(c, await setFee(c.var.ground, c.req.valid('param').id, c.req.valid('json'))),
  )
  .get('/charges', secured('practice.read', { summary: 'What the practice charges for each code' }), async (c) =>
    c.json(await chargesPage(c.var.ground)),
  )
  .post(
    '/charges',
    secured('practice.set', { json: z.strictObject(price), summary: 'What is charged for a code from a day on' }),
    async (c) => reply(c, await setCharge(c.var.ground, c.req.valid('json'))),
  )

export const practiceRoutes = room()
  .route('/', settingsRoutes)
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
