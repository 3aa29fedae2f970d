import type { PlainDate } from '@ballast/kernel'
import { templatesFor } from '../../coding/rules/note-needs.ts'
import { codeInputFor } from '../../coding/rules/session-facts.ts'
import { templatesInForce, wordsOf } from '../../note/rules/templates.ts'
import { serviceName } from '../../note/tables/service-words.ts'
import type { Template } from '../../note/types.ts'
import { lookedBackDays, patternFrom } from './cards.ts'

// Three questions every clinician asks of the office, answered from the practice's own rules and people, so that the answer
// is never another than what happens.

export type LaborFacts = {
  readonly today: PlainDate
  readonly params: Readonly<Record<string, unknown>>
  readonly switches: Readonly<Record<string, unknown>>
  readonly services: readonly { readonly service: string; readonly modality: string; readonly times: number }[]
  readonly supervisor: string | null
  readonly templates: readonly Template[]
  readonly people: readonly { readonly name: string; readonly roles: readonly string[] }[]
}

export type Labor = {
  readonly document: {
    readonly services: readonly { readonly name: string; readonly times: number; readonly needs: readonly string[] }[]
    readonly says: readonly string[]
  }
  readonly naming: { readonly says: readonly string[] }
  readonly hearing: { readonly says: readonly string[] }
}

const list = (names: readonly string[], otherwise: string): string => {
  if (names.length === 0) return otherwise
  const last = names.at(-1) ?? ''
  return names.length === 1 ? last : `${names.slice(0, -1).join(', ')} and ${last}`
}

const quiet = ['DOS', 'SIG']

function needsOf(service: string, modality: string, facts: LaborFacts): string[] {
  const input = codeInputFor({
    id: 'service',
    on: facts.today,
    service,
    minutes: 45,
    em: service === 'medication_management' ? { mdm: 'low', newPatient: false } : null,
    interactiveComplexity: false,
    medicalServices: false,
    modality,
    patientAt: modality === 'in_person' ? 'clinic' : 'home',
    credential: 'LCSW',
    supervised: false,
    payer: null,
    practiceParams: {},
    placeOfService: '11',
  })
  const names: readonly string[] = input ? templatesFor(input) : []
  const rows = templatesInForce(facts.templates, facts.today).filter(({ template }) => names.includes(template))
  const elements = [...new Set(rows.flatMap(({ required }) => required))].filter((element) => !quiet.includes(element))
  return elements.map((element) => wordsOf(element, facts.today))
}

/** Who does what, in a clinician's words. */
export function laborOf(facts: LaborFacts): Labor {
  const named = (...roles: readonly string[]) =>
    facts.people.filter((person) => person.roles.some((role) => roles.includes(role))).map(({ name }) => name)
  const hours = Number(facts.params.note_due_hours ?? 24)
  const office = list(named('biller', 'senior_biller'), 'the office')
  const reviewers = list(named('clinical_liaison', 'senior_biller'), 'the office')
  const isChosen = facts.switches.codeChoice !== false
  const services = [...facts.services]
    .toSorted((a, b) => b.times - a.times)
    .map(({ service, modality, times }) => ({
      name: `${serviceName(service)}${modality === 'in_person' ? '' : ` by ${modality}`}`,
      times,
      needs: needsOf(service, modality, facts),
    }))
  return {
    document: {
      services,
      says: [
        `Your note within ${hours} hours of the session; you are reminded once, before anybody else hears of it.`,
        ...(facts.supervisor === null
          ? []
          : [
              facts.params.cosign_before_claim === false
                ? `${facts.supervisor} co-signs your notes.`
                : `${facts.supervisor} signs your notes a second time; until then nothing goes out.`,
            ]),
        'Never what was said: there is no place for it here, and nobody may ask for it.',
      ],
    },
    naming: {
      says: [
        isChosen
          ? 'What a session is called outside follows from your times and from what you wrote; you never choose it.'
          : 'What a session is called outside is what was picked at the session.',
        `If it has to be corrected, that is done by ${office}; your note stays as it is.`,
        'You are asked only when the note itself does not say enough, with one question in plain words. Nobody changes your note but you.',
      ],
    },
    hearing: {
      says: [
        `When something shows ${patternFrom} times or more within ${lookedBackDays} days, you get a card on your day: what happened, one example, what to write next time. You see it first, and only your own.`,
        `In your first ${Number(facts.params.review_new_clinician_days ?? 90)} days here, about ${Number(facts.params.review_share ?? 20)} of 100 of your sessions are looked at a second time by ${reviewers}, without your name.`,
        'Leaders see totals over everybody. There is no ranking.',
      ],
    },
  }
}
