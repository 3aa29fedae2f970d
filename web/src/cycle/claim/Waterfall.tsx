import { Text } from '@mantine/core'
import type { ClaimDetail } from '../../ground/api-types.ts'
import { centsOf, moneyText } from '../../ground/Money.tsx'

type Step = { readonly title: string; readonly cents: number; readonly tone: 'plain' | 'received' | 'losing' | 'left' }

/** From what was charged to what is left: each step begins where the one before it ended. */
export function Waterfall({ claim }: { claim: ClaimDetail }) {
  const money = claim.money
  if (!money)
    return (
      <Text size="sm" className="quiet" p="sm">
        Nothing is in the books yet: a claim is charged when it is drafted clean.
      </Text>
    )
  const of = (amount: string | null): number => centsOf(amount) ?? 0
  const charge = of(money.charge)
  const all: readonly Step[] = [
    { title: 'Charge', cents: charge, tone: 'plain' },
    { title: 'Contract discount', cents: -of(money.contractual), tone: 'plain' },
    { title: 'Paid by the payer', cents: -of(money.payerPaid), tone: 'received' },
    { title: 'Paid by the patient', cents: -of(money.patientPaid), tone: 'received' },
    { title: 'Written off', cents: -of(money.writtenOff), tone: 'losing' },
    { title: 'Payer still owes', cents: of(money.payerOwes), tone: 'left' },
    { title: 'Patient still owes', cents: of(money.patientOwes), tone: 'left' },
  ]
  const steps = all.filter(({ cents }, i) => i === 0 || cents !== 0)
  const share = (cents: number): number => (charge <= 0 ? 0 : Math.min(100, (Math.abs(cents) * 100) / charge))
  let left = charge
  const placed = steps.map((step, i) => {
    if (i === 0) return { ...step, from: 0 }
    const isLeft = step.tone === 'left'
    const from = isLeft ? left - step.cents : left + step.cents
    left = isLeft ? left - step.cents : from
    return { ...step, from: Math.max(0, from) }
  })
  return (
    <table className="data-table waterfall">
      <tbody>
        {placed.map(({ title, cents, tone, from }) => (
          <tr key={title}>
            <th scope="row">{title}</th>
            <td aria-hidden>
              <div className={`bar ${tone}`} style={{ marginLeft: `${share(from)}%`, width: `${share(cents)}%` }} />
            </td>
            <td className={`number ${tone}`}>{moneyText(cents)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
