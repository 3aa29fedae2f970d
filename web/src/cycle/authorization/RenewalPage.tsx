import './authorization.css'
import { Stack, Text, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Day, relative } from '../../ground/Day.tsx'
import { Answer, Empty, Failure } from '../../ground/states.tsx'
import { answerMine, type ClinicalUpdate, mineQuery, myRequestQuery } from './authorizations.ts'
import { ClinicalForm } from './ClinicalForm.tsx'

/** What a clinician is asked, the soonest first. */
export function RenewalsPage() {
  const mine = useQuery(mineQuery)
  return (
    <Stack>
      <Title order={1}>Treatment updates</Title>
      <Answer of={mine}>
        {({ requests, today }) => (
          <div className="panel">
            {requests.length === 0 && <Empty>Nobody waits for a word from you.</Empty>}
            {requests.map((request) => (
              <Link key={request.id} to="/renewals/$id" params={{ id: request.id }} className="queue">
                <div className="grow">
                  <div className="title">{request.patient}</div>
                  <div className="quiet">
                    Visits are covered until <Day on={request.lapsesOn} today={today} />
                  </div>
                </div>
                <div className={request.answeredOn ? 'received' : request.dueOn < today ? 'losing' : 'needs-you'}>
                  {request.answeredOn ? 'Answered' : `Wanted ${relative(request.dueOn, today)}`}
                </div>
              </Link>
            ))}
          </div>
        )}
      </Answer>
    </Stack>
  )
}

/** The one screen to answer: two minutes, then the visits stay covered. */
export function RenewalPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const page = useQuery(myRequestQuery(id))
  const client = useQueryClient()
  const navigate = useNavigate()
  const answer = useMutation({
    mutationFn: (update: Partial<ClinicalUpdate>) => answerMine(id, update, page.data?.request.version ?? 0),
    onSuccess: async ({ missing }) => {
      await client.invalidateQueries({ queryKey: ['authorizations'] })
      if (missing.length === 0) await navigate({ to: '/renewals' })
    },
  })
  return (
    <Answer of={page}>
      {({ request, questions, renews, today }) => (
        <Stack>
          <Link to="/renewals" style={{ color: 'var(--accent)' }}>
            All updates
          </Link>
          <div>
            <Title order={1}>{request.patient}</Title>
            <Text>
              Visits are covered until <Day on={request.lapsesOn} today={today} />
              {renews && `: ${Math.max(0, renews.left + renews.reserved)} more of ${renews.approved}`}. To go on,{' '}
              {request.payer} wants to hear from you by <Day on={request.dueOn} today={today} />.
            </Text>
          </div>
          {answer.error && <Failure error={answer.error} />}
          {answer.data && answer.data.missing.length > 0 && (
            <div className="panel needs-you" role="status" style={{ padding: 12 }}>
              Kept. Still open: {answer.data.missing.join(' ')}
            </div>
          )}
          <ClinicalForm
            key={request.id}
            questions={questions}
            start={{
              perWeek: request.perWeek,
              visits: request.units,
              diagnoses: request.diagnoses,
              ...request.clinical,
            }}
            today={today}
            submit="Send the update"
            isBusy={answer.isPending}
            onSubmit={(update) => answer.mutate(update)}
          />
        </Stack>
      )}
    </Answer>
  )
}
