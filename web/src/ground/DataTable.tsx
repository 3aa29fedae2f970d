import { Button, Checkbox, Group, Menu, Text } from '@mantine/core'
import { IconColumns, IconDownload, IconLineHeight } from '@tabler/icons-react'
import { type KeyboardEvent as KeyPress, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { type BatchAction, BatchDialog } from './Batch.tsx'
import { saveFile, toCsv } from './csv.ts'
import { moneyText } from './Money.tsx'

// The one table. Rows of one height are drawn only where they can be seen, so that thirteen thousand scroll like fifty; they
// come a page at a time when the end is near. Keys: J and K move, Enter opens, X selects.

export type Column<Row> = {
  readonly id: string
  readonly title: string
  readonly show: (row: Row) => ReactNode
  /** What sorting compares and CSV writes; money in cents with `isMoney`. */
  readonly value: (row: Row) => string | number | null
  readonly isNumber?: boolean
  readonly isMoney?: boolean
  /** Gives way first where the table is narrow: `wide` needs 900 pixels, `medium` 600. */
  readonly needs?: 'medium' | 'wide'
  /** Takes the room that the others leave, and is cut short to it. */
  readonly grows?: boolean
  /** Left out until somebody chooses it. */
  readonly isExtra?: boolean
}

export type Sort = { readonly by: string; readonly order: 'asc' | 'desc' }

type Props<Row> = {
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  idOf: (row: Row) => string
  empty: ReactNode
  fileName: string
  sort?: Sort | undefined
  /** When given, the server sorts; columns named in `sortable` can be sorted. */
  onSort?: ((sort: Sort) => void) | undefined
  sortable?: readonly string[] | undefined
  onOpen?: ((row: Row) => void) | undefined
  openId?: string | undefined
  /** What a row is worth, for the sum of a selection. */
  amount?: ((row: Row) => number | null) | undefined
  /** How many rows there are in all, when only some are here. */
  total?: number | undefined
  /** Called when the last row that is here comes into sight. */
  onMore?: (() => void) | undefined
  /** Every row of the list as filtered and sorted, for CSV, when only some are here. */
  everyRow?: (() => Promise<readonly Row[]>) | undefined
  /** What can be done with a selection; without it nothing can be selected. */
  actions?: readonly BatchAction<Row>[] | undefined
  /** The sums under the columns, by column id. */
  totals?: Readonly<Record<string, ReactNode>> | undefined
  /** Whether keys work while nothing has the focus: one table of a page. A table that opens rows is that one. */
  isMain?: boolean | undefined
  /** Stands left in the bar above the table. */
  children?: ReactNode
}

const rowHeights = { normal: 34, compact: 28 }
const spare = 14
const windowedFrom = 120

const compare = (a: string | number | null, b: string | number | null): number => {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  return a < b ? -1 : 1
}

type Kept = { readonly hidden: readonly string[]; readonly isCompact: boolean }

// How a person likes a list is theirs and stays on their machine; what the list holds is in the address.
const keyOf = (fileName: string): string => `ballast.table.${fileName}`
function keptFor(fileName: string, columns: readonly Column<never>[]): Kept {
  const byDefault = { hidden: columns.filter((column) => column.isExtra).map(({ id }) => id), isCompact: false }
  try {
    return { ...byDefault, ...(JSON.parse(localStorage.getItem(keyOf(fileName)) ?? '{}') as Partial<Kept>) }
  } catch {
    return byDefault
  }
}

/** Puts the focus on a row of a table on this page. */
export function focusRow(id: string): void {
  requestAnimationFrame(() => {
    const row = document.querySelector(`[data-row="${CSS.escape(id)}"]`)
    if (row instanceof HTMLElement) row.focus()
  })
}

export function DataTable<Row>(props: Props<Row>) {
  const { columns, rows, idOf, onOpen, openId, amount, onSort, onMore, actions = [] } = props
  const [kept, setKept] = useState(() => keptFor(props.fileName, columns as readonly Column<never>[]))
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [ownSort, setOwnSort] = useState<Sort | undefined>(props.sort)
  const [running, setRunning] = useState<BatchAction<Row> | null>(null)
  const [focused, setFocused] = useState(0)
  const scroll = useRef<HTMLElement>(null)
  const keep = (change: Partial<Kept>) => {
    const next = { ...kept, ...change }
    setKept(next)
    localStorage.setItem(keyOf(props.fileName), JSON.stringify(next))
  }

  const sort = onSort ? props.sort : ownSort
  const shown = columns.filter((column) => !kept.hidden.includes(column.id))
  const sorting = columns.find((column) => column.id === sort?.by)
  const sorted =
    onSort || !sorting || !sort
      ? rows
      : rows.toSorted((a, b) => compare(sorting.value(a), sorting.value(b)) * (sort.order === 'asc' ? 1 : -1))
  const chosen = rows.filter((row) => selected.has(idOf(row)))
  const canSelect = actions.length > 0
  const isNumeric = (column: Column<Row>) => column.isNumber === true || column.isMoney === true
  const classOf = (column: Column<Row>) =>
    `${isNumeric(column) ? 'number' : ''} ${column.needs ?? ''} ${column.grows ? 'grows' : ''}`
  const height = kept.isCompact ? rowHeights.compact : rowHeights.normal
  const { from, until, look } = useWindow(scroll, sorted.length, height)
  const layout = `${shown.map(({ id }) => id).join()}-${kept.isCompact}-${look.width}`
  const widths = useFrozenWidths(scroll, layout, sorted.length >= windowedFrom)

  useEffect(() => {
    if (onMore && until >= sorted.length && sorted.length < (props.total ?? 0)) onMore()
  })

  const sortBy = (id: string) => {
    const next: Sort = { by: id, order: sort?.by === id && sort.order === 'asc' ? 'desc' : 'asc' }
    if (onSort) onSort(next)
    else setOwnSort(next)
  }
  const toggle = (id: string) => {
    const next = new Set(selected)
    if (!next.delete(id)) next.add(id)
    setSelected(next)
  }
  const goTo = (index: number) => {
    const at = Math.max(0, Math.min(sorted.length - 1, index))
    const row = sorted[at]
    if (!row) return
    setFocused(at)
    const here = scroll.current?.querySelector(`[data-index="${at}"]`)
    if (here instanceof HTMLElement) here.focus()
    else if (scroll.current) {
      scroll.current.scrollTop = Math.max(0, at * height - scroll.current.clientHeight / 2)
      focusRow(idOf(row))
    }
    // The detail beside the list follows the row that is looked at.
    if (openId !== undefined) onOpen?.(row)
  }
  const onKey = (event: { key: string; preventDefault: () => void }, index: number) => {
    const row = sorted[index]
    if (!row) return
    if (event.key === 'j' || event.key === 'ArrowDown') goTo(index + 1)
    else if (event.key === 'k' || event.key === 'ArrowUp') goTo(index - 1)
    else if (event.key === 'Home') goTo(0)
    else if (event.key === 'End') goTo(sorted.length - 1)
    else if (event.key === 'x' && canSelect) toggle(idOf(row))
    else if (event.key === 'Enter' && onOpen) onOpen(row)
    else return
    event.preventDefault()
  }

  const isMain = props.isMain ?? onOpen !== undefined
  const openIndex = openId === undefined ? -1 : sorted.findIndex((row) => idOf(row) === openId)
  // Keys work as soon as the page is there, before anybody has put the focus into the list.
  useEffect(() => {
    if (!isMain) return
    const onDocumentKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      if (!['j', 'k'].includes(event.key)) return
      const at = event.target instanceof Element ? event.target : document.body
      if (at.closest('input, textarea, select, [role="dialog"], [role="menu"], [data-row], [contenteditable]')) return
      event.preventDefault()
      goTo(openIndex >= 0 ? openIndex + (event.key === 'j' ? 1 : -1) : focused)
    }
    window.addEventListener('keydown', onDocumentKey)
    return () => window.removeEventListener('keydown', onDocumentKey)
  })

  const download = async () => {
    const wanted = chosen.length > 0 ? chosen : props.everyRow ? await props.everyRow() : sorted
    saveFile(`${props.fileName}.csv`, toCsv(shown, wanted))
  }
  const sumOf = (some: readonly Row[]): string =>
    amount ? `, $${moneyText(some.reduce((total, row) => total + (amount(row) ?? 0), 0))}` : ''
  const total = props.total ?? rows.length
  const visibleFrom = Math.min(sorted.length, look.first + 1)
  const visibleUntil = Math.min(sorted.length, Math.max(look.first + look.count, 1))

  return (
    <div className="panel data-table-panel">
      <Group px="xs" py={4} gap="xs" mih={38} className={`no-print ${chosen.length > 0 ? 'selection' : ''}`}>
        {chosen.length > 0 ? (
          <>
            <Text size="sm" fw={600} role="status">
              {chosen.length.toLocaleString('en-US')} selected{sumOf(chosen)}
            </Text>
            {actions.map((action) => (
              <Button key={action.id} size="compact-sm" onClick={() => setRunning(action)}>
                {action.verb}
              </Button>
            ))}
            <Button size="compact-sm" variant="subtle" onClick={() => setSelected(new Set())}>
              Clear selection
            </Button>
          </>
        ) : (
          <>
            {props.children}
            <Text size="sm" className="quiet number" role="status">
              {total === 0
                ? 'No rows'
                : visibleUntil - visibleFrom + 1 >= total
                  ? `${total.toLocaleString('en-US')} ${total === 1 ? 'row' : 'rows'}`
                  : `${visibleFrom.toLocaleString('en-US')}–${visibleUntil.toLocaleString('en-US')} of ${total.toLocaleString('en-US')}`}
            </Text>
          </>
        )}
        <Group gap={4} ml="auto">
          <Menu closeOnItemClick={false} position="bottom-end">
            <Menu.Target>
              <Button size="compact-sm" variant="subtle" color="gray" leftSection={<IconColumns size={14} />}>
                Columns
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {columns.map(({ id, title }) => (
                <Menu.Item
                  key={id}
                  role="menuitemcheckbox"
                  aria-checked={!kept.hidden.includes(id)}
                  onClick={() =>
                    keep({
                      hidden: kept.hidden.includes(id) ? kept.hidden.filter((one) => one !== id) : [...kept.hidden, id],
                    })
                  }
                >
                  {kept.hidden.includes(id) ? '\u2003' : '✓ '} {title}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
          <Button
            size="compact-sm"
            variant={kept.isCompact ? 'light' : 'subtle'}
            color="gray"
            aria-pressed={kept.isCompact}
            leftSection={<IconLineHeight size={14} />}
            onClick={() => keep({ isCompact: !kept.isCompact })}
          >
            Compact
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={<IconDownload size={14} />}
            onClick={() => void download()}
          >
            CSV
          </Button>
        </Group>
      </Group>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section className="table-scroll" tabIndex={0} aria-label={props.caption} ref={scroll}>
        <table
          className={`data-table ${kept.isCompact ? 'compact' : ''} ${widths ? 'frozen' : ''}`}
          aria-rowcount={total + 1}
        >
          {widths && (
            <colgroup>
              {canSelect && <col style={{ width: 36 }} />}
              {shown.map((column) => (
                <col key={column.id} className={column.needs ?? ''} style={{ width: widths.get(column.id) }} />
              ))}
            </colgroup>
          )}
          <thead>
            <tr aria-rowindex={1}>
              {canSelect && (
                <th scope="col" className="select">
                  <Checkbox
                    size="xs"
                    aria-label="Select every row that is here"
                    checked={rows.length > 0 && chosen.length === rows.length}
                    indeterminate={chosen.length > 0 && chosen.length < rows.length}
                    onChange={() => setSelected(new Set(chosen.length === rows.length ? [] : rows.map(idOf)))}
                  />
                </th>
              )}
              {shown.map((column) => {
                const isSorted = sort?.by === column.id
                const canSort = !props.sortable || props.sortable.includes(column.id)
                return (
                  <th
                    key={column.id}
                    scope="col"
                    data-column={column.id}
                    className={classOf(column)}
                    aria-sort={isSorted ? (sort?.order === 'asc' ? 'ascending' : 'descending') : undefined}
                  >
                    {canSort ? (
                      <button type="button" onClick={() => sortBy(column.id)}>
                        {column.title}
                        <span aria-hidden className="arrow">
                          {isSorted ? (sort?.order === 'asc' ? '↑' : '↓') : ''}
                        </span>
                      </button>
                    ) : (
                      column.title
                    )}
                  </th>
                )
              })}
            </tr>
          </thead>
          <tbody>
            {from > 0 && <tr aria-hidden style={{ height: from * height }} />}
            {sorted.slice(from, until).map((row, i) => {
              const id = idOf(row)
              const index = from + i
              return (
                <tr
                  key={id}
                  data-row={id}
                  data-index={index}
                  aria-rowindex={index + 2}
                  tabIndex={(openIndex >= 0 ? openIndex : Math.min(focused, sorted.length - 1)) === index ? 0 : -1}
                  aria-current={openId === id ? 'true' : undefined}
                  className={`${onOpen ? 'opens' : ''} ${selected.has(id) ? 'selected' : ''}`}
                  onFocus={() => setFocused(index)}
                  onKeyDown={(event: KeyPress<HTMLTableRowElement>) => {
                    if (event.target === event.currentTarget && !event.ctrlKey && !event.metaKey) onKey(event, index)
                  }}
                  onClick={(event) => {
                    // A link, a chip or a box inside the row does its own thing.
                    if (event.target instanceof Element && event.target.closest('a, button, input, label')) return
                    onOpen?.(row)
                  }}
                >
                  {canSelect && (
                    <td className="select">
                      <Checkbox
                        size="xs"
                        aria-label={`Select row ${index + 1}`}
                        checked={selected.has(id)}
                        onChange={() => toggle(id)}
                      />
                    </td>
                  )}
                  {shown.map((column) => (
                    <td key={column.id} className={classOf(column)}>
                      {column.show(row)}
                    </td>
                  ))}
                </tr>
              )
            })}
            {until < sorted.length && <tr aria-hidden style={{ height: (sorted.length - until) * height }} />}
          </tbody>
          {props.totals && rows.length > 0 && (
            <tfoot>
              <tr>
                {canSelect && <td className="select" />}
                {shown.map((column) => (
                  <td key={column.id} className={classOf(column)}>
                    {props.totals?.[column.id]}
                  </td>
                ))}
              </tr>
            </tfoot>
          )}
        </table>
      </section>
      {rows.length === 0 && props.empty}
      {running && (
        <BatchDialog
          action={running}
          rows={chosen}
          amount={amount}
          onClose={() => {
            setRunning(null)
            setSelected(new Set())
          }}
        />
      )}
    </div>
  )
}

type Seen = { readonly first: number; readonly count: number; readonly width: number }

/** Which rows are drawn: those in sight and a few around them; all of them when they are few, or when they are printed. */
function useWindow(scroll: React.RefObject<HTMLElement | null>, rows: number, height: number) {
  const [look, setLook] = useState<Seen>({ first: 0, count: 40, width: 0 })
  const [isPrinting, setPrinting] = useState(false)
  // Scrolling and the size of the box are the browser's to know; we hear of them.
  useEffect(() => {
    const box = scroll.current
    if (!box) return
    const read = () =>
      setLook((was) => {
        const first = Math.floor(box.scrollTop / height)
        const count = Math.max(1, Math.floor((box.clientHeight - rowHeights.normal) / height))
        const width = box.clientWidth
        return was.first === first && was.count === count && was.width === width ? was : { first, count, width }
      })
    const watch = new ResizeObserver(read)
    watch.observe(box)
    box.addEventListener('scroll', read, { passive: true })
    const print = (is: boolean) => () => flushSync(() => setPrinting(is))
    const [begin, end] = [print(true), print(false)]
    window.addEventListener('beforeprint', begin)
    window.addEventListener('afterprint', end)
    return () => {
      watch.disconnect()
      box.removeEventListener('scroll', read)
      window.removeEventListener('beforeprint', begin)
      window.removeEventListener('afterprint', end)
    }
  }, [scroll, height])
  if (isPrinting || rows < windowedFrom) return { from: 0, until: rows, look }
  const from = Math.max(0, look.first - spare)
  return { from, until: Math.min(rows, look.first + look.count + spare), look }
}

/** The columns' widths as they first came out, so that rows scrolling by do not shift them; null while all rows are drawn. */
function useFrozenWidths(scroll: React.RefObject<HTMLElement | null>, layout: string, isWindowed: boolean) {
  const [frozen, setFrozen] = useState<{ layout: string; widths: ReadonlyMap<string, number> } | null>(null)
  const isCurrent = frozen?.layout === layout
  // Only the browser knows how wide a column came out.
  useLayoutEffect(() => {
    if (!isWindowed || isCurrent) return
    const heads = [...(scroll.current?.querySelectorAll<HTMLElement>('th[data-column]') ?? [])]
    setFrozen({
      layout,
      widths: new Map(heads.map((head) => [head.dataset.column ?? '', Math.ceil(head.getBoundingClientRect().width)])),
    })
  }, [scroll, layout, isWindowed, isCurrent])
  return isWindowed && isCurrent ? (frozen?.widths ?? null) : null
}
