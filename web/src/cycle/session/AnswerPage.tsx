import { type PlainDate, weekday } from '@ballast/kernel'
import { Button, Stack, Text, Title } from '@mantine/core'
import { useDocumentTitle } from '@mantine/hooks'
import { useMutation, useQuery } from '@tanstack/react-query'
import { ApiFailure, ask, post } from '../../ground/api.ts'
import { phoneText } from '../../ground/contact.ts'
import { dayText } from '../../ground/Day.tsx'
import { Failure, Loading } from '../../ground/states.tsx'

type Reminder = {
  readonly practice: { readonly name: string; readonly phone: string }
  readonly on: string
  readonly start: string
  readonly answer: string | null
  readonly why: string | null
  readonly answers: readonly string[]
}

const answerWords: Readonly<Record<string, string>> = {
  comes: 'I will come',
  video: 'I would rather be seen by video',
  cannot: 'I cannot come',
}
const doneWords: Readonly<Record<string, string>> = {
  comes: 'Thank you. We expect you.',
  video: 'Thank you. We will see you by video at the same time.',
  cannot: 'Thank you for telling us. The appointment is called off.',
}

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** "804 555 0100" for ten digits; anything else as it is. */

const clock = (time: string): string => {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return `${hour % 12 === 0 ? 12 : hour % 12}:${String(minute).padStart(2, '0')} ${hour < 12 ? 'AM' : 'PM'}`
}

/** Where a reminded patient answers, without signing in: a day, an hour, and what may be said. */
export function AnswerPage({ token }: { token: string }) {
  useDocumentTitle('Your appointment')
  const asked = useQuery({
    queryKey: ['reminder', token],
    queryFn: () => ask<Reminder>(`/reminder?token=${encodeURIComponent(token)}`),
    retry: false,
  })
  const say = useMutation({ mutationFn: (answer: string) => post<{ answer: string }>('/reminder', { token, answer }) })
  const it = asked.data
  // A link nobody sent is one thing; a practice whose machine is down for a moment is another.
  const isUnknown = asked.error instanceof ApiFailure && asked.error.status >= 400 && asked.error.status < 500
  return (
    <main style={{ maxWidth: 480, margin: '0 auto', padding: '32px 16px' }}>
      <Stack>
        {!it && !asked.error && <Loading />}
        {asked.error && (
          <>
            <Title order={1}>{isUnknown ? 'This link does not work' : 'We cannot be reached just now'}</Title>
            <Text>
              {isUnknown
                ? 'It may have been cut short by your mail program. Please call the practice.'
                : 'Please try again in a few minutes, or call the practice.'}
            </Text>
          </>
        )}
        {it && (
          <>
            <Title order={1}>{it.practice.name}</Title>
            <Text size="lg">
              Your appointment: {weekdays[weekday(it.on as PlainDate)]}, {dayText(it.on)}, {clock(it.start)}
            </Text>
            {say.data ? (
              <Text role="status">{doneWords[say.data.answer]}</Text>
            ) : it.why ? (
              <Text>{it.why}</Text>
            ) : (
              it.answers.map((answer) => (
                <Button
                  key={answer}
                  size="md"
                  variant={answer === 'comes' ? 'filled' : 'default'}
                  loading={say.isPending && say.variables === answer}
                  disabled={say.isPending}
                  onClick={() => say.mutate(answer)}
                >
                  {answerWords[answer]}
                </Button>
              ))
            )}
            {say.error && <Failure error={say.error} />}
            <Text className="quiet">
              Anything else? Call us at <a href={`tel:${it.practice.phone}`}>{phoneText(it.practice.phone)}</a>.
            </Text>
          </>
        )}
      </Stack>
    </main>
  )
}
