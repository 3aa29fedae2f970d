import { Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { importFiles, importsQuery } from '../../ground/api.ts'
import type { TakenFile } from '../../ground/api-types.ts'
import { type Column, DataTable } from '../../ground/DataTable.tsx'
import { DropFiles } from '../../ground/DropFiles.tsx'
import { Page } from '../../ground/Page.tsx'
import { Answer, Empty } from '../../ground/states.tsx'
import { History } from './History.tsx'
import { Mapping } from './Mapping.tsx'

type Standing = 'waiting' | 'reading' | 'taken' | 'stopped'
type Given = {
  readonly file: File
  readonly standing: Standing
  readonly report: TakenFile | null
  readonly problem: string | null
}

const words: Readonly<Record<Standing, string>> = {
  waiting: 'Waiting',
  reading: 'Reading…',
  taken: 'Taken in',
  stopped: 'Not taken',
}

const columns: readonly Column<Given>[] = [
  { id: 'name', title: 'File', value: (row) => row.file.name, show: (row) => row.file.name },
  {
    id: 'standing',
    title: 'State',
    value: (row) => row.standing,
    show: (row) => (
      <span className={row.standing === 'stopped' ? 'needs-you' : row.standing === 'taken' ? 'received' : 'quiet'}>
        {words[row.standing]}
      </span>
    ),
  },
  {
    id: 'kind',
    title: 'Holds',
    needs: 'medium',
    value: (row) => row.report?.kind ?? null,
    show: (row) => row.report?.kind,
  },
  {
    id: 'rows',
    title: 'Rows',
    isNumber: true,
    value: (row) => row.report?.rows ?? null,
    show: (row) => row.report?.rows.toLocaleString('en-US'),
  },
  {
    id: 'taken',
    title: 'Taken',
    isNumber: true,
    value: (row) => row.report?.taken ?? null,
    show: (row) => row.report?.taken.toLocaleString('en-US'),
  },
  {
    id: 'problem',
    title: 'What is wrong',
    grows: true,
    needs: 'wide',
    value: (row) => row.problem,
    show: (row) => <span title={row.problem ?? ''}>{row.problem}</span>,
  },
]

/** Files come in one after another, each whole by itself: whoever leaves loses only what was still waiting. */
export function ImportPage() {
  const client = useQueryClient()
  const imports = useQuery(importsQuery)
  const [given, setGiven] = useState<readonly Given[]>([])
  const isBusy = given.some(({ standing }) => standing === 'waiting' || standing === 'reading')

  const change = (file: File, changed: Partial<Given>) =>
    setGiven((was) => was.map((each) => (each.file === file ? { ...each, ...changed } : each)))
  const take = async (file: File, told?: { kind: string; columns: Readonly<Record<string, string>> }) => {
    change(file, { standing: 'reading', problem: null })
    try {
      const report = (await importFiles([file], told)).files[0] ?? null
      const whole = report?.errors.find(({ row }) => row === 0)?.message ?? null
      change(file, { report, standing: report && report.taken > 0 ? 'taken' : 'stopped', problem: whole })
    } catch (error) {
      change(file, { standing: 'stopped', problem: (error as Error).message })
    }
  }
  const run = async (files: readonly File[]) => {
    setGiven(files.map((file) => ({ file, standing: 'waiting', report: null, problem: null })))
    for (const file of files) await take(file)
    await client.invalidateQueries()
  }
  const errors = given.flatMap(({ file, report }) =>
    (report?.errors ?? []).filter(({ row }) => row > 0).map((error) => ({ file: file.name, ...error })),
  )
  const done = given.filter(({ standing }) => standing === 'taken' || standing === 'stopped').length

  return (
    <Page title="Import">
      <DropFiles onFiles={(files) => files.length > 0 && void run(files)} isBusy={isBusy}>
        Drop files of your EHR (CSV, FHIR) or of your payers (835, 277CA, 999) here. The same file twice changes
        nothing.
      </DropFiles>
      <div role="status">
        {given.length > 0 && (
          <Text size="sm">
            {done} of {given.length} {given.length === 1 ? 'file' : 'files'} read
            {isBusy && '. You may go on elsewhere: each file that was read stays read.'}
          </Text>
        )}
      </div>
      {given.length > 0 && (
        <DataTable
          caption="Files"
          fileName="files"
          columns={columns}
          rows={given}
          idOf={(row) => `${row.file.name}-${row.file.size}`}
          empty={<Empty>No file.</Empty>}
        />
      )}
      {given.map(
        ({ file, report }) =>
          report?.unmapped && (
            <Mapping
              key={file.name}
              name={file.name}
              kind={report.kind}
              unmapped={report.unmapped}
              onChosen={(chosen) =>
                void take(file, { kind: report.kind, columns: chosen }).then(() => client.invalidateQueries())
              }
            />
          ),
      )}
      {errors.length > 0 && (
        <DataTable
          caption="Rows that were not taken"
          fileName="rows-not-taken"
          columns={[
            { id: 'file', title: 'File', value: (row) => row.file, show: (row) => row.file },
            { id: 'row', title: 'Row', isNumber: true, value: (row) => row.row, show: (row) => row.row },
            { id: 'message', title: 'Why', grows: true, value: (row) => row.message, show: (row) => row.message },
          ]}
          rows={errors}
          idOf={(row) => `${row.file}-${row.row}-${row.message}`}
          empty={<Empty>Every row was taken.</Empty>}
        >
          <Text size="sm" fw={600}>
            Rows that were not taken
          </Text>
        </DataTable>
      )}
      <Answer of={imports}>{({ imports: all }) => <History imports={all} />}</Answer>
    </Page>
  )
}
