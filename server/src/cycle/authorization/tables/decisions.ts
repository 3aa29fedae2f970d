import type { Decision } from '../types.ts'

// What a payer's action code means for us. A decision on one service overrides the one on the whole event (RFI1620).

export type DecisionCode = {
  readonly code: string
  readonly outcome: Decision['outcome']
  readonly means: string
  readonly next: string
  readonly cite: string
}

// biome-ignore format: one row per line
export const decisionCodes: readonly DecisionCode[] = [
  { code: 'A1', outcome: 'approved',     means: 'Approved as asked.',                         next: 'Nothing: visits now draw on it.',                              cite: 'RFI1620' },
  { code: 'A2', outcome: 'partial',      means: 'Approved in part.',                          next: 'Compare what was given, plan the visits again, tell the clinician.', cite: 'RFI1620' },
  { code: 'A3', outcome: 'denied',       means: 'Not approved.',                              next: 'Ask for a peer-to-peer call before its window closes, then appeal.', cite: 'RFI1620' },
  { code: 'A4', outcome: 'pended',       means: 'The payer wants to see more or needs time.', next: 'Send what it asks for; look again every second business day.', cite: 'PYX12' },
  { code: 'A6', outcome: 'modified',     means: 'Approved with other units, days or codes.',  next: 'Compare what was given, plan the visits again, tell the clinician.', cite: 'RFI1620' },
  { code: 'C',  outcome: 'cancelled',    means: 'Taken back.',                                next: 'Move the visits that counted on it.',                          cite: 'OWN' },
  { code: 'CT', outcome: 'contact',      means: 'The payer wants a call.',                    next: 'Call the payer and enter what it says.',                       cite: 'PYX12' },
  { code: 'NA', outcome: 'not_required', means: 'The payer says that none is needed.',        next: 'Nothing: this answer is the proof.',                           cite: 'PYX12' },
]
