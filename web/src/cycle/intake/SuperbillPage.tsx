import { lastOfMonth, type PlainDate } from '@ballast/kernel'
import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { meQuery } from '../../ground/api.ts'
import { phoneText } from '../../ground/contact.ts'
import { Day, dayText } from '../../ground/Day.tsx'
import { Address, Letter } from '../../ground/Letter.tsx'
import { Money, moneyText } from '../../ground/Money.tsx'
import { Page, Part } from '../../ground/Page.tsx'
import { Answer, Empty, Failure } from '../../ground/states.tsx'
import { done } from '../../ground/toast.ts'
import { giveSuperbill, type Superbills, superbillQuery } from './patients.ts'

type Bill = Superbills['bills'][number]

/** What a patient out of network gives their plan to be paid back: a month of visits, or the visit of one day. */
export function SuperbillPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { data: me } = useQuery(meQuery)
  return me?.today ? <OfMonth id={id} today={me.today} /> : null
}

function OfMonth({ id, today }: { id: string; today: string }) {
  const search = useSearch({ strict: false }) as { month?: string; day?: string }
  const navigate = useNavigate()
  const month = /^\d{4}-\d{2}$/.test(search.month ?? '') ? (search.month ?? '') : today.slice(0, 7)
  const from = search.day ?? `${month}-01`
  const until = search.day ?? lastOfMonth(`${month}-01` as PlainDate)
  const bills = useQuery(superbillQuery(id, from, until))
  const show = (what: { month: string }) => void navigate({ to: '.', search: what as never, replace: true })
  return (
    <Page
      title="Superbill"
      about={bills.data?.patient}
      actions={
        <>
          <Button size="compact-sm" variant="default" component={Link} to={`/patients/${id}`}>
            Patient
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => window.print()}>
            Print
          </Button>
        </>
      }
    >
      <Stack gap="sm">
        <Group className="no-print" gap="sm" align="end">
          <TextInput
            label="Month"
            type="month"
            size="xs"
            value={month}
            onChange={(event) => event.currentTarget.value && show({ month: event.currentTarget.value })}
          />
          {search.day && (
            <Button size="xs" variant="default" onClick={() => show({ month: from.slice(0, 7) })}>
              The whole month
            </Button>
          )}
        </Group>
        <Answer of={bills}>
          {(it) => (
            <Stack gap="sm">
              {it.bills.length === 0 && (
                <Empty>
                  No visit of these days was charged out of network. A superbill is given where the card says that the
                  payer sends its money to the patient; a visit billed to a plan has none.
                </Empty>
              )}
              {it.bills.map((bill) => (
                <Stack key={bill.coverageId} gap="sm">
                  <Words id={id} it={it} bill={bill} />
                  <Give id={id} it={it} bill={bill} />
                </Stack>
              ))}
              <Given it={it} />
            </Stack>
          )}
        </Answer>
      </Stack>
    </Page>
  )
}

const whose: Readonly<Record<string, string>> = {
  self: 'the patient',
  spouse: 'spouse',
  child: 'parent',
  other: 'other',
}

