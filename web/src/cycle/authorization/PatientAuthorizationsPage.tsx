import './authorization.css'
import { Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { CodeChip } from '../../ground/CodeChip.tsx'
import { Day } from '../../ground/Day.tsx'
import { Answer, Empty } from '../../ground/states.tsx'
import { Back, FourNumbers } from './AuthorizationsPage.tsx'
import { kindWords, type PatientAuthorizations, patientQuery, requestWords } from './authorizations.ts'

export function PatientAuthorizationsPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const page = useQuery(patientQuery(id))
  return (
    <Answer of={page}>
      {(it) => (
        <Stack>
          <Back />
          <Title order={1}>{it.patient}</Title>
          <Grants of={it} />
          <Requests of={it} />
          <Visits of={it} />
        </Stack>
      )}
    </Answer>
  )
}

function Grants({ of }: { of: PatientAuthorizations }) {
  if (of.grants.length === 0)
    return (
      <div className="panel">
        <Empty>No authorization is on file.</Empty>
      </div>
    )
  return (
    <section className="panel table-scroll" aria-label="Authorizations">
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">Number</th>
            <th scope="col">Payer</th>
            <th scope="col">For</th>
            <th scope="col">From</th>
            <th scope="col">Until</th>
            <th scope="col">Visits</th>
          </tr>
        </thead>
        <tbody>
          {of.grants.map((grant) => (
            <tr key={grant.id} className={grant.isCurrent ? '' : 'quiet'}>
              <th scope="row" style={{ position: 'static' }}>
                {grant.number}
                {grant.status === 'cancelled' && ', taken back'}
              </th>
              <td>{grant.payer}</td>
              <td>
                {grant.codes.length === 0
                  ? 'Every visit'
                  : grant.codes.map((code) => <CodeChip key={code} type="procedure" code={code} />)}
              </td>
              <td>
                <Day on={grant.from} />
              </td>
              <td>
                <Day on={grant.until} today={of.today} />
              </td>
              <td>
                <FourNumbers of={grant} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Requests({ of }: { of: PatientAuthorizations }) {
  if (of.requests.length === 0) return null
  return (
    <section aria-labelledby="requests">
      <Title order={2} id="requests" mb="xs">
        Requests
      </Title>
      <div className="panel">
        {of.requests.map((request) => (
          <Link key={request.id} to="/authorizations/requests/$id" params={{ id: request.id }} className="queue">
            <div className="grow">
              <div className="title">
                {kindWords[request.kind]}, {request.units} visits
              </div>
              <div className="quiet">
                <Day on={request.from} /> to <Day on={request.until} />, {request.payer}
              </div>
            </div>
            <div>{requestWords[request.status]}</div>
          </Link>
        ))}
      </div>
    </section>
  )
}

function Visits({ of }: { of: PatientAuthorizations }) {
  return (
    <section aria-labelledby="visits">
      <Title order={2} id="visits" mb="xs">
        Which visit uses which, and why
      </Title>
      <div className="panel">
        {of.visits.length === 0 && <Empty>No visit needs an authorization yet.</Empty>}
        {of.visits.map((visit) => (
          <div key={visit.sessionId} className="queue" style={{ alignItems: 'flex-start' }}>
            <div style={{ width: 120 }}>
              <Day on={visit.on} today={of.today} />
              <div className="quiet">{visit.state === 'used' ? 'kept' : 'booked'}</div>
            </div>
            <div className="grow">
              <div className={visit.number ? '' : 'losing'}>{visit.number ?? 'Not covered'}</div>
              <Text size="sm" className="quiet">
                {visit.why}
                {visit.overrideReason && ` Taken anyway by ${visit.overrideBy}: ${visit.overrideReason}`}
              </Text>
              {visit.passed.length > 0 && (
                <details>
                  <summary className="quiet">Why not another</summary>
                  <ul style={{ margin: 0, paddingLeft: 20 }}>
                    {visit.passed.map((each) => (
                      <li key={each.grantId}>
                        {each.number}: {each.why}
                      </li>
                    ))}
                  </ul>
                </details>
              )}
            </div>
          </div>
        ))}
      </div>
    </section>
  )
}
