import { Group, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { claimQuery } from '../../ground/api.ts'
import type { ClaimDetail } from '../../ground/api-types.ts'
import { CodeChip } from '../../ground/CodeChip.tsx'
import { Day } from '../../ground/Day.tsx'
import { centsOf, Money, moneyText } from '../../ground/Money.tsx'
import { Status } from '../../ground/Status.tsx'
import { Answer } from '../../ground/states.tsx'

const whoOwes = ({ money, status }: ClaimDetail): string => {
  const payer = centsOf(money?.payerOwes) ?? 0
  const patient = centsOf(money?.patientOwes) ?? 0
  const owed = [
    ...(payer === 0 ? [] : [`the payer owes $${moneyText(payer)}`]),
    ...(patient === 0 ? [] : [`the patient owes $${moneyText(patient)}`]),
  ].join(' and ')
  if (owed) return `Now ${owed}.`
  return money || status === 'void' ? 'Nobody owes anything.' : 'Nothing is in the books yet.'
}

export function ClaimPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const claim = useQuery(claimQuery(id))
  return (
    <Answer of={claim}>
      {(it) => (
        <Stack>
          <Link to="/claims" style={{ color: 'var(--accent)' }}>
            All claims
          </Link>
          <Group>
            <Title order={1}>{it.patient}</Title>
            <Status status={it.status} />
          </Group>
          <Text>
            {it.payer}, <Day on={it.on} />, {it.clinician}, {it.location}
          </Text>
          <Text fw={600}>{whoOwes(it)}</Text>
          {it.findings.length > 0 && (
            <ul className="panel needs-you" style={{ margin: 0, padding: '12px 32px' }}>
              {it.findings.map((finding) => (
                <li key={`${finding.rule}-${finding.at}-${finding.message}`}>{finding.message}</li>
              ))}
            </ul>
          )}
          <SimpleGrid cols={{ base: 1, md: 2 }}>
            <Happened claim={it} />
            <Stack>
              <Waterfall claim={it} />
              <Lines claim={it} />
              <Numbers claim={it} />
            </Stack>
          </SimpleGrid>
        </Stack>
      )}
    </Answer>
  )
}

function Happened({ claim }: { claim: ClaimDetail }) {
  return (
    <section aria-labelledby="happened">
      <Title order={2} id="happened" mb="sm">
        What happened
      </Title>
      <ol className="timeline">
        {claim.timeline.map((event) => (
          <li key={`${event.on}-${event.kind}-${event.summary}-${event.fileSha256}`}>
            <Text size="sm" className="quiet">
              <Day on={event.on} />, {event.actor}
            </Text>
            <Text>{event.summary}</Text>
          </li>
        ))}
      </ol>
      {claim.segments.length > 0 && (
        <details>
          <summary>As it was sent{claim.batchFile && `, in ${claim.batchFile}`}</summary>
          <pre className="segments">{claim.segments.join('\n')}</pre>
        </details>
      )}
    </section>
  )
}

function Waterfall({ claim }: { claim: ClaimDetail }) {
  const money = claim.money
  if (!money) return null
  const charge = centsOf(money.charge) ?? 0
  const steps = [
    { title: 'Charge', amount: charge, color: 'var(--quiet)' },
    { title: 'Contract discount', amount: -(centsOf(money.contractual) ?? 0), color: 'var(--quiet)' },
    { title: 'Paid by the payer', amount: -(centsOf(money.payerPaid) ?? 0), color: 'var(--received)' },
    { title: 'Paid by the patient', amount: -(centsOf(money.patientPaid) ?? 0), color: 'var(--received)' },
    { title: 'Written off', amount: -(centsOf(money.writtenOff) ?? 0), color: 'var(--losing)' },
    { title: 'Payer still owes', amount: centsOf(money.payerOwes) ?? 0, color: 'var(--accent)' },
    { title: 'Patient still owes', amount: centsOf(money.patientOwes) ?? 0, color: 'var(--accent)' },
  ]
  return (
    <section className="panel" aria-labelledby="money">
      <Title order={2} id="money" p="sm">
        Money
      </Title>
      <table className="data-table">
        <tbody>
          {steps.map(({ title, amount, color }) => (
            <tr key={title}>
              <td>{title}</td>
              <td aria-hidden style={{ width: '40%' }}>
                <div
                  className="bar"
                  style={{
                    background: color,
                    width: `${charge === 0 ? 0 : Math.min(100, (Math.abs(amount) * 100) / charge)}%`,
                  }}
                />
              </td>
              <td className="number">{moneyText(amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Lines({ claim }: { claim: ClaimDetail }) {
  return (
    <section className="panel table-scroll" aria-label="Lines">
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">Code</th>
            <th scope="col">Modifiers</th>
            <th scope="col" className="number">
              Units
            </th>
            <th scope="col" className="number">
              Charge
            </th>
            <th scope="col" className="number">
              Expected
            </th>
          </tr>
        </thead>
        <tbody>
          {claim.lines.map((line) => (
            <tr key={line.number}>
              <td>
                <CodeChip type="cpt" code={line.code} />
              </td>
              <td>
                {line.modifiers.map((code) => (
                  <CodeChip key={code} type="modifier" code={code} />
                ))}
              </td>
              <td className="number">{line.units}</td>
              <td className="number">
                <Money amount={centsOf(line.charge)} />
              </td>
              <td className="number">
                <Money amount={centsOf(line.expected)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Numbers({ claim }: { claim: ClaimDetail }) {
  return (
    <Text size="sm" className="quiet">
      Our claim number {claim.controlNumber}
      {claim.payerClaimNumber && `; the payer's number, to quote on the phone, ${claim.payerClaimNumber}`}
      {claim.authorizationNumber && `; authorization ${claim.authorizationNumber}`}. Diagnoses{' '}
      {claim.diagnoses.join(', ')}. Place of service {claim.placeOfService}.
    </Text>
  )
}
