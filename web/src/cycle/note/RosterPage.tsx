import './note.css'
import { Button, Checkbox, Group, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { Day } from '../../ground/Day.tsx'
import { Answer, Failure } from '../../ground/states.tsx'
import { type NoteChange, type Roster, rosterQuery, signNote, writeNote, writeRoster } from './notes.ts'
import { Choice, timeFrom } from './Question.tsx'

type Member = Roster['members'][number]

export function RosterPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const roster = useQuery(rosterQuery(id))
  return <Answer of={roster}>{(it) => <Meeting key={it.id} roster={it} />}</Answer>
}

function Meeting({ roster }: { roster: Roster }) {
  const client = useQueryClient()
  const known = roster.members.find(({ start }) => start)
  const [start, setStart] = useState(known?.start ?? '')
  const [stop, setStop] = useState(known?.stop ?? '')
  const [came, setCame] = useState<ReadonlySet<string>>(
    new Set(roster.members.filter(({ status }) => status === 'kept').map(({ id }) => id)),
  )
  const [did, setDid] = useState<string[]>(roster.interventions?.answer?.chosen ?? [])
  const refresh = () => client.invalidateQueries({ queryKey: ['notes'] })
  const share = useMutation({
    mutationFn: () =>
      writeRoster(roster.id, {
        start: timeFrom(start) ?? start,
        stop: timeFrom(stop) ?? stop,
        came: [...came],
        interventions: did,
      }),
    onSuccess: refresh,
  })
  const sign = useMutation({
    mutationFn: async () => {
      for (const member of roster.members)
        if (member.maySign && member.state === 'open') await signNote(member.id, member.version)
    },
    onSettled: refresh,
  })
  const write = useMutation({
    mutationFn: ({ member, change }: { member: Member; change: NoteChange }) =>
      writeNote(member.id, change, member.version),
    onSettled: refresh,
  })
  const ready = roster.members.filter((member) => member.maySign && member.state === 'open').length
  const failure = share.error ?? sign.error ?? write.error
  return (
    <Stack>
      <div>
        <Link to="/day" style={{ color: 'var(--accent)' }}>
          Your day
        </Link>
        <Title order={1} mt={4}>
          {roster.service.charAt(0).toUpperCase() + roster.service.slice(1)}
        </Title>
        <Text>
          <Day on={roster.on} />
          {roster.bookedStart && <span className="quiet">; booked for {roster.bookedStart.slice(0, 5)}</span>}
        </Text>
      </div>
      <Stack className="panel" p="md" gap="sm">
        <Text fw={600}>The same for everyone who came</Text>
        <Group>
          {(
            [
              ['Began', start, setStart],
              ['Ended', stop, setStop],
            ] as const
          ).map(([label, value, set]) => (
            <label key={label}>
              {label}{' '}
              <input
                className="note-field"
                size={6}
                inputMode="numeric"
                placeholder="1405"
                value={value}
                onChange={(event) => set(event.currentTarget.value)}
              />
            </label>
          ))}
        </Group>
        {roster.interventions && (
          <div>
            <Text>{roster.interventions.ask}</Text>
            <Choice
              asked={{ ...roster.interventions, answer: { chosen: did } }}
              onChange={({ answers }) => setDid(answers?.INTERV?.chosen ?? [])}
              onDone={() => undefined}
            />
          </div>
        )}
        <Group>
          <Button
            disabled={!roster.isAuthor || timeFrom(start) === null || timeFrom(stop) === null || came.size === 0}
            loading={share.isPending}
            onClick={() => share.mutate()}
          >
            Write for {came.size}
          </Button>
          <Text className="quiet" size="sm">
            Who is not ticked is marked as not come.
          </Text>
        </Group>
      </Stack>
      {failure && <Failure error={failure} />}
      <div className="panel">
        {roster.members.map((member) => (
          <section key={member.id} className="note-question" aria-label={member.patient}>
            <Group>
              <Checkbox
                label={member.patient}
                checked={came.has(member.id)}
                disabled={member.state !== 'open'}
                onChange={() => {
                  const next = new Set(came)
                  if (!next.delete(member.id)) next.add(member.id)
                  setCame(next)
                }}
              />
              <Text
                size="sm"
                className={member.maySign || member.state !== 'open' ? 'received' : 'quiet'}
                title={member.missing.map(({ words }) => words).join('; ')}
              >
                {stateOf(member)}
              </Text>
              <Link to="/notes/$id" params={{ id: member.id }} style={{ color: 'var(--accent)', marginLeft: 'auto' }}>
                Whole note
              </Link>
            </Group>
            {member.state === 'open' && came.has(member.id) && (
              <Stack gap={4} mt={6}>
                {member.asked
                  .filter(({ groups }) => groups.length > 0)
                  .map((asked) => (
                    <div key={asked.element}>
                      <Text size="sm">{asked.ask}</Text>
                      <Choice
                        asked={asked}
                        onChange={(change) => write.mutate({ member, change })}
                        onDone={() => undefined}
                      />
                    </div>
                  ))}
              </Stack>
            )}
          </section>
        ))}
      </div>
      <Group>
        <Button disabled={ready === 0 || !roster.isAuthor} loading={sign.isPending} onClick={() => sign.mutate()}>
          Sign {ready} that have what they need
        </Button>
      </Group>
    </Stack>
  )
}

const stateOf = (member: Member): string => {
  if (member.state !== 'open') return 'Signed'
  if (member.status === 'no_show') return 'Did not come'
  if (member.maySign) return 'Has what it needs'
  const left = member.missing.length
  return left === 0 ? 'The times do not fit yet' : `${left} ${left === 1 ? 'answer' : 'answers'} left`
}
