import { Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type Column, DataTable } from '../../ground/DataTable.tsx'
import { Day, relative } from '../../ground/Day.tsx'
import { Answer, Empty } from '../../ground/states.tsx'
import { type OpenNotes, openQuery } from './notes.ts'

type Row = OpenNotes['notes'][number]

export function OpenNotesPage() {
  const open = useQuery(openQuery)
  const navigate = useNavigate()
  return (
    <Stack>
      <Title order={1}>Notes not signed</Title>
      <Text className="quiet">
        The clinician was reminded first, the day after the visit. A note late for its own sake needs no call from here;
        a note that waits for an answer does.
      </Text>
      <Answer of={open}>
        {({ notes, today }) => (
          <DataTable
            caption={`${notes.length} open notes`}
            fileName="open-notes"
            columns={columns(today)}
            rows={notes}
            idOf={(row) => row.id}
            sort={{ by: 'on', order: 'asc' }}
            onOpen={(row) => void navigate({ to: '/notes/$id', params: { id: row.id } })}
            empty={<Empty>Every note is signed.</Empty>}
          />
        )}
      </Answer>
    </Stack>
  )
}

const columns = (today: string): readonly Column<Row>[] => [
  { id: 'on', title: 'Visit', value: (row) => row.on, show: (row) => <Day on={row.on} today={today} /> },
  { id: 'waits', title: 'Waits', value: (row) => row.on, show: (row) => relative(row.on, today) },
  { id: 'clinician', title: 'Clinician', value: (row) => row.clinician, show: (row) => row.clinician },
  { id: 'patient', title: 'Patient', value: (row) => row.patient, show: (row) => row.patient },
  { id: 'service', title: 'Service', value: (row) => row.service, show: (row) => row.service },
  {
    id: 'reminded',
    title: 'Reminded',
    value: (row) => row.remindedOn ?? '',
    show: (row) => (row.remindedOn ? <Day on={row.remindedOn} /> : ''),
  },
  {
    id: 'asked',
    title: 'Questions open',
    isNumber: true,
    value: (row) => row.asked,
    show: (row) => (row.asked === 0 ? '' : row.asked),
  },
]
