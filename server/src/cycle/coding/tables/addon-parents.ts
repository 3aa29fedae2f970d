import { date, type PlainDate } from '@ballast/kernel'

// An add-on is never a service of its own: without one of its parents on the same claim the payer denies it. Therapy beside
// an E/M visit hangs on the visit; interactive complexity hangs on an evaluation, therapy or group, never on an E/M alone.

export type AddOnRow = {
  readonly addOn: string
  readonly parents: readonly string[]
  readonly from: PlainDate
  readonly until: PlainDate | null
  readonly cite: string
  readonly verified: 'V' | 'P' | 'U'
}

// biome-ignore format: one row per line
export const addOnRows: readonly AddOnRow[] = [
  { addOn: '90785', parents: ['90791', '90792', '90832', '90833', '90834', '90836', '90837', '90838', '90853'], from: date('2013-01-01'), until: null, cite: 'APASVC', verified: 'V' },
  { addOn: '90833', parents: ['99202', '99203', '99204', '99205', '99212', '99213', '99214', '99215', '99304', '99305', '99306', '99307', '99308', '99309', '99310', '99315', '99316', '99341', '99342', '99344', '99345', '99347', '99348', '99349', '99350'], from: date('2013-01-01'), until: null, cite: 'NOVITAS', verified: 'V' },
  { addOn: '90833', parents: ['99221', '99222', '99223', '99231', '99232', '99233', '99234', '99235', '99236', '99242', '99243', '99244', '99245', '99252', '99253', '99254', '99255'], from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'P' },
  { addOn: '90836', parents: ['99202', '99203', '99204', '99205', '99212', '99213', '99214', '99215', '99304', '99305', '99306', '99307', '99308', '99309', '99310', '99315', '99316', '99341', '99342', '99344', '99345', '99347', '99348', '99349', '99350'], from: date('2013-01-01'), until: null, cite: 'NOVITAS', verified: 'V' },
  { addOn: '90836', parents: ['99221', '99222', '99223', '99231', '99232', '99233', '99234', '99235', '99236', '99242', '99243', '99244', '99245', '99252', '99253', '99254', '99255'], from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'P' },
  { addOn: '90838', parents: ['99202', '99203', '99204', '99205', '99212', '99213', '99214', '99215', '99304', '99305', '99306', '99307', '99308', '99309', '99310', '99315', '99316', '99341', '99342', '99344', '99345', '99347', '99348', '99349', '99350'], from: date('2013-01-01'), until: null, cite: 'NOVITAS', verified: 'V' },
  { addOn: '90838', parents: ['99221', '99222', '99223', '99231', '99232', '99233', '99234', '99235', '99236', '99242', '99243', '99244', '99245', '99252', '99253', '99254', '99255'], from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'P' },
  { addOn: '90840', parents: ['90839'], from: date('2013-01-01'), until: null, cite: 'BCBSIL', verified: 'P' },
  { addOn: '90863', parents: ['90832', '90834', '90837'], from: date('2013-01-01'), until: null, cite: 'BCBSIL', verified: 'V' },
  { addOn: '96121', parents: ['96116'], from: date('2013-01-01'), until: null, cite: 'PFS26', verified: 'P' },
  { addOn: '96131', parents: ['96130'], from: date('2013-01-01'), until: null, cite: 'TESTING', verified: 'P' },
  { addOn: '96133', parents: ['96132'], from: date('2013-01-01'), until: null, cite: 'PFS26', verified: 'P' },
  { addOn: '96137', parents: ['96136'], from: date('2013-01-01'), until: null, cite: 'TESTING', verified: 'P' },
  { addOn: '96139', parents: ['96138'], from: date('2013-01-01'), until: null, cite: 'PFS26', verified: 'P' },
  { addOn: '99417', parents: ['99205', '99215'], from: date('2013-01-01'), until: null, cite: 'G2212SRC', verified: 'V' },
  { addOn: '99494', parents: ['99492', '99493'], from: date('2013-01-01'), until: null, cite: 'BHI', verified: 'P' },
  { addOn: 'G0018', parents: ['G0017'], from: date('2013-01-01'), until: null, cite: 'PFS26', verified: 'P' },
  { addOn: 'G0554', parents: ['G0553'], from: date('2013-01-01'), until: null, cite: 'DMHT', verified: 'V' },
  { addOn: 'G0568', parents: ['G0556', 'G0557', 'G0558'], from: date('2013-01-01'), until: null, cite: 'PFS26', verified: 'P' },
  { addOn: 'G0569', parents: ['G0556', 'G0557', 'G0558'], from: date('2013-01-01'), until: null, cite: 'PFS26', verified: 'P' },
  { addOn: 'G0570', parents: ['G0556', 'G0557', 'G0558'], from: date('2013-01-01'), until: null, cite: 'PFS26', verified: 'P' },
  { addOn: 'G2211', parents: ['99202', '99203', '99204', '99205', '99211', '99212', '99213', '99214', '99215'], from: date('2013-01-01'), until: null, cite: 'OWN', verified: 'U' },
  { addOn: 'G2212', parents: ['99205', '99215'], from: date('2013-01-01'), until: null, cite: 'G2212SRC', verified: 'V' },
]
