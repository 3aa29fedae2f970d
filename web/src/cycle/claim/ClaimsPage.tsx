import { Button } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useAddress } from '../../ground/address.ts'
import { meQuery, releaseClaim, sendReadyClaims, unsendBatch, voidClaim } from '../../ground/api.ts'
import type { ClaimRow, ClaimsPage as Claims, Permission } from '../../ground/api-types.ts'
import type { BatchAction } from '../../ground/Batch.tsx'
import { type Column, DataTable } from '../../ground/DataTable.tsx'
import { Day } from '../../ground/Day.tsx'
import { Choices, Filters, Find } from '../../ground/Filters.tsx'
import { useList } from '../../ground/list.ts'
import { centsOf, dollars, Money } from '../../ground/Money.tsx'
import { Page } from '../../ground/Page.tsx'
import { SavedViews } from '../../ground/SavedViews.tsx'
import { Split } from '../../ground/Split.tsx'
import { Status, statusWord } from '../../ground/Status.tsx'
import { Answer, Empty, NoneLikeThis } from '../../ground/states.tsx'
import { done, notDone } from '../../ground/toast.ts'
import { Claim } from './Claim.tsx'

const columns: readonly Column<ClaimRow>[] = [
  { id: 'service_on', title: 'Visit', value: (row) => row.on, show: (row) => <Day on={row.on} /> },
  { id: 'patient', title: 'Patient', value: (row) => row.patient, show: (row) => row.patient },
  { id: 'status', title: 'Status', value: (row) => row.status, show: (row) => <Status status={row.status} /> },
  {
    id: 'finding',
    title: 'Why it stopped',
    needs: 'wide',
    grows: true,
    value: (row) => row.firstFinding,
    show: (row) => <span title={row.firstFinding ?? ''}>{row.firstFinding}</span>,
  },
  { id: 'payer', title: 'Payer', needs: 'medium', value: (row) => row.payer, show: (row) => row.payer },
  {
    id: 'codes',
    title: 'Codes',
    needs: 'wide',
    value: (row) => row.codes.join(' '),
    show: (row) => row.codes.join(' '),
  },
  {
    id: 'charge',
    title: 'Charge',
    isMoney: true,
    value: (row) => centsOf(row.charge),
    show: (row) => <Money amount={centsOf(row.charge)} />,
  },
  {
    id: 'expected',
    title: 'Expected',
    isMoney: true,
    needs: 'wide',
    value: (row) => centsOf(row.expected),
    show: (row) => <Money amount={centsOf(row.expected)} />,
  },
  { id: 'clinician', title: 'Clinician', needs: 'wide', value: (row) => row.clinician, show: (row) => row.clinician },
  {
    id: 'number',
    title: 'Claim number',
    isExtra: true,
    value: (row) => row.controlNumber,
    show: (row) => row.controlNumber,
  },
]

const shownStatuses = ['held', 'rejected', 'ready', 'silent', 'sent', 'accepted', 'denied', 'paid', 'closed', 'void']

const actionsFor = (may: (permission: Permission) => boolean, refresh: () => void): BatchAction<ClaimRow>[] => [
  ...(may('claim.release')
    ? [
        {
          id: 'release',
          verb: 'Release',
          noun: ['claim', 'claims'] as const,
          reason: 'Why they may go as they are',
          skips: (row: ClaimRow) =>
            row.status !== 'held'
              ? `is ${statusWord(row.status).toLowerCase()}, not held`
              : row.isReleasable
                ? null
                : 'has a finding that must be fixed first',
          run: (row: ClaimRow, reason: string) => releaseClaim(row.id, reason, row.version),
          onDone: refresh,
        },
      ]
    : []),
  ...(may('claim.work')
    ? [
        {
          id: 'void',
          verb: 'Take back',
          noun: ['claim', 'claims'] as const,
          reason: 'Why they are taken back',
          skips: (row: ClaimRow) =>
            ['draft', 'held', 'ready', 'rejected'].includes(row.status)
              ? null
              : `is ${statusWord(row.status).toLowerCase()}: a payer has it`,
          run: (row: ClaimRow, reason: string) => voidClaim(row.id, reason, row.version),
          onDone: refresh,
        },
      ]
    : []),
]

