import { Anchor, Button, Group, Modal, Select, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconCircleDashed, IconCircleX } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { meQuery } from '../../ground/api.ts'
import { Day, dayText, withDays } from '../../ground/Day.tsx'
import { Facts, Page, Part } from '../../ground/Page.tsx'
import { Answer, Empty } from '../../ground/states.tsx'
import { done, notDone } from '../../ground/toast.ts'
import { BeyondForm, choiceWords } from './BeyondForm.tsx'
import { CallForm } from './CallForm.tsx'
import { askPlan, type Coverage, coverageQuery, decide, type LimitRow } from './eligibility.ts'
import { RawAnswer } from './RawAnswer.tsx'

export function CoveragePage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const coverage = useQuery(coverageQuery(id))
  const name = coverage.data ? `${coverage.data.coverage.patient}, ${coverage.data.coverage.payer}` : 'Coverage'
  return (
    <Page title={name}>
      <CoverageDetail id={id} />
    </Page>
  )
}

/** One coverage as what to do, then what is known and from whom, then everything that came. */
export function CoverageDetail({ id }: { id: string }) {
  const coverage = useQuery(coverageQuery(id))
  return (
    <Answer of={coverage}>
      {(it) => (
        <Stack gap="sm">
          <Steps it={it} />
          <Part title={`What to do for ${it.on === it.today ? 'today' : dayText(it.on)}`}>
            <AdviceList it={it} />
          </Part>
          {(it.standing?.differences.length ?? 0) > 0 && it.standing?.changedOn && (
            <Part title={`What changed on ${dayText(it.standing.changedOn)}`}>
              <ul className="plain-list">
                {it.standing.differences.map((difference) => (
                  <li key={difference}>{withDays(difference)}</li>
                ))}
              </ul>
            </Part>
          )}
          {it.limits.map((limit) => (
            <Limit key={`${limit.period} ${limit.from}`} limit={limit} />
          ))}
          <Known it={it} />
          <Came it={it} />
        </Stack>
      )}
    </Answer>
  )
}

const tones = {
  good: ['received', IconCheck, 'In order'],
  act: ['needs-you', IconAlertTriangle, 'To do'],
  stop: ['losing', IconCircleX, 'Stop'],
  plain: ['', IconCircleDashed, 'Note'],
} as const

function AdviceList({ it }: { it: Coverage }) {
  return (
    <ul className="sign-list">
      {it.advice.map(({ tone, text }) => {
        const [color, Icon, word] = tones[tone]
        return (
          <li key={text}>
            <Group gap={6} wrap="nowrap" align="flex-start">
              <Icon size={16} className={color} style={{ flex: 'none', marginTop: 2 }} aria-label={word} />
              <span>{withDays(text)}</span>
            </Group>
          </li>
        )
      })}
    </ul>
  )
}

function Steps({ it }: { it: Coverage }) {
  const client = useQueryClient()
  const { data: me } = useQuery(meQuery)
  const [isCalling, setCalling] = useState(false)
  const [isDeciding, setDeciding] = useState(false)
  const [isBeyond, setBeyond] = useState(false)
  const { id } = it.coverage
  const refresh = () => client.invalidateQueries()
  const asking = useMutation({
    mutationFn: () => askPlan(id),
    onSuccess: async () => {
      await refresh()
      done('Asked. The answer comes with the next mail from the payer.')
    },
    onError: notDone,
  })
  const confirming = useMutation({
    mutationFn: () => decide(id, { decide: 'order' }),
    onSuccess: async () => {
      await refresh()
      done('The order of coverages is confirmed.')
    },
    onError: notDone,
  })
  if (!me?.permissions.includes('intake.work')) return null
  const waits = it.inquiries.find((one) => one.state === 'asked' || one.state === 'queued')
  return (
    <>
      <Group gap="xs" className="no-print">
        <Button size="compact-sm" loading={asking.isPending} onClick={() => asking.mutate()}>
          Ask the plan now
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => setCalling(true)}>
          Write down a call
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => setDeciding(true)}>
          Who holds mental health
        </Button>
        {it.limits.length > 0 && (
          <Button size="compact-sm" variant="default" onClick={() => setBeyond(true)}>
            Beyond the plan’s visits
          </Button>
        )}
        {it.others.length > 0 && (
          <Button
            size="compact-sm"
            variant="default"
            loading={confirming.isPending}
            onClick={() => confirming.mutate()}
          >
            Order confirmed
          </Button>
        )}
        <Button size="compact-sm" variant="default" component={Link} to={`/eligibility/${id}/cost`}>
          What care will cost
        </Button>
        <Button size="compact-sm" variant="default" component={Link} to={`/patients/${it.coverage.patientId}`}>
          Patient
        </Button>
        <Button size="compact-sm" variant="default" component={Link} to={`/checklist/${it.coverage.patientId}`}>
          Checklist
        </Button>
        {waits && (
          <Text size="sm" className="quiet" role="status">
            {waits.payer} was asked on {dayText(waits.askedOn)}; no answer yet.
          </Text>
        )}
      </Group>
      {isCalling && <CallForm it={it} onClose={() => setCalling(false)} onDone={refresh} />}
      {isBeyond && <BeyondForm it={it} onClose={() => setBeyond(false)} onDone={refresh} />}
      {isDeciding && <Decide it={it} onClose={() => setDeciding(false)} onDone={refresh} />}
    </>
  )
}

