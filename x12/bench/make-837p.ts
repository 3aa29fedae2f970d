// Professional claims for measuring: varied and valid, the same for the same seed, handed out in pieces of any size.

import { money, names, procedures, random } from './chance.ts'

const diagnoses = ['F411', 'F331', 'F4310', 'F902', 'F1020', 'F429', 'F840', 'F3181', 'F509', 'F6081']
const claimsInTransaction = 2000

/** About `megabytes` of 837Ps, a piece for each transaction. */
export function* make837P(megabytes: number, seed = 7): Generator<string> {
  const next = random(seed)
  const wanted = megabytes * 1_000_000
  const head = [
    'ISA*00*          *00*          *ZZ*PRACTICE       *ZZ*CLEARINGHOUSE  *260302*1405*^*00501*000000001*0*P*:~\n',
    'GS*HC*PRACTICE*CLEARINGHOUSE*20260302*1405*1*X*005010X222A1~\n',
  ].join('')
  yield head
  let length = head.length
  let transactions = 0
  let number = 0
  while (length < wanted) {
    transactions += 1
    const control = String(transactions).padStart(4, '0')
    const body = [
      `ST*837*${control}*005010X222A1~\n`,
      `BHT*0019*00*B${control}*20260302*1405*CH~\n`,
      'NM1*41*2*HARBOR COUNSELING*****46*HC100~\n',
      'PER*IC*ELENA MARSH*TE*5185550100~\n',
      'NM1*40*2*EXAMPLE CLEARINGHOUSE*****46*ECH01~\n',
      'HL*1**20*1~\n',
      'PRV*BI*PXC*101YM0800X~\n',
      'NM1*85*2*HARBOR COUNSELING*****XX*1234567893~\n',
      'N3*12 QUAY STREET~\n',
      'N4*ALBANY*NY*122071234~\n',
      'REF*EI*141234567~\n',
    ]
    for (let i = 0; i < claimsInTransaction && length < wanted; i += 1) {
      number += 1
      const day = `202602${String(1 + next(28)).padStart(2, '0')}`
      const lines: string[] = []
      let charge = 0
      for (let at = 0, count = 1 + next(3); at < count; at += 1) {
        const amount = 9000 + next(160) * 125
        charge += amount
        lines.push(
          `LX*${at + 1}~\n`,
          `SV1*HC:${procedures[next(procedures.length)]}${next(2) === 0 ? ':95' : ''}*${money(amount)}*UN*1***${next(2) === 0 ? '1' : '1:2'}~\n`,
          `DTP*472*D8*${day}~\n`,
          `REF*6R*${number}L${at + 1}~\n`,
        )
      }
      const claim = [
        `HL*${i + 2}*1*22*0~\n`,
        'SBR*P*18*G100******CI~\n',
        `NM1*IL*1*${names[next(10)]}*${names[next(10)]}****MI*W${String(100000000 + next(899999999))}~\n`,
        `N3*${1 + next(999)} ELM STREET~\n`,
        'N4*ALBANY*NY*12208~\n',
        `DMG*D8*19${50 + next(49)}0${1 + next(9)}${10 + next(18)}*${next(2) === 0 ? 'F' : 'M'}~\n`,
        'NM1*PR*2*EXAMPLE HEALTH PLAN*****PI*EHP01~\n',
        `CLM*B${String(number).padStart(9, '0')}*${money(charge)}***${next(2) === 0 ? '10' : '11'}:B:1*Y*A*Y*Y~\n`,
        ...(next(3) === 0 ? [`REF*G1*AUTH${next(99999)}~\n`] : []),
        `HI*ABK:${diagnoses[next(10)]}*ABF:${diagnoses[next(10)]}~\n`,
        'NM1*82*1*MARSH*ELENA****XX*1234567893~\n',
        'PRV*PE*PXC*1041C0700X~\n',
        ...lines,
      ]
      body.push(...claim)
      for (const segment of claim) length += segment.length
    }
    body.push(`SE*${body.length + 1}*${control}~\n`)
    yield body.join('')
  }
  yield `GE*${transactions}*1~\nIEA*1*000000001~\n`
}
