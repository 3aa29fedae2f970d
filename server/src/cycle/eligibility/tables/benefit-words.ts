import { lookup } from '@ballast/kernel'
// A plan's codes in our own words, for whoever reads an answer as it came (cite LFH). Meanings of service types and periods
// are short on purpose.

// biome-ignore format: one row per code
export const informationWords = lookup<string>({
  '1': 'is active', '2': 'is active, paid per head', '3': 'is active, these services paid per head', '4': 'is active, paid per head to primary care',
  '5': 'is active, under investigation', '6': 'is not active', '7': 'is not active, an update is pending', '8': 'is not active, under investigation',
  A: 'the patient pays a share', B: 'the patient pays a copay', C: 'has a deductible', CB: 'tells what cover rests on', D: 'describes a benefit',
  E: 'excludes this', F: 'limits this', G: 'has a yearly most that the patient pays', H: 'sets no limit', I: 'does not cover this',
  J: 'keeps cost down by a rule', K: 'holds a reserve', L: 'names primary care', M: 'asks about earlier conditions', MC: 'names who manages this care',
  N: 'allows a named provider only', O: 'was not judged necessary', P: 'gives a disclaimer', Q: 'wants a second opinion', R: 'names another payer',
  S: 'tells last year’s use', T: 'has the card reported lost', U: 'says to ask somebody else', V: 'cannot answer this', W: 'has this from another source',
  X: 'names a facility', Y: 'has a spend-down',
})

// biome-ignore format: by family
export const serviceWords = lookup<string>({
  '30': 'the plan as a whole', '60': 'benefits in general', '98': 'an office visit', MH: 'mental health', A4: 'psychiatric care', A6: 'psychotherapy',
  A7: 'inpatient psychiatry', A8: 'outpatient psychiatry', CE: 'inpatient mental health, clinician', CF: 'outpatient mental health, clinician',
  CG: 'inpatient mental health, facility', CH: 'outpatient mental health, facility', BB: 'partial hospitalization', BC: 'psychiatric day care',
  RT: 'residential treatment', AI: 'substance use', AJ: 'alcohol use', AK: 'drug use', CI: 'inpatient substance use, facility', CJ: 'outpatient substance use, facility',
  '88': 'pharmacy', '86': 'emergency', UC: 'urgent care', A0: 'an outpatient visit', CQ: 'case management', '1': 'medical care', '33': 'chiropractic', '35': 'dental', '47': 'hospital', '48': 'inpatient hospital', '50': 'outpatient hospital', AL: 'vision',
})

// biome-ignore format: short
export const periodWords = lookup<string>({
  '6': 'an hour', '7': 'a day', '13': 'a day', '21': 'years', '22': 'a plan year', '23': 'a calendar year', '24': 'so far this year', '25': 'the contract',
  '26': 'an episode', '27': 'a visit', '29': 'left', '30': 'used up', '31': 'not used up', '32': 'a lifetime', '33': 'left of the lifetime', '34': 'a month', '35': 'a week', '36': 'a stay',
})

// biome-ignore format: short
export const countWords = lookup<string>({
  VS: 'visits', HS: 'hours', DY: 'days', MN: 'months', P6: 'services', QA: 'approved', M2: 'at most', '8H': 'at least', '99': 'used', CA: 'covered', CE: 'covered, estimated', YY: 'years', FL: 'units', S7: 'from age', S8: 'to age',
})

// biome-ignore format: short
export const dateWords = lookup<string>({
  '291': 'plan', '292': 'benefit', '304': 'last visit', '307': 'eligible', '346': 'plan begins', '347': 'plan ends', '348': 'benefit begins', '349': 'benefit ends', '356': 'eligible from', '357': 'eligible until', '472': 'service',
})

// biome-ignore format: short
export const partyWords = lookup<string>({
  PR: 'payer', PRP: 'first payer', SEP: 'second payer', TTP: 'third payer', VN: 'vendor', '2B': 'administrator', Y2: 'managed care company', X3: 'review company',
  P3: 'primary care', '1P': 'provider', GP: 'gateway provider', '13': 'contracted provider', IL: 'insured', '03': 'dependent', LR: 'legal representative',
})