function Decide({ it, onClose, onDone }: { it: Coverage; onClose: () => void; onDone: () => Promise<unknown> }) {
  const [payerId, setPayerId] = useState<string | null>(it.standing?.holder?.payerId ?? it.coverage.payerId)
  const save = useMutation({
    mutationFn: () => decide(it.coverage.id, { decide: 'holder', payerId }),
    onSuccess: async () => {
      await onDone()
      done('Claims go there from now on.')
      onClose()
    },
    onError: notDone,
  })
  return (
    <Modal opened onClose={onClose} title="Who holds mental health?">
      <Stack gap="sm">
        <Text size="sm">
          Look on the back of the card for a number for mental health, or ask {it.coverage.payer}. Questions and claims
          go to whom you choose.
        </Text>
        <Select
          label="Company"
          data={it.payers.map(({ id, name }) => ({
            value: id,
            label: id === it.coverage.payerId ? `${name}, the plan itself` : name,
          }))}
          value={payerId}
          onChange={setPayerId}
          searchable
          allowDeselect={false}
        />
        <Button loading={save.isPending} onClick={() => save.mutate()}>
          Save
        </Button>
      </Stack>
    </Modal>
  )
}

const periods: Readonly<Record<string, string>> = {
  benefit_year: 'this benefit year',
  episode: 'this episode',
  lifetime: 'in a lifetime',
}

function Limit({ limit }: { limit: LimitRow }) {
  const whole = limit.visits ?? limit.usedHere + limit.booked + Math.max(0, limit.left ?? 0)
  const share = (count: number) => `${Math.min(100, (count * 100) / Math.max(1, whole))}%`
  const left = limit.left
  return (
    <Part title={`Visits ${periods[limit.period] ?? limit.period}`}>
      <div
        className="limit-bar"
        role="img"
        aria-label={`${limit.usedHere} used here, ${limit.booked} booked, ${left ?? 'unknown'} left`}
      >
        <span style={{ width: share(limit.usedHere), background: 'var(--accent)' }} />
        <span style={{ width: share(limit.usedElsewhere ?? 0), background: 'var(--quiet)' }} />
        <span style={{ width: share(limit.booked), background: 'var(--needs-you)' }} />
      </div>
      <Facts
        of={[
          ['Covered', limit.visits ?? 'not said'],
          ['Used here', String(limit.usedHere)],
          ['Used elsewhere', limit.usedElsewhere === null ? 'not known' : String(limit.usedElsewhere)],
          ['Booked', String(limit.booked)],
          [
            'Left',
            left === null ? (
              'not said'
            ) : (
              <span key="left" className={left < 0 ? 'losing' : left <= 3 ? 'needs-you' : ''}>
                {left < 0 ? `${-left} beyond the limit` : left}
              </span>
            ),
          ],
          ['Begins again', limit.until ? `after ${dayText(limit.until)}` : 'not by the year'],
          ['Said by', `${limit.saidBy}, ${dayText(limit.asOf)}`],
        ]}
      />
    </Part>
  )
}

