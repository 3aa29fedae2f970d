import { date } from '@ballast/kernel'
import { guide270, guide271, parse, readAs, type TypedOf, transactionsOf, writeInterchange } from '@ballast/x12'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDb, otherPracticeId, practiceId } from '../../../test/harness.ts'
import { tidewater } from '../../../test/planted.ts'
import { setToday } from '../../ground/clock.ts'
import { changing, reading } from '../../ground/db.ts'
import { importCsv } from '../../imports.ts'
import { setUpPractice } from '../practice/actions/setup.ts'
import { receiveFile } from '../remittance/actions/receive-file.ts'
import { workPage } from '../worklist/actions/work.ts'
import { askNow } from './actions/ask.ts'
import { countLimits } from './actions/limits.ts'
import { answerPage, coveragePage, sweepList, unusedAnswers } from './actions/page.ts'
import { decide, recordCall } from './actions/say.ts'
import { giveUpSilent, sweepCoverages } from './actions/sweep.ts'
import { expectVisit } from './actions/visits.ts'

const fees = [{ code: '90837', credential: '*', allowed: '120.00' }]
const setup = {
  ...tidewater,
  charges: [{ code: '90834', charge: '150.00' }, { code: '90837', charge: '180.00' }],
  payers: [
    { id: 'NWND1', name: 'Northwind', kind: 'commercial', params: {}, fees },
    { id: 'CEDR1', name: 'Cedar Behavioral', kind: 'commercial', params: {}, fees },
    { id: 'CAPP1', name: 'Capped', kind: 'commercial', params: { visit_limit_action: 'block' }, sessionLimit: { limit: 3, per: 'year' }, fees },
  ],
} // biome-ignore format: a practice

const people = [
  'Alma Rowe 1988-05-04',
  'Otto Lind 1979-02-11',
  'Nora Vale 1990-09-09',
  'Ines Bay 1985-01-01',
  'Paul Dune 1970-07-07',
  'Sara Fenn 1992-02-02',
  'Kurt Moss 1966-06-06',
  'Lena Holt 1999-09-09',
]
const patients = ['patient_id,first_name,last_name,birth_date,sex,address,city,state,zip,email', ...people.map((each, i) => {
  const [first, last, birth] = each.split(' ')
  return `P${i + 1},${first},${last},${birth},F,1 Quay Street,Ellery Point,VA,239010012,p${i + 1}@example.invalid`
})].join('\n') // biome-ignore format: a file
const coverages = ['coverage_id,patient_id,payer_id,member_id,relationship,effective_from', ...people.map((_, i) =>
  `C${i + 1},P${i + 1},${i === 7 ? 'CAPP1' : 'NWND1'},W00000000${i + 1},self,2026-02-01`)].join('\n') // biome-ignore format: a file

const fresh = await freshDb({ today: date('2026-03-03') })
afterAll(fresh.drop)
const ground = fresh.ground()
const ids = new Map<string, string>()

async function bring(kind: 'patients' | 'coverages' | 'sessions', csv: string): Promise<void> {
  const report = await importCsv(ground, kind, { name: `${kind}.csv`, bytes: new TextEncoder().encode(csv) })
  if (report.refused.length > 0) throw new Error(report.refused.map((row) => row.message).join('; '))
}

beforeAll(async () => {
  await setToday(ground, date('2026-03-03'))
  const set = await setUpPractice(ground, setup, true)
  if (!set.ok) throw new Error(set.refusal.problems.join('; '))
  await bring('patients', patients)
  await bring('coverages', coverages)
  await fresh.machine.jobs.drain()
  const rows = await reading(ground, (tx) =>
    tx
      .selectFrom('coverage')
      .select(['id', 'external_id', 'patient_id'])
      .where('practice_id', '=', practiceId)
      .execute(),
  )
  for (const row of rows) {
    ids.set(row.external_id, row.id)
    ids.set(`patient ${row.external_id}`, row.patient_id)
  }
})
const id = (external: string): string => ids.get(external) ?? ''

type Question = TypedOf<typeof guide270>
type Subscriber = TypedOf<typeof guide271>['sources'][number]['receivers'][number]['subscribers'][number]
type Benefit = Subscriber['benefits'][number]

