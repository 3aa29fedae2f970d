import { Button, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { claimsQuery } from '../../ground/api.ts'
import type { ClaimRow } from '../../ground/api-types.ts'
import { type Column, DataTable } from '../../ground/DataTable.tsx'
import { Day } from '../../ground/Day.tsx'
import { centsOf, Money } from '../../ground/Money.tsx'
import { Status } from '../../ground/Status.tsx'
import { Answer, Empty } from '../../ground/states.tsx'

const size = 50

const columns: readonly Column<ClaimRow>[] = [
  { id: 'service_on', title: 'Visit', value: (row) => row.on, show: (row) => <Day on={row.on} /> },
  {
    id: 'patient',
    title: 'Patient',
    value: (row) => row.patient,
    show: (row) => (
      <Link to="/claims/$id" params={{ id: row.id }} onClick={(event) => event.stopPropagation()}>
        {row.patient}
      </Link>
    ),
  },
  { id: 'payer', title: 'Payer', value: (row) => row.payer, show: (row) => row.payer },
  {
    id: 'codes',
    title: 'Codes',
    value: (row) => (row.codes ?? []).join(' '),
    show: (row) => (row.codes ?? []).join(' '),
  },
  {
    id: 'charge',
    title: 'Charge',
    isMoney: true,
    value: (row) => centsOf(row.charge),
    show: (row) => <Money amount={centsOf(row.charge)} />,
  },
  {
    id: 'expected',
    title: 'Expected',
    isMoney: true,
    value: (row) => centsOf(row.expected),
    show: (row) => <Money amount={centsOf(row.expected)} />,
  },
  { id: 'status', title: 'Status', value: (row) => row.status, show: (row) => <Status status={row.status} /> },
  { id: 'finding', title: 'First finding', value: (row) => row.firstFinding, show: (row) => row.firstFinding },
  { id: 'clinician', title: 'Clinician', value: (row) => row.clinician, show: (row) => row.clinician },
  { id: 'number', title: 'Claim number', value: (row) => row.controlNumber, show: (row) => row.controlNumber },
]

export function ClaimsPage() {
  const filter = useSearch({ strict: false }) as Record<string, string | undefined>
  const navigate = useNavigate()
  const offset = Number(filter['offset'] ?? 0)
  const claims = useQuery({
    ...claimsQuery({ sort: 'service_on', order: 'desc', ...filter, limit: size, offset }),
    placeholderData: keepPreviousData,
  })
  const change = (values: Record<string, string | undefined>) =>
    void navigate({ to: '/claims', search: { ...filter, offset: undefined, ...values } })
  return (
    <Stack>
      <Title order={1}>Claims</Title>
      <Group align="end">
        <TextInput
          label="Find by last name or claim number"
          defaultValue={filter['search'] ?? ''}
          onKeyDown={(event) => {
            if (event.key === 'Enter') change({ search: event.currentTarget.value || undefined })
          }}
        />
        <Select
          label="Status"
          clearable
          placeholder="Any"
          value={filter['status'] ?? null}
          data={[
            'draft',
            'held',
            'ready',
            'sent',
            'accepted',
            'rejected',
            'paid',
            'denied',
            'closed',
            'void',
            'silent',
          ]}
          onChange={(status) => change({ status: status ?? undefined })}
        />
      </Group>
      <Answer of={claims}>
        {({ total, claims: rows }) => (
          <>
            <DataTable
              caption={`Claims, ${total.toLocaleString('en-US')} in all`}
              fileName="claims"
              columns={columns}
              rows={rows}
              idOf={(row) => row.id}
              amount={(row) => centsOf(row.charge)}
              sort={{ by: filter['sort'] ?? 'service_on', order: filter['order'] === 'asc' ? 'asc' : 'desc' }}
              sortable={['service_on', 'patient', 'payer', 'charge', 'status']}
              onSort={({ by, order }) => change({ sort: by, order })}
              onOpen={(row) => void navigate({ to: '/claims/$id', params: { id: row.id } })}
              empty={
                <Empty action={<Button onClick={() => void navigate({ to: '/claims' })}>Clear filters</Button>}>
                  No claim looks like this.
                </Empty>
              }
            />
            <Group>
              <Text size="sm" role="status">
                {rows.length === 0 ? 'None' : `${offset + 1} to ${offset + rows.length}`} of{' '}
                {total.toLocaleString('en-US')}
              </Text>
              <Button
                variant="default"
                size="xs"
                disabled={offset === 0}
                onClick={() => change({ offset: String(Math.max(0, offset - size)) })}
              >
                Earlier rows
              </Button>
              <Button
                variant="default"
                size="xs"
                disabled={offset + size >= total}
                onClick={() => change({ offset: String(offset + size) })}
              >
                Later rows
              </Button>
            </Group>
          </>
        )}
      </Answer>
    </Stack>
  )
}
