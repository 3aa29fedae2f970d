import { Button, Group, NativeSelect, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Day } from '../../ground/Day.tsx'
import { Part } from '../../ground/Page.tsx'
import { Answer, Empty, Failure } from '../../ground/states.tsx'
import { done } from '../../ground/toast.ts'
import { addCard, type Cards as CardsOf, cardsQuery, withdrawCard } from './patients.ts'

/** Cards kept at the payment processor for the patient's share, and the consent to each. */
export function Cards({ id }: { id: string }) {
  const cards = useQuery(cardsQuery(id))
  const client = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const withdraw = useMutation({
    mutationFn: withdrawCard,
    onSuccess: async () => {
      await client.invalidateQueries()
      done('Taken off file.')
    },
  })
  return (
    <Part
      title="Cards on file"
      actions={
        <Button size="compact-xs" variant="default" onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Leave as it is' : 'Keep a card'}
        </Button>
      }
    >
      <Answer of={cards}>
        {(it) => (
          <>
            {it.cards.length === 0 && <Empty>No card is on file.</Empty>}
            <ol className="plain-list">
              {it.cards.map((card) => (
                <li key={card.id} className={card.withdrawnOn ? 'quiet' : ''}>
                  <strong>
                    {card.brand}, ending {card.lastFour}
                  </strong>
                  , {card.expiresOn.slice(5, 7)}/{card.expiresOn.slice(0, 4)}, card of {card.holder}; consent version{' '}
                  {card.consent.version} signed <Day on={card.consent.signedOn} /> by {card.consent.signedBy}
                  {card.whyNot && <div className={card.withdrawnOn ? '' : 'needs-you'}>{card.whyNot}</div>}
                  {!card.withdrawnOn && (
                    <Button
                      className="no-print"
                      size="compact-xs"
                      variant="subtle"
                      color="gray"
                      onClick={() => withdraw.mutate(card.id)}
                    >
                      Take off file
                    </Button>
                  )}
                </li>
              ))}
            </ol>
            {withdraw.error && <Failure error={withdraw.error} />}
            {isOpen && <Keep id={id} it={it} onDone={() => setOpen(false)} />}
          </>
        )}
      </Answer>
    </Part>
  )
}

const signs = [
  { value: 'patient', label: 'The patient' },
  { value: 'parent', label: 'A parent' },
  { value: 'guardian', label: 'A guardian' },
  { value: 'representative', label: 'A representative' },
]

function Keep({ id, it, onDone }: { id: string; it: CardsOf; onDone: () => void }) {
  const client = useQueryClient()
  const [words, setWords] = useState({
    token: '',
    brand: '',
    lastFour: '',
    expires: '',
    holder: '',
    signedBy: '',
    signedAs: 'patient',
  })
  const keep = useMutation({
    mutationFn: () => addCard(id, words),
    onSuccess: async () => {
      await client.invalidateQueries()
      done('Kept.')
      onDone()
    },
  })
  const text = (name: keyof typeof words, label: string, description?: string) => (
    <TextInput
      label={label}
      description={description}
      required
      autoComplete="off"
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
        <Text size="sm" className="quiet">
          Enter the card at your payment processor and bring the token it gives. Never type a card’s number here.
          Processor: {it.processor}.
        </Text>
        <SimpleGrid cols={{ base: 1, xs: 2, sm: 3 }} spacing="xs">
          {text('token', 'Token', 'From your processor')}
          {text('brand', 'Brand', 'As the processor names it')}
          {text('lastFour', 'Last four digits', 'As on the card')}
          {text('expires', 'Expires', 'Year and month, such as 2027-09')}
          {text('holder', 'Whose card', 'The patient, or who answers for the bill')}
        </SimpleGrid>
        {it.consent && (
          <div className="panel" style={{ padding: 12 }}>
            {it.consent.body}
            <Text size="sm" className="quiet">
              Version {it.consent.version}
            </Text>
          </div>
        )}
        <SimpleGrid cols={{ base: 1, xs: 2, sm: 3 }} spacing="xs">
          {text('signedBy', 'Name of whoever signs')}
          <NativeSelect
            label="Signs as"
            data={signs}
            value={words.signedAs}
            onChange={(event) => setWords({ ...words, signedAs: event.currentTarget.value })}
          />
        </SimpleGrid>
        {keep.error && <Failure error={keep.error} />}
        <Group>
          <Button type="submit" size="xs" loading={keep.isPending}>
            Sign and keep
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
