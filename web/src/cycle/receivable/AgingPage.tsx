import { Group, Select, Stack, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { agingQuery } from '../../ground/api.ts'
import type { AgingRow } from '../../ground/api-types.ts'
import { type Column, DataTable } from '../../ground/DataTable.tsx'
import { dollars, Money } from '../../ground/Money.tsx'
import { Answer, Empty } from '../../ground/states.tsx'

const bucket = (index: number, title: string): Column<AgingRow> => ({
  id: title,
  title,
  isMoney: true,
  value: (row) => row.bucketsCents[index] ?? 0,
  show: (row) => (
    <Money
      amount={row.bucketsCents[index] ?? 0}
      tone={index === 4 && (row.bucketsCents[4] ?? 0) > 0 ? 'losing' : undefined}
    />
  ),
})
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
    title: 'Claims',
    isNumber: true,
    value: (row) => row.count,
    show: (row) => row.count.toLocaleString('en-US'),
  },
  ...['0 to 30', '31 to 60', '61 to 90', '91 to 120', 'Over 120'].map((title, index) => bucket(index, title)),
  {
    id: 'total',
    title: 'Total',
    isMoney: true,
    value: (row) => row.totalCents,
    show: (row) => <Money amount={row.totalCents} />,
  },
]

export function AgingPage() {
  const { base = 'service', by = 'payer' } = useSearch({ strict: false }) as { base?: string; by?: string }
  const navigate = useNavigate()
  const aging = useQuery(agingQuery(base, by))
  const change = (values: { base?: string; by?: string }) =>
    void navigate({ to: '/receivable', search: { base, by, ...values } })
  return (
    <Stack>
      <Title order={1}>Who owes, and for how long</Title>
      <Group>
        <Select
          label="Age from"
          allowDeselect={false}
          value={base}
          data={[
            { value: 'service', label: 'The visit' },
            { value: 'billed', label: 'The day it was billed' },
            { value: 'responsibility', label: 'The day it became theirs' },
          ]}
          onChange={(value) => value && change({ base: value })}
        />
        <Select
          label="By"
          allowDeselect={false}
          value={by}
          data={['payer', 'patient', 'program', 'location', 'clinician']}
          onChange={(value) => value && change({ by: value })}
        />
      </Group>
      <Answer of={aging}>
        {({ rows }) => (
          <DataTable
            caption={`Owed, ${dollars(rows.reduce((total, row) => total + row.totalCents, 0))} in all`}
            fileName="aging"
            columns={columns}
            rows={rows}
            idOf={(row) => `${row.id}-${row.owedBy}`}
            amount={(row) => row.totalCents}
            empty={<Empty>Nobody owes anything.</Empty>}
          />
        )}
      </Answer>
    </Stack>
  )
}
