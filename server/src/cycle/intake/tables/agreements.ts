import type { AgreementKind } from '../types.ts'

// Our own plain words for a practice to begin with: counsel and the practice decide what is signed. Default, unverified: confirm.

export type AgreementWords = {
  readonly kind: AgreementKind
  readonly title: string
  readonly body: string
  /** Signed again after so many months; 0 for once. */
  readonly renewMonths: number
  readonly cite: string
}

// biome-ignore format: one row per line
export const agreementDefaults: readonly AgreementWords[] = [
  { kind: 'financial',  title: 'Financial agreement',     renewMonths: 12, cite: 'ARTICLE', body: 'I will pay my share of each visit (copay, coinsurance, deductible) when it is due. I let the practice bill my insurance, and give it what it needs for that. What insurance does not pay for reasons that are mine to settle, I may owe.' },
  { kind: 'no_show',    title: 'Missed visit policy',     renewMonths: 12, cite: 'NOSHOW',  body: 'If I cannot come, I will call at least 24 hours before. For a visit I miss or call off later than that, the practice may charge the fee it has told me, where my insurance and the law allow it. The same policy holds for everyone.' },
  { kind: 'telehealth', title: 'Telehealth consent',      renewMonths: 0,  cite: 'AAFPTH',  body: 'I agree to be seen by video or phone. I know that I may ask for a visit in person instead, and I will say where I am at the start of each visit.' },
  { kind: 'reminders',  title: 'Reminders',               renewMonths: 0,  cite: 'TCPA',    body: 'The practice may remind me of visits by e-mail or text message. Reminders hold the day, the hour and a phone number, and nothing about my care. I can end them at any time.' },
  { kind: 'private_pay', title: 'Paying for visits myself', renewMonths: 0, cite: 'OWN',    body: 'I was told that my plan pays for no more visits in this period, and what a visit costs me. I want to go on and pay for these visits myself. The practice will not bill them to my plan. I may end this before any visit, and where the plan grants more visits it is billed again from then on.' },
  { kind: 'card_on_file', title: 'Card on file',          renewMonths: 0,  cite: 'OWN',     body: 'The practice may keep a token for my card with its payment processor, and charge it for what I owe: my share of each visit, and a fee I agreed to. The practice never keeps the number of the card. I can end this at any time, and pay another way.' },
]
