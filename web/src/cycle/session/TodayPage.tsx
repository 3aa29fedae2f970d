import './session.css'
import { addDays, type PlainDate } from '@ballast/kernel'
import { Button, Group, Modal, NumberInput, Radio, Stack, Text, TextInput, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { ask } from '../../ground/api.ts'
import { dayText } from '../../ground/Day.tsx'
import { dollars, moneyText } from '../../ground/Money.tsx'
import { Answer, Empty, Failure } from '../../ground/states.tsx'
import {
  arrive,
  attend,
  balancesQuery,
  collect,
  collectByCard,
  type DeskCard,
  modalityWords,
  moveVisit,
  signAgreement,
  type Today,
  type TodayVisit,
  todayQuery,
  visitWords,
} from './sessions.ts'

type Dialog = { readonly kind: 'collect' | 'sign'; readonly id: string } | null

/** The front desk's day: one line a patient, and a key for each thing that is done all morning. */
export function TodayPage() {
  const { day } = useSearch({ strict: false }) as Record<string, string | undefined>
  const today = useQuery(todayQuery(day))
  return <Answer of={today}>{(it) => <Lines it={it} />}</Answer>
}

function Lines({ it }: { it: Today }) {
  const [at, setAt] = useState(0)
  const [dialog, setDialog] = useState<Dialog>(null)
  const list = useRef<HTMLElement>(null)
  const navigate = useNavigate()
  const client = useQueryClient()
  const balances = useQuery(
    balancesQuery(
      [...new Set(it.visits.map((visit) => visit.patientId))],
      it.visits.map((visit) => visit.id),
    ),
  )
  const refresh = async () => {
    await client.invalidateQueries({ queryKey: ['sessions'] })
    await client.invalidateQueries({ queryKey: ['desk'] })
  }
  const act = useMutation({ mutationFn: (work: () => Promise<unknown>) => work(), onSuccess: refresh })
  const current = it.visits[Math.min(at, it.visits.length - 1)]
  // The page opens on its first line, so that the morning begins with a key.
  useEffect(() => list.current?.focus({ preventScroll: true }), [])

  const owedOf = (visit: TodayVisit): number =>
    balances.data?.owed.find((row) => row.patientId === visit.patientId)?.owedCents ?? 0
  const paidOf = (visit: TodayVisit): number =>
    balances.data?.paid.find((row) => row.sessionId === visit.id)?.paidCents ?? 0
  const cardsOf = (visit: TodayVisit): readonly DeskCard[] =>
    balances.data?.cards.filter((card) => card.patientId === visit.patientId) ?? []
  const dueOf = (visit: TodayVisit): number =>
    Math.max(0, ((visit.isSelfPay ? visit.agreedFeeCents : visit.copayCents) ?? 0) - paidOf(visit))

  const onKey = (event: KeyboardEvent) => {
    if (
      dialog ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      event.target instanceof HTMLInputElement ||
      !current
    )
      return
    const key = event.key.toLowerCase()
    const move = (by: number) => {
      const next = Math.max(0, Math.min(it.visits.length - 1, at + by))
      setAt(next)
      list.current?.querySelectorAll('[data-line]')[next]?.scrollIntoView({ block: 'nearest' })
    }
    if (key === 'j' || key === 'arrowdown') move(1)
    else if (key === 'k' || key === 'arrowup') move(-1)
    else if (key === 'a') act.mutate(() => arrive(current.id, current.arrivedAt === null))
    else if (key === 'c') setDialog({ kind: 'collect', id: current.id })
    else if (key === 'p') void navigate({ to: '/patients/$id', params: { id: current.patientId } })
    else if (key === 's') setDialog({ kind: 'sign', id: current.id })
    else if (key === 'n' && current.status === 'booked')
      act.mutate(() => attend(current.id, 'no_show', current.version))
    else if (key === 'u' && current.status === 'no_show')
      act.mutate(() => attend(current.id, 'booked', current.version))
    else if (key === 't' && current.status === 'booked' && current.modality === 'in_person')
      act.mutate(() => toTelehealth(current))
    else return
    event.preventDefault()
  }
  const asked = it.visits.find((visit) => visit.id === dialog?.id)
  const here = it.visits.filter((visit) => visit.arrivedAt !== null).length
  const due = it.visits.reduce((total, visit) => total + dueOf(visit), 0)
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Title order={1}>{it.day === it.today ? 'Today' : dayText(it.day)}</Title>
        <Group gap="xs" className="no-print">
          <Button
            size="xs"
            variant="default"
            onClick={() => void navigate({ to: '/today', search: { day: addDays(it.day as PlainDate, -1) } as never })}
          >
            Day before
          </Button>
          <Button
            size="xs"
            variant="default"
            onClick={() => void navigate({ to: '/today', search: { day: addDays(it.day as PlainDate, 1) } as never })}
          >
            Day after
          </Button>
          <Button size="xs" variant="default" onClick={() => window.print()}>
            Print
          </Button>
        </Group>
      </Group>
      <Text className="quiet">
        {it.visits.length} visits, {here} checked in, {dollars(due)} to collect.{' '}
        <span className="no-print">
          J and K move, A checks in, C collects, S signs, P opens the patient, N marks who did not come, T switches to
          video.
        </span>
      </Text>
      {act.error && <Failure error={act.error} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the list takes the keys of the page. */}
      <section ref={list} className="panel" aria-label="Visits of the day" tabIndex={0} onKeyDown={onKey}>
        <div className="today-row head" aria-hidden>
          {['Time', 'Patient', 'Coverage', 'Due', 'Authorization', 'Owes', 'To ask for', ''].map((title) => (
            <span key={title}>{title}</span>
          ))}
        </div>
        {it.visits.length === 0 && <Empty>Nobody is booked on this day.</Empty>}
        {it.visits.map((visit, i) => (
          <Line
            key={visit.id}
            visit={visit}
            isCurrent={visit === current}
            owed={owedOf(visit)}
            paid={paidOf(visit)}
            cards={cardsOf(visit)}
            onPick={() => setAt(i)}
            onArrive={() => act.mutate(() => arrive(visit.id, visit.arrivedAt === null))}
            onCollect={() => setDialog({ kind: 'collect', id: visit.id })}
          />
        ))}
      </section>
      <Text className="sr-only" role="status">
        {current ? `${current.start} ${current.patient}. ${current.missing.map((each) => each.message).join(' ')}` : ''}
      </Text>
      <Modal
        opened={asked !== undefined}
        onClose={() => {
          setDialog(null)
          list.current?.focus({ preventScroll: true })
        }}
        title={
          dialog?.kind === 'collect' ? `Collect from ${asked?.patient ?? ''}` : `Sign with ${asked?.patient ?? ''}`
        }
      >
        {asked && dialog?.kind === 'collect' && (
          <Collect
            due={dueOf(asked) || owedOf(asked)}
            cards={cardsOf(asked)}
            movesMoney={balances.data?.movesMoney ?? true}
            onCard={(cardId, amount, key) => {
              act.mutate(() => collectByCard(asked.id, cardId, amount, key))
              setDialog(null)
              list.current?.focus({ preventScroll: true })
            }}
            onDone={(amount, method) => {
              act.mutate(() => collect(asked.id, amount, method))
              setDialog(null)
              list.current?.focus({ preventScroll: true })
            }}
          />
        )}
        {asked && dialog?.kind === 'sign' && (
          <Sign
            visit={asked}
            onDone={(input) => {
              act.mutate(() => signAgreement(asked.patientId, input))
              setDialog(null)
              list.current?.focus({ preventScroll: true })
            }}
          />
        )}
      </Modal>
    </Stack>
  )
}

