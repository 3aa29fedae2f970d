import { NativeSelect, Text, Textarea } from '@mantine/core'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { Asking, useWork } from '../../ground/Asking.tsx'
import { ask, post } from '../../ground/api.ts'
import { moneyText } from '../../ground/Money.tsx'
import { done } from '../../ground/toast.ts'

type Reason = { readonly id: string; readonly name: string; readonly isAvoidable: boolean }

const reasonsQuery = queryOptions({
  queryKey: ['write-off-reasons'],
  queryFn: () => ask<{ reasons: readonly Reason[] }>('/receivable/write-off-reasons'),
  staleTime: Number.POSITIVE_INFINITY,
})

/** Gives up what is owed on a claim, or on a visit that no claim carries: whose debt, why, and in whose name. */
export function WriteOff({
  of,
  who,
  owed,
  onClose,
}: {
  of: { readonly claimId: string } | { readonly sessionId: string }
  who: string
  owed: readonly { readonly by: 'payer' | 'patient'; readonly cents: number }[]
  onClose: () => void
}) {
  const { data } = useQuery(reasonsQuery)
  const reasons = data?.reasons ?? []
  const path = 'claimId' in of ? `claims/${of.claimId}` : `visits/${of.sessionId}`
  const work = useWork(
    (form) =>
      post<{ writtenOff: string }>(`/receivable/${path}/write-off`, {
        ...('claimId' in of ? { owedBy: form.get('owedBy') } : {}),
        reason: form.get('reason'),
        note: form.get('note'),
      }),
    ({ writtenOff }) => {
      onClose()
      done(`$${writtenOff} is given up.`)
    },
  )
  const listed = (isAvoidable: boolean) =>
    reasons.filter((each) => each.isAvoidable === isAvoidable).map((each) => ({ value: each.id, label: each.name }))
  return (
    <Asking title={`Write off what is owed for ${who}`} verb="Write off" work={work} onClose={onClose}>
      <Text size="sm">It leaves the receivables for good. A denial that can still be won is better appealed.</Text>
      {'claimId' in of && (
        <NativeSelect
          label="What is given up"
          name="owedBy"
          data={owed.map(({ by, cents }) => ({ value: by, label: `$${moneyText(cents)}, owed by the ${by}` }))}
        />
      )}
      <NativeSelect
        label="Why"
        name="reason"
        required
        defaultValue=""
        data={[
          { value: '', label: 'Choose a reason', disabled: true },
          { group: 'Better work would have saved it', items: listed(true) },
          { group: 'No work would have saved it', items: listed(false) },
        ]}
      />
      <Textarea
        label="In a sentence"
        description="Kept with the posting, with your name."
        name="note"
        required
        autosize
        minRows={2}
        data-autofocus
      />
    </Asking>
  )
}
