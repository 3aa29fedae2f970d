import { date } from '@ballast/kernel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { credentials } from '../../practice/types.ts'
import { type CodeInput, codeInput, parseCodeInput, payerKinds, services } from '../types.ts'
import { codeSession } from './code-session.ts'
import { addonParents, procedureOn } from './lookups.ts'
import { drawn, isInShare, lot } from './sample.ts'

const therapy: CodeInput = {
  id: 's1',
  on: date('2026-03-02'),
  service: 'individual_therapy',
  minutes: 55,
  modality: 'in_person',
  patientAt: 'clinic',
  credential: 'LCSW',
  payer: { kind: 'commercial' },
}
const established = { newPatient: false, mdm: 'moderate' } as const
const medication: CodeInput = {
  ...therapy,
  service: 'medication_management',
  credential: 'MD',
  em: established,
  minutes: null,
}

/** "90839 90840x2", or "no: <rule>" with the rule that stopped it. */
const billed = (input: CodeInput): string => {
  const result = codeSession(input)
  if (!result.billable) return `no: ${result.findings.find(({ severity }) => severity === 'stop')?.rule}`
  return result.lines.map(({ code, units }) => (units === 1 ? code : `${code}x${units}`)).join(' ')
}

describe('minutes choose the code', () => {
  // biome-ignore format: a table
  test.each([
    ['individual_therapy', 0, 'no: coding.minutes'], ['individual_therapy', 15, 'no: coding.minutes'],
    ['individual_therapy', 16, '90832'], ['individual_therapy', 37, '90832'],
    ['individual_therapy', 38, '90834'], ['individual_therapy', 52, '90834'],
    ['individual_therapy', 53, '90837'], ['individual_therapy', 180, '90837'],
    ['crisis', 15, 'no: coding.minutes'], ['crisis', 16, '90832'], ['crisis', 29, '90832'],
    ['crisis', 30, '90839'], ['crisis', 74, '90839'], ['crisis', 75, '90839 90840'], ['crisis', 104, '90839 90840'],
    ['crisis', 105, '90839 90840x2'], ['crisis', 134, '90839 90840x2'], ['crisis', 135, '90839 90840x3'],
    ['family_with_patient', 25, 'no: coding.minutes'], ['family_with_patient', 26, '90847'],
    ['family_without_patient', 25, 'no: coding.minutes'], ['family_without_patient', 26, '90846'],
    ['group_therapy', 90, '90853'], ['multi_family_group', 60, '90849'], ['diagnostic_evaluation', 60, '90791'],
    ['iop_day', 180, 'S9480'], ['php_day', 300, 'S0201'],
  ] as const)('%s of %i minutes is %s', (service, minutes, expected) => {
    expect(billed({ ...therapy, service, minutes })).toBe(expected)
  })

  test.each([
    [30, 'no: coding.minutes'],
    [31, '96130'],
    [90, '96130'],
    [91, '96130 96131'],
    [150, '96130 96131'],
    [151, '96130 96131x2'],
  ] as const)('testing of %i minutes by a psychologist is %s', (minutes, expected) => {
    expect(billed({ ...therapy, service: 'testing', credential: 'PsyD', minutes })).toBe(expected)
  })

  // biome-ignore format: a table
  test.each([
    ['care_month', 'MD', 19, 'no: coding.minutes'], ['care_month', 'MD', 20, '99484'], ['care_month', 'NP', 600, '99484'],
    ['care_month', 'LCSW', 19, 'no: coding.minutes'], ['care_month', 'LCSW', 20, 'G0323'], ['care_month', 'LPC', 20, 'G0323'],
    ['collaborative_first_month', 'MD', 35, 'no: coding.minutes'], ['collaborative_first_month', 'MD', 36, '99492'],
    ['collaborative_first_month', 'MD', 85, '99492'], ['collaborative_first_month', 'MD', 86, '99492 99494'],
    ['collaborative_first_month', 'MD', 115, '99492 99494'], ['collaborative_first_month', 'MD', 116, '99492 99494x2'],
    ['collaborative_later_month', 'MD', 30, 'no: coding.minutes'], ['collaborative_later_month', 'MD', 31, '99493'],
    ['collaborative_later_month', 'MD', 75, '99493'], ['collaborative_later_month', 'MD', 76, '99493 99494'],
    ['collaborative_later_month', 'MD', 105, '99493 99494'], ['collaborative_later_month', 'MD', 106, '99493 99494x2'],
    ['collaborative_first_month', 'LCSW', 40, 'no: coding.credential'], ['care_month', 'MD', null, 'no: coding.minutes'],
    ['collaborative_later_month', 'MD', null, 'no: coding.minutes'],
  ] as const)('%s by %s with a log of %s minutes is %s', (service, credential, minutes, expected) => {
    expect(billed({ ...therapy, service, credential, minutes })).toBe(expected)
  })

  test.each([
    ['care_month', '2017-12-31', 'no: coding.month'],
    ['care_month', '2018-01-01', '99484'],
    ['collaborative_later_month', '2017-12-31', 'no: coding.month'],
    ['collaborative_later_month', '2018-01-01', '99493'],
  ] as const)('%s on %s is %s', (service, on, expected) => {
    expect(billed({ ...therapy, service, credential: 'MD', minutes: 60, on: date(on) })).toBe(expected)
  })

  test('a code that Medicare made is said to be unsure for another payer', () => {
    const month = { ...therapy, service: 'care_month', minutes: 20 } as const
    const said = (kind: 'commercial' | 'medicare') =>
      codeSession({ ...month, payer: { kind } } as CodeInput).findings.map(({ rule }) => rule)
    expect(said('commercial')).toContain('coding.month')
    expect(said('medicare')).not.toContain('coding.month')
  })

  test.each([
    [75, '90839'],
    [76, '90839 90840'],
    [105, '90839 90840'],
    [106, '90839 90840x2'],
  ] as const)('a payer that counts from the midpoint takes %i crisis minutes as %s', (minutes, expected) => {
    const payer = { kind: 'commercial', params: { crisis_addon_rule: 'midpoint' } } as const
    expect(billed({ ...therapy, service: 'crisis', minutes, payer })).toBe(expected)
  })

  test.each([
    [null, '99214'],
    [15, '99214'],
    [16, '99214 90833'],
    [37, '99214 90833'],
    [38, '99214 90836'],
    [52, '99214 90836'],
    [53, '99214 90838'],
  ] as const)('a visit with %s minutes of therapy is %s', (minutes, expected) => {
    expect(billed({ ...medication, minutes })).toBe(expected)
  })

  test.each(['individual_therapy', 'family_with_patient', 'crisis'] as const)(
    '%s without minutes is held',
    (service) => {
      expect(billed({ ...therapy, service, minutes: null })).toBe('no: coding.minutes')
    },
  )
})

