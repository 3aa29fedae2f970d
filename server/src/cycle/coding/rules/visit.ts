import { licenceClass } from '../tables/credentials.ts'
import { visitLevels } from '../tables/visit-levels.ts'
import type { CodeInput } from '../types.ts'
import { type Draft, join, main, noted, nothing } from './draft.ts'
import { procedureOn, rowOn } from './lookups.ts'

const visitFamilies = ['em_new', 'em_est', 'em_other', 'telemed_em']
const phoneVisits = ['99441', '99442', '99443']

const isPrescriber = ({ credential }: CodeInput): boolean => ['MD', 'NPP'].includes(licenceClass[credential])

/** Whether the facts hold a prescriber's visit at all. */
export const hasVisit = ({ em }: CodeInput): boolean =>
  em !== null && em !== undefined && ((em.code ?? null) !== null || (em.mdm ?? null) !== null)

/** The prescriber's visit, by the code picked or by the difficulty of the decision. */
export function visitDraft(input: CodeInput): Draft {
  const { em, on } = input
  const rule = 'coding.visit'
  if (!hasVisit(input)) return nothing
  if (!isPrescriber(input)) {
    const message = `A visit with medication decisions is billed by prescribers only, not by ${input.credential}.`
    return noted({ rule: 'coding.credential', severity: 'stop', message, at: 'em', cite: 'AAPC5' })
  }
  const byDecision = em?.mdm
    ? rowOn(visitLevels, on, (row) => row.mdm === em.mdm && row.newPatient === em.newPatient)
    : null
  if (em?.code) {
    const code = procedureOn(em.code, on)
    if (code === null || !(visitFamilies.includes(code.family) || phoneVisits.includes(code.code))) {
      const message = `${em.code} is not a visit code that could be billed on ${on}.`
      const cite = phoneVisits.includes(em.code) ? 'VERIMEDIX' : 'OWN'
      return noted({ rule, severity: 'stop', message, at: 'em.code', cite })
    }
    const differs = byDecision !== null && byDecision.code !== em.code
    const message = `${em.code} was picked; the decision as described is ${byDecision?.code}. Check the level.`
    return join(
      main(em.code, `${em.code} is the visit the prescriber chose`),
      differs ? noted({ rule, severity: 'warn', message, at: 'em', cite: byDecision.cite }) : nothing,
    )
  }
  if (em?.newPatient === null || em?.newPatient === undefined) {
    const message = 'Whether the patient is new to the practice is not known; the visit code depends on it.'
    return noted({ rule, severity: 'stop', message, at: 'em.newPatient', cite: 'OWN' })
  }
  if (byDecision === null) {
    const message = `There is no rule for a visit by decision on ${on}.`
    return noted({ rule, severity: 'stop', message, at: 'on', cite: 'OWN' })
  }
  const who = em.newPatient ? 'a new' : 'an established'
  return main(byDecision.code, `${em.mdm} decision making for ${who} patient is ${byDecision.code}`)
}
