import type { Leakage, LeakCause, LeakRow } from '@ballast/server/cycle/insight/types/leakage.ts'
import { Button, Stack, Text, UnstyledButton } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useAddress } from '../../ground/address.ts'
import { ask } from '../../ground/api.ts'
import { Bars } from '../../ground/Bars.tsx'
import { type Column, DataTable } from '../../ground/DataTable.tsx'
import { Day, dayText } from '../../ground/Day.tsx'
import { Choices, Filters } from '../../ground/Filters.tsx'
import { useList } from '../../ground/list.ts'
import { dollars, Money, moneyText } from '../../ground/Money.tsx'
import { Page, Part } from '../../ground/Page.tsx'
import { Answer, Empty } from '../../ground/states.tsx'

const leakageQuery = queryOptions({ queryKey: ['leakage'], queryFn: () => ask<Leakage>('/insight/leakage') })
type RowsPage = { readonly total: number; readonly cents: number; readonly rows: readonly LeakRow[] }

const monthText = (month: string): string => dayText(`${month}-01`).replace(' 1,', '')

/** Where money leaks, in dollars a month by cause, from the practice's own books; every figure opens its rows. */
export function LeakagePage() {
  const leakage = useQuery(leakageQuery)
  return (
    <Page
      title="Where money leaks"
      about={
        leakage.data &&
        `${dollars(leakage.data.perMonthCents)} a month, visits from ${dayText(leakage.data.from)} to ${dayText(leakage.data.until)}`
      }
      actions={
        <Button
          component="a"
          href="/api/insight/business-case"
          download
          size="xs"
          variant="default"
          leftSection={<IconPrinter size={14} />}
        >
          Business case to print
        </Button>
      }
    >
      <Answer of={leakage}>{(it) => (it.months.length === 0 ? <TooYoung /> : <Figures leakage={it} />)}</Answer>
    </Page>
  )
}

const TooYoung = () => (
  <div className="panel">
    <Empty>
      No whole month is old enough yet: the running month and the one before it are left out, since their money is still
      under way.
    </Empty>
  </div>
)

function Figures({ leakage }: { leakage: Leakage }) {
  const [{ cause, month }, change] = useAddress()
  const open = (id: string | undefined, ofMonth?: string) => change({ cause: id, month: ofMonth })
  const shown = leakage.causes.find(({ id }) => id === cause)
  return (
    <Stack gap="sm">
      {!shown && (
        <Bars
          title="Dollars a month, by cause"
          onOpen={({ id }) => open(id)}
          of={leakage.causes
            .filter(({ cents }) => cents > 0)
            .toSorted((a, b) => b.cents - a.cents)
            .map((each) => ({
              id: each.id,
              label: each.title,
              value: each.perMonthCents,
              says: `${dollars(each.perMonthCents)}, ${each.count.toLocaleString('en-US')} in all`,
            }))}
        />
      )}
      <Months leakage={leakage} open={open} />
      {shown ? (
        <Rows leakage={leakage} cause={shown.id} month={month} open={open} />
      ) : (
        <Part title="How each figure is made">
          <dl className="facts">
            {leakage.causes.map((each) => (
              <div key={each.id}>
                <dt>{each.title}</dt>
                <dd>{each.needs ?? each.arithmetic}</dd>
              </div>
            ))}
          </dl>
        </Part>
      )}
    </Stack>
  )
}

type Open = (cause: string | undefined, month?: string) => void
type Month = { readonly month: string; readonly cells: ReadonlyMap<LeakCause, number>; readonly total: number }

function Cell({ cents, label, onOpen }: { cents: number; label: string; onOpen: () => void }) {
  if (cents === 0) return <span className="number quiet">0.00</span>
  return (
    <UnstyledButton className="number cell" aria-label={label} onClick={onOpen}>
      {moneyText(cents)}
    </UnstyledButton>
  )
}