describe('the visit', () => {
  test.each([
    [true, 'straightforward', '99202'],
    [true, 'low', '99203'],
    [true, 'moderate', '99204'],
    [true, 'high', '99205'],
    [false, 'straightforward', '99212'],
    [false, 'low', '99213'],
    [false, 'moderate', '99214'],
    [false, 'high', '99215'],
  ] as const)('new patient %s, %s decision is %s', (newPatient, mdm, code) => {
    expect(billed({ ...medication, em: { newPatient, mdm } })).toBe(code)
  })

  test.each(['crisis', 'diagnostic_evaluation', 'group_therapy'] as const)(
    'beside %s it is left off, and said so',
    (service) => {
      const { lines, findings } = codeSession({ ...medication, service, minutes: 60 })
      expect(lines).toHaveLength(1)
      expect(findings).toContainEqual(expect.objectContaining({ rule: 'coding.visit', severity: 'warn' }))
    },
  )

  test.each([
    [15, '99214'],
    [29, '99214 90833'],
  ])('a crisis of %i minutes beside it is billed as therapy: %s', (minutes, expected) => {
    expect(billed({ ...medication, service: 'crisis', minutes })).toBe(expected)
  })

  test('therapy is not added to a staff-level visit', () => {
    const result = codeSession({ ...medication, em: { code: '99211' }, minutes: 30 })
    expect(result.lines.map(({ code }) => code)).toEqual(['99211'])
    expect(result.findings).toContainEqual(expect.objectContaining({ rule: 'coding.add-on', severity: 'warn' }))
  })

  test.each([
    ['2024-12-31', '99442'],
    ['2025-01-01', 'no: coding.visit'],
  ])('the telephone visit codes end with 2024: %s', (on, expected) => {
    expect(billed({ ...medication, on: date(on), em: { code: '99442' }, modality: 'audio', patientAt: 'home' })).toBe(
      expected,
    )
  })

  test('Medicare does not take the telemedicine visit codes', () => {
    const video = { ...medication, em: { code: '98006' }, modality: 'video' } as const
    expect(billed({ ...video, payer: { kind: 'medicare' } })).toBe('no: coding.telemedicine')
    expect(billed(video)).toBe('98006')
  })

  test('a payer may want 25 on the visit beside therapy, and only there', () => {
    const payer = { kind: 'commercial', params: { em_with_therapy_needs_25: true } } as const
    expect(codeSession({ ...medication, payer, minutes: 30 }).lines.map(({ modifiers }) => modifiers)).toEqual([
      ['25'],
      [],
    ])
    expect(codeSession({ ...medication, payer }).lines.map(({ modifiers }) => modifiers)).toEqual([[]])
  })
})

