export { type Group, type Interchange, parse, readAs, type Transaction, transactionsOf, type X12File } from './file.ts'
export type { Flaw, FlawCode } from './flaw.ts'
export type { Element, Field, Fields, Guide, LoopGuide, LoopValue, SegmentGuide, TypedOf } from './guide.ts'
export { guideFor, guides } from './guides/index.ts'
export { guide277CA } from './guides/x214-277ca.ts'
export { guide835 } from './guides/x221-835.ts'
export { guide837P } from './guides/x222-837p.ts'
export { guide999 } from './guides/x231-999.ts'
export {
  components,
  type Delimiters,
  latin1,
  latin1Bytes,
  type PlacedSegment,
  repetitions,
  type Segment,
  segmentText,
  standardDelimiters,
} from './segments.ts'
export { amountToCents, centsToAmount, compact, isNpi, isoDay } from './values.ts'
export { sourceOf } from './walk.ts'
export { type Envelope, transactionSegments, writeInterchange, writeSegments } from './write.ts'
