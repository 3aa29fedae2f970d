// A licence title is one state's word: the same letters are the independent level here and the supervised one there. What a
// payer takes is the class. A state not listed goes by the common meaning; default, unverified: confirm with the board.

export type LicenceTitle = {
  readonly title: string
  /** Two letters, or '*' for every state not named by another row. */
  readonly state: string
  readonly class: 'MD' | 'NPP' | 'PSY' | 'CSW' | 'LPC' | 'ASSOCIATE'
  readonly cite: string
}

// biome-ignore format: one row per line
export const licenceTitles: readonly LicenceTitle[] = [
  { title: 'MD',     state: '*',  class: 'MD',        cite: 'OWN' },
  { title: 'DO',     state: '*',  class: 'MD',        cite: 'OWN' },
  { title: 'NP',     state: '*',  class: 'NPP',       cite: 'OWN' },
  { title: 'PMHNP',  state: '*',  class: 'NPP',       cite: 'OWN' },
  { title: 'PA',     state: '*',  class: 'NPP',       cite: 'OWN' },
  { title: 'CNS',    state: '*',  class: 'NPP',       cite: 'OWN' },
  { title: 'PHD',    state: '*',  class: 'PSY',       cite: 'OWN' },
  { title: 'PSYD',   state: '*',  class: 'PSY',       cite: 'OWN' },
  { title: 'LICSW',  state: '*',  class: 'CSW',       cite: 'OWN' },
  { title: 'LCSW',   state: 'MA', class: 'ASSOCIATE', cite: 'OWN' },
  { title: 'LCSW',   state: '*',  class: 'CSW',       cite: 'OWN' },
  { title: 'LMSW',   state: '*',  class: 'ASSOCIATE', cite: 'OWN' },
  { title: 'LMFT',   state: '*',  class: 'LPC',       cite: 'MHCMFT' },
  { title: 'LMHC',   state: '*',  class: 'LPC',       cite: 'MHCMFT' },
  { title: 'LPC',    state: '*',  class: 'LPC',       cite: 'MHCMFT' },
  { title: 'LCPC',   state: '*',  class: 'LPC',       cite: 'MHCMFT' },
  { title: 'LAC',    state: '*',  class: 'ASSOCIATE', cite: 'OWN' },
  { title: 'AMFT',   state: '*',  class: 'ASSOCIATE', cite: 'OWN' },
  { title: 'ASSOCIATE', state: '*', class: 'ASSOCIATE', cite: 'OWN' },
]

/** Days before its last day at which a paper is asked for. */
// biome-ignore format: one row per line
export const paperRules: readonly { readonly kind: string; readonly title: string; readonly remindDays: number; readonly everyDays: number | null; readonly cite: string }[] = [
  { kind: 'licence',      title: 'Licence',                 remindDays: 60, everyDays: null, cite: 'OWN' },
  { kind: 'compact',      title: 'Compact privilege',       remindDays: 60, everyDays: null, cite: 'OWN' },
  { kind: 'caqh',         title: 'CAQH re-attestation',     remindDays: 14, everyDays: 120,  cite: 'OWN' },
  { kind: 'malpractice',  title: 'Malpractice insurance',   remindDays: 45, everyDays: null, cite: 'OWN' },
  { kind: 'w9',           title: 'W-9',                     remindDays: 30, everyDays: null, cite: 'OWN' },
  { kind: 'dea',          title: 'DEA registration',        remindDays: 60, everyDays: null, cite: 'OWN' },
  { kind: 'revalidation', title: 'Medicare or Medicaid revalidation', remindDays: 90, everyDays: null, cite: 'OWN' },
]
