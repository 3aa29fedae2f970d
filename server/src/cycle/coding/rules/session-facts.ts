import type { PlainDate } from '@ballast/kernel'
import { type CodeInput, codeInput, payerParams } from '../types.ts'

/** A session as other rooms know it; what is null is not known. */
export type SessionFacts = {
  readonly id: string
  readonly on: PlainDate
  readonly service: string
  readonly minutes: number | null
  readonly em: unknown
  readonly interactiveComplexity: boolean
  readonly medicalServices: boolean
  readonly modality: string
  readonly patientAt: string
  readonly credential: string
  readonly supervised: boolean
  readonly payer: { readonly kind: string; readonly params: Readonly<Record<string, unknown>> } | null
  readonly practiceParams: Readonly<Record<string, unknown>>
  readonly placeOfService: string
}

const known = (values: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([name]) => name in payerParams.shape))

/** A session as the coder asks for it; null when its facts are not such that anything could be coded. */
export function codeInputFor({ payer, practiceParams, placeOfService, ...session }: SessionFacts): CodeInput | null {
  const read = codeInput.safeParse({
    ...session,
    payer: { kind: payer?.kind ?? 'self_pay', params: known(payer?.params ?? {}) },
    practice: { placeOfService, params: known(practiceParams) },
  })
  return read.success ? read.data : null
}