export function ClaimsPage() {
  const [{ open, ...filter }, change] = useAddress()
  const navigate = useNavigate()
  const { data: me } = useQuery(meQuery)
  const claims = useList<Claims, ClaimRow>({
    path: '/claims',
    filter: { sort: 'service_on', order: 'desc', ...filter },
    rowsOf: (page) => page.claims,
  })
  const may = (permission: Permission): boolean => me?.permissions.includes(permission) ?? false
  const isFiltered = Object.keys(filter).some((name) => !['sort', 'order'].includes(name))
  const clear = () => void navigate({ to: '/claims' })
  const opened = claims.answer.data?.rows.find((row) => row.id === open)
  return (
    <Page
      title="Claims"
      about={claims.answer.data && `${dollars(centsOf(claims.answer.data.first.charge) ?? 0)} charged in this list`}
      actions={
        <>
          {may('claim.work') && <Send onSent={claims.refresh} />}
          <Button component={Link} to="/claims/files" size="compact-sm" variant="default">
            Files sent
          </Button>
          <SavedViews list="claims" />
        </>
      }
    >
      <Filters>
        <Find
          key={filter.search ?? ''}
          label="Last name, or a claim number"
          value={filter.search}
          onFind={(search) => change({ search })}
        />
        <Choices
          label="Status"
          value={filter.status}
          onChange={(status) => change({ status })}
          of={shownStatuses.flatMap((value) => {
            const count = claims.answer.data?.first.statuses.find(({ id }) => id === value)?.count ?? 0
            return count > 0 || value === filter.status ? [{ value, label: statusWord(value), count }] : []
          })}
        />
        {isFiltered && (
          <Button size="compact-sm" variant="subtle" onClick={clear}>
            Clear filters
          </Button>
        )}
      </Filters>
      <Answer of={claims.answer}>
        {({ rows }) => (
          <Split
            open={open}
            title={opened?.patient ?? 'Claim'}
            onClose={() => change({ open: undefined })}
            list={
              <DataTable
                caption="Claims"
                fileName="claims"
                columns={columns}
                rows={rows}
                idOf={(row) => row.id}
                openId={open}
                amount={(row) => centsOf(row.charge)}
                sort={{ by: filter.sort ?? 'service_on', order: filter.order === 'asc' ? 'asc' : 'desc' }}
                sortable={['service_on', 'patient', 'payer', 'charge', 'status']}
                onSort={({ by, order }) => change({ sort: by, order })}
                onOpen={(row) => change({ open: row.id })}
                actions={actionsFor(may, claims.refresh)}
                empty={
                  isFiltered ? (
                    <NoneLikeThis what="claim" onClear={clear} />
                  ) : (
                    <Empty action={<Link to="/import">Bring in visits</Link>}>
                      There are no claims yet. They are drafted by themselves from signed visits.
                    </Empty>
                  )
                }
                {...claims.table}
              />
            }
          >
            {open && <Claim id={open} isBeside />}
          </Split>
        )}
      </Answer>
    </Page>
  )
}

/** Puts every ready claim into files. They stay here for a minute, so that it can be thought better of. */
function Send({ onSent }: { onSent: () => unknown }) {
  const send = useMutation({
    mutationFn: sendReadyClaims,
    onSuccess: async ({ batches }) => {
      await onSent()
      if (batches.length === 0) return done('No claim is ready to go.')
      const files = `${batches.length} ${batches.length === 1 ? 'file' : 'files'}`
      done(
        `${files} made; they leave in a minute.`,
        async () => {
          await Promise.all(batches.map(unsendBatch)).catch(notDone)
          await onSent()
        },
        55_000,
      )
    },
    onError: notDone,
  })
  return (
    <Button size="compact-sm" loading={send.isPending} onClick={() => send.mutate()}>
      Send ready claims
    </Button>
  )
}
