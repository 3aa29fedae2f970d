import './authorization.css'
import { Button, Group, NumberInput, Select, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { CodeChip } from '../../ground/CodeChip.tsx'
import { Day } from '../../ground/Day.tsx'
import { Answer, Failure } from '../../ground/states.tsx'
import { Back, FourNumbers } from './AuthorizationsPage.tsx'
import {
  answerFor,
  type ClinicalUpdate,
  enterDecision,
  kindWords,
  moveRequest,
  type RequestDetail,
  requestQuery,
  requestWords,
  sendRequest,
} from './authorizations.ts'
import { ClinicalForm } from './ClinicalForm.tsx'

export function RequestPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const page = useQuery(requestQuery(id))
  return <Answer of={page}>{(it) => <Whole key={it.request.version} it={it} />}</Answer>
}

function Whole({ it }: { it: RequestDetail }) {
  const { request, renews, events } = it
  const client = useQueryClient()
  const act = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSuccess: () => client.invalidateQueries({ queryKey: ['authorizations'] }),
  })
  const isOpen = ['draft', 'ready', 'rejected'].includes(request.status)
  return (
    <Stack>
      <Back />
      <Group justify="space-between" align="flex-start" className="no-print">
        <div>
          <Title order={1}>{request.patient}</Title>
          <Text>
            {kindWords[request.kind]}, {request.payer}: {request.units} visits, <Day on={request.from} /> to{' '}
            <Day on={request.until} />
          </Text>
          <Text fw={600}>{requestWords[request.status]}.</Text>
        </div>
        <Group gap="xs">
          {request.status === 'ready' && (
            <>
              <Button onClick={() => act.mutate(() => sendRequest(request.id, '278'))} loading={act.isPending}>
                Send to the payer
              </Button>
              <Button variant="default" onClick={() => act.mutate(() => sendRequest(request.id, 'fax'))}>
                I sent it by fax
              </Button>
              <Button variant="default" onClick={() => act.mutate(() => sendRequest(request.id, 'portal'))}>
                I entered it in the portal
              </Button>
            </>
          )}
          <Button variant="default" onClick={() => window.print()}>
            Print the packet
          </Button>
          {isOpen && (
            <Button
              variant="subtle"
              color="red"
              onClick={() => act.mutate(() => moveRequest(request.id, 'cancelled', 'Called off by the desk'))}
            >
              Call off
            </Button>
          )}
        </Group>
      </Group>
      {act.error && <Failure error={act.error} />}
      <Text className="no-print">
        Due <Day on={request.dueOn} today={it.today} />; covered until <Day on={request.lapsesOn} today={it.today} />.
        {request.followUpOn && (
          <>
            {' '}
            Look again <Day on={request.followUpOn} today={it.today} />.
          </>
        )}
        {request.deadlineOn && (
          <>
            {' '}
            A call between doctors can be asked for until <Day on={request.deadlineOn} today={it.today} />.
          </>
        )}
      </Text>
      {renews && (
        <Group gap="lg" className="no-print">
          <Text>Carries on {renews.number}</Text>
          <FourNumbers of={renews} />
        </Group>
      )}
      {isOpen && it.missing.length > 0 && (
        <details className="panel no-print" style={{ padding: 12 }}>
          <summary className="needs-you">The clinical update is open. Enter it for {request.clinician}</summary>
          <ClinicalForm
            questions={it.questions}
            start={{
              perWeek: request.perWeek,
              visits: request.units,
              diagnoses: request.diagnoses,
              ...request.clinical,
            }}
            today={it.today}
            submit="Keep the update"
            isBusy={act.isPending}
            onSubmit={(update: Partial<ClinicalUpdate>) =>
              act.mutate(() => answerFor(request.id, update, request.version))
            }
          />
        </details>
      )}
      {['draft', 'ready', 'sent', 'pended', 'contact', 'denied'].includes(request.status) && (
        <DecisionForm it={it} onSubmit={(decision) => act.mutate(() => enterDecision(request.id, decision))} />
      )}
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Packet it={it} />
        <section aria-labelledby="happened" className="no-print">
          <Title order={2} id="happened" mb="sm">
            What happened
          </Title>
          <ol className="timeline">
            {events.map((event) => (
              <li key={`${event.on} ${event.kind} ${event.summary}`}>
                <Text size="sm" className="quiet">
                  <Day on={event.on} />, {event.actor}
                </Text>
                <Text>{event.summary}</Text>
              </li>
            ))}
          </ol>
        </section>
      </SimpleGrid>
    </Stack>
  )
}

