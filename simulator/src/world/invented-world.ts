import { formatDecimal } from '@ballast/kernel'
import { type Random, random } from '../random.ts'
import { type MistakeFile, type MistakeKind, mistakeFileSchema, mistakeKinds } from './mistake-file.ts'
import { credentials, type Payer, type PayerInput, payerFileSchema } from './payer-file.ts'

// Worlds nobody tuned for: payers and mistakes drawn from everything the two files allow. A product is measured on these, so
// that it cannot have learned the default world by heart.

const shapes = ['^[A-Z]{3}\\d{9}$', '^\\d{9,11}$', '^W[0-9]{8}$', '^[A-Z]\\d{7}[A-Z]?$', '^XE-\\d{6}$']
const codes = ['90791', '90832', '90834', '90837', '90846', '90847']
const licences = ['LCSW', 'LMFT', 'LPC', 'LMHC', 'PhD', 'PsyD'] as const
const dollars = (own: Random, from: number, until: number) => `${own.between(from, until)}.00`
const maybe = <T>(own: Random, chance: number, make: () => T): T | undefined =>
  own.chance(chance) ? make() : undefined

function inventedPayer(own: Random, id: string, kind: 'commercial' | 'medicare' | 'medicaid' | 'eap'): PayerInput {
  const video = own.pick(['95', '95', 'GT', 'none'] as const)
  const perLicence = Object.fromEntries(
    licences.filter(() => own.chance(0.4)).map((name) => [name, own.pick(['AJ', 'AH', 'HO', 'HN'])]),
  )
  const change = () => ({
    fromMonth: own.between(2, 9),
    set: own.pick([
      { pos_home: own.pick(['02', '10', '11']) },
      { av_modifier: own.pick(['95', 'GT'] as const) },
      { timely_filing_days: own.between(60, 180) },
    ]),
    announcedAfterDays: own.between(0, 90),
  })
  return {
    id,
    members: own.between(2, 30),
    published: {
      name: `Invented ${kind} ${id}`,
      kind,
      filingIndicator: kind === 'medicare' ? 'MB' : kind === 'medicaid' ? 'MC' : own.pick(['CI', 'BL']),
      memberIdShape: own.pick(shapes),
      params: {
        av_modifier: video,
        audio_modifier: own.pick(['93', 'FQ', 'none', 'not_paid'] as const),
        pos_home: own.pick(['10', '10', '02', '11']),
        pos_other: '02',
        license_modifier_map: own.chance(0.3) ? perLicence : {},
        supervised_billing_mode: own.pick([
          'not_allowed',
          'incident_to',
          'under_supervisor_npi',
          'own_npi_with_modifier',
        ] as const),
        timely_filing_days: own.pick([60, 90, 120, 180, 365]),
        frequency_code_corrected: own.pick(['7', '7', 'none'] as const),
        clean_claim_pay_days: own.between(20, 45),
      },
      authorization:
        maybe(own, kind === 'eap' ? 1 : 0.35, () => ({
          codes: codes.filter((code) => code !== '90791' && own.chance(0.9)).concat('90837'),
          units: own.between(6, 24),
          days: own.between(90, 365),
          turnaroundDays: own.between(1, 14),
          retroDays: own.pick([0, 0, 14, 30]),
        })) ?? null,
      sessionLimit:
        kind === 'eap'
          ? { limit: own.between(3, 8), per: 'episode' }
          : (maybe(own, 0.15, () => ({ limit: own.between(20, 40), per: 'year' as const })) ?? null),
      feeBasisPoints: own.between(7000, 13_000),
      feeByCredential: Object.fromEntries(
        credentials.filter(() => own.chance(0.5)).map((name) => [name, own.between(6000, 10_000)]),
      ),
      fees: own.chance(0.2) ? [{ code: '90834', allowed: dollars(own, 80, 130) }] : [],
      cost: {
        copay: own.chance(0.7) ? [dollars(own, 10, 50), dollars(own, 10, 50)] : [],
        coinsurancePercent: own.chance(0.3) ? [own.between(10, 40)] : [0],
        deductible: own.chance(0.3) ? ['0.00', dollars(own, 100, 800)] : [],
      },
      sequestrationBasisPoints: kind === 'medicare' ? 200 : 0,
    },
    hidden: {
      turnaroundDays: [own.between(3, 10), own.between(10, 25)],
      payWeekday: own.between(1, 5),
      changes: own.chance(0.4) ? [change()] : [],
      reviews: {
        pendedShare: own.chance(0.5) ? 0.2 : 0,
        partialShare: own.chance(0.3) ? 0.1 : 0,
        modifiedShare: own.chance(0.3) ? 0.1 : 0,
        deniedShare: own.chance(0.2) ? 0.02 : 0,
        silentShare: own.chance(0.2) ? 0.03 : 0,
      },
      findsAuthorizationOnFile: own.chance(0.6),
      reviewsMinutesShare: own.chance(0.3) ? 0.2 : 0,
      takebackShare: own.chance(0.4) ? 0.03 : 0,
      takebackAfterDays: own.between(30, 150),
      learnsTerminationAfterDays: own.between(10, 60),
      underpaysShare: own.chance(0.4) ? 0.02 : 0,
      slowShare: own.chance(0.4) ? 0.02 : 0,
      missingAcknowledgmentShare: own.chance(0.3) ? 0.05 : 0,
      lateAcknowledgmentShare: own.chance(0.3) ? 0.1 : 0,
      duplicateRemittanceMonths: own.chance(0.5) ? [own.between(1, 6)] : [],
      reenvelopedRemittanceMonths: own.chance(0.5) ? [own.between(1, 6)] : [],
      unbalancedRemittanceMonths: own.chance(0.5) ? [own.between(1, 6)] : [],
      reusedTraceMonths: own.chance(0.5) ? [own.between(2, 6)] : [],
    },
  }
}

