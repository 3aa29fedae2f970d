import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useAddress } from '../../ground/address.ts'
import { meQuery } from '../../ground/api.ts'
import type { RemittanceRow, RemittancesPage as Remittances } from '../../ground/api-types.ts'
import { type Column, DataTable } from '../../ground/DataTable.tsx'
import { Day } from '../../ground/Day.tsx'
import { Choices, Filters, Find } from '../../ground/Filters.tsx'
import { useList } from '../../ground/list.ts'
import { dollars, Money } from '../../ground/Money.tsx'
import { Page } from '../../ground/Page.tsx'
import { SavedViews } from '../../ground/SavedViews.tsx'
import { Split } from '../../ground/Split.tsx'
import { Status, statusWord } from '../../ground/Status.tsx'
import { Answer, Empty, NoneLikeThis } from '../../ground/states.tsx'
import { Remittance } from './Remittance.tsx'

/** What waits for a person in a payment, in words. */
const waits = (row: RemittanceRow): string | null => {
  if (row.why) return row.why
  const parts = [
    ...(row.unmatched > 0 ? [`${row.unmatched} unknown ${row.unmatched === 1 ? 'claim' : 'claims'}`] : []),
    ...(row.provider > 0 ? [`${row.provider} outside any claim`] : []),
  ]
  return parts.length > 0 ? parts.join(', ') : null
}

const columnsOn = (today: string | null | undefined): readonly Column<RemittanceRow>[] => [
  { id: 'paidOn', title: 'Paid', value: (row) => row.paidOn, show: (row) => <Day on={row.paidOn} today={today} /> },
  { id: 'payer', title: 'Payer', value: (row) => row.payer, show: (row) => row.payer },
  { id: 'trace', title: 'Check or transfer', value: (row) => row.trace, show: (row) => row.trace },
  {
    id: 'amount',
    title: 'Amount',
    isMoney: true,
    value: (row) => row.amountCents,
    show: (row) => <Money amount={row.amountCents} />,
  },
  {
    id: 'claims',
    title: 'Claims',
    isNumber: true,
    needs: 'medium',
    value: (row) => row.claims,
    show: (row) => row.claims.toLocaleString('en-US'),
  },
  { id: 'state', title: 'State', value: (row) => row.state, show: (row) => <Status status={row.state} /> },
  {
    id: 'why',
    title: 'What waits',
    needs: 'wide',
    grows: true,
    value: waits,
    show: (row) => <span title={waits(row) ?? ''}>{waits(row)}</span>,
  },
  {
    id: 'receivedOn',
    title: 'Received',
    isExtra: true,
    value: (row) => row.receivedOn,
    show: (row) => <Day on={row.receivedOn} today={today} />,
  },
]

const states = ['exception', 'unmatched', 'provider', 'posted', 'set_aside']

export function RemittancesPage() {
  const [{ open, ...filter }, change] = useAddress()
  const navigate = useNavigate()
  const { data: me } = useQuery(meQuery)
  const remittances = useList<Remittances, RemittanceRow>({
    path: '/remittances',
    filter,
    rowsOf: (page) => page.remittances,
  })
  const first = remittances.answer.data?.first
  const isFiltered = Object.keys(filter).some((name) => !['sort', 'order'].includes(name))
  const clear = () => void navigate({ to: '/remittances' })
  const opened = remittances.answer.data?.rows.find((row) => row.id === open)
  return (
    <Page
      title="Payments from payers"
      about={first && `${dollars(first.amountCents)} in this list`}
      actions={
        <>
          <Button component={Link} to="/remittances/waiting" size="compact-sm" variant="default">
            What waits
          </Button>
          <SavedViews list="remittances" />
        </>
      }
    >
      <Filters>
        <Find
          key={filter.search ?? ''}
          label="Check or transfer number, or payer"
          value={filter.search}
          onFind={(search) => change({ search })}
        />
        <Choices
          label="State"
          value={filter.state}
          onChange={(state) => change({ state })}
          of={states.flatMap((value) => {
            const count = first?.states.find(({ id }) => id === value)?.count ?? 0
            return count > 0 || value === filter.state ? [{ value, label: statusWord(value), count }] : []
          })}
        />
        {isFiltered && (
          <Button size="compact-sm" variant="subtle" onClick={clear}>
            Clear filters
          </Button>
        )}
      </Filters>
      <Answer of={remittances.answer}>
        {({ rows }) => (
          <Split
            open={open}
            title={opened ? `${opened.payer}, ${opened.trace}` : 'Payment'}
            onClose={() => change({ open: undefined })}
            list={
              <DataTable
                caption="Payments from payers"
                fileName="payments"
                columns={columnsOn(me?.today)}
                rows={rows}
                idOf={(row) => row.id}
                openId={open}
                sort={{ by: filter.sort ?? 'paidOn', order: filter.order === 'asc' ? 'asc' : 'desc' }}
                sortable={['paidOn', 'receivedOn', 'payer', 'amount', 'claims']}
                onSort={({ by, order }) => change({ sort: by, order })}
                onOpen={(row) => change({ open: row.id })}
                empty={
                  isFiltered ? (
                    <NoneLikeThis what="payment" onClear={clear} />
                  ) : (
                    <Empty action={<Link to="/import">Bring in an 835</Link>}>
                      No payment has come in yet. Payers&apos; 835 files are read from the mailbox as they arrive.
                    </Empty>
                  )
                }
                {...remittances.table}
              />
            }
          >
            {open && <Remittance id={open} />}
          </Split>
        )}
      </Answer>
    </Page>
  )
}
