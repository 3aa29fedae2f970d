/** What a call that may be refused gives back: the value, or the refusal as plain data. */
export type Result<T, R extends { kind: string }> = { ok: true; value: T } | { ok: false; refusal: R }

export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value })

export const refuse = <const R extends { kind: string }>(refusal: R): { ok: false; refusal: R } => ({
  ok: false,
  refusal,
})

/** For the last branch of a switch: compiles only when every case is handled. */
export function never(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`)
}