const toTelehealth = (visit: TodayVisit) =>
  ask<{ visit: { on: string } }>(`/sessions/${visit.id}`).then(({ visit: at }) =>
    moveVisit(visit.id, {
      version: visit.version,
      on: at.on,
      start: visit.start,
      minutes: visit.minutes,
      clinicianId: visit.clinicianId,
      modality: 'video',
      reason: 'Same-day switch to telehealth',
    }),
  )

type LineProps = {
  visit: TodayVisit
  isCurrent: boolean
  owed: number
  paid: number
  cards: readonly DeskCard[]
  onPick: () => void
  onArrive: () => void
  onCollect: () => void
}

function Line({ visit, isCurrent, owed, paid, cards, onPick, onArrive, onCollect }: LineProps) {
  const [word, tone] = visitWords[visit.status] ?? [visit.status, '']
  const copay = visit.copayCents
  const isDue = copay !== null && copay > paid
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list hears the keys.
    // biome-ignore lint/a11y/noStaticElementInteractions: clicking a line makes it the one the keys are for.
    <div className="today-row" data-current={isCurrent} data-line tabIndex={-1} onClick={onPick}>
      <span className="number" style={{ textAlign: 'left' }}>
        {visit.start}
      </span>
      <span>
        <Link
          to="/patients/$id"
          params={{ id: visit.patientId }}
          tabIndex={-1}
          style={{ color: 'inherit', textDecoration: 'none' }}
        >
          <strong>{visit.patient}</strong>
        </Link>
        <br />
        <span className="quiet">
          {visit.clinician}, {modalityWords[visit.modality]?.toLowerCase()}
        </span>
      </span>
      <span>
        {visit.arrivedAt ? <span className="received">Checked in</span> : <span className={tone}>{word}</span>}
        <br />
        <span className={visit.payer ? 'quiet' : 'needs-you'}>{visit.payer ?? 'No coverage on file'}</span>
      </span>
      <span className="wide" data-title="Due">
        {visit.isSelfPay ? (
          <span className={paid < (visit.agreedFeeCents ?? 0) ? 'needs-you' : 'quiet'}>
            self-pay{visit.agreedFeeCents !== null && ` ${moneyText(visit.agreedFeeCents)}`}
          </span>
        ) : visit.nextPayer ? (
          <span className="quiet">{visit.nextPayer} is asked next</span>
        ) : copay === null ? (
          <span className="quiet">copay not known</span>
        ) : copay === 0 ? (
          <span className="quiet">no copay</span>
        ) : isDue ? (
          <span className="needs-you">copay ${moneyText(copay - paid)}</span>
        ) : (
          <span className="received">copay paid</span>
        )}
        {copay !== null && copay > 0 && (
          <div className="quiet" title={visit.copaySaidOn ? `The plan said it on ${dayText(visit.copaySaidOn)}.` : ''}>
            {visit.copaySaidOn ? `by the plan, ${dayText(visit.copaySaidOn).slice(0, -6)}` : 'as entered'}
          </div>
        )}
        {copay === null && paid > 0 && <div className="received">paid ${moneyText(paid)}</div>}
      </span>
      <span className="wide" data-title="Authorization">
        <Leave visit={visit} />
        {visit.visitsLeft !== null && (
          <div className={visit.visitsLeft <= 0 ? 'losing' : visit.visitsLeft <= 3 ? 'needs-you' : 'quiet'}>
            plan: {Math.max(0, visit.visitsLeft)}
            {visit.visitsOf !== null && ` of ${visit.visitsOf}`} visits left
          </div>
        )}
      </span>
      <span className="wide" data-title="Owes">
        {owed > 0 ? <span className="needs-you">${moneyText(owed)}</span> : <span className="quiet">nothing</span>}
        {cards.map((card) => (
          <div key={card.id} className={card.whyNot ? 'needs-you' : 'quiet'} title={card.whyNot ?? 'Card on file'}>
            card {card.lastFour}, {expiryText(card)}
          </div>
        ))}
      </span>
      <span className="wide" data-title="To ask for">
        {visit.missing.length === 0 ? (
          <span className="quiet">Nothing</span>
        ) : (
          visit.missing.map((each, i) => (
            <span key={each.item} className={each.isBlocking ? 'losing' : 'needs-you'} title={each.message}>
              {i > 0 && ', '}
              {askWords[each.item] ?? each.message}
            </span>
          ))
        )}
      </span>
      <Group gap={4} wrap="nowrap" className="no-print wide">
        <Button size="compact-xs" variant="default" tabIndex={-1} onClick={onArrive}>
          {visit.arrivedAt ? 'Undo' : 'Check in'}
        </Button>
        <Button size="compact-xs" variant="default" tabIndex={-1} onClick={onCollect}>
          Collect
        </Button>
      </Group>
    </div>
  )
}

