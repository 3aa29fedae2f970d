import { Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { type Column, DataTable } from '../../ground/DataTable.tsx'
import { Day } from '../../ground/Day.tsx'
import { Answer, Empty } from '../../ground/states.tsx'
import { type IndicatorRows, indicatorRowsQuery } from './review.ts'

type Row = IndicatorRows['rows'][number]

const columns: readonly Column<Row>[] = [
  { id: 'on', title: 'Visit', value: (row) => row.on, show: (row) => <Day on={row.on} /> },
  { id: 'patient', title: 'Patient', value: (row) => row.patient, show: (row) => row.patient },
  { id: 'what', title: 'What', value: (row) => row.what, show: (row) => row.what.replaceAll('_', ' ').toLowerCase() },
]

/** The rows behind one indicator. */
export function IndicatorPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const rows = useQuery(indicatorRowsQuery(id))
  const navigate = useNavigate()
  return (
    <Answer of={rows}>
      {(it) => (
        <Stack>
          <Link to="/measures" style={{ color: 'var(--accent)' }}>
            Measures
          </Link>
          <Title order={1}>{it.title}</Title>
          <Text className="quiet">{it.formula}</Text>
          <DataTable
            caption={`${it.rows.length} rows${it.rows.length === 500 ? ', the first 500' : ''}`}
            fileName={id}
            columns={columns}
            rows={it.rows}
            idOf={(row) => row.id}
            onOpen={(row) => void navigate({ href: row.link })}
            empty={<Empty>Nothing of this kind in the last twelve months.</Empty>}
          />
        </Stack>
      )}
    </Answer>
  )
}
