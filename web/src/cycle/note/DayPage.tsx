import './note.css'
import { Button, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Day, relative } from '../../ground/Day.tsx'
import { Answer, Empty } from '../../ground/states.tsx'
import { Cards } from '../review/Cards.tsx'
import { type Day as DayOf, dayQuery } from './notes.ts'

/** Two minutes a day: only what is open, in its order. */
export function DayPage() {
  const day = useQuery(dayQuery)
  return (
    <Stack maw={820}>
      <Title order={1}>Your day</Title>
      <Answer of={day}>
        {(it) =>
          it.isClinician ? (
            <Open day={it} />
          ) : (
            <Empty>This page is for people who see patients. Ask the office to link your login to your name.</Empty>
          )
        }
      </Answer>
    </Stack>
  )
}

const firstQuestions = 3

/** What was asked of the clinician: a few at a time, so that open notes are never below the page. */
function Questions({ all }: { all: DayOf['questions'] }) {
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? all : all.slice(0, firstQuestions)
  if (all.length === 0) return null
  return (
    <section aria-labelledby="asked">
      <Title order={2} id="asked" mb="xs">
        {all.length === 1 ? 'A question for you' : `${all.length} questions for you`}
      </Title>
      <div className="panel">
        {shown.map((question) => (
          <Link key={question.id} to="/notes/$id" params={{ id: question.sessionId }} className="queue">
            <div className="grow">
              <div className="title">{question.question}</div>
              <div className="quiet">
                {question.patient}, <Day on={question.on} />; asked by {question.askedBy}
              </div>
            </div>
          </Link>
        ))}
      </div>
      {shown.length < all.length && (
        <Button variant="subtle" size="compact-sm" mt="xs" onClick={() => setWhole(true)}>
          Show {all.length - shown.length} more
        </Button>
      )}
    </section>
  )
}

function Open({ day }: { day: DayOf }) {
  const { open, toCosign, questions, signedToday, today } = day
  return (
    <>
      <Cards />
      <Questions all={questions} />
      <section aria-labelledby="open">
        <Title order={2} id="open" mb="xs">
          {open.length === 0 ? 'Open notes' : `${open.length} open ${open.length === 1 ? 'note' : 'notes'}`}
        </Title>
        <div className="panel">
          {open.length === 0 && (
            <Empty>
              {signedToday > 0
                ? `All done: ${signedToday} signed today. Good evening.`
                : 'Nothing is open. Good evening.'}
            </Empty>
          )}
          {open.map((note, at) => (
            <Visit key={note.id} note={note} today={today} isFirst={at === 0} />
          ))}
        </div>
        {open.length > 0 && (
          <Text size="sm" className="quiet" mt="xs">
            Open the first one: after each signature the next one opens by itself.
          </Text>
        )}
      </section>
      {toCosign.length > 0 && (
        <section aria-labelledby="cosign">
          <Title order={2} id="cosign" mb="xs">
            {toCosign.length === 1 ? 'A note waits' : `${toCosign.length} notes wait`} for your second signature
          </Title>
          <div className="panel">
            {toCosign.map((note) => (
              <Visit key={note.id} note={note} today={today} by={note.clinician} />
            ))}
          </div>
        </section>
      )}
    </>
  )
}

/** The evening begins with Enter. */
const focus = (link: HTMLAnchorElement | null) => link?.focus()

type Row = { note: DayOf['open'][number]; today: string; by?: string; isFirst?: boolean }

function Visit({ note, today, by, isFirst }: Row) {
  const isGroup =
    note.service.includes('group') || note.service.includes('program') || note.service.includes('hospital')
  return (
    <div className="queue">
      <Link
        to="/notes/$id"
        params={{ id: note.id }}
        className="grow"
        style={{ color: 'inherit', textDecoration: 'none' }}
        ref={isFirst ? focus : undefined}
      >
        <div className="title">{note.patient}</div>
        <div className="quiet">
          {note.service}
          {by && `, by ${by}`}
          {note.modality !== 'in_person' && `, by ${note.modality}`}
          {note.remindedOn && (
            <>
              ; reminded on <Day on={note.remindedOn} />
            </>
          )}
        </div>
      </Link>
      {isGroup && !by && (
        <Link to="/notes/$id/roster" params={{ id: note.id }} style={{ color: 'var(--accent)' }}>
          Everyone
        </Link>
      )}
      <div className="number" style={{ textAlign: 'right' }}>
        <div>{note.start?.slice(0, 5)}</div>
        <div className={note.on < today ? 'needs-you' : 'quiet'}>{relative(note.on, today)}</div>
      </div>
    </div>
  )
}
