// How long a clearinghouse may take to say that a file arrived (999) and what became of its claims (277CA). Defaults of our own,
// unverified: confirm with the clearinghouse, and set the practice's own in its parameters of the same names.

type Days = { readonly days: number; readonly cite: string; readonly verified: 'V' | 'P' | 'U' }

// biome-ignore format: one row per line
export const acknowledgmentDefaults: Readonly<Record<'days_to_999' | 'business_days_to_277ca', Days>> = {
  days_to_999:            { days: 1, cite: 'OWN', verified: 'U' },
  business_days_to_277ca: { days: 2, cite: 'OWN', verified: 'U' },
}