describe('who may bill', () => {
  // biome-ignore format: a table
  test.each([
    ['diagnostic_evaluation', 'MD', '90792'], ['diagnostic_evaluation', 'NP', '90792'],
    ['diagnostic_evaluation', 'PhD', '90791'], ['diagnostic_evaluation', 'LCSW', '90791'],
    ['testing', 'PhD', '96130'], ['testing', 'LCSW', 'no: coding.credential'], ['testing', 'NP', 'no: coding.credential'],
    ['brief_assessment', 'PhD', '96127'], ['brief_assessment', 'LPC', 'no: coding.credential'],
    ['medication_management', 'LPC', 'no: coding.credential'], ['medication_management', 'PhD', 'no: coding.credential'],
  ] as const)('%s by %s: %s', (service, credential, expected) => {
    const em = service === 'medication_management' ? established : null
    expect(billed({ ...therapy, service, credential, em, medicalServices: true })).toBe(expected)
  })

  test.each(['LPC', 'LMHC', 'LMFT'] as const)('Medicare takes %s from 2024', (credential) => {
    const medicare = { ...therapy, credential, payer: { kind: 'medicare' } } as const
    expect(billed({ ...medicare, on: date('2023-12-31') })).toBe('no: coding.credential')
    expect(billed({ ...medicare, on: date('2024-01-01') })).toBe('90837')
  })

  test.each([
    [false, 'own_npi_with_modifier', 'no: coding.supervision'],
    [true, null, 'no: coding.supervision'],
    [true, 'not_allowed', 'no: coding.supervision'],
    [true, 'incident_to', '90837'],
    [true, 'under_supervisor_npi', '90837'],
    [true, 'own_npi_with_modifier', '90837'],
  ] as const)('an associate, supervised %s, payer says %s: %s', (supervised, mode, expected) => {
    const payer = { kind: 'commercial', params: { supervised_billing_mode: mode } } as const
    expect(billed({ ...therapy, credential: 'associate', supervised, payer })).toBe(expected)
  })

  test("the payer's own matrix decides before ours", () => {
    const payer = {
      kind: 'commercial',
      params: { rendering_type_matrix: { '96127': ['LCSW'], '90837': ['PhD'] } },
    } as const
    const wire = { ...codeInput.shape.payer.parse(payer) }
    expect(billed({ ...therapy, service: 'brief_assessment', payer: wire })).toBe('96127')
    expect(billed({ ...therapy, payer: wire })).toBe('no: coding.credential')
  })

  test('the licence modifier goes on every line, add-ons included', () => {
    const payer = { kind: 'medicaid', params: { license_modifier_map: { LCSW: 'AJ' } } } as const
    const { lines } = codeSession({ ...therapy, payer, interactiveComplexity: true })
    expect(lines).toEqual([
      { code: '90837', modifiers: ['AJ'], units: 1 },
      { code: '90785', modifiers: ['AJ'], units: 1 },
    ])
  })
})

