import type { Finding } from '@ballast/kernel'
import type { CodeInput } from '../types.ts'
import { mayBill, namesLicence } from './credential.ts'
import { procedureOn } from './lookups.ts'
import { origin, paramsFor } from './params.ts'

// What one payer pays, code by code: only codes of that day, by licences it takes for them, at a distance only what its
// lists allow.

const isListed = (list: '*' | readonly string[], code: string): boolean =>
  list === '*' ||
  list.some((item) => {
    const [from, until] = item.split('-')
    return item === code || (from !== undefined && until !== undefined && from <= code && code <= until)
  })

/** Why the payer does not pay this code for this session; null when nothing speaks against it. */
export function codeRefused(code: string, input: CodeInput): Finding | null {
  const { on, modality, payer, credential } = input
  const refused = (rule: string, message: string, at: string, cite: string): Finding => ({
    rule,
    severity: 'stop',
    message,
    at,
    cite,
  })
  const procedure = procedureOn(code, on)
  if (procedure === null) return refused('coding.code-on-day', `${code} is not a code on ${on}.`, 'on', 'X12LIST')
  if (!mayBill(code, input))
    return refused('coding.credential', `${code} cannot be billed by ${credential}.`, 'credential', procedure.cite)
  if (procedure.family === 'telemed_em') {
    if (payer.kind === 'medicare')
      return refused(
        'coding.telemedicine',
        `Medicare does not pay ${code}; it wants the office visit codes.`,
        'em.code',
        'AAFPTH',
      )
    if (modality !== procedure.telehealth)
      return refused(
        'coding.telemedicine',
        `${code} is a visit by ${procedure.telehealth}, and this one was not.`,
        'modality',
        procedure.cite,
      )
  }
  if (modality === 'in_person') return null
  const list = paramsFor(input, modality === 'video' ? 'telehealth_code_allowlist' : 'audio_code_allowlist')
  if (isListed(list.value, code)) return null
  const message = `This payer does not pay ${code} by ${modality} (${origin(list)}).`
  return refused('coding.telehealth-code', message, 'modality', list.cite)
}

/** Why the payer does not pay this session at a distance at all; null when it does, or when it was in person. */
export function distanceRefused(input: CodeInput): Finding | null {
  if (input.modality === 'in_person') return null
  const types = paramsFor(input, 'telehealth_provider_types')
  if (!namesLicence(types.value, input)) {
    const message = `This payer does not pay telehealth by ${input.credential} (${origin(types)}).`
    return { rule: 'coding.telehealth-clinician', severity: 'stop', message, at: 'credential', cite: types.cite }
  }
  const audio = paramsFor(input, 'audio_modifier')
  if (input.modality !== 'audio' || audio.value !== 'not_paid') return null
  const message = `This payer does not pay sessions by audio alone (${origin(audio)}).`
  return { rule: 'coding.audio-not-paid', severity: 'stop', message, at: 'modality', cite: audio.cite }
}

/** What a person should look at before a session at a distance is billed. */
export function distanceRemarks(codes: readonly string[], input: CodeInput): readonly Finding[] {
  if (input.modality !== 'audio') return []
  const reason = paramsFor(input, 'audio_only_reason_required')
  const remark = 'The note should say why video could not be used.'
  const unusual = codes.filter((code) => procedureOn(code, input.on)?.telehealth === 'video')
  return [
    ...(reason.value
      ? [{ rule: 'coding.audio-reason', severity: 'info' as const, message: remark, at: 'modality', cite: 'CCHP' }]
      : []),
    ...unusual.map((code) => ({
      rule: 'coding.audio-unusual',
      severity: 'warn' as const,
      message: `${code} is seldom paid by audio alone: confirm with the payer.`,
      at: 'modality',
      cite: procedureOn(code, input.on)?.cite ?? 'OWN',
    })),
  ]
}
