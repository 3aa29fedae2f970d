import { Anchor, Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { correctClaim, holdClaim, meQuery, releaseClaim, reviseClaim, voidClaim } from '../../ground/api.ts'
import type { ClaimDetail, Permission } from '../../ground/api-types.ts'
import { Deadline } from '../../ground/Day.tsx'
import { centsOf, moneyText } from '../../ground/Money.tsx'
import { Failure } from '../../ground/states.tsx'
import { done } from '../../ground/toast.ts'

const whoOwes = ({ money, status }: ClaimDetail): string => {
  const payer = centsOf(money?.payerOwes) ?? 0
  const patient = centsOf(money?.patientOwes) ?? 0
  const owed = [
    ...(payer === 0 ? [] : [`the payer owes $${moneyText(payer)}`]),
    ...(patient === 0 ? [] : [`the patient owes $${moneyText(patient)}`]),
  ].join(' and ')
  if (owed) return `Now ${owed}.`
  return money || status === 'void' ? 'Nobody owes anything.' : 'Nothing is in the books yet.'
}

type Task = 'release' | 'fix' | 'void' | 'correct' | 'hold'

const movers: Readonly<Record<string, string>> = {
  you: 'Next, you',
  clearinghouse: 'Next, the clearinghouse',
  payer: 'Next, the payer',
  patient: 'Next, the patient',
  nobody: 'Done',
}

/** Who owes now, what is next, what stands in the way, and what can be done about it. */
export function Work({ claim }: { claim: ClaimDetail }) {
  const { data: me } = useQuery(meQuery)
  const [task, setTask] = useState<Task | null>(null)
  const may = (permission: Permission): boolean => me?.permissions.includes(permission) ?? false
  const is = (...statuses: readonly string[]): boolean => statuses.includes(claim.status)
  const canRelease = is('held') && may('claim.release')
  useHotkeys(canRelease ? [['r', () => setTask('release')]] : [])
  return (
    <section className="panel next" aria-label="What is next">
      <Text fw={600}>{whoOwes(claim)}</Text>
      <Text size="sm">
        <strong>{movers[claim.next.who]}:</strong> {claim.next.what}{' '}
        {claim.next.by && (
          <>
            By <Deadline on={claim.next.by} today={me?.today} />.
          </>
        )}
      </Text>
      {claim.findings.length > 0 && is('draft', 'held', 'rejected', 'ready') && (
        <ul className="findings">
          {claim.findings.map((finding) => (
            <li key={`${finding.rule}-${finding.at}-${finding.message}`} className={finding.severity}>
              <span>{finding.message}</span> <span className="quiet">{finding.rule}</span>
            </li>
          ))}
        </ul>
      )}
      <Group gap="xs" className="no-print">
        {canRelease && (
          <Button size="compact-sm" onClick={() => setTask('release')} rightSection={<kbd>R</kbd>}>
            Release
          </Button>
        )}
        {is('draft', 'held', 'ready') && may('claim.work') && (
          <Button size="compact-sm" variant="default" onClick={() => setTask('fix')}>
            Fix
          </Button>
        )}
        {is('ready') && may('claim.work') && (
          <Button size="compact-sm" variant="default" onClick={() => setTask('hold')}>
            Hold
          </Button>
        )}
        {is('rejected', 'denied') && may('claim.work') && (
          <Button size="compact-sm" variant="default" onClick={() => setTask('correct')}>
            Correct and send again
          </Button>
        )}
        {is('draft', 'held', 'ready', 'rejected') && may('claim.work') && (
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setTask('void')}>
            Take back
          </Button>
        )}
        {is('denied') && (
          <Anchor component={Link} to="/denials" search={{ search: claim.controlNumber } as never} size="sm">
            Open its denial
          </Anchor>
        )}
      </Group>
      {task === 'release' && <Release claim={claim} onClose={() => setTask(null)} />}
      {task === 'hold' && <Hold claim={claim} onClose={() => setTask(null)} />}
      {task === 'void' && <TakeBack claim={claim} onClose={() => setTask(null)} />}
      {(task === 'fix' || task === 'correct') && (
        <Fix claim={claim} isCorrection={task === 'correct'} onClose={() => setTask(null)} />
      )}
    </section>
  )
}