describe('interactive complexity', () => {
  // biome-ignore format: a table
  test.each([
    ['individual_therapy', '90837 90785'], ['diagnostic_evaluation', '90791 90785'], ['group_therapy', '90853 90785'],
    ['family_with_patient', '90847'], ['family_without_patient', '90846'], ['multi_family_group', '90849'],
    ['crisis', '90839'], ['iop_day', 'S9480'],
  ] as const)('%s: %s', (service, expected) => {
    const result = { ...therapy, service, interactiveComplexity: true }
    expect(billed(result)).toBe(expected)
    const warned = codeSession(result).findings.some(({ rule, severity }) => rule === 'coding.add-on' && severity === 'warn')
    expect(warned).toBe(!expected.includes('90785'))
  })

  test('beside a visit it needs the therapy', () => {
    expect(billed({ ...medication, interactiveComplexity: true })).toBe('99214')
    expect(billed({ ...medication, minutes: 20, interactiveComplexity: true })).toBe('99214 90833 90785')
  })
})

describe('at a distance', () => {
  // biome-ignore format: a table
  test.each([
    ['commercial', 'video', 'home',      '10', ['95']], ['commercial', 'video', 'elsewhere', '02', ['95']],
    ['commercial', 'audio', 'home',      '10', ['93']], ['commercial', 'video', 'clinic',    '02', ['95']],
    ['medicare',   'video', 'home',      '10', []],     ['medicare',   'video', 'elsewhere', '02', []],
    ['medicare',   'audio', 'home',      '10', ['93']], ['medicare',   'in_person', 'clinic', '11', []],
    ['medicaid',   'video', 'home',      '10', ['95']], ['eap',        'video', 'home',      '10', ['95']],
    ['commercial', 'in_person', 'clinic', '11', []],    ['commercial', 'in_person', 'home',  '12', []],
  ] as const)('%s, %s, patient %s: place %s, modifiers %j', (kind, modality, patientAt, place, modifiers) => {
    const result = codeSession({ ...therapy, modality, patientAt, payer: { kind } })
    expect([result.placeOfService, result.lines[0]?.modifiers]).toEqual([place, modifiers])
  })

  test("the payer's terms come before its kind, and the practice's before the payer's", () => {
    const payer = { kind: 'medicare', params: { av_modifier: '95', pos_home: '11' } } as const
    const video = { ...therapy, modality: 'video', patientAt: 'home', payer } as const
    expect(codeSession(video)).toMatchObject({ placeOfService: '11', lines: [{ modifiers: ['95'] }] })
    const ours = codeSession({ ...video, practice: { params: { av_modifier: 'GT' } } })
    expect(ours).toMatchObject({ placeOfService: '11', lines: [{ modifiers: ['GT'] }] })
  })

  test('a default nobody confirmed says so', () => {
    const { findings } = codeSession({ ...therapy, modality: 'video', patientAt: 'home' })
    expect(findings.map(({ message }) => message).join()).toContain('default, unverified: confirm')
  })

  test('audio that is not paid is not billable', () => {
    const payer = { kind: 'commercial', params: { audio_modifier: 'not_paid' } } as const
    expect(billed({ ...therapy, modality: 'audio', patientAt: 'home', payer })).toBe('no: coding.audio-not-paid')
    expect(billed({ ...therapy, modality: 'video', patientAt: 'home', payer })).toBe('90837')
  })

  test('a list of codes or clinicians holds', () => {
    const at = { ...therapy, patientAt: 'home' } as const
    const listed = { kind: 'commercial', params: { audio_code_allowlist: ['90834'] } } as const
    expect(billed({ ...at, modality: 'audio', payer: listed })).toBe('no: coding.telehealth-code')
    expect(billed({ ...at, modality: 'audio', minutes: 45, payer: listed })).toBe('90834')
    expect(billed({ ...at, modality: 'audio', minutes: 45, payer: listed, interactiveComplexity: true })).toBe('90834')
    const clinicians = { kind: 'commercial', params: { telehealth_provider_types: ['PhD'] } } as const
    expect(billed({ ...at, modality: 'video', payer: clinicians })).toBe('no: coding.telehealth-clinician')
    expect(billed({ ...therapy, payer: clinicians })).toBe('90837')
  })
})

