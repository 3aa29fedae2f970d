import { Button, Group, Loader, Select, Stack, Text, TextInput, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { meQuery } from '../../ground/api.ts'
import type { Permission } from '../../ground/api-types.ts'
import { Day } from '../../ground/Day.tsx'
import { moneyText } from '../../ground/Money.tsx'
import { Failure } from '../../ground/states.tsx'
import {
  type Changes,
  changesQuery,
  decideChange,
  type Edits,
  type Proposed,
  proposeChange,
  type Tried,
} from './review.ts'

type Change = Changes['changes'][number]

/** Changes of what the edits go by: proposed, tried on the last 90 days, and only then in force. */
export function EditChanges({ edits }: { edits: Edits }) {
  const changes = useQuery(changesQuery)
  const me = useQuery(meQuery)
  const may = (permission: Permission) => (me.data?.permissions ?? []).includes(permission)
  const [isProposing, setProposing] = useState(false)
  const waiting = (changes.data?.changes ?? []).filter(({ state }) =>
    ['trying', 'tried', 'approved', 'applied'].includes(state),
  )
  return (
    <Stack gap="sm">
      {waiting.length > 0 && (
        <div className="panel">
          {waiting.map((change) => (
            <OneChange key={change.id} change={change} mayDecide={may('practice.set')} />
          ))}
        </div>
      )}
      {may('claim.release') &&
        (isProposing ? (
          <Proposing edits={edits} onDone={() => setProposing(false)} />
        ) : (
          <Group>
            <Button variant="default" onClick={() => setProposing(true)}>
              Change a severity or a payer's parameter
            </Button>
            <Text size="sm" className="quiet">
              It is tried on the last 90 days first.
            </Text>
          </Group>
        ))}
    </Stack>
  )
}

const valueText = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : String(value))

function OneChange({ change, mayDecide }: { change: Change; mayDecide: boolean }) {
  const client = useQueryClient()
  const decide = useMutation({
    mutationFn: (isApplied: boolean) => decideChange(change.id, isApplied),
    onSettled: () => client.invalidateQueries({ queryKey: ['edits'] }),
  })
  const tried = change.tried as Tried | null
  const what =
    change.kind === 'severity'
      ? `${change.rule}: ${valueText(change.value)}`
      : `${change.payer ?? 'Every payer'}: ${change.name} is ${valueText(change.value)}`
  return (
    <div className="queue" style={{ alignItems: 'start', flexWrap: 'wrap' }}>
      <div className="grow">
        <div className="title">{what}</div>
        <div className="quiet">
          {change.source}; from <Day on={change.from} />
          {change.until && (
            <>
              {' '}
              until <Day on={change.until} />
            </>
          )}
          ; proposed by {change.proposedBy}
          {change.decidedBy && `, decided by ${change.decidedBy}`}
        </div>
        {change.state === 'trying' && (
          <Group gap={6}>
            <Loader size={12} /> Being tried on the last 90 days
          </Group>
        )}
        {tried && (
          <>
            <Text>
              Of {tried.looked.toLocaleString('en-US')} claims it would have stopped {tried.wouldStop}
              {tried.wouldStop > 0 &&
                `: ${tried.paidAnyway} were paid all the same ($${moneyText(tried.paidAnywayCents)}), ${tried.denied} were denied`}
              {tried.wouldFree > 0 && `; it would have let go ${tried.wouldFree}`}.
            </Text>
            {tried.stopped.length > 0 && (
              <details>
                <summary>Which ones</summary>
                {tried.stopped.slice(0, 20).map((row) => (
                  <Text key={row.claimId} size="sm">
                    <Link to="/claims/$id" params={{ id: row.claimId }} style={{ color: 'var(--accent)' }}>
                      {row.controlNumber}
                    </Link>{' '}
                    {row.status}, ${moneyText(row.paidCents)} paid: {row.message}
                  </Text>
                ))}
              </details>
            )}
          </>
        )}
        {decide.error && <Failure error={decide.error} />}
      </div>
      {change.state === 'tried' && mayDecide && (
        <Group gap="xs">
          <Button size="compact-md" onClick={() => decide.mutate(true)}>
            Let it take hold
          </Button>
          <Button size="compact-md" variant="default" onClick={() => decide.mutate(false)}>
            Withdraw
          </Button>
        </Group>
      )}
      {change.state !== 'tried' && change.state !== 'trying' && (
        <Text className="quiet">{change.state === 'applied' ? 'in force' : 'takes hold on its day'}</Text>
      )}
    </div>
  )
}