type TaskProps = { claim: ClaimDetail; onClose: () => void }

function useWork<T>(run: (form: FormData) => Promise<T>, onDone: (answer: T) => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: run,
    onSuccess: async (answer) => {
      onDone(answer)
      await client.invalidateQueries()
    },
  })
}

function Asking({
  title,
  verb,
  work,
  onClose,
  children,
}: {
  title: string
  verb: string
  work: { mutate: (form: FormData) => void; isPending: boolean; error: Error | null }
  onClose: () => void
  children: ReactNode
}) {
  return (
    <Modal opened onClose={onClose} title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          work.mutate(new FormData(event.currentTarget))
        }}
      >
        <Stack>
          {children}
          {work.error && <Failure error={work.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={work.isPending}>
              {verb}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

function Release({ claim, onClose }: TaskProps) {
  const work = useWork(
    (form) => releaseClaim(claim.id, String(form.get('reason')), claim.version),
    () => {
      onClose()
      done('Released. It goes with the next file.')
    },
  )
  return (
    <Asking title={`Release ${claim.patient}'s claim`} verb="Release" work={work} onClose={onClose}>
      <Textarea
        label="Why it may go as it is"
        description="Kept with the claim, with your name."
        name="reason"
        required
        minLength={5}
        autosize
        minRows={2}
        data-autofocus
      />
    </Asking>
  )
}

function Hold({ claim, onClose }: TaskProps) {
  const work = useWork(
    (form) => holdClaim(claim.id, String(form.get('reason')), claim.version),
    () => {
      onClose()
      done('Held. It stays here until somebody releases it.')
    },
  )
  return (
    <Asking title={`Hold ${claim.patient}'s claim`} verb="Hold" work={work} onClose={onClose}>
      <Textarea label="Why it should wait" name="reason" required autosize minRows={2} data-autofocus />
    </Asking>
  )
}

function TakeBack({ claim, onClose }: TaskProps) {
  const work = useWork(
    (form) => voidClaim(claim.id, String(form.get('reason')), claim.version),
    () => {
      onClose()
      done('Taken back. Nothing is owed on it.')
    },
  )
  return (
    <Asking title={`Take back ${claim.patient}'s claim`} verb="Take back" work={work} onClose={onClose}>
      <Text size="sm">No payer has this claim. Its charge is reversed and it is never sent.</Text>
      <Textarea label="Why" name="reason" required autosize minRows={2} data-autofocus />
    </Asking>
  )
}

const codesIn = (text: string): string[] =>
  text
    .toUpperCase()
    .split(/[\s,;]+/)
    .filter(Boolean)

function Fix({ claim, isCorrection, onClose }: TaskProps & { isCorrection: boolean }) {
  const navigate = useNavigate()
  const isRejected = claim.status === 'rejected'
  const work = useWork(
    async (form) => {
      const change = {
        diagnoses: codesIn(String(form.get('diagnoses'))),
        authorizationNumber: String(form.get('authorization')).trim() || null,
        version: claim.version,
      }
      return isCorrection ? correctClaim(claim.id, change) : { ...(await reviseClaim(claim.id, change)), claimId: null }
    },
    ({ status, claimId }) => {
      onClose()
      done(status === 'ready' ? 'Every check passes: it goes with the next file.' : 'Looked at again: still held.')
      if (claimId) void navigate({ to: `/claims/${claimId}` })
    },
  )
  return (
    <Asking
      title={isCorrection ? 'Correct and send again' : 'Fix this claim'}
      verb={isCorrection ? 'Correct' : 'Check again'}
      work={work}
      onClose={onClose}
    >
      <Text size="sm">
        {isCorrection
          ? isRejected
            ? 'It was rejected before anybody judged it, so it goes as a new claim under a new number.'
            : "It replaces the denied claim and quotes the payer's number of it."
          : 'What is wrong with the visit itself is fixed in the EHR and comes in with the next import.'}
      </Text>
      <TextInput
        label="Diagnoses, in order"
        name="diagnoses"
        defaultValue={claim.diagnoses.join(', ')}
        required
        data-autofocus
      />
      <TextInput label="Authorization number" name="authorization" defaultValue={claim.authorizationNumber ?? ''} />
    </Asking>
  )
}