const eb = (benefit: Benefit['benefit'], more: Partial<Benefit> = {}): Benefit => ({
  benefit, patterns: [], references: [], dates: [], refusals: [], messages: [], more: [], others: [], ...more,
}) // biome-ignore format: one literal
const plan = eb({ information: '1', serviceTypes: ['30'], plan: 'GOLD' })
const copay = (amount: string) => eb({ information: 'B', serviceTypes: ['MH'], period: '27', amount, inNetwork: 'Y' })
const heldBy = (name: string, payerId: string) =>
  eb(
    { information: '1', serviceTypes: ['MH'] },
    {
      begin: { loop: '2120' },
      end: { loop: '2120' },
      others: [{ name: { entity: 'PR', type: '2', lastName: name, idQualifier: 'PI', id: payerId }, contacts: [] }],
    },
  )

/** Everything that went out since the last look. */
const seen = new Set<string>()
async function questions(): Promise<{ question: Question; text: string }[]> {
  const { readdir, readFile } = await import('node:fs/promises')
  const { join } = await import('node:path')
  const folder = join(fresh.machine.folder, 'mailbox', practiceId, 'outbox')
  const found: { question: Question; text: string }[] = []
  for (const name of (await readdir(folder).catch(() => [])).filter((each) => each.startsWith('270')).sort()) {
    if (seen.has(name)) continue
    seen.add(name)
    const bytes = await readFile(join(folder, name))
    for (const transaction of transactionsOf(parse(bytes))) {
      const question = readAs(guide270, transaction)
      if (question && transaction.flaws.length === 0) found.push({ question, text: bytes.toString() })
    }
  }
  return found
}

type Reply = (
  asked: Question['sources'][number]['receivers'][number]['subscribers'][number],
) => Partial<Subscriber> | Subscriber[]

let control = 500
/** Answers every question that waits, the way the test says; gives the bytes of the answer. */
async function answer(reply: Reply): Promise<Uint8Array> {
  const values = (await questions()).map(({ question }): TypedOf<typeof guide271> => ({
    beginning: { structure: '0022', purpose: '11', reference: question.beginning.reference ?? '', day: '2026-03-03', time: '1201' },
    sources: question.sources.map((source) => ({
      level: { id: '1', level: '20', hasChildren: '1' },
      refusals: [],
      name: { name: source.name.name, contacts: [], refusals: [] },
      receivers: source.receivers.map((receiver) => ({
        level: { id: '2', parent: '1', level: '21', hasChildren: '1' },
        name: { name: receiver.name.name, references: [], refusals: [] },
        subscribers: receiver.subscribers.flatMap((asked): Subscriber[] => {
          const made = reply(asked)
          if (Array.isArray(made)) return made
          return [subscriber(asked, made)]
        }),
      })),
    })),
  })) // biome-ignore format: a literal
  control += 1
  return writeInterchange(
    {
      sender: { qualifier: 'ZZ', id: 'CLRHOUSE01', code: 'CLRHOUSE01' },
      receiver: { qualifier: 'ZZ', id: 'TIDEWATER01', code: 'TIDEWATER01' },
      control,
      groupControl: control,
      usage: 'T',
      on: '2026-03-03',
      at: '12:01',
    },
    guide271,
    values,
  )
}
const subscriber = (asked: Parameters<Reply>[0], made: Partial<Subscriber>): Subscriber => ({
  level: { id: '3', parent: '2', level: '22', hasChildren: '0' },
  traces: asked.traces.map((trace) => ({ ...trace, type: '2' as const })),
  name: { name: asked.name.name, references: [], refusals: [], dates: [], ...(asked.name.demographics ? { demographics: asked.name.demographics } : {}) },
  benefits: [],
  dependents: [],
  ...made,
}) // biome-ignore format: a literal
const refused = (asked: Parameters<Reply>[0], code: string): Partial<Subscriber> => ({
  name: { name: asked.name.name, references: [], dates: [], refusals: [{ isValid: 'Y', reason: code, followUp: 'C' }] },
})

