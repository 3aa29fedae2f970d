import {
  amount,
  composite,
  each,
  type LoopGuide,
  listed,
  loop,
  many,
  manyLoops,
  maybe,
  narrow,
  number,
  one,
  oneLoop,
  oneOf,
  required,
  segment,
  situational,
  someLoops,
  text,
  unused,
} from '../guide.ts'
import {
  beginning,
  called,
  DMG,
  DTP,
  identifiedNM1,
  levelHL,
  loosePRV,
  N3,
  N4,
  PER,
  prefixedNM1,
  procedureOf,
  REF,
  TRN,
} from './common.ts'
import { INS } from './x279-270.ts'
import { AAA, HSD, MSG } from './x279-271.ts'

// 005010X217, the 278: asking for an authorization, and the answer. Reviewer > requester > subscriber > dependent >
// event > service.

const place = composite({
  code: required(text(2)),
  qualifier: required(oneOf('A', 'B')),
  frequency: situational(text(1)),
})
const UM = segment('UM', 'What is asked', {
  category: required(oneOf('AR', 'HS', 'SC', 'IN')),
  certification: required(oneOf('1', '2', '3', '4', 'I', 'N', 'R', 'S')),
  serviceType: situational(text(2)),
  place: situational(place),
  relatedCauses: situational(
    composite({
      cause1: required(text(3)),
      cause2: situational(text(3)),
      cause3: situational(text(3)),
      state: situational(text(2)),
      country: situational(text(3)),
    }),
  ),
  urgency: situational(text(3)),
  health: situational(text(1)),
  prognosis: situational(text(1)),
  release: situational(text(1)),
  delayReason: situational(text(2)),
})
const HCR = segment('HCR', 'Decision', {
  action: required(oneOf('A1', 'A2', 'A3', 'A4', 'A6', 'C', 'CT', 'NA')),
  number: situational(text(50)),
  reason: situational(text(30)),
  secondSurgicalOpinion: situational(oneOf('N', 'Y')),
})
const diagnosis = composite({
  qualifier: required(listed('ABF', 'ABJ', 'ABK', 'ABN', 'APR', 'BF', 'BJ', 'BK', 'BN', 'DR', 'LOI', 'PR')),
  code: required(text(30)),
  format: situational(text(3)),
  day: situational(text(35)),
})
const HI = segment('HI', 'Diagnoses', {
  code1: required(diagnosis),
  code2: situational(diagnosis),
  code3: situational(diagnosis),
  code4: situational(diagnosis),
  code5: situational(diagnosis),
  code6: situational(diagnosis),
  code7: situational(diagnosis),
  code8: situational(diagnosis),
  code9: situational(diagnosis),
  code10: situational(diagnosis),
  code11: situational(diagnosis),
  code12: situational(diagnosis),
})
const CRC = segment('CRC', 'Conditions', {
  category: required(text(2)),
  applies: required(oneOf('N', 'Y')),
  code1: required(text(3)),
  code2: situational(text(3)),
  code3: situational(text(3)),
  code4: situational(text(3)),
  code5: situational(text(3)),
})
const CL1 = segment('CL1', 'Stay', {
  type: situational(text(1)),
  source: situational(text(1)),
  patientStatus: situational(text(2)),
  nursingHome: situational(text(1)),
})
const PWK = segment('PWK', 'Paperwork', {
  type: required(text(2)),
  transmission: required(text(2)),
  u3: unused,
  u4: unused,
  qualifier: situational(oneOf('AC')),
  control: situational(text(50)),
  description: situational(text(80)),
})
const SV1 = segment('SV1', 'Professional service', {
  procedure: required(procedureOf('HC', 'IV', 'N4', 'WK', 'ZZ')),
  charge: situational(amount),
  unit: situational(oneOf('F2', 'MJ', 'UN')),
  units: situational(number()),
  place: situational(text(2)),
  u6: unused,
  pointers: situational(
    composite({
      first: required(text(2)),
      second: situational(text(2)),
      third: situational(text(2)),
      fourth: situational(text(2)),
    }),
  ),
  u8: unused,
  u9: unused,
  u10: unused,
  epsdt: situational(oneOf('N', 'Y')),
})
const SV2 = segment('SV2', 'Facility service', {
  revenue: situational(text(48)),
  procedure: situational(procedureOf('HC', 'ID', 'IV', 'N4', 'WK', 'ZZ')),
  charge: situational(amount),
  unit: situational(text(2)),
  units: situational(number()),
  rate: situational(number()),
})

