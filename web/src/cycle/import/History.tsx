import { Anchor, Text } from '@mantine/core'
import type { PastImport } from '../../ground/api-types.ts'
import { type Column, DataTable } from '../../ground/DataTable.tsx'
import { dayText } from '../../ground/Day.tsx'
import { Empty } from '../../ground/states.tsx'

const count = (id: string, title: string, pick: (row: PastImport) => number): Column<PastImport> => ({
  id,
  title,
  isNumber: true,
  ...(id === 'total' || id === 'refused' ? {} : { needs: 'wide' as const }),
  value: pick,
  show: (row) => pick(row).toLocaleString('en-US'),
})

const columns: readonly Column<PastImport>[] = [
  { id: 'importedAt', title: 'Taken in', value: (row) => row.importedAt, show: (row) => dayText(row.importedAt) },
  { id: 'name', title: 'File', value: (row) => row.name, show: (row) => row.name },
  { id: 'kind', title: 'Holds', needs: 'medium', value: (row) => row.kind, show: (row) => row.kind },
  count('total', 'Rows', (row) => row.total),
  count('added', 'New', (row) => row.added),
  count('changed', 'Changed', (row) => row.changed),
  count('same', 'Same', (row) => row.same),
  count('refused', 'Refused', (row) => row.refused),
  {
    id: 'mend',
    title: 'To mend',
    value: () => null,
    show: (row) =>
      row.refused > 0 && (
        <Anchor size="sm" className="target" href={`/api/import/${row.id}/refused.csv`} download>
          Refused rows
        </Anchor>
      ),
  },
  {
    id: 'problem',
    title: 'Problem',
    needs: 'wide',
    grows: true,
    value: (row) => row.problem,
    show: (row) => <span title={row.problem ?? ''}>{row.problem}</span>,
  },
]

/** The files that came in, newest first, each with its refused rows to mend and bring again. */
export function History({ imports }: { imports: readonly PastImport[] }) {
  return (
    <DataTable
      caption="Files that came in before"
      fileName="imports"
      columns={columns}
      rows={imports}
      idOf={(row) => row.id}
      empty={<Empty>Nothing has come in yet. Begin with patients, then coverages, then sessions.</Empty>}
    >
      <Text size="sm" fw={600}>
        What came in before
      </Text>
    </DataTable>
  )
}
