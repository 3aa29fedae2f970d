/** Something wrong with a file, where it is, in plain words. Never thrown: a broken file must still be readable. */
export type Flaw = {
  readonly severity: 'error' | 'warning'
  readonly code: FlawCode
  readonly message: string
  /** Byte offset in the file. */
  readonly offset: number
  /** Number of the segment in the file, from 1; 0 for what belongs to no segment. */
  readonly segment: number
  readonly id: string
  readonly element?: number
  readonly component?: number
  readonly loop?: string
}

/** The names of all flaws, so that programs can tell them apart. */
export type FlawCode =
  | 'not_x12'
  | 'empty_file'
  | 'noise'
  | 'broken_isa'
  | 'truncated'
  | 'control_character'
  | 'foreign_character'
  | 'lower_case'
  | 'padding'
  | 'broken_line'
  | 'byte_order_mark'
  | 'missing_trailer'
  | 'missing_header'
  | 'wrong_count'
  | 'control_mismatch'
  | 'repeated_control'
  | 'unknown_version'
  | 'wrong_group'
  | 'unknown_segment'
  | 'misplaced_segment'
  | 'out_of_order'
  | 'repeated_segment'
  | 'wrong_qualifier'
  | 'missing_segment'
  | 'missing_loop'
  | 'missing_element'
  | 'unused_element'
  | 'too_many_elements'
  | 'trailing_elements'
  | 'too_long'
  | 'too_short'
  | 'wrong_code'
  | 'not_a_date'
  | 'not_a_time'
  | 'not_an_amount'
  | 'not_a_number'
  | 'broken_condition'
  | 'wrong_check_digit'
  | 'unlisted_code'
  | 'wrong_hierarchy'
  | 'unbalanced'
  | 'wrong_total'
  | 'dangling_pointer'
