import { Anchor, Button, Group, Text, Textarea, TextInput } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Asking, useWork } from '../../ground/Asking.tsx'
import { correctClaim, holdClaim, meQuery, releaseClaim, reviseClaim, voidClaim } from '../../ground/api.ts'
import type { ClaimDetail, Permission } from '../../ground/api-types.ts'
import { Deadline } from '../../ground/Day.tsx'
import { centsOf, moneyText } from '../../ground/Money.tsx'
import { done } from '../../ground/toast.ts'
import { WriteOff } from '../receivable/WriteOff.tsx'

const owedOn = ({ money }: ClaimDetail) =>
  [
    { by: 'payer' as const, cents: centsOf(money?.payerOwes) ?? 0 },
    { by: 'patient' as const, cents: centsOf(money?.patientOwes) ?? 0 },
  ].filter(({ cents }) => cents > 0)

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

type Task = 'release' | 'fix' | 'void' | 'correct' | 'hold' | 'write-off'

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
  const owed = owedOn(claim)
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
        {(is('rejected', 'denied') || (claim.isDecidedAgain && is('accepted', 'paid'))) && may('claim.work') && (
          <Button size="compact-sm" variant="default" onClick={() => setTask('correct')}>
            Correct and send again
          </Button>
        )}
        {is('draft', 'held', 'ready', 'rejected') && may('claim.work') && (
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setTask('void')}>
            {claim.rank > 1 ? 'Leave it to the patient' : 'Take back'}
          </Button>
        )}
        {owed.length > 0 && may('write-off.approve') && (
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setTask('write-off')}>
            Write off
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
      {task === 'write-off' && (
        <WriteOff of={{ claimId: claim.id }} who={claim.patient} owed={owed} onClose={() => setTask(null)} />
      )}
      {(task === 'fix' || task === 'correct') && (
        <Fix claim={claim} isCorrection={task === 'correct'} onClose={() => setTask(null)} />
      )}
    </section>
  )
}

type TaskProps = { claim: ClaimDetail; onClose: () => void }

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
  const isLater = claim.rank > 1
  const work = useWork(
    (form) => voidClaim(claim.id, String(form.get('reason')), claim.version),
    () => {
      onClose()
      done(isLater ? 'The patient owes what was left.' : 'Taken back. Nothing is owed on it.')
    },
  )
  const [title, verb, what] = isLater
    ? [
        `Do not ask ${claim.payer}`,
        'Leave it to the patient',
        `${claim.priors.at(-1)?.payer} has decided. What it left is the patient's, and ${claim.payer} is not asked.`,
      ]
    : [
        `Take back ${claim.patient}'s claim`,
        'Take back',
        'No payer has this claim. Its charge is reversed and it is never sent.',
      ]
  return (
    <Asking title={title} verb={verb} work={work} onClose={onClose}>
      <Text size="sm">{what}</Text>
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
