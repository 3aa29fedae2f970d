import { check } from './check.ts'
import type { FlawCode } from './flaw.ts'
import { goldenFiles } from './golden.ts'
import { latin1, latin1Bytes } from './segments.ts'

// One file for each flaw there is: a sound one, changed in one place. The page shows what was changed and what is said.

const sound = (start: string): string => {
  const found = goldenFiles().find(({ name, isSound }) => isSound && name.startsWith(start))
  if (!found) throw new Error(`no sound file ${start}`)
  return latin1(found.bytes)
}

type Change = readonly [before: string | RegExp, after: string]
type Exhibit = {
  readonly name: string
  readonly code: FlawCode
  readonly from: string
  readonly changes: readonly Change[]
}

const claims = 'a session by video'
const remittance = 'one paid claim'
const eligibility = 'a therapist asks about a subscriber'
const benefits = 'active, with a copay'
const question = 'where does the claim stand'
const standing = 'one claim paid, a line'
const request = 'twelve sessions asked for'
const groupAnswer = 'one claim file accepted'
const claimAnswer = 'one claim taken in'

/** What is changed to get each flaw; TypeScript wants every code of them. */
const exhibits: Readonly<Record<FlawCode, readonly [from: string, ...changes: Change[]]>> = {
  not_x12: [claims, [/[\s\S]*/, '<!doctype html><title>Sign in</title>\n']],
  empty_file: [claims, [/[\s\S]*/, '\n\n']],
  noise: [claims, [/$/, 'END OF FILE\n']],
  broken_isa: [claims, ['ISA*00*          *', 'ISA*00*         *']],
  truncated: [claims, [/~\n$/, '']],
  control_character: [claims, ['RIVERA', 'RIV\u0007ERA']],
  foreign_character: [claims, ['RIVERA', 'PE\u00d1A']],
  lower_case: [claims, ['NM1*IL*1*RIVERA', 'nm1*IL*1*RIVERA']],
  padding: [claims, ['RIVERA*ANA', 'RIVERA   *ANA']],
  broken_line: [claims, ['RIVERA*ANA', 'RIV\nERA*ANA']],
  byte_order_mark: [claims, [/^/, '\u00ef\u00bb\u00bf']],
  missing_trailer: [claims, ['GE*1*7~\n', '']],
  missing_header: [claims, [/GS\*.*~\n/, '']],
  wrong_count: [claims, ['SE*49*', 'SE*48*']],
  control_mismatch: [claims, ['GE*1*7', 'GE*1*8']],
  repeated_control: [claims, [/(GS\*[\s\S]*GE\*1\*7~\n)IEA\*1/, '$1$1IEA*2']],
  unknown_version: [claims, [/005010X222A1/g, '005010X999']],
  wrong_group: [claims, ['GS*HC*', 'GS*HP*']],
  unknown_segment: [claims, ['HI*ABK:F411', 'ZZZ*1~\nHI*ABK:F411'], ['SE*49*', 'SE*50*']],
  misplaced_segment: [claims, ['HI*ABK:F411', 'LIN**N4*00071015523~\nHI*ABK:F411'], ['SE*49*', 'SE*50*']],
  out_of_order: [claims, ['REF*G1*AUTH77~\nHI*ABK:F411*ABF:F331~\n', 'HI*ABK:F411*ABF:F331~\nREF*G1*AUTH77~\n']],
  repeated_segment: [claims, ['REF*G1*AUTH77~\n', 'REF*G1*AUTH77~\nREF*G1*AUTH78~\n'], ['SE*49*', 'SE*50*']],
  wrong_qualifier: [claims, ['NM1*82*', 'NM1*83*']],
  missing_segment: [
    claims,
    ['PER*IC*ELENA MARSH*TE*5185550100*EM*BILLING@HARBOR.EXAMPLE~\n', ''],
    ['SE*49*', 'SE*48*'],
  ],
  missing_loop: [eligibility, ['EQ*MH~\n', ''], ['SE*13*', 'SE*12*']],
  missing_element: [claims, ['CLM*B000000001*160*', 'CLM**160*']],
  unused_element: [claims, ['NM1*82*1*MARSH*ELENA*', 'NM1*82*1*MARSH*ELENA**DR']],
  too_many_elements: [claims, ['REF*EI*141234567', 'REF*EI*141234567***X']],
  trailing_elements: [claims, ['REF*EI*141234567', 'REF*EI*141234567*']],
  too_long: [claims, ['NM1*85*2*HARBOR COUNSELING', `NM1*85*2*${'HARBOR COUNSELING '.repeat(4)}X`]],
  too_short: [claims, ['N4*ALBANY*NY*12208', 'N4*ALBANY*N*12208']],
  wrong_code: [claims, ['10:B:1*Y*A', '10:B:1*Q*A']],
  not_a_date: [claims, ['DTP*472*D8*20260210', 'DTP*472*D8*20260230']],
  not_a_time: [claims, ['*20260302*1405*CH', '*20260302*2505*CH']],
  not_an_amount: [remittance, ['AMT*B6*118', 'AMT*B6*1I8']],
  not_a_number: [claims, ['*160*UN*1*', '*160*UN*one*']],
  broken_condition: [claims, ['****MI*W100200300', '****MI']],
  wrong_check_digit: [claims, ['*XX*1104930015', '*XX*1104930051']],
  unlisted_code: [remittance, ['CAS*CO*197', 'CAS*CO*999']],
  wrong_hierarchy: [claims, ['HL*4*3*23*0', 'HL*4*8*23*0']],
  unbalanced: [remittance, ['BPR*I*100.5*', 'BPR*I*100.51*']],
  wrong_total: [claims, ['CLM*B000000002*245.5', 'CLM*B000000002*254.5']],
  dangling_pointer: [claims, ['*1***1:2~', '*1***1:3~']],
}

