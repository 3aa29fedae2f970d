import { z } from 'zod'
import { found, reply, room, secured } from '../../ground/http.ts'
import { once } from '../../ground/once.ts'
import { answerQuestion, askClinician } from './actions/ask.ts'
import { myDay, notePage, openNotes } from './actions/read.ts'
import { rosterPage, writeRoster } from './actions/roster.ts'
import { decideTemplate, proposeTemplate, templatesPage } from './actions/templates.ts'
import { amendNote, cosignNote, signNote, writeNote } from './actions/write.ts'
import { noteChange } from './types.ts'

const one = { param: z.object({ id: z.guid() }) }
const version = z.number().int().min(0)
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write the time as 14:05.')
const shared = z.strictObject({
  start: time,
  stop: time,
  interventions: z.array(z.string().max(40)).max(12).optional(),
  came: z.array(z.guid()).max(60),
})
const elements = z.array(z.string().max(12)).max(40)
const proposal = z.strictObject({ required: elements, suggested: elements, why: z.string().max(300) })
const decision = z.strictObject({ version: z.number().int().min(1), isApproved: z.boolean() })
const named = { param: z.object({ template: z.string().max(40) }) }

export const noteRoutes = room()
  .get('/day', secured('note.read', { summary: "A clinician's own day: open notes in order" }), async (c) =>
    c.json(await myDay(c.var.ground)),
  )
  .get(
    '/open',
    secured('note.read', { summary: 'Open notes of the practice; a clinician sees their own' }),
    async (c) => c.json(await openNotes(c.var.ground)),
  )
  .get('/templates', secured('note.read', { summary: 'What each kind of note must hold' }), async (c) =>
    c.json(await templatesPage(c.var.ground)),
  )
  .post(
    '/templates/:template',
    secured('claim.work', { ...named, json: proposal, summary: 'Propose what a kind of note must hold' }),
    async (c) => reply(c, await proposeTemplate(c.var.ground, c.req.valid('param').template, c.req.valid('json'))),
  )
  .post(
    '/templates/:template/decision',
    secured('note.write', { ...named, json: decision, summary: 'Approve or decline a proposal, as a clinician' }),
    async (c) => {
      const { version: proposed, isApproved } = c.req.valid('json')
      return reply(c, await decideTemplate(c.var.ground, c.req.valid('param').template, proposed, isApproved))
    },
  )
  .post(
    '/questions/:id/answer',
    secured('note.write', {
      ...one,
      json: z.strictObject({ answer: z.string().max(200) }),
      summary: 'Answer a question about a note',
    }),
    async (c) => reply(c, await answerQuestion(c.var.ground, c.req.valid('param').id, c.req.valid('json').answer)),
  )
  .get(
    '/:id',
    secured('note.read', { ...one, summary: 'One note: questions, what stands, what is missing' }),
    async (c) => found(c, await notePage(c.var.ground, c.req.valid('param').id)),
  )
  .put(
    '/:id',
    secured('note.write', {
      ...one,
      json: z.strictObject({ change: noteChange, version }),
      summary: 'Keep what was written so far',
    }),
    async (c) => {
      const { change, version: seen } = c.req.valid('json')
      return reply(c, await writeNote(c.var.ground, c.req.valid('param').id, change, seen))
    },
  )
  .post(
    '/:id/sign',
    secured('note.write', { ...one, idempotent: true, json: z.strictObject({ version }), summary: 'Sign a note' }),
    (c) => once(c, (ground) => signNote(ground, c.req.valid('param').id, c.req.valid('json').version)),
  )
  .post(
    '/:id/cosign',
    secured('note.write', {
      ...one,
      idempotent: true,
      json: z.strictObject({ version, sentBack: z.string().min(3).max(200).nullable().default(null) }),
      summary: "The supervisor's signature, or the note sent back",
    }),
    (c) =>
      once(c, (ground) =>
        cosignNote(ground, c.req.valid('param').id, c.req.valid('json').version, c.req.valid('json').sentBack),
      ),
  )
  .post(
    '/:id/amend',
    secured('note.write', {
      ...one,
      idempotent: true,
      json: z.strictObject({ change: noteChange, reason: z.string().max(200), version }),
      summary: 'Amend a signed note, with a reason',
    }),
    (c) =>
      once(c, (ground) => {
        const { change, reason, version: seen } = c.req.valid('json')
        return amendNote(ground, c.req.valid('param').id, change, reason, seen)
      }),
  )
  .post(
    '/:id/questions',
    secured('claim.work', {
      ...one,
      json: z.strictObject({ element: z.string().max(12), question: z.string().max(200) }),
      summary: 'Ask the clinician about one element of a note',
    }),
    async (c) => reply(c, await askClinician(c.var.ground, c.req.valid('param').id, c.req.valid('json'))),
  )
  .get('/:id/roster', secured('note.read', { ...one, summary: 'Everyone of one group or program day' }), async (c) =>
    found(c, await rosterPage(c.var.ground, c.req.valid('param').id)),
  )
  .post(
    '/:id/roster',
    secured('note.write', { ...one, json: shared, summary: 'Write what a whole group shares; mark who came' }),
    async (c) => reply(c, await writeRoster(c.var.ground, c.req.valid('param').id, c.req.valid('json'))),
  )
