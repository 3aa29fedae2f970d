import type { sentFiles } from '@ballast/server/cycle/claim/actions/watch-batches.ts'
import { Anchor } from '@mantine/core'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ask, meQuery } from '../../ground/api.ts'
import type { Of } from '../../ground/api-types.ts'
import { type Column, DataTable } from '../../ground/DataTable.tsx'
import { Day } from '../../ground/Day.tsx'
import { Money } from '../../ground/Money.tsx'
import { Page } from '../../ground/Page.tsx'
import { Status } from '../../ground/Status.tsx'
import { Answer, Empty } from '../../ground/states.tsx'

type Files = Of<typeof sentFiles>
type FileRow = Files['files'][number]

const filesQuery = queryOptions({
  queryKey: ['claims', 'files'],
  queryFn: () => ask<Files>('/claims/files?limit=200'),
})

const arrived = (row: FileRow): string => (row.isAcknowledged ? 'Yes' : row.late === 'no-999' ? 'No word' : 'Not yet')
const late = { 'no-999': 'No word that it arrived', 'no-277ca': 'Claims without an answer' } as const

const columnsOn = (today: string | null | undefined): readonly Column<FileRow>[] => [
  { id: 'sentOn', title: 'Sent', value: (row) => row.sentOn, show: (row) => <Day on={row.sentOn} today={today} /> },
  { id: 'file', title: 'File', grows: true, value: (row) => row.file, show: (row) => row.file },
  { id: 'partner', title: 'To', needs: 'medium', value: (row) => row.partner, show: (row) => row.partner },
  {
    id: 'claims',
    title: 'Claims',
    isNumber: true,
    value: (row) => row.claims,
    show: (row) => row.claims.toLocaleString('en-US'),
  },
  {
    id: 'charge',
    title: 'Charge',
    isMoney: true,
    value: (row) => row.chargeCents,
    show: (row) => <Money amount={row.chargeCents} />,
  },
  { id: 'state', title: 'State', value: (row) => row.state, show: (row) => <Status status={row.state} /> },
  { id: 'arrived', title: 'Arrived (999)', value: arrived, show: arrived },
  {
    id: 'silent',
    title: 'No answer (277CA)',
    isNumber: true,
    value: (row) => row.silent,
    show: (row) => row.silent.toLocaleString('en-US'),
  },
  {
    id: 'late',
    title: 'Late',
    value: (row) => (row.late ? late[row.late] : ''),
    show: (row) => row.late && <span className="needs-you">{late[row.late]}</span>,
  },
]

/** The files of claims that left, and whether anybody has said that they arrived. */
export function FilesPage() {
  const files = useQuery(filesQuery)
  const { data: me } = useQuery(meQuery)
  return (
    <Page
      title="Files sent"
      about="What left in the last year, and what came back on it"
      actions={
        <Anchor component={Link} to="/remittances/waiting" search={{ kind: 'acknowledgment' } as never} size="sm">
          Acknowledgments nobody could place
        </Anchor>
      }
    >
      <Answer of={files}>
        {(it) => (
          <DataTable
            caption="Files sent"
            fileName="files-sent"
            columns={columnsOn(me?.today)}
            rows={it.files}
            idOf={(row) => row.id}
            amount={(row) => row.chargeCents}
            isMain
            empty={<Empty>No file has left yet. Ready claims go with the next one.</Empty>}
          />
        )}
      </Answer>
    </Page>
  )
}
