import { parseDecimal } from '@ballast/kernel'
import { Button, Group, Modal, NativeSelect, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, confirmPayment } from '../../ground/api.ts'
import type { ClaimsPage } from '../../ground/api-types.ts'
import { dayText } from '../../ground/Day.tsx'
import { moneyText } from '../../ground/Money.tsx'
import { Answer, Failure } from '../../ground/states.tsx'
import { done } from '../../ground/toast.ts'
import {
  type Adjustment,
  type AdjustmentPart,
  adjustmentQuery,
  assignAdjustment,
  claimPaymentQuery,
  type HeldPayment,
  heldPaymentQuery,
  matchClaimPayment,
  readAgain,
  type Subject,
  type Suggestion,
  setAside,
  undoDecision,
} from './waiting.ts'

// The one question a decision needs answered, in a window of its own. The likeliest answer has the focus, so that Enter gives it.

type Props = {
  readonly subject: Subject
  readonly what: 'decide' | 'aside'
  readonly onClose: () => void
  /** Called when it is decided, before the pages look again. */
  readonly onDone?: () => void
}

const titles = {
  claim: 'Which claim is it for?',
  provider: 'What was it for?',
  payment: 'What becomes of this payment?',
  file: 'What becomes of this file?',
  acknowledgment: 'What becomes of this acknowledgment?',
} as const

export function Deciding(props: Props) {
  const { subject, what, onClose } = props
  const client = useQueryClient()
  const decide = useMutation({
    mutationFn: ({ work }: { work: () => Promise<unknown>; words: string; isFinal?: boolean }) => work(),
    onSuccess: async (_, { words, isFinal }) => {
      props.onDone?.()
      onClose()
      await client.invalidateQueries()
      const undo = () => undoDecision(subject, 'undone at once').then(() => client.invalidateQueries())
      done(words, isFinal ? undefined : undo)
    },
  })
  const run: Run = (words, work, isFinal = false) => {
    if (!decide.isPending) decide.mutate({ words, work, isFinal })
  }
  return (
    <Modal opened onClose={onClose} title={what === 'aside' ? 'Why is it set aside?' : titles[subject.kind]}>
      <Stack gap="sm">
        {what === 'aside' ? (
          <Aside subject={subject} run={run} isBusy={decide.isPending} />
        ) : subject.kind === 'claim' ? (
          <Match id={subject.id} run={run} />
        ) : subject.kind === 'provider' ? (
          <Assign id={subject.id} number={subject.number} run={run} />
        ) : subject.kind === 'payment' ? (
          <Held id={subject.id} run={run} />
        ) : subject.kind === 'file' ? (
          <Button data-autofocus onClick={() => run('It is read again.', () => readAgain(subject.id), true)}>
            Read it again
          </Button>
        ) : (
          <Text size="sm">
            It speaks of a file or of claims that are none of ours. Ask the clearinghouse whose they are, then set it
            aside with the reason.
          </Text>
        )}
        {decide.error && <Failure error={decide.error} />}
      </Stack>
    </Modal>
  )
}

type Run = (words: string, work: () => Promise<unknown>, isFinal?: boolean) => void

type Chosen = { readonly id: string; readonly controlNumber: string }

/** Claims to choose from: what was suggested, each with why, and any other by name or number. */
function ChooseClaim({
  suggestions,
  verb,
  onChoose,
}: {
  suggestions: readonly Suggestion[]
  verb: string
  onChoose: (claim: Chosen) => void
}) {
  const [text, setText] = useState('')
  const [sought, setSought] = useState('')
  const others = useQuery({
    queryKey: ['waiting', 'find', sought],
    queryFn: () => ask<ClaimsPage>(`/claims?limit=8&search=${encodeURIComponent(sought)}`),
    enabled: sought.length > 1,
  })
  return (
    <Stack gap={4}>
      {suggestions.map((one, i) => (
        <Button
          key={one.id}
          variant={i === 0 ? 'light' : 'default'}
          data-autofocus={i === 0 || undefined}
          justify="space-between"
          h="auto"
          py={6}
          rightSection={<span className="number">{moneyText(one.charge)}</span>}
          onClick={() => onChoose(one)}
          aria-label={`${verb} ${one.patientName}, ${dayText(one.serviceOn)}, ${one.controlNumber}`}
        >
          <span style={{ textAlign: 'left' }}>
            {one.patientName}, {dayText(one.serviceOn)}, {one.payerName}
            <br />
            <span className="quiet">{one.why.join(', ')}</span>
          </span>
        </Button>
      ))}
      {suggestions.length === 0 && (
        <Text size="sm" className="quiet">
          No claim of ours looks like it. Find one by the patient’s last name or a claim number.
        </Text>
      )}
      <TextInput
        aria-label="Another claim, by last name or number"
        placeholder="Another claim, by last name or number"
        data-autofocus={suggestions.length === 0 || undefined}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          setSought(text.trim())
        }}
      />
      {(others.data?.claims ?? []).map((one) => (
        <Button key={one.id} variant="subtle" justify="space-between" onClick={() => onChoose(one)}>
          {one.patient}, {dayText(one.on)}, {one.controlNumber}
        </Button>
      ))}
      {others.data?.claims.length === 0 && (
        <Text size="sm" className="quiet">
          No claim is found by that.
        </Text>
      )}
    </Stack>
  )
}

