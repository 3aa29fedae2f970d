import type { BaselineProgress, BaselineWithClaims } from '@ballast/server/cycle/insight/types/baseline.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiFailure, uploadForLines, uploadForText } from '../../../ground/api.ts'

// The report lives in this page's memory and nowhere else: the server reads, answers and forgets.

export type Audited = BaselineWithClaims & { readonly files: readonly File[] }
type Line = { readonly progress?: BaselineProgress; readonly result?: BaselineWithClaims }
type Asked = { readonly files: readonly File[]; readonly asOf?: string | undefined }

const auditKey = ['audit']
/** What the server takes at once; bigger folders are for the command line. */
const mostBytes = 200 * 1024 * 1024
const megabytes = (bytes: number): string => `${Math.ceil(bytes / (1024 * 1024)).toLocaleString('en-US')} MB`
const address = (path: string, asOf: string | undefined): string => (asOf ? `${path}?asOf=${asOf}` : path)

async function audit({ files, asOf }: Asked, onProgress: (progress: BaselineProgress) => void): Promise<Audited> {
  const bytes = files.reduce((sum, file) => sum + file.size, 0)
  if (bytes > mostBytes)
    throw new ApiFailure(
      413,
      'too_large',
      `These files are ${megabytes(bytes)} together; a page takes ${megabytes(mostBytes)}. Bring fewer months, or run "npx ballast audit" on the folder, which takes any size.`,
      null,
    )
  let result: BaselineWithClaims | undefined
  await uploadForLines<Line>(address('/audit', asOf), files, (line) => {
    if (line.progress) onProgress(line.progress)
    result ??= line.result
  })
  if (!result) throw new ApiFailure(0, 'broken_off', 'The report did not come to its end. Try again.', null)
  return { ...result, files }
}

export function useAudit() {
  const client = useQueryClient()
  const [progress, setProgress] = useState<BaselineProgress | null>(null)
  const { data } = useQuery<Audited | null>({
    queryKey: auditKey,
    queryFn: () => null,
    initialData: null,
    enabled: false,
    gcTime: Number.POSITIVE_INFINITY,
  })
  const run = useMutation({
    mutationFn: (asked: Asked) => audit(asked, setProgress),
    onSuccess: (audited) => client.setQueryData(auditKey, audited),
    onSettled: () => setProgress(null),
  })
  const page = useMutation({
    mutationFn: ({ files, asOf }: Asked) => uploadForText(address('/audit/page', asOf), files),
  })
  return {
    audited: data,
    progress,
    isBusy: run.isPending,
    error: run.error ?? page.error,
    run: (files: readonly File[], asOf?: string) => run.mutate({ files, asOf }),
    page,
    forget: () => client.setQueryData(auditKey, null),
  }
}
