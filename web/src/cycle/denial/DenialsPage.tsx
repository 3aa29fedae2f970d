import { Group, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { denialsQuery } from '../../ground/api.ts'
import type { DenialRow } from '../../ground/api-types.ts'
import { CodeChip } from '../../ground/CodeChip.tsx'
import { type Column, DataTable } from '../../ground/DataTable.tsx'
import { Day } from '../../ground/Day.tsx'
import { Money } from '../../ground/Money.tsx'
import { Answer, Empty } from '../../ground/states.tsx'

const columns: readonly Column<DenialRow>[] = [
  { id: 'category', title: 'Root cause', value: (row) => row.categoryName, show: (row) => row.categoryName },
  { id: 'patient', title: 'Patient', value: (row) => row.patient, show: (row) => row.patient },
  { id: 'payer', title: 'Payer', value: (row) => row.payer, show: (row) => row.payer },
  { id: 'serviceOn', title: 'Visit', value: (row) => row.serviceOn, show: (row) => <Day on={row.serviceOn} /> },
  {
    id: 'atStake',
    title: 'At stake',
    isMoney: true,
    value: (row) => row.atStakeCents,
    show: (row) => <Money amount={row.atStakeCents} />,
  },
  { id: 'deadline', title: 'Deadline', value: (row) => row.deadlineOn, show: (row) => <Day on={row.deadlineOn} /> },
  { id: 'owner', title: 'For', value: (row) => row.owner, show: (row) => row.owner.replaceAll('_', ' ') },
]

export function DenialsPage() {
  const { open, ...filter } = useSearch({ strict: false }) as Record<string, string | undefined>
  const navigate = useNavigate()
  const denials = useQuery(denialsQuery({ ...filter, limit: 200 }))
  return (
    <Stack>
      <Title order={1}>Denials by root cause</Title>
      <Answer of={denials}>
        {({ total, denials: rows }) => {
          const opened = rows.find((row) => row.id === open)
          return (
            <div className={`split ${opened ? 'open' : ''}`}>
              <DataTable
                caption={`Denials, ${total.toLocaleString('en-US')} in all`}
                fileName="denials"
                columns={columns}
                rows={rows}
                idOf={(row) => row.id}
                openId={opened?.id}
                amount={(row) => row.atStakeCents}
                onOpen={(row) => void navigate({ to: '/denials', search: { ...filter, open: row.id } })}
                empty={<Empty>No denial waits here.</Empty>}
              />
              {opened && <Work denial={opened} />}
            </div>
          )
        }}
      </Answer>
    </Stack>
  )
}

function Work({ denial }: { denial: DenialRow }) {
  return (
    <Stack className="panel" p="md" gap="sm">
      <Title order={2}>{denial.categoryName}</Title>
      <Text>
        {denial.patient}, <Day on={denial.serviceOn} />, {denial.payer}
      </Text>
      <Group gap={4}>
        {denial.reasons.map((code) => (
          <CodeChip key={code} type="carc" code={code} />
        ))}
        {denial.remarks.map((code) => (
          <CodeChip key={code} type="rarc" code={code} />
        ))}
      </Group>
      <Title order={3}>What to do</Title>
      <ol style={{ margin: 0, paddingLeft: 20 }}>
        {denial.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {denial.script && (
        <details>
          <summary>What to say on the phone</summary>
          <Text>{denial.script}</Text>
        </details>
      )}
      <Link to="/claims/$id" params={{ id: denial.claimId }} style={{ color: 'var(--accent)' }}>
        Open claim {denial.controlNumber}
      </Link>
    </Stack>
  )
}
