import { type MistakeFile, mistakeFileSchema } from './mistake-file.ts'
import { type Payer, type PayerInput, payerFileSchema } from './payer-file.ts'
import { type PracticeFile, type PracticeInput, practiceFileSchema } from './practice-file.ts'

// The reference practice: ten clinicians at twenty-five sessions a week, about 1,083 scheduled and 1,000 kept a month. Every
// payer, name and contract is invented; how they differ (carve-outs, places of service, renewals) is how payers do differ.

// biome-ignore format: one share per credential
const byLicence = { MD: 10000, DO: 10000, NP: 8500, PA: 8500, CNS: 8500, PhD: 10000, PsyD: 10000, LCSW: 7500, LMFT: 7500, LPC: 7500, LMHC: 7500, associate: 6000 }
const anyId = '^[A-Z]{3}\\d{9}$'

const payers: PayerInput[] = [
  {
    id: 'NWHP1',
    members: 24,
    published: {
      name: 'Northwind Health Plan', kind: 'commercial', filingIndicator: 'CI', memberIdShape: anyId,
      carvesOutTo: 'ARBR1', params: {}, feeBasisPoints: 10500, feeByCredential: byLicence,
    },
    hidden: { turnaroundDays: [7, 14], payWeekday: 2 },
  },
  {
    id: 'SUMM1',
    members: 12,
    published: {
      name: 'Summit Mutual', kind: 'commercial', filingIndicator: 'CI', memberIdShape: anyId,
      carvesOutTo: 'CEDR1', params: {}, feeBasisPoints: 10500, feeByCredential: byLicence,
    },
    hidden: { turnaroundDays: [7, 14], payWeekday: 2 },
  },
  {
    id: 'ARBR1',
    members: 0,
    published: {
      name: 'Arbor Behavioral', kind: 'commercial', filingIndicator: 'CI', memberIdShape: anyId,
      params: { av_modifier: '95', pos_home: '10', timely_filing_days: 90 },
      feeBasisPoints: 11000, feeByCredential: { ...byLicence, LCSW: 8500, LMFT: 8500, LPC: 8500, LMHC: 8500 },
      cost: { copay: ['20.00', '25.00', '30.00', '40.00'] },
    },
    hidden: {
      turnaroundDays: [8, 18], payWeekday: 3, changes: [{ fromMonth: 7, set: { pos_home: '02' } }],
      takebackShare: 0.01, underpaysShare: 0.01, duplicateRemittanceMonths: [3, 9], unbalancedRemittanceMonths: [5],
      lateAcknowledgmentShare: 0.05,
    },
  },
  {
    id: 'CEDR1',
    members: 0,
    published: {
      name: 'Cedar Behavioral', kind: 'commercial', filingIndicator: 'CI', memberIdShape: anyId,
      params: { av_modifier: '95', pos_home: '10', timely_filing_days: 120 },
      authorization: { codes: ['90832', '90834', '90837', '90846', '90847'], units: 12, days: 180, turnaroundDays: 5 },
      feeBasisPoints: 11500, feeByCredential: { ...byLicence, LCSW: 8500, LMFT: 8500, LPC: 8500, LMHC: 8500 },
      cost: { copay: ['15.00', '25.00', '35.00'] },
    },
    hidden: { turnaroundDays: [10, 20], payWeekday: 4, slowShare: 0.01, reenvelopedRemittanceMonths: [4] },
  },
  {
    id: 'HRBR1',
    members: 18,
    published: {
      name: 'Harbor Community Plan', kind: 'medicaid', filingIndicator: 'MC', memberIdShape: '^\\d{10}$',
      params: {
        av_modifier: 'GT', audio_modifier: 'FQ', pos_home: '10', timely_filing_days: 180, noshow_fee_allowed: false,
        license_modifier_map: { LCSW: 'AJ', PhD: 'AH', PsyD: 'AH', LPC: 'HO', LMFT: 'HO', LMHC: 'HO' },
      },
      feeBasisPoints: 8600, feeByCredential: { ...byLicence, LCSW: 9000, LMFT: 9000, LPC: 9000, LMHC: 9000 },
    },
    hidden: { turnaroundDays: [6, 12], payWeekday: 5, takebackShare: 0.01, reusedTraceMonths: [6] },
  },
  {
    id: 'MEDB1',
    members: 10,
    published: {
      name: 'Medicare Part B (invented contractor)', kind: 'medicare', filingIndicator: 'MB',
      memberIdShape: '^[1-9][A-Z][A-Z0-9]\\d[A-Z][A-Z0-9]\\d[A-Z]{2}\\d{2}$',
      params: {
        av_modifier: 'none', audio_modifier: '93', pos_home: '10', timely_filing_days: 365,
        supervised_billing_mode: 'not_allowed', frequency_code_corrected: 'none',
      },
      feeBasisPoints: 10000, feeByCredential: byLicence,
      cost: { coinsurancePercent: [20], deductible: ['283.00'] }, sequestrationBasisPoints: 200,
    },
    hidden: { turnaroundDays: [13, 13], payWeekday: 1 },
  },
  {
    id: 'STDY1',
    members: 6,
    published: {
      name: 'Steadywork Assistance Program', kind: 'eap', filingIndicator: 'CI', memberIdShape: anyId,
      params: { av_modifier: '95', timely_filing_days: 60 },
      authorization: { codes: ['90791', '90832', '90834', '90837', '90847'], units: 6, days: 365, turnaroundDays: 2 },
      sessionLimit: { limit: 6, per: 'episode' }, feeBasisPoints: 8000,
    },
    hidden: { turnaroundDays: [15, 30], payWeekday: 5 },
  },
  {
    id: 'LAKE1',
    members: 24,
    published: {
      name: 'Lakeshore Insurance', kind: 'commercial', filingIndicator: 'CI', memberIdShape: anyId,
      params: { av_modifier: '95', pos_home: '10', timely_filing_days: 90 },
      feeBasisPoints: 12000, feeByCredential: { ...byLicence, LCSW: 8500, LMFT: 8500, LPC: 8500, LMHC: 8500 },
      cost: { copay: ['20.00', '30.00'], deductible: ['0.00', '0.00', '250.00', '500.00'] },
    },
    hidden: {
      turnaroundDays: [5, 12], payWeekday: 2, reviewsMinutesShare: 0.25, takebackShare: 0.03, slowShare: 0.01,
      missingAcknowledgmentShare: 0.02,
    },
  },
] // biome-ignore format: a table of payers

