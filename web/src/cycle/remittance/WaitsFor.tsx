import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { meQuery } from '../../ground/api.ts'
import { Day, dayText } from '../../ground/Day.tsx'
import { Money, moneyText } from '../../ground/Money.tsx'
import { Facts, Part } from '../../ground/Page.tsx'
import { Segments } from '../../ground/Segments.tsx'
import { Status } from '../../ground/Status.tsx'
import { Answer, Failure } from '../../ground/states.tsx'
import { done } from '../../ground/toast.ts'
import { Deciding, WhereOff } from './Deciding.tsx'
import {
  adjustmentQuery,
  claimPaymentQuery,
  fileQuery,
  heldPaymentQuery,
  type Subject,
  type Suggestion,
  undoDecision,
} from './waiting.ts'

type Decided = { readonly kind: string; readonly reason: string; readonly on: string; readonly by: string } | null

/** What is known of money that waits, or waited: the payer's own segments, what it may be for, what was decided of it. */
export function WaitsFor({ subject, canDecide = false }: { subject: Subject; canDecide?: boolean }) {
  if (subject.kind === 'claim') return <ClaimPayment subject={subject} canDecide={canDecide} />
  if (subject.kind === 'provider') return <Adjustment subject={subject} canDecide={canDecide} />
  if (subject.kind === 'payment') return <Payment subject={subject} canDecide={canDecide} />
  return <File id={subject.kind === 'acknowledgment' ? subject.fileId : subject.id} />
}

function File({ id }: { id: string }) {
  const file = useQuery(fileQuery(id))
  return (
    <Answer of={file}>
      {(it) => (
        <Stack gap="sm">
          <Facts
            of={[
              ['File', it.name],
              ['Received', <Day key="received" on={it.receivedOn} />],
              ['State', <Status key="state" status={it.state} />],
            ]}
          />
          {it.source && <Segments {...it.source} />}
        </Stack>
      )}
    </Answer>
  )
}

type Of<K extends Subject['kind']> = { subject: Subject & { kind: K }; canDecide: boolean }

function ClaimPayment({ subject, canDecide }: Of<'claim'>) {
  const payment = useQuery(claimPaymentQuery(subject.id))
  return (
    <Answer of={payment}>
      {(it) => (
        <Stack gap="sm">
          <Facts
            of={[
              ['Patient, as the payer wrote it', it.patient],
              ['Number it names', it.controlNumber],
              ['Payer’s number', it.payerClaimNumber],
              ['Visit', it.serviceOn && <Day on={it.serviceOn} />],
              ['Charge', <Money key="charge" amount={it.chargeCents} />],
              ['Paid', <Money key="paid" amount={it.paidCents} />],
              ['State', <Status key="state" status={it.state} />],
            ]}
          />
          <Offered of={it.suggestions} />
          <Ends subject={subject} state={it.state} decision={it.decision} canDecide={canDecide} verb="Match" />
          {it.source && <Segments {...it.source} />}
        </Stack>
      )}
    </Answer>
  )
}

function Adjustment({ subject, canDecide }: Of<'provider'>) {
  const adjustment = useQuery(adjustmentQuery(subject.id, subject.number))
  return (
    <Answer of={adjustment}>
      {(it) => (
        <Stack gap="sm">
          <Facts
            of={[
              ['What the payer calls it', it.words ? `${it.words} (${it.reason})` : it.reason],
              ['Reference', it.reference],
              [it.amountCents > 0 ? 'Taken' : 'Given', moneyText(Math.abs(it.amountCents))],
              ['State', <Status key="state" status={it.state} />],
              ['Note', it.note],
            ]}
          />
          <Offered of={it.suggestions} />
          <Ends subject={subject} state={it.state} decision={it.decision} canDecide={canDecide} verb="Assign" />
          {it.source && <Segments {...it.source} />}
        </Stack>
      )}
    </Answer>
  )
}

function Payment({ subject, canDecide }: Of<'payment'>) {
  const payment = useQuery(heldPaymentQuery(subject.id))
  return (
    <Answer of={payment}>
      {(it) => (
        <Stack gap="sm">
          <WhereOff of={it} />
          <Ends subject={subject} state={it.state} decision={it.decision} canDecide={canDecide} verb="Decide" />
          {it.source && <Segments {...it.source} />}
        </Stack>
      )}
    </Answer>
  )
}

function Offered({ of: suggestions }: { of: readonly Suggestion[] }) {
  if (suggestions.length === 0) return null
  return (
    <Part title="It may be for" isFlush>
      <table className="data-table">
        <tbody>
          {suggestions.map((one) => (
            <tr key={one.id}>
              <td>
                {one.patientName}, {dayText(one.serviceOn)}
              </td>
              <td className="quiet" style={{ whiteSpace: 'normal' }}>
                {one.why.join(', ')}
              </td>
              <td className="number">{moneyText(one.charge)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  )
}

/** What was decided and by whom, with the way back; or, where it waits, what can be done with it. */
function Ends({
  subject,
  state,
  decision,
  canDecide,
  verb,
}: {
  subject: Subject
  state: string
  decision: Decided
  canDecide: boolean
  verb: string
}) {
  const { data: me } = useQuery(meQuery)
  const [asking, setAsking] = useState<'decide' | 'aside' | 'undo' | null>(null)
  const may = me?.permissions.includes('remittance.post') ?? false
  return (
    <>
      {decision && (
        <Group gap="xs">
          <Text size="sm">
            {decision.by}, <Day on={decision.on} today={me?.today} />: {decision.reason}
          </Text>
          {may && (
            <Button size="compact-sm" variant="default" onClick={() => setAsking('undo')}>
              Undo
            </Button>
          )}
        </Group>
      )}
      {canDecide && may && state === 'exception' && (
        <Group gap="xs" className="no-print">
          <Button size="compact-sm" onClick={() => setAsking('decide')}>
            {verb}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setAsking('aside')}>
            Set aside
          </Button>
        </Group>
      )}
      {asking === 'undo' && <Undoing subject={subject} onClose={() => setAsking(null)} />}
      {(asking === 'decide' || asking === 'aside') && (
        <Deciding subject={subject} what={asking} onClose={() => setAsking(null)} />
      )}
    </>
  )
}

function Undoing({ subject, onClose }: { subject: Subject; onClose: () => void }) {
  const [why, setWhy] = useState('')
  const client = useQueryClient()
  const undo = useMutation({
    mutationFn: () => undoDecision(subject, why.trim()),
    onSuccess: async () => {
      onClose()
      await client.invalidateQueries()
      done('Undone: it waits again.')
    },
  })
  return (
    <Modal opened onClose={onClose} title="Why is it undone?" size="sm">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          undo.mutate()
        }}
      >
        <Stack gap="sm">
          <Text size="sm" className="quiet">
            What it posted is taken back, and it waits again.
          </Text>
          <Textarea
            aria-label="Reason"
            data-autofocus
            value={why}
            onChange={(event) => setWhy(event.currentTarget.value)}
            autosize
            minRows={2}
          />
          {undo.error && <Failure error={undo.error} />}
          <Button type="submit" disabled={why.trim().length < 3} loading={undo.isPending}>
            Undo
          </Button>
        </Stack>
      </form>
    </Modal>
  )
}