function Match({ id, run }: { id: string; run: Run }) {
  const payment = useQuery(claimPaymentQuery(id))
  return (
    <Answer of={payment}>
      {(it) => (
        <ChooseClaim
          suggestions={it.suggestions}
          verb="Match to"
          onChoose={(claim) => run(`Matched to ${claim.controlNumber}.`, () => matchClaimPayment(id, claim.id))}
        />
      )}
    </Answer>
  )
}

type Part = {
  readonly key: number
  readonly to: AdjustmentPart['to']
  readonly claim: Chosen | null
  readonly text: string
}

const places: readonly { readonly value: AdjustmentPart['to']; readonly label: string }[] = [
  { value: 'claim', label: 'A claim' },
  { value: 'income', label: 'Interest and other income' },
  { value: 'forward', label: 'Carried forward' },
  { value: 'refund_due', label: 'A refund that was due' },
]

function Assign({ id, number, run }: { id: string; number: number; run: Run }) {
  const adjustment = useQuery(adjustmentQuery(id, number))
  return <Answer of={adjustment}>{(it) => <Parts of={it} run={run} />}</Answer>
}

/** The parts of an adjustment: they are it to the cent before it can be assigned. */
function Parts({ of: it, run }: { of: Adjustment; run: Run }) {
  const sign = Math.sign(it.amountCents)
  const whole = moneyText(Math.abs(it.amountCents)).replaceAll(',', '')
  const [top] = it.suggestions
  const [parts, setParts] = useState<readonly Part[]>([{ key: 0, to: 'claim', claim: top ?? null, text: whole }])
  const [choosing, setChoosing] = useState<number | null>(null)
  const change = (key: number, to: Partial<Part>) =>
    setParts(parts.map((part) => (part.key === key ? { ...part, ...to } : part)))
  const read = parts.map((part) => ({ ...part, amount: parseDecimal(part.text.replaceAll(',', '')) ?? 0 }))
  const left = Math.abs(it.amountCents) - read.reduce((sum, part) => sum + part.amount, 0)
  const isWhole = left === 0 && read.every((part) => part.amount > 0 && (part.to !== 'claim' || part.claim !== null))
  const assigned = read.flatMap((part): AdjustmentPart[] => {
    const amountCents = sign * part.amount
    if (part.to !== 'claim') return [{ to: part.to, amountCents }]
    return part.claim ? [{ to: 'claim', claimId: part.claim.id, amountCents }] : []
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (isWhole) run('Assigned.', () => assignAdjustment(it.remittanceId, it.number, assigned))
      }}
    >
      <Stack gap="sm">
        <Text size="sm">
          The payer {sign > 0 ? 'took' : 'gave'} {whole}: {it.words ?? `code ${it.reason}`}
          {it.reference ? `, reference ${it.reference}` : ''}.
        </Text>
        {read.map((part) => (
          <Stack key={part.key} gap={4}>
            <Group gap="xs" wrap="nowrap" align="flex-end">
              <NativeSelect
                aria-label="What it was for"
                data={[...places]}
                value={part.to}
                onChange={(event) => change(part.key, { to: event.currentTarget.value as AdjustmentPart['to'] })}
              />
              <TextInput
                aria-label="Amount"
                className="number"
                w={110}
                inputMode="decimal"
                value={part.text}
                onChange={(event) => change(part.key, { text: event.currentTarget.value })}
              />
              {parts.length > 1 && (
                <Button
                  variant="subtle"
                  size="compact-sm"
                  onClick={() => setParts(parts.filter(({ key }) => key !== part.key))}
                >
                  Remove
                </Button>
              )}
            </Group>
            {part.to === 'claim' && (
              <Button variant="default" size="compact-sm" onClick={() => setChoosing(part.key)}>
                {part.claim ? `Claim ${part.claim.controlNumber}` : 'Choose the claim'}
              </Button>
            )}
            {choosing === part.key && part.to === 'claim' && (
              <ChooseClaim
                suggestions={it.suggestions}
                verb="For"
                onChoose={(claim) => {
                  change(part.key, { claim })
                  setChoosing(null)
                }}
              />
            )}
          </Stack>
        ))}
        <Group justify="space-between">
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => {
              const key = Math.max(...parts.map((part) => part.key)) + 1
              setParts([...parts, { key, to: 'claim', claim: null, text: left > 0 ? moneyText(left) : '' }])
            }}
          >
            Split
          </Button>
          <Text size="sm" className={left === 0 ? 'quiet' : 'losing'}>
            {left === 0 ? 'It is all placed.' : `${moneyText(left)} is left to place.`}
          </Text>
        </Group>
        <Button type="submit" disabled={!isWhole} data-autofocus={isWhole || undefined}>
          Assign
        </Button>
      </Stack>
    </form>
  )
}

