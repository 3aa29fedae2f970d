import { Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { remittanceQuery, remittancesQuery } from '../../ground/api.ts'
import type { RemittanceDetail, RemittanceRow } from '../../ground/api-types.ts'
import { type Column, DataTable } from '../../ground/DataTable.tsx'
import { Day } from '../../ground/Day.tsx'
import { Money } from '../../ground/Money.tsx'
import { Status } from '../../ground/Status.tsx'
import { Answer, Empty } from '../../ground/states.tsx'

const columns: readonly Column<RemittanceRow>[] = [
  { id: 'paidOn', title: 'Paid', value: (row) => row.paidOn, show: (row) => <Day on={row.paidOn} /> },
  { id: 'payer', title: 'Payer', value: (row) => row.payer, show: (row) => row.payer },
  { id: 'trace', title: 'Check or transfer', value: (row) => row.trace, show: (row) => row.trace },
  { id: 'claims', title: 'Claims', isNumber: true, value: (row) => row.claims, show: (row) => row.claims },
  {
    id: 'amount',
    title: 'Amount',
    isMoney: true,
    value: (row) => row.amountCents,
    show: (row) => <Money amount={row.amountCents} />,
  },
  { id: 'state', title: 'State', value: (row) => row.state, show: (row) => <Status status={row.state} /> },
  { id: 'why', title: 'Why it waits', value: (row) => row.why, show: (row) => row.why },
]

type Payment = RemittanceDetail['payments'][number]
const paymentColumns: readonly Column<Payment>[] = [
  { id: 'patient', title: 'Patient', value: (row) => row.patient, show: (row) => row.patient },
  {
    id: 'paid',
    title: 'Paid',
    isMoney: true,
    value: (row) => row.paidCents,
    show: (row) => <Money amount={row.paidCents} />,
  },
  {
    id: 'patientOwes',
    title: 'Patient owes',
    isMoney: true,
    value: (row) => row.patientCents,
    show: (row) => <Money amount={row.patientCents} />,
  },
  { id: 'state', title: 'State', value: (row) => row.state, show: (row) => <Status status={row.state} /> },
]

export function RemittancesPage() {
  const { open, ...filter } = useSearch({ strict: false }) as Record<string, string | undefined>
  const navigate = useNavigate()
  const remittances = useQuery(remittancesQuery({ ...filter, limit: 200 }))
  const show = (id: string | undefined) => void navigate({ to: '/remittances', search: { ...filter, open: id } })
  return (
    <Stack>
      <Title order={1}>Payments from payers</Title>
      <Answer of={remittances}>
        {({ total, remittances: rows }) => (
          <div className={`split ${open ? 'open' : ''}`}>
            <DataTable
              caption={`Payments, ${total.toLocaleString('en-US')} in all`}
              fileName="payments"
              columns={columns}
              rows={rows}
              idOf={(row) => row.id}
              openId={open}
              amount={(row) => row.amountCents}
              onOpen={(row) => show(row.id)}
              empty={<Empty>No payment looks like this.</Empty>}
            />
            {open && <Payments id={open} />}
          </div>
        )}
      </Answer>
    </Stack>
  )
}

function Payments({ id }: { id: string }) {
  const remittance = useQuery(remittanceQuery(id))
  return (
    <Answer of={remittance}>
      {(it) => (
        <Stack>
          <Title order={2}>
            {it.payer}, {it.trace}
          </Title>
          {it.why && <Text className="needs-you">{it.why}</Text>}
          <DataTable
            caption="Claims in this payment"
            fileName={`payment-${it.trace}`}
            columns={paymentColumns}
            rows={it.payments}
            idOf={(row) => String(row.ordinal)}
            amount={(row) => row.paidCents}
            empty={<Empty>This payment names no claims.</Empty>}
          />
        </Stack>
      )}
    </Answer>
  )
}
