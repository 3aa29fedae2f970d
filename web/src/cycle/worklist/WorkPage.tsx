import { addDays, type PlainDate } from '@ballast/kernel'
import { Button, Group, Modal, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAddress } from '../../ground/address.ts'
import { meQuery } from '../../ground/api.ts'
import type { BatchAction } from '../../ground/Batch.tsx'
import type { Column } from '../../ground/DataTable.tsx'
import { Day, Deadline, relative, withDays } from '../../ground/Day.tsx'
import { Choices, Filters, Find } from '../../ground/Filters.tsx'
import { useList } from '../../ground/list.ts'
import { dollars, Money } from '../../ground/Money.tsx'
import { goOn, nextIn, Queue, type QueueAct } from '../../ground/Queue.tsx'
import { Empty, NoneLikeThis } from '../../ground/states.tsx'
import { done, notDone } from '../../ground/toast.ts'
import { Work } from './Work.tsx'
import {
  type Act,
  actOnWork,
  queueCountsQuery,
  undoWork,
  type WorkItem,
  type WorkList,
  type WorkTerms,
  workTermsQuery,
} from './worklist.ts'

type Asking = { readonly what: 'snooze' | 'assign' | 'dismiss'; readonly rows: readonly WorkItem[] }

export function WorkPage() {
  const [{ open, ...filter }, change] = useAddress()
  const navigate = useNavigate()
  const client = useQueryClient()
  const { data: me } = useQuery(meQuery)
  const { data: terms } = useQuery(workTermsQuery)
  const { data: counts } = useQuery(queueCountsQuery)
  const [asking, setAsking] = useState<Asking | null>(null)
  const work = useList<WorkList, WorkItem>({
    path: '/worklist',
    filter: { ...filter, owner: filter.owner === 'me' ? terms?.me : filter.owner },
    rowsOf: (page) => page.items,
  })
  const rows = work.answer.data?.rows ?? []
  const first = work.answer.data?.first
  const onOpen = (id: string | undefined) => change({ open: id })

  const act = async (some: readonly WorkItem[], what: Act, words: string) => {
    const next = some.length === 1 && some[0] ? nextIn(rows, (row) => row.id, some[0].id) : open
    const ended = await actOnWork(
      some.map((row) => row.id),
      what,
    )
    const { batchId, changed, skipped } = ended
    if (what.do !== 'note' && some.length === 1) goOn(next, onOpen)
    await client.invalidateQueries()
    const count = changed.count === 1 ? '' : ` ${changed.count} items`
    const left = skipped.length > 0 ? ` ${skipped.length} passed over: ${skipped[0]?.why}` : ''
    done(
      `${words}${count}.${left}`,
      batchId === null ? undefined : () => undoWork(batchId).then(() => client.invalidateQueries()),
    )
  }
  const tried = (promise: Promise<unknown>) => void promise.catch(notDone)
  const may = me?.permissions.includes('worklist.work') ?? false
  const acts: readonly QueueAct<WorkItem>[] = may
    ? [
        { key: 'e', verb: 'Done', isUsual: true, run: (row) => tried(act([row], { do: 'done' }, 'Done')) },
        { key: 's', verb: 'Snooze', run: (row) => setAsking({ what: 'snooze', rows: [row] }) },
        { key: 'a', verb: 'Assign', run: (row) => setAsking({ what: 'assign', rows: [row] }) },
        { key: 'w', verb: 'Dismiss', run: (row) => setAsking({ what: 'dismiss', rows: [row] }) },
      ]
    : []
  const isFiltered = Object.keys(filter).some((name) => !['sort', 'order'].includes(name))
  const clear = () => void navigate({ to: '/work' })
  return (
    <>
      <Queue
        title="Work"
        about={
          first &&
          `${first.total.toLocaleString('en-US')} waiting, ${dollars(first.atStake)} at stake${first.oldest ? `, oldest ${relative(first.oldest, first.today)}` : ''}`
        }
        list="work"
        filters={
          <WorkFilters
            filter={filter}
            change={change}
            terms={terms}
            counts={counts?.queues ?? []}
            clear={isFiltered ? clear : null}
          />
        }
        answer={{ ...work.answer, data: work.answer.data?.rows }}
        columns={columnsFor(terms, me?.today)}
        idOf={(row) => row.id}
        nameOf={(row) => withDays(row.title)}
        amount={(row) => row.atStake}
        openId={open}
        onOpen={onOpen}
        sort={{ by: filter.sort ?? 'due', order: filter.sort === 'amount' ? 'desc' : 'asc' }}
        sortable={['due', 'amount', 'age']}
        onSort={({ by }) => change({ sort: by === 'due' ? undefined : by })}
        acts={acts}
        batch={may ? batchFor(terms, act) : []}
        table={work.table}
        empty={
          isFiltered ? (
            <NoneLikeThis what="item" onClear={clear} />
          ) : (
            <Empty>Nothing waits for anybody. What the payers say and what is missing comes here by itself.</Empty>
          )
        }
      >
        {(row) => <Work item={row} terms={terms} onNote={(why) => tried(act([row], { do: 'note', why }, 'Noted'))} />}
      </Queue>
      {asking && terms && me?.today && (
        <Ask
          asking={asking}
          terms={terms}
          today={me.today}
          onClose={() => setAsking(null)}
          onAct={async (what, words) => {
            await act(asking.rows, what, words)
            setAsking(null)
          }}
        />
      )}
    </>
  )
}