async function take(bytes: Uint8Array, name = `271-${control}.edi`): Promise<void> {
  await receiveFile(ground, name, bytes)
  await fresh.machine.jobs.drain()
}
const ask = async (external: string): Promise<void> => {
  const result = await askNow(ground, id(external), null)
  if (!result.ok) throw new Error(result.refusal.kind)
}
const work = async (external: string) =>
  (await workPage(ground, { kind: 'eligibility.', state: 'open', limit: 500 })).items.filter(
    (item) => item.subject === id(external),
  )
const kindsOf = async (external: string) => (await work(external)).map((item) => item.kind).sort()
const page = async (external: string) => {
  const found = await coveragePage(ground, id(external), null)
  if (!found) throw new Error('no coverage')
  return found
}

describe('asking', () => {
  test('new coverages are asked about by themselves, in one file, each with its own trace', async () => {
    const out = await questions()
    const subscribers = out.flatMap(({ question }) =>
      question.sources.flatMap((source) => source.receivers.flatMap((one) => one.subscribers)),
    )
    expect(subscribers).toHaveLength(people.length)
    expect(new Set(subscribers.flatMap((one) => one.traces.map((trace) => trace.id))).size).toBe(people.length)
    expect(out[0]?.text).toContain('EQ*MH^A6^A8^CF^A4^98^30~')
    expect(out[0]?.text).toContain('DTP*291*D8*20260303~')
    // Nobody answers these: what silence comes to is asked below.
    await fresh.machine.jobs.drain()
  })

  test('silence for two days is a person’s task, once', async () => {
    const later = fresh.ground(practiceId, date('2026-03-05'))
    expect(await giveUpSilent(later)).toBe(people.length)
    expect(await giveUpSilent(later)).toBe(0)
    expect(await kindsOf('C1')).toEqual(['eligibility.unanswered'])
  })

  test('another practice’s coverage is not there', async () => {
    expect(await askNow(fresh.ground(otherPracticeId), id('C1'), null)).toEqual({
      ok: false,
      refusal: { kind: 'eligibility.not_found' },
    })
    expect(await coveragePage(fresh.ground(otherPracticeId), id('C1'), null)).toBeNull()
  })
})

describe('an answer', () => {
  test('becomes what is known, settles the silence, and raises a call for what was not said', async () => {
    await ask('C1')
    await take(await answer(() => ({ benefits: [plan, eb({ information: '1', serviceTypes: ['MH'] })] })))
    expect(await kindsOf('C1')).toEqual(['eligibility.call'])
    const { standing, unsaid, advice } = await page('C1')
    expect(standing).toMatchObject({ isActive: true, checkedOn: '2026-03-03' })
    expect(unsaid.questions[0]?.question).toBe('What is the copay for an office visit with a therapist?')
    expect(advice.map((each) => each.text)).toContain(
      'Northwind did not say what the patient pays for therapy. That is not zero: call.',
    )
  })

  test('a call answers it, with who said it to whom; a wrong value says where', async () => {
    const call = { spokeWith: 'Kim', reference: 'R1', on: date('2026-03-03'), isActive: null, note: null }
    const wrong = await recordCall(ground, id('C1'), { ...call, facts: { 'copay.therapy': -5 } })
    expect(wrong).toMatchObject({ ok: false, refusal: { at: 'copay.therapy' } })
    const right = await recordCall(ground, id('C1'), { ...call, facts: { 'copay.therapy': 2000 } })
    expect(right.ok).toBe(true)
    expect(await kindsOf('C1')).toEqual([])
    const { standing, calls } = await page('C1')
    expect(standing?.facts.find((fact) => fact.name === 'copay.therapy')).toMatchObject({
      value: 2000,
      from: 'call',
      by: 'Kim, to Robin Biller',
    })
    expect(calls[0]).toMatchObject({
      spokeWith: 'Kim',
      verifier: 'Robin Biller',
      said: [{ title: 'Copay for therapy', words: '$20.00' }],
    })
  })

  test('the next answer tells what changed, to a person', async () => {
    await ask('C1')
    const bytes = await answer(() => ({ benefits: [plan, copay('40')] }))
    await take(bytes)
    expect((await page('C1')).standing?.differences).toEqual(['Copay for therapy: $20.00 -> $40.00'])
    const changed = (await work('C1')).find((item) => item.kind === 'eligibility.changed')
    expect(changed?.title).toBe('Alma Rowe: Copay for therapy: $20.00 -> $40.00')
    const before = (await page('C1')).answers.length
    await take(bytes, 'again.edi')
    expect((await page('C1')).answers).toHaveLength(before)
  })

  test('is kept as it came and explained on demand', async () => {
    const [latest] = (await page('C1')).answers
    const found = await answerPage(ground, latest?.id ?? '')
    expect(found?.segments.find(({ text }) => text.startsWith('EB*B'))?.words).toBe(
      'For mental health it the patient pays a copay, $40, per a visit, in network.',
    )
    expect(await answerPage(fresh.ground(otherPracticeId), latest?.id ?? '')).toBeNull()
  })

  test('that says not active stops the claim, and a later one frees it', async () => {
    await bring('sessions', session('S2', 'P2', '2026-03-03', 'kept'))
    await ask('C2')
    await take(await answer(() => ({ benefits: [eb({ information: '6', serviceTypes: ['30'] })] })))
    expect(await kindsOf('C2')).toEqual(['eligibility.inactive'])
    expect(await rulesOf('S2')).toContain('S007')
    await ask('C2')
    await take(await answer(() => ({ benefits: [plan, copay('20')] })))
    expect((await page('C2')).standing?.differences).toContain('Coverage: not active -> active')
    expect((await work('C2')).map((item) => item.title)).toEqual([])
    expect(await rulesOf('S2')).not.toContain('S007')
  })
})