/** One to eight payers of a seed, some of them plans in front of another company. */
export function inventedPayers(seed: number): Payer[] {
  const own = random(seed, 'invented payers')
  const kinds = ['commercial', 'commercial', 'medicaid', 'commercial', 'medicare', 'eap', 'commercial'] as const
  const count = own.between(1, kinds.length)
  const payers = Array.from({ length: count }, (_, i) => inventedPayer(own, `INV${i + 1}`, kinds[i] ?? 'commercial'))
  const holder = payers.find(({ published }) => published.kind === 'commercial')
  if (holder && own.chance(0.6)) {
    const front = inventedPayer(own, 'FRONT1', 'commercial')
    payers.push({
      ...front,
      published: { ...front.published, carvesOutTo: holder.id, authorization: null, sessionLimit: null },
    })
  }
  return payerFileSchema.parse({ payers }).payers
}

/** What is picked wrong after the visit: many kinds, each seldom. */
const slips = mistakeKinds.slice(mistakeKinds.indexOf('add_on_alone'))
const rare: readonly MistakeKind[] = [
  'duplicate_session',
  'note_never_signed',
  'note_past_filing',
  'diagnosis_not_billable',
]

/** Mistakes of a seed: most kinds, each at a rate of its own. */
export function inventedMistakes(seed: number): MistakeFile {
  const own = random(seed, 'invented mistakes')
  const mistakes = mistakeKinds
    .filter((kind) => !slips.includes(kind) && own.chance(0.75))
    .map((kind) => ({
      kind,
      share: rare.includes(kind) ? 0.005 * own.next() : 0.01 + 0.07 * own.next(),
      ...(own.chance(0.2) ? { fromMonth: own.between(1, 4) } : {}),
    }))
  const picked = slips.map((kind) => ({ kind, share: 0.004 * random(seed, 'invented slip', kind).next() }))
  return mistakeFileSchema.parse({ mistakes: [...mistakes, ...picked], learnsAfterDays: own.between(3, 21) })
}

/** A payer as its file has it: amounts as text. */
export const printedPayer = (payer: Payer): PayerInput => ({
  ...payer,
  published: {
    ...payer.published,
    fees: payer.published.fees.map(({ code, credential, allowed }) => ({
      code,
      ...(credential ? { credential } : {}),
      allowed: formatDecimal(allowed),
    })),
    cost: {
      ...payer.published.cost,
      copay: payer.published.cost.copay.map(formatDecimal),
      deductible: payer.published.cost.deductible.map(formatDecimal),
    },
  },
})
