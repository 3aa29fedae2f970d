import { Button, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { meQuery } from '../../ground/api.ts'
import { Day } from '../../ground/Day.tsx'
import { Failure } from '../../ground/states.tsx'
import { Asked, Heading } from './NotePage.tsx'
import { amendNote, answerQuestion, askClinician, cosignNote, type Note, type NoteChange } from './notes.ts'
import { Question } from './Question.tsx'

type AskedRow = Note['check']['asked'][number]

const kinds: Readonly<Record<string, string>> = {
  signed: 'Signed',
  late_entry: 'Signed as a late entry',
  cosigned: 'Signed a second time',
  sent_back: 'Sent back',
  amended: 'Amended',
}

/** An answer in words. */
export function answerText({ answer, groups }: AskedRow): string {
  if (!answer) return ''
  const words = new Map(groups.flatMap(({ options }) => options.map((option) => [option.id, option.words] as const)))
  return [
    ...(answer.count === undefined ? [] : [String(answer.count)]),
    ...(answer.chosen ?? []).map((id) => words.get(id) ?? id),
    ...(answer.blocks ?? []).map(({ start, stop }) => `${start} to ${stop}`),
    ...(answer.text ? [answer.text] : []),
    ...(answer.on ? [`plan of ${answer.on}`] : []),
  ].join('; ')
}

export function Signed({ note }: { note: Note }) {
  const me = useQuery(meQuery)
  const [isAmending, setAmending] = useState(false)
  const mayAsk = !note.isAuthor && (me.data?.permissions ?? []).includes('claim.work')
  return (
    <Stack>
      <Heading note={note} />
      <Asked note={note} />
      <State note={note} />
      {isAmending ? (
        <Amending note={note} onDone={() => setAmending(false)} />
      ) : (
        <Facts note={note} onAmend={note.isAuthor && note.state === 'signed' ? () => setAmending(true) : undefined} />
      )}
      {note.isSupervisor && note.state === 'to_cosign' && <Cosigning note={note} />}
      {note.isAuthor && <Answering note={note} />}
      {mayAsk && <Asking note={note} />}
      <History note={note} />
      <Text size="sm" className="quiet">
        {note.whyNoProcess}
      </Text>
    </Stack>
  )
}

function State({ note }: { note: Note }) {
  const signed = note.signedOn && (
    <>
      Signed {note.signedBy && `by ${note.signedBy} `}on <Day on={note.signedOn} />
      {note.isLate && ', as a late entry'}
    </>
  )
  if (note.state === 'open') return <Text className="needs-you">Not signed yet by {note.clinician}.</Text>
  if (note.state === 'elsewhere') return <Text>{signed} in the practice's record system; change it there.</Text>
  return (
    <Text>
      {signed}
      {note.cosignedBy && `; second signature by ${note.cosignedBy}`}
      {note.state === 'to_cosign' && `; waits for ${note.supervisor ?? 'the supervisor'}`}.
    </Text>
  )
}

function Facts({ note, onAmend }: { note: Note; onAmend: (() => void) | undefined }) {
  const { start, stop } = note.content
  const rows = note.check.asked.filter(({ answer }) => answer)
  return (
    <div className="panel">
      <table className="data-table">
        <tbody>
          {start && (
            <tr>
              <th scope="row">Times</th>
              <td style={{ whiteSpace: 'normal' }}>
                {start} to {stop}
                {note.check.minutes !== null && `, ${note.check.minutes} minutes`}
              </td>
            </tr>
          )}
          {rows.map((row) => (
            <tr key={row.element}>
              <th scope="row" style={{ whiteSpace: 'normal' }}>
                {row.ask}
              </th>
              <td style={{ whiteSpace: 'normal', maxWidth: 'none' }}>{answerText(row)}</td>
            </tr>
          ))}
          {rows.length === 0 && (
            <tr>
              <td>
                {note.elements.length > 0
                  ? `The record holds ${note.elements.length} of the things a note needs.`
                  : 'Nothing is written yet.'}
              </td>
            </tr>
          )}
        </tbody>
      </table>
      {onAmend && (
        <Group p="sm">
          <Button variant="default" onClick={onAmend}>
            Amend
          </Button>
        </Group>
      )}
    </div>
  )
}

function Amending({ note, onDone }: { note: Note; onDone: () => void }) {
  const [change, setChange] = useState<NoteChange>({})
  const [reason, setReason] = useState('')
  const client = useQueryClient()
  const amend = useMutation({
    mutationFn: () => amendNote(note.id, change, reason, note.version),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['notes'] })
      onDone()
    },
  })
  const { answers, ...times } = change
  const content = { ...note.content, ...(times as Partial<Note['content']>) }
  const asked = note.check.asked.map((each) => {
    const answer = answers?.[each.element]
    return answer === undefined ? each : { ...each, answer }
  })
  return (
    <Stack>
      <div className="panel">
        {asked.map((each) => (
          <Question
            key={each.element}
            asked={each}
            content={content}
            isCurrent={false}
            needsMinutes={false}
            onChange={(more) => setChange((was) => ({ ...was, ...more, answers: { ...was.answers, ...more.answers } }))}
            onDone={() => undefined}
          />
        ))}
      </div>
      {amend.error && <Failure error={amend.error} />}
      <Group align="end">
        <TextInput
          label="Why is it amended?"
          description="It stays in the note's history, with what was signed before."
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          style={{ flex: 1 }}
        />
        <Button onClick={() => amend.mutate()} loading={amend.isPending}>
          Sign the amendment
        </Button>
        <Button variant="default" onClick={onDone}>
          Leave as it is
        </Button>
      </Group>
    </Stack>
  )
}

