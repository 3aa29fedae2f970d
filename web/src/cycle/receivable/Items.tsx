import { useNavigate } from '@tanstack/react-router'
import type { OpenItem, OpenItems } from '../../ground/api-types.ts'
import { type Column, DataTable } from '../../ground/DataTable.tsx'
import { Day } from '../../ground/Day.tsx'
import { useList } from '../../ground/list.ts'
import { Money, moneyText } from '../../ground/Money.tsx'
import { Status } from '../../ground/Status.tsx'
import { Answer, Empty } from '../../ground/states.tsx'

const columns: readonly Column<OpenItem>[] = [
  { id: 'patient', title: 'Patient', value: (row) => row.patient, show: (row) => row.patient },
  { id: 'visit', title: 'Visit', value: (row) => row.serviceOn, show: (row) => <Day on={row.serviceOn} /> },
  { id: 'age', title: 'Days', isNumber: true, value: (row) => row.age, show: (row) => row.age },
  {
    id: 'amount',
    title: 'Owed',
    isMoney: true,
    value: (row) => row.amountCents,
    show: (row) => <Money amount={row.amountCents} />,
  },
  {
    id: 'owedBy',
    title: 'By',
    needs: 'medium',
    value: (row) => row.owedBy,
    show: (row) => (row.owedBy === 'payer' ? row.payer : 'Patient'),
  },
  {
    id: 'status',
    title: 'Status',
    needs: 'medium',
    value: (row) => row.status,
    show: (row) => <Status status={row.status} />,
  },
  { id: 'clinician', title: 'Clinician', isExtra: true, value: (row) => row.clinician, show: (row) => row.clinician },
  {
    id: 'number',
    title: 'Claim number',
    isExtra: true,
    value: (row) => row.controlNumber ?? '',
    show: (row) => row.controlNumber ?? 'none',
  },
]

/** The open items behind a figure of the aging: their sum is that figure. */
export function Items({ filter }: { filter: Readonly<Record<string, string | undefined>> }) {
  const navigate = useNavigate()
  const items = useList<OpenItems, OpenItem>({ path: '/receivable/items', filter, rowsOf: (page) => page.items })
  return (
    <Answer of={items.answer}>
      {({ first, rows }) => (
        <DataTable
          caption="Open items"
          fileName="open-items"
          isMain={false}
          columns={columns}
          rows={rows}
          idOf={(row) => row.id}
          amount={(row) => row.amountCents}
          onOpen={(row) => void navigate({ to: row.claimId ? `/claims/${row.claimId}` : `/patients/${row.patientId}` })}
          totals={{ patient: `${first.total.toLocaleString('en-US')} items`, amount: moneyText(first.totalCents) }}
          empty={<Empty>Nothing is owed here.</Empty>}
          {...items.table}
        />
      )}
    </Answer>
  )
}