const elements = 'STARTSTOP;MEDNEC'
const session = (external: string, patient: string, on: string, status: string) =>
  `session_id,patient_id,clinician_npi,location_id,program_id,date,minutes,status,service,modality,patient_location,diagnoses,note_elements,signed_at
${external},${patient},1245319599,L1,OP,${on},${status === 'kept' ? 45 : ''},${status},individual_therapy,in_person,clinic,F41.1,${elements},${status === 'kept' ? on : ''}`

const sessionId = (external: string) =>
  reading(ground, (tx) =>
    tx
      .selectFrom('session')
      .select('id')
      .where('practice_id', '=', practiceId)
      .where('external_id', '=', external)
      .executeTakeFirstOrThrow(),
  )

/** The rules that speak on the claim a session has. */
async function rulesOf(external: string): Promise<string[]> {
  const { id: session } = await sessionId(external)
  await fresh.machine.jobs.drain()
  const row = await reading(ground, (tx) =>
    tx
      .selectFrom('claim')
      .select('findings')
      .where('practice_id', '=', practiceId)
      .where('session_id', '=', session)
      .where('status', '<>', 'void')
      .executeTakeFirstOrThrow(),
  )
  return (row.findings as { rule: string }[]).map((finding) => finding.rule)
}
const payerOf = async (external: string): Promise<string> => {
  const { id: session } = await sessionId(external)
  const row = await reading(ground, (tx) =>
    tx
      .selectFrom('claim')
      .innerJoin('payer', (join) =>
        join.onRef('payer.practice_id', '=', 'claim.practice_id').onRef('payer.id', '=', 'claim.payer_id'),
      )
      .select('payer.name')
      .where('claim.practice_id', '=', practiceId)
      .where('claim.session_id', '=', session)
      .where('claim.status', '<>', 'void')
      .executeTakeFirstOrThrow(),
  )
  return row.name
}

