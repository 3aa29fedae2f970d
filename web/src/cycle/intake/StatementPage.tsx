import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { phoneText } from '../../ground/contact.ts'
import { dayText } from '../../ground/Day.tsx'
import { Address, Letter } from '../../ground/Letter.tsx'
import { Money, moneyText } from '../../ground/Money.tsx'
import { Page } from '../../ground/Page.tsx'
import { Answer } from '../../ground/states.tsx'
import { type Statement, statementQuery } from './patients.ts'

/** A statement to print and send: one person's own part, by the day of each visit, with nothing clinical on it. */
export function StatementPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { for: who } = useSearch({ strict: false }) as { for?: string }
  const statement = useQuery(statementQuery(id, who === undefined || who === 'patient' ? null : who))
  return (
    <Page
      title="Statement"
      actions={
        <Button size="compact-sm" variant="default" onClick={() => window.print()}>
          Print
        </Button>
      }
    >
      <Answer of={statement}>{(it) => <Words it={it} />}</Answer>
    </Page>
  )
}

function Words({ it }: { it: Statement }) {
  return (
    <Letter
      from={<Address of={it.from} />}
      about={
        <>
          <div>{dayText(it.on)}</div>
          <div>Account of {it.patient}</div>
        </>
      }
    >
      <Address of={it.to} />
      {it.visits.length === 0 ? (
        <Text>Nothing is owed.</Text>
      ) : (
        <div className="table-scroll">
          <table className="data-table">
            <thead>
              <tr>
                <th scope="col">Day</th>
                <th scope="col">For</th>
                <th scope="col" className="number">
                  Your part
                </th>
              </tr>
            </thead>
            <tbody>
              {it.visits.map((visit, i) => (
                <tr key={`${visit.on}-${String(i)}`}>
                  <th scope="row">{dayText(visit.on)}</th>
                  <td>{visit.isMissed ? 'Missed visit' : 'Visit'}</td>
                  <td className="number">
                    <Money amount={visit.amountCents} />
                  </td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <td colSpan={2}>Please pay</td>
                <td className="number">
                  <Money amount={it.owedCents} />
                </td>
              </tr>
            </tfoot>
          </table>
        </div>
      )}
      {it.waitingCents > 0 && (
        <Text size="sm">
          ${moneyText(it.waitingCents)} of yours is kept and will meet your share as soon as your plan has said what it
          is.
        </Text>
      )}
      <Text size="sm">
        Call {phoneText(it.from.phone)} to pay, to ask about a line, or to agree on paying in parts. If you cannot pay,
        tell us.
      </Text>
    </Letter>
  )
}