/** More files of flaws that come in several ways. */
const more: readonly (readonly [name: string, code: FlawCode, from: string, ...changes: Change[]])[] = [
  ['subscriber_without_sbr02', 'missing_element', claims, ['SBR*P*18*', 'SBR*P**']],
  ['subscriber_without_street', 'missing_segment', claims, ['N3*7 ELM STREET~\n', ''], ['SE*49*', 'SE*48*']],
  ['more_accepted_than_received', 'wrong_total', groupAnswer, ['AK9*P*2*2*1', 'AK9*P*2*2*3']],
  ['accepted_whole_with_one_rejected', 'wrong_total', groupAnswer, ['AK9*P*2*2*1', 'AK9*A*2*2*1']],
  ['claims_taken_in_that_are_not_listed', 'wrong_total', claimAnswer, ['QTY*90*1', 'QTY*90*2']],
  ['charges_sent_back_that_are_not_listed', 'wrong_total', claimAnswer, ['AMT*YY*160', 'AMT*YY*161']],
  ['level_promised_that_does_not_come', 'wrong_hierarchy', claims, ['HL*4*3*23*0', 'HL*4*3*23*1']],
  ['level_out_of_sequence', 'wrong_hierarchy', claims, ['HL*3*1*22*1', 'HL*5*1*22*1']],
  ['level_without_parent', 'wrong_hierarchy', request, ['HL*3*2*22*1', 'HL*3**22*1']],
  ['level_under_the_wrong_kind', 'wrong_hierarchy', standing, ['HL*4*3*22*1', 'HL*4*2*22*1']],
  ['group_that_counts_wrongly', 'wrong_count', claims, ['GE*1*7', 'GE*2*7']],
  ['interchange_that_counts_wrongly', 'wrong_count', claims, ['IEA*1*', 'IEA*2*']],
  ['transaction_ended_by_another_number', 'control_mismatch', eligibility, [/(SE\*\d+\*)0001/, '$10002']],
  ['interchange_ended_by_another_number', 'control_mismatch', claims, ['IEA*1*000000007', 'IEA*1*000000008']],
  ['transaction_without_end', 'missing_trailer', remittance, [/SE\*.*~\n/, '']],
  ['interchange_without_end', 'missing_trailer', benefits, [/IEA\*.*~\n/, '']],
  ['cut_inside_a_claim', 'missing_trailer', claims, [/(SV1\*HC:9079)[\s\S]*$/, '$1']],
  ['claims_without_bht', 'missing_segment', claims, [/BHT\*.*~\n/, ''], ['SE*49*', 'SE*48*']],
  ['remittance_without_bpr', 'missing_segment', remittance, [/BPR\*.*~\n/, ''], ['SE*43*', 'SE*42*']],
  ['answer_without_ak1', 'missing_segment', groupAnswer, [/AK1\*.*~\n/, ''], ['SE*11*', 'SE*10*']],
  ['claim_without_its_head', 'missing_loop', claims, [/CLM\*B000000001.*~\n/, ''], ['SE*49*', 'SE*48*']],
  ['line_without_its_head', 'missing_loop', claims, [/LX\*1~\n(?=SV1\*HC:90837)/, ''], ['SE*49*', 'SE*48*']],
  [
    'paid_line_without_its_head',
    'out_of_order',
    remittance,
    ['SVC*HC:90837:95*160*98**1~\n', ''],
    ['SE*43*', 'SE*42*'],
  ],
  ['trace_that_a_question_lacks', 'missing_loop', question, [/TRN\*.*~\n/, ''], ['SE*16*', 'SE*15*']],
  ['charge_that_is_no_amount', 'not_an_amount', claims, ['CLM*B000000001*160*', 'CLM*B000000001*16O*']],
  ['benefit_of_no_known_kind', 'wrong_code', benefits, ['EB*1**30', 'EB*ZQ**30']],
  ['status_of_no_known_kind', 'unlisted_code', standing, ['STC*F2:585:85', 'STC*ZQ:585:85']],
  ['claim_that_does_not_balance', 'unbalanced', remittance, ['CLP*B000000003*4*160*0', 'CLP*B000000003*4*161*0']],
  ['line_that_does_not_balance', 'unbalanced', remittance, ['CAS*PR*3*20', 'CAS*PR*3*21']],
  ['empty_segment', 'noise', claims, ['HI*ABK:F411', '~HI*ABK:F411']],
]

