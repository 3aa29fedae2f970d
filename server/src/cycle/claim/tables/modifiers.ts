import { lookup } from '@ballast/kernel'
// The modifiers of mental health claims. Pricing ones stand first, those that only inform last: a payer's system prices by
// the first it reads.

export type ModifierRow = {
  readonly modifiers: readonly string[]
  readonly rank: 'pricing' | 'informing'
  readonly cite: string
}

// biome-ignore format: one row per line
export const modifierRows: readonly ModifierRow[] = [
  { modifiers: ['25', '59', 'XE', 'XP', 'XU', 'XS', '76', '77', '52'], rank: 'pricing', cite: 'AAPC4' },
  { modifiers: ['AH', 'AJ', 'HA', 'HB', 'HE', 'HF', 'H9', 'HH', 'HK', 'HM', 'HN', 'HO', 'HP', 'HQ', 'HR', 'HS', 'HJ', 'HL'], rank: 'pricing', cite: 'HCODES' },
  { modifiers: ['SA', 'AF', 'AG', 'TD', 'TE', 'TF', 'TG', 'GC', 'Q5', 'Q6'], rank: 'pricing', cite: 'OWN' },
  { modifiers: ['U1', 'U2', 'U3', 'U4', 'U5', 'U6', 'U7', 'U8', 'U9', 'UA', 'UB', 'UC', 'UD'], rank: 'pricing', cite: 'HCODES' },
  { modifiers: ['95', '93', 'GT', 'GQ', 'FQ', 'FR'], rank: 'informing', cite: 'AAFPTH' },
  { modifiers: ['KX', 'CR', '33', 'GA', 'GY', 'GZ', 'GX', 'FT', '24', '26', 'TC'], rank: 'informing', cite: 'OWN' },
]

/** Not on a mental health line: a stroke program's telehealth. */
export const foreignModifiers = ['G0']
/** State-defined: only Medicaid reads them. */
export const stateModifiers = ['U1', 'U2', 'U3', 'U4', 'U5', 'U6', 'U7', 'U8', 'U9', 'UA', 'UB', 'UC', 'UD']
export const distinctModifiers = ['59', 'XE', 'XP', 'XS', 'XU']
export const videoModifiers = ['95', 'GT']
export const audioModifiers = ['93', 'FQ']

/** What a staff modifier says of the schooling of who rendered (cite HCODES). */
export const educationModifiers = lookup<'less_than_bachelor' | 'bachelor' | 'master' | 'doctoral'>({
  HM: 'less_than_bachelor',
  HN: 'bachelor',
  HO: 'master',
  HP: 'doctoral',
})
