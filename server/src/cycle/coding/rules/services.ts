import { never } from '@ballast/kernel'
import { licenceClass } from '../tables/credentials.ts'
import { programDays } from '../tables/program-days.ts'
import type { CodeInput } from '../types.ts'
import { addOn, type Draft, isStopped, join, main, noted, nothing } from './draft.ts'
import { addonParents, rowOn } from './lookups.ts'
import { paramsFor } from './params.ts'
import { bandFor, bandWords, furtherUnits } from './time.ts'
import { hasVisit, visitDraft } from './visit.ts'

// One kind of session, one code family. A session is billed for what was done, so the minutes must be known wherever the
// code is chosen by time.

const stop = (rule: string, message: string, at: string, cite: string): Draft =>
  noted({ rule, severity: 'stop', message, at, cite })

const minutesMissing = (): Draft =>
  stop('coding.minutes', 'The face-to-face minutes are not known; this service is billed by time.', 'minutes', 'SMRC')

const longSession = (input: CodeInput, code: string): Draft => {
  if (code !== '90837' && code !== '90838') return nothing
  const reason = paramsFor(input, 'long_session_justification')
  const authorization = paramsFor(input, 'long_session_auth_required')
  const rule = 'coding.long-session'
  return join(
    reason.value === false
      ? nothing
      : noted({
          rule,
          severity: 'info',
          message: 'The note should say why 53 minutes or more were needed.',
          at: 'minutes',
          cite: reason.cite,
        }),
    authorization.value
      ? noted({
          rule,
          severity: 'warn',
          message: `This payer wants an authorization for ${code}.`,
          at: 'minutes',
          cite: authorization.cite,
        })
      : nothing,
  )
}

/** Therapy by its minutes; beside a visit, as the visit's add-on. */
function therapyDraft(input: CodeInput): Draft {
  const { minutes, on } = input
  const visit = visitDraft(input)
  if (isStopped(visit.findings)) return visit
  const beside = hasVisit(input)
  if (minutes === null || minutes === undefined) return beside ? visit : minutesMissing()
  const band = bandFor(beside ? 'therapy_with_visit' : 'therapy_alone', minutes, on)
  if (band === null) return stop('coding.minutes', `There is no rule for therapy minutes on ${on}.`, 'on', 'NOVITAS')
  if (band.code === null) {
    if (!beside)
      return stop(
        'coding.minutes',
        `${minutes} minutes of therapy cannot be billed; 16 is the least.`,
        'minutes',
        band.cite,
      )
    const message = `${minutes} minutes of therapy are too few to bill beside the visit; 16 is the least.`
    return minutes === 0
      ? visit
      : join(visit, noted({ rule: 'coding.minutes', severity: 'info', message, at: 'minutes', cite: band.cite }))
  }
  const reason = `${minutes} minutes of psychotherapy ${beside ? 'beside a visit' : 'alone'} is ${band.code} (${bandWords(band)})`
  if (!beside) return join(main(band.code, reason), longSession(input, band.code))
  const visitCode = visit.lines[0]?.code ?? ''
  if (!addonParents(band.code)?.includes(visitCode)) {
    const message = `${band.code} cannot be added to ${visitCode}; it was left off.`
    return join(visit, noted({ rule: 'coding.add-on', severity: 'warn', message, at: 'minutes', cite: 'NOVITAS' }))
  }
  return join(visit, addOn(band.code, 1, reason), longSession(input, band.code))
}

