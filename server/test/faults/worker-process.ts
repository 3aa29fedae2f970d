import { createInterface } from 'node:readline'
import { cents, date } from '@ballast/kernel'
import { sweepRenewals } from '../../src/cycle/authorization/actions/renew.ts'
import { sweepUncovered } from '../../src/cycle/authorization/actions/uncovered.ts'
import { sendReady } from '../../src/cycle/claim/actions/send.ts'
import { sweepCoverages } from '../../src/cycle/eligibility/actions/sweep.ts'
import { agreeFee } from '../../src/cycle/intake/actions/fees.ts'
import { collectByCard } from '../../src/cycle/receivable/actions/card.ts'
import { writeOffVisit } from '../../src/cycle/receivable/actions/write-off.ts'
import {
  assignAdjustment,
  matchClaimPayment,
  undoClaimPayment,
} from '../../src/cycle/remittance/actions/work-exceptions.ts'
import { book } from '../../src/cycle/session/actions/booking.ts'
import { groundOn, system } from '../../src/ground/ground.ts'
import { openMachine } from '../../src/ground/machine.ts'
import { handlers } from '../../src/handlers.ts'
import { importCsv } from '../../src/imports.ts'
import type { Told } from './worker.ts'

// The product's own worker in a process of its own, so that a test can kill it. It is told one JSON object a line and says
// one word when it begins and one when it is done.

const opening = JSON.parse(process.argv[2] ?? '{}') as {
  folder: string
  dataFolder: string
  database: string
  server: { host: string; port: number; owner: string; ownerPassword: string }
  practiceId: string
  today: string
}

const hour = {
  minutes: 45,
  service: 'individual_therapy',
  modality: 'in_person',
  times: 1,
  everyWeeks: 1,
  reason: null,
} as const

const say = (word: string): void => void process.stdout.write(`${word}\n`)

const begins = {
  'file.received': async () => say('begun'),
  'session.signed': async () => say('begun'),
  'claim.transmit': async () => say('begun'),
}

const machine = await openMachine({
  ...opening,
  server: { ...opening.server, stop: async () => undefined },
  handlers: [begins, ...handlers],
  migrates: false,
})
const ground = groundOn(machine, opening.practiceId, system('worker'), () => date(opening.today))
say('ready')

for await (const line of createInterface({ input: process.stdin })) {
  const told = JSON.parse(line) as Told
  say('begun')
  if (told.do === 'work') await machine.jobs.work()
  else if (told.do === 'agree') {
    const terms = { basis: 'sliding scale', until: null, reviewOn: null, agreedBy: 'Alma Rowe' }
    await agreeFee(ground, told.patientId, { ...terms, fee: cents(told.fee), from: date(told.from) })
  } else if (told.do === 'write-off')
    await writeOffVisit(ground, told.sessionId, { reason: 'hardship', note: 'form on file' })
  else if (told.do === 'match') await matchClaimPayment(ground, told.id, told.claimId)
  else if (told.do === 'unmatch') await undoClaimPayment(ground, told.id, 'another patient')
  else if (told.do === 'assign') {
    const parts = [{ to: 'claim' as const, claimId: told.claimId, amountCents: told.amount }]
    await assignAdjustment(ground, told.id, 1, parts)
  } else if (told.do === 'collect') await collectByCard(ground, told)
  else if (told.do === 'import')
    await importCsv(ground, told.kind, { name: `${told.kind}.csv`, bytes: Buffer.from(told.bytes, 'base64') })
  else if (told.do === 'send') await sendReady(ground)
  else if (told.do === 'morning') {
    await sweepCoverages(ground)
    await sweepRenewals(ground)
    await sweepUncovered(ground)
  } else if (told.do === 'book') await book(ground, { ...told, ...hour })
  say('done')
}
