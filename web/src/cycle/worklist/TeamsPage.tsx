import { ActionIcon, Button, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core'
import { IconArrowUp, IconX } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { meQuery, post } from '../../ground/api.ts'
import { dayText } from '../../ground/Day.tsx'
import { Page, Part } from '../../ground/Page.tsx'
import { Answer, Empty } from '../../ground/states.tsx'
import { done, notDone } from '../../ground/toast.ts'
import { type AssignmentRule, type WorkTerms, workTermsQuery } from './worklist.ts'

/** How work finds its person: each desk, who is away, and whose what is. */
export function TeamsPage() {
  const terms = useQuery(workTermsQuery)
  const me = useQuery(meQuery)
  return (
    <Page title="Teams" about="Whose work is whose, and where it goes when nobody acts">
      <Answer of={terms}>
        {(it) => (
          <Stack gap="sm">
            <Desks it={it} />
            <Away it={it} today={me.data?.today ?? ''} />
            <Rules key={JSON.stringify(it.rules)} it={it} />
          </Stack>
        )}
      </Answer>
    </Page>
  )
}

/** Keeps a change of the terms and reads them again. */
function useKeep() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: object) => post('/worklist/terms', change),
    onSuccess: () => {
      done('Kept')
      return client.invalidateQueries({ queryKey: ['worklist'] })
    },
    onError: notDone,
  })
}

const peopleOf = (it: WorkTerms, team?: string) =>
  it.people
    .filter((person) => team === undefined || person.teams.includes(team))
    .map(({ id, name }) => ({ value: id, label: name }))
const teamsOf = (it: WorkTerms, without?: string) =>
  it.teams.filter(({ id }) => id !== without).map(({ id, title }) => ({ value: id, label: title }))

