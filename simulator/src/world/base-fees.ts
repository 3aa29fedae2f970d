import { type Cents, cents } from '@ballast/kernel'

// A contract is usually a share of Medicare's national non-facility amount, so the invented contracts start from it.
// Amounts: CMS physician fee schedule 2026 (cite PFS26); code numbers only. A program day, a screening and a quarter hour have
// invented amounts. Codes that are only ever picked by mistake have a charge, and no contract has a fee for them.

// biome-ignore format: one row per line
export const baseFees: readonly { code: string; fee: Cents | null; charge: Cents }[] = [
  { code: '90791', fee: cents(17335), charge: cents(26000) },
  { code: '90792', fee: cents(20208), charge: cents(30000) },
  { code: '90832', fee: cents(8584),  charge: cents(12000) },
  { code: '90833', fee: cents(8150),  charge: cents(12000) },
  { code: '90834', fee: cents(11390), charge: cents(16000) },
  { code: '90836', fee: cents(10321), charge: cents(15000) },
  { code: '90837', fee: cents(16700), charge: cents(20000) },
  { code: '90838', fee: cents(13661), charge: cents(19000) },
  { code: '90839', fee: cents(16032), charge: cents(24000) },
  { code: '90840', fee: cents(7716),  charge: cents(12000) },
  { code: '90846', fee: cents(10588), charge: cents(16500) },
  { code: '90847', fee: cents(10955), charge: cents(17000) },
  { code: '90853', fee: cents(3039),  charge: cents(6000) },
  { code: '90785', fee: cents(1470),  charge: cents(2500) },
  { code: '99202', fee: cents(7515),  charge: cents(11500) },
  { code: '99203', fee: cents(11757), charge: cents(17500) },
  { code: '99204', fee: cents(17736), charge: cents(26500) },
  { code: '99205', fee: cents(23681), charge: cents(35000) },
  { code: '99212', fee: cents(5945),  charge: cents(9000) },
  { code: '99213', fee: cents(9519),  charge: cents(14000) },
  { code: '99214', fee: cents(13561), charge: cents(20000) },
  { code: 'H0015', fee: cents(19000), charge: cents(30000) },
  { code: 'S9480', fee: cents(24000), charge: cents(40000) },
  { code: '99215', fee: cents(19239), charge: cents(28500) },
  { code: '96127', fee: cents(500),   charge: cents(1500) },
  { code: 'H0004', fee: cents(2500),  charge: cents(4000) },
  { code: '99484', fee: cents(5500),  charge: cents(9000) },
  { code: '90806', fee: null,         charge: cents(16000) },
  { code: '98006', fee: null,         charge: cents(20000) },
  { code: '99199', fee: null,         charge: cents(7500) },
  { code: '99417', fee: null,         charge: cents(5000) },
  { code: '99442', fee: null,         charge: cents(14000) },
  { code: '99492', fee: null,         charge: cents(22000) },
  { code: 'G0552', fee: null,         charge: cents(30000) },
  { code: 'G2212', fee: null,         charge: cents(5000) },
]

const byCode = new Map(baseFees.map((row) => [row.code, row]))
export const baseFeeOf = (code: string): Cents | null => byCode.get(code)?.fee ?? null
export const chargeOf = (code: string): Cents | null => byCode.get(code)?.charge ?? null
