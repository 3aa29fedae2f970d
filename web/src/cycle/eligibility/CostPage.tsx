import { Button, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useAddress } from '../../ground/address.ts'
import { meQuery } from '../../ground/api.ts'
import { dayText } from '../../ground/Day.tsx'
import { dollars, Money, moneyText } from '../../ground/Money.tsx'
import { Facts, Page, Part } from '../../ground/Page.tsx'
import { Answer, Empty, Failure } from '../../ground/states.tsx'
import { done } from '../../ground/toast.ts'
import { agree, type Cost, costQuery } from './eligibility.ts'

const names = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
const monthText = (month: string): string => `${names[Number(month.slice(5, 7)) - 1]} ${month.slice(0, 4)}`

/** The financial counselor's page: what regular care will cost this patient, month by month, and what they agreed to. */
export function CostPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const [{ visits }, change] = useAddress()
  const each = Number(visits ?? 4)
  const cost = useQuery(costQuery(id, each))
  return (
    <Page
      title={cost.data ? `What care will cost ${cost.data.patient}` : 'What care will cost'}
      about={cost.data?.checkedOn && `an estimate from what ${cost.data.payer} said on ${dayText(cost.data.checkedOn)}`}
      actions={
        <Button size="compact-sm" variant="default" component={Link} to={`/eligibility/${id}`}>
          The coverage
        </Button>
      }
    >
      <Group gap="sm" className="no-print">
        <NumberInput
          label="Visits a month"
          min={1}
          max={31}
          w={140}
          value={each}
          onChange={(value) => change({ visits: String(value || 1) })}
        />
      </Group>
      <Answer of={cost}>
        {(it) =>
          it.months === null ? (
            <Empty
              action={
                <Button component={Link} to={`/eligibility/${id}`} variant="default">
                  Open the coverage
                </Button>
              }
            >
              {it.allowed === null
                ? `The contract rate of ${it.payer} for therapy is not known, so nothing can be estimated.`
                : `${it.payer} has not said what the patient pays. Ask or call first: nothing said is not zero.`}
            </Empty>
          ) : (
            <Estimate id={id} it={it} months={it.months} />
          )
        }
      </Answer>
    </Page>
  )
}

function Estimate({ id, it, months }: { id: string; it: Cost; months: NonNullable<Cost['months']> }) {
  const most = Math.max(1, ...months.map((month) => month.patient + month.plan))
  const year = months.slice(0, 12).reduce((all, month) => all + month.patient, 0)
  const { data: me } = useQuery(meQuery)
  return (
    <Stack gap="sm">
      <Text fw={600}>
        About {dollars(year)} in the next twelve months; ${moneyText(months[0]?.patient ?? 0)} this month.
      </Text>
      <Part title="Month by month" isFlush>
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">Month</th>
              <th scope="col" className="number">
                Patient
              </th>
              <th scope="col" className="number medium">
                Plan
              </th>
              <th scope="col" className="number">
                Deductible left
              </th>
              <th scope="col" className="wide" aria-label="Shares" />
            </tr>
          </thead>
          <tbody>
            {months.map((month) => (
              <tr key={month.month}>
                <th scope="row">
                  {monthText(month.month)}
                  {month.month.endsWith('-01') && month.deductibleLeft !== null && (
                    <span className="needs-you"> the deductible begins again</span>
                  )}
                </th>
                <td className="number">
                  <Money amount={month.patient} />
                </td>
                <td className="number medium">
                  <Money amount={month.plan} />
                </td>
                <td className="number">
                  <Money amount={month.deductibleLeft} />
                </td>
                <td className="wide">
                  <div className="limit-bar" aria-hidden>
                    <span style={{ width: `${(month.patient * 100) / most}%`, background: 'var(--needs-you)' }} />
                    <span style={{ width: `${(month.plan * 100) / most}%`, background: 'var(--accent)' }} />
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Part>
      <Part title="What it rests on">
        <Facts
          of={[
            ['Contract rate', it.allowed && `$${moneyText(it.allowed.amount)} for ${it.allowed.code}`],
            ...it.facts.map((fact) => [fact.title, `${fact.words} (${fact.by})`] as const),
          ]}
        />
        <Text size="sm" className="quiet">
          An estimate, not a promise: what the plan decides for each visit counts.
        </Text>
      </Part>
      {it.agreements.length > 0 && (
        <Part title="What was agreed">
          <ol className="timeline">
            {it.agreements.map((one) => (
              <li key={one.id}>
                <Text size="sm" className="quiet">
                  {dayText(one.agreedOn)}, {one.agreedBy} {one.how.replaceAll('_', ' ')}, told by {one.toldBy}
                </Text>
                <Text size="sm">{one.words}</Text>
              </li>
            ))}
          </ol>
        </Part>
      )}
      {me?.permissions.includes('intake.work') && <Consent id={id} it={it} />}
    </Stack>
  )
}

function Consent({ id, it }: { id: string; it: Cost }) {
  const client = useQueryClient()
  const [agreedBy, setAgreedBy] = useState(it.patient)
  const [how, setHow] = useState<string | null>('in_person')
  const [monthly, setMonthly] = useState<string | number>('')
  const save = useMutation({
    mutationFn: () =>
      agree(id, {
        visitsPerMonth: it.visitsPerMonth,
        monthlyCents: monthly === '' ? null : Math.round(Number(monthly) * 100),
        agreedBy,
        how,
      }),
    onSuccess: async () => {
      await client.invalidateQueries()
      done('Kept, in these words.')
    },
  })
  return (
    <Part title="The patient was told and agrees">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <Group align="flex-end" gap="sm">
          <TextInput
            label="Who agrees"
            required
            value={agreedBy}
            onChange={(event) => setAgreedBy(event.currentTarget.value)}
          />
          <Select
            label="How"
            w={150}
            allowDeselect={false}
            data={[
              { value: 'in_person', label: 'in person' },
              { value: 'by_phone', label: 'by phone' },
              { value: 'in_writing', label: 'in writing' },
            ]}
            value={how}
            onChange={setHow}
          />
          <NumberInput
            label="Fixed amount a month, if agreed"
            w={220}
            prefix="$"
            min={0}
            decimalScale={2}
            hideControls
            value={monthly}
            onChange={setMonthly}
          />
          <Button type="submit" loading={save.isPending}>
            Keep the agreement
          </Button>
        </Group>
        {save.error && <Failure error={save.error} />}
      </form>
    </Part>
  )
}