const mistakes: Parameters<typeof mistakeFileSchema.parse>[0] = {
  learnsAfterDays: 10,
  mistakes: [
    { kind: 'carve_out_missed', share: 0.05 },
    { kind: 'member_id_malformed', share: 0.02 },
    { kind: 'member_id_transposed', share: 0.03 },
    { kind: 'birth_date_wrong', share: 0.02 },
    { kind: 'coverage_ended', share: 0.03 },
    { kind: 'eap_overrun', share: 0.25 },
    { kind: 'authorization_lapse', share: 0.3 },
    { kind: 'authorization_missing', share: 0.1 },
    { kind: 'clinician_not_enrolled', share: 1, clinicians: [5], payers: ['LAKE1'], untilMonth: 4 },
    { kind: 'code_disagrees', share: 0.15, clinicians: [1] },
    { kind: 'code_disagrees', share: 0.01 },
    { kind: 'modifier_missing', share: 0.02 },
    { kind: 'place_of_service_wrong', share: 0.01 },
    { kind: 'diagnosis_not_billable', share: 0.004 },
    { kind: 'duplicate_session', share: 0.003 },
    { kind: 'note_late', share: 0.06 },
    { kind: 'note_past_filing', share: 0.003 },
    { kind: 'note_never_signed', share: 0.002 },
  ],
}

const practice: PracticeInput = {
  name: 'Tidewater Counseling Group',
  startsOn: '2025-10-01',
  roles: [
    { credential: 'LCSW', program: 'therapy', location: 0 },
    { credential: 'LCSW', program: 'therapy', location: 0 },
    { credential: 'PhD', program: 'therapy', location: 0 },
    { credential: 'LMFT', program: 'therapy', location: 1 },
    { credential: 'LPC', program: 'iop', location: 1 },
    { credential: 'LCSW', program: 'therapy', location: 1 },
    { credential: 'MD', program: 'psychiatry', location: 0 },
    { credential: 'NP', program: 'psychiatry', location: 1 },
    { credential: 'associate', program: 'therapy', location: 0, supervisor: 0 },
    { credential: 'associate', program: 'therapy', location: 1, supervisor: 2 },
  ],
  slotsPerWeek: 25,
  noShowShare: 0.05,
  lateCancelShare: 0.027,
  videoShare: 0.45,
  audioShare: 0.02,
  secondPlans: 0.04,
  selfPay: 8,
}

export const defaultPayers = (): Payer[] => payerFileSchema.parse({ payers }).payers
export const defaultMistakes = (): MistakeFile => mistakeFileSchema.parse(mistakes)
export const defaultPractice = (): PracticeFile => practiceFileSchema.parse(practice)