const columnsFor = (terms: WorkTerms | undefined, today: string | null | undefined): readonly Column<WorkItem>[] => {
  const kindOf = (id: string) => terms?.kinds.find((kind) => kind.id === id)?.title ?? id
  const teamOf = (id: string) => terms?.teams.find((team) => team.id === id)?.title ?? id
  const ownerOf = (id: string | null) => terms?.people.find((person) => person.id === id)?.name ?? ''
  return [
    { id: 'due', title: 'By', value: (row) => row.dueOn, show: (row) => <Deadline on={row.dueOn} today={today} /> },
    { id: 'title', title: 'What', grows: true, value: (row) => row.title, show: (row) => withDays(row.title) },
    {
      id: 'amount',
      title: 'At stake',
      isMoney: true,
      value: (row) => row.atStake,
      show: (row) => <Money amount={row.atStake} />,
    },
    { id: 'kind', title: 'Queue', needs: 'wide', value: (row) => kindOf(row.kind), show: (row) => kindOf(row.kind) },
    {
      id: 'owner',
      title: 'For',
      needs: 'medium',
      value: (row) => ownerOf(row.ownerId) || teamOf(row.team),
      show: (row) => ownerOf(row.ownerId) || <span className="quiet">{teamOf(row.team)}</span>,
    },
    {
      id: 'age',
      title: 'Since',
      needs: 'wide',
      value: (row) => row.openedOn,
      show: (row) => <Day on={row.openedOn} today={today} />,
    },
    {
      id: 'up',
      title: 'Gone up',
      isExtra: true,
      isNumber: true,
      value: (row) => row.escalation,
      show: (row) => row.escalation || '',
    },
  ]
}

function WorkFilters({
  filter,
  change,
  terms,
  counts,
  clear,
}: {
  filter: Readonly<Record<string, string | undefined>>
  change: (values: Record<string, string | undefined>) => void
  terms: WorkTerms | undefined
  counts: readonly { kind: string; team: string; count: number }[]
  clear: (() => void) | null
}) {
  const sum = (some: readonly { count: number }[]) => some.reduce((all, row) => all + row.count, 0)
  return (
    <Filters>
      <Find
        key={filter.search ?? ''}
        label="A name, or a word"
        value={filter.search}
        onFind={(search) => change({ search })}
      />
      <Choices
        label="Whose"
        value={filter.owner}
        onChange={(owner) => change({ owner })}
        of={[
          { value: 'me', label: 'Mine' },
          { value: 'nobody', label: 'Nobody’s yet' },
        ]}
      />
      <Choices
        label="When"
        value={filter.due ?? (filter.state === 'open' ? undefined : filter.state)}
        onChange={(value) =>
          change(
            value === 'overdue' || value === 'week'
              ? { due: value, state: undefined }
              : { due: undefined, state: value },
          )
        }
        of={[
          { value: 'overdue', label: 'Overdue' },
          { value: 'week', label: 'This week' },
          { value: 'snoozed', label: 'Asleep' },
          { value: 'closed', label: 'Closed' },
        ]}
      />
      <Select
        aria-label="Queue"
        placeholder="Every queue"
        size="xs"
        w={230}
        clearable
        value={filter.kind ?? null}
        onChange={(kind) => change({ kind: kind ?? undefined })}
        data={(terms?.kinds ?? []).flatMap(({ id, title }) => {
          const count = sum(counts.filter((row) => row.kind === id))
          return count > 0 || id === filter.kind ? [{ value: id, label: `${title} (${count})` }] : []
        })}
      />
      <Select
        aria-label="Team"
        placeholder="Every team"
        size="xs"
        w={190}
        clearable
        value={filter.team ?? null}
        onChange={(team) => change({ team: team ?? undefined })}
        data={(terms?.teams ?? []).flatMap(({ id, title }) => {
          const count = sum(counts.filter((row) => row.team === id))
          return count > 0 || id === filter.team ? [{ value: id, label: `${title} (${count})` }] : []
        })}
      />
      {clear && (
        <Button size="compact-sm" variant="subtle" onClick={clear}>
          Clear filters
        </Button>
      )}
    </Filters>
  )
}

