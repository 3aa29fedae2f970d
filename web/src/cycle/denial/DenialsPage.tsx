import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useAddress } from '../../ground/address.ts'
import { meQuery } from '../../ground/api.ts'
import type { DenialRow, DenialsPage as Denials } from '../../ground/api-types.ts'
import { type Column, DataTable } from '../../ground/DataTable.tsx'
import { Day, Deadline } from '../../ground/Day.tsx'
import { Choices, Filters, Find } from '../../ground/Filters.tsx'
import { useList } from '../../ground/list.ts'
import { dollars, Money } from '../../ground/Money.tsx'
import { Page } from '../../ground/Page.tsx'
import { SavedViews } from '../../ground/SavedViews.tsx'
import { Split } from '../../ground/Split.tsx'
import { Status, statusWord } from '../../ground/Status.tsx'
import { Answer, Empty, NoneLikeThis } from '../../ground/states.tsx'
import { Denial } from './Denial.tsx'

const columnsOn = (today: string | null | undefined): readonly Column<DenialRow>[] => [
  {
    id: 'deadline',
    title: 'Deadline',
    value: (row) => row.deadlineOn,
    show: (row) => <Deadline on={row.deadlineOn} today={today} />,
  },
  {
    id: 'atStake',
    title: 'At stake',
    isMoney: true,
    value: (row) => row.atStakeCents,
    show: (row) => <Money amount={row.atStakeCents} />,
  },
  { id: 'category', title: 'Root cause', value: (row) => row.categoryName, show: (row) => row.categoryName },
  { id: 'patient', title: 'Patient', value: (row) => row.patient, show: (row) => row.patient },
  { id: 'payer', title: 'Payer', needs: 'medium', value: (row) => row.payer, show: (row) => row.payer },
  {
    id: 'serviceOn',
    title: 'Visit',
    needs: 'wide',
    value: (row) => row.serviceOn,
    show: (row) => <Day on={row.serviceOn} />,
  },
  {
    id: 'reasons',
    title: 'Codes',
    needs: 'wide',
    value: (row) => [...row.reasons, ...row.remarks].join(' '),
    show: (row) => [...row.reasons, ...row.remarks].join(' '),
  },
  {
    id: 'state',
    title: 'State',
    needs: 'medium',
    value: (row) => row.state,
    show: (row) => <Status status={row.state} />,
  },
  {
    id: 'owner',
    title: 'For',
    needs: 'wide',
    value: (row) => row.owner,
    show: (row) => row.owner.replaceAll('_', ' '),
  },
  {
    id: 'openedOn',
    title: 'Denied',
    isExtra: true,
    value: (row) => row.openedOn,
    show: (row) => <Day on={row.openedOn} today={today} />,
  },
  {
    id: 'number',
    title: 'Claim number',
    isExtra: true,
    value: (row) => row.controlNumber,
    show: (row) => row.controlNumber,
  },
]

const states = ['open', 'working', 'appealed', 'resubmitted', 'closed']

export function DenialsPage() {
  const [{ open, ...filter }, change] = useAddress()
  const navigate = useNavigate()
  const { data: me } = useQuery(meQuery)
  const denials = useList<Denials, DenialRow>({ path: '/denials', filter, rowsOf: (page) => page.denials })
  const first = denials.answer.data?.first
  const isFiltered = Object.keys(filter).some((name) => !['sort', 'order'].includes(name))
  const clear = () => void navigate({ to: '/denials' })
  const opened = denials.answer.data?.rows.find((row) => row.id === open)
  return (
    <Page
      title="Denials by root cause"
      about={first && `${dollars(first.atStakeCents)} at stake in this list`}
      actions={<SavedViews list="denials" />}
    >
      <Filters>
        <Find
          key={filter.search ?? ''}
          label="Last name, or a claim number"
          value={filter.search}
          onFind={(search) => change({ search })}
        />
        <Choices
          label="State"
          value={filter.state}
          onChange={(state) => change({ state })}
          of={states.flatMap((value) => {
            const count = first?.states.find(({ id }) => id === value)?.count ?? 0
            return count > 0 || value === filter.state ? [{ value, label: statusWord(value), count }] : []
          })}
        />
        <Choices
          label="Root cause"
          value={filter.category}
          onChange={(category) => change({ category })}
          of={(first?.categories ?? []).map(({ id, name, count }) => ({ value: id, label: name, count }))}
        />
        {isFiltered && (
          <Button size="compact-sm" variant="subtle" onClick={clear}>
            Clear filters
          </Button>
        )}
      </Filters>
      <Answer of={denials.answer}>
        {({ rows }) => (
          <Split
            open={open}
            title={opened ? `${opened.categoryName}: ${opened.patient}` : 'Denial'}
            onClose={() => change({ open: undefined })}
            list={
              <DataTable
                caption="Denials"
                fileName="denials"
                columns={columnsOn(me?.today)}
                rows={rows}
                idOf={(row) => row.id}
                openId={open}
                amount={(row) => row.atStakeCents}
                sort={{ by: filter.sort ?? 'deadline', order: filter.order === 'desc' ? 'desc' : 'asc' }}
                sortable={['deadline', 'atStake', 'patient', 'payer', 'serviceOn', 'openedOn']}
                onSort={({ by, order }) => change({ sort: by, order })}
                onOpen={(row) => change({ open: row.id })}
                empty={
                  isFiltered ? (
                    <NoneLikeThis what="denial" onClear={clear} />
                  ) : (
                    <Empty>No denial waits for anybody. New ones come in with the payers' files.</Empty>
                  )
                }
                {...denials.table}
              />
            }
          >
            {open && <Denial id={open} />}
          </Split>
        )}
      </Answer>
    </Page>
  )
}