const said = (input: CodeInput): string[] =>
  codeSession(input).findings.map(({ rule, severity }) => `${severity} ${rule}`)
const why = (input: CodeInput): string => codeSession(input).why.join('\n')

describe('a list of codes may hold a range', () => {
  const phone = { ...medication, modality: 'audio', patientAt: 'home' } as const
  test.each([
    [['90834', '99212-99214'], '99211', 'no: coding.telehealth-code'],
    [['90834', '99212-99214'], '99212', '99212'],
    [['90834', '99212-99214'], '99214', '99214'],
    [['90834', '99212-99214'], '99215', 'no: coding.telehealth-code'],
    [['99212', '99214'], '99213', 'no: coding.telehealth-code'],
    ['*', '99215', '99215'],
  ] as const)('%j and a visit of %s: %s', (audio_code_allowlist, code, expected) => {
    const payer = codeInput.shape.payer.parse({ kind: 'commercial', params: { audio_code_allowlist } })
    expect(billed({ ...phone, em: { code }, payer })).toBe(expected)
  })
})

describe('what a person should look at', () => {
  test('a visit level picked against the decision is told, one that agrees is not', () => {
    const picked = (code: string) => said({ ...medication, em: { ...established, code } })
    expect(picked('99215')).toContain('warn coding.visit')
    expect(picked('99214')).not.toContain('warn coding.visit')
    expect(said({ ...medication, em: { code: '99215' } })).not.toContain('warn coding.visit')
  })

  test.each([null, undefined])('whether the patient is new must be known: %s', (newPatient) => {
    expect(billed({ ...medication, em: { mdm: 'low', newPatient } })).toBe('no: coding.visit')
  })

  test.each([
    ['MD', 'no: coding.visit'],
    ['NP', 'no: coding.visit'],
    ['LCSW', 'no: coding.credential'],
  ] as const)('medication management by %s without a level: %s', (credential, expected) => {
    expect(billed({ ...medication, credential, em: null })).toBe(expected)
  })

  test.each([
    [0, []],
    [15, ['info coding.minutes']],
    [16, []],
  ] as const)('%i minutes of therapy beside a visit: %j', (minutes, expected) => {
    expect(said({ ...medication, minutes }).filter((one) => one === 'info coding.minutes')).toEqual(expected)
  })

  test.each([
    [52, []],
    [53, ['info coding.long-session']],
  ] as const)('%i minutes, long or not: %j', (minutes, expected) => {
    const long = (input: CodeInput) => said(input).filter((one) => one.endsWith('coding.long-session'))
    expect(long({ ...therapy, minutes })).toEqual(expected)
    expect(long({ ...medication, minutes })).toEqual(expected)
  })

  test('a payer may not ask why a session was long, or may want leave for it', () => {
    const payer = {
      kind: 'commercial',
      params: { long_session_justification: false, long_session_auth_required: true },
    } as const
    expect(said({ ...therapy, payer })).toEqual(['warn coding.long-session'])
    expect(said({ ...therapy, payer, minutes: 52 })).toEqual([])
  })

  test('a code seldom paid by audio is told by audio, and by nothing else', () => {
    const phone = { ...therapy, modality: 'audio', patientAt: 'home' } as const
    const evaluation = { ...phone, service: 'testing', credential: 'PsyD', minutes: 60 } as const
    expect(procedureOn('96130', therapy.on)?.telehealth).toBe('video')
    expect(said(evaluation)).toEqual(expect.arrayContaining(['info coding.audio-reason', 'warn coding.audio-unusual']))
    expect(said({ ...evaluation, modality: 'video' }).join()).not.toContain('audio')
    expect(said(phone)).not.toContain('warn coding.audio-unusual')
    expect(said(phone)).toContain('info coding.audio-reason')
  })

  test('an associate without the modifier the payer wants is told, and only then', () => {
    const asks = 'warn coding.supervision'
    const associate = { ...therapy, credential: 'associate', supervised: true } as const
    const payer = (params: NonNullable<CodeInput['payer']['params']>) => ({ kind: 'commercial', params }) as const
    const own = { supervised_billing_mode: 'own_npi_with_modifier' } as const
    expect(said({ ...associate, payer: payer(own) })).toContain(asks)
    expect(said({ ...associate, payer: payer({ ...own, license_modifier_map: { associate: 'HO' } }) })).not.toContain(
      asks,
    )
    expect(said({ ...associate, payer: payer({ supervised_billing_mode: 'incident_to' }) })).not.toContain(asks)
    expect(said({ ...therapy, payer: payer(own) })).not.toContain(asks)
    expect(why({ ...associate, payer: payer({ ...own, license_modifier_map: { associate: 'HO' } }) })).toContain(
      'associate is HO',
    )
    expect(why(therapy)).not.toContain('LCSW is')
  })

  test('a code the payer refuses as an add-on is left off, and what hung on it too', () => {
    const payer = { kind: 'commercial', params: { audio_code_allowlist: ['99214'] } } as const
    const phone = { ...medication, modality: 'audio', patientAt: 'home', minutes: 30, payer } as const
    expect(billed(phone)).toBe('99214')
    expect(said(phone)).toContain('warn coding.telehealth-code')
  })
})

