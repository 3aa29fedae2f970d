import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { dayText } from '../../ground/Day.tsx'
import { Page, Part } from '../../ground/Page.tsx'
import { Answer } from '../../ground/states.tsx'
import { answerQuery } from './eligibility.ts'

/** An answer as it came, each segment beside what it means. */
export function RawAnswer({ id }: { id: string }) {
  const answer = useQuery(answerQuery(id))
  return (
    <Answer of={answer}>
      {({ segments }) => (
        <table className="fact-table">
          <thead>
            <tr>
              <th scope="col">In words</th>
              <th scope="col">As it came</th>
            </tr>
          </thead>
          <tbody>
            {segments.map(({ text, words }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: segments repeat and never move.
              <tr key={i}>
                <td>{words}</td>
                <td>
                  <code className="segments">{text}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Answer>
  )
}

export function AnswerPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const answer = useQuery(answerQuery(id))
  return (
    <Page title="An answer of a payer" about={answer.data && `received ${dayText(answer.data.receivedOn)}`}>
      <Answer of={answer}>
        {(it) => (
          <>
            {it.reason && <Text className="needs-you">{it.reason}</Text>}
            {it.coverageId && <Link to={`/eligibility/${it.coverageId}`}>Open the coverage</Link>}
            <Part title="Word by word">
              <RawAnswer id={id} />
            </Part>
          </>
        )}
      </Answer>
    </Page>
  )
}