function Held({ id, run }: { id: string; run: Run }) {
  const payment = useQuery(heldPaymentQuery(id))
  return (
    <Answer of={payment}>
      {(it) => (
        <>
          <WhereOff of={it} />
          {it.corrected.map((one, i) => (
            <Button
              key={one.id}
              data-autofocus={i === 0 || undefined}
              onClick={() => {
                const reason = `Corrected by the payment of ${moneyText(one.amountCents)}, received ${one.receivedOn}.`
                run('Closed.', () => setAside({ kind: 'payment', id }, { reason, correctedBy: one.id }))
              }}
            >
              Close it: corrected by {moneyText(one.amountCents)}, received {dayText(one.receivedOn)}
            </Button>
          ))}
          {it.off.length === 0 && (
            <Button
              variant={it.corrected.length === 0 ? 'filled' : 'default'}
              data-autofocus={it.corrected.length === 0 || undefined}
              onClick={() => run('Posted.', () => confirmPayment(id), true)}
            >
              It is another payment: post it
            </Button>
          )}
          {it.off.length > 0 && it.corrected.length === 0 && (
            <Text size="sm">
              It cannot be posted as it stands: what does not add up would become our mistake. Ask the payer for a
              corrected file; when it comes, this closes by itself. Or set it aside with the reason.
            </Text>
          )}
        </>
      )}
    </Answer>
  )
}

/** Where a payment is off and by how much, and what to write to the payer. */
export function WhereOff({ of: it }: { of: HeldPayment }) {
  if (it.off.length === 0) return null
  return (
    <Stack gap="xs">
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">Where it does not add up</th>
            <th scope="col" className="number">
              Off by
            </th>
          </tr>
        </thead>
        <tbody>
          {it.off.map((one) => (
            <tr key={one.message}>
              <td style={{ whiteSpace: 'normal' }}>{one.message}</td>
              <td className="number losing">{moneyText(one.offByCents)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {it.letter && <Textarea label="What to write to the payer" readOnly autosize minRows={4} value={it.letter} />}
    </Stack>
  )
}

function Aside({ subject, run, isBusy }: { subject: Subject; run: Run; isBusy: boolean }) {
  const [reason, setReason] = useState('')
  const [money, setMoney] = useState('refund_due')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        const aside = { reason: reason.trim(), ...(subject.kind === 'claim' ? { money } : {}) }
        const isFinal = subject.kind === 'file' || subject.kind === 'acknowledgment'
        run('Set aside.', () => setAside(subject, aside), isFinal)
      }}
    >
      <Stack gap="sm">
        <Textarea
          aria-label="Reason"
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          autosize
          minRows={2}
        />
        {subject.kind === 'claim' && (
          <Radio.Group label="Its money" value={money} onChange={setMoney}>
            <Stack gap={4} mt={4}>
              <Radio value="refund_due" label="is not ours: due back to the payer" />
              <Radio value="unapplied" label="is ours, its claim is kept in other books: stays unapplied" />
            </Stack>
          </Radio.Group>
        )}
        <Button type="submit" disabled={reason.trim().length < 3} loading={isBusy}>
          Set aside
        </Button>
      </Stack>
    </form>
  )
}
