import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAddress } from '../../ground/address.ts'
import { ask, meQuery, post } from '../../ground/api.ts'
import { type Column, DataTable } from '../../ground/DataTable.tsx'
import { dayText } from '../../ground/Day.tsx'
import { Money } from '../../ground/Money.tsx'
import { Facts, Page, Part } from '../../ground/Page.tsx'
import { Split } from '../../ground/Split.tsx'
import { Answer, Empty, Failure } from '../../ground/states.tsx'
import { done, notDone } from '../../ground/toast.ts'

type Origin = {
  readonly id: string
  readonly element: string
  readonly step: string
  readonly team: string
  readonly edits: readonly string[]
  readonly count: number
  readonly cents: number
  readonly causes: readonly { readonly category: string; readonly count: number; readonly cents: number }[]
  readonly steps: readonly { readonly id: string; readonly title: string }[]
  readonly verified: string
}
type Span = { readonly denials: number; readonly visits: number }
type Fix = {
  readonly id: string
  readonly element: string
  readonly title: string
  readonly what: string
  readonly openedOn: string
  readonly openedBy: string
  readonly doneOn: string | null
  readonly before: Span
  readonly after: Span | null
}
type OriginMap = {
  readonly from: string
  readonly until: string
  readonly denials: number
  readonly visits: number
  readonly origins: readonly Origin[]
  readonly fixes: readonly Fix[]
}

const originsQuery = queryOptions({ queryKey: ['origins'], queryFn: () => ask<OriginMap>('/insight/origins') })

const columns: readonly Column<Origin>[] = [
  { id: 'element', title: 'Born with', value: (row) => row.element, show: (row) => row.element },
  { id: 'step', title: 'At', value: (row) => row.step, show: (row) => row.step.replaceAll('_', ' ') },
  {
    id: 'team',
    title: 'In the hands of',
    needs: 'medium',
    value: (row) => row.team,
    show: (row) => row.team.replaceAll('_', ' '),
  },
  {
    id: 'steps',
    title: 'Guarded by',
    needs: 'wide',
    value: (row) => row.steps.map(({ title }) => title).join('; '),
    show: (row) => row.steps.map(({ title }) => title).join('; '),
  },
  {
    id: 'count',
    title: 'Denials',
    isNumber: true,
    value: (row) => row.count,
    show: (row) => row.count.toLocaleString('en-US'),
  },
  {
    id: 'cents',
    title: 'At stake',
    isMoney: true,
    value: (row) => row.cents,
    show: (row) => <Money amount={row.cents} />,
  },
]

/** Where denials are born: the datum, the step, the hands, and what should have caught it; fixes with before and after. */
export function OriginsPage() {
  const [{ open }, change] = useAddress()
  const origins = useQuery(originsQuery)
  const opened = origins.data?.origins.find((row) => row.id === open)
  return (
    <Page
      title="Where denials are born"
      about={
        origins.data &&
        `${origins.data.denials.toLocaleString('en-US')} denials of ${origins.data.visits.toLocaleString('en-US')} visits since ${dayText(origins.data.from)}`
      }
    >
      <Answer of={origins}>
        {(map) => (
          <Stack gap="sm">
            <Text size="sm" className="quiet">
              One cause may be born in several places, so these counts do not add up to the denials.
            </Text>
            <Split
              open={open}
              title={opened?.element ?? 'Origin'}
              onClose={() => change({ open: undefined })}
              list={
                <DataTable
                  caption="Where denials are born"
                  fileName="origins"
                  columns={columns}
                  rows={map.origins}
                  idOf={(row) => row.id}
                  openId={open}
                  sort={{ by: 'cents', order: 'desc' }}
                  onOpen={(row) => change({ open: row.id })}
                  empty={<Empty>No denial yet.</Empty>}
                />
              }
            >
              {opened && <Detail origin={opened} />}
            </Split>
            <Part title="Fixes, before and after">
              {map.fixes.length === 0 ? (
                <Text size="sm" className="quiet">
                  None yet. Open a row and say what is changed where the denials are born; 90 days before are held
                  against what comes after.
                </Text>
              ) : (
                <Stack gap="xs">
                  {map.fixes.map((fix) => (
                    <FixRow key={fix.id} fix={fix} />
                  ))}
                </Stack>
              )}
            </Part>
          </Stack>
        )}
      </Answer>
    </Page>
  )
}

