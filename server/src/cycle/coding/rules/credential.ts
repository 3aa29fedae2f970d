import type { Finding } from '@ballast/kernel'
import { licenceClass } from '../tables/credentials.ts'
import type { CodeInput, LicenceClass } from '../types.ts'
import { enrolmentStart, procedureOn } from './lookups.ts'
import { origin, paramsFor } from './params.ts'

// Who did the work decides whether it can be billed at all: payers take licences, not people. An associate's work is
// billable only under a supervisor, and only where the payer says how.

/** Why this clinician's work cannot be billed to this payer at all; null when it can. */
export function clinicianRefused(input: CodeInput): Finding | null {
  const { credential, payer, on } = input
  const rule = 'coding.supervision'
  if (credential === 'associate') {
    if (input.supervised !== true)
      return {
        rule,
        severity: 'stop',
        message: 'An associate without a supervisor cannot be billed.',
        at: 'supervised',
        cite: 'OWN',
      }
    const mode = paramsFor(input, 'supervised_billing_mode')
    if (mode.value === 'not_allowed') {
      const message = `This payer does not take an associate's work under a supervisor (${origin(mode)}).`
      return { rule, severity: 'stop', message, at: 'payer.params.supervised_billing_mode', cite: mode.cite }
    }
    return null
  }
  const start = enrolmentStart(payer.kind, licenceClass[credential])
  if (start === null || on >= start.from) return null
  const message = `Medicare takes ${credential} only from ${start.from}.`
  return { rule: 'coding.credential', severity: 'stop', message, at: 'credential', cite: start.cite }
}

/** Whether a list of licences names this clinician, by title or by class. */
export const namesLicence = (list: '*' | readonly string[], { credential }: CodeInput): boolean =>
  list === '*' || list.includes(credential) || list.includes(licenceClass[credential])

const standsAs = (licence: LicenceClass): LicenceClass => (licence === 'ASSOCIATE' ? 'LPC' : licence)

/** Whether this clinician may bill the code: the payer's own matrix, else who may bill it anywhere. */
export function mayBill(code: string, input: CodeInput): boolean {
  const theirs = paramsFor(input, 'rendering_type_matrix').value[code]
  if (theirs !== null && theirs !== undefined) return namesLicence(theirs, input)
  const who = procedureOn(code, input.on)?.who ?? []
  return who === 'program' || who.includes(standsAs(licenceClass[input.credential]))
}
