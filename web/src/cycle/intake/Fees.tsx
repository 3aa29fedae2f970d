import { Button, Group, NumberInput, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Day } from '../../ground/Day.tsx'
import { moneyText } from '../../ground/Money.tsx'
import { Part } from '../../ground/Page.tsx'
import { Empty, Failure } from '../../ground/states.tsx'
import { done } from '../../ground/toast.ts'
import { agreeFee, type Patient } from './patients.ts'

/** What the patient pays a visit where no plan pays, as it was agreed from day to day. */
export function Fees({ it, mayWork }: { it: Patient; mayWork: boolean }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Part
      title="Agreed fee, where no plan pays"
      actions={
        mayWork && (
          <Button size="compact-xs" variant="default" onClick={() => setOpen(!isOpen)}>
            {isOpen ? 'Leave as it is' : 'Agree on a fee'}
          </Button>
        )
      }
    >
      {it.fees.length === 0 && <Empty>Nothing was agreed: visits without a plan are charged in full.</Empty>}
      <ol className="plain-list">
        {it.fees.map((fee) => (
          <li key={fee.id} className={fee.stands ? '' : 'quiet'}>
            <strong>${moneyText(fee.fee)}</strong> a visit from <Day on={fee.from} />
            {fee.until && (
              <>
                {' '}
                until <Day on={fee.until} />
              </>
            )}
            , {fee.basis}; agreed by {fee.agreedBy}
            {fee.stands && fee.reviewOn && (
              <span className={fee.reviewOn <= it.today ? 'needs-you' : ''}>
                ; {fee.reviewOn <= it.today ? 'to be looked at since' : 'to be looked at on'} <Day on={fee.reviewOn} />
              </span>
            )}
          </li>
        ))}
      </ol>
      {isOpen && <Agree it={it} onDone={() => setOpen(false)} />}
    </Part>
  )
}

const isFee = (fee: string | number): boolean => fee !== '' && Number(fee) >= 0 && Number(fee) <= 10_000

function Agree({ it, onDone }: { it: Patient; onDone: () => void }) {
  const client = useQueryClient()
  const standing = it.fees.find((fee) => fee.stands)
  const [fee, setFee] = useState<number | string>(standing ? standing.fee / 100 : '')
  const [words, setWords] = useState({
    basis: standing?.basis ?? '',
    agreedBy: '',
    from: it.today as string,
    until: '',
    reviewOn: '',
  })
  const keep = useMutation({
    mutationFn: () =>
      agreeFee(it.patient.id, {
        ...words,
        fee: Math.round(Number(fee) * 100),
        until: words.until || null,
        reviewOn: words.reviewOn || null,
      }),
    onSuccess: async () => {
      await client.invalidateQueries()
      done('Kept.')
      onDone()
    },
  })
  const text = (name: keyof typeof words, label: string, type = 'text', description?: string, isRequired = false) => (
    <TextInput
      label={label}
      type={type}
      description={description}
      required={isRequired}
      value={words[name]}
      onChange={(event) => setWords({ ...words, [name]: event.currentTarget.value })}
    />
  )
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        // A button pressed twice keeps once: the second press comes before the page has seen the first.
        if (client.isMutating() === 0) keep.mutate()
      }}
    >
      <Stack mt="sm" gap="sm">
        <SimpleGrid cols={{ base: 1, xs: 2, sm: 3 }} spacing="xs">
          <NumberInput
            label="Fee a visit"
            prefix="$"
            decimalScale={2}
            fixedDecimalScale
            clampBehavior="none"
            error={fee !== '' && !isFee(fee) ? 'From $0.00 to $10,000.00' : null}
            required
            value={fee}
            onChange={setFee}
          />
          {text('basis', 'Why', 'text', 'Sliding scale, hardship, courtesy', true)}
          {text('agreedBy', 'Who agreed', 'text', undefined, true)}
          {text('from', 'From', 'date', 'What stands now ends the day before', true)}
          {text('until', 'Until', 'date')}
          {text('reviewOn', 'Look at it again on', 'date')}
        </SimpleGrid>
        {keep.error && <Failure error={keep.error} />}
        <Group>
          <Button type="submit" size="xs" loading={keep.isPending} disabled={!isFee(fee)}>
            Keep
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