export const gallery: readonly Exhibit[] = [
  ...Object.entries(exhibits).map(([code, [from, ...changes]]) => ({
    name: code,
    code: code as FlawCode,
    from,
    changes,
  })),
  ...more.map(([name, code, from, ...changes]) => ({ name, code, from, changes })),
]

/** The file that has a flaw. */
export const fileOf = ({ from, changes }: Exhibit): string =>
  changes.reduce((content, [before, after]) => content.replace(before, after), sound(from))

const isPlain = (character: string): boolean => character >= ' ' && character <= '~'
const visible = (text: string): string =>
  [...text]
    .map((character) => (isPlain(character) ? character : `<${character.charCodeAt(0).toString(16).padStart(2, '0')}>`))
    .join('')
    .trimEnd()

/** GALLERY.md, as it must stand. */
export function galleryPage(): string {
  const parts = [
    '# Every flaw, with a file that has it',
    '',
    'Made by `src/gallery.ts` from what the codec really says; `src/gallery.test.ts` keeps it so. Each file is in',
    '`gallery/`, made from a sound one under `golden/` by the change shown.',
    '',
  ]
  for (const exhibit of gallery) {
    const content = fileOf(exhibit)
    const before = sound(exhibit.from).split('\n')
    const after = content.split('\n')
    const changed = after.filter((line) => !before.includes(line)).slice(0, 3)
    const { flaws } = check(latin1Bytes(content))
    parts.push(
      `## ${exhibit.name}`,
      '',
      `\`gallery/${exhibit.name}.edi\`, from "${exhibit.from} …"`,
      '',
      '```text',
      ...(changed.length > 0 ? changed.map((line) => visible(line)) : ['(a segment is left out)']),
      '```',
      '',
      ...flaws
        .slice(0, 4)
        .map(
          ({ severity, code, segment, id, element, loop, message }) =>
            `- ${severity} \`${code}\` at segment ${segment}${id ? ` ${id}${element === undefined ? '' : String(element).padStart(2, '0')}` : ''}${loop ? ` in ${loop}` : ''}: ${message}`,
        ),
      '',
    )
  }
  return `${parts.join('\n').trimEnd()}\n`
}
