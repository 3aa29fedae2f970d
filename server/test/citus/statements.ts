import { loadModule, parseSync } from 'libpg-query'

// What would stop a statement from running once the tables are sharded by practice: read from its syntax tree, by
// PostgreSQL's own parser. It is strict: a statement that is right for a reason it cannot see goes on the reviewed list.

type Node = { readonly [key: string]: unknown }

const volatile = new Set([
  'clock_timestamp',
  'gen_random_uuid',
  'random',
  'nextval',
  'timeofday',
  'statement_timestamp',
  'txid_current',
  'pg_current_xact_id',
])
const stable = new Set(['now', 'current_setting', 'transaction_timestamp', 'to_char', 'age'])
const practiceColumn = 'practice_id'

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null
const list = (value: unknown): Node[] => (Array.isArray(value) ? value.filter(isNode) : [])
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const inner = (value: unknown, ...keys: string[]): unknown =>
  keys.reduce<unknown>((at, key) => (isNode(at) ? at[key] : undefined), value)

/** Calls `visit` for every node under a value, by its kind. */
function walk(value: unknown, visit: (kind: string, node: Node) => void): void {
  if (Array.isArray(value)) for (const each of value) walk(each, visit)
  else if (isNode(value))
    for (const [kind, below] of Object.entries(value)) {
      if (/^[A-Z]/.test(kind) && isNode(below)) visit(kind, below)
      walk(below, visit)
    }
}

const functionName = (call: Node): string => text(inner(list(call.funcname).at(-1), 'String', 'sval'))

function calls(value: unknown, names: ReadonlySet<string>): string | null {
  let found: string | null = null
  walk(value, (kind, node) => {
    if (kind === 'FuncCall' && names.has(functionName(node))) found = functionName(node)
    if (kind === 'SQLValueFunction' && names === stable) found = 'current_…'
  })
  return found
}

const hasSubquery = (value: unknown): boolean => {
  let found = false
  walk(value, (kind) => {
    if (kind === 'SubLink') found = true
  })
  return found
}

/** The words of a column: `c.practice_id` is ['c', 'practice_id']; null for what is no column. */
function column(value: unknown): string[] | null {
  const fields = inner(value, 'ColumnRef', 'fields')
  return fields === undefined ? null : list(fields).map((field) => text(inner(field, 'String', 'sval')))
}

/** A value that is known before the statement runs. */
const isGiven = (value: unknown): boolean => {
  const cast = inner(value, 'TypeCast', 'arg')
  if (cast !== undefined) return isGiven(cast)
  return inner(value, 'A_Const') !== undefined || inner(value, 'ParamRef') !== undefined
}

const nameOf = (relation: Node): string => text(inner(relation, 'alias', 'aliasname')) || text(relation.relname)

const conditionsOf = (value: unknown): Node[] => {
  if (!isNode(value)) return []
  const both = inner(value, 'BoolExpr')
  return inner(both, 'boolop') === 'AND_EXPR' ? list(inner(both, 'args')).flatMap(conditionsOf) : [value]
}

/** What one statement of the app does that a sharded database would refuse or do to every shard. */
export class StatementRules {
  readonly #tenants: ReadonlySet<string>
  #found: Set<string> = new Set()

  private constructor(tenants: ReadonlySet<string>) {
    this.#tenants = tenants
  }

  static async of(tenants: ReadonlySet<string>): Promise<StatementRules> {
    await loadModule()
    return new StatementRules(tenants)
  }

  broken(statement: string): string[] {
    this.#found = new Set()
    const statements = list(parseSync(statement).stmts)
    if (statements.length > 1) this.#add('S2 several statements in one string')
    for (const each of statements) this.#statement(each.stmt, new Set(), new Set())
    return [...this.#found].sort()
  }

  #add(rule: string): void {
    this.#found.add(rule)
  }

