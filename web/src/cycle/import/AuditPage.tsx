import { Stack, Title } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { auditFiles } from '../../ground/api.ts'
import { DropFiles } from '../../ground/DropFiles.tsx'
import { Failure } from '../../ground/states.tsx'

export function AuditPage() {
  const run = useMutation({ mutationFn: auditFiles })
  return (
    <Stack>
      <Title order={1}>Audit the files you already have</Title>
      <DropFiles onFiles={(files) => files.length > 0 && run.mutate(files)} isBusy={run.isPending}>
        Drop your 835, 837 and 277CA files here. Nothing leaves this machine.
      </DropFiles>
      {run.error && <Failure error={run.error} />}
      {run.data && (
        <pre className="segments panel" style={{ padding: 16 }}>
          {JSON.stringify(run.data, null, 2)}
        </pre>
      )}
    </Stack>
  )
}
