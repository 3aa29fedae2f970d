import { codeSession } from '../../coding/rules/code-session.ts'
import { codeInputFor } from '../../coding/rules/session-facts.ts'
import type { CodeInput } from '../../coding/types.ts'
import { credentials } from '../../practice/types.ts'
import type { DraftFacts } from '../types.ts'
import { isUnderSupervisor } from './compose.ts'

export type Coded = {
  readonly billable: boolean
  readonly placeOfService: string
  readonly lines: readonly { readonly code: string; readonly modifiers: readonly string[]; readonly units: number }[]
  readonly why: readonly string[]
}

/** What the session's facts support. */
export function chosenCodes(facts: DraftFacts): Coded {
  const input = codingInput(facts)
  if (input === null)
    return { billable: false, placeOfService: facts.placeOfService, lines: [], why: [whyUncoded(facts)] }
  const coded = codeSession(input)
  const modifier = supervisorModifier(facts)
  if (modifier === null) return coded
  return {
    ...coded,
    lines: coded.lines.map((line) =>
      line.modifiers.includes(modifier) ? line : { ...line, modifiers: [modifier, ...line.modifiers] },
    ),
  }
}

/** What keeps a session's facts from being coded at all. */
function whyUncoded({ clinician }: DraftFacts): string {
  if ((credentials as readonly string[]).includes(clinician.credential))
    return 'The session lacks facts that coding needs.'
  const known = credentials.join(', ')
  return `The licence of ${clinician.firstName} ${clinician.lastName} stands as "${clinician.credential}"; it can be one of ${known}. Correct it in the practice's settings.`
}

/** A session under the supervisor's number carries the supervisor's licence, where the payer wants licences shown. */
function supervisorModifier(facts: DraftFacts): string | null {
  if (!isUnderSupervisor(facts) || facts.supervisor === null) return null
  const map = facts.payer?.params.license_modifier_map ?? facts.practice.params.license_modifier_map
  if (typeof map !== 'object' || map === null) return null
  const modifier = (map as Readonly<Record<string, unknown>>)[facts.supervisor.credential]
  return typeof modifier === 'string' ? modifier : null
}

/** What was picked at the session, right or wrong: for a practice that switched our choice off. */
export function pickedCodes({ session, placeOfService }: DraftFacts): Coded {
  return {
    billable: session.codesPicked.length > 0,
    placeOfService: session.placePicked ?? placeOfService,
    lines: session.codesPicked.map((code) => ({ code, modifiers: session.modifiersPicked, units: 1 })),
    why: [
      session.codesPicked.length > 0 ? 'The codes were picked at the session.' : 'No code was picked at the session.',
    ],
  }
}

/** A session as the coder asks for it; null when its facts are not such that anything could be coded. */
export function codingInput(facts: DraftFacts): CodeInput | null {
  const { session, clinician, supervisor, payer, practice } = facts
  return codeInputFor({
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
    payer,
    practiceParams: practice.params,
    placeOfService: facts.placeOfService,
  })
}
