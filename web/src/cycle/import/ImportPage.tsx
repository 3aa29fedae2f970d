import { Stack, Text, Title } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { importFiles } from '../../ground/api.ts'
import { DataTable } from '../../ground/DataTable.tsx'
import { DropFiles } from '../../ground/DropFiles.tsx'
import { Empty, Failure } from '../../ground/states.tsx'

export function ImportPage() {
  const client = useQueryClient()
  const run = useMutation({ mutationFn: importFiles, onSuccess: () => client.invalidateQueries() })
  const errors = (run.data?.files ?? []).flatMap((file) => file.errors.map((error) => ({ file: file.name, ...error })))
  return (
    <Stack>
      <Title order={1}>Import</Title>
      <DropFiles onFiles={(files) => files.length > 0 && run.mutate(files)} isBusy={run.isPending}>
        Drop files of your EHR (CSV) or of your payers (835, 277CA, 999) here. The same file twice changes nothing.
      </DropFiles>
      {run.error && <Failure error={run.error} />}
      <div role="status">
        {run.isPending && <Text>Reading…</Text>}
        {run.data?.files.map((file) => (
          <Text key={file.name}>
            {file.name}: {file.taken.toLocaleString('en-US')} of {file.rows.toLocaleString('en-US')} rows taken,{' '}
            {file.kind}
          </Text>
        ))}
      </div>
      {errors.length > 0 && (
        <DataTable
          caption="Rows that were not taken"
          fileName="rows-not-taken"
          columns={[
            { id: 'file', title: 'File', value: (row) => row.file, show: (row) => row.file },
            { id: 'row', title: 'Row', isNumber: true, value: (row) => row.row, show: (row) => row.row },
            { id: 'message', title: 'Why', value: (row) => row.message, show: (row) => row.message },
          ]}
          rows={errors}
          idOf={(row) => `${row.file}-${row.row}-${row.message}`}
          empty={<Empty>Every row was taken.</Empty>}
        />
      )}
    </Stack>
  )
}
