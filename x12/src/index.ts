export { acknowledge, acknowledgeGroup, acknowledgeInterchange } from './acknowledge.ts'
export { check, checkStream, type FileCheck } from './check.ts'
export { type Adjustment835, Claim835, Line835 } from './claims-835/claim.ts'
export { Reader835, readClaims835 } from './claims-835/reader.ts'
export type { Reading835 } from './claims-835/reading.ts'
export type { Remittance835 } from './claims-835/remittance.ts'
export { type Difference, diff, diffStream } from './diff.ts'
export { explain, explainStream } from './explain.ts'
export { type Group, type Interchange, parse, readAs, type Transaction, transactionsOf, type X12File } from './file.ts'
export type { Flaw, FlawCode } from './flaw.ts'
export type { Element, Field, Fields, Guide, LoopGuide, LoopValue, SegmentGuide, TypedOf } from './guide.ts'
export { guideFor, guides } from './guides/index.ts'
export { guide276 } from './guides/x212-276.ts'
export { guide277 } from './guides/x212-277.ts'
export { guide277CA } from './guides/x214-277ca.ts'
export { guide278Request, guide278Response } from './guides/x217-278.ts'
export { guide835 } from './guides/x221-835.ts'
export { guide837P } from './guides/x222-837p.ts'
export { guide999 } from './guides/x231-999.ts'
export { guide270 } from './guides/x279-270.ts'
export { guide271 } from './guides/x279-271.ts'
export {
  fromJsonLines,
  type JsonLine,
  streamFromJsonLines,
  streamJsonLines,
  toJsonLines,
} from './json-lines.ts'
export { type Reading, read277CA, read835, read837P, read999, readTransactions } from './read.ts'
export { repair, repairStream } from './repair.ts'
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
export { sourceOf } from './source.ts'
export { type InterchangeAcknowledgment, readTA1, writeTA1 } from './ta1.ts'
export { amountToCents, centsToAmount, compact, isNpi, isoDay } from './values.ts'
export {
  type Envelope,
  transactionSegments,
  write277CA,
  write835,
  write837P,
  write999,
  writeInterchange,
  writeSegments,
} from './write.ts'
