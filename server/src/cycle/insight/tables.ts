import { lookup } from '@ballast/kernel'

// What each queue and each stage of the cycle is called, what it wants, and where it opens.

type QueueWords = { readonly title: string; readonly hint: string; readonly link: string }

// biome-ignore format: one row per line
export const queueWords = lookup<QueueWords>({
  held:      { title: 'Claims held by an edit', hint: 'They would come back. Fix the cause, or release with a reason.', link: '/claims?status=held' },
  rejected:  { title: 'Claims rejected before any payer judged them', hint: 'Not denials: correct and send as new.', link: '/claims?status=rejected' },
  ready:     { title: 'Claims ready to send', hint: 'They go with the next batch.', link: '/claims?status=ready' },
  silent:    { title: 'Claims without an answer for 30 days', hint: 'Ask the payer for their status.', link: '/claims?status=silent' },
  unsigned:  { title: 'Notes not signed', hint: 'The visit cannot be billed until its note is signed.', link: '/notes' },
  payments:  { title: 'Payments that do not add up or look like another', hint: 'See where they are off; confirm, or ask the payer for a correct file.', link: '/remittances/waiting?kind=payment' },
  unmatched: { title: 'Paid claims we do not know', hint: 'Find the claim; until then the money waits as unapplied.', link: '/remittances/waiting?kind=claim' },
  files:     { title: 'Files and acknowledgments nobody could place', hint: 'Read again, or set aside with the reason.', link: '/remittances/waiting?kind=file' },
  provider:  { title: 'Money taken or given outside any claim', hint: 'Say what it was taken or given for.', link: '/remittances/waiting?kind=provider' },
})

type StageWords = { readonly title: string; readonly link: string }

// biome-ignore format: one row per line
export const stageWords = lookup<StageWords>({
  kept:     { title: 'Kept',     link: '/notes' },
  noted:    { title: 'Noted',    link: '/notes' },
  coded:    { title: 'Coded',    link: '/claims?status=held' },
  sent:     { title: 'Sent',     link: '/claims?status=rejected' },
  accepted: { title: 'Accepted', link: '/claims?status=silent' },
  decided:  { title: 'Decided',  link: '/claims?status=denied' },
  settled:  { title: 'Settled',  link: '/receivable' },
})

type NewsWords = { readonly title: string; readonly link: string }

// biome-ignore format: one row per line
export const newsWords = lookup<NewsWords>({
  signed:   { title: 'Notes signed',                link: '/notes' },
  drafted:  { title: 'Claims drafted',              link: '/claims' },
  sent:     { title: 'Claims sent',                 link: '/claims?status=sent' },
  paid:     { title: 'Payments from payers',        link: '/remittances' },
  denied:   { title: 'Denials',                     link: '/denials?sort=openedOn&order=desc' },
  patients: { title: 'Payments from patients',      link: '/receivable' },
})
