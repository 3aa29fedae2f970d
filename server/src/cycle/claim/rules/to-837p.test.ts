import { check, guide837P, latin1, writeInterchange } from '@ballast/x12'
import { describe, expect, test } from 'vitest'
import { parseEditInput } from '../types.ts'
import { to837p } from './to-837p.ts'

const address = { line: '12 Quay Street', line2: 'Suite 4', city: 'Ellery Point', state: 'VA', zip: '23901-0012' }
const person = { lastName: 'Peña', firstName: 'Alma', middleName: 'Q', birthOn: '1988-05-04', sex: 'F', address }
const line = {
  code: '90837',
  modifiers: ['95'],
  units: 1,
  charge: '180.00',
  on: '2026-03-02',
  placeOfService: '10',
  pointers: [1, 2],
}
const base = {
  id: 'B0001',
  charge: '180.00',
  billing: {
    npi: '1234567893',
    taxId: '99-0000017',
    taxonomy: '261QM0801X',
    name: 'Tidewater',
    phone: '804 555 0100',
    address,
  },
  rendering: { npi: '1245319599', lastName: 'Hale', firstName: 'Ida', credential: 'LCSW', taxonomy: '1041C0700X' },
  payer: { id: 'NWND1', name: 'Northwind' },
  subscriber: { ...person, memberId: 'W123456789', groupNumber: 'G100' },
  patient: person,
  diagnoses: ['F41.1', 'F33.1'],
  lines: [line],
}
const adjustments = ['45', '1', '2', '3', '253', '97', '96', '204'].map((reason) => ({
  group: 'CO',
  reason,
  amount: '1.25',
}))
const other = {
  id: 'SHP01',
  name: 'Second Health Plan',
  rank: 'P',
  memberId: 'X900800701',
  claimNumber: '25000000099',
  paidOn: '2026-03-09',
  paid: '120.00',
  lines: [{ number: 1, paid: '120.00', adjustments: [...adjustments, { group: 'PR', reason: '3', amount: '20.00' }] }],
}

const variants: { name: string; claim: object; has: string[] }[] = [
  {
    name: 'a session by video for the subscriber',
    claim: {},
    has: ['SBR*P*18*G100', 'SV1*HC:90837:95*180*UN*1***1:2'],
  },
  { name: 'a dependent child', claim: { relationship: 'child' }, has: ['PAT*19', 'NM1*QC*1*Pena*Alma*Q'] },
  {
    name: 'a supervised visit',
    claim: { supervising: { npi: '1104930015', lastName: 'Stone', firstName: 'Ruth' } },
    has: ['NM1*DQ*1*Stone*Ruth****XX*1104930015'],
  },
  {
    name: 'a referral',
    claim: { referring: { npi: '1104930015', lastName: 'Ward', firstName: 'Lucy' }, referral: 'RF7' },
    has: ['NM1*DN*1*Ward', 'REF*9F*RF7'],
  },
  {
    name: 'another place of service',
    claim: { facility: { name: 'Harbor Annex', npi: '1104930015', address } },
    has: ['NM1*77*2*Harbor Annex*****XX*1104930015'],
  },
  {
    name: 'a pay-to address',
    claim: { billing: { ...base.billing, payTo: { ...address, line: 'PO Box 12' } } },
    has: ['NM1*87*2~', 'N3*PO Box 12*Suite 4'],
  },
  { name: 'a corrected claim', claim: { frequency: '7', originalClaim: 'PAY9' }, has: ['10:B:7', 'REF*F8*PAY9'] },
  {
    name: 'an attachment',
    claim: { attachments: [{ type: '09', control: 'ATT7', isQueued: true }] },
    has: ['PWK*09*EL***AC*ATT7'],
  },
  {
    name: 'a note, a copay taken, an accident, a late filing',
    claim: { note: 'second opinion: asked', patientPaid: '20.00', relatedTo: ['other'], delayReason: '9' },
    has: ['NTE*ADD*second opinion  asked', 'AMT*F5*20', 'OA', '*9~'],
  },
  {
    name: 'a second payer after the first, with its lines',
    claim: { payer: { ...base.payer, rank: 'S' }, otherPayers: [other] },
    has: ['SVD*SHP01*120*HC:90837:95**1', 'CAS*CO*45*1.25', 'CAS*CO*96*1.25', 'DTP*573*D8*20260309'],
  },
  {
    name: 'a second payer whose day is not known',
    claim: { payer: { ...base.payer, rank: 'S' }, otherPayers: [{ ...other, paidOn: undefined }] },
    has: ['SBR*P*18'],
  },
  {
    name: 'a stay of several days',
    claim: { lines: [{ ...line, until: '2026-03-04', placeOfService: '52' }] },
    has: ['DTP*472*RD8*20260302-20260304'],
  },
  {
    name: 'a therapist who bills alone',
    claim: { billing: { ...base.billing, isPerson: true, npi: '1245319599' } },
    has: ['NM1*85*1*Tidewater'],
  },
]

describe('an 837P holds to its guide, whatever the claim', () => {
  test.each(variants)('$name', ({ claim, has }) => {
    const read = parseEditInput([{ claim: { ...base, ...claim } }])
    if (!read.ok) throw new Error(read.problems.join('; '))
    const party = { qualifier: 'ZZ', id: 'TIDEWATER01', code: 'TIDEWATER01' }
    const bytes = writeInterchange(
      { sender: party, receiver: party, control: 7, groupControl: 7, usage: 'T', on: '2026-03-10', at: '12:00' },
      guide837P,
      [
        to837p(
          read.value.map((input) => input.claim),
          {
            reference: '7',
            on: read.value[0]?.claim.lines[0]?.on ?? ('2026-03-10' as never),
            at: '12:00',
            submitter: { name: 'TIDEWATER', id: 'TIDEWATER01', phone: '804 555 0100' },
            receiver: { name: 'HOUSE', id: 'H1' },
          },
        ),
      ],
    )
    expect(check(bytes).flaws).toEqual([])
    for (const text of has) expect(latin1(bytes)).toContain(text)
  })
})
