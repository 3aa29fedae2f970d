import { Anchor, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { meQuery, remittanceQuery } from '../../ground/api.ts'
import type { RemittanceDetail, RemittedClaim } from '../../ground/api-types.ts'
import { CodeChip } from '../../ground/CodeChip.tsx'
import { type Column, DataTable } from '../../ground/DataTable.tsx'
import { Day } from '../../ground/Day.tsx'
import { Money, moneyText } from '../../ground/Money.tsx'
import { Facts, Part } from '../../ground/Page.tsx'
import { Status } from '../../ground/Status.tsx'
import { Answer, Empty } from '../../ground/states.tsx'
import { WaitsFor } from './WaitsFor.tsx'
import type { Subject } from './waiting.ts'

const columns: readonly Column<RemittedClaim>[] = [
  {
    id: 'patient',
    title: 'Patient',
    value: (row) => row.patient,
    show: (row) => (row.claimId ? <Link to={`/claims/${row.claimId}`}>{row.patient}</Link> : row.patient),
  },
  {
    id: 'visit',
    title: 'Visit',
    needs: 'medium',
    value: (row) => row.serviceOn,
    show: (row) => <Day on={row.serviceOn} />,
  },
  {
    id: 'charge',
    title: 'Charge',
    isMoney: true,
    value: (row) => row.chargeCents,
    show: (row) => <Money amount={row.chargeCents} />,
  },
  {
    id: 'paid',
    title: 'Paid',
    isMoney: true,
    value: (row) => row.paidCents,
    show: (row) => <Money amount={row.paidCents} />,
  },
  {
    id: 'patientOwes',
    title: 'Patient',
    isMoney: true,
    needs: 'medium',
    value: (row) => row.patientCents,
    show: (row) => <Money amount={row.patientCents} />,
  },
  {
    id: 'codes',
    title: 'Why',
    value: (row) => row.adjustments.map(({ group, reason }) => `${group}-${reason}`).join(' '),
    show: (row) => (
      <Group gap={4} wrap="nowrap">
        {row.adjustments.map((one) => (
          <CodeChip key={`${one.line}-${one.group}-${one.reason}`} type="carc" code={`${one.group}-${one.reason}`} />
        ))}
      </Group>
    ),
  },
  {
    id: 'state',
    title: 'State',
    needs: 'medium',
    value: (row) => row.state,
    show: (row) => <Status status={row.state} />,
  },
  {
    id: 'number',
    title: "Payer's number",
    isExtra: true,
    value: (row) => row.payerClaimNumber,
    show: (row) => row.payerClaimNumber,
  },
]

const mostShown = 10

/** What of a payment waits for a person, or was decided by one. */
const waitingIn = (it: RemittanceDetail): { title: string; subject: Subject }[] =>
  [
    ...it.claims
      .filter((row) => row.state !== 'posted' || row.isDecided)
      .map((row) => ({ title: `Claim payment: ${row.patient}`, subject: { kind: 'claim', id: row.id } as const })),
    ...it.provider
      .filter((row) => row.state === 'exception' || row.isDecided)
      .map(({ number, reason }) => ({
        title: `Outside any claim: ${reason}`,
        subject: { kind: 'provider', id: it.id, number } as const,
      })),
  ].slice(0, mostShown)

/** One payment: whether it adds up, the claims it pays, what the payer took or gave beside them. */
export function Remittance({ id }: { id: string }) {
  const remittance = useQuery(remittanceQuery(id))
  const { data: me } = useQuery(meQuery)
  return (
    <Answer of={remittance}>
      {(it) => (
        <Stack gap="sm">
          <Group gap="xs">
            <Status status={it.state} />
            <Text fw={600}>${moneyText(it.amountCents)}</Text>
            <Text size="sm">
              {it.method}, paid <Day on={it.paidOn} today={me?.today} />, received{' '}
              <Day on={it.receivedOn} today={me?.today} />
            </Text>
          </Group>
          {it.reason && (
            <section className="panel next" aria-label="Why it waits">
              <Text fw={600}>Why this is here</Text>
              <Text size="sm">{it.reason}</Text>
              {(it.state === 'exception' || it.isDecided) && (
                <WaitsFor subject={{ kind: 'payment', id: it.id }} canDecide />
              )}
            </section>
          )}
          <Part title="Does it add up" isFlush>
            <Balance of={it} />
          </Part>
          <DataTable
            caption="Claims in this payment"
            fileName="payment-claims"
            isMain={false}
            columns={columns}
            rows={it.claims}
            idOf={(row) => row.id}
            totals={{
              patient: `${it.claims.length.toLocaleString('en-US')} claims`,
              charge: moneyText(it.claims.reduce((sum, row) => sum + row.chargeCents, 0)),
              paid: moneyText(it.claims.reduce((sum, row) => sum + row.paidCents, 0)),
              patientOwes: moneyText(it.claims.reduce((sum, row) => sum + row.patientCents, 0)),
            }}
            empty={<Empty>This payment names no claims.</Empty>}
          />
          {it.provider.length > 0 && (
            <Part title="Outside any claim" isFlush>
              <Outside of={it} />
            </Part>
          )}
          {waitingIn(it).map(({ title, subject }) => (
            <Part key={title} title={title}>
              <WaitsFor subject={subject} canDecide />
            </Part>
          ))}
          <Part title="Where it came from">
            <Facts
              of={[
                ['File', it.fileName],
                ['Payer’s company id', it.originator],
                ['Check or transfer', it.trace],
              ]}
            />
          </Part>
        </Stack>
      )}
    </Answer>
  )
}

/** The payer's own sum: what the claims come to, less what it kept outside them, is what it paid. */
function Balance({ of: it }: { of: RemittanceDetail }) {
  const claims = it.claims.reduce((sum, row) => sum + row.paidCents, 0)
  const outside = it.provider.reduce((sum, row) => sum + row.amountCents, 0)
  const off = it.amountCents - (claims - outside)
  const rows: readonly (readonly [string, number])[] = [
    [`Paid on ${it.claims.length.toLocaleString('en-US')} claims`, claims],
    ['Kept or given outside claims', -outside],
    ['The payment', it.amountCents],
  ]
  // A payment that was not posted has no claims in the books yet; its own reason says what does not add up.
  if (it.claims.length === 0)
    return (
      <Text size="sm" className="quiet" p="sm">
        Nothing of it is posted yet.
      </Text>
    )
  return (
    <table className="data-table waterfall">
      <tbody>
        {rows.map(([title, cents]) => (
          <tr key={title}>
            <th scope="row">{title}</th>
            <td className="number">{moneyText(cents)}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{off === 0 ? 'It adds up' : 'It does not add up, by'}</th>
          <td className={`number ${off === 0 ? 'received' : 'losing'}`}>{moneyText(off)}</td>
        </tr>
      </tbody>
    </table>
  )
}

// biome-ignore format: one row per line
const reasons: Readonly<Record<string, string>> = {
  WO: 'Took back an overpayment', FB: 'Carried to or from another payment', L6: 'Interest paid to the practice', '72': 'Refund that was authorized', CS: 'Adjustment',
  IR: 'Withheld for taxes', J1: 'Not reimbursed by the payer', LS: 'Lump sum', PI: 'Periodic payment', AP: 'Advance of payment', B2: 'Rebate', '50': 'Late charge', '51': 'Interest penalty',
}

function Outside({ of: it }: { of: RemittanceDetail }) {
  return (
    <table className="data-table">
      <thead>
        <tr>
          <th scope="col">Why</th>
          <th scope="col">Reference</th>
          <th scope="col" className="number">
            Amount
          </th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        {it.provider.map((row) => (
          <tr key={row.number}>
            <td title={row.note ?? ''}>
              {row.reason} {reasons[row.reason]}
            </td>
            <td>
              {row.reference && (
                <Anchor
                  component={Link}
                  to="/claims"
                  search={{ search: row.reference.split(' ')[0] } as never}
                  size="sm"
                >
                  {row.reference}
                </Anchor>
              )}
            </td>
            <td className="number">{moneyText(-row.amountCents)}</td>
            <td>
              <Status status={row.state} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
