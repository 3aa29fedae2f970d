import type { myMonth } from '@ballast/server/cycle/wellbeing/actions/month.ts'
import { Anchor, Button, Group, Text } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useAddress } from '../../ground/address.ts'
import { ask } from '../../ground/api.ts'
import type { Of } from '../../ground/api-types.ts'
import { type Column, DataTable } from '../../ground/DataTable.tsx'
import { Day, dayText } from '../../ground/Day.tsx'
import { Money, moneyText } from '../../ground/Money.tsx'
import { Facts, Page, Part } from '../../ground/Page.tsx'
import { Answer, Empty } from '../../ground/states.tsx'

type Month = Of<typeof myMonth>
type Visit = Month['visits'][number]

const monthQuery = (month: string | undefined) =>
  queryOptions({
    queryKey: ['my month', month ?? ''],
    queryFn: () => ask<Month>(`/wellbeing/month${month === undefined ? '' : `?month=${month}`}`),
  })

const monthText = (month: string): string => dayText(`${month}-01`).replace(' 1,', '')
const beside = (month: string, by: number): string => {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + by
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`
}

/** A clinician's own month: what they gave, what became of it, in words, and what is still open with whom. */
export function MonthPage() {
  const [{ month }, change] = useAddress()
  const found = useQuery(monthQuery(month))
  const shown = found.data?.month
  const turn = (by: number) => shown && change({ month: beside(shown, by) })
  return (
    <Page
      title="My month"
      about={shown && `${monthText(shown)}. Only you see this page.`}
      actions={
        <Group gap={4} className="no-print">
          <Button variant="default" size="xs" aria-label="The month before" onClick={() => turn(-1)}>
            <IconChevronLeft size={14} />
          </Button>
          <Button
            variant="default"
            size="xs"
            aria-label="The month after"
            disabled={shown === undefined || shown >= (found.data?.today.slice(0, 7) ?? '')}
            onClick={() => turn(1)}
          >
            <IconChevronRight size={14} />
          </Button>
        </Group>
      }
    >
      <Answer of={found}>{(it) => (it.isClinician ? <Figures of={it} /> : <NotAClinician />)}</Answer>
    </Page>
  )
}

const NotAClinician = () => (
  <div className="panel">
    <Empty>This page is each clinician's own. You are not entered as a clinician of this practice.</Empty>
  </div>
)

function Figures({ of: it }: { of: Month }) {
  const navigate = useNavigate()
  return (
    <>
      <Part title="In short">
        <Facts
          of={[
            ['Visits given', `${it.delivered}${it.missed > 0 ? `, and ${it.missed} missed or called off late` : ''}`],
            [
              'Notes to sign',
              it.unsigned > 0 && <Anchor component={Link} to="/notes">{`${it.unsigned} to sign`}</Anchor>,
            ],
            ['Billed', `$${moneyText(it.billed.cents)} for ${it.billed.visits} visits`],
            ['Paid so far', `$${moneyText(it.paid.cents)} for ${it.paid.visits} visits`],
            ['Open with patients', it.patientsOweCents > 0 && `$${moneyText(it.patientsOweCents)}`],
            [
              'Open with plans',
              it.plans.length > 0 &&
                it.plans.map(({ payer, visits, cents }) => (
                  <div key={payer}>
                    {payer}: ${moneyText(cents)} for {visits} {visits === 1 ? 'visit' : 'visits'}
                  </div>
                )),
            ],
          ]}
        />
        <Text size="sm" className="quiet">
          Amounts are what the practice charges and what has come in, not your pay. A plan usually takes a part off by
          contract.
        </Text>
      </Part>
      <DataTable
        caption={`${it.visits.length} visits`}
        fileName={`my-month-${it.month}`}
        columns={columns(it.today)}
        rows={it.visits}
        idOf={(row) => row.id}
        sort={{ by: 'on', order: 'desc' }}
        onOpen={(row) => void navigate({ to: '/notes/$id', params: { id: row.id } })}
        empty={<Empty>No visit was kept in {monthText(it.month)}.</Empty>}
      />
    </>
  )
}

const columns = (today: string): readonly Column<Visit>[] => [
  { id: 'on', title: 'Visit', value: (row) => row.on, show: (row) => <Day on={row.on} today={today} /> },
  { id: 'patient', title: 'Patient', value: (row) => row.patient, show: (row) => row.patient },
  { id: 'service', title: 'Service', needs: 'wide', value: (row) => row.service, show: (row) => row.service },
  {
    id: 'words',
    title: 'Where it stands',
    grows: true,
    value: (row) => row.words,
    show: (row) => (
      <span className={row.state === 'refused' || row.state === 'note' ? 'needs-you' : undefined} title={row.words}>
        {row.words}
      </span>
    ),
  },
  {
    id: 'expected',
    title: 'Expected',
    needs: 'medium',
    value: (row) => row.expectedOn ?? '',
    show: (row) => (row.expectedOn ? <Day on={row.expectedOn} today={today} /> : ''),
  },
  {
    id: 'paid',
    title: 'Paid',
    isMoney: true,
    value: (row) => row.paid,
    show: (row) => <Money amount={row.paid} />,
  },
]