const outcomes = [
  { value: 'approved', label: 'Approved' },
  { value: 'modified', label: 'Approved with other terms' },
  { value: 'partial', label: 'Approved in part' },
  { value: 'pended', label: 'Still deciding' },
  { value: 'denied', label: 'Denied' },
  { value: 'not_required', label: 'Says none is needed' },
]

function DecisionForm({ it: { request }, onSubmit }: { it: RequestDetail; onSubmit: (decision: object) => void }) {
  const [outcome, setOutcome] = useState('approved')
  const [source, setSource] = useState('phone')
  const [number, setNumber] = useState('')
  const [units, setUnits] = useState<number | string>(request.units)
  const [from, setFrom] = useState<string>(request.from)
  const [until, setUntil] = useState<string>(request.until)
  const isGiven = ['approved', 'modified', 'partial'].includes(outcome)
  return (
    <details className="panel no-print" style={{ padding: 12 }}>
      <summary>Enter what the payer decided</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          onSubmit({
            outcome,
            source,
            ...(isGiven ? { number: number || null, units: Number(units) || null, from, until } : {}),
          })
        }}
      >
        <Group mt="sm" align="flex-end" gap="xs">
          <Select
            label="Decision"
            data={outcomes}
            value={outcome}
            onChange={(value) => setOutcome(value ?? 'approved')}
            w={200}
            allowDeselect={false}
          />
          <Select
            label="Learned by"
            data={['phone', 'portal', 'fax', 'letter']}
            value={source}
            onChange={(value) => setSource(value ?? 'phone')}
            w={110}
            allowDeselect={false}
          />
          {isGiven && (
            <>
              <TextInput
                label="Number"
                required
                value={number}
                onChange={(event) => setNumber(event.currentTarget.value)}
              />
              <NumberInput label="Visits" min={1} w={90} value={units} onChange={setUnits} />
              <TextInput
                label="From"
                type="date"
                value={from}
                onChange={(event) => setFrom(event.currentTarget.value)}
              />
              <TextInput
                label="Until"
                type="date"
                value={until}
                onChange={(event) => setUntil(event.currentTarget.value)}
              />
            </>
          )}
          <Button type="submit">Keep the decision</Button>
        </Group>
      </form>
    </details>
  )
}

/** What goes by fax, or is typed into a portal: what the payer needs and nothing else. */
function Packet({ it: { packet, request, questions } }: { it: RequestDetail }) {
  const { clinical } = request
  const facts: readonly (readonly [string, string])[] = [
    [
      'Practice',
      `${packet.practice.name}, NPI ${packet.practice.npi}, tax id ${packet.practice.taxId}\n${packet.practice.address}, ${packet.practice.phone}`,
    ],
    ['Clinician', `${packet.clinician.name}, ${packet.clinician.credential}, NPI ${packet.clinician.npi}`],
    [
      'Patient',
      `${packet.patient.name}, born ${packet.patient.birthOn}, member ${packet.patient.memberId}${packet.patient.groupNumber ? `, group ${packet.patient.groupNumber}` : ''}`,
    ],
    [
      'Asked for',
      `${request.units} visits, ${request.perWeek} a week, ${request.from} to ${request.until}${request.renewsNumber ? `, carrying on ${request.renewsNumber}` : ''}`,
    ],
    ...(request.retroReason ? [['Why afterwards', request.retroReason] as const] : []),
  ]
  const said = (field: string): string => {
    const value = clinical[field as keyof ClinicalUpdate]
    if (field === 'measures')
      return (clinical.measures ?? []).map((measure) => `${measure.name}: ${measure.score} (${measure.on})`).join('\n')
    return Array.isArray(value) ? value.join(', ') : String(value ?? '')
  }
  return (
    <section className="packet" aria-labelledby="packet">
      <Title order={2} id="packet" mb="sm">
        Request for authorization, {packet.payer.name}
      </Title>
      <Text size="sm" className="quiet" mb="sm">
        Reference {request.traceNumber}
      </Text>
      <dl style={{ margin: 0 }}>
        {facts.map(([title, text]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{text}</dd>
          </div>
        ))}
        <div>
          <dt>Codes</dt>
          <dd>
            {request.codes.length === 0
              ? 'Every visit'
              : request.codes.map((code) => <CodeChip key={code} type="procedure" code={code} />)}
          </dd>
        </div>
        {questions.map(({ field, question }) => {
          const text = said(field)
          return text === '' ? null : (
            <div key={field}>
              <dt>{question}</dt>
              <dd>{text}</dd>
            </div>
          )
        })}
      </dl>
      {request.answeredOn && (
        <Text size="sm" className="quiet">
          Answered <Day on={request.answeredOn} /> by {request.answeredBy}.
        </Text>
      )}
    </section>
  )
}