describe('a carve-out', () => {
  test('is asked on, and the claim goes to whoever holds mental health', async () => {
    await ask('C3')
    await take(await answer(() => ({ benefits: [plan, heldBy('CEDAR BEHAVIORAL', 'CEDR1')] })))
    const onward = await questions()
    expect(onward.map(({ question }) => question.sources[0]?.name.name.id)).toEqual(['CEDR1'])
    expect(await kindsOf('C3')).toEqual([])
    seen.delete([...seen].at(-1) ?? '')
    await take(await answer(() => ({ benefits: [plan, copay('15')] })))
    const { standing, advice } = await page('C3')
    expect(standing?.holder?.name).toBe('Cedar Behavioral')
    expect(standing?.facts.find((fact) => fact.name === 'copay.therapy')).toMatchObject({
      value: 1500,
      by: 'Cedar Behavioral',
    })
    expect(advice.map((each) => each.text)).toContain(
      'Mental health is held by Cedar Behavioral: claims go there, not to Northwind.',
    )
    await bring('sessions', session('S3', 'P3', '2026-03-03', 'kept'))
    expect(await rulesOf('S3')).not.toContain('S008')
    expect(await payerOf('S3')).toBe('Cedar Behavioral')
  })

  test('to a company we do not know stops the claim until somebody sets it up', async () => {
    await ask('C4')
    await take(await answer(() => ({ benefits: [plan, heldBy('FAR AWAY HEALTH', 'FARA1'), copay('20')] })))
    expect(await kindsOf('C4')).toEqual(['eligibility.carve-out'])
    await bring('sessions', session('S4', 'P4', '2026-03-03', 'kept'))
    expect(await rulesOf('S4')).toContain('S008')
    const northwind = (await page('C4')).payers.find((payer) => payer.name === 'Northwind')
    await decide(ground, id('C4'), { decide: 'holder', payerId: northwind?.id ?? null })
    expect(await kindsOf('C4')).toEqual([])
    expect(await rulesOf('S4')).not.toContain('S008')
  })
})

describe('bad answers', () => {
  test('one about somebody else is set aside and nothing of it is used', async () => {
    await ask('C5')
    await take(
      await answer((asked) => ({
        name: {
          name: { ...asked.name.name, lastName: 'STRANGER', firstName: 'SAM' },
          references: [],
          refusals: [],
          dates: [],
          demographics: { format: 'D8', birthDay: '19600101' },
        },
        benefits: [plan, copay('99')],
      })),
    )
    expect((await page('C5')).standing).toBeNull()
    const unused = (await unusedAnswers(ground)).answers.find((one) => one.person.includes('STRANGER'))
    expect(unused).toMatchObject({ state: 'set_aside', coverageId: null })
    const items = (await workPage(ground, { kind: 'eligibility.wrong-person' })).items
    expect(items[0]?.link).toBe(`/eligibility/answers/${unused?.id}`)
  })

  test('for two patients: the one asked about is used, the other is set aside', async () => {
    await ask('C5')
    await take(
      await answer((asked) => [
        subscriber(asked, { benefits: [plan, copay('25')] }),
        subscriber(asked, {
          name: {
            name: { ...asked.name.name, lastName: 'OTHER', firstName: 'PAT', id: 'Z1' },
            references: [],
            refusals: [],
            dates: [],
            demographics: { format: 'D8', birthDay: '20010101' },
          },
          benefits: [plan, copay('99')],
        }),
      ]),
    )
    expect((await page('C5')).standing?.facts.find((fact) => fact.name === 'copay.therapy')?.value).toBe(2500)
    expect((await unusedAnswers(ground)).answers.some((one) => one.person === 'PAT OTHER')).toBe(true)
  })

  test('twice about the same patient: neither is used', async () => {
    await ask('C6')
    await take(
      await answer((asked) => [
        subscriber(asked, { benefits: [plan, copay('25')] }),
        subscriber(asked, { benefits: [plan, copay('75')] }),
      ]),
    )
    expect(await kindsOf('C6')).toEqual(['eligibility.contradiction'])
    expect((await page('C6')).standing?.facts).toEqual([])
  })

  test('that contradicts itself waits for a person, with both statements', async () => {
    await ask('C6')
    await take(await answer(() => ({ benefits: [plan, copay('20'), copay('40')] })))
    expect((await work('C6'))[0]?.advice).toContain('Copay for therapy is said to be $20.00 and $40.00.')
    expect((await page('C6')).answers[0]).toMatchObject({ state: 'queued' })
  })

  test('not found is asked once more, then a person compares it with the card; the claim waits', async () => {
    await ask('C7')
    await take(await answer((asked) => refused(asked, '67')))
    expect(await kindsOf('C7')).toEqual(['eligibility.unanswered'])
    const bytes = await answer((asked) => {
      expect(asked.name.name.lastName).toBe('KURT')
      return refused(asked, '67')
    })
    await take(bytes)
    expect(await kindsOf('C7')).toContain('eligibility.not-found')
    await bring('sessions', session('S7', 'P7', '2026-03-03', 'kept'))
    expect(await rulesOf('S7')).toContain('S007')
  })

  test('to a question nobody asked is kept and set aside', async () => {
    const bytes = await answer(() => ({}))
    await ask('C1')
    const whole = new TextDecoder().decode(
      await answer((asked) => ({
        traces: [{ type: '2', id: 'NOBODY', originator: '9990000017' }],
        name: { name: { ...asked.name.name, lastName: 'UNASKED' }, references: [], refusals: [], dates: [] },
        benefits: [plan],
      })),
    )
    const before = (await unusedAnswers(ground)).answers.length
    await take(new TextEncoder().encode(whole.replace(/BHT\*0022\*11\*[^*]*\*/, 'BHT*0022*11*X*')))
    expect((await unusedAnswers(ground)).answers.length).toBe(before + 1)
    expect(bytes.length).toBeGreaterThan(0)
  })
})

