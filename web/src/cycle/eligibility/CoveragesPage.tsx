import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useAddress } from '../../ground/address.ts'
import { meQuery } from '../../ground/api.ts'
import { type Column, DataTable } from '../../ground/DataTable.tsx'
import { Day } from '../../ground/Day.tsx'
import { Choices, Filters, Find } from '../../ground/Filters.tsx'
import { useList } from '../../ground/list.ts'
import { Money } from '../../ground/Money.tsx'
import { Page } from '../../ground/Page.tsx'
import { Split } from '../../ground/Split.tsx'
import { Answer, Empty, NoneLikeThis } from '../../ground/states.tsx'
import { CoverageDetail } from './Coverage.tsx'
import type { CoverageList, CoverageRow } from './eligibility.ts'

const standing = (row: CoverageRow): string =>
  row.checkedOn === null ? 'not asked' : row.isActive === null ? 'not clear' : row.isActive ? 'active' : 'not active'

const columnsOn = (today: string | null | undefined): readonly Column<CoverageRow>[] => [
  { id: 'patient', title: 'Patient', value: (row) => row.patient, show: (row) => row.patient },
  { id: 'payer', title: 'Plan', needs: 'medium', value: (row) => row.payer, show: (row) => row.payer },
  {
    id: 'standing',
    title: 'Says the payer',
    value: standing,
    show: (row) => (
      <span className={row.isActive === false ? 'losing' : row.isActive ? 'received' : 'needs-you'}>
        {standing(row)}
      </span>
    ),
  },
  {
    id: 'holder',
    title: 'Mental health held by',
    needs: 'wide',
    value: (row) => row.holder,
    show: (row) => row.holder ?? <span className="quiet">the plan</span>,
  },
  {
    id: 'copay',
    title: 'Copay',
    isMoney: true,
    value: (row) => row.copayCents,
    show: (row) => <Money amount={row.copayCents} />,
  },
  {
    id: 'next',
    title: 'Next visit',
    needs: 'medium',
    value: (row) => row.nextVisitOn,
    show: (row) => <Day on={row.nextVisitOn} today={today} />,
  },
  {
    id: 'checked',
    title: 'Asked',
    needs: 'wide',
    value: (row) => row.checkedOn,
    show: (row) => <Day on={row.checkedOn} today={today} />,
  },
  {
    id: 'changed',
    title: 'What changed',
    needs: 'wide',
    value: (row) => row.differences.join('; '),
    show: (row) => row.differences.join('; '),
  },
]

/** Coverages with what was last heard of each. */
export function CoveragesPage() {
  const [{ open, ...filter }, change] = useAddress()
  const navigate = useNavigate()
  const { data: me } = useQuery(meQuery)
  const list = useList<CoverageList, CoverageRow>({ path: '/eligibility', filter, rowsOf: (page) => page.coverages })
  const opened = list.answer.data?.rows.find((row) => row.id === open)
  const isFiltered = Object.keys(filter).length > 0
  const clear = () => void navigate({ to: '/eligibility' })
  return (
    <Page
      title="Coverage"
      about="What the plans said, and what to do"
      actions={
        <Button size="compact-sm" variant="default" component={Link} to="/eligibility/sweeps">
          Nightly questions
        </Button>
      }
    >
      <Filters>
        <Find
          key={filter.search ?? ''}
          label="Last name, or a member number"
          value={filter.search}
          onFind={(search) => change({ search })}
        />
        <Choices
          label="Show"
          value={filter.state}
          onChange={(state) => change({ state })}
          of={[
            { value: 'changed', label: 'Changed' },
            { value: 'inactive', label: 'Not active' },
            { value: 'held-elsewhere', label: 'Held elsewhere' },
            { value: 'unchecked', label: 'Never asked' },
          ]}
        />
      </Filters>
      <Answer of={list.answer}>
        {({ rows }) => (
          <Split
            open={open}
            title={opened ? `${opened.patient}, ${opened.payer}` : 'Coverage'}
            onClose={() => change({ open: undefined })}
            list={
              <DataTable
                caption="Coverages"
                fileName="coverages"
                columns={columnsOn(me?.today)}
                rows={rows}
                idOf={(row) => row.id}
                openId={open}
                sortable={[]}
                onOpen={(row) => change({ open: row.id })}
                empty={
                  isFiltered ? (
                    <NoneLikeThis what="coverage" onClear={clear} />
                  ) : (
                    <Empty>No coverage yet. Import coverages, and their plans are asked by themselves.</Empty>
                  )
                }
                {...list.table}
              />
            }
          >
            {open && <CoverageDetail id={open} />}
          </Split>
        )}
      </Answer>
    </Page>
  )
}