describe('why is said so that a person can check it', () => {
  test.each([
    [{ service: 'family_with_patient' }, 'with the patient, 55 minutes, is 90847'],
    [{ service: 'family_without_patient' }, 'without the patient, 55 minutes, is 90846'],
    [{ service: 'iop_day' }, 'One day of intensive outpatient is S9480 for this payer'],
    [{ service: 'php_day', payer: { kind: 'medicaid' } }, 'One day of partial hospitalization is H0035 for Medicaid'],
    [{ service: 'crisis', minutes: 80 }, 'Past the first 74 minutes: 90840, 1'],
    [
      { service: 'crisis', minutes: 80, payer: { kind: 'commercial', params: { crisis_addon_rule: 'midpoint' } } },
      'Past the first 75 minutes: 90840, 1',
    ],
    [{ minutes: 38 }, '90834 (38 to 52)'],
    [{ minutes: 53 }, '90837 (53 or more)'],
    [{ modality: 'video', patientAt: 'home' }, 'Patient at home, by video: place 10 (default, unverified: confirm)'],
    [{ modality: 'video', patientAt: 'elsewhere' }, 'Patient away from home, by video: place 02'],
    [{ modality: 'video', patientAt: 'home' }, 'this payer takes modifier 95 (default, unverified: confirm)'],
    [{ modality: 'video', patientAt: 'home', payer: { kind: 'medicare' } }, 'this payer takes no modifier (plan type'],
    [
      { modality: 'video', patientAt: 'home', practice: { params: { av_modifier: 'GT' } } },
      "modifier GT (practice's own terms)",
    ],
    [
      { modality: 'video', patientAt: 'home', payer: { kind: 'commercial', params: { av_modifier: 'GT' } } },
      "modifier GT (payer's own terms)",
    ],
  ] as readonly (readonly [Partial<CodeInput>, string])[])('%j: %s', (change, expected) => {
    expect(why({ ...therapy, ...change })).toContain(expected)
  })

  test('only what nobody confirmed asks for confirmation', () => {
    const video = { ...therapy, modality: 'video', patientAt: 'home' } as const
    const own = { kind: 'commercial', params: { av_modifier: '95', pos_home: '10' } } as const
    expect(said(video)).toEqual(expect.arrayContaining(['info coding.telehealth-modifier', 'info coding.place']))
    const told = said({ ...video, payer: own })
    expect(told).not.toContain('info coding.telehealth-modifier')
    expect(told).not.toContain('info coding.place')
  })
})

