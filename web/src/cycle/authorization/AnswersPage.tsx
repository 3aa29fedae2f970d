import './authorization.css'
import { Button, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Day } from '../../ground/Day.tsx'
import { Answer, Empty, Failure } from '../../ground/states.tsx'
import { Back } from './AuthorizationsPage.tsx'
import {
  type Answers,
  answersQuery,
  matchAnswer,
  putAside,
  type Requests,
  requestsQuery,
  requestWords,
} from './authorizations.ts'

export function AnswersPage() {
  const answers = useQuery(answersQuery)
  const requests = useQuery(requestsQuery({ status: 'draft,ready,sent,pended,contact,rejected,denied' }))
  return (
    <Stack>
      <Back />
      <Title order={1}>Answers that name no request of ours</Title>
      <Answer of={answers}>
        {({ answers: rows }) => (
          <div className="panel">
            {rows.length === 0 && <Empty>Every answer found its request.</Empty>}
            {rows.map((row) => (
              <Row key={row.id} row={row} requests={requests.data?.requests ?? []} />
            ))}
          </div>
        )}
      </Answer>
    </Stack>
  )
}

function Row({ row, requests }: { row: Answers['answers'][number]; requests: Requests['requests'] }) {
  const [requestId, setRequestId] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const client = useQueryClient()
  const act = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSuccess: () => client.invalidateQueries({ queryKey: ['authorizations'] }),
  })
  const { decision } = row
  return (
    <div className="queue" style={{ flexWrap: 'wrap', alignItems: 'flex-start' }}>
      <div className="grow">
        <div className="title">
          {decision.patientName ?? 'No name'}: {requestWords[decision.outcome] ?? decision.outcome}
          {decision.number && `, ${decision.number}`}
        </div>
        <Text size="sm" className="needs-you">
          {row.why}
        </Text>
        <Text size="sm" className="quiet">
          Came <Day on={row.receivedOn} />
          {decision.units !== null && `, ${decision.units} visits`}
          {decision.from && `, ${decision.from} to ${decision.until}`}
        </Text>
        {act.error && <Failure error={act.error} />}
      </div>
      <Stack gap="xs">
        <Group gap="xs">
          <Select
            searchable
            aria-label="The request it is for"
            placeholder="The request it is for"
            w={260}
            value={requestId}
            onChange={setRequestId}
            data={requests.map((request) => ({
              value: request.id,
              label: `${request.patient}, ${request.payer}, ${request.from}`,
            }))}
          />
          <Button
            disabled={requestId === null}
            onClick={() => requestId && act.mutate(() => matchAnswer(row.id, requestId))}
          >
            It is this one
          </Button>
        </Group>
        <Group gap="xs">
          <TextInput
            aria-label="Why it is put aside"
            placeholder="Why it is nobody’s"
            w={260}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button
            variant="default"
            disabled={reason.trim().length < 3}
            onClick={() => act.mutate(() => putAside(row.id, reason))}
          >
            Put aside
          </Button>
        </Group>
      </Stack>
    </div>
  )
}