function Detail({ origin }: { origin: Origin }) {
  const [isFixing, setFixing] = useState(false)
  const { data: me } = useQuery(meQuery)
  return (
    <Stack gap="sm">
      {me?.permissions.includes('denial.work') && (
        <Group>
          <Button size="compact-sm" onClick={() => setFixing(true)}>
            Fix it here
          </Button>
        </Group>
      )}
      <Facts
        of={[
          ['Step', origin.step.replaceAll('_', ' ')],
          ['In the hands of', origin.team.replaceAll('_', ' ')],
          ['Checklist', origin.steps.map(({ title }) => title).join('; ') || 'no step guards it'],
          ['Edits', origin.edits.join(', ')],
          ['Rests on', origin.verified === 'V' ? 'a source' : 'default, unverified: confirm'],
        ]}
      />
      <Part title="Root causes">
        {origin.causes.length === 0 ? (
          <Text size="sm">No denial was born here.</Text>
        ) : (
          <ul className="plain-list">
            {origin.causes.map(({ category, count }) => (
              <li key={category}>
                <Link to="/denials" search={{ category } as never}>
                  {count.toLocaleString('en-US')} {category.replaceAll('_', ' ').toLowerCase()}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Part>
      {isFixing && <OpenFix origin={origin} onClose={() => setFixing(false)} />}
    </Stack>
  )
}

function OpenFix({ origin, onClose }: { origin: Origin; onClose: () => void }) {
  const client = useQueryClient()
  const [what, setWhat] = useState('')
  const save = useMutation({
    mutationFn: () => post('/insight/origins/fixes', { element: origin.id, what }),
    onSuccess: async () => {
      await client.invalidateQueries()
      done('It is a task of its team now.')
      onClose()
    },
  })
  return (
    <Modal opened onClose={onClose} title={`Fix: ${origin.element}`}>
      <Stack gap="sm">
        <Textarea
          label="What will be done differently, and where?"
          data-autofocus
          autosize
          minRows={3}
          value={what}
          onChange={(event) => setWhat(event.currentTarget.value)}
        />
        {save.error && <Failure error={save.error} />}
        <Button disabled={what.trim().length < 5} loading={save.isPending} onClick={() => save.mutate()}>
          Open the fix
        </Button>
      </Stack>
    </Modal>
  )
}

const rate = ({ denials, visits }: Span): string =>
  `${denials} in ${visits.toLocaleString('en-US')} visits${visits > 0 ? ` (${((denials * 100) / visits).toFixed(1)} %)` : ''}`

function FixRow({ fix }: { fix: Fix }) {
  const client = useQueryClient()
  const finish = useMutation({
    mutationFn: () => post(`/insight/origins/fixes/${fix.id}/done`, {}),
    onSuccess: async () => {
      await client.invalidateQueries()
      done('In place. Its effect is counted from today.')
    },
    onError: notDone,
  })
  return (
    <Group wrap="nowrap" align="flex-start" gap="sm">
      <div style={{ flex: 1 }}>
        <Text size="sm" fw={600}>
          {fix.title}: {fix.what}
        </Text>
        <Text size="sm" className="quiet">
          {fix.openedBy}, {dayText(fix.openedOn)}. Before: {rate(fix.before)}.
          {fix.after ? ` Since ${dayText(fix.doneOn ?? fix.openedOn)}: ${rate(fix.after)}.` : ' Not in place yet.'}
        </Text>
      </div>
      {fix.doneOn === null && (
        <Button size="compact-sm" variant="default" loading={finish.isPending} onClick={() => finish.mutate()}>
          In place
        </Button>
      )}
    </Group>
  )
}
