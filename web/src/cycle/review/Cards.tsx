import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { cardsQuery, seeCard } from './review.ts'

/** What a clinician hears of a pattern in their own notes, until it was read. */
export function Cards() {
  const cards = useQuery(cardsQuery)
  const client = useQueryClient()
  const see = useMutation({
    mutationFn: seeCard,
    onSuccess: () => client.invalidateQueries({ queryKey: ['review', 'cards'] }),
  })
  const fresh = (cards.data?.cards ?? []).filter(({ seen_on }) => seen_on === null)
  const stopped = (cards.data?.cards ?? []).filter(({ has_stopped }) => has_stopped === true)
  if (fresh.length === 0 && stopped.length === 0) return null
  return (
    <section aria-label="For you alone">
      {fresh.map((card) => (
        <Stack key={card.id} className="panel" p="md" gap={6} mb="sm">
          <Title order={2}>{card.title}</Title>
          <Text>{card.happened}</Text>
          <Text>For example: {card.example}</Text>
          <Text fw={600}>{card.next_time}</Text>
          <Group>
            <Button size="compact-md" variant="default" onClick={() => see.mutate(card.id)}>
              Read
            </Button>
            <Text size="sm" className="quiet">
              Only you see this card.
            </Text>
          </Group>
        </Stack>
      ))}
      {stopped.slice(0, 1).map((card) => (
        <Text key={card.id} className="received">
          "{card.title}" has stopped. Thank you.
        </Text>
      ))}
    </section>
  )
}
