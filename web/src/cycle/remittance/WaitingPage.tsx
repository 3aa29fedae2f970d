import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAddress } from '../../ground/address.ts'
import { meQuery } from '../../ground/api.ts'
import type { Column } from '../../ground/DataTable.tsx'
import { Day, withDays } from '../../ground/Day.tsx'
import { Choices, Filters, Find } from '../../ground/Filters.tsx'
import { useList } from '../../ground/list.ts'
import { dollars, Money } from '../../ground/Money.tsx'
import { goOn, nextIn, Queue, type QueueAct } from '../../ground/Queue.tsx'
import { Empty, NoneLikeThis } from '../../ground/states.tsx'
import { Deciding } from './Deciding.tsx'
import { WaitsFor } from './WaitsFor.tsx'
import { subjectOf, type Waiting, type WaitingRow } from './waiting.ts'

const kinds = {
  claim: 'Unknown claim',
  provider: 'Outside claims',
  payment: 'Whole payment',
  file: 'File',
  acknowledgment: 'Acknowledgment',
} as const

const columnsOn = (today: string | null | undefined): readonly Column<WaitingRow>[] => [
  {
    id: 'paidOn',
    title: 'Paid or received',
    value: (row) => row.paidOn,
    show: (row) => <Day on={row.paidOn} today={today} />,
  },
  {
    id: 'amount',
    title: 'Amount',
    isMoney: true,
    value: (row) => row.amountCents,
    show: (row) => <Money amount={row.amountCents} />,
  },
  { id: 'kind', title: 'What', value: (row) => kinds[row.kind], show: (row) => kinds[row.kind] },
  { id: 'about', title: 'For', value: (row) => row.about, show: (row) => row.about },
  { id: 'payer', title: 'Payer', needs: 'medium', value: (row) => row.payer, show: (row) => row.payer },
  {
    id: 'trace',
    title: 'Check or transfer',
    needs: 'wide',
    value: (row) => row.trace,
    show: (row) => row.trace,
  },
  {
    id: 'why',
    title: 'Why it waits',
    needs: 'wide',
    grows: true,
    value: (row) => row.why,
    show: (row) => <span title={row.why ?? ''}>{withDays(row.why ?? '')}</span>,
  },
]

/** Everything of payments that waits for a person: the oldest money first, one key for each thing that can be done. */
export function WaitingPage() {
  const [{ open, ...filter }, change] = useAddress()
  const navigate = useNavigate()
  const { data: me } = useQuery(meQuery)
  const [asking, setAsking] = useState<{ readonly row: WaitingRow; readonly what: 'decide' | 'aside' } | null>(null)
  const waiting = useList<Waiting, WaitingRow>({
    path: '/remittances/exceptions',
    filter,
    rowsOf: (page) => page.exceptions,
  })
  const rows = waiting.answer.data?.rows ?? []
  const first = waiting.answer.data?.first
  const onOpen = (id: string | undefined) => change({ open: id })
  const clear = () => void navigate({ to: '/remittances/waiting' })
  const isFiltered = Object.keys(filter).some((name) => name !== 'sort')
  const toPayment = (row: WaitingRow) => {
    if (row.remittanceId) void navigate({ to: '/remittances', search: { open: row.remittanceId } as never })
  }
  const acts: readonly QueueAct<WaitingRow>[] = [
    ...(me?.permissions.includes('remittance.post')
      ? ([
          {
            key: 'm',
            verb: 'Decide',
            isUsual: true,
            run: (row: WaitingRow) => setAsking({ row, what: 'decide' }),
          },
          { key: 'w', verb: 'Set aside', run: (row: WaitingRow) => setAsking({ row, what: 'aside' }) },
        ] as const)
      : []),
    { key: 'o', verb: 'Its payment', run: toPayment },
  ]
  return (
    <>
      <Queue
        title="Money that waits"
        about={first && `${first.total.toLocaleString('en-US')} waiting, ${dollars(first.amountCents)}`}
        list="waiting-money"
        actions={
          <Button component={Link} to="/remittances" size="compact-sm" variant="default">
            All payments
          </Button>
        }
        filters={
          <Filters>
            <Find
              key={filter.search ?? ''}
              label="Check or transfer number, payer, patient"
              value={filter.search}
              onFind={(search) => change({ search })}
            />
            <Choices
              label="What"
              value={filter.kind}
              onChange={(kind) => change({ kind })}
              of={Object.entries(kinds).flatMap(([value, label]) => {
                const count = first?.kinds.find(({ id }) => id === value)?.count ?? 0
                return count > 0 || value === filter.kind ? [{ value, label, count }] : []
              })}
            />
            {isFiltered && (
              <Button size="compact-sm" variant="subtle" onClick={clear}>
                Clear filters
              </Button>
            )}
          </Filters>
        }
        answer={{ ...waiting.answer, data: waiting.answer.data?.rows }}
        columns={columnsOn(me?.today)}
        idOf={(row) => row.id}
        nameOf={(row) => `${kinds[row.kind]}: ${row.about}`}
        amount={(row) => Math.abs(row.amountCents)}
        openId={open}
        onOpen={onOpen}
        sort={{ by: filter.sort ?? 'paidOn', order: filter.sort === 'amount' ? 'desc' : 'asc' }}
        sortable={['paidOn', 'amount']}
        onSort={({ by }) => change({ sort: by === 'paidOn' ? undefined : by })}
        acts={acts}
        batch={[]}
        table={waiting.table}
        empty={
          isFiltered ? (
            <NoneLikeThis what="money" onClear={clear} />
          ) : (
            <Empty>Every payment found its place. What does not comes here by itself.</Empty>
          )
        }
      >
        {(row) => <WaitsFor subject={subjectOf(row)} />}
      </Queue>
      {asking && (
        <Deciding
          subject={subjectOf(asking.row)}
          what={asking.what}
          onClose={() => setAsking(null)}
          onDone={() =>
            goOn(
              nextIn(rows, (row) => row.id, asking.row.id),
              onOpen,
            )
          }
        />
      )}
    </>
  )
}
