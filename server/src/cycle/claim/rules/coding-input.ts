import { type CodeInput, codeInput, payerParams } from '../../coding/types.ts'
import type { DraftFacts } from '../types.ts'

const known = (values: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([name]) => name in payerParams.shape))

/** A session as the coder asks for it; null when its facts are not such that anything could be coded. */
export function codingInput(facts: DraftFacts): CodeInput | null {
  const { session, clinician, supervisor, payer, practice } = facts
  const read = codeInput.safeParse({
    id: facts.sessionId,
    on: session.on,
    service: session.service,
    minutes: session.minutes,
    em: session.em,
    interactiveComplexity: session.interactiveComplexity,
    medicalServices: session.medicalServices,
    modality: session.modality,
    patientAt: session.patientAt,
    credential: clinician.credential,
    supervised: supervisor !== null,
    payer: { kind: payer?.kind ?? 'self_pay', params: known(payer?.params ?? {}) },
    practice: { placeOfService: facts.placeOfService, params: known(practice.params) },
  })
  return read.success ? read.data : null
}