const reviewer = loop('2010A', 'Reviewer', {
  name: one(called(identifiedNM1, ['1', '2'], ['24', '34', '46', 'PI', 'XV', 'XX']), [1, 'X3']),
  contact: maybe(PER, [1, 'IC']),
  refusals: many(AAA, 9),
})
const requester = loop('2010B', 'Requester', {
  name: one(called(identifiedNM1, ['1', '2'], ['24', '34', '46', 'PI', 'XX']), [1, '1P', 'FA']),
  references: many(REF, 8, [1, '1G', '1J', 'CT', 'EI', 'N5', 'N7', 'SY', 'ZH', 'G5']),
  street: maybe(N3),
  city: maybe(N4),
  contact: maybe(PER, [1, 'IC']),
  refusals: many(AAA, 9),
  specialty: maybe(loosePRV),
})
const provider = (id: string) =>
  loop(id, 'Provider', {
    name: one(prefixedNM1, [
      1,
      ...['1T', '71', '72', '73', '77', 'AAJ', 'DD', 'DK', 'DN', 'FA', 'G3', 'P3', 'QB', 'QV', 'SJ'],
    ]),
    references: many(REF, 7, [1, ...['0B', '1G', '1J', 'EI', 'N5', 'N7', 'SY', 'ZH', 'G5']]),
    street: maybe(N3),
    city: maybe(N4),
    contact: maybe(PER),
    refusals: many(AAA, 9),
    specialty: maybe(loosePRV),
  })

const serviceShape = loop(
  '2000F',
  'Service',
  {
    level: one(levelHL('bottom'), [3, 'SS']),
    traces: many(TRN, 3),
    refusals: many(AAA, 9),
    review: maybe(UM),
    decision: maybe(HCR),
    references: many(REF, 2, [1, 'BB', 'NT']),
    dates: many(DTP, 5, [1, '472', '102', '007', '036']),
    diagnoses: maybe(HI),
    professional: maybe(SV1),
    institutional: maybe(SV2),
    pattern: maybe(HSD),
    paperwork: many(PWK, 10),
    message: maybe(MSG),
    providers: manyLoops(provider('2010F'), 12),
  },
  { code: 'SS', under: ['EV'] },
)
export interface Service278 extends LoopGuide<(typeof serviceShape)['children']> {}
const service: Service278 = serviceShape

const eventShape = loop(
  '2000E',
  'Event',
  {
    level: one(levelHL('either'), [3, 'EV']),
    traces: many(TRN, 3),
    refusals: many(AAA, 9),
    review: one(UM),
    decision: maybe(HCR),
    references: many(REF, 2, [1, 'BB', 'NT']),
    dates: each(DTP, 9, [1, ...['439', '484', '431', 'AAH', '435', '096', '472', '102', '007', '036', 'ABC']]),
    diagnoses: maybe(HI),
    pattern: maybe(HSD),
    conditions: many(CRC, 9),
    stay: maybe(CL1),
    paperwork: many(PWK, 10),
    message: maybe(MSG),
    providers: manyLoops(provider('2010EA'), 14),
    services: manyLoops(service),
  },
  { code: 'EV', under: ['22', '23'] },
)
export interface Event278 extends LoopGuide<(typeof eventShape)['children']> {}
const event: Event278 = eventShape

const person = <const C extends string>(id: string, title: string, code: C) =>
  loop(id, title, {
    name: one(called(prefixedNM1, ['1'], ['II', 'MI', 'ZZ']), [1, code]),
    references: many(REF, 9),
    street: maybe(N3),
    city: maybe(N4),
    refusals: many(AAA, 9),
    demographics: maybe(DMG),
    relationship: maybe(INS),
  })
const dependent = loop(
  '2000D',
  'Dependent',
  {
    level: one(levelHL('either'), [3, '23']),
    name: oneLoop(person('2010D', 'Dependent', 'QC')),
    events: someLoops(event),
  },
  { code: '23', under: ['22'] },
)
const subscriberShape = loop(
  '2000C',
  'Subscriber',
  {
    level: one(levelHL('either'), [3, '22']),
    name: oneLoop(person('2010C', 'Subscriber', 'IL')),
    events: manyLoops(event),
    dependents: manyLoops(dependent),
  },
  { code: '22', under: ['21'] },
)
export interface Subscriber278 extends LoopGuide<(typeof subscriberShape)['children']> {}
const subscriber: Subscriber278 = subscriberShape

const asking = loop(
  '2000B',
  'Requester',
  { level: one(levelHL('either'), [3, '21']), name: oneLoop(requester), subscribers: manyLoops(subscriber) },
  { code: '21', under: ['20'] },
)
const decidingShape = loop(
  '2000A',
  'Reviewer',
  {
    level: one(narrow(levelHL('top'), { codes: { 4: ['0', '1'] } }), [3, '20']),
    refusals: many(AAA, 9),
    name: oneLoop(reviewer),
    requesters: manyLoops(asking),
  },
  { code: '20', under: [''] },
)
export interface Reviewer278 extends LoopGuide<(typeof decidingShape)['children']> {}
const deciding: Reviewer278 = decidingShape

export const guide278Request = {
  kind: '278',
  set: '278',
  versions: ['005010X217'],
  group: 'HI',
  title: 'Authorization request',
  body: loop('278', 'Authorization request', {
    beginning: one(beginning('0007', ['01', '13', '36'])),
    reviewers: someLoops(deciding),
  }),
} as const

export const guide278Response = {
  kind: '278',
  set: '278',
  versions: ['005010X217'],
  group: 'HI',
  title: 'Authorization answer',
  body: loop('278R', 'Authorization answer', {
    beginning: one(beginning('0007', ['11'], ['18', '19', 'AT', 'RU'])),
    reviewers: someLoops(deciding),
  }),
} as const
