/** What a rule noticed: `stop` holds the work, `warn` and `info` only speak. */
export type Severity = 'stop' | 'warn' | 'info'

/** A rule's remark about a record. `at` is the path of the field, `cite` the id of a citation. */
export type Finding = {
  readonly rule: string
  readonly severity: Severity
  readonly message: string
  readonly at?: string
  readonly cite?: string
}
