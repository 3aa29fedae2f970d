// Files for the tests, small enough to add up by hand.

type MadeLine = {
  code: string
  charge: string
  paid: string
  cas?: readonly string[]
  remarks?: readonly string[]
  units?: string
}
export type MadeClaim = {
  claim: string
  status?: string
  payerClaim?: string
  frequency?: string
  member?: string
  on?: string
  npi?: string
  patient?: string
  cas?: readonly string[]
  lines: readonly MadeLine[]
  charge?: string
  paid?: string
}
export type MadePayment = {
  trace: string
  day: string
  amount: string
  payer?: string
  claims: readonly MadeClaim[]
  plb?: readonly string[]
  filing?: string
}

const plus = (amounts: readonly string[]): string => {
  const cents = amounts.reduce((sum, amount) => sum + Math.round(Number(amount) * 100), 0)
  return (cents / 100).toFixed(2)
}

const compact = (day: string): string => day.replaceAll('-', '')

function claimSegments(claim: MadeClaim, filing: string): string[] {
  const charge = claim.charge ?? plus(claim.lines.map((line) => line.charge))
  const paid = claim.paid ?? plus(claim.lines.map((line) => line.paid))
  const shares = [...(claim.cas ?? []), ...claim.lines.flatMap((line) => line.cas ?? [])]
    .filter((cas) => cas.startsWith('PR'))
    .map((cas) => cas.split('*')[2] ?? '0')
  const patient = claim.status === '22' ? '' : (claim.patient ?? plus(shares))
  return [
    `CLP*${claim.claim}*${claim.status ?? '1'}*${charge}*${paid}*${patient}*${filing}*${claim.payerClaim ?? `P${claim.claim}`}*11*${claim.frequency ?? '1'}`,
    ...(claim.cas ?? []).map((cas) => `CAS*${cas}`),
    `NM1*QC*1*DOE*JO****MI*${claim.member ?? 'M1'}`,
    `NM1*82*1*MARSH*ELENA****XX*${claim.npi ?? '1104930015'}`,
    ...claim.lines.flatMap((line) => [
      `SVC*HC:${line.code}*${line.charge}*${line.paid}**${line.units ?? '1'}`,
      `DTM*472*${compact(claim.on ?? '2026-07-20')}`,
      ...(line.cas ?? []).map((cas) => `CAS*${cas}`),
      ...(line.remarks ?? []).map((remark) => `LQ*HE*${remark}`),
    ]),
  ]
}

/** An envelope around transactions, with its counts right. */
export function envelope(
  sets: readonly (readonly string[])[],
  control = '000000001',
  code = 'HP',
  version = '005010X221A1',
): string {
  const closed = sets.map((set) => [...set, `SE*${set.length + 1}*${set[0]?.split('*')[2]}`])
  return `${[
    `ISA*00*          *00*          *ZZ*PAYER          *ZZ*PRACTICE       *260810*0800*^*00501*${control}*0*T*:`,
    `GS*${code}*PAYER*PRACTICE*20260810*0800*${Number(control)}*X*${version}`,
    ...closed.flat(),
    `GE*${sets.length}*${Number(control)}`,
    `IEA*1*${control}`,
  ].join('~\n')}~\n`
}

export function era(payments: readonly MadePayment[], control = '000000001'): string {
  return envelope(
    payments.map(({ trace, day, amount, payer, claims, plb, filing }, i) => [
      `ST*835*${String(i + 1).padStart(4, '0')}`,
      `BPR*I*${amount}*C*ACH*CCP*01*021000021*DA*123456*1512345678**01*111000025*DA*7654321*${compact(day)}`,
      `TRN*1*${trace}*1512345678`,
      `DTM*405*${compact(day)}`,
      `N1*PR*${payer ?? 'ALPHA HEALTH'}`,
      'N1*PE*HARBOR COUNSELING*XX*1234567893',
      'LX*1',
      ...claims.flatMap((claim) => claimSegments(claim, filing ?? '12')),
      ...(plb ?? []).map((each) => `PLB*1234567893*20261231*${each}`),
    ]),
    control,
  )
}

/** August: a copay visit, a deductible, a denial for want of authorization, and an add-on denied beside a paid visit. */
export const august: MadePayment = {
  trace: 'TRACE1',
  day: '2026-08-10',
  amount: '211.25',
  claims: [
    { claim: 'C1', lines: [{ code: '90837', charge: '150', paid: '100', cas: ['CO*45*30', 'PR*3*20'] }] },
    { claim: 'C2', member: 'M2', lines: [{ code: '90834', charge: '120', paid: '0', cas: ['CO*45*40', 'PR*1*80'] }] },
    { claim: 'C3', member: 'M3', lines: [{ code: '90837:95', charge: '150', paid: '0', cas: ['CO*197*150'] }] },
    {
      claim: 'C4',
      member: 'M4',
      lines: [
        { code: '99214', charge: '180', paid: '110', cas: ['CO*45*50', 'PR*3*20'] },
        { code: '90833', charge: '90', paid: '0', cas: ['CO*B15*90'], remarks: ['N122'] },
      ],
    },
  ],
  plb: ['L6:C2*-1.25'],
}

/** September: C1 taken back and decided anew, C3 paid under a new number, C5 too late, and an old recovery. */
export const september: MadePayment = {
  trace: 'TRACE2',
  day: '2026-09-15',
  amount: '40',
  claims: [
    {
      claim: 'C1',
      status: '22',
      lines: [{ code: '90837', charge: '-150', paid: '-100', cas: ['CO*45*-30', 'PR*3*-20'] }],
    },
    {
      claim: 'C1',
      payerClaim: 'PC1A',
      lines: [{ code: '90837', charge: '150', paid: '90', cas: ['CO*45*30', 'PR*3*30'] }],
    },
    {
      claim: 'C3B',
      member: 'M3',
      lines: [{ code: '90837:95', charge: '150', paid: '100', cas: ['CO*45*30', 'PR*3*20'] }],
    },
    {
      claim: 'C5',
      member: 'M5',
      on: '2026-04-01',
      lines: [{ code: '90791', charge: '200', paid: '0', cas: ['CO*29*200'] }],
    },
  ],
  plb: ['WO:OLD7*50'],
}