function Months({ leakage, open }: { leakage: Leakage; open: Open }) {
  const rows: Month[] = leakage.months.map((month) => {
    const own = leakage.cells.filter((cell) => cell.month === month)
    return {
      month,
      cells: new Map(own.map((cell) => [cell.cause, cell.cents])),
      total: own.reduce((sum, cell) => sum + cell.cents, 0),
    }
  })
  const columns: readonly Column<Month>[] = [
    { id: 'month', title: 'Visits of', value: (row) => row.month, show: (row) => monthText(row.month) },
    ...leakage.causes.map(
      (cause): Column<Month> => ({
        id: cause.id,
        title: cause.short,
        isMoney: true,
        needs: 'wide',
        value: (row) => row.cells.get(cause.id) ?? 0,
        show: (row) => (
          <Cell
            cents={row.cells.get(cause.id) ?? 0}
            label={`${cause.title}, ${monthText(row.month)}: ${moneyText(row.cells.get(cause.id) ?? 0)}`}
            onOpen={() => open(cause.id, row.month)}
          />
        ),
      }),
    ),
    {
      id: 'total',
      title: 'All',
      isMoney: true,
      value: (row) => row.total,
      show: (row) => <Money amount={row.total} />,
    },
  ]
  return (
    <DataTable
      caption="Dollars leaked, by month of the visit and cause"
      fileName="leakage-by-month"
      columns={columns}
      rows={rows}
      idOf={(row) => row.month}
      empty={<Empty>No month to show.</Empty>}
      totals={{
        ...Object.fromEntries(leakage.causes.map(({ id, cents }) => [id, moneyText(cents)])),
        total: moneyText(leakage.totalCents),
      }}
    />
  )
}

const rowColumns: readonly Column<LeakRow>[] = [
  { id: 'on', title: 'Visit', value: (row) => row.on, show: (row) => <Day on={row.on} /> },
  {
    id: 'cents',
    title: 'Dollars',
    isMoney: true,
    value: (row) => row.cents,
    show: (row) => <Money amount={row.cents} />,
  },
  { id: 'patient', title: 'Patient', grows: true, value: (row) => row.patient, show: (row) => row.patient },
  { id: 'payer', title: 'Payer', needs: 'medium', value: (row) => row.payer, show: (row) => row.payer ?? '' },
  { id: 'clinician', title: 'Clinician', needs: 'wide', value: (row) => row.clinician, show: (row) => row.clinician },
  {
    id: 'why',
    title: 'Because',
    needs: 'wide',
    value: (row) => row.why,
    show: (row) => row.why,
  },
  {
    id: 'number',
    title: 'Claim or visit',
    needs: 'medium',
    value: (row) => row.number,
    show: (row) =>
      row.claimId ? (
        <Link to="/claims/$id" params={{ id: row.claimId }}>
          {row.number}
        </Link>
      ) : (
        row.number
      ),
  },
]

function Rows({
  leakage,
  cause,
  month,
  open,
}: {
  leakage: Leakage
  cause: LeakCause
  month: string | undefined
  open: Open
}) {
  const navigate = useNavigate()
  const shown = leakage.causes.find(({ id }) => id === cause)
  const list = useList<RowsPage, LeakRow>({
    path: '/insight/leakage/rows',
    filter: { cause, month },
    rowsOf: (page) => page.rows,
  })
  return (
    <>
      <Text size="sm">{shown?.needs ?? shown?.arithmetic}</Text>
      <Filters>
        <Choices
          label="Cause"
          value={cause}
          onChange={(id) => open(id, month)}
          of={leakage.causes
            .filter(({ count }) => count > 0)
            .map(({ id, title, count }) => ({ value: id, label: title, count }))}
        />
        {month && (
          <Button size="compact-sm" variant="subtle" onClick={() => open(cause)}>
            All months, not only {monthText(month)}
          </Button>
        )}
      </Filters>
      <Answer of={list.answer}>
        {({ rows }) => (
          <DataTable
            caption={shown?.title ?? 'Rows'}
            fileName={`leakage-${cause}`}
            columns={rowColumns}
            rows={rows}
            idOf={(row) => `${row.number}-${row.on}`}
            amount={(row) => row.cents}
            isMain
            onOpen={(row) => row.claimId && void navigate({ to: '/claims/$id', params: { id: row.claimId } })}
            empty={<Empty>Nothing leaked here.</Empty>}
            {...list.table}
          />
        )}
      </Answer>
    </>
  )
}
