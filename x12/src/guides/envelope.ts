import { day, narrow, number, oneOf, required, segment, situational, text, time } from '../guide.ts'

// The segments around every transaction: X12.5 and X12.6 as the HIPAA guides narrow them (appendix C), and the TA1 that
// answers an interchange. Their counts and control numbers are compared by the file reader.

// biome-ignore format: a list
const idQualifiers = oneOf('01', '14', '20', '27', '28', '29', '30', '33', 'ZZ')

/** The lengths of its elements, which place its delimiters, are checked by the file reader. */
export const ISA = segment('ISA', 'Interchange header', {
  authorizationQualifier: required(oneOf('00', '03')),
  authorization: required(text(80)),
  securityQualifier: required(oneOf('00', '01')),
  security: required(text(80)),
  senderQualifier: required(idQualifiers),
  sender: required(text(80)),
  receiverQualifier: required(idQualifiers),
  receiver: required(text(80)),
  day: required(text(80)),
  time: required(text(80)),
  repetition: required(text(1)),
  version: required(oneOf('00501')),
  control: required(number(80)),
  wantsAnswer: required(oneOf('0', '1')),
  usage: required(oneOf('P', 'T')),
  component: required(text(1)),
})

export const GS = segment('GS', 'Group header', {
  code: required(text(2, 2)),
  sender: required(text(15, 2)),
  receiver: required(text(15, 2)),
  day: required(day),
  time: required(time),
  control: required(number(9)),
  agency: required(oneOf('X')),
  version: required(text(12)),
})

/** ST: the 835 alone leaves ST03 out. */
export const ST = segment('ST', 'Transaction header', {
  set: required(text(3, 3)),
  control: required(text(9, 4)),
  version: situational(text(35)),
})
export const versionedST = narrow(ST, { needs: [3] })

export const SE = segment('SE', 'Transaction trailer', {
  count: required(number(10)),
  control: required(text(9, 4)),
})
export const GE = segment('GE', 'Group trailer', { count: required(number(6)), control: required(number(9)) })
export const IEA = segment('IEA', 'Interchange trailer', { count: required(number(5)), control: required(text(9, 9)) })

// biome-ignore format: a list
const notes = oneOf(
  '000', '001', '002', '003', '004', '005', '006', '007', '008', '009', '010', '011', '012', '013', '014', '015', '016', '017', '018',
  '019', '020', '021', '022', '023', '024', '025', '026', '027', '028', '029', '030', '031',
)
export const TA1 = segment('TA1', 'Interchange acknowledged', {
  control: required(text(9, 9)),
  day: required(text(6, 6)),
  time: required(text(4, 4)),
  result: required(oneOf('A', 'E', 'R')),
  note: required(notes),
})