function Desks({ it }: { it: WorkTerms }) {
  const keep = useKeep()
  const set = (team: WorkTerms['teams'][number], change: object) =>
    keep.mutate({
      set: 'team',
      team: team.id,
      fallbackOwnerId: team.fallbackOwnerId,
      escalateTo: team.escalateTo,
      escalateAfterDays: team.escalateAfterDays,
      ...change,
    })
  return (
    <Part title="Desks" isFlush>
      <div className="table-scroll">
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">Desk</th>
              <th scope="col">Who works at it</th>
              <th scope="col">Steps in</th>
              <th scope="col">After days untouched</th>
              <th scope="col">Then goes up to</th>
            </tr>
          </thead>
          <tbody>
            {it.teams.map((team) => (
              <tr key={team.id}>
                <th scope="row" style={{ position: 'static' }}>
                  {team.title}
                </th>
                <td style={{ whiteSpace: 'normal', minWidth: 180 }}>
                  {peopleOf(it, team.id)
                    .map(({ label }) => label)
                    .join(', ') || <span className="needs-you">Nobody</span>}
                </td>
                <td>
                  <Select
                    aria-label={`Who steps in for ${team.title}`}
                    size="xs"
                    miw={150}
                    clearable
                    placeholder="Nobody"
                    value={team.fallbackOwnerId}
                    onChange={(fallbackOwnerId) => set(team, { fallbackOwnerId })}
                    data={peopleOf(it)}
                  />
                </td>
                <td>
                  <NumberInput
                    aria-label={`Days before work of ${team.title} moves on`}
                    size="xs"
                    w={90}
                    min={1}
                    max={90}
                    defaultValue={team.escalateAfterDays}
                    onBlur={(event) => {
                      const days = Number(event.currentTarget.value)
                      if (days !== team.escalateAfterDays && days >= 1) set(team, { escalateAfterDays: days })
                    }}
                  />
                </td>
                <td>
                  <Select
                    aria-label={`Where work of ${team.title} goes up to`}
                    size="xs"
                    miw={150}
                    placeholder="Nowhere"
                    allowDeselect={false}
                    value={team.escalateTo}
                    onChange={(escalateTo) => escalateTo && set(team, { escalateTo })}
                    data={teamsOf(it, team.id)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Part>
  )
}

function Away({ it, today }: { it: WorkTerms; today: string }) {
  const keep = useKeep()
  const [personId, setPerson] = useState<string | null>(null)
  const [from, setFrom] = useState(today)
  const [until, setUntil] = useState('')
  const nameOf = (id: string) => it.people.find((person) => person.id === id)?.name ?? 'Somebody who left'
  return (
    <Part title="Away">
      <Stack gap="xs">
        {it.leaves.length === 0 && <Text className="quiet">Nobody is away.</Text>}
        {it.leaves.map((leave) => (
          <Group key={`${leave.personId} ${leave.from}`} gap="xs">
            <Text>
              {nameOf(leave.personId)}, {dayText(leave.from)} to {dayText(leave.until)}
            </Text>
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => keep.mutate({ set: 'back', personId: leave.personId, from: leave.from })}
            >
              Back
            </Button>
          </Group>
        ))}
        <form
          onSubmit={(event) => {
            event.preventDefault()
            keep.mutate({ set: 'leave', personId, from, until })
          }}
        >
          <Group gap="xs" align="flex-end">
            <Select label="Who" searchable required value={personId} onChange={setPerson} data={peopleOf(it)} />
            <TextInput
              type="date"
              label="First day"
              required
              value={from}
              onChange={(event) => setFrom(event.currentTarget.value)}
            />
            <TextInput
              type="date"
              label="Last day"
              required
              min={from}
              value={until}
              onChange={(event) => setUntil(event.currentTarget.value)}
            />
            <Button type="submit" variant="default" disabled={personId === null || until === ''}>
              Is away
            </Button>
          </Group>
        </form>
      </Stack>
    </Part>
  )
}

function Rules({ it }: { it: WorkTerms }) {
  const keep = useKeep()
  const [rules, setRules] = useState<readonly AssignmentRule[]>(it.rules)
  const change = (at: number, part: Partial<AssignmentRule>) =>
    setRules(rules.map((rule, i) => (i === at ? { ...rule, ...part } : rule)))
  const rooms = [...new Set(it.kinds.map(({ id }) => `${id.split('.')[0]}.`))]
  const kinds = [
    ...rooms.map((id) => ({ value: id, label: `Everything of ${id.slice(0, -1)}` })),
    ...it.kinds.map(({ id, title }) => ({ value: id, label: title })),
  ]
  return (
    <Part title="Rules">
      <Stack gap="xs">
        <Text size="sm" className="quiet">
          New work goes by the first rule that fits, else to the desk of its kind.
        </Text>
        {rules.length === 0 && <Empty>No rule of your own: every kind goes to its desk.</Empty>}
        {rules.map((rule, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule has no name but its place
          <Group key={at} gap="xs" align="flex-end">
            <Select
              label="Work"
              searchable
              allowDeselect={false}
              value={rule.kind}
              onChange={(kind) => kind && change(at, { kind })}
              data={kinds}
            />
            <NumberInput
              label="From dollars"
              w={120}
              min={0}
              decimalScale={2}
              value={rule.atLeast / 100}
              onChange={(value) => change(at, { atLeast: Math.round(Number(value) * 100) })}
            />
            <Select
              label="To desk"
              clearable
              placeholder="Its own"
              value={rule.team}
              onChange={(team) => change(at, { team })}
              data={teamsOf(it)}
            />
            <Select
              label="To person"
              clearable
              placeholder="Whoever is free"
              value={rule.ownerId}
              onChange={(ownerId) => change(at, { ownerId })}
              data={peopleOf(it)}
            />
            <ActionIcon
              variant="default"
              size="input-sm"
              aria-label="Move up"
              disabled={at === 0}
              onClick={() => setRules(rules.with(at - 1, rule).with(at, rules[at - 1] ?? rule))}
            >
              <IconArrowUp size={16} />
            </ActionIcon>
            <ActionIcon
              variant="default"
              size="input-sm"
              aria-label="Take away"
              onClick={() => setRules(rules.filter((_, i) => i !== at))}
            >
              <IconX size={16} />
            </ActionIcon>
          </Group>
        ))}
        <Group gap="xs">
          <Button
            variant="default"
            onClick={() => setRules([...rules, { kind: it.kinds[0]?.id ?? '', atLeast: 0, team: null, ownerId: null }])}
          >
            Add a rule
          </Button>
          <Button
            disabled={JSON.stringify(rules) === JSON.stringify(it.rules)}
            loading={keep.isPending}
            onClick={() => keep.mutate({ set: 'rules', rules })}
          >
            Keep the rules
          </Button>
        </Group>
      </Stack>
    </Part>
  )
}