function Known({ it }: { it: Coverage }) {
  const facts = it.standing?.facts ?? []
  return (
    <Part title="What is known, and from whom">
      <Facts
        of={[
          ['Member number', it.coverage.memberId],
          ['Relationship', it.coverage.relationship],
          ['Entered from', dayText(it.coverage.from)],
          ['Entered until', it.coverage.until && dayText(it.coverage.until)],
          ['Plan from', it.standing?.planFrom && dayText(it.standing.planFrom)],
          ['Plan until', it.standing?.planUntil && dayText(it.standing.planUntil)],
          ['Order confirmed', it.standing?.orderConfirmedOn && dayText(it.standing.orderConfirmedOn)],
        ]}
      />
      {facts.length === 0 ? (
        <Empty>The plan has said nothing about benefits yet.</Empty>
      ) : (
        <table className="fact-table">
          <tbody>
            {facts.map((fact) => (
              <tr key={fact.name}>
                <th scope="row">{fact.title}</th>
                <td>{fact.words}</td>
                <td className="quiet">
                  {fact.from === 'call' ? 'by phone: ' : ''}
                  {fact.by}, <Day on={fact.on} today={it.today} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Part>
  )
}

const answerStates: Readonly<Record<string, string>> = {
  used: 'used',
  queued: 'waits for a person',
  set_aside: 'set aside',
}

function Came({ it }: { it: Coverage }) {
  const [shown, setShown] = useState<string | null>(null)
  const entries = [
    ...it.calls.map((call) => ({
      id: call.id,
      on: call.on,
      body: (
        <>
          <Text size="sm" className="quiet">
            {dayText(call.on)}, {call.verifier} called; {call.spokeWith} answered
            {call.reference && `, reference ${call.reference}`}
          </Text>
          <Text size="sm">
            {[...call.said.map(({ title, words }) => `${title}: ${words}`), call.note].filter(Boolean).join('. ')}
          </Text>
        </>
      ),
    })),
    ...it.limitAnswers.map((answer) => ({
      id: answer.id,
      on: answer.saidOn,
      body: (
        <>
          <Text size="sm" className="quiet">
            {dayText(answer.saidOn)}, {answer.saidBy} answered, written down by {answer.notedBy}
            {answer.endedOn && `; stood until ${dayText(answer.endedOn)}`}
          </Text>
          <Text size="sm">
            Beyond the plan’s visits {choiceWords[answer.choice]}
            {answer.followUpOn && `; look again on ${dayText(answer.followUpOn)}`}.
          </Text>
        </>
      ),
    })),
    ...it.notices.map((notice) => ({
      id: notice.id,
      on: notice.writtenOn,
      body: (
        <>
          <Text size="sm" className="quiet">
            {dayText(notice.writtenOn)}, letter to the {notice.recipientKind}, {notice.state.replaceAll('_', ' ')}
          </Text>
          <Text size="sm">{notice.title}</Text>
        </>
      ),
    })),
    ...it.answers.map((answer) => ({
      id: answer.id,
      on: answer.on,
      body: (
        <>
          <Text size="sm" className="quiet">
            {dayText(answer.on)}, {answer.payer ?? 'a payer'} answered; {answerStates[answer.state] ?? answer.state}
          </Text>
          {answer.reason && <Text size="sm">{answer.reason}</Text>}
          {answer.differences.length > 0 && <Text size="sm">{answer.differences.join('; ')}</Text>}
          <Anchor
            component="button"
            type="button"
            size="sm"
            onClick={() => setShown(shown === answer.id ? null : answer.id)}
          >
            {shown === answer.id ? 'Hide what it said' : 'What it said, word by word'}
          </Anchor>
          {shown === answer.id && <RawAnswer id={answer.id} />}
        </>
      ),
    })),
  ].sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0))
  return (
    <Part title="What came, and what was told">
      {entries.length === 0 ? (
        <Text className="quiet">Nothing yet.</Text>
      ) : (
        <ol className="timeline">
          {entries.map(({ id, body }) => (
            <li key={id}>{body}</li>
          ))}
        </ol>
      )}
    </Part>
  )
}