describe('a code of its day', () => {
  test.each([
    ['2024-12-31', '98006', 'video', 'no: coding.visit'],
    ['2025-01-01', '98006', 'video', '98006'],
    ['2025-01-01', '98014', 'audio', '98014'],
    ['2025-01-01', '98014', 'video', 'no: coding.telemedicine'],
    ['2025-01-01', '98006', 'audio', 'no: coding.telemedicine'],
  ] as const)('on %s %s by %s: %s', (on, code, modality, expected) => {
    expect(billed({ ...medication, on: date(on), em: { code }, modality, patientAt: 'home' })).toBe(expected)
  })

  test('Medicare has always taken social workers, and others take counselors before 2024', () => {
    const before = { ...therapy, on: date('2023-12-31') }
    expect(billed({ ...before, payer: { kind: 'medicare' } })).toBe('90837')
    expect(billed({ ...before, credential: 'LPC' })).toBe('90837')
  })

  test.each([
    ['group_therapy', 'warn coding.visit'],
    ['individual_therapy', undefined],
    ['medication_management', undefined],
  ] as const)('%s with a visit: %s', (service, expected) => {
    expect(said({ ...medication, service, minutes: 60 }).find((one) => one === 'warn coding.visit')).toBe(expected)
  })

  test.each([
    [29, undefined],
    [30, 'warn coding.visit'],
  ])('a visit beside a crisis of %i minutes: %s', (minutes, expected) => {
    expect(said({ ...medication, service: 'crisis', minutes }).find((one) => one === 'warn coding.visit')).toBe(
      expected,
    )
  })

  test('no visit, nothing left off', () => {
    expect(said({ ...therapy, service: 'group_therapy' })).not.toContain('warn coding.visit')
  })
})

test.each(['testing', 'family_without_patient', 'family_with_patient', 'crisis', 'individual_therapy'] as const)(
  '%s whose minutes nobody gave is held, whether they are empty or left out',
  (service) => {
    const { minutes: _, ...without } = { ...therapy, service, credential: 'PsyD' as const }
    expect(billed(without)).toBe('no: coding.minutes')
    expect(billed({ ...without, minutes: null })).toBe('no: coding.minutes')
  },
)

describe('a sample anybody can draw again', () => {
  const ids = Array.from({ length: 2000 }, (_, i) => `claim ${i}`)

  test('the lots are these, today and in ten years', () => {
    expect(['a', 'b', 'claim 7'].map((id) => Math.round(lot('2026-Q1', id) * 1e6))).toEqual([194447, 137082, 129287])
  })

  test('a share of 20 % takes about a fifth, none takes nobody, all takes everybody', () => {
    const share = (percent: number) => ids.filter((id) => isInShare('seed', id, percent)).length
    expect(share(20)).toBeGreaterThan(340)
    expect(share(20)).toBeLessThan(460)
    expect([share(0), share(100)]).toEqual([0, 2000])
  })

  test('the order of the list does not matter', () => {
    const idOf = (id: string): string => id
    const first = drawn('seed', ids, idOf, 25)
    expect(first).toHaveLength(25)
    expect(drawn('seed', ids.toReversed(), idOf, 25)).toEqual(first)
    expect(first).toEqual(ids.toSorted((a, b) => lot('seed', a) - lot('seed', b)).slice(0, 25))
  })
})

test.each([
  ['medicare', 'no: coding.program'],
  ['medicaid', 'H0015'],
  ['commercial', 'S9480'],
] as const)('an intensive outpatient day for %s is %s', (kind, expected) => {
  expect(billed({ ...therapy, service: 'iop_day', payer: { kind } })).toBe(expected)
})

