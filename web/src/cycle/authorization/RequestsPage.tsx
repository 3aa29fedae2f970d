import './authorization.css'
import { Group, SegmentedControl, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type Column, DataTable } from '../../ground/DataTable.tsx'
import { Day } from '../../ground/Day.tsx'
import { Answer, Empty } from '../../ground/states.tsx'
import { Back } from './AuthorizationsPage.tsx'
import { answersQuery, kindWords, type Requests, requestsQuery, requestWords } from './authorizations.ts'

type Row = Requests['requests'][number]

const columns: readonly Column<Row>[] = [
  { id: 'patient', title: 'Patient', value: (row) => row.patient, show: (row) => row.patient },
  { id: 'payer', title: 'Payer', value: (row) => row.payer, show: (row) => row.payer },
  { id: 'kind', title: 'Kind', value: (row) => row.kind, show: (row) => kindWords[row.kind] ?? row.kind },
  { id: 'clinician', title: 'Clinician', value: (row) => row.clinician, show: (row) => row.clinician },
  { id: 'units', title: 'Visits', isNumber: true, value: (row) => row.units, show: (row) => row.units },
  { id: 'due', title: 'Due', value: (row) => row.dueOn, show: (row) => <Day on={row.dueOn} /> },
  { id: 'lapses', title: 'Covered until', value: (row) => row.lapsesOn, show: (row) => <Day on={row.lapsesOn} /> },
  {
    id: 'status',
    title: 'Where it stands',
    value: (row) => requestWords[row.status] ?? row.status,
    show: (row) => (
      <>
        {requestWords[row.status]}
        {row.escalation > 0 && <span className="losing"> {row.escalation > 1 ? 'manager told' : 'lead told'}</span>}
      </>
    ),
  },
]

const groups: Readonly<Record<string, string>> = {
  open: 'draft,ready,rejected',
  asked: 'sent,pended,contact',
  decided: 'approved,partial,modified,denied,not_required,cancelled',
}

export function RequestsPage() {
  const { show = 'open' } = useSearch({ strict: false }) as Record<string, string | undefined>
  const navigate = useNavigate()
  const requests = useQuery(requestsQuery({ status: groups[show] }))
  const answers = useQuery(answersQuery)
  const waiting = answers.data?.answers.length ?? 0
  return (
    <Stack>
      <Back />
      <Group justify="space-between">
        <Title order={1}>Requests to payers</Title>
        <SegmentedControl
          size="xs"
          aria-label="Which requests"
          value={show}
          onChange={(value) => void navigate({ to: '/authorizations/requests', search: { show: value } as never })}
          data={[
            { value: 'open', label: 'To do' },
            { value: 'asked', label: 'With the payer' },
            { value: 'decided', label: 'Decided' },
          ]}
        />
      </Group>
      {waiting > 0 && (
        <Text className="needs-you">
          <Link to="/authorizations/answers" style={{ color: 'inherit' }}>
            {waiting === 1 ? 'One answer names no request of ours.' : `${waiting} answers name no request of ours.`}
          </Link>
        </Text>
      )}
      <Answer of={requests}>
        {({ requests: rows }) => (
          <DataTable
            caption="Requests"
            fileName="authorization-requests"
            columns={columns}
            rows={rows}
            idOf={(row) => row.id}
            onOpen={(row) => void navigate({ to: '/authorizations/requests/$id', params: { id: row.id } })}
            empty={<Empty>No request stands here.</Empty>}
          />
        )}
      </Answer>
    </Stack>
  )
}