function crisisDraft(input: CodeInput): Draft {
  const { minutes, on } = input
  if (minutes === null || minutes === undefined) return minutesMissing()
  const band = bandFor('crisis', minutes, on)
  if (band === null) return stop('coding.minutes', `There is no rule for crisis minutes on ${on}.`, 'on', 'HEADWAY')
  if (band.code === null) {
    const message = `${minutes} minutes are too few for a crisis session (30 is the least); billed as therapy by its minutes.`
    return join(
      therapyDraft(input),
      noted({ rule: 'coding.crisis', severity: 'info', message, at: 'minutes', cite: band.cite }),
    )
  }
  const rule = paramsFor(input, 'crisis_addon_rule').value
  const units = furtherUnits('90840', rule, minutes, on)
  return join(
    main(band.code, `${minutes} minutes of crisis psychotherapy is ${band.code} (30 or more)`),
    units === 0
      ? nothing
      : addOn(
          '90840',
          units,
          `Past the first ${rule === 'block' ? 74 : 75} minutes: 90840, ${units} of up to 30 minutes`,
        ),
  )
}

function familyDraft(input: CodeInput, code: '90846' | '90847'): Draft {
  const { minutes, on } = input
  if (minutes === null || minutes === undefined) return minutesMissing()
  const band = bandFor('family', minutes, on)
  if (band === null) return stop('coding.minutes', `There is no rule for family minutes on ${on}.`, 'on', 'AAPC3')
  if (band.code === null)
    return stop(
      'coding.minutes',
      `${minutes} minutes of family therapy cannot be billed; 26 is the least.`,
      'minutes',
      band.cite,
    )
  return main(
    code,
    `Family therapy ${code === '90847' ? 'with' : 'without'} the patient, ${minutes} minutes, is ${code} (26 or more)`,
  )
}

function testingDraft(input: CodeInput): Draft {
  const { minutes, on } = input
  if (minutes === null || minutes === undefined) return minutesMissing()
  const band = bandFor('testing', minutes, on)
  if (band === null) return stop('coding.minutes', `There is no rule for testing minutes on ${on}.`, 'on', 'TESTING')
  if (band.code === null)
    return stop(
      'coding.minutes',
      `${minutes} minutes of test evaluation cannot be billed; 31 is the least.`,
      'minutes',
      band.cite,
    )
  const units = furtherUnits('96131', 'block', minutes, on)
  return join(
    main(band.code, `${minutes} minutes of test evaluation is ${band.code} for the first hour (31 or more)`),
    units === 0 ? nothing : addOn('96131', units, `Further hours, each from its 31st minute: 96131, ${units}`),
  )
}

function evaluationDraft(input: CodeInput): Draft {
  if (!input.medicalServices) return main('90791', 'A diagnostic evaluation without medical services is 90791')
  if (['MD', 'NPP'].includes(licenceClass[input.credential]))
    return main('90792', "A prescriber's evaluation with medical services is 90792")
  const message = `Medical services in an evaluation are a prescriber's; for ${input.credential} it is 90791.`
  return join(
    main('90791', `A diagnostic evaluation by ${input.credential} is 90791`),
    noted({ rule: 'coding.credential', severity: 'warn', message, at: 'medicalServices', cite: 'AAPC5' }),
  )
}

function programDayDraft(input: CodeInput, service: 'iop_day' | 'php_day'): Draft {
  const name = service === 'iop_day' ? 'intensive outpatient' : 'partial hospitalization'
  const row = rowOn(programDays, input.on, (day) => day.service === service && day.kinds.includes(input.payer.kind))
  if (row?.code)
    return main(
      row.code,
      `One day of ${name} is ${row.code} for ${input.payer.kind === 'medicaid' ? 'Medicaid' : 'this payer'}`,
    )
  return stop(
    'coding.program',
    `This payer pays ${name} to facilities only; a practice has no code for it.`,
    'service',
    row?.cite ?? 'LUCIDA',
  )
}

