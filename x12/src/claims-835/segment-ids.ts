// Segment ids as numbers, as a reader of bytes compares them.

const idCode = (id: string): number =>
  id.length === 2
    ? (id.charCodeAt(0) << 8) | id.charCodeAt(1)
    : (id.charCodeAt(0) << 16) | (id.charCodeAt(1) << 8) | id.charCodeAt(2)

export const ISA = idCode('ISA')
export const GS = idCode('GS')
export const ST = idCode('ST')
export const BPR = idCode('BPR')
export const TRN = idCode('TRN')
export const N1 = idCode('N1')
export const LX = idCode('LX')
export const CLP = idCode('CLP')
export const CAS = idCode('CAS')
export const SVC = idCode('SVC')
export const PLB = idCode('PLB')
export const SE = idCode('SE')
export const GE = idCode('GE')
export const IEA = idCode('IEA')
