import { defaultParams, planTypeParams } from '../tables/edit-params.ts'
import type { Claim, EditParams } from '../types.ts'

// The practice's contract speaks first, then what the payer publishes, then the plan type, then our default.

const listOrAll = ['audio_code_allowlist', 'telehealth_code_allowlist', 'telehealth_provider_types']

function normal(name: string, value: unknown): unknown {
  if (listOrAll.includes(name) && Array.isArray(value) && value.includes('*')) return '*'
  if (typeof value === 'string') {
    if (listOrAll.includes(name) && value !== '*') return value.split(/[;,]\s*/)
    if (name === 'prior_auth_required_codes') return value.split(/[;,]\s*/).filter((code) => code !== '')
  }
  return value
}

const known = (values: Readonly<Record<string, unknown>>): Partial<EditParams> =>
  Object.fromEntries(
    Object.entries(values)
      .filter(([name, value]) => name in defaultParams && value !== null && value !== undefined)
      .map(([name, value]) => [name, normal(name, value)]),
  )

/** The parameters of a claim's payer. */
export const editParams = (payer: Claim['payer'], practice: Readonly<Record<string, unknown>> = {}): EditParams => ({
  ...defaultParams,
  ...planTypeParams[payer.kind],
  ...known(payer.params ?? {}),
  ...known(practice),
})
