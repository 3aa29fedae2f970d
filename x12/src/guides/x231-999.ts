import {
  composite,
  listed,
  loop,
  many,
  manyLoops,
  number,
  one,
  oneOf,
  required,
  segment,
  situational,
  text,
} from '../guide.ts'

// 005010X231A1, the 999: whether a group and each of its transactions keep to the guide, and where they do not.

const AK1 = segment('AK1', 'Group acknowledged', {
  code: required(text(2, 2)),
  control: required(text(9)),
  version: situational(text(12)),
})
const AK2 = segment('AK2', 'Transaction acknowledged', {
  set: required(text(3, 3)),
  control: required(text(9, 4)),
  version: situational(text(35)),
})
const IK3 = segment('IK3', 'Segment in error', {
  segment: required(text(3)),
  position: required(number()),
  loop: situational(text(6)),
  error: required(oneOf('1', '2', '3', '4', '5', '6', '7', '8', 'I4', 'I6', 'I7', 'I8', 'I9')),
})
const CTX = segment('CTX', 'Context', {
  name: required(composite({ name: required(text(35)), value: situational(text(35)) })),
  segment: situational(text(3)),
  position: situational(number()),
  loop: situational(text(6)),
  element: situational(
    composite({ element: required(text(2)), component: situational(text(2)), repeat: situational(text(4)) }),
  ),
  reference: situational(composite({ first: situational(text(4)), second: situational(text(4)) })),
})
const IK4 = segment('IK4', 'Element in error', {
  place: required(
    composite({ element: required(text(2)), component: situational(text(2)), repeat: situational(text(4)) }),
  ),
  dataElement: situational(text(4)),
  error: required(
    oneOf('1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '12', '13', 'I10', 'I11', 'I12', 'I13', 'I6', 'I9'),
  ),
  content: situational(text(99)),
})
// biome-ignore format: a list
const reason = listed(
  '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12', '13', '14', '15', '16', '17', '18', '19', '20', '21', '22', '23', '24',
  '25', '26', '27', 'I5', 'I6',
)
const IK5 = segment('IK5', 'Transaction result', {
  result: required(oneOf('A', 'E', 'M', 'R', 'W', 'X')),
  error1: situational(reason),
  error2: situational(reason),
  error3: situational(reason),
  error4: situational(reason),
  error5: situational(reason),
})
const AK9 = segment('AK9', 'Group result', {
  result: required(oneOf('A', 'E', 'M', 'P', 'R', 'W', 'X')),
  included: required(number()),
  received: required(number()),
  accepted: required(number()),
  error1: situational(reason),
  error2: situational(reason),
  error3: situational(reason),
  error4: situational(reason),
  error5: situational(reason),
})

const elementLoop = loop('2110', 'Element in error', { element: one(IK4), contexts: many(CTX, 10) })
const segmentLoop = loop('2100', 'Segment in error', {
  segment: one(IK3),
  contexts: many(CTX, 10),
  elements: manyLoops(elementLoop),
})
const transactionLoop = loop('2000', 'Transaction', {
  transaction: one(AK2),
  segments: manyLoops(segmentLoop),
  result: one(IK5),
})

export const guide999 = {
  kind: '999',
  set: '999',
  versions: ['005010X231A1', '005010X231'],
  group: 'FA',
  title: 'Implementation acknowledgment',
  body: loop('999', 'Acknowledgment', {
    group: one(AK1),
    transactions: manyLoops(transactionLoop),
    result: one(AK9),
  }),
} as const