  #statement(value: unknown, bound: ReadonlySet<string>, named: ReadonlySet<string>): void {
    if (!isNode(value)) return
    const [kind = '', body] = Object.entries(value)[0] ?? []
    if (!isNode(body)) return
    walk(value, (inside, node) => {
      if (inside === 'FuncCall' && functionName(node) === 'set_config') this.#add('S3 set_config: use SET LOCAL')
    })
    if (kind === 'MergeStmt') this.#add('S1 MERGE')
    else if (kind === 'CopyStmt') {
      if (body.is_from && this.#tenants.has(text(inner(body.relation, 'relname'))))
        this.#add('S12 COPY into a table of a practice')
    } else if (['DeclareCursorStmt', 'ExplainStmt', 'CreateTableAsStmt', 'PrepareStmt'].includes(kind))
      this.#statement(body.query, bound, named)
    else if (['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt'].includes(kind))
      this.#query(kind, body, bound, named)
  }

  #query(kind: string, body: Node, outer: ReadonlySet<string>, outerNamed: ReadonlySet<string>): void {
    const named = new Set(outerNamed)
    for (const each of list(inner(body.withClause, 'ctes'))) {
      const name = text(inner(each, 'CommonTableExpr', 'ctename'))
      if (inner(body.withClause, 'recursive')) named.add(name)
      this.#statement(inner(each, 'CommonTableExpr', 'ctequery'), outer, named)
      named.add(name)
    }
    if (kind === 'SelectStmt' && body.op !== undefined && body.op !== 'SETOP_NONE') {
      for (const side of [body.larg, body.rarg]) this.#statement({ SelectStmt: side }, outer, named)
      return
    }
    const relations = new Map<string, boolean>()
    const conditions: Node[] = []
    const subqueries: { query: unknown; isLateral: boolean }[] = []
    const pairs: [string, string][] = []
    const from = (item: unknown): string[] => {
      const relation = inner(item, 'RangeVar')
      if (isNode(relation)) {
        const name = text(relation.relname)
        const isOurs = relation.schemaname === undefined || relation.schemaname === 'app'
        relations.set(nameOf(relation), isOurs && !named.has(name) && this.#tenants.has(name))
        return [nameOf(relation)]
      }
      const join = inner(item, 'JoinExpr')
      if (isNode(join)) {
        const left = from(join.larg)
        const right = from(join.rarg)
        if (list(join.usingClause).some((word) => inner(word, 'String', 'sval') === practiceColumn))
          for (const name of left) pairs.push([name, right[0] ?? ''])
        conditions.push(...conditionsOf(join.quals))
        if (join.jointype === 'JOIN_LEFT' && inner(join.rarg, 'RangeSubselect', 'lateral'))
          this.#add('S10 LEFT JOIN LATERAL')
        return [...left, ...right]
      }
      const subquery = inner(item, 'RangeSubselect')
      if (!isNode(subquery)) return []
      const name = text(inner(subquery, 'alias', 'aliasname'))
      relations.set(name, false)
      subqueries.push({ query: subquery.subquery, isLateral: subquery.lateral === true })
      return [name]
    }
    if (kind === 'UpdateStmt' || kind === 'DeleteStmt') from({ RangeVar: body.relation })
    for (const item of list(body.fromClause ?? body.usingClause)) from(item)
    conditions.push(...conditionsOf(body.whereClause))

    const bound = this.#bound(relations, conditions, pairs, outer)
    for (const [name, isTenant] of relations)
      if (isTenant && !bound.has(name)) this.#add(`S8 "${name}" is not bound to practice_id = $n`)

    for (const { query, isLateral } of subqueries) this.#statement(query, isLateral ? bound : outer, named)
    for (const part of [body.whereClause, conditions, body.targetList, body.havingClause, body.valuesLists])
      this.#sublinks(part, bound, named)
    if (kind !== 'SelectStmt') this.#change(kind, body, conditions, outer, named)
  }

