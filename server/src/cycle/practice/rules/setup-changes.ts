import type { DatedTerms, PayerSetup, Setup, SetupChanges } from '../types.ts'

// A settings file is brought more than once: each time with everything in it, though little of it is new. What it said the
// last time and says again tells nothing; people may have changed it here since, and knew why.

/** Whether two values of a JSON file say the same, in whatever order their keys stand. */
function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  const [one, other] = [Object.entries(a), new Map(Object.entries(b))]
  return (
    Array.isArray(a) === Array.isArray(b) &&
    one.length === other.size &&
    one.every(([key, value]) => other.has(key) && isSame(value, other.get(key)))
  )
}

/** A payer's terms as they stand in its parameters, without what changes on a day. */
export const termsOf = (payer: PayerSetup): Readonly<Record<string, unknown>> => ({
  ...payer.params,
  ...(payer.authorization ? { authorization: payer.authorization } : {}),
  ...(payer.sessionLimit ? { sessionLimit: payer.sessionLimit } : {}),
  ...(payer.memberIdShape ? { member_id_regex: payer.memberIdShape } : {}),
})

function factsOf(setup: Setup): Map<string, unknown> {
  const { practice, locations, programs, clinicians, charges, payers } = setup
  return new Map<string, unknown>([
    ['practice', [practice.name, practice.phone]],
    ...locations.map(({ id, name }) => [`location ${id}`, name] as const),
    ...programs.map(({ id, name }) => [`program ${id}`, name] as const),
    ...clinicians.map(({ npi, credential }) => [`clinician ${npi}`, credential] as const),
    ...clinicians.flatMap(({ npi, enrollments }) =>
      enrollments.map(({ payerId, from, until }) => [`enrollment ${npi} ${payerId} ${from}`, until ?? null] as const),
    ),
    ...charges.map(({ code, charge }) => [`charge ${code}`, charge] as const),
    ...payers.map(({ id, name }) => [`payer ${id}`, name] as const),
    ...payers.flatMap(({ id, fees }) =>
      fees.map(({ code, credential, allowed }) => [`fee ${id} ${code} ${credential}`, allowed] as const),
    ),
  ])
}

/** The dated changes of a payer once the file was brought: the file's, then those that people made here. */
export const datedAfter = (
  standing: readonly DatedTerms[],
  last: readonly DatedTerms[],
  now: readonly DatedTerms[],
): readonly DatedTerms[] => [
  ...now,
  ...standing.filter((change) => ![...last, ...now].some((each) => isSame(each, change))),
]

/** What a settings file says anew since it was brought last; the first time, all of it. */
export function setupChanges(last: Setup | null, now: Setup): SetupChanges {
  const before = last ? factsOf(last) : new Map<string, unknown>()
  const said = [...factsOf(now)].filter(([name, value]) => !(before.has(name) && isSame(before.get(name), value)))
  const payers = now.payers.map((payer) => {
    const known = last?.payers.find(({ id }) => id === payer.id)
    const [was, is] = [known ? termsOf(known) : {}, termsOf(payer)]
    const names = [...new Set([...Object.keys(was), ...Object.keys(is)])]
    const terms = names.flatMap((name): (readonly [string, unknown])[] =>
      isSame(was[name], is[name]) ? [] : [[name, is[name] ?? null]],
    )
    return [payer.id, { terms, dated: { last: known?.changes ?? [], now: payer.changes } }] as const
  })
  return { said: new Set(said.map(([name]) => name)), payers: new Map(payers) }
}