function Cosigning({ note }: { note: Note }) {
  const [why, setWhy] = useState('')
  const client = useQueryClient()
  const cosign = useMutation({
    mutationFn: (sentBack: string | null) => cosignNote(note.id, note.version, sentBack),
    onSuccess: () => client.invalidateQueries({ queryKey: ['notes'] }),
  })
  return (
    <Stack className="panel" p="md" gap="sm">
      <Title order={2}>Second signature</Title>
      {cosign.error && <Failure error={cosign.error} />}
      <Group align="end">
        <Button onClick={() => cosign.mutate(null)}>Sign</Button>
        <TextInput
          label="Or send it back: what should be put right?"
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
          style={{ flex: 1 }}
        />
        <Button variant="default" disabled={why.trim().length < 3} onClick={() => cosign.mutate(why.trim())}>
          Send back
        </Button>
      </Group>
    </Stack>
  )
}

function Answering({ note }: { note: Note }) {
  const client = useQueryClient()
  const open = note.questions.find(({ answer }) => answer === null)
  const [text, setText] = useState('')
  const answer = useMutation({
    mutationFn: (id: string) => answerQuestion(id, text),
    onSuccess: () => client.invalidateQueries({ queryKey: ['notes'] }),
  })
  if (!open) return null
  return (
    <Group align="end" className="panel" p="md">
      <TextInput
        label={open.question}
        description={
          note.state === 'elsewhere'
            ? "Put it right in the practice's record system, and this question goes; else a few words here."
            : 'Amend the note if it should say more; else a few words here.'
        }
        value={text}
        maxLength={200}
        onChange={(event) => setText(event.currentTarget.value)}
        style={{ flex: 1 }}
      />
      <Button variant="default" disabled={text.trim() === ''} onClick={() => answer.mutate(open.id)}>
        Answer
      </Button>
    </Group>
  )
}

function Asking({ note }: { note: Note }) {
  const client = useQueryClient()
  const [element, setElement] = useState<string | null>(note.check.asked[0]?.element ?? 'MEDNEC')
  const [question, setQuestion] = useState('')
  const ask = useMutation({
    mutationFn: () => askClinician(note.id, element ?? 'MEDNEC', question),
    onSuccess: async () => {
      setQuestion('')
      await client.invalidateQueries({ queryKey: ['notes'] })
    },
  })
  return (
    <Stack className="panel" p="md" gap="sm">
      <Title order={2}>Ask {note.clinician}</Title>
      <Group align="end">
        <Select
          label="About"
          data={note.check.asked.map(({ element: value, ask: label }) => ({ value, label }))}
          value={element}
          onChange={setElement}
          w={280}
        />
        <TextInput
          label="In a clinician's words"
          placeholder="What did you find about safety?"
          value={question}
          maxLength={200}
          onChange={(event) => setQuestion(event.currentTarget.value)}
          style={{ flex: 1, minWidth: 220 }}
        />
        <Button disabled={question.trim().length < 5} loading={ask.isPending} onClick={() => ask.mutate()}>
          Ask
        </Button>
      </Group>
      {ask.error && <Failure error={ask.error} />}
      {note.questions.map((each) => (
        <Text key={each.id} size="sm">
          <Day on={each.asked_on} /> {each.asked_by}: {each.question}{' '}
          {each.answer ? `Answer: ${each.answer}` : 'Not answered yet.'}
        </Text>
      ))}
    </Stack>
  )
}

function History({ note }: { note: Note }) {
  if (note.history.length === 0) return null
  return (
    <section aria-labelledby="history">
      <Title order={2} id="history" mb="sm">
        History
      </Title>
      <ol className="timeline">
        {note.history.map((each) => (
          <li key={each.number}>
            <Text size="sm" className="quiet">
              <Day on={each.on_day} />, {each.author}
            </Text>
            <Text>
              {kinds[each.kind] ?? each.kind}
              {each.reason && `: ${each.reason}`}
            </Text>
          </li>
        ))}
      </ol>
    </section>
  )
}
