// Which service types speak about mental health, in the order they are believed. CK is an x-ray screening and BH is
// pediatrics, whatever the letters suggest; 30 speaks about the plan as a whole (cite LFH).

export const mentalHealthTypes = ['MH', 'A6', 'A8', 'CF', 'A4', 'CE', 'CG', 'CH', 'A7', 'BB', 'BC', 'RT'] as const

/** From the most specific: what a therapy visit costs, and what a prescriber's visit costs. */
export const therapyTypes = ['A6', 'CF', 'A8', 'MH', 'A4'] as const
export const psychiatryTypes = ['A4', 'CF', 'A8', 'MH', '98'] as const
export const planTypes = ['30', '60'] as const

/** What is asked when the payer's own list is not set: default, unverified: confirm. */
export const askedTypes = ['MH', 'A6', 'A8', 'CF', 'A4', '98', '30'] as const