function Words({ id, it, bill }: { id: string; it: Superbills; bill: Bill }) {
  const { practice, patient, plan } = bill
  return (
    <Letter
      from={
        <Address of={practice}>
          <div>{phoneText(practice.phone)}</div>
          <div>
            NPI {practice.npi}, tax id {practice.taxId}
          </div>
        </Address>
      }
      about={
        <>
          <strong>Superbill</strong>
          <div>{dayText(it.on)}</div>
          <div>For {plan.payer}</div>
          <div>This is not a bill: it is for the plan.</div>
        </>
      }
    >
      <Group align="flex-start" gap="xl">
        <Address of={patient}>
          <div>Born {dayText(patient.birthOn)}</div>
        </Address>
        <div>
          <div>Member {plan.memberId}</div>
          {plan.groupNumber && <div>Group {plan.groupNumber}</div>}
          <div>
            Subscriber {plan.subscriber.name}, born {dayText(plan.subscriber.birthOn)}
            {plan.relationship !== 'self' && ` (${whose[plan.relationship]})`}
          </div>
        </div>
      </Group>
      <div className="table-scroll">
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col">Place</th>
              <th scope="col">Service</th>
              <th scope="col">Diagnosis</th>
              <th scope="col" className="number">
                Charged
              </th>
              <th scope="col" className="number">
                Paid
              </th>
            </tr>
          </thead>
          <tbody>
            {bill.visits.map((visit) => (
              <tr key={visit.sessionId}>
                <th scope="row">
                  <Link to={`/patients/${id}/superbill?day=${visit.on}`} style={{ whiteSpace: 'nowrap' }}>
                    {dayText(visit.on)}
                  </Link>
                </th>
                <td>{visit.placeOfService}</td>
                <td>
                  {visit.lines.map((line) => (
                    <div key={line.code}>
                      {[line.code, ...line.modifiers].join('-')}
                      {line.units !== 1 && ` x ${line.units}`}
                      {visit.lines.length > 1 && ` $${moneyText(line.chargeCents)}`}
                    </div>
                  ))}
                </td>
                <td>{visit.diagnoses.join(', ')}</td>
                <td className="number">
                  <Money amount={visit.chargeCents} />
                </td>
                <td className="number">
                  <Money amount={visit.paidCents} />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <td colSpan={4}>Together</td>
              <td className="number">
                <Money amount={bill.chargeCents} />
              </td>
              <td className="number">
                <Money amount={bill.paidCents} />
              </td>
            </tr>
          </tfoot>
        </table>
      </div>
      {[...new Map(bill.visits.map((visit) => [visit.clinician.npi, visit])).values()].map((visit) => (
        <Text key={visit.clinician.npi} size="sm">
          Care given by {personText(visit.clinician)}
          {visit.supervisor && `, supervised by ${personText(visit.supervisor)}`}.
        </Text>
      ))}
      <Text size="sm">Place 11 is an office, 10 a patient’s home by video or telephone, 02 elsewhere by video.</Text>
      <Text size="sm" mt="lg">
        Signed _______________________________ on ______________
      </Text>
    </Letter>
  )
}

const personText = (person: Bill['visits'][number]['clinician']): string =>
  [
    `${person.name}, ${person.credential}, NPI ${person.npi}`,
    person.licences.length > 0 ? `licence ${person.licences.join(', ')}` : null,
  ]
    .filter(Boolean)
    .join(', ')

const howWords: Readonly<Record<string, string>> = {
  in_person: 'in person',
  mail: 'by mail',
  secure_message: 'by secure message',
}

function Give({ id, it, bill }: { id: string; it: Superbills; bill: Bill }) {
  const client = useQueryClient()
  const [givenTo, setGivenTo] = useState(bill.patient.name)
  const [how, setHow] = useState('in_person')
  const keep = useMutation({
    mutationFn: () => giveSuperbill(id, { coverageId: bill.coverageId, from: it.from, until: it.until, givenTo, how }),
    onSuccess: async () => {
      await client.invalidateQueries()
      done('Kept.')
    },
  })
  return (
    <form
      className="no-print"
      onSubmit={(event) => {
        event.preventDefault()
        if (client.isMutating() === 0) keep.mutate()
      }}
    >
      <Group align="end" gap="sm">
        <TextInput
          label="Given to"
          size="xs"
          required
          value={givenTo}
          onChange={(event) => setGivenTo(event.currentTarget.value)}
        />
        <Select
          label="How"
          size="xs"
          data={Object.entries(howWords).map(([value, label]) => ({ value, label }))}
          value={how}
          allowDeselect={false}
          onChange={(value) => setHow(value ?? how)}
        />
        <Button type="submit" size="xs" loading={keep.isPending}>
          It was given
        </Button>
      </Group>
      {keep.error && <Failure error={keep.error} />}
    </form>
  )
}

function Given({ it }: { it: Superbills }) {
  if (it.given.length === 0) return null
  return (
    <div className="no-print">
      <Part title="Given before">
        <ol className="plain-list">
          {it.given.map((each) => (
            <li key={each.id}>
              <Day on={each.from} />
              {each.until !== each.from && (
                <>
                  {' '}
                  to <Day on={each.until} />
                </>
              )}
              : ${moneyText(each.chargeCents)} charged, ${moneyText(each.paidCents)} paid; to {each.givenTo},{' '}
              {howWords[each.how]}, on <Day on={each.givenOn} /> by {each.givenBy}
            </li>
          ))}
        </ol>
      </Part>
    </div>
  )
}
