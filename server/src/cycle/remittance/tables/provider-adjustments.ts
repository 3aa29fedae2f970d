import { lookup } from '@ballast/kernel'
// What a provider-level adjustment (PLB) is for, in our own words. Positive takes from the payment, negative adds to it
// (cites ANTHEMPLB, RFI222, PYX12; the short ones OWN, unverified).

// biome-ignore format: one row per line
export const providerAdjustmentWords = lookup<string>({
  WO: 'An earlier overpayment taken back',
  '72': 'A refund you sent, acknowledged',
  FB: 'A balance carried to or from another payment',
  CS: 'A miscellaneous adjustment: read the reference',
  L6: 'Interest for late payment',
  LE: 'A levy',
  IR: 'Tax withheld',
  '50': 'A late charge',
  '51': 'An interest penalty',
  '90': 'An early payment allowance',
  AP: 'An advance paid or worked off',
  B2: 'A rebate',
  B3: 'A recovery allowance',
  C5: 'A temporary allowance',
  CT: 'A capitation payment',
  CR: 'Capitation interest',
  CV: 'A capital passthrough',
  J1: 'Not reimbursable',
  L3: 'A penalty',
  LS: 'A lump sum',
  PL: 'A final payment',
})
