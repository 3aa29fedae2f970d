import type { duplicatesPage } from '@ballast/server/cycle/intake/actions/merge.ts'
import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, post } from '../../ground/api.ts'
import type { Of } from '../../ground/api-types.ts'
import { Day } from '../../ground/Day.tsx'
import { Answer, Empty, Failure } from '../../ground/states.tsx'

type Duplicates = Of<typeof duplicatesPage>
type Pair = Duplicates['pairs'][number]

export function DuplicatesPage() {
  const page = useQuery({ queryKey: ['duplicates'], queryFn: () => ask<Duplicates>('/intake/duplicates') })
  const client = useQueryClient()
  const act = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSuccess: () => client.invalidateQueries({ queryKey: ['duplicates'] }),
  })
  return (
    <Stack>
      <Title order={1}>Records that may be one person</Title>
      {act.error && <Failure error={act.error} />}
      <Answer of={page}>
        {({ pairs, merges }) => (
          <Stack>
            {pairs.length === 0 && (
              <div className="panel">
                <Empty>No two records look like one person.</Empty>
              </div>
            )}
            {pairs.map((pair) => (
              <PairCard key={`${pair.a.id} ${pair.b.id}`} pair={pair} onAct={(work) => act.mutate(work)} />
            ))}
            {merges.length > 0 && (
              <section aria-labelledby="merged">
                <Title order={2} id="merged" mb="xs">
                  Put together
                </Title>
                <div className="panel">
                  {merges.map((merge) => (
                    <div key={merge.id} className="queue">
                      <div className="grow">
                        <div className="title">
                          {merge.firstName} {merge.lastName}
                        </div>
                        <div className="quiet">
                          <Day on={merge.on} />, {merge.by}: {merge.reason}
                        </div>
                      </div>
                      {merge.undoneOn ? (
                        <span className="quiet">
                          Taken apart <Day on={merge.undoneOn} />
                        </span>
                      ) : (
                        <Button
                          size="xs"
                          variant="default"
                          onClick={() => act.mutate(() => post(`/intake/merges/${merge.id}/undo`, {}))}
                        >
                          Take apart again
                        </Button>
                      )}
                    </div>
                  ))}
                </div>
              </section>
            )}
          </Stack>
        )}
      </Answer>
    </Stack>
  )
}

function PairCard({ pair, onAct }: { pair: Pair; onAct: (work: () => Promise<unknown>) => void }) {
  const [reason, setReason] = useState('')
  const merge = (keptId: string, mergedId: string) =>
    onAct(() => post('/intake/duplicates/merge', { keptId, mergedId, reason }))
  return (
    <section className="panel" style={{ padding: 12 }} aria-label={`${pair.a.firstName} ${pair.a.lastName} twice`}>
      <Text size="sm" className="needs-you">
        {pair.reasons.join(', ')}
      </Text>
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Born</th>
            <th scope="col">Phone</th>
            <th scope="col">Member numbers</th>
            <th scope="col">
              <span className="quiet">Keep</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {[[pair.a, pair.b] as const, [pair.b, pair.a] as const].map(([own, other]) => (
            <tr key={own.id}>
              <td>
                {own.firstName} {own.lastName}
              </td>
              <td>
                <Day on={own.birthOn} />
              </td>
              <td>{own.phone}</td>
              <td>{own.memberIds.join(', ')}</td>
              <td>
                <Button size="compact-xs" disabled={reason.trim().length < 3} onClick={() => merge(own.id, other.id)}>
                  Keep this one
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Group mt="xs">
        <TextInput
          size="xs"
          placeholder="How you know it is one person"
          aria-label="How you know it is one person"
          w={280}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button
          size="xs"
          variant="default"
          onClick={() => onAct(() => post('/intake/duplicates/apart', { a: pair.a.id, b: pair.b.id }))}
        >
          Two people
        </Button>
      </Group>
    </section>
  )
}
