// Two services by one clinician for one patient on one day that a payer pays only one of. Indicator 0 is never; 1 may be
// lifted by a distinct-service modifier on the second column when the sessions were truly apart; `review` asks a person.
// The rows come from articles of 2013 to 2025: the current quarterly CMS file is the authority and is loaded beside them.

export type PairRow = {
  readonly id: string
  readonly first: readonly string[]
  readonly second: readonly string[]
  readonly indicator: 0 | 1 | 'review' | 'warn'
  readonly edit: 'S063' | 'S064' | 'S065' | 'S066' | 'S067' | 'S059' | 'S103' | 'S106' | 'S116'
  readonly cite: string
  readonly verified: 'V' | 'P' | 'U'
}

const individual = ['90832', '90834', '90837']
const addOns = ['90833', '90836', '90838']
const evaluations = ['90791', '90792']
const office = ['99202', '99203', '99204', '99205', '99211', '99212', '99213', '99214', '99215']
const crisis = ['90839', '90840']

// biome-ignore format: one row per line
export const pairs: readonly PairRow[] = [
  { id: 'P001', first: [...individual, ...addOns], second: evaluations, indicator: 0, edit: 'S065', cite: 'AAPC1', verified: 'V' },
  { id: 'P002', first: crisis, second: evaluations, indicator: 0, edit: 'S066', cite: 'BCBSIL', verified: 'V' },
  { id: 'P003', first: [...individual, ...addOns], second: crisis, indicator: 0, edit: 'S066', cite: 'AAPC2', verified: 'V' },
  { id: 'P004', first: crisis, second: ['90785', '90845', '90846', '90847', '90849', '90853', '90865', '90867', '90868'], indicator: 0, edit: 'S066', cite: 'AAPC2', verified: 'V' },
  { id: 'P005', first: ['90846'], second: individual, indicator: 1, edit: 'S067', cite: 'AAPC3', verified: 'V' },
  { id: 'P006', first: ['90847'], second: individual, indicator: 1, edit: 'S067', cite: 'AAPC3', verified: 'P' },
  { id: 'P007', first: ['90846', '90847'], second: addOns, indicator: 'review', edit: 'S116', cite: 'BCBSIL', verified: 'P' },
  { id: 'P008', first: ['90853'], second: individual, indicator: 1, edit: 'S067', cite: 'AAPC4', verified: 'V' },
  { id: 'P009', first: ['90846'], second: ['90847'], indicator: 'review', edit: 'S116', cite: 'OWN', verified: 'U' },
  { id: 'P010', first: ['90832'], second: ['90834', '90837'], indicator: 1, edit: 'S116', cite: 'OWN', verified: 'U' },
  { id: 'P011', first: ['90834'], second: ['90837'], indicator: 1, edit: 'S116', cite: 'OWN', verified: 'U' },
  { id: 'P012', first: office, second: individual, indicator: 0, edit: 'S063', cite: 'NOVITAS', verified: 'V' },
  { id: 'P013', first: evaluations, second: office, indicator: 0, edit: 'S064', cite: 'LCD34616', verified: 'V' },
  { id: 'P014', first: ['90791'], second: ['90792'], indicator: 0, edit: 'S116', cite: 'OWN', verified: 'U' },
  { id: 'P016', first: ['90863'], second: [...office, ...addOns], indicator: 0, edit: 'S116', cite: 'BCBSIL', verified: 'V' },
  { id: 'P017', first: ['90863'], second: crisis, indicator: 0, edit: 'S116', cite: 'BCBSIL', verified: 'V' },
  { id: 'P019', first: ['90785'], second: ['90846', '90847', '90849'], indicator: 0, edit: 'S116', cite: 'BCBSIL', verified: 'V' },
  { id: 'P021', first: ['90785'], second: ['97151', '97152', '97153', '97154', '97155', '97156', '97157', '97158', '0362T', '0373T'], indicator: 0, edit: 'S116', cite: 'BCBSIL', verified: 'V' },
  { id: 'P022', first: ['99417'], second: addOns, indicator: 0, edit: 'S059', cite: 'FINDACODE', verified: 'V' },
  { id: 'P023', first: ['G2212'], second: addOns, indicator: 0, edit: 'S059', cite: 'FINDACODE', verified: 'V' },
  { id: 'P024', first: ['99417'], second: ['G2212'], indicator: 0, edit: 'S116', cite: 'G2212SRC', verified: 'V' },
  { id: 'P026', first: ['96130'], second: ['96132'], indicator: 0, edit: 'S116', cite: 'OWN', verified: 'U' },
  { id: 'P027', first: ['96136', '96137'], second: ['96138', '96139'], indicator: 'warn', edit: 'S116', cite: 'OWN', verified: 'U' },
  { id: 'P030', first: ['99484'], second: ['99492', '99493', '99494', 'G2214'], indicator: 0, edit: 'S106', cite: 'BHI', verified: 'P' },
  { id: 'P031', first: ['99492'], second: ['99493'], indicator: 0, edit: 'S106', cite: 'OWN', verified: 'U' },
  { id: 'P032', first: ['G0323'], second: ['99484'], indicator: 0, edit: 'S106', cite: 'OWN', verified: 'U' },
  { id: 'P033', first: ['G0017', 'G0018'], second: crisis, indicator: 0, edit: 'S116', cite: 'OWN', verified: 'U' },
  { id: 'P034', first: ['S9480', 'H0015', 'H0035', 'S0201', 'H2036'], second: [...individual, ...addOns, '90846', '90847', '90853'], indicator: 0, edit: 'S103', cite: 'OWN', verified: 'U' },
  { id: 'P035', first: ['H2035'], second: ['H2036'], indicator: 0, edit: 'S116', cite: 'OWN', verified: 'U' },
  { id: 'P036', first: ['H0004'], second: individual, indicator: 0, edit: 'S116', cite: 'OWN', verified: 'U' },
  { id: 'P037', first: ['H0031'], second: evaluations, indicator: 'warn', edit: 'S116', cite: 'OWN', verified: 'U' },
  { id: 'P042', first: ['90867'], second: ['90868', '90869'], indicator: 0, edit: 'S116', cite: 'OWN', verified: 'U' },
  { id: 'P043', first: ['90870'], second: office, indicator: 'warn', edit: 'S116', cite: 'OWN', verified: 'U' },
  { id: 'P044', first: ['90845'], second: [...individual, ...addOns], indicator: 0, edit: 'S116', cite: 'OWN', verified: 'U' },
  { id: 'P045', first: ['90853'], second: ['90846', '90847', '90849'], indicator: 'review', edit: 'S116', cite: 'OWN', verified: 'U' },
]
