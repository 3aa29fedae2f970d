import { Text, UnstyledButton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type Address, useAddress } from '../../ground/address.ts'
import { agingQuery } from '../../ground/api.ts'
import type { AgingRow } from '../../ground/api-types.ts'
import { type Column, DataTable } from '../../ground/DataTable.tsx'
import { Choices, Filters } from '../../ground/Filters.tsx'
import { dollars, moneyText } from '../../ground/Money.tsx'
import { Page } from '../../ground/Page.tsx'
import { SavedViews } from '../../ground/SavedViews.tsx'
import { Split } from '../../ground/Split.tsx'
import { Answer, Empty } from '../../ground/states.tsx'
import { Items } from './Items.tsx'

const buckets = ['0 to 30', '31 to 60', '61 to 90', '91 to 120', 'Over 120']

const bases = [
  { value: 'service', label: 'Age from the visit' },
  { value: 'billed', label: 'From the day it was billed' },
  { value: 'responsibility', label: 'From the day it became theirs' },
]
const groups = ['payer', 'patient', 'program', 'location', 'clinician'].map((value) => ({
  value,
  label: `By ${value}`,
}))

const keyOf = (row: AgingRow): string => `${row.id}-${row.owedBy}`
const sum = (rows: readonly AgingRow[], pick: (row: AgingRow) => number): number =>
  rows.reduce((total, row) => total + pick(row), 0)

/** A figure that opens its rows. */
function Cell({ cents, onOpen, label }: { cents: number; onOpen: () => void; label: string }) {
  if (cents === 0) return <span className="number quiet">0.00</span>
  return (
    <UnstyledButton className={`number cell ${cents < 0 ? 'losing' : ''}`} aria-label={label} onClick={onOpen}>
      {moneyText(cents)}
    </UnstyledButton>
  )
}

export function AgingPage() {
  const [{ base = 'service', by = 'payer', ...address }, change] = useAddress()
  const aging = useQuery(agingQuery(base, by))
  const { row: openRow, owedBy, bucket } = address
  const isOpen = owedBy !== undefined || bucket !== undefined || openRow !== undefined
  const open = (values: Address) => change({ row: undefined, owedBy: undefined, bucket: undefined, ...values })
  const columns: readonly Column<AgingRow>[] = [
    { id: 'name', title: 'Name', value: (row) => row.name, show: (row) => row.name },
    {
      id: 'owedBy',
      title: 'Owed by',
      value: (row) => row.owedBy,
      show: (row) => (row.owedBy === 'payer' ? 'Payer' : 'Patient'),
    },
    {
      id: 'count',
      title: 'Visits',
      isNumber: true,
      needs: 'wide',
      value: (row) => row.count,
      show: (row) => row.count.toLocaleString('en-US'),
    },
    ...buckets.map(
      (title, index): Column<AgingRow> => ({
        id: `bucket-${index}`,
        title,
        isMoney: true,
        ...(index > 0 && index < 4 ? { needs: 'wide' as const } : {}),
        value: (row) => row.bucketsCents[index] ?? 0,
        show: (row) => (
          <Cell
            cents={row.bucketsCents[index] ?? 0}
            label={`${row.name}, ${title} days: ${moneyText(row.bucketsCents[index] ?? 0)}. Open its items`}
            onOpen={() => open({ row: row.id, owedBy: row.owedBy, bucket: String(index) })}
          />
        ),
      }),
    ),
    {
      id: 'total',
      title: 'Total',
      isMoney: true,
      value: (row) => row.totalCents,
      show: (row) => (
        <Cell
          cents={row.totalCents}
          label={`${row.name}, in all: ${moneyText(row.totalCents)}. Open its items`}
          onOpen={() => open({ row: row.id, owedBy: row.owedBy })}
        />
      ),
    },
  ]
  return (
    <Page
      title="Who owes, and for how long"
      about={aging.data && `${dollars(aging.data.totalCents)} in all`}
      actions={<SavedViews list="receivable" />}
    >
      <Filters>
        <Choices label="Age from" value={base} of={bases} onChange={(value) => change({ base: value })} />
        <Choices label="By" value={by} of={groups} onChange={(value) => change({ by: value, row: undefined })} />
      </Filters>
      <Answer of={aging}>
        {({ rows, bases: totals, totalCents }) => {
          const total = (index: number): number => sum(rows, (row) => row.bucketsCents[index] ?? 0)
          const name = rows.find((row) => row.id === openRow)?.name ?? 'Everybody'
          return (
            <Split
              open={isOpen ? `${openRow}-${owedBy}` : undefined}
              title={`${name}${bucket === undefined ? '' : `, ${buckets[Number(bucket)]} days`}`}
              onClose={() => open({})}
              list={
                <>
                  <DataTable
                    caption="Owed to the practice by age in days"
                    fileName="aging"
                    columns={columns}
                    rows={rows}
                    idOf={keyOf}
                    openId={isOpen ? `${openRow}-${owedBy}` : undefined}
                    onOpen={(row) => open({ row: row.id, owedBy: row.owedBy })}
                    totals={{
                      name: 'In all',
                      count: sum(rows, (row) => row.count).toLocaleString('en-US'),
                      ...Object.fromEntries(
                        buckets.map((title, index) => [
                          `bucket-${index}`,
                          <Cell
                            key={title}
                            cents={total(index)}
                            label={`Everybody, ${title} days: ${moneyText(total(index))}. Open its items`}
                            onOpen={() => open({ bucket: String(index) })}
                          />,
                        ]),
                      ),
                      total: moneyText(totalCents),
                    }}
                    empty={<Empty>Nobody owes anything.</Empty>}
                  />
                  <Text size="sm" className="quiet" mt="xs">
                    {totals.every((each) => each.totalCents === totalCents)
                      ? `All three ways of counting age come to the same ${moneyText(totalCents)}.`
                      : 'The three ways of counting age differ: tell us, this must not be.'}
                  </Text>
                </>
              }
            >
              <Items filter={{ base, by, id: openRow, owedBy, bucket }} />
            </Split>
          )
        }}
      </Answer>
    </Page>
  )
}
