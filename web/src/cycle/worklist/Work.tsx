import { Anchor, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { meQuery } from '../../ground/api.ts'
import { Day, Deadline, dayText, withDays } from '../../ground/Day.tsx'
import { moneyText } from '../../ground/Money.tsx'
import { Facts, Part } from '../../ground/Page.tsx'
import { type WorkItem, type WorkTerms, workItemQuery } from './worklist.ts'

const actWords: Readonly<Record<string, string>> = {
  assign: 'Given to somebody',
  snooze: 'Put to sleep',
  done: 'Done',
  dismiss: 'Dismissed',
  reopen: 'Opened again',
  note: 'Note',
  undo: 'Undone',
  escalate: 'Gone up, since nobody acted',
}

/** One item: what to do, where, by when, whose it is, and what was done. */
export function Work({
  item,
  terms,
  onNote,
}: {
  item: WorkItem
  terms: WorkTerms | undefined
  onNote: (why: string) => void
}) {
  const detail = useQuery(workItemQuery(item.id))
  const { data: me } = useQuery(meQuery)
  const [note, setNote] = useState('')
  const owner = terms?.people.find((person) => person.id === item.ownerId)?.name
  return (
    <Stack gap="sm">
      <Text>{withDays(item.advice)}</Text>
      {item.link !== '/' && (
        <Anchor component={Link} to={item.link} fw={600}>
          Open where it is done
        </Anchor>
      )}
      <Facts
        of={[
          ['By', <Deadline key="due" on={item.dueOn} today={me?.today} />],
          ['At stake', item.atStake > 0 && `$${moneyText(item.atStake)}`],
          ['For', owner ?? terms?.teams.find((team) => team.id === item.team)?.title],
          ['Queue', terms?.kinds.find((kind) => kind.id === item.kind)?.title],
          ['Since', <Day key="since" on={item.openedOn} today={me?.today} />],
          ['Asleep until', item.snoozedUntil && dayText(item.snoozedUntil)],
          ['Gone up', item.escalation > 0 && (item.escalation === 1 ? 'once' : `${item.escalation} times`)],
          [
            'Closed',
            item.closedOn && `${dayText(item.closedOn)}${item.closedBy ? `, ${item.closedBy}` : ', by itself'}`,
          ],
          ['Why', item.closedWhy],
        ]}
      />
      {me?.permissions.includes('worklist.work') && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (note.trim() !== '') onNote(note.trim())
            setNote('')
          }}
        >
          <Group gap="xs" wrap="nowrap">
            <TextInput
              aria-label="Note"
              placeholder="What happened, for whoever comes next"
              style={{ flex: 1 }}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
            <Button type="submit" variant="default" disabled={note.trim() === ''}>
              Note
            </Button>
          </Group>
        </form>
      )}
      {(detail.data?.events.length ?? 0) > 0 && (
        <Part title="What was done">
          <ol className="timeline">
            {detail.data?.events.map((event) => (
              <li key={event.id}>
                <Text size="sm" className="quiet">
                  {dayText(event.on)}, {event.actor === 'day.began' ? 'by itself' : event.actor}
                </Text>
                <Text size="sm">
                  {actWords[event.action] ?? event.action}
                  {event.note && `: ${event.note}`}
                </Text>
              </li>
            ))}
          </ol>
        </Part>
      )}
    </Stack>
  )
}
