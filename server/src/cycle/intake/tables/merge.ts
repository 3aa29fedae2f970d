import { lookup } from '@ballast/kernel'

// What becomes of each table that names a patient when two records turn out to be one person. What is still to come moves, and
// goes back when the merge is undone; what was billed, paid or said stays under the record it happened to, and is read together
// with the kept record where money is asked for. A table with a `patient_id` that is not named here fails a test.

/** A table whose rows move: by which of its columns a row is known, what it is called on a merge's record, and which rows move. */
export type Moving = { readonly key: string; readonly kind: string; readonly moves: string }

// biome-ignore format: a table
export const moving = {
  coverage:              { key: 'id',          kind: 'coverage',  moves: 'those whose member id the kept record does not have' },
  guarantor:             { key: 'id',          kind: 'guarantor', moves: 'all, where the kept record names nobody: two sets of parts make no whole' },
  agreement_signature:   { key: 'id',          kind: 'signature', moves: 'all: the person signed' },
  fee_agreement:         { key: 'id',          kind: 'fee',       moves: 'those on whose days the kept record has none' },
  benefit_standing:      { key: 'coverage_id', kind: 'standing',  moves: 'with its coverage' },
  benefit_inquiry:       { key: 'id',          kind: 'inquiry',   moves: 'with its coverage' },
  benefit_call:          { key: 'id',          kind: 'call',      moves: 'with its coverage' },
  benefit_visit:         { key: 'session_id',  kind: 'counted',   moves: 'all: a plan counts its member’s visits, whichever record they were under' },
  session:               { key: 'id',          kind: 'session',   moves: 'booked visits' },
  reminder:              { key: 'session_id',  kind: 'reminder',  moves: 'with its visit' },
  waitlist_entry:        { key: 'id',          kind: 'waiting',   moves: 'who still waits' },
  authorization_grant:   { key: 'id',          kind: 'grant',     moves: 'leave that still runs' },
  authorization_use:     { key: 'session_id',  kind: 'use',       moves: 'what booked visits hold' },
  authorization_request: { key: 'id',          kind: 'request',   moves: 'what is not decided' },
} as const satisfies Readonly<Record<string, Moving>>

export type MovingTable = keyof typeof moving

/** Tables whose rows stay, and why. */
// biome-ignore format: a table
export const staying = lookup({
  claim:                 'it was billed for the record it names',
  posting:               'the ledger is never rewritten; what a person owes is read over both records',
  patient_payment:       'its journal names the record; the money is found over both records',
  work_item:             'it stands in its queue until its room looks again',
  missed_visit_decision: 'it was decided for a visit that stays',
  benefit_answer:        'what a payer said, as it came',
  cost_agreement:        'what somebody was told and agreed to, of a coverage, is never rewritten',
  card_on_file:          'its consent was signed under the record it names; at the desk it is found over both records',
  superbill:             'what was given, to whom and when, is never rewritten',
  checklist_mark:        'who marked what on which day is never rewritten',
})