describe('the facts as they arrive', () => {
  const wire = { ...therapy, payer: { kind: 'commercial' } }
  // biome-ignore format: a table
  test.each([
    [{ ...wire, colour: 'red' }, 'unknown field colour'],
    [{ ...wire, payer: { kind: 'commercial', params: { av_modifer: '95' } } }, 'unknown field payer.params.av_modifer'],
    [{ ...wire, on: '2026-02-30' }, 'on: expected a day such as 2026-03-02'],
    [{ ...wire, minutes: '55' }, 'minutes: expected a whole number of minutes'],
    [{ ...wire, minutes: -1 }, 'minutes: expected 0 or more minutes'],
    [{ ...wire, modality: 'phone' }, 'modality: expected one of in_person, video, audio'],
    [{ ...wire, payer: { kind: 'commercial', params: { audio_modifier: 'no' } } }, 'payer.params.audio_modifier: expected one of none, 93, FQ, not_paid'],
    [{ ...wire, id: undefined }, 'id: expected text'],
    [{ ...wire, payer: undefined }, 'payer: expected a payer with its kind'],
    [{ ...wire, payer: { kind: 'commercial', name: 'x' } }, 'unknown field payer.name'],
    [{ ...wire, payer: { kind: 'hmo' } }, 'payer.kind: expected one of commercial, medicare, medicaid, eap, self_pay'],
    [{ ...wire, em: { code: '9921' } }, 'em.code: expected a procedure code of five characters'],
    [{ ...wire, em: { level: 4 } }, 'unknown field em.level'],
    [{ ...wire, minutes: 52.5 }, 'minutes: expected a whole number of minutes'],
    [{ ...wire, payer: { kind: 'commercial', params: { audio_code_allowlist: 90834 } } }, 'payer.params.audio_code_allowlist: expected "*" or a list of texts'],
    [{ ...wire, payer: { kind: 'commercial', params: { license_modifier_map: 'AJ' } } }, 'payer.params.license_modifier_map: expected modifiers by credential'],
    ['a session', 'input: Invalid input: expected object, received string'],
  ])('a problem is named: %#', (input, expected) => {
    const read = parseCodeInput(input)
    expect(read.ok ? [] : read.refusal.problems).toEqual([expected])
  })

  test('null is not known', () => {
    const read = parseCodeInput({ ...wire, em: null, supervised: null, payer: { kind: 'commercial', params: null } })
    expect(read.ok && billed(read.value)).toBe('90837')
  })
})

test('every service, clinician, modality and payer gets an answer that holds together', () => {
  const facts = fc.record({
    id: fc.constant('s'),
    on: fc.constantFrom('2023-12-31', '2024-01-01', '2024-12-31', '2025-01-01', '2026-03-02').map((day) => date(day)),
    service: fc.constantFrom(...services),
    minutes: fc.option(fc.integer({ min: 0, max: 300 })),
    em: fc.option(
      fc.oneof(
        fc.constant(established),
        fc.constantFrom('99211', '99215', '99442', '98005').map((code) => ({ code })),
      ),
    ),
    interactiveComplexity: fc.boolean(),
    medicalServices: fc.boolean(),
    modality: fc.constantFrom('in_person', 'video', 'audio'),
    patientAt: fc.constantFrom('home', 'elsewhere', 'clinic'),
    credential: fc.constantFrom(...credentials),
    supervised: fc.boolean(),
    payer: fc.record({
      kind: fc.constantFrom(...payerKinds),
      params: fc.constantFrom(
        null,
        { supervised_billing_mode: 'incident_to' as const },
        { telehealth_code_allowlist: ['90837', '90785'], audio_code_allowlist: ['90834', '99202-99215'] },
      ),
    }),
  })
  fc.assert(
    fc.property(facts, (input) => {
      const result = codeSession(input as CodeInput)
      const stopped = result.findings.some(({ severity }) => severity === 'stop')
      expect(result.billable).toBe(!stopped)
      expect(result.lines.length > 0).toBe(result.billable)
      const codes = result.lines.map(({ code }) => code)
      for (const line of result.lines) {
        expect(line.units).toBeGreaterThanOrEqual(1)
        expect(procedureOn(line.code, input.on)).not.toBeNull()
        const parents = addonParents(line.code)
        expect(parents === null || codes.some((code) => parents.includes(code))).toBe(true)
      }
      expect(result.why.length).toBeGreaterThan(0)
    }),
    { numRuns: 3000 },
  )
})
