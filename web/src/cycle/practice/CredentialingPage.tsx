import type { credentialingPage } from '@ballast/server/cycle/practice/actions/credentialing.ts'
import { Button, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { ask, meQuery, post } from '../../ground/api.ts'
import type { Of } from '../../ground/api-types.ts'
import { Day } from '../../ground/Day.tsx'
import { dollars } from '../../ground/Money.tsx'
import { Answer, Empty, Failure } from '../../ground/states.tsx'

type Page = Of<typeof credentialingPage>
type Cell = Page['cells'][number]
type Waiting = {
  readonly clinicianId: string
  readonly payerId: string
  readonly claims: number
  readonly cents: number
  readonly lastDayOn: string
}

// biome-ignore format: one word per line
const stateWords: Readonly<Record<string, readonly [word: string, tone: string]>> = {
  unknown: ['Not known', 'needs-you'], preparing: ['Preparing', 'quiet'], submitted: ['Submitted', ''], in_review: ['In review', ''], effective: ['In effect', 'received'],
  effective_later: ['From a later day', 'needs-you'], denied: ['Refused', 'losing'], ended: ['Ended', 'quiet'],
}
// biome-ignore format: one word per line
const paperWords: Readonly<Record<string, readonly [word: string, tone: string]>> = {
  good: ['Good', ''], soon: ['Runs out soon', 'needs-you'], expired: ['Ran out', 'losing'], unknown: ['No day known', 'quiet'],
}
const connectionKinds = ['claims', 'remittance', 'eft', 'eligibility', 'authorization'] as const
const connectionWords: Readonly<Record<string, string>> = {
  claims: 'Claims',
  remittance: 'Remittance (ERA)',
  eft: 'Payment (EFT)',
  eligibility: 'Eligibility',
  authorization: 'Authorization',
}
const connectionStates: Readonly<Record<string, string>> = {
  not_started: 'Not started',
  submitted: 'Submitted',
  effective: 'In effect',
  rejected: 'Rejected',
  not_needed: 'Not needed',
}

/** Who is known to which payer, since when, and what waits for it. */
export function CredentialingPage() {
  const { open } = useSearch({ strict: false }) as Record<string, string | undefined>
  const navigate = useNavigate()
  const page = useQuery({ queryKey: ['credentialing'], queryFn: () => ask<Page>('/practices/credentialing') })
  const me = useQuery(meQuery)
  const waiting = useQuery({
    queryKey: ['credentialing', 'waiting'],
    queryFn: () => ask<{ waiting: readonly Waiting[] }>('/claims/waiting-for-enrollment'),
    enabled: me.data?.permissions.includes('claim.read') ?? false,
  })
  const maySet = me.data?.permissions.includes('practice.set') ?? false
  return (
    <Stack>
      <Title order={1}>Credentialing</Title>
      <Answer of={page}>
        {(it) => {
          const cell = it.cells.find((each) => `${each.clinicianId} ${each.payerId}` === open)
          return (
            <Stack>
              <div className={cell ? 'split open' : ''}>
                <Grid
                  it={it}
                  waiting={waiting.data?.waiting ?? []}
                  openId={open}
                  onOpen={(id) => void navigate({ to: '/credentialing', search: { open: id } as never })}
                />
                {cell && <Application key={open} it={it} cell={cell} maySet={maySet} />}
              </div>
              <Papers it={it} maySet={maySet} />
              <Connections it={it} maySet={maySet} />
            </Stack>
          )
        }}
      </Answer>
    </Stack>
  )
}

type GridProps = { it: Page; waiting: readonly Waiting[]; openId: string | undefined; onOpen: (id: string) => void }

function Grid({ it, waiting, openId, onOpen }: GridProps) {
  if (it.clinicians.length === 0)
    return (
      <div className="panel">
        <Empty>No clinician is entered yet.</Empty>
      </div>
    )
  return (
    <section className="panel table-scroll" aria-label="Clinicians and payers">
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">Clinician</th>
            {it.payers.map((payer) => (
              <th key={payer.id} scope="col">
                {payer.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {it.clinicians.map((clinician) => (
            <tr key={clinician.id}>
              <th scope="row" style={{ position: 'static' }}>
                {clinician.firstName} {clinician.lastName}
                <div className="quiet" style={{ fontWeight: 400 }}>
                  {clinician.credential}
                  {clinician.class === null && ', class not known'}
                </div>
              </th>
              {it.payers.map((payer) => {
                const cell = it.cells.find((each) => each.clinicianId === clinician.id && each.payerId === payer.id)
                const held = waiting.find((each) => each.clinicianId === clinician.id && each.payerId === payer.id)
                const [word, tone] = stateWords[cell?.state ?? 'unknown'] ?? ['', '']
                const id = `${clinician.id} ${payer.id}`
                return (
                  <td key={payer.id}>
                    <button
                      type="button"
                      className="plain-link"
                      aria-pressed={id === openId}
                      onClick={() => onOpen(id)}
                      style={{ padding: 0 }}
                    >
                      <span className={tone}>{word}</span>
                    </button>
                    {cell?.from && (
                      <div className="quiet">
                        since <Day on={cell.from} />
                      </div>
                    )}
                    {held && (
                      <div
                        className="losing"
                        title={`${held.claims} claims are held; the first is lost after ${held.lastDayOn}`}
                      >
                        {dollars(held.cents)} held, until <Day on={held.lastDayOn} today={it.today} />
                      </div>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function useKeep() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSuccess: () => client.invalidateQueries({ queryKey: ['credentialing'] }),
  })
}

function Application({ it, cell, maySet }: { it: Page; cell: Cell; maySet: boolean }) {
  const clinician = it.clinicians.find((each) => each.id === cell.clinicianId)
  const payer = it.payers.find((each) => each.id === cell.payerId)
  const own = cell.application
  const [state, setState] = useState<string>(own?.state ?? (cell.state === 'effective' ? 'effective' : 'preparing'))
  const [days, setDays] = useState({
    submittedOn: own?.submittedOn ?? '',
    effectiveOn: own?.effectiveOn ?? cell.from ?? '',
    untilOn: own?.untilOn ?? cell.until ?? '',
    revalidateOn: own?.revalidateOn ?? '',
    nextCallOn: own?.nextCallOn ?? '',
  })
  const [words, setWords] = useState({
    owner: own?.owner ?? '',
    reference: own?.reference ?? '',
    note: own?.note ?? '',
  })
  const keep = useKeep()
  const orNull = (of: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(of).map(([key, value]) => [key, value || null]))
  const titles: Readonly<Record<keyof typeof days, string>> = {
    submittedOn: 'Submitted',
    effectiveOn: 'In effect since',
    untilOn: 'Until',
    revalidateOn: 'Revalidate by',
    nextCallOn: 'Next call',
  }
  return (
    <form
      className="panel"
      style={{ padding: 16 }}
      onSubmit={(event) => {
        event.preventDefault()
        keep.mutate(() =>
          post('/practices/credentialing', {
            clinicianId: cell.clinicianId,
            payerId: cell.payerId,
            state,
            ...orNull(days),
            ...orNull(words),
          }),
        )
      }}
    >
      <fieldset disabled={!maySet} style={{ border: 0, padding: 0, margin: 0 }}>
        <Stack gap="xs">
          <Title order={2}>
            {clinician?.firstName} {clinician?.lastName} with {payer?.name}
          </Title>
          <Select
            label="Where it stands"
            allowDeselect={false}
            value={state}
            onChange={(value) => value && setState(value)}
            data={['preparing', 'submitted', 'in_review', 'effective', 'denied', 'ended'].map((value) => ({
              value,
              label: stateWords[value]?.[0] ?? value,
            }))}
          />
          {(Object.keys(days) as (keyof typeof days)[]).map((key) => (
            <TextInput
              key={key}
              type="date"
              label={titles[key]}
              required={key === 'effectiveOn' && state === 'effective'}
              value={days[key]}
              onChange={(event) => setDays({ ...days, [key]: event.currentTarget.value })}
            />
          ))}
          <TextInput
            label="Who follows it"
            value={words.owner}
            onChange={(event) => setWords({ ...words, owner: event.currentTarget.value })}
          />
          <TextInput
            label="Payer’s reference"
            value={words.reference}
            onChange={(event) => setWords({ ...words, reference: event.currentTarget.value })}
          />
          <TextInput
            label="Note"
            value={words.note}
            onChange={(event) => setWords({ ...words, note: event.currentTarget.value })}
          />
          {keep.error && <Failure error={keep.error} />}
          {maySet ? (
            <Button type="submit" loading={keep.isPending}>
              Keep
            </Button>
          ) : (
            <Text className="quiet">A practice manager changes this.</Text>
          )}
        </Stack>
      </fieldset>
    </form>
  )
}

function Papers({ it, maySet }: { it: Page; maySet: boolean }) {
  const [clinicianId, setClinician] = useState<string | null>(null)
  const [kind, setKind] = useState('licence')
  const [title, setTitle] = useState('')
  const [expiresOn, setExpires] = useState('')
  const [confirmedOn, setConfirmed] = useState('')
  const keep = useKeep()
  const name = (id: string): string => {
    const clinician = it.clinicians.find((each) => each.id === id)
    return clinician ? `${clinician.firstName} ${clinician.lastName}` : ''
  }
  return (
    <section aria-labelledby="papers">
      <Title order={2} id="papers" mb="xs">
        Licences and papers
      </Title>
      <div className="panel">
        {it.papers.length === 0 && (
          <Empty>No licence, attestation or insurance is entered, so nobody can be reminded.</Empty>
        )}
        {it.papers.map((paper) => (
          <div key={paper.id} className="queue">
            <div className="grow">
              <div className="title">{name(paper.clinicianId)}</div>
              <div className="quiet">
                {paper.title} {paper.number}
              </div>
            </div>
            <div className={paperWords[paper.state]?.[1] ?? ''}>
              {paperWords[paper.state]?.[0]} <Day on={paper.on} today={it.today} />
            </div>
          </div>
        ))}
        {maySet && (
          <form
            style={{ padding: 12 }}
            onSubmit={(event) => {
              event.preventDefault()
              keep.mutate(() =>
                post('/practices/papers', {
                  clinicianId,
                  kind,
                  title,
                  expiresOn: expiresOn || null,
                  confirmedOn: confirmedOn || null,
                }),
              )
            }}
          >
            <Group align="flex-end" gap="xs">
              <Select
                label="Clinician"
                searchable
                required
                value={clinicianId}
                onChange={setClinician}
                data={it.clinicians.map((each) => ({ value: each.id, label: name(each.id) }))}
              />
              <Select
                label="What"
                allowDeselect={false}
                value={kind}
                onChange={(value) => value && setKind(value)}
                data={it.paperKinds.map((each) => ({ value: each.kind, label: each.title }))}
              />
              <TextInput
                label="Named"
                required
                value={title}
                onChange={(event) => setTitle(event.currentTarget.value)}
              />
              <TextInput
                label="Confirmed"
                type="date"
                value={confirmedOn}
                onChange={(event) => setConfirmed(event.currentTarget.value)}
              />
              <TextInput
                label="Last day"
                type="date"
                value={expiresOn}
                onChange={(event) => setExpires(event.currentTarget.value)}
              />
              <Button
                type="submit"
                variant="default"
                disabled={clinicianId === null || title === ''}
                loading={keep.isPending}
              >
                Add
              </Button>
            </Group>
            {keep.error && <Failure error={keep.error} />}
          </form>
        )}
      </div>
    </section>
  )
}

function Connections({ it, maySet }: { it: Page; maySet: boolean }) {
  const keep = useKeep()
  return (
    <section aria-labelledby="connections">
      <Title order={2} id="connections" mb="xs">
        Connections
      </Title>
      {keep.error && <Failure error={keep.error} />}
      <div className="panel table-scroll">
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">Payer</th>
              {connectionKinds.map((kind) => (
                <th key={kind} scope="col">
                  {connectionWords[kind]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {it.payers.map((payer) => (
              <tr key={payer.id}>
                <th scope="row" style={{ position: 'static' }}>
                  {payer.name}
                </th>
                {connectionKinds.map((kind) => {
                  const row = it.connections.find((each) => each.payerId === payer.id && each.kind === kind)
                  return (
                    <td key={kind}>
                      <Select
                        size="xs"
                        aria-label={`${connectionWords[kind]} with ${payer.name}`}
                        disabled={!maySet}
                        allowDeselect={false}
                        value={row?.state ?? 'not_started'}
                        onChange={(state) =>
                          state &&
                          keep.mutate(() =>
                            post('/practices/connections', {
                              payerId: payer.id,
                              kind,
                              state,
                              submittedOn: state === 'submitted' ? it.today : (row?.submittedOn ?? null),
                              effectiveOn: state === 'effective' ? it.today : (row?.effectiveOn ?? null),
                              nextCallOn: row?.nextCallOn ?? null,
                            }),
                          )
                        }
                        data={Object.entries(connectionStates).map(([value, label]) => ({ value, label }))}
                      />
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