const noun = ['item', 'items'] as const

const batchFor = (
  terms: WorkTerms | undefined,
  act: (rows: readonly WorkItem[], what: Act, words: string) => Promise<void>,
): readonly BatchAction<WorkItem>[] => {
  const skips = (row: WorkItem) => (row.closedOn === null ? null : 'closed already')
  const run = () => Promise.resolve()
  return [
    {
      id: 'take',
      verb: 'Take',
      noun,
      skips: (row) => skips(row) ?? (row.ownerId === terms?.me ? 'yours already' : null),
      run,
      runAll: (rows) => act(rows, { do: 'assign', ownerId: terms?.me ?? null }, 'Taken'),
    },
    { id: 'done', verb: 'Finish', noun, skips, run, runAll: (rows) => act(rows, { do: 'done' }, 'Done') },
    {
      id: 'dismiss',
      verb: 'Dismiss',
      noun,
      reason: 'Why is there nothing to do?',
      skips,
      run,
      runAll: (rows, why) => act(rows, { do: 'dismiss', why }, 'Dismissed'),
    },
  ]
}

const titles = { snooze: 'Bring it back on', assign: 'Give it to', dismiss: 'Why is there nothing to do?' }

/** The one question an act needs answered. */
function Ask({
  asking,
  terms,
  today,
  onClose,
  onAct,
}: {
  asking: Asking
  terms: WorkTerms
  today: string
  onClose: () => void
  onAct: (what: Act, words: string) => Promise<void>
}) {
  const [text, setText] = useState('')
  const submit = useMutation({
    mutationFn: ({ what, words }: { what: Act; words: string }) => onAct(what, words),
    onError: notDone,
  })
  const until = (days: number) => addDays(today as PlainDate, days)
  const sleep = (day: string) => submit.mutate({ what: { do: 'snooze', until: day }, words: `Asleep until ${day}` })
  return (
    <Modal opened onClose={onClose} title={titles[asking.what]} size="sm">
      <Stack gap="sm">
        {asking.what === 'snooze' && (
          <>
            <Group gap="xs">
              <Button variant="default" data-autofocus onClick={() => sleep(until(1))}>
                Tomorrow
              </Button>
              <Button variant="default" onClick={() => sleep(until(3))}>
                In 3 days
              </Button>
              <Button variant="default" onClick={() => sleep(until(7))}>
                In a week
              </Button>
            </Group>
            <TextInput
              type="date"
              label="Another day"
              min={until(1)}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            <Button disabled={text === ''} loading={submit.isPending} onClick={() => sleep(text)}>
              Snooze
            </Button>
          </>
        )}
        {asking.what === 'assign' && (
          <Stack gap={4}>
            {terms.people.map((person) => (
              <Button
                key={person.id}
                variant={person.id === terms.me ? 'light' : 'default'}
                justify="space-between"
                onClick={() =>
                  submit.mutate({ what: { do: 'assign', ownerId: person.id }, words: `Given to ${person.name}` })
                }
              >
                {person.name}
                {person.id === terms.me ? ' (you)' : ''}
              </Button>
            ))}
            <Button
              variant="subtle"
              onClick={() => submit.mutate({ what: { do: 'assign', ownerId: null }, words: 'Given back to the team' })}
            >
              Back to the team
            </Button>
          </Stack>
        )}
        {asking.what === 'dismiss' && (
          <form
            onSubmit={(event) => {
              event.preventDefault()
              submit.mutate({ what: { do: 'dismiss', why: text.trim() }, words: 'Dismissed' })
            }}
          >
            <Stack gap="sm">
              <Text size="sm" className="quiet">
                It stays away until something else is found.
              </Text>
              <Textarea
                aria-label="Reason"
                data-autofocus
                value={text}
                onChange={(event) => setText(event.currentTarget.value)}
                autosize
                minRows={2}
              />
              <Button type="submit" disabled={text.trim().length < 3} loading={submit.isPending}>
                Dismiss
              </Button>
            </Stack>
          </form>
        )}
      </Stack>
    </Modal>
  )
}
