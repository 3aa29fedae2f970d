import { SimpleGrid, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { MeasureCard } from '../../ground/MeasureCard.tsx'
import { Answer } from '../../ground/states.tsx'
import { indicatorsQuery } from './review.ts'

/** What moves before the money does. */
export function Indicators() {
  const indicators = useQuery(indicatorsQuery)
  return (
    <section aria-labelledby="coding">
      <Title order={2} id="coding" mb="xs">
        Documentation and coding, leading indicators
      </Title>
      <Answer of={indicators}>
        {({ measures }) => (
          <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }}>
            {measures.map((measure) => (
              <MeasureCard key={measure.id} measure={measure} />
            ))}
          </SimpleGrid>
        )}
      </Answer>
    </section>
  )
}
