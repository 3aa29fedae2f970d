// Remittances for measuring: varied, balanced and valid, the same for the same seed.

import { money, names, procedures, random } from './chance.ts'

/** About `megabytes` of 835s, a piece for each transaction of 5,000 claims. */
export function* make835(megabytes: number, seed = 7): Generator<string> {
  const next = random(seed)
  const wanted = megabytes * 1_000_000
  yield [
    'ISA*00*          *00*          *ZZ*PAYER          *ZZ*PRACTICE       *260302*1405*^*00501*000000001*0*P*:~\n',
    'GS*HP*PAYER*PRACTICE*20260302*1405*1*X*005010X221A1~\n',
  ].join('')
  let length = 160
  let transactions = 0
  let number = 0
  while (length < wanted) {
    transactions += 1
    const control = String(transactions).padStart(4, '0')
    const claims: string[] = []
    let total = 0
    let segments = 0
    let size = 0
    for (let i = 0; i < 5000 && length + size < wanted; i += 1) {
      number += 1
      const lines: string[] = []
      let charge = 0
      let paid = 0
      let share = 0
      const count = 1 + next(3)
      for (let at = 0; at < count; at += 1) {
        const lineCharge = 9000 + next(160) * 125
        const contractual = next(4000)
        const copay = next(3) === 0 ? 2000 : 0
        const linePaid = lineCharge - contractual - copay
        charge += lineCharge
        paid += linePaid
        share += copay
        const modifier = next(2) === 0 ? ':95' : ''
        lines.push(
          `SVC*HC:${procedures[next(procedures.length)]}${modifier}*${money(lineCharge)}*${money(linePaid)}**1~\n`,
        )
        lines.push(`DTM*472*202602${String(1 + next(28)).padStart(2, '0')}~\n`)
        if (contractual > 0) lines.push(`CAS*CO*45*${money(contractual)}~\n`)
        if (copay > 0) lines.push(`CAS*PR*3*${money(copay)}~\n`)
        lines.push(`REF*6R*${number}L${at + 1}~\n`, `AMT*B6*${money(linePaid + copay)}~\n`)
      }
      total += paid
      claims.push(
        `CLP*B${String(number).padStart(9, '0')}*1*${money(charge)}*${money(paid)}*${money(share)}*12*26${String(number).padStart(11, '0')}*10*1~\n`,
        `NM1*QC*1*${names[next(10)]}*${names[next(10)]}****MI*W${String(100000000 + next(899999999))}~\n`,
        'NM1*82*1*MARSH*ELENA****XX*1234567893~\n',
        ...lines,
      )
      segments += 3 + lines.length
      size += 150 + lines.length * 32
    }
    const head = [
      `ST*835*${control}~\n`,
      `BPR*I*${money(total)}*C*ACH*CCP*01*021000021*DA*123456*1512345678**01*111000025*DA*7654321*20260302~\n`,
      `TRN*1*T${control}*1512345678~\n`,
      'DTM*405*20260302~\n',
      'N1*PR*EXAMPLE HEALTH PLAN~\n',
      'N3*1 PAYER WAY~\n',
      'N4*ALBANY*NY*12207~\n',
      'PER*BL*REMITTANCE DESK*TE*5185550100~\n',
      'N1*PE*HARBOR COUNSELING*XX*1234567893~\n',
      'LX*1~\n',
    ]
    const transaction = [...head, ...claims, `SE*${head.length + segments + 1}*${control}~\n`].join('')
    yield transaction
    length += transaction.length
  }
  yield `GE*${transactions}*1~\nIEA*1*000000001~\n`
}
