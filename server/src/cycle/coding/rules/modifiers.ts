import type { Finding } from '@ballast/kernel'
import { licenceClass } from '../tables/credentials.ts'
import type { CodeInput } from '../types.ts'
import type { DraftLine } from './draft.ts'
import { procedureOn } from './lookups.ts'
import { origin, paramsFor, telehealthFor } from './params.ts'

// A modifier says how, and by whom, the coded service was given. Telehealth and licence modifiers are about the session, so
// they go on every line of it; 25 sets the prescriber's visit apart from the therapy beside it, where a payer asks for that.

export type SessionModifiers = {
  readonly forLine: (line: DraftLine) => readonly string[]
  readonly findings: readonly Finding[]
  readonly why: readonly string[]
}

export function sessionModifiers(input: CodeInput, lines: readonly DraftLine[]): SessionModifiers {
  const { modality, credential, on } = input
  const findings: Finding[] = []
  const why: string[] = []
  let distance: readonly string[] = []
  if (modality !== 'in_person') {
    const { modifier } = telehealthFor({ ...input, modality })
    if (modifier.value !== 'none' && modifier.value !== 'not_paid') distance = [modifier.value]
    const said = distance.length === 0 ? 'no modifier' : `modifier ${modifier.value}`
    why.push(`By ${modality} this payer takes ${said} (${origin(modifier)})`)
    if (modifier.verified === 'U') {
      const message = `By ${modality}, ${said}: ${origin(modifier)}.`
      findings.push({
        rule: 'coding.telehealth-modifier',
        severity: 'info',
        message,
        at: 'modality',
        cite: modifier.cite,
      })
    }
  }
  const map = paramsFor(input, 'license_modifier_map')
  const named = map.value[credential] ?? map.value[licenceClass[credential]]
  const licence = named?.split(/[;,\s]+/).filter((modifier) => modifier !== '') ?? []
  if (licence.length > 0) why.push(`${credential} is ${licence.join(', ')} for this payer (${origin(map)})`)
  if (credential === 'associate' && licence.length === 0) {
    const mode = paramsFor(input, 'supervised_billing_mode')
    if (mode.value === 'own_npi_with_modifier') {
      const message = 'This payer wants a modifier for an associate and none is on file: ask which.'
      const at = 'payer.params.license_modifier_map'
      findings.push({ rule: 'coding.supervision', severity: 'warn', message, at, cite: mode.cite })
    }
  }
  const separate = paramsFor(input, 'em_with_therapy_needs_25')
  const needs25 = separate.value && lines.some(({ code }) => procedureOn(code, on)?.family === 'psychotherapy_addon')
  if (needs25) why.push(`This payer wants 25 on the visit beside therapy (${origin(separate)})`)
  const forLine = ({ code, isAddOn }: DraftLine): readonly string[] => {
    const apart = needs25 && !isAddOn ? ['25'] : []
    // The telemedicine visit codes say in themselves how the visit was held.
    const held = procedureOn(code, on)?.family === 'telemed_em' ? [] : distance
    return [...new Set([...apart, ...licence, ...held])]
  }
  return { forLine, findings, why }
}
