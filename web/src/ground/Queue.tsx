import { Button, Group, Kbd, Text } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import type { ReactNode } from 'react'
import type { BatchAction } from './Batch.tsx'
import { type Column, DataTable, focusRow, type Sort } from './DataTable.tsx'
import { Page } from './Page.tsx'
import { SavedViews } from './SavedViews.tsx'
import { Split } from './Split.tsx'
import { Answer, type Asked } from './states.tsx'

// A queue of anybody's work, the same everywhere: what there is and what it is worth, the next thing first, what is open
// beside its list, one key for each thing that can be done with it, and then the next one.

export type QueueAct<Row> = {
  /** The key that does it while a row is open. */
  readonly key: string
  readonly verb: string
  readonly isUsual?: boolean
  readonly run: (row: Row) => void
}

type Props<Row> = {
  readonly title: string
  readonly about: ReactNode
  /** Its name for saved views and CSV files. */
  readonly list: string
  readonly filters: ReactNode
  readonly answer: Asked<readonly Row[]>
  readonly columns: readonly Column<Row>[]
  readonly idOf: (row: Row) => string
  readonly nameOf: (row: Row) => string
  readonly amount: (row: Row) => number | null
  readonly openId: string | undefined
  readonly onOpen: (id: string | undefined) => void
  readonly sort: Sort
  readonly sortable: readonly string[]
  readonly onSort: (sort: Sort) => void
  readonly acts: readonly QueueAct<Row>[]
  readonly batch: readonly BatchAction<Row>[]
  readonly table: {
    readonly total: number
    readonly onMore: () => void
    readonly everyRow: () => Promise<readonly Row[]>
  }
  readonly empty: ReactNode
  readonly actions?: ReactNode
  readonly children: (row: Row) => ReactNode
}

/** The row after this one, or the one before when it is the last: where work goes on. */
export function nextIn<Row>(rows: readonly Row[], idOf: (row: Row) => string, id: string): string | undefined {
  const at = rows.findIndex((row) => idOf(row) === id)
  const next = rows[at + 1] ?? rows[at - 1]
  return next && idOf(next)
}

export function Queue<Row>(props: Props<Row>) {
  const { idOf, openId, acts, onOpen } = props
  const rows = props.answer.data ?? []
  const opened = rows.find((row) => idOf(row) === openId)
  // A key acts on what is open, else on the row that has the focus.
  const current = (): Row | undefined => {
    const focused = document.activeElement?.closest('[data-row]')?.getAttribute('data-row')
    return opened ?? rows.find((row) => idOf(row) === focused)
  }
  useHotkeys(
    acts.map(({ key, run }) => [
      key,
      () => {
        const row = current()
        if (row) run(row)
      },
    ]),
  )
  return (
    <Page
      title={props.title}
      about={props.about}
      actions={
        <>
          {props.actions}
          <SavedViews list={props.list} />
        </>
      }
    >
      {props.filters}
      <Answer of={props.answer}>
        {(all) => (
          <Split
            open={openId}
            title={opened ? props.nameOf(opened) : 'Item'}
            onClose={() => onOpen(undefined)}
            list={
              <DataTable
                caption={props.title}
                fileName={props.list}
                columns={props.columns}
                rows={all}
                idOf={idOf}
                openId={openId}
                amount={props.amount}
                sort={props.sort}
                sortable={props.sortable}
                onSort={props.onSort}
                onOpen={(row) => onOpen(idOf(row))}
                actions={props.batch}
                empty={props.empty}
                {...props.table}
              />
            }
          >
            {opened ? (
              <>
                <Group gap="xs" mb="sm" className="no-print">
                  {acts.map(({ key, verb, isUsual, run }) => (
                    <Button
                      key={key}
                      size="compact-sm"
                      variant={isUsual ? 'filled' : 'default'}
                      onClick={() => run(opened)}
                      rightSection={<Kbd size="xs">{key.toUpperCase()}</Kbd>}
                    >
                      {verb}
                    </Button>
                  ))}
                </Group>
                {props.children(opened)}
              </>
            ) : (
              <Text className="quiet">This item is not in the list any more.</Text>
            )}
          </Split>
        )}
      </Answer>
    </Page>
  )
}

/** Opens a row and gives it the focus, so that the keys go on from there. */
export function goOn(id: string | undefined, onOpen: (id: string | undefined) => void): void {
  onOpen(id)
  if (id !== undefined) focusRow(id)
}