describe('the sweep', () => {
  test('asks about booked visits of the coming days once, and shows how far it has come', async () => {
    await bring('sessions', session('S20', 'P8', '2026-03-05', 'booked'))
    const morning = fresh.ground(practiceId, date('2026-03-04'))
    const first = await sweepCoverages(morning)
    expect(first?.wanted).toBeGreaterThanOrEqual(1)
    expect(await sweepCoverages(morning)).toBeNull()
    await fresh.machine.jobs.drain()
    await take(await answer(() => ({ benefits: [plan, copay('20')] })))
    const [progress] = (await sweepList(morning)).sweeps
    expect(progress).toMatchObject({ asked: first?.wanted, answered: first?.wanted, refused: 0 })
  })
})

describe('the limit', () => {
  const visit = (n: number) => ({
    sessionId: `0190b000-0000-7000-8000-00000000010${n}`,
    patientId: id('patient C8'),
    clinicianId: null,
    on: date(`2026-03-2${n}`),
    state: 'booked' as const,
  })
  const book = (n: number, why: string | null = null) =>
    changing(ground, (tx) => expectVisit(tx, ground, visit(n), why)).then((result) =>
      result.ok ? result.value : result.refusal,
    )

  test('warns near the end, and blocks beyond it where the payer does', async () => {
    // One visit of the three is booked by the file above.
    expect(await book(1)).toEqual({
      left: 1,
      warning: 'After this visit 1 visit is left that the plan covers this benefit year.',
    })
    expect(await kindsOf('C8')).toContain('eligibility.limit-near')
    const [one, other] = await Promise.all([book(2), book(3)])
    const ends = [one, other].map((end) => ('kind' in end ? end.kind : end.left)).sort()
    expect(ends).toEqual([0, 'eligibility.limit_reached'])
    expect(await kindsOf('C8')).toContain('eligibility.limit-reached')
  })

  test('patient and clinician are told, once, with nothing of care in the letter', async () => {
    await fresh.machine.jobs.drain()
    const { notices } = await page('C8')
    const told = notices.filter((notice) => notice.about.endsWith(' 1'))
    expect(told.map((notice) => [notice.recipientKind, notice.state]).sort()).toEqual([
      ['clinician', 'no_address'],
      ['patient', 'sent'],
    ])
    const letter = notices.find((notice) => notice.recipientKind === 'patient')
    expect(letter?.body).not.toMatch(/visit|therapy|mental|Capped|\d (left|of)/i)
    expect(letter?.body).toContain('8045550100')
  })

  test('a person’s reason books beyond it; a visit given up gives its place back', async () => {
    expect(await book(4, 'Single-case agreement.')).toMatchObject({ left: -1 })
    await changing(ground, (tx) => expectVisit(tx, ground, { ...visit(4), state: 'released' }))
    const [limit] = await reading(ground, (tx) => countLimits(tx, ground, [id('C8')], date('2026-03-20')))
    expect(limit).toMatchObject({ visits: 3, booked: 3, left: 0 })
  })
})