/** A calendar month of shared care, by the minutes of its log: who may bill it alone depends on the licence. */
function careMonthDraft(input: CodeInput): Draft {
  const { minutes, on } = input
  if (minutes === null || minutes === undefined) return minutesMissing()
  const band = bandFor('care_month', minutes, on)
  if (band === null) return monthUnruled(on)
  if (band.code === null) return monthTooShort(minutes, 20, band.cite)
  const isPrescriber = ['MD', 'NPP'].includes(licenceClass[input.credential])
  const code = isPrescriber ? band.code : 'G0323'
  const draft = main(code, `${minutes} minutes of shared care in the month is ${code} (20 or more)`)
  if (isPrescriber || input.payer.kind === 'medicare') return draft
  const message = 'G0323 is a Medicare code; that this payer takes it is our default, unverified: confirm.'
  return join(draft, noted({ rule: 'coding.month', severity: 'warn', message, at: 'payer.kind', cite: 'BHI' }))
}

/** A month of collaborative care: the first counts from 36 minutes, a later one from 31, and then by further half hours. */
function collaborativeDraft(
  input: CodeInput,
  service: 'collaborative_first_month' | 'collaborative_later_month',
): Draft {
  const { minutes, on } = input
  const isFirst = service === 'collaborative_first_month'
  if (minutes === null || minutes === undefined) return minutesMissing()
  const band = bandFor(service, minutes, on)
  if (band === null) return monthUnruled(on)
  if (band.code === null) return monthTooShort(minutes, isFirst ? 36 : 31, band.cite)
  const which = isFirst ? 'the first month' : 'a later month'
  const units = furtherUnits('99494', isFirst ? 'first_month' : 'later_month', minutes, on)
  return join(
    main(band.code, `${minutes} minutes of collaborative care in ${which} is ${band.code} (${bandWords(band)})`),
    units === 0
      ? nothing
      : addOn('99494', units, `Past the first ${isFirst ? 85 : 75} minutes: 99494, ${units} of up to 30 minutes`),
  )
}

const monthUnruled = (on: string): Draft =>
  stop('coding.month', `There is no rule for a month of care on ${on}.`, 'on', 'BHI')

const monthTooShort = (minutes: number, least: number, cite: string): Draft =>
  stop('coding.minutes', `${minutes} minutes in the month cannot be billed; ${least} is the least.`, 'minutes', cite)

/** The codes for what was done, before anything is asked of the payer. */
export function serviceDraft(input: CodeInput): Draft {
  const { service } = input
  switch (service) {
    case 'individual_therapy':
      return therapyDraft(input)
    case 'medication_management':
      if (hasVisit(input)) return therapyDraft(input)
      return licenceClass[input.credential] === 'MD' || licenceClass[input.credential] === 'NPP'
        ? stop(
            'coding.visit',
            'The visit level is not known: give the code, or the decision and whether the patient is new.',
            'em',
            'TMA',
          )
        : stop(
            'coding.credential',
            `Medication management is billed by prescribers only, not by ${input.credential}.`,
            'credential',
            'AAPC5',
          )
    case 'crisis':
      return crisisDraft(input)
    case 'diagnostic_evaluation':
      return evaluationDraft(input)
    case 'family_with_patient':
      return familyDraft(input, '90847')
    case 'family_without_patient':
      return familyDraft(input, '90846')
    case 'multi_family_group':
      return main('90849', 'A group of several families is 90849')
    case 'group_therapy':
      return main('90853', 'Group therapy is 90853, once for each patient')
    case 'testing':
      return testingDraft(input)
    case 'brief_assessment':
      return main('96127', 'A scored brief screen is 96127')
    case 'iop_day':
    case 'php_day':
      return programDayDraft(input, service)
    case 'care_month':
      return careMonthDraft(input)
    case 'collaborative_first_month':
    case 'collaborative_later_month':
      return collaborativeDraft(input, service)
    default:
      return never(service)
  }
}

/** The services whose draft already weighed the visit; elsewhere a visit in the facts is left off. */
export const weighsVisit = ({ service, minutes }: CodeInput): boolean =>
  service === 'individual_therapy' ||
  service === 'medication_management' ||
  (service === 'crisis' && (minutes ?? 0) < 30)