// One word each, so that a patient stays one line; the whole sentence is behind it and read out for the current line.
// biome-ignore format: one word per line
const askWords: Readonly<Record<string, string>> = {
  member_id: 'member number', subscriber: 'whose plan', subscriber_address: 'subscriber’s address', child_over_26: 'new card: turned 26', guarantor: 'who answers for the bill', address: 'address', phone: 'phone',
  financial: 'financial agreement', no_show: 'missed visit policy', telehealth: 'telehealth consent', reminders: 'reminders',
}

function Leave({ visit: { authorization, patientId } }: { visit: TodayVisit }) {
  if (!authorization || authorization.leave === 'not_needed') return <span className="quiet">none needed</span>
  if (authorization.number === null)
    return authorization.leave === 'needed' ? (
      <Link
        to="/authorizations/patients/$id"
        params={{ id: patientId }}
        className="losing"
        tabIndex={-1}
        title={authorization.why}
      >
        none: not covered
      </Link>
    ) : (
      <span className="quiet">none on file</span>
    )
  const left = authorization.left ?? 0
  return (
    <Link
      to="/authorizations/patients/$id"
      params={{ id: patientId }}
      className={left <= 2 ? 'needs-you' : ''}
      tabIndex={-1}
      style={{ color: left <= 2 ? undefined : 'inherit' }}
      title={authorization.why}
    >
      {left} left until {dayText(authorization.until ?? '')}
    </Link>
  )
}