  /** Which relations are held to one practice: by a given value, or by equality with one that is. */
  #bound(
    relations: ReadonlyMap<string, boolean>,
    conditions: readonly Node[],
    pairs: [string, string][],
    outer: ReadonlySet<string>,
  ): Set<string> {
    const bound = new Set(outer)
    const only = relations.size === 1 ? [...relations.keys()][0] : undefined
    const owner = (words: readonly string[]): string | undefined => (words.length > 1 ? words.at(-2) : only)
    for (const condition of conditions) {
      const equal = inner(condition, 'A_Expr')
      if (!isNode(equal) || equal.kind !== 'AEXPR_OP' || inner(list(equal.name)[0], 'String', 'sval') !== '=') continue
      const [left, right] = [column(equal.lexpr), column(equal.rexpr)]
      const isLeft = left?.at(-1) === practiceColumn
      const isRight = right?.at(-1) === practiceColumn
      if (isLeft && isGiven(equal.rexpr)) bound.add(owner(left) ?? '')
      else if (isRight && isGiven(equal.lexpr)) bound.add(owner(right) ?? '')
      else if (isLeft && isRight) pairs.push([owner(left) ?? '', owner(right) ?? ''])
    }
    for (let before = -1; before !== bound.size; ) {
      before = bound.size
      for (const [a, b] of pairs) {
        if (bound.has(a)) bound.add(b)
        if (bound.has(b)) bound.add(a)
      }
    }
    return bound
  }

  #sublinks(value: unknown, bound: ReadonlySet<string>, named: ReadonlySet<string>): void {
    if (Array.isArray(value)) for (const each of value) this.#sublinks(each, bound, named)
    else if (isNode(value))
      for (const [kind, below] of Object.entries(value)) {
        if (kind === 'SubLink' && isNode(below)) {
          this.#statement(below.subselect, bound, named)
          this.#sublinks(below.testexpr, bound, named)
        } else this.#sublinks(below, bound, named)
      }
  }

  #change(
    kind: string,
    body: Node,
    conditions: readonly Node[],
    outer: ReadonlySet<string>,
    named: ReadonlySet<string>,
  ): void {
    const isTenant =
      this.#tenants.has(text(inner(body.relation, 'relname'))) && inner(body.relation, 'schemaname') !== 'boss'
    if (!isTenant) return
    const returned = body.returningClause ?? body.returningList
    const impure = calls(returned, volatile) ?? calls(returned, stable)
    if (impure) this.#add(`S13 ${impure} in RETURNING`)
    if (kind !== 'InsertStmt') {
      const inWhere = calls([body.whereClause, ...conditions], volatile)
      if (inWhere) this.#add(`S4 ${inWhere} in the WHERE of a change`)
    }
    if (kind === 'UpdateStmt') {
      if (list(body.targetList).some((target) => inner(target, 'ResTarget', 'name') === practiceColumn))
        this.#add('S11 UPDATE of practice_id')
      const inSet = calls(body.targetList, volatile)
      if (inSet) this.#add(`S4 ${inSet} in UPDATE SET`)
    }
    if (kind === 'InsertStmt') this.#insert(body, outer, named)
  }

  #insert(body: Node, outer: ReadonlySet<string>, named: ReadonlySet<string>): void {
    const source = inner(body.selectStmt, 'SelectStmt')
    if (isNode(source)) {
      if (source.valuesLists !== undefined) {
        if (hasSubquery(source.valuesLists)) this.#add('S6 a subquery inside VALUES')
      } else {
        const returns = list(body.returningList).length > 0 || list(inner(body.returningClause, 'exprs')).length > 0
        if (!returns && body.onConflictClause === undefined)
          this.#add('S7 INSERT ... SELECT without RETURNING or ON CONFLICT')
        this.#query('SelectStmt', source, outer, named)
      }
    }
    if (hasSubquery(body.onConflictClause)) this.#add('S6 a subquery inside ON CONFLICT')
    const set = inner(body.onConflictClause, 'targetList')
    const impure = calls(set, volatile) ?? calls(set, stable)
    if (impure) this.#add(`S5 ${impure} in DO UPDATE SET: use excluded`)
  }
}
