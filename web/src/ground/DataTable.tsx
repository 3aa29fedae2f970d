import { Button, Checkbox, Group, Menu, Text } from '@mantine/core'
import { IconColumns, IconDownload, IconLineHeight } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { moneyText } from './Money.tsx'

export type Column<Row> = {
  readonly id: string
  readonly title: string
  readonly show: (row: Row) => ReactNode
  /** What sorting compares and CSV writes; money in cents with `isMoney`. */
  readonly value: (row: Row) => string | number | null
  readonly isNumber?: boolean
  readonly isMoney?: boolean
}

export type Sort = { readonly by: string; readonly order: 'asc' | 'desc' }

type Props<Row> = {
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  idOf: (row: Row) => string
  empty: ReactNode
  sort?: Sort | undefined
  /** When given, the server sorts; columns named here can be sorted. */
  onSort?: ((sort: Sort) => void) | undefined
  sortable?: readonly string[] | undefined
  onOpen?: ((row: Row) => void) | undefined
  openId?: string | undefined
  amount?: ((row: Row) => number | null) | undefined
  fileName: string
}

// A cell that begins like a formula would run in a spreadsheet; an apostrophe keeps it text.
const csvCell = (value: string | number | null): string => {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const guarded = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded
}

export function toCsv<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const line = (row: Row): string =>
    columns
      .map((column) => {
        const value = column.value(row)
        return column.isMoney && typeof value === 'number' ? moneyText(value).replaceAll(',', '') : csvCell(value)
      })
      .join(',')
  return [columns.map((column) => csvCell(column.title)).join(','), ...rows.map(line)].join('\r\n')
}

function save(fileName: string, text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }))
  link.download = `${fileName}.csv`
  link.click()
  URL.revokeObjectURL(link.href)
}

const compare = (a: string | number | null, b: string | number | null): number => {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  return a < b ? -1 : 1
}

export function DataTable<Row>(props: Props<Row>) {
  const { columns, rows, idOf, onOpen, openId, amount, onSort } = props
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const [isCompact, setCompact] = useState(false)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [ownSort, setOwnSort] = useState<Sort | undefined>(props.sort)
  const sort = onSort ? props.sort : ownSort
  const shown = columns.filter((column) => !hidden.has(column.id))
  const sorting = columns.find((column) => column.id === sort?.by)
  const sorted =
    onSort || !sorting || !sort
      ? rows
      : rows.toSorted((a, b) => compare(sorting.value(a), sorting.value(b)) * (sort.order === 'asc' ? 1 : -1))
  const chosen = rows.filter((row) => selected.has(idOf(row)))

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
  const onKey = (event: KeyboardEvent<HTMLTableRowElement>, row: Row) => {
    if (event.target !== event.currentTarget) return
    const near = (which: 'nextElementSibling' | 'previousElementSibling') => {
      const element = event.currentTarget[which]
      if (element instanceof HTMLElement) element.focus()
    }
    if (event.key === 'j' || event.key === 'ArrowDown') near('nextElementSibling')
    else if (event.key === 'k' || event.key === 'ArrowUp') near('previousElementSibling')
    else if (event.key === 'x') toggle(idOf(row))
    else if (event.key === 'Enter') onOpen?.(row)
    else return
    event.preventDefault()
  }

  return (
    <div className="panel">
      <Group p="xs" gap="xs" className="no-print">
        {chosen.length > 0 ? (
          <Text size="sm" role="status">
            {chosen.length} selected
            {amount && `, $${moneyText(chosen.reduce((total, row) => total + (amount(row) ?? 0), 0))}`}
          </Text>
        ) : (
          <Text size="sm" c="dimmed" visibleFrom="sm">
            J and K move, Enter opens, X selects
          </Text>
        )}
        <Group gap={4} ml="auto">
          <Menu closeOnItemClick={false}>
            <Menu.Target>
              <Button size="compact-sm" variant="subtle" leftSection={<IconColumns size={14} />}>
                Columns
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {columns.map((column) => (
                <Menu.Item
                  key={column.id}
                  role="menuitemcheckbox"
                  aria-checked={!hidden.has(column.id)}
                  onClick={() => {
                    const next = new Set(hidden)
                    if (!next.delete(column.id)) next.add(column.id)
                    setHidden(next)
                  }}
                >
                  {hidden.has(column.id) ? '\u2003' : '✓ '} {column.title}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
          <Button
            size="compact-sm"
            variant="subtle"
            aria-pressed={isCompact}
            leftSection={<IconLineHeight size={14} />}
            onClick={() => setCompact(!isCompact)}
          >
            Compact
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconDownload size={14} />}
            onClick={() => save(props.fileName, toCsv(shown, chosen.length > 0 ? chosen : sorted))}
          >
            CSV
          </Button>
        </Group>
      </Group>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section className="table-scroll" tabIndex={0} aria-label={props.caption}>
        <table className={`data-table ${isCompact ? 'compact' : ''}`}>
          <thead>
            <tr>
              <th scope="col">
                <span className="quiet">Select</span>
              </th>
              {shown.map((column) => {
                const isSorted = sort?.by === column.id
                const canSort = !props.sortable || props.sortable.includes(column.id)
                return (
                  <th
                    key={column.id}
                    scope="col"
                    className={column.isNumber || column.isMoney ? 'number' : ''}
                    aria-sort={isSorted ? (sort?.order === 'asc' ? 'ascending' : 'descending') : undefined}
                  >
                    {canSort ? (
                      <button type="button" onClick={() => sortBy(column.id)}>
                        {column.title} {isSorted ? (sort?.order === 'asc' ? '↑' : '↓') : ''}
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
            {sorted.map((row, index) => {
              const id = idOf(row)
              return (
                <tr
                  key={id}
                  tabIndex={openId === id || (openId === undefined && index === 0) ? 0 : -1}
                  aria-current={openId === id ? 'true' : undefined}
                  onKeyDown={(event) => onKey(event, row)}
                  onClick={() => onOpen?.(row)}
                  style={onOpen ? { cursor: 'pointer' } : undefined}
                >
                  <td>
                    <Checkbox
                      size="xs"
                      aria-label={`Select row ${index + 1}`}
                      checked={selected.has(id)}
                      onClick={(event) => event.stopPropagation()}
                      onChange={() => toggle(id)}
                    />
                  </td>
                  {shown.map((column) => (
                    <td key={column.id} className={column.isNumber || column.isMoney ? 'number' : ''}>
                      {column.show(row)}
                    </td>
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
      </section>
      {rows.length === 0 && props.empty}
    </div>
  )
}