const read = (text: string): Proposed['value'] => {
  const plain = text.trim()
  if (plain === 'true' || plain === 'false') return plain === 'true'
  if (/^\d+$/.test(plain)) return Number(plain)
  return plain.includes(',') ? plain.split(/,\s*/) : plain
}

function Proposing({ edits, onDone }: { edits: Edits; onDone: () => void }) {
  const client = useQueryClient()
  const [kind, setKind] = useState<Proposed['kind']>('severity')
  const [rule, setRule] = useState<string | null>(null)
  const [payerId, setPayer] = useState<string | null>(null)
  const [name, setName] = useState<string | null>(null)
  const [value, setValue] = useState('')
  const [source, setSource] = useState('')
  const [until, setUntil] = useState('')
  const propose = useMutation({
    mutationFn: () =>
      proposeChange({
        kind,
        ...(kind === 'severity' ? { rule: rule ?? '' } : { name: name ?? '' }),
        ...(kind === 'payer' && payerId ? { payerId } : {}),
        value: kind === 'severity' ? value : read(value),
        source,
        ...(until === '' ? {} : { until }),
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['edits'] })
      onDone()
    },
  })
  const usual = edits.parameters.find((parameter) => parameter.name === name)?.usual
  return (
    <Stack className="panel" p="md" gap="sm">
      <Title order={2}>A change to try</Title>
      <Group align="end">
        <Select
          label="Of"
          allowDeselect={false}
          data={[
            { value: 'severity', label: "an edit's severity" },
            { value: 'payer', label: "a payer's parameter" },
            { value: 'practice', label: "the practice's own parameter" },
          ]}
          value={kind}
          onChange={(chosen) => setKind((chosen ?? 'severity') as Proposed['kind'])}
        />
        {kind === 'severity' ? (
          <>
            <Select
              label="Edit"
              searchable
              w={280}
              data={edits.edits.map(({ id, title }) => ({ value: id, label: `${id} ${title}` }))}
              value={rule}
              onChange={setRule}
            />
            <Select
              label="Becomes"
              data={['stop', 'warn', 'info']}
              value={value}
              onChange={(next) => setValue(next ?? '')}
            />
          </>
        ) : (
          <>
            {kind === 'payer' && (
              <Select
                label="Payer"
                searchable
                data={edits.payers.map((payer) => ({ value: payer.id, label: payer.name }))}
                value={payerId}
                onChange={setPayer}
              />
            )}
            <Select
              label="Parameter"
              searchable
              w={260}
              data={edits.parameters.map((parameter) => parameter.name)}
              value={name}
              onChange={setName}
            />
            <TextInput
              label="Becomes"
              placeholder={usual ? `usually ${usual}` : ''}
              value={value}
              onChange={(event) => setValue(event.currentTarget.value)}
            />
          </>
        )}
        <TextInput
          label="Where it comes from"
          placeholder="Bulletin of March 1, call 4711"
          value={source}
          onChange={(event) => setSource(event.currentTarget.value)}
          style={{ flex: 1, minWidth: 200 }}
        />
        <TextInput
          label="Until, if it ends"
          type="date"
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
      </Group>
      {propose.error && <Failure error={propose.error} />}
      <Group>
        <Button loading={propose.isPending} onClick={() => propose.mutate()}>
          Try it on the last 90 days
        </Button>
        <Button variant="default" onClick={onDone}>
          Leave it
        </Button>
      </Group>
    </Stack>
  )
}