const expiryText = ({ expiresOn }: DeskCard): string => `${expiresOn.slice(5, 7)}/${expiresOn.slice(2, 4)}`

type CollectProps = {
  due: number
  cards: readonly DeskCard[]
  movesMoney: boolean
  onCard: (cardId: string, amount: number, key: string) => void
  onDone: (amount: number, method: string) => void
}

function Collect({ due, cards, movesMoney, onCard, onDone }: CollectProps) {
  // One key as long as the dialog is open: a second press is the first one again.
  const [key] = useState(() => crypto.randomUUID())
  const [amount, setAmount] = useState<number | string>(due / 100)
  const [method, setMethod] = useState('card')
  const inCents = Math.round(Number(amount) * 100)
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (inCents > 0) onDone(inCents, method)
      }}
    >
      <Stack>
        <NumberInput
          data-autofocus
          label="Amount"
          prefix="$"
          decimalScale={2}
          fixedDecimalScale
          min={0}
          max={10_000}
          value={amount}
          onChange={setAmount}
        />
        {cards.map((card) =>
          card.whyNot ? (
            <Text key={card.id} size="sm" className="needs-you">
              {card.whyNot}
            </Text>
          ) : (
            <Button key={card.id} type="button" disabled={!(inCents > 0)} onClick={() => onCard(card.id, inCents, key)}>
              Collect ${moneyText(Math.max(0, inCents || 0))} from card ending {card.lastFour}
            </Button>
          ),
        )}
        {cards.length > 0 && !movesMoney && (
          <Text size="sm" className="quiet">
            A stand-in answers for the payment processor here: no money moves.
          </Text>
        )}
        <Radio.Group label="How" value={method} onChange={setMethod}>
          <Group mt={4}>
            {['card', 'cash', 'check', 'other'].map((value) => (
              <Radio key={value} value={value} label={value} />
            ))}
          </Group>
        </Radio.Group>
        <Button type="submit" disabled={inCents <= 0}>
          Take ${Number.isFinite(inCents) ? moneyText(Math.max(0, inCents)) : ''}
        </Button>
      </Stack>
    </form>
  )
}

type Agreements = {
  readonly agreements: readonly {
    readonly kind: string
    readonly version: number
    readonly title: string
    readonly body: string
  }[]
}

function Sign({ visit, onDone }: { visit: TodayVisit; onDone: (input: object) => void }) {
  const page = useQuery({
    queryKey: ['agreements', visit.patientId],
    queryFn: () => ask<Agreements>(`/intake/patients/${visit.patientId}/agreements`),
  })
  const open = visit.missing.map((each) => each.item)
  const [kind, setKind] = useState<string | null>(null)
  const [name, setName] = useState(visit.patient)
  return (
    <Answer of={page}>
      {({ agreements }) => {
        const chosen = agreements.find(
          (each) =>
            each.kind === (kind ?? open.find((item) => agreements.some((one) => one.kind === item)) ?? 'financial'),
        )
        return (
          <form
            onSubmit={(event) => {
              event.preventDefault()
              if (chosen) onDone({ kind: chosen.kind, signedBy: name, method: 'screen' })
            }}
          >
            <Stack>
              <Radio.Group label="Which" value={chosen?.kind ?? ''} onChange={setKind}>
                <Stack gap={4} mt={4}>
                  {agreements.map((each) => (
                    <Radio
                      key={each.kind}
                      value={each.kind}
                      label={`${each.title}${open.includes(each.kind) ? ', open' : ''}`}
                    />
                  ))}
                </Stack>
              </Radio.Group>
              <div className="panel" style={{ padding: 12, maxHeight: 180, overflow: 'auto' }}>
                {chosen?.body}
                <Text size="sm" className="quiet">
                  Version {chosen?.version}
                </Text>
              </div>
              <TextInput
                data-autofocus
                label="Name of whoever signs"
                required
                minLength={2}
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
              />
              <Button type="submit">Sign</Button>
            </Stack>
          </form>
        )
      }}
    </Answer>
  )
}
